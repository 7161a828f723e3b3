//! What tests are made of. Of one's own: [`Replay`] answers from recorded exchanges, [`Recorder`] records them. Emitted ones: documented bodies that go through their types, documented requests that are rebuilt.
//!
//! An example comes with its known [`Deviation`]s: where, by its JSON path, it differs from what its own docs say. A test
//! holds if exactly these are met and everything else is as documented. So it fails when a type forgets a member, and also
//! when it learns one that the list still has.

mod bodies;
mod deviation;
mod examples;
mod offline;
mod read;
mod reading;
mod replay;
mod requests;
mod shares;

pub use bodies::ExampleBody;
pub use deviation::Deviation;
pub use examples::Examples;
pub use offline::offline;
pub use read::{Read, Types, answer, answer_of, value};
pub use replay::{Recorder, Replay};
pub use requests::{Body, ExampleRequest, request_matches};
pub use shares::Shares;
