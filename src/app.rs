//! The whole app: what is shared by all pages, and which page is shown.

use std::rc::Rc;

use doorstep_scenario::catalogue::Catalogue;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::components::{footer, header};
use crate::pages;
use crate::platform::{Entry, PlatformHandle, Reported};
use crate::rest::use_rest;
use crate::route::Route;
use crate::shared::Shared;
use crate::store::{Attempts, Keeping};

/// The store as it stands: another value whenever something in it has changed.
#[derive(Clone)]
pub struct AttemptsHandle {
    store: Rc<Attempts>,
    version: u32,
}

impl AttemptsHandle {
    /// A store at one of its versions.
    pub fn new(store: Rc<Attempts>, version: u32) -> Self {
        Self { store, version }
    }

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

/// What every page can reach.
#[derive(Clone, PartialEq)]
pub struct World {
    /// The door to the browser.
    pub platform: PlatformHandle,
    /// The attempts.
    pub attempts: AttemptsHandle,
    /// The calls.
    pub calls: Calls,
}

impl World {
    /// Goes to a page, as a new entry of the history.
    pub fn go(&self, route: &Route) {
        self.platform.go(&route.to_string(), Entry::New);
    }

    /// Goes to a page in place of the present one: Back does not lead here again.
    pub fn go_instead(&self, route: &Route) {
        self.platform.go(&route.to_string(), Entry::Replace);
    }
}

/// What every page can reach, from the context; the component is drawn again when something in it changes.
#[hook]
pub fn use_world() -> World {
    // Invariant: `App` provides it around every component.
    use_context().expect("App provides the world")
}

/// What the app stands on.
#[derive(Clone, PartialEq, Properties)]
pub struct AppProps {
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

/// The whole app.
#[component]
pub fn App(props: &AppProps) -> Html {
    let platform = props.platform.clone();
    let version = use_reducer(Version::default);
    let store = {
        let (platform, version) = (platform.clone(), version.dispatcher());
        use_memo((), move |()| Attempts::new(Rc::clone(&platform.0), Callback::from(move |()| version.dispatch(()))))
    };
    let calls = use_state(|| Calls::Loading);
    let route = use_state(|| if platform.is_hidden() { Route::Notes } else { Route::parse(&platform.hash()) });
    let has_rest = use_rest(route.needs_rest());
    let attempts = AttemptsHandle::new(Rc::clone(&store), version.0);
    let world = World { platform: platform.clone(), attempts, calls: (*calls).clone() };

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
            read_again(&store);
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
                    if to == Route::Records {
                        // Another tab may have written since.
                        read_again(&store);
                    }
                    route.set(to);
                }
            });
            let watch = platform.watch(report);
            move || drop(watch)
        });
    }
    let page = if *route == Route::Notes {
        let leave = {
            let (platform, route) = (platform.clone(), route.setter());
            Callback::from(move |()| {
                platform.set_hidden(false);
                platform.go(&Route::Catalogue.to_string(), Entry::Replace);
                route.set(Route::Catalogue);
            })
        };
        html! { <pages::NotesPage on_leave={leave} /> }
    } else {
        let no_trace = {
            let store = Rc::clone(&store);
            Callback::from(move |()| store.set_keeping(Keeping::NoTrace))
        };
        let delete_all = {
            let (store, platform) = (Rc::clone(&store), platform);
            Callback::from(move |()| {
                store.delete_all();
                platform.go(&Route::Catalogue.to_string(), Entry::Replace);
            })
        };
        html! {
            <>
                { header(&route, &hide) }
                <main id="main" tabindex="-1">{ if has_rest || !route.needs_rest() { pages::page_of(&world, &route, &load_calls) } else { pages::waiting() } }</main>
                { footer(&store, no_trace, delete_all) }
            </>
        }
    };
    html! { <ContextProvider<World> context={world}>{ page }</ContextProvider<World>> }
}

fn read_again(store: &Rc<Attempts>) {
    let store = Rc::clone(store);
    spawn_local(async move { store.load().await });
}
