//! The Rust emitter: a typed client for the model, as a crate or as one file to include.

use super::{EmitOptions, Emitter};
use crate::model::Model;
use crate::output::OutputTree;

/// Emits a typed Rust client.
#[derive(Debug)]
pub struct RustEmitter;

impl Emitter for RustEmitter {
    fn name(&self) -> &'static str {
        "rust"
    }

    fn emit(&self, model: &Model, options: &EmitOptions) -> OutputTree {
        let _ = (model, options);
        OutputTree::default()
    }
}
