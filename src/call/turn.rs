//! A line of the transcript.

use doorstep_simulator::{Event, Mode, Said, SpokenBy, TurnIndex, TurnView, View};
use yew::prelude::*;

use super::focus::focus_later;
use super::go_back::{go_back_question, question_id};
use super::hand::{Hand, Place, Refused, problem};
use super::markup::{Markup, number_of, pressed};
use super::moment::turn_id;
use super::words::{speaker_words, time_words};

/// What a line is drawn from.
pub(super) struct TurnRow<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) turn: TurnView<'a>,
    pub(super) hand: &'a Hand,
    pub(super) going_back: bool,
    pub(super) on_going_back: &'a Callback<Option<TurnIndex>>,
    pub(super) refused: Option<Refused>,
}

impl TurnRow<'_> {
    /// The line as a list item: number, time and speaker as text, then the words, then what can be done with the line.
    pub(super) fn html(&self) -> Html {
        let index = self.turn.index;
        html! {
            <div key={index.0} class="turn" role="listitem">
                { self.said() }
                if self.turn.by != SpokenBy::Ending {
                    <div class="turn-tools">{ self.mark() }{ self.go_back() }</div>
                }
                { problem(Refused::at(self.refused, Place::Line(index)).as_deref()) }
                if self.going_back {
                    { go_back_question(index, self.turn.turn.step.saturating_sub(1), self.hand, self.on_going_back) }
                }
            </div>
        }
    }

    /// What was said, by whom and when, below the heading of its scene where one begins. It does not change any more.
    fn said(&self) -> Html {
        let Self { view, turn, .. } = self;
        let time = time_words(view, turn.turn.second);
        let mut markup = Markup::begin("");
        if let Some(heading) = turn.heading {
            markup = markup.and("<h3 class=\"turn-scene\">").words(&view.words(heading)).and("</h3>");
        }
        markup = markup
            .and("<div class=\"turn-body ")
            .and(by_class(turn.by))
            .and("\" id=\"")
            .words(&turn_id(turn.index.0))
            .and("\" tabindex=\"-1\"><p class=\"turn-head\"><span class=\"turn-number figures\">")
            .words(&turn.index.number().to_string())
            .and("</span> <time class=\"turn-time\" datetime=\"")
            .words(&time)
            .and("\">")
            .words(&time)
            .and("</time> <strong class=\"turn-speaker\">")
            .words(&speaker_words(view, turn))
            .and(":</strong></p><p class=\"turn-words\" dir=\"auto\"");
        if let Some(language) = turn.language {
            markup = markup.and(" lang=\"").words(language).and("\"");
        }
        markup.and(">").words(&view.words(turn.text)).and("</p></div>").html()
    }

    /// The button that marks the line as evidence, or takes the mark back.
    fn mark(&self) -> Html {
        let index = self.turn.index;
        html! {
            <button type="button" class="turn-mark" value={index.0.to_string()} aria-pressed={self.turn.turn.marked.to_string()}
                disabled={self.hand.read_only} aria-label={format!("Mark as evidence, line {}", index.number())}>
                { "Mark as evidence" }
            </button>
        }
    }

    /// The button of a choice's line that asks to go back to the moment before it; only in practice.
    fn go_back(&self) -> Html {
        let is_choice = matches!(self.turn.turn.said, Said::Choice(_));
        if !is_choice || self.view.header().mode != Mode::Practice || self.hand.read_only {
            return Html::default();
        }
        let index = self.turn.index;
        html! {
            <button type="button" id={go_back_id(index)} class="turn-back" value={index.0.to_string()} aria-expanded={self.going_back.to_string()}
                aria-label={format!("Go back to before this, line {}", index.number())}>
                { "Go back to before this" }
            </button>
        }
    }
}

/// What a press on one of the buttons of the lines does. One listener stands above all lines, however many they are.
pub(super) fn line_pressed(event: &MouseEvent, hand: &Hand, on_going_back: &Callback<Option<TurnIndex>>) {
    let Some(button) = pressed(event) else { return };
    let Some(line) = number_of(&button).map(TurnIndex) else { return };
    if let Some(is_marked) = button.get_attribute("aria-pressed") {
        let event = if is_marked == "true" { Event::Unmark(line) } else { Event::Mark(line) };
        hand.apply(Place::Line(line), event);
    } else if let Some(is_open) = button.get_attribute("aria-expanded") {
        let opens = is_open != "true";
        on_going_back.emit(opens.then_some(line));
        if opens {
            focus_later(question_id(line));
        }
    }
}

/// The id of the button that asks to go back to before a line.
pub(super) fn go_back_id(line: TurnIndex) -> String {
    format!("{}-back", turn_id(line.0))
}

/// The class for the place where a line stands.
fn by_class(by: SpokenBy<'_>) -> &'static str {
    match by {
        SpokenBy::Narrator => "by-narrator",
        SpokenBy::You => "by-you says",
        SpokenBy::YouDo => "by-you does",
        SpokenBy::Person(_) => "by-other",
        SpokenBy::Ending => "by-ending",
    }
}
