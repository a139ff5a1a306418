//! Rules into the program that is run: see `program`.

use crate::program::op;
use crate::{GivenSet, Logic, Missing, ResultKind, Round, Rule, Scale, ScaleKind, Test};

/// The highest place that a test may use, so that one more always fits.
const LAST_PLACE: usize = 250;

/// Compiles rules; nothing where they are larger than the program can count.
pub(crate) fn compile(logic: &Logic) -> Option<Vec<i32>> {
    if !logic.is_countable() {
        return None;
    }
    let mut code = Code(Vec::new());
    code.asked_items(logic)?;
    for (which, applies) in (0..).zip(&logic.applies) {
        code.test(&applies.when, 0)?;
        code.0.extend([op::APPLIES, 0, which]);
    }
    for (place, scale) in (0..).zip(&logic.scales) {
        code.scale(place, scale)?;
    }
    for (place, rule) in (0..).zip(&logic.rules) {
        code.rule(place, rule)?;
    }
    // What a rule reads must be worked out, or the result is not certain. A tool whose rules read no scale needs none.
    let mut needed: Vec<u8> = Vec::new();
    logic.rules.iter().for_each(|rule| scales_read(&rule.when, &mut needed));
    needed.sort_unstable();
    needed.dedup();
    for scale in needed {
        code.0.extend([op::NEEDS, i32::from(scale)]);
    }
    if logic.result == ResultKind::Judged {
        code.0.push(op::JUDGED);
    }
    for (place, step) in (0..).zip(&logic.steps) {
        code.test(&step.when, 0)?;
        code.0.extend([op::STEP, place, 0]);
    }
    Some(code.0)
}

/// The scales that a test reads.
pub(crate) fn scales_read(test: &Test, into: &mut Vec<u8>) {
    match test {
        Test::Scale { scale, .. } => into.push(*scale),
        Test::All(parts) | Test::Any(parts) => parts.iter().for_each(|part| scales_read(part, into)),
        Test::Always | Test::Count { .. } | Test::Newly { .. } | Test::EarlierLevel(_) => {}
    }
}

struct Code(Vec<i32>);

impl Code {
    /// Items that are asked under one condition and follow each other are taken out together.
    fn asked_items(&mut self, logic: &Logic) -> Option<()> {
        let mut items = (0..).zip(&logic.items).peekable();
        while let Some((place, item)) = items.next() {
            let Some(test) = &item.asked_if else { continue };
            let mut together = vec![place];
            while let Some((next, _)) = items.next_if(|(_, next)| next.asked_if.as_ref() == Some(test)) {
                together.push(next);
            }
            self.test(test, 0)?;
            self.0.extend([op::ASK, 0, i32::try_from(together.len()).ok()?]);
            self.0.extend(together);
        }
        Some(())
    }

    /// The test's truth into a place; what it needs on the way stands above it.
    fn test(&mut self, test: &Test, place: usize) -> Option<()> {
        let at = i32::try_from(place).ok().filter(|_| place <= LAST_PLACE)?;
        match test {
            Test::Always => self.0.extend([op::ALWAYS, at]),
            Test::Count { of, at_least } | Test::Newly { of, at_least } => {
                let op = if matches!(test, Test::Count { .. }) { op::COUNT } else { op::NEWLY };
                self.0.extend([op, at, i32::try_from(of.len()).ok()?]);
                for accepted in of {
                    self.0.push(i32::from(accepted.item.0));
                    self.set(accepted.given);
                }
                self.0.extend([op::AT_LEAST, at, i32::from(*at_least)]);
            }
            Test::Scale { scale, from, to } => self.0.extend([op::SCALE, at, i32::from(*scale), *from, *to]),
            Test::EarlierLevel(level) => self.0.extend([op::EARLIER, at, i32::from(level.0)]),
            Test::All(parts) | Test::Any(parts) => {
                for (part, above) in parts.iter().zip(place + 1..) {
                    self.test(part, above)?;
                }
                let op = if matches!(test, Test::All(_)) { op::ALL } else { op::ANY };
                self.0.extend([op, at, i32::try_from(parts.len()).ok()?]);
            }
        }
        Some(())
    }

    fn set(&mut self, set: GivenSet) {
        // The two halves of its bits.
        self.0.extend([set.0 as i32, (set.0 >> 32) as i32]);
    }

    fn scale(&mut self, place: i32, scale: &Scale) -> Option<()> {
        self.0.extend([op::SUM, place, i32::from(scale.kind == ScaleKind::Highest)]);
        self.set(scale.missing);
        self.0.push(i32::try_from(scale.of.len()).ok()?);
        for points in &scale.of {
            self.0.extend([i32::from(points.item.0), i32::try_from(points.of.len()).ok()?]);
            self.0.extend(points.of.iter().flat_map(|(given, worth)| [i32::from(given.code()), *worth]));
        }
        let (policy, most, round) = match scale.policy {
            Missing::Zero | Missing::Omit => (op::ZERO, 0, Round::Nearest),
            Missing::Block => (op::BLOCK, 0, Round::Nearest),
            Missing::Prorate { most, round } => (op::PRORATE, i32::from(most), round),
        };
        self.0.extend([op::FINISH, place, policy, most, rounding(round)]);
        for adjustment in &scale.add {
            self.test(&adjustment.when, 0)?;
            self.0.extend([op::ADD, place, 0, adjustment.points]);
        }
        if scale.least.is_some() || scale.most.is_some() {
            self.0.extend([op::CLAMP, place, scale.least.unwrap_or(i32::MIN), scale.most.unwrap_or(i32::MAX)]);
        }
        Some(())
    }

    fn rule(&mut self, place: i32, rule: &Rule) -> Option<()> {
        self.test(&rule.when, 0)?;
        let flags = i32::from(rule.when == Test::Always) | i32::from(rule.mandatory) << 1;
        self.0.extend([op::FIRE, place, 0, i32::from(rule.level.0), flags]);
        Some(())
    }
}

/// The number of a way of rounding in a program.
pub(crate) const fn rounding(round: Round) -> i32 {
    match round {
        Round::Nearest => 0,
        Round::Down => 1,
        Round::Up => 2,
    }
}
