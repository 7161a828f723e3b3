//! What a documented request carries, held against what it leads to.

use super::against::Against;
use crate::model::{Operation, RequestBody};
use crate::service::{Form, Reached, bare};
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
    let there = match reached.form {
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

/// Whether one of the types is the other or derives from it.
fn is_of(against: &Against<'_>, here: &str, reached: &Reached<'_>) -> bool {
    std::iter::once(&reached.ty)
        .chain(&reached.others)
        .any(|there| against.service.is_a(here, there) || against.service.is_a(there, here))
}
