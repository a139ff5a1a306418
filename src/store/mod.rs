//! The attempts of this user: in memory at once, and on this computer if the user wants that.
//!
//! Invariants:
//! - What a click changed is handed to the database in that click's own task; only the answer is waited for.
//! - Without the user's "keep" nothing is written: no attempt, no call, no setting.
//! - An attempt that is kept keeps the bytes of its call, tool and key with it, so that it replays on its own versions after an update.
//! - Nothing that cannot be read is deleted by itself.

mod by_name;
mod content;
mod exchange;
mod forms;
mod picked;
mod record;
#[cfg(test)]
mod tests;

use std::cell::RefCell;
use std::rc::Rc;

use doorstep_envelope::Digest;
use yew::Callback;
use yew::platform::spawn_local;

use crate::platform::{Later, Platform, StoreError, Table, Watch};

use by_name::ByName;
pub use content::ContentError;
pub use exchange::{export, file_name, import};
pub use picked::Picked;
pub use record::{Record, Unreadable, read};

/// The key of the setting that attempts are kept.
const KEEP: &str = "keep";
/// The key of the setting that number keys do not choose.
const NO_NUMBER_KEYS: &str = "no-number-keys";
/// How long words that are being typed may wait, in milliseconds.
const DRAFT_WAIT: u32 = 400;
/// How long what no page waits for may go untold, in milliseconds: a click in a call draws the call, and the pages around it when it rests.
const TELL_WAIT: u32 = 400;

/// Whether attempts are kept on this computer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Keeping {
    /// Nobody has said yet. Nothing is written.
    #[default]
    NotAsked,
    /// On this computer, in this browser.
    Kept,
    /// Only in memory, until the page is closed.
    NoTrace,
}

/// How it stands with writing down an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saving {
    /// Everything is written.
    Saved,
    /// A write is on its way.
    Writing,
    /// Nothing is written, as the user wants.
    NoTrace,
    /// The browser does not write.
    Failed(StoreError),
}

/// The attempts of this user.
pub struct Attempts {
    platform: Rc<dyn Platform>,
    changed: Callback<()>,
    inner: RefCell<Inner>,
}

#[derive(Default)]
struct Inner {
    loaded: bool,
    keeping: Keeping,
    no_number_keys: bool,
    records: ByName<Rc<Record>>,
    unreadable: Vec<Unreadable>,
    /// Records that stand in the database, as far as is known.
    written: ByName<()>,
    /// Records that were started or changed in this tab.
    of_this_tab: ByName<()>,
    content: Vec<(Digest, Rc<[u8]>)>,
    /// A record whose drafts wait to be written, and the clock that they wait for.
    waiting: Option<(String, Watch)>,
    on_the_way: u32,
    trouble: Option<StoreError>,
    /// The clock after which a change is told that no page waits for.
    to_tell: Option<Watch>,
}

impl Attempts {
    /// A store over a platform; `changed` is called whenever something that may be shown has changed.
    pub fn new(platform: Rc<dyn Platform>, changed: Callback<()>) -> Rc<Self> {
        Rc::new(Self { platform, changed, inner: RefCell::default() })
    }

    /// Reads what is kept on this computer. Another tab may have changed it: reading again is allowed at any time.
    pub async fn load(&self) {
        let found = async {
            self.platform.open().await?;
            let settings = self.platform.all(Table::Settings).await?;
            Ok::<_, StoreError>((settings, self.platform.all(Table::Records).await?))
        };
        match found.await {
            Ok((settings, entries)) => {
                let mut inner = self.inner.borrow_mut();
                let is_set = |name: &str| settings.iter().any(|(key, _)| key == name);
                if is_set(KEEP) && inner.keeping == Keeping::NotAsked {
                    inner.keeping = Keeping::Kept;
                    inner.no_number_keys = is_set(NO_NUMBER_KEYS);
                }
                for id in core::mem::take(&mut inner.written).names() {
                    // Another tab may have deleted it; what is still there comes in again below.
                    if !inner.of_this_tab.contains(id) {
                        inner.records.remove(id);
                    }
                }
                inner.unreadable.clear();
                for (id, bytes) in entries {
                    inner.written.insert(id.clone(), ());
                    match record::read(id.clone(), &bytes) {
                        // What is being written here may not stand there yet.
                        Ok(record) if inner.records.get(&id).is_some_and(|here| here.updated >= record.updated) => {}
                        Ok(record) => inner.records.insert(id, Rc::new(record)),
                        Err(unreadable) => inner.unreadable.push(unreadable),
                    }
                }
                inner.loaded = true;
            }
            Err(trouble) => {
                let mut inner = self.inner.borrow_mut();
                inner.loaded = true;
                inner.trouble = Some(trouble);
            }
        }
        self.changed.emit(());
    }

    /// Whether [`Attempts::load`] has been through once.
    pub fn is_loaded(&self) -> bool {
        self.inner.borrow().loaded
    }

    /// Whether attempts are kept on this computer.
    pub fn keeping(&self) -> Keeping {
        self.inner.borrow().keeping
    }

    /// Whether number keys choose.
    pub fn number_keys(&self) -> bool {
        !self.inner.borrow().no_number_keys
    }

    /// Says whether number keys choose.
    pub fn set_number_keys(self: &Rc<Self>, choose: bool) {
        self.inner.borrow_mut().no_number_keys = !choose;
        if self.keeping() == Keeping::Kept {
            self.write(if choose {
                self.platform.delete(Table::Settings, NO_NUMBER_KEYS)
            } else {
                self.platform.put(Table::Settings, NO_NUMBER_KEYS, b"yes")
            });
        }
        self.changed.emit(());
    }

    /// What the browser's storage last refused, if anything.
    pub fn trouble(&self) -> Option<StoreError> {
        self.inner.borrow().trouble.clone()
    }

    /// All attempts, the one changed last first.
    pub fn records(&self) -> Vec<Rc<Record>> {
        let mut records: Vec<Rc<Record>> = Vec::new();
        for record in self.inner.borrow().records.values() {
            // There are tens of them; a sort of the library would be kilobytes to download.
            let place = records.iter().position(|other| (other.updated, &other.id) < (record.updated, &record.id));
            records.insert(place.unwrap_or(records.len()), Rc::clone(record));
        }
        records
    }

    /// What is kept here and cannot be read.
    pub fn unreadable(&self) -> Vec<Unreadable> {
        self.inner.borrow().unreadable.clone()
    }

    /// An attempt by its name.
    pub fn get(&self, id: &str) -> Option<Rc<Record>> {
        self.inner.borrow().records.get(id).cloned()
    }

    /// The attempt that can be gone on with and was changed last.
    pub fn open_attempt(&self) -> Option<Rc<Record>> {
        self.records().into_iter().find(|record| !record.ended && !record.imported)
    }

    /// Whether a debrief of this call was opened before: a new attempt is then a repeat.
    pub fn is_repeat(&self, call: &str) -> bool {
        self.inner.borrow().records.values().any(|record| record.call == call && record.debrief_opened)
    }

    /// The intention written last, for any call.
    pub fn last_intention(&self) -> Option<String> {
        self.records().into_iter().filter(|record| !record.imported).find_map(|record| record.intention.clone())
    }

    /// A name for a new record.
    pub fn new_id(&self) -> String {
        format!("{:012x}", self.platform.random() & 0xffff_ffff_ffff)
    }

    /// Milliseconds since 1970.
    pub fn now(&self) -> u64 {
        self.platform.now()
    }

    /// Says whether attempts are kept from now on. "Leave no trace" also takes back what this tab has written.
    pub fn set_keeping(self: &Rc<Self>, keeping: Keeping) {
        self.inner.borrow_mut().keeping = keeping;
        match keeping {
            Keeping::Kept => self.write(self.platform.put(Table::Settings, KEEP, b"yes")),
            Keeping::NotAsked | Keeping::NoTrace => {
                self.write(self.platform.delete(Table::Settings, KEEP));
                let inner = self.inner.borrow();
                let of_this_tab: Vec<String> = inner.of_this_tab.names().filter(|id| inner.written.contains(id)).cloned().collect();
                drop(inner);
                for id in of_this_tab {
                    self.inner.borrow_mut().written.remove(&id);
                    self.write(self.platform.delete(Table::Records, &id));
                }
                self.tidy_content();
            }
        }
        self.changed.emit(());
    }

    /// Takes in a new state of an attempt. Where attempts are kept, the database has the request when this returns.
    pub fn put(self: &Rc<Self>, record: Record) {
        let id = record.id.clone();
        let is_new = self.get(&id).is_none();
        self.take_in(record);
        self.write_record(&id);
        if is_new {
            self.changed.emit(());
        } else {
            // Whoever changes an attempt shows it itself.
            self.tell_soon();
        }
    }

    /// Says that something has changed when a moment has passed; several changes are told together.
    fn tell_soon(self: &Rc<Self>) {
        if self.inner.borrow().to_tell.is_none() {
            // In a test the clock strikes at once; then there is nothing to keep.
            self.inner.borrow_mut().to_tell = Some(Watch::new(()));
            let store = Rc::clone(self);
            let clock = self.platform.after(
                TELL_WAIT,
                Box::new(move || {
                    store.inner.borrow_mut().to_tell = None;
                    store.changed.emit(());
                }),
            );
            let mut inner = self.inner.borrow_mut();
            inner.to_tell = inner.to_tell.take().map(|_| clock);
        }
    }

    /// Takes in words that are being typed: written when the typing rests, at most 400 milliseconds later.
    pub fn put_soon(self: &Rc<Self>, record: Record) {
        let id = record.id.clone();
        let waits_already = self.inner.borrow().waiting.as_ref().is_some_and(|(waiting, _)| *waiting == id);
        self.take_in(record);
        if !waits_already {
            self.flush();
            let store = Rc::clone(self);
            let clock = self.platform.after(DRAFT_WAIT, Box::new(move || store.flush()));
            self.inner.borrow_mut().waiting = Some((id, clock));
        }
    }

    /// Writes what waits.
    pub fn flush(self: &Rc<Self>) {
        let waiting = self.inner.borrow_mut().waiting.take();
        if let Some((id, _clock)) = waiting {
            self.write_record(&id);
            self.tell_soon();
        }
    }

    fn take_in(&self, record: Record) {
        let mut inner = self.inner.borrow_mut();
        inner.of_this_tab.insert(record.id.clone(), ());
        inner.records.insert(record.id.clone(), Rc::new(record));
    }

    fn write_record(self: &Rc<Self>, id: &str) {
        let bytes = {
            let mut inner = self.inner.borrow_mut();
            if inner.waiting.as_ref().is_some_and(|(waiting, _)| waiting == id) {
                inner.waiting = None;
            }
            if inner.keeping != Keeping::Kept {
                return;
            }
            let Some(bytes) = inner.records.get(id).map(|record| record.to_bytes()) else { return };
            inner.written.insert(id.to_owned(), ());
            bytes
        };
        self.write(self.platform.put(Table::Records, id, &bytes));
    }

    /// Removes an attempt, here and on this computer.
    pub fn delete(self: &Rc<Self>, id: &str) {
        let written = {
            let mut inner = self.inner.borrow_mut();
            inner.records.remove(id);
            inner.unreadable.retain(|unreadable| unreadable.id != id);
            inner.of_this_tab.remove(id);
            inner.waiting = inner.waiting.take().filter(|(waiting, _)| waiting != id);
            inner.written.remove(id)
        };
        if written {
            self.write(self.platform.delete(Table::Records, id));
        }
        self.tidy_content();
        self.changed.emit(());
    }

    /// Removes everything, here and on this computer, the choice to keep too.
    pub fn delete_all(self: &Rc<Self>) {
        {
            let mut inner = self.inner.borrow_mut();
            inner.keeping = Keeping::NotAsked;
            inner.waiting = None;
            inner.records.clear();
            inner.unreadable.clear();
            inner.of_this_tab.clear();
            inner.written.clear();
        }
        self.write(self.platform.clear());
        self.changed.emit(());
    }

    /// How it stands with writing down.
    pub fn saving(&self) -> Saving {
        let inner = self.inner.borrow();
        match (&inner.trouble, inner.keeping) {
            (_, Keeping::NoTrace | Keeping::NotAsked) => Saving::NoTrace,
            (Some(trouble), Keeping::Kept) => Saving::Failed(trouble.clone()),
            (None, Keeping::Kept) if inner.on_the_way > 0 => Saving::Writing,
            (None, Keeping::Kept) => Saving::Saved,
        }
    }

    /// Waits for the answer to a write.
    fn write(self: &Rc<Self>, request: Later<Result<(), StoreError>>) {
        self.inner.borrow_mut().on_the_way += 1;
        let store = Rc::clone(self);
        spawn_local(async move {
            let result = request.await;
            let is_other_trouble = {
                let mut inner = store.inner.borrow_mut();
                inner.on_the_way -= 1;
                // A write that goes through again ends the trouble.
                let before = core::mem::replace(&mut inner.trouble, result.err());
                before != inner.trouble
            };
            if is_other_trouble {
                store.changed.emit(());
            } else {
                store.tell_soon();
            }
        });
    }
}
