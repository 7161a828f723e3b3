//! `namespace-mismatch`: a type's namespace is another in its annotation, or for all who use it.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::facts::{PageFacts, Source, TypeMention, TypeText};
use crate::model::{TypeId, TypeName};
use crate::naming::What;
use crate::rules::cx::RuleCx;
use crate::source::Span;
use std::collections::BTreeMap;

pub(super) static NAMESPACE_MISMATCH: Rule = Rule {
    name: "namespace-mismatch",
    level: Level::Warn,
    summary: "a type's namespace is another in its annotation, or for all who use it",
    explanation: include_str!("namespace_mismatch.md"),
};

/// Looks at the namespace line of every page about one type, and at all who name a type in full.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    for page in &cx.facts.pages {
        of_page(page).into_iter().for_each(|it| diagnostics.report(it));
    }
    of_all_users(cx, diagnostics);
}

fn of_page(page: &PageFacts) -> Option<Diagnostic> {
    let [facts] = page.types.as_slice() else { return None };
    let annotated = facts.names.iter().find(|it| it.source == Source::Annotation)?;
    let stated = page.namespaces.iter().find(|it| it.source == Source::NamespaceLine)?;
    let (namespace, _) = annotated.value.trim_start_matches('#').rsplit_once('.')?;
    let is_other = !namespace.eq_ignore_ascii_case(&stated.value);
    is_other.then(|| report(namespace, stated.span, annotated.span))
}

/// The namespace in the annotation, which counts, where the namespace line stands, and the annotation.
fn report(namespace: &str, stated: Span, annotated: Span) -> Diagnostic {
    let headline = format!("the namespace is `{namespace}` in the annotation");
    Diagnostic::new(&NAMESPACE_MISMATCH, stated, headline).because(annotated, "this one counts")
}

/// A type's name, the namespace that everybody else puts it into, where its page names it and the first
/// of those who use it.
fn of_users(name: &TypeName, used: &str, named: Span, user: Span) -> Diagnostic {
    let headline = format!("all who use `{}` call its namespace `{used}`", name.name);
    Diagnostic::new(&NAMESPACE_MISMATCH, named, headline)
        .label(format!("here it is `{}`", name.namespace))
        .because(user, "the first of them")
}

/// How a type is called in full: at least once as its page calls it, or by other namespaces.
#[derive(Default)]
struct Calls<'f> {
    as_documented: bool,
    others: Vec<(&'f str, Span)>,
}

fn of_all_users(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    let mut calls: BTreeMap<TypeId, Calls<'_>> = BTreeMap::new();
    for page in &cx.facts.pages {
        for mention in used_types(page).flat_map(|text| &text.mentions) {
            record(cx, page, mention, &mut calls);
        }
    }
    for (id, calls) in calls {
        let Some(((namespace, used), rest)) = calls.others.split_first() else { continue };
        let is_one = rest.iter().all(|(other, _)| other.eq_ignore_ascii_case(namespace));
        if calls.as_documented || !is_one {
            continue;
        }
        let Some(named) = name_span(cx, id) else { continue };
        let name = cx.model.ty(id).name();
        diagnostics.report(of_users(name, namespace, named, *used));
    }
}

/// The types that a page names for what it does not describe itself.
fn used_types(page: &PageFacts) -> impl Iterator<Item = &TypeText> {
    let properties = page.types.iter().flat_map(|ty| &ty.properties);
    let properties = properties.filter_map(|it| it.ty.as_ref());
    let operation = page.operation.iter().flat_map(|operation| {
        let rows = operation.body.properties.iter().filter_map(|it| it.ty.as_ref());
        let annotations = operation.examples.iter().flat_map(|example| {
            let request = example.request.as_ref().map(|it| &it.annotation);
            let response = example.response.as_ref().map(|it| &it.annotation);
            [request, response].into_iter().flatten().filter_map(|it| it.odata_type.as_ref())
        });
        rows.chain(annotations)
    });
    properties.chain(operation)
}

fn record<'f>(
    cx: &RuleCx<'_>,
    page: &PageFacts,
    mention: &'f TypeMention,
    calls: &mut BTreeMap<TypeId, Calls<'f>>,
) {
    let Some((namespace, bare)) = mention.name.trim_start_matches('#').rsplit_once('.') else {
        return;
    };
    // Generators that did not know a name wrote words.
    if namespace.contains(char::is_whitespace) {
        return;
    }
    let names = cx.names();
    let own = names.namespace(page);
    let Some(id) = cx.ledger.declared.by_written_name(&names, &mention.name, own) else { return };
    let name = cx.model.ty(id).name();
    if !name.name.eq_ignore_ascii_case(bare) {
        return;
    }
    let calls = calls.entry(id).or_default();
    // The beginning may be left out: what is below a namespace is named from there.
    let (own, used) = (name.namespace.to_lowercase(), namespace.to_lowercase());
    match own == used || own.ends_with(&format!(".{used}")) {
        true => calls.as_documented = true,
        false => calls.others.push((namespace, mention.span)),
    }
}

/// Where the type's page names it.
fn name_span(cx: &RuleCx<'_>, id: TypeId) -> Option<Span> {
    match &cx.ledger.declared.find(id)?.what {
        What::Structured(pages) => {
            pages.iter().flat_map(|(_, facts)| &facts.names).map(|it| it.span).next()
        }
        What::Enum(pages) => pages.first().map(|(_, facts)| facts.name.span),
        What::Inferred(_) | What::Listed(_) => None,
    }
}
