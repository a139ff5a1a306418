//! The browser's database, IndexedDB: three tables of bytes.

use js_sys::{Array, Function, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, IdbDatabase, IdbOpenDbRequest, IdbRequest, IdbTransaction, IdbTransactionMode};

use super::{StoreError, Table};

const NAME: &str = "doorstep";
const VERSION: u32 = 1;

/// The connection, opened once.
#[derive(Clone)]
pub struct Database {
    opened: Result<Promise, StoreError>,
    request: Option<IdbOpenDbRequest>,
}

impl Database {
    /// Asks for the connection. The answer comes with [`Database::ready`].
    pub fn open() -> Self {
        match Self::ask() {
            Ok((request, opened)) => Self { opened: Ok(opened), request: Some(request) },
            Err(error) => Self { opened: Err(StoreError::Refused(words(&error))), request: None },
        }
    }

    fn ask() -> Result<(IdbOpenDbRequest, Promise), JsValue> {
        let window = web_sys::window().ok_or("no window")?;
        let factory = window.indexed_db()?.ok_or("no storage")?;
        let request = factory.open_with_u32(NAME, VERSION)?;
        let to_upgrade = request.clone();
        let upgrade = Closure::once_into_js(move || {
            if let Ok(database) = to_upgrade.result().and_then(JsCast::dyn_into::<IdbDatabase>) {
                for table in Table::ALL {
                    // A table that cannot be made shows at its first use.
                    let _made = database.create_object_store(table.name());
                }
            }
        });
        request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
        let opened = settled(|resolve, reject| {
            request.set_onsuccess(Some(resolve));
            request.set_onerror(Some(reject));
            request.set_onblocked(Some(reject));
        });
        Ok((request, opened))
    }

    /// The connection once it is there, without waiting.
    fn database(&self) -> Option<IdbDatabase> {
        let request = self.request.as_ref()?;
        // Asking an open request for its result throws until it is done.
        request.result().ok()?.dyn_into().ok()
    }

    /// Waits for the connection.
    pub async fn ready(&self) -> Result<IdbDatabase, StoreError> {
        let opened = self.opened.clone()?;
        if JsFuture::from(opened).await.is_err() {
            let reason = self.request.as_ref().and_then(|request| request.error().ok().flatten());
            return Err(StoreError::Refused(reason.map_or_else(|| "the database does not open".into(), |error| error.name())));
        }
        self.database().ok_or_else(|| StoreError::Refused("the database does not open".into()))
    }

    /// Does something that writes. If the connection is there, the request is issued before this returns.
    pub fn write(
        &self,
        tables: &[Table],
        request: impl Fn(&IdbTransaction) -> Result<(), JsValue> + 'static,
    ) -> impl Future<Output = Result<(), StoreError>> + 'static {
        let names: Array = tables.iter().map(|table| JsValue::from_str(table.name())).collect();
        let issue = move |database: &IdbDatabase| {
            let transaction = database.transaction_with_str_sequence_and_mode(&names, IdbTransactionMode::Readwrite)?;
            request(&transaction)?;
            let done = settled(|resolve, reject| {
                transaction.set_oncomplete(Some(resolve));
                transaction.set_onerror(Some(reject));
                transaction.set_onabort(Some(reject));
            });
            Ok::<_, JsValue>((transaction, done))
        };
        let issued = self.database().map(|database| issue(&database));
        let database = self.clone();
        async move {
            let issued = match issued {
                Some(issued) => issued,
                None => issue(&database.ready().await?),
            };
            let (transaction, done) = issued.map_err(|error| failed(&error))?;
            match JsFuture::from(done).await {
                Ok(_) => Ok(()),
                Err(_) => Err(transaction.error().map_or_else(|| StoreError::Failed("stopped".into()), |error| failed(&error))),
            }
        }
    }

    /// Reads something.
    pub async fn read(&self, table: Table, key: Option<&str>) -> Result<Vec<JsValue>, StoreError> {
        let database = self.ready().await?;
        let ask = || {
            let transaction = database.transaction_with_str(table.name())?;
            let store = transaction.object_store(table.name())?;
            Ok::<_, JsValue>(match key {
                Some(key) => vec![store.get(&JsValue::from_str(key))?],
                None => vec![store.get_all_keys()?, store.get_all()?],
            })
        };
        let mut results = Vec::new();
        for request in ask().map_err(|error| failed(&error))? {
            results.push(answer(&request).await?);
        }
        Ok(results)
    }
}

/// Waits for a request's result.
async fn answer(request: &IdbRequest) -> Result<JsValue, StoreError> {
    let done = settled(|resolve, reject| {
        request.set_onsuccess(Some(resolve));
        request.set_onerror(Some(reject));
    });
    if JsFuture::from(done).await.is_err() {
        let error = request.error().ok().flatten();
        return Err(error.map_or_else(|| StoreError::Failed("a request failed".into()), |error| failed(&error)));
    }
    request.result().map_err(|error| failed(&error))
}

/// A promise that is settled by whichever handler the browser calls.
fn settled(mut set: impl FnMut(&Function, &Function)) -> Promise {
    Promise::new(&mut |resolve, reject| set(&resolve, &reject))
}

/// The bytes of a stored value.
pub fn bytes(value: &JsValue) -> Option<Vec<u8>> {
    value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec)
}

fn failed(error: &JsValue) -> StoreError {
    match error.dyn_ref::<DomException>().map(DomException::name).as_deref() {
        Some("QuotaExceededError") => StoreError::Full,
        Some("SecurityError" | "InvalidStateError") => StoreError::Refused(words(error)),
        _ => StoreError::Failed(words(error)),
    }
}

/// What an error of the browser says.
pub fn words(error: &JsValue) -> String {
    let of_exception = error.dyn_ref::<DomException>().map(DomException::name);
    of_exception
        .or_else(|| error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message())))
        .or_else(|| error.as_string())
        .unwrap_or_else(|| "no reason given".into())
}
