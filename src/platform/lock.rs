//! One tab writes a record: Web Locks where the browser has them, else a question to the other tabs.
//!
//! Browsers offer Web Locks only on secure addresses, and a police network may have none.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{BroadcastChannel, MessageEvent};

use super::Lock;

/// How long the other tabs have to answer, in milliseconds.
const PATIENCE: u32 = 150;

/// Tries to be the only tab that writes under a name.
pub async fn lock(name: String) -> Option<Lock> {
    match web_lock(&name) {
        Some(asked) => asked.await,
        None => ask_other_tabs(&name).await,
    }
}

/// Asks for a Web Lock; nothing where the browser has none.
fn web_lock(name: &str) -> Option<impl Future<Output = Option<Lock>>> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok().filter(JsValue::is_object)?;
    let request: Function = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
    let options = Object::new();
    Reflect::set(&options, &"ifAvailable".into(), &JsValue::TRUE).ok()?;
    // The lock is held until the promise that the callback returns is settled; `granted` hands its end over, or nothing.
    let mut on_grant = None;
    let granted = Promise::new(&mut |resolve, _reject| {
        on_grant = Some(Closure::once_into_js(move |lock: JsValue| -> JsValue {
            if lock.is_null() {
                let _called = resolve.call1(&JsValue::NULL, &JsValue::NULL);
                return JsValue::UNDEFINED;
            }
            let held = Promise::new(&mut |release, _reject| {
                let _called = resolve.call1(&JsValue::NULL, &release);
            });
            held.into()
        }));
    });
    let asked = request.call3(&locks, &format!("doorstep {name}").into(), &options, &on_grant?);
    let request = asked.ok()?.dyn_into::<Promise>().ok()?;
    // A request that is refused altogether (a sandboxed frame) must end the waiting.
    let both = js_sys::Array::of2(&granted, &request);
    Some(async move {
        match JsFuture::from(Promise::race(&both)).await {
            Ok(release) => release.dyn_into::<Function>().ok().map(|release| {
                Lock::new(move || {
                    let _called = release.call0(&JsValue::NULL);
                })
            }),
            // No lock can be had here at all: better two tabs that write than none.
            Err(_) => Some(Lock::new(|| ())),
        }
    })
}

/// Asks the other tabs whether one of them holds the name, and answers for as long as this one does.
async fn ask_other_tabs(name: &str) -> Option<Lock> {
    let Ok(channel) = BroadcastChannel::new("doorstep-locks") else { return Some(Lock::new(|| ())) };
    let taken = Rc::new(RefCell::new(false));
    let held = Rc::new(RefCell::new(false));
    let (ask, held_already) = (format!("ask {name}"), format!("held {name}"));
    let listener = {
        let (taken, held, channel, ask, held_already) =
            (Rc::clone(&taken), Rc::clone(&held), channel.clone(), ask.clone(), held_already.clone());
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let said = event.data().as_string().unwrap_or_default();
            if said == held_already {
                taken.replace(true);
            } else if said == ask && *held.borrow() {
                let _sent = channel.post_message(&held_already.as_str().into());
            }
        })
    };
    channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    let _sent = channel.post_message(&ask.as_str().into());
    TimeoutFuture::new(PATIENCE).await;
    if *taken.borrow() {
        channel.close();
        return None;
    }
    held.replace(true);
    Some(Lock::new(move || {
        channel.close();
        drop(listener);
    }))
}
