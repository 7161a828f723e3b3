//! A request of a batch on its way.

use super::write;
use crate::core::{Client, Part, RawRequest, Repeats, Response};
use crate::error::{Error, ErrorKind};
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use std::time::Duration;

/// A request of a batch, and how far it is.
pub(super) struct Member {
    request: Option<RawRequest>,
    /// What stands in the batch for it, beside its id and what it waits for.
    text: String,
    /// The places of those that it waits for, all before its own.
    after: Vec<usize>,
    state: State,
    repeats: Repeats,
    n_tries: u32,
    /// What failed first, of all that it depends on.
    cause: Option<Error>,
}

pub(super) enum State {
    /// It is to be sent.
    Waiting,
    /// It was turned away, and is to be sent again after a wait.
    TurnedAway(Duration),
    Done(Box<Result<Response, Error>>),
}

impl Member {
    /// A request that can't be sent is done before it begins.
    pub(super) fn new(
        client: &Client,
        request: Result<RawRequest, Error>,
        after: Vec<usize>,
        text_form: write::TextForm,
    ) -> Self {
        let written = request.and_then(|request| {
            let text = write::part(client, &request, text_form)?;
            Ok((request, text))
        });
        let (request, text, state) = match written {
            Ok((request, text)) => (Some(request), text, State::Waiting),
            Err(problem) => (None, String::new(), State::Done(Box::new(Err(problem)))),
        };
        Self { request, text, after, state, repeats: Repeats::default(), n_tries: 0, cause: None }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn after(&self) -> &[usize] {
        &self.after
    }

    pub(super) fn is_done(&self) -> bool {
        matches!(self.state, State::Done(_))
    }

    pub(super) fn is_done_well(&self) -> bool {
        matches!(&self.state, State::Done(result) if result.is_ok())
    }

    /// Why it came to nothing.
    pub(super) fn error(&self) -> Option<&Error> {
        match &self.state {
            State::Done(result) => result.as_ref().as_ref().err(),
            _ => None,
        }
    }

    /// The wait before it is sent again, if it was turned away.
    pub(super) fn wait(&self) -> Option<Duration> {
        match self.state {
            State::TurnedAway(wait) => Some(wait),
            _ => None,
        }
    }

    pub(super) fn into_result(self) -> Result<Response, Error> {
        match self.state {
            State::Done(result) => *result,
            _ => Err(Error::new(ErrorKind::Request, "the request was not sent")),
        }
    }

    pub(super) fn is_sent(&mut self) {
        self.n_tries += 1;
    }

    /// It is sent (again), once it can be.
    pub(super) fn wake(&mut self) {
        self.state = State::Waiting;
    }

    pub(super) fn finish(&mut self, result: Result<Response, Error>) {
        // What is not known of the batch is not known of those of its requests that change something.
        let is_write = self.request.as_ref().is_some_and(|it| !it.method.is_safe());
        let result = result.map_err(|error| {
            let is_unsure = error.may_have_taken_effect() && is_write;
            error.unsure(is_unsure)
        });
        self.state = State::Done(Box::new(result));
    }

    /// It fails as one of a batch that was sent so often.
    pub(super) fn fail(&mut self, error: Error) {
        let n_tries = self.n_tries;
        self.finish(Err(error.after_tries(n_tries)));
    }

    /// Why what depends on it can't be carried out.
    pub(super) fn cause(&self) -> Option<&Error> {
        self.cause.as_ref().or(self.error())
    }

    /// What it depends on has failed, so that it is not sent.
    pub(super) fn fail_after(&mut self, cause: Error) {
        let message = "not sent: a request of the batch that it depends on has failed";
        let error = Error::new(ErrorKind::Status, message)
            .in_response(StatusCode::FAILED_DEPENDENCY, &HeaderMap::new(), &Bytes::new())
            .with_source(cause.clone());
        self.cause = Some(cause);
        self.fail(error);
    }

    /// Takes its answer; gives the request that goes on alone, if there is one.
    pub(super) fn take(
        &mut self,
        client: &Client,
        answer: http::Response<Bytes>,
        outer: &Response,
    ) -> Option<RawRequest> {
        let part = client.part(self.request.as_ref()?, answer, outer);
        match part {
            Ok(Part::Done(response)) => self.finish(Ok(response)),
            Ok(Part::Failed(error)) | Err(error) => self.fail(error),
            Ok(Part::Again(error, asked)) => match self.repeats.next(client.retries(), asked) {
                Some(wait) => self.state = State::TurnedAway(wait),
                None => self.fail(error),
            },
            Ok(Part::Elsewhere(request)) => return Some(request),
        }
        None
    }
}
