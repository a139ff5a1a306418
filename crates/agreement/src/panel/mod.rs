//! A panel of experts: how sure its key is, and a trainee against all of it.

pub(crate) mod dawid_skene;
pub(crate) mod item;
pub(crate) mod panel_kappa;
