//! Which types exist, under which qualified name, and where each is described; found again by any name
//! that a page writes.

use super::cx::Cx;
use super::names::namespaces_around;
use crate::facts::{EnumFacts, PageFacts, PropertyClaim, TypeFacts, TypeText};
use crate::hashed::Hashed;
use crate::model::{TypeId, TypeName};
use crate::source::Span;
use crate::spelling::{Guesses, by_lower, lower, push_lower};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Every type of the doc set, sorted by qualified name; a [`TypeId`] is the place in that order.
#[derive(Debug, Default)]
pub(crate) struct Declarations<'f> {
    types: Vec<Declaration<'f>>,
    /// Only looked up: sorted, names with the same namespace would be compared letter by letter.
    by_name: Hashed<String, TypeId>,
    by_bare_name: Hashed<String, Vec<TypeId>>,
    /// By the stems of its words; none where several types share them.
    by_stem: Hashed<String, Option<TypeId>>,
    by_alias: Hashed<String, TypeId>,
    by_page: Hashed<String, Vec<TypeId>>,
    by_anchor: BTreeMap<(String, String), TypeId>,
    guesses: Guesses,
    /// Tables of HTML, which are not read, by the page that they are the first of.
    html: BTreeMap<String, Span>,
}

/// What helps with a name that nothing defines.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Hint<'d> {
    /// The name that it is surely a misspelling of.
    pub(crate) near: Option<&'d str>,
    /// A table of HTML on the page that the name links.
    pub(crate) html: Option<Span>,
}

/// One type.
#[derive(Debug)]
pub(crate) struct Declaration<'f> {
    pub(crate) name: TypeName,
    pub(crate) what: What<'f>,
}

/// Where a type is described. Several pages may describe one type: their facts are united.
#[derive(Debug)]
pub(crate) enum What<'f> {
    Structured(Vec<(&'f PageFacts, &'f TypeFacts)>),
    Enum(Vec<(&'f PageFacts, &'f EnumFacts)>),
    Inferred(InferredFacts<'f>),
    /// An enum that no page defines, by the properties that are said to have its values.
    Listed(Vec<(&'f PageFacts, &'f PropertyClaim)>),
}

impl<'f> Declarations<'f> {
    pub(crate) fn iter(&self) -> impl Iterator<Item = (TypeId, &Declaration<'f>)> {
        self.types.iter().enumerate().map(|(index, ty)| (TypeId(index), ty))
    }

    pub(crate) fn len(&self) -> usize {
        self.types.len()
    }

    pub(crate) fn get(&self, id: TypeId) -> &Declaration<'f> {
        &self.types[id.0]
    }

    /// A type's declaration; none of one that only examples show.
    pub(crate) fn find(&self, id: TypeId) -> Option<&Declaration<'f>> {
        self.types.get(id.0)
    }

    /// A type by a name as written on a page of `namespace`: the nearest one, then wherever there is
    /// only one. So are names qualified by another namespace: docs forget a part of it, and services
    /// show their inner names.
    pub(crate) fn by_written_name(
        &self,
        cx: &Cx<'_>,
        name: &str,
        namespace: &str,
    ) -> Option<TypeId> {
        by_lower(name.trim_start_matches('#'), |name| {
            let mut qualified = String::new();
            let below = || {
                namespaces_around(cx, namespace).find_map(|namespace| {
                    qualified.clear();
                    push_lower(&mut qualified, namespace);
                    qualified.push('.');
                    qualified.push_str(name);
                    self.by_name.get(&qualified)
                })
            };
            let found = self.by_name.get(name).or_else(below).copied();
            let only = || {
                let bare = name.rsplit('.').next().unwrap_or(name);
                match self.by_bare_name.get(bare)?.as_slice() {
                    [only] => Some(*only),
                    _ => None,
                }
            };
            found.or_else(only).or_else(|| self.by_alias.get(name).copied())
        })
    }

    /// The type of exactly this namespace and name, whatever the case.
    pub(crate) fn named(&self, namespace: &str, name: &str) -> Option<TypeId> {
        self.by_name.get(&format!("{namespace}.{name}").to_lowercase()).copied()
    }

    /// The type of exactly this qualified name, whatever the case.
    pub(crate) fn by_full_name(&self, name: &str) -> Option<TypeId> {
        self.by_name.get(&name.trim_start_matches('#').to_lowercase()).copied()
    }

    /// The type of things that a set is named for: `orderLine` for `orderLines`, `unitOfMeasure` for
    /// `unitsOfMeasure`. None where that is not sure.
    pub(crate) fn of_set(&self, name: &str) -> Option<TypeId> {
        self.by_stem.get(&stems(name)).copied().flatten()
    }

    /// The types a page describes.
    pub(crate) fn on_page(&self, path: &str) -> &[TypeId] {
        by_lower(path, |path| self.by_page.get(path)).map_or(&[], Vec::as_slice)
    }

    /// The type that a heading of a page describes.
    pub(crate) fn at_anchor(&self, path: &str, anchor: &str) -> Option<TypeId> {
        self.by_anchor.get(&(path.to_lowercase(), anchor.to_lowercase())).copied()
    }

    /// Whether a heading of a page describes a type, and not the page as a whole.
    pub(crate) fn has_anchor(&self, path: &str, id: TypeId) -> bool {
        let path = lower(path);
        let from = (path.clone(), String::new());
        let mut anchors = self.by_anchor.range(from..).take_while(|((page, _), _)| *page == path);
        anchors.any(|(_, it)| *it == id)
    }

    /// What helps with a text of one unknown name.
    pub(crate) fn hint(&self, text: &TypeText) -> Hint<'_> {
        let [mention] = text.mentions.as_slice() else { return Hint::default() };
        let page = mention.target.as_ref().map(|target| target.path.to_lowercase());
        let html = page.and_then(|page| self.html.get(&page)).copied();
        Hint { near: self.name_near(&mention.name), html }
    }

    /// Remembers where pages have tables of HTML.
    pub(crate) fn with_html(mut self, tables: impl Iterator<Item = (String, Span)>) -> Self {
        tables.for_each(|(page, table)| {
            self.html.entry(page.to_lowercase()).or_insert(table);
        });
        self
    }

    /// The bare name that a name is surely a misspelling of.
    pub(crate) fn name_near(&self, name: &str) -> Option<&str> {
        let bare = name.rsplit('.').next().unwrap_or(name);
        self.guesses.meant(bare, self.types.iter().map(|ty| ty.name.name.as_str()))
    }

    /// Types in the order of their qualified names.
    pub(crate) fn collect(
        cx: &Cx<'_>,
        declarations: impl IntoIterator<Item = Declaration<'f>>,
    ) -> Self {
        let mut sorted: Vec<Declaration<'f>> = declarations.into_iter().collect();
        sorted.par_sort_by_cached_key(|it| it.name.qualified());
        let keys: Vec<Keys> = sorted.par_iter().map(|it| Keys::of(cx, it)).collect();
        let mut declarations = Self::default();
        for (declaration, keys) in sorted.into_iter().zip(keys) {
            declarations.add(declaration, keys);
        }
        declarations
    }

    pub(crate) fn into_types(self) -> Vec<Declaration<'f>> {
        self.types
    }

    fn add(&mut self, declaration: Declaration<'f>, keys: Keys) {
        let id = TypeId(self.types.len());
        self.by_name.insert(keys.name, id);
        self.by_bare_name.entry(keys.bare_name).or_default().push(id);
        self.by_stem.entry(keys.stem).and_modify(|it| *it = None).or_insert(Some(id));
        self.by_anchor.extend(keys.anchors.into_iter().map(|it| (it, id)));
        for alias in keys.aliases {
            self.by_alias.entry(alias).or_insert(id);
        }
        for page in keys.pages {
            self.by_page.entry(page).or_default().push(id);
        }
        self.types.push(declaration);
    }
}

/// What a type is found by, in lower case.
struct Keys {
    name: String,
    bare_name: String,
    stem: String,
    pages: BTreeSet<String>,
    anchors: Vec<(String, String)>,
    aliases: Vec<String>,
}

impl Keys {
    fn of(cx: &Cx<'_>, declaration: &Declaration<'_>) -> Self {
        let name = &declaration.name;
        let mut keys = Self {
            name: lower(&name.qualified()),
            bare_name: lower(&name.name),
            stem: stems(&name.name),
            pages: BTreeSet::new(),
            anchors: Vec::new(),
            aliases: Vec::new(),
        };
        let anchor = |page, anchor: &Option<String>| {
            anchor.as_ref().map(|anchor| (lower(cx.file(page)), lower(anchor)))
        };
        match &declaration.what {
            What::Structured(pages) => {
                for (page, facts) in pages {
                    keys.pages.insert(lower(cx.file(page)));
                    keys.anchors.extend(anchor(page, &facts.anchor));
                    for alias in facts.aliases.iter().map(|it| lower(&it.value)) {
                        let bare = alias.rsplit('.').next().unwrap_or_default().to_owned();
                        keys.aliases.extend([bare, alias]);
                    }
                }
            }
            What::Enum(pages) => {
                for (page, facts) in pages {
                    match anchor(page, &facts.anchor) {
                        Some(place) => keys.anchors.push(place),
                        None => {
                            keys.pages.insert(lower(cx.file(page)));
                        }
                    }
                }
            }
            What::Inferred(_) | What::Listed(_) => {}
        }
        keys
    }
}

/// Endings of the plural that are more than an `s`, and those of the singular.
const PLURALS: &[(&str, &str)] = &[("ies", "y"), ("people", "person"), ("children", "child")];

/// What the words of a name have in common in the singular and the plural, in lower case.
fn stems(name: &str) -> String {
    let mut stems = String::with_capacity(name.len());
    let mut start = 0;
    let ends = name.char_indices().skip(1).filter(|(_, c)| c.is_uppercase());
    for end in ends.map(|(at, _)| at).chain([name.len()]) {
        let word = name[start..end].to_lowercase();
        start = end;
        let ending = PLURALS.iter().find_map(|(many, one)| Some((word.strip_suffix(many)?, one)));
        if let Some((stem, one)) = ending {
            stems.push_str(stem);
            stems.push_str(one);
            continue;
        }
        let is_many = !["ss", "us", "is"].iter().any(|end| word.ends_with(end));
        let one = word.strip_suffix('s').filter(|_| is_many).unwrap_or(&word);
        let one = one.strip_suffix('e').unwrap_or(one);
        match one.strip_suffix('v') {
            Some(stem) => stems.extend([stem, "f"]),
            None => stems.push_str(one),
        }
    }
    stems
}

/// What the doc set says about a type that it does not define.
#[derive(Debug)]
pub(crate) struct InferredFacts<'f> {
    /// The first place that names it.
    pub(crate) named_at: Span,
    /// A body table describes it, inside the object that is sent.
    pub(crate) is_wrapped: bool,
    /// Property claims, with the page they were read on.
    pub(crate) properties: Vec<(&'f PageFacts, PropertyClaim)>,
    /// Bases, from rows of its body table said to be inherited.
    pub(crate) bases: Vec<(&'f PageFacts, TypeText)>,
}

#[cfg(test)]
mod tests {
    use super::stems;

    #[test]
    fn one_and_many_have_their_stems_in_common() {
        let pairs = [
            ("orderLine", "orderLines"),
            ("unitOfMeasure", "unitsOfMeasure"),
            ("countryRegion", "countriesRegions"),
            ("purchase", "Purchases"),
            ("taxClass", "taxClasses"),
            ("box", "boxes"),
            ("status", "statuses"),
            ("shelf", "shelves"),
            ("knife", "knives"),
            ("valve", "valves"),
            ("salesperson", "salespeople"),
        ];
        for (one, many) in pairs {
            assert_eq!(stems(one), stems(many), "{many}");
        }
        assert_ne!(stems("status"), stems("statu"));
        assert_ne!(stems("address"), stems("addres"));
        assert_eq!(stems("s"), "");
    }
}
