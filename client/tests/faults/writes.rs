//! Writes: what they say of their body, and answers without one.

use crate::server::{Answer, Server, answer};
use crate::shop::{CreateOrders, Customer, Order};
use crate::texts::failed;
use docwright_client::{ErrorKind, Method, Operation, Page, Patch, Value, ValueOf};

#[tokio::test]
async fn fault_1_a_write_without_a_body_says_so() {
    let server = Server::start(|_| answer("204 No Content", "")).await;
    let client = server.client();
    client.orders().id("1").confirm().await.expect("nothing");
    for method in [Method::Post, Method::Put, Method::Patch] {
        client.send(docwright_client::RawRequest::new(method, "/orders")).await.expect("nothing");
    }
    for seen in server.seen() {
        assert_eq!(seen.header("content-length"), Some("0"), "{}", seen.line);
    }
    for method in [Method::Get, Method::Head, Method::Delete] {
        client.send(docwright_client::RawRequest::new(method, "/orders")).await.expect("nothing");
    }
    for seen in &server.seen()[4..] {
        assert_eq!(seen.header("content-length"), None, "{}", seen.line);
    }
}

macro_rules! operations {
    ($($name:ident $method:ident $output:ty;)*) => {$(
        enum $name {}
        impl Operation for $name {
            type Output = $output;
            const METHOD: Method = Method::$method;
        }
    )*};
}

operations! {
    PutOrder Put Order; DeleteOrder Delete Order; PatchOrder Patch Order;
    PostList Post Page<Order>; PostValue Post ValueOf<i64>; PostAny Post Value; PutText Put ValueOf<String>;
    DeleteList Delete Page<Order>; PatchValue Patch ValueOf<bool>; PostItems Post Vec<Order>;
}

/// All successes without a body, and those whose body says nothing.
fn nothing() -> Vec<Answer> {
    vec![
        answer("204 No Content", ""),
        answer("200 OK", ""),
        answer("201 Created\nContent-Type: application/json", ""),
        answer("202 Accepted", ""),
        answer("205 Reset Content", ""),
        answer("200 OK", "\u{feff}"),
        answer("200 OK\nContent-Type: application/json", " \r\n"),
        Answer::chunked("200 OK", &[], std::time::Duration::ZERO),
        Answer::raw("HTTP/1.1 204 No Content\r\n\r\n"),
        Answer::gzip(b""),
    ]
}

async fn is_done<O: Operation>(name: &str) {
    for (index, nothing) in nothing().into_iter().enumerate() {
        let server = Server::of([nothing]).await;
        let at = docwright_client::Client::builder(format!("{}/v1", server.origin)).build();
        let request =
            at.expect("a client").at().literal("orders").request_with::<O, _>(&Order::default());
        let reply = request.send().await;
        let reply = reply.unwrap_or_else(|error| panic!("{name}, answer {index}: {error:?}"));
        assert!(reply.is_empty(), "{name}, answer {index}");
        assert_eq!(server.seen().len(), 1);
    }
}

#[tokio::test]
async fn fault_2_a_write_answered_without_a_body_is_a_success() {
    is_done::<CreateOrders>("POST of a model").await;
    is_done::<PutOrder>("PUT of a model").await;
    is_done::<PatchOrder>("PATCH of a model").await;
    is_done::<DeleteOrder>("DELETE of a model").await;
    is_done::<PostList>("POST of a list").await;
    is_done::<DeleteList>("DELETE of a list").await;
    is_done::<PostItems>("POST of items").await;
    is_done::<PostValue>("POST of a value").await;
    is_done::<PatchValue>("PATCH of a value").await;
    is_done::<PutText>("PUT of a text").await;
    is_done::<PostAny>("POST of anything").await;
}

#[tokio::test]
async fn fault_2_prefer_minimal_is_answered_without_a_body() {
    let server =
        Server::of([answer("204 No Content\nPreference-Applied: return=minimal", "")]).await;
    let patch = Patch::new().set(Customer::AGE, 18);
    let update =
        server.client().customers().id("7").update(patch).header("Prefer", "return=minimal");
    assert_eq!(update.await.expect("done"), None);
}

#[tokio::test]
async fn a_read_answered_without_a_body_is_an_error() {
    for nothing in nothing() {
        let server = Server::start(move |_| nothing.clone()).await;
        assert_eq!(failed(server.client().orders().id("1").get().await).kind(), ErrorKind::Decode);
        assert_eq!(failed(server.client().orders().list().await).kind(), ErrorKind::Decode);
        assert_eq!(
            failed(server.client().orders().list().stream().try_next().await).kind(),
            ErrorKind::Decode
        );
    }
}

#[tokio::test]
async fn fault_4_an_upload_has_the_documented_media_type_or_another() {
    let server = Server::start(|_| answer("204 No Content", "")).await;
    let order = server.client().orders().id("1");
    order.update_content("x").await.expect("done");
    order.update_content("").media("image/png", "y").await.expect("done");
    let seen = server.seen();
    let types: Vec<_> = seen.iter().map(|it| (it.header("content-type"), it.text())).collect();
    assert_eq!(types, [(Some("image/jpeg"), "x".to_owned()), (Some("image/png"), "y".to_owned())]);
}

#[tokio::test]
async fn header_injection_is_refused() {
    let server = Server::start(|_| answer("204 No Content", "")).await;
    let order = server.client().orders().id("1");
    let hostile =
        ["a\r\nX-Evil: 1", "a\nX-Evil: 1", "a\rb", "a\0b", "\r\n\r\nGET /evil HTTP/1.1\r\n\r\n"];
    for value in hostile {
        for error in [
            failed(order.get().header("X-Own", value).await),
            failed(order.get().header(value, "x").await),
            failed(order.get().if_none_match(value).await),
            failed(order.update_content("").media(value, "x").await),
        ] {
            assert_eq!((error.kind(), error.tries()), (ErrorKind::Request, 0), "{error}");
        }
        let client = server.settings().0.token(value.to_owned()).build().expect("a client");
        assert_eq!(failed(client.orders().id("1").get().await).kind(), ErrorKind::Token);
    }
    assert!(server.seen().is_empty());
    // In a path and in an option it is a value like any other.
    for value in hostile {
        server.client().orders().id(value).delete().query(value, value).await.expect("done");
    }
    for seen in server.seen() {
        assert!(seen.line.starts_with("DELETE /v1/orders/") && seen.header("x-evil").is_none());
        assert!(
            !seen.line.contains(['\r', '\n', '\0']) && seen.line.split(' ').count() == 2,
            "{}",
            seen.line
        );
    }
}

#[tokio::test]
async fn how_a_body_is_framed_is_not_the_callers() {
    let server = Server::start(|_| answer("204 No Content", "")).await;
    let order = server.client().orders().id("1");
    order.delete().header("Content-Length", "7").await.expect("done");
    order.delete().header("Transfer-Encoding", "chunked").await.expect("done");
    order.update_content("xyz").header("Transfer-Encoding", "chunked").await.expect("done");
    order.update_content("xyz").header("Content-Length", "7").await.expect("done");
    let seen = server.seen();
    assert!(seen.iter().all(|it| it.header("transfer-encoding").is_none()));
    assert_eq!(seen.iter().map(|it| it.n_body).collect::<Vec<_>>(), [0, 0, 3, 3]);
}
