//! The token that is valid now: kept until shortly before it expires, and asked for once however many need it.

use super::token::{Rejected, Token, TokenProvider};
use crate::error::{Error, ErrorKind};
use std::time::{Duration, SystemTime};
use tokio::sync::Mutex;

/// A token that expires sooner is renewed before it is used, if another is to be had.
const MARGIN: Duration = Duration::from_secs(5 * 60);

pub(super) struct Keeper {
    provider: Box<dyn TokenProvider>,
    kept: Mutex<Option<Token>>,
}

impl Keeper {
    pub(super) fn new(provider: Box<dyn TokenProvider>) -> Self {
        Self { provider, kept: Mutex::new(None) }
    }

    /// A token that is valid now.
    pub(super) async fn token(&self, now: SystemTime) -> Result<Token, Error> {
        let mut kept = self.kept.lock().await;
        let valid = kept.as_ref().filter(|it| it.expiry().is_some_and(|at| at > now + MARGIN));
        if let Some(token) = valid {
            return Ok(token.clone());
        }
        let token = match self.provider.token().await {
            Ok(token) => token,
            // The old one is good for a while yet, and its provider may be in order again before that is over.
            Err(error) => {
                let valid = kept.as_ref().filter(|it| it.expiry().is_some_and(|at| at > now));
                return valid.cloned().ok_or_else(|| no_token(error));
            }
        };
        *kept = Some(token.clone()).filter(|it| it.expiry().is_some());
        Ok(token)
    }

    /// Another token than the rejected one, if there is another.
    pub(super) async fn renewed(&self, rejected: &Rejected) -> Result<Option<Token>, Error> {
        let mut kept = self.kept.lock().await;
        // Others may have been turned away as well, and have asked already.
        if let Some(token) = kept.as_ref().filter(|it| it.secret() != rejected.token.secret()) {
            return Ok(Some(token.clone()));
        }
        *kept = None;
        let token = self.provider.renew(rejected).await.map_err(no_token)?;
        *kept = Some(token.clone()).filter(|it| it.expiry().is_some());
        Ok(Some(token).filter(|it| it.secret() != rejected.token.secret()))
    }
}

fn no_token(source: crate::error::BoxError) -> Error {
    Error::new(ErrorKind::Token, "no token").with_source(source)
}
