//! A line for people who wait: only on a terminal, only when work is longer than a blink.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::time::{Duration, Instant};

/// Work that ends sooner shows nothing.
const BLINK: Duration = Duration::from_millis(300);

/// Shows which stage goes on.
#[derive(Debug)]
pub(super) struct Progress {
    bar: ProgressBar,
    began: Instant,
    is_shown: bool,
}

impl Progress {
    pub(super) fn new(quiet: bool) -> Self {
        // Nothing is drawn where standard error is no terminal.
        let target =
            if quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let bar = ProgressBar::with_draw_target(None, target);
        bar.set_style(ProgressStyle::default_spinner());
        Self { bar, began: Instant::now(), is_shown: false }
    }

    pub(super) fn stage(&mut self, name: &'static str) {
        self.bar.set_message(name);
        if self.began.elapsed() >= BLINK && !self.is_shown {
            self.is_shown = true;
            self.bar.enable_steady_tick(Duration::from_millis(100));
        }
    }

    pub(super) fn done(&mut self) {
        self.bar.finish_and_clear();
    }
}
