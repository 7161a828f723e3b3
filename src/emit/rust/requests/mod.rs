//! What can be asked of the service: path nodes with their methods, and the operations that these begin.

mod arguments;
mod nodes;
mod operation_docs;
mod operations;
mod options;
mod usage;

pub(super) use arguments::native;
pub(super) use nodes::{emit_methods, emit_nodes};
pub(super) use operation_docs::pages_of;
pub(super) use operations::{Body, body_of, emit_operations, output};
