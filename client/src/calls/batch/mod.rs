//! Several requests in one: written, sent in as many batches as it takes, and read by handle.

mod answers;
mod collect;
mod handle;
mod member;
mod read;
mod sending;
mod write;

pub use answers::Answers;
pub use handle::{Handle, Prerequisites};
pub use sending::Batch;
