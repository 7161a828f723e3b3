//! Types: of tables, lists, JSON and sentences.

mod announced;
mod commented;
pub(crate) mod described;
pub(crate) mod enumeration;
mod inner;
pub(crate) mod resource;
pub(crate) mod shown;
