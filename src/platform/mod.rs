//! The one door from the app to the browser.
//!
//! Pages, components and the store ask a [`Platform`]; nothing else touches the browser. There are two: [`Browser`], and
//! [`Memory`] for tests. Every access can be refused (sandboxed frames throw), so every one gives a value.

mod browser;
mod database;
mod debrief;
mod debrief_browser;
mod lock;
mod memory;

use core::fmt;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use yew::Callback;

pub use browser::Browser;
pub use debrief::DebriefInput;
pub use memory::Memory;

/// The entries of a table, by key.
pub type Entries = Vec<(String, Vec<u8>)>;

/// Something that comes later, on the same thread.
pub type Later<T> = Pin<Box<dyn Future<Output = T>>>;

/// What the app needs of the world around it.
pub trait Platform {
    /// The bytes at an address relative to the page.
    fn fetch(&self, path: &str) -> Later<Result<Vec<u8>, FetchError>>;
    /// The address of the catalogue, as the page names it.
    fn catalogue_path(&self) -> Option<String>;
    /// Milliseconds since 1970.
    fn now(&self) -> u64;
    /// A moment as people here write it.
    fn local_time(&self, milliseconds: u64) -> String;
    /// A random number, for a seed or an id.
    fn random(&self) -> u64;

    /// Opens the database; the answer says whether anything can be kept.
    fn open(&self) -> Later<Result<(), StoreError>>;
    /// Everything in a table, by key.
    fn all(&self, table: Table) -> Later<Result<Entries, StoreError>>;
    /// One value of a table.
    fn get(&self, table: Table, key: &str) -> Later<Result<Option<Vec<u8>>, StoreError>>;
    /// Writes a value. The request is issued before this returns; what comes later is only the answer.
    fn put(&self, table: Table, key: &str, value: &[u8]) -> Later<Result<(), StoreError>>;
    /// Removes a value, as [`Platform::put`] writes one.
    fn delete(&self, table: Table, key: &str) -> Later<Result<(), StoreError>>;
    /// Removes everything in every table.
    fn clear(&self) -> Later<Result<(), StoreError>>;
    /// Tries to be the only tab that writes under a name. Nothing where another tab is.
    fn lock(&self, name: &str) -> Later<Option<Lock>>;

    /// What stands behind the `#` of the address.
    fn hash(&self) -> String;
    /// Goes to an address behind the `#`, as a new entry of the history or in place of the present one.
    fn go(&self, hash: &str, entry: Entry);
    /// Sets the page's title.
    fn set_title(&self, title: &str);
    /// Moves the focus to the heading of the page.
    fn focus_heading(&self);
    /// Fetches the debrief, a program of its own, and shows it until the watch is dropped. An error says what did not come, or why the
    /// attempt cannot be judged.
    fn show_debrief(&self, input: DebriefInput) -> Later<Result<Watch, FetchError>>;
    /// Reads the text of an exported attempt as a record's bytes, under a new name. It is the debrief's program that can: reading is
    /// rare, and what it needs is heavy. An error is a sentence for the user.
    fn read_file(&self, text: &str, id: &str) -> Later<Result<Vec<u8>, String>>;
    /// Gives a text to the user as a file.
    fn download(&self, name: &str, text: &str);
    /// Remembers, for this tab only, whether the page was hidden.
    fn set_hidden(&self, hidden: bool);
    /// Whether the page was hidden in this tab.
    fn is_hidden(&self) -> bool;
    /// Calls back for what the browser reports, until the watch is dropped.
    fn watch(&self, report: Callback<Reported>) -> Watch;
    /// Calls back after some milliseconds, unless the watch is dropped before.
    fn after(&self, milliseconds: u32, call: Box<dyn FnOnce()>) -> Watch;
}

/// A new entry of the history, or the present one again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A new one: Back leads to where the user was.
    New,
    /// The present one is replaced.
    Replace,
}

/// What the browser reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reported {
    /// What stands behind the `#` has changed.
    Hash(String),
    /// Shift was pressed three times in a second and a half.
    HideAsked,
    /// The page may go away at once: what is not written yet must be.
    Leaving,
}

/// A table of the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Table {
    /// Attempts.
    Records,
    /// Compiled calls, tools and keys by their digest.
    Content,
    /// What the user chose.
    Settings,
}

impl Table {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Records, Self::Content, Self::Settings];

    /// Its name in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Records => "records",
            Self::Content => "content",
            Self::Settings => "settings",
        }
    }
}

/// Something that holds as long as it is kept.
pub struct Watch(#[expect(dead_code, reason = "it is kept only to be dropped")] Box<dyn core::any::Any>);

impl Watch {
    /// Keeps a value until the watch is dropped.
    pub fn new(value: impl core::any::Any) -> Self {
        Self(Box::new(value))
    }
}

/// The right to write under a name; given back when dropped.
pub struct Lock {
    release: Option<Box<dyn FnOnce()>>,
}

impl Lock {
    /// A lock that calls this when it is given back.
    pub fn new(release: impl FnOnce() + 'static) -> Self {
        Self { release: Some(Box::new(release)) }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(release) = self.release.take() {
            release();
        }
    }
}

/// Why a file of the app did not come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FetchError {
    /// Its address.
    pub path: String,
    /// What went wrong.
    pub reason: String,
}

impl fmt::Display for FetchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} could not be fetched: {}", self.path, self.reason)
    }
}

impl std::error::Error for FetchError {}

/// Why something was not kept or read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// The browser lets the page keep nothing.
    Refused(String),
    /// There is no room left.
    Full,
    /// It went wrong in another way.
    Failed(String),
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(reason) => write!(f, "this browser does not let the page keep anything ({reason})"),
            Self::Full => f.write_str("there is no room left in this browser's storage"),
            Self::Failed(reason) => write!(f, "this browser's storage failed ({reason})"),
        }
    }
}

impl std::error::Error for StoreError {}

/// The platform as a context of the components.
#[derive(Clone)]
pub struct PlatformHandle(pub Rc<dyn Platform>);

impl PartialEq for PlatformHandle {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl core::ops::Deref for PlatformHandle {
    type Target = dyn Platform;

    fn deref(&self) -> &Self::Target {
        &*self.0
    }
}
