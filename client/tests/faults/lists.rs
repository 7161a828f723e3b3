//! Lists that break off, lead astray, or are none.

use crate::server::{Server, TOKEN, answer, ok};
use crate::shop::{Customer, Order};
use crate::texts::failed;
use docwright_client::{ErrorKind, Items, Page};

async fn ids(items: &mut Items<Order>) -> Vec<String> {
    let mut ids = Vec::new();
    while let Some(order) = items.try_next().await.expect("pages") {
        ids.extend(order.id);
    }
    ids
}

fn page(id: &str, link: &str) -> String {
    format!(r#"{{"value": [{{"id": "{id}"}}], "@odata.nextLink": "{link}"}}"#)
}

const LAST: &str = r#"{"value": [{"id": "last"}]}"#;

#[tokio::test]
async fn fault_3_a_list_that_is_none_is_an_error() {
    let cases = [
        (r#"{"value": {"id": "1"}}"#, ErrorKind::Decode),
        (r#"{"value": null}"#, ErrorKind::Decode),
        (r#"{"value": "x"}"#, ErrorKind::Decode),
        (r#"{"value": [{"id": "1"}, null]}"#, ErrorKind::Decode),
        (r#"{"value": [1]}"#, ErrorKind::Decode),
        (r#"{}"#, ErrorKind::Decode),
        (r#"[]"#, ErrorKind::Decode),
        (r#"{"error": {"code": "busy", "message": "Later."}}"#, ErrorKind::Status),
    ];
    for (json, kind) in cases {
        let server = Server::start(move |_| ok(json)).await;
        let error = failed(server.client().orders().list().await);
        assert_eq!(error.kind(), kind, "{json}: {error}");
        assert_eq!(error.raw_body(), json);
        let error = failed(server.client().orders().list().stream().try_next().await);
        assert_eq!(error.kind(), kind, "{json}: {error}");
    }
}

#[tokio::test]
async fn fault_10_an_empty_next_link_is_the_end() {
    for link in ["", "  "] {
        let server = Server::of([ok(page("1", link))]).await;
        assert_eq!(ids(&mut server.client().orders().list().stream()).await, ["1"]);
        assert_eq!(server.seen().len(), 1);
    }
}

#[tokio::test]
async fn fault_11_relative_next_links_lead_to_the_same_list() {
    for link in
        ["orders?$skiptoken=2", "?$skiptoken=2", "/v1/orders?$skiptoken=2", "./orders?$skiptoken=2"]
    {
        let server = Server::of([ok(page("1", link)), ok(LAST)]).await;
        assert_eq!(ids(&mut server.client().orders().list().stream()).await, ["1", "last"]);
        assert_eq!(server.lines()[1], "GET /v1/orders?$skiptoken=2", "{link}");
        assert_eq!(server.seen()[1].header("authorization"), Some(&*format!("Bearer {TOKEN}")));
    }
}

#[tokio::test]
async fn fault_16_a_list_gives_its_error_again_and_can_be_retried() {
    let server = Server::of([
        ok(page("1", "?s=2")),
        answer("500 No", ""),
        answer("404 No", ""),
        ok(page("2", "?s=3")),
        ok("{"),
        ok(LAST),
    ])
    .await;
    let mut items = server.client().orders().list().stream();
    assert!(items.try_next().await.expect("the first page").is_some());
    for _ in 0..3 {
        let error = failed(items.try_next().await);
        assert_eq!(error.status().map(|it| it.as_u16()), Some(500));
    }
    let link = items.next_link().expect("the page that was not to be had").to_owned();
    assert!(link.ends_with("/v1/orders?s=2"), "{link}");
    items.retry();
    assert_eq!(failed(items.try_next().await).status().map(|it| it.as_u16()), Some(404));
    items.retry();
    assert_eq!(items.try_next().await.expect("a page").and_then(|it| it.id).as_deref(), Some("2"));
    assert_eq!(failed(items.try_next().await).kind(), ErrorKind::Decode);
    items.retry();
    assert_eq!(ids(&mut items).await, ["last"]);
    assert_eq!(items.next_link(), None);
    let lines = ["GET /v1/orders?s=2"; 3];
    assert_eq!(server.lines()[1..4], lines);
}

#[tokio::test]
async fn fault_16_a_list_goes_on_from_a_link_that_was_kept() {
    let server = Server::of([ok(page("1", "?s=2")), ok(page("2", "?s=3")), ok(LAST)]).await;
    let list = || server.client().orders().list().top(1).header("X-Own", "1");
    let first: Page<Order> = list().await.expect("a page");
    let mut items = list().resume(first.next_link().expect("there is more"));
    assert_eq!(ids(&mut items).await, ["2", "last"]);
    let seen = server.seen();
    assert_eq!(
        server.lines(),
        ["GET /v1/orders?$top=1", "GET /v1/orders?s=2", "GET /v1/orders?s=3"]
    );
    assert!(seen.iter().all(|it| it.header("x-own") == Some("1")));
}

#[tokio::test]
async fn fault_17_a_list_redirected_to_another_host_is_an_error() {
    let other = Server::start(|_| ok(LAST)).await;
    let to = format!("302 Found\nLocation: {}/v1/orders", other.origin);
    let server = Server::start(move |_| answer(&to, "")).await;
    let error = failed(server.client().orders().list().stream().try_next().await);
    assert_eq!(error.kind(), ErrorKind::Redirect, "{error}");
    assert_eq!(other.seen()[0].header("authorization"), None);
    let error = failed(server.client().orders().id("1").get().await);
    assert_eq!(error.kind(), ErrorKind::Redirect, "{error}");
}

#[tokio::test]
async fn next_link_that_is_no_text_is_not_the_end() {
    for link in ["5", "{\"href\": \"?s=2\"}", "[]", "false"] {
        let json = format!(r#"{{"value": [{{"id": "1"}}], "@odata.nextLink": {link}}}"#);
        let server = Server::of([ok(json)]).await;
        let mut items = server.client().orders().list().stream();
        items.try_next().await.expect("the first page").expect("its item");
        assert_eq!(failed(items.try_next().await).kind(), ErrorKind::Decode, "{link}");
    }
    let server = Server::of([ok(r#"{"value": [{"id": "1"}], "@odata.nextLink": null}"#)]).await;
    assert_eq!(ids(&mut server.client().orders().list().stream()).await, ["1"]);
}

#[tokio::test]
async fn a_link_of_nothing_is_no_beginning() {
    let server = Server::start(|_| ok(LAST)).await;
    for link in ["", " "] {
        let error = failed(server.client().orders().list().resume(link).try_next().await);
        assert_eq!(error.kind(), ErrorKind::Request);
        failed(server.client().orders().delta().get().resume(link).try_next().await);
    }
    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn next_link_that_repeats() {
    // To itself, to the first page, and in a ring of three.
    let rings: [(&[&str], usize); 3] =
        [(&["?s=1", "?s=1"], 2), (&["/v1/orders"], 1), (&["?s=1", "?s=2", "/v1/orders"], 3)];
    for (ring, n_pages) in rings {
        let links: Vec<String> = ring.iter().map(|it| (*it).to_owned()).collect();
        let server =
            Server::start(move |seen| ok(page("1", &links[seen.index % links.len()]))).await;
        let mut items = server.client().orders().list().stream();
        for _ in 0..n_pages {
            items.try_next().await.expect("a page").expect("an item");
        }
        for _ in 0..2 {
            assert_eq!(failed(items.try_next().await).kind(), ErrorKind::Redirect);
        }
        assert_eq!(server.seen().len(), n_pages, "{ring:?}");
    }
}

#[tokio::test]
async fn next_link_to_another_host() {
    let other = Server::start(|_| ok(LAST)).await;
    let port = other.origin.rsplit_once(':').expect("a port").1.to_owned();
    let links = [
        format!("{}/v1/orders?t=qu3ry", other.origin),
        "http://127.0.0.2:9/v1/orders".to_owned(),
        "//127.0.0.2:9/v1/orders".to_owned(),
        "\\\\\\\\127.0.0.2:9/v1/orders".to_owned(),
        format!("//ann:p4ssw0rd@127.0.0.1:{port}/v1/orders"),
        "ftp://127.0.0.2/".to_owned(),
        "mailto:ann".to_owned(),
        "data:,x".to_owned(),
    ];
    for link in links {
        let first = page("1", &link);
        let server = Server::start(move |_| ok(&first)).await;
        let mut items = server.client().orders().list().stream();
        items.try_next().await.expect("the first page").expect("its item");
        assert_eq!(failed(items.try_next().await).kind(), ErrorKind::Redirect, "{link}");
        let resumed = server.client().orders().list().resume(&link).try_next().await;
        assert_eq!(failed(resumed).kind(), ErrorKind::Redirect, "{link}");
    }
    assert!(other.seen().is_empty());
}

#[tokio::test]
async fn next_link_with_a_password_of_the_same_host_is_followed_without_it() {
    let server = Server::start(|seen| {
        if seen.index > 0 {
            return ok(LAST);
        }
        let host = seen.header("host").expect("a host").to_owned();
        ok(page("1", &format!("http://ann:p4ssw0rd@{host}/v1/orders?s=2#p4ssw0rd")))
    })
    .await;
    assert_eq!(ids(&mut server.client().orders().list().stream()).await, ["1", "last"]);
    let second = &server.seen()[1];
    assert_eq!(second.line, "GET /v1/orders?s=2");
    assert_eq!(second.header("authorization"), Some(&*format!("Bearer {TOKEN}")));
}

#[tokio::test]
async fn delta_link_to_another_host() {
    let other = Server::start(|_| ok(LAST)).await;
    let last = format!(
        r#"{{"value": [], "@odata.deltaLink": "{}/v1/orders/delta?t=qu3ry"}}"#,
        other.origin
    );
    let server = Server::start(move |_| ok(&last)).await;
    let delta = || server.client().orders().delta().get();
    let mut changes = delta().start();
    assert_eq!(changes.try_next().await.expect("the end"), None);
    let link = changes.delta_link().expect("what was sent").to_owned();
    assert_eq!(failed(delta().resume(&link).try_next().await).kind(), ErrorKind::Redirect);
    assert!(other.seen().is_empty());
}

#[tokio::test]
async fn a_delta_series_that_breaks_off_goes_on() {
    let server = Server::of([
        ok(r#"{"value": [{"id": "1"}], "@odata.nextLink": "delta?s=2"}"#),
        answer("500 No", ""),
        ok(r#"{"value": [{"id": "2"}], "@odata.deltaLink": "delta?d=1"}"#),
    ])
    .await;
    let mut changes = server.client().orders().delta().get().start();
    assert!(changes.try_next().await.expect("a page").is_some());
    failed(changes.try_next().await);
    assert_eq!(changes.delta_link(), None);
    changes.retry();
    assert!(changes.try_next().await.expect("a page").is_some());
    assert_eq!(changes.try_next().await.expect("the end"), None);
    assert_eq!(changes.delta_link(), Some("delta?d=1"));
    assert_eq!(server.lines()[1..], ["GET /v1/orders/delta?s=2"; 2]);
}

#[tokio::test]
async fn a_delta_link_that_is_gone_says_where_to_begin_anew() {
    let server = Server::of([
        answer(
            "410 Gone\nLocation: /v1/orders/delta?s=new",
            r#"{"error": {"code": "resyncRequired"}}"#,
        ),
        ok(r#"{"value": [{"id": "1"}], "@odata.deltaLink": "delta?d=2"}"#),
    ])
    .await;
    let delta = || server.client().orders().delta().get();
    let error = failed(delta().resume("delta?d=1").try_next().await);
    assert_eq!(
        (error.status().map(|it| it.as_u16()), error.code()),
        (Some(410), Some("resyncRequired"))
    );
    assert_eq!(server.lines().len(), 1, "nobody begins anew unasked");
    let link = error.headers()["location"].to_str().expect("a text").to_owned();
    let mut changes = delta().resume(&link);
    assert!(changes.try_next().await.expect("a page").is_some());
    assert_eq!(changes.try_next().await.expect("the end"), None);
    assert_eq!(changes.delta_link(), Some("delta?d=2"));
    assert_eq!(server.lines()[1], "GET /v1/orders/delta?s=new");
}

#[tokio::test]
async fn an_error_with_success_as_its_status_is_no_value() {
    let server = Server::start(|_| ok(r#"{"error": "busy", "error_description": "Later."}"#)).await;
    let client = server.client();
    let error = failed(client.orders().id("1").get().await);
    assert_eq!(
        (error.kind(), error.code(), error.message()),
        (ErrorKind::Status, Some("busy"), Some("Later."))
    );
    failed(
        client
            .customers()
            .id("1")
            .update(docwright_client::Patch::new().set(Customer::AGE, 1))
            .await,
    );
}
