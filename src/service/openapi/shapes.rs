//! What an object is put together from: its own members, those of its parts, and its base.

use super::MOST_REFERENCES;
use super::node::Node;
use super::schemas::Schemas;
use super::words::{parts, types};
use crate::source::Spanned;
use std::collections::BTreeSet;

/// Schemas that one is put together from.
const MOST_PARTS: usize = 256;

/// What is collected of a schema and of all that it is put together from.
#[derive(Default)]
pub(super) struct Shape<'n> {
    pub(super) base: Option<String>,
    pub(super) properties: Vec<(&'n Spanned<String>, &'n Node)>,
    /// Names of those that are always there.
    pub(super) required: BTreeSet<&'n str>,
    pub(super) is_open: bool,
    n_parts: usize,
}

impl<'n> Schemas<'n> {
    /// Whether it is an object, whose members may be listed elsewhere.
    pub(super) fn is_structured(&self, node: &'n Node) -> bool {
        is_object(node) || self.is_choice(node)
    }

    /// Whether it is one of several objects.
    pub(super) fn is_choice(&self, node: &'n Node) -> bool {
        let Some(("oneOf" | "anyOf", choices)) = parts(node) else { return false };
        let is_object = |it: &&Node| self.resolved(it).is_some_and(is_object);
        node.get("properties").is_none() && choices.len() > 1 && choices.iter().all(is_object)
    }

    /// Puts together what a schema is made of. The first schema with a name is its base.
    pub(super) fn shape(&self, node: &'n Node) -> Shape<'n> {
        let mut shape = Shape::default();
        self.collect(node, &mut shape, 0);
        if let Some((_, choices)) = parts(node).filter(|_| self.is_choice(node)) {
            for choice in choices.into_iter().filter_map(|it| self.resolved(it)) {
                self.collect(choice, &mut shape, 1);
            }
            let mut seen = BTreeSet::new();
            shape.properties.retain(|(name, _)| seen.insert(name.value.as_str()));
            // What one of them requires another may not have.
            shape.required.clear();
        }
        shape
    }

    fn collect(&self, node: &'n Node, shape: &mut Shape<'n>, depth: usize) {
        // Parts that name parts twice are many soon.
        if depth > MOST_REFERENCES || shape.n_parts == MOST_PARTS {
            return;
        }
        shape.n_parts += 1;
        for part in node.get("allOf").map_or(&[][..], Node::items) {
            let name = self
                .name(part)
                .filter(|name| self.named(name).is_some_and(|it| self.items_of_page(it).is_none()));
            match name {
                Some(name) if shape.base.is_none() && depth == 0 => shape.base = Some(name),
                _ => {
                    if let Some(part) = self.resolved(part) {
                        self.collect(part, shape, depth + 1);
                    }
                }
            }
        }
        let own = node.get("properties").map_or(&[][..], Node::members);
        shape.properties.extend(own.iter().map(|(name, node)| (name, node)));
        let required = node.get("required").map_or(&[][..], Node::items);
        shape.required.extend(required.iter().filter_map(Node::text));
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
            if let Some(part) = self.resolved(part) {
                look(part);
            }
        }
        items.filter(|_| !is_else)
    }
}

fn is_object(node: &Node) -> bool {
    types(node).any(|it| it == "object")
        || node.get("properties").is_some()
        || node.get("allOf").is_some()
}
