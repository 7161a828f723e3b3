//! `Debug` is short, and holds nothing that should not be in a log.

#[allow(dead_code, unreachable_pub, missing_docs, reason = "each test uses a part of the shop")]
mod shop;

use docwright_client::{Binary, Bytes, Page, Patch, RawRequest, Value, codec, http, json::json};
use shop::{KnownCustomer, Order};

fn known(json: Value) -> KnownCustomer {
    codec::from_value(&json).expect("an object")
}

#[test]
fn members_that_have_a_value_in_wire_names() {
    let order: Order = codec::from_value(&json!({
        "id": "1", "state": "open", "channels": "open,sent", "placedDateTime": "2024-02-29T00:00:00Z", "total": 1.50,
        "isGift": true, "customer": {"name": "Ann"}, "new": null, "count": "5", "anything": {"a": [1]},
    }))
    .expect("an order");
    assert_eq!(
        format!("{order:?}"),
        "Order { id: \"1\", state: \"open\", channels: \"open,sent\", placedDateTime: \"2024-02-29T00:00:00Z\", \
         total: 1.5, count: 5, isGift: true, customer: Customer { name: \"Ann\" }, anything: {a: [1]}, new: null }"
    );
}

#[test]
fn no_secrets_and_no_bytes() {
    let customer = known(json!({
        "name": "Ann", "password": "hunter2", "picture": "aHVudGVyMg==", "homePage": "https://x.example/a?key=hunter2",
        "refreshToken": "hunter2", "clientSecrets": {"now": ["hunter2"]}, "hasPassword": true, "since": 5,
    }));
    let shown = format!("{customer:?}{customer:#?}{:?}{:?}", customer.extra, customer.picture);
    for hidden in ["hunter2", "aHVudGVyMg"] {
        assert!(!shown.contains(hidden), "{shown}");
    }
    assert_eq!(
        format!("{customer:?}"),
        "KnownCustomer { name: \"Ann\", password: ***, picture: 12 characters, homePage: \"https://x.example/a?…\", \
         refreshToken: ***, clientSecrets: {\"now\": [***]}, hasPassword: true, since: 5 }"
    );
    let patch = Patch::new().set(KnownCustomer::PASSWORD, "hunter2").clear(KnownCustomer::NAME);
    assert_eq!(format!("{patch:?}"), "Patch {password: ***, name: null}");
    assert_eq!(format!("{:?}", Binary::from_bytes(b"hunter2")), "Binary(12 characters)");
}

#[test]
fn long_texts_and_lists_are_cut_unless_asked_for() {
    let page: Page<KnownCustomer> = codec::from_value(&json!({
        "value": vec![json!({"name": "é".repeat(90)}); 9], "@odata.nextLink": "https://x.example/a?$skiptoken=secret",
    }))
    .expect("a page");
    let shown = format!("{page:?}");
    assert_eq!(shown.matches("KnownCustomer").count(), 5);
    assert!(shown.contains("… 4 more") && shown.contains("é…\" of 90 characters"), "{shown}");
    assert!(shown.len() < 1_500 && !shown.contains("secret"), "{shown}");
    let whole = format!("{page:#?}");
    assert_eq!(whole.matches("KnownCustomer").count(), 9);
    assert!(whole.contains(&"é".repeat(90)) && !whole.contains("secret"), "{whole}");
}

#[test]
fn requests_show_what_they_ask_and_not_with_what() {
    let mut request =
        RawRequest::new(docwright_client::Method::Put, "https://x.example/up?key=secret");
    request = request.with_body("text/plain", Bytes::from_static(b"secret"));
    request.query.push(("$filter".to_owned(), "name eq 'secret'".to_owned()));
    let token = http::HeaderValue::from_static("Bearer secret");
    request.headers.insert(http::header::AUTHORIZATION, token);
    assert_eq!(
        format!("{request:?}"),
        "RawRequest { method: Put, path: \"https://x.example/up\", query: [\"$filter\"], \
         headers: [\"content-type\", \"authorization\"], body: Some(Payload(6 bytes)) }"
    );
}
