//! Why something is in a client: the selectors that ask for it, or what needs it.

use super::matches::By;
use super::selection::Selection;
use crate::model::{Model, Operation, TypeId};

/// Why a type is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum WhyType {
    /// Nothing was chosen, so everything is there.
    All,
    /// These selectors ask for it.
    Asked(By),
    /// It is the value of a relationship that `expand` names at a place.
    Expanded { owner: TypeId, property: String, by: usize },
    /// The operation answers it.
    Answer(usize),
    /// The operation takes it as its body.
    Body(usize),
    /// The operation takes it as a parameter.
    Parameter(usize, String),
    /// An example of the operation shows it.
    Shown(usize),
    /// A property of a type has it.
    Property { owner: TypeId, property: String },
    /// A type derives from it.
    Base(TypeId),
}

/// An operation as people write it: `GET /orders/{id}`.
pub(crate) fn line(operation: &Operation) -> String {
    format!("{} {}", operation.method.as_str(), operation.path)
}

/// The selectors of the list `include`, as text.
pub(super) fn selectors(selection: &Selection, by: &By) -> String {
    let texts: Vec<String> = by.iter().map(|it| format!("`{}`", selection.include[*it])).collect();
    texts.join(", ")
}

impl WhyType {
    /// In words.
    pub(super) fn text(&self, model: &Model, selection: &Selection) -> String {
        let name = |id: &TypeId| model.ty(*id).name().name.clone();
        let line = |index: &usize| line(&model.operations[*index]);
        match self {
            Self::All => "all are".to_owned(),
            Self::Asked(by) => selectors(selection, by),
            Self::Expanded { owner, property, by } => {
                let text = &selection.expand[*by];
                format!("expand `{text}`: relationship `{property}` of `{}`", name(owner))
            }
            Self::Answer(index) => format!("{} answers it", line(index)),
            Self::Body(index) => format!("{} takes it", line(index)),
            Self::Parameter(index, parameter) => {
                format!("parameter `{parameter}` of {}", line(index))
            }
            Self::Shown(index) => format!("an example of {} shows it", line(index)),
            Self::Property { owner, property } => {
                format!("property `{property}` of `{}`", name(owner))
            }
            Self::Base(derived) => format!("base of `{}`", name(derived)),
        }
    }
}
