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

fn save(
    server: &Server,
    file: &Scratch,
) -> impl Future<Output = Result<u64, docwright_client::Error>> + use<> {
    server.client().orders().id("1").content().save_to(file.0.clone())
}

/// What stands beside a file whose names begin with its own.
fn all_beside(file: &Scratch) -> Vec<String> {
    let name = file.0.file_name().expect("a name").to_string_lossy().into_owned();
    let folder = std::fs::read_dir(file.0.parent().expect("a folder")).expect("a folder");
    let names = folder.map(|it| it.expect("an entry").file_name().to_string_lossy().into_owned());
    let mut names: Vec<_> =
        names.filter_map(|it| Some(it.strip_prefix(&name)?.to_owned())).collect();
    names.sort();
    names
}

#[tokio::test]
async fn a_part_file_of_somebody_else_is_left_alone() {
    let server = Server::start(|_| answer("200 OK", "bytes")).await;
    let file = Scratch::new("foreign");
    let part = Gone(beside(&file, ".part"));
    std::fs::write(&part.0, "a letter").expect("a file");
    assert_eq!(save(&server, &file).await.expect("saved"), 5);
    assert_eq!(std::fs::read(&part.0).expect("as it was"), b"a letter");
    assert_eq!(all_beside(&file), ["", ".part"]);
    // A link, a folder, and a note of somebody's.
    let note = Gone(beside(&file, ".3.part.note"));
    std::fs::create_dir(beside(&file, ".2.part")).expect("a folder");
    std::fs::write(&note.0, "my notes").expect("a note");
    #[cfg(unix)]
    {
        std::fs::remove_file(&part.0).expect("it is there");
        std::os::unix::fs::symlink(beside(&file, ".target"), &part.0).expect("a link");
    }
    assert_eq!(save(&server, &file).await.expect("saved"), 5);
    assert_eq!(all_beside(&file), ["", ".2.part", ".3.part.note", ".part"]);
    std::fs::remove_dir(beside(&file, ".2.part")).expect("it is there");
    // There is an end to it.
    let others: Vec<Gone> = (2..10).map(|n| Gone(beside(&file, &format!(".{n}.part")))).collect();
    others.iter().for_each(|it| std::fs::write(&it.0, "a letter").expect("a file"));
    let n_before = server.seen().len();
    let error = failed(save(&server, &file).await);
    let told = format!(
        "`{}` and eight others beside it are in the way: remove what is left of earlier downloads, or save under another name",
        part.0.display()
    );
    assert_eq!((error.kind(), error.to_string()), (ErrorKind::File, told));
    assert_eq!(server.seen().len(), n_before, "nothing was asked for");
}

#[tokio::test]
async fn what_a_killed_download_left_is_removed_by_a_later_one() {
    let stuck = Server::start(|_| {
        answer("200 OK", "bytes").first(40).pause(std::time::Duration::from_secs(60))
    })
    .await;
    let server = Server::start(|_| answer("200 OK", "bytes")).await;
    let file = Scratch::new("left");
    let (part, note) = (Gone(beside(&file, ".part")), Gone(beside(&file, ".part.note")));
    let going = tokio::spawn(save(&stuck, &file));
    while !std::fs::read(&note.0).is_ok_and(|it| it.ends_with(b"\n")) {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    // Somebody is writing it.
    assert_eq!(save(&server, &file).await.expect("saved"), 5);
    assert_eq!(all_beside(&file), ["", ".part", ".part.note"]);
    // Whoever wrote it is killed: what it left is still there.
    let left = Gone(beside(&file, ".left"));
    std::fs::hard_link(&part.0, &left.0).expect("another name");
    let said = std::fs::read(&note.0).expect("a note");
    going.abort();
    assert!(going.await.is_err_and(|it| it.is_cancelled()));
    assert_eq!(all_beside(&file), ["", ".left"], "what is given up leaves nothing");
    std::fs::hard_link(&left.0, &part.0).expect("the old name");
    std::fs::write(&note.0, &said).expect("the note again");
    assert_eq!(save(&server, &file).await.expect("saved"), 5);
    assert_eq!(all_beside(&file), ["", ".left", ".part", ".part.note"], "it may still be written");
    let age = |path: &PathBuf| {
        let long_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(3_600);
        let file = std::fs::OpenOptions::new().write(true).open(path).expect("the file");
        file.set_modified(long_ago).expect("a time");
    };
    age(&part.0);
    assert_eq!(save(&server, &file).await.expect("saved"), 5);
    assert_eq!(all_beside(&file), ["", ".left"]);
    assert_eq!(std::fs::read(&file.0).expect("the file"), b"bytes");
    // The note is of that file, and of no other that has its name.
    std::fs::write(&part.0, "a letter").expect("a file");
    std::fs::write(&note.0, &said).expect("the note again");
    age(&part.0);
    assert_eq!(save(&server, &file).await.expect("saved"), 5);
    assert_eq!(std::fs::read(&part.0).expect("as it was"), b"a letter");
    // Of a file that is gone nothing stays.
    std::fs::remove_file(&part.0).expect("it is there");
    age(&note.0);
    assert_eq!(save(&server, &file).await.expect("saved"), 5);
    assert_eq!(all_beside(&file), ["", ".left"]);
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
    let (one, other) = tokio::join!(save(&server, &file), save(&server, &file));
    assert_eq!((one.expect("saved"), other.expect("saved")), (N as u64, N as u64));
    assert!(std::fs::read(&file.0).expect("the file") == pattern(0..N as u64));
    assert_eq!(all_beside(&file), [""]);
}

#[tokio::test]
async fn a_file_that_is_replaced_while_it_is_written_is_not_taken_for_whole() {
    let server = Server::start(|_| {
        let (whole, pause) = (answer("200 OK", "bytes"), std::time::Duration::from_millis(80));
        whole.clone().first(40).pause(pause).then(whole.rest(40))
    })
    .await;
    let file = Scratch::new("replaced");
    let part = Gone(beside(&file, ".part"));
    let (saved, ()) = tokio::join!(save(&server, &file), async {
        while !part.0.exists() {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        std::fs::write(beside(&file, ".new"), "a letter").expect("a file");
        std::fs::rename(beside(&file, ".new"), &part.0).expect("in its place");
    });
    let told = format!("`{}` was replaced while it was written", part.0.display());
    assert_eq!(failed(saved).to_string(), told);
    assert_eq!(std::fs::read(&part.0).expect("as it was"), b"a letter");
    assert!(!file.0.exists());
    let _ = std::fs::remove_file(beside(&file, ".part.note"));
}
