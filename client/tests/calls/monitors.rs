//! Long-running work, over real HTTP on loopback.

use crate::clock::Clock;
use crate::server::Server;
use crate::shop::{Client, Customer, Order};
use docwright_client::{ErrorKind, Monitor, OperationState, Value};
use std::time::Duration;

const ACCEPTED: &str = "202 Accepted\nLocation: ORIGIN/v1/jobs/7?key=abc";

/// A client with a token and a clock that takes no time.
fn client(server: &Server) -> (Client, Clock) {
    let clock = Clock::default();
    let builder = Client::builder().base_url(format!("{}/v1", server.origin)).token("t0k3n");
    let builder = builder.time(clock.clone()).timeout(None).idle_timeout(None);
    (builder.build().expect("the URL is one"), clock)
}

fn seconds(clock: &Clock) -> Vec<f64> {
    clock.waits().iter().map(Duration::as_secs_f64).collect()
}

fn first_lines(requests: &[String]) -> Vec<&str> {
    requests.iter().filter_map(|it| it.lines().next()?.strip_suffix(" HTTP/1.1")).collect()
}

fn status(json: &str) -> String {
    format!("200 OK\nContent-Type: application/json\n\n{json}")
}

#[tokio::test]
async fn work_is_waited_for_and_its_result_typed() {
    let server = Server::start(&[
        "202 Accepted\nOperation-Location: ORIGIN/v1/jobs/7\nLocation: ORIGIN/v1/orders/8",
        "202 Accepted\nRetry-After: 7\n\n{\"status\": \"notStarted\"}",
        "200 OK\nRetry-After: Thu, 01 Jan 1970 00:00:20 GMT\n\n{\"status\": \"inProgress\", \"percentageComplete\": 27.8}",
        "200 OK\n\n{\"status\": \"running\"}",
        "200 OK\n\n{\"status\": \"running\"}",
        "200 OK\n\n{\"status\": \"succeeded\", \"resourceId\": \"8\", \"resourceLocation\": \"ORIGIN/v1/orders/8\"}",
        "200 OK\n\n{\"id\": \"8\", \"note\": \"made\"}",
    ])
    .await;
    let (client, clock) = client(&server);
    let done = client.orders().create(&Order::default()).poll().await.expect("it is done");
    assert_eq!(done.resource_id(), Some("8"));
    assert_eq!(done.resource_location(), Some(format!("{}/v1/orders/8", server.origin).as_str()));
    assert_eq!(done.status().map(|it| it.state()), Some(OperationState::Succeeded));
    assert_eq!(done.into_value().and_then(|it| it.note).as_deref(), Some("made"));
    assert_eq!(seconds(&clock), [1.0, 7.0, 20.0, 2.0, 4.0]);
    let requests = server.requests().await;
    assert_eq!(first_lines(&requests)[0], "POST /v1/orders");
    assert_eq!(first_lines(&requests)[1..6], ["GET /v1/jobs/7"; 5]);
    assert_eq!(first_lines(&requests)[6], "GET /v1/orders/8");
    for request in &requests {
        assert!(request.contains("authorization: bearer t0k3n"), "{request}");
    }
}

#[tokio::test]
async fn progress_is_a_stream() {
    let server = Server::start(&[
        ACCEPTED,
        &status("{\"status\": {\"state\": \"running\", \"description\": \"Half way.\"}, \"percentComplete\": \"50%\"}"),
        &status("{\"Status\": \"Completed\", \"targetResourceId\": \"8\", \"id\": \"7\"}"),
    ])
    .await;
    let (client, _) = client(&server);
    let mut work = client.orders().id("1").confirm().watch();
    assert_eq!(work.url(), None);
    let mut told = Vec::new();
    while let Some(status) = work.try_next().await.expect("no error") {
        told.push((status.state(), status.percent(), status.description().map(str::to_owned)));
    }
    assert_eq!(
        told,
        [
            (OperationState::NotStarted, None, None),
            (OperationState::Running, Some(50.0), Some("Half way.".to_owned())),
            (OperationState::Succeeded, None, None),
        ]
    );
    assert_eq!(work.url(), Some(format!("{}/v1/jobs/7?key=abc", server.origin).as_str()));
    assert!(!format!("{work:?}").contains("abc"));
    let done = work.await.expect("it is done");
    assert_eq!(done.resource_id(), Some("8"));
    let status = done.status().expect("there was one");
    assert_eq!(
        (status.text(), format!("{status:?}").as_str()),
        (Some("Completed"), "OperationStatus { state: Succeeded, percent: None, .. }")
    );
    assert_eq!(status.read::<Value>().expect("JSON")["id"], "7");
    assert_eq!(server.requests().await.len(), 3);
}

#[tokio::test]
async fn a_direct_answer_is_just_the_answer() {
    let server = Server::start(&["201 Created\n\n{\"id\": \"8\"}", "204 No Content"]).await;
    let (client, clock) = client(&server);
    let done = client.orders().create(&Order::default()).poll().await.expect("it is done");
    assert!(done.status().is_none());
    assert_eq!(done.value().and_then(|it| it.id.as_deref()), Some("8"));
    let done = client.orders().id("8").confirm().poll().await.expect("it is done");
    assert_eq!(done.into_value(), Some(()));
    assert!(clock.waits().is_empty());
    assert_eq!(server.requests().await.len(), 2);
}

#[tokio::test]
async fn a_monitor_elsewhere_is_asked_without_the_token() {
    let other = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let other_origin = format!("http://{}", other.local_addr().expect("bound"));
    let accepted = format!("202 Accepted\nLocation: {other_origin}/monitor/7");
    let service = Server::start(&[&accepted, "200 OK\n\n{\"name\": \"Ann\", \"age\": 7}"]).await;
    let to_result = format!("303 See Other\nLocation: {}/v1/customers/8", service.origin);
    let monitor = Server::on(other, &["202 Accepted\n\n{\"status\": \"inProgress\"}", &to_result]);
    let (client, _) = client(&service);
    let done = client.orders().id("1").confirm().poll_as::<Customer>().await.expect("done");
    assert_eq!(done.into_value().and_then(|it| it.age), Some(7));
    let (asked, own) = (monitor.requests().await, service.requests().await);
    assert_eq!(first_lines(&asked), ["GET /monitor/7"; 2]);
    assert!(asked.iter().all(|it| !it.contains("authorization")), "{asked:?}");
    assert_eq!(first_lines(&own), ["POST /v1/orders/1/confirm", "GET /v1/customers/8"]);
    assert!(own.iter().all(|it| it.contains("authorization: bearer t0k3n")));
}

#[tokio::test]
async fn what_is_elsewhere_is_no_data_of_the_service() {
    let other = Server::start(&[]).await;
    let place = format!("{}/customers/8", other.origin);
    let ends = [
        format!("303 See Other\nLocation: {place}"),
        status(&format!("{{\"status\": \"completed\", \"resourceLocation\": \"{place}\"}}")),
        format!("201 Created\nLocation: {place}"),
    ];
    for end in ends {
        let server = Server::start(&[ACCEPTED, &end]).await;
        let (client, _) = client(&server);
        let done = client.orders().id("1").confirm().poll_as::<Customer>().await.expect("done");
        assert_eq!((done.value(), done.resource_location()), (None, Some(place.as_str())));
        assert_eq!(server.requests().await.len(), 2);
    }
    assert!(other.requests().await.is_empty());
}

#[tokio::test]
async fn a_result_may_come_in_the_monitors_answer() {
    let server =
        Server::start(&[ACCEPTED, "200 OK\n\n{\"name\": \"Ann\"}", ACCEPTED, "204 No Content"])
            .await;
    let (client, _) = client(&server);
    let confirm = || client.orders().id("1").confirm().poll_as::<Customer>();
    let done = confirm().await.expect("done");
    assert_eq!(done.into_value().and_then(|it| it.name).as_deref(), Some("Ann"));
    assert!(confirm().await.expect("done").into_value().is_none());
    assert_eq!(server.requests().await.len(), 4);
}

#[tokio::test]
async fn a_path_alone_is_below_the_services_root() {
    let server = Server::start(&[
        "202 Accepted\nLocation: /orders('1')/operations('7')",
        "200 OK\n\n{\"status\": \"succeeded\", \"targetResourceLocation\": \"/customers('8')\"}",
        "200 OK\n\n{\"age\": 7}",
    ])
    .await;
    let (client, _) = client(&server);
    let done = client.orders().id("1").confirm().poll_as::<Customer>().await.expect("done");
    assert_eq!(done.into_value().and_then(|it| it.age), Some(7));
    let requests = server.requests().await;
    assert_eq!(
        first_lines(&requests)[1..],
        ["GET /v1/orders('1')/operations('7')", "GET /v1/customers('8')"]
    );
}

#[tokio::test]
async fn work_that_fails_is_an_error_with_its_words() {
    let failures = [
        (
            "{\"status\": \"failed\", \"error\": {\"code\": \"nameConflict\", \"message\": \"Taken.\", \"innerError\": {\"code\": \"x\"}}}",
            "the service accepted the work, but has failed in it: nameConflict: Taken.",
            Some("nameConflict"),
        ),
        (
            "{\"status\": \"deleteFailed\", \"errorCode\": \"busy\", \"statusDescription\": \"Later.\", \"error\": null}",
            "the service accepted the work, but has failed in it: busy: Later.",
            Some("busy"),
        ),
        ("{\"status\": \"Canceled\"}", "the service has cancelled the work", None),
    ];
    for (body, words, code) in failures {
        let server = Server::start(&[ACCEPTED, &status(body)]).await;
        let (client, _) = client(&server);
        let error = client.orders().id("1").confirm().poll().await.expect_err("it failed");
        assert_eq!((error.kind(), error.to_string().as_str()), (ErrorKind::Failed, words));
        assert_eq!((error.code(), error.raw_body().as_ref()), (code, body.as_bytes()));
        assert_eq!(server.requests().await.len(), 2);
    }
}

#[tokio::test]
async fn work_that_nobody_can_ask_for_is_not_asked_for_twice() {
    let server = Server::start(&["202 Accepted"]).await;
    let (client, _) = client(&server);
    let mut work = client.orders().id("1").confirm().watch();
    for _ in 0..2 {
        let error = work.try_next().await.expect_err("there is no monitor");
        assert!(error.to_string().ends_with("does not say where to ask how far it is"), "{error}");
        assert_eq!(error.status().map(|it| it.as_u16()), Some(202));
        work.retry();
    }
    assert_eq!(server.requests().await.len(), 1);
}

#[tokio::test]
async fn waiting_has_an_end() {
    // For ever, and as fast as can be: so says the service.
    let again = "200 OK\nRetry-After: 0\n\n{\"status\": \"whoKnows\"}";
    let mut answers = vec![ACCEPTED];
    answers.extend([again; 5]);
    let server = Server::start(&answers).await;
    let (first, clock) = client(&server);
    let mut work = first.orders().id("1").confirm().watch().limit(Duration::from_millis(1_700));
    let error = loop {
        match work.try_next().await {
            Ok(Some(status)) => assert_ne!(status.state(), OperationState::Succeeded),
            Ok(None) => panic!("it is not done"),
            Err(error) => break error,
        }
    };
    assert_eq!(
        (error.kind(), error.to_string().as_str()),
        (ErrorKind::Timeout, "the service did not do the work within 1.7s")
    );
    assert_eq!(seconds(&clock), [1.0, 0.2, 0.2, 0.2]);
    // The work goes on, and can be watched again, in another run of the program, too: that asks at once.
    let url = work.url().expect("it was accepted").to_owned();
    let (second, clock) = client(&server);
    let mut work: Monitor<()> = second.monitor(&url);
    let status = work.try_next().await.expect("an answer").expect("it goes on");
    assert_eq!((status.state(), status.text()), (OperationState::Running, Some("whoKnows")));
    assert!(clock.waits().is_empty());
    assert_eq!(server.requests().await.len(), 6);

    // A wait that is longer than the limit is not begun.
    let server =
        Server::start(&["202 Accepted\nLocation: ORIGIN/v1/jobs/7\nRetry-After: 3600"]).await;
    let (client, clock) = client(&server);
    let error = client.orders().id("1").confirm().poll().await.expect_err("half an hour");
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(clock.waits().is_empty());
}

#[tokio::test]
async fn a_monitor_may_move_but_not_for_ever() {
    let moved = "302 Found\nLocation: ORIGIN/v1/jobs/8?key=abc";
    let server = Server::start(&[ACCEPTED, moved, "200 OK\n\n{\"status\": \"succeeded\"}"]).await;
    let (first, _) = client(&server);
    first.orders().id("1").confirm().poll().await.expect("it is done");
    assert_eq!(first_lines(&server.requests().await)[2], "GET /v1/jobs/8?key=abc");

    let mut answers = vec![ACCEPTED];
    answers.extend([moved; 6]);
    let server = Server::start(&answers).await;
    let (client, _) = client(&server);
    let error = client.orders().id("1").confirm().poll().await.expect_err("it moves on and on");
    assert_eq!(
        (error.kind(), error.to_string().as_str()),
        (ErrorKind::Redirect, "the monitor of the work moves on and on")
    );
    assert_eq!(server.requests().await.len(), 7);
}

#[tokio::test]
async fn questions_are_repeated_and_the_work_is_not() {
    let server = Server::start(&[
        ACCEPTED,
        "503 Service Unavailable\nRetry-After: 2",
        "404 Not Found\n\n{\"error\": {\"code\": \"itemNotFound\", \"message\": \"ORIGIN/v1/jobs/7?key=abc\"}}",
        "200 OK\n\n{\"status\": \"completed\"}",
    ])
    .await;
    let (client, clock) = client(&server);
    let mut work = client.orders().id("1").confirm().watch();
    work.try_next().await.expect("it is accepted");
    for _ in 0..2 {
        let error = work.try_next().await.expect_err("nobody knows of it");
        assert!(error.to_string().starts_with("nobody knows of the work any more"), "{error}");
        assert!(!error.to_string().contains("abc"), "{error}");
    }
    work.retry();
    work.await.expect("it is done");
    assert_eq!(seconds(&clock), [1.0, 2.0, 2.0]);
    let requests = server.requests().await;
    let posts = first_lines(&requests).into_iter().filter(|it| it.starts_with("POST"));
    assert_eq!(posts.count(), 1);
}

#[tokio::test]
async fn a_service_over_https_has_no_monitor_in_the_open() {
    let server = Server::start(&[]).await;
    let client = Client::builder().base_url("https://127.0.0.1:9/v1").build().expect("a client");
    let mut work: Monitor<()> = client.monitor(format!("{}/v1/jobs/7?key=abc", server.origin));
    let error = work.try_next().await.expect_err("it is not over https");
    assert_eq!(error.to_string(), "the URL that the service has named is not one over https");
    assert!(server.requests().await.is_empty());
}
