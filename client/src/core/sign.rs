//! Who asks: the token, in the place where a service looks for it.

use super::percent::encode_query;
use super::protocol::TokenPlace;
use super::redirect::Hop;
use super::token::Token;
use super::url_options::{has_option, without_option};
use crate::error::{Error, ErrorKind};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use url::Url;

/// The query option of a request that is secret, as transports that record requests are told.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SecretOption(pub(crate) &'static str);

impl TokenPlace {
    /// Whether a request brings a token of its own.
    pub(super) fn is_taken(self, hop: &Hop) -> bool {
        match self {
            // What says who asks may say so in either.
            Self::Header { name, .. } => {
                hop.headers.contains_key(name) || hop.headers.contains_key(AUTHORIZATION)
            }
            Self::Query(name) => {
                has_option(&hop.url, name) || hop.headers.contains_key(AUTHORIZATION)
            }
            Self::Basic => hop.headers.contains_key(AUTHORIZATION),
        }
    }

    /// Puts the token into its place.
    pub(super) fn sign(
        self,
        token: &Token,
        url: &mut Url,
        headers: &mut HeaderMap,
    ) -> Result<(), Error> {
        let (name, text) = match self {
            Self::Header { name, before } => {
                let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| refused())?;
                (name, format!("{before}{}", token.secret()))
            }
            Self::Basic => {
                let colon = if token.secret().contains(':') { "" } else { ":" };
                let pair = STANDARD.encode(format!("{}{colon}", token.secret()));
                (AUTHORIZATION, format!("Basic {pair}"))
            }
            Self::Query(name) => {
                let option = format!("{}={}", encode_query(name), encode_query(token.secret()));
                let query = match url.query().filter(|it| !it.is_empty()) {
                    Some(query) => format!("{query}&{option}"),
                    None => option,
                };
                url.set_query(Some(&query));
                return Ok(());
            }
        };
        let mut value = HeaderValue::try_from(text).map_err(|_| refused())?;
        value.set_sensitive(true);
        headers.insert(name, value);
        Ok(())
    }

    /// Takes a token out of a URL that the service sent: it is added where it belongs, and shown nowhere.
    pub(crate) fn forget(self, url: &mut Url) {
        if let Self::Query(name) = self {
            without_option(url, name);
        }
    }

    /// A link as the service wrote it, without a token.
    pub(super) fn forgotten(self, link: String, page: &Url) -> String {
        let Self::Query(name) = self else { return link };
        match page.join(&link) {
            Ok(mut url) if has_option(&url, name) => {
                self.forget(&mut url);
                url.into()
            }
            _ => link,
        }
    }

    /// The query option that is secret.
    pub(super) fn secret_option(self) -> Option<SecretOption> {
        match self {
            Self::Query(name) => Some(SecretOption(name)),
            Self::Header { .. } | Self::Basic => None,
        }
    }
}

/// The error without the token, also as it stands in a URL.
pub(super) fn hide(error: Error, secret: &str) -> Error {
    let error = error.without(secret);
    match encode_query(secret) {
        encoded if encoded != secret => error.without(&encoded),
        _ => error,
    }
}

fn refused() -> Error {
    Error::new(ErrorKind::Token, "the token can't be in a header")
}
