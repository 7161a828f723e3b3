//! The token that is valid now: kept until shortly before it expires, and asked for once however many need it.

use super::time::Time;
use super::token::{Rejected, Token, TokenProvider};
use super::watch::{Progress, within};
use crate::error::{BoxError, Elapsed, Error, ErrorKind};
use std::time::{Duration, SystemTime};
use tokio::sync::Mutex;

/// So long before it expires a token is renewed, if another is to be had; one that is valid for less than twice as long, at
/// half its time.
const MARGIN: Duration = Duration::from_secs(5 * 60);

/// So long a provider that hangs is not asked again, while the token that is kept is valid.
const PAUSE: Duration = Duration::from_secs(10);

pub(super) struct Keeper {
    provider: Box<dyn TokenProvider>,
    kept: Mutex<Option<Kept>>,
}

/// A token that says until when it is valid.
struct Kept {
    token: Token,
    expires_at: SystemTime,
    renewed_from: SystemTime,
}

impl Kept {
    fn of(token: &Token, now: SystemTime) -> Option<Self> {
        let expires_at = token.expiry()?;
        let left = expires_at.duration_since(now).unwrap_or_default();
        let renewed_from = expires_at.checked_sub(MARGIN.min(left / 2)).unwrap_or(now);
        Some(Self { token: token.clone(), expires_at, renewed_from })
    }
}

impl Keeper {
    pub(super) fn new(provider: Box<dyn TokenProvider>) -> Self {
        Self { provider, kept: Mutex::new(None) }
    }

    /// A token that is valid now, within a limit of time.
    pub(super) async fn token(
        &self,
        time: &dyn Time,
        limit: Option<Duration>,
    ) -> Result<Token, Error> {
        let waiting = async {
            let mut kept = self.kept.lock().await;
            let now = time.now();
            if let Some(kept) = kept.as_ref().filter(|it| it.renewed_from.min(it.expires_at) > now)
            {
                return Ok(kept.token.clone());
            }
            let is_valid = kept.as_ref().is_some_and(|it| it.expires_at > now);
            // With a token at hand nobody waits so long for another that nothing is left for the request.
            let limit = if is_valid { limit.map(|it| it / 2) } else { limit };
            let asked = within(time, limit, &Progress::default(), self.provider.token()).await;
            let token = match asked.unwrap_or_else(|elapsed| Err(elapsed.into())) {
                Ok(token) => token,
                // The old one is good for a while yet, and its provider may be in order again before that is over.
                Err(error) => {
                    let now = time.now();
                    let Some(kept) = kept.as_mut().filter(|it| it.expires_at > now) else {
                        return Err(no_token(error));
                    };
                    if error.is::<Elapsed>() {
                        kept.renewed_from = now.checked_add(PAUSE).unwrap_or(kept.expires_at);
                    }
                    return Ok(kept.token.clone());
                }
            };
            *kept = Kept::of(&token, time.now());
            Ok(token)
        };
        // Others may be waiting for it already.
        let got = within(time, limit, &Progress::default(), waiting).await;
        got.unwrap_or_else(|elapsed| Err(no_token(elapsed.into())))
    }

    /// Another token than the rejected one, if there is another, within a limit of time.
    pub(super) async fn renewed(
        &self,
        rejected: &Rejected,
        time: &dyn Time,
        limit: Option<Duration>,
    ) -> Result<Option<Token>, Error> {
        let waiting = async {
            let mut kept = self.kept.lock().await;
            // Others may have been turned away as well, and have asked already.
            let another = kept.as_ref().filter(|it| it.token.secret() != rejected.token.secret());
            if let Some(kept) = another {
                return Ok(Some(kept.token.clone()));
            }
            *kept = None;
            let token = self.provider.renew(rejected).await.map_err(no_token)?;
            *kept = Kept::of(&token, time.now());
            Ok(Some(token).filter(|it| it.secret() != rejected.token.secret()))
        };
        let got = within(time, limit, &Progress::default(), waiting).await;
        got.unwrap_or_else(|elapsed| Err(no_token(elapsed.into())))
    }
}

fn no_token(source: BoxError) -> Error {
    let message = match source.downcast_ref::<Elapsed>() {
        Some(Elapsed(limit)) => format!(
            "the token provider gave no token within {limit:?}: if a person has to sign in, allow more with `timeout`"
        ),
        None => "no token".to_owned(),
    };
    Error::new(ErrorKind::Token, message).with_source(source)
}
