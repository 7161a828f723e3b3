//! Claims that contradict each other, told once the model has decided between them.
//!
//! The last pass: it changes nothing. What to say about a contradiction is in `rules`.

mod answers;
mod bases;
mod bodies;
mod enums;
mod namespaces;
mod properties;
mod titles;

use super::Cx;
use super::declare::Declarations;
use super::resolve::{resolve, resolve_in_sentence};
use crate::diagnostic::Diagnostics;
use crate::edm::Primitive;
use crate::facts::{Facts, PageFacts, TypeText};
use crate::model::{ItemType, Model, Property, StructuredType, Type, TypeId, TypeRef};

/// Compares the claims of every page with each other and with the model.
pub(super) fn compare(
    cx: &Cx<'_>,
    facts: &Facts,
    declared: &Declarations<'_>,
    model: &Model,
    diagnostics: &mut Diagnostics,
) {
    let cx = CompareCx { cx, declared, model };
    for (id, declaration) in declared.iter() {
        properties::compare(&cx, id, declaration, diagnostics);
        bases::compare(&cx, declaration, diagnostics);
        enums::compare(declaration, diagnostics);
    }
    namespaces::compare(&cx, facts, diagnostics);
    for page in &facts.pages {
        titles::compare(&cx, page, diagnostics);
        if let Some(operation) = &page.operation {
            answers::compare(&cx, page, operation, diagnostics);
            bodies::compare(&cx, page, operation, diagnostics);
        }
    }
}

/// What every comparison looks up in.
struct CompareCx<'a> {
    cx: &'a Cx<'a>,
    declared: &'a Declarations<'a>,
    model: &'a Model,
}

impl<'a> CompareCx<'a> {
    fn resolve(&self, page: &PageFacts, ty: &TypeText) -> Option<TypeRef> {
        resolve(self.cx, self.declared, page, ty)
    }

    fn resolve_in_sentence(&self, page: &PageFacts, ty: &TypeText) -> Option<TypeRef> {
        resolve_in_sentence(self.cx, self.declared, page, ty)
    }

    /// A type's properties, its bases' included; none of an enum.
    fn properties(&self, id: TypeId) -> impl Iterator<Item = &'a Property> {
        let ty = self.structured(id);
        let bases = ty.into_iter().flat_map(|ty| self.model.bases(ty));
        ty.into_iter().chain(bases).flat_map(|ty| &ty.properties)
    }

    fn structured(&self, id: TypeId) -> Option<&'a StructuredType> {
        match self.model.ty(id) {
            Type::Structured(ty) => Some(ty),
            Type::Enum(_) => None,
        }
    }

    /// Whether a type that derives from this one has a property of the name.
    fn has_in_derived(&self, id: TypeId, name: &str) -> bool {
        (0..self.model.types.len()).map(TypeId).any(|derived| {
            derived != id
                && self.derives_from(derived, id)
                && self.structured(derived).is_some_and(|ty| {
                    ty.properties.iter().any(|it| it.name.eq_ignore_ascii_case(name))
                })
        })
    }

    /// Whether one of the two derives from the other, or is it.
    fn are_related(&self, one: TypeId, other: TypeId) -> bool {
        self.derives_from(one, other) || self.derives_from(other, one)
    }

    fn derives_from(&self, id: TypeId, base: TypeId) -> bool {
        let next = |id: &TypeId| self.structured(*id).and_then(|ty| ty.base);
        std::iter::successors(Some(id), next).any(|id| id == base)
    }

    /// How a type is called in a finding: its bare name, `[]` after it for a collection.
    fn name(&self, ty: TypeRef) -> String {
        let item = match ty.item {
            ItemType::Primitive(primitive) => primitive.name().trim_start_matches("Edm."),
            ItemType::Named(id) => self.model.ty(id).name().name.as_str(),
            ItemType::Untyped => "any JSON",
        };
        if ty.collection { format!("collection of {item}") } else { item.to_owned() }
    }

    /// Whether JSON of one type is surely none of the other. Text stands for dates, identifiers and
    /// enum members in these docs, and numbers are of any width.
    fn are_different(&self, one: ItemType, other: ItemType) -> bool {
        match (one, other) {
            (ItemType::Untyped, _) | (_, ItemType::Untyped) => false,
            (ItemType::Named(one), ItemType::Named(other)) => {
                let are_both = |id| self.structured(id).is_some();
                are_both(one) && are_both(other) && !self.are_related(one, other)
            }
            _ => match (self.form(one), self.form(other)) {
                (Some(one), Some(other)) => one != other,
                _ => false,
            },
        }
    }

    fn form(&self, item: ItemType) -> Option<Form> {
        match item {
            ItemType::Primitive(Primitive::Stream) | ItemType::Untyped => None,
            ItemType::Primitive(Primitive::Boolean) => Some(Form::Boolean),
            ItemType::Primitive(
                Primitive::Byte
                | Primitive::SByte
                | Primitive::Int16
                | Primitive::Int32
                | Primitive::Int64
                | Primitive::Single
                | Primitive::Double
                | Primitive::Decimal,
            ) => Some(Form::Number),
            ItemType::Primitive(_) => Some(Form::Text),
            ItemType::Named(id) => match self.structured(id) {
                // A type without properties is any JSON.
                Some(_) => self.properties(id).next().map(|_| Form::Object),
                None => Some(Form::Text),
            },
        }
    }
}

/// What a value looks like in JSON.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Boolean,
    Number,
    Text,
    Object,
}
