//! Tables of properties below headings of a page's own words: whether they list the type's properties.
//!
//! A page also lists what is in the text of a property, or the members of a type that has no page, below
//! headings of the same look.

use super::property::property_name;
use crate::dialect::Column;
use crate::extract::cx::Cx;
use crate::extract::page::columns::{Columns, NAMES};
use crate::extract::page::outline::Part;
use crate::facts::{Source, TypeFacts};
use std::collections::BTreeSet;

/// Whether the tables of a part, whose heading the dialect does not know, are the type's own.
pub(crate) fn is_own(cx: &Cx<'_>, part: &Part<'_>, ty: &TypeFacts, known: &mut Known) -> bool {
    let is_table = part.tables().any(|(_, table)| {
        let columns = Columns::of(table, cx.dialect);
        columns.find(&[Column::Property]) == Some(0) && columns.find(&[Column::Type]).is_some()
    });
    known.learn(ty);
    let below_title: Vec<&str> = part.headings.iter().skip(1).map(|it| it.text.as_str()).collect();
    if !is_table || below_title.iter().any(|heading| names_another(cx, ty, known, heading)) {
        return false;
    }
    let is_named = below_title.iter().any(|heading| is_named_in(ty, heading));
    let (n_shown, n_rows) = shown(cx, part, known);
    let has_representation = !known.shown.is_empty();
    let is_of_members = below_title.last().is_some_and(|heading| {
        let last = heading.rsplit(char::is_whitespace).next().unwrap_or_default().to_lowercase();
        cx.dialect.phrases.members.contains(&last)
    });
    match has_representation {
        true => n_shown * 2 > n_rows || (is_named && n_shown > 0),
        false => is_named || is_of_members,
    }
}

/// Whether a heading has a type's name among its words.
fn is_named_in(ty: &TypeFacts, heading: &str) -> bool {
    bare_names(ty).any(|name| words(heading).any(|word| word == name))
}

/// A type's names without their namespaces, in lower case.
pub(crate) fn bare_names(ty: &TypeFacts) -> impl Iterator<Item = String> {
    let bare = ty.names.iter().map(|name| name.value.rsplit('.').next().unwrap_or_default());
    bare.map(str::to_lowercase)
}

/// The words of a heading, in lower case.
pub(crate) fn words(heading: &str) -> impl Iterator<Item = String> {
    let lower = heading.to_lowercase();
    let words: Vec<String> =
        lower.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect();
    words.into_iter()
}

/// The names of a type's properties, in lower case.
#[derive(Debug, Default)]
pub(crate) struct Known {
    n_learnt: usize,
    all: BTreeSet<String>,
    /// Those in the JSON representation.
    shown: BTreeSet<String>,
}

impl Known {
    /// Takes in what was read since the last time.
    fn learn(&mut self, ty: &TypeFacts) {
        for claim in ty.properties.iter().skip(self.n_learnt) {
            let name = claim.name.value.to_ascii_lowercase();
            if claim.source == Source::JsonRepresentation {
                self.shown.insert(name.clone());
            }
            self.all.insert(name);
        }
        self.n_learnt = ty.properties.len();
    }
}

/// Whether a heading has the name of a property, of another type or of another kind of thing in it.
fn names_another(cx: &Cx<'_>, ty: &TypeFacts, known: &Known, heading: &str) -> bool {
    let phrases = &cx.dialect.phrases;
    let is_named = is_named_in(ty, heading);
    let words =
        heading.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    words.filter(|word| !word.is_empty() && !is_named_in(ty, word)).any(|word| {
        let lower = word.to_lowercase();
        let is_property = known.all.contains(&word.to_ascii_lowercase());
        let is_name =
            word.chars().skip(1).any(char::is_uppercase) && word.chars().any(char::is_lowercase);
        let is_kind = !is_named
            && (phrases.type_words.contains(&lower) || cx.dialect.kind_words.contains(&lower));
        is_property
            || is_name
            || word.contains(['.', '_'])
            || is_kind
            || cx.dialect.is_untyped(word)
    })
}

/// How many of the rows are in the JSON representation, and how many there are.
fn shown(cx: &Cx<'_>, part: &Part<'_>, known: &Known) -> (usize, usize) {
    let mut names = Vec::new();
    for (_, table) in part.tables() {
        let column = Columns::of(table, cx.dialect).find(NAMES);
        let cells = table.rows.iter().filter_map(|row| row.cells.get(column?));
        names.extend(cells.filter_map(property_name).map(|name| name.value));
    }
    let is_shown = |name: &&String| known.shown.contains(&name.to_ascii_lowercase());
    (names.iter().filter(is_shown).count(), names.len())
}
