//! What a page's title, annotation and namespace line call the type it describes.

use super::CompareCx;
use crate::diagnostic::Diagnostics;
use crate::facts::{PageFacts, PageKind, Source};
use crate::rules::resolve as rules;

pub(super) fn compare(cx: &CompareCx<'_>, page: &PageFacts, diagnostics: &mut Diagnostics) {
    let [facts] = page.types.as_slice() else { return };
    let Some(annotated) = facts.names.iter().find(|it| it.source == Source::Annotation) else {
        return;
    };
    let name = annotated.value.rsplit('.').next().unwrap_or_default();
    let title = page.title.as_ref();
    let path = cx.cx.path(page);
    if let Some(title) = title
        && let Some(titled) = cx.cx.dialect.type_name_of_title(&title.value)
        && !titled.eq_ignore_ascii_case(name)
        && !title.value.replace(' ', "").eq_ignore_ascii_case(name)
    {
        let names = [name, titled];
        diagnostics.report(rules::title_mismatch::report(names, path, title.span, annotated.span));
    } else if page.kind == PageKind::Resource {
        let finding = rules::title_mismatch::of_file(name, path, annotated.span);
        finding.into_iter().for_each(|it| diagnostics.report(it));
    }
    let mut namespaces = page.namespaces.iter();
    if let Some(stated) = namespaces.find(|it| it.source == Source::NamespaceLine)
        && let Some((namespace, _)) = annotated.value.trim_start_matches('#').rsplit_once('.')
        && !namespace.eq_ignore_ascii_case(&stated.value)
    {
        let report = rules::namespace_mismatch::report(namespace, stated.span, annotated.span);
        diagnostics.report(report);
    }
}
