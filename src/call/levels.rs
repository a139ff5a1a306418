//! Radio buttons for the tool's levels, lowest first, with what each means.

use yew::prelude::*;

use super::drafts::DraftField;
use super::form::Tool;
use super::hand::Hand;

#[derive(Properties, PartialEq)]
pub(super) struct LevelRadiosProps {
    pub(super) tool: Tool,
    pub(super) legend: AttrValue,
    /// Where the choice is kept until it is committed.
    pub(super) field: DraftField,
    /// The id of the level chosen so far, or nothing.
    pub(super) chosen: String,
    pub(super) hand: Hand,
}

/// The levels as radio buttons.
#[component]
pub(super) fn LevelRadios(props: &LevelRadiosProps) -> Html {
    let name = format!("{:?}", props.field);
    let rows = props.tool.levels().map(|(index, level)| {
        let (hand, field, id) = (props.hand.clone(), props.field, level.id.clone());
        let meaning_id = format!("{name}-{}", index.0);
        html! {
            <div key={level.id.clone()} class="level">
                <label class="choice-row">
                    <input type="radio" name={name.clone()} value={level.id.clone()} checked={props.chosen == level.id} disabled={props.hand.read_only}
                        aria-describedby={meaning_id.clone()} onchange={move |_| hand.keep(field, id.clone())} />
                    <strong>{ level.label.clone() }</strong>
                </label>
                <p class="level-meaning" id={meaning_id}>{ level.meaning.clone() }</p>
            </div>
        }
    });
    html! { <fieldset class="levels" lang={props.tool.language.clone()}><legend>{ props.legend.clone() }</legend>{ for rows }</fieldset> }
}
