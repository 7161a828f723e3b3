//! How a request's body is written: as JSON, as a form, or in parts.

use super::super::cx::{Group, OperationCx};
use super::{examples, sends_many};
use crate::dialect::Phrases;
use crate::facts::{BodyFacts, ExampleBody, RequestExample};
use crate::model::{Parameter, RequestBody, TypeRef};
use crate::protocol::{Encoding, FormLists, FormStyle};
use std::collections::BTreeSet;

/// The media types of forms.
const FORM: &str = "application/x-www-form-urlencoded";
const PARTS: &str = "multipart/form-data";

/// How one page's group of lines writes what it sends. What an example sends as JSON is JSON, whatever else is said.
pub(crate) fn encoding(
    cx: &OperationCx<'_>,
    group: &Group<'_>,
    request: &RequestBody,
    headers: &[Parameter],
) -> Encoding {
    match request {
        // A form is no list.
        RequestBody::Parameters(_) if sends_many(cx, group, request) => return Encoding::Json,
        RequestBody::Type(TypeRef { collection: false, .. })
        | RequestBody::Parameters(_)
        | RequestBody::Untyped => {}
        RequestBody::Type(_)
        | RequestBody::None
        | RequestBody::Stream
        | RequestBody::Media(_)
        | RequestBody::Reference { .. } => return Encoding::Json,
    }
    let (sending, phrases) = (cx.cx.dialect.service.protocol.sending, &cx.cx.dialect.phrases);
    let body = &group.claim.facts.body;
    let shown = examples::shown(cx, group);
    let row = of_row(headers);
    if body.json.is_some() || shown.iter().any(|it| sends_json(it)) || row == Some("json") {
        return Encoding::Json;
    }
    let form = FormStyle { lists: lists(&shown).unwrap_or(sending.form.lists), ..sending.form };
    let is_of_parts = |it: &&RequestExample| it.is_of_parts || examples::content_is(it, PARTS);
    let is_form = |it: &&RequestExample| !it.fields.is_empty() || examples::content_is(it, FORM);
    let is_said = row == Some(FORM) || body.form.is_some() || shown.iter().any(is_form);
    let is_form = is_said || sending.is_form;
    let is_of_parts = row == Some(PARTS) || body.parts.is_some() || shown.iter().any(is_of_parts);
    // No other form carries files.
    if is_of_parts || is_form && lists_files(phrases, body) {
        let is_any = shown.iter().any(|it| it.is_of_parts);
        let files = !is_any || shown.iter().any(|it| it.has_files) || lists_files(phrases, body);
        return Encoding::Multipart { form, files };
    }
    if is_form { Encoding::Form(form) } else { Encoding::Json }
}

/// Whether a row is of a file by its type.
fn lists_files(phrases: &Phrases, body: &BodyFacts) -> bool {
    let types = body.properties.iter().filter_map(|row| row.ty.as_ref());
    types.into_iter().any(|ty| {
        let text = ty.text.to_ascii_lowercase();
        let mut words = text.split(|c: char| !c.is_alphanumeric());
        words.any(|it| phrases.files.iter().any(|word| word == it))
    })
}

fn sends_json(request: &RequestExample) -> bool {
    let is_json = matches!(request.body, Some(ExampleBody::Json(_) | ExampleBody::BrokenJson(_)));
    is_json || examples::content_is(request, "json")
}

/// What the row of the header `Content-Type` names: JSON, whatever stands beside it, or else a kind of form.
fn of_row(headers: &[Parameter]) -> Option<&'static str> {
    let row = headers.iter().find(|it| it.name.eq_ignore_ascii_case("content-type"))?;
    let text = row.docs.text.as_deref().unwrap_or_default().to_ascii_lowercase();
    ["json", PARTS, FORM].into_iter().find(|it| text.contains(it))
}

/// How examples write a list.
fn lists(shown: &[&RequestExample]) -> Option<FormLists> {
    let of_one = |request: &&RequestExample| {
        let names: Vec<&str> = request.fields.iter().map(|it| it.value.as_str()).collect();
        let has = |end: &str| names.iter().any(|it| it.contains(end));
        let is_twice = || {
            let mut seen = BTreeSet::new();
            !names.iter().all(|it| seen.insert(*it))
        };
        match () {
            () if has("[]") => Some(FormLists::Brackets),
            () if has("[0]") => Some(FormLists::Indices),
            () if is_twice() => Some(FormLists::Repeated),
            () => None,
        }
    };
    shown.iter().find_map(of_one)
}
