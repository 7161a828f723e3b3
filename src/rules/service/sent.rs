//! What a documented request carries, held against what it leads to.

use super::against::Against;
use crate::model::{Operation, RequestBody, TypeRef};
use crate::service::{Form, Reached, ServiceTypeRef, bare};
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
            Self::Type(name) => f.write_str(bare(name)),
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
    let RequestBody::Type(ty) = operation.request else { return None };
    let here = against.whole_name(ty)?;
    let takes = reached.operation.and_then(|it| it.takes.as_ref());
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
    let Some(here) = against.whole_name(ty) else { return true };
    let service = against.service;
    let is_related = service.is_a(&here, &takes.name) || service.is_a(&takes.name, &here);
    against.is_same(ty, takes) || (is_related && ty.collection == takes.collection)
}

/// Whether one of the types is the other or derives from it.
fn is_of(against: &Against<'_>, here: &str, reached: &Reached<'_>) -> bool {
    std::iter::once(&reached.ty)
        .chain(&reached.others)
        .any(|there| against.service.is_a(here, there) || against.service.is_a(there, here))
}
