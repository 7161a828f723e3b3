//! Answers whose status says that all went well, and that are something else: an error, or a page for people.

use crate::server::{Answer, Server, answer, ok};
use crate::texts::failed;
use crate::uploads::Scratch;
use docwright_client::{Error, ErrorKind, Value};
use std::time::Duration;

/// Errors among what OData says about itself.
const ERRORS: [&str; 6] = [
    r#"{"error": {"code": "busy", "message": "Later."}}"#,
    r#"{"@odata.context": "http://127.0.0.1/v1/$metadata#orders", "error": {"code": "busy", "message": "Later."}}"#,
    r#"{"@context": "$metadata#orders", "@shop.id": 7, "error": {"code": "busy", "message": "Later."}}"#,
    r#"{"odata.metadata": "x", "odata.error": {"code": "busy", "message": {"lang": "en", "value": "Later."}}}"#,
    r#"{"@shop.note": {"a": [1, "}"]}, "error@odata.type": "x", "error": {"code": "busy", "message": "Later."}, "@odata.x": 1}"#,
    "\u{feff} {\n\"\\u0040odata.context\": \"x\", \"error\": \"busy\", \"error_description\": \"Later.\"}",
];

fn is_busy(error: &Error, json: &str) {
    assert_eq!((error.kind(), error.code()), (ErrorKind::Status, Some("busy")), "{json}: {error}");
    assert_eq!(error.status().map(|it| it.as_u16()), Some(200));
    assert_eq!(error.message(), Some("Later."));
    assert_eq!(error.raw_body(), json);
}

#[tokio::test]
async fn an_error_behind_annotations_is_no_value() {
    for json in ERRORS {
        let server = Server::start(move |_| ok(json)).await;
        let client = server.client();
        is_busy(&failed(client.orders().id("1").get().await), json);
        is_busy(&failed(client.orders().list().await), json);
        is_busy(&failed(client.orders().list().stream().try_next().await), json);
        is_busy(&failed(client.orders().count().await), json);
        is_busy(&failed(client.customers().id("1").update(Default::default()).await), json);
    }
}

#[tokio::test]
async fn an_error_is_no_success_of_a_call_that_answers_nothing() {
    for json in ERRORS {
        let server = Server::start(move |_| ok(json)).await;
        let client = server.client();
        is_busy(&failed(client.orders().id("1").delete().await), json);
        is_busy(&failed(client.orders().id("1").confirm().send().await), json);
        is_busy(&failed(client.orders().id("1").confirm().poll().await), json);
        // Nobody says what it is, but what it is.
        let server = Server::start(move |_| answer("200 OK", json)).await;
        is_busy(&failed(server.client().orders().id("1").delete().await), json);
    }
}

#[tokio::test]
async fn an_error_is_no_bytes() {
    for json in ERRORS {
        for pieces in [1, 9] {
            let server = Server::start(move |_| {
                let head = "200 OK\nContent-Type: application/json; charset=utf-8\nETag: \"1\"";
                let pieces: Vec<&[u8]> =
                    json.as_bytes().chunks(json.len().div_ceil(pieces)).collect();
                Answer::chunked(head, &pieces, Duration::ZERO)
            })
            .await;
            let content = || server.client().orders().id("1").content();
            is_busy(&failed(content().await), json);
            is_busy(&failed(server.client().customers().id("1").picture().await), json);
            let mut chunks = content().chunks();
            is_busy(&failed(chunks.try_next().await), json);
            assert_eq!(chunks.n_read(), 0);
            is_busy(&failed(chunks.try_next().await), json);
            let begun = content().bytes().await.expect("the answer begins");
            is_busy(&failed(begun.into_bytes().await), json);
            let file = Scratch::new("disguised");
            is_busy(&failed(content().save_to(&file.0).await), json);
            assert!(!file.0.exists());
        }
    }
}

#[tokio::test]
async fn what_only_looks_like_an_error_is_a_value() {
    for json in [
        // Something with an address or a version is a thing, of which this member was asked for.
        r#"{"@odata.context": "x", "@odata.etag": "W/\"1\"", "error": {"code": "busy"}}"#,
        r#"{"@odata.id": "orders(1)", "error": {"code": "busy"}}"#,
        r#"{"@odata.context": "x/$metadata#orders(error)/$entity", "error": {"code": "busy"}}"#,
        r#"{"@odata.context": "x", "error": null}"#,
        r#"{"@odata.context": "x", "error": {"code": "busy"}, "id": "1"}"#,
        r#"{"id": "1", "error": {"code": "busy"}}"#,
    ] {
        let server = Server::start(move |_| ok(json)).await;
        let client = server.client();
        client.orders().id("1").get().await.expect(json);
        client.orders().id("1").delete().await.expect(json);
        assert_eq!(client.orders().id("1").content().await.expect(json), json);
    }
    // Bytes that say that they are no JSON are what they say; JSON that is long, or no error, comes as it is.
    let long = format!(r#"{{"error": "{}"}}"#, "x".repeat(200_000));
    for (head, body) in [
        ("Content-Type: application/octet-stream", ERRORS[0]),
        ("X-None: 1", ERRORS[1]),
        ("Content-Type: application/json", "{\"error\": {\"code\":"),
        ("Content-Type: application/json", "[{\"error\": \"busy\"}]"),
        ("Content-Type: application/json", ""),
        ("Content-Type: application/json", &long),
    ] {
        let (head, sent) = (format!("200 OK\n{head}"), body.to_owned());
        let server = Server::start(move |_| answer(&head, &sent)).await;
        let content = || server.client().orders().id("1").content();
        let begun = content().bytes().await.expect("it begins");
        assert!(begun.into_bytes().await.expect("bytes") == body);
        if body.len() < 1_000 {
            assert_eq!(content().await.expect("bytes"), body);
        }
    }
}

#[tokio::test]
async fn json_bytes_that_break_while_they_are_looked_at_go_on() {
    let json = format!(r#"{{"note": "{}"}}"#, "x".repeat(900));
    let expected = json.clone();
    let server = Server::start(move |seen| match seen.range_start() {
        Some(start) => crate::server::partial(json.as_bytes(), start..json.len(), "\"1\""),
        None => {
            let whole = answer("200 OK\nContent-Type: application/json\nETag: \"1\"", &json);
            let n = whole.n_head() + 300;
            whole.cut(n)
        }
    })
    .await;
    let begun = server.client().orders().id("1").content().bytes().await.expect("it begins");
    assert!(begun.into_bytes().await.expect("all") == expected);
    assert_eq!(server.seen()[1].header("range"), Some("bytes=300-"));
}

#[tokio::test]
async fn a_page_for_people_is_no_answer() {
    let html = "<!DOCTYPE html>\n<html><head><title>Sign in to the café</title></head></html>";
    let portal = move |_: &_| answer("200 OK\nContent-Type: text/html; charset=utf-8", html);
    let server = Server::start(portal).await;
    let client = server.client();
    let errors = [
        failed(client.orders().id("1").get().await),
        failed(client.orders().list().await),
        failed(client.orders().count().await),
        failed(client.orders().id("1").delete().await),
        failed(client.orders().id("1").confirm().await),
        failed(client.customers().id("1").update(Default::default()).await),
    ];
    for error in errors {
        let told = "the service answered 200 OK with a web page: Sign in to the café";
        assert_eq!((error.kind(), error.to_string().as_str()), (ErrorKind::Decode, told));
        assert_eq!(error.raw_body(), html);
    }
    // As bytes it is what may have been asked for.
    assert_eq!(client.orders().id("1").content().await.expect("bytes"), html);
}

#[tokio::test]
async fn json_of_another_charset_is_an_error_with_its_place() {
    let utf16: Vec<u8> = "{\"note\": \"é\"}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let latin = b"{\"note\": \"\xe9\"}".to_vec();
    for body in [utf16, latin] {
        let sent = body.clone();
        let server = Server::start(move |_| {
            answer("200 OK\nContent-Type: application/json; charset=iso-8859-1", &sent)
        })
        .await;
        let error = failed(server.client().orders().id("1").get().await);
        assert_eq!((error.kind(), error.raw_body().as_ref()), (ErrorKind::Decode, &body[..]));
        assert_eq!(server.seen().len(), 1);
    }
    // JSON that says it is something else is JSON.
    for content_type in ["text/plain", "text/json; charset=utf-8", "application/octet-stream"] {
        let head = format!("200 OK\nContent-Type: {content_type}");
        let server = Server::start(move |_| answer(&head, r#"{"note": "é"}"#)).await;
        let order = server.client().orders().id("1").get().await.expect("an order");
        assert_eq!(order.note.as_deref(), Some("é"), "{content_type}");
    }
}

#[tokio::test]
async fn an_error_in_a_batch_is_no_value_of_its_part() {
    let part = r#"{"id": "1", "status": 200, "headers": {"Content-Type": "application/json"}, "body": {"@odata.context": "x", "error": {"code": "busy", "message": "Later."}}}"#;
    let others = part.replace("\"1\"", "\"2\"");
    let json = format!("{{\"responses\": [{part}, {others}]}}");
    let server = Server::start(move |_| ok(&json)).await;
    let client = server.client();
    let mut batch = client.batch();
    let deleted = batch.add(client.orders().id("1").delete());
    let read = batch.add(client.orders().id("1").get());
    let mut answers = batch.send().await.expect("answers");
    assert_eq!(failed(answers.take(deleted)).code(), Some("busy"));
    assert_eq!(failed(answers.take(read)).code(), Some("busy"));
    let whole = Server::start(|_| ok(ERRORS[1])).await;
    let client = whole.client();
    let mut batch = client.batch();
    let handle = batch.add(client.orders().id("1").get());
    let error = batch.send().await.and_then(|mut it| it.take(handle).map(drop));
    assert_eq!(failed(error).code(), Some("busy"));
    let session: Value =
        docwright_client::json::json!({"uploadUrl": format!("{}/up", whole.origin)});
    is_busy(&failed(client.upload::<Value>(&session, "nine byte").await), ERRORS[1]);
}
