//! Lists wherever they are, however they go on, whoever asks.

use crate::store::{Asked, Store, ids, protocol};
use docwright_client::json::json;
use docwright_client::{End, Paging, Protocol, TokenPlace, Value};

const ALL: [&str; 5] = ["1", "2", "3", "4", "5"];

/// Where a list is, and an answer with these items, and this beside them.
type Place = (&'static [&'static str], fn(Value, Value) -> Value);

const PLACES: &[Place] = &[
    (&["."], |items, _| items),
    (&["value"], |items, meta| json!({"value": items, "meta": meta})),
    (&["items"], |items, meta| json!({"meta": meta, "items": items, "n": 5})),
    (&["data.orders"], |items, meta| json!({"data": {"n": 1, "orders": items}, "meta": meta})),
    (&["*"], |items, meta| json!({"orders": items, "meta": meta})),
    (&[".", "nothing", "rows"], |items, meta| json!({"meta": meta, "rows": items})),
    (&["paged.rows"], |items, meta| json!({"paged.rows": items, "meta": meta})),
];

/// How a list goes on, and what the store says of where, in a header or beside the items.
type Way = (Paging, fn(&Asked) -> usize, fn(usize) -> (String, Value));

/// How many items stand before the page that is asked for: of three kinds, the store's own word for it.
fn token_of(asked: &Asked) -> usize {
    asked.option("after").and_then(|it| it.parse().ok()).unwrap_or(0)
}

fn page_of(asked: &Asked) -> usize {
    let page = asked.option("page").and_then(|it| it.parse().ok()).unwrap_or(1_usize);
    page.saturating_sub(1) * 2
}

fn offset_of(asked: &Asked) -> usize {
    asked.option("offset").and_then(|it| it.parse().ok()).unwrap_or(0)
}

fn silent(_: usize) -> (String, Value) {
    (String::new(), json!({}))
}

const WAYS: &[Way] = &[
    (Paging::Link { places: &["meta.next"] }, token_of, |next| match next {
        5.. => (String::new(), json!({"next": null})),
        next => (String::new(), json!({"next": format!("ORIGIN/v1/orders?after={next}")})),
    }),
    (Paging::Link { places: &["x-next:"] }, token_of, |next| match next {
        5.. => ("\nX-Next:".to_owned(), json!({})),
        next => (format!("\nX-Next: /v1/orders?after={next}"), json!({})),
    }),
    (Paging::Header, token_of, |next| match next {
        5.. => ("\nLink: </v1/orders>; rel=\"first\"".to_owned(), json!({})),
        next => (
            format!(
                "\nLink: </v1/orders>; rel=\"first\", <ORIGIN/v1/orders?after={next}>; rel=\"next\""
            ),
            json!({}),
        ),
    }),
    (
        Paging::Number { parameter: "page", first: 1, size: Some("size"), end: End::Empty },
        page_of,
        silent,
    ),
    (
        Paging::Number { parameter: "page", first: 1, size: Some("size"), end: End::Short },
        page_of,
        silent,
    ),
    (
        Paging::Number { parameter: "page", first: 1, size: None, end: End::Header("x-next-page") },
        page_of,
        |next| match next {
            5.. => ("\nX-Next-Page: ".to_owned(), json!({})),
            next => (format!("\nX-Next-Page: {}", next / 2 + 1), json!({})),
        },
    ),
    (
        Paging::Offset { parameter: "offset", size: Some("size"), end: End::Short },
        offset_of,
        silent,
    ),
    (
        Paging::Cursor { places: &["meta.cursor"], parameter: "after", size: None, end: None },
        token_of,
        |next| match next {
            5.. => (String::new(), json!({"cursor": ""})),
            2 => (String::new(), json!({"cursor": 2})),
            next => (String::new(), json!({"cursor": next.to_string()})),
        },
    ),
];

const TOKENS: &[(TokenPlace, &str)] = &[
    (TokenPlace::BEARER, "authorization: Bearer t0k3n\r\n"),
    (TokenPlace::Header { name: "private-token", before: "" }, "private-token: t0k3n\r\n"),
    (TokenPlace::Query("private token"), "&private%20token=t0k3n HTTP/1.1\r\n"),
    (TokenPlace::Basic, "authorization: Basic dDBrM246\r\n"),
];

/// A store of five orders, two on a page.
async fn store(place: Place, way: Way) -> Store {
    Store::open(move |asked| {
        let (n_before, says) = (way.1(asked), way.2);
        let items = ALL.iter().skip(n_before).take(2).map(|id| json!({"id": id}));
        let (headers, meta) = says(n_before + 2);
        let body = place.1(items.collect::<Vec<_>>().into(), meta);
        format!("200 OK\nContent-Type: application/json{headers}\n\n{body}")
    })
    .await
}

/// Whether what is said beside the items can be said in an answer that is nothing but items.
fn fits(place: &Place, way: &Way) -> bool {
    let is_beside = match way.0 {
        Paging::Link { places } | Paging::Cursor { places, .. } => !places[0].ends_with(':'),
        _ => false,
    };
    !(is_beside && place.0 == ["."])
}

#[tokio::test]
async fn every_list_is_read_to_its_end() {
    let mut n_read = 0;
    for place in PLACES {
        for way in WAYS.iter().filter(|way| fits(place, way)) {
            for (token, shown) in TOKENS {
                let store = store(*place, *way).await;
                let protocol = Protocol { token: *token, ..protocol(place.0, way.0) };
                let list = store.client(protocol).orders().list().query("size", "2");
                let (found, error) = ids(&mut list.stream()).await;
                assert!(error.is_none(), "{place:?} {:?}: {error:?}", way.0);
                assert_eq!(found, ALL, "{:?} {:?}", place.0, way.0);
                for asked in store.asked() {
                    assert!(asked.head.contains(shown), "{shown} in {}", asked.head);
                    assert_eq!(
                        asked.head.matches("t0k3n").count(),
                        usize::from(!shown.contains("Basic"))
                    );
                }
                n_read += 1;
            }
        }
    }
    assert_eq!(n_read, (7 * 8 - 2) * 4);
}

#[tokio::test]
async fn every_list_goes_on_in_another_run() {
    for place in PLACES {
        for way in WAYS.iter().filter(|way| fits(place, way)) {
            let store = store(*place, *way).await;
            let protocol = Protocol { token: TokenPlace::Query("key"), ..protocol(place.0, way.0) };
            let orders = store.client(protocol).orders();
            let mut items = orders.list().query("size", "2").stream();
            for _ in 0..3 {
                items.try_next().await.expect("an item");
            }
            let link = items.next_link().expect("it goes on").to_owned();
            assert!(!link.contains("t0k3n"), "{link}");
            drop(items);
            let (found, error) = ids(&mut orders.list().resume(&link)).await;
            assert_eq!((found, error.is_none()), (vec!["5".to_owned()], true), "{:?}", way.0);
            // One page says where it goes on, too.
            let page = orders.list().query("size", "2").await.expect("a page");
            assert_eq!((page.value.len(), page.next_link().is_some()), (2, true), "{:?}", way.0);
        }
    }
}

#[tokio::test]
async fn what_stands_around_a_list_is_kept() {
    let store = Store::open(|_| {
        "200 OK\n\n{\"total\": 1, \"data\": {\"orders\": [{\"id\": \"1\"}], \"took\": 7}}"
            .to_owned()
    })
    .await;
    let protocol = protocol(&["data.orders"], Paging::Whole);
    let page = store.client(protocol).orders().list().await.expect("a page");
    assert_eq!(page.extra.get("total").and_then(|it| it.as_i64()), Some(1));
    let data = page.extra.get("data").and_then(|it| it.get("took"));
    assert_eq!(data.and_then(|it| it.as_i64()), Some(7));
    assert_eq!((page.value.len(), page.next_link()), (1, None));
}
