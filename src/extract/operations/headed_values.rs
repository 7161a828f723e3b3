//! Values below a heading that names what has them: a table or list of them in an operation, "### Status values", "### Colours".
//! Those that a sentence gives count as well: "`status` is one of `lit`, `dark`."
//!
//! ```markdown
//! | Value | Meaning |
//! |:--|:--|
//! | `lit` | It shines. |
//! ```

use crate::dialect::Section;
use crate::extract::cx::Cx;
use crate::extract::page::outline::{Ledger, Part};
use crate::extract::text::choices;
use crate::extract::types::enumeration;
use crate::facts::{OperationFacts, PropertyNotes, Rare, TypeText};
use crate::source::{Span, Spanned};
use std::collections::BTreeMap;

/// So many of one name have them at most: the values are each one's own.
const MOST_OF_NAME: usize = 4;

/// Gives them to the parameters and members of the name that have none of their own.
pub(crate) fn give(
    cx: &Cx<'_>,
    parts: &[Part<'_>],
    facts: &mut OperationFacts,
    ledger: &mut Ledger,
) {
    let mut headed: BTreeMap<String, Vec<Spanned<String>>> = BTreeMap::new();
    let mut taken: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    for (block, inline) in parts.iter().flat_map(Part::paragraphs) {
        for (name, values) in choices::named(cx, inline) {
            headed.entry(plain(name)).or_insert(values);
            taken.entry(plain(name)).or_insert_with(|| vec![block.span]);
        }
    }
    let parts = parts.iter().filter(|it| it.depth == it.headings.len());
    for part in parts {
        let is_open = matches!(part.section, None | Some(Section::EnumValues)) || !part.is_own;
        let Some(heading) = part.heading().filter(|_| is_open) else { continue };
        let (members, read) = enumeration::values_below(cx, part);
        if members.is_empty() {
            continue;
        }
        let values: Vec<Spanned<String>> = members.into_iter().map(|it| it.name).collect();
        for name in names(part.hole.as_deref(), &heading.text) {
            headed.entry(name.clone()).or_insert_with(|| values.clone());
            taken.entry(name).or_insert_with(|| read.iter().map(|it| it.span).collect());
        }
    }
    if headed.is_empty() {
        return;
    }
    let mut n_given: BTreeMap<String, usize> = BTreeMap::new();
    let mut put = |name: &str, ty: Option<&TypeText>, notes: &mut Rare<PropertyNotes>| {
        let is_plain = ty.is_none_or(|it| it.mentions.iter().all(|it| it.primitive.is_some()));
        let name = plain(name.rsplit('.').next().unwrap_or(name));
        let Some((name, values)) = headed.get_key_value(&name).filter(|_| is_plain) else { return };
        let n_given = n_given.entry(name.clone()).or_default();
        if notes.values.is_empty() && *n_given < MOST_OF_NAME {
            *n_given += 1;
            notes.changed().values.clone_from(values);
            taken.get(name).into_iter().flatten().for_each(|it| ledger.used_at(*it));
        }
    };
    let parameters = facts.query_parameters.iter_mut().chain(&mut facts.path_parameters);
    let parameters = parameters.chain(&mut facts.headers).chain(&mut facts.function_parameters);
    parameters.for_each(|it| put(&it.name.value, it.ty.as_ref(), &mut it.notes));
    let members = facts.body.properties.iter_mut().chain(&mut facts.response.properties);
    members.for_each(|it| put(&it.name.value, it.ty.as_ref(), &mut it.notes));
}

/// What a heading may name: what stands in the hole of its pattern, all of it, one of many, or its last words: "Values of `kind`".
fn names(hole: Option<&str>, heading: &str) -> Vec<String> {
    let last = heading.split_whitespace().next_back();
    let whole = [hole, Some(heading), last];
    let mut names: Vec<String> = whole.into_iter().flatten().map(plain).collect();
    let many: Vec<String> =
        names.iter().filter_map(|it| it.strip_suffix('s').map(str::to_owned)).collect();
    names.extend(many);
    names.retain(|it| !it.is_empty());
    names
}

/// The letters and digits of a name in lower case.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
