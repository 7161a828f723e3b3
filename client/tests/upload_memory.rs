//! How much memory an upload of a gigabyte takes. Alone in its process: the peak is the process's.

#[allow(dead_code, unreachable_pub, reason = "each test uses a part of the clock")]
mod clock;
#[allow(dead_code, unreachable_pub, reason = "each test uses a part of the server")]
mod upload_server;

use docwright_client::{Upload, Value};
use std::fs::File;
use std::path::PathBuf;
use upload_server::Server;

const GIGABYTE: u64 = 1 << 30;

/// The peak of this process's memory in MB, where the system tells it.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|it| it.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok().map(|it| it / 1024)
}

#[tokio::test]
#[expect(clippy::print_stdout, reason = "the figure is asked for")]
async fn a_gigabyte_is_uploaded_within_32_mb() {
    let server = Server::start(GIGABYTE).await;
    server.state().bytes = None;
    let (client, _) = server.client();
    // Of zeros, which take no place on a disk.
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("gigabyte");
    let file =
        File::create(&path).and_then(|it| it.set_len(GIGABYTE)).and_then(|()| File::open(&path));
    let file = file.expect("the target folder can be written to");
    let upload: Upload<Value> = client.upload(&server.session(), file);
    upload.await.expect("it arrives");
    assert_eq!(server.state().n_received, GIGABYTE);
    std::fs::remove_file(path).expect("it is there");
    let peak = peak();
    println!("peak, the server's included: {peak:?} MB");
    assert!(peak.is_none_or(|it| it < 32), "{peak:?} MB");
}
