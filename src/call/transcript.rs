//! The transcript: every line so far, in order. Lines stand in blocks. A block is drawn again only when one of its lines changed, and
//! the browser lays out again only the block that did, so that a long transcript costs nothing at a click. To those who hear the page
//! the blocks are not there: it is one list.

use std::sync::Arc;

use doorstep_simulator::{Session, TurnIndex};
use yew::prelude::*;

use super::desk::Desk;
use super::hand::{Hand, Place, Refused};
use super::turn::{TurnRow, line_pressed};
use crate::shared::Shared;

/// How many lines a block holds.
const BLOCK: usize = 12;

/// The transcript. The trainee may be about to go back to before one of its lines.
pub(super) fn transcript(desk: &Desk, going_back: Option<TurnIndex>, on_going_back: &Callback<Option<TurnIndex>>) -> Html {
    let count = desk.session.state().turns().len();
    let blocks = (0..count).step_by(BLOCK).map(|from| {
        let to = (from + BLOCK).min(count);
        let within = |turn: TurnIndex| (from..to).contains(&turn.at());
        let is_here = |refused: &Refused| matches!(refused.place, Place::Line(turn) if within(turn));
        html! {
            <TurnBlock key={from} session={desk.session.clone()} {from} {to} hand={desk.hand.clone()}
                going_back={going_back.filter(|turn| within(*turn))} on_going_back={on_going_back.clone()} refused={desk.refused.filter(is_here)} />
        }
    });
    let language = desk.session.content().scenario.language.clone();
    let onclick = {
        let (hand, on_going_back) = (desk.hand.clone(), on_going_back.clone());
        move |event: MouseEvent| line_pressed(&event, &hand, &on_going_back)
    };
    html! { <div class="transcript" role="list" lang={language} {onclick}>{ for blocks }</div> }
}

#[derive(Properties)]
struct TurnBlockProps {
    session: Shared<Session>,
    from: usize,
    to: usize,
    hand: Hand,
    going_back: Option<TurnIndex>,
    on_going_back: Callback<Option<TurnIndex>>,
    refused: Option<Refused>,
}

impl TurnBlockProps {
    /// The lines of the block with the one before it, on which the first heading depends.
    fn turns(&self) -> Option<&[doorstep_simulator::Turn]> {
        self.session.state().turns().get(self.from.saturating_sub(1)..self.to)
    }
}

impl PartialEq for TurnBlockProps {
    /// Whether the same lines would be drawn: sessions differ at every event, the lines of a block hardly ever.
    fn eq(&self, other: &Self) -> bool {
        self.from == other.from
            && self.to == other.to
            && self.going_back == other.going_back
            && self.refused == other.refused
            && self.hand == other.hand
            && self.on_going_back == other.on_going_back
            && Arc::ptr_eq(self.session.content(), other.session.content())
            && self.session.attempt().header == other.session.attempt().header
            && self.turns() == other.turns()
    }
}

#[component]
fn TurnBlock(props: &TurnBlockProps) -> Html {
    let view = props.session.view();
    let rows = (props.from..props.to).filter_map(|place| view.turn(TurnIndex(place as u32))).map(|turn| {
        let row = TurnRow {
            view: &view,
            turn,
            hand: &props.hand,
            going_back: props.going_back == Some(turn.index),
            on_going_back: &props.on_going_back,
            refused: props.refused,
        };
        row.html()
    });
    html! { <div class="turns" role="none">{ for rows }</div> }
}
