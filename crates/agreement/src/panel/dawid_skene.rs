//! Dawid and Skene's latent-class model: a diagnostic of who is lenient and who confuses what, never a key.

use crate::{Invalid, Statistic, Undefined};

/// Labels by raters: which rater gave which item which label, all counted from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labels {
    items: usize,
    raters: usize,
    classes: usize,
    /// Where each item's labels begin, and where the last one's end.
    starts: Vec<usize>,
    /// Rater and label as one place in a rater-by-label table.
    places: Vec<u32>,
}

impl Labels {
    /// From triples of item, rater and label.
    ///
    /// # Errors
    /// A rater or label that does not exist, or more than can be held.
    pub fn new(triples: &[(usize, usize, usize)], raters: usize, classes: usize) -> Result<Self, Invalid> {
        const MOST: usize = 1 << 24;
        if classes == 0 || raters == 0 {
            return Err(Invalid::Empty(if classes == 0 { "the list of classes" } else { "the list of raters" }));
        }
        let items = triples.iter().map(|(item, ..)| item + 1).max().unwrap_or(0);
        if items > MOST || raters.saturating_mul(classes).saturating_mul(classes) > MOST {
            return Err(Invalid::TooMany { what: "items, or raters times classes squared", most: MOST });
        }
        let mut starts = vec![0_usize; items + 1];
        for (item, rater, label) in triples {
            if *rater >= raters {
                return Err(Invalid::NoSuchPlace { what: "rater", place: *rater, count: raters });
            }
            if *label >= classes {
                return Err(Invalid::NoSuchPlace { what: "class", place: *label, count: classes });
            }
            starts[item + 1] += 1;
        }
        for item in 0..items {
            starts[item + 1] += starts[item];
        }
        let mut next = starts.clone();
        let mut places = vec![0_u32; triples.len()];
        for (item, rater, label) in triples {
            places[next[*item]] = (rater * classes + label) as u32;
            next[*item] += 1;
        }
        Ok(Self { items, raters, classes, starts, places })
    }

    /// How many items there are: one more than the greatest number of an item.
    pub fn items(&self) -> usize {
        self.items
    }

    fn of(&self, item: usize) -> &[u32] {
        &self.places[self.starts[item]..self.starts[item + 1]]
    }
}

/// What the model says after some iterations.
#[derive(Clone, Debug, PartialEq)]
pub struct DawidSkene {
    /// The share of each class.
    pub prior: Vec<f64>,
    /// For each rater and true class, how likely each label is; undefined where the rater never met the class.
    pub confusion: Vec<Vec<Statistic<Vec<f64>>>>,
    /// For each item, how likely each class is; undefined for an item without labels.
    pub posterior: Vec<Statistic<Vec<f64>>>,
    /// The most likely class of each item, the first among equals.
    pub labels: Vec<Statistic<usize>>,
    /// The logarithm of the likelihood of all labels.
    pub log_likelihood: f64,
    /// How many iterations were made.
    pub iterations: usize,
}

/// The EM algorithm of Dawid and Skene (1979), begun at each item's label shares, for exactly so many iterations.
///
/// T_ik ∝ π_k Π_r Π_l θ_rkl^n_irl; π_k = mean_i T_ik; θ_rkl ∝ `pseudo_count` + Σ_i T_ik n_irl. A pseudo-count of .01 to 1 keeps cells off 0.
///
/// # Errors
/// A pseudo-count that is negative or not finite, or more than a million iterations.
///
/// ```
/// use doorstep_agreement::{Labels, dawid_skene};
///
/// let labels = Labels::new(&[(0, 0, 0), (0, 1, 0), (0, 2, 1), (1, 0, 1), (1, 1, 1), (1, 2, 1)], 3, 2)?;
/// let found = dawid_skene(&labels, 20, 0.01)?.unwrap();
/// assert_eq!(found.labels, [Ok(0), Ok(1)]);
/// # Ok::<(), doorstep_agreement::Invalid>(())
/// ```
pub fn dawid_skene(labels: &Labels, iterations: usize, pseudo_count: f64) -> Result<Statistic<DawidSkene>, Invalid> {
    crate::undefined::within("the pseudo-count", pseudo_count, "0 or more", pseudo_count >= 0.0)?;
    crate::undefined::within("the number of iterations", iterations as f64, "at most 1,000,000", iterations <= 1_000_000)?;
    if labels.places.is_empty() {
        return Ok(Err(Undefined::NoData));
    }
    let mut model = Model::begin(labels, pseudo_count);
    model.maximise();
    for iteration in 0..iterations {
        if iteration > 0 {
            model.maximise();
        }
        model.expect();
    }
    Ok(Ok(model.describe(iterations)))
}

/// The state of the algorithm. Tables lie flat; a rater's table is by label first, then by class, so that one label's row is one slice.
struct Model<'a> {
    labels: &'a Labels,
    pseudo_count: f64,
    prior: Vec<f64>,
    theta: Vec<f64>,
    /// Which rows of `theta` have anything behind them: by rater and class.
    met: Vec<bool>,
    posterior: Vec<f64>,
}

impl<'a> Model<'a> {
    fn begin(labels: &'a Labels, pseudo_count: f64) -> Self {
        let classes = labels.classes;
        let mut posterior = vec![0.0; labels.items * classes];
        for item in 0..labels.items {
            let own = labels.of(item);
            own.iter().for_each(|place| posterior[item * classes + *place as usize % classes] += 1.0 / own.len() as f64);
        }
        let room = labels.raters * classes;
        Self { labels, pseudo_count, prior: vec![0.0; classes], theta: vec![0.0; room * classes], met: vec![false; room], posterior }
    }

    /// The prior and the raters' tables from the posterior.
    fn maximise(&mut self) {
        let Self { labels, pseudo_count, prior, theta, met, posterior } = self;
        let classes = labels.classes;
        prior.fill(0.0);
        theta.fill(*pseudo_count);
        let mut rated = 0.0;
        for (item, shares) in posterior.chunks_exact(classes).enumerate() {
            let own = labels.of(item);
            if own.is_empty() {
                continue;
            }
            rated += 1.0;
            prior.iter_mut().zip(shares).for_each(|(sum, share)| *sum += share);
            for place in own {
                let row = *place as usize * classes;
                theta[row..row + classes].iter_mut().zip(shares).for_each(|(sum, share)| *sum += share);
            }
        }
        prior.iter_mut().for_each(|sum| *sum /= rated);
        for rater in 0..labels.raters {
            let table = &mut theta[rater * classes * classes..(rater + 1) * classes * classes];
            for class in 0..classes {
                let all: f64 = (0..classes).map(|label| table[label * classes + class]).sum();
                met[rater * classes + class] = all > 0.0;
                if all > 0.0 {
                    (0..classes).for_each(|label| table[label * classes + class] /= all);
                }
            }
        }
    }

    /// The posterior from the prior and the raters' tables.
    fn expect(&mut self) {
        // Four classes are the common case: with the number known, the inner loops have no loops.
        match self.labels.classes {
            2 => self.expect_fixed::<2>(),
            3 => self.expect_fixed::<3>(),
            4 => self.expect_fixed::<4>(),
            5 => self.expect_fixed::<5>(),
            _ => {
                for item in 0..self.labels.items {
                    let mut likely = vec![0.0; self.labels.classes];
                    self.likelihoods(item, &mut likely);
                    self.posterior[item * likely.len()..(item + 1) * likely.len()].copy_from_slice(&likely);
                }
            }
        }
    }

    fn expect_fixed<const CLASSES: usize>(&mut self) {
        for item in 0..self.labels.items {
            let own = self.labels.of(item);
            let mut likely = [0.0; CLASSES];
            likely.copy_from_slice(&self.prior);
            let mut safe = true;
            for chunk in own.chunks(16) {
                for place in chunk {
                    let row = *place as usize * CLASSES;
                    let table = &self.theta[row..row + CLASSES];
                    (0..CLASSES).for_each(|class| likely[class] *= table[class]);
                }
                // Sixteen more factors cannot take what is above this below the smallest number, unless they are tiny themselves.
                safe &= likely.iter().sum::<f64>() > 1e-150;
            }
            if !safe || own.is_empty() {
                self.likelihoods(item, &mut likely);
            } else {
                let all: f64 = likely.iter().sum();
                likely.iter_mut().for_each(|share| *share /= all);
            }
            self.posterior[item * CLASSES..(item + 1) * CLASSES].copy_from_slice(&likely);
        }
    }

    /// The posterior of one item through logarithms, which cannot underflow; gives the logarithm of the item's likelihood.
    fn likelihoods(&self, item: usize, likely: &mut [f64]) -> f64 {
        let classes = self.labels.classes;
        for (class, sum) in likely.iter_mut().enumerate() {
            let rows = self.labels.of(item).iter().map(|place| libm::log(self.theta[*place as usize * classes + class]));
            *sum = libm::log(self.prior[class]) + if self.prior[class] > 0.0 { rows.sum::<f64>() } else { 0.0 };
        }
        let most = likely.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        if most == f64::NEG_INFINITY {
            // No class can have given these labels: all are as likely as before.
            likely.copy_from_slice(&self.prior);
            return most;
        }
        likely.iter_mut().for_each(|sum| *sum = libm::exp(*sum - most));
        let all: f64 = likely.iter().sum();
        likely.iter_mut().for_each(|share| *share /= all);
        most + libm::log(all)
    }

    fn describe(&self, iterations: usize) -> DawidSkene {
        let classes = self.labels.classes;
        let mut room = vec![0.0; classes];
        let rated = |item: &usize| !self.labels.of(*item).is_empty();
        let log_likelihood = (0..self.labels.items).filter(rated).map(|item| self.likelihoods(item, &mut room)).sum();
        let posterior: Vec<Statistic<Vec<f64>>> = (0..self.labels.items)
            .map(
                |item| {
                    if rated(&item) { Ok(self.posterior[item * classes..(item + 1) * classes].to_vec()) } else { Err(Undefined::NoData) }
                },
            )
            .collect();
        let best = |shares: &Vec<f64>| (1..classes).fold(0, |best, class| if shares[class] > shares[best] { class } else { best });
        let labels = posterior.iter().map(|shares| shares.as_ref().map(best).map_err(|why| *why)).collect();
        let row = |rater: usize, class: usize| match self.met[rater * classes + class] {
            true => Ok((0..classes).map(|label| self.theta[(rater * classes + label) * classes + class]).collect()),
            false => Err(Undefined::NoData),
        };
        let confusion = (0..self.labels.raters).map(|rater| (0..classes).map(|class| row(rater, class)).collect()).collect();
        DawidSkene { prior: self.prior.clone(), confusion, posterior, labels, log_likelihood, iterations }
    }
}
