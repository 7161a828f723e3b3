//! A line for people who wait: only on a terminal, only when work is longer than a blink.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{JoinHandle, spawn};
use std::time::Duration;

/// Work that ends sooner shows nothing.
const BLINK: Duration = Duration::from_millis(300);
/// Between two steps of what turns.
const TICK: Duration = Duration::from_millis(100);

/// Shows which stage goes on, and for how long.
#[derive(Debug)]
pub(super) struct Progress {
    bar: ProgressBar,
    /// Dropped when the work is over; until then a thread waits whether it outlasts a blink.
    waiting: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    pub(super) fn new(quiet: bool) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{spinner} {msg} ({elapsed})");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
        let waiting = (!quiet).then(|| {
            let (sender, receiver) = channel();
            let shown = bar.clone();
            let thread = spawn(move || {
                if receiver.recv_timeout(BLINK) == Err(RecvTimeoutError::Timeout) {
                    // Nothing is drawn where standard error is no terminal.
                    shown.set_draw_target(ProgressDrawTarget::stderr());
                    shown.enable_steady_tick(TICK);
                }
            });
            (sender, thread)
        });
        Self { bar, waiting }
    }

    pub(super) fn stage(&mut self, name: impl Into<String>) {
        self.bar.set_message(name.into());
    }

    /// Leaves the terminal as it was; what comes next may be printed.
    pub(super) fn done(&mut self) {
        if let Some((sender, thread)) = self.waiting.take() {
            drop(sender);
            // A thread that only draws can't fail the work.
            let _ = thread.join();
        }
        self.bar.finish_and_clear();
    }
}
