//! What a method takes as its body, and what its answer is read as.

use crate::emit::rust::naming::References;
use crate::emit::rust::templates::{Code, code};
use crate::model::{ItemType, Method, Model, Operation, RequestBody, ResponseBody, Type, TypeRef};
use crate::protocol::{Encoding, FormLists, FormMembers, FormStyle};

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
    /// `parameters: &[XParameters]`
    ManyParameters,
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
        RequestBody::Parameters(_) if operation.sends_many => Body::ManyParameters,
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

/// How a body is written that may be written otherwise than as JSON.
pub(crate) fn encoding_of(operation: &Operation, body: Body<'_>) -> Encoding {
    match body {
        Body::Patch(_)
        | Body::Parameters
        | Body::Json
        | Body::Value(TypeRef { collection: false, item: ItemType::Named(_) }) => {
            operation.encoding
        }
        Body::None
        | Body::Value(_)
        | Body::ManyParameters
        | Body::Bytes(_)
        | Body::Reference(_) => Encoding::Json,
    }
}

/// The call that sends a body, and what is given to it beside that.
pub(super) fn emit_sending(
    references: &mut References<'_>,
    encoding: Encoding,
    body: &Code,
) -> (Code, Option<Code>) {
    match encoding {
        Encoding::Json => (code!(Expr [body] { request_with(#body) }), None),
        Encoding::Form(form) => {
            let form = emit_form(references, form);
            (code!(Expr [body, form] { request_form(#body, #form) }), None)
        }
        Encoding::Multipart { form, files } => {
            let form = emit_form(references, form);
            let parts = references.runtime("FileParts");
            match files {
                true => {
                    let call =
                        code!(Expr [body, form] { request_multipart(#body, file_parts, #form) });
                    (call, Some(code!(Parameter [parts] { file_parts: #parts })))
                }
                false => {
                    let call = code!(Expr [body, parts, form] {
                        request_multipart(#body, #parts::new(), #form)
                    });
                    (call, None)
                }
            }
        }
    }
}

fn emit_form(references: &mut References<'_>, form: FormStyle) -> Code {
    let style = references.runtime("FormStyle");
    let style = code!(Expr [style] { #style::BRACKETS });
    let lists = match form.lists {
        FormLists::Brackets => None,
        FormLists::Indices => Some(Code::name("Indices")),
        FormLists::Repeated => Some(Code::name("Repeated")),
        FormLists::Commas => Some(Code::name("Commas")),
    };
    let style = match lists {
        Some(lists) => {
            code!(Expr [style, lists] { #style.lists(::docwright_client::FormLists::#lists) })
        }
        None => style,
    };
    match form.members {
        FormMembers::Brackets => style,
        FormMembers::Dots => {
            code!(Expr [style] { #style.members(::docwright_client::FormMembers::Dots) })
        }
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
        // A value stands alone, but OData puts it into an object.
        ItemType::Named(_) | ItemType::Primitive(_) if !model.protocol.knows_odata() => item,
        ItemType::Named(_) | ItemType::Primitive(_) => {
            let value_of = references.runtime("ValueOf");
            code!(Type [value_of, item] { #value_of<#item> })
        }
    }
}
