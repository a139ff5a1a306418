//! One trainee against a whole panel, without forcing a consensus.

use crate::{Invalid, Statistic, Undefined, Votes, Weights};

/// Panel-kappa with what it is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PanelKappa {
    /// T: the mean (weighted) share of experts who agree with the trainee.
    pub observed: Statistic,
    /// E: what the trainee's and the panel's margins alone would give.
    pub expected: Statistic,
    /// M: what the best single answer to each case would reach.
    pub maximum: Statistic,
    /// (T - E)/(M - E).
    pub kappa: Statistic,
}

/// How small M - E must be to be no room at all: the shares' rounding errors lie far below, any real room far above.
const NO_ROOM: f64 = 1e-12;

/// Agreement between one rater and a panel (after Vanbelle & Albert 2009): with p_ik the share of experts who choose k in case i and t_i
/// the trainee's answer, T = mean_i Σ_k w_(t_i k) p_ik, M = mean_i max_j Σ_k w_jk p_ik and E = Σ_jk w_jk x̄_j p̄_k.
///
/// Always the panel's best answer gives 1, the same answer throughout gives 0, and a panel of one expert gives Cohen's kappa. Cases that
/// the trainee did not answer are left out.
///
/// # Errors
/// Lists of different lengths, or an answer that does not exist.
///
/// ```
/// use doorstep_agreement::{Votes, WeightKind, Weights, panel_kappa};
///
/// let panel = [Votes::new(vec![9, 1, 0])?, Votes::new(vec![0, 8, 2])?, Votes::new(vec![0, 3, 7])?];
/// let weights = Weights::new(WeightKind::Linear, 3);
/// let best = panel_kappa(&[Some(0), Some(1), Some(2)], &panel, &weights)?;
/// let constant = panel_kappa(&[Some(1); 3], &panel, &weights)?;
/// assert!((best.kappa.unwrap() - 1.0).abs() < 1e-12 && constant.kappa.unwrap().abs() < 1e-12);
/// # Ok::<(), doorstep_agreement::Invalid>(())
/// ```
pub fn panel_kappa(trainee: &[Option<usize>], panel: &[Votes], weights: &Weights) -> Result<PanelKappa, Invalid> {
    let q = weights.categories();
    if trainee.len() != panel.len() {
        return Err(Invalid::Lengths { one: "the trainee", length: trainee.len(), other: "the panel", other_length: panel.len() });
    }
    if let Some((row, votes)) = panel.iter().enumerate().find(|(_, votes)| votes.counts().len() != q) {
        return Err(Invalid::Ragged { what: "the panel", row, length: votes.counts().len(), expected: q });
    }
    if let Some(place) = trainee.iter().flatten().copied().find(|answer| *answer >= q) {
        return Err(Invalid::NoSuchPlace { what: "category", place, count: q });
    }
    let cases: Vec<(usize, &Votes)> = trainee.iter().zip(panel).filter_map(|(answer, votes)| Some(((*answer)?, votes))).collect();
    let none = |why| Ok(PanelKappa { observed: Err(why), expected: Err(why), maximum: Err(why), kappa: Err(why) });
    if cases.is_empty() {
        return none(Undefined::NoData);
    }
    if cases.iter().any(|(_, votes)| votes.total() == 0) {
        return none(Undefined::Outside("a case has no votes"));
    }
    let n = cases.len() as f64;
    let (mut own, mut panels) = (vec![0.0; q], vec![0.0; q]);
    let (mut observed, mut maximum) = (0.0, 0.0);
    for (answer, votes) in &cases {
        let total = votes.total() as f64;
        let agreeing =
            |answer: usize| weights.row(answer).iter().zip(votes.counts()).map(|(weight, count)| weight * *count as f64).sum::<f64>();
        let near = |answer: usize| agreeing(answer) / total;
        observed += near(*answer) / n;
        maximum += (0..q).map(near).fold(f64::NEG_INFINITY, f64::max) / n;
        own[*answer] += 1.0 / n;
        panels.iter_mut().zip(votes.counts()).for_each(|(sum, count)| *sum += *count as f64 / total / n);
    }
    let by_panel = |answer: usize| weights.row(answer).iter().zip(&panels).map(|(weight, share)| weight * share).sum::<f64>();
    let expected: f64 = own.iter().enumerate().map(|(answer, share)| share * by_panel(answer)).sum();
    let room = maximum - expected;
    let kappa = if room.abs() <= NO_ROOM { Err(Undefined::ChanceIsComplete) } else { Ok((observed - expected) / room) };
    Ok(PanelKappa { observed: Ok(observed), expected: Ok(expected), maximum: Ok(maximum), kappa })
}
