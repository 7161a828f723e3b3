//! Limits: of time, and of what is held in memory.

use crate::server::{Answer, Server, answer, gzipped, ok};
use crate::shop::Order;
use crate::texts::failed;
use docwright_client::ErrorKind;
use std::time::{Duration, Instant};

const SHORT: Duration = Duration::from_millis(80);

fn silent() -> Answer {
    Answer::default().pause(Duration::from_secs(60))
}

#[tokio::test]
async fn whole_request_limit_of_the_client_and_of_one_request() {
    let server = Server::start(|_| silent()).await;
    let began = Instant::now();
    let client = server.real().timeout(SHORT).max_retries(0).build().expect("a client");
    let error = failed(client.orders().id("1").get().await);
    assert_eq!((error.kind(), error.tries()), (ErrorKind::Timeout, 1), "{error:?}");
    let client = server.real().build().expect("a client");
    let error = failed(client.orders().create(&Order::default()).timeout(SHORT).await);
    assert_eq!((error.kind(), error.tries()), (ErrorKind::Timeout, 1), "it may have taken effect");
    assert!(began.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn whole_request_limit_ends_a_body_that_drips() {
    let drips = answer("200 OK", vec![b' '; 10_000]).dripping(Duration::from_millis(10));
    let server = Server::start(move |_| drips.clone()).await;
    let client = server.real().timeout(SHORT).max_retries(0).build().expect("a client");
    let error = failed(client.orders().id("1").get().await);
    assert_eq!(error.kind(), ErrorKind::Timeout);
}

#[tokio::test]
async fn a_get_without_an_answer_in_time_is_repeated() {
    let server = Server::start(|seen| if seen.index == 0 { silent() } else { ok("{}") }).await;
    let client = server.real().timeout(SHORT).build().expect("a client");
    client.orders().id("1").get().await.expect("the second answer");
}

#[tokio::test]
async fn idle_limit_of_a_slow_body() {
    let body = answer("200 OK\nrequest-id: r", r#"{"id": "1"}"#);
    let n = body.n_head() + 3;
    let stuck = body.first(n).pause(Duration::from_secs(60));
    let server = Server::start(move |_| stuck.clone()).await;
    let client = server.real().idle_timeout(SHORT).max_retries(0).build().expect("a client");
    let error = failed(client.orders().id("1").get().await);
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error:?}");
    let client = server.real().max_retries(0).build().expect("a client");
    let error = failed(client.orders().id("1").get().idle_timeout(SHORT).await);
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error:?}");
    // Bytes that are read as a stream, too.
    let error = failed(
        client
            .orders()
            .id("1")
            .content()
            .idle_timeout(SHORT)
            .bytes()
            .await
            .expect("it begins")
            .into_bytes()
            .await,
    );
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error:?}");
}

#[tokio::test]
async fn a_slow_body_that_goes_on_is_read() {
    // It takes much longer than nothing may come.
    let drips = ok(r#"{"id": "1"}"#).dripping(Duration::from_millis(15));
    let server = Server::start(move |_| drips.clone()).await;
    let client = server
        .real()
        .idle_timeout(Duration::from_millis(700))
        .timeout(None)
        .build()
        .expect("a client");
    let order = client.orders().id("1").get().await.expect("an order");
    assert_eq!(order.id.as_deref(), Some("1"));
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn connect_limit() {
    // Nobody accepts, and there is room for one or two: further ones get no answer.
    let socket = tokio::net::TcpSocket::new_v4().expect("a socket");
    socket.bind("127.0.0.1:0".parse().expect("an address")).expect("a free port");
    let listener = socket.listen(0).expect("a listener");
    let address = listener.local_addr().expect("a bound socket");
    let waiting: Vec<_> = (0..4)
        .map(|_| tokio::spawn(async move { tokio::net::TcpStream::connect(address).await }))
        .collect();
    tokio::time::sleep(Duration::from_millis(100)).await;
    let builder = crate::shop::Client::builder().base_url(format!("http://{address}/v1"));
    let client = builder.connect_timeout(SHORT).max_retries(1).build().expect("a client");
    let began = Instant::now();
    let error = failed(client.orders().create(&Order::default()).await);
    assert_eq!((error.kind(), error.tries()), (ErrorKind::Timeout, 2), "{error:?}");
    assert!(began.elapsed() < Duration::from_secs(5));
    waiting.into_iter().for_each(|it| it.abort());
}

#[tokio::test]
async fn gzip_is_asked_for_and_read() {
    let server = Server::of([Answer::gzip(br#"{"id": "1"}"#)]).await;
    let order = server.client().orders().id("1").get().await.expect("an order");
    assert_eq!(order.id.as_deref(), Some("1"));
    assert!(server.seen()[0].header("accept-encoding").is_some_and(|it| it.contains("gzip")));
}

#[tokio::test]
async fn gzip_that_is_cut_or_none_is_an_error() {
    let packed = gzipped(br#"{"id": "1"}"#);
    for bytes in [&packed[..packed.len() - 9], &packed[..5], b"{\"id\": \"1\"}"] {
        let broken = answer("200 OK\nContent-Encoding: gzip", bytes);
        let server = Server::start(move |_| broken.clone()).await;
        let error = failed(server.client().orders().id("1").get().await);
        assert_eq!(error.kind(), ErrorKind::Transport, "{error:?}");
    }
}

#[tokio::test]
async fn an_answer_at_the_limit_is_read_and_one_past_it_is_not() {
    let json = format!("{{\"id\": \"{}\"}}", "x".repeat(990));
    let limit = json.len() as u64;
    let chunked = Answer::chunked("200 OK", &[json.as_bytes()], Duration::ZERO);
    for whole in [ok(&json), chunked, Answer::gzip(json.as_bytes())] {
        let server = Server::start(move |_| whole.clone()).await;
        let at = server.settings().0.max_in_memory(limit).build().expect("a client");
        at.orders().id("1").get().await.expect("at the limit");
        let past = server.settings().0.max_in_memory(limit - 1).build().expect("a client");
        let error = failed(past.orders().id("1").get().await);
        assert_eq!((error.kind(), error.tries()), (ErrorKind::TooLong, 1));
        assert_eq!(error.status().map(|it| it.as_u16()), Some(200));
    }
}

#[tokio::test]
async fn an_answer_that_says_that_it_is_too_long_is_not_read() {
    // Nothing of its body ever comes.
    let server = Server::start(|_| {
        Answer::raw("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n")
            .pause(Duration::from_secs(60))
    })
    .await;
    let call = server.client().orders().id("1").get();
    let result = tokio::time::timeout(Duration::from_secs(5), call).await.expect("at once");
    assert_eq!(failed(result).kind(), ErrorKind::TooLong);
}
