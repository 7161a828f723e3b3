//! An action's parameters, by the rows of the body table or by what examples send.

use super::super::cx::{Group, OperationCx};
use super::super::parameters::terms;
use super::examples;
use super::types::holds_rows;
use crate::diagnostic::Diagnostics;
use crate::edm::{Primitive, PropertyTerms};
use crate::facts::TypeText;
use crate::json::{Member, Value};
use crate::model::{ItemType, Parameter, TypeRef};
use crate::naming::{resolve, shown_type};
use crate::rules::resolve as rules;
use crate::source::Spanned;
use crate::spelling::lower;
use std::cell::LazyCell;
use std::collections::BTreeMap;

/// One parameter a row.
pub(super) fn parameters(
    cx: &OperationCx<'_>,
    group: &Group<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Parameter> {
    let page = group.claim.page;
    let shown = LazyCell::new(|| of_values(cx, group));
    let mut found: Vec<Parameter> = Vec::new();
    for claim in &group.claim.facts.body.properties {
        let name = &claim.name.value;
        if found.iter().any(|it| it.name.eq_ignore_ascii_case(name)) {
            continue;
        }
        let resolved = claim.ty.as_ref().and_then(|ty| resolve(cx.cx, cx.declared, page, ty));
        let is_name = |it: &&TypeText| !it.is_guess && !it.mentions.is_empty();
        if let (None, Some(text)) = (resolved, claim.ty.as_ref().filter(is_name)) {
            let hint = cx.hint(text);
            diagnostics.report(rules::unknown_type::report(text, hint));
        }
        let collection = claim.ty.as_ref().is_some_and(|ty| ty.collection);
        let text = claim.description.as_ref().map(|it| it.text.as_str());
        let ty = match claim.ty {
            Some(_) => resolved,
            None => shown.get(&lower(name)).copied(),
        };
        let ty = ty.unwrap_or(untyped(collection));
        // `tags[]` is how forms write a list called `tags`.
        let listed = name.strip_suffix("[]").filter(|it| is_listed(it));
        found.push(Parameter {
            name: listed.unwrap_or(name).to_owned(),
            ty: TypeRef { collection: ty.collection || listed.is_some(), ..ty },
            required: claim.notes.required.then_some(true),
            terms: terms(&claim.notes, ty),
            inferred: false,
            docs: cx.cx.docs(text, claim.span),
        });
    }
    found
}

/// The types of the values that examples send, by their names in lower case: of parameters whose rows say none.
fn of_values(cx: &OperationCx<'_>, group: &Group<'_>) -> BTreeMap<String, TypeRef> {
    let shown = examples::shown(cx, group);
    let own = shown.iter().filter_map(|it| examples::object(it));
    let objects = group.claim.facts.body.json.iter().chain(own);
    of_members(cx, group, objects.flat_map(|it| it.as_object().unwrap_or_default()))
}

/// The types of members by their names in lower case: untyped where values differ. Null and an empty list say nothing where
/// others say more.
fn of_members<'f>(
    cx: &OperationCx<'_>,
    group: &Group<'_>,
    members: impl Iterator<Item = &'f Member>,
) -> BTreeMap<String, TypeRef> {
    let says_nothing = |it: &Value| it.is_null() || it.as_array().is_some_and(<[Value]>::is_empty);
    let (silent, members): (Vec<_>, Vec<_>) = members.partition(|it| says_nothing(&it.value));
    let mut types = BTreeMap::new();
    for member in members {
        let ty = of_value(cx, group, &member.value);
        let ty = ty.unwrap_or_else(|| untyped(member.value.as_array().is_some()));
        let known = types.entry(lower(&member.name)).or_insert(ty);
        *known = of_both(*known, ty);
    }
    for member in silent {
        let ty = untyped(member.value.as_array().is_some());
        types.entry(lower(&member.name)).or_insert(ty);
    }
    types
}

/// What has the values of both types.
fn of_both(one: TypeRef, other: TypeRef) -> TypeRef {
    let item = match (one.item, other.item) {
        _ if one.collection != other.collection => None,
        (one, other) if one == other => Some(one),
        (ItemType::Primitive(one), ItemType::Primitive(other)) => {
            one.and(other).map(ItemType::Primitive)
        }
        _ => None,
    };
    TypeRef {
        item: item.unwrap_or(ItemType::Untyped),
        collection: one.collection && other.collection,
    }
}

fn untyped(collection: bool) -> TypeRef {
    TypeRef { item: ItemType::Untyped, collection }
}

/// The type that a value of an example stands for, where nothing else says it. The next number may be larger than the one shown.
fn of_value(cx: &OperationCx<'_>, group: &Group<'_>, value: &Value) -> Option<TypeRef> {
    let text = shown_type(cx.cx.dialect, value)?;
    let ty = resolve(cx.cx, cx.declared, group.claim.page, &text)?;
    match ty.item {
        ItemType::Primitive(Primitive::Int32) => {
            Some(TypeRef { item: ItemType::Primitive(Primitive::Int64), ..ty })
        }
        _ => Some(ty),
    }
}

/// Whether a name without its `[]` is one.
fn is_listed(name: &str) -> bool {
    !name.is_empty() && !name.contains('[')
}

/// The one parameter of a body whose table describes the object inside it.
///
/// It is called as its type is, or else is one of the things that the action is about.
pub(super) fn wrapped(
    cx: &OperationCx<'_>,
    group: &Group<'_>,
    things: &[TypeRef],
) -> Option<Parameter> {
    let body = &group.claim.facts.body;
    let wrapper = body.wrapper.as_ref().filter(|_| !body.properties.is_empty())?;
    let namespace = cx.cx.namespace(group.claim.page);
    let named = cx.declared.by_written_name(cx.cx, &wrapper.value, namespace);
    let of_type = named.map(|id| TypeRef { item: ItemType::Named(id), collection: false });
    let mut types = of_type.into_iter().chain(things.iter().copied());
    let known = types.find(|ty| holds_rows(cx, *ty, &body.properties));
    let item = known.map_or(ItemType::Untyped, |ty| ty.item);
    Some(Parameter {
        name: wrapper.value.clone(),
        ty: TypeRef { item, collection: body.wraps_many },
        required: None,
        terms: PropertyTerms::default(),
        inferred: false,
        docs: cx.cx.docs(None, wrapper.span),
    })
}

/// The members of the objects that examples send, each with the type of its values; none if they send
/// nothing in it.
pub(super) fn shown<'f>(
    cx: &OperationCx<'_>,
    group: &Group<'_>,
    objects: impl Iterator<Item = &'f Value>,
) -> Option<Vec<Parameter>> {
    let mut found: Vec<Parameter> = Vec::new();
    let members: Vec<&Member> =
        objects.flat_map(|value| value.as_object().unwrap_or_default()).collect();
    let types = of_members(cx, group, members.iter().copied());
    for member in members.iter().filter(|it| !it.name.contains('@') && !it.name.is_empty()) {
        if found.iter().any(|it| it.name.eq_ignore_ascii_case(&member.name)) {
            continue;
        }
        found.push(Parameter {
            name: member.name.clone(),
            ty: types.get(&lower(&member.name)).copied().unwrap_or(untyped(false)),
            required: None,
            terms: PropertyTerms::default(),
            inferred: true,
            docs: cx.cx.docs(None, member.name_span),
        });
    }
    (!found.is_empty()).then_some(found)
}

/// The fields of forms that examples send, each a text unless its name says that it is more.
pub(super) fn fields<'f>(
    cx: &OperationCx<'_>,
    fields: impl Iterator<Item = &'f Spanned<String>>,
) -> Option<Vec<Parameter>> {
    let mut found: Vec<Parameter> = Vec::new();
    let mut places = BTreeMap::<String, usize>::new();
    for field in fields {
        let (name, rest) = field.value.split_once('[').unwrap_or((&field.value, ""));
        if name.is_empty() {
            continue;
        }
        let place = *places.entry(name.to_ascii_lowercase()).or_insert(found.len());
        if let Some(known) = found.get_mut(place) {
            // `a=1&a=2` is how some write a list.
            known.ty.collection |= rest.is_empty();
            continue;
        }
        let is_list = rest == "]";
        let item = match rest {
            "" | "]" => ItemType::Primitive(Primitive::String),
            _ => ItemType::Untyped,
        };
        found.push(Parameter {
            name: name.to_owned(),
            ty: TypeRef { item, collection: is_list },
            required: None,
            terms: PropertyTerms::default(),
            inferred: true,
            docs: cx.cx.docs(None, field.span),
        });
    }
    (!found.is_empty()).then_some(found)
}
