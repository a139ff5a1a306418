//! The stored form of a condition: its parts in a row, each before what it holds.
//!
//! A nested form would let a few bytes of an envelope nest a condition so deeply that reading it overflows the stack.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use crate::Logic;

/// How deeply a stored condition can be nested. Conditions that authors write stay far below.
const DEEPEST: usize = 256;

/// A part of a condition.
#[derive(Serialize, Deserialize)]
enum Part<T> {
    Constant(bool),
    Test(T),
    /// The contrary of the next.
    Not,
    /// All of as many that follow.
    All(u32),
    /// Any of as many that follow.
    Any(u32),
}

impl<T: Serialize> Serialize for Logic<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut parts = Vec::new();
        flatten(self, &mut parts);
        parts.serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Logic<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let parts = Vec::deserialize(deserializer)?;
        build(parts).ok_or_else(|| D::Error::custom("the parts of a condition do not fit together"))
    }
}

fn flatten<'l, T>(logic: &'l Logic<T>, parts: &mut Vec<Part<&'l T>>) {
    // More than four thousand million parts do not fit into memory.
    let count = |inner: &[Logic<T>]| u32::try_from(inner.len()).unwrap_or(u32::MAX);
    match logic {
        Logic::Constant(value) => parts.push(Part::Constant(*value)),
        Logic::Test(test) => parts.push(Part::Test(test)),
        Logic::Not(inner) => {
            parts.push(Part::Not);
            flatten(inner, parts);
        }
        Logic::All(inner) => {
            parts.push(Part::All(count(inner)));
            inner.iter().for_each(|each| flatten(each, parts));
        }
        Logic::Any(inner) => {
            parts.push(Part::Any(count(inner)));
            inner.iter().for_each(|each| flatten(each, parts));
        }
    }
}

/// Puts the parts together from the last to the first; each takes what it holds from those made already.
fn build<T>(parts: Vec<Part<T>>) -> Option<Logic<T>> {
    let mut made: Vec<(Logic<T>, usize)> = Vec::new();
    for part in parts.into_iter().rev() {
        let (logic, depth) = match part {
            Part::Constant(value) => (Logic::Constant(value), 1),
            Part::Test(test) => (Logic::Test(test), 1),
            Part::Not => {
                let (inner, depth) = made.pop()?;
                (Logic::Not(Box::new(inner)), depth + 1)
            }
            Part::All(count) => {
                let (inner, depth) = take(&mut made, count)?;
                (Logic::All(inner), depth)
            }
            Part::Any(count) => {
                let (inner, depth) = take(&mut made, count)?;
                (Logic::Any(inner), depth)
            }
        };
        if depth > DEEPEST {
            return None;
        }
        made.push((logic, depth));
    }
    let (whole, _) = made.pop()?;
    made.is_empty().then_some(whole)
}

fn take<T>(made: &mut Vec<(Logic<T>, usize)>, count: u32) -> Option<(Vec<Logic<T>>, usize)> {
    let from = made.len().checked_sub(usize::try_from(count).ok()?)?;
    let depth = made[from..].iter().map(|(_, depth)| *depth).max().unwrap_or(0);
    let inner = made.drain(from..).rev().map(|(logic, _)| logic).collect();
    Some((inner, depth + 1))
}

#[cfg(test)]
mod tests {
    use doorstep_envelope::{Kind, open, seal};

    use super::Part;
    use crate::Logic;

    const KIND: Kind = Kind { tag: *b"TEST", version: 1, word: "test" };

    #[test]
    fn a_condition_comes_back_as_it_was() {
        let (yes, no) = (|| Logic::Test(7_u8), || Logic::Not(Box::new(Logic::Constant(false))));
        let logic = Logic::Any(vec![Logic::All(vec![yes(), no(), Logic::Test(9)]), no(), Logic::All(vec![])]);
        assert_eq!(open::<Logic<u8>>(KIND, &seal(KIND, &logic)).expect("opens").0, logic);
    }

    #[test]
    fn parts_that_do_not_fit_together_are_refused() {
        let refused = |parts: Vec<Part<u8>>| assert!(open::<Logic<u8>>(KIND, &seal(KIND, &parts)).is_err());
        refused(vec![]);
        refused(vec![Part::Not]);
        refused(vec![Part::All(u32::MAX), Part::Test(1)]);
        refused(vec![Part::Test(1), Part::Test(2)]);
        let mut deep: Vec<Part<u8>> = (0..1_000_000).map(|_| Part::Not).collect();
        deep.push(Part::Test(1));
        refused(deep);
    }
}
