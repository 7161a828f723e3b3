//! Calls that block the thread, over real HTTP on loopback.

#[allow(dead_code, unreachable_pub, reason = "each test uses a part of the server")]
mod server;
#[allow(dead_code, unreachable_pub, missing_docs, reason = "each test uses a part of the shop")]
mod shop;

use docwright_client::{Change, Error, wait};
use server::Server;

#[test]
fn values_lists_and_bytes() {
    let server = wait(async {
        Server::start(&[
            "200 OK\nETag: \"1\"\n\n{\"id\": \"1\"}",
            "200 OK\n\n{\"value\": [{\"id\": \"1\"}], \"@odata.nextLink\": \"?$skiptoken=2\"}",
            "200 OK\n\n{\"value\": [{\"id\": \"2\"}]}",
            "200 OK\n\nthe content",
        ])
        .await
    });
    let orders = server.client().orders();
    let reply = orders.id("1").get().blocking().reply().expect("an order");
    assert_eq!((reply.etag(), reply.value().id.as_deref()), (Some("\"1\""), Some("1")));
    let ids = orders.list().blocking().iter().map(|order| order.map(|it| it.id));
    let ids: Vec<_> = ids.collect::<Result<_, Error>>().expect("two pages");
    assert_eq!(ids, [Some("1".to_owned()), Some("2".to_owned())]);
    let content = orders.id("1").content().blocking().send().expect("bytes");
    assert_eq!(content.as_ref(), b"the content");
    let requests = wait(server.requests());
    assert!(requests[2].starts_with("GET /v1/orders?$skiptoken=2 "), "{}", requests[2]);
}

#[test]
fn changes_tell_where_to_go_on() {
    let server = wait(async {
        let page =
            "200 OK\n\n{\"value\": [{\"id\": \"1\"}], \"@odata.deltaLink\": \"?$deltatoken=2\"}";
        Server::start(&[page, page]).await
    });
    let delta = server.client().orders().delta();
    let mut changes = delta.get().blocking().start();
    let first = changes.next().expect("one change").expect("it came");
    assert!(matches!(first, Change::Changed(order) if order.id.as_deref() == Some("1")));
    assert!(changes.next().is_none());
    let link = changes.delta_link().expect("the last page has it").to_owned();
    assert_eq!(delta.get().blocking().resume(&link).count(), 1);
    let requests = wait(server.requests());
    assert!(requests[1].starts_with("GET /v1/orders/delta?$deltatoken=2 "), "{}", requests[1]);
}

#[test]
fn many_threads_block_at_once() {
    let answers = vec!["200 OK\n\n{\"id\": \"1\"}"; 16];
    let server = wait(async { Server::start(&answers).await });
    let orders = server.client().orders();
    std::thread::scope(|scope| {
        for _ in 0..16 {
            let request = orders.id("1").get();
            scope.spawn(move || request.blocking().send().expect("an order"));
        }
    });
    assert_eq!(wait(server.requests()).len(), 16);
}
