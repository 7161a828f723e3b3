//! Structured types, enums and references to them.

use crate::edm::{Kind, Primitive, PropertyTerms};
use crate::source::Span;
use std::borrow::Cow;

/// Index of a type in its model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub usize);

/// A type of the model.
#[derive(Clone, Debug)]
pub enum Type {
    /// An entity or complex type.
    Structured(StructuredType),
    /// An enum type.
    Enum(EnumType),
}

impl Type {
    /// Namespace and name.
    pub fn name(&self) -> &TypeName {
        match self {
            Self::Structured(ty) => &ty.name,
            Self::Enum(ty) => &ty.name,
        }
    }

    /// What people read.
    pub fn docs(&self) -> &Docs {
        match self {
            Self::Structured(ty) => &ty.docs,
            Self::Enum(ty) => &ty.docs,
        }
    }
}

/// A type's namespace and name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeName {
    /// Such as `microsoft.graph` or `microsoft.graph.callRecords`.
    pub namespace: String,
    /// Such as `message`.
    pub name: String,
}

impl TypeName {
    /// `namespace.name`
    pub fn qualified(&self) -> String {
        format!("{}.{}", self.namespace, self.name)
    }
}

/// An entity type or complex type.
#[derive(Clone, Debug)]
pub struct StructuredType {
    /// Namespace and name.
    pub name: TypeName,
    /// Entity or complex.
    pub kind: Kind,
    /// The base type; always structured, never cyclic.
    pub base: Option<TypeId>,
    /// Never occurs itself, only its derived types do.
    pub is_abstract: bool,
    /// May have members that are not documented.
    pub open: bool,
    /// An item has bytes of its own, below `$value`.
    pub media: bool,
    /// The docs say that it should no longer be used.
    pub deprecated: bool,
    /// Terms of the capabilities vocabulary, each with its value as text.
    pub capabilities: Vec<(String, String)>,
    /// Names of the key properties.
    pub keys: Vec<String>,
    /// The type's own properties, in page order; inherited ones are not repeated.
    pub properties: Vec<Property>,
    /// No page defines the type: it was inferred from where it is named and from examples.
    pub inferred: bool,
    /// What people read.
    pub docs: Docs,
}

impl StructuredType {
    /// A complex type of which nothing else is known.
    pub(crate) fn named(name: TypeName) -> Self {
        Self {
            name,
            kind: Kind::Complex,
            base: None,
            is_abstract: false,
            open: false,
            media: false,
            deprecated: false,
            capabilities: Vec::new(),
            keys: Vec::new(),
            properties: Vec::new(),
            inferred: true,
            docs: Docs::default(),
        }
    }
}

/// A structural or navigation property.
#[derive(Clone, Debug)]
pub struct Property {
    /// The name on the wire.
    pub name: String,
    /// The type.
    pub ty: TypeRef,
    /// A navigation property (relationship).
    pub navigation: bool,
    /// The docs say that it can't be written.
    pub read_only: bool,
    /// The docs say that it must be given.
    pub required: bool,
    /// What the docs say about null.
    pub nullable: Option<bool>,
    /// The docs say that it should no longer be used.
    pub deprecated: bool,
    /// Default, bounds, query options and the like.
    pub terms: PropertyTerms,
    /// Listed for a type that no page defines, or only in the JSON representation.
    pub inferred: bool,
    /// What people read.
    pub docs: Docs,
}

/// A reference to a type, perhaps a collection of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeRef {
    /// The item's type.
    pub item: ItemType,
    /// It is a collection of items.
    pub collection: bool,
}

/// What a [`TypeRef`] refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemType {
    /// A primitive type.
    Primitive(Primitive),
    /// A type of the model.
    Named(TypeId),
    /// Any JSON: the docs say so, or name nothing that exists (which is reported).
    Untyped,
}

/// An enum type.
#[derive(Clone, Debug)]
pub struct EnumType {
    /// Namespace and name.
    pub name: TypeName,
    /// Values combine; on the wire they are joined by commas.
    pub flags: bool,
    /// The docs say that members may be added: `unknownFutureValue` stands for them.
    pub evolvable: bool,
    /// Members go as their numbers, and not as their names.
    pub numbers: bool,
    /// The members, in page order, unique. Two may differ in case alone.
    pub members: Vec<EnumMember>,
    /// What people read.
    pub docs: Docs,
}

/// A member of an enum.
#[derive(Clone, Debug)]
pub struct EnumMember {
    /// The name, which is on the wire unless the number is.
    pub name: String,
    /// The documented number.
    pub value: Option<i64>,
    /// The service sends it only when a request header asks for it.
    pub later: bool,
    /// What people read.
    pub docs: Docs,
}

impl EnumMember {
    /// What stands for it on the wire.
    pub fn wire(&self, of: &EnumType) -> Cow<'_, str> {
        match self.value.filter(|_| of.numbers) {
            Some(value) => Cow::Owned(value.to_string()),
            None => Cow::Borrowed(&self.name),
        }
    }
}

/// What people read about a thing, and where it comes from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Docs {
    /// Prose in light markdown (code spans only); `None` where the docs are silent.
    pub text: Option<String>,
    /// The page that documents it, below the doc set's root.
    pub page: Option<String>,
    /// The place on the page.
    pub span: Option<Span>,
}
