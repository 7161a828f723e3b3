//! Emitters: a model in, files in memory out. They know no facts, no findings, no disk.

pub mod model_json;
pub mod rust;

use crate::model::Model;
use crate::output::OutputTree;

/// What a user can say about emitted code.
#[derive(Clone, Debug)]
pub struct EmitOptions {
    /// The name of the emitted crate or module.
    pub name: String,
    /// Crate or include file.
    pub layout: Layout,
    /// Emit tests from the documented examples.
    pub tests: bool,
    /// Derives that types have besides those that all clients have.
    pub derives: rust::Derives,
}

/// The two forms that emitted Rust takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// A crate: manifest, `src/lib.rs`, a file a type.
    Crate,
    /// One file for `include!`, for use from a build script.
    Include,
}

/// Something that can be made from a model.
pub trait Emitter: Sync {
    /// The name users choose it by.
    fn name(&self) -> &'static str;
    /// Makes the files. Pure; panics only on a mistake of ours, with the tokens printed.
    fn emit(&self, model: &Model, options: &EmitOptions) -> OutputTree;
}

/// Every emitter.
pub static EMITTERS: &[&dyn Emitter] = &[&rust::RustEmitter, &model_json::ModelEmitter];
