//! The types of the model, a file each: structs, with what ties them to their bases, and enums.

mod enums;
mod inheritance;
mod recursion;
mod structs;

pub(super) use enums::emit_enum;
pub(super) use inheritance::Descent;
pub(super) use recursion::Components;
pub(super) use structs::{emit_model, emit_struct, plan_parameters, plan_struct};
