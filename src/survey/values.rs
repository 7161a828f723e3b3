//! What kind of values the JSON of docs shows for each name.

use crate::doc_set::DocSet;
use crate::edm::Primitive;
use crate::edm::forms::has_form;
use crate::json::{self, Value, ValueKind};
use crate::markdown::{BlockKind, Page, flatten};
use std::collections::BTreeMap;

/// The forms of texts that tell them from others.
const FORMS: &[Primitive] = &[
    Primitive::DateTimeOffset,
    Primitive::Date,
    Primitive::TimeOfDay,
    Primitive::Duration,
    Primitive::Guid,
];

/// How many values of each kind a name has, by the name in lower case.
#[derive(Clone, Debug, Default)]
pub(super) struct Values(BTreeMap<String, BTreeMap<Primitive, usize>>);

impl Values {
    /// Those of all code on pages that is JSON, or ends in it.
    pub(super) fn of(docs: &DocSet, pages: &[Page]) -> Self {
        let mut values = Self::default();
        for section in pages.iter().flat_map(|page| page.root.walk()) {
            let mut blocks = Vec::new();
            flatten(&section.blocks, &mut blocks);
            for block in blocks {
                let BlockKind::Code(code) = &block.kind else { continue };
                let text = docs.sources.text(code.content);
                let Some(json) = body(text) else { continue };
                if let Some(value) = json::parse(json, block.span).0 {
                    values.add(&value);
                }
            }
        }
        values
    }

    fn add(&mut self, value: &Value) {
        match &value.kind {
            ValueKind::Array(items) => items.iter().for_each(|it| self.add(it)),
            ValueKind::Object(members) => {
                for member in members {
                    let items = match &member.value.kind {
                        ValueKind::Array(items) => items.as_slice(),
                        _ => std::slice::from_ref(&member.value),
                    };
                    for kind in items.iter().filter_map(kind) {
                        let kinds = self.0.entry(member.name.to_lowercase()).or_default();
                        *kinds.entry(kind).or_default() += 1;
                    }
                    self.add(&member.value);
                }
            }
            _ => {}
        }
    }

    /// The kind that nearly all values of some names are of, if there are enough of them.
    pub(super) fn all_of<'n>(
        &self,
        names: impl Iterator<Item = &'n String>,
        least: usize,
    ) -> Option<Primitive> {
        let mut all: BTreeMap<Primitive, usize> = BTreeMap::new();
        for (kind, n) in names.filter_map(|it| self.0.get(it)).flatten() {
            *all.entry(*kind).or_default() += n;
        }
        // Whole numbers are values of a type with fractions, too.
        if let Some(whole) = all.get(&Primitive::Int64).copied()
            && let Some(n) = all.get_mut(&Primitive::Double)
        {
            *n += whole;
            all.remove(&Primitive::Int64);
        }
        let n_values: usize = all.values().sum();
        let (kind, n) = all.into_iter().max_by_key(|(_, n)| *n)?;
        (n >= least && n * 10 >= n_values * 9).then_some(kind)
    }
}

fn kind(value: &Value) -> Option<Primitive> {
    Some(match &value.kind {
        ValueKind::Bool(_) => Primitive::Boolean,
        ValueKind::Number(text) if text.parse::<i64>().is_ok() => Primitive::Int64,
        ValueKind::Number(_) => Primitive::Double,
        ValueKind::String(text) => {
            FORMS.iter().copied().find(|it| has_form(*it, text)).unwrap_or(Primitive::String)
        }
        ValueKind::Null | ValueKind::Array(_) | ValueKind::Object(_) => return None,
    })
}

/// The JSON that a text is, or that stands behind its head.
fn body(text: &str) -> Option<&str> {
    let starts = |it: &&str| it.starts_with(['{', '[']);
    let trimmed = text.trim();
    let behind = || trimmed.split_once("\n\n").map(|(_, body)| body.trim_start());
    Some(trimmed).filter(starts).or_else(|| behind().filter(starts))
}
