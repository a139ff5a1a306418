//! The parts of a call's state that a condition can read, and which of them matter.

use std::collections::BTreeSet;

use doorstep_scenario::{
    AssessmentIndex, ChoiceRef, Condition, EndingIndex, FactIndex, InterruptIndex, Line, Next, Number, Scenario, SceneIndex, Test,
    VariableIndex, VariableKind, VariationIndex,
};

use crate::latch::Latches;
use crate::reduction::{Reduction, Reductions};

/// A part of a call's state. Where the call stands, and where a visit returns to, is always kept and is no component.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Component {
    /// Which value was drawn.
    Drawn(VariationIndex),
    /// The value of a variable.
    Value(VariableIndex),
    /// The call's time.
    Clock,
    /// Whether an interrupt has come.
    Came(InterruptIndex),
    /// Whether an assessment has been committed.
    Committed(AssessmentIndex),
    /// Which level was last committed at an assessment: one more than its place among the tool's, 0 where none was.
    Graded(AssessmentIndex),
    /// Whether a scene has been entered.
    Visited(SceneIndex),
    /// Whether a fact has been revealed.
    Heard(FactIndex),
    /// Whether a choice has been taken.
    Taken(ChoiceRef),
}

impl Component {
    /// Whether it is a timer: one holds the time at which it was started.
    pub(crate) fn is_timer(self, scenario: &Scenario) -> bool {
        matches!(self, Self::Value(variable) if scenario.variables[variable.at()].kind == VariableKind::Timer)
    }
}

/// Some components.
pub(crate) type Components = BTreeSet<Component>;

/// The components that a test reads. A new kind of test is added here, in [`crate::guard`] and, where it brings a component, there.
pub(crate) fn read_by_test(test: &Test, found: &mut impl FnMut(Component)) {
    match *test {
        Test::Flag(variable) => found(Component::Value(variable)),
        Test::Compare(left, _, right) => {
            for number in [left, right] {
                match number {
                    Number::Constant(_) => {}
                    Number::Variable(variable) => found(Component::Value(variable)),
                    Number::Clock => found(Component::Clock),
                }
            }
        }
        Test::Heard(fact) => found(Component::Heard(fact)),
        Test::Visited(scene) => found(Component::Visited(scene)),
        Test::Chosen(choice) => found(Component::Taken(choice)),
        Test::Committed(assessment) => found(Component::Committed(assessment)),
        Test::Drawn(variation, _) => found(Component::Drawn(variation)),
        Test::Since(timer, ..) => {
            found(Component::Value(timer));
            found(Component::Clock);
        }
        Test::Graded(assessment, ..) => found(Component::Graded(assessment)),
    }
}

/// The components that a condition reads.
pub(crate) fn read_by(condition: &Condition, found: &mut impl FnMut(Component)) {
    condition.each_test(&mut |test| read_by_test(test, found));
}

/// The components that lines read.
pub(crate) fn read_by_lines(lines: &[Line], found: &mut impl FnMut(Component)) {
    lines.iter().filter_map(|line| line.when.as_ref()).for_each(|when| read_by(when, found));
}

/// The components that a scene reads: its lines, and what its choices are offered by and say.
pub(crate) fn read_by_scene(scenario: &Scenario, latches: &Latches, index: SceneIndex, found: &mut impl FnMut(Component)) {
    let scene = scenario.scene(index);
    read_by_lines(&scene.lines, found);
    for (choice, place) in scene.choices.iter().zip(0..) {
        if let Some(when) = &choice.when {
            read_by(when, found);
        }
        read_by_lines(&choice.lines, found);
        if !latches.needs_no_memory(scenario, choice) {
            found(Component::Taken(ChoiceRef { scene: index, choice: doorstep_scenario::ChoiceIndex(place) }));
        }
    }
}

/// The components that the interrupts read.
pub(crate) fn read_by_interrupts(scenario: &Scenario, found: &mut impl FnMut(Component)) {
    for (interrupt, place) in scenario.interrupts.iter().zip(0..) {
        read_by(&interrupt.when, found);
        if !interrupt.repeat {
            found(Component::Came(InterruptIndex(place)));
        }
    }
}

/// The ending that a choice leads to at once: no interrupt comes before it, so that such a choice is never offered a second time.
pub(crate) fn leads_to_ending(scenario: &Scenario, next: Next) -> Option<EndingIndex> {
    match next {
        Next::Goto(scene) => scenario.scene(scene).ending,
        Next::Stay | Next::Visit(_) | Next::Return => None,
    }
}

/// Every component that something reads. What is left out changes nothing that a play can show: this reduction is exact.
pub(crate) fn relevant(scenario: &Scenario) -> Components {
    kept(scenario, Reductions::ALL)
}

/// Every component that a search keeps which makes these reductions.
pub(crate) fn kept(scenario: &Scenario, reductions: Reductions) -> Components {
    if !reductions.has(Reduction::Unread) {
        return every(scenario);
    }
    let latches = Latches::of(scenario, reductions);
    let mut components = Components::new();
    let mut found = |component| {
        components.insert(component);
    };
    for place in 0..scenario.scenes.len() {
        // A sound scenario has at most 65,535 scenes.
        read_by_scene(scenario, &latches, SceneIndex(place as u16), &mut found);
    }
    read_by_interrupts(scenario, &mut found);
    if components.iter().any(|component| component.is_timer(scenario)) {
        // A timer holds the time at which it was started.
        components.insert(Component::Clock);
    }
    components
}

/// Every component that a call has.
fn every(scenario: &Scenario) -> Components {
    // A sound scenario has at most 65,535 of each.
    let places = |count: usize| 0..count as u16;
    let mut components = Components::from([Component::Clock]);
    components.extend(places(scenario.variations.len()).map(|at| Component::Drawn(VariationIndex(at))));
    components.extend(places(scenario.variables.len()).map(|at| Component::Value(VariableIndex(at))));
    components.extend(places(scenario.interrupts.len()).map(|at| Component::Came(InterruptIndex(at))));
    components.extend(places(scenario.assessments.len()).map(|at| Component::Committed(AssessmentIndex(at))));
    components.extend(places(scenario.scenes.len()).map(|at| Component::Visited(SceneIndex(at))));
    components.extend(places(scenario.facts.len()).map(|at| Component::Heard(FactIndex(at))));
    components.extend(scenario.choices().map(|(at, _)| Component::Taken(at)));
    components
}
