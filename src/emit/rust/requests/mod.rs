//! What can be asked of the service: path nodes with their methods, and the operations that these begin.

mod arguments;
mod bodies;
mod front_page;
mod nodes;
mod operation_docs;
mod operations;
mod options;
mod parameters;
mod permissions;
mod usage;

pub(super) use arguments::{native, native_of};
pub(super) use bodies::{Body, body_of, is_optional, output};
pub(super) use front_page::document_crate;
pub(super) use nodes::{emit_methods, emit_nodes, parameters_of_accessor, parameters_of_method};
pub(super) use operation_docs::pages_of;
pub(super) use operations::{emit_operations, emit_output};
pub(super) use options::{emit_options, query_handles};
pub(super) use parameters::emit_parameters;
