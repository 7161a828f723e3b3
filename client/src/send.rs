//! Sending: token, redirects, and waiting where the service says so.

use crate::{Bytes, Client, Error, ErrorKind, RawRequest};
use http::header::{ACCEPT, AUTHORIZATION, LOCATION, RANGE, RETRY_AFTER};
use http::{HeaderMap, HeaderValue, Response, StatusCode};
use std::time::Duration;
use url::Url;

/// How often a request is repeated.
const MAX_RETRIES: u32 = 3;
/// How many redirects are followed.
const MAX_REDIRECTS: u32 = 10;
/// A longer wait is the caller's to decide: the error says how long.
const MAX_WAIT: Duration = Duration::from_secs(60);

impl Client {
    /// Sends a request and returns the answer, if it is a success.
    ///
    /// # Errors
    ///
    /// If the request can't be sent, or the service answers with an error.
    pub async fn send(&self, request: RawRequest) -> Result<Response<Bytes>, Error> {
        let mut n_retries = 0;
        loop {
            let response = self.send_once(&request).await?;
            let status = response.status();
            if status.is_success() {
                return Ok(response);
            }
            let wait = retry_after(response.headers()).filter(|wait| *wait <= MAX_WAIT);
            // Throttled requests were not carried out, so even those that may not be repeated may.
            let may_repeat = match status {
                StatusCode::TOO_MANY_REQUESTS => true,
                StatusCode::SERVICE_UNAVAILABLE => request.method.is_idempotent(),
                _ => false,
            };
            match wait.filter(|_| may_repeat && n_retries < MAX_RETRIES) {
                Some(wait) => self.0.transport.sleep(wait).await,
                None => return Err(Error::service(&response)),
            }
            n_retries += 1;
        }
    }

    async fn send_once(&self, request: &RawRequest) -> Result<Response<Bytes>, Error> {
        let mut url = self.url(request)?;
        let mut headers = request.headers.clone();
        headers.entry(ACCEPT).or_insert(HeaderValue::from_static("application/json"));
        let mut method = http_method(request)?;
        let mut body = request.body.clone().unwrap_or_default();
        for _ in 0..=MAX_REDIRECTS {
            let mut sent = http::Request::new(body.clone());
            *sent.method_mut() = method.clone();
            *sent.uri_mut() = url.as_str().parse().map_err(|error| {
                Error::caused(ErrorKind::Request, format!("`{url}` can't be asked"), error)
            })?;
            *sent.headers_mut() = headers.clone();
            if url.origin() == self.0.origin {
                self.authorize(sent.headers_mut()).await?;
            }
            let response = self.0.transport.execute(sent).await.map_err(|error| {
                Error::caused(
                    ErrorKind::Transport,
                    format!("no answer from `{}`", url.path()),
                    error,
                )
            })?;
            let Some(next) = redirect(&url, &response) else { return Ok(response) };
            if next.origin() != url.origin() {
                headers = headers
                    .into_iter()
                    .filter_map(|(name, value)| Some((name?, value)))
                    .filter(|(name, _)| *name == ACCEPT || *name == RANGE)
                    .collect();
            }
            // Only 307 and 308 repeat what was sent; the others point to where the answer is.
            let repeats = matches!(
                response.status(),
                StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT
            );
            if !repeats {
                method = http::Method::GET;
                body = Bytes::new();
            } else if next.origin() != url.origin() && !body.is_empty() {
                return Err(Error::service(&response));
            }
            url = next;
        }
        Err(Error::new(ErrorKind::Transport, "too many redirects"))
    }

    /// The request's URL. No key may change the path around it.
    fn url(&self, request: &RawRequest) -> Result<Url, Error> {
        let target = request.target();
        if target.contains("://") {
            if !self.is_own(&target) {
                let message = format!("`{target}` is not of this service");
                return Err(Error::new(ErrorKind::Request, message));
            }
        } else if request.path.split('/').skip(1).any(|it| matches!(it, "" | "." | "..")) {
            let message = format!("`{}` holds a key that is empty, `.` or `..`", request.path);
            return Err(Error::new(ErrorKind::Request, message));
        }
        let text = if target.contains("://") { target } else { self.0.base_url.clone() + &target };
        Url::parse(&text).map_err(|error| {
            Error::caused(ErrorKind::Request, format!("`{text}` is no URL"), error)
        })
    }

    async fn authorize(&self, headers: &mut HeaderMap) -> Result<(), Error> {
        let Some(provider) = &self.0.token else { return Ok(()) };
        let token = provider
            .token()
            .await
            .map_err(|error| Error::caused(ErrorKind::Token, "no token", error))?;
        let mut value = HeaderValue::try_from(format!("Bearer {}", token.secret()))
            .map_err(|error| Error::caused(ErrorKind::Token, "the token can't be sent", error))?;
        value.set_sensitive(true);
        headers.entry(AUTHORIZATION).or_insert(value);
        Ok(())
    }
}

fn http_method(request: &RawRequest) -> Result<http::Method, Error> {
    http::Method::from_bytes(request.method.as_str().as_bytes())
        .map_err(|error| Error::caused(ErrorKind::Request, "no such method", error))
}

fn redirect(from: &Url, response: &Response<Bytes>) -> Option<Url> {
    if !response.status().is_redirection() {
        return None;
    }
    from.join(response.headers().get(LOCATION)?.to_str().ok()?).ok()
}

fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    headers.get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok().map(Duration::from_secs)
}
