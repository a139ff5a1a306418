//! What a key reads of its call: a variable that only the key asks about is in use.

use doorstep_scenario::text::{Places, VARIABLE_NEVER_READ};
use doorstep_scenario::{Number, Test, VariableIndex};
use doorstep_source::Diagnostic;

use crate::{AnswerKey, KeyCondition, KeyTest};

/// Whether a finding about a call says that nothing asks about a variable, and its key does: such a finding is left out.
pub fn is_read_by_key(finding: &Diagnostic, places: &Places, key: &AnswerKey) -> bool {
    finding.code == VARIABLE_NEVER_READ.code
        && places.variables.iter().position(|span| *span == finding.span).is_some_and(|place| reads(key, place))
}

fn reads(key: &AnswerKey, place: usize) -> bool {
    let is_it = |number: &Number| matches!(number, Number::Variable(variable) if variable.at() == place);
    let asks = |test: &KeyTest| match test {
        KeyTest::Call(Test::Flag(VariableIndex(variable))) => usize::from(*variable) == place,
        KeyTest::Call(Test::Compare(left, _, right)) => is_it(left) || is_it(right),
        KeyTest::Call(Test::Since(timer, _, _)) => timer.at() == place,
        _ => false,
    };
    conditions(key).any(|condition| {
        let mut found = false;
        condition.each_test(&mut |test| found |= asks(test));
        found
    })
}

fn conditions(key: &AnswerKey) -> impl Iterator<Item = &KeyCondition> {
    let factors = key.factors.iter().filter_map(|factor| factor.when.as_ref());
    let acts = key.acts.iter().filter_map(|act| act.when.as_ref());
    factors.chain(acts).chain(key.critical.iter().map(|critical| &critical.when))
}
