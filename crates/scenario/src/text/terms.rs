//! The values that a call's conditions know, and what can be compared with what.

use doorstep_source::{Diagnostics, Span, nearest, read};

use super::{
    ALWAYS_THE_SAME, ATTRIBUTE_IN_INTERRUPT, CONDITION_NOT_READABLE, NO_WHEREABOUTS, NOT_YES_OR_NO, Names, UNKNOWN_CHOICE,
    UNKNOWN_FUNCTION, UNKNOWN_VALUE, UNKNOWN_VARIABLE,
    names::ValueKind,
    token::{Operand, OperandKind, Part},
    tree::Terms,
};
use crate::{
    AssessmentIndex, ChoiceIndex, ChoiceRef, Comparison, FactIndex, Logic, Number, SceneIndex, Test, VariableIndex, VariationIndex,
};

/// What a call's conditions can ask, and how.
const HOW_TO_ASK: &[(&str, &str)] = &[
    ("heard", "heard(fact)"),
    ("stands", "stands(fact)"),
    ("visited", "visited(scene)"),
    ("chosen", "chosen(scene/choice)"),
    ("committed", "committed(assessment)"),
    ("level", "level(assessment) >= high"),
    ("overhears", "overhears(person)"),
];

/// Conditions of a call. A key's reader asks this one for all that a call knows.
#[derive(Clone, Copy, Debug)]
pub struct CallTerms<'n> {
    names: &'n Names<'n>,
    /// Whether the condition is that of an interrupt, which may not ask about attributes.
    interrupt: bool,
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
    Timer(VariableIndex),
    /// A variable that is one of some words.
    Words(VariableIndex),
    Variation(VariationIndex),
    /// The level graded at a point.
    Level(AssessmentIndex),
    Asked(Logic<Test>),
    /// A name that may be a value of a variation or a variable, or a level.
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
            Self::Timer(_) => "a timer",
            Self::Words(_) => "one of some words",
            Self::Variation(_) => "a variation",
            Self::Level(_) => "a level",
            Self::Word | Self::Told => "a word",
        }
    }
}

impl<'n> CallTerms<'n> {
    /// Conditions over these names.
    pub const fn new(names: &'n Names<'n>) -> Self {
        Self { names, interrupt: false }
    }

    /// The condition of an interrupt: what happens may not hang on who somebody is.
    pub(super) const fn of_an_interrupt(self) -> Self {
        Self { interrupt: true, ..self }
    }

    /// The questions that a call's conditions know.
    pub fn questions() -> impl Iterator<Item = &'static str> + Clone {
        HOW_TO_ASK.iter().map(|(name, _)| *name)
    }

    /// Whether a name before brackets is a question that a call's conditions know.
    pub fn knows_question(name: &str) -> bool {
        Self::questions().any(|each| each == name)
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
            OperandKind::Name => self.name(operand, out),
            OperandKind::Call { name, arguments } => self.question(*name, arguments, operand.span, out),
        }
    }

    fn name(self, operand: &Operand<'_>, out: &mut Diagnostics) -> Option<Kind> {
        let text = operand.text;
        if text == "clock" {
            return Some(Kind::Time { number: Number::Clock, least: 0, most: i64::from(self.names.max_seconds) });
        }
        if let Some(place) = self.names.variables.find(text) {
            self.names.variables.use_at(place);
            let variable = VariableIndex(place);
            return Some(match self.names.bounds.get(usize::from(place)) {
                Some(bounds) if !bounds.is_told => match bounds.kind {
                    ValueKind::Number => {
                        Kind::Number { number: Number::Variable(variable), least: i64::from(bounds.min), most: i64::from(bounds.max) }
                    }
                    ValueKind::Flag => Kind::Flag(variable),
                    ValueKind::Timer => Kind::Timer(variable),
                    ValueKind::Words(_) | ValueKind::Where => Kind::Words(variable),
                },
                _ => Kind::Told,
            });
        }
        let Some(place) = self.names.variations.find(text) else { return Some(Kind::Word) };
        if self.interrupt && self.names.is_attribute.get(usize::from(place)) == Some(&true) {
            out.add(
                ATTRIBUTE_IN_INTERRUPT,
                operand.span,
                format!("`{text}` is an attribute of a person. What happens in the call must be the same for everybody."),
                "Ask about it in the `when` of a line or of a choice, which say things in other words.",
            );
            return None;
        }
        Some(Kind::Variation(VariationIndex(place)))
    }

    fn question(self, name: Part<'_>, arguments: &[Part<'_>], span: Span, out: &mut Diagnostics) -> Option<Kind> {
        let Some((_, example)) = HOW_TO_ASK.iter().find(|(known, _)| *known == name.text) else {
            let mend = match nearest(name.text, Self::questions()) {
                Some(meant) => format!("Write `{meant}(...)`."),
                None => {
                    let all: Vec<&str> = HOW_TO_ASK.iter().map(|(_, example)| *example).collect();
                    format!("Conditions ask {}.", all.join(", "))
                }
            };
            out.add(UNKNOWN_FUNCTION, name.span, format!("There is no question `{}(...)`.", name.text), mend);
            return None;
        };
        let &[asked] = arguments else {
            out.add(
                CONDITION_NOT_READABLE,
                span,
                format!("`{}` asks about one thing; here are {}.", name.text, arguments.len()),
                format!("Write {example}; ask for each with and or or between."),
            );
            return None;
        };
        let test = match name.text {
            "heard" => Test::Heard(self.fact(asked, out)?),
            "stands" => return self.fact(asked, out).map(|fact| Kind::Asked(self.stands(fact))),
            "visited" => Test::Visited(SceneIndex(self.names.scenes.resolve(asked.text, asked.span, out)?)),
            "committed" => Test::Committed(self.assessment(asked, out)?),
            "level" => return self.assessment(asked, out).map(Kind::Level),
            "overhears" => self.overhears(asked, out)?,
            _ => Test::Chosen(self.choice(asked, out)?),
        };
        Some(Kind::Asked(Logic::Test(test)))
    }

    fn fact(self, asked: Part<'_>, out: &mut Diagnostics) -> Option<FactIndex> {
        self.names.facts.resolve(asked.text, asked.span, out).map(FactIndex)
    }

    fn assessment(self, asked: Part<'_>, out: &mut Diagnostics) -> Option<AssessmentIndex> {
        self.names.assessments.resolve(asked.text, asked.span, out).map(AssessmentIndex)
    }

    /// A fact stands when it was heard, and none that replaces it.
    fn stands(self, fact: FactIndex) -> Logic<Test> {
        let heard = |fact: FactIndex| Logic::Test(Test::Heard(fact));
        let by = self.names.replaced_by.get(fact.at()).map_or(&[][..], Vec::as_slice);
        if by.is_empty() {
            return heard(fact);
        }
        let not_replaced = by.iter().map(|later| Logic::Not(Box::new(heard(FactIndex(*later)))));
        Logic::All(core::iter::once(heard(fact)).chain(not_replaced).collect())
    }

    /// Somebody overhears who is here or near: before the last of the whereabouts.
    fn overhears(self, asked: Part<'_>, out: &mut Diagnostics) -> Option<Test> {
        let place = self.names.cast.resolve(asked.text, asked.span, out)?;
        let variable = self
            .names
            .variables
            .find(asked.text)
            .filter(|variable| self.names.bounds.get(usize::from(*variable)).is_some_and(|bounds| bounds.kind == ValueKind::Where));
        let Some(variable) = variable else {
            self.tell_no_whereabouts(asked.text, asked.span, out);
            return None;
        };
        self.names.cast.use_at(place);
        self.names.variables.use_at(variable);
        let away = self.names.bounds.get(usize::from(variable)).map_or(0, |bounds| bounds.max);
        Some(Test::Compare(Number::Variable(VariableIndex(variable)), Comparison::Less, Number::Constant(away)))
    }

    fn tell_no_whereabouts(self, person: &str, span: Span, out: &mut Diagnostics) {
        let message = format!("The call does not say where `{person}` is, so nobody can ask it.");
        out.add(NO_WHEREABOUTS, span, message, format!("Add `where: here` (or near, or away) to `{person}` in the cast."));
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
        if self.names.cast.find(operand.text).is_some() {
            self.tell_no_whereabouts(operand.text, operand.span, out);
            return;
        }
        let variables = self.names.variables.ids();
        let all = variables.chain(self.names.variations.ids()).chain(["clock"]).chain(Self::questions().map(|name| -> &str { name }));
        let meant = nearest(operand.text, all);
        if let Some(place) = meant.and_then(|meant| self.names.variables.find(meant)) {
            self.names.variables.use_at(place);
        }
        let mend = match meant {
            Some(meant) if Self::knows_question(meant) => format!("Write `{meant}(...)`."),
            Some(meant) => format!("Write `{meant}`."),
            None => "Declare it under `state`; ask for facts, scenes and choices with heard(...), visited(...), chosen(...).".to_owned(),
        };
        out.add(UNKNOWN_VARIABLE, operand.span, format!("There is no variable `{}`.", operand.text), mend);
    }

    /// The time since a timer was started, compared; false while it does not run.
    fn since(self, timer: VariableIndex, comparison: Comparison, seconds: i32, span: Span, out: &mut Diagnostics) -> Logic<Test> {
        let (most, compared) = (i64::from(self.names.max_seconds), i64::from(seconds));
        if let Some(always) = outcome(comparison, (0, most), (compared, compared)) {
            let (how, mend) = if always {
                ("always holds while the timer runs", "Write the timer by itself to ask whether it runs.")
            } else {
                ("can never hold", "Compare with a shorter time, or let the clock run longer.")
            };
            let message = format!("This comparison {how}: the clock stands still after {}.", read::shown(self.names.max_seconds));
            out.add(ALWAYS_THE_SAME, span, message, mend);
        }
        Logic::Test(Test::Since(timer, comparison, seconds))
    }

    /// The level graded at a point, compared with one of the tool's, which is looked up when call and tool are put together.
    fn graded(self, point: AssessmentIndex, comparison: Comparison, level: &Operand<'_>) -> Logic<Test> {
        Logic::Test(Test::Graded(point, comparison, self.names.level(level.text, level.span)))
    }

    /// Whether a variable of words is this one.
    fn is_word_of(self, variable: VariableIndex, name: &Operand<'_>, word: &Operand<'_>, out: &mut Diagnostics) -> Option<Test> {
        let place = self.names.bounds.get(variable.at())?.place_of(name.text, word.text, word.span, out)?;
        Some(Test::Compare(Number::Variable(variable), Comparison::Equal, Number::Constant(place)))
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
            Kind::Asked(logic) => return Some(logic),
            // A timer by itself: whether it runs.
            Kind::Timer(timer) => return Some(Logic::Test(Test::Since(timer, Comparison::GreaterOrEqual, 0))),
            Kind::Word => {
                self.tell_unknown(operand, out);
                return None;
            }
            Kind::Number { .. } => ("a number", format!("Compare it, for instance {} >= 1.", operand.text)),
            Kind::Time { .. } => ("a time", "Compare the clock with it, for instance clock >= 25m.".to_owned()),
            Kind::Variation(_) => ("a variation", format!("Compare it with one of its values: {} == value.", operand.text)),
            Kind::Words(variable) => {
                let words = self.names.bounds.get(variable.at()).map(|bounds| bounds.words().join(", ")).unwrap_or_default();
                ("one of some words", format!("Compare it with one of them by == or !=: {words}."))
            }
            Kind::Level(_) => ("a level", format!("Compare it with a level of the call's tool, for instance {} >= high.", operand.text)),
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
            (Kind::Level(point), _) if is_word(right) => return Some(self.graded(*point, comparison, right)),
            (_, Kind::Level(point)) if is_word(left) => return Some(self.graded(*point, comparison.turned(), left)),
            (Kind::Words(variable), _) if is_equality && is_word(right) => {
                return self.is_word_of(*variable, left, right, out).map(|test| equal(Logic::Test(test)));
            }
            (_, Kind::Words(variable)) if is_equality && is_word(left) => {
                return self.is_word_of(*variable, right, left, out).map(|test| equal(Logic::Test(test)));
            }
            (Kind::Timer(timer), Kind::Time { number: Number::Constant(seconds), .. }) => {
                return Some(self.since(*timer, comparison, *seconds, span, out));
            }
            (Kind::Time { number: Number::Constant(seconds), .. }, Kind::Timer(timer)) => {
                return Some(self.since(*timer, comparison.turned(), *seconds, span, out));
            }
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
            (_, Kind::Word) if !matches!(left_kind, Kind::Words(_)) => {
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
            (Kind::Timer(_), _) | (_, Kind::Timer(_)) => "Compare a timer with a time such as 90s, 8m or 1h.".to_owned(),
            (Kind::Level(_), _) | (_, Kind::Level(_)) => "Compare the level with one of the call's tool, such as high.".to_owned(),
            (Kind::Words(_), _) | (_, Kind::Words(_)) => "Compare it with one of its words by == or !=.".to_owned(),
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

/// Whether a value is written as a word: a name or a text in quotes.
const fn is_word(operand: &Operand<'_>) -> bool {
    matches!(operand.kind, OperandKind::Name | OperandKind::Quoted)
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
