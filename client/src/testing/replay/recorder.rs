//! A transport around another one, which takes down what goes over it.

use super::exchange::{Exchange, Message};
use super::secrets::Secrets;
use crate::codec::is_secret;
use crate::core::{
    Body, BoxFuture, MaybeSend, MaybeSync, SecretOption, Transport, encode_query, link_of_header,
};
use crate::error::{BoxError, Error, ErrorKind};
use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderName};
use http::request::Parts;
use http::{HeaderMap, HeaderValue};
use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use url::Url;

/// The headers of requests that are recorded. The others say who asks, and with what program.
const OF_REQUESTS: [&str; 7] = [
    "content-type",
    "content-range",
    "range",
    "if-match",
    "if-none-match",
    "prefer",
    "consistencylevel",
];

/// The headers of answers that are not recorded: they are of the connection, or other ones each time, or secret.
const NOT_OF_ANSWERS: [&str; 9] = [
    "connection",
    "content-encoding",
    "content-length",
    "date",
    "keep-alive",
    "server",
    "set-cookie",
    "transfer-encoding",
    "www-authenticate",
];

/// The headers of answers that lead somewhere.
const PLACES: [&str; 4] =
    ["location", "content-location", "operation-location", "azure-asyncoperation"];

/// A [`Transport`] that sends with another one and records what it sends and gets, for [`Replay`](super::Replay).
///
/// ```no_run
/// use docwright_client::{Client, ReqwestTransport, testing::Recorder};
///
/// # async fn call() -> Result<(), docwright_client::Error> {
/// let recorder = Recorder::new(ReqwestTransport::new()?);
/// let client: Client = Client::builder("https://shop.example/v1").transport(recorder.clone()).build()?;
/// // … calls …
/// recorder.save("tests/orders.http")?;
/// # Ok(()) }
/// ```
///
/// Secrets are not recorded. For each stands `***1`, `***2`, …, the same for the same secret: tokens, wherever they are said;
/// options of URLs like `sig` and `token`; members whose names speak of a secret; all of the URLs of uploads and downloads, and
/// of what is asked for at another host or is there by a `Location`, but their origin. Headers that say who asks are left out. Read a file before you share it: of ids, names and texts the recorder
/// does not know which are secret.
///
/// URLs of the service, which is where the first request goes, are recorded without their origin. Bodies are held in memory.
#[derive(Clone)]
pub struct Recorder<T> {
    transport: T,
    record: Arc<Mutex<Record>>,
}

#[derive(Default)]
struct Record {
    exchanges: Vec<Exchange>,
    secrets: Secrets,
    origin: Option<String>,
}

impl<T> Recorder<T> {
    /// Records what goes over this transport. Clones record together.
    pub fn new(transport: T) -> Self {
        Self { transport, record: Arc::default() }
    }

    /// What was recorded so far, as text that [`Replay::new`](super::Replay::new) reads.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for (index, exchange) in self.record().exchanges.iter().enumerate() {
            if index > 0 {
                text.push('\n');
            }
            exchange.write(&mut text);
        }
        text
    }

    /// Writes what was recorded so far to a file.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<(), Error> {
        std::fs::write(&path, self.text()).map_err(|source| {
            let message = format!("can't write `{}`", path.as_ref().display());
            Error::new(ErrorKind::File, message).with_source(source)
        })
    }

    fn record(&self) -> MutexGuard<'_, Record> {
        self.record.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T: Transport> Transport for Recorder<T>
where
    Self: MaybeSend + MaybeSync,
{
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, BoxError>> {
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let body = body.whole().await?;
            let asked = self.record().request(&parts, &body);
            let url = Url::parse(&parts.uri.to_string()).ok();
            let request = http::Request::from_parts(parts, Body::from(body));
            let answered = match self.transport.send(request).await {
                Ok(response) => {
                    let (parts, body) = response.into_parts();
                    body.whole().await.map(|body| (parts, body))
                }
                Err(error) => Err(error),
            };
            let mut record = self.record();
            let answer = match &answered {
                Ok((parts, body)) => record.answer(parts, body, url.as_ref()),
                Err(error) => Message {
                    line: format!("! {}", record.secrets.text(&error.to_string())),
                    ..Message::default()
                },
            };
            record.exchanges.push(Exchange { request: asked, answer });
            let (parts, body) = answered?;
            Ok(http::Response::from_parts(parts, Body::from(body)))
        })
    }
}

impl Record {
    fn request(&mut self, parts: &Parts, body: &Bytes) -> Message {
        self.secrets.learn(&parts.headers);
        if let Some(SecretOption(name)) = parts.extensions.get() {
            self.secrets.learn_option(&parts.uri, &encode_query(name));
        }
        let url = parts.uri.to_string();
        let (scheme, authority) = (parts.uri.scheme_str(), parts.uri.authority());
        let origin =
            format!("{}://{}", scheme.unwrap_or_default(), authority.map_or("", |it| it.as_str()));
        let is_own = *self.origin.get_or_insert_with(|| origin.clone()) == origin;
        let target = match Url::parse(&url) {
            Ok(url) if !is_own => self.secrets.foreign_url(&url),
            _ => {
                let url = self.secrets.url(&url);
                url.strip_prefix(&origin).filter(|_| is_own).unwrap_or(&url).to_owned()
            }
        };
        let line = format!("{} {target}", parts.method);
        let headers = self.headers(&parts.headers, |name| OF_REQUESTS.contains(&name.as_str()));
        self.message(line, headers, &parts.headers, body)
    }

    /// The answer to a request for this URL.
    fn answer(
        &mut self,
        parts: &http::response::Parts,
        body: &Bytes,
        asked: Option<&Url>,
    ) -> Message {
        let line = parts.status.to_string();
        let is_kept = |name: &HeaderName| {
            !NOT_OF_ANSWERS.contains(&name.as_str()) && !is_secret(name.as_str())
        };
        let mut headers = self.headers(&parts.headers, is_kept);
        for (name, value) in &mut headers {
            let place = asked.filter(|_| PLACES.contains(&name.as_str()));
            if let Some(url) =
                place.and_then(|asked| self.foreign_place(&parts.headers[&*name], asked))
            {
                *value = self.secrets.foreign_url(&url);
            }
        }
        self.message(line, headers, &parts.headers, body)
    }

    /// Where a header leads, if that is not the service itself.
    fn foreign_place(&self, value: &HeaderValue, asked: &Url) -> Option<Url> {
        let url = link_of_header(value, asked)?;
        (self.origin.as_deref() != Some(&url.origin().ascii_serialization())).then_some(url)
    }

    fn message(
        &mut self,
        line: String,
        headers: Vec<(String, String)>,
        all: &HeaderMap,
        body: &Bytes,
    ) -> Message {
        let content_type = all.get(CONTENT_TYPE).and_then(|it| it.to_str().ok());
        Message { line, headers, body: self.secrets.body(body, content_type) }
    }

    /// Headers by their names, so that a file is the same each time.
    fn headers(
        &mut self,
        headers: &HeaderMap,
        is_kept: impl Fn(&HeaderName) -> bool,
    ) -> Vec<(String, String)> {
        let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        let kept = headers.iter().filter(|(name, value)| is_kept(name) && !value.is_sensitive());
        let mut kept: Vec<_> = kept.map(|(name, value)| (name.to_string(), text(value))).collect();
        kept.sort();
        let hidden = kept.into_iter().map(|(name, value)| {
            let value = match name == "link" {
                true => self.secrets.links(&value),
                false => self.secrets.url(&value),
            };
            (name, value)
        });
        hidden.collect()
    }
}

/// Without what was recorded.
impl<T> fmt::Debug for Recorder<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Recorder({} exchanges)", self.record().exchanges.len())
    }
}
