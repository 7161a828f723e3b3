//! Uploads in sessions, to a server on loopback that keeps what it gets.

use crate::shop::Customer;
use crate::upload_server::{Chance, Reaction, Server, UNIT, client_of, content, patient_client};
use docwright_client::{Payload, Upload, UploadProgress, Value, json::json};
use std::future::IntoFuture;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

fn file(name: &str, bytes: &[u8]) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, bytes).expect("the target folder can be written to");
    path
}

#[tokio::test]
#[expect(clippy::print_stdout, reason = "the figures are asked for")]
async fn fifty_megabytes_cut_at_twenty_points_arrive_whole() {
    const TOTAL: u64 = 50_000_000;
    let bytes = content(TOTAL);
    let path = file("fifty_megabytes", &bytes);
    for keeps_parts in [false, true] {
        let mut chance = Chance(if keeps_parts { 7 } else { 4711 });
        let mut cuts: Vec<u64> = (0..20).map(|_| chance.next() % TOTAL).collect();
        cuts.sort_unstable();
        let server = Server::start(TOTAL).await;
        {
            let mut state = server.state();
            (state.cuts, state.keeps_parts) = (cuts, keeps_parts);
        }
        // By default three in a row without progress would be the end.
        let (client, _) = patient_client("http://127.0.0.1:9/v1");
        let upload = client.upload(&server.session(), Payload::file(&path).expect("it is there"));
        let customer: Customer = upload.await.expect("what is cut is sent again");
        assert_eq!(customer.age, Some(7));
        let state = server.state();
        assert!(state.cuts.is_empty(), "all cuts were made");
        assert!(state.bytes.as_deref() == Some(&bytes[..]), "the same bytes are at the server");
        let twice = state.n_received - TOTAL;
        println!(
            "kept parts: {keeps_parts}; bytes sent twice: {twice}, in {} chunks, asked {} times",
            state.n_seen("PUT"),
            state.n_seen("GET")
        );
        assert_eq!(state.n_seen("GET"), 20, "the state is asked for after each cut, and only then");
        assert!(twice <= 20 * 12 * UNIT, "no more than a chunk is sent twice: {twice}");
        assert!(!keeps_parts || twice == 0, "what the server has kept is not sent again: {twice}");
    }
    std::fs::remove_file(path).expect("it is there");
}

#[tokio::test]
async fn chunks_go_as_documented() {
    let bytes = content(5 * UNIT / 2);
    let server = Server::start(bytes.len() as u64).await;
    let told = Arc::new(Mutex::new(Vec::new()));
    let listener = told.clone();
    let (client, clock) = server.client();
    let upload = client.upload(&server.session(), bytes.clone()).chunk_size(UNIT + 5);
    let customer: Customer = upload
        .on_progress(move |it: UploadProgress| {
            listener.lock().expect("one thread").push((it.sent, it.total))
        })
        .await
        .expect("an item");
    assert_eq!(customer.name.as_deref(), Some("Ann"));
    let total = bytes.len() as u64;
    assert_eq!(
        *told.lock().expect("one thread"),
        [(UNIT, total), (2 * UNIT, total), (total, total)]
    );
    let state = server.state();
    assert_eq!(state.bytes, Some(bytes));
    let ranges: Vec<_> = state.seen("PUT").filter_map(|it| it.header("content-range")).collect();
    assert_eq!(
        ranges,
        ["bytes 0-327679/819200", "bytes 327680-655359/819200", "bytes 655360-819199/819200"]
    );
    for request in &state.requests {
        assert!(request.header("authorization").is_none(), "no token goes to another host");
        assert_eq!(request.header("content-type"), Some("application/octet-stream"));
    }
    let lengths: Vec<_> = state.seen("PUT").map(|it| it.n_body).collect();
    assert_eq!(lengths, [UNIT, UNIT, UNIT / 2]);
    assert_eq!((state.n_seen("GET"), clock.waits().len()), (0, 0));
}

#[tokio::test]
async fn no_token_goes_to_a_session_on_the_services_own_host() {
    let server = Server::start(9).await;
    let (client, _) = client_of(&format!("{}/v1", server.origin));
    let done: Option<Customer> = client.upload(&server.session(), "nine byte").await.expect("done");
    assert_eq!(done.and_then(|it| it.age), Some(7));
    client.resume_upload::<()>(server.url(), "nine byte").cancel().await.expect("cancelled");
    let state = server.state();
    assert_eq!((state.n_seen("PUT"), state.n_seen("DELETE")), (1, 1));
    assert!(state.requests.iter().all(|it| it.header("authorization").is_none()));
}

#[tokio::test]
async fn gaps_are_filled_and_nothing_else() {
    let bytes = content(100_000);
    let server = Server::start(100_000).await;
    {
        let mut state = server.state();
        state.bytes = Some(bytes.clone());
        state.missing = vec![12_345..55_233, 77_829..99_376];
    }
    let mut session = server.session();
    session["nextExpectedRanges"] = json!(["12345-55232", "77829-99375"]);
    let (client, _) = server.client();
    let done: Upload<Value> = client.upload(&session, bytes.clone());
    done.await.expect("done");
    let state = server.state();
    let ranges: Vec<_> = state.seen("PUT").filter_map(|it| it.header("content-range")).collect();
    assert_eq!(ranges, ["bytes 12345-55232/100000", "bytes 77829-99375/100000"]);
    assert_eq!(state.bytes, Some(bytes));
}

#[tokio::test]
async fn another_run_goes_on() {
    let bytes = content(3 * UNIT);
    let server = Server::start(3 * UNIT).await;
    let url = {
        let (client, _) = server.client();
        let mut upload: Upload<Customer> =
            client.upload(&server.session(), bytes.clone()).chunk_size(UNIT);
        let progress = upload.try_next().await.expect("a chunk").expect("there is more");
        assert_eq!((progress.sent, progress.total), (UNIT, 3 * UNIT));
        upload.session_url().expect("there is a session").to_owned()
    };
    let (client, _) = server.client();
    let mut upload: Upload<Customer> =
        client.resume_upload(url, bytes.clone()).chunk_size(2 * UNIT);
    let progress = upload.try_next().await.expect("the rest").expect("it is told");
    assert_eq!(progress.sent, progress.total);
    assert_eq!(upload.try_next().await.expect("no error"), None);
    assert_eq!(upload.await.expect("an item").age, Some(7));
    let state = server.state();
    assert_eq!((state.n_seen("GET"), state.n_seen("PUT")), (1, 2));
    assert_eq!(state.bytes, Some(bytes));
}

#[tokio::test]
async fn a_session_of_another_spelling_ends_with_a_location_alone() {
    let server = Server::with_script(2 * UNIT, |request| match request.n {
        0 => Reaction::KeepAndSay("200 OK\n\n{\"ExpirationDateTime\": \"2031-01-01T00:00:00Z\", \"NextExpectedRanges\": [\"327680\"]}".to_owned()),
        _ => Reaction::Normal,
    })
    .await;
    server.state().finished =
        "201 Created\nLocation: https://shop.example/v1/papers('7')".to_owned();
    let session = json!({"UploadUrl": server.url(), "NextExpectedRanges": ["0"]});
    let (client, _) = server.client();
    let upload: Upload<Option<Customer>> =
        client.upload(&session, content(2 * UNIT)).chunk_size(UNIT);
    let reply = upload.send().await.expect("done");
    assert_eq!(reply.location(), Some("https://shop.example/v1/papers('7')"));
    assert!(reply.is_empty());
    assert_eq!(reply.into_value(), None);
    // Any other type is an empty value then: what took effect is no failure.
    server.state().missing = std::iter::once(UNIT..2 * UNIT).collect();
    let customer: Customer =
        client.resume_upload(server.url(), content(2 * UNIT)).await.expect("done");
    assert_eq!(customer, Customer::default());
}

#[tokio::test]
async fn what_is_busy_or_breaks_is_asked_and_sent_again() {
    let say = |text: &str| Reaction::Say(text.to_owned());
    let server =
        Server::with_script(4 * UNIT, move |request| match (request.method.as_str(), request.n) {
            ("PUT", 1) => say("429 Too Many Requests\nRetry-After: 7"),
            ("PUT", 2) => {
                say("503 Service Unavailable\nRetry-After: Thu, 01 Jan 1970 00:00:09 GMT")
            }
            ("PUT", 4) => say("500 Internal Server Error"),
            ("PUT", 5) => Reaction::KeepAndCut,
            // The state's own question is one like any other.
            ("GET", 1) => say("504 Gateway Timeout\nRetry-After: 3"),
            _ => Reaction::Normal,
        })
        .await;
    let bytes = content(4 * UNIT);
    let (client, clock) = server.client();
    let upload: Upload<Customer> = client.upload(&server.session(), bytes.clone()).chunk_size(UNIT);
    upload.await.expect("done in the end");
    let seconds: Vec<_> = clock.waits().iter().map(Duration::as_secs).collect();
    assert_eq!(seconds, [7, 9, 3, 0, 0], "{:?}", clock.waits());
    let state = server.state();
    assert_eq!(state.bytes, Some(bytes));
    assert_eq!((state.n_seen("PUT"), state.n_seen("GET")), (7, 5));
    let fourth = state.seen("PUT").last().and_then(|it| it.header("content-range"));
    assert_eq!(fourth, Some("bytes 983040-1310719/1310720"), "what was kept is not sent again");
}

#[tokio::test]
async fn what_the_server_has_already_is_not_sent_again() {
    let server =
        Server::with_script(3 * UNIT, |request| match (request.method.as_str(), request.n) {
            ("PUT", 0) => Reaction::Say("416 Requested Range Not Satisfiable".to_owned()),
            _ => Reaction::Normal,
        })
        .await;
    let bytes = content(3 * UNIT);
    {
        let mut state = server.state();
        state.bytes = Some(bytes.clone());
        state.missing = std::iter::once(2 * UNIT..3 * UNIT).collect();
    }
    let (client, clock) = server.client();
    let upload: Upload<Customer> = client.upload(&server.session(), bytes.clone()).chunk_size(UNIT);
    upload.await.expect("done");
    let state = server.state();
    assert_eq!((state.n_seen("PUT"), state.n_seen("GET"), clock.waits().len()), (2, 1, 0));
    assert_eq!(state.bytes, Some(bytes));
}

#[tokio::test]
async fn a_session_whose_commit_is_left_to_the_caller_is_committed() {
    let deferred = |request: &crate::upload_server::Request| match request.method.as_str() {
        "PUT" => Reaction::KeepAndSay("202 Accepted\n\n{\"nextExpectedRanges\": []}".to_owned()),
        _ => Reaction::Normal,
    };
    let server = Server::with_script(9, deferred).await;
    let (client, _) = server.client();
    let upload: Upload<Option<Customer>> = client.upload(&server.session(), "nine byte");
    assert_eq!(upload.await.expect("sent"), None, "nothing was made of it yet");
    assert_eq!(server.n_seen("POST"), 0);
    let upload: Upload<Customer> = client.upload(&server.session(), "nine byte").commit();
    assert_eq!(upload.await.expect("committed").age, Some(7));
    // All is there already.
    let upload: Upload<Customer> = client.resume_upload(server.url(), "nine byte").commit();
    assert_eq!(upload.await.expect("committed").age, Some(7));
    let state = server.state();
    let lengths: Vec<_> = state.seen("POST").map(|it| it.header("content-length")).collect();
    assert_eq!((lengths, state.n_seen("PUT")), (vec![Some("0"), Some("0")], 2));
}

#[tokio::test]
async fn files_are_read_as_they_are_sent() {
    let bytes = content(2 * UNIT + 5);
    let path = file("some_units", &bytes);
    let std_file = std::fs::File::open(&path).expect("it is there");
    let tokio_file = tokio::fs::File::open(&path).await.expect("it is there");
    for payload in [Payload::from(std_file), Payload::from(tokio_file)] {
        let server = Server::start(2 * UNIT + 5).await;
        let (client, _) = server.client();
        let _: Customer =
            client.upload(&server.session(), payload).chunk_size(UNIT).await.expect("done");
        assert!(server.state().bytes.as_deref() == Some(&bytes[..]));
        assert_eq!(server.n_seen("PUT"), 3);
    }
    std::fs::remove_file(path).expect("it is there");
}

#[tokio::test]
async fn a_future_that_is_dropped_stops_and_another_one_goes_on() {
    let bytes = content(4 * UNIT);
    let server = Server::start(4 * UNIT).await;
    let (client, _) = server.client();
    let upload: Upload<Customer> = client.upload(&server.session(), bytes.clone()).chunk_size(UNIT);
    let running = tokio::spawn(upload.into_future());
    while server.n_seen("PUT") < 2 {
        tokio::task::yield_now().await;
    }
    running.abort();
    assert!(running.await.expect_err("it was dropped").is_cancelled());
    let n_before = server.n_seen("PUT");
    let upload: Upload<Customer> = client.resume_upload(server.url(), bytes.clone());
    assert_eq!(
        tokio::spawn(upload.into_future()).await.expect("it ends").expect("done").age,
        Some(7)
    );
    assert_eq!(server.n_seen("PUT"), n_before + 1, "the rest is one chunk");
    assert!(server.state().bytes.as_deref() == Some(&bytes[..]));
}
