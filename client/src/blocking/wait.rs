//! Futures that are run to their end on the current thread.

use std::future::IntoFuture;
use std::sync::OnceLock;
use tokio::runtime::{Builder, Handle};

/// The runtime behind all blocking calls: one thread, which keeps connections alive between them. `None` if the system refuses
/// what it needs.
static RUNTIME: OnceLock<Option<Handle>> = OnceLock::new();

fn start() -> Option<Handle> {
    let runtime = Builder::new_current_thread().enable_all().build().ok()?;
    let handle = runtime.handle().clone();
    let thread = std::thread::Builder::new().name("docwright-client".to_owned());
    thread.spawn(move || runtime.block_on(std::future::pending::<()>())).ok()?;
    Some(handle)
}

/// Runs one request, or any other future, to its end on the current thread.
///
/// ```no_run
/// # async fn request() -> Result<(), docwright_client::Error> { Ok(()) }
/// docwright_client::wait(request())?;
/// # Ok::<(), docwright_client::Error>(())
/// ```
///
/// # Panics
///
/// When called inside an async runtime, where it would block all that runs beside it; await there. And when the system
/// has no thread or no sockets left.
pub fn wait<F: IntoFuture>(future: F) -> F::Output {
    match RUNTIME.get_or_init(start) {
        Some(runtime) => runtime.block_on(future.into_future()),
        None => panic!("the system refuses what an async runtime needs"),
    }
}

/// The next item of a stream.
#[cfg(feature = "blocking")]
pub(super) fn next<S: futures_core::Stream + Unpin>(stream: &mut S) -> Option<S::Item> {
    let mut stream = std::pin::Pin::new(stream);
    wait(std::future::poll_fn(|context| stream.as_mut().poll_next(context)))
}
