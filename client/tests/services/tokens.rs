//! Tokens: in their place, at their service, and in nothing that is shown.

use crate::store::{Store, ids, protocol};
use docwright_client::testing::{Recorder, Replay};
use docwright_client::{
    Body, BoxError, BoxFuture, ErrorKind, Paging, Protocol, ReqwestTransport, TokenPlace,
    Transport, http,
};

const KEY: TokenPlace = TokenPlace::Query("key");

fn by_key(paging: Paging) -> Protocol {
    Protocol { token: KEY, ..protocol(&["."], paging) }
}

#[tokio::test]
async fn a_password_may_stand_behind_the_name() {
    let store = Store::open(|_| "200 OK\n\n[]".to_owned()).await;
    let protocol = Protocol { token: TokenPlace::Basic, ..protocol(&["."], Paging::Whole) };
    let client = store.builder(protocol).token("ann:t0k3n").build().expect("a client");
    client.orders().list().await.expect("a page");
    assert!(store.asked()[0].head.contains("authorization: Basic YW5uOnQwazNu\r\n"));
}

#[tokio::test]
async fn a_token_of_the_request_goes_before() {
    let store = Store::open(|_| "200 OK\n\n[]".to_owned()).await;
    let own = TokenPlace::Header { name: "private-token", before: "" };
    for (token, name) in [(own, "private-token"), (own, "authorization"), (KEY, "authorization")] {
        let protocol = Protocol { token, ..protocol(&["."], Paging::Whole) };
        let list = store.client(protocol).orders().list().header(name, "mine");
        list.await.expect("a page");
    }
    let client = store.client(by_key(Paging::Whole));
    client.orders().list().query("key", "mine").await.expect("a page");
    assert!(store.asked().iter().all(|it| !it.head.contains("t0k3n")), "{:?}", store.asked());
}

#[tokio::test]
async fn links_that_say_the_token_again_lose_it() {
    let store = Store::open(|asked| {
        assert_eq!(asked.head.matches("t0k3n").count(), 1, "{}", asked.head);
        let more = match asked.option("after") {
            None => "\nLink: <ORIGIN/v1/orders?key=t0k3n&after=1>; rel=next",
            Some("1") => "\nLink: <?after=2&key=t0k3n>; rel=next",
            _ => "",
        };
        format!("200 OK{more}\n\n[{{\"id\": \"1\"}}]")
    })
    .await;
    let mut pages = store.client(by_key(Paging::Header)).orders().list().pages();
    let mut n_pages = 0;
    while let Some(page) = pages.try_next().await.expect("pages") {
        n_pages += 1;
        for shown in [format!("{page:?}"), format!("{pages:?}"), format!("{:?}", pages.next_link())]
        {
            assert!(!shown.contains("t0k3n"), "{shown}");
        }
        assert!(page.next_link().is_none_or(|it| !it.contains("t0k3n")));
    }
    assert_eq!(n_pages, 3);
}

#[tokio::test]
async fn another_host_gets_no_token() {
    for token in [KEY, TokenPlace::Basic, TokenPlace::Header { name: "x-key", before: "" }] {
        let other = Store::open(|_| "200 OK\n\n[]".to_owned()).await;
        // The service says the token in the address, too.
        let there = format!("{}/files?key=t0k3n&a=b", other.origin);
        let store = Store::open(move |_| format!("302 There\nLocation: {there}\n\n")).await;
        let protocol = Protocol { token, ..protocol(&["."], Paging::Whole) };
        let bytes = store.client(protocol).orders().id("1").content().await;
        assert_eq!(&bytes.expect("bytes")[..], b"[]");
        let asked = other.asked();
        assert_eq!(asked.len(), 1);
        if token == KEY {
            assert!(asked[0].target.ends_with("/files?a=b"), "{}", asked[0].target);
        }
        let n = usize::from(token != KEY);
        assert_eq!(asked[0].head.matches("t0k3n").count(), n, "{}", asked[0].head);
    }
}

#[tokio::test]
async fn a_redirect_on_the_service_keeps_the_key() {
    let store = Store::open(|asked| match asked.target.contains("moved") {
        true => "200 OK\n\n[]".to_owned(),
        false => "307 There\nLocation: /v1/moved?key=t0k3n\n\n".to_owned(),
    })
    .await;
    store.client(by_key(Paging::Whole)).orders().list().await.expect("a page");
    assert_eq!(store.asked()[1].target, "/v1/moved?key=t0k3n");
}

/// Tells in its error what it was to send.
struct Talks;

impl Transport for Talks {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, BoxError>> {
        let told = format!("can't send {} {:?}", request.uri(), request.headers());
        Box::pin(async move { Err(told.into()) })
    }
}

#[tokio::test]
async fn a_key_is_in_nothing_that_is_shown() {
    let key = "a+t0k3n/=&b";
    let store = Store::open(|asked| match asked.target.contains("/orders/1") {
        // A service that says what it was asked.
        true => format!("400 No\n\n{{\"message\": \"{}\"}}", asked.target),
        false => format!("200 OK\n\n{{\"value\": \"{}\"}}", asked.target),
    })
    .await;
    let client = store.builder(by_key(Paging::Whole)).token(key).build().expect("a client");
    let request = client.orders().id("1").get();
    let mut shown = format!(
        "{client:?} {request:?} {:?} {:?}",
        request.raw(),
        store.builder(by_key(Paging::Whole))
    );
    for error in [
        request.clone().await.expect_err("the service says no"),
        client.orders().list().await.expect_err("no list"),
    ] {
        shown.push_str(&format!("{error} {error:?} {:?} {:?}", error.message(), error.code()));
    }
    let silent = store.builder(by_key(Paging::Whole)).token(key).transport(Talks).build();
    let error = silent.expect("a client").orders().list().await.expect_err("it can't be sent");
    assert_eq!(error.kind(), ErrorKind::Transport);
    shown.push_str(&format!("{error} {error:?}"));
    let gone = store.builder(by_key(Paging::Whole)).token(key).base_url("http://127.0.0.1:1/v1");
    let error = gone.build().expect("a client").orders().list().await.expect_err("nobody is there");
    shown.push_str(&format!("{error} {error:?}"));
    assert!(!shown.contains("t0k3n"), "{shown}");
    assert!(store.asked().iter().all(|it| it.target.contains("key=a%2Bt0k3n/%3D%26b")));
}

#[tokio::test]
async fn a_recording_has_no_key() {
    let store = Store::open(|asked| {
        let next = if asked.target.contains("after") {
            ""
        } else {
            "\nLink: <?after=1&key=t0k3n>; rel=next"
        };
        format!("200 OK\nX-Seen: t0k3n{next}\n\n[{{\"id\": \"t0k3n\"}}]")
    })
    .await;
    for token in [KEY, TokenPlace::Header { name: "x-who", before: "" }] {
        let protocol = Protocol { token, ..protocol(&["."], Paging::Header) };
        let recorder = Recorder::new(ReqwestTransport::new().expect("a transport"));
        let client = store.builder(protocol).transport(recorder.clone()).build().expect("a client");
        let (found, error) = ids(&mut client.orders().list().stream()).await;
        assert_eq!((found.len(), error.is_none()), (2, true));
        let text = recorder.text();
        assert!(!text.contains("t0k3n") && text.contains("***1"), "{text}");
        let replay = Replay::new(&text).expect("it can be read");
        let client = store.builder(protocol).transport(replay).build().expect("a client");
        let (found, error) = ids(&mut client.orders().list().stream()).await;
        assert_eq!((found.len(), error.is_none()), (2, true), "{text}\n{error:?}");
    }
}
