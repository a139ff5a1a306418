//! Signal detection: how well signal and noise are told apart, and how readily "present" is said.

use crate::distribution::{normal_density, normal_quantile};
use crate::number::root;
use crate::{Invalid, Statistic, Undefined};

/// What is done about rates of 0 and 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Correction {
    /// Nothing: such rates have no d'.
    None,
    /// Half a response is added to each cell: H = (hits + .5)/(signals + 1), likewise F (Hautus 1995).
    LogLinear,
}

/// Counts of a yes-no task.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct YesNo {
    /// Signals called present.
    pub hits: u64,
    /// Signals called absent.
    pub misses: u64,
    /// Noise called present.
    pub false_alarms: u64,
    /// Noise called absent.
    pub correct_rejections: u64,
}

/// The measures of signal detection theory with equal variances.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SignalDetection {
    /// The rate of hits.
    pub hit_rate: Statistic,
    /// The rate of false alarms.
    pub false_alarm_rate: Statistic,
    /// d' = z(H) - z(F): how well signal and noise are told apart.
    pub d_prime: Statistic,
    /// c = -(z(H) + z(F))/2: above 0, "present" is said too rarely.
    pub criterion: Statistic,
    /// ln β = d' c.
    pub ln_beta: Statistic,
    /// The standard error of d': SE² = H(1-H)/(S φ(zH)²) + F(1-F)/(N φ(zF)²) with S signals and N noise (Gourevitch & Galanter 1967).
    pub d_prime_error: Statistic,
}

/// Signal detection of a yes-no task (Macmillan & Creelman 2005).
///
/// ```
/// use doorstep_agreement::{Correction, YesNo, signal_detection};
///
/// let counts = YesNo { hits: 70, misses: 30, false_alarms: 10, correct_rejections: 90 };
/// let found = signal_detection(counts, Correction::None);
/// assert_eq!(format!("{:.3}", found.d_prime.unwrap()), "1.806");
/// ```
pub fn signal_detection(counts: YesNo, correction: Correction) -> SignalDetection {
    let (signals, noise) = (counts.hits as f64 + counts.misses as f64, counts.false_alarms as f64 + counts.correct_rejections as f64);
    let rate = |yes: u64, of: f64| match correction {
        _ if of == 0.0 => Err(Undefined::NoData),
        Correction::None => Ok(yes as f64 / of),
        Correction::LogLinear => Ok((yes as f64 + 0.5) / (of + 1.0)),
    };
    let (hit_rate, false_alarm_rate) = (rate(counts.hits, signals), rate(counts.false_alarms, noise));
    let both = || Ok::<_, Undefined>((normal_quantile(hit_rate?)?, normal_quantile(false_alarm_rate?)?));
    let part = |rate: Statistic, of: f64| {
        let rate = rate?;
        let density = normal_density(normal_quantile(rate)?);
        Ok::<_, Undefined>(rate * (1.0 - rate) / (of * density * density))
    };
    SignalDetection {
        hit_rate,
        false_alarm_rate,
        d_prime: both().map(|(hit, alarm)| hit - alarm),
        criterion: both().map(|(hit, alarm)| -(hit + alarm) / 2.0 + 0.0),
        ln_beta: both().map(|(hit, alarm)| (alarm * alarm - hit * hit) / 2.0),
        d_prime_error: part(hit_rate, signals).and_then(|own| Ok(root(own + part(false_alarm_rate, noise)?))),
    }
}

/// The area under the curve of an ordered response, by Mann and Whitney: how likely a signal's response is above a noise's, half for ties.
/// `signal` and `noise` count each response, in rising order.
///
/// # Errors
/// Lists of different lengths.
///
/// ```
/// // Absent, unknown, present.
/// let area = doorstep_agreement::ordinal_auc(&[1, 2, 7], &[6, 3, 1])?.unwrap();
/// assert!((area - 0.845).abs() < 1e-12);
/// # Ok::<(), doorstep_agreement::Invalid>(())
/// ```
pub fn ordinal_auc(signal: &[u64], noise: &[u64]) -> Result<Statistic, Invalid> {
    if signal.len() != noise.len() {
        return Err(Invalid::Lengths { one: "the signal's counts", length: signal.len(), other: "the noise's", other_length: noise.len() });
    }
    let (mut below, mut won) = (0.0, 0.0);
    for (signal, noise) in signal.iter().zip(noise) {
        won += *signal as f64 * (below + *noise as f64 / 2.0);
        below += *noise as f64;
    }
    let signals: f64 = signal.iter().map(|count| *count as f64).sum();
    Ok(if signals == 0.0 || below == 0.0 { Err(Undefined::NoData) } else { Ok(won / (signals * below)) })
}
