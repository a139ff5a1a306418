//! What is declared and never used, and what can never happen.

use std::collections::BTreeMap;

use doorstep_source::{Diagnostics, Span};

use super::{
    ASSESSMENT_NEVER_MADE, ENDING_NEVER_USED, FACT_NEVER_REVEALED, Names, Places, RETURN_WITHOUT_VISIT, SAME_WORDS, SCENE_NEVER_ENTERED,
    VARIABLE_NEVER_READ,
};
use crate::{Choice, Next, Scenario, Scene, SceneIndex, Text, Variable, VariableKind};

/// Tells what is never used.
pub(super) fn tell(names: &Names<'_>, scenario: &Scenario, places: &Places, out: &mut Diagnostics) {
    for (place, id, span) in names.facts.unused() {
        if names.stays_unknown.get(usize::from(place)) == Some(&false) {
            let mend = "Let a line or a choice reveal it, or write `stays_unknown: true` if no play should.";
            out.add(FACT_NEVER_REVEALED, span, format!("Nothing reveals the fact `{id}`."), mend);
        }
    }
    for (_, id, span) in names.scenes.unused() {
        let mend = "Lead to it from a choice or an interrupt, or delete it.";
        out.add(SCENE_NEVER_ENTERED, span, format!("Nothing leads to the scene `{id}`."), mend);
    }
    for (_, id, span) in names.endings.unused() {
        out.add(ENDING_NEVER_USED, span, format!("No scene has the ending `{id}`."), "Write it as the `ending` of a scene, or delete it.");
    }
    for (_, id, span) in names.assessments.unused() {
        let mend = format!("Write `assess: {id}` in a choice, or delete it.");
        out.add(ASSESSMENT_NEVER_MADE, span, format!("No choice makes the assessment `{id}`."), mend);
    }
    // Where people are is shown to the trainee, so it need not be asked about.
    let shown = |place: u16| matches!(scenario.variables.get(usize::from(place)), Some(Variable { kind: VariableKind::Where(_), .. }));
    for (_, id, span) in names.variables.unused().filter(|(place, _, _)| !shown(*place)) {
        let mend = "Ask about it in a condition, or delete it with its effects.";
        out.add(VARIABLE_NEVER_READ, span, format!("No condition asks about `{id}`."), mend);
    }
    same_words(scenario, places, out);
    returns(scenario, places, out);
}

/// Two choices with the same words cannot be told apart, unless their conditions keep them apart.
fn same_words(scenario: &Scenario, places: &Places, out: &mut Diagnostics) {
    for (scene, scene_places) in scenario.scenes.iter().zip(&places.scenes) {
        let mut seen: BTreeMap<&Text, &Choice> = BTreeMap::new();
        for (choice, place) in scene.choices.iter().zip(&scene_places.choices) {
            if choice.text.0.is_empty() {
                continue;
            }
            match seen.get(&choice.text) {
                None => drop(seen.insert(&choice.text, choice)),
                Some(other) if other.when.is_some() && choice.when.is_some() && other.when != choice.when => {}
                Some(other) => out.add(
                    SAME_WORDS,
                    place.id,
                    format!("The choice `{}` has the same words as `{}`.", choice.id, other.id),
                    "Give one of them other words, or give both conditions that differ.",
                ),
            }
        }
    }
}

/// A `return` is only offered in a visit: tells those in scenes that no visit leads to.
fn returns(scenario: &Scenario, places: &Places, out: &mut Diagnostics) {
    let mut in_visit = vec![false; scenario.scenes.len()];
    let mut to_do: Vec<SceneIndex> = scenario.interrupts.iter().filter(|each| each.visit).map(|each| each.scene).collect();
    to_do.extend(scenario.choices().filter_map(|(_, choice)| match choice.next {
        Next::Visit(scene) => Some(scene),
        Next::Stay | Next::Goto(_) | Next::Return => None,
    }));
    if !to_do.is_empty() {
        // An interrupt can come during a visit, and `goto` stays inside it.
        to_do.extend(scenario.interrupts.iter().map(|each| each.scene));
    }
    while let Some(index) = to_do.pop() {
        let Some(scene) = scenario.scenes.get(index.at()) else { continue };
        if core::mem::replace(&mut in_visit[index.at()], true) {
            continue;
        }
        to_do.extend(scene.choices.iter().filter_map(|choice| match choice.next {
            Next::Goto(scene) => Some(scene),
            Next::Stay | Next::Visit(_) | Next::Return => None,
        }));
    }
    for ((scene, visited), scene_places) in scenario.scenes.iter().zip(in_visit).zip(&places.scenes) {
        if !visited {
            tell_returns(scene, scene_places.choices.iter().map(|choice| choice.id), out);
        }
    }
}

fn tell_returns(scene: &Scene, spans: impl Iterator<Item = Span>, out: &mut Diagnostics) {
    for (choice, span) in scene.choices.iter().zip(spans) {
        if choice.next == Next::Return {
            out.add(
                RETURN_WITHOUT_VISIT,
                span,
                format!("No visit leads to the scene `{}`: the choice `{}` with `return` is never offered.", scene.id, choice.id),
                "Lead to the scene by `visit:`, or go on with `goto:`.",
            );
        }
    }
}
