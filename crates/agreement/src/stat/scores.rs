//! Detection, signal detection and confidence.

use serde::Deserialize;
use serde_json::Value;

use super::Refusal;
use super::read::{Count, Flag, counts, read};
use super::reply::{Answer, Reply, single};
use crate::{
    Certainty, Correction, Detection, Forecast, Invalid, Share, YesNo, brier, certainty_marks, ordinal_auc, ranked_probability_score,
    signal_detection,
};

#[derive(Deserialize)]
struct DetectionInput {
    tp: Count,
    fp: Count,
    r#fn: Count,
    tn: Count,
}

#[derive(Deserialize)]
struct ShareInput {
    x: Count,
    n: Count,
}

#[derive(Deserialize)]
struct YesNoInput {
    hits: Count,
    misses: Count,
    false_alarms: Count,
    correct_rejections: Count,
    #[serde(default)]
    correction: CorrectionInput,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum CorrectionInput {
    #[default]
    None,
    LogLinear,
}

#[derive(Deserialize)]
struct OrderedInput {
    signal_counts: Vec<Count>,
    noise_counts: Vec<Count>,
}

#[derive(Deserialize)]
struct ForecastInput {
    p: Vec<f64>,
    o: Vec<Flag>,
}

#[derive(Deserialize)]
struct RankedInput {
    probs: Vec<f64>,
    outcome: Count,
}

#[derive(Deserialize)]
struct MarksInput {
    answers: Vec<(Count, Flag)>,
}

/// Answers what belongs here.
pub(super) fn ask(name: &str, input: &Value) -> Result<Option<Answer>, Refusal> {
    let answer = match name {
        "detection" => detection(&read(input)?),
        "clopper_pearson" => {
            let input: ShareInput = read(input)?;
            single(Share::new(input.x.0, input.n.0)?.clopper_pearson_95())
        }
        "sdt" => signal(&read(input)?),
        "auc_ordinal" => {
            let input: OrderedInput = read(input)?;
            single(ordinal_auc(&counts(&input.signal_counts), &counts(&input.noise_counts))?)
        }
        "brier" => forecasts(&read(input)?)?,
        "rps" => {
            let input: RankedInput = read(input)?;
            single(ranked_probability_score(&input.probs, input.outcome.place())?)
        }
        "cbm" => {
            let input: MarksInput = read(input)?;
            let certainty = |count: Count| match count.0 {
                1 => Ok(Certainty::Low),
                2 => Ok(Certainty::Medium),
                3 => Ok(Certainty::High),
                other => Err(Refusal::Input(format!("the certainty {other} is none: write 1, 2 or 3"))),
            };
            let answers = input.answers.iter().map(|(count, right)| Ok((certainty(*count)?, right.0)));
            single(certainty_marks(&answers.collect::<Result<Vec<_>, Refusal>>()?))
        }
        _ => return Ok(None),
    };
    Ok(Some(answer))
}

fn detection(input: &DetectionInput) -> Answer {
    let counts =
        Detection { true_positives: input.tp.0, false_positives: input.fp.0, false_negatives: input.r#fn.0, true_negatives: input.tn.0 };
    let reply = Reply::default().with("sens", counts.sensitivity()).with("spec", counts.specificity());
    let reply = reply.with("ppv", counts.positive_predictive_value()).with("npv", counts.negative_predictive_value());
    let reply = reply.with("f1", counts.f(1.0)).with("f2", counts.f(2.0)).with("f05", counts.f(0.5));
    let reply = reply.with("bal_acc", counts.balanced_accuracy()).with("mcc", counts.matthews());
    reply.with("sens_wilson95", counts.sensitivity_wilson_95()).with("spec_wilson95", counts.specificity_wilson_95()).done()
}

fn signal(input: &YesNoInput) -> Answer {
    let correction = match input.correction {
        CorrectionInput::None => Correction::None,
        CorrectionInput::LogLinear => Correction::LogLinear,
    };
    let counts = YesNo {
        hits: input.hits.0,
        misses: input.misses.0,
        false_alarms: input.false_alarms.0,
        correct_rejections: input.correct_rejections.0,
    };
    let found = signal_detection(counts, correction);
    let reply = Reply::default().with("H", found.hit_rate).with("F", found.false_alarm_rate).with("dprime", found.d_prime);
    reply.with("c", found.criterion).with("ln_beta", found.ln_beta).with("se_dprime", found.d_prime_error).done()
}

fn forecasts(input: &ForecastInput) -> Result<Answer, Refusal> {
    if input.p.len() != input.o.len() {
        return Err(Invalid::Lengths { one: "p", length: input.p.len(), other: "o", other_length: input.o.len() }.into());
    }
    let forecasts = input.p.iter().zip(&input.o).map(|(p, o)| Forecast::new(*p, o.0)).collect::<Result<Vec<_>, _>>()?;
    Ok(match brier(&forecasts) {
        Ok(found) => {
            let reply = Reply::default().with("brier", found.score).with("reliability", found.reliability);
            reply.with("resolution", found.resolution).with("uncertainty", found.uncertainty).done()
        }
        Err(why) => Reply::without(&["brier", "reliability", "resolution", "uncertainty"], why).done(),
    })
}
