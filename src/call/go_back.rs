//! The question before going back.

use doorstep_simulator::{Event, TurnIndex};
use yew::prelude::*;

use super::focus::focus_later;
use super::hand::{Hand, Place};
use super::turn::go_back_id;

/// The id of the question's heading.
pub(super) fn question_id(line: TurnIndex) -> String {
    format!("go-back-{}", line.number())
}

/// Says what going back to before a line does, and asks; `step` choices would be kept.
pub(super) fn go_back_question(line: TurnIndex, step: u32, hand: &Hand, on_going_back: &Callback<Option<TurnIndex>>) -> Html {
    let id = question_id(line);
    let close = on_going_back.reform(move |()| {
        focus_later(go_back_id(line));
        None
    });
    let go = {
        let (hand, on_going_back) = (hand.clone(), on_going_back.clone());
        move |_| {
            on_going_back.emit(None);
            hand.apply(Place::Line(line), Event::GoBack { step });
        }
    };
    let onkeydown = {
        let close = close.clone();
        move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                event.stop_propagation();
                close.emit(());
            }
        }
    };
    html! {
        <div class="go-back banner care" role="group" aria-labelledby={id.clone()} {onkeydown}>
            <h4 {id} tabindex="-1">{ format!("Go back to before line {}?", line.number()) }</h4>
            <p>{ "The call returns to that moment. This line and all after it go, with the marks on them, and so does any assessment made since. Your notes and the answers on the form stay, without the lines that go." }</p>
            <p>{ "Going back is written down: this attempt then counts as a repeat." }</p>
            <div class="actions">
                <button type="button" class="button" onclick={go}>{ "Go back" }</button>
                <button type="button" class="button quiet" onclick={move |_| close.emit(())}>{ "Stay here" }</button>
            </div>
        </div>
    }
}
