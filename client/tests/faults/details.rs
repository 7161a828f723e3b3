//! What services say of an error, in every shape.

use crate::server::{Server, answer};
use crate::texts::failed;
use docwright_client::ErrorKind;

#[tokio::test]
async fn fault_9_error_details_in_every_shape() {
    let cases: [(&[u8], Option<&str>, Option<&str>); 17] = [
        (b"{\"error\": {\"code\": \"c\", \"message\": \"m\"}}", Some("c"), Some("m")),
        (b"\xEF\xBB\xBF{\"error\": {\"code\": \"c\", \"message\": \"m\"}}", Some("c"), Some("m")),
        (b" \r\n{\"error\": {\"code\": \"c\", \"message\": \"m\"}}\r\n", Some("c"), Some("m")),
        (
            b"{\"error\": \"invalid_grant\", \"error_description\": \"No.\"}",
            Some("invalid_grant"),
            Some("No."),
        ),
        (
            b"{\"error\": {\"code\": \"c\", \"message\": {\"lang\": \"en\", \"value\": \"m\"}}}",
            Some("c"),
            Some("m"),
        ),
        (
            b"{\"odata.error\": {\"code\": \"c\", \"message\": {\"value\": \"m\"}}}",
            Some("c"),
            Some("m"),
        ),
        (b"{\"error\": {\"code\": 404, \"message\": null}}", Some("404"), None),
        (b"{\"error\": null}", None, None),
        (b"{\"error\": []}", None, None),
        (b"{\"title\": \"Not here\", \"detail\": \"m\", \"status\": 404}", None, Some("m")),
        (b"{\"Message\": \"m\"}", None, Some("m")),
        (
            b"<!DOCTYPE html><html><head><title>Bad &amp; gone</title></head></html>",
            None,
            Some("Bad &amp; gone"),
        ),
        (b"upstream connect error", None, Some("upstream connect error")),
        (b"\"m\"", None, Some("m")),
        (b"{\"error\": {\"code\": \"c\", \"mess", None, None),
        (b"\xff\xfe\x00", None, None),
        (b"", None, None),
    ];
    for (body, code, message) in cases {
        let shown = String::from_utf8_lossy(body).into_owned();
        let server = Server::start(move |_| answer("404 Not Found\nrequest-id: r", body)).await;
        let error = failed(server.client().orders().id("1").get().await);
        assert_eq!(error.kind(), ErrorKind::Status, "{shown}");
        assert_eq!(error.status().map(|it| it.as_u16()), Some(404), "{shown}");
        assert_eq!(error.code(), code, "{shown}");
        if code.is_some() || message.is_some() {
            assert_eq!(error.message(), message, "{shown}");
        }
        assert_eq!((error.raw_body().as_ref(), error.request_id()), (body, Some("r")));
        assert!(!error.to_string().contains(['\n', '\r', '\u{1b}']), "{error}");
    }
}

#[tokio::test]
async fn an_error_of_any_size_and_depth_is_an_error() {
    let deep = "[".repeat(100_000);
    let deep_object = format!("{}1{}", "{\"error\":".repeat(10_000), "}".repeat(10_000));
    let long =
        format!("{{\"error\": {{\"code\": \"c\", \"message\": \"{}\"}}}}", "x".repeat(3 << 20));
    for body in [deep, deep_object, long] {
        let server = Server::start(move |_| answer("400 Bad", &body)).await;
        let error = failed(server.client().orders().id("1").get().await);
        assert_eq!(error.status().map(|it| it.as_u16()), Some(400));
        assert!(error.to_string().len() < 2_000 && error.raw_body().len() <= 1 << 20);
    }
}

#[tokio::test]
async fn a_token_that_is_sent_back_is_not_told() {
    let token = crate::server::TOKEN;
    let said = format!(r#"{{"error": {{"code": "c", "message": "{token} is no token"}}}}"#);
    for head in ["400 Bad", "200 OK"] {
        let said = said.clone();
        let server = Server::start(move |_| answer(head, &said)).await;
        let error = failed(server.client().orders().id("1").get().await);
        assert_eq!(error.message(), Some("*** is no token"));
    }
    let server = Server::start(|_| {
        answer(&format!("302 Found\nLocation: ftp://127.0.0.2/{}", crate::server::TOKEN), "")
    })
    .await;
    failed(server.client().orders().id("1").get().await);
}
