//! A request inside another one, and its answer inside the other's: the same rules as for one that goes alone.

use super::raw::RawRequest;
use super::redirect::{self, Hop};
use super::response::{Circumstances, Response};
use super::retry;
use super::service::Service;
use crate::error::{Error, ErrorKind};
use bytes::Bytes;
use std::time::Duration;

/// What the answer to a part means.
pub(crate) enum Part {
    /// It went well.
    Done(Response),
    /// It did not.
    Failed(Error),
    /// It may be sent again, after as long as the service asks for.
    Again(Error, Option<Duration>),
    /// It goes on alone, where a redirect leads.
    Elsewhere(RawRequest),
}

impl Service {
    /// The target of a request below the service's root, which it may not leave.
    pub(super) fn part_target(&self, request: &RawRequest) -> Result<String, Error> {
        let mut url = self.url_of(request)?;
        url.set_fragment(None);
        let root = self.base.as_str().trim_end_matches('/');
        let target = url.as_str().strip_prefix(root).filter(|it| it.starts_with('/'));
        target.map(str::to_owned).ok_or_else(|| {
            let message = "a request that is not below the service's root can't go with others";
            Error::new(ErrorKind::Request, message)
        })
    }

    /// What an answer means that came inside of `outer`.
    pub(super) fn part(
        &self,
        request: &RawRequest,
        answer: http::Response<Bytes>,
        outer: &Response,
    ) -> Result<Part, Error> {
        let (status, headers) = (answer.status(), answer.headers());
        let hop = Hop::first(self.url_of(request)?, &self.base, request.clone());
        if let Some(next) = redirect::next(&hop, status, headers, self)? {
            let mut next = next.into_raw();
            next.label = request.label.clone();
            next.timeouts = request.timeouts;
            next.manners.is_led = true;
            return Ok(Part::Elsewhere(next));
        }
        if status.is_success() {
            let is_write = !request.method.is_safe();
            let secret = outer.secret().cloned();
            let (mode, url, n_tries) = (self.mode, hop.url, outer.n_tries());
            let (protocol, is_paged) = (self.protocol, !hop.manners.is_unpaged);
            let known = Circumstances {
                mode,
                url,
                is_own: true,
                is_write,
                secret,
                n_tries,
                protocol,
                is_paged,
            };
            return Ok(Part::Done(Response::new(answer, known)));
        }
        let asked = retry::retry_after(headers, &*self.time);
        let is_repeatable = retry::may_follow(status, request.method);
        let secret = outer.secret().map_or("", |it| it.secret());
        let is_unsure = retry::leaves_open(status) && !request.method.is_safe();
        let error = Error::status_of(answer, asked, self.protocol.error_places())
            .without(secret)
            .unsure(is_unsure);
        Ok(if is_repeatable { Part::Again(error, asked) } else { Part::Failed(error) })
    }
}
