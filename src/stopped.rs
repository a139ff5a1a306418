//! What is said when the app has stopped: plain HTML outside the app, without the app's help.

use std::panic::PanicHookInfo;

use js_sys::{Function, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element};

/// Shows the explanation whenever the app panics.
pub fn set_hook() {
    // Yew puts a hook of its own in the place of any that it was not told of.
    yew::set_custom_panic_hook(Box::new(|info| {
        // A panic inside the explanation would only repeat itself.
        let _explained = explain(info);
    }));
}

fn explain(info: &PanicHookInfo<'_>) -> Result<(), JsValue> {
    let window = web_sys::window().ok_or("no window")?;
    let document = window.document().ok_or("no document")?;
    if document.get_element_by_id("stopped").is_some() {
        return Ok(());
    }
    if let Some(app) = document.get_element_by_id("app") {
        app.set_text_content(None);
    }
    let main = document.create_element("main")?;
    main.set_id("stopped");
    main.set_class_name("page");
    let heading = add(&document, &main, "h1", "Doorstep has stopped")?;
    heading.set_attribute("tabindex", "-1")?;
    add(
        &document,
        &main,
        "p",
        "This is a fault in Doorstep, not in anything you did. If you chose to keep attempts, yours is kept on this computer up to your last step: start again, and go on with it from the list of calls.",
    )?;
    let again = add(&document, &main, "button", "Start again")?;
    again.set_class_name("button primary");
    // The browser's own function: nothing of the stopped program is called.
    let location = window.location();
    let reload: Function = Reflect::get(&location, &"reload".into())?.dyn_into()?;
    again.add_event_listener_with_callback("click", &reload.bind0(&location))?;
    add(&document, &main, "p", "If it happens again, report these lines:")?;
    add(&document, &main, "pre", &info.to_string())?;
    document.body().ok_or("no body")?.append_child(&main)?;
    document.set_title("Doorstep has stopped");
    if let Some(heading) = heading.dyn_ref::<web_sys::HtmlElement>() {
        heading.focus()?;
    }
    Ok(())
}

fn add(document: &Document, parent: &Element, tag: &str, text: &str) -> Result<Element, JsValue> {
    let element = document.create_element(tag)?;
    element.set_text_content(Some(text));
    parent.append_child(&element)?;
    Ok(element)
}
