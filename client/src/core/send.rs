//! The one loop that sends a request: tries, redirects, repeats, and a new token where the old one was turned away.

use super::attempt::Answer;
use super::body::Body;
use super::raw::RawRequest;
use super::redirect::{self, Hop};
use super::response::{Circumstances, Response};
use super::retry::{self, Repeats};
use super::service::Service;
use super::token::{Rejected, Token};
use crate::error::Error;
use http::header::{AUTHORIZATION, HeaderMap, WWW_AUTHENTICATE};
use http::{Response as HttpResponse, StatusCode};

impl Service {
    /// Sends a request until it is answered, and reads the answer. A status that is no success is an error.
    pub(super) async fn send(&self, request: RawRequest) -> Result<Response, Error> {
        let is_write = !request.method.is_safe();
        let (answer, hop) = self.answered(request, false).await?;
        let response = match answer {
            Answer::Whole(response) => response,
            // Only who asks for it gets one.
            Answer::Open(response) => response.map(|_| bytes::Bytes::new()),
        };
        let is_own = hop.url.origin() == self.base.origin();
        let known = Circumstances { mode: self.mode, url: hop.url, is_own, is_write };
        Ok(Response::new(response, known))
    }

    /// Sends a request until it is answered. A status that is no success is an error.
    pub(super) async fn open(&self, request: RawRequest) -> Result<HttpResponse<Body>, Error> {
        let (answer, _) = self.answered(request, true).await?;
        Ok(match answer {
            Answer::Open(response) => response,
            Answer::Whole(response) => response.map(Body::from),
        })
    }

    async fn answered(&self, request: RawRequest, is_open: bool) -> Result<(Answer, Hop), Error> {
        let timeouts = request.timeouts.unwrap_or(self.timeouts);
        let mut hop = Hop::first(self.url_of(&request)?, &self.base, request);
        let mut repeats = Repeats::default();
        let mut n_tries = 0;
        // A token that was asked for anew, which is done once.
        let mut renewed = None;
        loop {
            let token = self.token_for(&hop, renewed.as_ref()).await?;
            n_tries += 1;
            let (error, asked, is_repeatable) =
                match self.attempt(&hop, token.as_ref(), timeouts, is_open).await {
                    Err(failure) => (failure.error, None, failure.is_repeatable),
                    Ok(Answer::Open(response)) => return Ok((Answer::Open(response), hop)),
                    Ok(Answer::Whole(response)) => {
                        let (status, headers) = (response.status(), response.headers());
                        if let Some(next) = redirect::next(&hop, status, headers, &self.base)? {
                            hop = next;
                            continue;
                        }
                        if status.is_success() {
                            return Ok((Answer::Whole(response), hop));
                        }
                        if renewed.is_none() {
                            renewed = self.renewed(status, headers, token.as_ref()).await?;
                            if renewed.is_some() {
                                continue;
                            }
                        }
                        let asked = retry::retry_after(headers, &*self.time);
                        let is_repeatable = retry::may_follow(status, hop.method);
                        (Error::status_of(response, asked), asked, is_repeatable)
                    }
                };
            let is_repeatable = is_repeatable && !hop.manners.once;
            match repeats.next(&self.retries, asked).filter(|_| is_repeatable) {
                Some(wait) => self.time.sleep(wait).await,
                None => {
                    let secret = token.as_ref().map_or("", |it| it.secret());
                    return Err(error.after_tries(n_tries).without(secret));
                }
            }
        }
    }

    /// The token for a request: none for another origin, nor for one that brings its own.
    async fn token_for(&self, hop: &Hop, renewed: Option<&Token>) -> Result<Option<Token>, Error> {
        match &self.tokens {
            Some(tokens) if hop.is_trusted && !hop.headers.contains_key(AUTHORIZATION) => {
                match renewed {
                    Some(token) => Ok(Some(token.clone())),
                    None => tokens.token(self.time.now()).await.map(Some),
                }
            }
            _ => Ok(None),
        }
    }

    /// Another token in place of one that was turned away. A request that was turned away has done nothing.
    async fn renewed(
        &self,
        status: StatusCode,
        headers: &HeaderMap,
        token: Option<&Token>,
    ) -> Result<Option<Token>, Error> {
        let (Some(tokens), Some(token)) = (&self.tokens, token) else { return Ok(None) };
        if status != StatusCode::UNAUTHORIZED {
            return Ok(None);
        }
        let challenges = headers.get_all(WWW_AUTHENTICATE).iter();
        let challenges: Vec<_> =
            challenges.map(|it| String::from_utf8_lossy(it.as_bytes())).collect();
        tokens.renewed(&Rejected::new(token.clone(), challenges.join("\n"))).await
    }
}
