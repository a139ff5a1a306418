//! A key that does not fit its call and its tool is refused, and told where: so that scoring never meets an index that points nowhere.
#![allow(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

mod files;

use std::fmt::Write;

use doorstep_risk_tool::{Claim, LevelIndex};
use doorstep_scenario::{
    ActionIndex, AssessmentIndex, ChoiceIndex, ChoiceRef, Comparison, EndingIndex, FactIndex, Logic, SceneIndex, Test,
};
use doorstep_scoring::text::read_key;
use doorstep_scoring::{ActGroup, AnswerKey, Deadline, Doing, KeyTest, LevelRule, Raise, RatedSubset};

use files::{read, small_call};

/// A choice, a fact, an assessment point, an action, a scene, an ending and a level that the small call and its tool do not have: each the
/// first behind the last.
const CHOICE: ChoiceRef = ChoiceRef { scene: SceneIndex(0), choice: ChoiceIndex(5) };
const FACT: FactIndex = FactIndex(4);
const ASSESSMENT: AssessmentIndex = AssessmentIndex(1);
const ACTION: ActionIndex = ActionIndex(3);
const SCENE: SceneIndex = SceneIndex(4);
const ENDING: EndingIndex = EndingIndex(1);
const LEVEL: LevelIndex = LevelIndex(3);
/// The last of each that they have.
const LAST_CHOICE: ChoiceRef = ChoiceRef { scene: SceneIndex(0), choice: ChoiceIndex(4) };
const LAST_FACT: FactIndex = FactIndex(3);
const ONLY_ASSESSMENT: AssessmentIndex = AssessmentIndex(0);
const HIGHEST: LevelIndex = LevelIndex(2);

fn when(test: KeyTest) -> Option<Logic<KeyTest>> {
    Some(Logic::Test(test))
}

fn level(assessment: AssessmentIndex, level: LevelIndex) -> KeyTest {
    KeyTest::Level(assessment, Comparison::Less, level)
}

fn raise(key: &mut AnswerKey, of: u16, to: LevelIndex) {
    key.assessments[0].level_rule = Some(LevelRule { base: LevelIndex(0), raise: vec![Raise { at_least: 1, of: vec![of], to }] });
}

fn subset(key: &mut AnswerKey, factor: u16, level: Option<LevelIndex>) {
    key.assessments[0].rated_subsets = vec![RatedSubset { present: vec![factor], votes: vec![level, None] }];
}

/// What is wrong, and a change of the key (of 4 factors, 3 acts and 2 readers) that makes it so.
type Mistake = (&'static str, fn(&mut AnswerKey));

const MISTAKES: &[Mistake] = &[
    ("another call", |key| key.scenario = "other".into()),
    ("101 factors", |key| key.factors = vec![key.factors[0].clone(); 101]),
    ("201 acts", |key| key.acts = vec![key.acts[0].clone(); 201]),
    ("17 assessment points", |key| key.assessments = vec![key.assessments[0].clone(); 17]),
    ("a point twice", |key| key.assessments.push(key.assessments[0].clone())),
    ("weight 0", |key| key.factors[0].weight = 0),
    ("weight 4", |key| key.factors[0].weight = 4),
    ("what is left open is required", |key| key.factors[3].required = true),
    ("a factor's vote too few", |key| key.factors[0].votes.truncate(1)),
    ("no fact suffices", |key| key.factors[0].sufficient_present.push(vec![])),
    ("a fact for it", |key| key.factors[0].sufficient_present[0].push(FACT)),
    ("a fact against it", |key| key.factors[1].sufficient_absent[0].push(FACT)),
    ("an act that waives", |key| key.factors[0].waived_by = vec![3]),
    ("a factor's condition", |key| key.factors[0].when = when(KeyTest::DoneAct(3))),
    ("the point itself", |key| key.assessments[0].assessment = ASSESSMENT),
    ("a level vote", |key| key.assessments[0].votes[0] = Some(LEVEL)),
    ("a level vote too few", |key| key.assessments[0].votes.truncate(1)),
    ("nobody voted", |key| key.assessments[0].votes = vec![None; 2]),
    ("a reason too many", |key| key.assessments[0].reasons.push(None)),
    ("a fact of the rationale", |key| key.assessments[0].cite = vec![FACT]),
    ("a rule's base", |key| key.assessments[0].level_rule.as_mut().unwrap().base = LEVEL),
    ("a level that is raised to", |key| raise(key, 0, LEVEL)),
    ("a factor that raises", |key| raise(key, 4, HIGHEST)),
    ("a factor of a graded set", |key| subset(key, 4, Some(HIGHEST))),
    ("a vote on a graded set", |key| subset(key, 0, Some(LEVEL))),
    ("no vote on a graded set", |key| subset(key, 0, None)),
    ("value -4", |key| key.acts[0].value = -4),
    ("value 3", |key| key.acts[0].value = 3),
    ("an act's choice", |key| key.acts[0].any_of.push(Doing::Choice(CHOICE))),
    ("an act's action", |key| key.acts[0].any_of.push(Doing::Action(ACTION))),
    ("an act's assessment", |key| key.acts[0].any_of.push(Doing::Assessment(ASSESSMENT))),
    ("an act's deadline", |key| key.acts[0].by = Some(Deadline::Assessment(ASSESSMENT))),
    ("an act's condition: an act", |key| key.acts[0].when = when(KeyTest::DoneAct(3))),
    ("... an ending", |key| key.acts[0].when = when(KeyTest::Ending(ENDING))),
    ("... of the call", |key| key.acts[0].when = when(KeyTest::Call(Test::Heard(FACT)))),
    ("... the point of a level", |key| key.acts[0].when = when(level(ASSESSMENT, HIGHEST))),
    ("... a level", |key| key.acts[0].when = when(level(ONLY_ASSESSMENT, LEVEL))),
    ("... a factor", |key| key.acts[0].when = when(KeyTest::Answered(4, Claim::Present, true))),
    ("... a choice before a fact", |key| key.acts[0].when = when(KeyTest::Before(CHOICE, LAST_FACT))),
    ("... a fact behind a choice", |key| key.acts[0].when = when(KeyTest::Before(LAST_CHOICE, FACT))),
    ("... the second of two", |key| {
        key.acts[0].when = Some(Logic::All(vec![Logic::Test(KeyTest::Ended), Logic::Test(KeyTest::DoneAct(3))]));
    }),
    ("... the first of two", |key| {
        key.acts[0].when = Some(Logic::Any(vec![Logic::Test(KeyTest::DoneAct(3)), Logic::Test(KeyTest::Ended)]));
    }),
    ("a question", |key| key.questions[0].choice = CHOICE),
    ("conduct", |key| key.conduct[0].choice = CHOICE),
    ("a scene with questions of its own", |key| key.apt[0].0 = SCENE),
    ("a critical error's condition", |key| key.critical[0].when = Logic::Test(KeyTest::DoneAct(3))),
    ("a step's choice", |key| key.steps[0].any_of = vec![Doing::Choice(CHOICE)]),
    ("a step's deadline", |key| key.steps[0].by = Some(Deadline::Assessment(ASSESSMENT))),
];

fn whole_key() -> AnswerKey {
    let (scenario, tool) = small_call();
    read_key(&read("tests/broken/keys/whole.yaml"), &scenario, &tool).value.unwrap()
}

#[test]
fn what_points_one_too_far_is_refused_at_its_place() {
    let (scenario, tool) = small_call();
    let mut said = String::new();
    for (mistake, make) in MISTAKES {
        let mut key = whole_key();
        make(&mut key);
        let misfit = key.fits(&scenario, &tool).expect_err(mistake);
        writeln!(said, "{mistake}: `{}`, {}", misfit.place, misfit.why).unwrap();
    }
    expect_test::expect![[r#"
        another call: `scenario`, it names another call
        101 factors: `factors`, there are more than 100 factors
        201 acts: `acts`, there are more than 200 acts
        17 assessment points: `assessments`, there are more than 16 assessment points
        a point twice: `assessments`, one assessment point stands there twice
        weight 0: `factors/neck/weight`, the weight is not 1, 2 or 3
        weight 4: `factors/neck/weight`, the weight is not 1, 2 or 3
        what is left open is required: `factors/record/required`, what the call leaves open is required
        a factor's vote too few: `factors/neck/votes`, there is not one place for each reader's vote
        no fact suffices: `factors/neck/sufficient_present`, a set of facts is empty
        a fact for it: `factors/neck/sufficient_present`, a fact is not in the call
        a fact against it: `factors/firearm/sufficient_absent`, a fact is not in the call
        an act that waives: `factors/neck/waived_by`, an act is not in the key
        a factor's condition: `factors/neck/when`, a name in the condition points nowhere
        the point itself: `assessments/?`, the assessment point is not in the call
        a level vote: `assessments/initial/level/votes`, a level is not in the tool
        a level vote too few: `assessments/initial/level/votes`, there is not one place for each reader's vote
        nobody voted: `assessments/initial/level/votes`, nobody voted
        a reason too many: `assessments/initial/reasons`, there is not one place for each reader's reason
        a fact of the rationale: `assessments/initial/cite`, a fact is not in the call
        a rule's base: `assessments/initial/level_rule`, a level is not in the tool
        a level that is raised to: `assessments/initial/level_rule`, a level is not in the tool
        a factor that raises: `assessments/initial/level_rule`, a factor is not in the key
        a factor of a graded set: `assessments/initial/rated_subsets`, a factor is not in the key
        a vote on a graded set: `assessments/initial/rated_subsets`, a level is not in the tool
        no vote on a graded set: `assessments/initial/rated_subsets`, nobody voted
        value -4: `acts/doctor-called/value`, the value is not from -3 to 2
        value 3: `acts/doctor-called/value`, the value is not from -3 to 2
        an act's choice: `acts/doctor-called/any_of`, a choice, an action or an assessment point is not in the call
        an act's action: `acts/doctor-called/any_of`, a choice, an action or an assessment point is not in the call
        an act's assessment: `acts/doctor-called/any_of`, a choice, an action or an assessment point is not in the call
        an act's deadline: `acts/doctor-called/by`, the assessment point is not in the call
        an act's condition: an act: `acts/doctor-called/when`, a name in the condition points nowhere
        ... an ending: `acts/doctor-called/when`, a name in the condition points nowhere
        ... of the call: `acts/doctor-called/when`, a name in the condition points nowhere
        ... the point of a level: `acts/doctor-called/when`, a name in the condition points nowhere
        ... a level: `acts/doctor-called/when`, a name in the condition points nowhere
        ... a factor: `acts/doctor-called/when`, a name in the condition points nowhere
        ... a choice before a fact: `acts/doctor-called/when`, a name in the condition points nowhere
        ... a fact behind a choice: `acts/doctor-called/when`, a name in the condition points nowhere
        ... the second of two: `acts/doctor-called/when`, a name in the condition points nowhere
        ... the first of two: `acts/doctor-called/when`, a name in the condition points nowhere
        a question: `questions`, a choice is not in the call
        conduct: `conduct`, a choice is not in the call
        a scene with questions of its own: `apt`, a scene is not in the call
        a critical error's condition: `critical/her-words/when`, a name in the condition points nowhere
        a step's choice: `steps/arrival`, a choice, an action or an assessment point is not in the call
        a step's deadline: `steps/arrival`, the assessment point is not in the call
    "#]]
    .assert_eq(&said);
}

/// The last of everything, and the most that a key may hold, fits.
#[test]
fn what_points_to_the_last_fits() {
    let (scenario, tool) = small_call();
    let changes: &[fn(&mut AnswerKey)] = &[
        |key| key.factors = vec![key.factors[0].clone(); 100],
        |key| key.acts = vec![key.acts[0].clone(); 200],
        |key| key.factors[0].waived_by = vec![2],
        |key| key.assessments[0].cite = vec![LAST_FACT],
        |key| raise(key, 3, HIGHEST),
        |key| subset(key, 3, Some(HIGHEST)),
        |key| key.acts[0].value = -3,
        |key| key.acts[0].any_of = vec![Doing::Choice(LAST_CHOICE), Doing::Action(ActionIndex(2)), Doing::Assessment(ONLY_ASSESSMENT)],
        |key| key.acts[0].by = Some(Deadline::Second(1)),
        |key| key.acts[0].when = when(KeyTest::DoneAct(2)),
        |key| key.acts[0].when = when(KeyTest::DoneGroup(ActGroup::Conduct)),
        |key| key.acts[0].when = when(KeyTest::Ending(EndingIndex(0))),
        |key| key.acts[0].when = when(level(ONLY_ASSESSMENT, HIGHEST)),
        |key| key.acts[0].when = when(KeyTest::Answered(3, Claim::Present, true)),
        |key| key.acts[0].when = when(KeyTest::Before(LAST_CHOICE, LAST_FACT)),
        |key| key.questions[0].choice = LAST_CHOICE,
        |key| key.apt[0].0 = SceneIndex(3),
    ];
    for (place, change) in changes.iter().enumerate() {
        let mut key = whole_key();
        change(&mut key);
        assert_eq!(key.fits(&scenario, &tool), Ok(()), "change {place}");
    }
}
