//! What several pages share. Most of it is functions: a component of its own costs a trainee some two kilobytes to download, so only
//! what has a state of its own is one.

mod confirm;
mod footer;
mod header;
mod link;
mod page;
mod prose;
mod trouble;

pub use confirm::{Confirm, confirm};
pub use footer::footer;
pub use header::header;
pub use link::{link, link_with};
pub use page::{Titled, page};
pub use prose::prose;
pub use trouble::{storage_trouble, text_to_copy};
