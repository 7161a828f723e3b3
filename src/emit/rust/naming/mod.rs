//! What there is in emitted code and what it is called, settled before anything is written.

pub(super) mod apart;
mod arguments;
mod chosen;
mod members;
pub(super) mod names;
mod package;
mod parameters;
mod path_names;
mod paths;
mod public_names;
mod steps;
mod types;

pub(super) use arguments::argument_names;
pub(super) use members::{members, settle_members};
pub(super) use names::Name;
pub use package::name_refusal;
pub(super) use paths::{Endpoint, ParameterStruct, PathTree};
pub use public_names::{public_names, suffixed_names};
pub(super) use steps::{Step, argument_name, in_brackets};
pub(super) use types::{References, TypeEntry, Types, Viewpoint};
