//! What several pages share.

mod confirm;
mod footer;
mod header;
mod link;
mod page;
mod trouble;

pub use confirm::Confirm;
pub use footer::Footer;
pub use header::Header;
pub use link::Link;
pub use page::{Page, Titled};
pub use trouble::{StorageTrouble, TextToCopy};
