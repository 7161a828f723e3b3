//! Models, enums and the primitive types as fields of structs that derive serde's traits.
#![cfg(feature = "serde")]

#[allow(dead_code, unreachable_pub, missing_docs, reason = "each test uses a part of the shop")]
mod shop;

use docwright_client::codec::{Json, as_json};
use docwright_client::{DateTimeOffset, Decimal, Flags, Page, RawValue, ValueOf, json::json};
use serde::{Deserialize, Serialize};
use shop::{Order, State};

#[derive(Debug, Serialize, Deserialize)]
struct Mine {
    at: DateTimeOffset,
    total: Decimal,
    state: State,
    states: Flags<State>,
    order: Option<Order>,
    #[serde(default)]
    page: Page<Order>,
    raw: RawValue,
    #[serde(with = "as_json")]
    count: ValueOf<i64>,
    #[serde(flatten)]
    rest: std::collections::BTreeMap<String, RawValue>,
}

#[test]
fn a_struct_with_models_comes_back() {
    let json = json!({
        "at": "2024-02-29T12:00:00Z", "total": 12.5, "state": "open", "states": "open,sent",
        "order": {"@odata.etag": "W/1", "id": "1", "state": "sent", "new": [1, null, -2.5], "note": null},
        "page": {"value": [{"id": "2"}], "@odata.nextLink": "x"},
        "raw": {"a": 18446744073709551615_u64}, "count": {"value": 5}, "more": true,
    });
    let mine: Mine = serde_json::from_value(json.clone()).expect("mine");
    assert_eq!(mine.order.as_ref().and_then(|it| it.id.as_deref()), Some("1"));
    assert_eq!(mine.count.value, Some(5));
    assert_eq!(serde_json::to_value(&mine).expect("JSON"), json);
    let text = serde_json::to_string(&mine).expect("JSON");
    let again = serde_json::from_str::<Mine>(&text).expect("mine");
    assert_eq!((again.order, again.states, again.rest), (mine.order, mine.states, mine.rest));
}

#[test]
fn what_is_no_value_of_the_type_is_an_error() {
    assert!(serde_json::from_str::<Order>("5").is_err());
    assert!(serde_json::from_str::<DateTimeOffset>("5").is_err());
    assert!(serde_json::from_str::<Order>("{").is_err());
    let Json(items) = serde_json::from_str::<Json<Vec<Order>>>("[{},{}]").expect("two orders");
    assert_eq!(serde_json::to_string(&Json(items)).expect("JSON"), "[{},{}]");
}

#[test]
fn whole_numbers_keep_their_digits_as_far_as_serde_goes() {
    let raw: RawValue = "[123456789012345678901234567890,1e400,-0]".parse().expect("JSON");
    let json = serde_json::to_string(&raw).expect("JSON");
    assert_eq!(json, r#"[123456789012345678901234567890,"1e400",-0.0]"#);
}
