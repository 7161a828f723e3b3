//! How much memory an upload of a gigabyte takes. Alone in its process: the peak is the process's.

#[allow(dead_code, unreachable_pub, reason = "each test uses a part of the clock")]
mod clock;
#[allow(dead_code, unreachable_pub, reason = "each test uses a part of the server")]
mod upload_server;

use docwright_client::{BoxError, BoxFuture, Bytes, Payload, Source, Upload, Value};
use std::ops::Range;
use upload_server::Server;

const GIGABYTE: u64 = 1 << 30;

/// A gigabyte that nobody holds.
struct Zeros;

impl Source for Zeros {
    fn size(&self) -> BoxFuture<'_, Result<u64, BoxError>> {
        Box::pin(async { Ok(GIGABYTE) })
    }

    fn read(&self, range: Range<u64>) -> BoxFuture<'_, Result<Bytes, BoxError>> {
        let n = (range.end - range.start).min(256 << 10);
        Box::pin(async move { Ok(vec![0; n as usize].into()) })
    }
}

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
    let upload: Upload<Value> = client.upload(&server.session(), Payload::new(Zeros));
    upload.await.expect("it arrives");
    assert_eq!(server.state().n_received, GIGABYTE);
    let peak = peak();
    println!("peak, the server's included: {peak:?} MB");
    assert!(peak.is_none_or(|it| it < 32), "{peak:?} MB");
}
