//! The lines that can be cited, and the list in which they are ticked.

use doorstep_simulator::{Session, TurnIndex};
use yew::prelude::*;

use super::words::{speaker_words, time_words};

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
        Self::citable(session, &[])
    }

    /// The marked lines and those cited, in order: a cited one may be marked no longer.
    pub(super) fn citable(session: &Session, cited: &[TurnIndex]) -> Vec<Self> {
        let turns = session.state().turns().iter().zip((0..).map(TurnIndex));
        turns.filter(|(turn, place)| turn.marked || cited.contains(place)).filter_map(|(_, place)| Self::of(session, place)).collect()
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

/// The lines that can be cited as a list of boxes to tick; `name` says what for.
pub(super) fn cite_list(
    name: String,
    session: &Session,
    cited: &[TurnIndex],
    read_only: bool,
    on_cite: &Callback<(TurnIndex, bool)>,
) -> Html {
    let lines = Line::citable(session, cited);
    if lines.is_empty() {
        return html! { <p class="hint">{ "Mark a line first: press " }<q>{ "Mark as evidence" }</q>{ " under it in the conversation." }</p> };
    }
    let rows = lines.into_iter().map(|line| {
        let (on_cite, turn) = (on_cite.clone(), line.turn);
        let is_cited = cited.contains(&turn);
        html! {
            <label key={turn.0} class="choice-row cite">
                <input type="checkbox" checked={is_cited} disabled={read_only} onchange={move |_| on_cite.emit((turn, !is_cited))} />
                <span>
                    <span class="turn-head">{ line.head() }</span>{ " " }
                    <span class="cite-words" lang={line.language} dir="auto">{ line.words }</span>
                </span>
            </label>
        }
    });
    html! { <div class="cites" role="group" aria-label={name}>{ for rows }</div> }
}
