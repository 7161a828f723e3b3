//! Values that nobody expects, and that are not lost.

use crate::server::{Server, ok};
use docwright_client::codec;

/// Reads an order, and what is written of it.
async fn read_and_written(json: &'static str) -> String {
    let server = Server::of([ok(json)]).await;
    let order = server.client().orders().id("1").get().await.expect("an order");
    String::from_utf8(codec::to_vec(&order)).expect("JSON")
}

#[tokio::test]
async fn fault_6_a_lone_surrogate_loses_one_character() {
    let server = Server::of([ok(r#"{"value": [{"id": "1"}, {"id": "cut \ud83d"}]}"#)]).await;
    let page = server.client().orders().list().await.expect("a page");
    assert_eq!(page.value[1].id.as_deref(), Some("cut \u{fffd}"));
}

#[tokio::test]
async fn fault_6_a_number_beyond_measure_keeps_its_text() {
    let json = r#"{"id":"1","unknown":1e400}"#;
    assert_eq!(read_and_written(json).await, json);
}

#[tokio::test]
async fn fault_8_what_is_set_to_none_is_not_sent_back() {
    let server =
        Server::start(|_| ok(r#"{"id":"1","state":"OPEN","count":"5","note":null}"#)).await;
    let client = server.client();
    let mut order = client.orders().id("1").get().await.expect("an order");
    (order.state, order.count, order.note) = (None, None, Some("a".to_owned()));
    client.orders().create(&order).await.expect("an answer");
    assert_eq!(server.seen()[1].text(), r#"{"id":"1","note":"a"}"#);
}

#[tokio::test]
async fn fault_21_instants_compare_and_the_context_is_not_sent_back() {
    let json = r##"{"value": [
        {"@odata.context": "c#orders", "placedDateTime": "2024-03-01T11:00:00+02:00"},
        {"@odata.etag": "W/\"1\"", "placedDateTime": "2024-03-01T10:00:00Z"}
    ]}"##;
    let server = Server::start(move |_| ok(json)).await;
    let client = server.client();
    let page = client.orders().list().await.expect("a page");
    assert!(page.value[0].placed < page.value[1].placed);
    assert_eq!(page, client.orders().list().await.expect("the same page"));
    client.orders().create(&page.value[0]).await.expect("an answer");
    assert_eq!(server.seen()[2].text(), r#"{"placedDateTime":"2024-03-01T11:00:00+02:00"}"#);
}

#[tokio::test]
async fn fault_13_numbers_keep_their_digits() {
    for json in [
        r#"{"unknown":123456789012345678901234567890}"#,
        r#"{"unknown":0.123456789012345678901}"#,
        r#"{"unknown":1.0}"#,
        r#"{"anything":{"n":123456789012345678901234567890}}"#,
    ] {
        assert_eq!(read_and_written(json).await, json);
    }
}

#[tokio::test]
async fn fault_14_the_last_of_two_members_counts() {
    assert_eq!(read_and_written(r#"{"note":"a","note":null}"#).await, r#"{"note":null}"#);
}

#[tokio::test]
async fn fault_14_base64_with_line_breaks_is_decoded() {
    let json = r#"{"picture": "aGVs\r\nbG8="}"#;
    let server = Server::of([ok(json)]).await;
    let customer: crate::shop::KnownCustomer = {
        let raw = docwright_client::RawRequest::new(docwright_client::Method::Get, "/customers/1");
        server.client().send(raw).await.expect("an answer").decode().expect("a customer")
    };
    assert_eq!(customer.picture.and_then(|it| it.to_bytes()).as_deref(), Some(&b"hello"[..]));
}
