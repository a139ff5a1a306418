//! A button that asks once more.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub struct ConfirmProps {
    /// A name that no other button of the page has.
    pub id: AttrValue,
    pub label: AttrValue,
    /// What is read out instead of the label where the label alone does not say what it is about.
    #[prop_or_default]
    pub aria_label: Option<AttrValue>,
    #[prop_or_default]
    pub class: Classes,
    /// The question.
    pub question: AttrValue,
    /// What will happen.
    pub children: Html,
    /// The words of the button that does it.
    pub yes: AttrValue,
    pub on_yes: Callback<()>,
}

/// A button that asks once more, in the browser's own dialog: it holds the focus, and Escape leaves it.
#[component]
pub fn Confirm(props: &ConfirmProps) -> Html {
    let dialog = use_node_ref();
    let heading = format!("{}-question", props.id);
    let open = {
        let dialog = dialog.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                // It throws only for a dialog that is open already.
                let _shown = dialog.show_modal();
            }
        })
    };
    let close = {
        let dialog = dialog.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                dialog.close();
            }
        })
    };
    let yes = {
        let (close, on_yes) = (close.clone(), props.on_yes.clone());
        Callback::from(move |event: MouseEvent| {
            close.emit(event);
            on_yes.emit(());
        })
    };
    html! {
        <>
            <button type="button" class={classes!("button", props.class.clone())} aria-haspopup="dialog" aria-label={props.aria_label.clone()} onclick={open}>
                { props.label.clone() }
            </button>
            <dialog ref={dialog} class="confirm" aria-labelledby={heading.clone()}>
                <h2 id={heading}>{ props.question.clone() }</h2>
                { props.children.clone() }
                <div class="actions">
                    <button type="button" class="button" onclick={close}>{ "Cancel" }</button>
                    <button type="button" class="button primary" onclick={yes}>{ props.yes.clone() }</button>
                </div>
            </dialog>
        </>
    }
}
