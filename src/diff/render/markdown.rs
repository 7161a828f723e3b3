//! Changes as a section of a changelog, in the order in which readers want to know.

use super::{Counts, places};
use crate::diff::{Change, Diff, Effect, Kind};
use crate::visible::visible;

/// As many things in Rust are named.
const NAMED: usize = 2;

/// Whether a change belongs to a section.
type IsHere<'a> = &'a dyn Fn(&Change) -> bool;

/// Renders everything.
pub fn render(diff: &Diff) -> String {
    let mut text = format!("## Changes\n\n{}.\n", capital(&Counts::of(diff).text(diff)));
    let is_deprecation = |it: &Change| {
        matches!(
            it.kind,
            Kind::TypeDeprecation | Kind::PropertyDeprecation | Kind::OperationDeprecation
        )
    };
    let is_wire = |it: &Change| it.wire == Effect::Breaks;
    let is_rust = |it: &Change| it.wire != Effect::Breaks && it.rust == Effect::Breaks;
    let is_rest = |it: &Change| !is_wire(it) && !is_rust(it) && !is_deprecation(it);
    let is_more = |it: &Change| is_rest(it) && it.wire.max(it.rust) == Effect::Adds;
    let is_other = |it: &Change| is_rest(it) && it.wire.max(it.rust) == Effect::None;
    let sections: [(&str, IsHere<'_>); 5] = [
        ("Breaking", &is_wire),
        ("Breaking in Rust only", &is_rust),
        ("Deprecated", &|it| is_deprecation(it) && !is_rust(it)),
        ("Added", &is_more),
        ("Changed", &is_other),
    ];
    for (title, is_here) in sections {
        let changes: Vec<&Change> = diff.changes.iter().filter(|it| is_here(it)).collect();
        if changes.is_empty() {
            continue;
        }
        text.push_str(&format!("\n### {title}\n\n"));
        for change in changes {
            text.push_str(&item(change));
        }
    }
    text
}

fn item(change: &Change) -> String {
    let mut item = format!("- {}.", change.sentence());
    if change.rust == Effect::Breaks && !change.in_rust.is_empty() {
        let mut named: Vec<String> = change.in_rust.iter().take(NAMED).cloned().collect();
        let n_more = change.in_rust.len() - named.len();
        if n_more > 0 {
            named.push(format!("and {n_more} more"));
        }
        item.push_str(&format!(" In Rust: {}.", named.join("; ")));
    }
    let places = places(change, "`");
    if !places.is_empty() {
        item.push_str(&format!(" ({places})"));
    }
    format!("{}\n", visible(&item))
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(chars).collect()
}
