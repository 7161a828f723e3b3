//! Who the client speaks for.

use super::transport::{BoxFuture, MaybeSend, MaybeSync};
use crate::error::BoxError;
use std::fmt;
use std::sync::Arc;

/// A bearer token. Its text is not in `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(Arc<str>);

impl Token {
    /// A token of this text, without `Bearer`.
    pub fn new(text: impl AsRef<str>) -> Self {
        Self(text.as_ref().into())
    }

    /// The secret itself.
    pub fn secret(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(***)")
    }
}

/// Gives tokens. Asked before every request that goes to the service's own origin, so it should keep a token while it is valid.
pub trait TokenProvider: MaybeSend + MaybeSync + 'static {
    /// A token that is valid now.
    fn token(&self) -> BoxFuture<'_, Result<Token, BoxError>>;
}

/// Always the same token.
impl TokenProvider for Token {
    fn token(&self) -> BoxFuture<'_, Result<Token, BoxError>> {
        Box::pin(std::future::ready(Ok(self.clone())))
    }
}

/// Always the same token.
impl TokenProvider for &'static str {
    fn token(&self) -> BoxFuture<'_, Result<Token, BoxError>> {
        Box::pin(std::future::ready(Ok(Token::new(self))))
    }
}

/// Always the same token.
impl TokenProvider for String {
    fn token(&self) -> BoxFuture<'_, Result<Token, BoxError>> {
        Box::pin(std::future::ready(Ok(Token::new(self))))
    }
}

impl<P: TokenProvider + ?Sized + MaybeSend + MaybeSync> TokenProvider for Arc<P>
where
    Self: MaybeSend + MaybeSync,
{
    fn token(&self) -> BoxFuture<'_, Result<Token, BoxError>> {
        (**self).token()
    }
}
