//! What can go wrong with a batch, over real HTTP on loopback.

use crate::batching::{Service, in_order, json, not_found, order, sheet};
use docwright_client::{Error, ErrorKind, Patch};

/// Answers with one text, to any batch of two; each request's answer.
async fn of_two(
    answer: impl Into<String>,
) -> (Vec<Result<Option<String>, Error>>, Vec<String>, usize) {
    let answer = answer.into();
    let service = Service::start(move |_, _| Some(answer.clone())).await;
    let client = service.client();
    let mut batch = client.batch();
    let handles = ["1", "2"].map(|id| batch.add(client.orders().id(id).get()));
    let mut answers = batch.send().await.expect("answers");
    let orders = handles.map(|it| answers.take(it).map(|it| it.note)).into_iter().collect();
    let unasked = answers.unasked().map(str::to_owned).collect();
    (orders, unasked, service.asked().len())
}

fn kinds(answers: &[Result<Option<String>, Error>]) -> Vec<Result<&str, ErrorKind>> {
    let kind = |it: &Result<Option<String>, Error>| match it {
        Ok(_) => None,
        Err(error) => Some(error.kind()),
    };
    let kinds = answers.iter().map(|it| match kind(it) {
        None => Ok(it.as_ref().ok().and_then(|it| it.as_deref()).unwrap_or_default()),
        Some(kind) => Err(kind),
    });
    kinds.collect()
}

#[tokio::test]
async fn a_missing_answer_is_that_requests_error() {
    let (answers, unasked, n) = of_two(
        "200 OK\n\n{\"responses\":[{\"id\":\"2\",\"status\":200,\"body\":{\"note\":\"b\"}}]}",
    )
    .await;
    assert_eq!(kinds(&answers), [Err(ErrorKind::Transport), Ok("b")]);
    assert!(unasked.is_empty());
    assert_eq!(n, 1);
}

#[tokio::test]
async fn answers_that_nobody_asked_for_and_two_to_one_request_are_told() {
    let answer = r#"200 OK

{"responses":[
  {"id":"9","status":200,"body":{"note":"nine"}},
  {"id":"1","status":200,"body":{"note":"a"}},
  {"id":"1","status":200,"body":{"note":"another"}},
  {"id":2,"status":"200","body":{"note":"b"}},
  {"id":2,"status":"200","body":{"note":"b"}},
  {"id":"0","status":200}, {"id":"+1","status":200}, {"id":"02","status":200}, {"id":"x","status":200}, 7, null
]}"#;
    let (answers, unasked, _) = of_two(answer).await;
    assert_eq!(kinds(&answers), [Err(ErrorKind::Decode), Ok("b")]);
    assert_eq!(unasked, ["9", "0", "+1", "02", "x", "", ""]);
}

#[tokio::test]
async fn a_hostile_part_spoils_no_other() {
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let hostile = [
        format!("{{\"id\":\"1\",\"status\":200,\"body\":{deep}}}"),
        "{\"id\":\"1\",\"status\":200,\"body\":{\"responses\":[{\"id\":\"2\",\"status\":500}]},\"headers\":[1]}".to_owned(),
        "{\"id\":\"1\",\"status\":200,\"body\":\"not an order\"}".to_owned(),
        "{\"id\":\"1\",\"status\":99999,\"body\":{}}".to_owned(),
        "{\"id\":\"1\",\"status\":null,\"body\":{}}".to_owned(),
        "{\"id\":\"1\"}".to_owned(),
        "{\"id\":\"1\",\"status\":200}".to_owned(),
        "{\"id\":\"1\",\"status\":200,\"headers\":{\"Content-Type\":\"image/png\"},\"body\":\"***\"}".to_owned(),
        "{\"id\":\"1\",\"status\":200,\"headers\":{\"a\\r\\nb\":\"1\",\"c\":\"d\\r\\ne: f\",\"n\":1},\"body\":{\"error\":{\"code\":\"hidden\"}}}".to_owned(),
        "{\"id\":\"1\",\"status\":302,\"headers\":{\"Location\":\"ftp://127.0.0.1/\"}}".to_owned(),
        "{\"id\":\"1\",\"status\":302,\"headers\":{\"Location\":\"javascript:1\"}}".to_owned(),
        "{\"id\":\"1\",\"status\":500,\"body\":\"the token was t0k3n\"}".to_owned(),
    ];
    let good = "{\"id\":\"2\",\"status\":200,\"body\":{\"note\":\"b\"}}";
    for part in hostile {
        let (answers, ..) = of_two(format!("200 OK\n\n{{\"responses\":[{part},{good}]}}")).await;
        let [hostile, good] = &answers[..] else { panic!("two answers") };
        assert_eq!(good.as_ref().ok(), Some(&Some("b".to_owned())), "{part}");
        match hostile {
            // What looks like a batch is an order with members that the docs do not know.
            Ok(_) => assert!(part.contains("\"headers\":[1]"), "{part}"),
            Err(error) => assert!(!format!("{error} {error:?}").contains("t0k3n"), "{error:?}"),
        }
    }
}

#[tokio::test]
async fn what_is_no_answer_to_a_batch_is_every_requests_error() {
    let answers = [
        ("200 OK\n\n{}", ErrorKind::Decode),
        ("200 OK\n\n{\"responses\":{\"id\":\"1\"}}", ErrorKind::Decode),
        ("200 OK\n\n{\"responses\":[{\"id\":\"1\"", ErrorKind::Decode),
        ("200 OK\n\n<html>", ErrorKind::Decode),
        ("200 OK\n\n{\"error\":{\"code\":\"busy\"}}", ErrorKind::Status),
        ("202 Accepted\nLocation: ORIGIN/v1/later", ErrorKind::Decode),
        ("500 Oh\n\n{\"error\":{\"code\":\"oh\"}}", ErrorKind::Status),
        ("503 Busy\nRetry-After: 1", ErrorKind::Status),
    ];
    for (answer, kind) in answers {
        let (answers, _, n) = of_two(answer).await;
        assert_eq!(kinds(&answers), [Err(kind), Err(kind)], "{answer}");
        // A batch may have taken effect: it is not sent again.
        assert_eq!(n, 1, "{answer}");
        let error = answers[0].as_ref().expect_err("an error");
        assert!(error.status().is_some(), "{answer}: {error:?}");
    }
}

#[tokio::test]
async fn a_batch_that_was_turned_away_is_sent_again() {
    let service = Service::start(|n_before, asked| match n_before {
        0 => Some("429 Slow down\nRetry-After: 3".to_owned()),
        _ => Some(in_order(asked, order)),
    })
    .await;
    let client = service.client();
    let mut batch = client.batch();
    let order = batch.add(client.orders().id("1").get());
    let order = batch.send().await.expect("answers").take(order).expect("an order");
    assert_eq!(order.id.as_deref(), Some("1"));
    assert_eq!((service.asked().len(), service.waits()), (2, vec![3]));
}

#[tokio::test]
async fn a_batch_that_did_not_reach_the_service_is_sent_again() {
    let service = Service::of_parts(order).await;
    // Nobody listens there any more.
    let closed = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let nowhere = format!("http://{}", closed.local_addr().expect("a bound socket"));
    drop(closed);
    let builder = crate::shop::Client::builder().base_url(nowhere).time(service.clock());
    let client = builder.timeout(None).idle_timeout(None).build().expect("a client");
    let mut batch = client.batch();
    let order = batch.add(client.orders().create(&crate::shop::Order::default()));
    let error = batch.send().await.expect("answers").take(order).expect_err("nobody is there");
    assert_eq!((error.kind(), error.tries()), (ErrorKind::Transport, 4), "{error}");
    assert_eq!(service.waits().len(), 3);
}

#[tokio::test]
async fn long_chains_fail_at_once() {
    let service = Service::of_parts(not_found).await;
    let client = service.client();
    let mut batch = client.batch();
    let mut last = batch.add(client.orders().id("1").get());
    for _ in 0..20_000 {
        last = batch.add_after(&last, client.orders().id("1").get());
    }
    let mut answers = batch.send().await.expect("answers");
    let error = answers.take(last).expect_err("what it waits for fails");
    let cause = std::error::Error::source(&error).map(ToString::to_string);
    assert_eq!(error.status().map(|it| it.as_u16()), Some(424));
    assert!(cause.is_some_and(|it| it.contains("404")), "{error:?}");
    assert_eq!(service.asked().len(), 1);
}

#[tokio::test]
async fn a_batch_that_was_cut_off_is_not_and_others_go_on() {
    let service = Service::start(|n_before, asked| match n_before {
        0 => None,
        _ => Some(in_order(asked, order)),
    })
    .await;
    let client = service.client();
    let mut batch = client.batch().limit(2);
    let handles: Vec<_> =
        (1..=3).map(|n| batch.add(client.orders().id(n.to_string()).get())).collect();
    let after = batch.add_after(&handles[0], client.orders().id("4").get());
    let mut answers = batch.send().await.expect("answers");
    for handle in &handles[..2] {
        let error = answers.take(*handle).expect_err("cut off");
        assert_eq!((error.kind(), error.tries()), (ErrorKind::Transport, 1), "{error}");
    }
    assert_eq!(answers.take(handles[2]).expect("an order").id.as_deref(), Some("3"));
    let error = answers.take(after).expect_err("what it waits for has failed");
    let cause = std::error::Error::source(&error).map(ToString::to_string);
    assert_eq!(error.status().map(|it| it.as_u16()), Some(424));
    assert!(cause.is_some_and(|it| it.contains("no whole answer")), "{error:?}");
    assert_eq!(service.asked().len(), 2);
}

#[tokio::test]
async fn sheets_lead_nowhere_else_and_to_an_end() {
    let links = ["http://127.0.0.2:9/v1/$batch?x=1", "ORIGIN/v1/$batch?again=1"];
    for link in links {
        let first = r#"{"id":"1","status":200,"body":{"note":"a"}}"#.to_owned();
        let answer = sheet(&[first]).replace("]}", &format!("],\"@odata.nextLink\":\"{link}\"}}"));
        let (answers, _, n) = of_two(answer).await;
        assert_eq!(kinds(&answers), [Ok("a"), Err(ErrorKind::Redirect)], "{link}");
        assert!(n <= 2, "{link}: {n} requests");
    }
}

#[tokio::test]
async fn what_can_not_go_in_a_batch_gives_its_error_by_its_handle() {
    let service = Service::of_parts(order).await;
    let (client, stranger) = (service.client(), service.client());
    let mut other = client.batch();
    let foreign = other.add(client.orders().id("9").get());
    let mut batch = client.batch();
    let good = batch.add(client.orders().id("1").get());
    let refused = [
        batch.add(client.orders().id("..").get()),
        batch.add(client.orders().id("2").get().header("a b", "c")),
        batch.add(client.orders().id("2").get().header("Authorization", "Bearer t0k3n-own")),
        batch.add(client.orders().id("2").get().header("Cookie", "own")),
        batch.add(client.orders().id("2").update(Patch::new()).media("application/json", "{},{}")),
        batch.add(client.orders().id("2").update(Patch::new()).media("application/json", "}")),
        batch.add(client.orders().id("2").update_content(docwright_client::Payload::new(Zeros))),
        batch.add(stranger.orders().id("2").get()),
        batch.add_after(&foreign, client.orders().id("2").get()),
    ];
    let after = batch.add_after(&refused[0], client.orders().id("3").get());
    let mut answers = batch.send().await.expect("answers");
    for handle in refused {
        let error = answers.take(handle).expect_err("refused");
        assert_eq!((error.kind(), error.tries()), (ErrorKind::Request, 0), "{error}");
    }
    let error = answers.take(after).expect_err("what it waits for was never sent");
    assert_eq!((error.status().map(|it| it.as_u16()), error.tries()), (Some(424), 0));

    assert_eq!(answers.take(good).expect("an order").id.as_deref(), Some("1"));
    let error = answers.take(good).expect_err("it was taken");
    assert!(error.to_string().contains("taken already"), "{error}");
    let error = answers.take(foreign).expect_err("it is of another batch");
    assert!(error.to_string().contains("another batch"), "{error}");
    assert_eq!(service.asked().len(), 1);
    assert_eq!(service.asked()[0].ids(), ["1"]);
}

#[tokio::test]
async fn an_answer_that_is_too_long_is_not_held_in_memory() {
    let service = Service::of_parts(|part| {
        json(part, 200, &format!("{{\"note\":\"{}\"}}", "a".repeat(10_000)))
    })
    .await;
    let builder = crate::shop::Client::builder().base_url(format!("{}/v1", service.origin));
    let client = builder.max_in_memory(5_000).build().expect("a client");
    let mut batch = client.batch();
    let order = batch.add(client.orders().id("1").get());
    let error = batch.send().await.expect("answers").take(order).expect_err("too long");
    assert_eq!(error.kind(), ErrorKind::TooLong);
}

/// A source that is not in memory.
struct Zeros;

impl docwright_client::Source for Zeros {
    fn size(&self) -> docwright_client::BoxFuture<'_, Result<u64, docwright_client::BoxError>> {
        Box::pin(async { Ok(8) })
    }

    fn read(
        &self,
        range: std::ops::Range<u64>,
    ) -> docwright_client::BoxFuture<'_, Result<docwright_client::Bytes, docwright_client::BoxError>>
    {
        Box::pin(async move { Ok(vec![0; (range.end - range.start) as usize].into()) })
    }
}
