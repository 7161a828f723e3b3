//! Nothing secret is told. Besides these tests, every error of this suite is searched (`texts::failed`).

use crate::server::{Answer, Server, TOKEN, answer, ok};
use crate::shop::{Client, Order};
use crate::texts::{NEEDLES, all_texts, failed};
use docwright_client::{ErrorKind, Method, Patch, RawRequest, ReqwestTransport, Timeouts, reqwest};
use std::time::Duration;

fn hides(shown: &str) {
    for needle in NEEDLES {
        assert!(!shown.contains(needle), "`{needle}` is in {shown}");
    }
}

#[tokio::test]
async fn fault_19_a_url_is_in_no_error() {
    let answers: [Answer; 9] = [
        Answer::reset(),
        ok("{}").cut(10),
        ok("{\"id\": \"1\"}").cut(50),
        answer("404 Not Found", "<html>"),
        ok("<html>"),
        answer("302 Found\nLocation: http://ann:p4ssw0rd@127.0.0.2:1/x?t=qu3ry#f1lt3r", ""),
        answer("302 Found\nLocation: http://ann:p4ssw0rd@[::1/x?t=qu3ry", ""),
        answer("302 Found\nLocation: ftp://ann:p4ssw0rd@127.0.0.2/x?t=qu3ry", ""),
        Answer::raw("junk"),
    ];
    for broken in answers {
        let server = Server::start(move |_| broken.clone()).await;
        let base = server.origin.replace("http://", "http://ann:p4ssw0rd@");
        let (builder, _) = server.settings();
        let client =
            builder.base_url(format!("{base}/v1")).max_retries(1).build().expect("a client");
        hides(&format!("{client:?} {:#?}", client.at()));
        let list = client.orders().list().filter(Order::NOTE.eq("f1lt3r")).query("t", "qu3ry");
        hides(&format!("{list:?} {:?} {:?}", list.raw(), list.clone().pages()));
        failed(list.clone().await);
        let mut items = list.stream();
        failed(items.try_next().await);
        hides(&format!("{items:?}"));
        let order = Order { note: Some("b0dy-s3cr3t".to_owned()), ..Order::default() };
        let create = client.orders().create(&order).query("t", "qu3ry");
        hides(&format!("{create:?} {:?}", create.raw()));
        failed(create.await);
        failed(
            client
                .orders()
                .id("1")
                .update(Patch::new().set(Order::NOTE, "b0dy-s3cr3t"))
                .query("t", "qu3ry")
                .await,
        );
    }
}

#[tokio::test]
async fn fault_19_nor_is_it_where_nobody_listens_or_answers() {
    let server = Server::start(|_| Answer::default().pause(Duration::from_secs(60))).await;
    let list = |client: &Client| {
        client.orders().list().filter(Order::NOTE.eq("f1lt3r")).query("t", "qu3ry")
    };
    let client =
        server.real().timeout(Duration::from_millis(30)).max_retries(0).build().expect("a client");
    failed(list(&client).await);
    drop(server);
    tokio::time::sleep(Duration::from_millis(20)).await;
    let error = failed(list(&client).await);
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert!(all_texts(&error).contains("127.0.0.1"), "where nobody listens is told");
}

#[tokio::test]
async fn what_is_wrong_with_a_url_is_told_without_it() {
    for base in [
        "http://ann:p4ssw0rd@127.0.0.1:99999/v1",
        "http://ann:p4ssw0rd@127.0.0.1/v1?t=qu3ry",
        "http://ann:p4ssw0rd@[::1/v1",
        "http://ann:1p4ssw0rd/x@127.0.0.1:1/v1",
        "http://ann:1?p4ssw0rd@127.0.0.1:1/v1",
        "//ann:p4ssw0rd@127.0.0.1/v1",
        "mailto:p4ssw0rd@127.0.0.1",
    ] {
        hides(&format!("{:?}", Client::builder().base_url(base).token(TOKEN)));
        let result = Client::builder().base_url(base).token(TOKEN).build();
        assert_eq!(failed(result).kind(), ErrorKind::Request, "{base}");
        let client = Client::builder()
            .base_url("http://127.0.0.1:1/v1")
            .max_retries(0)
            .build()
            .expect("a client");
        let request = RawRequest::new(Method::Get, base);
        hides(&format!("{request:?}"));
        failed(client.send(request).await);
        failed(client.orders().list().resume(base).try_next().await);
    }
}

#[tokio::test]
async fn a_path_as_long_as_no_url_is_not_told() {
    let client = Client::builder().base_url("http://127.0.0.1:1/v1").build().expect("a client");
    let long = "f1lt3r".repeat(20_000);
    assert_eq!(
        failed(client.orders().list().query("$filter", long).await).kind(),
        ErrorKind::Request
    );
}

#[tokio::test]
async fn what_is_read_is_not_told() {
    let json = r#"{"id": "1", "note": "b0dy-s3cr3t"}"#;
    let server = Server::of([
        answer("200 OK\nX-Own: qu3ry", json),
        ok(json),
        ok("{\"id\": \"b0dy-s3cr3t"),
        ok("\"b0dy-s3cr3t\""),
        ok(json),
    ])
    .await;
    let client = server.client();
    let response = client.send(RawRequest::new(Method::Get, "/orders/1")).await.expect("an answer");
    hides(&format!("{response:?}"));
    let content = client.orders().id("1").content().bytes().await.expect("bytes");
    hides(&format!("{content:?}"));
    failed(client.orders().id("1").get().await);
    failed(client.orders().id("1").get().await);
    failed(client.orders().list().await);
    hides(&format!("{:?}", Timeouts::default()));
}

#[tokio::test]
async fn fault_18_the_transport_takes_the_settings_of_reqwest() {
    let server = Server::of([answer("302 Found\nLocation: /v1/elsewhere", ""), ok("{}")]).await;
    let settings = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::limited(10))
        .default_headers(
            [(reqwest::header::HeaderName::from_static("x-own"), "1".parse().expect("a value"))]
                .into_iter()
                .collect(),
        );
    let transport = ReqwestTransport::from_builder(settings).expect("a transport");
    let client = server.settings().0.transport(transport).build().expect("a client");
    client.orders().id("1").get().await.expect("an order");
    let seen = server.seen();
    assert!(seen.len() == 2 && seen.iter().all(|it| it.header("x-own") == Some("1")));
}
