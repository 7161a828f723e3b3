//! The client that is emitted: how it is named, what it sends, what it says of its service.

#[path = "client/generated.rs"]
mod generated;
#[path = "client/names.rs"]
mod names;
#[path = "client/sent.rs"]
mod sent;
#[path = "client/served.rs"]
mod served;
