//! The page of a synthetic cohort: `cargo run -p doorstep-cohort --example page > page.html`. Officers, calls and key are made up.

#[path = "../tests/synthetic/mod.rs"]
mod synthetic;

use doorstep_cohort::{Cohort, CohortPolicy, show};
use synthetic::{Officer, cohort, door, officers};

fn main() {
    let doors: Vec<_> = (1..=6).map(door).collect();
    // A planted disparity: everybody asks less where the victim comes from abroad.
    let officers: Vec<Officer> = officers(48).into_iter().map(|officer| Officer { asks_less_abroad: 300, ..officer }).collect();
    print!("{}", show::page(&Cohort::of(&cohort(&officers, &doors, 1), &CohortPolicy::default())));
}
