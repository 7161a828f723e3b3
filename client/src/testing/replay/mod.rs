//! Transports for tests: one answers from recorded exchanges, another records them.

mod exchange;
mod matching;
mod recorder;
mod secrets;

use crate::core::{Body, BoxFuture, Transport};
use crate::error::{BoxError, Error, ErrorKind};
use bytes::Bytes;
use exchange::{Exchange, Message};
use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use http::request::Parts;
use http::{Response, StatusCode};
use matching::differences;
pub use recorder::Recorder;
use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A [`Transport`] that answers from exchanges, which a test has written down or a [`Recorder`] has recorded.
///
/// ```
/// # mod shop { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/shop/mod.rs")); }
/// use docwright_client::testing::Replay;
///
/// # #[cfg(feature = "reqwest")]
/// # fn test() -> Result<(), docwright_client::Error> {
/// let replay = Replay::new(r#"
/// > GET /v1/orders/4711?$select=id
/// < 200 OK
/// < Content-Type: application/json
/// <
/// < {"id": "4711"}
/// "#)?;
/// let shop: shop::Client = shop::Client::builder().transport(replay.clone()).build()?;
/// let order = docwright_client::wait(shop.orders().id("4711").get().select(shop::Order::ID))?;
/// assert_eq!(order.id.as_deref(), Some("4711"));
/// assert_eq!(replay.unused(), [""; 0]);
/// # Ok(()) }
/// # #[cfg(feature = "reqwest")]
/// # test().unwrap();
/// ```
///
/// Lines with `>` are a request, lines with `<` its answer: the first line, headers, and after a blank one the body. Other lines
/// are blank, or begin with `#`. A body that is no text is `@hex` and hexadecimal digits in the lines after it; an answer
/// `! why` is a connection that breaks.
///
/// A request gets the first answer, not given yet, to one of the same method, path, options in any order, and body (JSON
/// compared as JSON). An origin and headers have to be the same where the recorded request names them. `***` in a recorded
/// value stands for anything.
///
/// A request that is not recorded is answered `501`, with the nearest one that is and how it differs;
/// [`unmatched`](Self::unmatched) has these, [`unused`](Self::unused) what nobody asked for.
#[derive(Clone)]
pub struct Replay(Arc<Mutex<State>>);

struct State {
    exchanges: Vec<(Exchange, IsUsed)>,
    unmatched: Vec<String>,
}

type IsUsed = bool;

impl Replay {
    /// Answers from these exchanges. An error names the line that is no part of one.
    pub fn new(text: &str) -> Result<Self, Error> {
        let exchanges = Exchange::read(text)?.into_iter().map(|it| (it, false)).collect();
        Ok(Self(Arc::new(Mutex::new(State { exchanges, unmatched: Vec::new() }))))
    }

    /// Answers from a file of exchanges.
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self, Error> {
        let text = std::fs::read_to_string(&path).map_err(|source| {
            let message = format!("can't read `{}`", path.as_ref().display());
            Error::new(ErrorKind::File, message).with_source(source)
        })?;
        Self::new(&text)
    }

    /// The requests that were not recorded, each with the nearest one that is and how it differs.
    pub fn unmatched(&self) -> Vec<String> {
        self.state().unmatched.clone()
    }

    /// The recorded requests that nobody made, by their first lines.
    pub fn unused(&self) -> Vec<String> {
        let state = self.state();
        let unused = state.exchanges.iter().filter(|(_, is_used)| !is_used);
        unused.map(|(exchange, _)| exchange.request.line.clone()).collect()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Transport for Replay {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<Response<Body>, BoxError>> {
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let body = body.whole().await?;
            self.state().answer(&message(&parts, body))
        })
    }
}

impl State {
    fn answer(&mut self, asked: &Message) -> Result<Response<Body>, BoxError> {
        let unused = self.exchanges.iter_mut().filter(|(_, is_used)| !is_used);
        let mut nearest: Option<(Vec<String>, &str)> = None;
        for (exchange, is_used) in unused {
            let differences = differences(asked, &exchange.request);
            if differences.is_empty() {
                *is_used = true;
                return response(&exchange.answer);
            }
            if nearest.as_ref().is_none_or(|(least, _)| differences.len() < least.len()) {
                nearest = Some((differences, &exchange.request.line));
            }
        }
        let mut told = format!("no answer is recorded for `{}`", asked.line);
        match nearest {
            None => told.push_str(": there is none left"),
            Some((differences, line)) => {
                told.push_str(&format!("; the nearest is `{line}`, which differs:\n  "));
                told.push_str(&differences.join("\n  "));
            }
        }
        self.unmatched.push(told.clone());
        let mut response = Response::new(Body::from(told));
        *response.status_mut() = StatusCode::NOT_IMPLEMENTED;
        let text = HeaderValue::from_static("text/plain; charset=utf-8");
        response.headers_mut().insert(CONTENT_TYPE, text);
        Ok(response)
    }
}

/// A request as it may be recorded, its URL whole.
fn message(parts: &Parts, body: Bytes) -> Message {
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let headers = parts.headers.iter().map(|(name, value)| (name.to_string(), text(value)));
    Message { line: format!("{} {}", parts.method, parts.uri), headers: headers.collect(), body }
}

fn response(answer: &Message) -> Result<Response<Body>, BoxError> {
    if let Some(reason) = answer.line.strip_prefix('!') {
        return Err(reason.trim().to_owned().into());
    }
    let mut response = Response::new(Body::from(answer.body.clone()));
    let status = answer.line.split(' ').next().unwrap_or_default();
    *response.status_mut() = status
        .parse()
        .map_err(|_| format!("the recorded answer `{}` begins with no status", answer.line))?;
    for (name, value) in &answer.headers {
        let (name, value): (HeaderName, HeaderValue) = (name.parse()?, value.parse()?);
        response.headers_mut().append(name, value);
    }
    Ok(response)
}

/// Without what is recorded.
impl fmt::Debug for Replay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Replay({} exchanges)", self.state().exchanges.len())
    }
}
