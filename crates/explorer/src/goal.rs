//! What a search looks for: everything that a play may show.

use doorstep_scenario::{ChoiceIndex, ChoiceRef, EndingIndex, FactIndex, InterruptIndex, Scenario, SceneIndex, VariableIndex};

/// A line of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineAt {
    /// A line of a scene, by its place.
    Scene(SceneIndex, u16),
    /// A line that follows a choice, by its place.
    Choice(ChoiceRef, u16),
}

/// Something that a play may show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Goal {
    /// The scene is entered.
    Scene(SceneIndex),
    /// The choice is offered.
    Choice(ChoiceRef),
    /// The line is shown.
    Line(LineAt),
    /// The interrupt comes.
    Interrupt(InterruptIndex),
    /// The call ends so.
    Ending(EndingIndex),
    /// The fact is revealed.
    Fact(FactIndex),
    /// The choice's condition holds while the call stands in its scene.
    ChoiceHolds(ChoiceRef),
    /// It does not.
    ChoiceFails(ChoiceRef),
    /// The line's condition does not hold where the line would come.
    LineFails(LineAt),
    /// The interrupt's condition does not hold where the interrupt might come.
    InterruptFails(InterruptIndex),
    /// An effect would take the variable below its least value.
    Below(VariableIndex),
    /// An effect would take the variable above its greatest value.
    Above(VariableIndex),
    /// An effect changes the variable.
    Changed(VariableIndex),
}

/// All goals of a call, each with a number.
#[derive(Debug)]
pub(crate) struct Goals {
    list: Vec<Goal>,
}

impl Goals {
    /// The goals of a call.
    pub(crate) fn of(scenario: &Scenario) -> Self {
        let mut list = Vec::new();
        for (scene, at) in scenario.scenes.iter().zip((0..).map(SceneIndex)) {
            list.push(Goal::Scene(at));
            lines(&scene.lines, |place| LineAt::Scene(at, place), &mut list);
            for (choice, place) in scene.choices.iter().zip((0..).map(ChoiceIndex)) {
                let choice_at = ChoiceRef { scene: at, choice: place };
                list.push(Goal::Choice(choice_at));
                if choice.when.is_some() {
                    list.extend([Goal::ChoiceHolds(choice_at), Goal::ChoiceFails(choice_at)]);
                }
                lines(&choice.lines, |place| LineAt::Choice(choice_at, place), &mut list);
            }
        }
        for place in 0..scenario.interrupts.len() as u16 {
            list.extend([Goal::Interrupt(InterruptIndex(place)), Goal::InterruptFails(InterruptIndex(place))]);
        }
        list.extend((0..scenario.endings.len() as u16).map(|place| Goal::Ending(EndingIndex(place))));
        list.extend((0..scenario.facts.len() as u16).map(|place| Goal::Fact(FactIndex(place))));
        for place in (0..scenario.variables.len() as u16).map(VariableIndex) {
            list.extend([Goal::Below(place), Goal::Above(place), Goal::Changed(place)]);
        }
        list.sort_unstable();
        Self { list }
    }

    /// The number of a goal.
    ///
    /// # Panics
    /// If the goal is none of this call's.
    pub(crate) fn number(&self, goal: Goal) -> u32 {
        // Invariant: the machine asks only for what `of` has listed.
        self.list.binary_search(&goal).expect("a goal of this call") as u32
    }

    /// All of them, in order of their numbers.
    pub(crate) fn list(&self) -> &[Goal] {
        &self.list
    }
}

fn lines(lines: &[doorstep_scenario::Line], at: impl Fn(u16) -> LineAt, list: &mut Vec<Goal>) {
    for (line, place) in lines.iter().zip(0..) {
        list.push(Goal::Line(at(place)));
        if line.when.is_some() {
            list.push(Goal::LineFails(at(place)));
        }
    }
}
