//! What a batch was answered, by handle.

use super::super::operation::Answer;
use super::super::reply::Reply;
use super::handle::{BatchId, Handle};
use crate::core::Response;
use crate::error::{Error, ErrorKind};
use std::fmt;
use std::iter::FusedIterator;

/// The answers to a [`Batch`](crate::Batch), each to be taken once, by its handle.
pub struct Answers {
    batch: BatchId,
    /// `None` where it was taken.
    answers: Vec<Option<Result<Response, Error>>>,
    unasked: Vec<String>,
}

impl Answers {
    pub(super) fn new(
        batch: BatchId,
        answers: impl Iterator<Item = Result<Response, Error>>,
        unasked: Vec<String>,
    ) -> Self {
        Self { batch, answers: answers.map(Some).collect(), unasked }
    }

    /// Takes the value that a request was answered, or the error that it alone would have given. A second time there is
    /// nothing to take, which is an error, and so is the handle of another batch.
    pub fn take<T: Answer>(&mut self, handle: Handle<T>) -> Result<T, Error> {
        self.reply(handle).map(Reply::into_value)
    }

    /// Takes the answer to a request with its status and headers.
    pub fn reply<T: Answer>(&mut self, handle: Handle<T>) -> Result<Reply<T>, Error> {
        let wrong = |message: &str| Error::new(ErrorKind::Request, message);
        let index = handle.index_in(self.batch);
        let answer = index.and_then(|index| self.answers.get_mut(index));
        let answer = answer.ok_or_else(|| wrong("the handle is one of another batch"))?;
        let answer = answer.take().ok_or_else(|| wrong("the answer was taken already"))?;
        Reply::of(answer?)
    }

    /// The ids of answers that nobody asked for. They belong to no request, and are a fault of the service.
    pub fn unasked(&self) -> impl FusedIterator<Item = &str> + Clone {
        self.unasked.iter().map(String::as_str)
    }
}

impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answers")
            .field("n_left", &self.answers.iter().flatten().count())
            .finish_non_exhaustive()
    }
}
