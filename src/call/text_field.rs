//! A field for several lines of text, kept as a draft while it is written.

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::drafts::{DraftField, Drafts};
use super::hand::Hand;

/// What a field is drawn from.
pub(super) struct TextField<'a> {
    pub(super) id: String,
    pub(super) label: String,
    /// What belongs into it, said under the label.
    pub(super) hint: Option<String>,
    pub(super) field: DraftField,
    pub(super) drafts: &'a Drafts,
    pub(super) hand: &'a Hand,
}

impl TextField<'_> {
    /// A labelled field for several lines.
    pub(super) fn html(self) -> Html {
        let Self { id, label, hint, field, drafts, hand } = self;
        let oninput = {
            let hand = hand.clone();
            move |event: InputEvent| hand.keep(field, event.target_unchecked_into::<HtmlTextAreaElement>().value())
        };
        let hint_id = hint.is_some().then(|| format!("{id}-hint"));
        html! {
            <div class="text-field">
                <label for={id.clone()}>{ label }</label>
                if let Some(hint) = hint {
                    <p class="hint" id={hint_id.clone()}>{ hint }</p>
                }
                <textarea {id} rows="3" aria-describedby={hint_id} readonly={hand.read_only} value={drafts.get(field).to_owned()} {oninput} />
            </div>
        }
    }
}
