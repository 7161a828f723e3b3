//! What calls take besides a body, over real HTTP on loopback: references, and options that no call goes without.

use crate::server::Server;
use docwright_client::{DateTimeOffset, ErrorKind};

#[tokio::test]
async fn a_reference_is_an_id_or_a_url() {
    let server = Server::start(&["204 No Content"; 5]).await;
    let origin = server.origin.clone();
    let order = server.client().orders().id("1");
    order.add_customer("7").await.expect("an id");
    order.add_customer("a/b ?é").await.expect("an id that needs care");
    order.add_customer("https://other.example/x y").await.expect("a URL");
    order.add_customer("urn:7").await.expect("an id with a colon");
    order.add_paper("HTTP://paper.example/1").await.expect("a URL");

    let requests = server.requests().await;
    assert!(requests[0].starts_with("POST /v1/orders/1/customers/$ref HTTP/1.1\n"));
    assert!(requests[0].contains("content-type: application/json"));
    let urls = [
        format!("{origin}/v1/customers/7"),
        format!("{origin}/v1/customers/a%2Fb%20%3F%C3%A9"),
        "https://other.example/x y".to_owned(),
        format!("{origin}/v1/customers/urn%3A7"),
        "HTTP://paper.example/1".to_owned(),
    ];
    for (request, url) in requests.iter().zip(urls) {
        assert!(request.ends_with(&format!("\n\n{{\"@odata.id\":\"{url}\"}}")), "{request}");
    }
}

#[tokio::test]
async fn what_refers_to_nothing_is_not_sent() {
    let server = Server::start(&[]).await;
    let order = server.client().orders().id("1");
    let error = order.add_paper("7").await.expect_err("nobody says in what set `7` is");
    assert_eq!(error.kind(), ErrorKind::Request);
    assert_eq!(
        error.to_string(),
        "`7` is no URL: the docs do not say in what set it is, so name it by its whole URL (`https://…`)"
    );
    for id in ["", ".", ".."] {
        let error = order.add_customer(id).await.expect_err("it would refer to something else");
        assert_eq!(error.kind(), ErrorKind::Request, "{error}");
    }
    assert!(server.requests().await.is_empty());
}

#[tokio::test]
async fn options_that_every_line_writes_out_are_arguments() {
    let server = Server::start(&["204 No Content"; 2]).await;
    let customer = server.client().customers().id("7");
    customer.visits("2020-01-01T00:00:00+01:00", 3).query("$x", "1").await.expect("an answer");
    let start = DateTimeOffset::from("a&b=c#d");
    customer.visits(&start, -1).await.expect("an answer");
    let requests = server.requests().await;
    let lines: Vec<_> = requests.iter().filter_map(|it| it.lines().next()).collect();
    assert_eq!(
        lines,
        [
            "GET /v1/customers/7/visits?start=2020-01-01T00:00:00%2B01:00&days=3&$x=1 HTTP/1.1",
            "GET /v1/customers/7/visits?start=a%26b%3Dc%23d&days=-1 HTTP/1.1",
        ]
    );
}
