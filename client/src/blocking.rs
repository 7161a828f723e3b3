//! For programs without an async runtime.

use std::future::IntoFuture;

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
/// When called inside an async runtime, where it would block all that runs beside it; await there.
pub fn wait<F: IntoFuture>(future: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    match runtime {
        Ok(runtime) => runtime.block_on(future.into_future()),
        Err(error) => panic!("the system refuses what a runtime needs: {error}"),
    }
}
