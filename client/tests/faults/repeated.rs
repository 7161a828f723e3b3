//! A write that is repeated after a lost answer: the first one may have taken effect, and the error tells.

use crate::server::{Answer, Server, answer, ok};
use crate::texts::failed;
use docwright_client::{Error, Method, RawRequest};

/// The first answer is lost, by what `lost` does; the second one is this.
async fn repeated(method: Method, lost: Answer, second: &'static str) -> Error {
    let server = Server::of([lost, answer(second, r#"{"error": {"code": "c", "message": "m"}}"#)]);
    let server = server.await;
    let request = RawRequest::new(method, "/orders/1");
    let error = failed(server.client().send(request).await);
    assert_eq!(server.seen().len(), error.tries() as usize, "{error}");
    error
}

const HINT: &str =
    " (tried 2 times: an answer was lost before, and that request may have taken effect)";

#[tokio::test]
async fn an_error_after_a_lost_answer_tells_that_it_may_be_done() {
    let cases = [
        (Method::Delete, "404 Not Found"),
        (Method::Delete, "410 Gone"),
        (Method::Delete, "412 Precondition Failed"),
        (Method::Put, "412 Precondition Failed"),
        (Method::Put, "409 Conflict"),
    ];
    for (method, second) in cases {
        for lost in [
            Answer::reset(),
            ok("{}").cut(30),
            answer("502 Bad Gateway", ""),
            answer("504 Gateway Timeout", ""),
        ] {
            let error = repeated(method, lost, second).await;
            let told = format!("the service answered {second}: c: m{HINT}");
            assert_eq!(error.to_string(), told, "{method}");
            assert!(error.may_have_taken_effect());
            assert_eq!((error.tries(), error.code()), (2, Some("c")));
        }
    }
}

#[tokio::test]
async fn an_error_that_has_nothing_to_do_with_a_lost_answer_does_not() {
    let cases = [
        // Turned away, nothing was done.
        (Method::Delete, answer("429 Too Many Requests", ""), "404 Not Found", 2),
        (Method::Put, answer("429 Too Many Requests\nRetry-After: 1", ""), "412 No", 2),
        // What only reads has no effect.
        (Method::Get, Answer::reset(), "404 Not Found", 2),
        // Never repeated.
        (Method::Delete, answer("404 Not Found", ""), "404 Not Found", 1),
    ];
    for (method, lost, second, n_tries) in cases {
        let error = repeated(method, lost, second).await;
        assert!(!error.may_have_taken_effect(), "{error}");
        assert!(!error.to_string().contains("take"), "{error}");
        assert_eq!(error.tries(), n_tries);
    }
}

#[tokio::test]
async fn a_write_whose_answer_is_lost_may_have_taken_effect() {
    // A POST is not repeated: whether it was done is not known.
    for lost in [Answer::reset(), ok("{}").cut(20), answer("504 Gateway Timeout", "")] {
        let server = Server::of([lost]).await;
        let error = failed(server.client().orders().id("1").confirm().await);
        assert!(error.may_have_taken_effect(), "{error}");
        assert_eq!((server.seen().len(), error.tries()), (1, 1));
    }
    // It has, though what was said about it is lost or not understood.
    for odd in [ok("{"), ok("{}").first(60).close()] {
        let server = Server::of([odd]).await;
        let error = failed(server.client().orders().create(&Default::default()).await);
        assert!(error.may_have_taken_effect(), "{error}");
        assert_eq!(server.seen().len(), 1);
    }
    // Nothing has happened.
    let server = Server::of([
        answer("400 Bad Request", ""),
        answer("429 Too Many Requests\nRetry-After: 100000", ""),
        answer("503 Service Unavailable", ""),
    ])
    .await;
    for may_have in [false, false, true] {
        let error = failed(server.client().orders().id("1").confirm().await);
        assert_eq!(error.may_have_taken_effect(), may_have, "{error}");
    }
    // Nobody was there.
    let origin = server.origin.clone();
    let client = server.client();
    drop(server);
    tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    let error = failed(client.orders().id("1").confirm().await);
    assert!(!error.may_have_taken_effect(), "{origin}: {error}");
}

#[tokio::test]
async fn a_batch_without_an_answer_leaves_open_what_its_writes_did() {
    let part = r#"{"responses": [{"id": "1", "status": 404, "body": {}}]}"#;
    for (sheet, unsure) in
        [(ok("{\"responses\": [").cut(80), [false, true]), (ok(part), [false, true])]
    {
        let server = Server::of([sheet]).await;
        let client = server.client();
        let mut batch = client.batch();
        let read = batch.add(client.orders().id("1").get());
        let written = batch.add(client.orders().id("1").delete());
        let mut answers = batch.send().await.expect("answers");
        let errors = [failed(answers.take(read)), failed(answers.take(written))];
        assert_eq!(errors.map(|it| it.may_have_taken_effect()), unsure);
    }
}

#[tokio::test]
async fn what_was_done_and_leads_elsewhere_was_done() {
    let server = Server::of([
        answer("303 See Other\nLocation: /v1/orders/9", ""),
        answer("404 Not Found", ""),
    ])
    .await;
    let error = failed(server.client().orders().create(&Default::default()).await);
    assert_eq!(error.to_string(), "the service answered 404 Not Found");
    assert!(error.may_have_taken_effect());
    assert_eq!(server.lines(), ["POST /v1/orders", "GET /v1/orders/9"]);
}
