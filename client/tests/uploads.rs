//! Uploads in sessions, to a server on loopback that keeps what it gets.

#[allow(dead_code, unreachable_pub, reason = "each test uses a part of the clock")]
mod clock;
#[allow(dead_code, unreachable_pub, missing_docs, reason = "each test uses a part of the shop")]
mod shop;
#[allow(dead_code, unreachable_pub, reason = "each test uses a part of the server")]
mod upload_server;

use docwright_client::{
    Client, Error, ErrorKind, Payload, Retries, Token, Upload, UploadProgress, Value, json::json,
};
use shop::Customer;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use upload_server::{Reaction, Server, client_of, patient_client};

const UNIT: u64 = 320 << 10;

/// Numbers by chance, always the same ones.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
}

fn content(n: u64) -> Vec<u8> {
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    let mut bytes = Vec::with_capacity(n as usize + 8);
    while (bytes.len() as u64) < n {
        bytes.extend_from_slice(&chance.next().to_le_bytes());
    }
    bytes.truncate(n as usize);
    bytes
}

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

/// Uploads three units to a server of this script, and gives the error and the requests of each method.
async fn fails(
    script: impl FnMut(&upload_server::Request) -> Reaction + Send + 'static,
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
) -> impl FnMut(&upload_server::Request) -> Reaction + Send + 'static {
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
        move |_: &upload_server::Request| {
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
async fn a_session_whose_commit_is_left_to_the_caller_is_committed() {
    let deferred = |request: &upload_server::Request| match request.method.as_str() {
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
    let over_https = Client::builder("https://127.0.0.1:9/v1").token(Token::new("t")).build();
    let over_https: Client = over_https.expect("a client");
    let error = over_https.upload::<()>(&server.session(), "x").await.expect_err("not over https");
    assert_eq!(error.kind(), ErrorKind::Request);
    assert!(server.state().requests.is_empty());
    let shown = format!("{:?}", client.upload::<()>(&server.session(), "x"));
    assert_eq!(shown, "Upload { .. }");
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
async fn a_client_that_never_repeats_does_not() {
    let server = Server::with_script(9, always("503 Service Unavailable")).await;
    let client: Client =
        Client::builder("http://127.0.0.1:9").retries(Retries::none()).build().expect("a client");
    let error = client.upload::<()>(&server.session(), "nine byte").await.expect_err("it is busy");
    assert_eq!(error.status().map(|it| it.as_u16()), Some(503));
    assert_eq!((server.n_seen("PUT"), server.n_seen("GET")), (1, 0));
}
