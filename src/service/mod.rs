//! What a service says of itself: its own description in, types, operations and roots with their places out.
//!
//! Knows no docs. What a description leaves out it does not deny: services offer more than they describe, and
//! describe more than they offer.

mod covers;
mod csdl;
mod openapi;
mod routes;
mod wire;

pub use covers::Covers;
pub use csdl::read_csdl;
pub use routes::{Form, Reached, Repair, RepairKind, Route, Routes, Stop, resolve};
pub use wire::{Fault, Wire};

use crate::edm::Kind;
use crate::limits::BASES;
use crate::source::{FileId, Span, Spanned};
use std::collections::{BTreeMap, BTreeSet};

/// Why a description can't be taken, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// Where.
    pub span: Span,
    /// What is wrong there.
    pub message: String,
}

/// A service as it describes itself.
#[derive(Clone, Debug, Default)]
pub struct Service {
    /// Its types, in the order of the file.
    pub types: Vec<ServiceType>,
    /// Its actions and functions, in the order of the file.
    pub operations: Vec<ServiceOperation>,
    /// Its namespaces, and where each begins.
    pub namespaces: BTreeMap<String, Span>,
    /// It tells the shapes of JSON: nothing of keys, relationships, bytes, and of what is an entity.
    pub shapes_only: bool,
    /// The paths that it lists, if it does.
    pub routes: Routes,
    /// What of its description can't be taken.
    pub faults: Vec<Fault>,
    /// Names of types that only failures are of, and what requests carry in URLs.
    pub aside: BTreeSet<String>,
    /// What paths begin with.
    roots: BTreeMap<String, Root>,
    /// The types by name.
    by_name: BTreeMap<String, usize>,
    /// The same by their names in lower case, the first of each.
    by_lower_name: BTreeMap<String, usize>,
    /// The same by the last part of their names, in lower case; none where several have it.
    by_last: BTreeMap<String, Option<usize>>,
    /// What derives from each type, directly.
    derived: Vec<Vec<usize>>,
    /// The operations of what they are bound to: a type's name, and whether a collection of it.
    bound: BTreeMap<(String, bool), Vec<usize>>,
}

/// What a path may begin with.
#[derive(Clone, Debug)]
pub struct Root {
    /// Its name.
    pub name: Spanned<String>,
    /// What is there.
    pub ty: ServiceTypeRef,
    /// The operation that is called there instead, by its place.
    operation: Option<usize>,
}

/// A type.
#[derive(Clone, Debug)]
pub struct ServiceType {
    /// Namespace and name, joined by a dot.
    pub name: String,
    /// Its namespace.
    pub namespace: String,
    /// Where it is described.
    pub span: Span,
    /// What it is.
    pub kind: ServiceKind,
    /// The name of its base.
    pub base: Option<String>,
    /// Never occurs itself.
    pub is_abstract: bool,
    /// May have members that are not described.
    pub open: bool,
    /// An item has bytes of its own.
    pub media: bool,
    /// Values combine.
    pub flags: bool,
    /// It is one of several types: of its properties each has some.
    pub choice: bool,
    /// Names of its own key properties.
    pub keys: Vec<String>,
    /// Its own properties.
    pub properties: Vec<ServiceProperty>,
    /// Its members.
    pub members: Vec<ServiceMember>,
}

impl ServiceType {
    /// Its name without the namespace.
    pub fn bare(&self) -> &str {
        bare(&self.name)
    }
}

/// The last part of a name.
pub(crate) fn bare(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

/// What a type is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServiceKind {
    /// Entity or complex.
    Structured(Kind),
    /// An enum.
    Enum,
}

impl ServiceKind {
    /// As people say it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Structured(Kind::Entity) => "an entity type",
            Self::Structured(Kind::Complex) => "a complex type",
            Self::Enum => "an enum",
        }
    }
}

/// A member of an enum.
#[derive(Clone, Debug)]
pub struct ServiceMember {
    /// Its name, and where it is described.
    pub name: Spanned<String>,
    /// Its number, if that is said.
    pub value: Option<i64>,
}

/// A property.
#[derive(Clone, Debug)]
pub struct ServiceProperty {
    /// Its name, and where it is described.
    pub name: Spanned<String>,
    /// Its type.
    pub ty: ServiceTypeRef,
    /// A relationship.
    pub navigation: bool,
    /// What it says about null.
    pub nullable: Option<bool>,
    /// Whether it is always there, if that is said.
    pub required: Option<bool>,
}

/// A reference to a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceTypeRef {
    /// The item's type: `Edm.String`, or the whole name of another one.
    pub name: String,
    /// It is a collection.
    pub collection: bool,
}

/// An action or a function.
#[derive(Clone, Debug)]
pub struct ServiceOperation {
    /// Its name without the namespace, and where it is described.
    pub name: Spanned<String>,
    /// Its namespace.
    pub namespace: String,
    /// A function; else an action.
    pub is_function: bool,
    /// What it is bound to.
    pub bound_to: Option<ServiceTypeRef>,
    /// Its parameters, without the one that it is bound to.
    pub parameters: Vec<ServiceProperty>,
    /// The one value that its request carries, where that is not its parameters.
    pub takes: Option<ServiceTypeRef>,
    /// What it answers.
    pub returns: Option<ServiceTypeRef>,
    /// A path may go on after it.
    pub composable: bool,
    /// What else is said of the request, where requests are listed.
    pub wire: Wire,
}

/// Reads the text of a file: CSDL in XML, or an OpenAPI document in JSON or YAML.
///
/// # Errors
///
/// If it is neither, or holds something that can't be taken.
pub fn read(text: &str, file: FileId) -> Result<Service, Error> {
    match text.trim_start_matches('\u{feff}').trim_start().starts_with('<') {
        true => read_csdl(text, file),
        false => openapi::read_openapi(text, file),
    }
}

impl Service {
    /// Puts what was read together.
    ///
    /// # Errors
    ///
    /// If a type is its own base, or derives from too many.
    fn new(
        types: Vec<ServiceType>,
        operations: Vec<ServiceOperation>,
        roots: Vec<Root>,
        namespaces: BTreeMap<String, Span>,
    ) -> Result<Self, Error> {
        let mut service = Self { types, operations, namespaces, ..Self::default() };
        for (index, ty) in service.types.iter().enumerate() {
            service.by_name.entry(ty.name.clone()).or_insert(index);
            service.by_lower_name.entry(ty.name.to_ascii_lowercase()).or_insert(index);
            if !Covers::is_nameless(&ty.name) {
                let last = service.by_last.entry(ty.bare().to_ascii_lowercase());
                last.and_modify(|it| *it = None).or_insert(Some(index));
            }
        }
        for root in roots {
            service.roots.entry(root.name.value.to_ascii_lowercase()).or_insert(root);
        }
        service.derived = vec![Vec::new(); service.types.len()];
        for index in 0..service.types.len() {
            if let Some(base) = service.base_of(index) {
                service.derived[base].push(index);
            }
            service.check_bases(index)?;
        }
        for (index, operation) in service.operations.iter().enumerate() {
            if let Some(to) = &operation.bound_to {
                let key = (to.name.to_ascii_lowercase(), to.collection);
                service.bound.entry(key).or_default().push(index);
            }
        }
        Ok(service)
    }

    fn check_bases(&self, index: usize) -> Result<(), Error> {
        let mut at = index;
        for _ in 0..BASES.most {
            match self.base_of(at) {
                None => return Ok(()),
                Some(base) if base == index => {
                    let ty = &self.types[index];
                    let message = format!("`{}` is its own base", ty.name);
                    return Err(Error { span: ty.span, message });
                }
                Some(base) => at = base,
            }
        }
        let (ty, most) = (&self.types[index], BASES.most);
        let message = format!("`{}` derives from more than {most} types", ty.name);
        Err(Error { span: ty.span, message })
    }

    fn base_of(&self, index: usize) -> Option<usize> {
        self.by_name.get(self.types[index].base.as_deref()?).copied()
    }

    fn index(&self, name: &str) -> Option<usize> {
        let lower = || self.by_lower_name.get(&name.to_ascii_lowercase());
        self.by_name.get(name).or_else(lower).copied()
    }

    /// The type that the docs call so: of the whole name; where names have no namespaces, or those of programs, of the
    /// last part of it.
    pub fn documented(&self, name: &str) -> Option<&ServiceType> {
        let last = || *self.by_last.get(&bare(name).to_ascii_lowercase())?;
        let by_last = || last().filter(|_| self.shapes_only).map(|index| &self.types[index]);
        let bare_one = || self.ty(bare(name)).filter(|_| self.shapes_only);
        self.ty(name).or_else(bare_one).or_else(by_last)
    }

    /// The type of a whole name; one whose name differs in case, where there is none.
    pub fn ty(&self, name: &str) -> Option<&ServiceType> {
        self.index(name).map(|index| &self.types[index])
    }

    /// A type and its bases, nearest first.
    pub fn lineage<'s>(&'s self, ty: &ServiceType) -> impl Iterator<Item = &'s ServiceType> {
        let lineage = std::iter::successors(self.index(&ty.name), |index| self.base_of(*index));
        lineage.map(|index| &self.types[index])
    }

    /// All that derives from a type, however far.
    pub fn descendants(&self, name: &str) -> Vec<&ServiceType> {
        let mut found: Vec<usize> = self.index(name).into_iter().collect();
        let mut at = 0;
        while let Some(index) = found.get(at) {
            found.extend(&self.derived[*index]);
            at += 1;
        }
        found.into_iter().skip(1).map(|index| &self.types[index]).collect()
    }

    /// Whether a type is another one or derives from it.
    pub fn is_a(&self, name: &str, base: &str) -> bool {
        let Some(ty) = self.ty(name) else { return name.eq_ignore_ascii_case(base) };
        self.lineage(ty).any(|it| it.name.eq_ignore_ascii_case(base))
    }

    /// A type's property of a name, whatever the case, its bases' included, and the type that has it.
    pub fn property(
        &self,
        ty: &ServiceType,
        name: &str,
    ) -> Option<(&ServiceProperty, &ServiceType)> {
        self.lineage(ty).find_map(|owner| {
            let mut own = owner.properties.iter();
            Some((own.find(|it| it.name.value.eq_ignore_ascii_case(name))?, owner))
        })
    }

    /// The properties of a type and of its bases, each with the type that has it.
    pub fn properties<'s>(
        &'s self,
        ty: &ServiceType,
    ) -> impl Iterator<Item = (&'s ServiceProperty, &'s ServiceType)> {
        self.lineage(ty).flat_map(|owner| owner.properties.iter().map(move |it| (it, owner)))
    }

    /// Names of the key of a type, which may be a base's.
    pub fn keys(&self, ty: &ServiceType) -> &[String] {
        self.lineage(ty).find(|it| !it.keys.is_empty()).map_or(&[], |it| &it.keys)
    }

    /// The operations bound to just this, not to its bases.
    pub fn bound_to(
        &self,
        name: &str,
        collection: bool,
    ) -> impl Iterator<Item = &ServiceOperation> {
        let bound = self.bound.get(&(name.to_ascii_lowercase(), collection));
        bound.into_iter().flatten().map(|index| &self.operations[*index])
    }

    /// What a path may begin with, by its name whatever the case.
    pub fn root(&self, name: &str) -> Option<&Root> {
        self.roots.get(&name.to_ascii_lowercase())
    }
}
