//! The last page.

use crate::store::{Store, ids, protocol};
use docwright_client::{End, Operation, Paging};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

fn numbers(end: End) -> Paging {
    Paging::Number { parameter: "page", first: 0, size: Some("size"), end }
}

/// Gives these bodies, one a page, and then pages without items.
async fn pages(bodies: &'static [&'static str]) -> Store {
    let n = Arc::new(AtomicUsize::new(0));
    Store::open(move |_| {
        let body = bodies.get(n.fetch_add(1, Ordering::Relaxed)).copied().unwrap_or("[]");
        format!("200 OK\n\n{body}")
    })
    .await
}

#[tokio::test]
async fn an_empty_list_is_one_page() {
    for paging in [numbers(End::Empty), numbers(End::Short), Paging::Header, Paging::Whole] {
        let store = pages(&["[]"]).await;
        let list = store.client(protocol(&["."], paging)).orders().list();
        let (found, error) = ids(&mut list.stream()).await;
        assert_eq!((found.len(), error.is_none(), store.asked().len()), (0, true, 1), "{paging:?}");
    }
}

#[tokio::test]
async fn a_short_page_is_the_last_where_the_request_says_how_long_one_is() {
    let bodies = &["[{\"id\": \"1\"}, {\"id\": \"2\"}]", "[{\"id\": \"3\"}]"];
    for (size, n_asked) in [(Some("2"), 2), (None, 3), (Some("many"), 3)] {
        let store = pages(bodies).await;
        let list = store.client(protocol(&["."], numbers(End::Short))).orders().list();
        let list = size.map_or(list.clone(), |size| list.query("size", size));
        let (found, error) = ids(&mut list.stream()).await;
        assert_eq!((found.join(","), error.is_none()), ("1,2,3".to_owned(), true));
        let asked = store.asked();
        assert_eq!(asked.len(), n_asked, "{size:?}");
        let numbers: Vec<_> = asked.iter().map(|it| it.option("page")).collect();
        assert_eq!(numbers[..2], [None, Some("1")]);
    }
}

#[tokio::test]
async fn numbers_go_on_from_the_page_that_is_asked_for() {
    let store = pages(&["[{\"id\": \"1\"}]"]).await;
    let list = store.client(protocol(&["."], numbers(End::Empty))).orders().list();
    let (found, _) = ids(&mut list.query("page", "7").query("q", "a b").stream()).await;
    let asked = store.asked();
    assert_eq!((found.len(), asked.len()), (1, 2));
    assert!(asked[1].target.ends_with("/orders?q=a%20b&page=8"), "{}", asked[1].target);
}

#[tokio::test]
async fn nothing_false_and_null_are_the_end_of_a_cursor() {
    let paging = Paging::Cursor {
        places: &["next", "page.next"],
        parameter: "after",
        size: None,
        end: None,
    };
    for end in
        ["{\"rows\": []}", "{\"rows\": [], \"next\": null}", "{\"rows\": [], \"next\": false}"]
    {
        let store = Store::open(move |_| format!("200 OK\n\n{end}")).await;
        let list = store.client(protocol(&["rows"], paging)).orders().list();
        let (_, error) = ids(&mut list.stream()).await;
        assert_eq!((error.is_none(), store.asked().len()), (true, 1), "{end}");
    }
}

#[tokio::test]
async fn a_service_that_always_gives_a_cursor_ends_as_its_dialect_says() {
    let bodies = &[
        "{\"rows\": [{\"id\": \"1\"}, {\"id\": \"2\"}], \"next\": \"a\"}",
        "{\"rows\": [{\"id\": \"3\"}], \"next\": \"b\"}",
        "{\"rows\": [], \"next\": \"c\"}",
    ];
    for (end, n_asked) in [(End::Empty, 3), (End::Short, 2)] {
        let (places, size, end) = (&["next"][..], Some("take"), Some(end));
        let paging = Paging::Cursor { places, parameter: "after", size, end };
        let store = pages(bodies).await;
        let list = store.client(protocol(&["rows"], paging)).orders().list();
        let (found, error) = ids(&mut list.query("take", "2").stream()).await;
        assert_eq!((found.join(","), error.is_none()), ("1,2,3".to_owned(), true), "{end:?}");
        assert_eq!(store.asked().len(), n_asked, "{end:?}");
    }
}

/// An operation whose docs list no parameter for pages.
enum ListAll {}

impl Operation for ListAll {
    type Output = docwright_client::Page<crate::shop::Order>;
    const METHOD: docwright_client::Method = docwright_client::Method::Get;
    const IS_PAGED: bool = false;
}

impl docwright_client::Lists for ListAll {
    type Item = crate::shop::Order;
    type Resumed = docwright_client::Items<crate::shop::Order>;
}

#[tokio::test]
async fn a_list_that_takes_no_number_is_whole() {
    let store = Store::open(|_| "200 OK\n\n[{\"id\": \"1\"}]".to_owned()).await;
    let client = store.client(protocol(&["."], numbers(End::Empty)));
    let list = client.at().literal("orders").request::<ListAll>();
    let (found, error) = ids(&mut list.stream()).await;
    assert_eq!((found.len(), error.is_none(), store.asked().len()), (1, true, 1));
}
