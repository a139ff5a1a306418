//! Inputs: from JSON to types that cannot be malformed.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Refusal;
use crate::{Invalid, Matrix, Plan, Statistic, Undefined, WeightKind, Weights};

impl From<Invalid> for Refusal {
    fn from(error: Invalid) -> Self {
        Self::Input(error.to_string())
    }
}

/// The input as a type.
pub(super) fn read<T: DeserializeOwned>(input: &Value) -> Result<T, Refusal> {
    T::deserialize(input).map_err(|error| Refusal::Input(error.to_string()))
}

/// A whole number from 0 on; `20` and `20.0` are the same.
#[derive(Clone, Copy, Deserialize)]
#[serde(try_from = "f64")]
pub(super) struct Count(pub(super) u64);

impl TryFrom<f64> for Count {
    type Error = String;

    fn try_from(value: f64) -> Result<Self, String> {
        let fits = (0.0..=9_007_199_254_740_992.0).contains(&value) && libm::floor(value) == value;
        // It is a whole number that fits.
        if fits { Ok(Self(value as u64)) } else { Err(format!("{value} is not a count: write a whole number from 0 on")) }
    }
}

impl Count {
    /// As a place or a number of things.
    pub(super) fn place(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}

/// Counts as plain numbers.
pub(super) fn counts(list: &[Count]) -> Vec<u64> {
    list.iter().map(|count| count.0).collect()
}

/// Yes or no: `true`, `false`, 1 or 0.
#[derive(Clone, Copy, Deserialize)]
#[serde(try_from = "Value")]
pub(super) struct Flag(pub(super) bool);

impl TryFrom<Value> for Flag {
    type Error = String;

    fn try_from(value: Value) -> Result<Self, String> {
        match value {
            Value::Bool(flag) => Ok(Self(flag)),
            Value::Number(ref number) if number.as_f64() == Some(0.0) => Ok(Self(false)),
            Value::Number(ref number) if number.as_f64() == Some(1.0) => Ok(Self(true)),
            other => Err(format!("{other} is neither 0 nor 1")),
        }
    }
}

/// One entry of a matrix of weights: a number, or a fraction as text.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Entry {
    Number(f64),
    Fraction(String),
}

impl Entry {
    fn value(&self) -> Result<f64, Refusal> {
        let text = match self {
            Self::Number(value) => return Ok(*value),
            Self::Fraction(text) => text,
        };
        let number = |text: &str| text.trim().parse::<f64>().ok().filter(|value| value.is_finite());
        let value = match text.split_once('/') {
            Some((above, below)) => number(above).zip(number(below)).filter(|(_, below)| *below != 0.0).map(|(above, below)| above / below),
            None => number(text),
        };
        value.ok_or_else(|| Refusal::Input(format!("the weight `{text}` is no number and no fraction such as `5/6`")))
    }
}

/// Weights by name or as a matrix.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum WeightsInput {
    Name(String),
    Matrix(Vec<Vec<Entry>>),
}

impl Default for WeightsInput {
    fn default() -> Self {
        Self::Name("identity".to_owned())
    }
}

impl WeightsInput {
    /// The weights for so many categories.
    pub(super) fn of(&self, categories: usize) -> Result<Weights, Refusal> {
        let kind = match self {
            Self::Matrix(rows) => {
                let rows = rows.iter().map(|row| row.iter().map(Entry::value).collect()).collect::<Result<Vec<Vec<f64>>, _>>()?;
                let weights = Weights::from_matrix(&rows)?;
                weights.fits(categories)?;
                return Ok(weights);
            }
            Self::Name(name) => match name.as_str() {
                "identity" => WeightKind::Identity,
                "linear" => WeightKind::Linear,
                "quadratic" => WeightKind::Quadratic,
                other => {
                    let said = format!("there are no weights `{other}`: write identity, linear, quadratic or a matrix");
                    return Err(Refusal::Input(said));
                }
            },
        };
        if categories > 4096 {
            return Err(Invalid::TooMany { what: "categories", most: 4096 }.into());
        }
        Ok(Weights::new(kind, categories))
    }
}

/// Declared categories: texts, numbers or truth values, each once.
pub(super) struct Categories(Vec<Value>);

impl Categories {
    pub(super) fn new(labels: Vec<Value>) -> Result<Self, Refusal> {
        for (place, label) in labels.iter().enumerate() {
            if label.is_null() || label.is_array() || label.is_object() {
                return Err(Refusal::Input(format!("the category {label} is no text and no number")));
            }
            if labels[..place].iter().any(|known| same(known, label)) {
                return Err(Invalid::RepeatedCategory { place }.into());
            }
        }
        Ok(Self(labels))
    }

    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    /// A rating's category; nothing for `null`.
    pub(super) fn find(&self, rating: &Value) -> Result<Option<usize>, Refusal> {
        if rating.is_null() {
            return Ok(None);
        }
        let found = self.0.iter().position(|known| same(known, rating));
        found.map(Some).ok_or_else(|| Refusal::Input(format!("the rating {rating} is none of the categories; declare it or correct it")))
    }
}

/// 1 and 1.0 are the same category.
fn same(one: &Value, other: &Value) -> bool {
    match (one.as_f64(), other.as_f64()) {
        (Some(one), Some(other)) => one == other,
        _ => one == other,
    }
}

/// Rows that may have gaps, as a rectangle without any.
pub(super) fn complete(rows: &[Vec<Option<f64>>]) -> Result<Statistic<Matrix>, Refusal> {
    let filled: Vec<Vec<f64>> = rows.iter().map(|row| row.iter().map(|value| value.unwrap_or(0.0)).collect()).collect();
    let matrix = Matrix::from_rows(&filled)?;
    Ok(if rows.iter().flatten().all(Option::is_some) { Ok(matrix) } else { Err(Undefined::MissingRatings) })
}

/// How to resample.
pub(super) fn plan(level: Option<f64>, resamples: Option<Count>, seed: Option<Count>) -> Result<Plan, Refusal> {
    let usual = Plan::default();
    let resamples = resamples.map_or(usual.resamples(), Count::place);
    Ok(Plan::new(level.unwrap_or(usual.level()), resamples, seed.map_or(usual.seed(), |seed| seed.0))?)
}
