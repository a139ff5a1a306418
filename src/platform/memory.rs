//! The platform of the tests: everything in memory, and every failure on demand.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use yew::Callback;

use super::{DebriefInput, Entries, Entry, FetchError, Later, Lock, Platform, Reported, StoreError, Table, Watch};

/// The platform of the tests.
#[derive(Default)]
pub struct Memory {
    /// The files that can be fetched, by address.
    pub files: RefCell<BTreeMap<String, Vec<u8>>>,
    /// What is kept.
    pub tables: RefCell<BTreeMap<(Table, String), Vec<u8>>>,
    /// What every access to the database says, if it is to fail.
    pub trouble: RefCell<Option<StoreError>>,
    /// The time.
    pub time: Cell<u64>,
    /// The last random number.
    pub random: Cell<u64>,
    /// The address behind the `#`.
    pub address: RefCell<String>,
    /// The page's title.
    pub title: RefCell<String>,
    /// What was downloaded: name and text.
    pub downloads: RefCell<Vec<(String, String)>>,
    /// Whether the page was hidden.
    pub hidden: Cell<bool>,
    locks: Rc<RefCell<BTreeSet<String>>>,
}

fn now<T: 'static>(value: T) -> Later<T> {
    Box::pin(std::future::ready(value))
}

impl Memory {
    fn table<T: 'static>(&self, use_it: impl FnOnce(&mut BTreeMap<(Table, String), Vec<u8>>) -> T) -> Later<Result<T, StoreError>> {
        now(match self.trouble.borrow().clone() {
            Some(trouble) => Err(trouble),
            None => Ok(use_it(&mut self.tables.borrow_mut())),
        })
    }
}

impl Platform for Memory {
    fn fetch(&self, path: &str) -> Later<Result<Vec<u8>, FetchError>> {
        let found = self.files.borrow().get(path).cloned();
        now(found.ok_or_else(|| FetchError { path: path.to_owned(), reason: "there is no such file".into() }))
    }

    fn catalogue_path(&self) -> Option<String> {
        Some("catalogue.bin".into())
    }

    fn now(&self) -> u64 {
        self.time.get()
    }

    fn local_time(&self, milliseconds: u64) -> String {
        format!("minute {}", milliseconds / 60_000)
    }

    fn random(&self) -> u64 {
        self.random.set(self.random.get() + 1);
        self.random.get()
    }

    fn open(&self) -> Later<Result<(), StoreError>> {
        self.table(|_| ())
    }

    fn all(&self, table: Table) -> Later<Result<Entries, StoreError>> {
        self.table(|tables| {
            tables.iter().filter(|((of, _), _)| *of == table).map(|((_, key), value)| (key.clone(), value.clone())).collect()
        })
    }

    fn get(&self, table: Table, key: &str) -> Later<Result<Option<Vec<u8>>, StoreError>> {
        self.table(|tables| tables.get(&(table, key.to_owned())).cloned())
    }

    fn put(&self, table: Table, key: &str, value: &[u8]) -> Later<Result<(), StoreError>> {
        self.table(|tables| drop(tables.insert((table, key.to_owned()), value.to_vec())))
    }

    fn delete(&self, table: Table, key: &str) -> Later<Result<(), StoreError>> {
        self.table(|tables| drop(tables.remove(&(table, key.to_owned()))))
    }

    fn clear(&self) -> Later<Result<(), StoreError>> {
        self.table(BTreeMap::clear)
    }

    fn lock(&self, name: &str) -> Later<Option<Lock>> {
        let locks = Rc::clone(&self.locks);
        let name = name.to_owned();
        let free = locks.borrow_mut().insert(name.clone());
        now(free.then(|| {
            Lock::new(move || {
                locks.borrow_mut().remove(&name);
            })
        }))
    }

    fn hash(&self) -> String {
        self.address.borrow().clone()
    }

    fn go(&self, hash: &str, _entry: Entry) {
        hash.clone_into(&mut self.address.borrow_mut());
    }

    fn set_title(&self, title: &str) {
        title.clone_into(&mut self.title.borrow_mut());
    }

    fn focus_heading(&self) {}

    fn show_debrief(&self, _input: DebriefInput) -> Later<Result<Watch, FetchError>> {
        now(Err(FetchError { path: "the debrief".into(), reason: "there is no browser".into() }))
    }

    fn read_file(&self, text: &str, id: &str) -> Later<Result<Vec<u8>, String>> {
        now(crate::store::import(text, id.to_owned(), self.now()).map(|record| record.to_bytes()).map_err(|error| error.to_string()))
    }

    fn download(&self, name: &str, text: &str) {
        self.downloads.borrow_mut().push((name.to_owned(), text.to_owned()));
    }

    fn set_hidden(&self, hidden: bool) {
        self.hidden.set(hidden);
    }

    fn is_hidden(&self) -> bool {
        self.hidden.get()
    }

    fn watch(&self, _report: Callback<Reported>) -> Watch {
        Watch::new(())
    }

    fn after(&self, _milliseconds: u32, call: Box<dyn FnOnce()>) -> Watch {
        call();
        Watch::new(())
    }
}
