//! What a search has settled.

use doorstep_scenario::{Scenario, SceneIndex};

use crate::Witness;
use crate::backward::{Marks, Steps, backward, endings, is_ending, offers};
use crate::guard::Truth;
use crate::machine::Machine;
use crate::path::witness;
use crate::search::{Reached, Sight};
use crate::step::Unwatched;
use crate::store::Id;

/// Whether a play can show something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// This play does.
    Shown(Shown),
    /// No play does.
    Never,
    /// Neither was found a play nor a proof that there is none.
    Open,
}

/// A play that shows something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The play.
    pub witness: Witness,
    /// Whether it is proven that no play does so in fewer choices.
    pub shortest: bool,
}

/// What a search has settled.
#[derive(Debug, Default)]
pub(crate) struct Answers {
    /// For each goal, by its number.
    pub(crate) goals: Vec<Answer>,
    /// Scenes with a moment that offers no choice.
    pub(crate) traps: Vec<(SceneIndex, Shown)>,
    /// Scenes with a moment from which no ending can be reached, though choices always remain.
    pub(crate) endless: Vec<(SceneIndex, Shown)>,
}

/// Answers from a search that kept all that matters: everything if it came to its end, else only what it has seen.
pub(crate) fn from_exact<const W: usize>(machine: &Machine, scenario: &Scenario, reached: &Reached<W>) -> Answers {
    let show = |sight: Sight| witness(machine, scenario, reached, sight).map(|witness| Shown { witness, shortest: true });
    let answer = |sight: &Option<Sight>| match sight {
        // A draw that no seed gives cannot come; a search of four million seeds says so only as long as there are fewer draws.
        Some(sight) => show(*sight).map_or(Answer::Open, Answer::Shown),
        None if reached.is_complete() => Answer::Never,
        None => Answer::Open,
    };
    let goals = reached.sights.iter().map(answer).collect();
    if !reached.is_complete() {
        return Answers { goals, ..Answers::default() };
    }
    let [traps, endless] = stuck(machine, reached);
    let in_words = |found: Vec<(SceneIndex, Id)>| -> Vec<(SceneIndex, Shown)> {
        let show_state = |id: Id| show(Sight { at: id, by: None, choices: reached.depth(id) });
        found.into_iter().filter_map(|(scene, id)| Some((scene, show_state(id)?))).collect()
    };
    Answers { goals, traps: in_words(traps), endless: in_words(endless) }
}

/// For each scene the first state there that is a trap, and the first that is endless and follows one that is not.
fn stuck<const W: usize>(machine: &Machine, reached: &Reached<W>) -> [Vec<(SceneIndex, Id)>; 2] {
    let mut can_end = endings(machine, reached);
    backward(machine, reached, Steps::May, &mut can_end);
    let stuck: Vec<Id> = reached.store.ids().filter(|id| !can_end.has(*id)).collect();
    if stuck.is_empty() {
        return [Vec::new(), Vec::new()];
    }
    let mut can_trap = Marks::none(&reached.store);
    let mut traps = Vec::new();
    for id in &stuck {
        let state = reached.store.state(*id);
        if !is_ending(machine, state) && offers(machine, state) == Truth::No {
            can_trap.add(*id);
            traps.push(*id);
        }
    }
    if !traps.is_empty() {
        backward(machine, reached, Steps::May, &mut can_trap);
    }
    let is_endless = |id: Id| !can_end.has(id) && !can_trap.has(id);
    let endless = if stuck.iter().any(|id| is_endless(*id)) { entered(machine, reached, is_endless) } else { Vec::new() };
    [first_by_scene(machine, reached, traps), first_by_scene(machine, reached, endless)]
}

/// The states with a property that a play can start in, or come to from one without it.
fn entered<const W: usize>(machine: &Machine, reached: &Reached<W>, has: impl Fn(Id) -> bool) -> Vec<Id> {
    let mut found = Marks::none(&reached.store);
    let mut next = Vec::new();
    for id in reached.store.ids() {
        let state = reached.store.state(id);
        if has(id) {
            if reached.store.parent(id).is_none() {
                found.add(id);
            }
            continue;
        }
        for way in &machine.scenes[machine.scene_of(state).at()].ways {
            if way.offered(&machine.layout, state) != Truth::No {
                machine.take(state, way, &mut Unwatched, &mut next);
            }
            next.drain(..).filter_map(|after| reached.store.find(&after)).filter(|after| has(*after)).for_each(|after| found.add(after));
        }
    }
    reached.store.ids().filter(|id| found.has(*id)).collect()
}

/// For each scene the state with the shortest play to it.
fn first_by_scene<const W: usize>(machine: &Machine, reached: &Reached<W>, ids: Vec<Id>) -> Vec<(SceneIndex, Id)> {
    let mut first: std::collections::BTreeMap<SceneIndex, (u32, Id)> = std::collections::BTreeMap::new();
    for id in ids {
        let found = (reached.depth(id), id);
        let best = first.entry(machine.scene_of(reached.store.state(id))).or_insert(found);
        *best = found.min(*best);
    }
    first.into_iter().map(|(scene, (_, id))| (scene, id)).collect()
}
