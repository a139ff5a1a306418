//! What the batch filter asks of the rules of scoring: outcomes, credit for a level, a form, the rule of passing.

use doorstep_agreement::stat::{Answer, Refusal};
use doorstep_agreement::{Invalid, Undefined, Votes, WeightKind, Weights, panel_kappa};
use doorstep_risk_tool::{Claim, LevelIndex};
use doorstep_scoring::{
    GradeDirection, Graded, Heard, LevelCredit, Outcome, Policy, Ratio, Truth, level_credit, level_form, mean, pass_rule,
};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

/// The names that belong to `doorstep-scoring`.
pub(super) const NAMES: [&str; 4] = ["factor_outcome", "level_credit", "level_form", "pass_rule"];

/// Votes that one level of one item may have, so that every sum is exact.
const MOST_VOTES: u64 = 10_000;

/// Answers what belongs to scoring; nothing for any other name.
pub(super) fn ask(name: &str, input: &Value) -> Option<Result<Answer, Refusal>> {
    Some(match name {
        "factor_outcome" => read(input).and_then(factor_outcome),
        "level_credit" => read(input).and_then(of_level),
        "level_form" => read(input).and_then(of_form),
        "pass_rule" => read(input).and_then(pass),
        _ => return None,
    })
}

fn read<T: DeserializeOwned>(input: &Value) -> Result<T, Refusal> {
    T::deserialize(input).map_err(|error| Refusal::Input(error.to_string()))
}

const fn plain(result: Value) -> Answer {
    Answer { result, reason: None }
}

fn refuse(why: Invalid) -> Refusal {
    Refusal::Input(why.to_string())
}

/// A number as an exact ratio of at most nine decimals.
#[derive(Clone, Copy, Deserialize)]
#[serde(try_from = "f64")]
struct Number(Ratio);

impl TryFrom<f64> for Number {
    type Error = String;

    fn try_from(value: f64) -> Result<Self, String> {
        const PARTS: f64 = 1e9;
        // Within the bounds a double holds the product to the unit, and 64 bits hold it.
        let fits = value.is_finite() && value.abs() <= 1e6;
        let ratio = fits.then(|| Ratio::new((value * PARTS).round() as i64, PARTS as i64));
        ratio.map(Self).ok_or_else(|| format!("{value} is not a number from -1,000,000 to 1,000,000"))
    }
}

fn double(ratio: Ratio) -> f64 {
    ratio.numerator() as f64 / ratio.denominator() as f64
}

#[derive(Deserialize)]
struct Factor {
    truth: Truth,
    heard: Heard,
    resp: Claimed,
    #[serde(default)]
    cited_ok: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Claimed {
    Present,
    Absent,
    Unknown,
}

fn factor_outcome(input: Factor) -> Result<Answer, Refusal> {
    let claim = match input.resp {
        Claimed::Present => Claim::Present,
        Claimed::Absent => Claim::Absent,
        Claimed::Unknown => Claim::Unknown,
    };
    Ok(plain(json!(Outcome::of(input.truth, input.heard, claim, input.cited_ok))))
}

/// The policy with these numbers for levels; those that are not given are the built-in ones.
fn policy(rho: Option<Number>, reference: Option<Number>) -> Result<Policy, Refusal> {
    let usual = Policy::default();
    let policy = Policy {
        rho: rho.map_or(usual.rho, |rho| rho.0),
        level_reference: reference.map_or(usual.level_reference, |reference| reference.0),
        ..usual
    };
    // Here nothing but levels is summed, so both may be finer than in a policy that has to hold the sums of a call; and a rho below 1 is
    // a question that can be asked.
    let small = |ratio: Ratio| ratio >= Ratio::ZERO && ratio <= Ratio::whole(1000);
    if small(policy.rho) && small(policy.level_reference) && policy.level_reference > Ratio::ZERO {
        return Ok(policy);
    }
    Err(Refusal::Input("`rho` must be from 0 to 1,000 and `ref` above 0 and at most 1,000".to_owned()))
}

/// Refuses votes whose costs under a policy would not be exact in 64 bits.
fn stays_exact(policy: &Policy, panel: &[u32]) -> Result<(), Refusal> {
    let wide = i128::from;
    let total: i128 = panel.iter().map(|count| i128::from(*count)).sum();
    // At most 20 levels, so a distance squared is below 400.
    let cost = total * 400 * wide(policy.rho.numerator().max(policy.rho.denominator())) * wide(policy.level_reference.denominator());
    let reference = total * wide(policy.rho.denominator()) * wide(policy.level_reference.numerator());
    if cost.max(reference) <= i128::from(i64::MAX) {
        return Ok(());
    }
    Err(Refusal::Input("`rho`, `ref` and the votes are too fine together to be summed exactly: write fewer decimals".to_owned()))
}

/// Votes per level, few enough for exact sums.
fn votes(panel: &[u64]) -> Result<Vec<u32>, Refusal> {
    if panel.is_empty() {
        return Err(refuse(Invalid::Empty("the list of levels")));
    }
    if panel.len() > 20 {
        return Err(refuse(Invalid::TooMany { what: "levels", most: 20 }));
    }
    // Those above the bound do not fit in 32 bits or are refused.
    let counts = panel.iter().map(|count| u32::try_from(*count).ok().filter(|count| u64::from(*count) <= MOST_VOTES));
    counts.collect::<Option<Vec<u32>>>().ok_or_else(|| refuse(Invalid::TooMany { what: "votes for one level", most: 10_000 }))
}

fn level(answer: usize, levels: usize) -> Result<LevelIndex, Refusal> {
    match u8::try_from(answer) {
        Ok(index) if answer < levels => Ok(LevelIndex(index)),
        _ => Err(refuse(Invalid::NoSuchPlace { what: "level", place: answer, count: levels })),
    }
}

#[derive(Deserialize)]
struct Level {
    answer: usize,
    panel: Vec<u64>,
    rho: Option<Number>,
    r#ref: Option<Number>,
}

fn of_level(input: Level) -> Result<Answer, Refusal> {
    let (policy, panel) = (policy(input.rho, input.r#ref)?, votes(&input.panel)?);
    stays_exact(&policy, &panel)?;
    let answer = level(input.answer, panel.len())?;
    let LevelCredit { costs, least, credit, direction } = level_credit(&policy, &panel, answer);
    if costs.is_empty() {
        return Ok(nothing(&["expected_cost", "best", "credit", "direction"]));
    }
    let direction = match direction {
        GradeDirection::Under => "under",
        GradeDirection::Exact => "exact",
        GradeDirection::Over => "over",
    };
    let costs: Vec<f64> = costs.into_iter().map(double).collect();
    let best: Vec<usize> = least.into_iter().map(LevelIndex::at).collect();
    Ok(plain(json!({"expected_cost": costs, "best": best, "credit": double(credit), "direction": direction})))
}

/// Nothing in every field, because there is no data.
fn nothing(names: &[&str]) -> Answer {
    let fields: Map<String, Value> = names.iter().map(|name| ((*name).to_owned(), Value::Null)).collect();
    Answer { result: Value::Object(fields), reason: Some(Undefined::NoData.to_string()) }
}

#[derive(Deserialize)]
struct FormOfLevels {
    answers: Vec<Option<usize>>,
    panels: Vec<Vec<u64>>,
    rho: Option<Number>,
    r#ref: Option<Number>,
}

fn of_form(input: FormOfLevels) -> Result<Answer, Refusal> {
    let FormOfLevels { answers, panels, rho, r#ref } = input;
    let policy = policy(rho, r#ref)?;
    if answers.len() != panels.len() {
        let lengths = Invalid::Lengths { one: "the answers", length: answers.len(), other: "the panels", other_length: panels.len() };
        return Err(refuse(lengths));
    }
    let levels = panels.first().map_or(0, Vec::len);
    if let Some((row, panel)) = panels.iter().enumerate().find(|(_, panel)| panel.len() != levels) {
        return Err(refuse(Invalid::Ragged { what: "the panels", row, length: panel.len(), expected: levels }));
    }
    let counted = panels.iter().map(|panel| votes(panel)).collect::<Result<Vec<_>, _>>()?;
    counted.iter().try_for_each(|panel| stays_exact(&policy, panel))?;
    let given = answers.iter().map(|answer| answer.map(|answer| level(answer, levels)).transpose()).collect::<Result<Vec<_>, _>>()?;
    if counted.is_empty() || counted.iter().any(|panel| panel.iter().all(|count| *count == 0)) {
        return Ok(nothing(&["mean_credit", "constant_credits", "adjusted", "under", "over", "panel_kappa_linear"]));
    }
    let items: Vec<Graded<'_>> = counted.iter().zip(&given).map(|(votes, answer)| Graded { votes, answer: *answer }).collect();
    let found = level_form(&policy, &items);
    let panel = panels.into_iter().map(Votes::new).collect::<Result<Vec<_>, _>>().map_err(refuse)?;
    let kappa = panel_kappa(&answers, &panel, &Weights::new(WeightKind::Linear, levels)).map_err(refuse)?.kappa;
    let best_earns_all = found.adjusted.is_none().then(|| "adjusted: the best constant answer earns everything".to_owned());
    let reasons: Vec<String> =
        best_earns_all.into_iter().chain(kappa.as_ref().err().map(|why| format!("panel_kappa_linear: {why}"))).collect();
    let constant: Vec<f64> = found.constant_credits.into_iter().map(double).collect();
    let result = json!({
        "mean_credit": found.mean_credit.map(double),
        "constant_credits": constant,
        "adjusted": found.adjusted.map(double),
        "under": found.under,
        "over": found.over,
        "panel_kappa_linear": kappa.ok(),
    });
    Ok(Answer { result, reason: (!reasons.is_empty()).then(|| reasons.join("; ")) })
}

#[derive(Deserialize)]
struct Pass {
    scores: Vec<Number>,
    cut: Number,
    sem: Number,
    #[serde(default)]
    critical: u32,
    z: Option<Number>,
}

fn pass(input: Pass) -> Result<Answer, Refusal> {
    if input.sem.0 < Ratio::ZERO {
        return Err(Refusal::Input("`sem` is negative: write the standard error of measurement, 0 or more".to_owned()));
    }
    let band = input.z.map_or(Policy::default().form.band, |z| z.0);
    if band < Ratio::ZERO || band > Ratio::whole(10) || band.denominator() > 100 {
        return Err(Refusal::Input("`z` must be from 0 to 10, with at most two decimals".to_owned()));
    }
    let scores: Vec<Ratio> = input.scores.into_iter().map(|score| score.0).collect();
    let Some(mean) = mean(&scores) else { return Ok(nothing(&["mean", "decision"])) };
    let decision = pass_rule(mean, input.cut.0, input.sem.0, band, input.critical);
    Ok(plain(json!({"mean": double(mean), "decision": decision})))
}
