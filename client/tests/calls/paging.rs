//! Lists and delta queries over real HTTP, page by page.

use crate::server::Server;
use crate::shop::Order;
use docwright_client::{Change, ErrorKind};

#[tokio::test]
async fn items_come_from_all_pages() {
    let server = Server::start(&[
        "200 OK\n\n{\"value\": [{\"id\": \"1\"}, {\"id\": \"2\"}], \"@odata.nextLink\": \"ORIGIN/v1/orders?$skiptoken=a%2Bb\"}",
        "200 OK\n\n{\"value\": [], \"@odata.nextLink\": \"ORIGIN/v1/orders?$skiptoken=c\"}",
        "200 OK\n\n{\"value\": [{\"id\": \"3\"}]}",
    ])
    .await;
    let mut items = server.client().orders().list().top(2).stream();
    let mut ids = Vec::new();
    while let Some(order) = items.try_next().await.expect("pages") {
        ids.extend(order.id);
    }
    assert_eq!(ids, ["1", "2", "3"]);
    assert!(items.try_next().await.expect("still at the end").is_none());

    let requests = server.requests().await;
    assert!(requests[1].starts_with("GET /v1/orders?$skiptoken=a%2Bb HTTP/1.1\n"));
    assert!(requests.iter().all(|it| it.contains("authorization: bearer t0k3n")));
}

#[tokio::test]
async fn a_next_link_to_another_origin_is_not_followed() {
    let server = Server::start(&[
        "200 OK\n\n{\"value\": [{\"id\": \"1\"}], \"@odata.nextLink\": \"http://127.0.0.2:1/v1/orders\"}",
    ])
    .await;
    let mut items = server.client().orders().list().stream();
    assert!(items.try_next().await.expect("the first page").is_some());
    let error = items.try_next().await.expect_err("it leaves the service");
    assert_eq!(error.kind(), ErrorKind::Redirect);
    let error = items.try_next().await.expect_err("nobody may think that it has ended");
    assert_eq!(error.kind(), ErrorKind::Redirect);
}

#[tokio::test]
async fn every_page_is_asked_for_like_the_first() {
    let server = Server::start(&[
        "200 OK\n\n{\"value\": [], \"@odata.nextLink\": \"ORIGIN/v1/orders?$skiptoken=a\"}",
        "200 OK\n\n{\"value\": []}",
    ])
    .await;
    let request = server.client().orders().list().consistency_level("eventual").prefer("small");
    assert!(request.stream().try_next().await.expect("pages").is_none());
    for request in server.requests().await {
        for header in ["accept: application/json", "consistencylevel: eventual", "prefer: small"] {
            assert!(request.contains(header), "{header} in {request}");
        }
    }
}

#[tokio::test]
async fn changes_come_from_all_pages_and_go_on_next_time() {
    let server = Server::start(&[
        "200 OK\n\n{\"value\": [{\"id\": \"1\", \"note\": \"a\"}], \"@odata.nextLink\": \"ORIGIN/v1/orders/delta?$skiptoken=a\"}",
        "200 OK\n\n{\"value\": [{\"id\": \"2\"}, {\"id\": \"3\", \"@removed\": {\"reason\": \"deleted\"}}], \"@odata.deltaLink\": \"ORIGIN/v1/orders/delta?$deltatoken=b%2Bc\"}",
        "200 OK\n\n{\"value\": [{\"id\": \"1\", \"@removed\": {\"reason\": \"changed\"}}], \"@odata.deltaLink\": \"ORIGIN/v1/orders/delta?$deltatoken=d\"}",
    ])
    .await;
    let delta = server.client().orders().delta();
    let order = |id: &str| Order { id: Some(id.to_owned()), ..Order::default() };
    let mut changes = delta.get().select((Order::ID, Order::NOTE)).prefer("small").start();
    let first = Order { note: Some("a".to_owned()), ..order("1") };
    assert_eq!(changes.try_next().await.expect("pages"), Some(Change::Changed(first)));
    assert_eq!(changes.try_next().await.expect("pages"), Some(Change::Changed(order("2"))));
    assert_eq!(changes.delta_link(), None);
    let Some(Change::Removed { id, reason, item, .. }) = changes.try_next().await.expect("pages")
    else {
        panic!("the third was removed");
    };
    assert_eq!((id.as_str(), reason.as_str()), ("3", "deleted"));
    assert!(item.extra.was_present("@removed"));
    assert_eq!(changes.try_next().await.expect("the end"), None);
    let link = changes.delta_link().expect("the last page had it").to_owned();

    let mut changes = delta.get().prefer("small").resume(&link);
    let change = changes.try_next().await.expect("pages").expect("a change");
    assert!(matches!(change, Change::Removed { id, .. } if id == "1"));
    assert!(changes.try_next().await.expect("the end").is_none());
    assert!(changes.delta_link().is_some_and(|link| link.ends_with("$deltatoken=d")));
    let stolen =
        delta.get().resume("http://127.0.0.2:1/v1/orders/delta?$deltatoken=d").try_next().await;
    assert_eq!(stolen.expect_err("it leaves the service").kind(), ErrorKind::Redirect);

    let requests = server.requests().await;
    let lines: Vec<&str> = requests.iter().filter_map(|it| it.lines().next()).collect();
    assert_eq!(
        lines,
        [
            "GET /v1/orders/delta?$select=id,note HTTP/1.1",
            "GET /v1/orders/delta?$skiptoken=a HTTP/1.1",
            "GET /v1/orders/delta?$deltatoken=b%2Bc HTTP/1.1",
        ]
    );
    assert!(requests.iter().all(|it| it.contains("prefer: small")));
}
