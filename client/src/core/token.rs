//! Who the client speaks for.

use super::bounds::{BoxFuture, MaybeSend, MaybeSync};
use crate::error::BoxError;
use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

/// A bearer token. Its text is not in `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Token {
    secret: Arc<str>,
    expires_at: Option<SystemTime>,
}

impl Token {
    /// A token of this text, without `Bearer`.
    pub fn new(text: impl AsRef<str>) -> Self {
        Self { secret: text.as_ref().into(), expires_at: None }
    }

    /// The same token, valid until then: the client keeps it so long, and asks its provider again shortly before.
    #[must_use]
    pub fn expires_at(self, at: SystemTime) -> Self {
        Self { expires_at: Some(at), ..self }
    }

    /// The secret itself.
    pub fn secret(&self) -> &str {
        &self.secret
    }

    /// Until when it is valid, as far as its provider knows.
    pub fn expiry(&self) -> Option<SystemTime> {
        self.expires_at
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(***)")
    }
}

impl From<String> for Token {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl From<&str> for Token {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

/// Gives tokens, for requests that go to the service's own origin.
///
/// A token with an [expiry](Token::expires_at) is kept by the client until five minutes before, or for half its time if that is
/// longer; after that another is asked for, and while there is none the old one is used to its end. One without is asked for
/// before every request, so such a provider should keep it while it is valid.
///
/// All requests wait for a provider, each as long as it may take itself ([`timeout`](crate::ClientBuilder::timeout), 100
/// seconds if not said): what the provider takes is a part of that. Where a person has to sign in, allow more.
pub trait TokenProvider: MaybeSend + MaybeSync + 'static {
    /// A token that is valid now.
    fn token(&self) -> BoxFuture<'_, Result<Token, BoxError>>;

    /// Another token than the one that the service has turned away (`401`). The request is repeated with it, once; with the
    /// same token it is not.
    fn renew<'a>(&'a self, rejected: &'a Rejected) -> BoxFuture<'a, Result<Token, BoxError>> {
        let _ = rejected;
        self.token()
    }
}

/// A token that the service has turned away, and what it asks for instead.
#[derive(Clone)]
#[non_exhaustive]
pub struct Rejected {
    /// The token.
    pub token: Token,
    /// The service's challenges: its headers `WWW-Authenticate`, one a line.
    pub challenge: String,
}

impl Rejected {
    pub(super) fn new(token: Token, challenge: String) -> Self {
        Self { token, challenge }
    }

    /// The claims that a new token has to have, in base64 as the challenge has them: `Bearer error="…", claims="eyJ…"`.
    pub fn claims(&self) -> Option<&str> {
        let at = self.challenge.to_ascii_lowercase().find("claims=")?;
        let value = self.challenge.get(at + "claims=".len()..)?;
        let value = match value.strip_prefix('"') {
            Some(quoted) => quoted.split('"').next()?,
            None => value.split([',', ' ', '\n']).next()?,
        };
        Some(value).filter(|it| !it.is_empty())
    }
}

/// Without the challenge, which may say anything.
impl fmt::Debug for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rejected").field("token", &self.token).finish_non_exhaustive()
    }
}

/// What can be a client's token provider: a [`TokenProvider`], or an async closure that gives a token, as
/// `|| async { Ok::<_, std::io::Error>("eyJ0eXAi") }`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` gives no tokens",
    label = "neither a `TokenProvider` nor a closure whose future is a `Result` of a token"
)]
pub trait IntoTokenProvider<Kind> {
    /// The provider.
    type Provider: TokenProvider;

    /// Makes the provider.
    fn into_provider(self) -> Self::Provider;
}

/// Says that a type is a provider by itself.
#[derive(Debug)]
pub enum Itself {}

impl<P: TokenProvider> IntoTokenProvider<Itself> for P {
    type Provider = P;

    fn into_provider(self) -> P {
        self
    }
}

/// Says that a type is a closure.
#[derive(Debug)]
pub enum Called {}

/// A closure that gives tokens.
#[derive(Debug)]
pub struct Closure<F>(F);

impl<F, R, T, E> IntoTokenProvider<(Called, R)> for F
where
    F: Fn() -> R + MaybeSend + MaybeSync + 'static,
    R: Future<Output = Result<T, E>> + MaybeSend + 'static,
    T: Into<Token>,
    E: Into<BoxError>,
{
    type Provider = Closure<F>;

    fn into_provider(self) -> Closure<F> {
        Closure(self)
    }
}

impl<F, R, T, E> TokenProvider for Closure<F>
where
    F: Fn() -> R + MaybeSend + MaybeSync + 'static,
    R: Future<Output = Result<T, E>> + MaybeSend + 'static,
    T: Into<Token>,
    E: Into<BoxError>,
{
    fn token(&self) -> BoxFuture<'_, Result<Token, BoxError>> {
        let token = (self.0)();
        Box::pin(async move { token.await.map(Into::into).map_err(Into::into) })
    }
}

macro_rules! always {
    ($($text:ty),*) => {$(
        /// Always the same token.
        impl TokenProvider for $text {
            fn token(&self) -> BoxFuture<'_, Result<Token, BoxError>> {
                Box::pin(std::future::ready(Ok(self.clone().into())))
            }
        }
    )*};
}

always!(Token, &'static str, String);

impl<P: TokenProvider + ?Sized + MaybeSend + MaybeSync> TokenProvider for Arc<P>
where
    Self: MaybeSend + MaybeSync,
{
    fn token(&self) -> BoxFuture<'_, Result<Token, BoxError>> {
        (**self).token()
    }

    fn renew<'a>(&'a self, rejected: &'a Rejected) -> BoxFuture<'a, Result<Token, BoxError>> {
        (**self).renew(rejected)
    }
}

#[cfg(test)]
mod tests {
    use super::{Rejected, Token};

    #[test]
    fn claims_are_found_in_a_challenge() {
        let claims = |challenge: &str| {
            let rejected = Rejected::new(Token::new("t"), challenge.to_owned());
            rejected.claims().map(str::to_owned)
        };
        let quoted = r#"Bearer realm="", error="insufficient_claims", claims="eyJh=="#;
        assert_eq!(claims(&format!("{quoted}\"")).as_deref(), Some("eyJh=="));
        assert_eq!(claims("Bearer claims=eyJh, realm=x").as_deref(), Some("eyJh"));
        assert_eq!(claims("Bearer Claims=\"\""), None);
        assert_eq!(claims("Bearer"), None);
    }
}
