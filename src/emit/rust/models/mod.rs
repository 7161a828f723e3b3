//! The types of the model, a file each: structs, with what ties them to their bases, and enums.

mod codec;
mod depth;
mod enums;
mod holding;
mod inheritance;
mod recursion;
mod structs;
pub(super) mod terms;

pub(super) use enums::emit_enum;
pub(super) use holding::{Hold, Holding};
pub(super) use inheritance::{Descent, bases};
pub(super) use structs::{emit_held, emit_model, emit_struct, plan_parameters, plan_struct};
