//! What every request goes through, typed or not: a token, the transport, redirects and repeats. It knows no typed call.

mod attempt;
mod batches;
mod body;
mod bounds;
mod client;
mod disguise;
#[cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
mod files;
mod keeper;
mod label;
mod link;
mod method;
mod paging;
mod part;
mod payload;
mod percent;
mod protocol;
mod range;
mod raw;
mod redirect;
#[cfg(feature = "reqwest")]
mod reqwest_transport;
mod response;
mod retry;
mod send;
mod service;
mod settings;
mod shown;
mod sign;
mod time;
mod token;
mod trace;
mod transport;
mod url_options;
mod watch;
mod web_link;

pub(crate) use batches::Batches;
pub use body::Body;
pub use bounds::{BoxFuture, MaybeSend, MaybeSync};
pub use client::Client;
pub(crate) use disguise::disguised;
pub(crate) use label::{Label, Template};
pub(crate) use link::of_header as link_of_header;
pub use method::Method;
pub(crate) use part::Part;
pub use payload::{Payload, Source};
pub(crate) use percent::{encode_literal, encode_query, encode_value};
pub use protocol::{End, Paging, Protocol, Served, TokenPlace};
pub(crate) use range::{PartOfBytes, one_range};
pub(crate) use raw::Manners;
pub use raw::RawRequest;
#[cfg(feature = "reqwest")]
pub use reqwest_transport::ReqwestTransport;
pub use response::Response;
pub(crate) use response::is_json;
pub use retry::Retries;
pub(crate) use retry::{Repeats, retry_after};
pub use settings::ClientBuilder;
pub(crate) use sign::SecretOption;
pub use time::{Time, Timeouts};
pub use token::{IntoTokenProvider, Rejected, Token, TokenProvider};
pub use transport::{NotSent, Transport};
