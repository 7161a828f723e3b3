//! Schemas as types: which are types with properties, which are enums, and what a schema refers to.

use super::tree::Node;
use super::{MOST_REFERENCES, resolved};
use crate::edm::Kind;
use crate::service::{
    Covers, ServiceKind, ServiceMember, ServiceProperty, ServiceType, ServiceTypeRef,
};
use crate::source::Spanned;
use std::collections::BTreeMap;

/// The schemas that have a name.
pub(super) struct Schemas<'n> {
    root: &'n Node,
    named: BTreeMap<&'n str, (&'n Spanned<String>, &'n Node)>,
}

/// Schemas that one is put together from.
const MOST_PARTS: usize = 256;

/// Where names of schemas begin.
const NAMED: &str = "#/components/schemas/";

/// What is collected of a schema and of all that it is put together from.
#[derive(Default)]
struct Shape<'n> {
    base: Option<String>,
    properties: Vec<(&'n Spanned<String>, &'n Node)>,
    is_open: bool,
    n_parts: usize,
}

impl<'n> Schemas<'n> {
    pub(super) fn of(root: &'n Node) -> Self {
        let listed = root.get("components").and_then(|it| it.get("schemas"));
        let members = listed.map_or(&[][..], Node::members);
        let named = members.iter().map(|(name, node)| (name.value.as_str(), (name, node)));
        Self { root, named: named.collect() }
    }

    pub(super) fn root(&self) -> &'n Node {
        self.root
    }

    /// All that are types, in name order.
    pub(super) fn types(&self) -> Vec<ServiceType> {
        self.named.values().filter_map(|(name, node)| self.ty(name, node)).collect()
    }

    fn ty(&self, name: &Spanned<String>, node: &'n Node) -> Option<ServiceType> {
        let mut ty = ServiceType {
            name: name.value.clone(),
            namespace: String::new(),
            span: name.span,
            kind: ServiceKind::Enum,
            base: None,
            is_abstract: false,
            open: false,
            media: false,
            flags: false,
            keys: Vec::new(),
            properties: Vec::new(),
            members: Vec::new(),
        };
        if let Some(members) = node.get("enum") {
            let names = ["x-enum-varnames", "x-enumNames"].into_iter().find_map(|it| node.get(it));
            let members = names.unwrap_or(members);
            if !has_members(node) {
                return None;
            }
            let texts = members
                .items()
                .iter()
                .filter_map(|it| Some(Spanned::new(it.text()?.to_owned(), it.span)));
            let names = texts.filter(|it| it.value != "null");
            ty.members = names.map(|name| ServiceMember { name, value: None }).collect();
            return Some(ty);
        }
        if !self.is_structured(node) || self.items_of_page(node).is_some() {
            return None;
        }
        let shape = self.shape(node);
        ty.kind = ServiceKind::Structured(Kind::Complex);
        ty.base = shape.base;
        ty.open = shape.is_open;
        ty.properties = self.properties(&shape.properties);
        Some(ty)
    }

    /// The properties of an object that has no name.
    pub(super) fn members(&self, node: &'n Node) -> Vec<ServiceProperty> {
        self.properties(&self.shape(node).properties)
    }

    fn properties(&self, found: &[(&'n Spanned<String>, &'n Node)]) -> Vec<ServiceProperty> {
        let is_own = |name: &str| !name.contains('@');
        let own = found.iter().filter(|(name, _)| is_own(&name.value));
        own.map(|(name, node)| ServiceProperty {
            name: (*name).clone(),
            ty: self.reference(node),
            navigation: false,
            nullable: nullable(node),
        })
        .collect()
    }

    /// Whether it is an object, whose members may be listed elsewhere.
    fn is_structured(&self, node: &'n Node) -> bool {
        let is_object = node.get("type").is_some_and(|it| types(it).any(|it| it == "object"));
        is_object || node.get("properties").is_some() || node.get("allOf").is_some()
    }

    /// Puts together what a schema is made of. The first schema with a name is its base.
    fn shape(&self, node: &'n Node) -> Shape<'n> {
        let mut shape = Shape::default();
        self.collect(node, &mut shape, 0);
        shape
    }

    fn collect(&self, node: &'n Node, shape: &mut Shape<'n>, depth: usize) {
        // Parts that name parts twice are many soon.
        if depth > MOST_REFERENCES || shape.n_parts == MOST_PARTS {
            return;
        }
        shape.n_parts += 1;
        for part in node.get("allOf").map_or(&[][..], Node::items) {
            let name = self.name(part).filter(|name| {
                self.named
                    .get(name.as_str())
                    .is_some_and(|(_, it)| self.items_of_page(it).is_none())
            });
            match name {
                Some(name) if shape.base.is_none() && depth == 0 => shape.base = Some(name),
                _ => {
                    if let Some(part) = resolved(self.root, part) {
                        self.collect(part, shape, depth + 1);
                    }
                }
            }
        }
        let own = node.get("properties").map_or(&[][..], Node::members);
        shape.properties.extend(own.iter().map(|(name, node)| (name, node)));
        let more = node.get("additionalProperties");
        shape.is_open |= more.is_some_and(|it| it.is_true() || !it.members().is_empty());
    }

    /// What a page of a list holds, where a schema is one: an object with `value`, beside which stand annotations alone.
    pub(super) fn items_of_page(&self, node: &'n Node) -> Option<&'n Node> {
        let (mut items, mut is_else) = (None, false);
        let mut look = |node: &'n Node| {
            for (name, property) in node.get("properties").map_or(&[][..], Node::members) {
                match name.value.as_str() {
                    "value" => items = property.get("items"),
                    name => is_else |= !name.contains('@'),
                }
            }
        };
        look(node);
        for part in node.get("allOf").map_or(&[][..], Node::items) {
            if let Some(part) = resolved(self.root, part) {
                look(part);
            }
        }
        items.filter(|_| !is_else)
    }

    /// The name of the type that a schema refers to.
    fn name(&self, node: &'n Node) -> Option<String> {
        let name = node.get("$ref")?.text()?.strip_prefix(NAMED)?;
        let name = name.replace("~1", "/").replace("~0", "~");
        let (_, target) = self.named.get(name.as_str())?;
        let is_type = self.is_structured(target) || has_members(target);
        is_type.then_some(name)
    }

    /// What a schema refers to, or is.
    pub(super) fn reference(&self, node: &'n Node) -> ServiceTypeRef {
        self.reference_below(node, 0)
    }

    fn reference_below(&self, node: &'n Node, depth: usize) -> ServiceTypeRef {
        let of = |name: &str| ServiceTypeRef { name: name.to_owned(), collection: false };
        if depth > MOST_REFERENCES {
            return of(Covers::ANY);
        }
        if let Some(name) = self.name(node) {
            let target = self.named.get(name.as_str()).map(|(_, target)| *target);
            return match target.and_then(|target| self.items_of_page(target)) {
                Some(items) => self.many(items, depth),
                None => of(&name),
            };
        }
        if node.get("$ref").is_some() {
            return resolved(self.root, node)
                .map_or_else(|| of(Covers::ANY), |it| self.reference_below(it, depth + 1));
        }
        if let Some(items) = self.items_of_page(node) {
            return self.many(items, depth);
        }
        for choice in ["allOf", "oneOf", "anyOf"] {
            let Some(parts) = node.get(choice) else { continue };
            let is_something = |it: &&Node| !is_null(it) && !is_bare(it);
            let parts: Vec<&Node> = parts.items().iter().filter(is_something).collect();
            return match parts.as_slice() {
                [only] => self.reference_below(only, depth + 1),
                _ if choice == "allOf" => of(Covers::OBJECT),
                _ => of(Covers::ANY),
            };
        }
        let said = node.get("type").map_or_else(Vec::new, |it| types(it).collect());
        let said: Vec<&str> = said.into_iter().filter(|it| *it != "null").collect();
        let format = node.get("format").and_then(Node::text);
        match said.as_slice() {
            ["array"] => match node.get("items") {
                Some(items) => self.many(items, depth),
                None => ServiceTypeRef { collection: true, ..of(Covers::ANY) },
            },
            ["object"] => of(Covers::OBJECT),
            [ty] => of(primitive(ty, format)),
            [] if node.get("properties").is_some() => of(Covers::OBJECT),
            _ => of(Covers::ANY),
        }
    }

    /// A list of what a schema refers to; of lists, any JSON.
    fn many(&self, items: &'n Node, depth: usize) -> ServiceTypeRef {
        let item = self.reference_below(items, depth + 1);
        let name = if item.collection { Covers::ANY.to_owned() } else { item.name };
        ServiceTypeRef { name, collection: true }
    }
}

/// Whether a schema lists texts, or numbers with names.
fn has_members(node: &Node) -> bool {
    let is_named = node.get("x-enum-varnames").or(node.get("x-enumNames")).is_some();
    let members = node.get("enum").map_or(&[][..], Node::items);
    !members.is_empty() && (is_named || !members.iter().all(Node::is_number))
}

/// The types of a schema, which are one or, since version 3.1, several.
fn types(node: &Node) -> impl Iterator<Item = &str> {
    node.text().into_iter().chain(node.items().iter().filter_map(Node::text))
}

fn is_null(node: &Node) -> bool {
    node.get("type").and_then(Node::text) == Some("null")
}

/// `type: object` and `nullable: true` alone, which is how generators write "or nothing".
fn is_bare(node: &Node) -> bool {
    let is_said = |name: &str| matches!(name, "type" | "nullable" | "description" | "title");
    node.members().iter().all(|(name, _)| is_said(&name.value))
        && node.get("type").is_none_or(|it| it.text() == Some("object"))
}

/// What a schema says about null; most say nothing.
fn nullable(node: &Node) -> Option<bool> {
    let is_null_too = node.get("type").is_some_and(|it| types(it).any(|it| it == "null"));
    let said = node.get("nullable");
    match is_null_too || said.is_some_and(Node::is_true) {
        true => Some(true),
        false => said.filter(|it| it.is_false()).map(|_| false),
    }
}

fn primitive(ty: &str, format: Option<&str>) -> &'static str {
    match (ty, format.unwrap_or_default()) {
        ("string", "date-time") => "Edm.DateTimeOffset",
        ("string", "date") => "Edm.Date",
        ("string", "time") => "Edm.TimeOfDay",
        ("string", "duration") => "Edm.Duration",
        ("string", "uuid") => "Edm.Guid",
        ("string", "byte" | "base64url") => "Edm.Binary",
        ("string", "binary") => "Edm.Stream",
        ("string", _) => Covers::TEXT,
        ("integer", "int64") => "Edm.Int64",
        ("integer", "int32") => "Edm.Int32",
        ("integer", "int16") => "Edm.Int16",
        ("integer", "uint8") => "Edm.Byte",
        ("integer", "int8") => "Edm.SByte",
        ("integer", _) => Covers::INTEGER,
        ("number", "double") => "Edm.Double",
        ("number", "float") => "Edm.Single",
        ("number", "decimal") => "Edm.Decimal",
        ("number", _) => Covers::NUMBER,
        ("boolean", _) => "Edm.Boolean",
        _ => Covers::ANY,
    }
}
