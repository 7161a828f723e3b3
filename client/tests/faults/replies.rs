//! What stands around a value: status, headers, ETag, and whether there was any.

use crate::server::{Answer, Server, answer, ok};
use crate::shop::Order;
use crate::texts::failed;
use docwright_client::{ErrorKind, Method, RawRequest};

#[tokio::test]
async fn fault_24_a_reply_shows_status_and_headers() {
    let server = Server::of([
        answer("201 Created\nETag: W/\"5\"\nLocation: /v1/orders/7\nContent-Type: application/json\nX-Own: 1", r#"{"id": "7"}"#),
        answer("204 No Content\nETag: W/\"6\"", ""),
    ])
    .await;
    let orders = server.client().orders();
    let reply = orders.create(&Order::default()).send().await.expect("created");
    assert_eq!(reply.status().as_u16(), 201);
    assert_eq!((reply.etag(), reply.location()), (Some("W/\"5\""), Some("/v1/orders/7")));
    assert_eq!(
        (reply.content_type(), reply.header("x-own")),
        (Some("application/json"), Some("1"))
    );
    assert!(!reply.is_empty());
    assert_eq!(reply.value().id.as_deref(), Some("7"));
    let reply =
        orders.id("7").update(docwright_client::Patch::new()).send().await.expect("updated");
    assert_eq!(
        (reply.status().as_u16(), reply.etag(), reply.is_empty()),
        (204, Some("W/\"6\""), true)
    );
    assert_eq!(reply.into_value(), Order::default());
}

#[tokio::test]
async fn not_modified_is_told_by_its_status() {
    let server = Server::of([answer("304 Not Modified\nETag: \"5\"", "")]).await;
    let error = failed(server.client().orders().id("1").get().if_none_match("\"5\"").await);
    assert_eq!(
        (error.kind(), error.status().map(|it| it.as_u16())),
        (ErrorKind::Status, Some(304))
    );
    assert_eq!(error.headers().get("etag").map(|it| it.as_bytes()), Some(&b"\"5\""[..]));
    assert_eq!(server.seen()[0].header("if-none-match"), Some("\"5\""));
}

#[tokio::test]
async fn a_part_that_nobody_asked_for_is_not_the_whole() {
    let part = answer("206 Partial Content\nContent-Range: bytes 0-3/10\nETag: \"5\"", "0123");
    let server = Server::start(move |_| part.clone()).await;
    let order = server.client().orders().id("1");
    assert_eq!(failed(order.content().await).kind(), ErrorKind::Decode);
    assert_eq!(
        order.content().header("Range", "bytes=0-3").await.expect("what was asked for"),
        "0123"
    );
}

#[tokio::test]
async fn a_head_has_a_length_and_no_body() {
    let server =
        Server::of([Answer::raw("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"), ok("{}")])
            .await;
    let client = server.client();
    let response = client.send(RawRequest::new(Method::Head, "/orders/1")).await.expect("a head");
    assert_eq!(
        (response.headers()["content-length"].as_bytes(), response.body().len()),
        (&b"1000"[..], 0)
    );
    client.orders().id("1").get().await.expect("the connection is as it was");
}
