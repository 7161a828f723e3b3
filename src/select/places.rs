//! Where the things of a model stand: operations at paths, both on pages.

use super::globs::{self, Glob, VALUE};
use crate::model::{Model, PathSegment, Type, TypeId};
use std::collections::BTreeMap;

/// The paths of a model's operations, ready to be compared with globs.
pub(super) struct Places {
    /// For each operation the ways to write each segment of its path.
    pub(super) segments: Vec<Vec<Vec<String>>>,
}

impl Places {
    pub(super) fn of(model: &Model) -> Self {
        Self { segments: model.operations.iter().map(|it| globs::segments(&it.path)).collect() }
    }
}

/// A glob as a user would write it: words as the docs spell them, placeholders with a name.
pub(super) fn shown(model: &Model, glob: &Glob) -> String {
    let segments = model.operations.iter().flat_map(|it| &it.path.segments);
    let words: BTreeMap<String, &String> = segments
        .filter_map(|segment| match segment {
            PathSegment::Literal(text) => Some((text.to_lowercase(), text)),
            PathSegment::Key { .. } | PathSegment::Call { .. } => None,
        })
        .collect();
    let part = |part: &String| match words.get(part) {
        Some(word) => format!("/{word}"),
        None => format!("/{}", part.replace(VALUE, "{id}")),
    };
    glob.parts().iter().map(part).collect()
}

/// The types by qualified name in lower case.
pub(super) fn types_by_name(model: &Model) -> BTreeMap<String, TypeId> {
    let names = model.types.keys().enumerate();
    names.map(|(index, name)| (name.to_lowercase(), TypeId(index))).collect()
}

/// The page that a type is of.
pub(super) fn docs_page(ty: &Type) -> Option<&String> {
    ty.docs().page.as_ref()
}

/// Every page that an operation or a type is of.
pub(super) fn pages(model: &Model) -> impl Iterator<Item = &str> {
    let operations = model.operations.iter().flat_map(|it| &it.pages);
    operations.chain(model.types.values().filter_map(docs_page)).map(String::as_str)
}
