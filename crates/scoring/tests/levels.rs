//! What a level costs and earns under votes that do not agree, worked out by hand, and what a report says beside it.
#![allow(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod common;
mod files;

use std::sync::Arc;

use common::{Play, factor, key, play, scenario, tool};
use doorstep_envelope::Digest;
use doorstep_risk_tool::{Answer, Direction, LevelIndex, Override};
use doorstep_scoring::*;
use doorstep_simulator::Content;

fn under(policy: &Policy, votes: &[u32]) -> (Vec<Ratio>, Vec<Ratio>, Vec<GradeDirection>) {
    let levels: Vec<LevelCredit> = (0..votes.len()).map(|level| level_credit(policy, votes, LevelIndex(level as u8))).collect();
    let credits = levels.iter().map(|level| level.credit).collect();
    (levels[0].costs.clone(), credits, levels.iter().map(|level| level.direction).collect())
}

/// Votes 1, 2, 1, too low one and a half times as dear. Low: (0 + 2 x 1 x 3/2 + 1 x 4 x 3/2) / 4 = 9/4; medium: (1 + 0 + 3/2) / 4 = 5/8; high:
/// (4 + 2 + 0) / 4 = 3/2. Over a reference of 3/2: low loses more than all, high (3/2 - 5/8) / (3/2) = 7/12.
#[test]
fn a_divided_panel_prices_every_level() {
    use GradeDirection::{Exact, Over, Under};
    let policy = Policy { rho: Ratio::new(3, 2), level_reference: Ratio::new(3, 2), ..Policy::default() };
    let (costs, credits, directions) = under(&policy, &[1, 2, 1]);
    assert_eq!(costs, [Ratio::new(9, 4), Ratio::new(5, 8), Ratio::new(3, 2)]);
    assert_eq!(credits, [Ratio::ZERO, Ratio::ONE, Ratio::new(5, 12)]);
    assert_eq!(directions, [Under, Exact, Over]);
    // With the usual reference of 2: 1 - 13/16 and 1 - 7/16.
    let (_, credits, _) = under(&Policy { level_reference: Ratio::whole(2), ..policy }, &[1, 2, 1]);
    assert_eq!(credits, [Ratio::new(3, 16), Ratio::ONE, Ratio::new(9, 16)]);
}

/// Votes 0, 2, 1, 0: medium costs 1 x 1 x 2 / 3, high 2 x 1 / 3, the same; extreme (2 x 4 + 1) / 3 = 3; low (2 x 2 + 4 x 2) / 3 = 4.
#[test]
fn levels_of_the_same_least_cost_are_all_exact() {
    use GradeDirection::{Exact, Over, Under};
    let (costs, credits, directions) = under(&Policy::default(), &[0, 2, 1, 0]);
    assert_eq!(costs, [Ratio::whole(4), Ratio::new(2, 3), Ratio::new(2, 3), Ratio::whole(3)]);
    assert_eq!(credits, [Ratio::ZERO, Ratio::ONE, Ratio::ONE, Ratio::ZERO], "7/3 above the least is more than the reference");
    assert_eq!(directions, [Under, Exact, Exact, Over]);
    assert_eq!(level_credit(&Policy::default(), &[0, 2, 1, 0], LevelIndex(0)).least, [LevelIndex(1), LevelIndex(2)]);
}

/// The sums of a form take each credit to a millionth of a millionth, half up, once: 5/12 and 3/16 as the exact credits say.
#[test]
fn a_form_sums_the_same_credits() {
    let policy = Policy { rho: Ratio::new(3, 2), level_reference: Ratio::new(3, 2), ..Policy::default() };
    let form = |answer: u8| level_form(&policy, &[Graded { votes: &[1, 2, 1], answer: Some(LevelIndex(answer)) }]);
    assert_eq!(form(2).mean_credit, Some(Ratio::new(416_666_666_667, 1_000_000_000_000)));
    assert_eq!((form(2).over, form(2).under, form(2).open), (1, 0, 0));
    assert_eq!(form(2).constant_credits, [Ratio::ZERO, Ratio::ONE, Ratio::new(416_666_666_667, 1_000_000_000_000)]);
    assert_eq!(form(0).mean_credit, Some(Ratio::ZERO), "13/8 is more than the reference");
    let usual = Policy { level_reference: Ratio::whole(2), ..policy.clone() };
    let form = level_form(&usual, &[Graded { votes: &[1, 2, 1], answer: Some(LevelIndex(0)) }]);
    assert_eq!((form.mean_credit, form.under), (Some(Ratio::new(3, 16)), 1));
    assert_eq!(form.adjusted, None, "the best constant answer earns everything");
}

/// A tool with fewer levels: a constant answer above its highest counts as its highest. L_adj of standard, high where the best constant earns
/// less: (1 - 3/4) / (1 - 3/4) = 1; of medium twice: credits 1/2 (one over) and 0.
#[test]
fn a_constant_answer_is_held_to_the_levels_of_each_tool() {
    let form = |first: u8, second: u8| {
        level_form(
            &Policy::default(),
            &[Graded { votes: &[3, 0], answer: Some(LevelIndex(first)) }, Graded { votes: &[0, 0, 3], answer: Some(LevelIndex(second)) }],
        )
    };
    let right = form(0, 2);
    assert_eq!(right.constant_credits, [Ratio::new(1, 2), Ratio::new(1, 4), Ratio::new(3, 4)]);
    assert_eq!((right.mean_credit, right.adjusted), (Some(Ratio::ONE), Some(Ratio::ONE)));
    let middling = form(1, 1);
    assert_eq!((middling.mean_credit, middling.over, middling.under), (Some(Ratio::new(1, 4)), 1, 1));
    assert_eq!(middling.adjusted, Some(Ratio::whole(-2)), "(1/4 - 3/4) / (1 - 3/4)");
}

fn content(direction: Direction) -> Arc<Content> {
    let mut tool = tool(1);
    tool.r#override = Override::of(direction, true);
    Content::new(scenario(2), tool)
}

/// One factor, and readers who want a high grade; the one in the middle did not vote and gave no reason.
fn keyed() -> AnswerKey {
    let mut key = key(vec![factor(0, Truth::Present, 3, true)]);
    key.assessments[0].votes = vec![Some(LevelIndex(2)), None, Some(LevelIndex(1))];
    key.assessments[0].reasons = vec![Some("Pressure.".into()), None, None];
    key.assessments[0].reassess_within = Some(86_400 + 3_600);
    key
}

fn point(content: &Arc<Content>, key: &AnswerKey, level: u8) -> AssessmentReport {
    let played = Play { asks: vec![0], answers: vec![(Answer::Yes, vec![0])], level: Some(level), actions: vec![] };
    score(&play(content, &played), key, Digest::default()).unwrap().assessments.remove(0)
}

#[test]
fn a_report_names_each_reader_with_a_level_and_the_time_until_the_next_look() {
    let point = point(&content(Direction::Up), &keyed(), 2);
    let said: Vec<_> = point.readers.iter().map(|each| (each.viewpoint.as_str(), each.level.as_str(), each.reason.as_deref())).collect();
    assert_eq!(said, [("viewpoint 0", "high", Some("Pressure.")), ("viewpoint 2", "medium", None)]);
    assert_eq!((point.votes, point.reassess_hours), (vec![0, 1, 1], Some(25)));
    assert_eq!(point.committed.unwrap().reassess_in_time, Some(true), "24 of 25 hours");
}

#[test]
fn the_time_until_the_next_look_is_kept_up_to_its_last_second() {
    let within = |seconds: u32| {
        let mut key = keyed();
        key.assessments[0].reassess_within = Some(seconds);
        point(&content(Direction::Up), &key, 2).committed.unwrap().reassess_in_time
    };
    assert_eq!([86_400, 86_399].map(within), [Some(true), Some(false)]);
}

/// Below the tool's result counts only where the tool may be left upward alone, and only below.
#[test]
fn below_the_tool_is_said_only_where_the_tool_allows_no_lower_grade() {
    let (scenario, tool) = files::small_call();
    let said = |direction: Direction, level: &str| {
        let mut tool = tool.clone();
        tool.r#override = Override::of(direction, true);
        let content = Content::new(scenario.clone(), tool);
        let reading = doorstep_scoring::text::read_key(&files::read("tests/broken/keys/whole.yaml"), &content.scenario, &content.tool);
        let script = format!("room/ask-neck\nroom/grade\nanswer strangulation yes because neck-told\ninitial:{level}\ndoor/advise\n");
        let report = score(&files::play(&content, &script), &reading.value.unwrap(), Digest::default()).unwrap();
        let committed = report.assessments[0].committed.clone().unwrap();
        (committed.tool.unwrap(), committed.below_tool)
    };
    assert_eq!(said(Direction::Up, "medium"), ("high".to_owned(), true));
    assert_eq!(said(Direction::None, "medium"), ("high".to_owned(), true));
    assert_eq!(said(Direction::Up, "high"), ("high".to_owned(), false), "the tool's own level is not below it");
    assert_eq!(said(Direction::Both, "medium"), ("high".to_owned(), false));
}

/// What the first line behind the commit tells had not been heard by then; what was heard and stood, and is not cited, is not cited.
#[test]
fn a_rationale_knows_what_had_been_heard_by_the_commit_and_what_is_cited() {
    let mut scenario = scenario(2);
    scenario.scenes[1].choices[0].reveals = vec![doorstep_scenario::FactIndex(1)];
    let content = Content::new(scenario, tool(1));
    let mut key = keyed();
    key.assessments[0].cite = vec![doorstep_scenario::FactIndex(0), doorstep_scenario::FactIndex(1)];
    let committed = point(&content, &key, 2).committed.unwrap();
    let said: Vec<_> = committed.rationale.iter().map(|each| (each.fact.as_str(), each.heard, each.cited)).collect();
    assert_eq!(said, [("fact-0", true, false), ("fact-1", false, false)]);
    assert_eq!(committed.rationale_share, Some(Ratio::ZERO));
}
