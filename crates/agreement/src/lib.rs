//! Agreement among raters and what rests on it: panel keys, detection, item analysis, reliability, decision consistency, standard setting,
//! Rasch, equating.
//!
//! Every function takes an input that cannot be malformed (making one can fail: [`Invalid`] says where, why and how to mend) and gives a
//! [`Statistic`]: a number, or the reason why there is none ([`Undefined`]). Nothing is ever NaN, and nothing that is undefined is 0 or 1.
//! Each function's page has its formula and where it comes from.
//!
//! | question | function |
//! |---|---|
//! | do many raters agree, with gaps, on some scale? | [`krippendorff_alpha`], its interval [`krippendorff_bootstrap`] |
//! | the same, where one category prevails | [`gwet_ac`] beside it |
//! | do two raters agree? | [`kappa`] and [`cohen_kappa`], [`scott_pi`], [`kappa_jackknife`], [`kappa_bootstrap`] |
//! | several raters, classical | [`fleiss_kappa`], [`conger_kappa`] |
//! | ratings on a continuous scale | [`icc`] |
//! | who stands apart, and over what | [`rater_distances`], [`contested_units`] |
//! | one person against a whole panel | [`panel_kappa`] |
//! | how sure is a key? | [`Votes`], [`key_bootstrap`], [`dawid_skene`] as a diagnostic |
//! | what was found, missed, called too readily? | [`Detection`], [`signal_detection`], [`ordinal_auc`] |
//! | is confidence warranted? | [`brier`], [`ranked_probability_score`], [`certainty_marks`] |
//! | is a form reliable, are its items good? | [`cronbach_alpha`], [`item_statistics`], [`b_index`], [`Generalizability`], [`spearman_brown`] |
//! | how sure is passing and failing? | [`livingston_k2`], [`peng_subkoviak`], [`subkoviak`], [`livingston_lewis`] |
//! | where is the cut? | [`angoff`], [`borderline_regression`], [`hofstee`], [`bookmark`] |
//! | are forms equally hard? | [`mean_equate`], [`linear_equate`], [`NominalWeights`], [`CircleArc`] |
//! | do groups differ, beyond chance and many looks? | [`stratified_difference`], [`holm`], [`benjamini_hochberg`], [`mean_estimate`], [`correlation`] |
//! | how hard are items, how able is a person? | [`rasch_difficulties`], [`rasch_ability`] |
//!
//! ```
//! use doorstep_agreement::{Ratings, Scale, Undefined, krippendorff_alpha};
//!
//! let same = Ratings::from_raters(&[vec![Some(1.0); 3], vec![Some(1.0); 3]])?;
//! assert_eq!(krippendorff_alpha(&same, Scale::Nominal), Err(Undefined::ChanceIsComplete));
//! # Ok::<(), doorstep_agreement::Invalid>(())
//! ```
//!
//! Invariants:
//! - No I/O, no clock, no chance but ChaCha8 from a seed that the caller gives; the same input gives the same output. Exponentials and
//!   logarithms are `libm`'s, so that native code and WebAssembly agree; quantiles of t, F and beta come from `statrs`.
//! - What a formula leaves at zero only up to rounding is zero exactly, so that "undefined" does not hang on the last digit.
//!
//! Non-goals: any subject matter; adjectives for coefficients (print the value, its interval, n and the table).
//!
//! Rust 1.89 or newer (`statrs` asks for it).
#![forbid(unsafe_code)]

mod chance;
mod compare;
mod distribution;
mod number;
mod panel;
mod raters;
mod resample;
mod scores;
#[cfg(feature = "json")]
pub mod stat;
mod test_theory;
mod undefined;

pub use chance::Chance;
pub use compare::{
    Difference, Estimate, Observation, benjamini_hochberg, correlation, holm, mean_estimate, quantile, standard_deviation,
    stratified_difference,
};
pub use distribution::{normal, normal_density, normal_quantile};
pub use number::Matrix;
pub use panel::dawid_skene::{DawidSkene, Labels, dawid_skene};
pub use panel::item::{PanelItem, Votes, key_bootstrap};
pub use panel::panel_kappa::{PanelKappa, panel_kappa};
pub use raters::alpha::{Scale, krippendorff_alpha, krippendorff_bootstrap};
pub use raters::icc::{Coefficient, IntraclassCorrelations, MeanSquares, icc};
pub use raters::kappa::{Kappa, cohen_kappa, kappa, kappa_bootstrap, kappa_jackknife, scott_pi};
pub use raters::many::{CategoryCounts, ChanceCorrected, Gwet, conger_kappa, fleiss_kappa, gwet_ac};
pub use raters::ratings::Ratings;
pub use raters::summary::{RaterDistance, UnitDisagreement, contested_units, rater_distances};
pub use raters::table::Table;
pub use raters::weights::{WeightKind, Weights};
pub use resample::{Interval, Jackknife, Plan, Share, bootstrap_cases, bootstrap_mean, jackknife_cases};
pub use scores::confidence::{Brier, Certainty, Forecast, brier, certainty_marks, ranked_probability_score};
pub use scores::detection::Detection;
pub use scores::signal::{Correction, SignalDetection, YesNo, ordinal_auc, signal_detection};
pub use test_theory::consistency::{Consistency, livingston_k2, lord_error, peng_subkoviak, subkoviak};
pub use test_theory::equating::{Anchor, CircleArc, NominalWeights, linear_equate, mean_equate};
pub use test_theory::generalizability::{Dependability, Generalizability};
pub use test_theory::items::{CronbachAlpha, ItemStatistics, b_index, cronbach_alpha, item_statistics};
pub use test_theory::length::{effective_length, length_for, spearman_brown};
pub use test_theory::livingston_lewis::{FourParameterBeta, LivingstonLewis, livingston_lewis};
pub use test_theory::rasch::{Ability, AbilityMethod, Responses, rasch_ability, rasch_difficulties};
pub use test_theory::standard::{Angoff, BorderlineRegression, Hofstee, HofsteeBounds, angoff, bookmark, borderline_regression, hofstee};
pub use undefined::{Invalid, Statistic, Undefined};
