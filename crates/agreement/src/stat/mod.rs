//! The statistics as a batch filter: a name and an input as JSON, an answer as JSON.
//!
//! An undefined quantity is `null`, with the reason beside the result; numbers are finite. An input that is none is an error in words.
//!
//! ```
//! use doorstep_agreement::stat;
//! use serde_json::json;
//!
//! let answer = stat::ask("krippendorff_alpha", &json!({"data": [[1, 1], [1, null]], "level": "nominal"}))?;
//! assert_eq!(answer.result, json!(null));
//! assert!(answer.reason.unwrap().contains("everything is in one category"));
//! # Ok::<(), stat::Refusal>(())
//! ```

mod panel;
mod raters;
mod read;
mod reply;
mod scores;
mod test_theory;

use core::fmt;

use serde_json::Value;

pub use reply::Answer;

/// Every name that can be asked for.
pub const FUNCTIONS: [&str; 42] = [
    "angoff",
    "auc_ordinal",
    "b_index",
    "bookmark",
    "borderline_regression",
    "brier",
    "cbm",
    "circle_arc",
    "clopper_pearson",
    "cronbach_alpha",
    "dawid_skene",
    "detection",
    "effective_length",
    "fleiss_kappa",
    "g_pxi",
    "gwet_ac",
    "hofstee",
    "icc",
    "item_stats",
    "kappa",
    "kappa_bootstrap_ci",
    "kappa_jackknife",
    "key_stability",
    "krippendorff_alpha",
    "length_for",
    "linear_equate",
    "livingston_k2",
    "livingston_lewis_params",
    "lord_csem",
    "mean_equate",
    "nominal_weights_mean",
    "panel_item",
    "panel_kappa",
    "peng_subkoviak",
    "rasch_cml",
    "rasch_theta",
    "rps",
    "scott_pi",
    "sct_credit",
    "sdt",
    "spearman_brown",
    "subkoviak",
];

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No function has that name.
    UnknownFunction(String),
    /// The input is none for that function: what is wrong with it.
    Input(String),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownFunction(name) => {
                let near =
                    FUNCTIONS.iter().find(|known| known.contains(name.as_str()) || name.contains(**known)).filter(|_| !name.is_empty());
                write!(f, "there is no function `{name}`")?;
                near.map_or(Ok(()), |near| write!(f, "; did you mean `{near}`?"))
            }
            Self::Input(why) => write!(f, "input: {why}"),
        }
    }
}

impl core::error::Error for Refusal {}

/// Answers one question.
///
/// # Errors
/// An unknown name, or an input that is none.
pub fn ask(name: &str, input: &Value) -> Result<Answer, Refusal> {
    let parts = [raters::ask, panel::ask, scores::ask, test_theory::ask];
    let answered = parts.iter().find_map(|part| part(name, input).transpose());
    answered.unwrap_or_else(|| Err(Refusal::UnknownFunction(name.to_owned())))
}
