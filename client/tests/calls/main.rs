//! Calls against services on loopback: single ones and pages of them, batches, uploads, operations that take long; and what
//! is asked for with them.

#[path = "../batching/mod.rs"]
#[allow(unreachable_pub, reason = "other suites use it")]
mod batching;
#[path = "../clock/mod.rs"]
#[allow(unreachable_pub, reason = "other suites use it")]
mod clock;
#[path = "../server/mod.rs"]
#[allow(dead_code, unreachable_pub, reason = "other suites use the rest of the server")]
mod server;
#[path = "../shop/mod.rs"]
#[allow(dead_code, unreachable_pub, missing_docs, reason = "other suites use the rest of the shop")]
mod shop;
#[path = "../upload_server/mod.rs"]
#[allow(dead_code, unreachable_pub, reason = "other suites use the rest of the server")]
mod upload_server;

mod arguments;
mod batch;
mod batch_faults;
mod missing_bodies;
mod monitors;
mod options;
mod paging;
mod uploads;
mod uploads_failing;
