//! Whether every index of a scenario points somewhere: what makes an opened envelope safe to play.

use crate::{
    ActionIndex, AssessmentIndex, CastIndex, ChoiceRef, Condition, Effect, EndingIndex, FactIndex, Line, NOT_RUNNING, Next, Number, Piece,
    Scenario, Scene, SceneIndex, Source, Speaker, Test, Text, VariableIndex, VariableKind,
};

/// The most values that a variation can have: a draw is one byte.
pub const MOST_VALUES: usize = 256;

/// The most entries that a table can have: an index is two bytes.
pub const MOST_ENTRIES: usize = 65_535;

impl Scenario {
    /// Whether the scenario is sound: every index is in range, every bound is ordered, every scene leads on or ends.
    ///
    /// A scenario that passes can be played without a panic, wherever its bytes came from.
    pub fn check_indices(&self) -> bool {
        self.tables_fit()
            && self.has_scene(self.start)
            && self.state_is_sound()
            && self.texts_are_sound()
            && self.facts_are_sound()
            && self.scenes_are_sound()
            && self.interrupts.iter().all(|interrupt| {
                self.has_scene(interrupt.scene)
                    && self.condition_is_sound(&interrupt.when)
                    && interrupt.effects.iter().all(|effect| self.effect_is_sound(*effect))
            })
    }

    fn tables_fit(&self) -> bool {
        [
            self.cast.len(),
            self.variables.len(),
            self.variations.len(),
            self.actions.len(),
            self.assessments.len(),
            self.endings.len(),
            self.facts.len(),
            self.scenes.len(),
            self.interrupts.len(),
            self.levels.len(),
        ]
        .into_iter()
        .all(|length| length <= MOST_ENTRIES)
    }

    fn state_is_sound(&self) -> bool {
        let variables = self.variables.iter().all(|variable| {
            let somebody = match variable.kind {
                VariableKind::Where(person) => self.has_person(person),
                _ => true,
            };
            somebody && variable.is_sound(self.clock.max_seconds)
        });
        let variations = self.variations.iter().all(|variation| {
            (1..=MOST_VALUES).contains(&variation.values.len())
                && variation.attribute.is_none_or(|attribute| self.has_person(attribute.person))
        });
        variables && variations
    }

    fn facts_are_sound(&self) -> bool {
        self.facts.iter().all(|fact| {
            let source = match fact.source {
                Source::Cast(person) => self.has_person(person),
                Source::Scene | Source::Records => true,
            };
            source && fact.replaces.iter().all(|other| self.has_fact(*other))
        })
    }

    fn texts_are_sound(&self) -> bool {
        self.text_is_sound(&self.you)
            && self.control.iter().all(|text| self.text_is_sound(text))
            && self.cast.iter().all(|person| self.text_is_sound(&person.name) && self.optional_text_is_sound(person.about.as_ref()))
            && self.actions.iter().all(|action| self.text_is_sound(&action.text))
            && self.endings.iter().all(|ending| self.text_is_sound(&ending.text))
            && self.facts.iter().all(|fact| self.text_is_sound(&fact.text))
    }

    fn scenes_are_sound(&self) -> bool {
        let mut first_choice = 0_u32;
        self.scenes.iter().all(|scene| {
            let in_order = scene.first_choice == first_choice;
            // At most 65,535 scenes of at most 65,535 choices: the sum stays within 32 bits.
            first_choice = first_choice.saturating_add(u32::try_from(scene.choices.len()).unwrap_or(u32::MAX));
            in_order && self.scene_is_sound(scene)
        })
    }

    fn scene_is_sound(&self, scene: &Scene) -> bool {
        let leads_on_or_ends = match scene.ending {
            Some(EndingIndex(_)) => scene.choices.is_empty(),
            None => !scene.choices.is_empty(),
        };
        leads_on_or_ends
            && scene.choices.len() <= MOST_ENTRIES
            && scene.ending.is_none_or(|ending| self.has_ending(ending))
            && self.optional_text_is_sound(scene.title.as_ref())
            && self.lines_are_sound(&scene.lines)
            && scene.choices.iter().all(|choice| {
                self.text_is_sound(&choice.text)
                    && choice.when.as_ref().is_none_or(|when| self.condition_is_sound(when))
                    && choice.effects.iter().all(|effect| self.effect_is_sound(*effect))
                    && choice.reveals.iter().all(|fact| self.has_fact(*fact))
                    && self.lines_are_sound(&choice.lines)
                    && choice.assess.is_none_or(|assessment| self.has_assessment(assessment))
                    && match choice.next {
                        Next::Goto(scene) | Next::Visit(scene) => self.has_scene(scene),
                        Next::Stay | Next::Return => true,
                    }
            })
    }

    fn lines_are_sound(&self, lines: &[Line]) -> bool {
        lines.iter().all(|line| {
            self.text_is_sound(&line.text)
                && line.when.as_ref().is_none_or(|when| self.condition_is_sound(when))
                && line.reveals.iter().all(|fact| self.has_fact(*fact))
                && match line.speaker {
                    Speaker::Cast(person) => self.has_person(person),
                    Speaker::Narrator => true,
                }
        })
    }

    fn condition_is_sound(&self, condition: &Condition) -> bool {
        let mut sound = true;
        condition.each_test(&mut |test| sound = sound && self.test_is_sound(*test));
        sound
    }

    /// Whether the question asks about things that there are.
    pub fn test_is_sound(&self, test: Test) -> bool {
        match test {
            Test::Flag(variable) => self.has_variable(variable),
            Test::Compare(left, _, right) => [left, right].into_iter().all(|number| match number {
                Number::Variable(variable) => self.has_variable(variable),
                Number::Constant(_) | Number::Clock => true,
            }),
            Test::Heard(fact) => self.has_fact(fact),
            Test::Visited(scene) => self.has_scene(scene),
            Test::Chosen(choice) => self.has_choice(choice),
            Test::Committed(assessment) => self.has_assessment(assessment),
            Test::Drawn(variation, value) => {
                self.variations.get(variation.at()).is_some_and(|variation| usize::from(value) < variation.values.len())
            }
            Test::Since(timer, _, _) => self.is_timer(timer),
            Test::Graded(assessment, _, level) => self.has_assessment(assessment) && level.at() < self.levels.len(),
        }
    }

    fn effect_is_sound(&self, effect: Effect) -> bool {
        match effect {
            Effect::Set(variable, value) => self.variables.get(variable.at()).is_some_and(|variable| match variable.kind {
                VariableKind::Timer => value == NOT_RUNNING,
                _ => (variable.min..=variable.max).contains(&value),
            }),
            Effect::Add(variable, _) => self.variables.get(variable.at()).is_some_and(|variable| variable.kind == VariableKind::Number),
            Effect::Start(timer) => self.is_timer(timer),
        }
    }

    fn is_timer(&self, variable: VariableIndex) -> bool {
        self.variables.get(variable.at()).is_some_and(|variable| variable.kind == VariableKind::Timer)
    }

    fn optional_text_is_sound(&self, text: Option<&Text>) -> bool {
        text.is_none_or(|text| self.text_is_sound(text))
    }

    fn text_is_sound(&self, text: &Text) -> bool {
        text.0.iter().all(|piece| match piece {
            Piece::Plain(_) => true,
            // An attribute is told by lines of its own, never put into a text.
            Piece::Drawn(variation) => self.variations.get(variation.at()).is_some_and(|variation| variation.attribute.is_none()),
        })
    }

    /// Whether the choice exists.
    pub fn has_choice(&self, at: ChoiceRef) -> bool {
        self.scenes.get(at.scene.at()).is_some_and(|scene| at.choice.at() < scene.choices.len())
    }

    /// Whether the scene exists.
    pub fn has_scene(&self, scene: SceneIndex) -> bool {
        scene.at() < self.scenes.len()
    }

    /// Whether the fact exists.
    pub fn has_fact(&self, fact: FactIndex) -> bool {
        fact.at() < self.facts.len()
    }

    /// Whether the assessment point exists.
    pub fn has_assessment(&self, assessment: AssessmentIndex) -> bool {
        assessment.at() < self.assessments.len()
    }

    /// Whether the action exists.
    pub fn has_action(&self, action: ActionIndex) -> bool {
        action.at() < self.actions.len()
    }

    /// Whether the ending exists.
    pub fn has_ending(&self, ending: EndingIndex) -> bool {
        ending.at() < self.endings.len()
    }

    fn has_person(&self, person: CastIndex) -> bool {
        person.at() < self.cast.len()
    }

    fn has_variable(&self, variable: VariableIndex) -> bool {
        variable.at() < self.variables.len()
    }
}
