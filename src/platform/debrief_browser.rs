//! Shows the debrief's program in the page.

use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::database::words;
use super::{DebriefInput, FetchError, Watch};

/// What the page calls the program; the loader adds the rest of the name.
const NAME: &str = "debrief";

/// Fetches the program, if it is not here yet, and shows the debrief until the watch is dropped.
pub(super) async fn show(input: DebriefInput) -> Result<Watch, FetchError> {
    let fail = |error: &JsValue| FetchError { path: "the debrief".into(), reason: words(error) };
    let program = fetch().await.map_err(|error| fail(&error))?;
    let (shown, callbacks) = open(&program, input).map_err(|error| fail(&error))?;
    Ok(Watch::new(Open { shown, _callbacks: callbacks }))
}

/// Reads the text of an exported attempt as a record's bytes.
pub(super) async fn read_file(text: String, id: String, now: f64) -> Result<Vec<u8>, String> {
    let program = fetch().await.map_err(|error| format!("What reads attempts could not be fetched ({}). Try again.", words(&error)))?;
    let read = || {
        Reflect::get(&program, &"read_file".into())?.dyn_into::<Function>()?.call3(&JsValue::NULL, &text.into(), &id.into(), &now.into())
    };
    // What it throws is a sentence.
    let bytes = read().map_err(|error| words(&error))?;
    Ok(Uint8Array::new(&bytes).to_vec())
}

async fn fetch() -> Result<JsValue, JsValue> {
    let window = web_sys::window().ok_or("no window")?;
    let later: Function = Reflect::get(&window, &"doorstepLater".into())?.dyn_into()?;
    let program: Promise = later.call1(&window, &NAME.into())?.dyn_into()?;
    JsFuture::from(program).await
}

type Callbacks = (Closure<dyn Fn(u32)>, Closure<dyn Fn(String)>);

fn open(program: &JsValue, input: DebriefInput) -> Result<(JsValue, Callbacks), JsValue> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or("no document")?;
    let host = document.get_element_by_id(input.host).ok_or("the page has changed meanwhile")?;
    let show: Function = Reflect::get(program, &"show".into())?.dyn_into()?;
    let (on_try_again, on_intend) = (input.on_try_again, input.on_intend);
    let try_again = Closure::<dyn Fn(u32)>::new(move |step| on_try_again.emit(step));
    let intend = Closure::<dyn Fn(String)>::new(move |text| on_intend.emit(text));
    let own_words: Array = input.attempt.words.iter().map(|text| JsValue::from_str(text)).collect();
    let bytes = |bytes: &[u8]| JsValue::from(Uint8Array::from(bytes));
    let values: Array = [
        host.into(),
        input.attempt.code.into(),
        own_words.into(),
        bytes(&input.call),
        bytes(&input.tool),
        bytes(input.beside.as_deref().unwrap_or_default()),
        bytes(&input.key),
        input.attempt_file.into(),
        try_again.as_ref().clone(),
        intend.as_ref().clone(),
    ]
    .into_iter()
    .collect();
    Ok((show.apply(&JsValue::NULL, &values)?, (try_again, intend)))
}

/// A debrief on the page; it goes when this is dropped.
struct Open {
    shown: JsValue,
    _callbacks: Callbacks,
}

impl Drop for Open {
    fn drop(&mut self) {
        let hide = Reflect::get(&self.shown, &"hide".into()).ok().and_then(|hide| hide.dyn_into::<Function>().ok());
        // It has stopped by itself; there is nothing left to hide.
        let _gone = hide.map(|hide| hide.call0(&self.shown));
    }
}
