//! A link to a page of the app.

use yew::prelude::*;

use crate::route::Route;

#[derive(Clone, PartialEq, Properties)]
pub struct LinkProps {
    pub to: Route,
    #[prop_or_default]
    pub class: Classes,
    /// Whether the page is the present one.
    #[prop_or_default]
    pub is_current: bool,
    pub children: Html,
}

/// A link to a page of the app. It is a plain link: it opens in a new tab, and it works with every key that links work with.
#[component]
pub fn Link(props: &LinkProps) -> Html {
    let current = props.is_current.then_some("page");
    html! { <a href={props.to.to_string()} class={props.class.clone()} aria-current={current}>{ props.children.clone() }</a> }
}
