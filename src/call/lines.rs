//! The lines that can be cited, and the list in which they are ticked.

use doorstep_simulator::{Session, TurnIndex};
use yew::prelude::*;

use super::words::{speaker_words, time_words};
use crate::shared::Shared;

/// A line of the transcript, as the notebook and the citations show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Its place.
    pub(super) turn: TurnIndex,
    /// The time, as people write it.
    pub(super) time: String,
    /// Who speaks.
    pub(super) speaker: String,
    /// What is said.
    pub(super) words: String,
    /// The language, where it is not the call's.
    pub(super) language: Option<String>,
}

impl Line {
    fn of(session: &Session, turn: TurnIndex) -> Option<Self> {
        let view = session.view();
        let shown = view.turn(turn)?;
        Some(Self {
            turn,
            time: time_words(&view, shown.turn.second),
            speaker: speaker_words(&view, &shown),
            words: view.words(shown.text),
            language: shown.language.map(str::to_owned),
        })
    }

    /// The lines that the trainee marked, in order.
    pub(super) fn marked(session: &Session) -> Vec<Self> {
        let turns = session.state().turns().iter().zip(0..);
        turns.filter(|(turn, _)| turn.marked).filter_map(|(_, place)| Self::of(session, TurnIndex(place))).collect()
    }

    /// The marked lines, and those cited that are marked no longer.
    pub(super) fn citable(session: &Session, marked: &[Self], cited: &[TurnIndex]) -> Vec<Self> {
        let unmarked = cited.iter().filter(|turn| !marked.iter().any(|line| line.turn == **turn));
        let mut lines: Vec<Self> = marked.iter().cloned().chain(unmarked.filter_map(|turn| Self::of(session, *turn))).collect();
        lines.sort_by_key(|line| line.turn);
        lines
    }

    /// Number, time and speaker.
    pub(super) fn head(&self) -> Html {
        html! {
            <>
                <span class="turn-number figures"><span class="visually-hidden">{ "Line " }</span>{ self.turn.number() }</span>
                { " " }<time class="turn-time" datetime={self.time.clone()}>{ self.time.clone() }</time>
                { " " }<strong class="turn-speaker">{ self.speaker.clone() }</strong>
            </>
        }
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct CiteListProps {
    /// What the lines are cited for, as the name of the group.
    pub(super) name: AttrValue,
    pub(super) lines: Shared<Vec<Line>>,
    pub(super) cited: Vec<TurnIndex>,
    pub(super) on_cite: Callback<(TurnIndex, bool)>,
    pub(super) read_only: bool,
}

/// The lines as a list of boxes to tick.
#[component]
pub(super) fn CiteList(props: &CiteListProps) -> Html {
    if props.lines.is_empty() {
        return html! { <p class="hint">{ "Mark a line first: press " }<q>{ "Mark as evidence" }</q>{ " under it in the conversation." }</p> };
    }
    let rows = props.lines.iter().map(|line| {
        let (on_cite, turn) = (props.on_cite.clone(), line.turn);
        let is_cited = props.cited.contains(&turn);
        html! {
            <label key={turn.0} class="choice-row cite">
                <input type="checkbox" checked={is_cited} disabled={props.read_only} onchange={move |_| on_cite.emit((turn, !is_cited))} />
                <span>
                    <span class="turn-head">{ line.head() }</span>{ " " }
                    <span class="cite-words" lang={line.language.clone()} dir="auto">{ line.words.clone() }</span>
                </span>
            </label>
        }
    });
    html! { <div class="cites" role="group" aria-label={props.name.clone()}>{ for rows }</div> }
}
