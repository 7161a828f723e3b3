//! What a documented request carries, held against what it leads to.

use super::against::Against;
use crate::model::{Operation, RequestBody, TypeRef};
use crate::service::{Covers, Form, Reached, ServiceTypeRef, bare};
use std::fmt;

/// What the service takes instead.
pub(super) enum Sent {
    /// An action's parameters of these names.
    Parameters(Vec<String>),
    /// Bytes.
    Bytes,
    /// A reference.
    Reference,
    /// A value of this type.
    Type(String),
    /// Nothing.
    Nothing,
}

impl fmt::Display for Sent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Parameters(names) => {
                let names: Vec<String> = names.iter().map(|it| format!("`{it}`")).collect();
                write!(f, "the parameters {}", names.join(", "))
            }
            Self::Bytes => f.write_str("bytes"),
            Self::Reference => f.write_str("a reference"),
            Self::Type(name) => f.write_str(Covers::left_open(name).unwrap_or_else(|| bare(name))),
            Self::Nothing => f.write_str("nothing"),
        }
    }
}

/// What the docs say that a request carries and what the service takes; nothing where these are one, or where the
/// service's description can't say.
pub(super) fn sent(
    against: &Against<'_>,
    operation: &Operation,
    reached: &Reached<'_>,
) -> Option<(String, Sent)> {
    let takes = reached.operation.and_then(|it| it.takes.as_ref());
    if reached.operation.is_some_and(|it| it.wire.has_no_body) {
        let here = match &operation.request {
            // References are of the protocol, which not all describe.
            RequestBody::None | RequestBody::Untyped | RequestBody::Reference { .. } => {
                return None;
            }
            RequestBody::Type(ty) | RequestBody::Media(ty) => against.cx.name(*ty),
            RequestBody::Parameters(_) => "parameters".to_owned(),
            RequestBody::Stream => "bytes".to_owned(),
        };
        return Some((here, Sent::Nothing));
    }
    let typed = || takes.filter(|it| it.name != "Edm.Stream" && !Covers::is_open(it));
    let ty = match operation.request {
        RequestBody::Type(ty) => ty,
        RequestBody::None => {
            return Some(("nothing".to_owned(), Sent::Type(typed()?.name.clone())));
        }
        RequestBody::Stream => {
            return Some(("bytes".to_owned(), Sent::Type(typed()?.name.clone())));
        }
        RequestBody::Parameters(_) => {
            let is_stream = takes.is_some_and(|it| it.name == "Edm.Stream");
            return is_stream.then(|| ("parameters".to_owned(), Sent::Bytes));
        }
        RequestBody::Media(_) | RequestBody::Reference { .. } | RequestBody::Untyped => {
            return None;
        }
    };
    let here = against.whole_name(ty)?;
    let there = match reached.form {
        Form::Action if takes.is_some() => {
            let takes = takes.filter(|takes| !is_one(against, ty, takes))?;
            if takes.name == "Edm.Stream" { Sent::Bytes } else { Sent::Type(takes.name.clone()) }
        }
        Form::Action => {
            let action = reached.operation.filter(|it| !it.parameters.is_empty())?;
            Sent::Parameters(action.parameters.iter().map(|it| it.name.value.clone()).collect())
        }
        Form::Bytes => Sent::Bytes,
        Form::Reference | Form::References => Sent::Reference,
        Form::Set | Form::Entity | Form::Complexes | Form::Complex
            if !is_of(against, &here, reached) =>
        {
            Sent::Type(reached.ty.to_owned())
        }
        _ => return None,
    };
    Some((against.cx.name(ty), there))
}

/// Whether docs and service mean the same type, or one that derives from the other.
fn is_one(against: &Against<'_>, ty: TypeRef, takes: &ServiceTypeRef) -> bool {
    against.is_same(ty, takes)
        || (ty.collection == takes.collection
            && (against.has_other_names() || against.is_related(ty, &takes.name)))
}

/// Whether one of the types is the other or derives from it.
fn is_of(against: &Against<'_>, here: &str, reached: &Reached<'_>) -> bool {
    std::iter::once(&reached.ty)
        .chain(&reached.others)
        .any(|there| against.service.is_a(here, there) || against.service.is_a(there, here))
}
