//! Jumps within the page: the address belongs to the router, so these are buttons.

use wasm_bindgen::JsCast as _;
use yew::prelude::*;

/// The sections, by the first part of the id of their headings.
const SECTIONS: [(&str, &str); 9] = [
    ("stages", "The four stages"),
    ("factors", "Each risk factor"),
    ("levels", "Your grade beside the readers'"),
    ("acts", "What you did"),
    ("conduct", "How you asked"),
    ("steps", "The steps of good practice"),
    ("way", "Your way through the call"),
    ("intention", "One thing for next time"),
    ("papers", "Print and keep"),
];

/// What stands on the page.
#[component]
pub fn Contents() -> Html {
    html! {
        <nav class="debrief-contents no-print" aria-label="On this page">
            <ol class="plain-list">
                { for SECTIONS.iter().map(|(id, label)| html! { <li><Jump target={*id} label={*label} /></li> }) }
            </ol>
        </nav>
    }
}

#[derive(Clone, PartialEq, Properties)]
pub struct JumpProps {
    pub target: &'static str,
    pub label: &'static str,
}

/// Moves view and focus to a section's heading.
#[component]
pub fn Jump(props: &JumpProps) -> Html {
    let target = props.target;
    let jump = Callback::from(move |_: MouseEvent| {
        let heading = web_sys::window()
            .and_then(|window| window.document())
            .and_then(|document| document.get_element_by_id(&format!("{target}-title")))
            .and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(heading) = heading {
            heading.scroll_into_view();
            // A heading that cannot take the focus leaves it where it was: nothing is lost.
            let _ = heading.focus();
        }
    });
    html! { <button type="button" class="button quiet small" onclick={jump}>{ props.label }</button> }
}
