//! Which components are kept, and where each stands in the packed words.

use std::collections::BTreeMap;

use doorstep_risk_tool::RiskTool;
use doorstep_scenario::{Number, Scenario, Test, VISIT_DEPTH, VariableKind};

use crate::component::{Component, Components};
use crate::field::{Field, Packer};
use crate::reduction::{Reduction, Reductions};

/// How the call's time is kept: in steps of the greatest time that divides every choice's, up to the last threshold that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ClockScale {
    /// Seconds of a step.
    pub(crate) unit: u32,
    /// The step that stands for "the last threshold has passed".
    pub(crate) last: u64,
    /// A time that stands for all times of that step.
    pub(crate) beyond: u32,
}

impl ClockScale {
    /// The scale of a call. It is exact: every comparison that the call makes comes out as it would with seconds.
    pub(crate) fn of(scenario: &Scenario, reductions: Reductions) -> Self {
        let most = i64::from(scenario.clock.max_seconds);
        if !reductions.has(Reduction::Clock) {
            return Self { unit: 1, last: most as u64, beyond: scenario.clock.max_seconds };
        }
        let mut past = 0_i64;
        let mut read = |test: &Test| {
            let (left, right) = match test {
                Test::Compare(left, _, right) => (left, right),
                // How long a timer has run is asked at any time: every second counts to the end.
                Test::Since(..) => {
                    past = i64::MAX;
                    return;
                }
                _ => return,
            };
            let is_timer = |number: &Number| matches!(number, Number::Variable(variable) if scenario.variables[variable.at()].kind == VariableKind::Timer);
            if is_timer(left) || is_timer(right) {
                past = i64::MAX;
                return;
            }
            for (number, other) in [(left, right), (right, left)] {
                if *number == Number::Clock {
                    past = past.max(match *other {
                        Number::Constant(value) => i64::from(value) + 1,
                        Number::Variable(variable) => i64::from(scenario.variables[variable.at()].max) + 1,
                        Number::Clock => 0,
                    });
                }
            }
        };
        each_condition(scenario, &mut |condition| condition.each_test(&mut read));
        // Within 0 and the clock's own end, which is a `u32`.
        let beyond = past.clamp(0, most) as u32;
        let unit = scenario.choices().map(|(_, choice)| choice.seconds).fold(0, greatest_divisor).max(1);
        Self { unit, last: u64::from(beyond.div_ceil(unit)), beyond }
    }

    /// Seconds of a step, as every comparison sees them.
    #[inline]
    pub(crate) fn seconds(self, step: u64) -> i64 {
        if step >= self.last { i64::from(self.beyond) } else { (step * u64::from(self.unit)) as i64 }
    }
}

fn greatest_divisor(left: u32, right: u32) -> u32 {
    if right == 0 { left } else { greatest_divisor(right, left % right) }
}

/// Calls `visit` with every condition of the call.
pub(crate) fn each_condition<'a>(scenario: &'a Scenario, visit: &mut impl FnMut(&'a doorstep_scenario::Condition)) {
    for scene in &scenario.scenes {
        let lines = scene.lines.iter().chain(scene.choices.iter().flat_map(|choice| &choice.lines));
        lines.filter_map(|line| line.when.as_ref()).for_each(&mut *visit);
        scene.choices.iter().filter_map(|choice| choice.when.as_ref()).for_each(&mut *visit);
    }
    scenario.interrupts.iter().for_each(|interrupt| visit(&interrupt.when));
}

/// Where everything stands in the packed words.
#[derive(Debug)]
pub(crate) struct Layout {
    /// The scene.
    pub(crate) scene: Field,
    /// How many visits are open, and the scenes that they return to, the outermost first.
    pub(crate) visits: Option<(Field, Vec<Field>)>,
    /// The components kept.
    pub(crate) fields: BTreeMap<Component, Field>,
    /// The clock's scale.
    pub(crate) clock: ClockScale,
    /// For each level that conditions name, one more than its place among the tool's; nothing where the tool does not have it.
    pub(crate) levels: Vec<Option<i64>>,
    /// How many levels the tool has: it has at most 255.
    pub(crate) level_count: u8,
    /// How many words a state has.
    pub(crate) words: usize,
    /// How many bits of them are used.
    pub(crate) bits: usize,
}

impl Layout {
    /// Packs these components.
    pub(crate) fn new(scenario: &Scenario, tool: &RiskTool, kept: &Components, reductions: Reductions) -> Self {
        let clock = ClockScale::of(scenario, reductions);
        let mut packer = Packer::default();
        let last_scene = scenario.scenes.len().saturating_sub(1) as u64;
        let scene = packer.field(last_scene);
        let depth = deepest_visit(scenario);
        let visits = (depth > 0).then(|| (packer.field(depth as u64), (0..depth).map(|_| packer.field(last_scene)).collect()));
        let most = |component: Component| match component {
            Component::Drawn(variation) => scenario.variations[variation.at()].values.len() as u64 - 1,
            Component::Value(variable) => {
                let bounds = &scenario.variables[variable.at()];
                // A sound scenario's bounds are in order.
                (i64::from(bounds.max) - i64::from(bounds.min)) as u64
            }
            Component::Clock => clock.last,
            Component::Graded(_) => tool.levels.len() as u64,
            Component::Came(_) | Component::Committed(_) | Component::Visited(_) | Component::Heard(_) | Component::Taken(_) => 1,
        };
        // A timer holds the time at which it was started: without the clock there is none to hold.
        let mut wide: Vec<Component> =
            kept.iter().filter(|component| kept.contains(&Component::Clock) || !component.is_timer(scenario)).copied().collect();
        wide.sort_by_key(|component| core::cmp::Reverse(most(*component)));
        let fields = wide.into_iter().map(|component| (component, packer.field(most(component)))).collect();
        let levels = scenario.levels.iter().map(|id| tool.find_level(id).map(|level| level.at() as i64 + 1)).collect();
        Self { scene, visits, fields, clock, levels, level_count: tool.levels.len() as u8, words: packer.words(), bits: packer.bits() }
    }
}

/// How deep visits can be nested in this call.
fn deepest_visit(scenario: &Scenario) -> usize {
    let by_choice = scenario.choices().any(|(_, choice)| matches!(choice.next, doorstep_scenario::Next::Visit(_)));
    let visiting = || scenario.interrupts.iter().filter(|interrupt| interrupt.visit);
    if by_choice || visiting().any(|interrupt| interrupt.repeat) { VISIT_DEPTH } else { visiting().count().min(VISIT_DEPTH) }
}
