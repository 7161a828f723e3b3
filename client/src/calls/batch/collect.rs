//! The answers to one batch that was sent, across the sheets that they come on.

use super::read::{Answered, Sheet, sheet};
use super::write::TextForm;
use crate::core::{Client, RawRequest, Response};
use crate::error::{Error, ErrorKind};
use bytes::Bytes;
use http::HeaderMap;
use http::header::{ACCEPT, HeaderValue};
use std::collections::BTreeMap;

/// The answers to the requests that were sent.
pub(super) struct Collected {
    /// By the requests' places. Whoever was not answered is not there.
    answers: BTreeMap<usize, Result<http::Response<Bytes>, Error>>,
    /// Why the rest of them is not to be had.
    broken: Option<Error>,
    /// The ids of what nobody asked for.
    pub(super) unasked: Vec<String>,
}

impl Collected {
    /// Reads the answer to a batch of these requests, and what it leads to.
    pub(super) async fn of(
        client: &Client,
        sent: &[usize],
        first: &Response,
        form: TextForm,
        like: &RawRequest,
    ) -> Self {
        let mut collected = Self { answers: BTreeMap::new(), broken: None, unasked: Vec::new() };
        if let Err(error) = collected.read(client, sent, first, form, like).await {
            collected.broken = Some(error);
        }
        collected
    }

    async fn read(
        &mut self,
        client: &Client,
        sent: &[usize],
        first: &Response,
        form: TextForm,
        like: &RawRequest,
    ) -> Result<(), Error> {
        let mut next = self.add(sent, first, form)?;
        let mut url = first.url().clone();
        while let Some(link) = next.filter(|_| self.answers.len() < sent.len()) {
            let n_before = self.answers.len();
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
            let mut request = client.follow(&link, Some(&url), headers)?;
            request.label = like.label.clone();
            request.timeouts = like.timeouts;
            let response = client.send(request).await?;
            next = self.add(sent, &response, form)?;
            // Each sheet has something new, so that the last one comes.
            if self.answers.len() == n_before {
                let message = "the answer to the batch leads on to no further answers";
                return Err(Error::new(ErrorKind::Redirect, message));
            }
            url = response.url().clone();
        }
        Ok(())
    }

    /// Adds the answers on a sheet; gives the link to the next one.
    fn add(
        &mut self,
        sent: &[usize],
        response: &Response,
        form: TextForm,
    ) -> Result<Option<String>, Error> {
        let Sheet { parts, next } = response.read(|body| sheet(body, form))?;
        for Answered { id, answer } in parts {
            let Some(index) = index_of(&id).filter(|it| sent.binary_search(it).is_ok()) else {
                self.unasked.push(id);
                continue;
            };
            let answer = match self.answers.remove(&index) {
                Some(before) if !is_same(&before, &answer) => {
                    let message = "the service answered it twice, and not the same";
                    Err(Error::new(ErrorKind::Decode, message))
                }
                _ => answer,
            };
            self.answers.insert(index, answer);
        }
        Ok(next)
    }

    /// Takes the answer to a request, or why there is none.
    pub(super) fn take(&mut self, index: usize) -> Result<http::Response<Bytes>, Error> {
        self.answers.remove(&index).unwrap_or_else(|| {
            Err(self.broken.clone().unwrap_or_else(|| {
                let message = "the answer to the batch has none to this request";
                Error::new(ErrorKind::Transport, message)
            }))
        })
    }
}

/// The place of the request with this id.
fn index_of(id: &str) -> Option<usize> {
    let index = id.parse::<usize>().ok()?.checked_sub(1)?;
    Some(index).filter(|it| (it + 1).to_string() == id)
}

type Outcome = Result<http::Response<Bytes>, Error>;

fn is_same(one: &Outcome, other: &Outcome) -> bool {
    let (Ok(one), Ok(other)) = (one, other) else { return false };
    (one.status(), one.headers(), one.body()) == (other.status(), other.headers(), other.body())
}
