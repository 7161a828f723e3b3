//! The JSON representation of a type: what each member's value says of its property.

use super::annotation::type_of;
use crate::dialect::in_brackets;
use crate::edm::Primitive;
use crate::extract::cx::Cx;
use crate::extract::text::type_text;
use crate::extract::text::type_text::without_null;
use crate::facts::{PropertyClaim, PropertyNotes, Source, TypeText};
use crate::json::{Member, Value, ValueKind};
use crate::source::{Span, Spanned};

/// Claims of the JSON representation: one a member, `@` members aside.
pub(crate) fn members(cx: &Cx<'_>, value: &Value) -> Vec<PropertyClaim> {
    let members = value.as_object().unwrap_or_default();
    let mut claims = Vec::with_capacity(members.len());
    let named = members
        .iter()
        // A name with a space at its end is a slip of the pen and no name of the service.
        .filter(|member| !member.name.contains('@') && member.name == member.name.trim())
        .filter(|member| !member.name.trim_end_matches('?').is_empty());
    claims.extend(named.map(|member| member_claim(cx, member)));
    claims
}

fn member_claim(cx: &Cx<'_>, member: &Member) -> PropertyClaim {
    let mut notes = PropertyNotes::default();
    let ty = shape(cx, &member.value, &mut notes);
    // A mark behind the name says that the member may be absent.
    let name = member.name.trim_end_matches('?').to_owned();
    PropertyClaim {
        source: Source::JsonRepresentation,
        name: Spanned::new(name, member.name_span),
        ty,
        description: None,
        notes: notes.into(),
        span: member.name_span.to(member.value.span),
    }
}

/// The type that a value of the JSON representation stands for.
fn shape(cx: &Cx<'_>, value: &Value, notes: &mut PropertyNotes) -> Option<TypeText> {
    match &value.kind {
        ValueKind::Null => None,
        ValueKind::Bool(_) => Some(primitive(Primitive::Boolean, value.span)),
        ValueKind::Number(text) if text.contains(['.', 'e', 'E']) => {
            Some(primitive(Primitive::Double, value.span))
        }
        ValueKind::Number(_) => Some(primitive(Primitive::Int32, value.span)),
        // `<Unknown None>`: the page's generator had nothing to say.
        ValueKind::String(text) if is_unknown(cx, text) => None,
        ValueKind::String(text) => Some(placeholder(cx, text, value, notes)),
        ValueKind::Array(elements) => {
            let mut ty = shape(cx, elements.first()?, notes)?;
            ty.collection = true;
            ty.span = value.span;
            Some(ty)
        }
        ValueKind::Object(_) => type_of(cx.dialect, value.get("@odata.type")?),
    }
}

fn is_unknown(cx: &Cx<'_>, text: &str) -> bool {
    in_brackets(text).is_some() && cx.dialect.placeholder(text).is_none()
}

fn placeholder(cx: &Cx<'_>, text: &str, value: &Value, notes: &mut PropertyNotes) -> TypeText {
    let text = without_null(cx.dialect, text);
    if let Some(known) = cx.dialect.placeholder(text) {
        return primitive(known, value.span);
    }
    if text.contains('|') {
        let values = text.split('|').map(str::trim).filter(|value| !value.is_empty());
        notes.values = values.map(|it| Spanned::new(it.to_owned(), value.span)).collect();
        return primitive(Primitive::String, value.span);
    }
    if is_type_name(cx, text) || is_bare_name(text, value) {
        return type_text::of_text(cx.dialect, text, value.content);
    }
    let is_word = !text.trim().contains(char::is_whitespace);
    match cx.dialect.primitive(text).filter(|_| is_word) {
        Some(known) => primitive(known, value.span),
        // A text by what it is called, unless it is the name of a type after all.
        None if is_in_tail(&cx.dialect.default_namespace, text) => {
            TypeText { text: text.to_owned(), ..primitive(Primitive::String, value.span) }
        }
        // Real-looking data and words of all kinds stand for text.
        None => primitive(Primitive::String, value.span),
    }
}

/// `microsoft.graph.x`, `Collection(microsoft.graph.x)`, `Json`: text that can only name a type.
fn is_type_name(cx: &Cx<'_>, text: &str) -> bool {
    let text = text.trim();
    let inner = text.split_once('(').map_or(text, |(_, inner)| inner).trim_end_matches(')');
    let namespace = &cx.dialect.default_namespace;
    let name = inner.trim_start_matches('#');
    let rest = name.get(namespace.len()..).and_then(|rest| rest.strip_prefix('.'));
    let is_qualified = rest.is_some_and(|rest| {
        let is_name =
            |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '_');
        name[..namespace.len()].eq_ignore_ascii_case(namespace) && rest.split('.').all(is_name)
    });
    is_qualified || text.eq_ignore_ascii_case(JSON)
}

/// Whether a name is qualified by the end of a namespace, in its case: `Light.lamp` of `Own.Light`.
fn is_in_tail(namespace: &str, text: &str) -> bool {
    let is_name = |it: &str| !it.is_empty() && it.chars().all(|c| c.is_alphanumeric() || c == '_');
    let (tail, name) = text.rsplit_once('.').unwrap_or_default();
    let before = namespace.strip_suffix(tail).filter(|_| !tail.is_empty());
    is_name(name) && before.is_some_and(|it| it.ends_with('.'))
}

/// `Light.Lamp` without quotes, which no text is.
fn is_bare_name(text: &str, value: &Value) -> bool {
    let is_name = |part: &str| {
        part.starts_with(char::is_alphabetic)
            && part.chars().all(|c| c.is_alphanumeric() || c == '_')
    };
    value.content == value.span && text.contains('.') && text.trim().split('.').all(is_name)
}

/// The one word for untyped values that is no text of a value.
const JSON: &str = "json";

fn primitive(primitive: Primitive, span: Span) -> TypeText {
    TypeText::of_name(primitive.name(), Some(primitive), span)
}
