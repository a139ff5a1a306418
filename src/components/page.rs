//! A page: its title, its heading, and the focus on it.

use yew::prelude::*;

use crate::app::use_world;

/// A page with its heading. When it comes, the browser's title is set and the heading has the focus.
pub fn page(title: impl Into<AttrValue>, class: &'static str, inside: Html) -> Html {
    let title = title.into();
    html! {
        <Titled title={title.clone()}>
            <div class={classes!("page", class)}>
                <h1 tabindex="-1">{ title }</h1>
                { inside }
            </div>
        </Titled>
    }
}

/// What a page is called, and the page.
#[derive(Clone, PartialEq, Properties)]
pub struct TitledProps {
    /// What the browser shows of it.
    pub title: AttrValue,
    /// The page, with a heading.
    pub children: Html,
}

/// A page that brings its own heading.
#[component]
pub fn Titled(props: &TitledProps) -> Html {
    let world = use_world();
    use_effect_with(props.title.clone(), move |title| {
        world.platform.set_title(&format!("{title} - Doorstep"));
        world.platform.focus_heading();
    });
    props.children.clone()
}
