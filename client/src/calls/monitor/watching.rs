//! Work that a service does on its own: asked again and again until it is done.

use super::super::operation::Answer;
use super::super::steps::{Stepped, Work};
use super::protocol::{OperationState, OperationStatus, location_of, monitor_of};
use crate::core::{
    BoxFuture, Client, Manners, Method, RawRequest, Response, Timeouts, retry_after,
};
use crate::error::{Error, ErrorKind};
use http::header::{self, ACCEPT, HeaderName, HeaderValue};
use http::{HeaderMap, StatusCode};
use std::any::TypeId;
use std::time::Duration;
use url::Url;

/// The wait before the first question, where the service names none. It doubles, up to [`LONGEST_WAIT`].
const FIRST_WAIT: Duration = Duration::from_secs(1);
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// No wait is shorter, whatever the service says: else one could be asked for ever in no time.
const SHORTEST_WAIT: Duration = Duration::from_millis(200);

/// All waits together, if nothing else is said. Most work takes seconds or minutes; a program that waits for ever for work that
/// somebody has forgotten says nothing to anybody.
const LIMIT: Duration = Duration::from_secs(30 * 60);

/// How often a monitor may move in a row.
const MOST_MOVES: u32 = 5;

/// Headers that are about the request for the work alone.
const OF_REQUEST: [HeaderName; 8] = [
    header::CONTENT_TYPE,
    header::CONTENT_ENCODING,
    header::IF_MATCH,
    header::IF_NONE_MATCH,
    header::IF_MODIFIED_SINCE,
    header::IF_UNMODIFIED_SINCE,
    header::RANGE,
    HeaderName::from_static("prefer"),
];

/// What came of long-running work.
#[derive(Clone)]
pub struct Done<T> {
    pub(super) value: Option<T>,
    pub(super) status: Option<OperationStatus>,
    pub(super) location: Option<String>,
}

/// Work that is watched.
pub(super) struct Watching<T> {
    pub(super) client: Client,
    pub(super) limit: Option<Duration>,
    place: Place,
    /// What the service is asked with: as the request for the work says.
    headers: HeaderMap,
    timeouts: Option<Timeouts>,
    own_wait: Duration,
    waited: Duration,
    /// How long the service asks to wait.
    asked: Option<Duration>,
    n_moves: u32,
    status: Option<OperationStatus>,
    pub(super) done: Option<Done<T>>,
}

enum Place {
    /// The work was not asked for yet.
    Request(Box<Result<RawRequest, Error>>),
    Monitor(Url),
    Result(Url),
    /// The monitor can't be asked.
    Nowhere(Error),
}

impl<T: Answer> Work for Watching<T> {
    type Step = OperationStatus;

    fn step(mut self) -> BoxFuture<'static, Stepped<Self, OperationStatus>> {
        Box::pin(async move {
            let secret = self.url().map(Url::to_string);
            let step = self.next().await;
            let step = step.map_err(|it| it.without(secret.as_deref().unwrap_or_default()));
            (self, step)
        })
    }

    fn begin_again(&mut self) {
        (self.waited, self.n_moves) = (Duration::ZERO, 0);
    }
}

impl<T: Answer> Watching<T> {
    pub(super) fn begin(client: Client, request: Result<RawRequest, Error>) -> Self {
        let asked = request.as_ref().ok();
        let mut headers = asked.map(|it| it.headers.clone()).unwrap_or_default();
        for name in OF_REQUEST {
            headers.remove(name);
        }
        let timeouts = asked.and_then(|it| it.timeouts);
        let place = Place::Request(Box::new(request));
        Self { headers, timeouts, ..Self::at(client, place) }
    }

    /// Work that was asked for before.
    pub(super) fn resume(client: Client, url: &str) -> Self {
        let place = client.named_url(url).map_or_else(Place::Nowhere, Place::Monitor);
        Self { asked: Some(Duration::ZERO), ..Self::at(client, place) }
    }

    fn at(client: Client, place: Place) -> Self {
        Self {
            client,
            limit: Some(LIMIT),
            place,
            headers: HeaderMap::new(),
            timeouts: None,
            own_wait: FIRST_WAIT,
            waited: Duration::ZERO,
            asked: None,
            n_moves: 0,
            status: None,
            done: None,
        }
    }

    /// Where the monitor is.
    pub(super) fn url(&self) -> Option<&Url> {
        match &self.place {
            Place::Monitor(url) => Some(url),
            Place::Request(_) | Place::Result(_) | Place::Nowhere(_) => None,
        }
    }

    async fn next(&mut self) -> Result<Option<OperationStatus>, Error> {
        while self.done.is_none() {
            let step = match &self.place {
                Place::Request(request) => {
                    let request = (**request).clone()?;
                    self.ask_for_it(request).await?
                }
                Place::Monitor(url) => {
                    let url = url.clone();
                    self.ask(url).await?
                }
                Place::Result(url) => {
                    let url = url.clone();
                    self.fetch(url).await?;
                    None
                }
                Place::Nowhere(error) => return Err(error.clone()),
            };
            if step.is_some() {
                return Ok(step);
            }
        }
        Ok(None)
    }

    /// Asks for the work.
    async fn ask_for_it(&mut self, request: RawRequest) -> Result<Option<OperationStatus>, Error> {
        let response = self.client.send(request).await?;
        if response.status() != StatusCode::ACCEPTED {
            let value = T::answer(&response).inspect_err(|error| {
                // It is done, though it can't be read: to ask for it once more would be to have it done twice.
                self.place = Place::Nowhere(error.clone());
            })?;
            self.done = Some(Done { value: Some(value), status: None, location: None });
            return Ok(None);
        }
        let Some(url) = monitor_of(&self.client, response.headers(), response.url()) else {
            let message =
                "the service accepted the work, but does not say where to ask how far it is";
            let error = Error::new(ErrorKind::Decode, message);
            let error = error.in_response(response.status(), response.headers(), response.body());
            // To ask for it once more would be to have it done twice.
            self.place = Place::Nowhere(error.clone());
            return Err(error);
        };
        self.asked = self.asked_in(response.headers());
        self.place = match self.client.named_url(url.as_str()) {
            Ok(url) => Place::Monitor(url),
            Err(error) => Place::Nowhere(error),
        };
        Ok(Some(OperationStatus::accepted(&response)))
    }

    /// Asks how far it is.
    async fn ask(&mut self, url: Url) -> Result<Option<OperationStatus>, Error> {
        self.wait().await?;
        let mut request = self.request(&url, "application/json");
        request.manners = Manners { stays: true, ..Manners::default() };
        let response = match self.client.send(request).await {
            Ok(response) => response,
            Err(error) => return self.sent_elsewhere(&url, error).map(|()| None),
        };
        self.n_moves = 0;
        self.asked = self.asked_in(response.headers());
        let status = OperationStatus::of(&response);
        if let Some(status) = &status {
            self.status = Some(status.clone());
        }
        match status.as_ref().map(OperationStatus::state) {
            Some(OperationState::NotStarted | OperationState::Running) => {}
            Some(OperationState::Failed | OperationState::Cancelled) => {
                return Err(status.map_or_else(Error::no_value, |it| it.error(response)));
            }
            Some(OperationState::Succeeded) => {
                let place = status.as_ref().and_then(OperationStatus::resource_location);
                let place = place.and_then(|it| HeaderValue::from_bytes(it.as_bytes()).ok());
                let place = place.and_then(|it| self.client.place_of(&it, response.url()));
                let place = place.or_else(|| location_of(&self.client, response.headers(), &url));
                self.succeeded(place);
            }
            None => self.answered(response)?,
        }
        Ok(status)
    }

    /// Waits before the next question.
    async fn wait(&mut self) -> Result<(), Error> {
        let (wait, own_wait) = match self.asked {
            // It was asked for earlier, by another run of the program.
            Some(Duration::ZERO) if self.status.is_none() && self.waited.is_zero() => {
                (Duration::ZERO, self.own_wait)
            }
            Some(asked) => (asked.max(SHORTEST_WAIT), self.own_wait),
            None => (self.own_wait, (self.own_wait * 2).min(LONGEST_WAIT)),
        };
        let waited = self.waited.saturating_add(wait);
        if let Some(limit) = self.limit.filter(|limit| waited > *limit) {
            let message = format!("the service did not do the work within {limit:?}");
            return Err(Error::new(ErrorKind::Timeout, message));
        }
        (self.waited, self.own_wait) = (waited, own_wait);
        if !wait.is_zero() {
            let time = self.client.time().clone();
            time.sleep(wait).await;
        }
        Ok(())
    }

    /// After a redirect: the work is done and its result there, or its monitor has moved.
    fn sent_elsewhere(&mut self, url: &Url, error: Error) -> Result<(), Error> {
        let status = error.status().filter(|it| it.is_redirection());
        let place = status.and_then(|_| location_of(&self.client, error.headers(), url));
        let Some(place) = place else {
            return Err(match error.status() {
                Some(StatusCode::NOT_FOUND | StatusCode::GONE) => {
                    error.meaning("nobody knows of the work any more: it may be done or not")
                }
                _ => error,
            });
        };
        let place = self.client.named_url(place.as_str())?;
        if status == Some(StatusCode::SEE_OTHER) {
            self.succeeded(Some(place));
            return Ok(());
        }
        self.n_moves += 1;
        if self.n_moves > MOST_MOVES {
            return Err(Error::new(ErrorKind::Redirect, "the monitor of the work moves on and on"));
        }
        (self.place, self.asked) = (Place::Monitor(place), Some(SHORTEST_WAIT));
        Ok(())
    }

    /// After an answer that is no status: it is the result, or leads there, or there is none.
    fn answered(&mut self, response: Response) -> Result<(), Error> {
        if response.body().is_empty() || !self.client.is_own(response.url()) {
            let place = location_of(&self.client, response.headers(), response.url());
            self.succeeded(place);
            return Ok(());
        }
        let value = Some(T::answer(&response)?);
        self.done = Some(Done { value, status: self.status.take(), location: None });
        Ok(())
    }

    /// The work is done. What it made is asked for, if that is wanted and the service's own.
    fn succeeded(&mut self, place: Option<Url>) {
        let is_wanted = TypeId::of::<T>() != TypeId::of::<()>();
        match place {
            Some(url) if is_wanted && self.client.is_own(&url) => self.place = Place::Result(url),
            place => {
                let location = place.map(String::from);
                self.done = Some(Done { value: None, status: self.status.take(), location });
            }
        }
    }

    async fn fetch(&mut self, url: Url) -> Result<(), Error> {
        let response = self.client.send(self.request(&url, T::ACCEPT)).await.map_err(|error| {
            error.meaning("the work is done, but what it made is not to be had")
        })?;
        let value = Some(T::answer(&response)?);
        let (status, location) = (self.status.take(), Some(url.into()));
        self.done = Some(Done { value, status, location });
        Ok(())
    }

    fn asked_in(&self, headers: &HeaderMap) -> Option<Duration> {
        retry_after(headers, &**self.client.time())
    }

    /// A question to the service. Another host does not learn what the request for the work said.
    fn request(&self, url: &Url, accept: &'static str) -> RawRequest {
        let mut request = RawRequest::new(Method::Get, url.as_str());
        if self.client.is_own(url) {
            request.headers = self.headers.clone();
        }
        request.headers.insert(ACCEPT, HeaderValue::from_static(accept));
        request.timeouts = self.timeouts;
        request
    }
}
