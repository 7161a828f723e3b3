//! `title-mismatch`: a page's title, its annotation and its file name name different types.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::facts::{PageFacts, PageKind, Source};
use crate::rules::cx::RuleCx;
use crate::source::Span;

pub(super) static TITLE_MISMATCH: Rule = Rule {
    name: "title-mismatch",
    level: Level::Warn,
    summary: "a page's title, its annotation and its file name name different types",
    explanation: include_str!("title_mismatch.md"),
};

/// Looks at every page about one type that has an annotation.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    for page in &cx.facts.pages {
        of_page(cx, page).into_iter().for_each(|it| diagnostics.report(it));
    }
}

fn of_page(cx: &RuleCx<'_>, page: &PageFacts) -> Option<Diagnostic> {
    let [facts] = page.types.as_slice() else { return None };
    let annotated = facts.names.iter().find(|it| it.source == Source::Annotation)?;
    let name = annotated.value.rsplit('.').next().unwrap_or_default();
    let path = cx.names().file(page);
    if let Some(title) = &page.title
        && let Some(titled) = cx.dialect.type_name_of_title(&title.value)
        && !titled.eq_ignore_ascii_case(name)
        && !title.value.replace(' ', "").eq_ignore_ascii_case(name)
    {
        return Some(report([name, titled], path, title.span, annotated.span));
    }
    let is_resource = page.kind == PageKind::Resource;
    is_resource.then(|| of_file(name, path, annotated.span)).flatten()
}

/// The name in the annotation, which counts, the one in the title, and the page's path.
fn report([name, titled]: [&str; 2], path: &str, title: Span, annotated: Span) -> Diagnostic {
    let headline = format!("the title says `{titled}`, the annotation `{name}`");
    let like = match (is_file_of(path, name), is_file_of(path, titled)) {
        (true, _) => "the annotation",
        (false, true) => "the title",
        (false, false) => "neither",
    };
    Diagnostic::new(&TITLE_MISMATCH, title, headline)
        .because(annotated, "this one counts")
        .note(format!("the file `{}` is named like {like}", file_name(path)))
}

/// A type's name in title and annotation, and where that stands, on a page whose file is named
/// otherwise; nothing if it is not.
fn of_file(name: &str, path: &str, annotated: Span) -> Option<Diagnostic> {
    let headline = format!("the page describes `{name}`, its file is `{}`", file_name(path));
    (!is_file_of(path, name)).then(|| Diagnostic::new(&TITLE_MISMATCH, annotated, headline))
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Whether a page's file is named for a type: areas may stand before the type's name, and what
/// separates words does not count.
fn is_file_of(path: &str, name: &str) -> bool {
    let plain = |text: &str| text.to_lowercase().replace(['-', '_', ' '], "");
    let (stem, _) = file_name(path).rsplit_once('.').unwrap_or((path, ""));
    plain(stem).ends_with(&plain(name))
}
