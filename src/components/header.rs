//! The top of every page.

use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::{link, link_with};
use crate::route::Route;

/// The top of every page: home, the other pages, support, and the way to hide.
pub fn header(route: &Route, on_hide: &Callback<()>) -> Html {
    let skip = Callback::from(|event: MouseEvent| {
        // The address stands for pages here; a jump inside one must not change it.
        event.prevent_default();
        let main = web_sys::window().and_then(|window| window.document()).and_then(|document| document.get_element_by_id("main"));
        if let Some(main) = main.and_then(|main| main.dyn_into::<HtmlElement>().ok()) {
            let _focused = main.focus();
        }
    });
    let hide = on_hide.reform(|_: MouseEvent| ());
    let to = |to: &Route, words: &'static str| link_with(to, "", route == to, Html::from(words));
    html! {
        <>
            <a class="skip-link" href="#main" onclick={skip}>{ "Skip to the content" }</a>
            <header class="site-header">
                <div class="site-header-row">
                    { link(&Route::Catalogue, "brand", "Doorstep") }
                    <nav aria-label="Pages">
                        <ul class="site-nav">
                            <li>{ to(&Route::Catalogue, "Calls") }</li>
                            <li>{ to(&Route::Records, "Attempts") }</li>
                            <li>{ to(&Route::About, "About") }</li>
                        </ul>
                    </nav>
                    <div class="site-safety">
                        { link_with(&Route::Support, "button small", *route == Route::Support, Html::from("Support")) }
                        <button type="button" class="button small" onclick={hide} aria-describedby="hide-hint">{ "Hide now" }</button>
                        <span id="hide-hint" hidden=true>{ "Pressing Shift three times does the same." }</span>
                    </div>
                </div>
            </header>
        </>
    }
}
