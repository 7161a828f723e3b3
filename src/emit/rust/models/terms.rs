//! What rustdoc says of values where the text of a page does not: they may stand in a column or a note of their own.

use crate::edm::PropertyTerms;
use crate::emit::rust::rustdoc::code;
use crate::model::Docs;

/// The values that there are, and the one that counts when none is given.
pub(crate) fn said(terms: &PropertyTerms, docs: &Docs) -> Option<String> {
    let text = docs.text.as_deref().unwrap_or_default();
    let values: Vec<String> = terms.values.iter().map(|it| code(it)).collect();
    let are_told = terms.values.iter().all(|it| text.contains(it.as_str()));
    let values = (!are_told).then(|| format!("One of {}.", values.join(", ")));
    let default = terms.default.as_ref().filter(|it| !text.contains(it.as_str()));
    let default = default.map(|it| format!("{} unless given.", code(it)));
    let said: Vec<String> = values.into_iter().chain(default).collect();
    (!said.is_empty()).then(|| said.join(" "))
}
