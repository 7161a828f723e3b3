//! Rows behind what is answered that name its members: they describe these, whatever word their heading has.
//!
//! ````markdown
//! #### Example response
//!
//! ```json
//! { "id": 7, "lit": true }
//! ```
//!
//! #### What comes back
//!
//! | Key | Type | Description |
//! |:--|:--|:--|
//! | id | integer | Which it is. |
//! ````

use crate::dialect::ParameterPlace;
use crate::extract::rows::placed::Placed;
use crate::facts::{ExampleBody, OperationFacts};
use crate::json::{Value, ValueKind};
use crate::source::Span;
use std::collections::BTreeSet;

/// Takes them from the parameters without a place. `unknown`: the rows below no word that is known.
pub(super) fn take(facts: &mut OperationFacts, rows: &mut Vec<Placed>, unknown: &BTreeSet<Span>) {
    let answers = facts.examples.iter().filter_map(|it| it.response.as_ref());
    let mut answers = answers.filter(|it| (200..300).contains(&it.status.value));
    let Some((at, Some(ExampleBody::Json(json)))) = answers.next().map(|it| (it.span, &it.body))
    else {
        return;
    };
    let mut members = BTreeSet::new();
    names(json, &mut members);
    let is_behind = |(place, it): &Placed| {
        *place == ParameterPlace::Unsaid
            && unknown.contains(&it.span)
            && it.span.file == at.file
            && it.span.start >= at.end
    };
    let is_member = |(_, it): &Placed| {
        let mut parts = it.name.value.split(['.', '[', ']']).filter(|it| !it.is_empty());
        parts.all(|part| members.contains(&part.to_lowercase()))
    };
    let mut behind = rows.iter().filter(|it| is_behind(it)).peekable();
    if behind.peek().is_some() && behind.all(is_member) && facts.response.properties.is_empty() {
        let found = rows.extract_if(.., |it| is_behind(it));
        facts.response.properties = found.map(|(_, claim)| claim).collect();
    }
}

/// The names of all members, in lower case.
fn names(value: &Value, found: &mut BTreeSet<String>) {
    match &value.kind {
        ValueKind::Object(members) => members.iter().for_each(|it| {
            found.insert(it.name.to_lowercase());
            names(&it.value, found);
        }),
        ValueKind::Array(items) => items.iter().for_each(|it| names(it, found)),
        ValueKind::Null | ValueKind::Bool(_) | ValueKind::Number(_) | ValueKind::String(_) => {}
    }
}
