//! Tokens: asked for once, kept while they are valid, renewed once after they were turned away.

use crate::server::{Answer, Server, answer, ok};
use crate::shop::Order;
use crate::texts::failed;
use docwright_client::{BoxError, BoxFuture, ErrorKind, Rejected, Time, Token, TokenProvider};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A rejected token, and the claims that were asked for.
type Turned = (String, Option<String>);

/// Gives `t0k3n-1`, `t0k3n-2`, and so on, and takes down what it was told of rejected ones.
#[derive(Clone, Default)]
struct Counting {
    n: Arc<AtomicUsize>,
    rejected: Arc<Mutex<Vec<Turned>>>,
    valid_for: Option<Duration>,
    pause: Duration,
}

impl Counting {
    fn n(&self) -> usize {
        self.n.load(Ordering::SeqCst)
    }
}

impl TokenProvider for Counting {
    fn token(&self) -> BoxFuture<'_, Result<Token, BoxError>> {
        let number = self.n.fetch_add(1, Ordering::SeqCst) + 1;
        let token = Token::new(format!("t0k3n-{number}"));
        let now = crate::server::Clock::default().now();
        let token = match self.valid_for {
            Some(valid_for) => token.expires_at(now + valid_for),
            None => token,
        };
        let pause = self.pause;
        Box::pin(async move {
            tokio::time::sleep(pause).await;
            Ok(token)
        })
    }

    fn renew<'a>(&'a self, rejected: &'a Rejected) -> BoxFuture<'a, Result<Token, BoxError>> {
        let claims = rejected.claims().map(str::to_owned);
        self.rejected.lock().expect("no panic").push((rejected.token.secret().to_owned(), claims));
        self.token()
    }
}

const HOUR: Duration = Duration::from_secs(3600);

fn unauthorized() -> Answer {
    let challenge = r#"Bearer realm="", error="insufficient_claims", claims="eyJhIjoxfQ==""#;
    answer(&format!("401 Unauthorized\nWWW-Authenticate: {challenge}"), "")
}

fn bearers(server: &Server) -> Vec<String> {
    let seen = server.seen();
    seen.iter().filter_map(|it| Some(it.header("authorization")?.to_owned())).collect()
}

#[tokio::test]
async fn fault_20_a_401_is_renewed_once_with_its_claims() {
    for valid_for in [None, Some(HOUR)] {
        let server = Server::of([unauthorized(), answer("201 Created", "{}"), ok("{}")]).await;
        let provider = Counting { valid_for, ..Counting::default() };
        let client = server.settings().0.token(provider.clone()).build().expect("a client");
        client.orders().create(&Order::default()).await.expect("with another token");
        assert_eq!(bearers(&server), ["Bearer t0k3n-1", "Bearer t0k3n-2"]);
        let rejected = provider.rejected.lock().expect("no panic").clone();
        assert_eq!(rejected, [("t0k3n-1".to_owned(), Some("eyJhIjoxfQ==".to_owned()))]);
        // The new one is kept, if it may be.
        client.orders().id("1").get().await.expect("an order");
        assert_eq!(provider.n(), if valid_for.is_some() { 2 } else { 3 });
    }
}

#[tokio::test]
async fn a_challenge_may_be_any() {
    let cases = [
        ("401 Unauthorized", None),
        (
            "401 Unauthorized\nWWW-Authenticate: Basic realm=x\nWWW-Authenticate: Bearer claims=\"e30=\"",
            Some("e30="),
        ),
        ("401 Unauthorized\nWWW-Authenticate: bearer CLAIMS=e30", Some("e30")),
        ("401 Unauthorized\nWWW-Authenticate: Bearer claims=\"", None),
        ("401 Unauthorized\nWWW-Authenticate: \u{e9}\u{130} claims=\u{e9}", Some("\u{e9}")),
    ];
    for (head, claims) in cases {
        let server = Server::of([answer(head, ""), ok("{}")]).await;
        let provider = Counting::default();
        let client = server.settings().0.token(provider.clone()).build().expect("a client");
        client.orders().id("1").get().await.expect("with another token");
        let rejected = provider.rejected.lock().expect("no panic").clone();
        assert_eq!(rejected, [("t0k3n-1".to_owned(), claims.map(str::to_owned))], "{head}");
    }
}

#[tokio::test]
async fn fault_20_a_download_is_renewed_too() {
    let server = Server::of([unauthorized(), answer("200 OK", "bytes")]).await;
    let client = server.settings().0.token(Counting::default()).build().expect("a client");
    let download = client.orders().id("1").content().bytes().await.expect("with another token");
    assert_eq!(download.into_bytes().await.expect("all"), "bytes");
    assert_eq!(bearers(&server), ["Bearer t0k3n-1", "Bearer t0k3n-2"]);
}

#[tokio::test]
async fn fault_20_a_second_401_is_an_error() {
    let server = Server::start(|_| unauthorized()).await;
    let provider = Counting::default();
    let client = server.settings().0.token(provider.clone()).build().expect("a client");
    let error = failed(client.orders().id("1").get().await);
    assert_eq!((error.status().map(|it| it.as_u16()), error.tries()), (Some(401), 2));
    assert_eq!((server.seen().len(), provider.n()), (2, 2));
    // The same token again is not sent again.
    let error = failed(server.client().orders().id("1").get().await);
    assert_eq!((error.status().map(|it| it.as_u16()), error.tries()), (Some(401), 1));
}

#[tokio::test]
async fn fault_20_a_closure_gives_tokens() {
    let server = Server::of([unauthorized(), ok("{}")]).await;
    let n = Arc::new(AtomicUsize::new(0));
    let closure = move || {
        let number = n.fetch_add(1, Ordering::SeqCst);
        async move { Ok::<_, std::io::Error>(format!("t0k3n-{number}")) }
    };
    let client = server.settings().0.token(closure).build().expect("a client");
    client.orders().id("1").get().await.expect("with another token");
    assert_eq!(bearers(&server), ["Bearer t0k3n-0", "Bearer t0k3n-1"]);
}

#[tokio::test]
async fn a_token_is_kept_until_shortly_before_it_expires() {
    let seconds = Duration::from_secs;
    for (valid_for, n_asked) in
        [(HOUR, 1), (seconds(301), 1), (seconds(299), 1), (seconds(2), 1), (seconds(0), 4)]
    {
        let server = Server::start(|_| ok("{}")).await;
        let provider = Counting { valid_for: Some(valid_for), ..Counting::default() };
        let client = server.settings().0.token(provider.clone()).build().expect("a client");
        for _ in 0..4 {
            client.orders().id("1").get().await.expect("an order");
        }
        assert_eq!(provider.n(), n_asked, "{valid_for:?}");
    }
}

#[tokio::test]
async fn a_token_is_asked_for_once_by_fifty_calls() {
    // All fifty have the first one turned away, and all need the same second one.
    let server = Server::start(|seen| match seen.header("authorization") {
        Some("Bearer t0k3n-1") => unauthorized(),
        _ => ok("{}"),
    })
    .await;
    let pause = Duration::from_millis(30);
    let provider = Counting { valid_for: Some(HOUR), pause, ..Counting::default() };
    let client = server.settings().0.token(provider.clone()).build().expect("a client");
    let calls: Vec<_> = (0..50)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.orders().id("1").get().await })
        })
        .collect();
    for call in calls {
        call.await.expect("no panic").expect("an order");
    }
    assert_eq!(provider.n(), 2);
    assert_eq!(provider.rejected.lock().expect("no panic").len(), 1);
}

#[tokio::test]
async fn a_call_that_is_given_up_does_not_keep_others_waiting() {
    let server = Server::start(|_| ok("{}")).await;
    let provider =
        Counting { valid_for: Some(HOUR), pause: Duration::from_millis(50), ..Counting::default() };
    let client = server.settings().0.token(provider.clone()).build().expect("a client");
    let given_up =
        tokio::time::timeout(Duration::from_millis(10), client.orders().id("1").get()).await;
    assert!(given_up.is_err());
    client.orders().id("1").get().await.expect("an order");
    assert_eq!(provider.n(), 2);
}

#[tokio::test]
async fn no_token_is_an_error_and_nothing_is_sent() {
    let server = Server::start(|_| ok("{}")).await;
    let closure = || async { Err::<Token, _>(std::io::Error::other("the vault is shut")) };
    let client = server.settings().0.token(closure).build().expect("a client");
    let error = failed(client.orders().id("1").get().await);
    assert_eq!((error.kind(), server.seen().len()), (ErrorKind::Token, 0));
    assert!(crate::texts::all_texts(&error).contains("the vault is shut"));
}

#[tokio::test]
async fn a_401_of_another_host_renews_nothing() {
    let other = Server::start(|_| unauthorized()).await;
    let to = format!("302 Found\nLocation: {}/x", other.origin);
    let server = Server::start(move |_| answer(&to, "")).await;
    let provider = Counting::default();
    let client = server.settings().0.token(provider.clone()).build().expect("a client");
    let error = failed(client.orders().id("1").content().await);
    assert_eq!((error.status().map(|it| it.as_u16()), provider.n()), (Some(401), 1));
    assert_eq!(other.seen().len(), 1);
}

#[tokio::test]
async fn a_request_with_its_own_authorization_keeps_it() {
    let server = Server::start(|_| unauthorized()).await;
    let provider = Counting::default();
    let client = server.settings().0.token(provider.clone()).build().expect("a client");
    failed(client.orders().id("1").get().header("Authorization", "Basic YTpi").await);
    assert_eq!((bearers(&server), provider.n()), (vec!["Basic YTpi".to_owned()], 0));
}

/// A clock that is set by hand.
#[derive(Clone, Default)]
struct Hand(Arc<Mutex<Duration>>);

impl Time for Hand {
    fn now(&self) -> std::time::SystemTime {
        crate::server::Clock::default().now() + *self.0.lock().expect("no panic")
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(std::future::ready(()))
    }
}

#[tokio::test]
async fn a_token_that_lives_shortly_is_renewed_at_half_its_time() {
    for (valid_for, kept_for) in [(3_600, 3_299), (600, 299), (500, 249), (60, 29)] {
        let server = Server::start(|_| ok("{}")).await;
        let provider =
            Counting { valid_for: Some(Duration::from_secs(valid_for)), ..Counting::default() };
        let hand = Hand::default();
        let builder = server.settings().0.time(hand.clone()).token(provider.clone());
        let client = builder.build().expect("a client");
        for (now, n_asked) in [(0, 1), (0, 1), (kept_for, 1), (kept_for + 1, 2)] {
            *hand.0.lock().expect("no panic") = Duration::from_secs(now);
            client.orders().id("1").get().await.expect("an order");
            assert_eq!(provider.n(), n_asked, "{valid_for} s, after {now} s");
        }
    }
}

#[tokio::test]
async fn a_provider_that_hangs_ends_with_the_limit() {
    let server = Server::start(|_| ok("{}")).await;
    let provider = Counting { pause: Duration::from_secs(600), ..Counting::default() };
    let client = server.real().token(provider.clone()).build().expect("a client");
    let limit = Duration::from_millis(80);
    let one = client.orders().id("1").get().timeout(limit);
    let other = client.orders().id("2").get().timeout(limit);
    // The other one waits for the first one's provider.
    let (one, other) = tokio::join!(one, other);
    for error in [failed(one), failed(other)] {
        let told = "the token provider gave no token within 80ms: if a person has to sign in, allow more with `timeout`";
        assert_eq!((error.kind(), error.to_string().as_str()), (ErrorKind::Token, told));
        assert_eq!(error.tries(), 0);
    }
    assert_eq!(server.seen().len(), 0);
    assert!(provider.n() <= 2, "the other one asks once more at most");
    let error = failed(client.orders().id("1").content().timeout(limit).bytes().await);
    assert_eq!(error.kind(), ErrorKind::Token);
}

#[tokio::test]
async fn what_a_provider_takes_is_a_part_of_the_limit() {
    let server = Server::start(|_| ok("{}").pause(Duration::ZERO).first(5)).await;
    let provider = Counting { pause: Duration::from_millis(300), ..Counting::default() };
    let client = server.real().token(provider).max_retries(0).build().expect("a client");
    let before = std::time::Instant::now();
    let error = failed(client.orders().id("1").get().timeout(Duration::from_millis(500)).await);
    assert_eq!((error.kind(), error.tries()), (ErrorKind::Timeout, 1));
    assert!(before.elapsed() < Duration::from_millis(790), "{:?}", before.elapsed());
}

#[tokio::test]
async fn a_provider_that_hangs_at_a_renewal_ends_with_the_limit() {
    let server = Server::start(|_| unauthorized()).await;
    /// Its first token comes at once.
    struct Once;
    impl TokenProvider for Once {
        fn token(&self) -> BoxFuture<'_, Result<Token, BoxError>> {
            Box::pin(async { Ok(Token::new("t0k3n-1")) })
        }

        fn renew<'a>(&'a self, _: &'a Rejected) -> BoxFuture<'a, Result<Token, BoxError>> {
            Box::pin(std::future::pending())
        }
    }
    let limit = Duration::from_millis(80);
    let client = server.real().token(Once).timeout(limit).build().expect("a client");
    let error = failed(client.orders().id("1").get().await);
    assert_eq!((error.kind(), error.tries()), (ErrorKind::Token, 1), "{error}");
    assert!(error.to_string().starts_with("the token provider gave no token within"), "{error}");
}

#[tokio::test]
async fn a_token_that_is_valid_yet_outlives_a_provider_that_hangs() {
    let server = Server::start(|_| ok("{}")).await;
    let n = Arc::new(AtomicUsize::new(0));
    let number = n.clone();
    let closure = move || {
        let number = number.fetch_add(1, Ordering::SeqCst);
        async move {
            if number > 0 {
                std::future::pending::<()>().await;
            }
            let expiry = std::time::SystemTime::now() + Duration::from_millis(4_000);
            Ok::<_, std::io::Error>(Token::new("t0k3n-1").expires_at(expiry))
        }
    };
    let client = server.real().token(closure).timeout(Duration::from_millis(700)).build();
    let client = client.expect("a client");
    client.orders().id("1").get().await.expect("an order");
    tokio::time::sleep(Duration::from_millis(2_100)).await;
    client.orders().id("1").get().await.expect("with the old one");
    assert_eq!((bearers(&server).len(), n.load(Ordering::SeqCst)), (2, 2));
}
