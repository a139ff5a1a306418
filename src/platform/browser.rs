//! The platform of the browser.

use std::cell::{Cell, OnceCell};

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use js_sys::{Array, Date, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, HtmlAnchorElement, HtmlElement, KeyboardEvent, Response, Storage, Url, Window};
use yew::Callback;

use super::database::{self, Database, words};
use super::{DebriefInput, Entries, Entry, FetchError, Later, Lock, Platform, Reported, StoreError, Table, Watch};

/// The key under which a tab remembers that it was hidden.
const HIDDEN: &str = "notes";
/// How many presses of Shift hide the page, and in how many milliseconds.
const SHIFTS: usize = 3;
const SHIFTS_WITHIN: f64 = 1500.0;

/// The platform of the browser.
#[derive(Default)]
pub struct Browser {
    database: OnceCell<Database>,
    hidden: Cell<bool>,
}

impl Browser {
    fn database(&self) -> &Database {
        self.database.get_or_init(Database::open)
    }
}

fn window() -> Window {
    // Invariant: the app runs in a page; there is no worker that reaches this.
    web_sys::window().expect("the app runs in a page")
}

fn session_storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

impl Platform for Browser {
    fn fetch(&self, path: &str) -> Later<Result<Vec<u8>, FetchError>> {
        let path = path.to_owned();
        Box::pin(async move {
            let fail = |reason: String| FetchError { path: path.clone(), reason };
            let response = JsFuture::from(window().fetch_with_str(&path)).await.map_err(|error| fail(words(&error)))?;
            let response: Response = response.dyn_into().map_err(|_| fail("the answer is not a response".into()))?;
            if !response.ok() {
                return Err(fail(format!("the server answered {}", response.status())));
            }
            let buffer = response.array_buffer().map_err(|error| fail(words(&error)))?;
            let buffer = JsFuture::from(buffer).await.map_err(|error| fail(words(&error)))?;
            Ok(Uint8Array::new(&buffer).to_vec())
        })
    }

    fn catalogue_path(&self) -> Option<String> {
        let named = window().document()?.query_selector("meta[name=\"doorstep-catalogue\"]").ok()??;
        named.get_attribute("content").filter(|path| !path.is_empty())
    }

    fn now(&self) -> u64 {
        Date::now() as u64
    }

    fn local_time(&self, milliseconds: u64) -> String {
        let options = Object::new();
        for (name, value) in [("dateStyle", "medium"), ("timeStyle", "short")] {
            let _set = Reflect::set(&options, &name.into(), &value.into());
        }
        let languages: Array = window().navigator().languages();
        let date = Date::new(&JsValue::from_f64(milliseconds as f64));
        let local = Reflect::get(&date, &"toLocaleString".into()).ok().and_then(|method| method.dyn_into::<js_sys::Function>().ok());
        let text = local.and_then(|method| method.call2(&date, &languages, &options).ok()).and_then(|text| text.as_string());
        text.unwrap_or_else(|| String::from(date.to_iso_string()))
    }

    fn random(&self) -> u64 {
        let mut bytes = [0; 8];
        let drawn = window().crypto().and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).map(drop));
        if drawn.is_err() {
            // No browser that runs the app lacks it; the moment is then the best there is.
            bytes = Date::now().to_bits().to_le_bytes();
        }
        u64::from_le_bytes(bytes)
    }

    fn open(&self) -> Later<Result<(), StoreError>> {
        let database = self.database().clone();
        Box::pin(async move { database.ready().await.map(drop) })
    }

    fn all(&self, table: Table) -> Later<Result<Entries, StoreError>> {
        let database = self.database().clone();
        Box::pin(async move {
            let found = database.read(table, None).await?;
            let lists: Vec<Array> = found.into_iter().filter_map(|list| list.dyn_into().ok()).collect();
            let [keys, values] = lists.as_slice() else { return Ok(Vec::new()) };
            let entries = keys.iter().zip(values.iter());
            Ok(entries.filter_map(|(key, value)| Some((key.as_string()?, database::bytes(&value)?))).collect())
        })
    }

    fn get(&self, table: Table, key: &str) -> Later<Result<Option<Vec<u8>>, StoreError>> {
        let (database, key) = (self.database().clone(), key.to_owned());
        Box::pin(async move { Ok(database.read(table, Some(&key)).await?.first().and_then(database::bytes)) })
    }

    fn put(&self, table: Table, key: &str, value: &[u8]) -> Later<Result<(), StoreError>> {
        let (key, value) = (JsValue::from_str(key), Uint8Array::from(value));
        Box::pin(
            self.database()
                .write(&[table], move |transaction| transaction.object_store(table.name())?.put_with_key(&value, &key).map(drop)),
        )
    }

    fn delete(&self, table: Table, key: &str) -> Later<Result<(), StoreError>> {
        let key = JsValue::from_str(key);
        Box::pin(self.database().write(&[table], move |transaction| transaction.object_store(table.name())?.delete(&key).map(drop)))
    }

    fn clear(&self) -> Later<Result<(), StoreError>> {
        Box::pin(self.database().write(&Table::ALL, |transaction| {
            Table::ALL.into_iter().try_for_each(|table| transaction.object_store(table.name())?.clear().map(drop))
        }))
    }

    fn lock(&self, name: &str) -> Later<Option<Lock>> {
        Box::pin(super::lock::lock(name.to_owned()))
    }

    fn hash(&self) -> String {
        window().location().hash().unwrap_or_default()
    }

    fn go(&self, hash: &str, entry: Entry) {
        let location = window().location();
        let _went = match entry {
            Entry::New => location.set_hash(hash),
            Entry::Replace => location.replace(hash),
        };
    }

    fn set_title(&self, title: &str) {
        if let Some(document) = window().document() {
            document.set_title(title);
        }
    }

    fn focus_heading(&self) {
        let heading = window().document().and_then(|document| document.query_selector("#app h1").ok().flatten());
        if let Some(heading) = heading.and_then(|heading| heading.dyn_into::<HtmlElement>().ok()) {
            let _focused = heading.focus();
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
    }

    fn show_debrief(&self, input: DebriefInput) -> Later<Result<Watch, FetchError>> {
        Box::pin(super::debrief_browser::show(input))
    }

    fn read_file(&self, text: &str, id: &str) -> Later<Result<Vec<u8>, String>> {
        Box::pin(super::debrief_browser::read_file(text.to_owned(), id.to_owned(), Date::now()))
    }

    fn download(&self, name: &str, text: &str) {
        let offer = || -> Result<(), JsValue> {
            let blob = Blob::new_with_str_sequence(&Array::of1(&text.into()))?;
            let address = Url::create_object_url_with_blob(&blob)?;
            let document = window().document().ok_or("no document")?;
            let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
            link.set_href(&address);
            link.set_download(name);
            link.click();
            // The browser takes the bytes after this task.
            Timeout::new(10_000, move || drop(Url::revoke_object_url(&address))).forget();
            Ok(())
        };
        // Where a download is refused, the text stands on the page beside the button.
        let _offered = offer();
    }

    fn set_hidden(&self, hidden: bool) {
        self.hidden.set(hidden);
        if let Some(storage) = session_storage() {
            let _set = if hidden { storage.set_item(HIDDEN, "1") } else { storage.remove_item(HIDDEN) };
        }
    }

    fn is_hidden(&self) -> bool {
        self.hidden.get() || session_storage().is_some_and(|storage| storage.get_item(HIDDEN).ok().flatten().is_some())
    }

    fn watch(&self, report: Callback<Reported>) -> Watch {
        let window = window();
        let mut listeners = Vec::new();
        let on_hash = report.clone();
        let of_hash = window.clone();
        listeners.push(EventListener::new(&window, "hashchange", move |_| {
            on_hash.emit(Reported::Hash(of_hash.location().hash().unwrap_or_default()));
        }));
        let on_leave = report.clone();
        listeners.push(EventListener::new(&window, "pagehide", move |_| on_leave.emit(Reported::Leaving)));
        // When Shift was last pressed, and the time before; nothing else may come between.
        let presses: Cell<[f64; SHIFTS - 1]> = Cell::new([f64::NEG_INFINITY; SHIFTS - 1]);
        listeners.push(EventListener::new(&window, "keydown", move |event| {
            let Some(key) = event.dyn_ref::<KeyboardEvent>().filter(|key| !key.repeat()) else { return };
            if key.key() != "Shift" {
                presses.set([f64::NEG_INFINITY; SHIFTS - 1]);
                return;
            }
            let (now, [first, second]) = (key.time_stamp(), presses.get());
            if now - first <= SHIFTS_WITHIN {
                presses.set([f64::NEG_INFINITY; SHIFTS - 1]);
                report.emit(Reported::HideAsked);
            } else {
                presses.set([second, now]);
            }
        }));
        Watch::new(listeners)
    }

    fn after(&self, milliseconds: u32, call: Box<dyn FnOnce()>) -> Watch {
        Watch::new(Timeout::new(milliseconds, call))
    }
}
