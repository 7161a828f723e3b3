//! No token is in anything that is printed: a `Debug`, a panic, a log, or whatever else the suites of this crate print.

#[allow(dead_code, unreachable_pub, reason = "each test uses a part of the server")]
mod server;
#[allow(dead_code, unreachable_pub, missing_docs, reason = "each test uses a part of the shop")]
mod shop;

use docwright_client::testing::{Recorder, Replay};
use docwright_client::{
    Body, BoxError, BoxFuture, Client, Method, RawRequest, Rejected, ReqwestTransport, Response,
    Token, TokenProvider, Transport, Upload, Value, http, json::json,
};
use server::Server;
use std::fmt::Debug;
use std::path::Path;
use std::sync::{Arc, Mutex};

/// In every token of these suites, and nowhere else.
const TOKEN: &str = "t0k3n";

/// What URLs hold that only whom they are for may know, and a password of a base URL.
const KEYS: [&str; 2] = ["k3y", "p4ssw0rd"];

#[track_caller]
fn hides(shown: &str) {
    for secret in KEYS.into_iter().chain([TOKEN]) {
        assert!(!shown.contains(secret), "`{secret}` is in {shown}");
    }
}

#[track_caller]
fn hides_in(values: &[&dyn Debug]) {
    for value in values {
        hides(&format!("{value:?}\n{value:#?}"));
    }
}

/// A provider and a transport which show all that they are given.
#[derive(Clone, Default)]
struct Curious(Arc<Mutex<String>>);

impl Curious {
    fn look(&self, it: &dyn Debug) {
        self.0.lock().expect("no panic").push_str(&format!("{it:?}\n"));
    }
}

impl TokenProvider for Curious {
    fn token(&self) -> BoxFuture<'_, Result<Token, BoxError>> {
        Box::pin(async { Ok("t0k3n-1".into()) })
    }

    fn renew<'a>(&'a self, rejected: &'a Rejected) -> BoxFuture<'a, Result<Token, BoxError>> {
        assert_eq!(rejected.token.secret(), "t0k3n-1");
        self.look(rejected);
        Box::pin(async { Ok("t0k3n-2".into()) })
    }
}

impl Transport for Curious {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, BoxError>> {
        self.look(&request.headers());
        let answer = http::Response::builder().status(401);
        let answer = answer.header("WWW-Authenticate", "Bearer not=\"t0k3n-1\"");
        Box::pin(async move { Ok(answer.body(Body::empty())?) })
    }
}

#[tokio::test]
async fn no_debug_tells_a_token_or_a_key() {
    let monitor = r#"{"status": "succeeded", "resourceLocation": "http://127.0.0.2:9/a?k=k3y"}"#;
    let server = Server::start(&[
        "200 OK\nLocation: ORIGIN/a?k=k3y\nX-Auth-Token: t0k3n\n\n{\"id\": \"1\"}",
        "200 OK\nSet-Cookie: t0k3n\n\n{\"value\": [], \"@odata.nextLink\": \"ORIGIN/v1/orders?$skiptoken=k3y\"}",
        "200 OK\nSet-Cookie: t0k3n\n\n{\"value\": [], \"@odata.nextLink\": \"ORIGIN/v1/orders?$skiptoken=k3y\"}",
        "200 OK\n\n{\"value\": [{\"id\": \"1\"}], \"@odata.deltaLink\": \"ORIGIN/v1/orders/delta?$deltatoken=k3y\"}",
        "202 Accepted\nLocation: ORIGIN/v1/jobs/7?k=k3y\nRetry-After: 0",
        &format!("200 OK\n\n{monitor}"),
        "200 OK\nETag: \"t0k3n\"\n\nbytes",
        "200 OK\nX-Auth-Token: t0k3n\n\nt0k3n",
        "403 No\nX-Auth-Token: t0k3n\n\n{\"error\": {\"code\": \"t0k3n\", \"message\": \"Not t0k3n.\"}}",
    ])
    .await;
    let base = server.origin.replace("http://", "http://ann:p4ssw0rd@");
    let recorder = Recorder::new(ReqwestTransport::new().expect("a transport"));
    let builder = shop::Client::builder().base_url(format!("{base}/v1")).token(TOKEN);
    let builder = builder.transport(recorder.clone());
    hides_in(&[&builder, &Token::new(TOKEN)]);
    let client = builder.build().expect("a client");
    let orders = client.orders();

    let get = orders.id("1").get().header("X-Own", "k3y").query("k", "k3y");
    hides_in(&[&client, &client.at(), &get, &get.raw(), &get.clone().into_raw()]);
    hides_in(&[&get.send().await.expect("an order")]);
    let page = orders.list().await.expect("a page");
    let mut items = orders.list().stream();
    // The next link leads to what the server says then: the end.
    assert!(items.try_next().await.expect("items").is_some() && page.next_link().is_some());
    hides_in(&[&page, &items, &orders.list().pages(), &orders.list().resume("/v1/a?k=k3y")]);
    hides_in(&[&orders.delta().get().resume("/v1/a?k=k3y")]);
    let mut work = orders.id("1").confirm().watch();
    while let Some(status) = work.try_next().await.expect("it goes on") {
        hides_in(&[&status, &work]);
    }
    let done = work.await.expect("it is done");
    assert!(done.resource_location().is_some_and(|it| it.contains("k3y")));
    hides_in(&[&done, &client.monitor::<Value>(format!("{base}/v1/jobs/7?k=k3y"))]);
    hides_in(&[&orders.id("1").content().bytes().await.expect("bytes")]);
    let session = json!({"uploadUrl": format!("{}/up?k=k3y", server.origin)});
    let upload: Upload<Value> = client.upload(&session, TOKEN);
    hides_in(&[&upload, &client.resume_upload::<Value>(format!("{base}/up?k=k3y"), TOKEN)]);
    let mut batch = client.batch();
    let handle = batch.add(orders.id("1").get());
    hides_in(&[&batch, &handle]);
    let mut request = RawRequest::new(Method::Get, format!("{}/v1/a?k=k3y", server.origin));
    request.headers.insert("X-Own", TOKEN.parse().expect("a header"));
    hides_in(&[&request]);
    let response: Response = client.send(request).await.expect("an answer");
    hides_in(&[&response]);
    let error = orders.id("1").get().await.expect_err("403");
    hides(&format!("{error} {error:?} {error:#?}"));
    hides_in(&[&recorder, &Replay::new(&recorder.text()).expect("what was recorded")]);
    server.requests().await;
}

#[tokio::test]
async fn what_providers_and_transports_are_given_hides_the_token() {
    let curious = Curious::default();
    let builder = Client::builder("http://127.0.0.1:9/v1").token(curious.clone());
    let client: Client = builder.transport(curious.clone()).build().expect("a client");
    let error = client.send(RawRequest::new(Method::Get, "/a")).await.expect_err("401");
    let seen = curious.0.lock().expect("no panic").clone();
    assert_eq!(seen.lines().count(), 3, "a try, a new token, a try: {seen}");
    assert!(seen.matches("\"authorization\": Sensitive").count() == 2, "{seen}");
    hides(&format!("{seen}{error:?}"));
}

/// A program that does not want to go on says why, on standard error.
#[tokio::test]
async fn a_panic_tells_no_token() {
    let server = Server::start(&[
        "401 No\nWWW-Authenticate: Bearer not=\"t0k3n\"\n\n{\"error\": {\"code\": \"t0k3n\"}}",
        "500 Oh\n\n<html><title>What is t0k3n?</title>",
        "200 OK\n\n{\"id\": \"t0k3n",
        "200 OK\n\n\"t0k3n\"",
        "302 There\nLocation: ftp://ann:p4ssw0rd@127.0.0.2/t0k3n?k=k3y",
    ])
    .await;
    let client = server.client();
    for kind in ["Status", "Status", "Decode", "Decode", "Redirect"] {
        let call = client.orders().id("1").get().query("k", "k3y");
        let ended = tokio::spawn(async move { call.await.expect("an order") }).await;
        let panic = ended.expect_err("it panics").into_panic();
        let message = panic.downcast_ref::<String>().expect("a message");
        assert!(message.starts_with(&format!("an order: Error {{ kind: {kind}")), "{message}");
        hides(message);
    }
    server.requests().await;
}

/// Or the search for it would be none.
#[test]
fn every_token_of_the_suites_is_one_that_is_searched_for() {
    fn search(folder: &Path, n_found: &mut usize) {
        for entry in std::fs::read_dir(folder).expect("the tests are there").flatten() {
            let path = entry.path();
            if path.is_dir() {
                search(&path, n_found);
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("a text");
            for start in [".token(\"", "Token::new(\"", "Token::new(format!(\""] {
                for rest in text.split(start).skip(1) {
                    let token = rest.split('"').next().unwrap_or_default();
                    let is_searched = token.contains(TOKEN) || token.is_empty() || token == ", ";
                    assert!(is_searched, "`{token}` in {}", path.display());
                    *n_found += 1;
                }
            }
        }
    }
    let mut n_found = 0;
    search(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests"), &mut n_found);
    assert!(n_found > 8, "{n_found}");
}

/// All that the other suites print, with every feature.
#[cfg(feature = "tracing")]
mod printed {
    use super::{Path, TOKEN};
    use std::process::{Command, Output};

    /// Runs suites of this crate. What they print is not captured.
    fn run(suites: &[String], options: &[&str]) -> (Output, String) {
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("a target folder");
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["test", "--offline", "--all-features", "--no-fail-fast"]);
        cargo.args(suites.iter().flat_map(|it| ["--test", it]));
        cargo.args(["--", "--nocapture"]).args(options);
        cargo.env("CARGO_TARGET_DIR", target).current_dir(env!("CARGO_MANIFEST_DIR"));
        let output = cargo.output().expect("cargo runs");
        let text = format!(
            "{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        (output, text)
    }

    #[test]
    #[ignore = "it tells a token, so that the search for one is seen to find it"]
    #[allow(clippy::print_stdout, reason = "that is what it is for")]
    fn planted() {
        println!("planted: {TOKEN}");
        panic!("planted in a panic: {TOKEN}");
    }

    #[test]
    fn no_token_is_in_anything_that_the_suites_print() {
        let (output, text) = run(&["secrets".to_owned()], &["--ignored", "planted"]);
        assert!(!output.status.success(), "{text}");
        for planted in ["planted: t0k3n", "planted in a panic: t0k3n"] {
            assert!(text.contains(planted), "a token that is told is not found:\n{text}");
        }

        let mut suites = Vec::new();
        let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
        for entry in std::fs::read_dir(tests).expect("the tests are there").flatten() {
            let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
            let suite = name.trim_end_matches(".rs");
            // Itself, what must not compile, and what takes long and prints nothing.
            let is_left_out = ["secrets", "wrong_uses", "upload_memory"].contains(&suite);
            if !is_left_out && (name.ends_with(".rs") || path.join("main.rs").exists()) {
                suites.push(suite.to_owned());
            }
        }
        assert!(suites.len() > 15, "{suites:?}");
        let (output, text) = run(&suites, &["--skip", "memory::"]);
        assert!(output.status.success(), "{text}");
        assert_eq!(text.matches("test result: ok.").count(), suites.len(), "{text}");
        // Spans were told, and errors of every kind.
        assert!(text.matches("docwright.request").count() > 8, "{text}");
        assert!(text.matches("Error { kind: ").count() > 100, "{text}");
        for line in text.lines() {
            assert!(!line.contains(TOKEN), "a token is told: {line}");
        }
    }
}
