//! Laws of quick steps: they are the machine's own, in every state of random calls, whatever is forgotten.

use std::collections::BTreeSet;

use proptest::prelude::*;

use crate::component::{Component, Components, relevant};
use crate::goal::Goals;
use crate::guard::Truth;
use crate::machine::Machine;
use crate::quick::{After, Quick};
use crate::reduction::Reductions;
use crate::step::{Packed, Unwatched};

#[path = "../tests/laws/random.rs"]
mod random;

/// States looked at in one call, at most.
const MOST_STATES: usize = 400;
/// Words of a state: enough for every small call.
const WORDS: usize = 2;

/// What was seen in one call.
#[derive(Debug, Default)]
struct Seen {
    states: usize,
    quick: usize,
    left_to_the_machine: usize,
}

/// Compares every quick test and step with the machine's, over states that can be reached.
fn compare(machine: &Machine) -> Seen {
    let quick = Quick::<WORDS>::new(machine);
    let mut states: Vec<Packed<WORDS>> = Vec::new();
    machine.starts(&mut Unwatched, &mut states);
    let mut known: BTreeSet<Packed<WORDS>> = states.iter().copied().collect();
    let mut seen = Seen::default();
    while let Some(state) = states.pop() {
        seen.states += 1;
        if seen.states > MOST_STATES {
            break;
        }
        let scene = machine.scene_of(&state).at();
        let ready = quick.scene(scene);
        for (way, place) in machine.scenes[scene].ways.iter().zip(0..) {
            let offered = way.offered(&machine.layout, &state) != Truth::No;
            assert_eq!(ready.tests[place].may(&state), offered, "choice {place} of scene {scene} in {state:x?}");
            if !offered {
                continue;
            }
            let mut goals = BTreeSet::new();
            let mut next = Vec::new();
            machine.take(
                &state,
                way,
                &mut |goal| {
                    goals.insert(goal);
                },
                &mut next,
            );
            match ready.steps[place].as_ref().map(|step| quick.take(machine, step, &state)) {
                Some(After::State(after, clamped)) => {
                    seen.quick += 1;
                    assert_eq!(next, [after], "choice {place} of scene {scene} in {state:x?}");
                    let shows = machine.goals_of(way);
                    if !clamped {
                        assert!(shows.rare.iter().all(|goal| shows.step.contains(goal) || !goals.contains(goal)), "a rare goal is told of");
                    }
                    assert!(goals.iter().all(|goal| shows.step.contains(goal) || shows.rare.contains(goal)), "every goal is listed");
                }
                Some(After::Unclear) | None => seen.left_to_the_machine += 1,
            }
            states.extend(next.into_iter().filter(|after| known.insert(*after)));
        }
    }
    seen
}

proptest! {
    #[test]
    fn quick_steps_are_the_machines(bytes in prop::collection::vec(any::<u8>(), 60..500), kept in any::<u64>()) {
        let content = random::content(&mut random::Bytes::new(&bytes));
        let goals = Goals::of(&content.scenario);
        let all = relevant(&content.scenario);
        // Which interrupts came is never forgotten: how deep visits can be is worked out from it.
        let stays = |each: &Component, place: u32| matches!(each, Component::Came(_)) || kept >> (place % 64) & 1 == 1;
        let some: Components = all.iter().zip(0..).filter(|(each, place)| stays(each, *place)).map(|(each, _)| *each).collect();
        for kept in [&all, &some] {
            let machine = Machine::new(&content, &goals, kept, Reductions::ALL);
            prop_assert!(machine.layout.words <= WORDS);
            let seen = compare(&machine);
            prop_assert!(seen.states > 0);
        }
    }
}

#[test]
fn steps_of_random_calls_are_taken_both_ways() {
    let mut total = Seen::default();
    for number in 0..200_u32 {
        let bytes: Vec<u8> =
            (0..400_u32).map(|place| (number.wrapping_mul(2_654_435_761).wrapping_add(place.wrapping_mul(40_503)) >> 7) as u8).collect();
        let content = random::content(&mut random::Bytes::new(&bytes));
        let seen = compare(&Machine::new(&content, &Goals::of(&content.scenario), &relevant(&content.scenario), Reductions::ALL));
        total.quick += seen.quick;
        total.left_to_the_machine += seen.left_to_the_machine;
    }
    assert!(total.quick > 1_000 && total.left_to_the_machine > 1_000, "the law above is about both: {total:?}");
}
