//! What the attempts of many people tell together.
//!
//! [`Entry::of`] scores one attempt and keeps what statistics need of it; [`Cohort::of`] makes the report of many; [`show`] writes it as
//! tables, CSV and a page.
//!
//! Invariants:
//! - A cohort report says nothing about one person but a score over a form of at least so many calls as the [`CohortPolicy`] asks for.
//!   People stand under pseudonyms that tell nothing of their names, in the order of the pseudonyms.
//! - No number rests on fewer people than the policy's smallest cell, no comparison of attributes on fewer than its smallest group.
//! - Repeats are left out: one attempt of one person at one call, the first, taken to its end.
//! - Every number has its n, its interval or the reason why there is none; every table says what stands behind its keys.
//! - What does not exist is never 0: it has a reason. The same entries in any order give the same report.
//!
//! Non-goals: deciding about anybody; ranking people, units or calls; the matters of one attempt (`doorstep-scoring`); files and clocks.
#![forbid(unsafe_code)]

mod calls;
mod chain;
mod cohort;
mod confidence;
mod entry;
mod figure;
mod grading;
mod items;
mod parity;
mod people;
mod policy;
mod pool;
mod pseudonym;
mod reliability;
pub mod show;
mod time;

pub use calls::CallRow;
pub use chain::{Chain, ChainRow, Lost};
pub use cohort::{COHORT_FORMAT, COHORT_LABEL, Cohort, Counted, Made, On, Rows};
pub use confidence::{Confident, SureRow};
pub use entry::{ActMeta, ActResult, AssessmentMeta, AttributeMeta, Call, Entry, FactorMeta, FactorResult, LevelResult};
pub use figure::{Basis, Figure, Missing};
pub use grading::{GradeRow, Grading, StepRow, When};
pub use items::{Flag, ItemKind, ItemRow};
pub use parity::{Asked, Parity, ParityRow, Verdict};
pub use people::PersonRow;
pub use policy::CohortPolicy;
pub use pool::{LeftOut, Pool, Taken};
pub use pseudonym::pseudonyms;
pub use reliability::{Decisions, FormLength, Reliability, Study};
pub use time::{Middle, TimeRow};
