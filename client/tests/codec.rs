//! JSON to models and back, on the models of a made-up shop.

#[allow(dead_code, unreachable_pub, missing_docs, reason = "each test uses a part of the shop")]
mod shop;

use docwright_client::{ErrorKind, Flags, Indirect, Many, Page, Value, codec, json::json};
use shop::{Order, State};

#[track_caller]
fn read(json: Value) -> Order {
    codec::from_value(&json).expect("an object is an order, whatever is in it")
}

/// What is read comes back unchanged.
#[track_caller]
fn check(json: Value) -> Order {
    let order = read(json.clone());
    let written = codec::to_value(&order);
    assert!(codec::json_equal(&written, &json), "{written}");
    assert_eq!(order, read(written));
    order
}

#[test]
fn every_kind_of_field() {
    let order = check(json!({
        "id": "1", "state": "open", "channels": "open,sent", "states": ["sent"],
        "placedDateTime": "2024-02-29T12:00:00.1234567+02:00", "total": 12.5, "count": 3, "weight": 0.1,
        "isGift": true, "note": "", "tags": [], "customer": {"name": "Ann"}, "others": [{"age": 5}],
        "anything": {"a": [1]},
    }));
    assert_eq!(order.state, Some(State::Open));
    assert_eq!(order.channels, Some(Flags::from([State::Sent, State::Open])));
    assert_eq!(
        order.placed.as_ref().map(|it| it.as_str()),
        Some("2024-02-29T12:00:00.1234567+02:00")
    );
    assert_eq!(order.total.as_ref().map(|it| it.as_str()), Some("12.5"));
    assert_eq!(order.weight, Some(0.1));
    assert_eq!(order.customer.as_ref().and_then(|it| it.name.as_deref()), Some("Ann"));
    assert!(order.extra.is_empty());
}

#[test]
fn unknown_members_are_kept_and_control_information_is_written_first() {
    let order = check(
        json!({"id": "1", "new": {"x": null}, "@odata.type": "#acme.shop.order", "new@odata.count": 2}),
    );
    assert_eq!(order.extra.len(), 3);
    assert!(
        codec::to_value(&order)
            .to_string()
            .starts_with(r##"{"@odata.type":"#acme.shop.order","id""##)
    );
}

#[test]
fn absent_and_null_are_two_things() {
    let order = check(json!({"note": null}));
    assert_eq!(order.note, None);
    assert!(order.extra.is_null("note"));
    assert!(!order.extra.was_present("id"));
}

#[test]
fn a_value_of_another_type_is_kept() {
    let order = check(
        json!({"note": 5, "customer": "Ann", "count": 1.5, "isGift": "yes", "weight": "heavy"}),
    );
    assert_eq!(order.note, None);
    assert!(order.customer.is_none());
    assert_eq!(order.extra.get("note"), Some(&json!(5).into()));
    assert_eq!(order.extra.len(), 5);
}

#[test]
fn a_collection_with_one_value_of_another_type_is_kept_whole() {
    let order = check(
        json!({"tags": ["a", null, "b"], "others": [{"name": "Ann", "new": 1}, 5, {"age": 3}]}),
    );
    assert_eq!(order.tags, None);
    assert_eq!(order.others, None);
}

#[test]
fn a_field_wins_over_what_was_read() {
    let mut order = read(json!({"note": 5, "state": "OPEN", "id": null}));
    order.note = Some("five".to_owned());
    order.state = Some(State::Sent);
    order.id = Some("1".to_owned());
    assert_eq!(codec::to_value(&order), json!({"id": "1", "state": "sent", "note": "five"}));
}

#[test]
fn texts_in_another_spelling_are_understood_and_come_back() {
    let order = check(json!({
        "state": "OPEN", "channels": "Sent, open", "states": ["open", "SENT"], "count": "9007199254740993",
        "total": "0.1234567890123456789", "weight": "NaN",
    }));
    assert_eq!(order.state, Some(State::Open));
    assert_eq!(order.states, Some(vec![State::Open, State::Sent]));
    assert_eq!(order.channels, Some(Flags::from([State::Sent, State::Open])));
    assert_eq!(order.count, Some(9_007_199_254_740_993));
    assert_eq!(order.total.as_ref().map(|it| it.as_str()), Some("0.1234567890123456789"));
    assert!(order.weight.is_some_and(f32::is_nan));
}

#[test]
fn an_undocumented_enum_member_is_kept() {
    let order = check(json!({"state": "lost"}));
    assert!(matches!(&order.state, Some(State::Undocumented(text)) if text.as_str() == "lost"));
    assert_eq!(State::from("LOST").to_string(), "LOST");
}

#[test]
fn numbers_are_compared_as_numbers() {
    check(json!({"count": 3.0, "weight": 2, "total": 1e3}));
    assert!(codec::json_equal(&json!([1, {"a": 1.0}]), &json!([1.0, {"a": 1}])));
    assert!(!codec::json_equal(
        &json!(9_007_199_254_740_993_i64),
        &json!(9_007_199_254_740_992_i64)
    ));
}

#[test]
fn strict_reading_names_the_place() {
    let json = br#"{"value": [{"id": "1"}, {"others": [{}, {"age": "old"}]}, {"tags": [1]}]}"#;
    assert!(codec::from_slice::<Page<Order>>(json).is_ok());
    let error = codec::from_slice_strict::<Page<Order>>(json).expect_err("an age is a number");
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.json_path(), Some("value[1].others[1].age"));
    assert_eq!(error.to_string(), "`value[1].others[1].age`: expected an integer, found a string");
    let error = codec::from_slice_strict::<Page<Order>>(b"[]").expect_err("a page is an object");
    assert_eq!(error.to_string(), "expected an object, found an array");
    let tag =
        codec::from_slice_strict::<Order>(br#"{"tags": ["a", 1]}"#).expect_err("tags are texts");
    assert_eq!(tag.json_path(), Some("tags[1]"));
}

#[test]
fn strict_reading_takes_nulls_unknown_members_and_other_spellings() {
    let json = br#"{"id": null, "new": 1, "state": "OPEN", "count": "5"}"#;
    assert!(codec::from_slice_strict::<Order>(json).is_ok());
}

#[test]
fn deep_text_is_refused_and_a_byte_order_mark_skipped() {
    let deep = "[".repeat(100_000);
    assert!(codec::from_slice::<Value>(deep.as_bytes()).is_err());
    assert!(codec::from_slice::<Order>(b"\xEF\xBB\xBF{}").is_ok());
}

/// Texts a few bytes away from JSON: read if and only if serde_json reads them, and never changed on the way.
#[test]
fn damaged_texts_are_read_as_serde_json_reads_them() {
    let text = br#"{"id":"\u00e9\"1","@odata.etag":"W/\"1\"","state":"OPEN","states":["open","x"],"channels":"sent,open",
        "total":-1.50,"count":"12","weight":1e2,"isGift":true,"note":null,"tags":["a","b"],"new":{"a":[1,{}]},
        "customer":{"name":"Ann","age":5,"x":null},"others":[{"age":1.0},{}],"anything":[{"a":"\\"}, false]}"#;
    let pool = br#"{}[]",:\ 0123456789.-+eEtruefalsnu/"#;
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    let mut n_read = 0;
    for _ in 0..4_000 {
        let mut damaged = text.to_vec();
        for _ in 0..=random(3) {
            let at = random(damaged.len());
            match random(3) {
                0 => damaged[at] = pool[random(pool.len())],
                1 => damaged.insert(at, pool[random(pool.len())]),
                _ => drop(damaged.remove(at)),
            }
        }
        let shown = String::from_utf8_lossy(&damaged).into_owned();
        let expected = serde_json::from_slice::<Value>(&damaged).ok().filter(Value::is_object);
        let read = codec::from_slice::<Order>(&damaged).ok();
        assert_eq!(read.is_some(), expected.is_some(), "{shown}");
        let (Some(read), Some(expected)) = (read, expected) else { continue };
        n_read += 1;
        let written = codec::to_value(&read);
        // A name that is there twice is one member; which of its values stays is nobody's promise.
        if written.as_object().map(|it| it.len()) == expected.as_object().map(|it| it.len())
            && !shown_twice(&damaged)
        {
            assert!(codec::json_equal(&written, &expected), "{shown}\n{written}");
        }
    }
    assert!(n_read > 400, "{n_read}");
}

/// Whether damage made a name of another one, so that an object has it twice.
fn shown_twice(json: &[u8]) -> bool {
    let n_names = json.windows(2).filter(|it| *it == b"\":").count();
    fn count(value: &Value) -> usize {
        match value {
            Value::Array(items) => items.iter().map(count).sum(),
            Value::Object(members) => members.len() + members.values().map(count).sum::<usize>(),
            _ => 0,
        }
    }
    serde_json::from_slice::<Value>(json).is_ok_and(|it| count(&it) != n_names)
}

#[test]
fn what_is_held_out_of_sight_reads_and_writes_as_itself() {
    let json = json!([{"id": "1", "state": "open", "odd": [1]}, {}]);
    let mut orders: Vec<Indirect<Order>> = codec::from_value(&json).expect("two orders");
    assert!(codec::json_equal(&codec::to_value(&orders), &json));
    assert_eq!(format!("{:?}", orders[0]), format!("{:?}", *orders[0]));
    let mut copy = orders.clone();
    assert_eq!(copy, orders);
    copy[1].state = Some(State::Sent);
    assert_ne!(copy, orders);
    assert_eq!(orders.remove(0).into_inner().state, Some(State::Open));
}

#[test]
fn the_values_of_a_relationship_are_used_as_a_vec_and_read_and_written_as_one() {
    let json = json!([{"id": "1", "state": "open", "odd": [1]}, {}]);
    let mut orders: Many<Order> = codec::from_value(&json).expect("two orders");
    assert!(codec::json_equal(&codec::to_value(&orders), &json));
    assert_eq!(format!("{orders:?}"), format!("{:?}", *orders));
    assert_eq!(orders.iter().filter(|it| it.state == Some(State::Open)).count(), 1);
    orders.push(Order { state: Some(State::Sent), ..Order::default() });
    for order in &mut orders {
        order.state.get_or_insert(State::Sent);
    }
    let states: Vec<_> = orders.into_iter().filter_map(|it| it.state).collect();
    assert_eq!(states, [State::Open, State::Sent, State::Sent]);
    let none: Many<Order> = Many::default();
    assert!(none.is_empty() && none == Vec::new());
    assert_eq!(codec::from_slice::<Many<Order>>(b"[]").expect("none"), none);
    assert!(codec::from_slice::<Many<Order>>(b"[1]").is_err());
}

#[test]
fn a_copy_of_the_values_of_a_relationship_is_one_of_its_own() {
    let orders: Many<Order> = vec![Order::default()].into();
    let mut copy = orders.clone();
    assert_eq!(copy, orders);
    copy[0].state = Some(State::Sent);
    copy.push(Order::default());
    assert_eq!((orders.len(), &orders[0].state), (1, &None));
    let mut other = orders.clone();
    drop(orders);
    other.extend(copy.into_vec());
    assert_eq!(other.iter().filter(|it| it.state == Some(State::Sent)).count(), 1);
    let again: Many<Order> = other.iter().cloned().collect();
    assert_eq!(again, other);
}

#[test]
fn what_is_held_out_of_sight_goes_wherever_a_vec_and_a_box_go() {
    fn check<T: Send + Sync + Unpin + std::panic::UnwindSafe + std::panic::RefUnwindSafe>() {}
    check::<Many<Order>>();
    check::<Indirect<Order>>();
}

#[test]
fn equal_models_have_one_hash() {
    let hash = |json: Value| {
        let mut state = std::hash::DefaultHasher::new();
        codec::hash(&read(json), &mut state);
        std::hash::Hasher::finish(&state)
    };
    for (one, two) in [
        (json!({"id": "1", "state": "open"}), json!({"state": "OPEN", "id": "1"})),
        (json!({"count": 3, "tags": []}), json!({"count": "3", "tags": []})),
        (
            json!({"placedDateTime": "2024-02-29T12:00:00Z"}),
            json!({"placedDateTime": "2024-02-29T13:00:00+01:00"}),
        ),
        (json!({"total": 1.5, "weight": 0.0}), json!({"total": 1.50, "weight": -0.0})),
        (
            json!({"new": 1, "anything": {"a": 1, "b": 2}}),
            json!({"anything": {"b": 2, "a": 1}, "new": 1}),
        ),
    ] {
        assert_eq!(read(one.clone()), read(two.clone()));
        assert_eq!(hash(one), hash(two));
    }
    for (one, two) in [
        (json!({"id": "1"}), json!({"id": "2"})),
        (json!({"id": "1"}), json!({"note": "1"})),
        (json!({"tags": ["a", "b"]}), json!({"tags": ["b", "a"]})),
        (json!({"customer": {"name": "Ann"}}), json!({"customer": {"name": "Bo"}})),
        (json!({"isGift": true}), json!({"isGift": false})),
    ] {
        assert_ne!(hash(one), hash(two));
    }
}
