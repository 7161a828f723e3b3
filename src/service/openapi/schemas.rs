//! Schemas as types: which are types with properties, which are enums, and those that are written where they are used.

use super::node::Node;
use super::words::{has_members, is_whole, members, nullable};
use super::{MOST_REFERENCES, unescaped};
use crate::edm::Kind;
use crate::service::{
    Covers, ServiceKind, ServiceMember, ServiceProperty, ServiceType, ServiceTypeRef,
};
use crate::source::{Span, Spanned};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// The schemas that have a name.
pub(super) struct Schemas<'n> {
    root: &'n Node,
    named: BTreeMap<&'n str, (&'n Spanned<String>, &'n Node)>,
    /// What is kept to be referred to, by its kind and name.
    components: BTreeMap<(&'n str, &'n str), &'n Node>,
    /// Somewhere in the document an object says what is always there.
    says_required: bool,
    /// Types without a name of their own, as far as they were met.
    inline: RefCell<Vec<ServiceType>>,
}

impl<'n> Schemas<'n> {
    pub(super) fn of(root: &'n Node) -> Self {
        let kinds = root.get("components").map_or(&[][..], Node::members);
        let listed = kinds.iter().find(|(kind, _)| kind.value == "schemas");
        let members = listed.map_or(&[][..], |(_, it)| it.members());
        // Of two of a name the first.
        let members = members.iter().rev();
        let named = members.map(|(name, node)| (name.value.as_str(), (name, node)));
        let components = kinds.iter().flat_map(|(kind, listed)| {
            let each = listed.members().iter().rev();
            each.map(|(name, node)| ((kind.value.as_str(), name.value.as_str()), node))
        });
        Self {
            root,
            named: named.collect(),
            components: components.collect(),
            says_required: says_required(root),
            inline: RefCell::default(),
        }
    }

    pub(super) fn root(&self) -> &'n Node {
        self.root
    }

    /// The schema of a name.
    pub(super) fn named(&self, name: &str) -> Option<&'n Node> {
        self.named.get(name).map(|(_, node)| *node)
    }

    /// What a pointer within the document leads to: `#/components/schemas/lamp`.
    pub(super) fn pointed(&self, pointer: &str) -> Option<&'n Node> {
        let pointer = pointer.strip_prefix("#/")?;
        if let Some((kind, name)) =
            pointer.strip_prefix("components/").and_then(|it| it.split_once('/'))
            && !name.contains('/')
        {
            return self.components.get(&(kind, &*unescaped(name))).copied();
        }
        pointer.split('/').try_fold(self.root, |node, part| {
            let name = unescaped(part);
            node.get(&name).or_else(|| node.items().get(name.parse::<usize>().ok()?))
        })
    }

    /// The node, or what its reference leads to.
    pub(super) fn resolved(&self, node: &'n Node) -> Option<&'n Node> {
        let mut node = node;
        for _ in 0..MOST_REFERENCES {
            match node.get("$ref").and_then(Node::text) {
                Some(pointer) => node = self.pointed(pointer)?,
                None => return Some(node),
            }
        }
        None
    }

    /// All that are types, in name order.
    pub(super) fn types(&self) -> Vec<ServiceType> {
        let named = self.named.values();
        named.filter_map(|(name, node)| self.ty(name.value.clone(), name.span, node)).collect()
    }

    /// Those that were met where they are used.
    pub(super) fn into_inline(self) -> Vec<ServiceType> {
        self.inline.into_inner()
    }

    fn ty(&self, name: String, span: Span, node: &'n Node) -> Option<ServiceType> {
        let mut ty = ServiceType {
            name,
            namespace: String::new(),
            span,
            kind: ServiceKind::Enum,
            base: None,
            is_abstract: false,
            open: false,
            media: false,
            flags: false,
            choice: false,
            keys: Vec::new(),
            properties: Vec::new(),
            members: Vec::new(),
        };
        if has_members(node) {
            let texts = members(node)
                .into_iter()
                .filter_map(|it| Some(Spanned::new(it.text()?.to_owned(), it.span)));
            let names = texts.filter(|it| it.value != "null");
            ty.members = names.map(|name| ServiceMember { name, value: None }).collect();
            return Some(ty);
        }
        if node.get("enum").is_some() {
            return None;
        }
        if !self.is_structured(node) || self.items_of_page(node).is_some() {
            return None;
        }
        let shape = self.shape(node);
        ty.kind = ServiceKind::Structured(Kind::Complex);
        ty.choice = self.is_choice(node);
        ty.properties = self.members(node);
        ty.base = shape.base;
        ty.open = shape.is_open;
        Some(ty)
    }

    /// The properties of an object, without those of its base.
    pub(super) fn members(&self, node: &'n Node) -> Vec<ServiceProperty> {
        let shape = self.shape(node);
        let own = shape.properties.iter().filter(|(name, _)| !name.value.contains('@'));
        own.map(|(name, node)| {
            let is_required = shape.required.contains(name.value.as_str());
            ServiceProperty {
                name: (*name).clone(),
                ty: self.used(name, node),
                navigation: false,
                nullable: nullable(node)
                    .or_else(|| (is_required && is_whole(node)).then_some(false)),
                required: self.says_required.then_some(is_required),
            }
        })
        .collect()
    }

    /// What a schema refers to; what is written there becomes a type that has no name of its own.
    pub(super) fn used(&self, name: &Spanned<String>, node: &'n Node) -> ServiceTypeRef {
        let mut reference = self.reference(node);
        let is_left = matches!(reference.name.as_str(), Covers::OBJECT | Covers::TEXT);
        let written = self.written_here(node).filter(|_| is_left);
        let is_told = |it: &&Node| {
            has_members(it) || it.get("properties").is_some() || it.get("allOf").is_some()
        };
        let ty = written.filter(is_told).and_then(|it| self.ty(String::new(), name.span, it));
        if let Some(ty) = ty {
            // What is within it was met first.
            let mut inline = self.inline.borrow_mut();
            let is_object = ty.kind != ServiceKind::Enum;
            let own = Covers::without_name(is_object, inline.len(), &name.value);
            reference.name.clone_from(&own);
            inline.push(ServiceType { name: own, ..ty });
        }
        reference
    }
}

/// Whether any object lists what is always there.
fn says_required(node: &Node) -> bool {
    let is_list = node.get("required").is_some_and(|it| !it.items().is_empty());
    is_list
        || node.members().iter().any(|(_, it)| says_required(it))
        || node.items().iter().any(says_required)
}
