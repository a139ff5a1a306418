//! People, under pseudonyms, in the order of the pseudonyms.

use doorstep_agreement::mean_estimate;
use serde::Serialize;

use crate::{CohortPolicy, Figure, Missing, Pool};

/// One person.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PersonRow {
    /// The pseudonym.
    pub pseudonym: String,
    /// How many calls count.
    pub calls: usize,
    /// The mean score over these calls, 0 to 100, with the band that so many calls leave (Student's interval over the calls): only over
    /// as many calls as the policy asks for. Its `n` is the number of calls.
    pub score: Figure,
}

pub(crate) fn people(pool: &Pool<'_>, policy: &CohortPolicy) -> Vec<PersonRow> {
    let mut scores: Vec<Vec<f64>> = vec![Vec::new(); pool.people.len()];
    for taken in &pool.taken {
        scores[taken.person].extend(taken.entry.score);
    }
    let row = |(pseudonym, scores): (&String, Vec<f64>)| {
        let score = if scores.len() < policy.fewest_cases {
            Figure::missing(scores.len(), Missing::FewCases(policy.fewest_cases))
        } else {
            // The number of calls has been looked at; a score is of one person.
            Figure::estimate(&CohortPolicy { smallest_cell: 0, ..policy.clone() }, scores.len(), mean_estimate(&scores))
        };
        PersonRow { pseudonym: pseudonym.clone(), calls: scores.len(), score }
    };
    pool.people.iter().zip(scores).map(row).collect()
}
