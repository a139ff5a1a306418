//! From answers to findings: what is wrong, where, and how to mend it.

use std::collections::BTreeSet;

use doorstep_scenario::text::Places;
use doorstep_scenario::{ChoiceRef, Scenario, SceneIndex, VariableIndex};
use doorstep_scoring::{AnswerKey, KeyTest};
use doorstep_source::{Severity, Span};

use crate::answers::{Answer, Answers, Shown};
use crate::component::{Component, read_by_test, relevant};
use crate::goal::{Goal, Goals, LineAt};
use crate::variants::conditions;
use crate::{Code, Finding, Witness, WitnessStep};

/// Everything that is found about a call, in order of the file. Of its key, if there is one, it is only asked what it reads.
pub(crate) fn findings(scenario: &Scenario, places: &Places, goals: &Goals, answers: &Answers, key: Option<&AnswerKey>) -> Vec<Finding> {
    let mut teller = Teller { scenario, places, goals, answers, key, found: Vec::new() };
    for goal in goals.list() {
        teller.goal(*goal);
    }
    teller.variables();
    teller.stuck();
    teller.found.sort_by_key(|finding| (finding.span.start.line, finding.span.start.column, finding.code));
    teller.found
}

struct Teller<'a> {
    scenario: &'a Scenario,
    places: &'a Places,
    goals: &'a Goals,
    answers: &'a Answers,
    key: Option<&'a AnswerKey>,
    found: Vec<Finding>,
}

impl Teller<'_> {
    fn answer(&self, goal: Goal) -> Option<&Answer> {
        self.answers.goals.get(self.goals.number(goal) as usize)
    }

    fn never(&self, goal: Goal) -> bool {
        self.answer(goal) == Some(&Answer::Never)
    }

    fn shown(&self, goal: Goal) -> Option<&Shown> {
        match self.answer(goal) {
            Some(Answer::Shown(shown)) => Some(shown),
            _ => None,
        }
    }

    fn tell(&mut self, code: Code, severity: Severity, span: Span, message: String, mend: &str, witness: Option<Witness>) {
        self.found.push(Finding { code, severity, span, message, mend: mend.to_owned(), witness });
    }

    fn goal(&mut self, goal: Goal) {
        match goal {
            Goal::Scene(at) if self.never(goal) => {
                let message = format!("No play enters the scene `{}`.", self.scenario.scene(at).id);
                let mend = "Lead to it from a choice or an interrupt that a play can come to, or delete it.";
                self.tell(Code::Unreachable, Severity::Error, self.scene_span(at), message, mend, None);
            }
            Goal::Choice(at) => self.choice(at),
            Goal::Line(at) => self.line(at),
            Goal::Interrupt(at) => {
                let (id, span) = (self.scenario.interrupts[at.at()].id.clone(), span(&self.places.interrupts, at.at()));
                if self.never(goal) {
                    let mend = "Mend its condition, the scenes that it asks about or the order of the interrupts, or delete it.";
                    self.tell(Code::Unreachable, Severity::Error, span, format!("The interrupt `{id}` never comes."), mend, None);
                    if self.shown(Goal::InterruptFails(at)).is_some() {
                        let message = format!("The condition of the interrupt `{id}` never holds.");
                        self.tell(Code::Constant, Severity::Warning, span, message, "Mend what it asks.", None);
                    }
                } else if self.shown(goal).is_some() && self.never(Goal::InterruptFails(at)) {
                    let message = format!("The condition of the interrupt `{id}` always holds: it comes at once.");
                    self.tell(
                        Code::Constant,
                        Severity::Warning,
                        span,
                        message,
                        "Mend what it asks, or lead to its scene by a choice.",
                        None,
                    );
                }
            }
            Goal::Ending(at) if self.never(goal) => {
                let message = format!("No play comes to the ending `{}`.", self.scenario.endings[at.at()].id);
                let mend = "Lead to its scene from a choice that a play can come to, or delete it.";
                self.tell(Code::Unreachable, Severity::Error, span(&self.places.endings, at.at()), message, mend, None);
            }
            Goal::Fact(at) if self.never(goal) && !self.scenario.facts[at.at()].stays_unknown => {
                let message = format!("No play reveals the fact `{}`.", self.scenario.facts[at.at()].id);
                let mend = "Let a line or a choice that a play comes to reveal it, or write `stays_unknown: true` if no play should.";
                self.tell(Code::Unlearnable, Severity::Error, span(&self.places.facts, at.at()), message, mend, None);
            }
            _ => {}
        }
    }

    fn choice(&mut self, at: ChoiceRef) {
        if self.never(Goal::Scene(at.scene)) {
            return;
        }
        let name = self.scenario.choice_name(at);
        let id_span = self.places.choice(at).unwrap_or_default();
        let when_span = self.places.scenes.get(at.scene.at()).and_then(|scene| scene.choices.get(at.choice.at()));
        let when_span = when_span.and_then(|choice| choice.when).unwrap_or(id_span);
        let conditional = self.scenario.choice(at).when.is_some();
        if self.never(Goal::Choice(at)) {
            let condition = conditional && self.never(Goal::ChoiceHolds(at));
            let why = if condition { ": its condition never holds there" } else { "" };
            let mend = "Mend its condition or what should make it true, or delete the choice.";
            self.tell(Code::Unreachable, Severity::Error, id_span, format!("No play is offered the choice `{name}`{why}."), mend, None);
        }
        if conditional && self.never(Goal::ChoiceHolds(at)) && self.shown(Goal::ChoiceFails(at)).is_some() {
            let message = format!("The condition of the choice `{name}` never holds while the call is in its scene.");
            self.tell(Code::Constant, Severity::Warning, when_span, message, "Mend what it asks, or what should make it true.", None);
        }
        if conditional && self.never(Goal::ChoiceFails(at)) && self.shown(Goal::ChoiceHolds(at)).is_some() {
            let message = format!("The condition of the choice `{name}` always holds while the call is in its scene.");
            self.tell(Code::Constant, Severity::Warning, when_span, message, "Delete the condition, or mend what it asks.", None);
        }
    }

    fn line(&mut self, at: LineAt) {
        let (parent, line, line_span, where_) = match at {
            LineAt::Scene(scene, place) => (
                Goal::Scene(scene),
                &self.scenario.scene(scene).lines[usize::from(place)],
                self.places.scenes.get(scene.at()).map(|scene| span(&scene.lines, usize::from(place))),
                format!("of the scene `{}`", self.scenario.scene(scene).id),
            ),
            LineAt::Choice(choice, place) => (
                Goal::Choice(choice),
                &self.scenario.choice(choice).lines[usize::from(place)],
                self.places
                    .scenes
                    .get(choice.scene.at())
                    .and_then(|scene| scene.choices.get(choice.choice.at()))
                    .map(|choice| span(&choice.lines, usize::from(place))),
                format!("after the choice `{}`", self.scenario.choice_name(choice)),
            ),
        };
        if line.when.is_none() || self.never(parent) || self.scene_never(at) {
            return;
        }
        let line_span = line_span.unwrap_or_default();
        let number = match at {
            LineAt::Scene(_, place) | LineAt::Choice(_, place) => u32::from(place) + 1,
        };
        if self.never(Goal::Line(at)) {
            let message = format!("No play shows line {number} {where_}: its condition never holds there.");
            self.tell(
                Code::Unreachable,
                Severity::Error,
                line_span,
                message,
                "Mend its condition or what should make it true, or delete the line.",
                None,
            );
            let message = format!("The condition of line {number} {where_} never holds.");
            self.tell(Code::Constant, Severity::Warning, line_span, message, "Mend what it asks, or what should make it true.", None);
        } else if self.never(Goal::LineFails(at)) && self.shown(Goal::Line(at)).is_some() {
            let message = format!("The condition of line {number} {where_} always holds.");
            self.tell(Code::Constant, Severity::Warning, line_span, message, "Delete the condition, or mend what it asks.", None);
        }
    }

    fn scene_never(&self, at: LineAt) -> bool {
        match at {
            LineAt::Scene(scene, _) => self.never(Goal::Scene(scene)),
            LineAt::Choice(choice, _) => self.never(Goal::Scene(choice.scene)),
        }
    }

    fn variables(&mut self) {
        let read: BTreeSet<Component> = relevant(self.scenario);
        let read_by_key: BTreeSet<Component> = self.key.map(read_by_key).unwrap_or_default();
        for (variable, at) in self.scenario.variables.iter().zip((0..).map(VariableIndex)) {
            let span = span(&self.places.variables, at.at());
            if !read.contains(&Component::Value(at)) {
                // What the call itself does not ask about is no part of the states that were searched.
                if read_by_key.contains(&Component::Value(at)) {
                    continue;
                }
                let nobody = match self.key {
                    Some(_) => "No condition, of the call or of its key,",
                    None => "No condition",
                };
                let message = format!("{nobody} asks about the variable `{}`.", variable.id);
                self.tell(
                    Code::Constant,
                    Severity::Warning,
                    span,
                    message,
                    "Ask about it in a condition, or delete it with its effects.",
                    None,
                );
                continue;
            }
            if self.never(Goal::Changed(at)) {
                let message = format!("No play changes the variable `{}`: it stays as it starts.", variable.id);
                self.tell(
                    Code::Constant,
                    Severity::Warning,
                    span,
                    message,
                    "Change it by an effect that a play comes to, or delete it.",
                    None,
                );
            }
            for (goal, bound, side) in [(Goal::Below(at), variable.min, "below"), (Goal::Above(at), variable.max, "above")] {
                let Some(shown) = self.shown(goal) else { continue };
                let (witness, id) = (shown.witness.clone(), &variable.id);
                let by = witness.steps.iter().rev().find_map(|step| match step {
                    WitnessStep::Choose(choice) => Some(*choice),
                    WitnessStep::Grade(..) => None,
                });
                let place = by.and_then(|choice| self.places.choice(choice)).unwrap_or(span);
                let name = by.map(|choice| self.scenario.choice_name(choice)).unwrap_or_default();
                let message = format!("`{name}` would take `{id}` {side} {bound}, where it stops.");
                let mend = "Nothing to do if it is meant so; otherwise widen the variable's bounds, or change the effects.";
                self.tell(Code::Clamped, Severity::Note, place, message, mend, Some(witness));
            }
        }
    }

    fn stuck(&mut self) {
        let traps = self.answers.traps.iter().map(|found| (Code::Trap, found));
        for (code, (scene, shown)) in traps.chain(self.answers.endless.iter().map(|found| (Code::Endless, found))) {
            let id = &self.scenario.scene(*scene).id;
            let (message, mend) = if code == Code::Trap {
                let message = format!("A play can come to a moment in the scene `{id}` that offers no choice, and the call cannot go on.");
                (message, "Give the scene a choice that is always offered: with `repeat: true`, and without a condition.")
            } else {
                let message = format!("From a moment in the scene `{id}` choices go on for ever, but no ending can be reached.");
                (message, "Give a way out: a choice towards an ending that is still offered then.")
            };
            let span = self.scene_span(*scene);
            self.found.push(Finding {
                code,
                severity: Severity::Error,
                span,
                message,
                mend: mend.to_owned(),
                witness: Some(shown.witness.clone()),
            });
        }
    }

    fn scene_span(&self, at: SceneIndex) -> Span {
        self.places.scene(at).unwrap_or_default()
    }
}

/// What the conditions of a key ask about.
fn read_by_key(key: &AnswerKey) -> BTreeSet<Component> {
    let mut read = BTreeSet::new();
    for condition in conditions(key) {
        condition.each_test(&mut |test| {
            if let KeyTest::Call(test) = test {
                read_by_test(test, &mut |component| {
                    read.insert(component);
                });
            }
        });
    }
    read
}

fn span(list: &[Span], at: usize) -> Span {
    list.get(at).copied().unwrap_or_default()
}
