//! The top of every page.

use web_sys::HtmlElement;
use yew::prelude::*;

use super::Link;
use crate::route::Route;

#[derive(Clone, PartialEq, Properties)]
pub struct HeaderProps {
    pub route: Route,
    pub on_hide: Callback<()>,
}

/// The top of every page: home, the other pages, support, and the way to hide.
#[component]
pub fn Header(props: &HeaderProps) -> Html {
    let skip = Callback::from(|event: MouseEvent| {
        // The address stands for pages here; a jump inside one must not change it.
        event.prevent_default();
        let main = web_sys::window().and_then(|window| window.document()).and_then(|document| document.get_element_by_id("main"));
        if let Some(main) = main.and_then(|main| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(main).ok()) {
            let _focused = main.focus();
        }
    });
    let hide = props.on_hide.reform(|_: MouseEvent| ());
    let is_calls = matches!(props.route, Route::Catalogue);
    html! {
        <>
            <a class="skip-link" href="#main" onclick={skip}>{ "Skip to the content" }</a>
            <header class="site-header">
                <div class="site-header-row">
                    <Link to={Route::Catalogue} class="brand">{ "Doorstep" }</Link>
                    <nav aria-label="Pages">
                        <ul class="site-nav">
                            <li><Link to={Route::Catalogue} is_current={is_calls}>{ "Calls" }</Link></li>
                            <li><Link to={Route::Records} is_current={props.route == Route::Records}>{ "Attempts" }</Link></li>
                            <li><Link to={Route::About} is_current={props.route == Route::About}>{ "About" }</Link></li>
                        </ul>
                    </nav>
                    <div class="site-safety">
                        <Link to={Route::Support} class="button small" is_current={props.route == Route::Support}>{ "Support" }</Link>
                        <button type="button" class="button small" onclick={hide} aria-describedby="hide-hint">{ "Hide now" }</button>
                        <span id="hide-hint" hidden=true>{ "Pressing Shift three times does the same." }</span>
                    </div>
                </div>
            </header>
        </>
    }
}
