//! Servers that say one thing and do another, and are not believed.

use crate::server::{Answer, Seen, Server, answer, gzipped, ok, partial};
use crate::shop::Order;
use crate::texts::failed;
use crate::uploads::pattern;
use docwright_client::{ErrorKind, Value, json::json};

#[tokio::test]
async fn next_links_that_alternate_end() {
    let page =
        |link: &str| ok(format!(r#"{{"value": [{{"id": "1"}}], "@odata.nextLink": "{link}"}}"#));
    for links in [["?s=2", "?s=3"], ["?s=2#a", "?s=2#b"], ["orders?s=2", "/v1/orders?s=3"]] {
        let server = Server::start(move |seen| page(links[seen.index % 2])).await;
        let mut items = server.client().orders().list().stream();
        let error = loop {
            match items.try_next().await {
                Ok(Some(_)) => {}
                Ok(None) => panic!("it has no end"),
                Err(error) => break error,
            }
        };
        crate::texts::check(&error);
        assert_eq!(error.kind(), ErrorKind::Redirect);
        assert!(server.seen().len() <= 3, "{links:?}");
        // Gone on with, it is still none.
        items.retry();
        failed(items.try_next().await);
        assert!(server.lines().iter().all(|it| !it.contains('#')));
    }
}

#[tokio::test]
async fn a_download_that_is_here_whole_does_not_fail_at_its_end() {
    // All bytes have come, and then the connection breaks before it says so.
    let bytes = pattern(0..1_000);
    let server = Server::start(move |seen: &Seen| match seen.range_start() {
        None => {
            let whole = answer("200 OK\nETag: \"1\"", &bytes);
            let n = whole.n_head() + 400;
            whole.cut(n)
        }
        Some(1_000) => answer("416 Range Not Satisfiable", ""),
        Some(start) => {
            let rest = &bytes[start..];
            let range = format!("bytes {start}-999/1000");
            let head = format!("206 Partial Content\nETag: \"1\"\nContent-Range: {range}");
            let whole = Answer::chunked(&head, &[rest], std::time::Duration::ZERO);
            let n = whole.bytes().len() - 5;
            whole.cut(n)
        }
    })
    .await;
    let begun = server.client().orders().id("1").content().bytes().await.expect("it begins");
    assert!(begun.into_bytes().await.expect("all") == pattern(0..1_000));
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn a_resume_that_the_service_refuses_is_its_error_and_can_be_tried_again() {
    for status in ["412 Precondition Failed", "416 Range Not Satisfiable", "404 Not Found"] {
        let bytes = pattern(0..1_000);
        let server = Server::start(move |seen: &Seen| match (seen.index, seen.range_start()) {
            (0, _) => {
                let whole = answer("200 OK\nETag: \"1\"", &bytes);
                let n = whole.n_head() + 400;
                whole.cut(n)
            }
            (1, _) => answer(status, r#"{"error": {"code": "no"}}"#),
            (_, start) => partial(&bytes, start.unwrap_or(0)..1_000, "\"1\""),
        })
        .await;
        let mut download = server.client().orders().id("1").content().chunks();
        let mut here = Vec::new();
        let error = loop {
            match download.try_next().await {
                Ok(piece) => here.extend_from_slice(&piece.expect("more")),
                Err(error) => break error,
            }
        };
        assert_eq!((error.code(), here.len()), (Some("no"), 400), "{status}");
        download.retry();
        while let Some(piece) = download.try_next().await.expect("the rest") {
            here.extend_from_slice(&piece);
        }
        assert!(here == pattern(0..1_000));
    }
}

#[tokio::test]
async fn gzip_with_something_behind_it_is_not_read_as_more() {
    let packed = gzipped(br#"{"id": "1"}"#);
    for rest in [b"garbage".to_vec(), vec![0; 9], gzipped(br#"{"id": "2"}"#), gzipped(b" ")] {
        let body = [packed.clone(), rest].concat();
        let sent = body.clone();
        let server = Server::start(move |_| answer("200 OK\nContent-Encoding: gzip", &sent)).await;
        let client = server.settings().0.max_retries(1).build().expect("a client");
        match client.orders().id("1").get().await {
            Ok(order) => assert_eq!(order.id.as_deref(), Some("1")),
            Err(error) => {
                crate::texts::check(&error);
                let kind = error.kind();
                assert!(matches!(kind, ErrorKind::Transport | ErrorKind::Decode), "{error}");
            }
        }
    }
}

#[tokio::test]
async fn nothing_with_a_content_type_is_nothing() {
    let server = Server::start(|_| {
        Answer::raw("HTTP/1.1 204 No Content\r\nContent-Type: application/json\r\n\r\n")
    })
    .await;
    let client = server.client();
    let reply = client.orders().create(&Order::default()).send().await.expect("it was made");
    assert!(reply.is_empty());
    client.orders().id("1").delete().await.expect("it is gone");
    assert_eq!(client.orders().id("1").content().await.expect("no bytes"), "");
    assert_eq!(client.customers().id("1").picture().await.expect("no bytes"), None);
    let begun = client.orders().id("1").content().bytes().await.expect("it begins");
    assert_eq!(begun.into_bytes().await.expect("no bytes"), "");
    assert_eq!(failed(client.orders().id("1").get().await).kind(), ErrorKind::Decode);
    assert_eq!(failed(client.orders().list().await).kind(), ErrorKind::Decode);
}

#[tokio::test]
async fn work_that_is_done_and_has_no_result_says_so() {
    let server = Server::start(|seen| match seen.index {
        0 => answer("202 Accepted\nLocation: /v1/jobs/1\nRetry-After: 0", ""),
        1 => ok(r#"{"status": "succeeded", "resourceLocation": "/v1/orders/7"}"#),
        2 => answer("404 Not Found", r#"{"error": {"code": "itemNotFound"}}"#),
        _ => ok(r#"{"id": "7"}"#),
    })
    .await;
    let mut work = server.client().orders().id("1").confirm().watch_as::<Order>();
    let error = loop {
        if let Err(error) = work.try_next().await {
            break error;
        }
    };
    let told = "the work is done, but what it made is not to be had: the service answered 404 Not Found: itemNotFound";
    assert_eq!((error.to_string().as_str(), error.code()), (told, Some("itemNotFound")));
    work.retry();
    let done = work.await.expect("it is there by now");
    assert_eq!(done.into_value().and_then(|it| it.id).as_deref(), Some("7"));
    assert_eq!(server.lines()[2..], ["GET /v1/orders/7", "GET /v1/orders/7"]);
}

#[tokio::test]
async fn a_monitor_that_answers_with_a_page_for_people_has_not_done_the_work() {
    let server = Server::start(|seen| match seen.index {
        0 => answer("202 Accepted\nLocation: /v1/jobs/1\nRetry-After: 0", ""),
        1 => answer("200 OK\nContent-Type: text/html", "<html><title>Sign in</title></html>"),
        _ => ok(r#"{"status": "succeeded"}"#),
    })
    .await;
    let mut work = server.client().orders().id("1").confirm().watch();
    work.try_next().await.expect("accepted");
    assert_eq!(failed(work.try_next().await).kind(), ErrorKind::Decode);
    work.retry();
    work.await.expect("done");
    assert_eq!(server.lines()[1..], ["GET /v1/jobs/1", "GET /v1/jobs/1"]);
}

#[tokio::test]
async fn a_session_that_says_nothing_of_its_ranges_is_not_finished() {
    for said in ["{}", " ", "null", r#"{"uploadUrl": "x", "expirationDateTime": "y"}"#] {
        let server = Server::start(move |seen| match seen.line.starts_with("PUT") {
            true => answer("500 Broken", ""),
            false => ok(said),
        })
        .await;
        let session: Value = json!({"uploadUrl": format!("{}/up", server.origin)});
        let error = failed(server.client().upload::<Value>(&session, "nine byte").await);
        let told = "the server does not say which bytes it expects";
        assert_eq!((error.kind(), error.to_string().as_str()), (ErrorKind::Decode, told), "{said}");
    }
}

#[tokio::test]
async fn an_upload_whose_ranges_go_backwards_or_beyond_ends() {
    const UNIT: u64 = 320 << 10;
    let said =
        |text: &str| answer("202 Accepted", format!(r#"{{"nextExpectedRanges": [{text}]}}"#));
    for ranges in [
        ["\"327680-\"", "\"0-\""],
        ["\"327680-\"", "\"655361-\""],
        ["\"327680-\"", "\"99999999999999999999-\""],
        ["\"327680-\"", "\"0-5\", \"3-7\", \"400000-2\""],
        ["\"327680-\"", "null"],
        ["\"327680-\"", "{\"start\": 1}"],
    ] {
        let server = Server::start(move |seen| said(ranges[seen.index % 2])).await;
        let session: Value = json!({"uploadUrl": format!("{}/up", server.origin)});
        let upload = server.client().upload::<Value>(&session, pattern(0..2 * UNIT));
        let error = failed(upload.chunk_size(UNIT).await);
        assert!(matches!(error.kind(), ErrorKind::Transport | ErrorKind::Decode), "{error}");
        assert!(server.seen().len() < 30, "{} for {ranges:?}", server.seen().len());
    }
}

#[tokio::test]
async fn other_bytes_than_those_that_were_asked_for_are_an_error() {
    let part = |range: &str| {
        let head = format!("206 Partial Content\nETag: \"1\"\nContent-Range: bytes {range}");
        answer(&head, "0123456789")
    };
    let cases = [
        ("bytes=10-19", "10-19/100", true),
        ("bytes=10-", "10-19/20", true),
        ("bytes=10-19", "10-19/*", true),
        // Less than was asked for: the caller sees it by the length.
        ("bytes=10-99", "10-19/20", true),
        // Several parts, or the last bytes: what comes is not ours to judge.
        ("bytes=-10", "90-99/100", true),
        ("bytes=10-19", "0-9/100", false),
        ("bytes=10-19", "11-20/100", false),
        ("bytes=10-14", "10-19/100", false),
        ("bytes=10-19", "19-10/100", false),
        ("bytes=10-19", "x", false),
    ];
    for (asked, sent, is_right) in cases {
        let answer = part(sent);
        let server = Server::start(move |_| answer.clone()).await;
        let content = || server.client().orders().id("1").content().header("Range", asked);
        let whole = content().await;
        let stream = match content().bytes().await {
            Ok(begun) => begun.into_bytes().await,
            Err(error) => Err(error),
        };
        for bytes in [whole, stream] {
            match is_right {
                true => assert_eq!(bytes.expect(sent), "0123456789", "{asked}: {sent}"),
                false => {
                    let error = failed(bytes);
                    let kind = error.kind();
                    assert!(matches!(kind, ErrorKind::Decode | ErrorKind::Transport), "{error}");
                }
            }
        }
    }
}
