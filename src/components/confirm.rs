//! A button that asks once more.

use wasm_bindgen::JsCast as _;
use web_sys::HtmlDialogElement;
use yew::prelude::*;

/// A button that asks once more.
pub struct Confirm {
    /// A name that no other button of the page has.
    pub id: AttrValue,
    /// The words on the button.
    pub label: &'static str,
    /// What is read out instead of the label where the label alone does not say what it is about.
    pub aria_label: Option<AttrValue>,
    /// The button's classes.
    pub class: &'static str,
    /// The question.
    pub question: &'static str,
    /// What will happen.
    pub about: Html,
    /// The words of the button that does it.
    pub yes: &'static str,
    /// Does it.
    pub on_yes: Callback<()>,
}

/// A button that asks once more, in the browser's own dialog: it holds the focus, and Escape leaves it.
pub fn confirm(ask: Confirm) -> Html {
    let Confirm { id, label, aria_label, class, question, about, yes, on_yes } = ask;
    let heading = format!("{id}-question");
    let open = to_dialog(&id, |dialog| {
        // It throws only for a dialog that is open already.
        let _shown = dialog.show_modal();
    });
    let close = to_dialog(&id, HtmlDialogElement::close);
    let do_it = {
        let close = close.clone();
        Callback::from(move |event: MouseEvent| {
            close.emit(event);
            on_yes.emit(());
        })
    };
    html! {
        <>
            <button type="button" class={classes!("button", class)} aria-haspopup="dialog" aria-label={aria_label} onclick={open}>{ label }</button>
            <dialog {id} class="confirm" aria-labelledby={heading.clone()}>
                <h2 id={heading}>{ question }</h2>
                { about }
                <div class="actions">
                    <button type="button" class="button" onclick={close}>{ "Cancel" }</button>
                    <button type="button" class="button primary" onclick={do_it}>{ yes }</button>
                </div>
            </dialog>
        </>
    }
}

/// Does something with the dialog of a name.
fn to_dialog(id: &AttrValue, act: fn(&HtmlDialogElement)) -> Callback<MouseEvent> {
    let id = id.clone();
    Callback::from(move |_: MouseEvent| {
        let found = web_sys::window().and_then(|window| window.document()).and_then(|document| document.get_element_by_id(&id));
        if let Some(dialog) = found.and_then(|found| found.dyn_into::<HtmlDialogElement>().ok()) {
            act(&dialog);
        }
    })
}
