//! What a documented request answers, held against what it leads to.

use super::against::Against;
use crate::model::{Method, Operation, ResponseBody};
use crate::service::{Covers, Form, Reached, ServiceTypeRef};

/// How docs and service differ.
pub(super) enum Difference {
    /// The docs name no type.
    Unsaid(ServiceTypeRef),
    /// The service answers nothing; the docs this.
    Nothing(String),
    /// Both answer something, the docs this.
    Other(String, ServiceTypeRef),
}

/// How an answer differs; nothing where it does not, or where the service's description can't say.
pub(super) fn difference(
    against: &Against<'_>,
    operation: &Operation,
    reached: &Reached<'_>,
) -> Option<Difference> {
    let is_call = matches!(reached.form, Form::Action | Form::Function);
    let there = answered(operation.method, reached);
    let here = match operation.response {
        ResponseBody::Type(ty) => ty,
        ResponseBody::Stream => {
            // A function that answers a value, perhaps with bytes in it, in place of the bytes themselves.
            let there = there.filter(|it| is_call && it.name != "Edm.Stream")?;
            return Some(Difference::Other("bytes".to_owned(), there));
        }
        ResponseBody::None | ResponseBody::Untyped => {
            let there = there.filter(|it| it.name != "Edm.Stream" && !Covers::is_open(it))?;
            // A write may answer nothing, which no description says.
            let is_empty = matches!(operation.status, Some(202 | 204));
            let is_write = operation.method != Method::Get && !is_call;
            let is_unsaid = matches!(operation.response, ResponseBody::Untyped);
            let is_silent = is_write && (is_empty || !is_unsaid);
            return (!is_silent).then_some(Difference::Unsaid(there));
        }
    };
    let shown = || against.cx.name(here);
    let Some(there) = there else {
        // What becomes of bytes that were written is not described, nor what references answer.
        let is_told = is_call || operation.method == Method::Delete;
        return is_told.then(|| Difference::Nothing(shown()));
    };
    if Covers::is_open(&there) {
        let is_same = against.is_same(here, &there);
        return (!is_same).then(|| Difference::Other(shown(), there));
    }
    if against.whole_name(here).is_none() {
        return Some(Difference::Unsaid(there));
    }
    let mut names = std::iter::once(there.name.as_str()).chain(reached.others.iter().copied());
    // Where no name is known, none is another one.
    let is_related = against.has_other_names() || names.any(|it| against.is_related(here, it));
    let is_same = is_related && here.collection == there.collection;
    (!is_same).then(|| Difference::Other(shown(), there))
}

/// What the service answers; nothing where it answers nothing, or where its description can't say.
fn answered(method: Method, reached: &Reached<'_>) -> Option<ServiceTypeRef> {
    let is_call = matches!(reached.form, Form::Action | Form::Function);
    let of = |name: &str, collection| {
        (!name.is_empty()).then(|| ServiceTypeRef { name: name.to_owned(), collection })
    };
    match reached.form {
        _ if is_call => of(reached.ty, reached.collection),
        Form::Bytes if method == Method::Get => of("Edm.Stream", false),
        Form::Count => of("Edm.Int32", false),
        Form::Bytes | Form::Reference | Form::References | Form::Open => None,
        _ if method == Method::Delete => None,
        Form::Complexes | Form::Primitives => of(reached.ty, true),
        _ => of(reached.ty, reached.collection && method == Method::Get),
    }
}
