//! One item's votes: credit, consensus and how stable the key is.

use crate::chance::Chance;
use crate::number::{ratio, x_ln_x};
use crate::{Interval, Invalid, Plan, Share, Statistic, Undefined};

/// The votes of a panel on one item: how many for each category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Votes(Vec<u64>);

/// What a panel's votes on an item say.
#[derive(Clone, Debug, PartialEq)]
pub struct PanelItem {
    /// How many votes there are.
    pub votes: u64,
    /// The categories with the most votes, counted from 0.
    pub modes: Vec<usize>,
    /// The share of the votes that a mode has.
    pub modal_share: Statistic,
    /// Its Wilson interval at 95 %.
    pub modal_share_wilson_95: Statistic<Interval>,
    /// The lower median of the votes, as a category.
    pub lower_median: Statistic<usize>,
    /// The entropy of the shares relative to the most there could be: 0 for one voice, 1 for votes spread evenly over all categories.
    pub entropy: Statistic,
    /// Whether the modal share reaches the threshold that was set beforehand.
    pub consensus: Statistic<bool>,
}

impl Votes {
    /// From the number of votes for each category.
    ///
    /// # Errors
    /// No category.
    pub fn new(counts: Vec<u64>) -> Result<Self, Invalid> {
        match counts.iter().try_fold(0_u64, |sum, count| sum.checked_add(*count)) {
            _ if counts.is_empty() => Err(Invalid::Empty("the panel's list of categories")),
            Some(total) if total <= u64::from(u32::MAX) => Ok(Self(counts)),
            _ => Err(Invalid::TooMany { what: "votes", most: u32::MAX as usize }),
        }
    }

    /// The number of votes for each category.
    pub fn counts(&self) -> &[u64] {
        &self.0
    }

    /// How many votes there are.
    pub fn total(&self) -> u64 {
        self.0.iter().sum()
    }

    /// The categories with the most votes; none where there are no votes.
    pub fn modes(&self) -> Vec<usize> {
        let most = self.0.iter().copied().max().unwrap_or(0);
        if most == 0 { Vec::new() } else { (0..self.0.len()).filter(|category| self.0[*category] == most).collect() }
    }

    /// The only category with the most votes.
    fn single_mode(&self) -> Statistic<usize> {
        match *self.modes() {
            [] => Err(Undefined::NoData),
            [mode] => Ok(mode),
            _ => Err(Undefined::NoSingleMode),
        }
    }

    /// The aggregate credit of a script concordance test (Charlin): the votes for each answer, relative to the votes for the modal one.
    /// Not fit for passing or failing anybody: a constant answer can earn more than half of it (Lineberry et al. 2013).
    pub fn credit(&self) -> Statistic<Vec<f64>> {
        let most = self.0.iter().copied().max().unwrap_or(0) as f64;
        self.0.iter().map(|count| ratio(*count as f64, most, "there are no votes").map_err(|_| Undefined::NoData)).collect()
    }

    /// Modes, median, entropy and whether the modal share reaches `consensus`, a share set beforehand.
    ///
    /// ```
    /// use doorstep_agreement::Votes;
    ///
    /// let item = Votes::new(vec![0, 1, 9, 2])?.describe(0.75)?;
    /// assert_eq!((item.modes, item.lower_median, item.consensus), (vec![2], Ok(2), Ok(true)));
    /// # Ok::<(), doorstep_agreement::Invalid>(())
    /// ```
    ///
    /// # Errors
    /// A threshold outside 0 to 1.
    pub fn describe(&self, consensus: f64) -> Result<PanelItem, Invalid> {
        let range = "from 0 to 1, such as 0.75";
        crate::undefined::within("the threshold of consensus", consensus, range, (0.0..=1.0).contains(&consensus))?;
        let votes = self.total();
        let modes = self.modes();
        let share = Share::new(modes.first().map_or(0, |mode| self.0[*mode]), votes)?;
        let mut below = 0;
        let reached = |count: &u64| {
            below += count;
            votes > 0 && 2 * below >= votes
        };
        let lower_median = self.0.iter().position(reached).ok_or(Undefined::NoData);
        let entropy = match (votes, self.0.len()) {
            (0, _) => Err(Undefined::NoData),
            (_, 1) => Err(Undefined::OneCategory),
            (_, categories) => {
                let bits: f64 = self.0.iter().map(|count| x_ln_x(*count as f64 / votes as f64)).sum();
                // Adding 0 makes the negative zero of one voice a plain one.
                Ok(-bits / libm::log(categories as f64) + 0.0)
            }
        };
        let modal_share = share.value();
        let modal_share_wilson_95 = share.wilson_95();
        let consensus = modal_share.map(|share| share >= consensus);
        Ok(PanelItem { votes, modes, modal_share, modal_share_wilson_95, lower_median, entropy, consensus })
    }

    /// Key stability: the probability that the same single category has the most votes when as many experts are drawn anew with the
    /// panel's shares. An exact sum, no random numbers.
    ///
    /// The multinomial probability is that of independent Poisson counts with the votes as means, given their total; so it is a
    /// convolution over the categories for each number of votes that the mode can have.
    ///
    /// ```
    /// use doorstep_agreement::Votes;
    ///
    /// assert_eq!(format!("{:.3}", Votes::new(vec![0, 1, 9, 2])?.key_stability()?), "0.987");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn key_stability(&self) -> Statistic {
        let mode = self.single_mode()?;
        let n = self.total() as usize;
        if n > 4096 {
            return Err(Undefined::TooLarge);
        }
        let poisson = |mean: u64, count: usize| {
            if mean == 0 {
                return f64::from(u8::from(count == 0));
            }
            let (mean, count) = (mean as f64, count as f64);
            libm::exp(count * libm::log(mean) - mean - libm::lgamma(count + 1.0))
        };
        let others: Vec<u64> =
            self.0.iter().enumerate().filter(|(category, count)| *category != mode && **count > 0).map(|(_, count)| *count).collect();
        let mut won = 0.0;
        for votes in 1..=n {
            // How likely the others are to share out the rest with fewer each.
            let rest = n - votes;
            let mut shared = vec![0.0; rest + 1];
            shared[0] = 1.0;
            for mean in &others {
                let own: Vec<f64> = (0..votes.min(rest + 1)).map(|count| poisson(*mean, count)).collect();
                let convolved =
                    |total: usize| own.iter().take(total + 1).enumerate().map(|(count, p)| p * shared[total - count]).sum::<f64>();
                shared = (0..=rest).map(convolved).collect();
            }
            won += poisson(self.0[mode], votes) * shared[rest];
        }
        Ok((won / poisson(n as u64, n)).min(1.0))
    }
}

/// How often each item keeps its single most voted category when the experts are drawn anew, all items with the same experts: what one
/// expert more or less does to a whole key.
///
/// `votes` has one row an expert and one column an item, categories counted from 0. An item without a single mode has no share.
///
/// # Errors
/// Rows of different lengths, or a category that does not exist.
pub fn key_bootstrap(votes: &[Vec<u16>], categories: u16, plan: Plan) -> Result<Vec<Statistic>, Invalid> {
    let items = votes.first().map_or(0, Vec::len);
    let q = usize::from(categories);
    for (row, said) in votes.iter().enumerate() {
        if said.len() != items {
            return Err(Invalid::Ragged { what: "the votes", row, length: said.len(), expected: items });
        }
        if let Some(place) = said.iter().position(|category| *category >= categories) {
            return Err(Invalid::UnknownCategory { place });
        }
    }
    let experts = u32::try_from(votes.len()).map_err(|_| Invalid::TooMany { what: "experts", most: u32::MAX as usize })?;
    let mode = |counts: &[u32]| {
        let most = counts.iter().copied().max().unwrap_or(0);
        let mut with_most = (0..counts.len()).filter(|category| counts[*category] == most && most > 0);
        with_most.next().filter(|_| with_most.next().is_none())
    };
    let mut counts = vec![0_u32; items * q];
    let add = |counts: &mut [u32], expert: usize, times: u32| {
        for (item, category) in votes[expert].iter().enumerate() {
            counts[item * q + usize::from(*category)] += times;
        }
    };
    (0..votes.len()).for_each(|expert| add(&mut counts, expert, 1));
    let keys: Vec<Option<usize>> = counts.chunks(q.max(1)).take(items).map(mode).collect();
    let mut kept = vec![0_u64; items];
    let mut chance = Chance::new(plan.seed());
    let mut drawn = vec![0_u32; votes.len()];
    for _ in 0..plan.resamples() {
        drawn.fill(0);
        (0..experts).for_each(|_| drawn[chance.below(experts) as usize] += 1);
        counts.fill(0);
        drawn.iter().enumerate().filter(|(_, times)| **times > 0).for_each(|(expert, times)| add(&mut counts, expert, *times));
        for ((item, key), kept) in counts.chunks(q.max(1)).zip(&keys).zip(&mut kept) {
            *kept += u64::from(key.is_some() && mode(item) == *key);
        }
    }
    let share = |(key, kept): (&Option<usize>, &u64)| key.ok_or(Undefined::NoSingleMode).map(|_| *kept as f64 / plan.resamples() as f64);
    Ok(keys.iter().zip(&kept).map(share).collect())
}
