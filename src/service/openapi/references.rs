//! What a schema refers to: a type by its name, a list, or a value of JSON.

use super::node::Node;
use super::schemas::Schemas;
use super::words::{has_members, parts, primitive, types};
use super::{MOST_REFERENCES, name_of_schema};
use crate::service::{Covers, ServiceTypeRef};

impl<'n> Schemas<'n> {
    /// The name of the type that a schema refers to.
    pub(super) fn name(&self, node: &'n Node) -> Option<String> {
        let name = name_of_schema(node.get("$ref")?.text()?)?;
        let target = self.named(&name)?;
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
            return match self.named(&name).and_then(|target| self.items_of_page(target)) {
                Some(items) => self.many(items, depth),
                None => of(&name),
            };
        }
        if node.get("$ref").is_some() {
            return self
                .resolved(node)
                .map_or_else(|| of(Covers::ANY), |it| self.reference_below(it, depth + 1));
        }
        if let Some(items) = self.items_of_page(node) {
            return self.many(items, depth);
        }
        if has_members(node) && node.get("type").is_none() {
            return of(Covers::TEXT);
        }
        if let Some((word, parts)) = parts(node) {
            return match parts.as_slice() {
                [only] => self.reference_below(only, depth + 1),
                _ if word == "allOf" => of(Covers::OBJECT),
                _ => of(Covers::ANY),
            };
        }
        let said: Vec<&str> = types(node).filter(|it| *it != "null").collect();
        let format = node.get("format").and_then(Node::text);
        match said.as_slice() {
            ["array"] => match node.get("items") {
                Some(items) => self.many(items, depth),
                None => ServiceTypeRef { collection: true, ..of(Covers::ANY) },
            },
            ["object"] => of(Covers::OBJECT),
            ["string"] if node.get("contentEncoding").is_some_and(is_base64) => of("Edm.Binary"),
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

    /// The schema of an object or of members that is written where it is used: what stands there, or what its items
    /// are, or the only thing that it is put together from.
    pub(super) fn written_here(&self, node: &'n Node) -> Option<&'n Node> {
        let mut node = node;
        for _ in 0..MOST_REFERENCES {
            if node.get("$ref").is_some() {
                return None;
            }
            let page = self.items_of_page(node);
            let only = parts(node).and_then(|(_, parts)| <[&Node; 1]>::try_from(parts).ok());
            match page.or(node.get("items")).or(only.map(|[only]| only)) {
                Some(inner) => node = inner,
                None => return Some(node),
            }
        }
        None
    }
}

fn is_base64(node: &Node) -> bool {
    node.text().is_some_and(|it| it.starts_with("base64"))
}
