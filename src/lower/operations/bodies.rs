//! What a request carries.

use super::bind::bind;
use super::cx::{Group, OperationCx, method};
use super::parameters;
use super::paths;
use super::references;
use crate::diagnostic::Diagnostics;
use crate::facts::{ExampleBody, PropertyClaim, RequestExample};
use crate::model::{
    ItemType, Method, Parameter, PathSegment, RequestBody, ResponseBody, Shape, Type, TypeRef,
};
use crate::naming::{is_service, resolve, resolve_in_sentence, stated_type};
use crate::rules::resolve as rules;

pub(crate) fn lower(
    cx: &OperationCx<'_>,
    group: &Group<'_>,
    shape: Shape,
    response: ResponseBody,
    diagnostics: &mut Diagnostics,
) -> RequestBody {
    let said = said(cx, group, shape, response, diagnostics);
    let shown = shown(cx, group);
    let shows =
        |is: fn(&RequestExample) -> bool| !shown.is_empty() && shown.iter().all(|it| is(it));
    match said {
        RequestBody::None
        | RequestBody::Stream
        | RequestBody::Media(_)
        | RequestBody::Reference { .. } => said,
        // What no example sends as JSON is not sent as JSON: a package, a picture, a form.
        RequestBody::Type(ty) if shows(is_other) => RequestBody::Media(ty),
        _ if shows(is_other) => RequestBody::Stream,
        RequestBody::Type(ty) if shows(is_array) => {
            RequestBody::Type(TypeRef { collection: true, ..ty })
        }
        RequestBody::Type(_) | RequestBody::Parameters(_) | RequestBody::Untyped => said,
    }
}

/// The page's examples with the operation's method: those of its own path, if there are any.
fn shown<'f>(cx: &OperationCx<'_>, group: &Group<'f>) -> Vec<&'f RequestExample> {
    let service = &cx.cx.dialect.service;
    let requests = group.claim.facts.examples.iter().filter_map(|it| it.request.as_ref());
    let is_ours = |it: &&RequestExample| {
        method(it.method.value) == group.method
            && !it.annotation.opaque_url
            && is_service(service, &it.template)
    };
    let all: Vec<&RequestExample> = requests.filter(is_ours).collect();
    let is_own = |it: &&&RequestExample| bind(service, &group.path, &it.template).is_some();
    let own: Vec<&RequestExample> = all.iter().filter(is_own).copied().collect();
    if own.is_empty() { all } else { own }
}

/// Sends something else than JSON, or says so and shows nothing.
fn is_other(request: &RequestExample) -> bool {
    let mut headers = request.headers.iter();
    let content = headers.find(|it| it.name.value.eq_ignore_ascii_case("content-type"));
    match &request.body {
        Some(ExampleBody::Other(_)) => content.is_some(),
        Some(ExampleBody::Json(_) | ExampleBody::BrokenJson(_)) => false,
        None => content.is_some_and(|it| !it.value.value.contains("json")),
    }
}

fn is_array(request: &RequestExample) -> bool {
    matches!(&request.body, Some(ExampleBody::Json(value)) if value.as_array().is_some())
}

fn said(
    cx: &OperationCx<'_>,
    group: &Group<'_>,
    shape: Shape,
    response: ResponseBody,
    diagnostics: &mut Diagnostics,
) -> RequestBody {
    let body = &group.claim.facts.body;
    let page = group.claim.page;
    let examples = &group.claim.facts.examples;
    // Uploads and callbacks are sent elsewhere.
    let service = &cx.cx.dialect.service;
    let is_own = |request: &&RequestExample| {
        !request.annotation.opaque_url && is_service(service, &request.template)
    };
    let requests = || examples.iter().filter_map(|example| example.request.as_ref()).filter(is_own);
    let has_example_body = requests().any(|request| request.body.is_some());
    if matches!(group.method, Method::Get | Method::Delete) {
        return RequestBody::None;
    }
    if paths::is_media(&group.path) && group.method == Method::Put {
        return RequestBody::Stream;
    }
    if body.bytes.is_some() && body.ty.is_none() && body.properties.is_empty() {
        return RequestBody::Stream;
    }
    if matches!(group.path.segments.last(), Some(PathSegment::Literal(last)) if last == "$ref") {
        return RequestBody::Reference { set: references::set(cx, group) };
    }
    if shape == Shape::Action {
        if !body.properties.is_empty() {
            let of_type = body.ty.as_ref().filter(|_| body.parameters.is_none());
            let known = of_type.and_then(|ty| resolve_in_sentence(cx.cx, cx.declared, page, ty));
            return match known {
                Some(ty) if holds_all(cx, ty, &body.properties) => RequestBody::Type(ty),
                _ => RequestBody::Parameters(parameters(cx, group, diagnostics)),
            };
        }
        // Some pages list what an action is sent below a heading of its own.
        let called = parameters::parameters(cx, page, &group.claim.facts.function_parameters);
        if !called.is_empty()
            && !matches!(group.path.segments.last(), Some(PathSegment::Call { .. }))
        {
            return RequestBody::Parameters(called);
        }
        if (body.none.is_some() || !has_example_body) && body.ty.is_none() {
            return if has_example_body { RequestBody::Untyped } else { RequestBody::None };
        }
    }
    if let Some(ty) = &body.ty {
        match resolve_in_sentence(cx.cx, cx.declared, page, ty) {
            Some(ty) => return RequestBody::Type(ty),
            None => {
                let near = cx.declared.meant(ty);
                diagnostics.report(rules::unknown_type::report(ty, near));
            }
        }
    }
    // A typed example body names its type.
    let typed = requests().find_map(|request| match &request.body {
        Some(ExampleBody::Json(value)) => {
            let (name, _) = stated_type(value)?;
            let namespace = cx.cx.namespace(page);
            cx.declared.by_written_name(cx.cx, name, namespace)
        }
        _ => None,
    });
    if let Some(id) = typed {
        return RequestBody::Type(TypeRef { item: ItemType::Named(id), collection: false });
    }
    let answered = match response {
        ResponseBody::Type(ty) => Some(TypeRef { collection: false, ..ty }),
        _ => None,
    };
    let is_structured = |ty: TypeRef| match ty.item {
        ItemType::Named(id) => matches!(cx.model.ty(id), Type::Structured(_)),
        ItemType::Primitive(_) | ItemType::Untyped => false,
    };
    if let Some(ty) = answered.filter(|ty| is_structured(*ty))
        && !body.properties.is_empty()
        && holds_all(cx, ty, &body.properties)
    {
        return RequestBody::Type(ty);
    }
    if body.none.is_some() && !has_example_body {
        return RequestBody::None;
    }
    if let Some(ty) = owner(cx, &body.properties) {
        return RequestBody::Type(ty);
    }
    match answered.filter(|ty| is_structured(*ty) && body.properties.is_empty()) {
        // What an update answers is what it changes; others may answer something else.
        Some(ty)
            if has_example_body
                && (shape == Shape::Update || requests().all(|it| is_shown(cx, ty, it))) =>
        {
            RequestBody::Type(ty)
        }
        _ if !body.properties.is_empty() && group.method == Method::Post => {
            RequestBody::Parameters(parameters(cx, group, diagnostics))
        }
        _ => RequestBody::Untyped,
    }
}

/// Most of a body table's rows are properties of the type, its bases' included.
pub(crate) fn holds_all(cx: &OperationCx<'_>, ty: TypeRef, claims: &[PropertyClaim]) -> bool {
    let names: Vec<&str> = claims.iter().map(|claim| claim.name.value.as_str()).collect();
    holds_most(cx, ty, &names)
}

/// Most members of the object that a request sends, if it sends one, are properties of the type.
fn is_shown(cx: &OperationCx<'_>, ty: TypeRef, request: &RequestExample) -> bool {
    let Some(ExampleBody::Json(value)) = &request.body else { return true };
    let members = value.as_object().unwrap_or_default();
    let names: Vec<&str> = members.iter().map(|it| it.name.as_str()).collect();
    names.is_empty() || holds_most(cx, ty, &names)
}

fn holds_most(cx: &OperationCx<'_>, ty: TypeRef, names: &[&str]) -> bool {
    let ItemType::Named(id) = ty.item else { return false };
    let Type::Structured(structured) = cx.model.ty(id) else { return false };
    let known: Vec<_> = std::iter::once(structured)
        .chain(cx.model.bases(structured))
        .flat_map(|ty| &ty.properties)
        .collect();
    let is_known = |name: &&&str| known.iter().any(|it| it.name.eq_ignore_ascii_case(name));
    names.iter().filter(is_known).count() * 2 > names.len()
}

/// The one type that has every property of a body table; none if several have.
fn owner(cx: &OperationCx<'_>, claims: &[PropertyClaim]) -> Option<TypeRef> {
    if claims.len() < 3 {
        return None;
    }
    let mut owners = cx.model.types.values().enumerate().filter(|(_, ty)| match ty {
        Type::Structured(ty) => claims.iter().all(|claim| {
            ty.properties.iter().any(|it| it.name.eq_ignore_ascii_case(&claim.name.value))
        }),
        Type::Enum(_) => false,
    });
    let (index, _) = owners.next()?;
    let item = ItemType::Named(crate::model::TypeId(index));
    owners.next().is_none().then_some(TypeRef { item, collection: false })
}

fn parameters(
    cx: &OperationCx<'_>,
    group: &Group<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Parameter> {
    let page = group.claim.page;
    let mut found: Vec<Parameter> = Vec::new();
    for claim in &group.claim.facts.body.properties {
        let name = &claim.name.value;
        if found.iter().any(|it| it.name.eq_ignore_ascii_case(name)) {
            continue;
        }
        let resolved = claim.ty.as_ref().and_then(|ty| resolve(cx.cx, cx.declared, page, ty));
        if let (None, Some(text)) = (resolved, &claim.ty) {
            let near = cx.declared.meant(text);
            diagnostics.report(rules::unknown_type::report(text, near));
        }
        let collection = claim.ty.as_ref().is_some_and(|ty| ty.collection);
        let text = claim.description.as_ref().map(|it| it.text.as_str());
        found.push(Parameter {
            name: name.clone(),
            ty: resolved.unwrap_or(TypeRef { item: ItemType::Untyped, collection }),
            required: claim.notes.required.then_some(true),
            inferred: false,
            docs: cx.cx.docs(text, claim.span),
        });
    }
    found
}
