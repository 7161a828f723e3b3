//! What a service answers to the sample client.

use docwright_client::{Body, BoxError, BoxFuture, Bytes, Time, Transport, codec, http, wait};
use graph::{Client, models};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

/// An answer's status, headers and body are anything; what is asked for comes or an error, and a walk through pages ends.
pub fn answers(data: &[u8]) {
    let service = Service { data: Bytes::copy_from_slice(data), n_sent: AtomicUsize::new(0) };
    let client: Client = Client::builder()
        .base_url("http://127.0.0.1:9/v1.0")
        .transport(service)
        .time(NoTime)
        .build()
        .expect("a client");
    if let Ok(user) = wait(client.users().id("x").get()) {
        let written = codec::to_vec(&user);
        let again: models::User = codec::from_slice(&written).expect("and read again");
        assert!(again == user, "a value changes when it is written and read");
    }
    let mut users = client.users().list().stream();
    for _ in 0..50 {
        if !matches!(wait(users.try_next()), Ok(Some(_))) {
            break;
        }
    }
}

/// Answers the same pieces of its input in turn: a status, headers up to a blank line, a body up to a byte 0.
struct Service {
    data: Bytes,
    n_sent: AtomicUsize,
}

impl Transport for Service {
    fn send(
        &self,
        _: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, BoxError>> {
        let pieces: Vec<&[u8]> = self.data.split(|it| *it == 0).collect();
        let n_sent = self.n_sent.fetch_add(1, Ordering::Relaxed);
        let piece = pieces[n_sent % pieces.len()];
        Box::pin(std::future::ready(answer(piece).map(|it| it.map(Body::from))))
    }
}

/// Waits take none.
struct NoTime;

impl Time for NoTime {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(std::future::ready(()))
    }
}

fn answer(piece: &[u8]) -> Result<http::Response<Bytes>, BoxError> {
    let (&status, rest) = piece.split_first().ok_or("cut")?;
    let status = [200, 200, 200, 201, 202, 204, 302, 307, 400, 401, 404, 429, 500, 503]
        [usize::from(status) % 14];
    let end = rest.windows(2).position(|it| it == b"\n\n");
    let (headers, body) = end.map_or((&b""[..], rest), |end| (&rest[..end], &rest[end + 2..]));
    let mut response = http::Response::builder().status(status);
    for line in headers.split(|it| *it == b'\n') {
        if let Some(colon) = line.iter().position(|it| *it == b':') {
            let name = http::HeaderName::from_bytes(&line[..colon]);
            let value = http::HeaderValue::from_bytes(line[colon + 1..].trim_ascii());
            if let (Ok(name), Ok(value)) = (name, value) {
                response = response.header(name, value);
            }
        }
    }
    Ok(response.body(Bytes::copy_from_slice(body))?)
}
