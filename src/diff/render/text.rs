//! A change as a terminal shows it: what it does, where it stood and stands, and what it is in Rust.

use super::{broken, places};
use crate::diff::{Change, Effect, Verdict};
use crate::visible::visible;

/// As many things in Rust are named.
const NAMED: usize = 3;

/// What stands before the sentence of a change.
pub fn label(change: &Change) -> String {
    match (broken(change), change.verdict()) {
        (Some(what), _) => format!("breaks {what}"),
        (None, Verdict::Minor) => "adds".to_owned(),
        (None, Verdict::None | Verdict::Patch | Verdict::Major) => "changes".to_owned(),
    }
}

/// The lines of a change after its label.
pub fn lines(change: &Change) -> Vec<String> {
    let mut lines = vec![visible(&change.sentence())];
    let places = places(change, "");
    if !places.is_empty() {
        lines.push(format!("  --> {}", visible(&places)));
    }
    if change.rust == Effect::Breaks {
        lines.extend(
            change.in_rust.iter().take(NAMED).map(|it| format!("  in Rust: {}", visible(it))),
        );
        let n_more = change.in_rust.len().saturating_sub(NAMED);
        if n_more > 0 {
            lines.push(format!("  in Rust: {n_more} more like it"));
        }
    }
    lines
}
