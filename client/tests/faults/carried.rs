//! What is set on a request is so for all that comes of it: pages, questions to a monitor, chunks.

use crate::server::{Answer, Seen, Server, answer, ok};
use crate::shop::Order;
use crate::texts::failed;
use docwright_client::{ErrorKind, Value, json::json};
use std::time::Duration;

const LIMIT: Duration = Duration::from_millis(100);

/// What never comes.
fn stuck() -> Answer {
    Answer::raw("").pause(Duration::from_secs(600))
}

#[tokio::test]
async fn limits_of_a_list_are_those_of_its_pages() {
    let next = r#"{"value": [{"id": "1"}], "@odata.nextLink": "?s=2"}"#;
    let server = Server::of([ok(next), stuck(), stuck()]).await;
    let client = server.real().timeout(None).max_retries(0).build().expect("a client");
    let list = || client.orders().list().timeout(LIMIT).header("X-Own", "1");
    let mut items = list().stream();
    assert!(items.try_next().await.expect("the first page").is_some());
    assert_eq!(failed(items.try_next().await).kind(), ErrorKind::Timeout);
    let link = items.next_link().expect("there is more").to_owned();
    assert_eq!(failed(list().resume(&link).try_next().await).kind(), ErrorKind::Timeout);
    assert!(server.seen().iter().all(|it| it.header("x-own") == Some("1")));
}

#[tokio::test]
async fn conditions_of_a_list_are_those_of_its_first_page() {
    let next = r#"{"value": [{"id": "1"}], "@odata.nextLink": "?s=2"}"#;
    let server = Server::of([ok(next), ok(r#"{"value": []}"#), ok(r#"{"value": []}"#)]).await;
    let list = || {
        let list = server.client().orders().list().header("If-None-Match", "\"1\"");
        list.header("If-Match", "\"1\"").header("Content-Type", "a/b").header("X-Own", "1")
    };
    let mut items = list().stream();
    while items.try_next().await.expect("orders").is_some() {}
    assert!(list().resume("?s=2").try_next().await.expect("nothing").is_none());
    for (index, seen) in server.seen().iter().enumerate() {
        for name in ["if-match", "if-none-match", "content-type"] {
            assert_eq!(seen.header(name).is_some(), index == 0, "{name} of {}", seen.line);
        }
        assert_eq!(seen.header("x-own"), Some("1"));
    }
}

fn accepted(place: &str) -> Answer {
    answer(&format!("202 Accepted\nRetry-After: 0\nLocation: {place}"), "")
}

#[tokio::test]
async fn headers_and_limits_of_work_are_those_of_its_questions() {
    let done = r#"{"status": "succeeded", "resourceLocation": "/v1/orders/7"}"#;
    let server = Server::of([
        accepted("/v1/jobs/1"),
        ok(r#"{"status": "running"}"#),
        ok(done),
        ok(r#"{"id": "7"}"#),
    ])
    .await;
    let client = server.client();
    let request = client.orders().id("1").update(Default::default()).media("a/b", "x");
    let request = request.header("X-Own", "1").header("Authorization", "Basic YTpi");
    let request = request.if_match("\"1\"").header("Prefer", "respond-async");
    let done = request.poll_as::<Order>().await.expect("done");
    assert_eq!(done.into_value().and_then(|it| it.id).as_deref(), Some("7"));
    let seen = server.seen();
    assert_eq!(seen.len(), 4);
    for (index, seen) in seen.iter().enumerate() {
        assert_eq!(seen.header("x-own"), Some("1"));
        assert_eq!(seen.header("authorization"), Some("Basic YTpi"));
        for name in ["if-match", "prefer", "content-type"] {
            assert_eq!(seen.header(name).is_some(), index == 0, "{name} of {}", seen.line);
        }
    }
    for stuck_at in 1..4 {
        let server = Server::start(move |seen| match (seen.index == stuck_at, seen.index) {
            (true, _) => stuck(),
            (_, 0) => accepted("/v1/jobs/1"),
            (_, 1) => ok(r#"{"status": "running"}"#),
            _ => ok(r#"{"status": "succeeded", "resourceLocation": "/v1/orders/7"}"#),
        })
        .await;
        let client = server.real().timeout(None).max_retries(0).build().expect("a client");
        let error =
            failed(client.orders().id("1").confirm().timeout(LIMIT).poll_as::<Order>().await);
        assert_eq!((error.kind(), server.seen().len()), (ErrorKind::Timeout, stuck_at + 1));
    }
}

#[tokio::test]
async fn a_monitor_elsewhere_learns_nothing_of_the_request() {
    let other = Server::start(|_| ok(r#"{"status": "succeeded"}"#)).await;
    let place = format!("{}/jobs/1", other.origin);
    let server = Server::start(move |_| accepted(&place)).await;
    let request = server.client().orders().id("1").confirm();
    let request = request.header("X-Own", "1").header("Authorization", "Basic YTpi");
    request.poll().await.expect("done");
    let seen = other.seen();
    assert_eq!((seen[0].header("x-own"), seen[0].header("authorization")), (None, None));
}

#[tokio::test]
async fn what_is_set_while_a_step_is_on_its_way_counts_from_the_next_on() {
    const UNIT: usize = 320 << 10;
    let server = Server::start(|seen: &Seen| {
        let range = seen.header("content-range").expect("a range").replace("bytes ", "");
        let last = range.split(['-', '/']).nth(1).expect("a last byte");
        let end = last.parse::<usize>().expect("a number") + 1;
        let said = format!(r#"{{"nextExpectedRanges": ["{end}-"]}}"#);
        let said = match end == 6 * UNIT {
            true => ok(r#"{"id": "7"}"#),
            false => answer("202 Accepted", said),
        };
        Answer::raw("").pause(Duration::from_millis(60)).then(said)
    })
    .await;
    let session: Value = json!({"uploadUrl": format!("{}/up", server.origin)});
    let mut upload = server.client().upload::<Order>(&session, vec![0; 6 * UNIT]);
    upload = upload.chunk_size(UNIT as u64);
    assert!(tokio::time::timeout(Duration::from_millis(20), upload.try_next()).await.is_err());
    let told = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let count = told.clone();
    let upload = upload.chunk_size(3 * UNIT as u64).on_progress(move |_| {
        count.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
    });
    upload.await.expect("an order");
    let seen = server.seen();
    let sizes: Vec<u64> = seen.iter().map(|it| it.n_body / UNIT as u64).collect();
    assert_eq!(sizes, [1, 2, 3]);
    assert_eq!(told.load(std::sync::atomic::Ordering::SeqCst), 2);
    // A limit of a monitor, too.
    let server = Server::start(|seen| match seen.index {
        0 => accepted("/v1/jobs/1"),
        _ => Answer::raw("").pause(Duration::from_millis(60)).then(ok(r#"{"status": "running"}"#)),
    })
    .await;
    let mut work = server.client().orders().id("1").confirm().watch();
    work.try_next().await.expect("accepted");
    assert!(tokio::time::timeout(Duration::from_millis(20), work.try_next()).await.is_err());
    let error = failed(work.limit(Duration::ZERO).await);
    assert_eq!((error.kind(), server.seen().len()), (ErrorKind::Timeout, 2), "{error}");
}
