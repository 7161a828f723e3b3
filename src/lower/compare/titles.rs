//! What a page's title, annotation and namespace line call the type it describes.

use super::CompareCx;
use crate::diagnostic::Diagnostics;
use crate::facts::{PageFacts, Source};
use crate::rules::resolve as rules;

pub(super) fn compare(cx: &CompareCx<'_>, page: &PageFacts, diagnostics: &mut Diagnostics) {
    let [facts] = page.types.as_slice() else { return };
    let Some(annotated) = facts.names.iter().find(|it| it.source == Source::Annotation) else {
        return;
    };
    let name = annotated.value.rsplit('.').next().unwrap_or_default();
    let title = page.title.as_ref();
    if let Some(title) = title
        && let Some(titled) = cx.cx.dialect.type_name_of_title(&title.value)
        && !titled.eq_ignore_ascii_case(name)
        && !title.value.replace(' ', "").eq_ignore_ascii_case(name)
    {
        diagnostics.report(rules::title_mismatch::report(name, titled, title.span, annotated.span));
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
