//! Answers that HTTP allows and nobody expects, and some that it does not.

use crate::server::{Answer, Server, answer, ok};
use crate::shop::Order;
use crate::texts::failed;
use docwright_client::ErrorKind;
use std::time::Duration;

async fn answered(raw: impl Into<Vec<u8>>) -> Result<Order, docwright_client::Error> {
    let raw = raw.into();
    let server = Server::start(move |_| Answer::raw(raw.clone()).close()).await;
    server.client().orders().id("1").get().await
}

const FINE: &str = "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{\"id\": \"1\"}";

#[tokio::test]
async fn informational_answers_are_skipped() {
    for first in ["100 Continue", "102 Processing", "103 Early Hints\r\nLink: </x>"] {
        let order = answered(format!("HTTP/1.1 {first}\r\n\r\n{FINE}")).await.expect("an order");
        assert_eq!(order.id.as_deref(), Some("1"));
    }
}

#[tokio::test]
async fn switching_protocols_is_no_success() {
    let error = failed(
        answered("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n")
            .await,
    );
    assert!(matches!(error.kind(), ErrorKind::Status | ErrorKind::Transport), "{error:?}");
}

#[tokio::test]
async fn statuses_that_nobody_knows_are_no_successes() {
    for status in ["299 Fine", "306 Unused", "418 Teapot", "599 No", "999 No"] {
        let result = answered(FINE.replace("200 OK", status)).await;
        if status.starts_with('2') {
            assert_eq!(result.expect("it is one").id.as_deref(), Some("1"));
        } else {
            assert_eq!(failed(result).kind(), ErrorKind::Status, "{status}");
        }
    }
}

#[tokio::test]
async fn a_body_where_none_may_be_does_not_become_the_next_answer() {
    let smuggled = format!("HTTP/1.1 204 No Content\r\n\r\n{}", FINE.replace('1', "2"));
    let server = Server::start(move |seen| match seen.line.split(' ').next() {
        Some("DELETE") => Answer::raw(smuggled.clone()),
        _ => ok(r#"{"id": "1"}"#),
    })
    .await;
    let client = server.client();
    client.orders().id("1").delete().await.expect("deleted");
    tokio::time::sleep(Duration::from_millis(20)).await;
    let order = client.orders().id("1").get().await.expect("an order");
    assert_eq!((order.id.as_deref(), server.n_connections()), (Some("1"), 2));
}

#[tokio::test]
async fn a_wrong_length_is_an_error() {
    // Shorter than the body: the rest is no answer to the next request. Longer: the body breaks off.
    assert_eq!(failed(answered(FINE.replace(": 11", ": 9")).await).kind(), ErrorKind::Decode);
    assert_eq!(failed(answered(FINE.replace(": 11", ": 12")).await).kind(), ErrorKind::Transport);
}

#[tokio::test]
async fn an_answer_that_ends_with_its_connection_is_read() {
    let order = answered("HTTP/1.0 200 OK\r\n\r\n{\"id\": \"1\"}").await.expect("an order");
    assert_eq!(order.id.as_deref(), Some("1"));
    assert_eq!(
        failed(answered("HTTP/1.0 200 OK\r\n\r\n{\"id\": \"1\"").await).kind(),
        ErrorKind::Decode
    );
}

#[tokio::test]
async fn json_that_is_none_is_an_error() {
    let cases: [&[u8]; 9] = [
        b"{\"id\": \"1\"}}",
        b"{\"id\": \"1\"} trailing",
        b"{\"id\": \"1\"}\0",
        b"{\"id\": \"\0\"}",
        b"\0{\"id\": \"1\"}",
        b"{\"id\": \"\xff\"}",
        b"\xff\xfe{\0}\0",
        b"{'id': '1'}",
        b"<html><title>Sign in</title></html>",
    ];
    for body in cases {
        let server =
            Server::start(move |_| answer("200 OK\nContent-Type: text/html; charset=utf-16", body))
                .await;
        let error = failed(server.client().orders().id("1").get().await);
        assert_eq!((error.kind(), error.raw_body().as_ref()), (ErrorKind::Decode, body));
        assert_eq!(error.tries(), 1);
    }
}

#[tokio::test]
async fn json_is_read_whatever_its_type_is_called() {
    for head in ["200 OK", "200 OK\nContent-Type: text/html", "200 OK\nContent-Type: \u{e9}"] {
        for body in ["{\"id\": \"1\"}", "\u{feff}{\"id\": \"1\"}", " \r\n{\"id\": \"1\"}\r\n\t "] {
            let server = Server::of([answer(head, body)]).await;
            let order = server.client().orders().id("1").get().await.expect("an order");
            assert_eq!(order.id.as_deref(), Some("1"));
        }
    }
}

#[tokio::test]
async fn json_10_000_deep() {
    for (open, close) in
        [("[", "]"), ("{\"a\":", "}"), ("{\"customer\":", "}"), ("{\"anything\":", "}")]
    {
        for n in [10_000, 200_000] {
            let json = format!("{}1{}", open.repeat(n), close.repeat(n));
            let whole = json.clone();
            let server = Server::start(move |_| ok(&whole)).await;
            let error = failed(server.client().orders().id("1").get().await);
            assert_eq!(error.kind(), ErrorKind::Decode);
            drop(server);
            let json = format!("{{\"value\": [{{\"extra\": {json}}}]}}");
            let server = Server::start(move |_| ok(&json)).await;
            assert_eq!(failed(server.client().orders().list().await).kind(), ErrorKind::Decode);
        }
    }
}

#[tokio::test]
async fn headers_without_measure_are_an_error_or_read() {
    let many: String = (0..10_000).map(|n| format!("X-{n}: {n}\r\n")).collect();
    let long = format!("X-Long: {}\r\n", "x".repeat(1 << 20));
    for headers in [many, long] {
        let error = failed(answered(FINE.replace("OK\r\n", &format!("OK\r\n{headers}"))).await);
        assert_eq!(error.kind(), ErrorKind::Transport, "{error:?}");
    }
    let some: String = (0..90).map(|n| format!("X-{n}: {n}\r\n")).collect();
    answered(FINE.replace("OK\r\n", &format!("OK\r\n{some}"))).await.expect("an order");
}

#[tokio::test]
async fn a_plain_text_is_a_text() {
    let server = Server::of([
        answer("200 OK\nContent-Type: text/plain", "\u{feff}42"),
        answer("200 OK\nContent-Type: text/plain", "no number"),
    ])
    .await;
    let orders = server.client().orders();
    assert_eq!(orders.count().await.expect("a number").value, Some(42));
    assert_eq!(failed(orders.count().await).kind(), ErrorKind::Decode);
}

#[tokio::test]
async fn heads_and_chunks_may_be_short_or_long() {
    let fine = [
        FINE.replace("200 OK", "200"),
        FINE.replace("200 OK", "200 "),
        FINE.replace("Content-Length", "content-length"),
        FINE.replace("Content-Length: 11", "Transfer-Encoding: chunked").replace(
            "{\"id\": \"1\"}",
            "5;x=\"y\"\r\n{\"id\"\r\n06\r\n: \"1\"}\r\n000\r\nX-Trailer: 1\r\n\r\n",
        ),
    ];
    for raw in fine {
        let order = answered(raw.clone()).await.unwrap_or_else(|error| panic!("{raw}: {error:?}"));
        assert_eq!(order.id.as_deref(), Some("1"));
    }
}

#[tokio::test]
async fn an_answer_that_nobody_asked_for_is_no_answer_to_the_next_request() {
    // What stands before a service says that it got tired, and hangs up.
    let tired = "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    let server = Server::start(move |_| {
        ok(r#"{"id": "1"}"#).pause(Duration::from_millis(10)).then(Answer::raw(tired)).close()
    })
    .await;
    let client = server.client();
    let mut n_done = 0;
    for _ in 0..4 {
        match client.orders().create(&Order::default()).await {
            Ok(_) => n_done += 1,
            // It was on its way when the service hung up: told, and not done.
            Err(error) => assert_eq!(failed::<()>(Err(error)).tries(), 1),
        }
        tokio::time::sleep(Duration::from_millis(40)).await;
    }
    assert!(n_done > 1 && server.seen().len() == n_done, "{n_done}");
}

#[tokio::test]
async fn a_head_that_never_ends_ends_with_the_limit() {
    let endless: [fn() -> Answer; 2] = [
        || {
            Answer::raw("HTTP/1.1 103 Early Hints\r\n\r\n".repeat(200))
                .dripping(Duration::from_millis(5))
        },
        || {
            Answer::raw(format!("HTTP/1.1 200 OK\r\nX: {}", "x".repeat(5_000)))
                .dripping(Duration::from_millis(5))
        },
    ];
    for endless in endless {
        let server = Server::start(move |_| endless()).await;
        let client = server.real().timeout(Duration::from_millis(80)).max_retries(0).build();
        let error = failed(client.expect("a client").orders().id("1").get().await);
        assert_eq!(error.kind(), ErrorKind::Timeout, "{error:?}");
    }
}

#[tokio::test]
async fn a_length_beyond_all_numbers_is_an_error() {
    for length in [
        "18446744073709551615",
        "18446744073709551614",
        "99999999999999999999999",
        "9223372036854775807",
    ] {
        let error = failed(answered(FINE.replace(": 11", &format!(": {length}"))).await);
        assert!(matches!(error.kind(), ErrorKind::Transport | ErrorKind::TooLong), "{error:?}");
    }
}
