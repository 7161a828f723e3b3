//! JSON that tells of each member which type it has and shows no values: it is rows, and no example.
//!
//! ```json
//! { "id": "integer", "name": "string", "tags": ["string"] }
//! ```

use crate::dialect::ParameterPlace;
use crate::extract::cx::Cx;
use crate::extract::rows::placed::Placed;
use crate::extract::types::shown;
use crate::facts::{ExampleBody, ExampleFacts, OperationFacts, PropertyClaim};
use crate::json::{Value, ValueKind};
use std::collections::BTreeSet;

/// Takes such JSON as the members of what is sent and of what is answered that nothing else lists.
pub(super) fn take(cx: &Cx<'_>, facts: &mut OperationFacts, rows: &mut Vec<Placed>) {
    if let Some(json) = facts.body.json.take_if(|it| tells_types(cx, it)) {
        let listed = facts.body.properties.iter().chain(rows.iter().map(|(_, it)| it));
        let members = unlisted(cx, &json, listed);
        rows.extend(members.into_iter().map(|it| (ParameterPlace::Body, it)));
    }
    let OperationFacts { response, examples, .. } = facts;
    for example in examples.iter_mut() {
        let is_success = |status: u16| (200..300).contains(&status);
        let told = example.response.as_ref().filter(|it| is_success(it.status.value));
        let Some(Some(ExampleBody::Json(json))) = told.map(|it| it.body.as_ref()) else { continue };
        if json.as_object().is_none() || !tells_types(cx, json) {
            continue;
        }
        let members = unlisted(cx, json, response.properties.iter());
        response.properties.extend(members);
        response.statuses.extend(example.response.take().map(|it| it.status));
    }
    examples
        .retain(|ExampleFacts { request, response, .. }| request.is_some() || response.is_some());
}

/// The members of JSON, but for those of which rows tell.
fn unlisted<'r>(
    cx: &Cx<'_>,
    json: &Value,
    rows: impl Iterator<Item = &'r PropertyClaim>,
) -> Vec<PropertyClaim> {
    let first = |it: &PropertyClaim| -> String {
        it.name.value.split(['.', '[']).next().unwrap_or_default().to_lowercase()
    };
    let listed: BTreeSet<String> = rows.map(first).collect();
    let mut members = shown::of_value(cx, json);
    members.retain(|it| !listed.contains(&first(it)));
    members
}

/// Whether JSON says of its members which type they are, and of few how a value looks.
fn tells_types(cx: &Cx<'_>, value: &Value) -> bool {
    let mut counts = [0, 0];
    count(cx, value, &mut counts);
    let [n_types, n_others] = counts;
    // One text that is called as a type is says little.
    n_types > 1 && n_types > n_others * 2
}

/// Counts the texts that name types, and the other values.
fn count(cx: &Cx<'_>, value: &Value, counts: &mut [usize; 2]) {
    match &value.kind {
        ValueKind::Object(members) => members.iter().for_each(|it| count(cx, &it.value, counts)),
        ValueKind::Array(items) => items.iter().for_each(|it| count(cx, it, counts)),
        ValueKind::String(text) => {
            let is_type = cx.dialect.primitive(text.trim().trim_matches(['<', '>'])).is_some();
            counts[usize::from(!is_type)] += 1;
        }
        ValueKind::Null | ValueKind::Bool(_) | ValueKind::Number(_) => counts[1] += 1,
    }
}
