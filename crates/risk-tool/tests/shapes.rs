//! Shapes of eight published tools, with placeholder items: each reads without a finding and comes out as its examples say, and
//! together they use every primitive that the tools compared for this project need.
#![cfg(feature = "text")]

#[allow(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]
mod common;

use common::{every_shape, tool};
use doorstep_risk_tool::logic::{Logic, Missing, ResultKind, Role, ScaleKind, Stage, Test, Window};
use doorstep_risk_tool::text::read_tool;
use doorstep_risk_tool::{Answer, Direction, ItemSource, RiskTool, Status};

#[test]
fn every_shape_reads_without_a_finding() {
    assert_eq!(every_shape().len(), 8);
    for (name, source) in every_shape() {
        let reading = read_tool(&source);
        assert_eq!(reading.diagnostics, [], "{name}");
        assert!(source.matches("- { answers:").count() + source.matches("- answers:").count() >= 3, "{name} has worked examples");
        assert!(source.contains("to verify") && source.contains("no wording"), "{name} says what it is");
    }
}

fn tests_of(logic: &Logic) -> Vec<&Test> {
    fn all<'a>(test: &'a Test, into: &mut Vec<&'a Test>) {
        into.push(test);
        if let Test::All(parts) | Test::Any(parts) = test {
            parts.iter().for_each(|part| all(part, into));
        }
    }
    let mut found = Vec::new();
    logic.rules.iter().for_each(|rule| all(&rule.when, &mut found));
    found
}

fn reads_role(logic: &Logic, role: Role) -> bool {
    tests_of(logic).iter().any(|test| matches!(test, Test::Count { of, .. } if of.iter().any(|each| logic.role(each.item) == role)))
}

/// Every primitive, with how it is seen in a tool.
type Primitive = (&'static str, fn(&RiskTool, &Logic) -> bool);

const PRIMITIVES: &[Primitive] = &[
    ("answer sets per item", |tool, _| !tool.answer_sets.is_empty()),
    ("unknown", |tool, _| tool.answers.iter().any(|option| option.answer == Answer::Unknown)),
    ("refused", |tool, _| tool.answers.iter().any(|option| option.answer == Answer::Refused)),
    ("not asked", |tool, _| tool.answers.iter().any(|option| option.answer == Answer::NotAsked)),
    ("not applicable", |tool, _| tool.answers.iter().any(|option| option.answer == Answer::NotApplicable)),
    ("partly", |tool, _| tool.answers.iter().any(|option| option.answer == Answer::Partly)),
    ("double ratings", |_, logic| logic.items.iter().any(|item| item.rating.as_ref().is_some_and(|(name, _)| name == "past"))),
    ("severity or frequency grades", |tool, _| tool.answer_sets.iter().flatten().any(|option| option.grade > 0)),
    ("window of the past", |_, logic| {
        logic.items.iter().any(|item| matches!(item.window, Some(Window::Past { before_incident: false, .. })))
    }),
    ("window before the incident", |_, logic| {
        logic.items.iter().any(|item| matches!(item.window, Some(Window::Past { before_incident: true, .. })))
    }),
    ("window: at the incident", |_, logic| logic.items.iter().any(|item| item.window == Some(Window::Incident))),
    ("window: ever", |_, logic| logic.items.iter().any(|item| item.window == Some(Window::Ever))),
    ("conditional item", |_, logic| logic.items.iter().any(|item| matches!(&item.asked_if, Some(Test::Count { of, .. }) if of.len() == 1))),
    ("sub-form", |_, logic| logic.items.windows(2).any(|pair| pair[0].asked_if.is_some() && pair[0].asked_if == pair[1].asked_if)),
    ("flags", |tool, _| tool.items.iter().any(|item| !item.flags.is_empty())),
    ("count", |_, logic| logic.scales.iter().any(|scale| scale.of.iter().all(|points| points.of.iter().all(|(_, worth)| *worth == 1)))),
    ("weighted sum", |_, logic| {
        logic.scales.iter().any(|scale| scale.of.iter().any(|points| points.of.iter().any(|(_, worth)| *worth > 2)))
    }),
    ("conditional weight", |_, logic| logic.scales.iter().any(|scale| scale.add.iter().any(|each| each.when != Test::Always))),
    ("negative weight", |_, logic| logic.scales.iter().any(|scale| scale.add.iter().any(|each| each.points < 0))),
    ("bins", |_, logic| logic.scales.iter().any(|scale| scale.bins.len() > 1)),
    ("bounds of a scale", |_, logic| logic.scales.iter().any(|scale| scale.least.is_some() && scale.most.is_some())),
    ("k of n", |_, logic| {
        tests_of(logic)
            .iter()
            .any(|test| matches!(test, Test::Count { of, at_least } if *at_least > 1 && of.len() > usize::from(*at_least)))
    }),
    ("any of", |_, logic| tests_of(logic).iter().any(|test| matches!(test, Test::Any(parts) if parts.len() > 1))),
    ("all of", |_, logic| tests_of(logic).iter().any(|test| matches!(test, Test::All(parts) if parts.len() > 1))),
    ("highest of", |_, logic| logic.scales.iter().any(|scale| scale.kind == ScaleKind::Highest)),
    ("highest level of several rules", |_, logic| logic.rules.windows(2).any(|pair| pair[0].level != pair[1].level)),
    ("trigger by belief", |_, logic| reads_role(logic, Role::Judgement)),
    ("trigger from records", |tool, logic| {
        tests_of(logic).iter().any(
            |test| matches!(test, Test::Count { of, .. } if of.iter().all(|each| tool.items[each.item.at()].source == ItemSource::Records)),
        )
    }),
    ("missing: zero", |_, logic| logic.scales.iter().any(|scale| scale.policy == Missing::Zero)),
    ("missing: omit", |_, logic| logic.scales.iter().any(|scale| scale.policy == Missing::Omit)),
    ("missing: block", |_, logic| logic.scales.iter().any(|scale| scale.policy == Missing::Block)),
    ("missing: prorate with a cap", |_, logic| logic.scales.iter().any(|scale| matches!(scale.policy, Missing::Prorate { most: 1.., .. }))),
    ("several scales", |_, logic| logic.scales.len() > 1),
    ("combination matrix", |_, logic| logic.rules.iter().any(|rule| rule.origin == doorstep_risk_tool::logic::Origin::Cell)),
    ("judgement only", |_, logic| logic.result == ResultKind::Judged),
    ("required written parts", |_, logic| logic.written.iter().any(|part| part.required)),
    ("override: none", |tool, _| tool.r#override.direction == Direction::None),
    ("override: up", |tool, _| tool.r#override.direction == Direction::Up),
    ("override: both", |tool, _| tool.r#override.direction == Direction::Both),
    ("override: who", |tool, _| !tool.r#override.by.is_empty()),
    ("override: reason", |tool, _| tool.r#override.needs_reason),
    ("override: reviewer", |tool, _| tool.r#override.needs_reviewer),
    ("mandatory rule", |_, logic| logic.rules.iter().any(|rule| rule.mandatory)),
    ("applicability", |_, logic| !logic.applies.is_empty()),
    ("use another tool", |_, logic| logic.applies.iter().any(|applies| applies.instead.is_some())),
    ("variants by type of case", |_, logic| logic.variants.len() > 1),
    ("two levels", |tool, _| tool.levels.len() == 2),
    ("three levels", |tool, _| tool.levels.len() == 3),
    ("four levels", |tool, _| tool.levels.len() == 4),
    ("more than four levels", |tool, _| tool.levels.len() > 4),
    ("duties", |tool, _| tool.levels.iter().any(|level| !level.duties.is_empty())),
    ("reassess within", |tool, _| tool.levels.iter().any(|level| level.reassess_within.is_some())),
    ("referral", |tool, _| tool.words.iter().any(|(name, _)| name.contains("/refer/"))),
    ("approval of a level", |tool, _| tool.words.iter().any(|(name, _)| name.ends_with("/approval"))),
    ("protocol steps", |_, logic| logic.steps.iter().any(|step| !step.at.is_empty())),
    ("conditional step", |_, logic| logic.steps.iter().any(|step| step.when != Test::Always)),
    ("stage: initial", |_, logic| logic.stage == Stage::Initial),
    ("stage: repeat", |_, logic| logic.stage == Stage::Repeat),
    ("stage: secondary", |_, logic| logic.stage == Stage::Secondary),
    ("compared with the earlier level", |_, logic| tests_of(logic).iter().any(|test| matches!(test, Test::EarlierLevel(_)))),
    ("compared with the earlier answers", |_, logic| tests_of(logic).iter().any(|test| matches!(test, Test::Newly { .. }))),
    ("follows another tool", |_, logic| logic.follows.is_some()),
    ("source: victim", |tool, _| tool.items.iter().any(|item| item.source == ItemSource::Victim)),
    ("source: officer", |tool, _| tool.items.iter().any(|item| item.source == ItemSource::Officer)),
    ("source: records", |tool, _| tool.items.iter().any(|item| item.source == ItemSource::Records)),
    ("must be asked", |tool, _| tool.items.iter().any(|item| item.must_ask) && tool.items.iter().any(|item| !item.must_ask)),
    ("norm tables", |_, logic| logic.norms.len() > 1),
    ("validity", |_, logic| logic.valid_from.is_some() && logic.valid_until.is_some()),
    ("approved by a force", |tool, logic| tool.status == Status::Approved && !logic.approvals.is_empty()),
    ("items may not be shown", |tool, _| !tool.may_show_items),
    ("an item for several constructs", |tool, _| tool.items.iter().any(|item| item.constructs.len() > 1)),
    ("several items for a construct", |tool, _| {
        let first = |item: &doorstep_risk_tool::Item| item.constructs.first().copied();
        tool.items
            .iter()
            .enumerate()
            .any(|(at, item)| first(item).is_some() && tool.items[..at].iter().any(|other| first(other) == first(item)))
    }),
    ("protective item", |_, logic| logic.items.iter().any(|item| item.role == Role::Protective)),
    ("monotone", |_, logic| logic.monotone),
];

#[test]
fn every_primitive_is_used_by_a_shape() {
    let tools: Vec<(RiskTool, Logic)> =
        every_shape().into_iter().map(|(_, source)| tool(&source)).map(|tool| (tool.clone(), tool.logic().unwrap())).collect();
    let unused: Vec<&str> =
        PRIMITIVES.iter().filter(|(_, seen)| !tools.iter().any(|(tool, logic)| seen(tool, logic))).map(|(name, _)| *name).collect();
    assert_eq!(unused, [""; 0]);
}
