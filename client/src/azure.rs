//! Signing in with the credentials of `azure_core` and `azure_identity`.

use crate::core::{BoxFuture, ClientBuilder, Rejected, Token, TokenProvider};
use crate::error::BoxError;
use azure_core::credentials::{TokenCredential, TokenRequestOptions};
use azure_core::http::{ClientMethodOptions, Context};
use std::sync::Arc;
use std::time::SystemTime;
use url::Url;

/// The claims of a challenge, in base64 as the service sent them: what a credential finds in the context of a request for a
/// token that is to take the place of a rejected one.
///
/// `azure_core` has no option for claims. Credentials of one's own can ask for them with `context.value::<Claims>()`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claims(pub String);

impl<C: From<crate::Client>> ClientBuilder<C> {
    /// Signs in with a credential, for the scope that the base URL gives: `https://shop.example/.default`.
    ///
    /// The token is kept until shortly before it expires. After `401` the credential is asked again, once, with the challenge's
    /// [`Claims`] in the context; one that gives the same token again does not repeat the request.
    ///
    /// ```no_run
    /// # use docwright_client::Client;
    /// # fn client(credential: std::sync::Arc<dyn azure_core::credentials::TokenCredential>) -> Result<Client, docwright_client::Error> {
    /// Client::builder("https://shop.example/v1").credential(credential).build()
    /// # }
    /// ```
    pub fn credential(self, credential: Arc<dyn TokenCredential>) -> Self {
        self.tokens_of(move |base| {
            let scope = format!("{}/.default", base.origin().ascii_serialization());
            Box::new(Credential { credential, scopes: vec![scope] })
        })
    }

    /// Signs in with a credential, for these scopes.
    pub fn credential_for<S: Into<String>>(
        self,
        credential: Arc<dyn TokenCredential>,
        scopes: impl IntoIterator<Item = S>,
    ) -> Self {
        let scopes = scopes.into_iter().map(Into::into).collect();
        self.tokens_of(move |_: &Url| Box::new(Credential { credential, scopes }))
    }
}

struct Credential {
    credential: Arc<dyn TokenCredential>,
    scopes: Vec<String>,
}

impl Credential {
    async fn ask(&self, options: Option<TokenRequestOptions<'_>>) -> Result<Token, BoxError> {
        let scopes: Vec<&str> = self.scopes.iter().map(String::as_str).collect();
        let token = self.credential.get_token(&scopes, options).await?;
        Ok(Token::new(token.token.secret()).expires_at(SystemTime::from(token.expires_on)))
    }
}

impl TokenProvider for Credential {
    fn token(&self) -> BoxFuture<'_, Result<Token, BoxError>> {
        Box::pin(self.ask(None))
    }

    fn renew<'a>(&'a self, rejected: &'a Rejected) -> BoxFuture<'a, Result<Token, BoxError>> {
        let mut context = Context::new();
        if let Some(claims) = rejected.claims() {
            context.insert(Claims(claims.to_owned()));
        }
        let options = TokenRequestOptions { method_options: ClientMethodOptions { context } };
        Box::pin(self.ask(Some(options)))
    }
}
