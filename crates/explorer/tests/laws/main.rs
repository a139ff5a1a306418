//! Laws that hold for every call: what the explorer tells is what a search over sessions finds.

mod naive;
mod plays;
mod random;

use std::collections::BTreeMap;
use std::sync::Arc;

use doorstep_explorer::{Answer, Exploration, Goal, LineAt, Options, Plays, Shown, explore};
use doorstep_scenario::text::Places;
use doorstep_scenario::{Number, Scenario, SceneIndex, Situation as _, Test, VariableIndex};
use doorstep_simulator::{Content, Phase, Said, Session};
use naive::Naive;
use plays::Known;
use proptest::prelude::*;
use random::Bytes;

/// Calls with more states than this are left to others.
const MOST_STATES: usize = 6_000;

fn options(threads: usize) -> Options {
    Options::new(1 << 30, threads)
}

fn explored(content: &Content, threads: usize) -> Exploration {
    explore(content, &Places::default(), None, options(threads), &mut |_| true).expect("a small call fits")
}

/// How many plays there are, how long, and how facts come out; every play that is shown replays and reveals its fact.
fn plays(content: &Arc<Content>, found: &Exploration, options: Options) -> Plays {
    let told = doorstep_explorer::plays(content, found, options, &mut |_| true);
    for ways in &told.facts {
        for (earliest, is_time) in [(&ways.in_choices, false), (&ways.in_seconds, true)] {
            let Some(earliest) = earliest else { continue };
            let session = earliest.witness.replay(content).unwrap_or_else(|error| panic!("{:?}: {error}", ways.fact));
            assert!(session.state().heard_at(ways.fact).is_some(), "{:?} comes out", ways.fact);
            let taken = if is_time { u64::from(session.state().second()) } else { earliest.witness.choices() as u64 };
            assert_eq!(taken, earliest.amount, "{:?} comes out as told", ways.fact);
        }
    }
    told
}

/// The goals that a session's transcript, or the choices that it passed, tell of. Conditions that fail leave no trace there, nor do the
/// effects of interrupts; of variables that no condition reads nothing is told.
fn is_told(scenario: &Scenario, goal: Goal) -> bool {
    match goal {
        Goal::LineFails(_) | Goal::InterruptFails(_) => false,
        Goal::Below(at) | Goal::Above(at) | Goal::Changed(at) => {
            scenario.interrupts.iter().all(|interrupt| interrupt.effects.is_empty()) && reads(scenario, at)
        }
        _ => true,
    }
}

/// Whether a condition of the call asks about a variable.
fn reads(scenario: &Scenario, wanted: VariableIndex) -> bool {
    let lines = scenario.scenes.iter().flat_map(|scene| &scene.lines).chain(scenario.choices().flat_map(|(_, choice)| &choice.lines));
    let choices = scenario.choices().filter_map(|(_, choice)| choice.when.as_ref());
    let interrupts = scenario.interrupts.iter().map(|interrupt| &interrupt.when);
    let mut found = false;
    for condition in lines.filter_map(|line| line.when.as_ref()).chain(choices).chain(interrupts) {
        condition.each_test(&mut |test| {
            found |= match *test {
                Test::Flag(variable) | Test::Since(variable, ..) => variable == wanted,
                Test::Compare(left, _, right) => [left, right].contains(&Number::Variable(wanted)),
                _ => false,
            }
        });
    }
    found
}

fn lengths(found: &[(SceneIndex, Shown)]) -> BTreeMap<SceneIndex, u32> {
    found.iter().map(|(scene, shown)| (*scene, shown.witness.choices() as u32)).collect()
}

/// Whether a session that stands after a witness shows the goal.
fn shows(scenario: &Scenario, session: &Session, goal: Goal) -> bool {
    let state = session.state();
    let said = |wanted: Said| state.turns().iter().any(|turn| turn.said == wanted);
    match goal {
        Goal::Scene(scene) => state.visited(scene) || state.scene() == scene,
        Goal::Choice(at) => state.scene() == at.scene && state.offers().contains(&at.choice),
        Goal::Line(LineAt::Scene(scene, place)) => said(Said::SceneLine(scene, place)),
        Goal::Line(LineAt::Choice(choice, place)) => said(Said::ChoiceLine(choice, place)),
        Goal::Interrupt(at) => state.interrupted()[at.at()],
        Goal::Ending(ending) => state.phase() == Phase::Ended(ending),
        Goal::Fact(fact) => state.heard_at(fact).is_some(),
        Goal::ChoiceHolds(at) | Goal::ChoiceFails(at) => {
            let holds = scenario.choice(at).when.as_ref().is_some_and(|when| when.holds_in(state));
            state.scene() == at.scene && holds == matches!(goal, Goal::ChoiceHolds(_))
        }
        _ => true,
    }
}

fn agree(content: &Arc<Content>, naive: &Naive, found: &Exploration) {
    assert!(found.complete, "a small call is searched to its end");
    for (goal, answer) in &found.goals {
        let Answer::Shown(shown) = answer else {
            assert_ne!(answer, &Answer::Open, "{goal:?} is settled");
            assert!(!naive.goals.contains_key(goal), "{goal:?} can be shown, in {} choices", naive.goals[goal]);
            continue;
        };
        let session = shown.witness.replay(content).unwrap_or_else(|error| panic!("{goal:?}: {error}"));
        if is_told(&content.scenario, *goal) {
            assert_eq!(naive.goals.get(goal), Some(&(shown.witness.choices() as u32)), "{goal:?} takes so many choices");
            assert!(shows(&content.scenario, &session, *goal), "the witness shows {goal:?}");
        }
    }
    assert_eq!(lengths(&found.traps), naive.traps, "traps");
    for (_, shown) in &found.traps {
        let session = shown.witness.replay(content).expect("a witness replays");
        assert!(session.state().offers().is_empty() && session.state().phase() == Phase::Call);
    }
    let endless = lengths(&found.endless);
    assert!(endless.keys().eq(naive.endless.keys()), "endless: {endless:?}, not {:?}", naive.endless);
    for (scene, choices) in &endless {
        // Where what is dead is forgotten, a state may stand for one that becomes endless and for one that was so already.
        let (first, entered) = naive.endless[scene];
        assert!((first..=entered).contains(choices), "endless in {scene:?} after {choices} choices, not {first} to {entered}");
    }
    for (_, shown) in &found.endless {
        shown.witness.replay(content).expect("a witness replays");
    }
}

/// What is told of a call that was not searched whole: less may be told, but nothing that is not so.
fn agree_as_far(content: &Arc<Content>, naive: &Naive, found: &Exploration) {
    for (goal, answer) in &found.goals {
        match answer {
            Answer::Never => assert!(!naive.goals.contains_key(goal), "{goal:?} can be shown, in {} choices", naive.goals[goal]),
            Answer::Open => assert!(!found.complete, "{goal:?} is open, and yet all is told to be settled"),
            Answer::Shown(shown) => {
                let session = shown.witness.replay(content).unwrap_or_else(|error| panic!("{goal:?}: {error}"));
                let choices = shown.witness.choices() as u32;
                if is_told(&content.scenario, *goal) {
                    assert!(shows(&content.scenario, &session, *goal), "the witness shows {goal:?}");
                    let fewest = naive.goals.get(goal).copied().unwrap_or(u32::MAX);
                    assert!(fewest <= choices && (!shown.shortest || fewest == choices), "{goal:?}: {choices} choices, {fewest} suffice");
                }
            }
        }
    }
    for (scene, shown) in &found.traps {
        shown.witness.replay(content).expect("a witness replays");
        assert!(naive.traps.get(scene).is_some_and(|fewest| *fewest <= shown.witness.choices() as u32), "trap in {scene:?}");
    }
    for (_, shown) in &found.endless {
        shown.witness.replay(content).expect("a witness replays");
    }
    if found.complete {
        assert_eq!(found.traps.is_empty(), naive.traps.is_empty(), "traps");
        assert_eq!(found.endless.is_empty(), naive.endless.is_empty(), "endless");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), max_global_rejects: 1_000_000, ..ProptestConfig::default() })]

    #[test]
    fn what_is_told_is_what_a_search_over_sessions_finds(bytes in prop::collection::vec(any::<u8>(), 60..500)) {
        let content = random::content(&mut Bytes::new(&bytes));
        let naive = naive::search(&content, MOST_STATES);
        prop_assume!(naive.is_some());
        if let Some(naive) = naive {
            let found = explored(&content, 1);
            agree(&content, &naive, &found);
            Known::of(&content.scenario, &naive).agrees(&plays(&content, &found, options(1)));
        }
    }

    #[test]
    fn what_is_told_without_searching_every_state_is_true(bytes in prop::collection::vec(any::<u8>(), 60..500)) {
        let content = random::content(&mut Bytes::new(&bytes));
        let naive = naive::search(&content, MOST_STATES);
        prop_assume!(naive.is_some());
        if let Some(naive) = naive {
            let options = Options { whole: Some(20), ..Options::new(1 << 30, 1) };
            let found = explore(&content, &Places::default(), None, options, &mut |_| true).expect("a small call fits");
            agree_as_far(&content, &naive, &found);
            Known::of(&content.scenario, &naive).allows(&plays(&content, &found, options));
        }
    }

    #[test]
    fn threads_change_nothing(bytes in prop::collection::vec(any::<u8>(), 60..500)) {
        let content = random::content(&mut Bytes::new(&bytes));
        let told = |threads| {
            let found = explored(&content, threads);
            (found.states, found.edges, found.goals, found.traps, found.endless)
        };
        prop_assert_eq!(told(1), told(3));
    }
}

/// How many random calls are tried: `PROPTEST_CASES` asks for more.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(150)
}
