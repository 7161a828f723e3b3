//! What a file of corrections says, made true: in the model, at the place of each pass where pages would have said it. A
//! correction of what is not there, or of what is so already, is told.

mod arguments;
mod fix;
mod kinds;
mod operations;
mod parameters;
mod spellings;
mod types;

pub(super) use kinds::kinds;
pub(super) use operations::operations;
pub(super) use types::{bases, relationships, types};
