//! What is said when the browser does not keep an attempt, and an attempt's text to take along.

use yew::prelude::*;

use crate::app::World;
use crate::store::{Record, Saving, export, file_name};

/// A banner while the browser's storage does not write, with the attempt that is open to take along.
pub fn storage_trouble(world: &World, record: Option<&Record>) -> Html {
    let Saving::Failed(trouble) = world.attempts.saving() else { return Html::default() };
    html! {
        <section class="banner care" aria-labelledby="trouble-title">
            <h2 id="trouble-title" class="banner-title">{ "Attempts are not being kept" }</h2>
            <p>{ "You can go on, but what you do is gone when this page is closed: " }{ trouble.to_string() }{ "." }</p>
            if let Some(record) = record { { text_to_copy(world, "trouble", "The attempt as text", file_name(record), export(record)) } }
        </section>
    }
}

/// A text as a file, and as words to copy where a browser allows no files. `id` is a name that nothing else of the page has.
pub fn text_to_copy(world: &World, id: &str, label: &'static str, name: String, text: String) -> Html {
    let text = AttrValue::from(text);
    let download = {
        let (platform, text) = (world.platform.clone(), text.clone());
        Callback::from(move |_: MouseEvent| platform.download(&name, &text))
    };
    let id = format!("{id}-text");
    html! {
        <>
            <div class="actions"><button type="button" class="button" onclick={download}>{ "Save as a file" }</button></div>
            <label for={id.clone()}>{ label }{ ", to copy where files are not allowed" }</label>
            <textarea {id} class="text-to-copy" readonly=true rows="6" value={text} />
        </>
    }
}
