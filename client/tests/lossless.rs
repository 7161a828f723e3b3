//! What was read is written as it was read, and what is set or cleared afterwards always wins.

#[allow(dead_code, unreachable_pub, missing_docs, reason = "each test uses a part of the shop")]
mod shop;

use docwright_client::{Decimal, Extra, Model, Page, Patch, RawValue, Value, codec, json::json};
use shop::{Customer, Order, State};

#[track_caller]
fn read(json: &str) -> Order {
    codec::from_slice(json.as_bytes()).expect("an order")
}

#[track_caller]
fn written(order: &Order) -> String {
    String::from_utf8(codec::to_vec(order)).expect("JSON is UTF-8")
}

#[track_caller]
fn raw(json: &str) -> RawValue {
    json.parse().expect("JSON")
}

#[test]
fn half_a_surrogate_pair_loses_one_character_and_no_page() {
    let page =
        br#"{"value":[{"id":"1"},{"id":"cut \ud83d","note":"\ude00x","ne\ud83dw":"\udbff\""}]}"#;
    let page: Page<Order> = codec::from_slice(page).expect("a page");
    assert_eq!(page.value[1].id.as_deref(), Some("cut \u{fffd}"));
    assert_eq!(page.value[1].note.as_deref(), Some("\u{fffd}x"));
    let unknown = page.value[1].extra.get("ne\u{fffd}w").expect("an unknown member");
    assert_eq!(unknown.as_str().as_deref(), Some("\u{fffd}\""));
    let order =
        read(r#"{"id":"cut \ud83d","tags":["\ude00"],"new":"\ud83d","placedDateTime":"\ud83d"}"#);
    assert_eq!(
        written(&order),
        r#"{"id":"cut \ud83d","placedDateTime":"\ud83d","tags":["\ude00"],"new":"\ud83d"}"#
    );
}

#[test]
fn a_number_beyond_all_floats_loses_no_page() {
    let order = read(
        r#"{"id":"1","weight":1e400,"count":-1e400,"total":1e400,"anything":1e400,"new":[1e400]}"#,
    );
    assert_eq!((order.weight, order.count), (None, None));
    assert_eq!(order.extra.get("weight").map(RawValue::as_json), Some("1e400"));
    assert_eq!(order.anything.as_ref().map(RawValue::to_value), Some(json!("1e400")));
    assert_eq!(
        written(&order),
        r#"{"id":"1","total":1e400,"count":-1e400,"weight":1e400,"anything":1e400,"new":[1e400]}"#
    );
}

#[test]
fn numbers_keep_their_digits() {
    let numbers =
        "[123456789012345678901234567890,0.123456789012345678901,1e400,-0,1.0,1,1E5,1e+5,0.10]";
    let json = format!(
        r#"{{"anything":{numbers},"@odata.x":{numbers},"new":{{"a":{numbers}}},"note":{numbers}}}"#
    );
    let order = read(&json);
    let expected = format!(
        r#"{{"@odata.x":{numbers},"note":{numbers},"anything":{numbers},"new":{{"a":{numbers}}}}}"#
    );
    assert_eq!(written(&order), expected);
    let value: RawValue = codec::from_slice(format!(" {json}\n").as_bytes()).expect("JSON");
    assert_eq!(codec::to_vec(&value), json.as_bytes());
    // A float that has less of them.
    let long = r#"{"weight":0.1234567890123456789}"#;
    assert_eq!(read(long).weight, Some(0.123_456_79));
    assert_eq!(written(&read(long)), long);
}

#[test]
fn a_patch_keeps_digits() {
    let patch = Patch::new()
        .set(Order::TOTAL, "123456789012345678901234567890.10")
        .set(Order::ANYTHING, raw("0.123456789012345678901"))
        .insert("new", Decimal::from("1.0").as_str().parse::<RawValue>().expect("a number"))
        .clear(Order::NOTE);
    assert_eq!(
        String::from_utf8_lossy(&codec::to_vec(&patch)),
        r#"{"total":123456789012345678901234567890.10,"anything":0.123456789012345678901,"new":1.0,"note":null}"#
    );
    let json = r#"{"a":1.0,"b":{"c":1e400}}"#;
    assert_eq!(codec::to_vec(&Patch::<Order>::from_json(raw(json))), json.as_bytes());
    assert_eq!(codec::to_vec(&Patch::<Order>::from_json(json!({"a": 1}))), br#"{"a":1}"#);
    assert_eq!(codec::to_vec(&Patch::<Order>::from_json(5)), b"{}");
}

#[test]
fn what_is_cleared_is_not_written() {
    let json = r#"{"state":"OPEN","channels":"Sent, open","states":["SENT"],"count":"5","total":"1.50","note":"\ud83d"}"#;
    let mut order = read(json);
    assert_eq!(
        codec::to_value(&order),
        json!({
            "state": "OPEN", "channels": "Sent, open", "states": ["SENT"], "total": "1.50", "count": "5", "note": "\u{fffd}",
        })
    );
    (order.state, order.channels, order.states) = (None, None, None);
    (order.count, order.total, order.note) = (None, None, None);
    assert_eq!(written(&order), "{}");
    let mut order = read(json);
    (order.state, order.states, order.count) = (Some(State::Sent), Some(vec![]), Some(6));
    (order.channels, order.total, order.note) = (None, Some("2".into()), Some(String::new()));
    assert_eq!(written(&order), r#"{"state":"sent","states":[],"total":2,"count":6,"note":""}"#);
    let mut page: Page<State> = codec::from_slice(br#"{"value":["OPEN"]}"#).expect("a page");
    assert_eq!(codec::to_vec(&page), br#"{"value":["OPEN"]}"#);
    page.value.clear();
    assert_eq!(codec::to_vec(&page), br#"{"value":[]}"#);
}

#[test]
fn what_has_no_field_is_written_while_the_field_has_no_value() {
    let json = r#"{"id":null,"count":"five","note":7}"#;
    let mut order = read(json);
    assert_eq!(written(&order), r#"{"id":null,"count":"five","note":7}"#);
    (order.id, order.count) = (Some("1".into()), Some(5));
    assert_eq!(written(&order), r#"{"id":"1","count":5,"note":7}"#);
    let page: Page<Order> = codec::from_slice(br#"{"value":5}"#).expect("a page");
    assert_eq!(codec::to_vec(&page), br#"{"value":5}"#);
}

#[test]
fn of_two_members_of_one_name_the_last_counts() {
    for (json, note, expected) in [
        (r#"{"note":"a","note":null}"#, None, r#"{"note":null}"#),
        (r#"{"note":"a","note":5}"#, None, r#"{"note":5}"#),
        (r#"{"note":5,"note":"a"}"#, Some("a"), r#"{"note":"a"}"#),
        (r#"{"note":null,"id":"1","note":"a"}"#, Some("a"), r#"{"id":"1","note":"a"}"#),
        (r#"{"state":"OPEN","state":"sent"}"#, None, r#"{"state":"sent"}"#),
        (r#"{"state":"open","state":"SENT"}"#, None, r#"{"state":"SENT"}"#),
        (r#"{"x":1,"y":2,"x":3}"#, None, r#"{"y":2,"x":3}"#),
    ] {
        let order = read(json);
        assert_eq!(order.note.as_deref(), note, "{json}");
        assert_eq!(written(&order), expected, "{json}");
    }
    let many: Vec<String> = (0..100).map(|it| format!(r#""x{}":{it}"#, it % 50)).collect();
    let order = read(&format!("{{{}}}", many.join(",")));
    assert_eq!(order.extra.len(), 50);
    assert_eq!(order.extra.get("x7").and_then(RawValue::as_i64), Some(57));
}

#[test]
fn deep_and_broken_unknown_members_are_errors() {
    for n_deep in [127, 128, 10_000, 1_000_000] {
        let deep = format!(r#"{{"new":{}{}}}"#, "[".repeat(n_deep), "]".repeat(n_deep));
        let read = codec::from_slice::<Order>(deep.as_bytes());
        assert_eq!(read.is_ok(), n_deep < 128, "{n_deep}");
        assert_eq!(codec::from_slice::<RawValue>(deep.as_bytes()).is_ok(), n_deep < 128);
        assert_eq!(codec::from_slice::<Value>(deep.as_bytes()).is_ok(), n_deep < 128);
    }
    let error = codec::from_slice::<Order>(b"{\"new\":\n[1,}").expect_err("no JSON");
    let cause = std::error::Error::source(&error).map(ToString::to_string);
    assert_eq!(cause.as_deref(), Some("line 2, column 4: this can't stand here"));
}

#[test]
fn equal_is_what_means_the_same() {
    let equal = |one: &str, two: &str| {
        let (one, two) = (read(one), read(two));
        assert_eq!(one == two, two == one);
        one == two
    };
    for (one, two) in [
        (r#"{"state":"OPEN","count":"5"}"#, r#"{"count":5,"state":"open"}"#),
        (r#"{"x":1,"y":{"a":1,"b":2.0}}"#, r#"{"y":{"b":2,"a":1},"x":1.0}"#),
        (
            r#"{"placedDateTime":"2024-02-29T12:00:00+02:00"}"#,
            r#"{"placedDateTime":"2024-02-29T10:00:00Z"}"#,
        ),
        (r#"{"customer":{"name":"A"},"tags":["a"]}"#, r#"{"tags":["a"],"customer":{"name":"A"}}"#),
        (r#"{"weight":"NaN"}"#, r#"{"weight":"NaN"}"#),
        (r#"{"note":5}"#, r#"{"note":5.0}"#),
    ] {
        assert!(equal(one, two), "{one} {two}");
    }
    for (one, two) in [
        (r#"{}"#, r#"{"note":null}"#),
        (r#"{"note":5}"#, r#"{"note":"5"}"#),
        (r#"{"x":1}"#, r#"{"x":1,"y":null}"#),
        (r#"{"x":123456789012345678901}"#, r#"{"x":123456789012345678902}"#),
        (r#"{"customer":{"name":"A"}}"#, r#"{"customer":{"name":"A","x":1}}"#),
        (r#"{"tags":["a"]}"#, r#"{"tags":["a","b"]}"#),
    ] {
        assert!(!equal(one, two), "{one} {two}");
    }
}

#[test]
fn control_information_has_accessors_and_the_context_is_not_sent() {
    let json = r##"{"@odata.context":"c","@odata.etag":"W/\"1\"","@odata.type":"#acme.shop.order","id":"1","others@odata.context":"c",
        "customer":{"@odata.context":"c","name":"Ann"},"anything":{"@odata.context":"c"}}"##;
    let order = read(json);
    assert_eq!(order.etag().as_deref(), Some("W/\"1\""));
    assert_eq!(order.odata_type().as_deref(), Some("acme.shop.order"));
    assert_eq!(order.extra.get("@odata.context"), Some(&"c".into()));
    assert_eq!(Customer::default().etag(), None);
    assert!(raw(json) == raw(&written(&order)));
    assert_eq!(
        String::from_utf8_lossy(&codec::to_body(&order)),
        r##"{"@odata.etag":"W/\"1\"","@odata.type":"#acme.shop.order","id":"1","customer":{"name":"Ann"},"anything":{"@odata.context":"c"}}"##
    );
}

#[test]
fn raw_values_are_easy_to_make_and_to_look_into() {
    let mut extra = Extra::new();
    extra.insert("a", 1);
    extra.insert("b", json!({"c": [true, null]}));
    assert_eq!(extra.insert("a", "text"), Some(1.into()));
    let b = extra.get("b").and_then(|it| it.get("c")).expect("b.c");
    assert_eq!(b.decode::<Vec<RawValue>>().expect("a list")[0].as_bool(), Some(true));
    assert!(b == json!([true, null]) && b != json!([true]));
    assert_eq!(b.to_value(), json!([true, null]));
    assert_eq!(raw("-0").to_value().to_string(), "-0.0");
    assert_eq!(raw(r#"{"a":1,"a":2}"#).get("a"), Some(2.into()));
    assert_eq!(
        (raw("2.5").as_f64(), raw("2.5").as_i64(), raw("\"2\"").as_f64()),
        (Some(2.5), None, None)
    );
    assert!(RawValue::from(None::<i32>).is_null() && raw(" null ").is_null());
    assert_eq!(RawValue::from(vec!["a", "b"]).as_json(), r#"["a","b"]"#);
    assert_eq!(format!("{:?}", raw(r#"{"password":"x","n":1.50}"#)), "{password: ***, n: 1.50}");
    for broken in ["", "{", "[1,]", "{\"a\":1,}", "01", "tru", "1 2", "\"\n\"", "{a:1}", "nul"] {
        assert!(broken.parse::<RawValue>().is_err(), "{broken}");
    }
}
