//! Longer texts of the app, as data: markup in `html!` costs a trainee some two hundred bytes an element, a text in a list only itself.

use yew::prelude::*;

/// Elements one after another: each its tag and its words.
pub fn prose(parts: &[(&'static str, &'static str)]) -> Html {
    parts.iter().map(|(tag, words)| html! { <@{*tag}>{ *words }</@> }).collect()
}
