//! Batches over real HTTP, to a service on loopback that takes them apart.

use crate::batching::{Asked, Service, busy, in_order, json, not_found, number, order, sheet};
use crate::shop::{Customer, Order};
use docwright_client::{ErrorKind, Handle, Patch, Retries};
use std::collections::BTreeSet;

#[tokio::test]
async fn forty_five_with_throttled_failing_and_dependent_ones_are_all_answered_right() {
    let mut turned_away = BTreeSet::new();
    let service = Service::start(move |_, asked| {
        Some(in_order(asked, |part| match number(part) {
            n if n % 9 == 0 && turned_away.insert(n) => busy(part, "7"),
            n if n % 7 == 0 => not_found(part),
            _ => order(part),
        }))
    })
    .await;
    let client = service.client();
    let mut batch = client.batch();
    let mut handles: Vec<Handle<Order>> = Vec::new();
    for n in 1..=45_usize {
        let request = client.orders().id(n.to_string()).get();
        let at = |n: usize| handles[n - 1];
        handles.push(match n {
            // Beside something that fails, something that is turned away, and something that goes well.
            8 => batch.add_after(&at(7), request),
            10 => batch.add_after(&at(9), request),
            23 => batch.add_after((&at(22), &at(20)), request),
            // In another batch than what they wait for.
            40 => batch.add_after(&[at(39), at(9)], request),
            41 => batch.add_after(&at(40), request),
            43 => batch.add_after(&handles[..2], request),
            44 => batch.add_after(&at(14), request),
            _ => batch.add(request),
        });
    }
    assert_eq!(batch.len(), 45);
    let mut answers = batch.send().await.expect("answers");

    for (n, handle) in (1..).zip(handles) {
        let answer = answers.take(handle);
        match n {
            8 | 44 => {
                let error = answer.expect_err("what it waits for fails");
                assert_eq!(error.status().map(|it| it.as_u16()), Some(424), "{n}: {error}");
                assert_eq!(error.tries(), u32::from(n == 8));
            }
            n if n % 7 == 0 => {
                let error = answer.expect_err("not found");
                assert_eq!(error.status().map(|it| it.as_u16()), Some(404), "{n}: {error}");
                assert_eq!((error.code(), error.tries()), (Some("itemNotFound"), 1));
            }
            n => {
                let order = answer.unwrap_or_else(|error| panic!("{n}: {error}"));
                assert_eq!(order.id, Some(n.to_string()));
                assert_eq!(order.note, Some(format!("order {n}")));
            }
        }
    }

    // Three batches for what is new, one for what was turned away and what waits for that.
    let ids = |numbers: Vec<u32>| numbers.iter().map(u32::to_string).collect::<Vec<_>>();
    let asked = service.asked();
    assert_eq!(asked.len(), 4);
    assert!(asked.iter().all(|it| it.line == "POST /v1/$batch HTTP/1.1"));
    assert_eq!(asked[0].ids(), ids((1..=20).collect()));
    assert_eq!(asked[1].ids(), ids((21..=39).chain([42]).collect()));
    assert_eq!(asked[2].ids(), ids(vec![43, 45]));
    assert_eq!(asked[3].ids(), ids(vec![9, 10, 18, 27, 36, 40, 41, 45]));
    assert_eq!(asked.iter().map(|it| it.parts().len()).sum::<usize>(), 50);
    assert_eq!(service.waits(), [7]);
    let dependent = |asked: &Asked, id: &str| {
        let parts = asked.parts();
        let part = parts.iter().find(|it| it["id"] == id).expect("it was sent");
        part["dependsOn"].to_string()
    };
    // What has been answered is no part of the batch any more.
    assert_eq!(dependent(&asked[1], "23"), r#"["22"]"#);
    assert_eq!(dependent(&asked[2], "43"), "null");
    assert_eq!(dependent(&asked[3], "10"), r#"["9"]"#);
    assert_eq!(dependent(&asked[3], "40"), r#"["9"]"#);
    assert_eq!(dependent(&asked[3], "41"), r#"["40"]"#);
}

#[tokio::test]
async fn a_part_is_what_alone_would_be_sent() {
    let service = Service::of_parts(|part| match part["method"].as_str() {
        Some("GET") if part["url"].as_str().is_some_and(|it| it.ends_with("picture")) => {
            let id = &part["id"];
            format!(
                "{{\"id\":{id},\"status\":200,\"headers\":{{\"Content-Type\":\"image/png\",\"ETag\":\"\\\"1\\\"\"}},\"body\":\"iVBORw0K_-8\"}}"
            )
        }
        Some("GET") if part["url"].as_str().is_some_and(|it| it.ends_with("$count")) => {
            let id = &part["id"];
            format!(
                "{{\"id\":{id},\"status\":200,\"headers\":{{\"Content-Type\":\"text/plain\"}},\"body\":\"45\"}}"
            )
        }
        Some("GET") => json(part, 200, r#"{"value":[{"id":"1","total":123456789012345678901234567890.10}],"@odata.nextLink":"ORIGIN/v1/orders?$skiptoken=2"}"#),
        _ => {
            let id = &part["id"];
            format!("{{\"id\":{id},\"status\":204}}")
        }
    })
    .await;
    let client = service.client();
    let mut batch = client.batch();
    let list = client.orders().list().top(5).filter(Order::NOTE.eq("a & b"));
    let list = batch.add(list.prefer("maxpagesize=5"));
    let update = client.orders().id("a/b").update(Patch::new()).if_match("\"v1\"");
    let update = batch.add_after(
        &list,
        update.media(
            "application/json",
            "{\"total\": 1.10, \"count\": 123456789012345678901234567890}\n",
        ),
    );
    let patch = Patch::new().set(Customer::AGE, 18);
    let customer = batch.add(client.customers().id("7").update(patch));
    let gone = batch.add(client.orders().id("1").delete());
    let confirm = batch.add(client.orders().id("1").confirm());
    let upload = client.orders().id("1").update_content(&b"\xff\xd8\xff\xe0"[..]);
    let upload = batch.add(upload);
    let picture = batch.add(client.customers().id("7").picture());
    let text = client.orders().id("1").update_content("").media("text/plain", "a \"text\"");
    let text = batch.add(text);
    let count = batch.add(client.orders().count());
    let mut answers = batch.send().await.expect("answers");

    let page = answers.take(list).expect("a page");
    let total = page.value[0].total.as_ref().map(ToString::to_string);
    assert_eq!(total.as_deref(), Some("123456789012345678901234567890.10"));
    assert!(page.next_link().is_some_and(|it| it.ends_with("/v1/orders?$skiptoken=2")));
    // A write without a body has gone well; its value is an empty one.
    assert_eq!(answers.take(update).expect("204").id, None);
    assert_eq!(answers.take(customer).expect("204"), None);
    answers.take(gone).expect("204");
    let confirmed = answers.reply(confirm).expect("204");
    assert_eq!((confirmed.status().as_u16(), confirmed.is_empty()), (204, true));
    answers.take(upload).expect("204");
    answers.take(text).expect("204");
    let picture = answers.reply(picture).expect("a picture");
    assert_eq!((picture.content_type(), picture.etag()), (Some("image/png"), Some("\"1\"")));
    assert_eq!(picture.value().as_deref(), Some(&b"\x89PNG\r\n\xff\xef"[..]));
    assert_eq!(answers.take(count).expect("a count").value, Some(45));

    let asked = service.asked();
    assert_eq!(asked.len(), 1);
    assert!(asked[0].head.contains("authorization: bearer t0k3n"));
    assert!(asked[0].head.contains("prefer: odata.continue-on-error"));
    assert!(
        !asked[0].body.contains("t0k3n") && !asked[0].body.to_lowercase().contains("authorization")
    );
    let expected = [
        r#"{"id":"1","method":"GET","url":"/orders?$top=5&$filter=note%20eq%20%27a%20%26%20b%27","headers":{"Prefer":"maxpagesize=5","Accept":"application/json"}}"#,
        r#"{"id":"2","dependsOn":["1"],"method":"PATCH","url":"/orders/a%2Fb","headers":{"Content-Type":"application/json","If-Match":"\"v1\"","Accept":"application/json"},"body":{"total": 1.10, "count": 123456789012345678901234567890}}"#,
        r#"{"id":"3","method":"PATCH","url":"/customers/7","headers":{"Content-Type":"application/json","Accept":"application/json"},"body":{"age":18}}"#,
        r#"{"id":"4","method":"DELETE","url":"/orders/1","headers":{"Accept":"application/json"}}"#,
        r#"{"id":"5","method":"POST","url":"/orders/1/confirm","headers":{"Accept":"application/json"}}"#,
        r#"{"id":"6","method":"PUT","url":"/orders/1/content","headers":{"Content-Type":"image/jpeg","Accept":"application/json"},"body":"/9j/4A=="}"#,
        r#"{"id":"7","method":"GET","url":"/customers/7/picture","headers":{"Accept":"*/*"}}"#,
        r#"{"id":"8","method":"PUT","url":"/orders/1/content","headers":{"Content-Type":"text/plain","Accept":"application/json"},"body":"a \"text\""}"#,
        r#"{"id":"9","method":"GET","url":"/orders/$count","headers":{"Accept":"application/json"}}"#,
    ];
    assert_eq!(asked[0].body, format!("{{\"requests\":[{}]}}", expected.join(",")));
}

#[tokio::test]
async fn a_page_of_a_batch_is_gone_on_from() {
    let service = Service::start(|n_before, asked| match n_before {
        0 => Some(sheet(&[json(
            &asked.parts()[0],
            200,
            r#"{"value":[{"id":"1"}],"@odata.nextLink":"orders?$skiptoken=2"}"#,
        )])),
        _ => Some("200 OK\n\n{\"value\":[{\"id\":\"2\"}]}".to_owned()),
    })
    .await;
    let client = service.client();
    let mut batch = client.batch();
    let list = client.orders().list();
    let page = batch.add(list.clone());
    let page = batch.send().await.expect("answers").take(page).expect("a page");
    let mut rest = list.resume(page.next_link().expect("there is more"));
    let order = rest.try_next().await.expect("a page").expect("an order");
    assert_eq!(order.id.as_deref(), Some("2"));
    assert_eq!(service.asked()[1].line, "GET /v1/orders?$skiptoken=2 HTTP/1.1");
}

#[tokio::test]
async fn texts_are_in_base64_where_the_service_has_them_so() {
    let service = Service::of_parts(|part| {
        let id = &part["id"];
        format!("{{\"id\":{id},\"status\":200,\"headers\":{{\"content-type\":\"text/plain\"}},\"body\":\"NDU=\"}}")
    })
    .await;
    let client = service.client();
    let mut batch = client.batch().texts_in_base64();
    let count = batch.add(client.orders().count());
    batch.add(client.orders().id("1").update_content("").media("text/plain", "45"));
    let mut answers = batch.send().await.expect("answers");
    assert_eq!(answers.take(count).expect("a count").value, Some(45));
    assert!(service.asked()[0].body.ends_with(r#""body":"NDU="}]}"#));
}

#[tokio::test]
async fn only_what_is_safe_is_repeated() {
    let service = Service::of_parts(|part| {
        let id = &part["id"];
        format!("{{\"id\":{id},\"status\":503,\"headers\":{{\"Retry-After\":\"Fri, 01 Mar 2024 00:00:05 GMT\"}}}}")
    })
    .await;
    let client = service.client_with(Retries::default().most(2));
    let mut batch = client.batch();
    let read = batch.add(client.orders().id("1").get());
    let write = batch.add(client.orders().create(&Order::default()));
    let mut answers = batch.send().await.expect("answers");
    let (read, write) =
        (answers.take(read).expect_err("503"), answers.take(write).expect_err("503"));
    assert_eq!((read.tries(), write.tries()), (3, 1));
    assert_eq!(read.retry_after().map(|it| it.as_secs()), Some(10));
    assert_eq!(service.waits(), [10, 10]);
    let sent: Vec<_> = service.asked().iter().map(Asked::ids).collect();
    assert_eq!(sent, [vec!["1", "2"], vec!["1"], vec!["1"]]);
}

#[tokio::test]
async fn what_is_asked_to_wait_too_long_is_the_callers_to_decide_about() {
    let service = Service::of_parts(|part| busy(part, "3600")).await;
    let client = service.client();
    let mut batch = client.batch();
    let order = batch.add(client.orders().id("1").get());
    let error = batch.send().await.expect("answers").take(order).expect_err("429");
    assert_eq!((error.retry_after().map(|it| it.as_secs()), error.tries()), (Some(3600), 1));
    assert_eq!((service.asked().len(), service.waits()), (1, vec![]));
}

#[tokio::test]
async fn answers_come_on_several_sheets() {
    let body = |id: u32| format!("{{\"id\":\"{id}\",\"status\":200,\"body\":{{\"id\":\"{id}\"}}}}");
    let service = Service::start(move |n_before, _| {
        let next = |link: &str| format!("],\"@odata.nextLink\":\"{link}\"}}");
        let sheet = sheet(&[body(3 - n_before as u32)]);
        Some(match n_before {
            0 => sheet.replace("]}", &next("ORIGIN/v1/$batch?$skiptoken=2")),
            1 => sheet.replace("]}", &next("$batch?$skiptoken=3")),
            _ => sheet.replace("]}", &next("$batch?$skiptoken=1000")),
        })
    })
    .await;
    let client = service.client();
    let mut batch = client.batch();
    let handles = ["1", "2", "3"].map(|id| batch.add(client.orders().id(id).get()));
    let mut answers = batch.send().await.expect("answers");
    let ids = handles.map(|it| answers.take(it).expect("an order").id.expect("its id"));
    assert_eq!(ids, ["1", "2", "3"]);
    let lines: Vec<_> = service.asked().into_iter().map(|it| it.line).collect();
    assert_eq!(
        lines,
        [
            "POST /v1/$batch HTTP/1.1",
            "GET /v1/$batch?$skiptoken=2 HTTP/1.1",
            "GET /v1/$batch?$skiptoken=3 HTTP/1.1",
        ]
    );
}

#[tokio::test]
async fn a_part_that_is_elsewhere_is_fetched_there() {
    let picture = |_, _: &Asked| Some("200 OK\nContent-Type: image/jpeg\n\nthe picture".to_owned());
    let store = Service::start(picture).await;
    let there = format!("{}/store/7", store.origin);
    let service = Service::of_parts(move |part| {
        let id = &part["id"];
        format!("{{\"id\":{id},\"status\":302,\"headers\":{{\"Location\":\"{there}\"}}}}")
    })
    .await;
    let client = service.client();
    let mut batch = client.batch();
    let content = batch.add(client.orders().id("7").content());
    let order = batch.add(client.orders().id("7").get());
    let mut answers = batch.send().await.expect("answers");
    assert_eq!(&answers.take(content).expect("bytes")[..], b"the picture");
    let error = answers.take(order).expect_err("another host has none of the service's data");
    assert_eq!(error.kind(), ErrorKind::Redirect);
    assert_eq!((service.asked().len(), store.asked().len()), (1, 2));
    for asked in store.asked() {
        assert_eq!(asked.line, "GET /store/7 HTTP/1.1");
        assert!(!asked.head.contains("authorization"), "{}", asked.head);
    }
}

#[tokio::test]
async fn nothing_is_sent_for_nothing() {
    let service = Service::of_parts(order).await;
    let client = service.client();
    let batch = client.batch();
    assert!(batch.is_empty());
    batch.send().await.expect("no answers");
    assert!(service.asked().is_empty());
}

#[tokio::test]
async fn the_error_of_a_part_is_what_it_would_be_alone() {
    let body = r#"{"error":{"code":"taken","message":"Not t0k3n.","innerError":{"code":"byAnn"}}}"#;
    let service = Service::start(move |n_before, asked| match n_before {
        0 => Some(sheet(&[format!(
            "{{\"id\":{},\"status\":409,\"headers\":{{\"request-id\":\"r1\",\"N\":7}},\"body\":{body}}}",
            asked.parts()[0]["id"]
        )])),
        _ => Some(format!("409 Conflict\nrequest-id: r1\nN: 7\n\n{body}")),
    })
    .await;
    let client = service.client();
    let mut batch = client.batch();
    let create = client.orders().create(&Order::default());
    let part = batch.add(create.clone());
    let part = batch.send().await.expect("answers").take(part).expect_err("409");
    let alone = create.await.expect_err("409");
    for error in [part, alone] {
        assert_eq!(error.to_string(), "the service answered 409 Conflict: taken: Not ***.");
        assert_eq!((error.status().map(|it| it.as_u16()), error.tries()), (Some(409), 1));
        assert_eq!((error.code(), error.inner_code()), (Some("taken"), Some("byAnn")));
        assert_eq!((error.message(), error.request_id()), (Some("Not ***."), Some("r1")));
        assert_eq!(
            (&error.raw_body()[..], &error.headers()["n"]),
            (body.as_bytes(), &"7".parse().expect("a header"))
        );
    }
}
