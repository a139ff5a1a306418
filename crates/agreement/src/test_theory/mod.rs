//! Forms, items, cuts and decisions.

pub(crate) mod consistency;
pub(crate) mod equating;
pub(crate) mod generalizability;
pub(crate) mod items;
pub(crate) mod length;
pub(crate) mod livingston_lewis;
pub(crate) mod rasch;
pub(crate) mod standard;
