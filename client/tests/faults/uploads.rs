//! Bodies of requests that are read as they are sent, and again from their start.

use crate::server::{Answer, Manners, Server, answer, ok};
use crate::texts::failed;
use docwright_client::{BoxError, BoxFuture, Bytes, ErrorKind, Payload, Source};
use std::io::Write;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// So many bytes, each told by its place.
#[derive(Clone)]
pub(crate) struct Pattern(pub(crate) u64);

pub(crate) fn pattern(range: Range<u64>) -> Vec<u8> {
    range.map(|at| (at % 251) as u8).collect()
}

impl Source for Pattern {
    fn size(&self) -> BoxFuture<'_, Result<u64, BoxError>> {
        Box::pin(async { Ok(self.0) })
    }

    fn read(&self, range: Range<u64>) -> BoxFuture<'_, Result<Bytes, BoxError>> {
        let end = range.end.min(range.start + 50_000);
        Box::pin(async move { Ok(pattern(range.start..end).into()) })
    }
}

/// A file that is gone when the test is over.
pub(crate) struct Scratch(pub(crate) PathBuf);

impl Scratch {
    pub(crate) fn new(name: &str) -> Self {
        let name = format!("docwright-faults-{}-{name}", std::process::id());
        Self(Path::new(env!("CARGO_TARGET_TMPDIR")).join(name))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// More than what goes in one piece.
const N: u64 = 1_200_000;

fn written(scratch: &Scratch) -> std::fs::File {
    let mut file = std::fs::File::create(&scratch.0).expect("a new file");
    file.write_all(&pattern(0..N)).expect("room");
    std::fs::File::open(&scratch.0).expect("the file")
}

async fn is_sent(server: &Server, payload: Payload) {
    server.client().orders().id("1").update_content(payload).await.expect("an order");
    for seen in server.seen() {
        assert_eq!(seen.header("content-length"), Some(&*N.to_string()));
        assert_eq!(seen.header("transfer-encoding"), None);
        assert_eq!(seen.n_body, N);
        assert!(seen.body == pattern(0..N), "the same bytes, from the start");
    }
}

#[tokio::test]
async fn upload_of_a_file_of_bytes_and_of_anything_else_is_repeated_from_its_start() {
    let scratch = Scratch::new("upload");
    let payloads: [Payload; 5] = [
        written(&scratch).into(),
        tokio::fs::File::open(&scratch.0).await.expect("the file").into(),
        Payload::file(&scratch.0).expect("the file"),
        pattern(0..N).into(),
        Payload::new(Pattern(N)),
    ];
    for payload in payloads {
        let busy = answer("503 Service Unavailable\nRetry-After: 0", "");
        let server = Server::of([busy, Answer::reset(), ok("{}")]).await;
        is_sent(&server, payload).await;
        assert_eq!(server.seen().len(), 3);
    }
}

#[tokio::test]
async fn upload_of_nothing_has_a_length() {
    for payload in [Payload::new(Pattern(0)), Payload::from("")] {
        let server = Server::of([ok("{}")]).await;
        server.client().orders().id("1").update_content(payload).await.expect("an order");
        assert_eq!(server.seen()[0].header("content-length"), Some("0"));
    }
}

#[tokio::test]
async fn upload_that_goes_on_outlives_the_whole_request_limit() {
    // The system takes some megabytes without a reader; the reader takes about three seconds.
    let n: u64 = 8 << 20;
    let manners = Manners { reading_pause: Duration::from_millis(15), ..Manners::default() };
    let server = Server::with(manners, |_| ok("{}")).await;
    let limit = Duration::from_secs(2);
    for payload in [Payload::new(Pattern(n)), pattern(0..n).into()] {
        let client = server.real().timeout(limit).max_retries(0).build().expect("a client");
        let began = std::time::Instant::now();
        client.orders().id("1").update_content(payload).await.expect("an order");
        assert!(began.elapsed() > limit, "{:?} is too fast to tell", began.elapsed());
    }
    assert!(server.seen().iter().all(|it| it.n_body == n));
}

#[tokio::test]
async fn upload_that_is_stuck_ends_with_the_limit() {
    let manners = Manners { reading_pause: Duration::from_secs(60), ..Manners::default() };
    let server = Server::with(manners, |_| ok("{}")).await;
    let client =
        server.real().timeout(Duration::from_millis(200)).max_retries(0).build().expect("a client");
    let payload = Payload::new(Pattern(64 << 20));
    let error = failed(client.orders().id("1").update_content(payload).await);
    assert_eq!(error.kind(), ErrorKind::Timeout);
}

type Read = fn(Range<u64>) -> Result<Bytes, BoxError>;

/// A source that has become shorter, or breaks, or gives too much.
struct Broken(Read, Arc<AtomicU64>);

impl Source for Broken {
    fn size(&self) -> BoxFuture<'_, Result<u64, BoxError>> {
        Box::pin(async { Ok(200_000) })
    }

    fn read(&self, range: Range<u64>) -> BoxFuture<'_, Result<Bytes, BoxError>> {
        self.1.fetch_add(1, Ordering::SeqCst);
        let read = if range.start < 100_000 {
            Ok(pattern(range.start..100_000).into())
        } else {
            (self.0)(range)
        };
        Box::pin(std::future::ready(read))
    }
}

#[tokio::test]
async fn upload_of_what_changes_meanwhile_is_an_error_and_not_a_short_body() {
    let reads: [Read; 3] = [
        |_| Ok(Bytes::new()),
        |_| Err("the disk is gone".into()),
        |range| Ok(pattern(range.start..range.end + 1).into()),
    ];
    for read in reads {
        let server = Server::start(|_| ok("{}")).await;
        let payload = Payload::new(Broken(read, Arc::default()));
        let error = failed(server.client().orders().id("1").update_content(payload).await);
        assert_eq!((error.kind(), server.seen().len()), (ErrorKind::File, 0), "{error:?}");
    }
}

#[tokio::test]
async fn a_file_that_is_gone_is_told_before_anything_is_sent() {
    struct Gone;
    impl Source for Gone {
        fn size(&self) -> BoxFuture<'_, Result<u64, BoxError>> {
            Box::pin(async { Err("the file is gone".into()) })
        }
        fn read(&self, _: Range<u64>) -> BoxFuture<'_, Result<Bytes, BoxError>> {
            Box::pin(async { Err("the file is gone".into()) })
        }
    }
    let server = Server::start(|_| ok("{}")).await;
    let error = failed(server.client().orders().id("1").update_content(Payload::new(Gone)).await);
    assert_eq!((error.kind(), server.n_connections()), (ErrorKind::Request, 0));
}

#[tokio::test]
async fn upload_that_is_answered_before_it_has_ended() {
    let early =
        |head: &'static str| Manners { early: Some(answer(head, "")), ..Manners::default() };
    let content = || Payload::new(Pattern(8 << 20));
    let server = Server::with(early("413 Content Too Large"), |_| ok("{}")).await;
    let error = failed(server.client().orders().id("1").update_content(content()).await);
    assert_eq!((error.status().map(|it| it.as_u16()), error.tries()), (Some(413), 1), "{error:?}");
    // A token that was turned away is renewed, and the upload begins anew.
    let server = Server::with(early("401 Unauthorized"), |_| ok("{}")).await;
    let n = AtomicU64::new(0);
    let token = move || {
        let number = n.fetch_add(1, Ordering::SeqCst);
        async move { Ok::<_, std::io::Error>(format!("t0k3n-{number}")) }
    };
    let client = server.settings().0.token(token).build().expect("a client");
    client.orders().id("1").update_content(content()).await.expect("with another token");
    let seen = server.seen();
    let whole = seen.iter().find(|it| it.header("authorization") == Some("Bearer t0k3n-1"));
    assert_eq!(whole.map(|it| it.n_body), Some(8 << 20));
}

#[tokio::test]
async fn upload_that_is_reset_on_its_way_begins_anew() {
    let manners = Manners { n_deaf: 2, ..Manners::default() };
    let server = Server::with(manners, |_| ok("{}")).await;
    is_sent(&server, Payload::new(Pattern(N))).await;
    assert_eq!((server.seen().len(), server.n_connections()), (1, 3));
}
