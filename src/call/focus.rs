//! Moving the focus and the view. The only file of the call that touches the page outside components.

use super::moment::CHOICES;

/// Puts the focus on an element and brings it into view.
pub(super) fn focus(id: &str) {
    if let Some(element) = element(id) {
        focus_without_scrolling(&element);
        scroll_to(&element);
    }
}

/// Puts the focus on the first new line and brings it into view; where what comes next fits on the screen too, it is in view as well.
pub(super) fn focus_before_next(id: &str) {
    let Some(line) = element(id) else { return };
    focus_without_scrolling(&line);
    if let Some(next) = element(CHOICES).and_then(|heading| heading.parent_element()) {
        scroll_to(&next);
    }
    scroll_to(&line);
}

fn element(id: &str) -> Option<web_sys::Element> {
    web_sys::window()?.document()?.get_element_by_id(id)
}

fn focus_without_scrolling(element: &web_sys::Element) {
    let target: &web_sys::HtmlElement = wasm_bindgen::JsCast::unchecked_ref(element);
    let without_scrolling = web_sys::FocusOptions::new();
    without_scrolling.set_prevent_scroll(true);
    // A browser that cannot focus leaves the focus where it was.
    let _focused = target.focus_with_options(&without_scrolling);
}

/// Puts the focus on an element once what was set in this task is drawn: for a button that goes away as it is pressed.
pub(super) fn focus_later(id: impl Into<String>) {
    let id = id.into();
    gloo_timers::callback::Timeout::new(0, move || focus(&id)).forget();
}

fn scroll_to(element: &web_sys::Element) {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_behavior(web_sys::ScrollBehavior::Instant);
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}
