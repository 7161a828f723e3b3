//! Access tokens.

use crate::transport::{BoxFuture, TransportError};
use std::fmt;

/// An access token. Shown by `Debug` as `Token(…)`.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    /// The text to send.
    pub fn secret(&self) -> &str {
        &self.0
    }
}

impl<T: Into<String>> From<T> for Token {
    fn from(text: T) -> Self {
        Self(text.into())
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// Gives a token for each request; keeps and renews it as it sees fit.
pub trait TokenProvider: Send + Sync + 'static {
    /// A token that is good now.
    fn token(&self) -> BoxFuture<'_, Result<Token, TransportError>>;
}

/// Always the same token.
impl TokenProvider for Token {
    fn token(&self) -> BoxFuture<'_, Result<Token, TransportError>> {
        Box::pin(std::future::ready(Ok(self.clone())))
    }
}

/// Always the same token.
impl TokenProvider for String {
    fn token(&self) -> BoxFuture<'_, Result<Token, TransportError>> {
        Box::pin(std::future::ready(Ok(Token(self.clone()))))
    }
}

/// Always the same token.
impl TokenProvider for &'static str {
    fn token(&self) -> BoxFuture<'_, Result<Token, TransportError>> {
        Box::pin(std::future::ready(Ok(Token((*self).to_owned()))))
    }
}
