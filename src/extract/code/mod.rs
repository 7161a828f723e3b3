//! Code blocks: their annotations, JSON that shows a type, commands of `curl`.

pub(crate) mod annotated_code;
pub(crate) mod annotation;
pub(crate) mod curl;
pub(crate) mod representation;
mod shell;
