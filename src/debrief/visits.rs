//! The scenes of an attempt in order of entering: what the map and the list are drawn from.

use doorstep_scenario::{Next, SceneIndex};
use doorstep_simulator::Session;

/// A stay in a scene.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visit {
    /// The scene.
    pub scene: SceneIndex,
    /// Seconds of call time on entering.
    pub second: u32,
    /// How many choices had been taken on entering.
    pub from: u32,
    /// How many had been taken on leaving.
    pub to: u32,
    /// Whether it cut in: no choice led there.
    pub cut_in: bool,
}

/// The scenes of an attempt in order of entering.
pub fn visits(session: &Session) -> Vec<Visit> {
    let state = session.state();
    let mut visits: Vec<Visit> = Vec::new();
    for turn in state.turns() {
        match visits.last_mut() {
            Some(last) if last.scene == turn.scene => last.to = turn.step,
            before => {
                if let Some(before) = before {
                    before.to = turn.step;
                }
                let been = visits.iter().any(|visit| visit.scene == turn.scene);
                let cut_in = cuts_in(session, turn.scene, turn.step, been);
                // A choice that is the first turn of a stay was taken there: the stay began before it.
                let is_choice = matches!(turn.said, doorstep_simulator::Said::Choice(_));
                let from = if is_choice { turn.step.saturating_sub(1) } else { turn.step };
                visits.push(Visit { scene: turn.scene, second: turn.second, from, to: turn.step, cut_in });
            }
        }
    }
    visits
}

/// Whether a scene came by itself: it belongs to an interrupt, and the choice before does not lead there.
fn cuts_in(session: &Session, scene: SceneIndex, step: u32, been: bool) -> bool {
    let scenario = &session.content().scenario;
    let Some((choice, _)) = step.checked_sub(1).and_then(|step| session.state().path().get(step as usize)) else { return false };
    let led_there = match scenario.choice(*choice).next {
        Next::Goto(to) | Next::Visit(to) => to == scene,
        Next::Return => been,
        Next::Stay => false,
    };
    !led_there && scenario.interrupts.iter().any(|interrupt| interrupt.scene == scene)
}
