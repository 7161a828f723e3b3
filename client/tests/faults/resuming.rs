//! Downloads that are taken up again by whoever reads them, and files that are being written.

use crate::server::{Seen, Server, answer, partial};
use crate::texts::failed;
use crate::uploads::{Scratch, pattern};
use docwright_client::{Download, ErrorKind};
use std::path::PathBuf;

const N: usize = 10_000;

/// Gives it all, or what is asked for; breaks off after as many bytes of the body as `cuts` says of the request.
async fn store(etag: &'static str, cuts: &'static [Option<usize>]) -> Server {
    Server::start(move |seen: &Seen| {
        let bytes = pattern(0..N as u64);
        let whole = match seen.range_start() {
            Some(start) => partial(&bytes, start..N, etag),
            None => answer(&format!("200 OK\nETag: {etag}"), &bytes),
        };
        match cuts.get(seen.index).copied().flatten() {
            Some(n) => {
                let n = whole.n_head() + n;
                whole.cut(n)
            }
            None => whole,
        }
    })
    .await
}

fn chunks(server: &Server) -> Download {
    let client = server.settings().0.max_retries(0).build().expect("a client");
    client.orders().id("1").content().chunks()
}

/// Reads up to the end or an error; whether it was the end.
async fn read(download: &mut Download, bytes: &mut Vec<u8>) -> Result<(), docwright_client::Error> {
    while let Some(piece) = download.try_next().await? {
        bytes.extend_from_slice(&piece);
    }
    Ok(())
}

#[tokio::test]
async fn a_download_is_taken_up_where_it_broke() {
    let server = store("\"v1\"", &[Some(700), Some(0), Some(2_000), None]).await;
    let (mut download, mut bytes) = (chunks(&server), Vec::new());
    for n_here in [700, 700, 2_700] {
        for _ in 0..2 {
            let error = failed(read(&mut download, &mut bytes).await);
            assert_eq!((error.kind(), bytes.len()), (ErrorKind::Transport, n_here), "{error}");
        }
        assert_eq!(download.n_read(), n_here as u64);
        download.retry();
    }
    read(&mut download, &mut bytes).await.expect("the rest");
    assert!(bytes == pattern(0..N as u64));
    assert_eq!(download.n_read(), N as u64);
    let seen = server.seen();
    let ranges: Vec<_> = seen.iter().map(Seen::range_start).collect();
    assert_eq!(ranges, [None, Some(700), Some(700), Some(2_700)]);
    assert!(seen[1..].iter().all(|it| it.header("if-range") == Some("\"v1\"")));
    // At its end there is nothing to retry.
    download.retry();
    assert!(download.try_next().await.expect("the end").is_none());
    assert_eq!(server.seen().len(), 4);
}

#[tokio::test]
async fn a_download_that_can_not_go_on_stays_an_error() {
    let server = store("W/\"v1\"", &[Some(700), None]).await;
    let (mut download, mut bytes) = (chunks(&server), Vec::new());
    for _ in 0..3 {
        assert_eq!(failed(read(&mut download, &mut bytes).await).kind(), ErrorKind::Transport);
        download.retry();
    }
    assert_eq!((bytes.len(), server.seen().len()), (700, 1));
}

#[tokio::test]
async fn a_download_of_which_nothing_came_begins_anew() {
    // It has another version by now: nobody has seen a byte of the one before.
    let headless = answer("200 OK\nETag: \"v1\"", "before");
    let n = headless.n_head();
    let server = Server::of([
        answer("503 Service Unavailable", ""),
        headless.cut(n),
        answer("200 OK\nContent-Type: application/json", r#"{"error": "busy"}"#),
        answer("200 OK\nETag: W/\"v2\"", "after"),
    ]);
    let server = server.await;
    let (mut download, mut bytes) = (chunks(&server), Vec::new());
    let error = failed(read(&mut download, &mut bytes).await);
    assert_eq!(error.status().map(|it| it.as_u16()), Some(503));
    download.retry();
    assert_eq!(failed(read(&mut download, &mut bytes).await).kind(), ErrorKind::Transport);
    download.retry();
    assert_eq!(failed(read(&mut download, &mut bytes).await).code(), Some("busy"));
    download.retry();
    read(&mut download, &mut bytes).await.expect("all");
    assert_eq!((bytes.as_slice(), download.etag()), (b"after".as_slice(), Some("W/\"v2\"")));
    assert!(server.seen().iter().all(|it| it.header("range").is_none()));
}

#[tokio::test]
async fn a_download_that_changed_between_is_no_splice() {
    let server = Server::start(|seen: &Seen| {
        let bytes = pattern(0..N as u64);
        match seen.index {
            0 => {
                let whole = answer("200 OK\nETag: \"v1\"", &bytes);
                let n = whole.n_head() + 700;
                whole.cut(n)
            }
            1 => answer("200 OK\nETag: \"v2\"", &bytes),
            _ => partial(&bytes, seen.range_start().expect("a range")..N, "\"v1\""),
        }
    })
    .await;
    let (mut download, mut bytes) = (chunks(&server), Vec::new());
    failed(read(&mut download, &mut bytes).await);
    download.retry();
    let error = failed(read(&mut download, &mut bytes).await);
    assert!(error.to_string().starts_with("what is downloaded has changed after 700"), "{error}");
    // It may have been another server of theirs that was not up to date.
    download.retry();
    read(&mut download, &mut bytes).await.expect("the rest");
    assert!(bytes == pattern(0..N as u64));
}

fn beside(scratch: &Scratch, ending: &str) -> PathBuf {
    let mut path = scratch.0.clone().into_os_string();
    path.push(ending);
    path.into()
}

/// Goes with the test.
struct Gone(PathBuf);

impl Drop for Gone {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

#[tokio::test]
async fn a_part_file_of_somebody_else_is_left_alone() {
    let server = Server::start(|_| answer("200 OK", "bytes")).await;
    let save = |file: &Scratch| server.client().orders().id("1").content().save_to(file.0.clone());
    let file = Scratch::new("foreign");
    let part = Gone(beside(&file, ".part"));
    std::fs::write(&part.0, "a letter").expect("a file");
    let error = failed(save(&file).await);
    assert_eq!(error.kind(), ErrorKind::File);
    let told = format!(
        "`{}` is in the way: it is not known to be what an earlier download left; move it away, or save under another name",
        part.0.display()
    );
    assert_eq!(error.to_string(), told);
    assert_eq!(std::fs::read(&part.0).expect("as it was"), b"a letter");
    assert!(!file.0.exists() && !beside(&file, ".part.note").exists());
    assert_eq!(server.seen().len(), 0, "nothing was asked for");
    // A link, or a folder.
    std::fs::remove_file(&part.0).expect("it is there");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(beside(&file, ".target"), &part.0).expect("a link");
        assert_eq!(failed(save(&file).await).kind(), ErrorKind::File);
        assert!(!beside(&file, ".target").exists());
        std::fs::remove_file(&part.0).expect("it is there");
    }
    std::fs::create_dir(&part.0).expect("a folder");
    assert_eq!(failed(save(&file).await).kind(), ErrorKind::File);
    std::fs::remove_dir(&part.0).expect("it is there");
    assert_eq!(save(&file).await.expect("saved"), 5);
    assert!(!part.0.exists() && !beside(&file, ".part.note").exists());
}

#[tokio::test]
async fn a_part_file_that_a_download_left_is_written_anew() {
    let stuck = Server::start(|_| {
        answer("200 OK", "bytes").first(40).pause(std::time::Duration::from_secs(60))
    })
    .await;
    let server = Server::start(|_| answer("200 OK", "bytes")).await;
    let save = |server: &Server, file: &Scratch| {
        server.client().orders().id("1").content().save_to(file.0.clone())
    };
    let file = Scratch::new("left");
    let (part, note) = (Gone(beside(&file, ".part")), Gone(beside(&file, ".part.note")));
    let going = tokio::spawn(save(&stuck, &file));
    while !note.0.exists() || std::fs::read(&note.0).expect("a note").is_empty() {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    // Somebody is writing it.
    let error = failed(save(&server, &file).await);
    let told = format!("`{}` is being written by another download", part.0.display());
    assert_eq!((error.kind(), error.to_string()), (ErrorKind::File, told));
    // Whoever wrote it is gone at once, and what it left is still there.
    let left = Gone(beside(&file, ".left"));
    std::fs::hard_link(&part.0, &left.0).expect("another name");
    let said = std::fs::read(&note.0).expect("a note");
    going.abort();
    assert!(going.await.is_err_and(|it| it.is_cancelled()));
    assert!(!part.0.exists() && !note.0.exists(), "what is given up leaves nothing");
    std::fs::hard_link(&left.0, &part.0).expect("the old name");
    std::fs::write(&note.0, &said).expect("the note again");
    std::fs::write(&part.0, "much longer than the other").expect("what was written");
    assert_eq!(save(&server, &file).await.expect("saved"), 5);
    assert_eq!(std::fs::read(&file.0).expect("the file"), b"bytes");
    assert!(!part.0.exists() && !note.0.exists());
    // The note is of that file, and of no other that has its name.
    std::fs::write(&part.0, "a letter").expect("a file");
    std::fs::write(&note.0, &said).expect("the note again");
    assert_eq!(failed(save(&server, &file).await).kind(), ErrorKind::File);
    assert_eq!(std::fs::read(&part.0).expect("as it was"), b"a letter");
    std::fs::write(&note.0, "my notes").expect("another note");
    assert_eq!(failed(save(&server, &file).await).kind(), ErrorKind::File);
    assert_eq!(std::fs::read(&note.0).expect("as it was"), b"my notes");
    // A note of somebody else alone is in the way as well.
    std::fs::remove_file(&part.0).expect("it is there");
    assert_eq!(failed(save(&server, &file).await).kind(), ErrorKind::File);
    assert_eq!(std::fs::read(&note.0).expect("as it was"), b"my notes");
    assert!(!part.0.exists());
}

#[tokio::test]
async fn two_downloads_to_one_file_do_not_mix() {
    let server = Server::start(|seen: &Seen| {
        let bytes = pattern(0..N as u64);
        let whole = answer("200 OK", &bytes);
        let n = whole.n_head() + 500;
        let rest = whole.clone().rest(n);
        match seen.index {
            0 => whole.first(n).pause(std::time::Duration::from_millis(150)).then(rest),
            _ => whole,
        }
    })
    .await;
    let file = Scratch::new("both");
    let save = || server.client().orders().id("1").content().save_to(file.0.clone());
    let (one, other) = tokio::join!(save(), save());
    let n_saved = [&one, &other].iter().filter(|it| it.is_ok()).count();
    assert_eq!(n_saved, 1, "{one:?} {other:?}");
    assert!(std::fs::read(&file.0).expect("the file") == pattern(0..N as u64));
    assert!(!beside(&file, ".part").exists() && !beside(&file, ".part.note").exists());
}
