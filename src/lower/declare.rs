//! Type identity: which types exist, under which qualified name, and where each is described.

use super::Cx;
use super::infer::{self, InferredFacts};
use super::names::{namespaces_around, type_name};
use super::precedence::{TYPE_NAME, best};
use crate::diagnostic::Diagnostics;
use crate::facts::{EnumFacts, Facts, PageFacts, PropertyClaim, TypeFacts, TypeText};
use crate::model::{TypeId, TypeName};
use crate::rules::resolve;
use crate::spelling;
use std::collections::{BTreeMap, BTreeSet};

/// Every type of the doc set, sorted by qualified name; a [`TypeId`] is the place in that order.
#[derive(Debug, Default)]
pub(super) struct Declarations<'f> {
    types: Vec<Declaration<'f>>,
    by_name: BTreeMap<String, TypeId>,
    by_bare_name: BTreeMap<String, Vec<TypeId>>,
    by_alias: BTreeMap<String, TypeId>,
    by_page: BTreeMap<String, Vec<TypeId>>,
    by_anchor: BTreeMap<(String, String), TypeId>,
}

/// One type.
#[derive(Debug)]
pub(super) struct Declaration<'f> {
    pub(super) name: TypeName,
    pub(super) what: What<'f>,
}

/// Where a type is described. Several pages may describe one type: their facts are united.
#[derive(Debug)]
pub(super) enum What<'f> {
    Structured(Vec<(&'f PageFacts, &'f TypeFacts)>),
    Enum(Vec<(&'f PageFacts, &'f EnumFacts)>),
    Inferred(InferredFacts<'f>),
    /// An enum that no page defines, by the properties that are said to have its values.
    Listed(Vec<(&'f PageFacts, &'f PropertyClaim)>),
}

impl<'f> Declarations<'f> {
    pub(super) fn iter(&self) -> impl Iterator<Item = (TypeId, &Declaration<'f>)> {
        self.types.iter().enumerate().map(|(index, ty)| (TypeId(index), ty))
    }

    pub(super) fn len(&self) -> usize {
        self.types.len()
    }

    pub(super) fn get(&self, id: TypeId) -> &Declaration<'f> {
        &self.types[id.0]
    }

    /// A type by a name as written on a page of `namespace`: the nearest one, then wherever there is
    /// only one. So are names qualified by another namespace: docs forget a part of it, and services
    /// show their inner names.
    pub(super) fn by_written_name(
        &self,
        cx: &Cx<'_>,
        name: &str,
        namespace: &str,
    ) -> Option<TypeId> {
        let name = name.trim_start_matches('#');
        let name = name.to_lowercase();
        let mut qualified = String::new();
        let below = || {
            namespaces_around(cx, namespace).find_map(|namespace| {
                qualified.clear();
                qualified.extend(namespace.chars().flat_map(char::to_lowercase));
                qualified.push('.');
                qualified.push_str(&name);
                self.by_name.get(&qualified)
            })
        };
        let found = self.by_name.get(&name).or_else(below).copied();
        let only = || {
            let bare = name.rsplit('.').next().unwrap_or(&name);
            match self.by_bare_name.get(bare)?.as_slice() {
                [only] => Some(*only),
                _ => None,
            }
        };
        found.or_else(only).or_else(|| self.by_alias.get(&name).copied())
    }

    /// The types a page describes.
    pub(super) fn on_page(&self, path: &str) -> &[TypeId] {
        self.by_page.get(&path.to_lowercase()).map_or(&[], Vec::as_slice)
    }

    /// The enum that a heading of a page describes.
    pub(super) fn at_anchor(&self, path: &str, anchor: &str) -> Option<TypeId> {
        self.by_anchor.get(&(path.to_lowercase(), anchor.to_lowercase())).copied()
    }

    /// The type that a text of one unknown name surely means.
    pub(super) fn meant(&self, text: &TypeText) -> Option<&str> {
        let [mention] = text.mentions.as_slice() else { return None };
        self.name_near(&mention.name)
    }

    /// The bare name that a name is surely a misspelling of.
    fn name_near(&self, name: &str) -> Option<&str> {
        let bare = name.rsplit('.').next().unwrap_or(name);
        spelling::meant(bare, self.types.iter().map(|ty| ty.name.name.as_str()))
    }

    fn add(&mut self, cx: &Cx<'_>, declaration: Declaration<'f>) {
        let id = TypeId(self.types.len());
        let name = &declaration.name;
        self.by_name.insert(name.qualified().to_lowercase(), id);
        self.by_bare_name.entry(name.name.to_lowercase()).or_default().push(id);
        let mut pages = BTreeSet::new();
        match &declaration.what {
            What::Structured(facts) => {
                pages.extend(facts.iter().map(|(page, _)| cx.path(page).to_lowercase()));
                for alias in facts.iter().flat_map(|(_, facts)| &facts.aliases) {
                    let alias = alias.value.to_lowercase();
                    let bare = alias.rsplit('.').next().unwrap_or_default().to_owned();
                    self.by_alias.entry(bare).or_insert(id);
                    self.by_alias.entry(alias).or_insert(id);
                }
            }
            What::Enum(facts) => {
                for (page, facts) in facts {
                    let path = cx.path(page).to_lowercase();
                    match &facts.anchor {
                        Some(anchor) => {
                            self.by_anchor.insert((path, anchor.to_lowercase()), id);
                        }
                        None => {
                            pages.insert(path);
                        }
                    }
                }
            }
            What::Inferred(_) | What::Listed(_) => {}
        }
        for page in pages {
            self.by_page.entry(page).or_default().push(id);
        }
        self.types.push(declaration);
    }
}

/// Lists every type, defined or inferred, sorted by qualified name.
pub(super) fn declare<'f>(
    cx: &Cx<'_>,
    facts: &'f Facts,
    diagnostics: &mut Diagnostics,
) -> Declarations<'f> {
    let mut found: BTreeMap<String, Declaration<'f>> = BTreeMap::new();
    for page in &facts.pages {
        for ty in &page.types {
            structured(cx, page, ty, &mut found);
        }
    }
    let mentioned = mentioned_names(cx, facts);
    for page in &facts.pages {
        for facts in &page.enums {
            enumeration(cx, page, facts, &mentioned, &mut found, diagnostics);
        }
    }
    let defined = index(cx, found);
    let inferred = infer::infer(cx, facts, &defined);
    for declaration in &inferred {
        let (named_at, n_claims) = match &declaration.what {
            What::Inferred(facts) => (facts.named_at, facts.properties.len()),
            What::Listed(claims) => (claims[0].1.span, claims.len()),
            What::Structured(_) | What::Enum(_) => continue,
        };
        let name = declaration.name.qualified();
        let near = defined.name_near(&declaration.name.name);
        diagnostics.report(resolve::inferred_type::report(&name, named_at, n_claims, near));
    }
    let all = defined.types.into_iter().chain(inferred);
    index(cx, all.map(|it| (it.name.qualified().to_lowercase(), it)).collect())
}

fn index<'f>(cx: &Cx<'_>, found: BTreeMap<String, Declaration<'f>>) -> Declarations<'f> {
    let mut sorted: Vec<Declaration<'f>> = found.into_values().collect();
    sorted.sort_by_cached_key(|it| it.name.qualified());
    let mut declarations = Declarations::default();
    for declaration in sorted {
        declarations.add(cx, declaration);
    }
    declarations
}

fn structured<'f>(
    cx: &Cx<'_>,
    page: &'f PageFacts,
    facts: &'f TypeFacts,
    found: &mut BTreeMap<String, Declaration<'f>>,
) {
    let name = match best(&facts.names, TYPE_NAME) {
        Some(claim) => type_name(cx, &claim.value, cx.namespace(page)),
        // An annotation without a type: the page's title names it.
        None => {
            let title = page.title.as_ref().and_then(|it| cx.dialect.type_name_of_title(&it.value));
            let Some(title) = title else { return };
            type_name(cx, title, cx.namespace(page))
        }
    };
    let key = name.qualified().to_lowercase();
    let new = || Declaration { name, what: What::Structured(Vec::new()) };
    if let What::Structured(pages) = &mut found.entry(key).or_insert_with(new).what {
        pages.push((page, facts));
    }
}

fn enumeration<'f>(
    cx: &Cx<'_>,
    page: &'f PageFacts,
    facts: &'f EnumFacts,
    mentioned: &Mentioned<'_>,
    found: &mut BTreeMap<String, Declaration<'f>>,
    diagnostics: &mut Diagnostics,
) {
    let mut name = type_name(cx, &facts.name.value, cx.namespace(page));
    let users = mentioned.get(&name.name.to_lowercase());
    // On a resource page such a heading may also list the values of a text property.
    if facts.on_resource_page && users.is_none() {
        return;
    }
    // Collections of enums are filed under the default namespace, also those that only another one
    // uses.
    let is_filed = facts.anchor.is_some() && name.namespace == cx.dialect.default_namespace;
    if let Some(&[only]) = users.filter(|_| is_filed).map(Vec::as_slice) {
        name = type_name(cx, &facts.name.value, only);
    }
    let key = name.qualified().to_lowercase();
    let new = || Declaration { name, what: What::Enum(Vec::new()) };
    let declaration = found.entry(key).or_insert_with(new);
    match &mut declaration.what {
        What::Enum(pages) => pages.push((page, facts)),
        What::Structured(_) | What::Inferred(_) | What::Listed(_) => {
            let name = declaration.name.qualified();
            diagnostics.report(resolve::duplicate_type::report(&name, facts.name.span));
        }
    }
}

/// Bare names in lower case, with the namespaces of the pages that mention them.
type Mentioned<'f> = BTreeMap<String, Vec<&'f str>>;

/// The names that property and parameter types mention.
fn mentioned_names<'f>(cx: &Cx<'f>, facts: &'f Facts) -> Mentioned<'f> {
    let mut names = Mentioned::new();
    let mut add = |ty: &'f Option<TypeText>, namespace: &'f str| {
        let mut add = |name: &str, namespace: &'f str| {
            let namespaces = names.entry(name.to_lowercase()).or_default();
            if !namespaces.iter().any(|known| known.eq_ignore_ascii_case(namespace)) {
                namespaces.push(namespace);
            }
        };
        for mention in ty.iter().flat_map(|ty| &ty.mentions) {
            if mention.primitive.is_some() {
                continue;
            }
            match mention.name.rsplit_once('.') {
                Some((qualifier, name)) => add(name, qualifier),
                None => add(&mention.name, namespace),
            }
            let anchor = mention.target.as_ref().and_then(|target| target.anchor.as_deref());
            if let Some(name) = anchor.and_then(|anchor| anchor.strip_suffix("-values")) {
                add(name, namespace);
            }
        }
    };
    for page in &facts.pages {
        let namespace = cx.namespace(page);
        let claims = page.types.iter().flat_map(|ty| &ty.properties);
        claims.for_each(|claim| add(&claim.ty, namespace));
        if let Some(operation) = &page.operation {
            operation.body.properties.iter().for_each(|claim| add(&claim.ty, namespace));
            operation.function_parameters.iter().for_each(|claim| add(&claim.ty, namespace));
        }
    }
    names
}
