//! What descriptions say of values, of properties and of parameters alike.

use crate::edm::{Primitive, PropertyTerms};
use crate::facts::PropertyNotes;
use crate::model::{ItemType, TypeRef};

/// What several places say beyond the type: of each term the first in page order.
pub(super) fn terms<'n>(
    said: impl Iterator<Item = &'n PropertyNotes>,
    ty: TypeRef,
) -> PropertyTerms {
    let mut terms = PropertyTerms::default();
    for notes in said {
        let PropertyTerms { default, range, max_length, max_items, .. } = &notes.terms;
        terms.default = terms.default.or_else(|| default.clone());
        terms.range = terms.range.or_else(|| range.clone());
        terms.max_length = terms.max_length.or(*max_length);
        terms.max_items = terms.max_items.or(*max_items);
        terms.returned = terms.returned.or(notes.terms.returned);
        for option in &notes.terms.query_options {
            if !terms.query_options.iter().any(|it| it.name.eq_ignore_ascii_case(&option.name)) {
                terms.query_options.push(option.clone());
            }
        }
        if terms.values.is_empty() && ty.item == ItemType::Primitive(Primitive::String) {
            terms.values = notes.values.iter().map(|it| it.value.clone()).collect();
        }
    }
    terms
}
