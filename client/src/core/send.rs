//! The one loop that sends a request: tries, redirects, repeats, and a new token where the old one was turned away.

use super::attempt::{Answer, Failure};
use super::body::Body;
use super::range::is_in_range;
use super::raw::RawRequest;
use super::redirect::{self, Hop};
use super::response::{Circumstances, Response};
use super::retry::{self, Repeats};
use super::service::Service;
use super::sign::hide;
use super::time::Timeouts;
use super::token::{Rejected, Token};
use super::trace::Call;
use crate::error::Error;
use http::header::{HeaderMap, RANGE, WWW_AUTHENTICATE};
use http::{Response as HttpResponse, StatusCode};
use std::time::Duration;
use url::Origin;

/// An answer, where the request went first and last, with which token, and how often it was sent.
struct Answered {
    answer: Answer,
    /// Who was asked.
    asked: Origin,
    hop: Hop,
    token: Option<Token>,
    n_tries: u32,
}

impl Service {
    /// Sends a request until it is answered, and reads the answer. A status that is no success is an error.
    pub(super) async fn send(&self, request: RawRequest) -> Result<Response, Error> {
        let is_write = !request.method.is_safe();
        let Answered { answer, asked, hop, token, n_tries } = self.answered(request, false).await?;
        let response = match answer {
            Answer::Whole(response) => response,
            // Only who asks for it gets one.
            Answer::Open(response) => response.map(|_| bytes::Bytes::new()),
        };
        let is_own = hop.url.origin() == asked;
        let (mode, url) = (self.mode, hop.url);
        let (protocol, secret) = (self.protocol, token);
        let is_paged = !hop.manners.is_unpaged;
        let known =
            Circumstances { mode, url, is_own, is_write, secret, n_tries, protocol, is_paged };
        Ok(Response::new(response, known))
    }

    /// Sends a request until it is answered. A status that is no success is an error.
    pub(super) async fn open(&self, request: RawRequest) -> Result<HttpResponse<Body>, Error> {
        Ok(match self.answered(request, true).await?.answer {
            Answer::Open(response) => response,
            Answer::Whole(response) => response.map(Body::from),
        })
    }

    async fn answered(&self, request: RawRequest, is_open: bool) -> Result<Answered, Error> {
        let call = Call::of(&request);
        let answered = call.run(self.tried(request, is_open, &call)).await;
        match &answered {
            Ok(Answered { answer, token, .. }) => {
                let (status, headers) = answer.head();
                call.is_answered(status, headers, secret(token));
            }
            Err(error) => call.has_failed(error),
        }
        answered
    }

    async fn tried(
        &self,
        request: RawRequest,
        is_open: bool,
        call: &Call,
    ) -> Result<Answered, Error> {
        let timeouts = request.timeouts.unwrap_or(self.timeouts);
        let url = self.url_of(&request)?;
        let asked = if request.manners.is_led { self.base.origin() } else { url.origin() };
        let mut hop = Hop::first(url, &self.base, request);
        let mut repeats = Repeats::default();
        let mut n_tries = 0;
        // Whether what was tried before may have been done: its answer is lost.
        let mut is_unsure = false;
        // It was done, and what came of it is asked for elsewhere.
        let mut is_done = false;
        // A token that was asked for anew, which is done once.
        let mut renewed = None;
        loop {
            let before = self.time.now();
            let token = self.token_for(&hop, renewed.as_ref(), timeouts.request).await;
            let token = token.map_err(|it| it.after_tries(n_tries))?;
            // What the provider took is a part of the whole.
            let spent = self.time.now().duration_since(before).unwrap_or_default();
            let left = timeouts.request.map(|it| it.saturating_sub(spent));
            let timeouts = Timeouts { request: left, ..timeouts };
            n_tries += 1;
            call.tries(n_tries);
            let told = |error: Error| {
                let error = hide(error.after_tries(n_tries), secret(&token));
                let error = if is_unsure { error.after_lost_answer() } else { error };
                let is_open = is_done || error.may_have_taken_effect();
                error.unsure(is_open)
            };
            let (error, wait, is_repeatable, is_lost) =
                match self.attempt(&hop, token.as_ref(), timeouts, is_open).await {
                    Err(Failure { error, is_repeatable, is_unsure }) => {
                        (error, None, is_repeatable, is_unsure)
                    }
                    Ok(answer @ Answer::Open(_)) => {
                        return Ok(Answered { answer, asked, hop, token, n_tries });
                    }
                    Ok(Answer::Whole(response)) => {
                        let (status, headers) = (response.status(), response.headers());
                        let next = redirect::next(&hop, status, headers, self);
                        if let Some(next) = next.map_err(told)? {
                            call.is_redirected(status, &next.url);
                            is_done |= !hop.method.is_safe() && next.method.is_safe();
                            hop = next;
                            continue;
                        }
                        let is_asked = |it| is_in_range(it, headers);
                        if status == StatusCode::PARTIAL_CONTENT
                            && !hop.headers.get(RANGE).is_some_and(is_asked)
                        {
                            return Err(told(Error::unasked_part(response)));
                        }
                        if status.is_success() {
                            let answer = Answer::Whole(response);
                            return Ok(Answered { answer, asked, hop, token, n_tries });
                        }
                        if renewed.is_none() {
                            let (token, limit) = (token.as_ref(), timeouts.request);
                            let another = self.renewed(status, headers, token, limit).await;
                            renewed = another.map_err(told)?;
                            if renewed.is_some() {
                                call.renews();
                                continue;
                            }
                        }
                        let wait = retry::retry_after(headers, &*self.time);
                        let is_repeatable = retry::may_follow(status, hop.method);
                        let is_lost = retry::leaves_open(status);
                        (
                            Error::status_of(response, wait, self.protocol.error_places()),
                            wait,
                            is_repeatable,
                            is_lost,
                        )
                    }
                };
            let is_lost = is_lost && !hop.method.is_safe();
            let is_repeatable = is_repeatable && !hop.manners.once;
            match repeats.next(&self.retries, wait).filter(|_| is_repeatable) {
                Some(wait) => {
                    call.repeats(&error, wait);
                    self.time.sleep(wait).await;
                    is_unsure |= is_lost;
                }
                None => {
                    return Err(told(error.unsure(is_lost)));
                }
            }
        }
    }

    /// The token for a request: none for another origin, nor for one that brings its own.
    async fn token_for(
        &self,
        hop: &Hop,
        renewed: Option<&Token>,
        limit: Option<Duration>,
    ) -> Result<Option<Token>, Error> {
        match &self.tokens {
            Some(tokens) if hop.is_trusted && !self.protocol.token.is_taken(hop) => match renewed {
                Some(token) => Ok(Some(token.clone())),
                None => tokens.token(&*self.time, limit).await.map(Some),
            },
            _ => Ok(None),
        }
    }

    /// Another token in place of one that was turned away. A request that was turned away has done nothing.
    async fn renewed(
        &self,
        status: StatusCode,
        headers: &HeaderMap,
        token: Option<&Token>,
        limit: Option<Duration>,
    ) -> Result<Option<Token>, Error> {
        let (Some(tokens), Some(token)) = (&self.tokens, token) else { return Ok(None) };
        if status != StatusCode::UNAUTHORIZED {
            return Ok(None);
        }
        let challenges = headers.get_all(WWW_AUTHENTICATE).iter();
        let challenges: Vec<_> =
            challenges.map(|it| String::from_utf8_lossy(it.as_bytes())).collect();
        let rejected = Rejected::new(token.clone(), challenges.join("\n"));
        tokens.renewed(&rejected, &*self.time, limit).await
    }
}

fn secret(token: &Option<Token>) -> &str {
    token.as_ref().map_or("", Token::secret)
}
