//! What emitted tests ask of examples: exactly the known deviations, nothing else.

#[allow(dead_code, unreachable_pub, missing_docs, reason = "each test uses a part of the shop")]
mod shop;

use docwright_client::testing::{
    Deviation, ExampleBody, ExampleRequest, Examples, Read, Shares, Types, answer, offline, value,
};
use docwright_client::{Page, Patch, ValueOf};
use shop::{Client, Customer, KnownCustomer, Order};

const TYPES: &Types = &[("acme.shop.knownCustomer", value::<KnownCustomer>)];

/// What a test says about an answer; empty if it holds.
fn check(read: Read, json: &'static str, deviations: &'static [Deviation]) -> String {
    let example = ExampleBody { what: "orders.md:12", json, read, deviations };
    example.problem(TYPES).unwrap_or_default()
}

#[test]
fn documented_examples_hold() {
    let page = r##"{"@odata.context": "x", "value": [{"id": "1", "note": null, "@odata.etag": "x", "#act": {}}]}"##;
    assert_eq!(check(answer::<Page<Order>>, page, &[]), "");
    assert_eq!(check(answer::<ValueOf<i64>>, r#"{"value": 5}"#, &[]), "");
    assert_eq!(check(answer::<Order>, r#"{"anything": [{"a": {"b": 1}}]}"#, &[]), "");
}

#[test]
fn deviations_are_those_known_no_more_and_no_fewer() {
    let json = r#"{"value": [{"customer": {"nme": 1}}, {"note": 5}]}"#;
    const KNOWN: &[Deviation] = &[
        Deviation::Undocumented(13, "value[0].customer.nme"),
        Deviation::OtherType(14, "value[1].note"),
    ];
    const OTHER: &[Deviation] = &[Deviation::OtherType(13, "value[0].customer.nme"), KNOWN[1]];
    let read = answer::<Page<Order>>;
    assert_eq!(check(read, json, KNOWN), "");
    assert_eq!(
        check(read, json, &[]),
        "`value[1].note`: expected a string, found a number; `value[0].customer.nme`: not documented"
    );
    assert_eq!(
        check(read, json, OTHER),
        "`value[0].customer.nme`: not documented; known, but not so: `value[0].customer.nme`: another type"
    );
    assert_eq!(
        check(read, r#"{"value": []}"#, KNOWN),
        "known, but not so: `value[0].customer.nme`: not documented; known, but not so: `value[1].note`: another type"
    );
    // Members that no field has are known as such, whatever the reason.
    let additional = &[Deviation::Additional(1, "x"), Deviation::OfDerived(1, "y")];
    assert_eq!(check(answer::<Customer>, r#"{"x": 1, "y": {"z": 2}}"#, additional), "");
    assert_eq!(check(answer::<Order>, "5", &[]), "``: no value of its type");
    assert_eq!(check(answer::<Order>, "5", &[Deviation::OtherType(1, "")]), "");
}

#[test]
fn values_are_read_as_the_type_that_they_say_they_are() {
    let known = r##"{"customer": {"@odata.type": "#acme.shop.knownCustomer", "since": "x"}}"##;
    assert_eq!(check(answer::<Order>, known, &[]), "");
    let more = r##"{"customer": {"@odata.type": "#acme.shop.knownCustomer", "since": 1, "x": 2}}"##;
    assert_eq!(
        check(answer::<Order>, more, &[]),
        "`customer.since`: expected a string, found a number; `customer.x`: not documented"
    );
    let unknown = r##"{"customer": {"@odata.type": "#acme.shop.stranger", "x": 2}}"##;
    assert_eq!(
        check(answer::<Order>, unknown, &[]),
        "`customer`: says that it is of an unknown type"
    );
    assert_eq!(check(answer::<Order>, unknown, &[Deviation::UnknownType(3, "customer")]), "");
}

#[test]
fn wrapped_answers_are_known_as_such() {
    let json = r#"{"@odata.context": "x", "value": {"id": "1", "x": 2}}"#;
    let known = &[Deviation::Wrapped, Deviation::Undocumented(3, "value.x")];
    assert_eq!(check(answer::<Order>, json, known), "");
    assert_eq!(check(answer::<Order>, json, &known[1..]), "inside `value`");
    assert_eq!(
        check(answer::<Order>, r#"{"id": "1"}"#, &known[..1]),
        "known, but not so: inside `value`"
    );
    // Only answers come like this.
    assert_eq!(check(value::<Order>, r#"{"value": {"id": "1"}}"#, &[]), "`value`: not documented");
}

#[test]
fn answers_without_a_body_are_read_as_none() {
    assert_eq!(check(answer::<Option<Order>>, "", &[]), "");
    let known = &[Deviation::Undocumented(3, "x")];
    assert_eq!(check(answer::<Option<Order>>, r#"{"id": "1", "x": 2}"#, known), "");
    assert_eq!(check(answer::<Option<Page<Order>>>, r#"{"value": [{"id": "1"}]}"#, &[]), "");
    assert_eq!(check(answer::<Order>, "", &[]), "``: no value of its type");
}

#[test]
fn shares_are_the_same_where_a_body_may_be_missing() {
    const SURE: ExampleBody = EXAMPLES.bodies[0];
    const MISSING: ExampleBody =
        ExampleBody { json: "", read: answer::<Option<Page<Order>>>, deviations: &[], ..SURE };
    const MAYBE: ExampleBody = ExampleBody { read: answer::<Option<Page<Order>>>, ..SURE };
    const OPTIONAL: Examples<Client> = Examples { bodies: &[MAYBE, MISSING], ..EXAMPLES };
    const CERTAIN: Examples<Client> = Examples { bodies: &[SURE], ..EXAMPLES };
    OPTIONAL.check_bodies();
    assert_eq!(OPTIONAL.shares(), CERTAIN.shares());
}

const UPDATE: ExampleRequest<Client> = ExampleRequest {
    what: "orders.md:30",
    method: "PATCH",
    path: &["Orders", "a/b"],
    query: &[("$select", "id")],
    body: Some(r#"{"count": 1, "note": null, "x": 1}"#),
    deviations: &[Deviation::Undocumented(33, "x")],
    build: |client, body| {
        client.orders().id("a/b").update(body.patch()).query("$select", "id").into_raw()
    },
};

#[test]
fn documented_requests_are_rebuilt() {
    let client = Client::from(offline());
    assert_eq!(UPDATE.problem(&client, TYPES), None);
    let other_case = ExampleRequest { query: &[("$SELECT", "id")], ..UPDATE };
    assert_eq!(other_case.problem(&client, TYPES), None);
    assert_eq!(
        ExampleRequest { deviations: &[], ..UPDATE }.problem(&client, TYPES).as_deref(),
        Some("`x`: not documented")
    );
    let other = ExampleRequest {
        build: |client: &Client, _| {
            client.orders().id("a").update(Patch::new().set(Order::COUNT, 2)).into_raw()
        },
        deviations: &[],
        ..UPDATE
    };
    assert_eq!(
        other.problem(&client, TYPES).as_deref(),
        Some(
            r#"path ["orders", "a"] instead of ["Orders", "a/b"]; query [] instead of [("$select", "id")]; body {"count":2} instead of {"count": 1, "note": null, "x": 1}"#
        ),
    );
    let without = ExampleRequest { body: None, ..other };
    let problem = without.problem(&client, TYPES).unwrap_or_default();
    assert!(problem.ends_with(r#"body {"count":2} instead of none"#), "{problem}");
    let posted = ExampleRequest::<Client> {
        method: "POST",
        path: &["orders"],
        query: &[],
        body: Some(r#"{"customer": {"age": "5"}}"#),
        deviations: &[Deviation::OtherType(40, "customer.age")],
        build: |client, body| client.orders().create(&body.model()).into_raw(),
        ..UPDATE
    };
    assert_eq!(posted.problem(&client, TYPES), None);
}

const EXAMPLES: Examples<Client> = Examples {
    base_url: "https://shop.example/v1",
    bodies: &[
        ExampleBody {
            what: "a.md:1",
            json: r##"{"value": [{"id": "1", "x": {"y": 1, "@z": 2}, "customer": {"@odata.type": "#acme.shop.knownCustomer", "since": "x"}}]}"##,
            read: answer::<Page<Order>>,
            deviations: &[Deviation::Undocumented(2, "value[0].x")],
        },
        ExampleBody {
            what: "a.md:9",
            json: r#"{"id": 1, "others": [{"age": 1}, 2], "anything": {"b": null}}"#,
            read: answer::<Order>,
            deviations: &[Deviation::OtherType(10, "id"), Deviation::OtherType(11, "others[1]")],
        },
    ],
    requests: &[UPDATE],
    unlike: &[("b.md", 3)],
    types: TYPES,
};

#[test]
fn shares_count_what_typed_fields_take() {
    EXAMPLES.check_bodies();
    EXAMPLES.check_requests();
    let shares = EXAMPLES.shares();
    // `value`, `id`, `customer`, `since` of the first; `anything` of the second, whose array is not typed.
    assert_eq!((shares.bodies, shares.decoded), (2, 1));
    assert_eq!((shares.members, shares.typed), (11, 5));
    assert_eq!((shares.requests, shares.rebuilt), (2, 1));
    let both: Shares = [shares, Shares::default()].into_iter().sum();
    assert_eq!(
        both.to_string(),
        "finding a.md:2\nfinding a.md:10\nfinding a.md:11\nfinding b.md:3\nfinding orders.md:33\n\
         examples decoded equal: 1 of 2 (50.00 %)\nmembers typed: 5 of 11 (45.45 %)\n\
         requests rebuilt: 1 of 2 (50.00 %)\n"
    );
}
