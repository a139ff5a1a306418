//! Agreement among raters.

pub(crate) mod alpha;
pub(crate) mod bytes;
pub(crate) mod icc;
pub(crate) mod kappa;
pub(crate) mod many;
pub(crate) mod ratings;
pub(crate) mod summary;
pub(crate) mod table;
pub(crate) mod weights;
