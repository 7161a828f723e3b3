//! Calls that block the thread, for programs without an async runtime.
//!
//! With the feature `blocking`, every request can be made to block, where it would be awaited: `request.blocking()`.
//!
//! All calls share one thread, which keeps connections alive between them. Other futures, such as those of batches and uploads,
//! are run by [`wait`].
//!
//! # Panics
//!
//! Calls panic inside an async runtime, where they would block all that runs beside them; await there.

#[cfg(feature = "blocking")]
mod request;
mod wait;

#[cfg(feature = "blocking")]
pub use request::{Iter, Request};
pub use wait::wait;
