//! Transports for tests: real traffic over loopback is recorded, and answered again from the file.

#[allow(dead_code, unreachable_pub, reason = "each test uses a part of the clock")]
mod clock;
#[allow(dead_code, unreachable_pub, reason = "each test uses a part of the server")]
mod server;
#[allow(dead_code, unreachable_pub, missing_docs, reason = "each test uses a part of the shop")]
mod shop;
#[allow(dead_code, unreachable_pub, reason = "each test uses a part of the server")]
mod upload_server;

use clock::Clock;
use docwright_client::testing::{Recorder, Replay};
use docwright_client::{
    Error, ErrorKind, Method, RawRequest, ReqwestTransport, Transport, Value, json::json,
};
use server::Server;
use shop::{Client, Customer, Order};
use std::path::PathBuf;

fn client(base: &str, transport: impl Transport) -> Client {
    let builder = Client::builder().base_url(base).token("t0k3n").transport(transport);
    let builder = builder.time(Clock::default()).timeout(None).idle_timeout(None);
    builder.build().expect("the URL is one")
}

/// Some of everything: pages, a write with a secret, a download link, an upload elsewhere, an error.
async fn calls(client: &Client) -> Result<Vec<String>, Error> {
    let mut told = Vec::new();
    let mut orders = client.orders().list().stream();
    while let Some(order) = orders.try_next().await? {
        told.push(format!("order {:?}", order.id));
    }
    let body = json!({"name": "Ann", "password": "hunter2"}).to_string();
    let request = RawRequest::new(Method::Post, "/customers").with_body("application/json", body);
    let response = client.send(request).await?;
    let answer: Value = response.decode()?;
    told.push(format!("customer {}", answer["name"]));
    let form = "grant_type=refresh&client_secret=s3cr3t&scope=a";
    let request = RawRequest::new(Method::Post, "/token")
        .with_body("application/x-www-form-urlencoded", form);
    told.push(client.send(request).await?.status().to_string());
    let session: Value = client.send(RawRequest::new(Method::Post, "/sessions")).await?.decode()?;
    let customer: Customer = client.upload(&session, "nine byte").await?;
    told.push(format!("age {:?}", customer.age));
    let picture = client.orders().id("7").content().await?;
    told.push(format!("{picture:?}"));
    let error = client.orders().id("8").get().await.expect_err("it is not there");
    told.push(error.to_string());
    Ok(told)
}

#[tokio::test]
async fn real_traffic_is_recorded_without_secrets_and_replayed() {
    let uploads = upload_server::Server::start(9).await;
    let session = format!("200 OK\n\n{}", uploads.session());
    let service = Server::start(&[
        "200 OK\nDate: Thu, 01 Jan 1970 00:00:00 GMT\nSet-Cookie: id=c00k13\n\n{\"value\": [{\"id\": \"1\"}], \"@odata.nextLink\": \"ORIGIN/v1/orders?$skiptoken=2&sig=s1gn4tur3\"}",
        "200 OK\n\n{\"value\": [{\"id\": \"2\"}]}",
        "201 Created\nLocation: ORIGIN/v1/customers/7?token=l0c4t10n\nX-Auth-Token: h34d3r\nContent-Type: application/json\n\n{\"name\": \"Ann\", \"password\": \"hunter2\", \"said\": \"Bearer t0k3n\", \"@shop.downloadUrl\": \"https://127.0.0.1:9/dl/d0wnl04d\"}",
        "204 No Content",
        &session,
        "200 OK\nContent-Type: image/png\n\n\u{1}png\u{ff}",
        "404 Not Found\n\n{\"error\": {\"code\": \"itemNotFound\", \"message\": \"No order 8.\"}}",
    ])
    .await;
    let base = format!("{}/v1", service.origin);
    let recorder = Recorder::new(ReqwestTransport::new().expect("a transport"));
    let told = calls(&client(&base, recorder.clone())).await.expect("all is answered");
    assert_eq!(service.requests().await.len(), 7, "the service is gone");
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("traffic.http");
    recorder.save(&path).expect("the target folder can be written to");

    let text = std::fs::read_to_string(&path).expect("it was written");
    for secret in [
        "t0k3n",
        "c00k13",
        "s1gn4tur3",
        "l0c4t10n",
        "h34d3r",
        "hunter2",
        "d0wnl04d",
        "s3cr3t",
        "fe6987415ace",
        "c2VjcmV0",
        "authorization",
        "user-agent",
    ] {
        assert!(!text.contains(secret), "{secret} in\n{text}");
    }
    let origin = base.trim_end_matches("/v1");
    let expected = format!(
        "> GET /v1/orders\n< 200 OK\n<\n< {{\"value\":[{{\"id\":\"1\"}}],\"@odata.nextLink\":\"{origin}/v1/orders?$skiptoken=2&sig=***1\"}}\n\n\
         > GET /v1/orders?$skiptoken=2&sig=***1\n< 200 OK\n<\n< {{\"value\": [{{\"id\": \"2\"}}]}}\n\n\
         > POST /v1/customers\n> content-type: application/json\n>\n> {{\"name\":\"Ann\",\"password\":\"***2\"}}\n< 201 Created\n"
    );
    assert!(text.starts_with(&expected), "{text}");
    assert!(text.contains(&format!("\n> PUT {}/***", uploads.origin)), "{text}");

    // From the file: the same, with nobody there; and what is recorded of that is the same file.
    let replay = Replay::from_file(&path).expect("it is one");
    let again = Recorder::new(replay.clone());
    let client = client(&base, again.clone());
    assert_eq!(calls(&client).await.expect("all is answered"), told);
    assert_eq!(again.text(), text);
    assert_eq!((replay.unmatched(), replay.unused()), (vec![], vec![]));
    assert_eq!(format!("{replay:?} {again:?}"), "Replay(8 exchanges) Recorder(8 exchanges)");
    std::fs::remove_file(path).expect("it is there");
}

const WRITTEN: &str = r#"
# Two of the same, in order.
> GET /v1/orders/7
< 200 OK
<
< {"note": "first"}

> GET /v1/orders/7
< 200 OK
<
< {"note": "second"}

> POST /v1/orders?b=2&a=1
> Prefer: return=minimal
>
> {"note": "x", "id": "***"}
< 204 No Content

> GET /v1/orders/8
< ! the line is cut
> GET /v1/orders/7/content
< 200 OK
< Content-Type: image/png
<
< @hex
< 89 50 4e 47
< 0D0A
"#;

#[tokio::test]
async fn what_a_test_has_written_down_is_answered() {
    let replay = Replay::new(WRITTEN).expect("it is well-formed");
    let client = client("https://shop.example/v1", replay.clone());
    let note = || async { client.orders().id("7").get().await.map(|it| it.note) };
    assert_eq!(note().await.expect("an order").as_deref(), Some("first"));
    assert_eq!(note().await.expect("an order").as_deref(), Some("second"));
    let order = Order { id: Some("any".into()), note: Some("x".into()), ..Order::default() };
    let create = client.orders().create(&order).query("a", "1").query("b", "2");
    create.header("Prefer", "return=minimal").await.expect("the same in another order");
    assert_eq!(replay.unused(), ["GET /v1/orders/8", "GET /v1/orders/7/content"]);
    let picture = client.orders().id("7").content().await.expect("bytes");
    assert_eq!(picture.as_ref(), b"\x89PNG\r\n");
    let patch = client.orders().id("8").update(docwright_client::Patch::new());
    let error = patch.await.expect_err("it is not recorded");
    assert_eq!(error.status().map(|it| it.as_u16()), Some(501));
    let error = client.orders().id("8").get().await.expect_err("it is cut, and then not recorded");
    assert!(error.message().expect("it is told").contains("there is none left"), "{error}");
}

#[tokio::test]
async fn a_request_that_is_not_recorded_is_told_with_the_nearest_one() {
    let replay = Replay::new(WRITTEN).expect("it is well-formed");
    let client = client("https://shop.example/v1", replay.clone());
    let order = Order { id: Some("any".into()), note: Some("y".into()), ..Order::default() };
    let create = client.orders().create(&order).query("a", "1").query("b", "3");
    let error = create.await.expect_err("another body");
    assert_eq!((error.kind(), error.tries()), (ErrorKind::Status, 1));
    let told = "no answer is recorded for `POST https://shop.example/v1/orders?a=1&b=3`; \
                the nearest is `POST /v1/orders?b=2&a=1`, which differs:\n  \
                query `a=1&b=3` instead of `a=1&b=2`\n  \
                Prefer `` instead of `return=minimal`\n  \
                body `{\"id\":\"any\",\"note\":\"y\"}` instead of `{\"note\": \"x\", \"id\": \"***\"}`";
    assert_eq!(replay.unmatched(), [told]);
    assert!(error.message().expect("it is told").starts_with("no answer is recorded for"));
    assert_eq!(replay.unused().len(), 5);
}

#[test]
fn a_file_that_is_none_is_told_by_its_line() {
    let error = Replay::new("> GET /\n< 200 OK\nx").expect_err("a line without a mark");
    assert_eq!(
        error.to_string(),
        "line 3 of recorded exchanges: a line begins with `>`, `<` or `#`"
    );
    let error = Replay::from_file("no/such/file").expect_err("there is none");
    assert_eq!(
        (error.kind(), error.to_string().as_str()),
        (ErrorKind::File, "can't read `no/such/file`")
    );
}

/// A list with relative links, something made with a relative place, bytes and work elsewhere.
async fn relative_calls(client: &Client, monitor: &str) -> Result<Vec<String>, Error> {
    let mut told = Vec::new();
    let mut orders = client.orders().list().stream();
    while let Some(order) = orders.try_next().await? {
        told.push(format!("order {:?}", order.id));
    }
    let reply = client.orders().create(&Order::default()).send().await?;
    let place = reply.location().expect("a place").to_owned();
    let request =
        RawRequest::new(Method::Get, format!("/orders/{place}").replace("orders/orders", "orders"));
    told.push(client.send(request).await?.decode::<Value>()?.to_string());
    told.push(format!("{:?}", client.orders().id("7").content().await?));
    let done = client.orders().id("7").confirm().poll_as::<Value>().await?;
    told.push(format!("{:?}", done.status().map(|it| it.state())));
    let done = client.monitor::<()>(monitor).await?;
    told.push(format!("{:?}", done.status().map(|it| it.state())));
    Ok(told)
}

#[tokio::test]
async fn secrets_of_relative_links_and_of_other_hosts_are_not_recorded() {
    let other = Server::start(&[
        "302 Found\nLocation: ../k3y-two/b?x=1#k3y-three",
        "200 OK\n\nbytes",
        "200 OK\n\n{\"status\": \"running\"}",
        "200 OK\n\n{\"status\": \"succeeded\"}",
        "200 OK\n\n{\"status\": \"succeeded\"}",
    ])
    .await;
    let host = other.origin.trim_start_matches("http:").to_owned();
    let service = Server::start(&[
        "200 OK\n\n{\"value\": [{\"id\": \"1\"}], \"@odata.nextLink\": \"orders?$skiptoken=2&sig=s1gn4tur3\", \"note\": \"Is it? code=7\"}",
        "200 OK\n\n{\"value\": [{\"id\": \"2\"}], \"@odata.nextLink\": \"?access_token=4cc3ss&%24skiptoken=3\"}",
        "200 OK\n\n{\"value\": [{\"id\": \"3\"}]}",
        "201 Created\nLocation: orders/9?token=l0c4t10n&a=1\n\n{}",
        "200 OK\n\n{\"id\": \"9\"}",
        &format!("302 Found\nLocation: {host}/k3y-\u{e9}/a?x=1"),
        &format!("202 Accepted\nOperation-Location: {}/k3y-job\nLocation: {}/k3y-result", other.origin, other.origin),
    ])
    .await;
    let base = format!("{}/v1", service.origin);
    let monitor = format!("{}/k3y-kept?x=1", other.origin);
    let recorder = Recorder::new(ReqwestTransport::new().expect("a transport"));
    let told = relative_calls(&client(&base, recorder.clone()), &monitor).await;
    let told = told.expect("all is answered");
    let text = recorder.text();
    for secret in ["k3y", "s1gn4tur3", "4cc3ss", "l0c4t10n", "caf"] {
        assert!(!text.contains(secret), "{secret} in\n{text}");
    }
    for kept in
        ["> GET /v1/orders?$skiptoken=2&sig=***1", "%24skiptoken=3", "Is it? code=7", "&a=1"]
    {
        assert!(text.contains(kept), "{kept} not in\n{text}");
    }
    let replay = Replay::new(&text).expect("it was recorded");
    let again = Recorder::new(replay.clone());
    let replayed = relative_calls(&client(&base, again.clone()), &monitor).await;
    assert_eq!(replayed.unwrap_or_else(|it| panic!("{it}\n{text}")), told);
    assert_eq!(again.text(), text);
    assert_eq!((replay.unmatched(), replay.unused()), (vec![], vec![]));
}
