//! The entry of the debrief: a program of its own, which the app fetches when a call has ended. The key and the rules of scoring are in it
//! and not in what a trainee needs to take a call.

use doorstep_app::debrief::{DebriefProps, DebriefScreen};
use doorstep_app::shared::Shared;
use doorstep_app::stopped;
use doorstep_scoring::{AnswerKey, score};
use doorstep_simulator::{Compact, Content, Event, Session};
use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::Element;
use yew::prelude::*;

fn main() {
    stopped::set_hook();
}

/// A debrief on the page.
#[wasm_bindgen]
pub struct Shown {
    app: Option<yew::AppHandle<Debrief>>,
}

#[wasm_bindgen]
impl Shown {
    /// Takes it off the page.
    pub fn hide(&mut self) {
        if let Some(app) = self.app.take() {
            app.destroy();
        }
    }
}

/// Works out the report of an attempt, in its small form, and shows the debrief in `root`. `try_again` is called with the number of a
/// choice, `intend` with the words of an intention. What is wrong is thrown as a text.
#[wasm_bindgen]
#[expect(clippy::too_many_arguments, reason = "it is the one door between two programs, and its values are of kinds that pass it")]
pub fn show(
    root: Element,
    code: String,
    words: Vec<String>,
    call: &[u8],
    tool: &[u8],
    beside: &[u8],
    key: &[u8],
    attempt_file: String,
    try_again: Function,
    intend: Function,
) -> Result<Shown, String> {
    let attempt = Compact { code, words }.open().map_err(|error| error.to_string())?;
    // No tool is empty; an empty one stands for none.
    let beside = (!beside.is_empty()).then_some(beside);
    let content = Content::open(call, tool, beside).map_err(|error| error.to_string())?;
    let session = Session::replay(content, attempt).map_err(|error| error.to_string())?;
    let (key, digest) = AnswerKey::from_envelope(key).map_err(|error| error.to_string())?;
    let report = score(&session, &key, digest).map_err(|error| error.to_string())?;
    let report_file = serde_json::to_string_pretty(&report).map_err(|error| error.to_string())?;
    let call_out = |function: Function, value: JsValue| {
        // The app that asked is gone; there is nobody to tell.
        let _gone = function.call1(&JsValue::NULL, &value);
    };
    let props = Opened {
        session: Shared::new(session),
        report: Shared::new(report),
        key: Shared::new(key),
        on_try_again: Callback::from(move |step: u32| call_out(try_again.clone(), JsValue::from(step))),
        on_intend: Callback::from(move |text: String| call_out(intend.clone(), JsValue::from(text))),
        attempt_file: attempt_file.into(),
        report_file: report_file.into(),
    };
    Ok(Shown { app: Some(yew::Renderer::<Debrief>::with_root_and_props(root, props).render()) })
}

/// Reads the text of an exported attempt as a record's bytes, under a new name; `now` is in milliseconds since 1970. What is wrong is
/// thrown as a sentence.
#[wasm_bindgen]
pub fn read_file(text: &str, id: String, now: f64) -> Result<Vec<u8>, String> {
    doorstep_app::store::import(text, id, now as u64).map(|record| record.to_bytes()).map_err(|error| error.to_string())
}

/// What the debrief was opened with.
#[derive(Clone, PartialEq, Properties)]
pub struct Opened {
    session: Shared<Session>,
    report: Shared<doorstep_scoring::Report>,
    key: Shared<AnswerKey>,
    on_try_again: Callback<u32>,
    on_intend: Callback<String>,
    attempt_file: AttrValue,
    report_file: AttrValue,
}

/// The debrief, with the intention as it is kept.
#[component]
pub fn Debrief(props: &Opened) -> Html {
    let session = use_state(|| props.session.clone());
    let on_intend = {
        let (session, keep) = (session.clone(), props.on_intend.clone());
        Callback::from(move |text: String| {
            let mut next = Session::clone(&session);
            // An ended call takes an intention; the app that keeps it says so if it does not.
            if next.apply(Event::Intend { text: text.clone() }).is_ok() {
                session.set(Shared::new(next));
            }
            keep.emit(text);
        })
    };
    let on_print = Callback::from(|()| {
        // Where printing is blocked nothing happens; the browser's own menu is still there.
        let _blocked = web_sys::window().map(|window| window.print());
    });
    let shown = DebriefProps {
        session: (*session).clone(),
        report: props.report.clone(),
        key: props.key.clone(),
        on_try_again: props.on_try_again.clone(),
        on_intend,
        on_print,
        attempt_file: props.attempt_file.clone(),
        report_file: props.report_file.clone(),
    };
    html! { <DebriefScreen ..shown /> }
}
