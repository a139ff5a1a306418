//! The journeys. `cargo xtask test --only journeys` starts what they need and runs them.

mod calls;
mod tutorial;
