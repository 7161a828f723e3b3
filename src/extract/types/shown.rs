//! Types that JSON alone shows, below a heading of their own: a member a property, members of members as those of a type of
//! their own.
//!
//! ```markdown
//! ## The lamp object
//!
//! { "id": 1, "maker": { "name": "Ada" } }
//! ```

use crate::edm::Primitive;
use crate::extract::code::annotated_code::AnnotatedCode;
use crate::extract::code::representation;
use crate::extract::cx::Cx;
use crate::extract::page::outline::{Ledger, Part};
use crate::facts::{PropertyClaim, TypeText};
use crate::json::{Value, ValueKind};
use crate::limits;

/// The members of the first JSON object of a part. Where only a link makes it a type, nothing was read from it unless there is
/// one.
pub(crate) fn members(
    cx: &Cx<'_>,
    part: &Part<'_>,
    codes: &[AnnotatedCode<'_>],
    is_sure: bool,
    ledger: &mut Ledger,
) -> Vec<PropertyClaim> {
    let is_of_part =
        |code: &&AnnotatedCode<'_>| part.blocks.iter().any(|it| it.span == code.block.span);
    let is_json = |code: &&AnnotatedCode<'_>| {
        let language = code.code.language.as_str();
        let is_body = cx.dialect.shape.is_body(language) || language.starts_with("json");
        let text = cx.sources().text(code.code.content);
        is_body && !code.is_program() && text.trim_start().starts_with('{')
    };
    let first = codes.iter().filter(is_of_part).find(is_json);
    let read = first.and_then(|code| Some((code, code.whole(cx.sources(), ledger)?)));
    let Some((code, value)) = read else { return Vec::new() };
    let found = of_value(cx, &value);
    if is_sure && !found.is_empty() {
        ledger.used(code.block);
    }
    found
}

/// The members of an object, each followed by its own.
pub(crate) fn of_value(cx: &Cx<'_>, object: &Value) -> Vec<PropertyClaim> {
    let mut found = Vec::new();
    add(cx, object, "", &mut found);
    found
}

/// Adds the members of an object, each followed by its own.
fn add(cx: &Cx<'_>, object: &Value, above: &str, found: &mut Vec<PropertyClaim>) {
    let values = object.as_object().unwrap_or_default();
    for mut claim in representation::members(cx, object) {
        let value = values.iter().find(|it| it.name_span == claim.name.span).map(|it| &it.value);
        let Some(value) = value else { continue };
        let items = value.as_array();
        let inner = items.map_or(Some(value), <[Value]>::first);
        let inner = inner.filter(|it| it.as_object().is_some_and(|it| !it.is_empty()));
        claim.name.value.insert_str(0, above);
        let many = if items.is_some() { "[]" } else { "" };
        let below = format!("{}{many}.", claim.name.value);
        match value.kind {
            ValueKind::Null => claim.notes.changed().nullable = Some(true),
            // What is shown is a value, so that its size is one of those there are.
            ValueKind::Number(ref text) if is_long(text) => {
                let name = Primitive::Int64.name();
                claim.ty = Some(TypeText::of_name(name, Some(Primitive::Int64), value.span));
            }
            _ => {}
        }
        found.push(claim);
        if let Some(inner) = inner.filter(|_| !limits::is_long(&below)) {
            add(cx, inner, &below, found);
        }
    }
}

/// Whether a number is whole and too large for what such numbers are taken for.
fn is_long(text: &str) -> bool {
    text.parse::<i64>().is_ok() && text.parse::<i32>().is_err()
}
