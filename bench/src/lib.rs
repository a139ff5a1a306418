//! What is measured of our own engine, natively and in WebAssembly alike: walks through a call, with the text that they show.
//!
//! Invariant: natively and in WebAssembly the same code runs, [`play::walk`]; other engines take the same [`walk::Walk`]s and must show
//! the same text, byte for byte, which [`walk::TextDigest`] proves.

pub mod call_text;
pub mod cohort;
#[cfg(target_arch = "wasm32")]
mod exports;
pub mod play;
pub mod plays;
pub mod synthetic;
pub mod walk;
