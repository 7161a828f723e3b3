//! Changes as JSON for other programs: one document. [`SCHEMA`] describes it.

use super::Counts;
use crate::diff::{Change, Diff, Place};
use crate::visible;
use serde_json::{Value, json};

/// The JSON schema (draft 2020-12) of what is rendered.
pub const SCHEMA: &str = include_str!("changes.schema.json");

/// Raised when a member changes its meaning or goes; new members may come without.
const VERSION: u32 = 1;

/// Renders everything; `old` and `new` are what was compared, as the user named it.
pub fn render(diff: &Diff, old: &str, new: &str) -> String {
    let counts = Counts::of(diff);
    let value = json!({
        "version": VERSION,
        "tool": {"name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION")},
        "old": old,
        "new": new,
        "verdict": diff.verdict(),
        "summary": {
            "breakWire": counts.wire,
            "breakRustOnly": counts.rust,
            "add": counts.adds,
            "others": counts.others,
        },
        "changes": diff.changes.iter().map(json_change).collect::<Vec<_>>(),
    });
    visible::json(&format!("{value:#}\n"))
}

fn json_change(change: &Change) -> Value {
    let place =
        |place: &Option<Place>| place.as_ref().map(|it| json!({"page": it.page, "line": it.line}));
    json!({
        "kind": change.kind.name(),
        "area": change.kind.area(),
        "subjects": change.subjects,
        "text": change.text,
        "verdict": change.verdict(),
        "wire": change.wire,
        "rust": change.rust,
        "inRust": change.in_rust,
        "old": place(&change.old),
        "new": place(&change.new),
    })
}
