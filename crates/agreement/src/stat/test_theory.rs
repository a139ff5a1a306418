//! Forms, items, cuts and decisions.

use serde::Deserialize;
use serde_json::Value;

use super::Refusal;
use super::read::{Count, Flag, complete, read};
use super::reply::{Answer, Reply, single};
use crate::{
    AbilityMethod, Anchor, CircleArc, Consistency, FourParameterBeta, Generalizability, HofsteeBounds, Invalid, NominalWeights, Responses,
    Statistic, Undefined, angoff, b_index, bookmark, borderline_regression, cronbach_alpha, effective_length, hofstee, item_statistics,
    length_for, linear_equate, livingston_k2, livingston_lewis, lord_error, mean_equate, peng_subkoviak, rasch_ability, rasch_difficulties,
    spearman_brown, subkoviak,
};

#[derive(Deserialize)]
struct Items {
    items: Vec<Vec<Option<f64>>>,
    cut: Option<f64>,
    n_i: Option<f64>,
    lam: Option<f64>,
}

#[derive(Deserialize)]
struct Judges {
    ratings: Vec<Vec<Option<f64>>>,
}

#[derive(Deserialize)]
struct Answers {
    items: Vec<Vec<Option<Flag>>>,
}

#[derive(Deserialize)]
struct Person {
    score: Count,
    b: Vec<f64>,
    method: Method,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Method {
    Mle,
    Wle,
    Eap,
}

#[derive(Deserialize)]
struct Binomial {
    scores: Vec<f64>,
    n: Count,
    cut: f64,
    rel: f64,
}

#[derive(Deserialize)]
struct Graded {
    scores: Vec<f64>,
    grades: Vec<f64>,
    borderline: f64,
}

#[derive(Deserialize)]
struct Compromise {
    scores: Vec<f64>,
    cmin: f64,
    cmax: f64,
    fmin: f64,
    fmax: f64,
}

#[derive(Deserialize)]
struct Arc {
    x: f64,
    low: (f64, f64),
    mid: (f64, f64),
    high: (f64, f64),
}

/// Answers what belongs here.
pub(super) fn ask(name: &str, input: &Value) -> Result<Option<Answer>, Refusal> {
    let answer = match name {
        "cronbach_alpha" => cronbach(&read(input)?)?,
        "item_stats" => items(&read(input)?)?,
        "b_index" => {
            let input: Items = read(input)?;
            let cut = input.cut.ok_or_else(|| Refusal::Input("missing field `cut`".to_owned()))?;
            single(complete(&input.items)?.and_then(|scores| b_index(&scores, cut)))
        }
        "g_pxi" => generalizability(&read(input)?)?,
        "peng_subkoviak" => {
            let [z, rel] = numbers(input, ["z", "rel"])?;
            consistency(Ok(peng_subkoviak(z, rel)?))
        }
        "subkoviak" => {
            let input: Binomial = read(input)?;
            consistency(subkoviak(&input.scores, input.n.place(), input.cut, input.rel)?)
        }
        "livingston_lewis_params" => decisions(numbers(input, ["l", "u", "a", "b", "n", "cut"])?)?,
        "angoff" => judged(&read(input)?)?,
        "borderline_regression" => {
            let input: Graded = read(input)?;
            let found = borderline_regression(&input.scores, &input.grades, input.borderline)?;
            let reply = Reply::default().with("intercept", found.intercept).with("slope", found.slope).with("cut", found.cut);
            reply.with("se_cut", found.cut_error).with("r2", found.explained).with("rmse", found.residual_deviation).done()
        }
        "hofstee" => {
            let input: Compromise = read(input)?;
            match hofstee(&input.scores, HofsteeBounds::new(input.cmin, input.cmax, input.fmin, input.fmax)?)? {
                Ok(found) => Reply::default().with("cut", found.cut).with("fail_rate", found.fail_rate).done(),
                Err(why) => Reply::without(&["cut", "fail_rate"], why).done(),
            }
        }
        "rasch_cml" => difficulties(read(input)?)?,
        "rasch_theta" => {
            let input: Person = read(input)?;
            let method = match input.method {
                Method::Mle => AbilityMethod::MaximumLikelihood,
                Method::Wle => AbilityMethod::WeightedLikelihood,
                Method::Eap => AbilityMethod::ExpectedAPosteriori,
            };
            match rasch_ability(input.score.place(), &input.b, method)? {
                Ok(found) => Reply::default().with("theta", found.theta).with("se", found.standard_error).done(),
                Err(why) => Reply::without(&["theta", "se"], why).done(),
            }
        }
        "circle_arc" => {
            let input: Arc = read(input)?;
            single(CircleArc::new(input.low, input.mid, input.high)?.equate(input.x))
        }
        _ => return Ok(formula(name, input)?.map(single)),
    };
    Ok(Some(answer))
}

/// The functions that are a formula of some numbers.
fn formula(name: &str, input: &Value) -> Result<Option<Statistic>, Refusal> {
    Ok(Some(match name {
        "spearman_brown" => {
            let [r, m] = numbers(input, ["r", "m"])?;
            spearman_brown(r, m)
        }
        "length_for" => {
            let [r, target] = numbers(input, ["r", "target"])?;
            length_for(r, target)
        }
        "livingston_k2" => {
            let [rel, mean, sd, cut] = numbers(input, ["rel", "mean", "sd", "cut"])?;
            livingston_k2(rel, mean, sd, cut)
        }
        "effective_length" => {
            let [mean, variance, min, max, rel] = numbers(input, ["mean", "variance", "min", "max", "rel"])?;
            effective_length(mean, variance, min, max, rel)
        }
        "lord_csem" => {
            let [x, n] = numbers(input, ["x", "n"])?;
            lord_error(x, n)?
        }
        "bookmark" => {
            let [b, rp] = numbers(input, ["b", "rp"])?;
            bookmark(b, rp)
        }
        "mean_equate" => {
            let [x, mx, my] = numbers(input, ["x", "mx", "my"])?;
            Ok(mean_equate(x, mx, my))
        }
        "linear_equate" => {
            let [x, mx, sx, my, sy] = numbers(input, ["x", "mx", "sx", "my", "sy"])?;
            linear_equate(x, mx, sx, my, sy)
        }
        "nominal_weights_mean" => {
            let names = ["x", "mX", "mY", "mV1", "mV2", "nX", "nY", "nV1", "nV2", "w1"];
            let [x, mean_x, mean_y, anchor_x, anchor_y, items_x, items_y, anchor_items_x, anchor_items_y, weight_x] =
                numbers(input, names)?;
            let x_form = Anchor { mean: mean_x, anchor_mean: anchor_x, items: items_x, anchor_items: anchor_items_x };
            let y_form = Anchor { mean: mean_y, anchor_mean: anchor_y, items: items_y, anchor_items: anchor_items_y };
            NominalWeights { x: x_form, y: y_form, weight_x }.equate(x)
        }
        _ => return Ok(None),
    }))
}

/// Numbers by name.
fn numbers<const COUNT: usize>(input: &Value, names: [&str; COUNT]) -> Result<[f64; COUNT], Refusal> {
    let mut values = [0.0; COUNT];
    for (value, name) in values.iter_mut().zip(names) {
        let found = input.get(name).ok_or_else(|| Refusal::Input(format!("missing field `{name}`")))?;
        *value = found.as_f64().ok_or_else(|| Refusal::Input(format!("`{name}` is {found}; write a number")))?;
    }
    Ok(values)
}

fn cronbach(input: &Items) -> Result<Answer, Refusal> {
    Ok(match complete(&input.items)? {
        Ok(scores) => {
            let found = cronbach_alpha(&scores);
            Reply::default().with("alpha", found.alpha).with("ci95", found.interval_95).with("sem", found.error_of_measurement).done()
        }
        Err(why) => Reply::without(&["alpha", "ci95", "sem"], why).done(),
    })
}

fn items(input: &Items) -> Result<Answer, Refusal> {
    let scores = match complete(&input.items)? {
        Ok(scores) if scores.values().is_empty() => return Ok(single(Err::<f64, _>(Undefined::NoData))),
        Ok(scores) => scores,
        Err(why) => return Ok(single(Err::<f64, _>(why))),
    };
    let mut reply = Reply::default();
    let mut list = Vec::new();
    for (place, item) in item_statistics(&scores).into_iter().enumerate() {
        let own = Reply::default().with("p", item.mean).with("r_total", item.total_correlation);
        let (fields, reasons) = own.with("r_rest", item.rest_correlation).with("alpha_if_deleted", item.alpha_if_deleted).take();
        reply.add_reasons(&place.to_string(), reasons);
        list.push(fields);
    }
    Ok(reply.done_with(Value::Array(list)))
}

fn generalizability(input: &Items) -> Result<Answer, Refusal> {
    const NAMES: [&str; 7] = ["var_p", "var_i", "var_pi", "erho2", "phi", "sem_rel", "sem_abs"];
    let found = match complete(&input.items)?.and_then(|scores| Generalizability::of(&scores)) {
        Ok(found) => found,
        Err(why) => {
            let reply = Reply::without(&NAMES, why);
            return Ok(if input.lam.is_some() { reply.with("phi_lambda", Err::<f64, _>(why)) } else { reply }.done());
        }
    };
    let items = input.n_i.unwrap_or(found.item_count());
    if items <= 0.0 {
        return Err(Invalid::OutOfRange { what: "n_i", value: items, range: "positive" }.into());
    }
    let form = found.form_of(items);
    let reply = Reply::default().with("var_p", found.persons).with("var_i", found.items).with("var_pi", found.interaction);
    let reply = reply.with("erho2", form.relative).with("phi", form.absolute);
    let reply = reply.with("sem_rel", form.relative_error).with("sem_abs", form.absolute_error);
    Ok(match input.lam {
        Some(cut) => reply.with("phi_lambda", found.at_cut(cut, items)),
        None => reply,
    }
    .done())
}

fn consistency(found: Statistic<Consistency>) -> Answer {
    match found {
        Ok(found) => Reply::default().with("p0", found.agreement).with("pc", found.by_chance).with("kappa", found.kappa).done(),
        Err(why) => Reply::without(&["p0", "pc", "kappa"], why).done(),
    }
}

fn decisions([l, u, a, b, n, cut]: [f64; 6]) -> Result<Answer, Refusal> {
    let found = livingston_lewis(FourParameterBeta::new(l, u, a, b)?, n, cut)?;
    let reply = Reply::default().with("n", found.items).with("cut", found.cut).with("accuracy", found.accuracy);
    let reply = reply.with("false_pass", found.false_pass).with("false_fail", found.false_fail);
    Ok(reply.with("consistency", found.consistency).with("kappa", found.kappa).done())
}

fn judged(input: &Judges) -> Result<Answer, Refusal> {
    Ok(match complete(&input.ratings)? {
        Ok(ratings) => {
            let found = angoff(&ratings);
            let reply = Reply::default().with("cut", found.cut).with("sd_judges", found.judge_deviation);
            reply.with("se", found.standard_error).with("judge_cuts", found.judge_cuts).done()
        }
        Err(why) => Reply::without(&["cut", "sd_judges", "se", "judge_cuts"], why).done(),
    })
}

fn difficulties(input: Answers) -> Result<Answer, Refusal> {
    let rows = input.items.iter().map(|row| row.iter().map(|answer| answer.map(|flag| flag.0)).collect::<Option<Vec<bool>>>());
    let Some(rows) = rows.collect::<Option<Vec<_>>>() else { return Ok(single(Err::<f64, _>(Undefined::MissingRatings))) };
    let found = rasch_difficulties(&Responses::new(rows)?);
    if found.is_empty() {
        return Ok(single(Err::<f64, _>(Undefined::NoData)));
    }
    let mut reply = Reply::default();
    let list = found.into_iter().enumerate().map(|(item, value)| reply.value(&item.to_string(), value)).collect();
    Ok(reply.done_with(Value::Array(list)))
}
