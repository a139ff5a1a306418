//! A call made ready for searching: every condition and effect over packed words.

use std::collections::BTreeSet;

use doorstep_scenario::{
    AssessmentIndex, Choice, ChoiceIndex, ChoiceRef, Effect, InterruptIndex, Line, Next, Scenario, Scene, SceneIndex, Test, VariableIndex,
};
use doorstep_simulator::Content;

use crate::component::{Component, Components};
use crate::field::Field;
use crate::goal::{Goal, Goals, LineAt};
use crate::guard::{Guard, Truth};
use crate::latch::Latches;
use crate::layout::{Layout, each_condition};
use crate::live::Live;
use crate::reduction::{Reduction, Reductions};

/// A goal's number, where a line or choice without a condition has none.
pub(crate) const NO_GOAL: u32 = u32::MAX;

/// A call made ready for searching.
#[derive(Debug)]
pub(crate) struct Machine {
    /// Where everything stands.
    pub(crate) layout: Layout,
    /// Where the call's time is kept.
    pub(crate) clock: Option<Field>,
    /// The scenes, in order.
    pub(crate) scenes: Vec<SceneCode>,
    /// The interrupts, in order.
    pub(crate) interrupts: Vec<InterruptCode>,
    /// The scene in which the call starts.
    pub(crate) start: SceneIndex,
    /// The values of the variables kept, at the start.
    pub(crate) start_values: Vec<(Field, u64)>,
    /// The draws kept: the variation's field and how many values it has.
    pub(crate) draws: Vec<(doorstep_scenario::VariationIndex, Field, u64)>,
    /// What of a state something may still read.
    pub(crate) live: Live,
}

/// A scene made ready.
#[derive(Debug)]
pub(crate) struct SceneCode {
    pub(crate) goal: u32,
    pub(crate) lines: Box<[LineCode]>,
    pub(crate) visited: Option<Field>,
    /// The goal of the ending that it is.
    pub(crate) ending: Option<u32>,
    pub(crate) ways: Box<[Way]>,
}

/// A line made ready.
#[derive(Debug)]
pub(crate) struct LineCode {
    pub(crate) guard: Option<Guard>,
    pub(crate) shown: u32,
    pub(crate) fails: u32,
    pub(crate) facts: Box<[u32]>,
    pub(crate) reveals: Box<[Field]>,
}

/// A choice made ready.
#[derive(Debug)]
pub(crate) struct Way {
    pub(crate) at: ChoiceRef,
    pub(crate) goal: u32,
    pub(crate) holds: u32,
    pub(crate) fails: u32,
    pub(crate) guard: Option<Guard>,
    /// Whether it is offered once only, and can come again.
    pub(crate) once: bool,
    /// Where it is kept that it has been taken.
    pub(crate) taken: Option<Field>,
    /// Steps of the clock's scale.
    pub(crate) steps: u64,
    pub(crate) changes: Box<[Change]>,
    pub(crate) facts: Box<[u32]>,
    pub(crate) reveals: Box<[Field]>,
    pub(crate) lines: Box<[LineCode]>,
    /// Whether any of its lines changes what is kept.
    pub(crate) lines_matter: bool,
    pub(crate) committed: Option<Field>,
    pub(crate) graded: Option<Field>,
    /// The level committed with it, where it leads to an assessment: the place among the tool's.
    pub(crate) level: u8,
    pub(crate) next: Next,
}

/// An effect made ready.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Change {
    /// Where the variable is kept.
    pub(crate) field: Option<Field>,
    pub(crate) kind: ChangeKind,
    pub(crate) below: u32,
    pub(crate) above: u32,
    pub(crate) changed: u32,
}

/// What an effect does, in numbers from the variable's least value on.
#[derive(Clone, Copy, Debug)]
pub(crate) enum ChangeKind {
    Set(u64),
    Add {
        amount: i64,
        most: i64,
    },
    /// Starts a timer: the call's time, and one more.
    Start,
}

/// An interrupt made ready.
#[derive(Debug)]
pub(crate) struct InterruptCode {
    pub(crate) came_goal: u32,
    pub(crate) fails: u32,
    pub(crate) guard: Guard,
    pub(crate) once: bool,
    pub(crate) came: Option<Field>,
    pub(crate) scene: SceneIndex,
    pub(crate) visit: bool,
    pub(crate) changes: Box<[Change]>,
}

impl Machine {
    /// Makes a call ready; of its state only these components are kept.
    pub(crate) fn new(content: &Content, goals: &Goals, kept: &Components, reductions: Reductions) -> Self {
        let scenario = &content.scenario;
        let layout = Layout::new(scenario, &content.tool, kept, reductions);
        let latches = Latches::of(scenario, reductions);
        let live =
            if reductions.has(Reduction::Dead) { Live::of(scenario, &layout, &latches, reductions) } else { Live::all(scenario, &layout) };
        let maker = Maker { scenario, goals, layout: &layout, latches: &latches, graded: graded(scenario) };
        let scenes = scenario
            .scenes
            .iter()
            .zip((0..).map(SceneIndex))
            .map(|(scene, at)| SceneCode {
                goal: goals.number(Goal::Scene(at)),
                lines: maker.lines(&scene.lines, |place| LineAt::Scene(at, place)),
                visited: maker.field(Component::Visited(at)),
                ending: scene.ending.map(|ending| goals.number(Goal::Ending(ending))),
                ways: maker.ways(scene, at),
            })
            .collect();
        let interrupts = scenario
            .interrupts
            .iter()
            .zip((0..).map(InterruptIndex))
            .map(|(interrupt, at)| InterruptCode {
                came_goal: goals.number(Goal::Interrupt(at)),
                fails: goals.number(Goal::InterruptFails(at)),
                guard: Guard::new(scenario, &layout, &interrupt.when),
                once: !interrupt.repeat,
                came: maker.field(Component::Came(at)),
                scene: interrupt.scene,
                visit: interrupt.visit,
                changes: interrupt.effects.iter().map(|effect| maker.change(*effect)).collect(),
            })
            .collect();
        let value = |(component, field): (&Component, &Field)| match component {
            Component::Value(variable) => {
                let bounds = &scenario.variables[variable.at()];
                Some((*field, (i64::from(bounds.start) - i64::from(bounds.min)) as u64))
            }
            _ => None,
        };
        let draw = |(component, field): (&Component, &Field)| match component {
            Component::Drawn(variation) => Some((*variation, *field, scenario.variations[variation.at()].values.len() as u64)),
            _ => None,
        };
        let start_values = layout.fields.iter().filter_map(value).collect();
        let draws = layout.fields.iter().filter_map(draw).collect();
        Self {
            clock: layout.fields.get(&Component::Clock).copied(),
            scenes,
            interrupts,
            start: scenario.start,
            start_values,
            draws,
            live,
            layout,
        }
    }
}

/// The assessments whose levels conditions read.
fn graded(scenario: &Scenario) -> BTreeSet<AssessmentIndex> {
    let mut found = BTreeSet::new();
    each_condition(scenario, &mut |condition| {
        condition.each_test(&mut |test| {
            if let Test::Graded(assessment, ..) = test {
                found.insert(*assessment);
            }
        });
    });
    found
}

/// What is needed to make a call ready.
struct Maker<'a> {
    scenario: &'a Scenario,
    goals: &'a Goals,
    layout: &'a Layout,
    latches: &'a Latches,
    /// The assessments whose levels conditions read.
    graded: BTreeSet<AssessmentIndex>,
}

impl Maker<'_> {
    fn field(&self, component: Component) -> Option<Field> {
        self.layout.fields.get(&component).copied()
    }

    fn heard(&self, facts: &[doorstep_scenario::FactIndex]) -> Box<[Field]> {
        facts.iter().filter_map(|fact| self.field(Component::Heard(*fact))).collect()
    }

    fn fact_goals(&self, facts: &[doorstep_scenario::FactIndex]) -> Box<[u32]> {
        facts.iter().map(|fact| self.goals.number(Goal::Fact(*fact))).collect()
    }

    fn lines(&self, lines: &[Line], at: impl Fn(u16) -> LineAt) -> Box<[LineCode]> {
        let make = |(line, place): (&Line, u16)| LineCode {
            guard: line.when.as_ref().map(|when| Guard::new(self.scenario, self.layout, when)),
            shown: self.goals.number(Goal::Line(at(place))),
            fails: if line.when.is_some() { self.goals.number(Goal::LineFails(at(place))) } else { NO_GOAL },
            facts: self.fact_goals(&line.reveals),
            reveals: self.heard(&line.reveals),
        };
        lines.iter().zip(0..).map(make).collect()
    }

    /// The ways on from a scene: one for each choice, or one for each level that can be committed with it, where conditions read which.
    fn ways(&self, scene: &Scene, at: SceneIndex) -> Box<[Way]> {
        let mut ways = Vec::new();
        for (choice, place) in scene.choices.iter().zip((0..).map(ChoiceIndex)) {
            let at = ChoiceRef { scene: at, choice: place };
            let levels =
                if choice.assess.is_some_and(|assessment| self.graded.contains(&assessment)) { self.layout.level_count } else { 1 };
            ways.extend((0..levels.max(1)).map(|level| self.way(choice, at, level)));
        }
        ways.into()
    }

    fn way(&self, choice: &Choice, at: ChoiceRef, level: u8) -> Way {
        let lines = self.lines(&choice.lines, |place| LineAt::Choice(at, place));
        let number = |goal: Goal| if choice.when.is_some() { self.goals.number(goal) } else { NO_GOAL };
        Way {
            at,
            goal: self.goals.number(Goal::Choice(at)),
            holds: number(Goal::ChoiceHolds(at)),
            fails: number(Goal::ChoiceFails(at)),
            guard: choice.when.as_ref().map(|when| Guard::new(self.scenario, self.layout, when)),
            once: !self.latches.needs_no_memory(self.scenario, choice),
            taken: self.field(Component::Taken(at)),
            steps: u64::from(choice.seconds / self.layout.clock.unit),
            changes: choice.effects.iter().map(|effect| self.change(*effect)).collect(),
            facts: self.fact_goals(&choice.reveals),
            reveals: self.heard(&choice.reveals),
            lines_matter: lines.iter().any(|line| !line.reveals.is_empty()),
            lines,
            committed: choice.assess.and_then(|assessment| self.field(Component::Committed(assessment))),
            graded: choice.assess.and_then(|assessment| self.field(Component::Graded(assessment))),
            level,
            next: choice.next,
        }
    }

    fn change(&self, effect: Effect) -> Change {
        let bounds = |variable: VariableIndex| {
            let bounds = &self.scenario.variables[variable.at()];
            (i64::from(bounds.min), i64::from(bounds.max))
        };
        let (variable, kind) = match effect {
            Effect::Set(variable, value) => (variable, ChangeKind::Set((i64::from(value) - bounds(variable).0) as u64)),
            Effect::Add(variable, amount) => {
                let (least, most) = bounds(variable);
                (variable, ChangeKind::Add { amount: i64::from(amount), most: most - least })
            }
            Effect::Start(timer) => (timer, ChangeKind::Start),
        };
        Change {
            field: self.field(Component::Value(variable)),
            kind,
            below: self.goals.number(Goal::Below(variable)),
            above: self.goals.number(Goal::Above(variable)),
            changed: self.goals.number(Goal::Changed(variable)),
        }
    }
}

impl Change {
    /// The goal that it shows where it runs into a bound.
    pub(crate) fn bound(&self) -> Option<u32> {
        match self.kind {
            ChangeKind::Add { amount, .. } => Some(if amount < 0 { self.below } else { self.above }),
            ChangeKind::Set(_) | ChangeKind::Start => None,
        }
    }
}

impl Way {
    /// How sure it is that the choice is offered.
    #[inline]
    pub(crate) fn offered<const W: usize>(&self, layout: &Layout, state: &[u64; W]) -> Truth {
        let open = |depth: u64| match self.next {
            Next::Return => depth > 0,
            Next::Visit(_) => depth < doorstep_scenario::VISIT_DEPTH as u64,
            Next::Stay | Next::Goto(_) => true,
        };
        if !open(layout.visits.as_ref().map_or(0, |(depth, _)| depth.get(state))) {
            return Truth::No;
        }
        let again = match (self.once, self.taken) {
            (false, _) => Truth::Yes,
            (true, Some(taken)) => (taken.get(state) == 0).into(),
            (true, None) => Truth::Maybe,
        };
        if again == Truth::No {
            return Truth::No;
        }
        self.guard.as_ref().map_or(again, |guard| again.min(guard.truth(state)))
    }
}
