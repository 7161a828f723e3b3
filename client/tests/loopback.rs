//! Calls over real HTTP, to a server on loopback.

#[allow(dead_code, unreachable_pub, reason = "each test uses a part of the server")]
mod server;
#[allow(dead_code, unreachable_pub, missing_docs, reason = "each test uses a part of the shop")]
mod shop;

use docwright_client::{ErrorKind, Patch, Token, codec, http, json::json};
use server::Server;
use shop::{Client, Customer, Order, State};
use std::future::IntoFuture;
use std::time::Duration;

#[tokio::test]
async fn a_list_with_options() {
    let server = Server::start(&[
        "200 OK\n\n{\"value\": [{\"id\": \"1\", \"state\": \"open\"}], \"@odata.count\": 7}",
    ])
    .await;
    let page = server
        .client()
        .orders()
        .list()
        .select((Order::ID, Order::STATE))
        .filter(
            Order::STATE
                .eq(State::Open)
                .and(Order::CUSTOMER.then(Customer::NAME).eq("Ann & O'Neil")),
        )
        .order_by(Order::PLACED.desc())
        .order_by(Order::ID)
        .top(5)
        .count()
        .header("Prefer", "maxpagesize=5")
        .await
        .expect("the answer is a page");
    assert_eq!(page.value[0].state, Some(State::Open));
    assert_eq!(page.count, Some(7));

    let requests = server.requests().await;
    assert_eq!(
        requests[0].lines().next(),
        Some(
            "GET /v1/orders?$select=id,state&$filter=state%20eq%20%27open%27%20and%20customer/name%20eq%20%27Ann%20%26%20O%27%27Neil%27\
             &$orderby=placedDateTime%20desc,id&$top=5&$count=true HTTP/1.1"
        )
    );
    for header in
        ["authorization: bearer t0k3n", "accept: application/json", "prefer: maxpagesize=5"]
    {
        assert!(requests[0].contains(header), "{header} in {}", requests[0]);
    }
}

#[tokio::test]
async fn an_answer_in_a_wrapper_is_taken_out_of_it() {
    let answers = [
        "200 OK\n\n{\"@odata.context\": \"c\", \"value\": {\"id\": \"1\", \"count\": 2}}",
        "200 OK\n\n{\"value\": {\"id\": \"1\"}, \"note\": \"n\"}",
        "200 OK\n\n{\"value\": [{\"id\": \"1\"}]}",
    ];
    let server = Server::start(&answers).await;
    let get = || server.client().orders().id("1").get();
    let order = get().await.expect("the answer is an order");
    assert_eq!((order.id.as_deref(), order.count), (Some("1"), Some(2)));
    assert_eq!(order.extra.get("@odata.context"), Some(&"c".into()));
    // An order with a member `value` that nobody knows, and a list.
    let order = get().await.expect("the answer is an order");
    assert_eq!((order.note.as_deref(), order.extra.was_present("value")), (Some("n"), true));
    let order = get().await.expect("the answer is an order");
    assert_eq!((order.id, order.extra.was_present("value")), (None, true));
    server.requests().await;
}

#[tokio::test]
async fn a_hostile_id_stays_in_its_segment() {
    let server = Server::start(&["200 OK\n\n{\"id\": \"a\"}"]).await;
    server.client().orders().id("../a/b?x=1#y%2F").get().await.expect("the answer is an order");
    assert!(
        server.requests().await[0]
            .starts_with("GET /v1/orders/..%2Fa%2Fb%3Fx%3D1%23y%252F HTTP/1.1\n")
    );
}

#[tokio::test]
async fn an_id_that_no_url_can_hold_is_not_sent() {
    let server = Server::start(&[]).await;
    for id in ["", ".", ".."] {
        let error = server
            .client()
            .orders()
            .id(id)
            .get()
            .await
            .expect_err("it would ask for something else");
        assert_eq!(error.kind(), ErrorKind::Request, "{error}");
    }
    assert!(server.requests().await.is_empty());
}

#[tokio::test]
async fn a_create_and_an_update_send_what_was_said() {
    let server =
        Server::start(&["201 Created\n\n{\"id\": \"1\"}", "200 OK\n\n{}", "204 No Content"]).await;
    let orders = server.client().orders();
    let order = Order { note: Some("quick".to_owned()), ..Order::default() };
    assert_eq!(orders.create(&order).await.expect("an order").id.as_deref(), Some("1"));
    let patch = Patch::new().set(Order::STATE, State::Sent).clear(Order::NOTE);
    orders.id("1").update(patch).if_match("W/\"5\"").await.expect("an order");
    orders.id("1").delete().await.expect("nothing");

    let requests = server.requests().await;
    assert!(requests[0].starts_with("POST /v1/orders HTTP/1.1\n"));
    assert!(requests[0].ends_with("\n\n{\"note\":\"quick\"}"));
    assert!(requests[0].contains("content-type: application/json"));
    assert!(requests[1].starts_with("PATCH /v1/orders/1 HTTP/1.1\n"));
    assert!(requests[1].ends_with("\n\n{\"state\":\"sent\",\"note\":null}"));
    assert!(requests[1].contains("if-match: w/\"5\""));
    assert!(requests[2].starts_with("DELETE /v1/orders/1 HTTP/1.1\n"));
}

#[tokio::test]
async fn an_error_tells_what_the_service_said() {
    let body = json!({"error": {"code": "itemNotFound", "message": "No such order.",
        "innerError": {"code": "gone", "request-id": "from-body"}}});
    let server = Server::start(&[&format!("404 Not Found\nrequest-id: abc\n\n{body}")]).await;
    let error = server.client().orders().id("1").get().await.expect_err("it is not there");
    assert_eq!(error.kind(), ErrorKind::Status);
    assert_eq!(error.status(), Some(http::StatusCode::NOT_FOUND));
    assert_eq!(error.code(), Some("itemNotFound"));
    assert_eq!(error.inner_code(), Some("gone"));
    assert_eq!(error.request_id(), Some("abc"));
    assert_eq!(error.raw_body().as_ref(), body.to_string().as_bytes());
    assert_eq!(
        error.to_string(),
        "the service answered 404 Not Found: itemNotFound: No such order."
    );
}

#[tokio::test]
async fn a_busy_service_is_asked_again() {
    let server = Server::start(&[
        "429 Too Many Requests\nRetry-After: 0",
        "503 Service Unavailable\nRetry-After: 0",
        "200 OK\n\n{\"id\": \"1\"}",
        "429 Too Many Requests\nRetry-After: 0",
        "201 Created\n\n{\"id\": \"2\"}",
        "503 Service Unavailable\nRetry-After: 7",
        "429 Too Many Requests\nRetry-After: 3600",
    ])
    .await;
    let orders = server.client().orders();
    assert_eq!(orders.id("1").get().await.expect("the third answer").id.as_deref(), Some("1"));
    assert_eq!(orders.create(&Order::default()).await.expect("created").id.as_deref(), Some("2"));
    let error = orders.create(&Order::default()).await.expect_err("it may have been done");
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
    let error = orders.id("1").get().await.expect_err("an hour is too long");
    assert_eq!(error.retry_after(), Some(Duration::from_secs(3600)));
    assert_eq!(server.requests().await.len(), 7);
}

#[tokio::test]
async fn repeats_are_counted() {
    let busy = "429 Too Many Requests\nRetry-After: 0";
    let server = Server::start(&[busy, busy]).await;
    let client: Client =
        Client::builder().base_url(server.origin.clone()).max_retries(1).build().expect("a client");
    let error = client.orders().id("1").get().await.expect_err("busy twice");
    assert_eq!(error.status(), Some(http::StatusCode::TOO_MANY_REQUESTS));
    assert_eq!(server.requests().await.len(), 2);
}

#[tokio::test]
async fn another_origin_sees_no_token() {
    let store = Server::start(&["200 OK\n\nthe content"]).await;
    let redirect = format!("302 Found\nLocation: {}/blob?sig=1", store.origin);
    let server = Server::start(&[&redirect]).await;
    let content = server
        .client()
        .orders()
        .id("1")
        .content()
        .header("Range", "bytes=0-9")
        .header("X-Own", "1");
    assert_eq!(content.await.expect("the content").as_ref(), b"the content");
    let requests = store.requests().await;
    assert!(requests[0].starts_with("GET /blob?sig=1 HTTP/1.1\n"));
    assert!(requests[0].contains("range: bytes=0-9"));
    assert!(
        !requests[0].contains("authorization") && !requests[0].contains("x-own"),
        "{}",
        requests[0]
    );
    assert!(server.requests().await[0].contains("authorization: bearer t0k3n"));
}

#[tokio::test]
async fn a_redirect_within_the_service_keeps_the_token() {
    let server =
        Server::start(&["307 Temporary Redirect\nLocation: /v2/orders", "201 Created\n\n{}"]).await;
    server.client().orders().create(&Order::default()).await.expect("created after all");
    let requests = server.requests().await;
    assert!(requests[1].starts_with("POST /v2/orders HTTP/1.1\n"));
    assert!(requests[1].contains("authorization: bearer t0k3n") && requests[1].ends_with("\n\n{}"));
}

#[tokio::test]
async fn a_body_is_not_sent_to_another_origin_and_redirects_end() {
    let elsewhere = "307 Temporary Redirect\nLocation: http://127.0.0.2:1/orders";
    let around = "302 Found\nLocation: /v1/orders/1";
    let server = Server::start(&[elsewhere, around, around, around, around, around, around]).await;
    let orders = server.client().orders();
    let error = orders.create(&Order::default()).await.expect_err("the body is the service's");
    assert_eq!(error.kind(), ErrorKind::Redirect);
    let error = orders.id("1").get().await.expect_err("it goes round");
    assert_eq!(error.kind(), ErrorKind::Redirect);
    assert_eq!(server.requests().await.len(), 7);
}

#[tokio::test]
async fn single_values_and_plain_text() {
    let server = Server::start(&[
        "200 OK\nContent-Type: text/plain\n\n\u{feff}42",
        "200 OK\n\n{\"value\": 5}",
    ])
    .await;
    let orders = server.client().orders();
    assert_eq!(orders.count().await.expect("a number").value, Some(42));
    assert_eq!(orders.count().await.expect("a number in an object").value, Some(5));
}

#[tokio::test]
async fn a_strict_client_names_what_differs_from_the_docs() {
    let server =
        Server::start(&["200 OK\nrequest-id: abc\n\n{\"value\": [{\"isGift\": \"yes\"}]}"]).await;
    let client: Client =
        Client::builder().base_url(server.origin.clone()).strict().build().expect("a client");
    let error = client.orders().list().await.expect_err("a gift is true or false");
    assert_eq!(error.json_path(), Some("value[0].isGift"));
    assert_eq!(error.request_id(), Some("abc"));
}

#[tokio::test]
async fn an_answer_that_is_no_json_is_an_error_with_its_body() {
    let server = Server::start(&["200 OK\n\n<html>", "200 OK"]).await;
    let orders = server.client().orders();
    let error = orders.id("1").get().await.expect_err("a web page");
    assert_eq!((error.kind(), error.raw_body().as_ref()), (ErrorKind::Decode, &b"<html>"[..]));
    let error = orders.id("1").get().await.expect_err("nothing");
    assert_eq!(error.to_string(), "the response has no body");
}

#[tokio::test]
async fn nobody_there_and_headers_that_are_none() {
    let unused = Server::start(&[]).await;
    let client = unused.client();
    unused.requests().await;
    let error = client.orders().id("1").get().await.expect_err("nobody listens");
    assert_eq!(error.kind(), ErrorKind::Transport);
    let error = client.orders().list().header("a b", "\n").await.expect_err("no header");
    assert_eq!(error.kind(), ErrorKind::Request);
}

#[test]
fn requests_are_values() {
    let client: Client = Client::builder().build().expect("a client");
    let request = client.orders().between("2020-01-01", 3).query("$x", "1");
    assert_eq!(request.raw().path, "/orders/between(start='2020-01-01',days=3)");
    assert_eq!(request.raw().query, [("$x".to_owned(), "1".to_owned())]);
    let raw = client.orders().create(&Order::default()).into_raw();
    assert_eq!(raw.body_bytes(), Some(codec::to_vec(&Order::default()).as_slice()));
    assert_eq!(
        format!("{:?} {:?}", Token::new("t0k3n"), client),
        "Token(***) Client(Client(https://shop.example/v1))"
    );
    let wrong = Client::builder().base_url("mailto:a").build().expect_err("no base");
    assert_eq!(wrong.kind(), ErrorKind::Request);
}

#[test]
fn what_waits_can_move_between_threads() {
    fn check<T: Send>(it: T) -> T {
        it
    }
    let client: Client = check(Client::builder().build().expect("a client"));
    let mut items = check(client.orders().list().stream());
    drop(check(items.try_next()));
    drop(check(client.orders().list().into_future()));
    drop(check(client.orders().list().pages()));
    let mut changes = check(client.orders().delta().get().start());
    drop(check(changes.try_next()));
}
