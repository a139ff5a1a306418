//! The entry of the browser app.

mod stopped;

fn main() {
    stopped::set_hook();
    let root = web_sys::window().and_then(|window| window.document()).and_then(|document| document.get_element_by_id("app"));
    match root {
        Some(root) => drop(yew::Renderer::<doorstep_app::App>::with_root(root).render()),
        None => drop(yew::Renderer::<doorstep_app::App>::new().render()),
    }
}
