//! Where the service is, who is asking, and how; and the URLs of its paths.

use super::batches::Batches;
use super::keeper::Keeper;
use super::protocol::Protocol;
use super::raw::RawRequest;
use super::retry::Retries;
use super::shown::{shown_path, shown_text};
use super::time::{Time, Timeouts};
use super::transport::Transport;
use crate::codec::Mode;
use crate::error::{Error, ErrorKind};
use percent_encoding::percent_decode_str;
use std::sync::Arc;
use tokio::sync::Semaphore;
use url::Url;

pub(super) struct Service {
    pub(super) base: Url,
    pub(super) transport: Box<dyn Transport>,
    pub(super) time: Arc<dyn Time>,
    pub(super) tokens: Option<Keeper>,
    pub(super) retries: Retries,
    pub(super) timeouts: Timeouts,
    /// How long an answer may be that is held in memory, in bytes.
    pub(super) most_in_memory: u64,
    /// For how many requests at a time there is a place.
    pub(super) places: Option<Arc<Semaphore>>,
    pub(super) batches: Batches,
    pub(super) mode: Mode,
    pub(super) protocol: &'static Protocol,
}

impl Service {
    /// The URL of a request that can be sent: its path below the base, or the URL it came with.
    pub(super) fn url_of(&self, request: &RawRequest) -> Result<Url, Error> {
        if let Some(problem) = &request.problem {
            return Err(problem.clone());
        }
        if request.is_absolute() {
            return match parse_url(&request.target()) {
                Ok(url) if matches!(url.scheme(), "http" | "https") => Ok(url),
                _ if has_scheme(&request.path) => parse_url(&request.target()),
                _ => {
                    let path = shown_path(&request.path);
                    let message = format!(
                        "`{path}` is no path, which begins with a slash, and no URL: write `/{path}`"
                    );
                    Err(Error::new(ErrorKind::Request, message))
                }
            };
        }
        self.url_below(&request.path, &request.target())
    }

    /// The URL of a path below the base, with options behind it in `target`.
    pub(super) fn url_below(&self, path: &str, target: &str) -> Result<Url, Error> {
        check_segments(path)?;
        parse_url(&format!("{}{target}", self.base.as_str().trim_end_matches('/')))
    }
}

/// Whether a text is meant to be a whole URL.
fn has_scheme(text: &str) -> bool {
    text.split(['/', '?', '#']).next().is_some_and(|it| it.ends_with(':'))
}

pub(super) fn parse_url(text: &str) -> Result<Url, Error> {
    Url::parse(text).map_err(|source| {
        let message = format!("`{}` is no URL", shown_text(text));
        Error::new(ErrorKind::Request, message).with_source(source)
    })
}

/// URLs drop the segments `.` and `..`, however they are encoded, and services join over empty ones: a value that is
/// one of these would ask for something else than was meant.
fn check_segments(path: &str) -> Result<(), Error> {
    let is_lost = |segment: &str| {
        let decoded = percent_decode_str(segment).decode_utf8_lossy();
        matches!(decoded.as_ref(), "" | "." | "..")
    };
    match path.split('/').skip(1).find(|segment| is_lost(segment)) {
        None => Ok(()),
        Some(segment) => {
            let path = shown_path(path);
            let message = format!("`{segment}` can't be a segment of a path: `{path}`");
            Err(Error::new(ErrorKind::Request, message))
        }
    }
}
