//! What gives something away before it was heard: a fact's own phrases shown while it is unknown, and words of the key in the call.
//!
//! Whether a phrase is shown in time is found by plays: random ones, and a guided search for each text that holds a phrase. Content notes
//! are left out: they say beforehand what somebody may want to decline, and are meant to.

use std::sync::Arc;

use doorstep_scenario::text::Places;
use doorstep_scenario::{ChoiceRef, FactIndex, Line, Piece, Scenario, SceneIndex, Text};
use doorstep_scoring::{AnswerKey, Tally};
use doorstep_simulator::{Content, Event, Phase, Said, Session};
use doorstep_source::{Severity, Span};

use crate::best_sheet::every_level;
use crate::seek::{Found, Quest, Seek};
use crate::variants::Variant;
use crate::words::{normalised, words};
use crate::{Code, Finding, Witness, script};

/// The fewest words of a sentence of the key by which it is known again.
const FEWEST_WORDS: usize = 5;

/// Where a text of a call stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TextAt {
    /// Shown before the first line, or in lists: title, summary, briefing, people, themes.
    Before,
    /// An action or the name of an assessment point: shown at assessments.
    Assessment,
    SceneTitle(SceneIndex),
    SceneLine(SceneIndex, u16),
    Choice(ChoiceRef),
    ChoiceLine(ChoiceRef, u16),
    Ending,
    /// The text of a fact: shown in the debrief only.
    Fact,
}

/// A text of the call with its place, once for each value of the details that are drawn in it.
struct Shown {
    at: TextAt,
    span: Span,
    normal: String,
}

/// Everything that the call shows.
fn texts(scenario: &Scenario, places: &Places) -> Vec<Shown> {
    let mut all = Vec::new();
    let place = |list: &[Span], at: usize| list.get(at).copied().unwrap_or_default();
    let mut add = |at: TextAt, span: Span, text: &Text| {
        all.extend(drawings(scenario, text).into_iter().map(|words| Shown { at, span, normal: normalised(&words) }));
    };
    for words in [&scenario.title, &scenario.summary].into_iter().chain(&scenario.themes) {
        add(TextAt::Before, Span::default(), &Text::plain(words));
    }
    [&scenario.you].into_iter().chain(&scenario.control).for_each(|text| add(TextAt::Before, Span::default(), text));
    for (number, person) in scenario.cast.iter().enumerate() {
        [Some(&person.name), person.about.as_ref()]
            .into_iter()
            .flatten()
            .for_each(|text| add(TextAt::Before, place(&places.cast, number), text));
    }
    for (number, action) in scenario.actions.iter().enumerate() {
        add(TextAt::Assessment, place(&places.actions, number), &action.text);
    }
    for (number, assessment) in scenario.assessments.iter().enumerate() {
        add(TextAt::Assessment, place(&places.assessments, number), &Text::plain(&assessment.label));
    }
    for (number, ending) in scenario.endings.iter().enumerate() {
        add(TextAt::Ending, place(&places.endings, number), &ending.text);
    }
    for (number, fact) in scenario.facts.iter().enumerate() {
        add(TextAt::Fact, place(&places.facts, number), &fact.text);
    }
    for (scene, number) in scenario.scenes.iter().zip(0..) {
        let at = SceneIndex(number);
        let spans = places.scenes.get(at.at());
        if let Some(title) = &scene.title {
            add(TextAt::SceneTitle(at), places.scene(at).unwrap_or_default(), title);
        }
        for (line, number) in scene.lines.iter().zip(0_u16..) {
            add(
                TextAt::SceneLine(at, number),
                spans.map_or_else(Span::default, |spans| place(&spans.lines, usize::from(number))),
                &line.text,
            );
        }
    }
    for (at, choice) in scenario.choices() {
        let spans = places.scenes.get(at.scene.at()).and_then(|scene| scene.choices.get(at.choice.at()));
        add(TextAt::Choice(at), spans.map_or_else(Span::default, |spans| spans.id), &choice.text);
        for (line, number) in choice.lines.iter().zip(0_u16..) {
            add(
                TextAt::ChoiceLine(at, number),
                spans.map_or_else(Span::default, |spans| place(&spans.lines, usize::from(number))),
                &line.text,
            );
        }
    }
    all
}

/// A text with each value of its details, all details at the same place of their lists.
fn drawings(scenario: &Scenario, text: &Text) -> Vec<String> {
    let values = |piece: &Piece| match piece {
        Piece::Plain(_) => 1,
        Piece::Drawn(variation) => scenario.variations[variation.at()].values.len(),
    };
    let most = text.0.iter().map(values).max().unwrap_or(1);
    let drawn = |round: usize| {
        move |variation: doorstep_scenario::VariationIndex| {
            // A variation has 1 to 256 values.
            (round % scenario.variations[variation.at()].values.len().max(1)) as u8
        }
    };
    (0..most).map(|round| text.pieces(scenario, drawn(round)).collect()).collect()
}

/// Whether the words of a phrase stand in a text, one after the other.
fn holds(text: &str, phrase: &str) -> bool {
    !phrase.is_empty() && format!(" {text} ").contains(&format!(" {phrase} "))
}

/// Sentences of the key's reasons that the call shows. The texts of facts are left out: they are shown in the debrief, beside the reasons.
pub fn key_in_call(scenario: &Scenario, places: &Places, key: &AnswerKey) -> Vec<Finding> {
    let reasons = reasons(key);
    let texts = texts(scenario, places);
    let mut findings: Vec<Finding> = Vec::new();
    for shown in texts.iter().filter(|shown| shown.at != TextAt::Fact) {
        let Some((whose, sentence)) = reasons.iter().find(|(_, sentence)| holds(&shown.normal, &normalised(sentence))) else { continue };
        if findings.iter().any(|known| known.span == shown.span) {
            continue;
        }
        findings.push(Finding {
            code: Code::Leak,
            severity: Severity::Warning,
            span: shown.span,
            message: format!("The call says what stands in the key as the reason of {whose}: \u{201c}{}\u{201d}", sentence.trim()),
            mend: "Say it in the debrief only: write other words here, or none.".to_owned(),
            witness: None,
        });
    }
    findings
}

/// The sentences of every reason in the key that are long enough to be known again, each with whose reason it is.
fn reasons(key: &AnswerKey) -> Vec<(String, String)> {
    let mut all: Vec<(String, &str)> = Vec::new();
    all.extend(key.factors.iter().map(|each| (format!("the factor `{}`", each.id), each.why.as_str())));
    all.extend(key.acts.iter().map(|each| (format!("the act `{}`", each.id), each.why.as_str())));
    all.extend(key.critical.iter().map(|each| (format!("the critical error `{}`", each.id), each.why.as_str())));
    all.extend(key.conduct.iter().map(|each| ("a note on conduct".to_owned(), each.why.as_str())));
    all.extend(key.questions.iter().filter_map(|each| Some(("a note on a question".to_owned(), each.why.as_deref()?))));
    let given = key.assessments.iter().flat_map(|each| each.reasons.iter().flatten());
    all.extend(given.map(|reason| ("a reader's level".to_owned(), reason.as_str())));
    let long_enough = |sentence: &&str| words(sentence).count() >= FEWEST_WORDS;
    let sentences = |(whose, text): (String, &'_ str)| -> Vec<(String, String)> {
        text.split_inclusive(['.', '!', '?', ';']).filter(long_enough).map(|sentence| (whose.clone(), sentence.to_owned())).collect()
    };
    all.into_iter().flat_map(sentences).collect()
}

/// Phrases of facts that are shown while the fact is unknown. `most_states` bounds the search for each text that holds one.
pub fn phrases_shown(content: &Arc<Content>, places: &Places, variants: &[Variant], most_states: usize) -> Vec<Finding> {
    let scenario = &content.scenario;
    let texts = texts(scenario, places);
    let mut findings = Vec::new();
    for (fact, number) in scenario.facts.iter().zip(0..) {
        let (at, own) = (FactIndex(number), places.phrases.get(usize::from(number)).map_or(&[][..], Vec::as_slice));
        for phrase in own {
            let normal = normalised(&phrase.words);
            for shown in texts.iter().filter(|shown| holds(&shown.normal, &normal)) {
                let Some(witness) = shown_while_unknown(content, shown.at, at, variants, most_states) else { continue };
                if findings.iter().any(|known: &Finding| known.span == shown.span) {
                    continue;
                }
                findings.push(Finding {
                    code: Code::Leak,
                    severity: Severity::Warning,
                    span: shown.span,
                    message: format!("\u{201c}{}\u{201d} is shown here while the fact `{}` is not known yet.", phrase.words, fact.id),
                    mend: "Use other words here, or show it only once the fact was heard.".to_owned(),
                    witness: Some(witness),
                });
            }
        }
    }
    findings
}

/// A play in which a text is shown while a fact is unknown.
fn shown_while_unknown(content: &Arc<Content>, at: TextAt, fact: FactIndex, variants: &[Variant], most_states: usize) -> Option<Witness> {
    let seed = variants.first()?.seed;
    if reveals(&content.scenario, at, fact) || at == TextAt::Fact {
        return None;
    }
    if at == TextAt::Before {
        return Some(Witness { seed, steps: Vec::new() });
    }
    variants.iter().find_map(|variant| {
        let mut quest = LeakQuest { at, fact };
        match Seek::new(content, None, variant.seed, most_states).find(&mut quest) {
            Found::Play(session) => Some(script::witness(&session)),
            Found::Nowhere | Found::Open => None,
        }
    })
}

/// Whether the text itself reveals the fact: then it is known when it is shown.
fn reveals(scenario: &Scenario, at: TextAt, fact: FactIndex) -> bool {
    let line = |lines: &[Line], number: u16| lines[usize::from(number)].reveals.contains(&fact);
    match at {
        TextAt::SceneLine(scene, number) => line(&scenario.scene(scene).lines, number),
        TextAt::ChoiceLine(choice, number) => line(&scenario.choice(choice).lines, number),
        _ => false,
    }
}

struct LeakQuest {
    at: TextAt,
    fact: FactIndex,
}

impl LeakQuest {
    /// Whether the text was shown while the fact was unknown.
    fn is_shown(&self, session: &Session) -> bool {
        let state = session.state();
        let known_from = state.heard_at(self.fact).map_or(usize::MAX, |turn| turn.at());
        let said = |wanted: Said| state.turns().iter().take(known_from).any(|turn| turn.said == wanted);
        let unknown = known_from == usize::MAX;
        match self.at {
            TextAt::Before => true,
            TextAt::Fact => false,
            TextAt::Assessment => unknown && matches!(state.phase(), Phase::Assessing(..)),
            TextAt::SceneTitle(scene) => state.turns().iter().take(known_from).any(|turn| turn.scene == scene),
            TextAt::SceneLine(scene, line) => said(Said::SceneLine(scene, line)),
            TextAt::Choice(choice) => unknown && state.scene() == choice.scene && state.offers().contains(&choice.choice),
            TextAt::ChoiceLine(choice, line) => said(Said::ChoiceLine(choice, line)),
            TextAt::Ending => unknown && matches!(state.phase(), Phase::Ended(_)),
        }
    }
}

impl Quest for LeakQuest {
    fn open_wishes(&mut self, session: &Session, _: Option<&Tally>) -> Option<u32> {
        if self.is_shown(session) {
            return Some(0);
        }
        session.state().heard_at(self.fact).is_none().then_some(1)
    }

    fn assessments(&self, session: &Session) -> Vec<Vec<Event>> {
        every_level(session)
    }
}
