//! What must hold of any input, one function for each fuzz target. A function panics where it does not hold.
//!
//! Inputs are text as far as they are UTF-8. Where an input is several files, a line `=== path` begins each.

mod answers;
mod docs;

pub use answers::answers;
pub use docs::{
    annotation, config, corrections, dialect, http, injection, json, neighbourhood, page, service,
    table, whole,
};
