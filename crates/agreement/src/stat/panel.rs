//! Panels and latent classes.

use serde::Deserialize;
use serde_json::Value;

use super::Refusal;
use super::read::{Count, WeightsInput, counts, read};
use super::reply::{Answer, Reply, single};
use crate::{Labels, Votes, dawid_skene, panel_kappa};

#[derive(Deserialize)]
struct PanelInput {
    panel: Vec<Count>,
    consensus: Option<f64>,
}

#[derive(Deserialize)]
struct TraineeInput {
    trainee: Vec<Option<Count>>,
    panel_counts: Vec<Vec<Count>>,
    #[serde(default)]
    weights: WeightsInput,
}

#[derive(Deserialize)]
struct LabelsInput {
    long: Vec<(Count, Count, Count)>,
    classes: Count,
    raters: Count,
    iterations: Count,
    alpha: f64,
    init: Option<Begin>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Begin {
    Majority,
}

/// Answers what belongs here.
pub(super) fn ask(name: &str, input: &Value) -> Result<Option<Answer>, Refusal> {
    let answer = match name {
        "panel_kappa" => {
            let input: TraineeInput = read(input)?;
            let panel = input.panel_counts.iter().map(|votes| Votes::new(counts(votes))).collect::<Result<Vec<_>, _>>()?;
            let trainee: Vec<Option<usize>> = input.trainee.iter().map(|answer| answer.map(Count::place)).collect();
            let weights = input.weights.of(input.panel_counts.first().map_or(0, Vec::len))?;
            let found = panel_kappa(&trainee, &panel, &weights)?;
            let reply = Reply::default().with("observed", found.observed).with("expected", found.expected);
            reply.with("maximum", found.maximum).with("kappa", found.kappa).done()
        }
        "sct_credit" => single(votes(input)?.0.credit()),
        "key_stability" => single(votes(input)?.0.key_stability()),
        "panel_item" => {
            let (votes, consensus) = votes(input)?;
            let found =
                votes.describe(consensus.ok_or_else(|| Refusal::Input("missing field `consensus`: a share such as 0.75".to_owned()))?)?;
            let reply = Reply::default().with("n", found.votes).with("modes", found.modes).with("modal_share", found.modal_share);
            let reply = reply.with("modal_share_wilson95", found.modal_share_wilson_95).with("lower_median", found.lower_median);
            reply.with("entropy", found.entropy).with("consensus", found.consensus).done()
        }
        "dawid_skene" => latent(&read(input)?)?,
        _ => return Ok(None),
    };
    Ok(Some(answer))
}

fn votes(input: &Value) -> Result<(Votes, Option<f64>), Refusal> {
    let input: PanelInput = read(input)?;
    Ok((Votes::new(counts(&input.panel))?, input.consensus))
}

fn latent(input: &LabelsInput) -> Result<Answer, Refusal> {
    // The one way to begin that there is.
    let Begin::Majority = input.init.as_ref().unwrap_or(&Begin::Majority);
    let triples: Vec<_> = input.long.iter().map(|(item, rater, label)| (item.place(), rater.place(), label.place())).collect();
    let labels = Labels::new(&triples, input.raters.place(), input.classes.place())?;
    let found = match dawid_skene(&labels, input.iterations.place(), input.alpha)? {
        Ok(found) => found,
        Err(why) => return Ok(Reply::without(&["prior", "confusion", "posterior", "labels", "loglik", "iterations"], why).done()),
    };
    let mut reply = Reply::default();
    let mut list = |name: &str, values: Vec<crate::Statistic<Vec<f64>>>| {
        Value::Array(values.into_iter().map(|value| reply.value(name, value)).collect())
    };
    let confusion = Value::Array(found.confusion.into_iter().map(|rater| list("confusion", rater)).collect());
    let posterior = list("posterior", found.posterior);
    let labels = Value::Array(found.labels.into_iter().map(|label| reply.value("labels", label)).collect());
    let reply = reply.with("prior", found.prior).with("confusion", confusion).with("posterior", posterior).with("labels", labels);
    Ok(reply.with("loglik", found.log_likelihood).with("iterations", found.iterations).done())
}
