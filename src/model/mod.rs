//! The model: what is true after all claims are reconciled. Names are resolved, bases linked, one
//! type per property, operations attached to paths.
//!
//! Complete by construction: there is no "not resolved yet". Knows no markdown, no facts, no Rust.
//! What only some emitters want (prose, permissions, examples) hangs beside the structure in structs
//! of its own.

mod examples;
mod operations;
mod parameters;
mod part;
mod spellings;
mod types;

pub use examples::*;
pub use operations::*;
pub use parameters::*;
pub use part::Part;
pub use spellings::Spellings;
pub use types::*;

use crate::protocol::Protocol;
use indexmap::IndexMap;

/// A whole API: its types and its operations, in name order.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// The namespace of names without a dot, such as `microsoft.graph`.
    pub default_namespace: String,
    /// The service root that paths are relative to, such as `https://graph.microsoft.com/v1.0`.
    pub base_url: String,
    /// How the service answers and is asked.
    pub protocol: Protocol,
    /// Where pages are published: the folder they are in, the URL below which they are, and what follows their name.
    pub published: Vec<[String; 3]>,
    /// The types by qualified name, sorted by it.
    pub types: IndexMap<String, Type>,
    /// The operations by identity, sorted by path, then method.
    pub operations: Vec<Operation>,
    /// What clients call things, where somebody said so.
    pub spellings: Spellings,
    /// What of it clients are made of; everything unless somebody chose.
    pub part: Option<Part>,
}

impl Model {
    /// The type an id points at. Ids come from the model they are used on.
    pub fn ty(&self, id: TypeId) -> &Type {
        &self.types[id.0]
    }

    /// The id of a qualified name, if the model has it.
    pub fn type_id(&self, qualified_name: &str) -> Option<TypeId> {
        self.types.get_index_of(qualified_name).map(TypeId)
    }

    /// The qualified name of the only type that has the last part of a name, whatever the case.
    pub fn only_named(&self, name: &str) -> Option<&str> {
        let bare = |name: &str| name.rsplit('.').next().unwrap_or_default().to_lowercase();
        let wanted = bare(name);
        let mut known = self.types.keys().filter(|it| bare(it) == wanted);
        known.next().filter(|_| known.next().is_none()).map(String::as_str)
    }

    /// Where a page is published, if that is known.
    pub fn page_url(&self, page: &str) -> Option<String> {
        let (file, section) = page.split_once('#').unwrap_or((page, ""));
        let anchor = if section.is_empty() { "" } else { "#" };
        self.published.iter().find_map(|[folder, url, end]| {
            let name = file.strip_prefix(folder.as_str())?;
            let name = name.strip_suffix(".md").or_else(|| name.strip_suffix(".mdx"))?;
            Some(format!("{url}{name}{end}{anchor}{section}"))
        })
    }

    /// The query parameter by which lists go on, where some of their docs list it: the others are whole.
    pub fn listed_page_parameter(&self) -> Option<&str> {
        let parameter = self.protocol.page_parameter()?;
        self.operations.iter().any(|it| it.has_query(parameter)).then_some(parameter)
    }

    /// Whether the docs say nothing about a type's values: no property of its own, no base, no derived type, and not that it
    /// is open. Docs have such types for "any JSON".
    pub fn is_shapeless(&self, id: TypeId) -> bool {
        let Type::Structured(ty) = self.ty(id) else { return false };
        let is_bare = ty.properties.is_empty() && ty.base.is_none() && !ty.open;
        let is_base = |other: &Type| matches!(other, Type::Structured(it) if it.base == Some(id));
        is_bare && !self.types.values().any(is_base)
    }

    /// A structured type with all its bases, nearest first. Never cyclic.
    pub fn bases<'a>(&'a self, ty: &'a StructuredType) -> impl Iterator<Item = &'a StructuredType> {
        std::iter::successors(ty.base, |id| match self.ty(*id) {
            Type::Structured(base) => base.base,
            Type::Enum(_) => None,
        })
        .filter_map(|id| match self.ty(id) {
            Type::Structured(base) => Some(base),
            Type::Enum(_) => None,
        })
    }

    /// The type that all the given ones are or derive from. The root of most hierarchies says nothing about
    /// these.
    pub fn common_base(&self, types: &[TypeRef]) -> Option<TypeRef> {
        let first = *types.first()?;
        if types.iter().all(|ty| *ty == first) {
            return Some(first);
        }
        let named = |ty: &TypeRef| match ty.item {
            ItemType::Named(id) if ty.collection == first.collection => Some(id),
            ItemType::Named(_) | ItemType::Primitive(_) | ItemType::Untyped => None,
        };
        let ids: Vec<TypeId> = types.iter().map(named).collect::<Option<_>>()?;
        let lines: Vec<Vec<TypeId>> = ids.iter().map(|id| self.lineage(*id).collect()).collect();
        let says_something = |id: &TypeId| match self.ty(*id) {
            Type::Structured(ty) => {
                ty.base.is_some()
                    || ty.properties.len() > 1
                    || ty.properties.iter().any(|it| !ty.keys.contains(&it.name))
                    || ids.contains(id)
                    || !self.is_root_of_most(*id)
            }
            Type::Enum(_) => false,
        };
        let shared = lines
            .first()?
            .iter()
            .filter(|id| says_something(id))
            .find(|id| lines.iter().all(|line| line.contains(id)))?;
        Some(TypeRef { item: ItemType::Named(*shared), collection: first.collection })
    }

    /// Whether a type is the base of more than a quarter of the types that have one, so that sharing it says nothing.
    fn is_root_of_most(&self, id: TypeId) -> bool {
        let bases = self.types.values().filter_map(|ty| match ty {
            Type::Structured(ty) => ty.base,
            Type::Enum(_) => None,
        });
        let (n_own, n_all) =
            bases.fold((0, 0), |(own, all), base| (own + usize::from(base == id), all + 1));
        n_own * 4 > n_all
    }

    /// Whether a type is another one or derives from it.
    pub fn derives_from(&self, id: TypeId, base: TypeId) -> bool {
        self.lineage(id).any(|id| id == base)
    }

    /// A type's properties, its bases' included; none of an enum.
    pub fn properties(&self, id: TypeId) -> impl Iterator<Item = &Property> {
        let own = self.lineage(id).filter_map(|id| match self.ty(id) {
            Type::Structured(ty) => Some(&ty.properties),
            Type::Enum(_) => None,
        });
        own.flatten()
    }

    /// A type's property of a name, whatever the case, its bases' included.
    pub fn property(&self, id: TypeId, name: &str) -> Option<&Property> {
        self.properties(id).find(|it| it.name.eq_ignore_ascii_case(name))
    }

    /// A type and its bases, nearest first.
    pub fn lineage(&self, id: TypeId) -> impl Iterator<Item = TypeId> {
        let base = |id: &TypeId| match self.ty(*id) {
            Type::Structured(ty) => ty.base,
            Type::Enum(_) => None,
        };
        std::iter::successors(Some(id), base)
    }
}
