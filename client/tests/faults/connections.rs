//! Connections that break, or that nobody keeps.

use crate::server::{Answer, Manners, Seen, Server, answer, ok};
use crate::shop::Order;
use crate::texts::failed;
use docwright_client::ErrorKind;
use std::time::Duration;

async fn get_after(broken: Answer) {
    let server = Server::of([broken, ok(r#"{"id": "1"}"#)]).await;
    let order = server.client().orders().id("1").get().await.expect("the second answer");
    assert_eq!(order.id.as_deref(), Some("1"));
    assert_eq!(server.seen().len(), 2);
}

async fn post_once(broken: Answer) -> docwright_client::Error {
    let server = Server::of([broken]).await;
    let error = failed(server.client().orders().create(&Order::default()).await);
    assert_eq!((error.kind(), error.tries()), (ErrorKind::Transport, 1), "{error:?}");
    assert_eq!(server.seen().len(), 1, "it may have taken effect");
    error
}

fn whole() -> Answer {
    answer(
        "201 Created\nrequest-id: r",
        r#"{"id": "1", "note": "a note that is long enough to be cut"}"#,
    )
}

#[tokio::test]
async fn reset_before_any_answer() {
    get_after(Answer::reset()).await;
    assert_eq!(post_once(Answer::reset()).await.status(), None);
}

#[tokio::test]
async fn reset_before_the_request_is_read() {
    let manners = Manners { n_deaf: 2, ..Manners::default() };
    let server = Server::with(manners, |_| ok("{}")).await;
    server.client().orders().id("1").get().await.expect("the third connection");
    assert_eq!((server.n_connections(), server.seen().len()), (3, 1));
    // That nothing was read is not known here.
    let manners = Manners { n_deaf: 1, ..Manners::default() };
    let server = Server::with(manners, |_| ok("{}")).await;
    let error = failed(server.client().orders().create(&Order::default()).await);
    assert_eq!((error.kind(), error.tries()), (ErrorKind::Transport, 1));
}

#[tokio::test]
async fn closed_before_any_answer() {
    get_after(Answer::default().close()).await;
    post_once(Answer::default().close()).await;
}

#[tokio::test]
async fn reset_inside_the_head() {
    get_after(whole().cut(20)).await;
    assert_eq!(post_once(whole().cut(20)).await.status(), None);
}

#[tokio::test]
async fn reset_inside_the_body() {
    let n = whole().n_head() + 10;
    get_after(whole().cut(n)).await;
    // What was done is known, though what was said is lost.
    let error = post_once(whole().cut(n)).await;
    assert_eq!(error.status().map(|it| it.as_u16()), Some(201));
    assert_eq!(error.request_id(), Some("r"));
}

#[tokio::test]
async fn reset_after_the_body() {
    let server =
        Server::of([whole().pause(Duration::from_millis(20)).then(Answer::reset()), whole()]).await;
    let orders = server.client().orders();
    orders.create(&Order::default()).await.expect("all of it came");
    tokio::time::sleep(Duration::from_millis(60)).await;
    orders.create(&Order::default()).await.expect("over another connection");
    assert_eq!((server.seen().len(), server.n_connections()), (2, 2));
}

#[tokio::test]
async fn truncated_chunked_body() {
    let pieces: &[&[u8]] = &[br#"{"id": "#, br#""1"}"#];
    let chunked = Answer::chunked("200 OK", pieces, Duration::ZERO);
    let n = chunked.n_head();
    // Inside a piece, between two, and before the end alone is missing.
    for n_body in [6, 12, 23] {
        get_after(chunked.clone().cut(n + n_body)).await;
        post_once(chunked.clone().cut(n + n_body)).await;
    }
    let closed = Answer::chunked("200 OK", pieces, Duration::ZERO).cut(n + 23);
    let server = Server::of([closed.clone(), closed.clone(), closed.clone(), closed]).await;
    let error = failed(server.client().orders().id("1").get().await);
    assert_eq!((error.kind(), error.tries()), (ErrorKind::Transport, 4));
}

#[tokio::test]
async fn chunks_with_pauses_come_together() {
    let pieces: &[&[u8]] = &[b"{\"id\"", b": \"", b"1\"", b"}"];
    let server = Server::of([Answer::chunked("200 OK", pieces, Duration::from_millis(5))]).await;
    let order = server.client().orders().id("1").get().await.expect("an order");
    assert_eq!(order.id.as_deref(), Some("1"));
}

#[tokio::test]
async fn connections_are_kept_and_used_again() {
    let server = Server::start(|_| ok("{}")).await;
    let client = server.client();
    for _ in 0..10 {
        client.orders().id("1").get().await.expect("an order");
    }
    assert_eq!((server.seen().len(), server.n_connections()), (10, 1));
}

#[tokio::test]
async fn a_post_over_a_connection_that_was_closed_meanwhile_is_neither_lost_nor_doubled() {
    for round in 0..20 {
        // Closed before, about when, and after the next request is sent.
        let pause = Duration::from_micros(round * 100);
        let server = Server::start(move |_| whole().pause(pause).close()).await;
        let client = server.client();
        let mut n_done = 0;
        for _ in 0..5 {
            match client.orders().create(&Order::default()).await {
                Ok(_) => n_done += 1,
                Err(error) => {
                    crate::texts::check(&error);
                    assert_eq!(error.kind(), ErrorKind::Transport);
                }
            }
        }
        assert_eq!(server.seen().len(), n_done, "round {round}");
        assert!(n_done >= 1);
    }
}

#[tokio::test]
async fn nobody_listens() {
    let server = Server::of([]).await;
    let (builder, clock) = server.settings();
    let client = builder.build().expect("a client");
    drop(server);
    tokio::time::sleep(Duration::from_millis(20)).await;
    // Nothing was sent, so that even a POST may be tried again.
    let error = failed(client.orders().create(&Order::default()).await);
    assert_eq!((error.kind(), error.tries()), (ErrorKind::Transport, 4));
    assert_eq!(clock.waits().len(), 3);
}

#[tokio::test]
async fn what_is_no_http_is_an_error() {
    let cases: &[&[u8]] = &[
        b"SSH-2.0-OpenSSH_9\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}x",
        b"HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
        b"HTTP/1.1 099 No\r\n\r\n",
        b"\0\0\0\0\0\0\0\0\0\0\0\0",
    ];
    for bytes in cases {
        let bytes = bytes.to_vec();
        let server = Server::start(move |_| Answer::raw(bytes.clone()).close()).await;
        let error = failed(server.client().orders().id("1").get().await);
        assert_eq!(error.kind(), ErrorKind::Transport, "{error:?}");
    }
}

/// The order whose id is asked for.
fn asked_for(seen: &Seen) -> Answer {
    let id = seen.line.rsplit('/').next().unwrap_or_default();
    ok(format!(r#"{{"id": "{id}", "note": "{}"}}"#, "x".repeat(200)))
}

#[tokio::test]
async fn each_of_many_calls_gets_its_own_answer() {
    let server = Server::start(|seen| {
        let whole = asked_for(seen);
        match seen.index % 7 {
            1 => whole.cut(200),
            3 => Answer::default().pause(Duration::from_millis(5)).then(whole),
            4 => answer("503 Busy\nRetry-After: 0", "busy"),
            5 => whole.close(),
            6 => Answer::reset(),
            _ => whole,
        }
    })
    .await;
    let client = server.settings().0.max_retries(30).max_concurrent(16).build().expect("a client");
    let calls: Vec<_> = (0..200)
        .map(|id| {
            let order = client.orders().id(id.to_string());
            tokio::spawn(async move { (id, order.get().await) })
        })
        .collect();
    for call in calls {
        let (id, order) = call.await.expect("no panic");
        assert_eq!(order.expect("an order").id, Some(id.to_string()));
    }
}

#[tokio::test]
async fn a_call_that_is_given_up_leaves_its_answer_to_nobody() {
    let server = Server::start(|seen| {
        let whole = asked_for(seen);
        let rest = whole.clone();
        if seen.line.ends_with("given-up") {
            whole.first(150).pause(Duration::from_millis(60)).then(rest.rest(150))
        } else {
            whole
        }
    })
    .await;
    let client = server.client();
    for round in 0..5 {
        let given_up = client.orders().id("given-up").get();
        assert!(tokio::time::timeout(Duration::from_millis(15), given_up).await.is_err());
        let mut content =
            client.orders().id("given-up").content().bytes().await.expect("it begins");
        assert!(content.try_next().await.expect("a piece").is_some());
        drop(content);
        let id = round.to_string();
        let order = client.orders().id(&id).get().await.expect("an order");
        assert_eq!(order.id, Some(id));
    }
}
