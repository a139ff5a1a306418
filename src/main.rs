//! The entry of the browser app.

use std::rc::Rc;

use doorstep_app::App;
use doorstep_app::app::AppProps;
use doorstep_app::platform::{Browser, PlatformHandle};
use doorstep_app::stopped;

fn main() {
    stopped::set_hook();
    let props = AppProps { platform: PlatformHandle(Rc::new(Browser::default())) };
    let root = web_sys::window().and_then(|window| window.document()).and_then(|document| document.get_element_by_id("app"));
    match root {
        Some(root) => drop(yew::Renderer::<App>::with_root_and_props(root, props).render()),
        None => drop(yew::Renderer::<App>::with_props(props).render()),
    }
}
