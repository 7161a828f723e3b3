//! Redirects: where they may lead, and with what.

use crate::server::{Answer, Server, TOKEN, answer, ok};
use crate::shop::Order;
use crate::texts::failed;
use docwright_client::{ErrorKind, Method, RawRequest};

fn to(status: &str, location: &str) -> Answer {
    answer(&format!("{status}\nLocation: {location}"), "")
}

#[tokio::test]
async fn fault_12_a_location_in_raw_utf8_is_followed() {
    let server = Server::of([to("302 Found", "/v1/caf\u{e9} au lait?q=\u{e9}%20"), ok("{}")]).await;
    server.client().orders().id("1").get().await.expect("an order");
    assert_eq!(server.lines()[1], "GET /v1/caf%C3%A9%20au%20lait?q=%C3%A9%20");
}

#[tokio::test]
async fn redirect_to_another_host_has_no_token() {
    let other = Server::start(|_| ok("bytes")).await;
    let location = format!("{}/blob?sig=1", other.origin);
    for status in ["301 Moved", "302 Found", "303 See", "307 Temporary", "308 Permanent"] {
        let server = Server::of([to(status, &location)]).await;
        let request = server.client().orders().id("1").content().header("X-Own", "1");
        let request = request.header("Cookie", "a=1").header("Range", "bytes=0-");
        assert_eq!(request.await.expect("bytes"), "bytes");
    }
    for seen in other.seen() {
        assert_eq!(
            (seen.line.as_str(), seen.header("range")),
            ("GET /blob?sig=1", Some("bytes=0-"))
        );
        for name in ["authorization", "x-own", "cookie", "referer"] {
            assert_eq!(seen.header(name), None);
        }
    }
}

#[tokio::test]
async fn redirect_to_another_host_and_back_has_no_token() {
    let server = Server::start(|seen| match seen.line.as_str() {
        "GET /v1/back" => ok("{}"),
        line => {
            let (_, other) = line.split_once("=").expect("where to");
            to("302 Found", other)
        }
    })
    .await;
    let back = format!("{}/v1/back", server.origin);
    let other = Server::start(move |_| to("302 Found", &back)).await;
    let mut request =
        RawRequest::new(Method::Get, format!("{}/v1/a?to={}", server.origin, other.origin));
    request.headers.insert("x-own", "1".parse().expect("a value"));
    server.client().send(request).await.expect("an answer");
    let last = server.seen().pop().expect("it came back");
    assert_eq!(
        (last.line.as_str(), last.header("authorization"), last.header("x-own")),
        ("GET /v1/back", None, None)
    );
    assert_eq!(other.seen()[0].header("authorization"), None);
}

#[tokio::test]
async fn what_is_written_stays_with_the_service() {
    let other = Server::start(|_| ok("{}")).await;
    for status in ["307 Temporary", "308 Permanent"] {
        let server = Server::of([to(status, &other.origin)]).await;
        let error = failed(server.client().orders().create(&Order::default()).await);
        assert_eq!(error.kind(), ErrorKind::Redirect);
    }
    // These would make a GET of it, and call it a success.
    for status in ["301 Moved", "302 Found"] {
        let server = Server::of([to(status, "/v1/elsewhere")]).await;
        let error = failed(server.client().orders().create(&Order::default()).await);
        assert_eq!((error.kind(), error.tries()), (ErrorKind::Redirect, 1));
        assert_eq!(server.seen().len(), 1);
    }
    assert!(other.seen().is_empty());
}

#[tokio::test]
async fn see_other_after_a_post_is_read_without_its_body() {
    let server = Server::of([to("303 See Other", "/v1/orders/7"), ok(r#"{"id": "7"}"#)]).await;
    let order = server.client().orders().create(&Order::default()).await.expect("an order");
    let second = server.seen().pop().expect("two requests");
    assert_eq!((second.line.as_str(), second.n_body), ("GET /v1/orders/7", 0));
    assert_eq!((second.header("content-type"), second.header("content-length")), (None, None));
    assert_eq!(order.id.as_deref(), Some("7"));
}

#[tokio::test]
async fn a_308_of_a_stream_sends_it_again_from_its_start() {
    let server = Server::of([to("308 Permanent Redirect", "/v2/content"), ok("{}")]).await;
    let body = docwright_client::Payload::new(crate::uploads::Pattern(300_000));
    server.client().orders().id("1").update_content(body).await.expect("an order");
    let seen = server.seen();
    assert_eq!(seen[1].line, "PUT /v2/content");
    assert_eq!(seen[1].header("authorization"), Some(&*format!("Bearer {TOKEN}")));
    assert!(seen[0].n_body == 300_000 && seen[0].body == seen[1].body);
}

#[tokio::test]
async fn redirects_that_end_nowhere() {
    for location in [
        "",
        "/v1/orders/1",
        "#x",
        "?",
        "http://",
        "http:///",
        "http://[::1",
        "http://127.0.0.1:99999/",
        "\u{0}",
    ] {
        let location = location.to_owned();
        let server = Server::start(move |_| to("302 Found", &location)).await;
        let error = failed(server.client().orders().id("1").get().await);
        assert!(matches!(error.kind(), ErrorKind::Redirect | ErrorKind::Transport), "{error:?}");
        assert!(server.seen().len() <= 6);
    }
    let server = Server::of([answer("302 Found", "")]).await;
    let error = failed(server.client().orders().id("1").get().await);
    assert_eq!(
        (error.kind(), error.status().map(|it| it.as_u16())),
        (ErrorKind::Status, Some(302))
    );
}

#[tokio::test]
async fn redirects_to_what_is_no_http_are_refused() {
    for location in
        ["file:///etc/passwd", "ftp://127.0.0.2/", "javascript:1", "data:,x", "mailto:ann"]
    {
        let server = Server::start(move |_| to("302 Found", location)).await;
        let error = failed(server.client().orders().id("1").content().await);
        assert_eq!(error.kind(), ErrorKind::Redirect);
    }
}

/// No certificate is needed to see where a client would go: its transport says that it was answered over https.
mod https {
    use super::{ErrorKind, failed};
    use crate::shop::Client;
    use docwright_client::{Body, BoxError, BoxFuture, Transport, http};
    use std::sync::{Arc, Mutex};

    #[derive(Clone, Default)]
    struct Redirecting(Arc<Mutex<Vec<String>>>);

    impl Transport for Redirecting {
        fn send(
            &self,
            request: http::Request<Body>,
        ) -> BoxFuture<'_, Result<http::Response<Body>, BoxError>> {
            self.0.lock().expect("no panic").push(request.uri().to_string());
            let response = http::Response::builder().status(302);
            let response =
                response.header("Location", "http://127.0.0.2:9/x?qu3ry").body(Body::empty());
            Box::pin(std::future::ready(response.map_err(Into::into)))
        }
    }

    #[tokio::test]
    async fn https_to_http_is_refused() {
        let transport = Redirecting::default();
        let builder =
            Client::builder().base_url("https://127.0.0.2/v1").transport(transport.clone());
        let client = builder.build().expect("a client");
        let error = failed(client.orders().id("1").content().await);
        assert_eq!(
            (error.kind(), transport.0.lock().expect("no panic").len()),
            (ErrorKind::Redirect, 1)
        );
    }
}
