//! Calls as the docs describe them: a path that is walked, a request with its documented options, and what it answers.

mod batch;
#[cfg(feature = "serde")]
mod bridge;
mod delta;
mod download;
mod form;
mod monitor;
mod operation;
pub mod options;
mod page;
mod pages;
mod parameter;
mod patch;
mod path;
mod permissions;
mod reply;
mod request;
mod steps;
mod upload;
mod value_of;

pub use batch::{Answers, Batch, Handle, Prerequisites};
pub use delta::{Change, Changes};
pub use download::Download;
pub use form::{FileParts, FormLists, FormMembers, FormStyle};
pub use monitor::{Done, Monitor, OperationState, OperationStatus};
pub use operation::{Answer, AnswerOfBytes, Lists, Operation};
pub use page::Page;
pub use pages::{Items, Pages};
pub use parameter::{QueryParameter, QueryValue};
pub use patch::Patch;
pub use path::{Argument, At};
pub use permissions::Permissions;
pub use reply::Reply;
pub use request::{Pending, Request};
pub use upload::{Upload, UploadProgress};
pub use value_of::ValueOf;
