//! The namespace that a page gives its type against the one that those give it who use it.

use super::CompareCx;
use crate::diagnostic::Diagnostics;
use crate::facts::{Facts, PageFacts, TypeMention, TypeText};
use crate::lower::declare::What;
use crate::model::TypeId;
use crate::rules::resolve as rules;
use crate::source::Span;
use std::collections::BTreeMap;

/// How a type is called in full: at least once as its page calls it, or by other namespaces.
#[derive(Default)]
struct Calls<'f> {
    as_documented: bool,
    others: Vec<(&'f str, Span)>,
}

pub(super) fn compare(cx: &CompareCx<'_>, facts: &Facts, diagnostics: &mut Diagnostics) {
    let mut calls: BTreeMap<TypeId, Calls<'_>> = BTreeMap::new();
    for page in &facts.pages {
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
        diagnostics.report(rules::namespace_mismatch::of_users(name, namespace, named, *used));
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
    cx: &CompareCx<'_>,
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
    let own = cx.cx.namespace(page);
    let Some(id) = cx.declared.by_written_name(cx.cx, &mention.name, own) else { return };
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
fn name_span(cx: &CompareCx<'_>, id: TypeId) -> Option<Span> {
    match &cx.declared.get(id).what {
        What::Structured(pages) => {
            pages.iter().flat_map(|(_, facts)| &facts.names).map(|it| it.span).next()
        }
        What::Enum(pages) => pages.first().map(|(_, facts)| facts.name.span),
        What::Inferred(_) | What::Listed(_) => None,
    }
}
