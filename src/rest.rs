//! The rest of the app: what the first choice does not wait for, fetched behind it.
//!
//! The build divides the program by the names of its functions (`LATE` in `xtask/src/app.rs`). Nothing here need know which function is
//! where: one that is called too early waits for the rest by itself. What is drawn asks first, so that nothing waits.

use std::cell::Cell;

use gloo_timers::future::TimeoutFuture;
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use yew::platform::spawn_local;
use yew::prelude::*;

/// How long is waited before the rest is asked for again where it did not come, in milliseconds.
const AGAIN: u32 = 3_000;

thread_local! {
    // Outside the browser the program is in one piece.
    static IS_HERE: Cell<bool> = const { Cell::new(!cfg!(target_arch = "wasm32")) };
}

/// Whether the rest is here. Where it is wanted it is fetched, after what was drawn is on screen; the component is drawn again when it
/// has come.
#[hook]
pub fn use_rest(is_wanted: bool) -> bool {
    let is_here = use_state_eq(|| IS_HERE.get());
    {
        let is_here = is_here.setter();
        use_effect_with(is_wanted, move |is_wanted| {
            if *is_wanted && !IS_HERE.get() {
                spawn_local(async move {
                    while fetch().await.is_err() {
                        TimeoutFuture::new(AGAIN).await;
                    }
                    IS_HERE.set(true);
                    is_here.set(true);
                });
            }
        });
    }
    *is_here || IS_HERE.get()
}

async fn fetch() -> Result<(), JsValue> {
    let window = web_sys::window().ok_or("no window")?;
    let rest: Function = Reflect::get(&window, &"doorstepRest".into())?.dyn_into()?;
    let coming: Promise = rest.call0(&window)?.dyn_into()?;
    JsFuture::from(coming).await.map(drop)
}
