//! One person's answers: detection, signal detection, confidence.

pub(crate) mod confidence;
pub(crate) mod detection;
pub(crate) mod signal;
