//! What leads nowhere in a document, and what stands aside: types that only failures are of.

use super::node::Node;
use super::schemas::Schemas;
use super::{MOST_REFERENCES, name_of_schema};
use crate::service::Fault;
use crate::source::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Members whose values are not the document's own words: what is below them refers to nothing.
const NOT_READ: &[&str] = &["example", "examples", "default", "enum", "const"];

/// References that lead nowhere, or into other files, which are not read: each once, with all its places.
pub(super) fn find(schemas: &Schemas<'_>) -> Vec<Fault> {
    let (mut faults, mut known): (Vec<Fault>, BTreeMap<&str, usize>) = Default::default();
    repeated(schemas.root(), &mut faults);
    each_reference(schemas.root(), &mut |node| {
        let Some(pointer) = node.text() else { return };
        let is_circle = match schemas.pointed(pointer) {
            Some(target) if !leads_back(schemas, target) => return,
            target => target.is_some(),
        };
        if let Some(fault) = known.get(pointer).and_then(|at| faults.get_mut(*at)) {
            fault.others.push((node.span, "and here"));
            return;
        }
        let message = match pointer.starts_with('#') {
            true if is_circle => format!("`{pointer}` leads to itself"),
            true => format!("`{pointer}` leads nowhere"),
            false => format!("`{pointer}` is in another file, which is not read"),
        };
        known.insert(pointer, faults.len());
        faults.push(Fault { span: node.span, message, others: Vec::new() });
    });
    faults
}

/// Members that stand in one map twice.
fn repeated(node: &Node, faults: &mut Vec<Fault>) {
    let mut first: BTreeMap<&str, Span> = BTreeMap::new();
    for (name, value) in node.members() {
        if let Some(place) = first.get(name.value.as_str()) {
            let message = format!("`{}` stands here twice", name.value);
            let others = vec![(*place, "this one counts")];
            faults.push(Fault { span: name.span, message, others });
        } else {
            first.insert(&name.value, name.span);
        }
        repeated(value, faults);
    }
    node.items().iter().for_each(|it| repeated(it, faults));
}

/// Whether references lead on in a circle.
fn leads_back(schemas: &Schemas<'_>, target: &Node) -> bool {
    let next = |node: &&Node| schemas.pointed(node.get("$ref")?.text()?);
    std::iter::successors(Some(target), next).nth(MOST_REFERENCES).is_some()
}

/// Calls for each reference at or below a node.
fn each_reference<'n>(node: &'n Node, tell: &mut impl FnMut(&'n Node)) {
    for (name, value) in node.members() {
        match name.value.as_str() {
            "$ref" => tell(value),
            // These are names that the document gives.
            "properties" | "schemas" => {
                value.members().iter().for_each(|(_, it)| each_reference(it, tell));
            }
            name if NOT_READ.contains(&name) || name.starts_with("x-") => {}
            _ => each_reference(value, tell),
        }
    }
    node.items().iter().for_each(|it| each_reference(it, tell));
}

/// Names of schemas that failures and parameters lead to, and no body and no success does.
pub(super) fn aside(schemas: &Schemas<'_>) -> BTreeSet<String> {
    let (mut meant, mut other) = (Vec::new(), Vec::new());
    for (_, item) in schemas.root().get("paths").map_or(&[][..], Node::members) {
        for (word, operation) in item.members() {
            for (name, value) in operation.members() {
                if name.value != "responses" {
                    let to = if name.value == "parameters" { &mut other } else { &mut meant };
                    to.push(value);
                }
            }
            let answers = operation.get("responses").map_or(&[][..], Node::members);
            for (status, answer) in answers {
                let is_meant = status.value.starts_with('2') || answers.len() == 1;
                if is_meant { meant.push(answer) } else { other.push(answer) }
            }
            if word.value == "parameters" {
                other.push(operation);
            }
        }
    }
    let meant = led(schemas, meant);
    led(schemas, other).into_iter().filter(|it| !meant.contains(it)).collect()
}

/// The names of all schemas that some nodes lead to.
fn led<'n>(schemas: &Schemas<'n>, from: Vec<&'n Node>) -> BTreeSet<String> {
    let (mut names, mut seen) = (BTreeSet::new(), BTreeSet::new());
    let mut left = from;
    while let Some(node) = left.pop() {
        each_reference(node, &mut |reference| {
            let Some(pointer) = reference.text().filter(|it| seen.insert(*it)) else { return };
            left.extend(schemas.pointed(pointer));
            names.extend(name_of_schema(pointer));
        });
    }
    names
}
