//! One step of the call: a choice, its lines, an interrupt, the next scene.

use doorstep_scenario::{
    ChoiceIndex, ChoiceRef, Effect, FactIndex, Line, Next, Scenario, SceneIndex, Situation as _, VISIT_DEPTH, VariationIndex,
};

use crate::TurnIndex;
use crate::state::{AssessmentPart, Phase, Said, State, Turn};

impl State {
    /// The state at the start of the call: the first scene's lines are on the transcript.
    pub(crate) fn begin(&mut self, scenario: &Scenario) {
        self.enter(scenario, scenario.start);
    }

    /// Takes a choice that is offered.
    pub(crate) fn choose(&mut self, scenario: &Scenario, choice: ChoiceIndex) {
        let at = ChoiceRef { scene: self.scene, choice };
        let taken = scenario.choice(at);
        self.path.push((at, self.clock));
        self.clock = self.clock.saturating_add(taken.seconds).min(scenario.clock.max_seconds);
        self.chosen[scenario.choice_number(at)] = true;
        self.say(Said::Choice(at), &taken.reveals);
        for effect in &taken.effects {
            self.apply_effect(scenario, *effect);
        }
        for (line, number) in taken.lines.iter().zip(0..) {
            self.say_line(line, Said::ChoiceLine(at, number));
        }
        if let Some(assessment) = taken.assess {
            self.after_assessment = taken.next;
            self.phase = Phase::Assessing(assessment, AssessmentPart::FirstImpression);
        } else {
            self.go_on(scenario, taken.next);
        }
    }

    /// Goes on after a choice or an assessment: an interrupt that is due, then the next scene.
    pub(crate) fn go_on(&mut self, scenario: &Scenario, next: Next) {
        let destination = match next {
            Next::Stay => None,
            Next::Goto(scene) => Some(scene),
            Next::Visit(scene) => {
                // A visit deeper than the limit is not offered (see `is_offered`).
                self.visits.push(self.scene);
                Some(scene)
            }
            // A return without a visit is not offered; from an assessment it stays.
            Next::Return => self.visits.pop(),
        };
        let ends = destination.is_some_and(|scene| scenario.scene(scene).ending.is_some());
        let due = if ends { None } else { self.interrupt_due(scenario) };
        match due {
            Some(number) => {
                let interrupt = &scenario.interrupts[number];
                self.interrupted[number] = true;
                if interrupt.visit && self.visits.len() < VISIT_DEPTH {
                    self.visits.push(destination.unwrap_or(self.scene));
                }
                for effect in &interrupt.effects {
                    self.apply_effect(scenario, *effect);
                }
                self.enter(scenario, interrupt.scene);
            }
            None => {
                if let Some(scene) = destination {
                    self.enter(scenario, scene);
                }
            }
        }
    }

    /// The first interrupt that is due now.
    fn interrupt_due(&self, scenario: &Scenario) -> Option<usize> {
        scenario
            .interrupts
            .iter()
            .zip(&self.interrupted)
            .position(|(interrupt, came)| (interrupt.repeat || !came) && interrupt.when.holds_in(self))
    }

    /// Enters a scene: its lines, and its ending if it is one.
    fn enter(&mut self, scenario: &Scenario, index: SceneIndex) {
        self.scene = index;
        let scene = scenario.scene(index);
        for (line, number) in scene.lines.iter().zip(0..) {
            self.say_line(line, Said::SceneLine(index, number));
        }
        self.visited[index.at()] = true;
        if let Some(ending) = scene.ending {
            self.say(Said::Ending(ending), &[]);
            self.phase = Phase::Ended(ending);
        } else {
            self.phase = Phase::Call;
        }
    }

    fn say_line(&mut self, line: &Line, said: Said) {
        if line.when.as_ref().is_none_or(|condition| condition.holds_in(self)) {
            self.say(said, &line.reveals);
        }
    }

    /// Adds a turn to the transcript and logs what it reveals.
    fn say(&mut self, said: Said, reveals: &[FactIndex]) {
        // `Session::apply` refuses to go on long before the numbers end.
        let turn = TurnIndex(self.turns.len() as u32);
        self.turns.push(Turn { said, scene: self.scene, second: self.clock, step: self.path.len() as u32, marked: false });
        for fact in reveals {
            self.heard[fact.at()].get_or_insert(turn);
        }
    }

    fn apply_effect(&mut self, scenario: &Scenario, effect: Effect) {
        let (variable, value) = match effect {
            Effect::Set(variable, value) => (variable, value),
            Effect::Add(variable, amount) => (variable, self.value(variable).saturating_add(amount)),
            // A timer's highest value is the last second of the clock.
            Effect::Start(timer) => (timer, i32::try_from(self.clock).unwrap_or(i32::MAX)),
        };
        let bounds = &scenario.variables[variable.at()];
        self.values[variable.at()] = value.clamp(bounds.min, bounds.max);
    }

    /// Works out which choices are offered. Steps leave it to whoever lets somebody choose: a replay needs it once, at the end.
    pub(crate) fn offer(&mut self, scenario: &Scenario) {
        let mut offers = core::mem::take(&mut self.offers);
        offers.clear();
        if self.phase == Phase::Call {
            let choices = scenario.scene(self.scene).choices.iter().zip(0..).map(|(_, place)| ChoiceIndex(place));
            offers.extend(choices.filter(|choice| self.is_offered(scenario, *choice)));
        }
        self.offers = offers;
    }

    /// Whether the call, where it stands, offers this choice of its scene.
    pub(crate) fn is_offered(&self, scenario: &Scenario, index: ChoiceIndex) -> bool {
        let scene = scenario.scene(self.scene);
        let Some(choice) = scene.choices.get(index.at()) else { return false };
        let number = scene.first_choice as usize + index.at();
        let way = match choice.next {
            Next::Return => !self.visits.is_empty(),
            Next::Visit(_) => self.visits.len() < VISIT_DEPTH,
            Next::Stay | Next::Goto(_) => true,
        };
        way && (choice.repeat || !self.chosen[number]) && choice.when.as_ref().is_none_or(|condition| condition.holds_in(self))
    }

    /// The place drawn for a variation, for texts.
    pub fn drawn_value(&self, variation: VariationIndex) -> u8 {
        self.drawn[variation.at()]
    }
}
