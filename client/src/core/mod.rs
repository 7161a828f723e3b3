//! What every request goes through, typed or not: a token, the transport, redirects and repeats. It knows no typed call.

mod client;
mod method;
mod percent;
mod raw;
mod redirect;
#[cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
mod reqwest_transport;
mod retry;
mod send;
mod token;
mod transport;

pub use client::{Client, ClientBuilder};
pub use method::Method;
pub(crate) use percent::{encode_literal, encode_value};
pub use raw::{RawRequest, Response};
#[cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
pub use reqwest_transport::ReqwestTransport;
pub use token::{Token, TokenProvider};
pub use transport::{BoxFuture, MaybeSend, MaybeSync, Transport};
