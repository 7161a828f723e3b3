//! The crate around the items: its client, what modules import, the text of files and where they lie.

mod client;
mod file;
mod imports;
mod layout;
mod manifest;
mod served;

pub(super) use client::{emit_client, emit_root};
pub(super) use file::{format_items, header};
pub(super) use imports::Imports;
pub(super) use layout::{Source, Sources, crate_files, include_file};
pub(super) use manifest::{emit_manifest, emit_rustfmt};
pub use manifest::{name_dependencies, name_runtime};
pub(super) use served::is_served;
