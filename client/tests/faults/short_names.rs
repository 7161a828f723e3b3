//! Links and counts as OData 4.01 lets a service write them, and pages that say a thing twice.

use crate::server::{Server, ok};
use crate::shop::Order;
use crate::texts::failed;
use docwright_client::{Change, ErrorKind, Page, codec};

#[tokio::test]
async fn short_names_of_links_and_counts_are_known() {
    let server = Server::of([
        ok(r#"{"@context": "x", "@count": 3, "value": [{"id": "1"}], "@nextLink": "orders?a=1\u0026s=2"}"#),
        ok(r#"{"value": [{"id": "2"}], "@nextLink": "\/v1\/orders?s=3"}"#),
        ok(r#"{"value": [{"id": "3"}], "@nextLink": ""}"#),
    ])
    .await;
    let mut pages = server.client().orders().list().pages();
    let first = pages.try_next().await.expect("a page").expect("the first");
    assert_eq!((first.count(), first.next_link()), (Some(3), Some("orders?a=1&s=2")));
    assert!(
        codec::to_value(&first).to_string().contains("@nextLink"),
        "it is written as it was read"
    );
    let second = pages.try_next().await.expect("a page").expect("the second");
    assert_eq!(second.next_link(), Some("/v1/orders?s=3"));
    let third = pages.try_next().await.expect("a page").expect("the third");
    assert_eq!((third.next_link(), third.count()), (None, None));
    assert!(pages.try_next().await.expect("the end").is_none());
    assert_eq!(server.lines()[1..], ["GET /v1/orders?a=1&s=2", "GET /v1/orders?s=3"]);
}

#[tokio::test]
async fn short_names_of_a_delta_series_are_known() {
    let server = Server::of([
        ok(r#"{"value": [{"id": "1"}], "@nextLink": "delta?s=2"}"#),
        ok(r#"{"value": [{"id": "2", "@removed": {"reason": "deleted"}}], "@deltaLink": "delta?a\u003d1"}"#),
        ok(r#"{"value": [], "@odata.deltaLink": "delta?a=2"}"#),
    ])
    .await;
    let delta = || server.client().orders().delta().get();
    let mut changes = delta().start();
    assert!(matches!(changes.try_next().await.expect("a change"), Some(Change::Changed(_))));
    assert_eq!(changes.delta_link(), None);
    assert!(matches!(changes.try_next().await.expect("a change"), Some(Change::Removed { .. })));
    assert!(changes.try_next().await.expect("the end").is_none());
    let link = changes.delta_link().expect("the series has ended").to_owned();
    let mut changes = delta().resume(&link);
    assert!(changes.try_next().await.expect("the end").is_none());
    assert_eq!(changes.delta_link(), Some("delta?a=2"));
    assert_eq!(server.lines()[2], "GET /v1/orders/delta?a=1");
}

/// As of every two members of one name, the last one counts.
#[tokio::test]
async fn of_two_values_of_a_page_the_last_one_counts() {
    let ids = |page: &Page<Order>| page.value.iter().filter_map(|it| it.id.clone()).collect();
    for (json, expected) in [
        (r#"{"value": [{"id": "1"}], "value": [{"id": "2"}, {"id": "3"}]}"#, Ok(vec!["2", "3"])),
        (r#"{"value": [{"id": "1"}], "value": []}"#, Ok(vec![])),
        (r#"{"value": null, "value": [{"id": "2"}]}"#, Ok(vec!["2"])),
        (r#"{"value": {"id": "1"}, "value": [{"id": "2"}]}"#, Ok(vec!["2"])),
        (r#"{"value": [{"id": "1"}], "value": null}"#, Err("value")),
        (r#"{"value": [{"id": "1"}], "value": {"id": "2"}}"#, Err("value")),
        (r#"{"value": [{"id": "1"}], "value": [{"id": "2"}, 3]}"#, Err("value[1]")),
        (r#"{"value": [1], "value": [{"id": "2"}]}"#, Ok(vec!["2"])),
    ] {
        let server = Server::start(move |_| ok(json)).await;
        let page = server.client().orders().list().await;
        match expected {
            Ok(expected) => {
                let page: Vec<String> = ids(&page.unwrap_or_else(|it| panic!("{json}: {it}")));
                assert_eq!(page, expected, "{json}");
            }
            Err(path) => {
                let error = failed(page);
                assert_eq!(
                    (error.kind(), error.json_path()),
                    (ErrorKind::Decode, Some(path)),
                    "{json}"
                );
            }
        }
    }
    let server = Server::of([
        ok(r#"{"value": [], "@odata.nextLink": "?s=1", "@odata.nextLink": "?s=2"}"#),
        ok(r#"{"value": [], "@odata.nextLink": "?s=3", "@odata.nextLink": null}"#),
    ])
    .await;
    let mut items = server.client().orders().list().stream();
    assert!(items.try_next().await.expect("the end").is_none());
    assert_eq!(server.lines(), ["GET /v1/orders", "GET /v1/orders?s=2"]);
}
