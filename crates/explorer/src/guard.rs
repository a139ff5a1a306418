//! Conditions over packed states, in three values: what is not kept may be either.

use doorstep_scenario::{Comparison, Condition, Logic, Number, Scenario, Test};

use crate::component::Component;
use crate::field::Field;
use crate::layout::{ClockScale, Layout};

/// How a condition comes out, where part of the state may have been forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Truth {
    /// In no state that looks so.
    No,
    /// In some perhaps.
    Maybe,
    /// In every state that looks so.
    Yes,
}

impl Truth {
    /// The contrary.
    fn not(self) -> Self {
        match self {
            Self::No => Self::Yes,
            Self::Maybe => Self::Maybe,
            Self::Yes => Self::No,
        }
    }
}

impl From<bool> for Truth {
    #[inline(always)]
    fn from(value: bool) -> Self {
        if value { Self::Yes } else { Self::No }
    }
}

/// A condition, ready to be asked of a packed state.
#[derive(Clone, Debug)]
pub(crate) enum Guard {
    /// The same in every state.
    Known(Truth),
    /// These bits of a word are as wanted.
    Bits { word: usize, mask: u64, want: u64 },
    /// Two numbers compare so.
    Compare(Term, Comparison, Term),
    /// The time since a timer was started compares so with some seconds; never while it does not run.
    Since { timer: Term, clock: Term, comparison: Comparison, seconds: i64 },
    /// A level was committed, and compares so.
    Graded { level: Field, comparison: Comparison, named: i64 },
    /// The contrary.
    Not(Box<Guard>),
    /// All of them.
    All(Box<[Guard]>),
    /// Any of them.
    Any(Box<[Guard]>),
}

/// A number of a comparison.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Term {
    /// Itself.
    Constant(i64),
    /// A field and what is added to it.
    Field(Field, i64),
    /// The call's time.
    Clock(Field, ClockScale),
    /// Not kept: anything from the first to the last.
    Within(i64, i64),
}

impl Term {
    #[inline(always)]
    fn range<const W: usize>(self, state: &[u64; W]) -> (i64, i64) {
        match self {
            Self::Constant(value) => (value, value),
            Self::Field(field, offset) => {
                let value = field.get(state) as i64 + offset;
                (value, value)
            }
            Self::Clock(field, scale) => {
                let value = scale.seconds(field.get(state));
                (value, value)
            }
            Self::Within(least, most) => (least, most),
        }
    }
}

fn compare(left: (i64, i64), comparison: Comparison, right: (i64, i64)) -> Truth {
    // Of the corners, each comparison is truest at one and falsest at another; equality needs its own look.
    let apart = left.1 < right.0 || right.1 < left.0;
    let single = left.0 == left.1 && left == right;
    let order = |surely: bool, possibly: bool| match (surely, possibly) {
        (true, _) => Truth::Yes,
        (false, true) => Truth::Maybe,
        (false, false) => Truth::No,
    };
    match comparison {
        Comparison::Equal => order(single, !apart),
        Comparison::NotEqual => order(apart, !single),
        Comparison::Less => order(left.1 < right.0, left.0 < right.1),
        Comparison::LessOrEqual => order(left.1 <= right.0, left.0 <= right.1),
        Comparison::Greater => order(left.0 > right.1, left.1 > right.0),
        Comparison::GreaterOrEqual => order(left.0 >= right.1, left.1 >= right.0),
    }
}

impl Guard {
    /// How it comes out in every state that looks so.
    #[inline]
    pub(crate) fn truth<const W: usize>(&self, state: &[u64; W]) -> Truth {
        match self {
            Self::Known(truth) => *truth,
            Self::Bits { word, mask, want } => (state[*word] & mask == *want).into(),
            Self::Compare(left, comparison, right) => compare(left.range(state), *comparison, right.range(state)),
            Self::Since { timer, clock, comparison, seconds } => {
                let (started, now) = (timer.range(state), clock.range(state));
                let since = (now.0 - started.1, now.1 - started.0);
                compare(started, Comparison::GreaterOrEqual, (0, 0)).min(compare(since, *comparison, (*seconds, *seconds)))
            }
            Self::Graded { level, comparison, named } => {
                let level = level.get(state) as i64;
                (level > 0 && comparison.holds(level, *named)).into()
            }
            Self::Not(inner) => inner.truth(state).not(),
            Self::All(parts) => least(parts, state),
            Self::Any(parts) => most(parts, state),
        }
    }

    /// Makes it of a condition.
    pub(crate) fn new(scenario: &Scenario, layout: &Layout, condition: &Condition) -> Self {
        match condition {
            Logic::Constant(value) => Self::Known((*value).into()),
            Logic::Test(test) => Self::of_test(scenario, layout, test),
            Logic::Not(inner) => match Self::new(scenario, layout, inner) {
                Self::Known(truth) => Self::Known(truth.not()),
                // Of a field of one bit the contrary is the other value.
                Self::Bits { word, mask, want } if mask.is_power_of_two() => Self::Bits { word, mask, want: want ^ mask },
                guard => Self::Not(Box::new(guard)),
            },
            Logic::All(parts) => {
                let mut joined: Vec<Self> = Vec::new();
                for part in parts {
                    let guard = Self::new(scenario, layout, part);
                    match (&guard, joined.iter_mut().find_map(|other| other.bits_of(&guard))) {
                        (Self::Bits { mask, want, .. }, Some((other_mask, other_want))) => {
                            *other_mask |= mask;
                            *other_want |= want;
                        }
                        _ => joined.push(guard),
                    }
                }
                if joined.len() == 1 { joined.swap_remove(0) } else { Self::All(joined.into()) }
            }
            Logic::Any(parts) => Self::Any(parts.iter().map(|part| Self::new(scenario, layout, part)).collect()),
        }
    }

    /// The bits of this guard, if it asks about others of the same word than that one.
    fn bits_of(&mut self, guard: &Self) -> Option<(&mut u64, &mut u64)> {
        match (self, guard) {
            (Self::Bits { word, mask, want }, Self::Bits { word: other_word, mask: other, .. })
                if word == other_word && *mask & other == 0 =>
            {
                Some((mask, want))
            }
            _ => None,
        }
    }

    fn of_test(scenario: &Scenario, layout: &Layout, test: &Test) -> Self {
        let bit = |component: Component, want: bool| match layout.fields.get(&component) {
            Some(field) => Self::Bits { word: field.word(), mask: field.bits(), want: if want { field.bits() } else { 0 } },
            None => Self::Known(Truth::Maybe),
        };
        match *test {
            Test::Flag(variable) => {
                let bounds = &scenario.variables[variable.at()];
                if (bounds.min, bounds.max) == (0, 1) {
                    bit(Component::Value(variable), true)
                } else {
                    Self::Compare(term(scenario, layout, Number::Variable(variable)), Comparison::NotEqual, Term::Constant(0))
                }
            }
            Test::Compare(left, comparison, right) => {
                Self::Compare(term(scenario, layout, left), comparison, term(scenario, layout, right))
            }
            Test::Heard(fact) => bit(Component::Heard(fact), true),
            Test::Visited(scene) => bit(Component::Visited(scene), true),
            Test::Chosen(choice) => bit(Component::Taken(choice), true),
            Test::Committed(assessment) => bit(Component::Committed(assessment), true),
            Test::Drawn(variation, value) => {
                let values = scenario.variations[variation.at()].values.len() as i64;
                let drawn =
                    layout.fields.get(&Component::Drawn(variation)).map_or(Term::Within(0, values - 1), |field| Term::Field(*field, 0));
                Self::Compare(drawn, Comparison::Equal, Term::Constant(i64::from(value)))
            }
            Test::Since(timer, comparison, seconds) => Self::Since {
                timer: term(scenario, layout, Number::Variable(timer)),
                clock: term(scenario, layout, Number::Clock),
                comparison,
                seconds: i64::from(seconds),
            },
            Test::Graded(assessment, comparison, level) => {
                match (layout.fields.get(&Component::Graded(assessment)), layout.levels.get(level.at()).copied().flatten()) {
                    // A level that the tool does not have compares with none.
                    (_, None) => Self::Known(Truth::No),
                    (Some(field), Some(named)) => Self::Graded { level: *field, comparison, named },
                    (None, Some(_)) => Self::Known(Truth::Maybe),
                }
            }
        }
    }
}

#[inline]
fn least<const W: usize>(parts: &[Guard], state: &[u64; W]) -> Truth {
    let mut truth = Truth::Yes;
    for part in parts {
        truth = truth.min(part.truth(state));
        if truth == Truth::No {
            break;
        }
    }
    truth
}

#[inline]
fn most<const W: usize>(parts: &[Guard], state: &[u64; W]) -> Truth {
    let mut truth = Truth::No;
    for part in parts {
        truth = truth.max(part.truth(state));
        if truth == Truth::Yes {
            break;
        }
    }
    truth
}

fn term(scenario: &Scenario, layout: &Layout, number: Number) -> Term {
    match number {
        Number::Constant(value) => Term::Constant(i64::from(value)),
        Number::Variable(variable) => {
            let bounds = &scenario.variables[variable.at()];
            let (least, most) = (i64::from(bounds.min), i64::from(bounds.max));
            layout.fields.get(&Component::Value(variable)).map_or(Term::Within(least, most), |field| Term::Field(*field, least))
        }
        Number::Clock => {
            let most = i64::from(scenario.clock.max_seconds);
            layout.fields.get(&Component::Clock).map_or(Term::Within(0, most), |field| Term::Clock(*field, layout.clock))
        }
    }
}
