//! Signing in with `azure_core`'s credentials, over real HTTP on loopback.

#[allow(dead_code, unreachable_pub, reason = "each test uses a part of the server")]
mod server;
#[allow(dead_code, unreachable_pub, missing_docs, reason = "each test uses a part of the shop")]
mod shop;

use azure_core::credentials::{AccessToken, TokenCredential, TokenRequestOptions};
use azure_core::time::{Duration, OffsetDateTime};
use docwright_client::azure::Claims;
use server::Server;
use shop::Client;
use std::sync::{Arc, Mutex};

/// Gives numbered tokens, and takes down what it was asked for.
#[derive(Debug)]
struct Numbered {
    valid: Duration,
    asked: Mutex<Vec<(String, Option<String>)>>,
}

impl Numbered {
    fn valid_for(valid: Duration) -> Arc<Self> {
        Arc::new(Self { valid, asked: Mutex::default() })
    }

    fn asked(&self) -> Vec<(String, Option<String>)> {
        self.asked.lock().expect("nobody panics").clone()
    }
}

#[async_trait::async_trait]
impl TokenCredential for Numbered {
    async fn get_token(
        &self,
        scopes: &[&str],
        options: Option<TokenRequestOptions<'_>>,
    ) -> azure_core::Result<AccessToken> {
        let context = options.map(|it| it.method_options.context);
        let claims = context.as_ref().and_then(|it| it.value::<Claims>()).map(|it| it.0.clone());
        let mut asked = self.asked.lock().expect("nobody panics");
        asked.push((scopes.join(" "), claims));
        let expires = OffsetDateTime::now_utc() + self.valid;
        Ok(AccessToken::new(format!("t0k3n-{}", asked.len()), expires))
    }
}

fn client(server: &Server, credential: &Arc<Numbered>) -> Client {
    let builder = Client::builder().credential(credential.clone());
    builder.base_url(format!("{}/v1", server.origin)).build().expect("a client")
}

#[tokio::test]
async fn a_token_is_kept_until_shortly_before_it_expires() {
    let server = Server::start(&["200 OK\n\n{}"; 4]).await;
    for (valid, n_asked) in [(Duration::minutes(4), 1), (Duration::seconds(0), 2)] {
        let credential = Numbered::valid_for(valid);
        let client = client(&server, &credential);
        for _ in 0..2 {
            client.orders().id("1").get().await.expect("an order");
        }
        let scope = format!("{}/.default", server.origin);
        assert_eq!(credential.asked(), vec![(scope, None); n_asked]);
    }
    let requests = server.requests().await;
    assert!(requests[3].contains("authorization: bearer t0k3n-2"), "{}", requests[3]);
}

#[tokio::test]
async fn a_challenge_is_answered_once() {
    let challenge = "401 Unauthorized\nWWW-Authenticate: Bearer realm=\"\", error=\"insufficient_claims\", claims=\"eyJh\"";
    let server = Server::start(&[challenge, "200 OK\n\n{}", challenge, challenge]).await;
    let credential = Numbered::valid_for(Duration::hours(1));
    let client = client(&server, &credential);
    client.orders().id("1").get().await.expect("an order, with the second token");
    let error = client.orders().id("1").get().await.expect_err("never satisfied");
    assert_eq!(error.status().map(|it| it.as_u16()), Some(401));
    let claims: Vec<_> = credential.asked().into_iter().map(|(_, claims)| claims).collect();
    assert_eq!(claims, [None, Some("eyJh".to_owned()), Some("eyJh".to_owned())]);
    let requests = server.requests().await;
    let tokens = ["t0k3n-1", "t0k3n-2", "t0k3n-2", "t0k3n-3"];
    for (request, token) in requests.iter().zip(tokens) {
        assert!(request.contains(&format!("authorization: bearer {token}\n")), "{request}");
    }
}

#[tokio::test]
async fn other_scopes_can_be_asked_for() {
    let server = Server::start(&["200 OK\n\n{}"]).await;
    let credential = Numbered::valid_for(Duration::hours(1));
    let builder = Client::builder().credential_for(credential.clone(), ["a/.default", "b"]);
    let client = builder.base_url(server.origin.clone()).build().expect("a client");
    client.orders().id("1").get().await.expect("an order");
    assert_eq!(credential.asked(), [("a/.default b".to_owned(), None)]);
    server.requests().await;
}
