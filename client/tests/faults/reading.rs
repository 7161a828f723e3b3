//! Values that nobody expects, and that are not lost.

use crate::server::{Server, ok};
use crate::shop::Order;
use docwright_client::{
    DateTimeOffset, Decode, Encode, Extra, Member, Method, Model, Patch, RawRequest, codec,
};
use std::collections::HashSet;
use std::sync::atomic::{AtomicUsize, Ordering};

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

#[tokio::test]
async fn fault_8_what_is_cleared_after_reading_is_gone_or_null_at_the_server() {
    // Spelt as we would not, or null, or of another type than documented: what is set or cleared wins over what was read.
    let json = r#"{"id":"1","state":"OPEN","count":"5","placedDateTime":"2024-03-01 10:00","note":null,"isGift":"yes","total":1.50,"customer":{"name":7,"age":9.0}}"#;
    let server = Server::start(move |_| ok(json)).await;
    let client = server.client();
    let update = |order: &Order| {
        let body = String::from_utf8(codec::to_body(order)).expect("JSON");
        client.orders().id("1").update(Patch::new()).media("application/json", body)
    };
    let mut order = client.orders().id("1").get().await.expect("an order");
    (order.state, order.count, order.placed, order.total) = (None, None, None, None);
    if let Some(customer) = &mut order.customer {
        customer.age = None;
    }
    update(&order).await.expect("an answer");
    let sent = r#"{"id":"1","isGift":"yes","note":null,"customer":{"name":7}}"#;
    assert_eq!(server.seen()[1].text(), sent);
    (order.is_gift, order.note) = (Some(true), Some("a".to_owned()));
    order.extra.remove("customer");
    order.customer = None;
    update(&order).await.expect("an answer");
    assert_eq!(server.seen()[2].text(), r#"{"id":"1","isGift":true,"note":"a"}"#);
    // A patch says what is null.
    let patch = Patch::new().clear(Order::STATE).clear(Order::NOTE).set(Order::COUNT, 6);
    client.orders().id("1").update(patch).await.expect("an answer");
    assert_eq!(server.seen()[3].text(), r#"{"state":null,"note":null,"count":6}"#);
    assert!(server.lines()[1..].iter().all(|it| it == "PATCH /v1/orders/1"));
}

#[tokio::test]
async fn fault_21_instants_that_were_read_compare_by_what_they_mean() {
    let times = [
        "2024-03-01T11:00:00+02:00",
        "2024-03-01T09:00:00Z",
        "2024-03-01T09:00:00.000Z",
        "2024-03-01T09:00:00+00:00",
        "2024-03-01T09:00:00-00:00",
        "2024-03-01t09:00:00z",
    ];
    let items: Vec<String> =
        times.iter().map(|it| format!(r#"{{"placedDateTime": "{it}"}}"#)).collect();
    let json = format!(r#"{{"value": [{}]}}"#, items.join(", "));
    let server = Server::start(move |_| ok(&json)).await;
    let page = server.client().orders().list().await.expect("a page");
    let placed: Vec<_> = page.value.iter().map(|it| it.placed.clone().expect("a time")).collect();
    for (one, text) in placed.iter().zip(times) {
        assert_eq!(one.as_str(), text, "the text stays");
        for other in &placed {
            assert!(one == other && one <= other && one >= other, "{one:?} {other:?}");
        }
    }
    let set: HashSet<_> = placed.iter().cloned().collect();
    assert_eq!(set.len(), 1, "what is equal hashes so");
    let later = DateTimeOffset::from("2024-03-01T11:00:00.0000001+01:59".to_owned());
    assert!(placed.iter().all(|it| *it < later));
}

/// A number that takes down how often it is written.
#[derive(Clone, Debug)]
struct Loud(i32);

static N_WRITTEN: AtomicUsize = AtomicUsize::new(0);

impl Decode for Loud {
    const EXPECTS: &'static str = "a number";

    fn decode(reader: &mut codec::Reader<'_>) -> Option<Self> {
        i32::decode(reader).map(Self)
    }
}

impl Encode for Loud {
    fn encode(&self, json: &mut codec::Writer) {
        N_WRITTEN.fetch_add(1, Ordering::SeqCst);
        self.0.encode(json);
    }

    fn equals(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

#[derive(Clone, Default)]
struct Thing {
    louds: Option<Vec<Loud>>,
    inner: Option<Box<Thing>>,
    extra: Extra,
}

impl Model for Thing {
    const NAME: &'static str = "thing";
    const MEMBERS: &'static [&'static str] = &["louds", "inner"];

    fn member(&self, index: usize) -> Result<&dyn Member, &Extra> {
        Ok(match index {
            0 => &self.louds,
            1 => &self.inner,
            _ => return Err(&self.extra),
        })
    }

    fn member_mut(&mut self, index: usize) -> Result<&mut dyn Member, &mut Extra> {
        Ok(match index {
            0 => &mut self.louds,
            1 => &mut self.inner,
            _ => return Err(&mut self.extra),
        })
    }
}

#[tokio::test]
async fn fault_22_models_that_were_read_are_compared_without_a_text() {
    let one = r#"{"louds":[1,2],"unknown":{"a":[1,2.0],"b":null},"inner":{"louds":[3]}}"#;
    let same = r#"{"inner":{"louds":[3]},"unknown":{"b":null,"a":[1.0,2]},"louds":[1,2]}"#;
    let others = [one.replace("[3]", "[4]"), one.replace("2.0", "3"), one.replace("[1,2]", "[1]")];
    let texts = [one.to_owned(), same.to_owned()].into_iter().chain(others);
    let server = Server::of(texts.map(ok)).await;
    let client = server.client();
    let read = || async {
        let response = client.send(RawRequest::new(Method::Get, "/things/1")).await;
        response.and_then(|it| it.decode::<Thing>()).expect("a thing")
    };
    let (one, same) = (read().await, read().await);
    let written = N_WRITTEN.load(Ordering::SeqCst);
    assert!(codec::equal(&one, &same));
    for _ in 0..3 {
        assert!(!codec::equal(&one, &read().await));
    }
    assert_eq!(N_WRITTEN.load(Ordering::SeqCst), written);
    codec::to_vec(&one);
    assert_eq!(N_WRITTEN.load(Ordering::SeqCst), written + 3, "it would be seen");
}
