//! Calls that block the thread, for programs without an async runtime.
//!
//! Every request can be made to block, where it would be awaited:
//!
//! ```no_run
//! # mod shop { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/shop/mod.rs")); }
//! # fn call(shop: shop::Client) -> Result<(), docwright_client::Error> {
//! let order = shop.orders().id("4711").get().blocking().send()?;
//! for order in shop.orders().list().top(50).blocking() {
//!     println!("{:?}", order?.state);
//! }
//! # Ok(()) }
//! ```
//!
//! All calls share one thread, which keeps connections alive between them. Other futures, such as those of batches and uploads,
//! are run by [`wait`](crate::wait).
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
