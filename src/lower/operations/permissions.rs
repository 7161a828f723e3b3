//! Who may call an operation: the rows of its page, and of a table for several resources those of its own.

use super::answers::Reached;
use super::cx::{Group, OperationCx};
use super::words::plural_of;
use crate::facts::{PermissionOrder, PermissionRow};
use crate::model::{ItemType, Path, PathSegment, Permissions};
use crate::spelling::lower;

/// The rows that say something: one without permissions means that this kind of caller can't call the
/// operation, so a row that is only not finished is left out.
pub(super) fn of_operation(
    cx: &OperationCx<'_>,
    group: &Group<'_>,
    reached: &Reached,
) -> Vec<Permissions> {
    let page = cx.cx.path(group.claim.page);
    let said = |row: &&PermissionRow| row.unsupported || !row.alternatives.is_empty();
    let rows: Vec<&PermissionRow> = group.claim.facts.permissions.iter().filter(said).collect();
    let is_scoped = rows.iter().any(|row| row.scope.is_some());
    let things = if is_scoped { things(cx, group, reached) } else { Vec::new() };
    let near = |scope: &str| (n_of_path(scope, &group.path), nearness(scope, &things));
    let near = |scope: &str| Some(near(scope)).filter(|it| it.0 > 0 || it.1.is_some());
    let best = rows.iter().filter_map(|row| near(row.scope.as_deref()?)).max();
    let is_own = |row: &&PermissionRow| match (&row.scope, best) {
        (Some(scope), Some(_)) => near(scope) == best,
        (Some(_), None) | (None, _) => true,
    };
    rows.into_iter()
        .filter(is_own)
        .map(|row| Permissions {
            page: page.to_owned(),
            caller: row.label.value.clone(),
            scope: row.scope.clone(),
            alternatives: row
                .alternatives
                .iter()
                .map(|names| names.iter().map(|name| name.value.clone()).collect())
                .collect(),
            ordered: row.order != PermissionOrder::Unstated,
        })
        .collect()
}

/// What stands at one step of a path: its word and its type's name.
struct Thing {
    word: String,
    ty: Option<String>,
}

fn things(cx: &OperationCx<'_>, group: &Group<'_>, reached: &Reached) -> Vec<Thing> {
    let segments = &group.path.segments;
    let thing = |index: usize| {
        let word = match &segments[index] {
            PathSegment::Literal(word) | PathSegment::Call { name: word, .. } => word.clone(),
            PathSegment::Key { .. } => return None,
        };
        let ty = reached.at(cx, &segments[..=index]).and_then(|ty| match ty.item {
            ItemType::Named(id) => Some(cx.model.ty(id).name().name.to_lowercase()),
            ItemType::Primitive(_) | ItemType::Untyped => None,
        });
        Some(Thing { word, ty })
    };
    (0..segments.len()).filter_map(thing).collect()
}

/// How many segments of a path a label has in its brackets: `event (/groups/{id}/events)`. None if one is
/// another.
fn n_of_path(label: &str, path: &Path) -> usize {
    let inner = label.split_once('(').map_or("", |(_, inner)| inner.trim_end_matches(')'));
    let inner = inner.split_whitespace().next().unwrap_or_default();
    let words: Vec<&str> = inner.trim_end_matches('/').split('/').skip(1).collect();
    let fits = |(word, segment): (&&str, &PathSegment)| match segment {
        PathSegment::Literal(text) => text.eq_ignore_ascii_case(word),
        PathSegment::Key { .. } => word.starts_with(['{', '<']),
        PathSegment::Call { name, .. } => word.starts_with(name.as_str()),
    };
    let begins = words.len() <= path.segments.len();
    if begins && words.iter().zip(&path.segments).all(fits) { words.len() } else { 0 }
}

/// How near a row's resource, such as `group event`, is to the end of a path: the place of what its last
/// word names, then how well the words before it fit. `None` where the path has no such thing.
fn nearness(scope: &str, things: &[Thing]) -> Option<(usize, isize)> {
    let scope = scope.split('(').next().unwrap_or_default();
    let words: Vec<&str> = scope.split_whitespace().collect();
    let (last, before) = words.split_last()?;
    let place = things.iter().rposition(|thing| is_named(thing, last))?;
    let fits = |word: &&&str| things[..place].iter().any(|thing| is_named(thing, word));
    let n_fitting = before.iter().filter(fits).count();
    let n_others = before.len() - n_fitting;
    Some((place, n_fitting as isize - n_others as isize))
}

/// Whether a word names a thing: it is its word or type, one of its word's many, or the end of its type's
/// name.
fn is_named(thing: &Thing, word: &str) -> bool {
    thing.word.eq_ignore_ascii_case(word)
        || plural_of(&thing.word, word).is_some()
        || thing.ty.as_ref().is_some_and(|ty| ty.ends_with(&lower(word)))
}
