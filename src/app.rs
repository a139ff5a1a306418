//! The whole app: what is shared by all pages, and which page is shown.

use std::rc::Rc;

use doorstep_scenario::catalogue::Catalogue;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::components::{Footer, Header};
use crate::pages;
use crate::platform::{Browser, Entry, PlatformHandle, Reported};
use crate::route::Route;
use crate::shared::Shared;
use crate::store::{Attempts, Keeping};

/// The store as a context: another one whenever something in it has changed.
#[derive(Clone)]
pub struct AttemptsHandle {
    store: Rc<Attempts>,
    version: u32,
}

impl AttemptsHandle {
    /// The store itself.
    pub fn store(&self) -> &Rc<Attempts> {
        &self.store
    }
}

impl PartialEq for AttemptsHandle {
    fn eq(&self, other: &Self) -> bool {
        self.version == other.version && Rc::ptr_eq(&self.store, &other.store)
    }
}

impl core::ops::Deref for AttemptsHandle {
    type Target = Rc<Attempts>;

    fn deref(&self) -> &Rc<Attempts> {
        &self.store
    }
}

/// What is known of the calls.
#[derive(Clone, Debug, PartialEq)]
pub enum Calls {
    /// They are on their way.
    Loading,
    /// They are here.
    Here(Shared<Catalogue>),
    /// They did not come, and why.
    Failed(AttrValue),
}

/// The platform, from the context.
#[hook]
pub fn use_platform() -> PlatformHandle {
    // Invariant: `Shell` provides it around every component.
    use_context().expect("Shell provides the platform")
}

/// The attempts, from the context; the component is drawn again when something in them changes.
#[hook]
pub fn use_attempts() -> AttemptsHandle {
    // Invariant: `Shell` provides it around every component.
    use_context().expect("Shell provides the attempts")
}

/// The calls, from the context.
#[hook]
pub fn use_calls() -> Calls {
    // Invariant: `Shell` provides them around every component.
    use_context().expect("Shell provides the calls")
}

/// Goes to a page, as a new entry of the history.
#[hook]
pub fn use_go() -> Callback<Route> {
    let platform = use_platform();
    Callback::from(move |route: Route| platform.go(&route.to_string(), Entry::New))
}

/// The app in a browser.
#[component]
pub fn App() -> Html {
    let platform = use_memo((), |()| PlatformHandle(Rc::new(Browser::default())));
    html! { <Shell platform={(*platform).clone()} /> }
}

/// What the shell stands on.
#[derive(Clone, PartialEq, Properties)]
pub struct ShellProps {
    /// The door to the browser, or to a test.
    pub platform: PlatformHandle,
}

#[derive(Default)]
struct Version(u32);

impl Reducible for Version {
    type Action = ();

    fn reduce(self: Rc<Self>, (): ()) -> Rc<Self> {
        Rc::new(Self(self.0.wrapping_add(1)))
    }
}

/// What stands around every page, over any platform.
#[component]
pub fn Shell(props: &ShellProps) -> Html {
    let platform = props.platform.clone();
    let version = use_reducer(Version::default);
    let store = {
        let (platform, version) = (platform.clone(), version.dispatcher());
        use_memo((), move |()| Attempts::new(Rc::clone(&platform.0), Callback::from(move |()| version.dispatch(()))))
    };
    let attempts = AttemptsHandle { store: Rc::clone(&store), version: version.0 };
    let calls = use_state(|| Calls::Loading);
    let route = use_state(|| if platform.is_hidden() { Route::Notes } else { Route::parse(&platform.hash()) });

    let hide = {
        let (platform, store, route) = (platform.clone(), Rc::clone(&store), route.setter());
        Callback::from(move |()| {
            store.flush();
            platform.set_hidden(true);
            platform.go(&Route::Notes.to_string(), Entry::Replace);
            route.set(Route::Notes);
        })
    };
    let load_calls = {
        let (platform, calls) = (platform.clone(), calls.setter());
        Callback::from(move |()| {
            let (platform, calls) = (platform.clone(), calls.clone());
            spawn_local(async move { calls.set(pages::fetch_calls(&*platform).await) });
        })
    };
    {
        let (platform, store, route, hide, load_calls) =
            (platform.clone(), Rc::clone(&store), route.setter(), hide.clone(), load_calls.clone());
        use_effect_with((), move |()| {
            load_calls.emit(());
            let to_load = Rc::clone(&store);
            spawn_local(async move { to_load.load().await });
            if platform.is_hidden() || Route::parse(&platform.hash()) == Route::Notes {
                platform.set_hidden(true);
                platform.go(&Route::Notes.to_string(), Entry::Replace);
            }
            let watched = platform.clone();
            let report = Callback::from(move |reported| match reported {
                Reported::HideAsked => hide.emit(()),
                Reported::Leaving => store.flush(),
                Reported::Hash(hash) => {
                    let to = Route::parse(&hash);
                    if to == Route::Notes {
                        watched.set_hidden(true);
                    } else if watched.is_hidden() {
                        // Back and forward stay on the neutral page, entry by entry.
                        watched.go(&Route::Notes.to_string(), Entry::Replace);
                        return;
                    }
                    store.flush();
                    route.set(to);
                }
            });
            let watch = platform.watch(report);
            move || drop(watch)
        });
    }
    let no_trace = {
        let store = Rc::clone(&store);
        Callback::from(move |()| store.set_keeping(Keeping::NoTrace))
    };
    let delete_all = {
        let (store, platform) = (Rc::clone(&store), platform.clone());
        Callback::from(move |()| {
            store.delete_all();
            platform.go(&Route::Catalogue.to_string(), Entry::Replace);
        })
    };
    let leave_notes = {
        let (platform, route) = (platform.clone(), route.setter());
        Callback::from(move |()| {
            platform.set_hidden(false);
            platform.go(&Route::Catalogue.to_string(), Entry::Replace);
            route.set(Route::Catalogue);
        })
    };

    let page = if *route == Route::Notes {
        html! { <pages::NotesPage on_leave={leave_notes} /> }
    } else {
        html! {
            <>
                <Header route={(*route).clone()} on_hide={hide} />
                <main id="main" tabindex="-1"><pages::PageOf route={(*route).clone()} on_again={load_calls} /></main>
                <Footer on_no_trace={no_trace} on_delete_all={delete_all} />
            </>
        }
    };
    html! {
        <ContextProvider<PlatformHandle> context={platform}>
            <ContextProvider<AttemptsHandle> context={attempts}>
                <ContextProvider<Calls> context={(*calls).clone()}>{ page }</ContextProvider<Calls>>
            </ContextProvider<AttemptsHandle>>
        </ContextProvider<PlatformHandle>>
    }
}
