//! What changed between two models, and for whom: what breaks on the wire, what in Rust code that uses the emitted client,
//! and what nothing.
//!
//! ```text
//! two models ─pair, renames included→ drafts of changes ─what other crates can name of both clients→ Changes ─render→ text
//! ```
//!
//! Models are compared, not pages: pages that are renamed, sorted or laid out otherwise change nothing. Whether Rust code
//! breaks is not guessed: both clients' [surfaces](crate::emit::rust::surface) are compared, each difference belongs to
//! the change that made it, and one that belongs to none is a change of its own.

mod answers;
mod arguments;
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
mod service;
mod types;
mod words;

pub use change::{Area, Change, Diff, Effect, Kind, Verdict};
pub use place::{Place, Places, Side};

use crate::model::TypeId;
use cx::Cx;

/// Compares two models.
pub fn diff(old: &Side<'_>, new: &Side<'_>) -> Diff {
    let (old_surface, new_surface) = rayon::join(|| old.surface(), || new.surface());
    let cx = Cx::new(old, new, &old_surface.operations, &new_surface.operations);
    let mut drafts = Vec::new();
    service::compare(old.model, new.model, &mut drafts);
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

/// What both models have under different names: places of operations, and types.
#[derive(Clone, Debug, Default)]
pub struct Renamed {
    /// Operations, each by its place in the old model and the one in the new.
    pub operations: Vec<(usize, usize)>,
    /// Types, likewise.
    pub types: Vec<(TypeId, TypeId)>,
}

/// Finds what is called otherwise.
pub fn renamed(old: &Side<'_>, new: &Side<'_>) -> Renamed {
    let (old_surface, new_surface) = rayon::join(|| old.surface(), || new.surface());
    let (old_keys, new_keys) = (&old_surface.operations, &new_surface.operations);
    let cx = Cx::new(old, new, old_keys, new_keys);
    let place =
        |keys: &[Option<String>], key: &String| keys.iter().position(|it| it.as_ref() == Some(key));
    let operations = operations::renamed(&cx).into_iter();
    let operations =
        operations.filter_map(|(was, is)| Some((place(old_keys, &was)?, place(new_keys, &is)?)));
    let is_other =
        |(was, is): &&(TypeId, TypeId)| old.model.ty(*was).name() != new.model.ty(*is).name();
    Renamed {
        operations: operations.collect(),
        types: cx.types.iter().filter(is_other).copied().collect(),
    }
}
