//! Type identity: which types exist, under which qualified name, and where each is described.

use super::Cx;
use super::infer::{self, InferredFacts};
use super::precedence::{TYPE_NAME, best};
use crate::diagnostic::Diagnostics;
use crate::facts::{EnumFacts, Facts, PageFacts, TypeFacts, TypeText};
use crate::model::{TypeId, TypeName};
use crate::rules::resolve;
use std::collections::{BTreeMap, BTreeSet};

/// Every type of the doc set, sorted by qualified name; a [`TypeId`] is the place in that order.
#[derive(Debug, Default)]
pub(super) struct Declarations<'f> {
    types: Vec<Declaration<'f>>,
    by_name: BTreeMap<String, TypeId>,
    by_bare_name: BTreeMap<String, Vec<TypeId>>,
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

    /// A type by qualified name, whatever the case.
    pub(super) fn by_qualified_name(&self, name: &str) -> Option<TypeId> {
        self.by_name.get(&name.to_lowercase()).copied()
    }

    /// A type by a name as written on a page of `namespace`: qualified names as they are, bare ones
    /// in the page's namespace, the default one, then wherever there is only one. So are names
    /// qualified by a namespace that is not of these docs: services show their inner names.
    pub(super) fn by_written_name(
        &self,
        cx: &Cx<'_>,
        name: &str,
        namespace: &str,
    ) -> Option<TypeId> {
        let name = name.trim_start_matches('#');
        let default = cx.dialect.default_namespace.as_str();
        let candidates =
            [name.to_owned(), format!("{namespace}.{name}"), format!("{default}.{name}")];
        let found = candidates.iter().find_map(|name| self.by_qualified_name(name));
        found.or_else(|| {
            let bare = name.rsplit('.').next().unwrap_or(name).to_lowercase();
            match self.by_bare_name.get(&bare)?.as_slice() {
                [only] if !name.contains('.') || is_foreign(cx, name) => Some(*only),
                _ => None,
            }
        })
    }

    /// The types a page describes.
    pub(super) fn on_page(&self, path: &str) -> &[TypeId] {
        self.by_page.get(&path.to_lowercase()).map_or(&[], Vec::as_slice)
    }

    /// The enum that a heading of a page describes.
    pub(super) fn at_anchor(&self, path: &str, anchor: &str) -> Option<TypeId> {
        self.by_anchor.get(&(path.to_lowercase(), anchor.to_lowercase())).copied()
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
            What::Inferred(_) => {}
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
    let mentioned = mentioned_names(facts);
    for page in &facts.pages {
        for facts in &page.enums {
            enumeration(cx, page, facts, &mentioned, &mut found, diagnostics);
        }
    }
    let defined = index(cx, found);
    let inferred = infer::infer(cx, facts, &defined);
    for declaration in &inferred {
        if let What::Inferred(facts) = &declaration.what {
            diagnostics.report(resolve::inferred_type::report(
                &declaration.name.qualified(),
                facts.named_at,
                facts.properties.len(),
            ));
        }
    }
    let all = defined.types.into_iter().chain(inferred);
    index(cx, all.map(|it| (it.name.qualified().to_lowercase(), it)).collect())
}

fn index<'f>(cx: &Cx<'_>, found: BTreeMap<String, Declaration<'f>>) -> Declarations<'f> {
    let mut sorted: Vec<Declaration<'f>> = found.into_values().collect();
    sorted.sort_by_key(|it| it.name.qualified());
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
    mentioned: &BTreeSet<String>,
    found: &mut BTreeMap<String, Declaration<'f>>,
    diagnostics: &mut Diagnostics,
) {
    let name = type_name(cx, &facts.name.value, cx.namespace(page));
    // On a resource page such a heading may also list the values of a text property.
    if facts.on_resource_page && !mentioned.contains(&name.name.to_lowercase()) {
        return;
    }
    let key = name.qualified().to_lowercase();
    let new = || Declaration { name, what: What::Enum(Vec::new()) };
    let declaration = found.entry(key).or_insert_with(new);
    match &mut declaration.what {
        What::Enum(pages) => pages.push((page, facts)),
        What::Structured(_) | What::Inferred(_) => {
            let name = declaration.name.qualified();
            diagnostics.report(resolve::duplicate_type::report(&name, facts.name.span));
        }
    }
}

/// Whether a name is qualified by a namespace that is neither the default one nor below it.
pub(super) fn is_foreign(cx: &Cx<'_>, name: &str) -> bool {
    let default = cx.dialect.default_namespace.as_str();
    name.contains('.')
        && !name.get(..default.len()).is_some_and(|start| start.eq_ignore_ascii_case(default))
}

/// Splits a name as written; a bare one is of the given namespace.
pub(super) fn type_name(cx: &Cx<'_>, written: &str, namespace: &str) -> TypeName {
    let written = written.trim_start_matches('#');
    let default = cx.dialect.default_namespace.as_str();
    let (namespace, name) = match written.rsplit_once('.') {
        Some((namespace, name)) if namespace.eq_ignore_ascii_case(default) => {
            (default.to_owned(), name)
        }
        Some((namespace, name)) if namespace.contains('.') => (namespace.to_owned(), name),
        // A partial name such as `part.thing` is below the default namespace.
        Some((part, name)) => (format!("{default}.{part}"), name),
        None => (namespace.to_owned(), written),
    };
    TypeName { namespace, name: name.to_owned() }
}

/// The bare names, in lower case, that property and parameter types mention.
fn mentioned_names(facts: &Facts) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut add = |ty: &Option<TypeText>| {
        for mention in ty.iter().flat_map(|ty| &ty.mentions) {
            if mention.primitive.is_some() {
                continue;
            }
            let bare = mention.name.rsplit('.').next().unwrap_or_default();
            names.insert(bare.to_lowercase());
            let anchor = mention.target.as_ref().and_then(|target| target.anchor.as_deref());
            if let Some(name) = anchor.and_then(|anchor| anchor.strip_suffix("-values")) {
                names.insert(name.to_lowercase());
            }
        }
    };
    for page in &facts.pages {
        let claims = page.types.iter().flat_map(|ty| &ty.properties);
        claims.for_each(|claim| add(&claim.ty));
        if let Some(operation) = &page.operation {
            operation.body.properties.iter().for_each(|claim| add(&claim.ty));
            operation.function_parameters.iter().for_each(|claim| add(&claim.ty));
        }
    }
    names
}
