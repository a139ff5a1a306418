//! The attempt that `docs/scoring.md` works out, from the first question to the finer shares, and what a report finds of a rationale.
#![allow(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod common;
mod files;

use common::{Play, factor, key, play, scenario, tool};
use doorstep_envelope::Digest;
use doorstep_risk_tool::{Answer, Claim, LevelIndex};
use doorstep_scenario::{ActionIndex, FactIndex};
use doorstep_scoring::*;
use doorstep_simulator::Content;

fn published() -> AnswerKey {
    use Truth::{Absent, Present};
    let rows = [
        (Present, 3, true),
        (Present, 2, true),
        (Present, 3, true),
        (Absent, 3, true),
        (Present, 2, true),
        (Absent, 1, false),
        (Absent, 1, false),
    ];
    let mut key =
        key(rows.into_iter().enumerate().map(|(place, (truth, weight, required))| factor(place, truth, weight, required)).collect());
    key.factors[0].votes = vec![Some(Claim::Present), Some(Claim::Present), Some(Claim::Unknown)];
    key.factors[1].votes = vec![Some(Claim::Absent), Some(Claim::Absent), Some(Claim::Present)];
    key
}

#[test]
fn the_published_attempt_comes_out_from_its_first_question_on() {
    let content = Content::new(scenario(14), tool(7));
    // Told: strangulation, escalation, that there is no firearm, stalking.
    let played = Play {
        asks: vec![0, 2, 7, 8],
        answers: vec![
            (Answer::Yes, vec![0]),
            (Answer::Unknown, vec![]),
            (Answer::No, vec![]),
            (Answer::No, vec![]),
            (Answer::Yes, vec![8, 0]),
            (Answer::Unknown, vec![]),
            (Answer::Yes, vec![2]),
        ],
        level: Some(2),
        actions: vec![],
    };
    let report = common::report(&content, &published(), &played);
    assert_eq!((report.factor_points, report.factor_weight), (Ratio::new(740, 100), 13));
    assert_eq!((report.stages.elicited, report.stages.recognised), (Some(Ratio::new(10, 13)), Some(Ratio::new(8, 10))));
    let shares = &report.diagnostics;
    assert_eq!(shares.recognised_if_heard, Some(Ratio::new(5, 7)));
    assert_eq!(shares.excluded_if_heard, Some(Ratio::ONE));
    assert_eq!(shares.cited_if_marked, Some(Ratio::new(4, 5)));
    // The choices are turns 0, 2, 4, 6; what each brings out is the turn after it.
    let evidence: Vec<Vec<usize>> = report.factors.iter().map(|factor| factor.evidence.iter().map(|turn| turn.at()).collect()).collect();
    let first = evidence[0][0];
    assert_eq!(evidence, [vec![first], vec![first + 2], vec![], vec![first + 4], vec![first + 6], vec![], vec![]]);
    let votes: Vec<_> =
        report.factors.iter().take(3).map(|factor| (factor.votes.present, factor.votes.unknown, factor.votes.absent)).collect();
    assert_eq!(votes, [(2, 1, 0), (1, 0, 2), (1, 1, 0)]);
}

/// What was left open, or answered the other way, lowers only the share that it belongs to; an optional factor none.
#[test]
fn the_finer_shares_hold_what_is_there_and_what_is_not_apart() {
    let content = Content::new(scenario(14), tool(7));
    let answers = [Answer::Yes, Answer::Yes, Answer::Yes, Answer::Yes, Answer::No, Answer::Yes, Answer::No];
    let played = Play {
        asks: vec![0, 2, 4, 7, 8, 11, 13],
        answers: answers.into_iter().map(|answer| (answer, vec![])).collect(),
        level: Some(2),
        actions: vec![],
    };
    let shares = common::report(&content, &published(), &played).diagnostics;
    assert_eq!(shares.recognised_if_heard, Some(Ratio::new(3 + 2 + 3, 10)));
    assert_eq!(shares.excluded_if_heard, Some(Ratio::ZERO), "the firearm alone is required");
    assert_eq!(shares.cited_if_marked, Some(Ratio::ZERO));
}

/// What was corrected by the commit, or told by the first line behind it, is no part of the level of what was heard.
#[test]
fn the_waterfall_stands_on_what_was_heard_and_stood_at_the_commit() {
    let rule = LevelRule { base: LevelIndex(0), raise: vec![Raise { at_least: 1, of: vec![0], to: LevelIndex(2) }] };
    let heard = |asks: Vec<usize>, corrects: bool, behind: bool| {
        let mut scenario = scenario(2);
        if corrects {
            scenario.facts[1].replaces = vec![FactIndex(0)];
        }
        if behind {
            scenario.scenes[1].choices[0].reveals = vec![FactIndex(0)];
        }
        let content = Content::new(scenario, tool(1));
        let mut key = key(vec![factor(0, Truth::Present, 3, true)]);
        key.assessments[0].level_rule = Some(rule.clone());
        let played = Play { asks, answers: vec![(Answer::Yes, vec![])], level: Some(2), actions: vec![] };
        let report = common::report(&content, &key, &played);
        let fall = report.assessments[0].committed.as_ref().unwrap().waterfall.clone().unwrap();
        assert_eq!(report.factors[0].heard == Heard::Present, fall.heard == "high");
        (fall.heard, fall.marked, fall.error)
    };
    let [high, standard] = ["high", "standard"].map(str::to_owned);
    assert_eq!(heard(vec![0], false, false), (high.clone(), high.clone(), 0));
    assert_eq!(heard(vec![], false, false), (standard.clone(), high.clone(), 0));
    assert_eq!(heard(vec![0, 1], true, false), (standard.clone(), high.clone(), 0), "it had been corrected");
    assert_eq!(heard(vec![], false, true), (standard, high, 0), "it was told behind the commit");
}

/// A line that a sound rationale names, one that it does not, and neither.
#[test]
fn a_cited_line_is_named_only_where_the_key_names_what_it_told() {
    let (scenario, tool) = files::small_call();
    let content = Content::new(scenario, tool);
    let reading = doorstep_scoring::text::read_key(&files::read("tests/broken/keys/whole.yaml"), &content.scenario, &content.tool);
    let key = reading.value.unwrap();
    let cited = |lines: &str| {
        let script = format!("room/ask-neck\nroom/ask-gun\nroom/grade\nown high sure\nreason Because.\n{lines}initial:high\ndoor/advise\n");
        let report = score(&files::play(&content, &script), &key, Digest::default()).unwrap();
        let committed = report.assessments[0].committed.clone().unwrap();
        (committed.rationale[0].cited, committed.cited.iter().map(|each| each.named).collect::<Vec<_>>(), committed.rationale_share)
    };
    assert_eq!(cited("cite neck-told no-gun-told\n"), (true, vec![true, false], Some(Ratio::ONE)));
    assert_eq!(cited("cite no-gun-told\n"), (false, vec![false], Some(Ratio::ZERO)));
    assert_eq!(cited(""), (false, vec![], Some(Ratio::ZERO)));
}

/// What cost more is told first: an act by its share of what could be earned, a level by what its credit lacks.
#[test]
fn what_cost_more_is_told_first() {
    let first = |values: &[i8]| {
        let content = Content::new(scenario(2), tool(1));
        let mut key = key(vec![factor(0, Truth::Present, 3, true)]);
        key.assessments[0].votes = vec![Some(LevelIndex(1)); 3];
        key.acts = (values.iter().zip(0..))
            .map(|(value, place)| Act {
                id: format!("act-{place}"),
                label: "It".into(),
                expect: Expect::Must,
                value: *value,
                group: ActGroup::Referral,
                any_of: vec![Doing::Action(ActionIndex(u16::from(place > 0)))],
                by: None,
                when: None,
                step: None,
                why: "Because.".into(),
            })
            .collect();
        let played = Play { asks: vec![0], answers: vec![(Answer::Yes, vec![0])], level: Some(2), actions: vec![1] };
        let session = play(&content, &played);
        let things = score(&session, &key, Digest::default()).unwrap().first_things;
        things.into_iter().map(|thing| thing.about).collect::<Vec<_>>()
    };
    // One level too high lacks half of a fifth. An act left, of 1 in 5: a fifth of a fifth. Of 2 in 3: two thirds of a fifth.
    assert_eq!(first(&[1, 2, 2]), [About::Assessment, About::Act]);
    assert_eq!(first(&[2, 1]), [About::Act, About::Assessment]);
}
