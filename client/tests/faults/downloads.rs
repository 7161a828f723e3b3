//! Bytes that are read as they come, and go on where they broke.

use crate::server::{Answer, Seen, Server, answer, ok, partial};
use crate::texts::failed;
use crate::uploads::{Scratch, pattern};
use docwright_client::{Download, Error, ErrorKind};
use std::sync::Arc;
use std::time::Duration;

const N: usize = 200_000;
const STRONG: &str = "\"v1\"";

fn content(server: &Server) -> docwright_client::Request<crate::shop::GetOrdersIdContent> {
    server.client().orders().id("1").content()
}

async fn read(mut download: Download) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    while let Some(piece) = download.try_next().await? {
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}

/// Sends it all, or from where it is asked on; `change` sees each answer before it leaves.
async fn store(change: impl Fn(&Seen, Answer) -> Answer + Send + Sync + 'static) -> Server {
    let bytes = Arc::new(pattern(0..N as u64));
    Server::start(move |seen| {
        let whole = match seen.range_start() {
            Some(start) => partial(&bytes, start..N, STRONG),
            None => answer(&format!("200 OK\nETag: {STRONG}"), &*bytes),
        };
        change(seen, whole)
    })
    .await
}

/// After so many bytes of the body the connection breaks.
fn cut(answer: Answer, n_body: usize) -> Answer {
    let n = answer.n_head() + n_body;
    answer.cut(n)
}

/// What a resume is answered in place of what was asked for.
async fn resumed_with(
    first_etag: &'static str,
    second: fn(&[u8], usize) -> Answer,
) -> (Error, Vec<Seen>) {
    let server = Server::start(move |seen| {
        let bytes = pattern(0..N as u64);
        match seen.range_start() {
            Some(start) => second(&bytes, start),
            None => cut(answer(&format!("200 OK\n{first_etag}"), &bytes), 1_000),
        }
    })
    .await;
    let mut download = content(&server).bytes().await.expect("it begins");
    let error = loop {
        match download.try_next().await {
            Ok(Some(_)) => {}
            Ok(None) => panic!("it was not all"),
            Err(error) => break error,
        }
    };
    crate::texts::check(&error);
    // It stays an error.
    assert_eq!(failed(download.try_next().await).kind(), error.kind());
    (error, server.seen())
}

#[tokio::test]
async fn download_in_all_three_ways() {
    let server = store(|_, whole| whole).await;
    let expected = pattern(0..N as u64);
    assert!(content(&server).await.expect("all").as_ref() == expected);
    let begun = content(&server).bytes().await.expect("it begins");
    assert_eq!((begun.status().map(|it| it.as_u16()), begun.etag()), (Some(200), Some(STRONG)));
    assert_eq!(begun.content_length(), Some(N as u64));
    assert!(read(begun).await.expect("all") == expected);
    assert!(read(content(&server).chunks()).await.expect("all") == expected);
    let file = Scratch::new("saved");
    assert_eq!(content(&server).save_to(&file.0).await.expect("saved"), N as u64);
    assert!(std::fs::read(&file.0).expect("the file") == expected);
    assert!(
        server.seen().iter().skip(1).all(|it| it.header("accept-encoding") == Some("identity"))
    );
}

#[tokio::test]
async fn download_goes_on_after_cuts_at_several_places() {
    let places = [0, 1, 999, 65_536, 131_072, 199_998, 199_999];
    let server = store(move |seen, whole| match places.get(seen.index) {
        Some(place) => cut(whole, place - seen.range_start().unwrap_or(0).min(*place)),
        None => whole,
    })
    .await;
    let bytes = read(content(&server).chunks()).await.expect("all");
    assert!(bytes == pattern(0..N as u64));
    let seen = server.seen();
    assert_eq!(seen.len(), places.len() + 1);
    for (seen, place) in seen[2..].iter().zip(&places[1..]) {
        assert_eq!((seen.range_start(), seen.header("if-range")), (Some(*place), Some(STRONG)));
    }
}

#[tokio::test]
async fn download_of_a_range_goes_on_inside_of_it() {
    let server = Server::start(|seen| {
        let bytes = pattern(0..N as u64);
        let range = partial(&bytes, seen.range_start().expect("a range")..1_000, STRONG);
        if seen.index == 0 { cut(range, 400) } else { range }
    })
    .await;
    let part = read(content(&server).header("Range", "bytes=100-999").chunks()).await;
    assert!(part.expect("the range") == pattern(100..1_000));
    assert_eq!(server.seen()[1].header("range"), Some("bytes=500-999"));
}

#[tokio::test]
async fn download_that_has_changed_is_an_error() {
    let (error, seen) =
        resumed_with("ETag: \"v1\"", |bytes, _| answer("200 OK\nETag: \"v2\"", bytes)).await;
    assert_eq!((error.kind(), seen.len()), (ErrorKind::Transport, 2), "{error}");
    assert_eq!(seen[1].header("if-range"), Some(STRONG));
    // A server that ignores `If-Range`, and says what it sends, or does not.
    let (error, _) =
        resumed_with("ETag: \"v1\"", |bytes, start| partial(bytes, start..N, "\"v2\"")).await;
    assert_eq!(error.kind(), ErrorKind::Transport);
    let (error, _) =
        resumed_with("ETag: \"v1\"", |bytes, start| partial(bytes, start..N, "W/\"v1\"")).await;
    assert_eq!(error.kind(), ErrorKind::Transport);
    let (error, _) = resumed_with("ETag: \"v1\"", |bytes, start| {
        let head = format!("206 Partial Content\nContent-Range: bytes {start}-{}/{N}", N - 1);
        answer(&head, &bytes[start..])
    })
    .await;
    assert_eq!(error.kind(), ErrorKind::Transport);
}

#[tokio::test]
async fn download_without_a_strong_etag_is_not_spliced() {
    for etag in ["ETag: W/\"v1\"", "X-None: 1", "Last-Modified: Thu, 29 Feb 2024 23:59:58 GMT"] {
        let (error, seen) =
            resumed_with(etag, |bytes, start| partial(bytes, start..N, STRONG)).await;
        assert_eq!((error.kind(), seen.len()), (ErrorKind::Transport, 1), "{etag}");
    }
}

#[tokio::test]
async fn download_answered_with_another_part_is_an_error() {
    let others: [fn(&[u8], usize) -> Answer; 7] = [
        |bytes, _| answer("200 OK\nETag: \"v1\"", bytes),
        |bytes, start| partial(bytes, start + 1..N, STRONG),
        |bytes, start| partial(bytes, start - 1..N, STRONG),
        |bytes, start| answer("206 Partial Content\nETag: \"v1\"", &bytes[start..]),
        |bytes, start| {
            answer(
                "206 Partial Content\nETag: \"v1\"\nContent-Range: bytes */200000",
                &bytes[start..],
            )
        },
        |bytes, start| {
            answer(
                &format!(
                    "206 Partial Content\nETag: \"v1\"\nContent-Range: bytes {start}-{}/{}",
                    N,
                    N + 1
                ),
                &bytes[start..],
            )
        },
        |_, _| answer("204 No Content\nETag: \"v1\"", ""),
    ];
    for (index, other) in others.into_iter().enumerate() {
        let (error, _) = resumed_with("ETag: \"v1\"", other).await;
        assert_eq!(error.kind(), ErrorKind::Transport, "{index}: {error}");
    }
    let (error, _) =
        resumed_with("ETag: \"v1\"", |_, _| answer("416 Range Not Satisfiable", "")).await;
    assert_eq!(error.status().map(|it| it.as_u16()), Some(416));
}

#[tokio::test]
async fn download_of_parts_is_whole() {
    // A server that gives less than was asked for, time and again.
    let server = store(|seen, whole| match seen.range_start() {
        None => cut(whole, 50_000),
        Some(start) => partial(&pattern(0..N as u64), start..(start + 60_000).min(N), STRONG),
    })
    .await;
    assert!(read(content(&server).chunks()).await.expect("all") == pattern(0..N as u64));
    assert_eq!(server.seen().len(), 4);
}

#[tokio::test]
async fn download_that_begins_with_another_part_is_an_error() {
    let server = Server::start(|_| partial(&pattern(0..1_000), 10..900, STRONG)).await;
    assert_eq!(failed(content(&server).bytes().await).kind(), ErrorKind::Decode);
    let later = content(&server).header("Range", "bytes=500-").bytes().await;
    assert_eq!(failed(later).kind(), ErrorKind::Decode);
    assert!(read(content(&server).header("Range", "bytes=10-899").chunks()).await.is_ok());
}

#[tokio::test]
async fn download_of_unknown_length_is_not_spliced() {
    // It may have been unpacked on its way: then its places are not those of what the service holds.
    let server = Server::start(|seen| {
        let bytes = pattern(0..1_000);
        match seen.range_start() {
            Some(start) => partial(&bytes, start..1_000, STRONG),
            None => {
                let pieces: &[&[u8]] = &[&bytes[..300], &bytes[300..600], &bytes[600..]];
                let chunked =
                    Answer::chunked(&format!("200 OK\nETag: {STRONG}"), pieces, Duration::ZERO);
                cut(chunked, 400)
            }
        }
    })
    .await;
    assert_eq!(failed(read(content(&server).chunks()).await).kind(), ErrorKind::Transport);
    assert_eq!(server.seen().len(), 1);
    let packed = crate::server::gzipped(&pattern(0..1_000));
    let server = Server::start(move |seen| match seen.range_start() {
        Some(start) => partial(&packed, start.min(10)..packed.len(), STRONG),
        None => {
            cut(answer("200 OK\nETag: \"v1\"\nContent-Encoding: gzip", &packed), packed.len() - 20)
        }
    })
    .await;
    assert_eq!(failed(read(content(&server).chunks()).await).kind(), ErrorKind::Transport);
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn download_that_never_goes_on_ends() {
    let server =
        store(
            |seen, whole| {
                if seen.range_start() == Some(5_000) { Answer::reset() } else { cut(whole, 5_000) }
            },
        )
        .await;
    let error = failed(read(content(&server).chunks()).await);
    assert_eq!((error.kind(), error.tries()), (ErrorKind::Transport, 4));
    assert_eq!(server.seen().len(), 5, "the first and four tries");
    // One that breaks before anything has come, time and again.
    let server = store(|_, whole| cut(whole, 0)).await;
    failed(read(content(&server).chunks()).await);
    assert!(server.seen().len() <= 8);
}

#[tokio::test]
async fn download_is_resumed_by_way_of_the_service() {
    let store = store(|seen, whole| if seen.index == 0 { cut(whole, 70_000) } else { whole }).await;
    let to = format!("302 Found\nLocation: {}/blob?sig=1", store.origin);
    let server = Server::start(move |_| answer(&to, "")).await;
    assert!(read(content(&server).chunks()).await.expect("all") == pattern(0..N as u64));
    assert_eq!(server.seen().len(), 2, "where it is may have changed");
    for seen in store.seen() {
        assert_eq!(seen.header("authorization"), None);
    }
    assert_eq!(store.seen()[1].header("if-range"), Some(STRONG));
}

#[tokio::test]
async fn download_to_a_file_leaves_nothing_after_an_error() {
    let server = Server::start(|_| cut(answer("200 OK", pattern(0..1_000)), 500)).await;
    let file = Scratch::new("broken");
    std::fs::write(&file.0, "before").expect("a file");
    assert_eq!(failed(content(&server).save_to(&file.0).await).kind(), ErrorKind::Transport);
    assert_eq!(std::fs::read(&file.0).expect("as it was"), b"before");
    let mut part = file.0.clone().into_os_string();
    part.push(".part");
    assert!(!std::path::Path::new(&part).exists());
    let nowhere = std::env::temp_dir().join("docwright-no-such-folder").join("x");
    assert_eq!(failed(content(&server).save_to(nowhere).await).kind(), ErrorKind::File);
    let gone = Server::start(|_| answer("404 Not Found", "no")).await;
    assert_eq!(
        failed(content(&gone).save_to(&file.0).await).status().map(|it| it.as_u16()),
        Some(404)
    );
    assert_eq!(std::fs::read(&file.0).expect("as it was"), b"before");
}

#[tokio::test]
async fn download_into_memory_has_a_bound() {
    let server = Server::start(|_| {
        Answer::zeros(b"HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n".to_vec(), 1 << 30)
    })
    .await;
    assert_eq!(failed(content(&server).await).kind(), ErrorKind::TooLong);
    let begun = content(&server).bytes().await.expect("it begins");
    assert_eq!(failed(begun.into_bytes().await).kind(), ErrorKind::TooLong);
}

#[tokio::test]
async fn download_of_what_is_not_there_is_that_error() {
    let server = Server::of([
        answer("404 Not Found", r#"{"error": {"code": "itemNotFound"}}"#),
        answer("204 No Content", ""),
        ok(""),
    ])
    .await;
    assert_eq!(failed(content(&server).bytes().await).code(), Some("itemNotFound"));
    assert!(read(content(&server).chunks()).await.expect("nothing").is_empty());
    assert_eq!(
        content(&server).bytes().await.expect("nothing").into_bytes().await.expect("nothing"),
        ""
    );
}

#[tokio::test]
async fn a_body_that_broke_off_stays_broken() {
    let server = Server::start(|_| cut(answer("200 OK", pattern(0..1_000)), 500)).await;
    for idle in [None, Some(Duration::from_secs(60))] {
        let client = server.real().idle_timeout(idle).build().expect("a client");
        let request = docwright_client::RawRequest::new(docwright_client::Method::Get, "/x");
        let mut body = client.open(request).await.expect("it begins").into_body();
        while let Ok(piece) = body.chunk().await {
            assert!(piece.is_some(), "it did not end");
        }
        for _ in 0..3 {
            assert!(body.chunk().await.is_err(), "it still did not");
        }
    }
}

#[tokio::test]
async fn download_to_a_file_that_is_given_up_leaves_nothing() {
    let server = Server::start(|_| {
        answer("200 OK", pattern(0..1_000)).first(500).pause(Duration::from_secs(60))
    })
    .await;
    let file = Scratch::new("given-up");
    let part = file.0.with_extension("part");
    let saving = tokio::spawn(content(&server).save_to(file.0.clone()));
    while !part.exists() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    saving.abort();
    assert!(saving.await.is_err_and(|it| it.is_cancelled()));
    assert!(!part.exists() && !file.0.exists());
}

#[tokio::test]
async fn download_at_the_end_of_all_numbers() {
    let last = u64::MAX;
    for range in [
        format!("bytes {last}-{last}/*"),
        format!("bytes {last}-{last}/{last}"),
        "bytes 0-0/1".to_owned(),
    ] {
        let head = format!("206 Partial Content\nETag: {STRONG}\nContent-Range: {range}");
        let server = Server::start(move |_| answer(&head, "xyz")).await;
        for asked in [
            format!("bytes={last}-"),
            format!("bytes={last}-{last}"),
            "bytes=0-0".to_owned(),
            format!("bytes=0-{last}"),
        ] {
            // Whatever comes of it: an end, or an error.
            match read(content(&server).header("Range", &asked).chunks()).await {
                Ok(bytes) => assert!(bytes.len() <= 3),
                Err(error) => crate::texts::check(&error),
            }
        }
    }
}
