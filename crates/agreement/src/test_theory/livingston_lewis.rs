//! Livingston and Lewis: accuracy and consistency of decisions from a distribution of true scores.

use core::f64::consts::FRAC_PI_2;

use crate::distribution::binomial_at_least;
use crate::undefined::within;
use crate::{Invalid, Statistic, Undefined};

/// A beta distribution stretched from 0 to 1 to some lower and upper bound.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FourParameterBeta {
    low: f64,
    high: f64,
    a: f64,
    b: f64,
}

impl FourParameterBeta {
    /// Bounds and shapes.
    ///
    /// # Errors
    /// Bounds that are no proportions in rising order, or a shape that is not positive.
    pub fn new(low: f64, high: f64, a: f64, b: f64) -> Result<Self, Invalid> {
        within("the lower bound", low, "a proportion below the upper bound", low >= 0.0 && low < high)?;
        within("the upper bound", high, "a proportion", high <= 1.0)?;
        within("the first shape", a, "positive", a > 0.0)?;
        within("the second shape", b, "positive", b > 0.0)?;
        Ok(Self { low, high, a, b })
    }

    /// The integral of `function` times the density, from one place of 0 to 1 between the bounds to another.
    ///
    /// Double-exponential quadrature (Takahasi & Mori 1974): the ends may be singular. The distances to both ends of the piece are known
    /// without cancellation.
    fn expectation(&self, from: f64, to: f64, function: &dyn Fn(f64) -> f64) -> f64 {
        let width = to - from;
        if width <= 0.0 {
            return 0.0;
        }
        let ln_norm = libm::lgamma(self.a + self.b) - libm::lgamma(self.a) - libm::lgamma(self.b);
        let step = 1.0 / 64.0;
        let point = |place: i32| {
            let t = f64::from(place) * step;
            let s = FRAC_PI_2 * libm::sinh(t);
            // The shares of the piece on the left and on the right: 1/(1 + exp(∓2s)).
            let (left, right) = (1.0 / (1.0 + libm::exp(-2.0 * s)), 1.0 / (1.0 + libm::exp(2.0 * s)));
            let (below, above) = (from + width * left, (1.0 - to) + width * right);
            if below <= 0.0 || above <= 0.0 {
                return 0.0;
            }
            let density = libm::exp(ln_norm + (self.a - 1.0) * libm::log(below) + (self.b - 1.0) * libm::log(above));
            let speed = 2.0 * FRAC_PI_2 * libm::cosh(t) * left * right;
            if speed == 0.0 { 0.0 } else { density * speed * function(self.low + (self.high - self.low) * below) }
        };
        (-300..=300).map(point).sum::<f64>() * width * step
    }
}

/// Accuracy and consistency of decisions at one cut.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LivingstonLewis {
    /// The number of items that was used: the effective length, rounded.
    pub items: usize,
    /// The number right from which one passes: the cut times the items, rounded.
    pub cut: usize,
    /// The share of right decisions: those that the true score would give.
    pub accuracy: f64,
    /// The share that passes and should not.
    pub false_pass: f64,
    /// The share that fails and should not.
    pub false_fail: f64,
    /// The share of equal decisions over two equal forms.
    pub consistency: f64,
    /// Consistency corrected for chance.
    pub kappa: Statistic,
}

/// Accuracy and consistency of passing and failing (Livingston & Lewis 1995, with the consistency of Hanson & Brennan 1990): true
/// proportions follow `truth`, the number right of `items` (the effective length, rounded to a whole number) is binomial, and one passes
/// from `cut` (a proportion) times items, rounded, on.
///
/// # Errors
/// A cut that is no proportion, or a length below 1 or above 100,000.
pub fn livingston_lewis(truth: FourParameterBeta, items: f64, cut: f64) -> Result<LivingstonLewis, Invalid> {
    within("the cut", cut, "a proportion", (0.0..=1.0).contains(&cut))?;
    within("the number of items", items, "from 1 to 100,000", (0.5..=100_000.0).contains(&items))?;
    let count = libm::round(items) as usize;
    // A product such as .58 times 50 must not fall below its whole number by rounding.
    let least = libm::round(cut * count as f64) as usize;
    let pass = |share: f64| binomial_at_least(least, count, share);
    let place = ((cut - truth.low) / (truth.high - truth.low)).clamp(0.0, 1.0);
    let over = |function: &dyn Fn(f64) -> f64| truth.expectation(0.0, place, function) + truth.expectation(place, 1.0, function);
    let false_pass = truth.expectation(0.0, place, &pass);
    let false_fail = truth.expectation(place, 1.0, &|share| 1.0 - pass(share));
    let passed = over(&pass);
    let split = over(&|share| 2.0 * pass(share) * (1.0 - pass(share)));
    let room = 2.0 * passed * (1.0 - passed);
    let kappa = if room > 1e-15 { Ok(1.0 - split / room) } else { Err(Undefined::ChanceIsComplete) };
    let accuracy = 1.0 - false_pass - false_fail;
    Ok(LivingstonLewis { items: count, cut: least, accuracy, false_pass, false_fail, consistency: 1.0 - split, kappa })
}
