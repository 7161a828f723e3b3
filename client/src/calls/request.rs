//! Typed requests: options added one by one, then awaited, streamed, or looked at.

use super::delta::Changes;
use super::download::Download;
use super::operation::{Answer, AnswerOfBytes, Lists, Operation};
use super::options::{
    AcceptLanguage, ConsistencyLevel, Count, Deltas, Expands, Filters, IfMatch, IfNoneMatch, Media,
    Orders, Prefer, Search, Selects, Skip, Takes, Top,
};
use super::pages::{Items, OF_FIRST, Pages};
use super::parameter::{QueryParameter, QueryValue};
use super::permissions::Permissions;
use super::reply::Reply;
use crate::core::{BoxFuture, Client, Payload, RawRequest, Response, Timeouts};
use crate::error::{Error, ErrorKind};
use crate::query::{Expansions, Fields, Filter, OrderBy, texts};
use http::header::{HeaderName, HeaderValue};
use std::fmt;
use std::future::{Future, IntoFuture};
use std::iter::FusedIterator;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

/// A request of operation `O`. A value until it is awaited: that sends it.
///
/// | to | call |
/// |---|---|
/// | say what is asked for | [`select`](Self::select), [`expand`](Self::expand), [`filter`](Self::filter), [`order_by`](Self::order_by), [`top`](Self::top), [`with`](Self::with), [`query`](Self::query), [`header`](Self::header) |
/// | get the value alone, or with its status and headers | `.await`, [`send`](Self::send) |
/// | go on across the pages of a list | [`stream`](Self::stream), [`pages`](Self::pages) |
/// | follow what changes | [`start`](Self::start), [`resume`](Self::resume) |
/// | have bytes in a file or in pieces | [`save_to`](Self::save_to), [`chunks`](Self::chunks) |
/// | wait for work that takes its time | [`poll`](Self::poll), [`watch`](Self::watch) |
///
/// Options are there where the docs list them; [`Batch`](crate::Batch) takes several requests in one.
#[must_use = "a request is not sent until it is awaited"]
pub struct Request<O> {
    client: Client,
    raw: RawRequest,
    of: PhantomData<fn() -> O>,
}

impl<O: Operation> Request<O> {
    pub(crate) fn new(client: Client, raw: RawRequest) -> Self {
        Self { client, raw, of: PhantomData }
    }

    /// The same request, which can't be sent for this reason.
    pub(crate) fn with_problem(mut self, problem: Error) -> Self {
        self.raw.problem = Some(problem);
        self
    }

    /// Sets a header by its name.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        match (name.parse::<HeaderName>(), value.parse::<HeaderValue>()) {
            (Ok(name), Ok(value)) => {
                self.raw.headers.insert(name, value);
            }
            _ => {
                let message = format!("`{name}` with this value is no header");
                self.raw.problem = Some(Error::new(ErrorKind::Request, message));
            }
        }
        self
    }

    /// Adds a query option by its name (`$` included), its value not encoded.
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.raw.query.push((name.into(), value.into()));
        self
    }

    /// Adds a documented query parameter; one more value where it has one. Those of several values are asked for several
    /// times.
    pub fn with<T: ?Sized>(
        self,
        parameter: QueryParameter<O, T>,
        value: impl QueryValue<T>,
    ) -> Self {
        self.query(parameter.name(), value.query_text())
    }

    /// Adds to an option whose values are separated by commas.
    fn list_option(mut self, name: &'static str, value: String) -> Self {
        match self.raw.query.iter_mut().find(|(it, _)| it == name) {
            Some((_, values)) => {
                values.push(',');
                values.push_str(&value);
            }
            None => self.raw.query.push((name.to_owned(), value)),
        }
        self
    }

    fn option(mut self, name: &'static str, value: String) -> Self {
        self.raw.query.retain(|(it, _)| it != name);
        self.query(name, value)
    }

    /// How long to wait for the answer, instead of what the client says: of each try, from the sending, or the last piece of a body
    /// that was sent, to the end; of bytes that are read as a stream, to their beginning.
    pub fn timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.timeouts().request = limit.into();
        self
    }

    /// How long to wait for the next piece of an answer that has begun, instead of what the client says.
    pub fn idle_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.timeouts().idle = limit.into();
        self
    }

    fn timeouts(&mut self) -> &mut Timeouts {
        self.raw.timeouts.get_or_insert(self.client.timeouts())
    }

    /// Who may make it, as far as the docs say.
    pub fn permissions(&self) -> impl FusedIterator<Item = Permissions> + Clone + use<O> {
        Permissions::of(O::PERMISSIONS)
    }

    /// The request as data.
    pub fn raw(&self) -> &RawRequest {
        &self.raw
    }

    /// The request as data, alone.
    pub fn into_raw(self) -> RawRequest {
        self.raw
    }

    /// The request as it is sent, or why it can't be.
    pub(crate) fn checked(mut self) -> (Client, Result<RawRequest, Error>) {
        let accept = HeaderValue::from_static(O::Output::ACCEPT);
        self.raw.headers.entry(http::header::ACCEPT).or_insert(accept);
        self.raw.manners.is_unpaged = !O::IS_PAGED;
        let raw = match self.raw.problem.take() {
            Some(problem) => Err(problem),
            None => Ok(self.raw),
        };
        (self.client, raw)
    }
}

/// Query options. A request has those that the docs list; any other goes by its name with [`query`](Self::query).
impl<O: Operation> Request<O> {
    /// Asks for these members only (`$select`).
    pub fn select(self, fields: impl Fields<O::Model>) -> Self
    where
        O: Selects,
    {
        let mut names = Vec::new();
        fields.names(&mut names);
        self.list_option("$select", names.join(","))
    }

    /// Asks for these related things inside the answer (`$expand`), perhaps with options of their own:
    /// `expand((Order::LINES, Order::CUSTOMER.nested().select(Customer::NAME)))`.
    pub fn expand(self, relationships: impl Expansions<O::Model>) -> Self
    where
        O: Expands,
    {
        self.list_option("$expand", texts(&relationships))
    }

    /// Asks for the items that meet a condition (`$filter`). A second condition is met as well.
    pub fn filter(mut self, filter: Filter<O::Item>) -> Self
    where
        O: Filters,
    {
        let before = self.raw.query.iter().position(|(name, _)| name == "$filter");
        let filter = match before.map(|index| self.raw.query.remove(index)) {
            Some((_, before)) => Filter::raw(before).and(filter),
            None => filter,
        };
        self.query("$filter", filter.as_str())
    }

    /// Orders the items (`$orderby`). A second order decides where the first makes no difference.
    pub fn order_by(self, order: impl Into<OrderBy<O::Item>>) -> Self
    where
        O: Orders,
    {
        self.list_option("$orderby", order.into().as_str().to_owned())
    }

    /// At most so many items on a page (`$top`).
    pub fn top(self, n: u32) -> Self
    where
        O: Takes<Top>,
    {
        self.option("$top", n.to_string())
    }

    /// Without the first items (`$skip`).
    pub fn skip(self, n: u32) -> Self
    where
        O: Takes<Skip>,
    {
        self.option("$skip", n.to_string())
    }

    /// Asks for the items that a search finds (`$search`), in the service's own words: often with quotes inside.
    pub fn search(self, text: impl Into<String>) -> Self
    where
        O: Takes<Search>,
    {
        self.option("$search", text.into())
    }

    /// Asks how many items there are on all pages (`$count`): [`Page::count`](crate::Page::count).
    pub fn count(self) -> Self
    where
        O: Takes<Count>,
    {
        self.option("$count", "true".to_owned())
    }
}

/// Headers. A request has those that the docs list; any other goes by its name with [`header`](Self::header).
impl<O: Operation> Request<O> {
    /// The languages that the caller reads (`Accept-Language`): `de, en;q=0.5`.
    pub fn accept_language(self, languages: &str) -> Self
    where
        O: Takes<AcceptLanguage>,
    {
        self.header("Accept-Language", languages)
    }

    /// How current the data of a query has to be (`ConsistencyLevel`): `eventual`.
    pub fn consistency_level(self, level: &str) -> Self
    where
        O: Takes<ConsistencyLevel>,
    {
        self.header("ConsistencyLevel", level)
    }

    /// Only if the thing still has this ETag (`If-Match`).
    pub fn if_match(self, etag: &str) -> Self
    where
        O: Takes<IfMatch>,
    {
        self.header("If-Match", etag)
    }

    /// Only if the thing has no longer this ETag (`If-None-Match`).
    pub fn if_none_match(self, etag: &str) -> Self
    where
        O: Takes<IfNoneMatch>,
    {
        self.header("If-None-Match", etag)
    }

    /// How the caller would like the answer (`Prefer`): `return=minimal`. A second preference is added to the first.
    pub fn prefer(self, preference: &str) -> Self
    where
        O: Takes<Prefer>,
    {
        let before = self.raw.headers.get("Prefer").and_then(|it| it.to_str().ok());
        let preferences = before.map(|before| format!("{before}, {preference}"));
        self.header("Prefer", preferences.as_deref().unwrap_or(preference))
    }
}

/// Bodies. A request carries JSON unless the docs say otherwise.
impl<O: Operation> Request<O> {
    /// Sends something else than JSON, such as a message in MIME (`text/plain`), in place of the body that the
    /// operation's method was given. The docs of the operation list the media types.
    pub fn media(mut self, media_type: &str, body: impl Into<Payload>) -> Self
    where
        O: Takes<Media>,
    {
        self.raw.body = Some(body.into());
        self.header("Content-Type", media_type)
    }
}

/// Sending. Awaiting a request gives the value that is answered.
impl<O: Operation> Request<O> {
    /// Sends it, and gives the answer with its status and headers.
    pub async fn send(self) -> Result<Reply<O::Output>, Error> {
        let (client, raw) = self.checked();
        Reply::of(client.send(raw?).await?)
    }
}

/// Answers of bytes. Awaiting the request holds them all in memory.
impl<O: Operation<Output: AnswerOfBytes>> Request<O> {
    /// Sends it, and gives the bytes as a stream once they begin to come.
    pub async fn bytes(self) -> Result<Download, Error> {
        self.chunks().begin().await
    }

    /// The bytes as a stream. The request is sent when the first piece is asked for.
    pub fn chunks(self) -> Download {
        let (client, raw) = self.checked();
        Download::new(client, raw)
    }

    /// Writes the bytes to a file, and gives their number. The file is there when all of it is: until then its name ends in
    /// `.part`, and after an error, or when the future is dropped, nothing is left. A file that is called so already is left
    /// alone ([`Download::save_to`]).
    #[cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
    pub async fn save_to(self, path: impl AsRef<std::path::Path>) -> Result<u64, Error> {
        self.chunks().save_to(path).await
    }
}

impl<O: Lists> Request<O> {
    /// The items, across all pages.
    pub fn stream(self) -> Items<O::Item> {
        self.pages().into()
    }

    /// The pages.
    pub fn pages(self) -> Pages<O::Item> {
        let (client, raw) = self.checked();
        Pages::new(client, raw)
    }

    /// Goes on from a link that was kept: of a list, from [`Page::next_link`](crate::Page::next_link) or
    /// [`Items::next_link`](crate::Items::next_link); of a delta query, with what has changed since a series before ended with
    /// this [`delta_link`](Changes::delta_link), or with the rest of one that broke off.
    ///
    /// The link holds the options that it began with; those of this request are left out, its headers are not.
    pub fn resume(self, link: &str) -> O::Resumed {
        let (client, raw) = self.checked();
        let page = raw.as_ref().ok().and_then(|raw| client.url_of_request(raw).ok());
        let first = raw.and_then(|mut raw| {
            OF_FIRST.iter().for_each(|it| drop(raw.headers.remove(it)));
            let mut next = client.follow(link, page.as_ref(), raw.headers)?;
            next.label = raw.label;
            next.timeouts = raw.timeouts;
            Ok(next)
        });
        Pages::new(client, first).into()
    }
}

impl<O: Deltas> Request<O> {
    /// All that is there, as changes: the beginning of a series.
    pub fn start(self) -> Changes<O::Item> {
        self.pages().into()
    }
}

impl<O> Clone for Request<O> {
    fn clone(&self) -> Self {
        Self { client: self.client.clone(), raw: self.raw.clone(), of: PhantomData }
    }
}

impl<O> fmt::Debug for Request<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Request({} {})", self.raw.method, self.raw.path)
    }
}

impl<O: Operation> IntoFuture for Request<O> {
    type Output = Result<O::Output, Error>;
    type IntoFuture = Pending<O::Output>;

    fn into_future(self) -> Self::IntoFuture {
        let (client, raw) = self.checked();
        let response = match raw {
            Ok(raw) => client.send(raw),
            Err(problem) => Box::pin(std::future::ready(Err(problem))),
        };
        Pending { response, of: PhantomData }
    }
}

/// A request on its way; a future.
#[must_use = "a future does nothing until it is awaited"]
pub struct Pending<T> {
    response: BoxFuture<'static, Result<Response, Error>>,
    of: PhantomData<fn() -> T>,
}

impl<T: Answer> Future for Pending<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let response = ready!(self.response.as_mut().poll(context));
        Poll::Ready(response.and_then(|it| T::answer(&it)))
    }
}
