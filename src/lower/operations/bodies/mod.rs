//! What a request carries: what the page's body section says and lists, what its examples send, and what
//! the path leads to.

mod encoding;
mod examples;
mod rows;
mod types;

use super::answers::Reached;
use super::cx::{Group, OperationCx};
use super::{parameters, paths, references, unions};
use crate::diagnostic::Diagnostics;
use crate::facts::{BodyFacts, RequestExample};
use crate::json::{Member, Value};
use crate::model::{Method, PathSegment, RequestBody, ResponseBody, Shape, TypeRef};
use crate::rules::resolve as rules;
pub(crate) use encoding::encoding;
use examples::{is_array, is_other, object, requests, sends_nothing, stated};
pub(crate) use types::holds_rows;
use types::{holds_most, is_shown, is_structured, owner};

/// What one page's group of lines is sent.
pub(crate) fn lower(
    cx: &OperationCx<'_>,
    group: &Group<'_>,
    (shape, response): (Shape, ResponseBody),
    reached: &Reached,
    diagnostics: &mut Diagnostics,
) -> RequestBody {
    let said = said(cx, group, (shape, response), reached, diagnostics);
    let shown = examples::shown(cx, group);
    let shows =
        |is: fn(&RequestExample) -> bool| !shown.is_empty() && shown.iter().all(|it| is(it));
    match said {
        RequestBody::None
        | RequestBody::Stream
        | RequestBody::Media(_)
        | RequestBody::Reference { .. } => said,
        // Of a section that says nothing of a body, requests without one are the word.
        RequestBody::Untyped if is_bare(group) && shows(sends_nothing) => RequestBody::None,
        // What no example sends as JSON is not sent as JSON: a package, a picture, a form.
        RequestBody::Type(ty) if shows(is_other) => RequestBody::Media(ty),
        _ if shows(is_other) => RequestBody::Stream,
        RequestBody::Type(ty) if shows(is_array) => {
            RequestBody::Type(TypeRef { collection: true, ..ty })
        }
        RequestBody::Type(_) | RequestBody::Parameters(_) | RequestBody::Untyped => said,
    }
}

/// Whether what is sent is a list of objects with the parameters: the text or the section's JSON says so, or all examples do. One
/// that shows an object beats a text.
pub(crate) fn sends_many(cx: &OperationCx<'_>, group: &Group<'_>, request: &RequestBody) -> bool {
    if !matches!(request, RequestBody::Parameters(_)) {
        return false;
    }
    let body = &group.claim.facts.body;
    let shown = examples::shown(cx, group);
    let json = body.json.iter().chain(shown.iter().filter_map(|it| examples::json(it)));
    let mut are_lists = json.map(|it| it.as_array().is_some()).peekable();
    match are_lists.peek() {
        Some(_) => are_lists.all(|it| it),
        None => body.many.is_some(),
    }
}

/// Whether a section says nothing of a body.
fn is_bare(group: &Group<'_>) -> bool {
    group.claim.page.section.is_some() && !group.claim.facts.body.is_described()
}

fn said(
    cx: &OperationCx<'_>,
    group: &Group<'_>,
    (shape, response): (Shape, ResponseBody),
    reached: &Reached,
    diagnostics: &mut Diagnostics,
) -> RequestBody {
    let body = &group.claim.facts.body;
    if let Some(certain) = of_protocol(cx, group) {
        return certain;
    }
    let is_silent = body.ty.is_none() && body.properties.is_empty() && body.json.is_none();
    if body.bytes.is_some() && is_silent {
        return RequestBody::Stream;
    }
    // Where the page says that there is no body, only JSON that an example sends all the same is one.
    let sends_object = requests(cx, group).any(|it| object(it).is_some());
    if body.none.is_some() && is_silent && !sends_object {
        return RequestBody::None;
    }
    if shape == Shape::Action {
        let answered = match response {
            ResponseBody::Type(ty) => Some(ty),
            ResponseBody::None | ResponseBody::Stream | ResponseBody::Untyped => None,
        };
        let called_on = group.path.segments.split_last().and_then(|(_, it)| reached.at(cx, it));
        let things: Vec<TypeRef> = answered.into_iter().chain(called_on).collect();
        if let Some(found) = of_action(cx, group, &things, diagnostics) {
            return found;
        }
    }
    let led_to = led_to(cx, group, reached);
    let around = match response {
        ResponseBody::Type(ty) => vec![led_to, Some(TypeRef { collection: false, ..ty })],
        ResponseBody::None | ResponseBody::Stream | ResponseBody::Untyped => vec![led_to],
    };
    let around: Vec<TypeRef> = around.into_iter().flatten().collect();
    if let Some(ty) = of_sentence(cx, group, &around, diagnostics) {
        return RequestBody::Type(reached.beside(cx, group, ty).unwrap_or(ty));
    }
    if let Some(ty) = requests(cx, group).find_map(|it| stated(cx, group, it)) {
        return RequestBody::Type(ty);
    }
    let answered = match response {
        ResponseBody::Type(ty) => Some(TypeRef { collection: false, ..ty }),
        ResponseBody::None | ResponseBody::Stream | ResponseBody::Untyped => led_to,
    };
    let answered = answered.filter(|ty| is_structured(cx, *ty));
    // Rows are the body's own, unless a text says of what type they are.
    let is_said_only = cx.is_said_only(group.claim.page);
    let of_rows = answered.filter(|ty| holds_rows(cx, *ty, &body.properties));
    let of_rows = of_rows.or_else(|| owner(cx, &body.properties));
    if let Some(ty) = of_rows.filter(|_| !is_said_only && !body.properties.is_empty()) {
        return RequestBody::Type(ty);
    }
    let is_sent = requests(cx, group).any(|it| it.body.is_some());
    // `{}` is no sign of what is sent.
    let is_empty = |it: &RequestExample| {
        object(it).and_then(Value::as_object).is_some_and(<[Member]>::is_empty)
    };
    let is_told = !requests(cx, group).filter(|it| it.body.is_some()).all(is_empty);
    match answered.filter(|_| body.properties.is_empty()) {
        // What an update answers is what it changes; others may answer something else.
        Some(ty)
            if is_sent
                && (shape == Shape::Update
                    || is_told && requests(cx, group).all(|it| is_shown(cx, ty, it))) =>
        {
            RequestBody::Type(ty)
        }
        // OData's updates send a type's members; others list or show what is sent, whatever the method.
        _ if group.method != Method::Post && !is_said_only => RequestBody::Untyped,
        _ if !body.properties.is_empty() => {
            RequestBody::Parameters(rows::parameters(cx, group, diagnostics))
        }
        _ => shown_only(cx, group),
    }
}

/// Whether a section that only deletes, or asks by a method of its service, describes what is sent with that, which most services
/// don't take.
fn sends_with(group: &Group<'_>) -> bool {
    let facts = group.claim.facts;
    group.claim.page.section.is_some()
        && facts.lines.iter().all(|it| {
            matches!(it.method.value, crate::http::Method::Delete | crate::http::Method::Other(_))
        })
        && (facts.body.ty.is_some() || !facts.body.properties.is_empty())
}

/// What the method and the path say by themselves.
fn of_protocol(cx: &OperationCx<'_>, group: &Group<'_>) -> Option<RequestBody> {
    let is_sent = matches!(group.method, Method::Delete | Method::Other(_)) && sends_with(group);
    let is_bare = matches!(
        group.method,
        Method::Get | Method::Delete | Method::Head | Method::Options | Method::Other(_)
    );
    if is_bare && !is_sent {
        return Some(RequestBody::None);
    }
    if paths::is_media(&group.path) && group.method == Method::Put {
        return Some(RequestBody::Stream);
    }
    match group.path.segments.last() {
        Some(PathSegment::Literal(last)) if last == "$ref" => {
            Some(RequestBody::Reference { set: references::set(cx, group) })
        }
        _ => None,
    }
}

/// What an action is sent; `None` where only a sentence may tell. `things` are what it answers and what it
/// is called on.
fn of_action(
    cx: &OperationCx<'_>,
    group: &Group<'_>,
    things: &[TypeRef],
    diagnostics: &mut Diagnostics,
) -> Option<RequestBody> {
    let PageBody { body, page } = PageBody::of(group);
    if let Some(parameter) = rows::wrapped(cx, group, things) {
        return Some(RequestBody::Parameters(vec![parameter]));
    }
    if !body.properties.is_empty() {
        let of_type = body.ty.as_ref().filter(|_| body.parameters.is_none());
        let known = of_type.and_then(|ty| unions::resolve_in_sentence(cx, group.claim.page, ty));
        return Some(match known {
            Some(ty) if holds_rows(cx, ty, &body.properties) => RequestBody::Type(ty),
            _ => RequestBody::Parameters(rows::parameters(cx, group, diagnostics)),
        });
    }
    // Some pages list what an action is sent below a heading of its own.
    let called = parameters::parameters(cx, page, &group.claim.facts.function_parameters);
    let is_call = matches!(group.path.segments.last(), Some(PathSegment::Call { .. }));
    if !called.is_empty() && !is_call {
        return Some(RequestBody::Parameters(called));
    }
    let is_shown = body.json.is_some() || requests(cx, group).any(|it| it.body.is_some());
    (body.ty.is_none() && !is_shown).then_some(RequestBody::None)
}

/// A body that only JSON or the fields of a form show: its members are the parameters.
fn shown_only(cx: &OperationCx<'_>, group: &Group<'_>) -> RequestBody {
    let shown = examples::shown(cx, group);
    let own = shown.iter().filter_map(|it| object(it));
    rows::shown(cx, group, group.claim.facts.body.json.iter().chain(own))
        .or_else(|| rows::fields(cx, shown.iter().flat_map(|it| &it.fields)))
        .map_or(RequestBody::Untyped, RequestBody::Parameters)
}

/// The type that the section's sentence names; the one that the path leads to, or that is answered, where
/// the sentence names the type of a member of it.
fn of_sentence(
    cx: &OperationCx<'_>,
    group: &Group<'_>,
    around: &[TypeRef],
    diagnostics: &mut Diagnostics,
) -> Option<TypeRef> {
    let PageBody { body, .. } = PageBody::of(group);
    let text = body.ty.as_ref()?;
    let Some(said) = unions::resolve_in_sentence(cx, group.claim.page, text) else {
        // What a path is called like is known, though not what is in it.
        if !text.is_guess && !unions::names_set(group, text) {
            diagnostics.report(rules::unknown_type::report(text, cx.hint(text)));
        }
        return None;
    };
    let names = names(cx, group);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let is_around = |around: &TypeRef| {
        !names.is_empty() && !holds_most(cx, said, &names) && holds_most(cx, *around, &names)
    };
    let mut around = around.iter().copied().filter(|it| is_structured(cx, *it));
    Some(around.find(is_around).unwrap_or(said))
}

/// The names that the table lists, or else those that the page's own examples send.
fn names(cx: &OperationCx<'_>, group: &Group<'_>) -> Vec<String> {
    let rows = &group.claim.facts.body.properties;
    if !rows.is_empty() {
        return rows.iter().map(|row| row.name.value.clone()).collect();
    }
    let sent = examples::shown(cx, group);
    let members =
        sent.into_iter().filter_map(object).flat_map(|it| it.as_object().unwrap_or_default());
    members.filter(|it| !it.name.contains('@')).map(|it| it.name.clone()).collect()
}

/// What stands at the path, or is added to what stands there.
fn led_to(cx: &OperationCx<'_>, group: &Group<'_>, reached: &Reached) -> Option<TypeRef> {
    let step = reached.step(cx, &group.path);
    let there = step.or_else(|| reached.at(cx, &group.path.segments))?;
    let is_wanted = group.method == Method::Post || !there.collection;
    is_wanted.then_some(TypeRef { collection: false, ..there })
}

/// The body section of a group's page.
struct PageBody<'f> {
    body: &'f BodyFacts,
    page: &'f crate::facts::PageFacts,
}

impl<'f> PageBody<'f> {
    fn of(group: &Group<'f>) -> Self {
        Self { body: &group.claim.facts.body, page: group.claim.page }
    }
}
