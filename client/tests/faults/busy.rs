//! Services that are busy, and how long they ask to wait.

use crate::server::{Answer, Server, answer, ok};
use crate::shop::Order;
use crate::texts::failed;
use docwright_client::{ErrorKind, Retries};
use std::time::Duration;

async fn waits_after(head: &str) -> Vec<u64> {
    let server = Server::of([answer(head, ""), ok("{}")]).await;
    let (builder, clock) = server.settings();
    builder.build().expect("a client").orders().id("1").get().await.expect("the second answer");
    clock.seconds()
}

#[tokio::test]
async fn busy_429_in_seconds() {
    assert_eq!(waits_after("429 Too Many Requests\nRetry-After: 7").await, [7]);
}

#[tokio::test]
async fn busy_429_as_a_date_beside_its_own_date() {
    let head = "429 Too Many Requests\nRetry-After: Fri, 01 Mar 2024 00:00:05 GMT\nDate: Thu, 29 Feb 2024 23:59:58 GMT";
    assert_eq!(waits_after(head).await, [7]);
}

#[tokio::test]
async fn busy_429_as_a_date_without_one() {
    let head = "429 Too Many Requests\nRetry-After: Fri, 01 Mar 2024 00:00:05 GMT";
    assert_eq!(waits_after(head).await, [10]);
}

#[tokio::test]
async fn busy_429_with_a_post_is_sent_again() {
    let busy = answer("429 Too Many Requests\nRetry-After: 1", "");
    let server = Server::of([busy, answer("201 Created", "{}")]).await;
    server.client().orders().create(&Order::default()).await.expect("the second answer");
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn busy_502_503_and_504_of_a_get_are_repeated() {
    let server = Server::of([
        answer("502 Bad Gateway", "<html><title>Bad</title></html>"),
        answer("503 Service Unavailable\nRetry-After: 3", ""),
        answer("504 Gateway Timeout", ""),
        ok("{}"),
    ])
    .await;
    let (builder, clock) = server.settings();
    builder.build().expect("a client").orders().id("1").get().await.expect("the fourth answer");
    let waits = clock.waits();
    assert!(waits[0] >= Duration::from_millis(250) && waits[0] <= Duration::from_millis(500));
    assert_eq!(waits[1], Duration::from_secs(3));
    assert!(waits[2] >= Duration::from_secs(1) && waits[2] <= Duration::from_secs(2));
}

#[tokio::test]
async fn busy_503_after_a_post_is_not_repeated() {
    for status in ["502 Bad Gateway", "503 Service Unavailable", "504 Gateway Timeout"] {
        let server = Server::of([answer(status, "")]).await;
        let error = failed(server.client().orders().create(&Order::default()).await);
        assert_eq!((error.kind(), error.tries()), (ErrorKind::Status, 1));
        assert_eq!(server.seen().len(), 1);
    }
}

#[tokio::test]
async fn a_wait_that_is_no_wait_is_ours_to_choose() {
    for value in ["-5", "soon", "", "1e3", "Fri, 31 Feb 2024 00:00:00 GMT", "\u{661}"] {
        let server =
            Server::of([answer(&format!("503 Busy\nRetry-After: {value}"), ""), ok("{}")]).await;
        let (builder, clock) = server.settings();
        builder.build().expect("a client").orders().id("1").get().await.expect("the second answer");
        assert!(clock.waits()[0] <= Duration::from_millis(500), "{value}");
    }
    let nonsense = "503 Busy\nRetry-After: Fri, 01 Mar 2024 00:00:05 GMT\nDate: yesterday";
    assert_eq!(waits_after(nonsense).await, [10]);
    // A date that has passed, and the first of two.
    assert_eq!(waits_after("503 Busy\nRetry-After: Thu, 01 Jan 1970 00:00:00 GMT").await, [0]);
    assert_eq!(waits_after("503 Busy\nRetry-After: 4\nRetry-After: 9").await, [4]);
}

#[tokio::test]
async fn a_wait_longer_than_the_budget_is_the_callers() {
    for (value, seconds) in [("3600", 3600), ("99999999999999999999", u64::MAX)] {
        let server = Server::of([answer(&format!("429 Busy\nRetry-After: {value}"), "")]).await;
        let (builder, clock) = server.settings();
        let error = failed(builder.build().expect("a client").orders().id("1").get().await);
        assert_eq!(error.retry_after(), Some(Duration::from_secs(seconds)), "{value}");
        assert!(clock.waits().is_empty());
        assert_eq!(server.seen().len(), 1);
    }
}

#[tokio::test]
async fn a_success_that_names_a_wait_is_a_success() {
    let server = Server::of([answer("202 Accepted\nRetry-After: 30", "")]).await;
    let (builder, clock) = server.settings();
    let client = builder.build().expect("a client");
    let reply = client.orders().id("1").confirm().send().await.expect("accepted");
    assert_eq!((reply.status().as_u16(), reply.header("retry-after")), (202, Some("30")));
    assert!(clock.waits().is_empty());
}

#[tokio::test]
async fn repeats_end_and_are_counted() {
    let server = Server::start(|_| answer("429 Busy\nRetry-After: 0", "")).await;
    let (builder, _) = server.settings();
    let client = builder.retries(Retries::default().most(5)).build().expect("a client");
    let error = failed(client.orders().id("1").get().await);
    assert_eq!((error.tries(), server.seen().len()), (6, 6));
}

#[tokio::test]
async fn an_error_whose_body_breaks_off_is_that_error() {
    let body = r#"{"error": {"code": "itemNotFound", "message": "No."}}"#;
    let gone = answer("404 Not Found\nrequest-id: r", body);
    let n = gone.n_head();
    for n_left in [0, 5] {
        let server = Server::of([gone.clone().cut(n + n_left)]).await;
        let error = failed(server.client().orders().id("1").get().await);
        assert_eq!(error.status().map(|it| it.as_u16()), Some(404), "{error}");
        assert_eq!((error.request_id(), server.seen().len()), (Some("r"), 1));
    }
    // A POST that was turned away has done nothing, even if the words are lost.
    let busy = answer("429 Busy\nRetry-After: 2", body);
    let n = busy.n_head();
    let server = Server::of([busy.cut(n + 3), answer("201 Created", "{}")]).await;
    server.client().orders().create(&Order::default()).await.expect("the second answer");
}

#[tokio::test]
async fn at_most_so_many_requests_at_a_time() {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (now_in, most_in) = (now.clone(), most.clone());
    let server = Server::start(move |_| {
        let n = now_in.fetch_add(1, Ordering::SeqCst) + 1;
        most_in.fetch_max(n, Ordering::SeqCst);
        Answer::default().pause(Duration::from_millis(10)).count_down(&now_in).then(ok("{}"))
    })
    .await;
    let client = server.settings().0.max_concurrent(3).build().expect("a client");
    let calls: Vec<_> = (0..12)
        .map(|_| tokio::spawn(std::future::IntoFuture::into_future(client.orders().id("1").get())))
        .collect();
    for call in calls {
        call.await.expect("no panic").expect("an order");
    }
    assert_eq!((most.load(Ordering::SeqCst), server.seen().len()), (3, 12));
}

#[tokio::test]
async fn a_stream_holds_its_place_until_it_ends() {
    let server = Server::start(|_| ok("{}")).await;
    let client = server.settings().0.max_concurrent(1).build().expect("a client");
    let order = client.orders().id("1");
    let content = order.content().bytes().await.expect("it begins");
    let waits = tokio::time::timeout(Duration::from_millis(50), order.get()).await;
    assert!(waits.is_err(), "the place was taken");
    drop(content);
    order.get().await.expect("the place is free");
    assert_eq!(
        order.content().bytes().await.expect("it begins").into_bytes().await.expect("all"),
        "{}"
    );
    order.get().await.expect("the place is free");
}
