//! The lists above all tables, by their keys, and what else of a dialect is known by names.

use crate::dialect::{Dialect, Titled};
use crate::edm::Primitive;

/// Titles, and what they are of.
pub(super) const TITLES: [(&str, Titled); 2] =
    [("titles", Titled::Type), ("enum-titles", Titled::Enum)];

/// Those whose case does not count.
pub(super) fn words(dialect: &mut Dialect) -> [(&'static str, &mut Vec<String>); 13] {
    [
        ("namespace-labels", &mut dialect.namespace_labels),
        ("untyped", &mut dialect.untyped),
        ("collections", &mut dialect.collections),
        ("around-types", &mut dialect.around_types),
        ("kind-words", &mut dialect.kind_words),
        ("required-words", &mut dialect.required_words),
        ("optional-words", &mut dialect.optional_words),
        ("block-types", &mut dialect.block_types),
        ("operation-pages", &mut dialect.operation_pages),
        ("type-pages", &mut dialect.type_pages),
        ("secret-names", &mut dialect.secret_names),
        ("sample-words", &mut dialect.sample_words),
        ("number-times", &mut dialect.number_times),
    ]
}

/// Those that are taken in their case.
pub(super) fn names(dialect: &mut Dialect) -> [(&'static str, &mut Vec<String>); 3] {
    [
        ("annotation-keys", &mut dialect.annotation_keys),
        ("delta-functions", &mut dialect.delta_functions),
        ("secret-prefixes", &mut dialect.secret_prefixes),
    ]
}

/// The primitives by their names without `Edm.`.
pub(super) fn primitives() -> Vec<(&'static str, Primitive)> {
    let all = Primitive::ALL.iter();
    all.map(|it| (it.bare_name(), *it)).collect()
}
