//! Uploads that fail, or whose server does not do what it should.

use crate::shop::Customer;
use crate::upload_server::{Reaction, Server, UNIT, content};
use docwright_client::{Client, Error, ErrorKind, Retries, Token, Upload, json::json};

/// Uploads three units to a server of this script, and gives the error and the requests of each method.
async fn fails(
    script: impl FnMut(&crate::upload_server::Request) -> Reaction + Send + 'static,
) -> (Error, usize, usize) {
    let server = Server::with_script(3 * UNIT, script).await;
    let (client, _) = server.client();
    let upload: Upload<Customer> =
        client.upload(&server.session(), content(3 * UNIT)).chunk_size(UNIT);
    let error = upload.await.expect_err("the server is no good");
    for shown in [error.to_string(), format!("{error:?}"), format!("{error:#?}")] {
        assert!(!shown.contains("fe6987415ace") && !shown.contains("c2VjcmV0"), "{shown}");
    }
    let state = server.state();
    (error, state.n_seen("PUT"), state.n_seen("GET"))
}

fn always(
    answer: &'static str,
) -> impl FnMut(&crate::upload_server::Request) -> Reaction + Send + 'static {
    move |_| Reaction::Say(answer.to_owned())
}

#[tokio::test]
async fn a_session_that_is_gone_says_so() {
    for status in ["404 Not Found", "410 Gone"] {
        let (error, n_put, n_get) = fails(always(status)).await;
        assert!(error.to_string().starts_with("the upload session is gone"), "{error}");
        assert_eq!((error.kind(), n_put, n_get), (ErrorKind::Status, 1, 0));
        assert_eq!(error.status().map(|it| it.as_u16()), status[..3].parse().ok());
    }
    // The answer to the last chunk is lost, and the session is gone: nobody knows.
    let (error, n_put, _) = fails(|request| match (request.method.as_str(), request.n) {
        ("PUT", 2) => Reaction::KeepAndCut,
        ("GET", _) => Reaction::Say("404 Not Found".to_owned()),
        _ => Reaction::Normal,
    })
    .await;
    assert!(error.to_string().contains("finished, cancelled or has expired"), "{error}");
    assert_eq!(n_put, 3);
}

#[tokio::test]
async fn a_conflict_at_the_end_keeps_its_words() {
    let (error, n_put, n_get) = fails(|request| match request.n {
        2 => Reaction::KeepAndSay(
            "409 Conflict\n\n{\"error\": {\"code\": \"nameConflict\", \"message\": \"Taken.\"}}"
                .to_owned(),
        ),
        _ => Reaction::Normal,
    })
    .await;
    assert_eq!(
        error.to_string(),
        "the service does not make a file of what was uploaded: the service answered 409 Conflict: nameConflict: Taken."
    );
    assert_eq!((error.code(), n_put, n_get), (Some("nameConflict"), 3, 0));
    let (error, ..) = fails(always("507 Insufficient Storage")).await;
    assert_eq!((error.status().map(|it| it.as_u16()), error.tries()), (Some(507), 1));
}

#[tokio::test]
async fn a_server_that_lies_is_not_believed_for_ever() {
    let expecting = |ranges: &'static str| {
        move |_: &crate::upload_server::Request| {
            Reaction::KeepAndSay(format!("202 Accepted\n\n{{\"nextExpectedRanges\": [{ranges}]}}"))
        }
    };
    let (error, n_put, _) = fails(expecting("\"0-\"")).await;
    assert_eq!(error.to_string(), "the server keeps expecting the bytes that it was sent");
    assert_eq!(n_put, 4, "one, and three repeats");

    let (error, n_put, _) = fails(expecting("\"900000-983040\"")).await;
    assert_eq!(error.to_string(), "the server expects the bytes `900000-983040` of 983040");
    assert_eq!((error.kind(), n_put), (ErrorKind::Decode, 1));

    let (error, n_put, _) = fails(expecting("")).await;
    assert_eq!(
        error.to_string(),
        "the server takes the upload for complete after 327680 of 983040 bytes"
    );
    assert_eq!(n_put, 1);

    let (error, n_put, _) = fails(always("200 OK\n\n{\"name\": \"Ann\"}")).await;
    assert_eq!(
        error.to_string(),
        "the server takes the upload for complete after 327680 of 983040 bytes"
    );
    assert_eq!(n_put, 1);

    // A byte at a time.
    let (error, n_put, _) = fails(|request| {
        Reaction::KeepAndSay(format!(
            "202 Accepted\n\n{{\"nextExpectedRanges\": [\"{}-\"]}}",
            request.n + 1
        ))
    })
    .await;
    assert_eq!(error.to_string(), "the server keeps expecting the bytes that it was sent");
    assert_eq!(n_put, 4);

    // Forwards, then a chunk lost, and from the beginning again: for ever.
    let (error, n_put, n_get) = fails(|request| match (request.method.as_str(), request.n % 2) {
        ("PUT", 0) => Reaction::KeepAndSay(
            "202 Accepted\n\n{\"nextExpectedRanges\": [\"327680-\"]}".to_owned(),
        ),
        ("PUT", _) => Reaction::Say("503 Service Unavailable".to_owned()),
        _ => Reaction::Say("200 OK\n\n{\"nextExpectedRanges\": [\"0-\"]}".to_owned()),
    })
    .await;
    assert_eq!(error.to_string(), "the server keeps losing the bytes that it was sent");
    assert_eq!((n_put, n_get), (8, 4));

    // It always has all, when it is asked, and none when it is sent.
    let (error, n_put, n_get) = fails(|request| match request.method.as_str() {
        "PUT" => Reaction::Say("416 Requested Range Not Satisfiable".to_owned()),
        _ => Reaction::Normal,
    })
    .await;
    assert_eq!((error.status().map(|it| it.as_u16()), n_put, n_get), (Some(416), 4, 3));

    let (error, n_put, n_get) = fails(always("503 Service Unavailable")).await;
    assert_eq!((error.status().map(|it| it.as_u16()), n_put, n_get), (Some(503), 1, 4));

    let (error, ..) = fails(|request| match request.method.as_str() {
        "PUT" => Reaction::KeepAndCut,
        _ => Reaction::Say("204 No Content".to_owned()),
    })
    .await;
    assert_eq!(error.to_string(), "the server does not say which bytes it expects");
}

#[tokio::test]
async fn an_upload_is_not_redirected() {
    let other = Server::start(3 * UNIT).await;
    let answer = format!("307 Temporary Redirect\nLocation: {}", other.url());
    let (error, n_put, _) = fails(move |_| Reaction::Say(answer.clone())).await;
    assert_eq!((error.status().map(|it| it.as_u16()), n_put), (Some(307), 1));
    assert!(other.state().requests.is_empty());
}

#[tokio::test]
async fn what_was_stopped_can_be_cancelled_or_gone_on_with() {
    let bytes = content(3 * UNIT);
    let server =
        Server::with_script(3 * UNIT, |request| match (request.method.as_str(), request.n) {
            ("PUT", 1) => Reaction::Say("403 Forbidden".to_owned()),
            _ => Reaction::Normal,
        })
        .await;
    let (client, _) = server.client();
    let mut upload: Upload<Customer> =
        client.upload(&server.session(), bytes.clone()).chunk_size(UNIT);
    upload.try_next().await.expect("a chunk");
    for _ in 0..2 {
        let error = upload.try_next().await.expect_err("it is forbidden, and stays so");
        assert_eq!(error.status().map(|it| it.as_u16()), Some(403));
    }
    assert_eq!(server.n_seen("PUT"), 2);
    upload.retry();
    let progress = upload.try_next().await.expect("a chunk").expect("there is more");
    assert_eq!(progress.sent, 2 * UNIT);
    assert_eq!(server.n_seen("GET"), 1);
    upload.cancel().await.expect("cancelled");
    client.cancel_upload(server.url()).await.expect("cancelled");
    assert_eq!(server.n_seen("DELETE"), 2);

    let gone = Server::with_script(1, always("404 Not Found")).await;
    client.cancel_upload(gone.url()).await.expect("what is gone is cancelled");
    let other = Server::with_script(1, always("500 Internal Server Error")).await;
    let error = client.cancel_upload(other.url()).await.expect_err("it was not");
    assert_eq!(error.status().map(|it| it.as_u16()), Some(500));
}

#[tokio::test]
async fn what_cannot_be_uploaded_is_told_before_anything_is_sent() {
    let server = Server::start(0).await;
    let (client, _) = server.client();
    let error = client.upload::<()>(&server.session(), "").await.expect_err("it is empty");
    assert!(error.to_string().contains("takes no empty file"), "{error}");
    let error = client.upload::<()>(&json!({"id": "7"}), "x").await.expect_err("no session");
    assert_eq!(error.to_string(), "what should be an upload session has no `uploadUrl`");
    let error =
        client.upload::<()>(&json!({"uploadUrl": "up/7?secret"}), "x").await.expect_err("no URL");
    assert_eq!((error.kind(), error.to_string().contains("secret")), (ErrorKind::Request, false));
    let over_https = Client::builder("https://127.0.0.1:9/v1").token(Token::new("t0k3n")).build();
    let over_https: Client = over_https.expect("a client");
    let error = over_https.upload::<()>(&server.session(), "x").await.expect_err("not over https");
    assert_eq!(error.kind(), ErrorKind::Request);
    assert!(server.state().requests.is_empty());
    let shown = format!("{:?}", client.upload::<()>(&server.session(), "x"));
    assert_eq!(shown, "Upload { .. }");
}

#[tokio::test]
async fn a_client_that_never_repeats_does_not() {
    let server = Server::with_script(9, always("503 Service Unavailable")).await;
    let client: Client =
        Client::builder("http://127.0.0.1:9").retries(Retries::none()).build().expect("a client");
    let error = client.upload::<()>(&server.session(), "nine byte").await.expect_err("it is busy");
    assert_eq!(error.status().map(|it| it.as_u16()), Some(503));
    assert_eq!((server.n_seen("PUT"), server.n_seen("GET")), (1, 0));
}
