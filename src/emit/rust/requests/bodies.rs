//! What a method takes as its body, and what its answer is read as.

use crate::emit::rust::naming::References;
use crate::emit::rust::templates::{Code, code};
use crate::model::{ItemType, Method, Model, Operation, RequestBody, ResponseBody, Type, TypeRef};

/// The media type of bytes of which nothing is known (RFC 2046, section 4.5.1).
const ANY_BYTES: &str = "application/octet-stream";

/// What the method of an endpoint takes as its body.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Body<'o> {
    /// No argument.
    None,
    /// `patch: Patch<T>`
    Patch(TypeRef),
    /// `body: &T`, or `&[T]` for a collection.
    Value(TypeRef),
    /// `parameters: &XParameters`
    Parameters,
    /// `body: impl Into<Payload>`, of this media type if nothing else is said.
    Bytes(&'o str),
    /// `target: impl AsRef<str>`: the URL of something, or its id in this set.
    Reference(Option<&'o str>),
    /// `body: &Value`
    Json,
}

/// Decides what the method of an operation takes.
pub(crate) fn body_of<'o>(model: &Model, operation: &'o Operation) -> Body<'o> {
    match &operation.request {
        RequestBody::None => Body::None,
        RequestBody::Stream | RequestBody::Media(_) => {
            Body::Bytes(operation.media.first().map_or(ANY_BYTES, String::as_str))
        }
        RequestBody::Reference { set } => Body::Reference(set.as_deref()),
        RequestBody::Untyped => Body::Json,
        RequestBody::Parameters(_) => Body::Parameters,
        RequestBody::Type(ty) => match ty.item {
            ItemType::Named(id) if model.is_shapeless(id) => Body::Json,
            ItemType::Named(id) => match model.ty(id) {
                Type::Structured(_) if operation.method == Method::Patch && !ty.collection => {
                    Body::Patch(*ty)
                }
                Type::Structured(_) | Type::Enum(_) => Body::Value(*ty),
            },
            ItemType::Primitive(_) | ItemType::Untyped => Body::Json,
        },
    }
}

/// Whether an operation answers with an `Option`, `None` where a success comes without the body.
pub(crate) fn is_optional(operation: &Operation) -> bool {
    operation.response_optional && operation.response != ResponseBody::None
}

/// The type that a response with a body is decoded into.
pub(crate) fn output(
    model: &Model,
    references: &mut References<'_>,
    response: ResponseBody,
) -> Code {
    let ty = match response {
        ResponseBody::None => return Code::name("()"),
        ResponseBody::Stream => return references.runtime("Bytes"),
        ResponseBody::Untyped => return references.runtime("RawValue"),
        ResponseBody::Type(ty) => ty,
    };
    let item = references.property_item(model, ty.item);
    if ty.collection {
        let page = references.runtime("Page");
        return code!(Type [page, item] { #page<#item> });
    }
    match ty.item {
        ItemType::Untyped => item,
        ItemType::Named(id) if matches!(model.ty(id), Type::Structured(_)) => item,
        ItemType::Named(_) | ItemType::Primitive(_) => {
            let value_of = references.runtime("ValueOf");
            code!(Type [value_of, item] { #value_of<#item> })
        }
    }
}
