//! The journeys. `cargo xtask test --only journeys` starts what they need and runs them.

mod calls;
mod going_back;
mod hiding;
mod losing;
mod pages;
mod parts;
mod records;
mod start;
mod tools;
mod tutorial;
mod windows;
