//! Every number of a policy: where it stands, over which range it is varied, and in which steps.

use crate::{Policy, Ratio};

/// A number of a policy.
#[derive(Clone, Copy, Debug)]
pub struct PolicyNumber {
    /// Its place in a policy file, as group and name: `levels/too_low`.
    pub field: &'static str,
    /// What it decides, in plain words.
    pub says: &'static str,
    /// How many steps' parts make one: 100 where it is varied by hundredths.
    parts: i64,
    least: i64,
    most: i64,
    stride: i64,
    /// Whether what an attempt comes to must be found anew; else only what the form makes of it.
    pub(super) rescores: bool,
    get: fn(&Policy) -> Ratio,
    set: fn(&mut Policy, Ratio),
}

impl PolicyNumber {
    /// The lower end of the range.
    pub fn least(&self) -> Ratio {
        Ratio::new(self.least, self.parts)
    }

    /// The upper end of the range.
    pub fn most(&self) -> Ratio {
        Ratio::new(self.most, self.parts)
    }

    /// How far two neighbouring values lie apart.
    pub fn step(&self) -> Ratio {
        Ratio::new(self.stride, self.parts)
    }

    /// What it is in a policy.
    pub fn of(&self, policy: &Policy) -> Ratio {
        (self.get)(policy)
    }

    /// The policy with another value of it. Of `heard`, `marked` and `cited`, which sum to 1, the other two share the rest as they did.
    pub fn with(&self, policy: &Policy, value: Ratio) -> Policy {
        let mut other = policy.clone();
        if value != self.of(policy) {
            (self.set)(&mut other, value);
        }
        other
    }

    /// Its values in their order, its own among them: those with which the policy can be used; and how many cannot.
    pub(super) fn values(&self, policy: &Policy) -> (Vec<Ratio>, u32) {
        let now = self.of(policy);
        let steps = (self.least..=self.most).step_by(usize::try_from(self.stride).unwrap_or(1)).map(|part| Ratio::new(part, self.parts));
        let mut values: Vec<Ratio> = steps.chain([now]).collect();
        values.sort_unstable();
        values.dedup();
        let tried = values.len();
        values.retain(|value| *value == now || self.with(policy, *value).fits().is_ok());
        // A range has at most some thousand values.
        let left_out = (tried - values.len()) as u32;
        (values, left_out)
    }
}

/// Sets one of the three parts of a hit (0 heard, 1 marked, 2 cited); the other two share the rest as they did, the first of them to the
/// hundredth.
fn part_of_hit(policy: &mut Policy, place: usize, value: Ratio) {
    let mut parts = [policy.heard, policy.marked, policy.cited];
    let (one, other) = [(1, 2), (0, 2), (0, 1)][place];
    let share = parts[one].share_of(parts[one] + parts[other]).unwrap_or(Ratio::new(1, 2));
    let rest = Ratio::ONE - value;
    parts[place] = value;
    parts[one] = Ratio::new((rest * share).percent(), 100);
    parts[other] = rest - parts[one];
    [policy.heard, policy.marked, policy.cited] = parts;
}

/// A whole number; the range keeps it within 32 bits.
fn whole(value: Ratio) -> u32 {
    u32::try_from(value.numerator()).unwrap_or(u32::MAX)
}

/// A row of the table: field, words, parts of one, least and most and stride in such parts, whether it rescores, where it stands.
macro_rules! number {
    ($field:literal, $says:literal, $parts:literal, $least:literal..=$most:literal, $stride:literal, $rescores:literal, exact $($place:ident).+) => {
        number!($field, $says, $parts, $least..=$most, $stride, $rescores, |policy| policy.$($place).+,
            |policy, value| policy.$($place).+ = value)
    };
    ($field:literal, $says:literal, $parts:literal, $least:literal..=$most:literal, $stride:literal, $rescores:literal, whole $($place:ident).+) => {
        number!($field, $says, $parts, $least..=$most, $stride, $rescores, |policy| Ratio::whole(i64::from(policy.$($place).+)),
            |policy, value| policy.$($place).+ = whole(value))
    };
    ($field:literal, $says:literal, $parts:literal, $least:literal..=$most:literal, $stride:literal, $rescores:literal, $get:expr, $set:expr) => {
        PolicyNumber {
            field: $field, says: $says, parts: $parts, least: $least, most: $most, stride: $stride, rescores: $rescores, get: $get, set: $set,
        }
    };
}

/// Every number of a policy, in the order of a policy file. The ranges are the bounds of [`Policy::fits`]; a seed has none, so the first
/// twenty-one are tried.
#[rustfmt::skip]
pub const POLICY_NUMBERS: [PolicyNumber; 31] = [
    number!("factors/heard", "credit for having heard what suffices for a factor that is present", 100, 0..=100, 1, true,
        |policy| policy.heard, |policy, value| part_of_hit(policy, 0, value)),
    number!("factors/marked", "more for having marked it", 100, 0..=100, 1, true,
        |policy| policy.marked, |policy, value| part_of_hit(policy, 1, value)),
    number!("factors/cited", "more for the lines that show it", 100, 0..=100, 1, true,
        |policy| policy.cited, |policy, value| part_of_hit(policy, 2, value)),
    number!("factors/unfounded", "taken for a claim without grounds", 100, 0..=100, 1, true, exact unfounded),
    number!("factors/overcautious", "credit for leaving open what could have been ruled out", 100, 0..=100, 1, true, exact overcautious),
    number!("levels/too_low", "how many times dearer it is to grade too low than too high", 100, 100..=1000, 1, true, exact rho),
    number!("levels/reference", "the excess cost at which a grade earns nothing", 20, 1..=400, 1, true, exact level_reference),
    number!("acts/late", "what a good act is worth after its time", 100, 0..=100, 1, true, exact late),
    number!("conduct/question", "what one question counts for in conduct", 1, 0..=10, 1, true, whole conduct.question),
    number!("conduct/privacy", "what a moment that told of who could hear counts for", 1, 0..=10, 1, true, whole conduct.privacy),
    number!("conduct/respect", "what a moment that told of respect counts for", 1, 0..=10, 1, true, whole conduct.respect),
    number!("conduct/blame", "what a moment that told of blame counts for", 1, 0..=10, 1, true, whole conduct.blame),
    number!("conduct/collusion", "what a moment that told of siding with the suspect counts for", 1, 0..=10, 1, true, whole conduct.collusion),
    number!("weights/factors", "weight of the factors in the score of a call", 100, 0..=100, 1, false, exact weight_factors),
    number!("weights/levels", "weight of the grades in the score of a call", 100, 0..=100, 1, false, exact weight_levels),
    number!("weights/acts", "weight of the acts in the score of a call", 100, 0..=100, 1, false, exact weight_acts),
    number!("weights/conduct", "weight of conduct in the score of a call", 100, 0..=100, 1, false, exact weight_conduct),
    number!("gates/consensus", "the least share of experts' votes with which an item counts", 100, 0..=100, 1, true, exact gates.consensus),
    number!("gates/stability", "how surely the same answer must win with experts drawn anew", 100, 0..=100, 1, true, exact gates.stability),
    number!("form/minimum_cases", "with fewer cases nothing is said", 1, 1..=500, 1, false, whole form.minimum_cases),
    number!("form/cut", "the score from which on a form counts as passed", 10, 0..=1000, 1, false, exact cut),
    number!("form/band", "within so many standard errors of the cut a second block decides", 100, 0..=400, 1, false, exact form.band),
    number!("form/k2_limit", "so many serious lapses fail", 1, 1..=20, 1, false, whole form.k2_limit),
    number!("form/under_tolerance", "how often an officer who is good enough may grade too low", 1000, 0..=500, 1, false,
        exact form.under_tolerance),
    number!("form/under_chance", "with at most this chance such an officer fails for it", 1000, 0..=500, 1, false, exact form.under_chance),
    number!("form/key_draws", "how often the experts are drawn anew", 1, 0..=20000, 100, false, whole form.key_draws),
    number!("form/seed", "where these draws begin", 1, 0..=20, 1, false,
        |policy| Ratio::whole(i64::try_from(policy.form.seed).unwrap_or(i64::MAX)), |policy, value| policy.form.seed = u64::from(whole(value))),
    number!("form/key_flips", "when more of these draws than this decide otherwise, a person looks", 1000, 0..=1000, 1, false,
        exact form.key_flips),
    number!("form/dependability", "until the form is shown to reach this, its outcome is provisional", 100, 0..=100, 1, false,
        exact form.dependability),
    number!("form/consistency", "the same of the consistency of its decisions", 100, 0..=100, 1, false, exact form.consistency),
    number!("groups/minimum", "no figure is shown of fewer people; a form does not use it", 1, 2..=100, 1, false, whole minimum_group),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_is_read_and_set_at_its_own_place() {
        let policy = Policy::default();
        for number in &POLICY_NUMBERS {
            let (values, _) = number.values(&policy);
            assert!(values.contains(&number.of(&policy)) && values.len() > 5, "{}", number.field);
            assert_eq!(number.with(&policy, number.of(&policy)), policy);
            for value in [values[0], values[values.len() - 1]] {
                let other = number.with(&policy, value);
                assert_eq!(number.of(&other), value, "{}", number.field);
                let moved: Vec<&str> =
                    POLICY_NUMBERS.iter().filter(|each| each.of(&other) != each.of(&policy)).map(|each| each.field).collect();
                let parts = ["factors/heard", "factors/marked", "factors/cited"];
                assert!(moved == [number.field] || moved.is_empty() || parts.contains(&number.field), "{moved:?}");
            }
        }
    }

    /// With many fine numbers besides, some values of another cannot be summed exactly: they are counted, the others tried.
    #[test]
    fn values_that_are_too_fine_are_counted() {
        let usual = Policy::default();
        let fine = Policy {
            heard: Ratio::new(3, 7),
            marked: Ratio::new(3, 7),
            cited: Ratio::new(1, 7),
            late: Ratio::new(8, 17),
            level_reference: Ratio::new(8, 5),
            ..usual.clone()
        };
        let count = |policy: &Policy| {
            let (values, left_out) = POLICY_NUMBERS.iter().find(|number| number.field == "levels/too_low").unwrap().values(policy);
            assert!(values.is_sorted() && values.contains(&policy.rho));
            (values.len(), left_out)
        };
        assert_eq!(count(&usual), (901, 0));
        // Odd hundredths have a 4 in their denominator, and that is too much.
        assert_eq!(count(&fine), (451, 450));
    }

    /// The bounds of the policy are the ranges: their ends can be used, one step further cannot.
    #[test]
    fn the_ranges_are_the_bounds_of_a_policy() {
        let policy = Policy::default();
        for number in POLICY_NUMBERS.iter().filter(|number| number.field != "form/seed") {
            for (end, beyond) in [(number.least(), number.least() - number.step()), (number.most(), number.most() + number.step())] {
                assert_eq!(number.with(&policy, end).fits(), Ok(()), "{} at {end}", number.field);
                // A whole number has nothing below zero.
                if beyond >= Ratio::ZERO || number.parts > 1 {
                    assert!(number.with(&policy, beyond).fits().is_err(), "{} at {beyond}", number.field);
                }
            }
        }
    }

    #[test]
    fn the_parts_of_a_hit_go_on_summing_to_one() {
        let policy = Policy { heard: Ratio::new(1, 3), marked: Ratio::new(1, 3), cited: Ratio::new(1, 3), ..Policy::default() };
        for (number, value) in POLICY_NUMBERS[..3].iter().flat_map(|number| (0..=100).map(move |part| (number, Ratio::new(part, 100)))) {
            for policy in [&policy, &Policy::default()] {
                let other = number.with(policy, value);
                assert_eq!(other.heard + other.marked + other.cited, Ratio::ONE);
                assert!([other.heard, other.marked, other.cited].iter().all(|part| *part >= Ratio::ZERO));
            }
        }
        let alone = Policy { heard: Ratio::ONE, marked: Ratio::ZERO, cited: Ratio::ZERO, ..Policy::default() };
        let other = POLICY_NUMBERS[0].with(&alone, Ratio::new(1, 2));
        assert_eq!((other.marked, other.cited), (Ratio::new(1, 4), Ratio::new(1, 4)), "with nothing to go by they share alike");
    }
}
