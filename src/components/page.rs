//! A page: its title, its heading, and the focus on it.

use yew::prelude::*;

use crate::app::use_platform;

#[derive(Clone, PartialEq, Properties)]
pub struct PageProps {
    pub title: AttrValue,
    #[prop_or_default]
    pub class: Classes,
    #[prop_or_default]
    pub children: Html,
}

/// A page with its heading. When it comes, the browser's title is set and the heading has the focus.
#[component]
pub fn Page(props: &PageProps) -> Html {
    html! {
        <Titled title={props.title.clone()}>
            <div class={classes!("page", props.class.clone())}>
                <h1 tabindex="-1">{ props.title.clone() }</h1>
                { props.children.clone() }
            </div>
        </Titled>
    }
}

/// A page that brings its own heading.
#[component]
pub fn Titled(props: &PageProps) -> Html {
    let platform = use_platform();
    use_effect_with(props.title.clone(), move |title| {
        platform.set_title(&format!("{title} - Doorstep"));
        platform.focus_heading();
    });
    props.children.clone()
}
