//! What is said when the browser does not keep an attempt, and an attempt's text to take along.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::{use_attempts, use_platform};
use crate::store::{Record, Saving, export, file_name};

#[derive(Clone, PartialEq, Properties)]
pub struct StorageTroubleProps {
    /// The attempt that is open, if one is.
    #[prop_or_default]
    pub record: Option<Rc<Record>>,
}

/// A banner while the browser's storage does not write, with the attempt to take along.
#[component]
pub fn StorageTrouble(props: &StorageTroubleProps) -> Html {
    let attempts = use_attempts();
    let Saving::Failed(trouble) = attempts.saving() else { return Html::default() };
    html! {
        <section class="banner care" aria-labelledby="trouble-title">
            <h2 id="trouble-title" class="banner-title">{ "This attempt is not being kept" }</h2>
            <p>{ "You can go on, but it is gone when this page is closed: " }{ trouble.to_string() }{ "." }</p>
            if let Some(record) = &props.record {
                <TextToCopy id="trouble" label="The attempt as text" name={file_name(record)} text={export(record)} />
            }
        </section>
    }
}

#[derive(Clone, PartialEq, Properties)]
pub struct TextToCopyProps {
    /// A name that nothing else of the page has.
    pub id: AttrValue,
    pub label: AttrValue,
    /// The file's name.
    pub name: AttrValue,
    pub text: AttrValue,
}

/// A text as a file, and as words to copy where a browser allows no files.
#[component]
pub fn TextToCopy(props: &TextToCopyProps) -> Html {
    let platform = use_platform();
    let download = {
        let (name, text) = (props.name.clone(), props.text.clone());
        Callback::from(move |_: MouseEvent| platform.download(&name, &text))
    };
    let id = format!("{}-text", props.id);
    html! {
        <>
            <div class="actions"><button type="button" class="button" onclick={download}>{ "Save as a file" }</button></div>
            <label for={id.clone()}>{ props.label.clone() }{ ", to copy where files are not allowed" }</label>
            <textarea {id} class="text-to-copy" readonly=true rows="6" value={props.text.clone()} />
        </>
    }
}
