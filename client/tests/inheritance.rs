//! Values of base types: what they really are, and back.

#[allow(dead_code, unreachable_pub, missing_docs, reason = "each test uses a part of the shop")]
mod shop;

use docwright_client::{Page, Patch, Value, codec, json::json};
use shop::{Customer, KnownCustomer};

/// What is read comes back unchanged.
#[track_caller]
fn read(json: &Value) -> Page<Customer> {
    let page: Page<Customer> = codec::from_value(json).expect("a list of customers");
    assert_eq!(codec::to_value(&page), *json);
    page
}

#[test]
fn a_list_of_several_types() {
    let page = read(&json!({"value": [
        {"name": "Ann"},
        {"@odata.type": "#acme.shop.customer", "name": "Bo"},
        {"@odata.type": "#acme.shop.knownCustomer", "name": "Cy", "since": "2020-01-01T00:00:00Z", "new": [1]},
        {"@odata.type": "#acme.shop.loyalCustomer", "name": "Di", "since": null, "points": 5},
        {"@odata.type": "#acme.shop.order", "name": "Ed", "since": "2020-01-01T00:00:00Z"},
    ]}));
    let kinds: Vec<String> = page.value.iter().map(Customer::kind).collect();
    assert_eq!(
        kinds,
        [
            "acme.shop.customer",
            "acme.shop.customer",
            "acme.shop.knownCustomer",
            "acme.shop.loyalCustomer",
            "acme.shop.order",
        ]
    );
    let known: Vec<Option<KnownCustomer>> = page.value.iter().map(Customer::downcast).collect();
    let [None, None, Some(known), Some(loyal), None] = &known[..] else { panic!("{known:?}") };
    assert_eq!(known.since.as_ref().map(|it| it.as_str()), Some("2020-01-01T00:00:00Z"));
    assert_eq!(known.extra.get("new"), Some(&json!([1]).into()));
    // What is derived from it is one as well, and keeps what it has beyond that.
    assert!(loyal.extra.is_null("since"));
    assert_eq!(loyal.extra.get("points"), Some(&json!(5).into()));
}

#[test]
fn there_and_back_is_the_same() {
    let json = json!({
        "@odata.type": "#acme.shop.knownCustomer", "name": "Cy", "since": "2020-01-01T00:00:00Z", "age": "old", "new": null,
    });
    let base: Customer = codec::from_value(&json).expect("a customer");
    let known: KnownCustomer = base.downcast().expect("its type says so");
    let again = Customer::from(known);
    assert_eq!(again, base);
    assert_eq!(codec::to_value(&again), json);
}

#[test]
fn a_derived_value_says_what_it_is_where_its_base_is_wanted() {
    let known = KnownCustomer {
        name: Some("Cy".into()),
        since: Some("2020-01-01T00:00:00Z".into()),
        ..Default::default()
    };
    let base = Customer::from(known);
    assert_eq!(base.name.as_deref(), Some("Cy"));
    assert_eq!(
        codec::to_vec(&base),
        br##"{"@odata.type":"#acme.shop.knownCustomer","name":"Cy","since":"2020-01-01T00:00:00Z"}"##
    );
    let patch: Patch<Customer> =
        Patch::new().set(KnownCustomer::SINCE, "2021-01-01T00:00:00Z").upcast();
    assert_eq!(
        codec::to_vec(&patch),
        br##"{"@odata.type":"#acme.shop.knownCustomer","since":"2021-01-01T00:00:00Z"}"##
    );
}
