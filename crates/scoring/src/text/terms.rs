//! The values that a key's conditions know beside those of a call.

use doorstep_risk_tool::Claim;
use doorstep_scenario::text::{
    CONDITION_NOT_READABLE, CallTerms, NOT_YES_OR_NO, Operand, OperandKind, OperandPart, Terms, UNKNOWN_FUNCTION, UNLIKE_COMPARED,
};
use doorstep_scenario::{Comparison, EndingIndex, Logic, Test};
use doorstep_source::{Diagnostics, Span, codes, nearest};

use super::UNKNOWN_ACT;
use super::names::{GROUPS, KeyNames, group_word, tell_unknown};
use crate::KeyTest;

/// Every question with brackets that a key's conditions know.
fn questions() -> Vec<&'static str> {
    // `level` is asked in both; the key's knows the tool.
    CallTerms::questions().filter(|name| *name != "level").chain(HOW_TO_ASK.iter().map(|(name, _, _)| *name)).collect()
}

/// What is said of each question when it is asked in a wrong way.
const HOW_TO_ASK: &[(&str, usize, &str)] = &[
    ("ending", 1, "Write ending(id)."),
    ("done", 1, "Write done(act), or done(group) for a group of acts."),
    ("level", 1, "Write level(assessment) and compare it: level(initial) < high."),
    ("answered", 1, "Write answered(factor) and compare it: answered(firearm) == present."),
    ("before", 2, "Write before(scene/choice, fact)."),
];

pub(super) const CLAIMS: [Claim; 3] = [Claim::Present, Claim::Unknown, Claim::Absent];

pub(super) const fn claim_word(claim: Claim) -> &'static str {
    match claim {
        Claim::Present => "present",
        Claim::Unknown => "unknown",
        Claim::Absent => "absent",
    }
}

/// Conditions of a key.
pub(super) struct KeyTerms<'n> {
    pub(super) names: &'n KeyNames<'n>,
}

/// A question of a key: its name and what is in its brackets.
struct Question<'o, 's> {
    name: &'s str,
    arguments: &'o [OperandPart<'s>],
}

impl KeyTerms<'_> {
    fn call_terms(&self) -> CallTerms<'_> {
        CallTerms::new(self.names.call)
    }

    /// The question of a key that a value is; one of a call is none. An unknown or wrongly asked one is told.
    fn question<'o, 's>(operand: &'o Operand<'s>, out: &mut Diagnostics) -> Result<Option<Question<'o, 's>>, ()> {
        let OperandKind::Call { name, arguments } = &operand.kind else { return Ok(None) };
        let Some((_, wanted, mend)) = HOW_TO_ASK.iter().find(|(known, _, _)| *known == name.text) else {
            if CallTerms::knows_question(name.text) {
                return Ok(None);
            }
            let mend = match nearest(name.text, questions()) {
                Some(meant) => format!("Write `{meant}(...)`."),
                None => format!("A key's conditions ask: {}.", questions().join(", ")),
            };
            out.add(UNKNOWN_FUNCTION, name.span, format!("There is no question `{}(...)`.", name.text), mend);
            return Err(());
        };
        if arguments.len() != *wanted {
            let message = format!("`{}` has {wanted} in its brackets; here are {}.", name.text, arguments.len());
            out.add(CONDITION_NOT_READABLE, operand.span, message, *mend);
            return Err(());
        }
        Ok(Some(Question { name: name.text, arguments }))
    }

    fn done(&self, asked: OperandPart<'_>, out: &mut Diagnostics) -> Option<KeyTest> {
        if let Some(act) = self.names.acts.find(asked.text) {
            return Some(KeyTest::DoneAct(act));
        }
        let group = GROUPS.into_iter().find(|group| group_word(*group) == asked.text);
        if group.is_none() {
            let known: Vec<&str> = self.names.acts.ids().chain(GROUPS.map(group_word)).collect();
            tell_unknown(UNKNOWN_ACT, "act", asked.text, asked.span, &known, out);
        }
        group.map(KeyTest::DoneGroup)
    }

    fn compared(&self, question: &Question<'_, '_>, comparison: Comparison, value: &Operand<'_>, out: &mut Diagnostics) -> Option<KeyTest> {
        let &[asked] = question.arguments else { return None };
        if question.name == "level" {
            let assessment = self.names.assessment(asked.text, asked.span, out);
            let level = self.names.level(value.text, value.span, out);
            return Some(KeyTest::Level(assessment?, comparison, level?));
        }
        let factor = self.names.factors.resolve(asked.text, asked.span, out);
        let claim = CLAIMS.into_iter().find(|claim| claim_word(*claim) == value.text);
        if claim.is_none() {
            let words = CLAIMS.map(claim_word);
            let mend = match nearest(value.text, words) {
                Some(meant) => format!("Write `{meant}`."),
                None => format!("Write one of: {}.", words.join(", ")),
            };
            out.add(codes::UNKNOWN_WORD, value.span, format!("A factor cannot be answered `{}`.", value.text), mend);
        }
        let is = match comparison {
            Comparison::Equal => true,
            Comparison::NotEqual => false,
            Comparison::Less | Comparison::LessOrEqual | Comparison::Greater | Comparison::GreaterOrEqual => {
                let message = format!("Answers have no order: they cannot be compared by {}.", comparison.sign());
                out.add(UNLIKE_COMPARED, value.span, message, "Compare them by == or !=.");
                return None;
            }
        };
        Some(KeyTest::Answered(factor?, claim?, is))
    }
}

impl Terms<KeyTest> for KeyTerms<'_> {
    fn alone(&mut self, operand: &Operand<'_>, out: &mut Diagnostics) -> Option<Logic<KeyTest>> {
        if matches!(operand.kind, OperandKind::Name) && operand.text == "ended" {
            return Some(Logic::Test(KeyTest::Ended));
        }
        let Some(question) = Self::question(operand, out).ok()? else {
            return self.call_terms().alone(operand, out).map(lift);
        };
        let test = match (question.name, question.arguments) {
            ("ending", &[asked]) => {
                self.names.call.endings.resolve(asked.text, asked.span, out).map(|place| KeyTest::Ending(EndingIndex(place)))
            }
            ("done", &[asked]) => self.done(asked, out),
            ("before", &[choice, fact]) => {
                let choice = self.names.choice(choice.text, choice.span, out);
                let fact = self.names.call.facts.resolve(fact.text, fact.span, out);
                Some(KeyTest::Before(choice?, doorstep_scenario::FactIndex(fact?)))
            }
            _ => {
                let mend = HOW_TO_ASK.iter().find(|(name, _, _)| *name == question.name).map_or("", |(_, _, mend)| mend);
                out.add(NOT_YES_OR_NO, operand.span, format!("`{}` is not a yes-or-no by itself.", operand.text), mend);
                None
            }
        };
        test.map(Logic::Test)
    }

    fn compare(
        &mut self,
        left: &Operand<'_>,
        comparison: Comparison,
        right: &Operand<'_>,
        span: Span,
        out: &mut Diagnostics,
    ) -> Option<Logic<KeyTest>> {
        let (first, second) = (Self::question(left, out).ok()?, Self::question(right, out).ok()?);
        let (question, comparison, value) = match (first, second) {
            (None, None) => return self.call_terms().compare(left, comparison, right, span, out).map(lift),
            (Some(question), None) => (question, comparison, right),
            (None, Some(question)) => (question, comparison.turned(), left),
            (Some(_), Some(_)) => {
                let message = format!("`{}` and `{}` cannot be compared with each other.", left.text, right.text);
                out.add(UNLIKE_COMPARED, span, message, "Compare each with a level or an answer, with and between.");
                return None;
            }
        };
        if !matches!(question.name, "level" | "answered") {
            let message = format!("`{}` is a yes-or-no and cannot be compared.", question.name);
            out.add(UNLIKE_COMPARED, span, message, format!("Write `{0}(...)` or `not {0}(...)` by itself.", question.name));
            return None;
        }
        self.compared(&question, comparison, value, out).map(Logic::Test)
    }
}

/// A call's condition as one of a key.
fn lift(logic: Logic<Test>) -> Logic<KeyTest> {
    match logic {
        Logic::Constant(value) => Logic::Constant(value),
        Logic::Test(test) => Logic::Test(KeyTest::Call(test)),
        Logic::Not(inner) => Logic::Not(Box::new(lift(*inner))),
        Logic::All(parts) => Logic::All(parts.into_iter().map(lift).collect()),
        Logic::Any(parts) => Logic::Any(parts.into_iter().map(lift).collect()),
    }
}
