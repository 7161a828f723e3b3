//! What changed between two models, and for whom: what breaks on the wire, what in Rust code that uses the emitted client,
//! and what nothing.
//!
//! ```text
//! two models ─pair, renames included→ drafts of changes ─what other crates can name of both clients→ Changes ─render→ text
//! ```
//!
//! Models are compared, not pages: pages that are renamed, sorted or laid out otherwise change nothing. Whether Rust code
//! breaks is not guessed: both clients' [`surface`]s are compared, each difference belongs to
//! the change that made it, and one that belongs to none is a change of its own.

mod answers;
mod both;
mod change;
mod cx;
mod draft;
mod enums;
mod following;
mod likeness;
mod operations;
mod pair;
mod parameters;
mod permissions;
mod place;
mod properties;
pub mod render;
mod rust_api;
mod types;
mod words;

pub use change::{Area, Change, Diff, Effect, Kind, Verdict};
pub use place::{Place, Places, Side};

use crate::emit::rust::surface;
use cx::Cx;

/// Compares two models.
pub fn diff(old: Side<'_>, new: Side<'_>) -> Diff {
    let (old_surface, new_surface) = rayon::join(|| surface(old.model), || surface(new.model));
    let cx = Cx::new(old, new, &old_surface.operations, &new_surface.operations);
    let mut drafts = Vec::new();
    types::compare(&cx, &mut drafts);
    operations::compare(&cx, &mut drafts);
    let drafts = draft::grouped(drafts);
    let mut changes = rust_api::judge(&cx, drafts, &old_surface.items, &new_surface.items);
    changes.sort_by(|a, b| {
        let key = |it: &Change| (it.kind.area(), it.subjects.clone(), it.kind, it.text.clone());
        key(a).cmp(&key(b))
    });
    Diff { changes }
}
