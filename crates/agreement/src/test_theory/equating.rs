//! Scores of one form on the scale of another.

use crate::number::ratio;
use crate::undefined::within;
use crate::{Invalid, Statistic, Undefined};

/// Mean equating: x - mean of X + mean of Y.
pub fn mean_equate(score: f64, mean_x: f64, mean_y: f64) -> f64 {
    score - mean_x + mean_y
}

/// Linear equating: mean of Y + sd of Y/sd of X (x - mean of X).
pub fn linear_equate(score: f64, mean_x: f64, deviation_x: f64, mean_y: f64, deviation_y: f64) -> Statistic {
    Ok(mean_y + ratio(deviation_y, deviation_x, "the standard deviation of X")? * (score - mean_x))
}

/// What is known of a form and the anchor items in it, in one of the two groups.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Anchor {
    /// The mean of the form.
    pub mean: f64,
    /// The mean of the anchor.
    pub anchor_mean: f64,
    /// How many items (or points) the form has.
    pub items: f64,
    /// How many items (or points) the anchor has.
    pub anchor_items: f64,
}

/// Nominal weights mean equating (Babcock, Albano & Raymond 2012): Tucker's synthetic means with the ratio of the numbers of items in place
/// of a regression, which few candidates cannot support.
///
/// With γ = items/anchor items and d = anchor mean in X's group - in Y's: the synthetic means are m_X - w₂ γ_X d and m_Y + w₁ γ_Y d, and the
/// equated score x - the first + the second.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NominalWeights {
    /// Form X in the group that took it.
    pub x: Anchor,
    /// Form Y in the group that took it.
    pub y: Anchor,
    /// The weight of X's group in the synthetic population.
    pub weight_x: f64,
}

impl NominalWeights {
    /// A score of X on the scale of Y.
    pub fn equate(&self, score: f64) -> Statistic {
        let part = |form: &Anchor| ratio(form.items, form.anchor_items, "the number of anchor items");
        let apart = self.x.anchor_mean - self.y.anchor_mean;
        let mean_x = self.x.mean - (1.0 - self.weight_x) * part(&self.x)? * apart;
        let mean_y = self.y.mean + self.weight_x * part(&self.y)? * apart;
        Ok(mean_equate(score, mean_x, mean_y))
    }
}

/// Simplified circle-arc equating (Livingston & Kim 2009): a line through the two ends, and an arc of a circle over it through the middle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CircleArc {
    low: (f64, f64),
    middle: (f64, f64),
    high: (f64, f64),
}

impl CircleArc {
    /// Points of X and Y: the lowest meaningful score, the means, the highest possible score.
    ///
    /// # Errors
    /// Scores of X that do not rise.
    pub fn new(low: (f64, f64), middle: (f64, f64), high: (f64, f64)) -> Result<Self, Invalid> {
        within("the middle score", middle.0, "between the lowest and the highest", low.0 < middle.0 && middle.0 < high.0)?;
        for value in [low.0, low.1, middle.1, high.0, high.1] {
            within("a point", value, "a finite number", true)?;
        }
        Ok(Self { low, middle, high })
    }

    /// A score of X on the scale of Y; outside the two ends the method says nothing.
    pub fn equate(&self, score: f64) -> Statistic {
        let Self { low, middle, high } = *self;
        if !(low.0..=high.0).contains(&score) {
            return Err(Undefined::Outside("the score lies outside the two end points"));
        }
        let line = |x: f64| low.1 + (high.1 - low.1) * (x - low.0) / (high.0 - low.0);
        let lift = middle.1 - line(middle.0);
        if lift == 0.0 {
            return Ok(line(score));
        }
        // The circle through (low, 0), (middle, lift) and (high, 0): its centre lies over the middle of the ends.
        let centre = (low.0 + high.0) / 2.0;
        let half = (high.0 - low.0) / 2.0;
        let from_centre = middle.0 - centre;
        let height = (from_centre * from_centre - half * half + lift * lift) / (2.0 * lift);
        let away = score - centre;
        // √(r² - away²) - |height| as a quotient, so that flat arcs with far centres lose no digits.
        let root = libm::sqrt((half * half + height * height - away * away).max(0.0));
        let up = lift.signum();
        let rise = if height * up <= 0.0 { up * (half - away) * (half + away) / (root + height.abs()) } else { height + up * root };
        Ok(line(score) + rise)
    }
}
