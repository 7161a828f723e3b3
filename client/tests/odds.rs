//! Odd turns that no fault of the list names, over real HTTP on loopback.

#[path = "faults/answers.rs"]
#[allow(dead_code, unreachable_pub, reason = "each test uses a part of the server")]
mod answers;
#[path = "faults/server.rs"]
#[allow(dead_code, unreachable_pub, unused_imports, reason = "each test uses a part of the server")]
mod server;
#[path = "shop/mod.rs"]
#[allow(dead_code, unreachable_pub, missing_docs, reason = "each test uses a part of the shop")]
mod shop;

use docwright_client::{
    BoxError, Change, ErrorKind, Lists, Method, Operation, Page, Retries, Token, Value,
};
use server::{Answer, Server, answer, ok};
use shop::Order;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

/// A list that is asked for by a POST.
enum FindOrders {}

impl Operation for FindOrders {
    type Output = Page<Order>;
    const METHOD: Method = Method::Post;
}

impl Lists for FindOrders {
    type Item = Order;
    type Resumed = docwright_client::Items<Order>;
}

#[tokio::test]
async fn a_delta_link_before_the_last_page_is_not_the_end() {
    let server = Server::of([
        ok(
            r#"{"value": [{"id": "1"}], "@odata.nextLink": "delta?s=2", "@odata.deltaLink": "delta?d=1"}"#,
        ),
        answer("500 No", ""),
        ok(r#"{"value": [{"id": "2"}]}"#),
    ])
    .await;
    let mut changes = server.client().orders().delta().get().start();
    assert!(changes.try_next().await.expect("a page").is_some());
    assert_eq!(changes.delta_link(), None, "there is more");
    changes.try_next().await.expect_err("the second page");
    assert_eq!(changes.delta_link(), None, "the rest was not read");
    changes.retry();
    assert!(changes.try_next().await.expect("a page").is_some());
    assert_eq!(changes.delta_link(), Some("delta?d=1"));
    assert_eq!(changes.try_next().await.expect("the end"), None);
}

#[tokio::test]
async fn what_is_removed_by_null_is_not_removed() {
    let body = r#"{"value": [{"id": "1", "@removed": null}, {"@removed": {}}]}"#;
    let server = Server::of([ok(body)]).await;
    let mut changes = server.client().orders().delta().get().start();
    let first = changes.try_next().await.expect("a page");
    assert!(matches!(first, Some(Change::Changed(_))), "{first:?}");
    let second = changes.try_next().await.expect("a page");
    assert!(matches!(second, Some(Change::Removed { ref id, .. }) if id.is_empty()), "{second:?}");
}

#[tokio::test]
async fn a_request_that_cant_be_sent_can_be_sent_by_no_other_way() {
    let server = Server::start(|_| ok("{}")).await;
    let client = server.client();
    let request = || client.orders().id("1").get().header("If-None-Match", "a\nb");
    for raw in [request().raw().clone(), request().into_raw()] {
        let error = client.send(raw).await.expect_err("a condition would be lost");
        assert_eq!(error.kind(), ErrorKind::Request);
    }
    let raw = client.orders().id("1").add_paper("7").into_raw();
    client.send(raw).await.expect_err("a body would be lost");
    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn a_list_asked_for_by_a_post_is_not_over_without_a_body() {
    let server = Server::start(|_| answer("200 OK", "")).await;
    let mut orders = server.client().at().literal("find").request::<FindOrders>().stream();
    let error = orders.try_next().await.expect_err("no list came");
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn a_batch_with_nothing_left_to_send_sends_nothing() {
    let parts = r#"{"responses": [{"id": "1", "status": 404}, {"id": "2", "status": 429}]}"#;
    let server = Server::start(move |_| ok(parts)).await;
    let client = server.client();
    let mut batch = client.batch();
    let first = batch.add(client.orders().id("1").get());
    let second = batch.add_after(&first, client.orders().id("2").get());
    let mut answers = batch.send().await.expect("answers");
    let first = answers.take(first).expect_err("it is not there");
    assert_eq!(first.status().map(|it| it.as_u16()), Some(404));
    let second = answers.take(second).expect_err("it was not sent");
    assert_eq!(second.status().map(|it| it.as_u16()), Some(424));
    assert_eq!(server.seen().len(), 1, "{:?}", server.seen().last());
}

#[tokio::test]
async fn work_that_was_done_is_not_asked_for_again() {
    let server = Server::start(|_| ok("[]")).await;
    let mut work = server.client().orders().id("1").confirm().watch_as::<Order>();
    work.try_next().await.expect_err("no order");
    work.retry();
    work.try_next().await.expect_err("no order, still");
    assert_eq!(server.lines(), ["POST /v1/orders/1/confirm"]);
}

#[tokio::test]
async fn a_body_that_was_read_to_its_last_byte_gives_its_place_back() {
    let server = Server::start(|seen| match seen.line.ends_with("content") {
        true => answer("200 OK", "bytes"),
        false => ok("{}"),
    })
    .await;
    let client = server.settings().0.max_concurrent(1).build().expect("a client");
    let mut download = client.orders().id("1").content().chunks();
    let mut n_read = 0;
    while n_read < 5 {
        n_read += download.try_next().await.expect("bytes").expect("more").len();
    }
    let get = client.orders().id("1").get();
    let got = tokio::time::timeout(Duration::from_secs(2), get.into_future()).await;
    got.expect("there is a place").expect("an order");
    drop(download);
}

/// While the sign-in is out of order, a token that is still valid is used.
#[tokio::test]
async fn a_token_that_is_about_to_expire_is_better_than_none() {
    let server = Server::start(|_| ok("{}")).await;
    /// Half a minute passes between two looks at it.
    #[derive(Clone, Default)]
    struct Hasty(Arc<AtomicUsize>);
    impl docwright_client::Time for Hasty {
        fn now(&self) -> std::time::SystemTime {
            let n = self.0.load(Ordering::SeqCst) as u64;
            std::time::SystemTime::UNIX_EPOCH + Duration::from_secs(31 * n)
        }

        fn sleep(&self, _: Duration) -> docwright_client::BoxFuture<'static, ()> {
            Box::pin(std::future::ready(()))
        }
    }
    let clock = Hasty::default();
    let n_asked = Arc::new(AtomicUsize::new(0));
    let (asked, now) = (n_asked.clone(), docwright_client::Time::now(&clock));
    let client = server
        .settings()
        .0
        .time(clock.clone())
        .token(move || {
            let n = asked.fetch_add(1, Ordering::SeqCst);
            async move {
                match n {
                    0 => Ok(Token::new("t0k3n-one").expires_at(now + Duration::from_secs(60))),
                    _ => Err(BoxError::from("out of order")),
                }
            }
        })
        .build()
        .expect("a client");
    for _ in 0..2 {
        client.orders().id("1").get().await.expect("an order");
        clock.0.fetch_add(1, Ordering::SeqCst);
    }
    assert_eq!(n_asked.load(Ordering::SeqCst), 2);
    assert_eq!(server.seen()[1].header("authorization"), Some("Bearer t0k3n-one"));
}

/// A token that has expired is not.
#[tokio::test]
async fn a_token_that_has_expired_is_not_used() {
    let server = Server::start(|_| ok("{}")).await;
    let (builder, clock) = server.settings();
    let asked = AtomicUsize::new(0);
    let expiry = docwright_client::Time::now(&clock);
    let client = builder
        .token(move || {
            let n = asked.fetch_add(1, Ordering::SeqCst);
            async move {
                match n {
                    0 => Ok(Token::new("t0k3n-one").expires_at(expiry)),
                    _ => Err(BoxError::from("out of order")),
                }
            }
        })
        .build()
        .expect("a client");
    client.orders().id("1").get().await.expect("what the provider gives is taken");
    let error = client.orders().id("1").get().await.expect_err("no token");
    assert_eq!(error.kind(), ErrorKind::Token);
}

#[tokio::test]
async fn no_limit_and_no_wait_is_too_long_to_count() {
    let busy = |wait: &str| answer(&format!("429 Busy\nRetry-After: {wait}"), "");
    for wait in ["18446744073709551615", "99999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT"] {
        let answer = busy(wait);
        let server = Server::start(move |_| answer.clone()).await;
        let client = server
            .real()
            .token(move || {
                let far = SystemTime::UNIX_EPOCH + Duration::from_secs(i64::MAX as u64);
                async move { Ok::<_, BoxError>(Token::new("t0k3n-t").expires_at(far)) }
            })
            .timeout(Duration::MAX)
            .idle_timeout(Duration::MAX)
            .connect_timeout(Duration::MAX)
            .retries(Retries::default().budget(Duration::MAX))
            .build()
            .expect("a client");
        let get = client.orders().id("1").get().into_future();
        tokio::time::timeout(Duration::from_millis(100), get).await.expect_err("it waits");
        assert_eq!(server.seen().len(), 1);
    }
}

/// Reqwest has two clocks for a connection. Only one of them says what every program understands.
#[tokio::test]
async fn a_handshake_that_never_ends_is_a_timeout() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a listener");
    let address = listener.local_addr().expect("a bound socket");
    let silent = tokio::spawn(async move {
        let mut connections = Vec::new();
        while let Ok(connection) = listener.accept().await {
            connections.push(connection);
        }
    });
    let builder = shop::Client::builder().base_url(format!("https://{address}/v1"));
    let builder = builder.connect_timeout(Duration::from_millis(100)).max_retries(1);
    let client = builder.build().expect("a client");
    let error = client.orders().create(&Order::default()).await.expect_err("nobody answers");
    assert_eq!((error.kind(), error.tries()), (ErrorKind::Timeout, 2), "{error:?}");
    silent.abort();
}

#[tokio::test]
async fn a_call_that_is_given_up_loses_no_page() {
    let page = |id: &str, next: &str| {
        let body = format!(r#"{{"value": [{{"id": "{id}"}}]{next}}}"#);
        Answer::default().pause(Duration::from_millis(20)).then(ok(body))
    };
    let server = Server::of([page("1", r#", "@odata.nextLink": "?s=2""#), page("2", "")]).await;
    let client = server.client();
    let mut orders = client.orders().list().stream();
    let mut ids = Vec::new();
    loop {
        // Each call is given up a few times.
        match tokio::time::timeout(Duration::from_millis(3), orders.try_next()).await {
            Err(_) => {}
            Ok(order) => match order.expect("a page") {
                Some(order) => ids.extend(order.id),
                None => break,
            },
        }
    }
    assert_eq!((ids.as_slice(), server.seen().len()), (&["1".to_owned(), "2".to_owned()][..], 2));
}

/// What a program hands to other threads.
#[test]
fn all_that_is_public_moves_between_threads() {
    fn is_send<T: Send>(_: &T) {}
    fn is_sync<T: Sync>(_: &T) {}
    let client: shop::Client = shop::Client::builder().build().expect("a client");
    let orders = client.orders();
    is_sync(&client);
    is_sync(&orders.list());
    is_send(&orders.list().into_future());
    is_send(&orders.list().send());
    is_send(&orders.list().stream().try_next());
    is_send(&orders.list().pages().try_next());
    is_send(&orders.delta().get().start().try_next());
    is_send(&orders.id("1").content().bytes());
    is_send(&orders.id("1").content().chunks().try_next());
    is_send(&orders.id("1").content().save_to("x"));
    is_send(&orders.id("1").confirm().poll());
    is_send(&orders.id("1").confirm().watch().try_next());
    is_send(&client.batch().send());
    let session = Value::Null;
    is_send(&client.upload::<Order>(&session, "x").send());
    is_send(&client.upload::<Order>(&session, "x").try_next());
    is_send(&client.upload::<Order>(&session, "x").cancel());
    is_send(&client.monitor::<Order>("https://shop.example/").into_future());
}

/// OData 4.01 lets a service leave `odata.` out. To overlook the link is to lose all that comes after the first page.
#[tokio::test]
async fn a_next_link_in_short_is_followed() {
    let server = Server::of([
        ok(r#"{"value": [{"id": "1"}], "@nextLink": "?s=2"}"#),
        ok(r#"{"value": [{"id": "2"}], "@nextLink": 3}"#),
    ])
    .await;
    let client = server.client();
    let mut orders = client.orders().list().stream();
    for id in ["1", "2"] {
        let order = orders.try_next().await.expect("a page").expect("an order");
        assert_eq!(order.id.as_deref(), Some(id));
    }
    // A link that can't be used is not the end.
    let error = orders.try_next().await.expect_err("there is more");
    assert_eq!(error.json_path(), Some("@nextLink"));
}

/// What a program compares in its own tests.
#[test]
fn answers_can_be_compared() {
    let read = |json: &str| docwright_client::codec::from_slice::<Page<Order>>(json.as_bytes());
    let page = |json| read(json).expect("a page");
    assert_eq!(page(r#"{"value": [{"id": "1"}]}"#), page(r#"{"value": [{"id":"1"}]}"#));
    assert_ne!(page(r#"{"value": [{"id": "1"}]}"#), page(r#"{"value": []}"#));
    let one = docwright_client::ValueOf::<i64> { value: Some(1), ..Default::default() };
    assert_ne!(one, docwright_client::ValueOf::default());
}

/// A file that can't be read any more is none of the network's troubles.
#[tokio::test]
async fn a_source_that_breaks_is_not_sent_again() {
    struct Broken;
    impl docwright_client::Source for Broken {
        fn size(&self) -> docwright_client::BoxFuture<'_, Result<u64, BoxError>> {
            Box::pin(async { Ok(5) })
        }
        fn read(
            &self,
            _: std::ops::Range<u64>,
        ) -> docwright_client::BoxFuture<'_, Result<docwright_client::Bytes, BoxError>> {
            Box::pin(async { Err("the disk is gone".into()) })
        }
    }
    let server = Server::start(|_| ok("{}")).await;
    let content = docwright_client::Payload::new(Broken);
    let update = server.client().orders().id("1").update_content(content);
    let error = update.await.expect_err("nothing to send");
    assert_eq!((error.kind(), error.tries()), (ErrorKind::File, 1), "{error:?}");
    assert!(format!("{error:?}").contains("the disk is gone"));
}
