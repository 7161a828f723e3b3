//! Rows of parameter tables as parameters of the model.

use super::group::OperationCx;
use crate::edm::Primitive;
use crate::facts::{PageFacts, ParameterClaim};
use crate::model::{ItemType, Parameter, TypeRef};
use crate::naming::resolve;

/// One parameter a row; one without a type is text.
pub(super) fn parameters(
    cx: &OperationCx<'_>,
    page: &PageFacts,
    claims: &[ParameterClaim],
) -> Vec<Parameter> {
    let text = TypeRef { item: ItemType::Primitive(Primitive::String), collection: false };
    let parameter = |claim: &ParameterClaim| Parameter {
        name: claim.name.value.clone(),
        ty: claim.ty.as_ref().and_then(|ty| resolve(cx.cx, cx.declared, page, ty)).unwrap_or(text),
        required: claim.required,
        inferred: false,
        docs: cx.cx.docs(claim.description.as_ref().map(|it| it.text.as_str()), claim.name.span),
    };
    claims.iter().map(parameter).collect()
}
