//! Type identity: which types exist, under which qualified name, and where each is described.

use super::{infer, titled};
use crate::diagnostic::Diagnostics;
use crate::facts::{
    EnumFacts, Facts, LeftReason, PageFacts, TypeFacts, TypeMention, TypeText, Verdict,
};
use crate::hashed::HashedSet;
use crate::naming::Cx;
use crate::naming::{Declaration, Declarations, What, type_name};
use crate::precedence::{TYPE_NAME, best};
use crate::rules::resolve;
use crate::source::Span;
use crate::spelling::{by_lower, lower};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Lists every type, defined or inferred, sorted by qualified name.
pub(crate) fn declare<'f>(
    cx: &Cx<'_>,
    facts: &'f Facts,
    diagnostics: &mut Diagnostics,
) -> Declarations<'f> {
    let mut found: BTreeMap<String, Declaration<'f>> = BTreeMap::new();
    let (mentioned, titled) =
        rayon::join(|| mentioned_names(cx, facts), || titled::Named::of(cx, facts));
    for page in &facts.pages {
        for ty in page.types.iter().filter(|ty| titled.is_type(cx, page, ty)) {
            structured(cx, page, ty, &mut found);
        }
    }
    for page in &facts.pages {
        let names = page.types.iter().flat_map(|ty| &ty.properties);
        let names = names.filter(|_| !page.enums.is_empty());
        let properties = names.map(|claim| lower(&claim.name.value)).collect();
        let at = Place { page, properties, mentioned: &mentioned };
        for facts in page.enums.iter().filter(|it| titled.is_enum(cx, page, it)) {
            enumeration(cx, &at, facts, &mut found, diagnostics);
        }
    }
    let defined = Declarations::collect(cx, found.into_values());
    let inferred = infer::infer(cx, facts, &defined);
    let all = defined.into_types().into_iter().chain(inferred);
    Declarations::collect(cx, all).with_html(html_tables(cx, facts))
}

/// The tables that pages have as HTML.
fn html_tables(cx: &Cx<'_>, facts: &Facts) -> impl Iterator<Item = (String, Span)> {
    facts.pages.iter().flat_map(move |page| {
        let html =
            page.blocks.iter().filter(|block| block.verdict == Verdict::Left(LeftReason::Html));
        let tables = html.filter(|block| cx.sources.text(block.span).contains("<table"));
        tables.map(move |block| (cx.path(page).to_owned(), block.span))
    })
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

/// Where a section lists members.
struct Place<'m, 'f> {
    page: &'f PageFacts,
    /// The properties of the page, in lower case.
    properties: BTreeSet<String>,
    mentioned: &'m Mentioned<'m>,
}

fn enumeration<'f>(
    cx: &Cx<'_>,
    Place { page, properties, mentioned }: &Place<'_, 'f>,
    facts: &'f EnumFacts,
    found: &mut BTreeMap<String, Declaration<'f>>,
    diagnostics: &mut Diagnostics,
) {
    let mut name = type_name(cx, &facts.name.value, cx.namespace(page));
    let users = mentioned.get(&name.name.to_lowercase());
    // On a resource page such a heading may also list the values of a text property, or of anything.
    let is_type =
        users.is_some() || (is_name(&name.name) && !properties.contains(&name.name.to_lowercase()));
    if facts.on_resource_page && !is_type {
        return;
    }
    // Collections of enums are filed under the default namespace, also those that only another one
    // uses.
    let is_filed = facts.anchor.is_some() && name.namespace == cx.dialect.default_namespace;
    if let Some(&[only]) = users.filter(|_| is_filed).map(Vec::as_slice) {
        name = type_name(cx, &facts.name.value, only);
    }
    let mut key = name.qualified().to_lowercase();
    let is_taken = found.get(&key).is_some_and(|it| !matches!(it.what, What::Enum(_)));
    if let Some(long) = facts.long_name.as_ref().filter(|_| is_taken) {
        name = type_name(cx, long, &name.namespace);
        key = name.qualified().to_lowercase();
    }
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

fn is_name(text: &str) -> bool {
    text.starts_with(char::is_lowercase) && text.chars().all(char::is_alphanumeric)
}

/// Bare names of enums in lower case, with the namespaces of the pages that mention them.
type Mentioned<'f> = BTreeMap<String, Vec<&'f str>>;

/// The names that property and parameter types mention, of those for which pages list values.
fn mentioned_names<'f>(cx: &Cx<'f>, facts: &'f Facts) -> Mentioned<'f> {
    let enums = facts.pages.iter().flat_map(|page| &page.enums);
    let enums = enums.map(|it| it.name.value.trim_start_matches('#'));
    let listed: HashedSet<String> =
        enums.map(|name| lower(name.rsplit('.').next().unwrap_or_default())).collect();
    let names_of = |page: &'f PageFacts| -> Vec<(String, &'f str)> {
        let namespace = cx.namespace(page);
        let mentions = types_of_rows(page).flat_map(|ty| &ty.mentions);
        let mentions = mentions.filter(|it| it.primitive.is_none());
        let named = mentions.flat_map(|it| names(it, namespace)).filter_map(|(name, namespace)| {
            by_lower(name, |name| listed.get(name)).map(|name| (name.clone(), namespace))
        });
        named.collect()
    };
    let found: Vec<_> = facts.pages.par_iter().map(names_of).collect();
    let mut mentioned = Mentioned::new();
    for (name, namespace) in found.into_iter().flatten() {
        let namespaces = mentioned.entry(name).or_default();
        if !namespaces.iter().any(|known| known.eq_ignore_ascii_case(namespace)) {
            namespaces.push(namespace);
        }
    }
    mentioned
}

fn types_of_rows(page: &PageFacts) -> impl Iterator<Item = &TypeText> {
    let operation = page.operation.iter();
    let sent = operation.flat_map(|it| it.body.properties.iter().map(|row| &row.ty));
    let operation = page.operation.iter();
    let given = operation.flat_map(|it| it.function_parameters.iter().map(|row| &row.ty));
    let properties = page.types.iter().flat_map(|ty| &ty.properties).map(|row| &row.ty);
    properties.chain(sent).chain(given).flatten()
}

/// The bare names that a mention may be of, each with its namespace.
fn names<'f>(
    mention: &'f TypeMention,
    namespace: &'f str,
) -> impl Iterator<Item = (&'f str, &'f str)> {
    let named = match mention.name.rsplit_once('.') {
        Some((qualifier, name)) => (name, qualifier),
        None => (mention.name.as_str(), namespace),
    };
    let anchor = mention.target.as_ref().and_then(|target| target.anchor.as_deref());
    let values = anchor.and_then(|anchor| anchor.strip_suffix("-values"));
    std::iter::once(named).chain(values.map(|name| (name, namespace)))
}
