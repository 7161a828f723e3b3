//! How much memory it takes. Each client runs in a process of its own, this test program again, and the server in this one.

#![expect(clippy::print_stdout, reason = "one process tells the other, and both the reader")]

use crate::server::{Answer, Seen, Server, answer, ok};
use crate::shop::Client;
use crate::texts::failed;
use crate::uploads::Scratch;
use docwright_client::{BoxError, BoxFuture, Bytes, ErrorKind, Payload, Source};
use std::ops::Range;
use std::process::Stdio;

/// Where the server is, for the process that is measured.
const ORIGIN: &str = "DOCWRIGHT_FAULTS_ORIGIN";
const MIB: u64 = 1 << 20;

/// How much a download and an upload carry: a gigabyte, or `DOCWRIGHT_FAULTS_MIB`.
fn size() -> u64 {
    let asked = std::env::var("DOCWRIGHT_FAULTS_MIB").ok().and_then(|it| it.parse::<u64>().ok());
    asked.unwrap_or(1024) * MIB
}

/// A client of the server in the other process, if this is the process that is measured.
fn measured() -> Option<Client> {
    let origin = std::env::var(ORIGIN).ok()?;
    Some(Client::builder().base_url(format!("{origin}/v1")).build().expect("a client"))
}

/// The most memory that a test of this name takes in a process of its own, in MiB.
async fn peak(name: &str, server: &Server) -> u64 {
    let program = std::env::current_exe().expect("this program");
    let output = tokio::task::spawn_blocking({
        let (name, origin) = (format!("memory::{name}"), server.origin.clone());
        move || {
            let mut command = std::process::Command::new(program);
            command.args(["--exact", &name, "--nocapture", "--test-threads=1"]).env(ORIGIN, origin);
            command.stderr(Stdio::inherit()).output()
        }
    });
    let output = output.await.expect("no panic").expect("it runs");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}");
    let peak = said.lines().find_map(|it| it.split_once("peak ")).expect("a peak").1;
    let peak = peak.trim().parse::<u64>().expect("KiB") / 1024;
    println!("{name}: {peak} MiB");
    peak
}

/// Says the most memory that this process has held.
fn tell() {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let peak = status.lines().find_map(|it| it.strip_prefix("VmHWM:")).expect("a peak");
    println!("\npeak {}", peak.trim().trim_end_matches(" kB"));
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn download_of_a_gigabyte_to_a_file_is_never_in_memory() {
    if let Some(client) = measured() {
        let file = Scratch::new("gigabyte");
        let n = client.orders().id("1").content().save_to(&file.0).await.expect("saved");
        assert_eq!(n, size());
        return tell();
    }
    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", size());
    let server = Server::start(move |_| Answer::zeros(head.clone().into_bytes(), size())).await;
    assert!(peak("download_of_a_gigabyte_to_a_file_is_never_in_memory", &server).await < 32);
}

/// The same bytes over and over, which takes no time to make.
struct Same(Bytes);

impl Source for Same {
    fn size(&self) -> BoxFuture<'_, Result<u64, BoxError>> {
        Box::pin(async { Ok(size()) })
    }

    fn read(&self, range: Range<u64>) -> BoxFuture<'_, Result<Bytes, BoxError>> {
        let n = usize::try_from(range.end - range.start).unwrap_or(usize::MAX);
        Box::pin(async move { Ok(self.0.slice(..n.min(self.0.len()))) })
    }
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn upload_of_a_gigabyte_is_never_in_memory() {
    if let Some(client) = measured() {
        let content = Payload::new(Same(vec![7; 100_000].into()));
        client.orders().id("1").update_content(content).await.expect("sent");
        return tell();
    }
    let server = Server::start(|_| ok("{}")).await;
    assert!(peak("upload_of_a_gigabyte_is_never_in_memory", &server).await < 32);
    assert_eq!(server.seen()[0].n_body, size());
}

/// One of `n` items, a hundred a page.
fn list_page(seen: &Seen, n: usize) -> Answer {
    let page: usize =
        seen.line.rsplit_once("skip=").map_or(0, |it| it.1.parse().expect("a number"));
    let items = (0..100)
        .map(|at| format!(r#"{{"id": "{page}-{at}", "note": "{:0>200}", "count": {at}}}"#, at));
    let items = items.collect::<Vec<_>>().join(",");
    let next = if (page + 1) * 100 < n {
        format!(r#", "@odata.nextLink": "?skip={}""#, page + 1)
    } else {
        String::new()
    };
    ok(format!(r#"{{"value": [{items}]{next}}}"#))
}

async fn peak_of_a_list(name: &str, n: usize) -> Option<u64> {
    if let Some(client) = measured() {
        let mut items = client.orders().list().stream();
        let mut n_read = 0;
        while let Some(order) = items.try_next().await.expect("pages") {
            n_read += usize::from(order.id.is_some());
        }
        assert_eq!(n_read, n);
        tell();
        return None;
    }
    let server = Server::start(move |seen| list_page(seen, n)).await;
    Some(peak(name, &server).await)
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_list_of_1_000() {
    peak_of_a_list("a_list_of_1_000", 1_000).await;
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_list_of_100_000_takes_no_more_memory_than_one_of_1_000() {
    let name = "a_list_of_100_000_takes_no_more_memory_than_one_of_1_000";
    let Some(many) = peak_of_a_list(name, 100_000).await else { return };
    let server = Server::start(move |seen| list_page(seen, 1_000)).await;
    let few = peak("a_list_of_1_000", &server).await;
    assert!(many <= few + 10, "{many} MiB beside {few}");
}

async fn is_bounded(
    name: &str,
    endless: impl Fn(&Seen) -> Answer + Send + Sync + 'static,
    most: u64,
) {
    if let Some(client) = measured() {
        let error = failed(client.orders().id("1").get().await);
        assert_eq!(error.kind(), ErrorKind::TooLong, "{error:?}");
        return tell();
    }
    let server = Server::start(endless).await;
    assert!(peak(name, &server).await < most);
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn an_answer_of_a_gigabyte_to_a_json_call_is_not_read_whole() {
    // In one chunk, so that nobody knows how long the answer will be.
    let head = format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n", 1 << 30);
    let endless = move |_: &Seen| Answer::zeros(head.clone().into_bytes(), 1 << 30);
    is_bounded("an_answer_of_a_gigabyte_to_a_json_call_is_not_read_whole", endless, 200).await;
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_gzip_bomb_is_not_unpacked_whole() {
    let bomb = answer("200 OK\nContent-Encoding: gzip", crate::server::bomb(1 << 10));
    is_bounded("a_gzip_bomb_is_not_unpacked_whole", move |_| bomb.clone(), 200).await;
}
