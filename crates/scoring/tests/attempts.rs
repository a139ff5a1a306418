//! Attempts at a small call, step by step: what is found of each, and where it can be tried again.
#![allow(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod files;

use std::sync::Arc;

use doorstep_envelope::Digest;
use doorstep_risk_tool::{Claim, RiskTool};
use doorstep_scenario::Step;
use doorstep_scoring::text::read_key;
use doorstep_scoring::{About, AnswerKey, GradeDirection, Heard, Outcome, Ratio, Report, ScoreError, StepState, score};
use doorstep_simulator::{Content, Event, Session};

use files::{play, read, small_call, take};

fn content() -> Arc<Content> {
    let (scenario, tool) = small_call();
    Content::new(scenario, tool)
}

fn key_of(source: &str, content: &Content) -> AnswerKey {
    let reading = read_key(source, &content.scenario, &content.tool);
    reading.value.unwrap_or_else(|| panic!("{:#?}", reading.diagnostics))
}

fn whole_key(content: &Content) -> AnswerKey {
    key_of(&read("tests/broken/keys/whole.yaml"), content)
}

fn judge(session: &Session) -> Report {
    score(session, &whole_key(session.content()), Digest::default()).unwrap()
}

fn report(script: &str) -> Report {
    judge(&play(&content(), script))
}

const GOOD: &str = "
    room/listen
    quiet/go-on
    room/ask-neck
    room/ask-gun
    room/grade
    answer strangulation yes because neck-told
    answer fear yes because afraid-told
    answer firearm no because no-gun-told
    first high
    own high sure
    reason He held her by the throat.
    cite neck-told
    action doctor
    action leaflet
    reassess 24
    initial:high
    door/advise
";

#[test]
fn a_good_attempt_earns_everything() {
    let report = report(GOOD);
    assert_eq!(report.score, Some(Ratio::whole(100)));
    assert_eq!((report.factor_points, report.factor_weight), (Ratio::whole(3 + 2), 5), "fear is waived: a doctor was called");
    assert_eq!(report.ending.as_deref(), Some("over"));
    assert_eq!(report.critical, []);
    assert_eq!(report.first_things, []);
    let stages = &report.stages;
    assert_eq!(
        (stages.elicited, stages.recognised, stages.graded, stages.acted),
        (Some(Ratio::ONE), Some(Ratio::ONE), Some(Ratio::ONE), Some(Ratio::ONE))
    );
    let told = "the key names only closed questions as apt in that room; one of two is closed, and one moment was good";
    assert_eq!(stages.conduct, Some(Ratio::new(2, 3)), "{told}");
    let committed = report.assessments[0].committed.as_ref().unwrap();
    assert_eq!((committed.direction, committed.reassess_in_time), (GradeDirection::Exact, Some(true)));
    assert!(committed.rationale[0].heard && committed.rationale[0].cited);
    assert_eq!(report.assessments[0].votes, [0, 0, 2]);
    let arrival = report.steps.iter().find(|step| step.step == Step::Arrival).unwrap();
    assert_eq!((arrival.state, arrival.second), (StepState::Done, Some(0)));
    assert_eq!(report.steps.len(), 16);
    assert_eq!(report.steps.iter().filter(|step| step.state == StepState::NotPart).count(), 14);
}

#[test]
fn nothing_done_earns_nothing_and_claims_nothing() {
    let content = content();
    let report = judge(&Session::start(content, 1, doorstep_simulator::Mode::Practice, None, false));
    assert_eq!(report.score, Some(Ratio::ZERO));
    assert!(report.factors.iter().all(|factor| factor.answer == Claim::Unknown && factor.points.is_empty()));
    assert_eq!(report.stages.conduct, None, "no question was asked");
    assert_eq!(report.stages.recognised, None, "nothing was heard that could be recognised");
    assert_eq!(report.ending, None);
    assert!(report.assessments[0].committed.is_none());
}

#[test]
fn what_is_heard_after_the_commit_does_not_count() {
    let before = "room/ask-neck\nroom/grade\ninitial:high\ndoor/advise\n";
    let neck = report(before).factors.remove(0);
    assert_eq!((neck.heard, neck.outcome), (Heard::Present, Outcome::RecognitionMiss));
    let fear = &report(before).factors[2];
    assert_eq!((fear.heard, fear.outcome), (Heard::Nothing, Outcome::ElicitationMiss));
    // The ways to it: a choice that leads to the scene where it is said; last passed by at the second choice.
    assert_eq!(fear.ways.len(), 1);
    assert_eq!((fear.ways[0].choice.as_str(), fear.ways[0].step, fear.ways[0].taken), ("room/listen", Some(1), false));
    assert_eq!(fear.ways[0].text, "Say nothing for a while.");
}

#[test]
fn a_way_that_brings_it_out_by_itself_comes_before_one_that_leads_there() {
    let (mut scenario, tool) = small_call();
    let room = scenario.find_scene("room").unwrap();
    let afraid = scenario.find_fact("afraid-told").unwrap();
    let later = scenario.scenes[room.at()].choices.iter_mut().find(|choice| choice.id == "say-it-is-over").unwrap();
    later.reveals = vec![afraid];
    let content = Content::new(scenario, tool);
    let fear = judge(&play(&content, "room/ask-neck\nroom/ask-gun\nroom/grade\ninitial:high\ndoor/advise\n")).factors.remove(2);
    let ways: Vec<(&str, Option<u32>)> = fear.ways.iter().map(|way| (way.choice.as_str(), way.step)).collect();
    assert_eq!(ways, [("room/say-it-is-over", Some(2)), ("room/listen", Some(2))], "though it stands behind it in the call");
}

#[test]
fn ways_are_those_of_the_branch_that_is_in_force() {
    let content = content();
    let mut session = play(&content, "room/listen\nquiet/go-on\nroom/ask-gun\n");
    session.apply(Event::GoBack { step: 1 }).unwrap();
    take(&mut session, "quiet/go-on\nroom/grade\ninitial:medium\ndoor/advise\n");
    let report = judge(&session);
    assert!(report.repeat && report.went_back == 1);
    let neck = &report.factors[0];
    assert_eq!((neck.ways[0].choice.as_str(), neck.ways[0].step), ("room/ask-neck", Some(2)));
    let gun = &report.factors[1];
    assert_eq!(
        (gun.heard, gun.ways[0].step, gun.ways[0].taken),
        (Heard::Nothing, Some(2), false),
        "the branch in which it was asked was left"
    );
    let again = session.try_again_from(2).unwrap();
    assert_eq!(again.state().scene(), content.scenario.find_scene("room").unwrap());
}

#[test]
fn a_tick_before_anything_was_heard_is_seen() {
    let early = report("answer strangulation yes\nanswer fear unknown\nroom/ask-neck\nroom/grade\ninitial:high\ndoor/advise\n");
    assert!(early.factors[0].ticked_before_asked, "yes before a word was said of it");
    assert!(!early.factors[2].ticked_before_asked, "not established claims nothing");
    let late = report("room/ask-neck\nanswer strangulation yes\nroom/grade\ninitial:high\ndoor/advise\n");
    assert!(!late.factors[0].ticked_before_asked);
    let again = report(
        "answer strangulation yes\nroom/ask-neck\nanswer strangulation yes because neck-told\nroom/grade\ninitial:high\ndoor/advise\n",
    );
    assert!(again.factors[0].ticked_before_asked, "the same answer with a line is still the early one");
    let changed = report("answer strangulation unknown\nroom/ask-neck\nanswer strangulation yes\nroom/grade\ninitial:high\ndoor/advise\n");
    assert!(!changed.factors[0].ticked_before_asked, "the last other answer counts");
}

#[test]
fn the_first_thing_says_what_was_answered_of_what_was_heard() {
    let says = |answer: &str| {
        let report =
            report(&format!("room/listen\nquiet/go-on\nroom/ask-neck\nroom/ask-gun\n{answer}room/grade\ninitial:high\ndoor/call-doctor\n"));
        let first = report.first_things.into_iter().find(|thing| thing.id == "neck").unwrap();
        first.says
    };
    assert_eq!(says(""), "You heard what shows this, and left it as not asked: Hands on her throat.");
    assert_eq!(
        says("answer strangulation unknown\n"),
        "You heard what shows this, and answered that it was not established: Hands on her throat."
    );
    assert_eq!(
        says("answer strangulation refused\n"),
        "You heard what shows this, and answered that it was declined: Hands on her throat."
    );
    let open = report("room/ask-neck\nroom/ask-gun\n").first_things.into_iter().find(|thing| thing.id == "neck").unwrap();
    assert_eq!(open.says, "You heard what shows this, and made no assessment that could say so: Hands on her throat.");
}

#[test]
fn a_grade_too_low_costs_and_is_critical_here() {
    let report =
        report("room/ask-neck\nroom/grade\nanswer strangulation yes because neck-told\nreassess 48\ninitial:medium\ndoor/advise\n");
    let committed = report.assessments[0].committed.as_ref().unwrap();
    assert_eq!(committed.credit, Ratio::ZERO, "two votes for high: one under costs 2");
    assert_eq!((committed.direction, committed.below_tool, committed.reassess_in_time), (GradeDirection::Under, true, Some(false)));
    assert_eq!(committed.expected_cost, [Ratio::whole(8), Ratio::whole(2), Ratio::ZERO]);
    assert_eq!(report.critical.len(), 1);
    assert_eq!((report.critical[0].id.as_str(), report.critical[0].step), ("too-low", Some(1)), "the choice that led to the grade");
    let [first, second] = report.first_things.as_slice() else { panic!("{:#?}", report.first_things) };
    assert_eq!((first.about, first.says.as_str()), (About::Critical, "Before anything else: Graded too low after the neck was told."));
    assert_eq!(
        (second.about, second.id.as_str()),
        (About::Factor, "firearm"),
        "2 of 6 of the factors' three fifths is as much as the whole of the levels' one fifth: the order of the report decides"
    );
}

#[test]
fn acts_count_when_in_play_late_in_part_and_wrong_ones_always() {
    let content = content();
    let act = |report: &Report, id: &str| report.acts.iter().find(|act| act.id == id).unwrap().clone();
    // By the form, in time.
    let in_time = act(&judge(&play(&content, GOOD)), "doctor-called");
    assert_eq!((in_time.earned, in_time.done.unwrap().late), (Ratio::whole(2), false));
    // From the stairs, after the first grade.
    let late = report("room/ask-neck\nroom/grade\naction ring-him\ninitial:high\ndoor/call-doctor\n");
    let doctor = act(&late, "doctor-called");
    let done = doctor.done.unwrap();
    assert_eq!((doctor.earned, done.late, done.step), (Ratio::ONE, true, Some(2)), "late: half of 2");
    let told = act(&late, "told-him");
    assert_eq!((told.earned, told.done.unwrap().step), (Ratio::whole(-3), None), "an action has no choice of its own");
    assert_eq!(late.stages.acted, Some(Ratio::ZERO), "1 - 3 of 3, bound to nothing");
    assert_eq!(late.critical[0].id, "her-words");
    assert_eq!(late.critical[0].step, Some(1), "the choice behind the assessment with the action");
    // Without having heard of the neck, the doctor is not in play: neither earned nor missed.
    let unheard = report("room/grade\naction doctor\ninitial:high\ndoor/advise\n");
    let doctor = act(&unheard, "doctor-called");
    assert_eq!((doctor.in_play, doctor.earned), (false, Ratio::ZERO));
    assert_eq!(unheard.stages.acted, Some(Ratio::ZERO), "of the leaflet alone");
}

#[test]
fn a_line_cited_for_an_item_of_two_factors_counts_where_it_bears() {
    let content = content();
    // One item for both: the neck's line says nothing of fear, and fear's nothing of the neck.
    let mut tool: RiskTool = content.tool.clone();
    let fear = tool.find_item("fear").unwrap();
    let neck = tool.items[tool.find_item("strangulation").unwrap().at()].constructs.clone();
    tool.items[fear.at()].constructs.extend(neck);
    let content = Content::new(content.scenario.clone(), tool);
    let script = "room/listen\nquiet/go-on\nroom/ask-neck\nroom/ask-gun\nroom/grade\nanswer fear yes because neck-told afraid-told";
    let judged = |more: &str| {
        let session = play(&content, &format!("{script}{more}\ninitial:high\ndoor/advise\n"));
        score(&session, &whole_key(&content), Digest::default()).unwrap()
    };
    let report = judged("");
    for place in [0, 2] {
        let factor = &report.factors[place];
        assert_eq!((factor.outcome, factor.cited.len(), factor.valid.len()), (Outcome::Hit, 2, 1));
        assert_eq!(factor.credit, Ratio::ONE, "{}: the other line bears on the other factor", factor.id);
    }
    let report = judged(" no-gun-told");
    for place in [0, 2] {
        assert_eq!(report.factors[place].credit, Ratio::new(9, 10), "a line that bears on neither counts against both");
    }
}

#[test]
fn a_key_that_does_not_fit_is_refused() {
    let content = content();
    let session = play(&content, GOOD);
    let mut key = whole_key(&content);
    key.policy = "strict@1".to_owned();
    assert_eq!(score(&session, &key, Digest::default()), Err(ScoreError::UnknownPolicy("strict@1".to_owned())));
    key.scenario = "another".to_owned();
    let error = score(&session, &key, Digest::default()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the key does not fit this call and its tool: at `scenario`, it names another call; read the key again together with its call"
    );
}

#[test]
fn what_suffices_for_both_sides_is_what_is_true() {
    let content = content();
    let source = read("tests/broken/keys/whole.yaml");
    let both = |truth: &str| {
        let changed = source
            .replacen("truth: present", &format!("truth: {truth}"), 1)
            .replacen("required: true", "required: false", 1)
            .replacen("sufficient_present: [[neck-told]]", "sufficient_present: [[neck-told]]\n    sufficient_absent: [[no-gun-told]]", 1);
        let key = key_of(&changed, &content);
        let session = play(&content, "room/ask-neck\nroom/ask-gun\nroom/grade\ninitial:high\ndoor/advise\n");
        score(&session, &key, Digest::default()).unwrap().factors.remove(0).heard
    };
    assert_eq!(both("present"), Heard::Present);
    assert_eq!(both("absent"), Heard::Absent);
    assert_eq!(both("undetermined"), Heard::Present);
}
