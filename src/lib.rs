//! The browser app: pages, components and storage. No rule of the simulation or of scoring lives here.
//!
//! Pages are function components over plain values, so that most of them are tested without a browser. Browser calls stand
//! only in effects and handlers, behind `platform`.

pub mod app;
pub mod call;
mod components;
pub mod debrief;
mod pages;
pub mod platform;
mod rest;
pub mod route;
pub mod shared;
pub mod stopped;
pub mod store;

pub use app::App;
