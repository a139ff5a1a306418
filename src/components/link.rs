//! A link to a page of the app.

use yew::prelude::*;

use crate::route::Route;

/// A link to a page of the app. It is a plain link: it opens in a new tab, and it works with every key that links work with.
pub fn link(to: &Route, class: &'static str, words: impl Into<AttrValue>) -> Html {
    link_with(to, class, false, Html::from(&*words.into()))
}

/// A link that may be to the present page, around anything.
pub fn link_with(to: &Route, class: &'static str, is_current: bool, inside: Html) -> Html {
    html! { <a href={to.to_string()} {class} aria-current={is_current.then_some("page")}>{ inside }</a> }
}
