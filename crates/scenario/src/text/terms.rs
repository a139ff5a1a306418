//! The values that a call's conditions know, and what can be compared with what.

use doorstep_source::{Diagnostics, Span, nearest, read};

use super::{
    ALWAYS_THE_SAME, CONDITION_NOT_READABLE, NOT_YES_OR_NO, Names, UNKNOWN_CHOICE, UNKNOWN_FUNCTION, UNKNOWN_VALUE, UNKNOWN_VARIABLE,
    token::{Operand, OperandKind, Part},
    tree::Terms,
};
use crate::{
    AssessmentIndex, ChoiceIndex, ChoiceRef, Comparison, FactIndex, Logic, Number, SceneIndex, Test, VariableIndex, VariationIndex,
};

/// What a call's conditions can ask.
pub const QUESTIONS: &[&str] = &["heard", "visited", "chosen", "committed"];

/// Conditions of a call. A key's reader asks this one for all that a call knows.
#[derive(Clone, Copy, Debug)]
pub struct CallTerms<'n> {
    names: &'n Names<'n>,
}

/// What a value is.
enum Kind {
    Number {
        number: Number,
        least: i64,
        most: i64,
    },
    Time {
        number: Number,
        least: i64,
        most: i64,
    },
    Truth(bool),
    Flag(VariableIndex),
    Variation(VariationIndex),
    Asked(Test),
    /// A name that may be a value of a variation.
    Word,
    /// A variable whose declaration had a mistake that has been told.
    Told,
}

impl Kind {
    const fn shown(&self) -> &'static str {
        match self {
            Self::Number { .. } => "a number",
            Self::Time { .. } => "a time",
            Self::Truth(_) | Self::Flag(_) | Self::Asked(_) => "a yes-or-no",
            Self::Variation(_) => "a variation",
            Self::Word | Self::Told => "a word",
        }
    }
}

impl<'n> CallTerms<'n> {
    /// Conditions over these names.
    pub const fn new(names: &'n Names<'n>) -> Self {
        Self { names }
    }

    /// Whether a name before brackets is a question that a call's conditions know.
    pub fn knows_question(name: &str) -> bool {
        QUESTIONS.contains(&name)
    }

    fn kind(self, operand: &Operand<'_>, out: &mut Diagnostics) -> Option<Kind> {
        match &operand.kind {
            OperandKind::Number(value) => {
                Some(Kind::Number { number: Number::Constant(*value), least: i64::from(*value), most: i64::from(*value) })
            }
            OperandKind::Duration(seconds) => {
                let value = i32::try_from(*seconds).unwrap_or(i32::MAX);
                Some(Kind::Time { number: Number::Constant(value), least: i64::from(value), most: i64::from(value) })
            }
            OperandKind::Truth(value) => Some(Kind::Truth(*value)),
            OperandKind::Quoted => Some(Kind::Word),
            OperandKind::Name => Some(self.name(operand.text)),
            OperandKind::Call { name, arguments } => self.question(*name, arguments, operand.span, out).map(Kind::Asked),
        }
    }

    fn name(self, text: &str) -> Kind {
        if text == "clock" {
            return Kind::Time { number: Number::Clock, least: 0, most: i64::from(self.names.max_seconds) };
        }
        if let Some(place) = self.names.variables.find(text) {
            self.names.variables.use_at(place);
            let variable = VariableIndex(place);
            return match self.names.bounds.get(usize::from(place)) {
                Some(bounds) if bounds.is_told => Kind::Told,
                Some(bounds) if !bounds.is_flag => {
                    Kind::Number { number: Number::Variable(variable), least: i64::from(bounds.min), most: i64::from(bounds.max) }
                }
                _ => Kind::Flag(variable),
            };
        }
        match self.names.variations.find(text) {
            Some(place) => Kind::Variation(VariationIndex(place)),
            None => Kind::Word,
        }
    }

    fn question(self, name: Part<'_>, arguments: &[Part<'_>], span: Span, out: &mut Diagnostics) -> Option<Test> {
        if !Self::knows_question(name.text) {
            let mend = match nearest(name.text, QUESTIONS.iter().copied()) {
                Some(meant) => format!("Write `{meant}(...)`."),
                None => "Conditions ask heard(fact), visited(scene), chosen(scene/choice) or committed(assessment).".to_owned(),
            };
            out.add(UNKNOWN_FUNCTION, name.span, format!("There is no question `{}(...)`.", name.text), mend);
            return None;
        }
        let &[asked] = arguments else {
            let example = match name.text {
                "chosen" => "chosen(scene/choice)",
                "heard" => "heard(fact)",
                "visited" => "visited(scene)",
                _ => "committed(assessment)",
            };
            out.add(
                CONDITION_NOT_READABLE,
                span,
                format!("`{}` asks about one thing; here are {}.", name.text, arguments.len()),
                format!("Write {example}; ask for each with and or or between."),
            );
            return None;
        };
        match name.text {
            "heard" => self.names.facts.resolve(asked.text, asked.span, out).map(|place| Test::Heard(FactIndex(place))),
            "visited" => self.names.scenes.resolve(asked.text, asked.span, out).map(|place| Test::Visited(SceneIndex(place))),
            "committed" => self.names.assessments.resolve(asked.text, asked.span, out).map(|place| Test::Committed(AssessmentIndex(place))),
            _ => self.choice(asked, out).map(Test::Chosen),
        }
    }

    /// The choice that a name `scene/choice` means; an unknown one is told.
    pub fn choice(self, asked: Part<'_>, out: &mut Diagnostics) -> Option<ChoiceRef> {
        let Some((scene, choice)) = asked.text.split_once('/') else {
            out.add(
                UNKNOWN_CHOICE,
                asked.span,
                format!("`{}` does not say which scene the choice is in.", asked.text),
                "Write scene/choice, for instance kitchen/ask-throat.",
            );
            return None;
        };
        let scene = self.names.scenes.resolve(scene, asked.span, out)?;
        let choices = self.names.choices.get(usize::from(scene))?;
        let choice = choices.resolve(choice, asked.span, out)?;
        Some(ChoiceRef { scene: SceneIndex(scene), choice: ChoiceIndex(choice) })
    }

    /// Tells a word that is no variable and no variation; the one that was probably meant counts as read.
    fn tell_unknown(self, operand: &Operand<'_>, out: &mut Diagnostics) {
        let variables = self.names.variables.ids();
        let all = variables.chain(self.names.variations.ids()).chain(["clock"]).chain(QUESTIONS.iter().copied());
        let meant = nearest(operand.text, all);
        if let Some(place) = meant.and_then(|meant| self.names.variables.find(meant)) {
            self.names.variables.use_at(place);
        }
        let mend = match meant {
            Some(meant) if QUESTIONS.contains(&meant) => format!("Write `{meant}(...)`."),
            Some(meant) => format!("Write `{meant}`."),
            None => "Declare it under `state`; ask for facts, scenes and choices with heard(...), visited(...), chosen(...).".to_owned(),
        };
        out.add(UNKNOWN_VARIABLE, operand.span, format!("There is no variable `{}`.", operand.text), mend);
    }

    /// Whether this value of the variation was drawn.
    fn drawn(self, variation: VariationIndex, value: &Operand<'_>, out: &mut Diagnostics) -> Option<Test> {
        let values = self.names.values.get(variation.at())?;
        let found = values.iter().position(|each| *each == value.text).and_then(|place| u8::try_from(place).ok());
        if found.is_none() {
            let mend = match nearest(value.text, values.iter().copied()) {
                Some(meant) => format!("Write {meant}."),
                None => format!("Write one of: {}.", values.join(", ")),
            };
            out.add(UNKNOWN_VALUE, value.span, format!("`{}` is not one of this variation's values.", value.text), mend);
        }
        found.map(|place| Test::Drawn(variation, place))
    }
}

impl Terms<Test> for CallTerms<'_> {
    fn alone(&mut self, operand: &Operand<'_>, out: &mut Diagnostics) -> Option<Logic<Test>> {
        let (what, mend) = match self.kind(operand, out)? {
            Kind::Truth(value) => return Some(Logic::Constant(value)),
            Kind::Told => return None,
            Kind::Flag(variable) => return Some(Logic::Test(Test::Flag(variable))),
            Kind::Asked(test) => return Some(Logic::Test(test)),
            Kind::Word => {
                self.tell_unknown(operand, out);
                return None;
            }
            Kind::Number { .. } => ("a number", format!("Compare it, for instance {} >= 1.", operand.text)),
            Kind::Time { .. } => ("a time", "Compare the clock with it, for instance clock >= 25m.".to_owned()),
            Kind::Variation(_) => ("a variation", format!("Compare it with one of its values: {} == value.", operand.text)),
        };
        out.add(NOT_YES_OR_NO, operand.span, format!("`{}` is {what}, and a yes-or-no belongs here.", operand.text), mend);
        None
    }

    fn compare(
        &mut self,
        left: &Operand<'_>,
        comparison: Comparison,
        right: &Operand<'_>,
        span: Span,
        out: &mut Diagnostics,
    ) -> Option<Logic<Test>> {
        let (left_kind, right_kind) = (self.kind(left, out), self.kind(right, out));
        let (left_kind, right_kind) = (left_kind?, right_kind?);
        let is_equality = matches!(comparison, Comparison::Equal | Comparison::NotEqual);
        let equal = |logic: Logic<Test>| if comparison == Comparison::Equal { logic } else { Logic::Not(Box::new(logic)) };
        match (&left_kind, &right_kind) {
            (Kind::Told, _) | (_, Kind::Told) => return None,
            (Kind::Variation(variation), _) if is_equality && !matches!(right_kind, Kind::Variation(_)) => {
                return self.drawn(*variation, right, out).map(|test| equal(Logic::Test(test)));
            }
            (_, Kind::Variation(variation)) if is_equality && !matches!(left_kind, Kind::Variation(_)) => {
                return self.drawn(*variation, left, out).map(|test| equal(Logic::Test(test)));
            }
            (Kind::Word, _) => {
                self.tell_unknown(left, out);
                return None;
            }
            (_, Kind::Word) => {
                self.tell_unknown(right, out);
                return None;
            }
            (Kind::Number { number: a, least, most }, Kind::Number { number: b, least: low, most: high })
            | (Kind::Time { number: a, least, most }, Kind::Time { number: b, least: low, most: high }) => {
                if let Some(always) = outcome(comparison, (*least, *most), (*low, *high)) {
                    let how = if always { "always holds" } else { "can never hold" };
                    let side = |bound: &i64| match (&left_kind, u32::try_from(*bound)) {
                        (Kind::Time { .. }, Ok(seconds)) => read::shown(seconds),
                        _ => bound.to_string(),
                    };
                    out.add(
                        ALWAYS_THE_SAME,
                        span,
                        format!("This comparison {how}: the left side is from {} to {}.", side(least), side(most)),
                        "Compare with a number within the bounds, or leave the comparison out.",
                    );
                }
                return Some(Logic::Test(Test::Compare(*a, comparison, *b)));
            }
            (Kind::Flag(variable), Kind::Truth(value)) | (Kind::Truth(value), Kind::Flag(variable)) if is_equality => {
                let flag = Logic::Test(Test::Flag(*variable));
                let is_yes = *value == (comparison == Comparison::Equal);
                return Some(if is_yes { flag } else { Logic::Not(Box::new(flag)) });
            }
            _ => {}
        }
        let mend = match (&left_kind, &right_kind) {
            (Kind::Flag(_) | Kind::Asked(_), _) => format!("Write `{}` or `not {}` by itself.", left.text, left.text),
            (_, Kind::Flag(_) | Kind::Asked(_)) => format!("Write `{}` or `not {}` by itself.", right.text, right.text),
            (Kind::Time { .. }, _) | (_, Kind::Time { .. }) => "Compare the clock with a time such as 90s, 25m or 1h.".to_owned(),
            (Kind::Variation(_), _) | (_, Kind::Variation(_)) => "Compare a variation with one of its values by == or !=.".to_owned(),
            _ => "Compare a number variable with a number.".to_owned(),
        };
        let message = format!(
            "`{}` is {} and `{}` is {}: they cannot be compared by {}.",
            left.text,
            left_kind.shown(),
            right.text,
            right_kind.shown(),
            comparison.sign()
        );
        out.add(super::UNLIKE_COMPARED, span, message, mend);
        None
    }
}

/// Whether a comparison of numbers within these bounds always or never holds.
fn outcome(comparison: Comparison, left: (i64, i64), right: (i64, i64)) -> Option<bool> {
    if left.0 == left.1 && right.0 == right.1 {
        return Some(comparison.holds(left.0, right.0));
    }
    let apart = left.1 < right.0 || left.0 > right.1;
    match comparison {
        Comparison::Equal => apart.then_some(false),
        Comparison::NotEqual => apart.then_some(true),
        Comparison::Less if left.1 < right.0 => Some(true),
        Comparison::Less if left.0 >= right.1 => Some(false),
        Comparison::LessOrEqual if left.1 <= right.0 => Some(true),
        Comparison::LessOrEqual if left.0 > right.1 => Some(false),
        Comparison::Greater if left.0 > right.1 => Some(true),
        Comparison::Greater if left.1 <= right.0 => Some(false),
        Comparison::GreaterOrEqual if left.0 >= right.1 => Some(true),
        Comparison::GreaterOrEqual if left.1 < right.0 => Some(false),
        Comparison::Less | Comparison::LessOrEqual | Comparison::Greater | Comparison::GreaterOrEqual => None,
    }
}
