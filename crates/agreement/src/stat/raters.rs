//! Agreement among raters.

use serde::Deserialize;
use serde_json::Value;

use super::Refusal;
use super::read::{Categories, Count, WeightsInput, complete, counts, plan, read};
use super::reply::{Answer, Reply, single};
use crate::{
    CategoryCounts, Coefficient, Invalid, Ratings, Scale, Table, fleiss_kappa, gwet_ac, icc, kappa, kappa_bootstrap, kappa_jackknife,
    krippendorff_alpha, scott_pi,
};

#[derive(Deserialize)]
struct TableInput {
    table: Vec<Vec<Count>>,
    #[serde(default)]
    weights: WeightsInput,
    level: Option<f64>,
    resamples: Option<Count>,
    seed: Option<Count>,
}

impl TableInput {
    fn table(&self) -> Result<Table, Refusal> {
        Ok(Table::from_counts(&self.table.iter().map(|row| counts(row)).collect::<Vec<_>>())?)
    }
}

#[derive(Deserialize)]
struct PairInput {
    a: Vec<Value>,
    b: Vec<Value>,
    categories: Vec<Value>,
    #[serde(default)]
    weights: WeightsInput,
}

#[derive(Deserialize)]
struct CountsInput {
    counts: Vec<Vec<Count>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum ScaleInput {
    Nominal,
    Ordinal,
    Interval,
    Ratio,
}

#[derive(Deserialize)]
struct DataInput {
    data: Vec<Vec<Option<f64>>>,
    level: ScaleInput,
}

#[derive(Deserialize)]
struct RowsInput {
    rows: Vec<Vec<Value>>,
    categories: Vec<Value>,
    #[serde(default)]
    weights: WeightsInput,
}

#[derive(Deserialize)]
struct NumberRows {
    rows: Vec<Vec<Option<f64>>>,
}

/// Answers what belongs here.
pub(super) fn ask(name: &str, input: &Value) -> Result<Option<Answer>, Refusal> {
    let answer = match name {
        "kappa" => {
            let input: TableInput = read(input)?;
            let table = input.table()?;
            let found = kappa(&table, &input.weights.of(table.categories())?)?;
            let reply = Reply::default().with("po", found.observed).with("pe", found.expected).with("kappa", found.kappa);
            reply.with("se", found.standard_error).with("se0", found.null_standard_error).with("ci95", found.interval_95()).done()
        }
        "scott_pi" => single(scott_pi(&read::<TableInput>(input)?.table()?)),
        "kappa_jackknife" => jackknife(&read(input)?)?,
        "kappa_bootstrap_ci" => {
            let input: TableInput = read(input)?;
            let table = input.table()?;
            let weights = input.weights.of(table.categories())?;
            single(kappa_bootstrap(&table, &weights, plan(input.level, input.resamples, input.seed)?)?)
        }
        "fleiss_kappa" => {
            let input: CountsInput = read(input)?;
            let found = fleiss_kappa(&CategoryCounts::from_units(&input.counts.iter().map(|row| counts(row)).collect::<Vec<_>>())?);
            Reply::default().with("pa", found.observed).with("pe", found.expected).with("kappa", found.coefficient).done()
        }
        "krippendorff_alpha" => {
            let input: DataInput = read(input)?;
            let scale = match input.level {
                ScaleInput::Nominal => Scale::Nominal,
                ScaleInput::Ordinal => Scale::Ordinal,
                ScaleInput::Interval => Scale::Interval,
                ScaleInput::Ratio => Scale::Ratio,
            };
            single(krippendorff_alpha(&Ratings::from_raters(&input.data)?, scale))
        }
        "gwet_ac" => gwet(&read(input)?)?,
        "icc" => intraclass(&read::<NumberRows>(input)?.rows)?,
        _ => return Ok(None),
    };
    Ok(Some(answer))
}

fn jackknife(input: &PairInput) -> Result<Answer, Refusal> {
    let categories = Categories::new(input.categories.clone())?;
    if input.a.len() != input.b.len() {
        return Err(Invalid::Lengths { one: "a", length: input.a.len(), other: "b", other_length: input.b.len() }.into());
    }
    let q = categories.count();
    let mut table = vec![vec![0_u64; q]; q];
    for (one, other) in input.a.iter().zip(&input.b) {
        // A unit that one of the two did not rate says nothing.
        if let (Some(one), Some(other)) = (categories.find(one)?, categories.find(other)?) {
            table[one][other] += 1;
        }
    }
    let found = kappa_jackknife(&Table::from_counts(&table)?, &input.weights.of(q)?)?;
    Ok(match found {
        Ok(found) => {
            let reply = Reply::default().with("estimate", found.estimate).with("bias", found.bias);
            reply.with("se", found.standard_error).with("corrected", found.corrected()).done()
        }
        Err(why) => Reply::without(&["estimate", "bias", "se", "corrected"], why).done(),
    })
}

fn gwet(input: &RowsInput) -> Result<Answer, Refusal> {
    let categories = Categories::new(input.categories.clone())?;
    let rows = input.rows.iter().map(|row| row.iter().map(|rating| categories.find(rating)).collect());
    let rows = rows.collect::<Result<Vec<Vec<Option<usize>>>, _>>()?;
    let found = gwet_ac(&CategoryCounts::from_choices(&rows, categories.count())?, &input.weights.of(categories.count())?)?;
    let reply = Reply::default().with("pa", found.agreement.observed).with("pe", found.agreement.expected);
    Ok(reply.with("coef", found.agreement.coefficient).with("se", found.standard_error).with("ci95", found.interval_95).done())
}

fn intraclass(rows: &[Vec<Option<f64>>]) -> Result<Answer, Refusal> {
    const NAMES: [&str; 6] = ["icc1", "icc2", "icc3", "icc1k", "icc2k", "icc3k"];
    const SQUARES: [&str; 4] = ["between", "raters", "error", "within"];
    let rows = match complete(rows)? {
        Ok(rows) => rows,
        Err(why) => {
            let reply = Reply::without(&NAMES, why).with_all("ms", Reply::without(&SQUARES, why));
            return Ok(reply.with_all("ci95", Reply::without(&NAMES, why)).done());
        }
    };
    let found = icc(&rows);
    let squares = match found.mean_squares {
        Ok(squares) => {
            let reply = Reply::default().with("between", squares.between).with("raters", squares.raters);
            reply.with("error", squares.error).with("within", squares.within)
        }
        Err(why) => Reply::without(&SQUARES, why),
    };
    let all: [Coefficient; 6] = [found.one, found.two, found.three, found.one_mean, found.two_mean, found.three_mean];
    let reply = NAMES.iter().zip(&all).fold(Reply::default().with_all("ms", squares), |reply, (name, one)| reply.with(name, one.value));
    let intervals = NAMES.iter().zip(&all).fold(Reply::default(), |reply, (name, one)| reply.with(name, one.interval_95));
    Ok(reply.with_all("ci95", intervals).done())
}
