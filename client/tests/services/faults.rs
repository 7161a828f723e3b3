//! What goes wrong with lists.

use crate::store::{Store, ids, protocol};
use docwright_client::{End, ErrorKind, Paging};
use std::sync::atomic::{AtomicUsize, Ordering};

#[tokio::test]
async fn a_list_that_is_not_there_is_no_empty_one() {
    let cases: &[(&str, &[&str], &str, &str)] = &[
        ("{\"rows\": []}", &["items"], "items", "expected an array, found nothing"),
        ("{\"data\": {}}", &["data.items"], "data.items", "expected an array, found nothing"),
        ("{\"items\": null}", &["items"], "items", "expected an array, found null"),
        ("{\"items\": {}}", &["items"], "items", "expected an array, found an object"),
        (
            "{\"items\": [{\"id\": \"1\"}, 7]}",
            &["items"],
            "items[1]",
            "expected an object, found a number",
        ),
        ("[{\"id\": \"1\"}, 7]", &["."], "[1]", "expected an object, found a number"),
        ("{\"a\": {\"b\": [1]}}", &["a.b"], "a.b[0]", "expected an object, found a number"),
        ("{}", &["."], "", "expected an array, found an object"),
        ("{\"a\": [], \"b\": []}", &["*"], "", "expected an array, found an object"),
        ("null", &["items", "."], "", "expected an array, found null"),
        ("[]", &["items"], "", "expected an array, found an array"),
    ];
    for (body, lists, path, words) in cases {
        let answer = format!("200 OK\nContent-Type: application/json\n\n{body}");
        let store = Store::open(move |_| answer.clone()).await;
        let client = store.client(protocol(lists, Paging::Whole));
        let list = client.orders().list();
        let (_, streamed) = ids(&mut list.clone().stream()).await;
        for error in [streamed.expect("no list"), list.await.expect_err("no list")] {
            assert_eq!(
                (error.kind(), error.json_path()),
                (ErrorKind::Decode, Some(*path)),
                "{body}"
            );
            if *body != "[]" {
                assert!(error.to_string().ends_with(words), "{body}: {error}");
            }
        }
    }
    for body in ["", "{\"items\": [", "{\"items\": []} x"] {
        let store = Store::open(move |_| format!("200 OK\n\n{body}")).await;
        let list = store.client(protocol(&["items"], Paging::Whole)).orders().list();
        let (_, error) = ids(&mut list.stream()).await;
        assert_eq!(error.expect("no list").kind(), ErrorKind::Decode, "{body}");
    }
}

#[tokio::test]
async fn a_cursor_that_repeats_is_an_error() {
    let store =
        Store::open(|_| "200 OK\n\n{\"rows\": [{\"id\": \"1\"}], \"next\": \"a b\"}".to_owned())
            .await;
    let paging = Paging::Cursor { places: &["next"], parameter: "after", size: None, end: None };
    let list = store.client(protocol(&["rows"], paging)).orders().list();
    let mut items = list.stream();
    let (found, error) = ids(&mut items).await;
    assert_eq!((found.len(), error.expect("it repeats").kind()), (2, ErrorKind::Redirect));
    assert!(items.try_next().await.is_err(), "nobody may think that it has ended");
    assert_eq!(store.asked().len(), 2);
}

#[tokio::test]
async fn links_to_another_host_are_not_followed() {
    let other = Store::open(|_| "200 OK\n\n[]".to_owned()).await;
    for (header, paging) in [
        ("Link: <URL>; rel=\"next\"", Paging::Header),
        ("X-Next: URL", Paging::Link { places: &["x-next:"] }),
    ] {
        let header = header.replace("URL", &format!("{}/v1/orders?k3y=1", other.origin));
        let store = Store::open(move |_| format!("200 OK\n{header}\n\n[{{\"id\": \"1\"}}]")).await;
        let orders = store.client(protocol(&["."], paging)).orders();
        let mut items = orders.list().stream();
        let (found, error) = ids(&mut items).await;
        let error = error.expect("it leaves the service");
        assert_eq!((found.len(), error.kind()), (1, ErrorKind::Redirect));
        assert!(!error.to_string().contains("k3y"), "{error}");
        let link = format!("{}/v1/orders", other.origin);
        let (_, error) = ids(&mut orders.list().resume(&link)).await;
        assert_eq!(error.map(|it| it.kind()), Some(ErrorKind::Redirect));
    }
    assert!(other.asked().is_empty());
}

#[tokio::test]
async fn pages_that_never_end_are_an_error() {
    let number = |end| Paging::Number { parameter: "page", first: 1, size: None, end };
    let offset = Paging::Offset { parameter: "offset", size: None, end: End::Empty };
    for paging in [number(End::Empty), number(End::Short), offset] {
        let store = Store::open(|_| "200 OK\n\n[{\"id\": \"1\"}]".to_owned()).await;
        let list = store.client(protocol(&["."], paging)).orders().list();
        let (found, error) = ids(&mut list.stream()).await;
        let error = error.expect("it never ends");
        assert_eq!((found.len(), error.kind()), (1, ErrorKind::Redirect), "{error}");
        assert!(error.to_string().contains("does not end"), "{error}");
        assert_eq!(store.asked().len(), 2);
    }
    // The number of the next page is always the same.
    let n = AtomicUsize::new(0);
    let store = Store::open(move |_| {
        format!("200 OK\nX-Next: 2\n\n[{{\"id\": \"{}\"}}]", n.fetch_add(1, Ordering::Relaxed))
    })
    .await;
    let list = store.client(protocol(&["."], number(End::Header("x-next")))).orders().list();
    let (found, error) = ids(&mut list.stream()).await;
    assert_eq!((found.len(), error.map(|it| it.kind())), (2, Some(ErrorKind::Redirect)));
    // There is no number behind the last one.
    let store = Store::open(|_| "200 OK\n\n[{\"id\": \"1\"}]".to_owned()).await;
    let list = store.client(protocol(&["."], number(End::Empty))).orders().list();
    let (_, error) = ids(&mut list.query("page", u64::MAX.to_string()).stream()).await;
    assert_eq!(error.map(|it| it.kind()), Some(ErrorKind::Decode));
}

#[tokio::test]
async fn what_nobody_understands_is_not_the_end() {
    let paging = Paging::Cursor { places: &["next"], parameter: "after", size: None, end: None };
    for next in ["{}", "[1]", "true"] {
        let body = format!("{{\"rows\": [], \"next\": {next}}}");
        let store = Store::open(move |_| format!("200 OK\n\n{body}")).await;
        let list = store.client(protocol(&["rows"], paging)).orders().list();
        let (_, error) = ids(&mut list.stream()).await;
        let error = error.expect("it may go on");
        assert_eq!((error.kind(), error.json_path()), (ErrorKind::Decode, Some("next")), "{error}");
    }
}

#[tokio::test]
async fn a_web_page_in_place_of_a_page_is_an_error() {
    let paging = Paging::Number { parameter: "page", first: 1, size: None, end: End::Empty };
    let store = Store::open(|asked| match asked.option("page") {
        None => "200 OK\n\n[{\"id\": \"1\"}]".to_owned(),
        Some(_) => {
            "200 OK\nContent-Type: text/html\n\n<html><title>Sign in</title></html>".to_owned()
        }
    })
    .await;
    let mut items = store.client(protocol(&["."], paging)).orders().list().stream();
    let (found, error) = ids(&mut items).await;
    assert_eq!(found.len(), 1);
    assert!(error.expect("no list").to_string().contains("Sign in"));
    items.retry();
    assert!(items.try_next().await.is_err(), "the page is asked for again");
    assert_eq!(store.asked().len(), 3);
}
