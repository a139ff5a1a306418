//! Somebody who knows tests and not the subject: says everything that can be said, ticks an item where words of it were heard, cites
//! those lines, grades by the number of ticks, and decides on the longer half of the actions.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use doorstep_risk_tool::{Answer, LevelIndex};
use doorstep_scenario::{ActionIndex, ChoiceRef, Manner};
use doorstep_simulator::{AssessmentPart, Confidence, Event, Mode, Phase, Session, TurnIndex, View};

use crate::case::Case;
use crate::dice::Dice;

/// More choices than this nobody takes.
const MOST_CHOICES: usize = 250;
/// Shorter words say little.
const SHORTEST_WORD: usize = 4;

/// Takes a call; it is known as far as a view shows it.
pub(crate) fn play(case: &Case, numbers: &[u64]) -> Session {
    let mut dice = Dice::of(numbers);
    let seed = dice.below(1 << 20) as u64;
    let mut session = Session::start(Arc::clone(&case.content), seed, Mode::Rehearsal, None, false);
    let mut taken: BTreeMap<ChoiceRef, u32> = BTreeMap::new();
    for _ in 0..MOST_CHOICES {
        let view = session.view();
        let events = match view.phase() {
            Phase::Ended(_) => break,
            Phase::Assessing(_, part) => assess(&view, part),
            Phase::Call => {
                let rank = |at: ChoiceRef, manner: Manner| (taken.get(&at).copied().unwrap_or(0), manner == Manner::Do);
                let Some(least) = view.offers().map(|offer| rank(offer.at, offer.manner)).min() else { break };
                let best: Vec<ChoiceRef> =
                    view.offers().filter(|offer| rank(offer.at, offer.manner) == least).map(|offer| offer.at).collect();
                let choice = best[dice.below(best.len())];
                *taken.entry(choice).or_default() += 1;
                vec![Event::Choose(choice.choice)]
            }
        };
        if events.into_iter().any(|event| session.apply(event).is_err()) {
            break;
        }
    }
    session
}

fn assess(view: &View<'_>, part: AssessmentPart) -> Vec<Event> {
    let ticks = ticks(view);
    let reason = || "Several things were said.".to_owned();
    match part {
        AssessmentPart::FirstImpression => vec![Event::FirstImpression(level(view, ticks.len()))],
        AssessmentPart::Answers => {
            let mut events: Vec<Event> = Vec::new();
            for (item, cites) in ticks {
                if view.tool().offers(item, Answer::Yes) {
                    events.push(Event::Answer { item, answer: Answer::Yes.into(), cites });
                }
            }
            events.push(Event::LockAnswers);
            events
        }
        AssessmentPart::OwnLevel => {
            let cites = ticks.iter().flat_map(|(_, cites)| cites.iter().copied()).collect();
            vec![Event::OwnLevel { level: level(view, ticks.len()), confidence: Confidence::Sure, reason: reason(), cites }]
        }
        AssessmentPart::FinalLevel => {
            // The tool's result is on the screen now, and sounds official.
            let shown = view.tool_result().and_then(|result| result.level());
            vec![Event::FinalLevel { level: shown.unwrap_or_else(|| level(view, ticks.len())), reason: reason() }]
        }
        AssessmentPart::Plan => {
            let mut by_length: Vec<(usize, ActionIndex)> =
                view.actions().map(|(action, text)| (view.words(text).chars().count(), action)).collect();
            by_length.sort_unstable();
            let actions = by_length[by_length.len() / 2..].iter().map(|(_, action)| *action).collect();
            vec![Event::Commit { actions, reassess_hours: 24, safe_contact: String::new(), handover: String::new() }]
        }
    }
}

/// The more ticks, the higher: none is the lowest level, and a third of the form the highest.
fn level(view: &View<'_>, ticks: usize) -> LevelIndex {
    let levels = view.tool().levels.len();
    let most = (view.tool().items.len() / 3).max(1);
    // A tool has at most 255 levels.
    LevelIndex((ticks * levels.saturating_sub(1) / most).min(levels.saturating_sub(1)) as u8)
}

/// The items of which a word was heard, with the turns.
fn ticks(view: &View<'_>) -> Vec<(doorstep_risk_tool::ItemIndex, Vec<TurnIndex>)> {
    let heard: Vec<(TurnIndex, BTreeSet<String>)> = view.turns().map(|turn| (turn.index, words(&view.words(turn.text)))).collect();
    let of_item = |text: &str| -> Vec<TurnIndex> {
        let wanted = words(text);
        heard.iter().filter(|(_, words)| words.intersection(&wanted).next().is_some()).map(|(turn, _)| *turn).collect()
    };
    let items = view.tool().items().map(|(index, item)| (index, of_item(&item.short)));
    items.filter(|(_, cites)| !cites.is_empty()).collect()
}

fn words(text: &str) -> BTreeSet<String> {
    let words = text.split(|letter: char| !letter.is_ascii_alphabetic()).filter(|word| word.len() >= SHORTEST_WORD);
    words.map(str::to_ascii_lowercase).filter(|word| !COMMON.contains(&word.as_str())).collect()
}

/// Words that are in every conversation.
const COMMON: [&str; 24] = [
    "that", "this", "with", "what", "when", "have", "from", "they", "there", "then", "than", "been", "were", "will", "would", "your",
    "into", "them", "about", "where", "other", "person", "somebody", "never",
];
