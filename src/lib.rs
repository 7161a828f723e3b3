//! docwright turns API reference docs written in markdown into a typed Rust client.
//!
//! Data walks in one direction:
//!
//! ```text
//! docs-input ─read→ DocSet ─parse→ Pages ─extract→ Facts ─lower→ Model ─emit→ OutputTree ─write|compare→ generated
//!                                    └────────────┴─────────────┴─ Diagnostics ─render→ terminal
//! ```

mod build_script;
#[cfg(feature = "cli")]
pub mod cli;
pub mod config;
pub mod corrections;
pub mod diagnostic;
pub mod dialect;
pub mod diff;
pub mod doc_set;
pub mod edm;
pub mod emit;
pub mod extract;
pub mod facts;
mod hashed;
pub mod http;
pub mod json;
pub mod ledger;
pub mod limits;
pub mod lower;
pub mod markdown;
mod methods;
pub mod model;
pub mod model_file;
mod naming;
pub mod odata;
pub mod output;
pub mod pipeline;
mod precedence;
pub mod protocol;
pub mod rules;
pub mod select;
pub mod service;
pub mod source;
pub mod spelling;
pub mod survey;
mod toml_file;
mod urls;
mod visible;

pub use build_script::{BuildError, Builder};
pub use toml_file::{FileError, Named};
