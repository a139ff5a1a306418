//! The question before going back.

use doorstep_simulator::{Event, TurnIndex};
use yew::prelude::*;

use super::focus::focus;
use super::hand::{Hand, Place};
use super::turn::go_back_id;

#[derive(Properties, PartialEq)]
pub(super) struct GoBackQuestionProps {
    /// The line of the choice.
    pub(super) line: TurnIndex,
    /// How many choices are kept.
    pub(super) step: u32,
    pub(super) hand: Hand,
    pub(super) on_going_back: Callback<Option<TurnIndex>>,
}

/// Says what going back does, and asks.
#[component]
pub(super) fn GoBackQuestion(props: &GoBackQuestionProps) -> Html {
    let line = props.line;
    let id = format!("go-back-{}", line.number());
    {
        let id = id.clone();
        use_effect_with((), move |()| focus(&id));
    }
    let close = {
        let on_going_back = props.on_going_back.clone();
        Callback::from(move |()| {
            on_going_back.emit(None);
            focus(&go_back_id(line));
        })
    };
    let go = {
        let (hand, on_going_back, step) = (props.hand.clone(), props.on_going_back.clone(), props.step);
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
