//! Small things that people stumble over.

use crate::server::{Server, ok};
use crate::texts::failed;
use docwright_client::{Error, ErrorKind, Method, Payload, RawRequest};
use std::borrow::Cow;

#[tokio::test]
async fn bytes_of_every_kind_are_a_payload() {
    let server = Server::start(|_| ok("{}")).await;
    let owned = vec![b'x'; 3];
    let payloads: [Payload; 6] = [
        Cow::Borrowed(b"xxx".as_slice()).into(),
        Cow::<'static, [u8]>::Owned(owned.clone()).into(),
        Cow::<'static, str>::Borrowed("xxx").into(),
        Cow::<'static, str>::Owned("xxx".to_owned()).into(),
        owned.clone().into_boxed_slice().into(),
        owned.into(),
    ];
    for payload in payloads {
        server.client().orders().id("1").update_content(payload).await.expect("an order");
    }
    assert!(server.seen().iter().all(|it| it.text() == "xxx"));
}

#[tokio::test]
async fn a_path_without_a_slash_is_told_what_to_write() {
    let server = Server::start(|_| ok("{}")).await;
    let send = |path: &str| server.client().send(RawRequest::new(Method::Get, path));
    for (path, told) in [
        (
            "orders/7?a=qu3ry",
            "`orders/7` is no path, which begins with a slash, and no URL: write `/orders/7`",
        ),
        ("orders", "`orders` is no path, which begins with a slash, and no URL: write `/orders`"),
        (
            "orders:7",
            "`orders:…` is no path, which begins with a slash, and no URL: write `/orders:…`",
        ),
        ("?a=qu3ry", "`` is no path, which begins with a slash, and no URL: write `/`"),
    ] {
        let error = failed(send(path).await);
        assert_eq!((error.kind(), error.to_string().as_str()), (ErrorKind::Request, told));
    }
    for path in ["http://", "https://[x", "http:"] {
        let error = failed(send(path).await);
        assert!(error.to_string().ends_with("is no URL"), "{path}: {error}");
    }
    assert_eq!(server.seen().len(), 0);
    send("/orders").await.expect("a path");
    send(&format!("{}/v1/orders", server.origin)).await.expect("a URL");
    send("").await.expect("the root");
    assert_eq!(server.lines(), ["GET /v1/orders", "GET /v1/orders", "GET /v1"]);
}

#[test]
fn methods_and_kinds_of_errors_are_texts() {
    for text in ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"] {
        let method: Result<Method, Error> = text.parse();
        assert_eq!(method.expect("a method").as_str(), text);
    }
    let error = failed("get\u{1b}".parse::<Method>());
    let told = "`get\\u{1b}` is no method of a request: write GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS";
    assert_eq!((error.kind(), error.to_string().as_str()), (ErrorKind::Request, told));
    assert_eq!(format!("{:>10}|", ErrorKind::Token), "  no token|");
}

#[tokio::test]
async fn where_a_service_takes_batches_is_said_once() {
    let server = Server::start(|seen| {
        let parts = seen.text().matches("\"method\"").count();
        let first = if seen.index == 1 { 3 } else { 1 };
        let parts = (first..first + parts).map(|it| format!(r#"{{"id": "{it}", "status": 204}}"#));
        ok(format!(r#"{{"responses": [{}]}}"#, parts.collect::<Vec<_>>().join(",")))
    })
    .await;
    let builder = server.settings().0.batch_path("/all/$batch").batch_limit(2);
    let client = builder.build().expect("a client");
    let mut batch = client.batch();
    let all: Vec<_> = (0..3).map(|_| batch.add(client.orders().id("1").delete())).collect();
    let mut answers = batch.send().await.expect("answers");
    all.into_iter().for_each(|it| answers.take(it).expect("it is gone"));
    let mut batch = client.batch().path("/$one").limit(1);
    let one = batch.add(client.orders().id("1").delete());
    batch.send().await.expect("answers").take(one).expect("it is gone");
    assert_eq!(server.lines(), ["POST /v1/all/$batch", "POST /v1/all/$batch", "POST /v1/$one"]);
}
