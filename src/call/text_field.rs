//! A field for several lines of text, kept as a draft while it is written.

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::drafts::DraftField;
use super::hand::Hand;

#[derive(Properties, PartialEq)]
pub(super) struct TextFieldProps {
    pub(super) id: AttrValue,
    pub(super) label: AttrValue,
    /// What belongs into it, said under the label.
    #[prop_or_default]
    pub(super) hint: Option<AttrValue>,
    pub(super) field: DraftField,
    pub(super) text: String,
    pub(super) hand: Hand,
}

/// A labelled field for several lines.
#[component]
pub(super) fn TextField(props: &TextFieldProps) -> Html {
    let oninput = {
        let (hand, field) = (props.hand.clone(), props.field);
        move |event: InputEvent| hand.keep(field, event.target_unchecked_into::<HtmlTextAreaElement>().value())
    };
    let hint_id = format!("{}-hint", props.id);
    let described = props.hint.as_ref().map(|_| hint_id.clone());
    html! {
        <div class="text-field">
            <label for={props.id.clone()}>{ props.label.clone() }</label>
            if let Some(hint) = &props.hint {
                <p class="hint" id={hint_id}>{ hint }</p>
            }
            <textarea id={props.id.clone()} rows="3" aria-describedby={described} readonly={props.hand.read_only} value={props.text.clone()} {oninput} />
        </div>
    }
}
