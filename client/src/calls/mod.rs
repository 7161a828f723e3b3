//! Calls as the docs describe them: a path that is walked, a request with its documented options, and what it answers.

#[cfg(feature = "serde")]
mod bridge;
mod delta;
mod operation;
pub mod options;
mod page;
mod patch;
mod path;
mod permissions;
mod request;
mod value_of;

pub use delta::{Change, Changes};
pub use operation::{Answer, Lists, Operation};
pub use page::{Items, Page, Pages};
pub use patch::Patch;
pub use path::{Argument, At};
pub use permissions::Permissions;
pub use request::{Pending, Request};
pub use value_of::ValueOf;
