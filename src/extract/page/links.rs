//! Links: where they lead inside the doc set, and which lead nowhere.

use crate::diagnostic::Diagnostics;
use crate::doc_set::DocSet;
use crate::facts::{Link, LinkTarget};
use crate::markdown::{BlockKind, Inline, Page, RunKind, next_tag, slug};
use crate::rules::page;
use crate::source::{FileId, Span, Spanned};
use std::collections::BTreeMap;

use super::outline::Part;
use crate::extract::cx::Cx;

/// Where a link of a page leads; `None` for site-absolute, external and unreadable links.
pub(crate) fn resolve(docs: &DocSet, from: FileId, written: &str) -> Option<LinkTarget> {
    let (path, anchor) = match written.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor.to_owned())),
        None => (written, None),
    };
    let path = path.split('?').next().unwrap_or_default().trim();
    if path.is_empty() {
        anchor.as_ref().filter(|anchor| !anchor.is_empty())?;
        return Some(LinkTarget { path: docs.sources.file(from).path.clone(), anchor });
    }
    let path = of_template(path).unwrap_or(path);
    let is_foreign = path.contains(':') || path.starts_with(['/', '~', '\\', '<']);
    if is_foreign {
        return None;
    }
    let mut path = docs.resolve_link(from, &crate::http::decode_segment(path));
    let name = path.rsplit('/').next().unwrap_or_default();
    match name.rsplit_once('.') {
        // Pages are also linked without their ending, and folders for the page that stands for them.
        None => path = page_of(docs, &path),
        Some((_, ending)) if ending.eq_ignore_ascii_case("md") => {}
        Some(_) => return None,
    }
    Some(LinkTarget { path, anchor })
}

/// Where a template of a site's generator leads from its page; the generator may know other pages than are here.
fn of_template(path: &str) -> Option<&str> {
    path.strip_prefix('/').filter(|it| it.starts_with("../") || it.starts_with("./"))
}

/// The page of a path without an ending: of its name, or what stands for the folder.
fn page_of(docs: &DocSet, path: &str) -> String {
    const OF_FOLDERS: [&str; 4] = ["README.md", "readme.md", "index.md", "_index.md"];
    let own = format!("{path}.md");
    if docs.find(&own).is_some() {
        return own;
    }
    let folder = if path.is_empty() { String::new() } else { format!("{path}/") };
    let mut of_folder = OF_FOLDERS.iter().map(|it| format!("{folder}{it}"));
    of_folder.find(|it| docs.find(it).is_some()).unwrap_or(own)
}

/// Gathers every link of a page and reports those that lead to no page.
pub(crate) fn extract(
    docs: &DocSet,
    file: FileId,
    parts: &[Part<'_>],
    diagnostics: &mut Diagnostics,
) -> Vec<Link> {
    let mut links = Vec::new();
    for block in parts.iter().flat_map(|part| &part.blocks) {
        match &block.kind {
            BlockKind::Paragraph(inline) => {
                gather(docs, file, inline, &mut links);
                let tags = inline.runs.iter().filter(|it| it.kind == RunKind::Html);
                tags.for_each(|it| gather_tags(docs, it.span, &mut links));
            }
            BlockKind::Table(table) => {
                let rows = table.rows.iter().flat_map(|row| &row.cells);
                for cell in table.header.iter().chain(rows) {
                    gather(docs, file, &cell.inline, &mut links);
                }
            }
            BlockKind::Markup | BlockKind::Html => gather_tags(docs, block.span, &mut links),
            _ => {}
        }
    }
    for link in &links {
        let Some(target) = &link.target else { continue };
        // What lies outside the docs was not looked at, so nothing can be said of it.
        let is_outside =
            target.path.starts_with("../") || of_template(&link.written.value).is_some();
        if is_outside || docs.find(&target.path).is_some() {
            continue;
        }
        diagnostics.report(match docs.find_ignoring_case(&target.path) {
            Some(found) => {
                let written = docs.sources.text(link.written.span);
                page::link_case::report(link, written, &docs.sources.file(found).path)
            }
            None => page::dead_link::report(link, &target.path),
        });
    }
    links
}

/// What links can point at inside a page.
pub(crate) fn anchors(cx: &Cx<'_>, page: &Page) -> Vec<String> {
    let sections = page.root.walk();
    let headings = || sections.iter().filter_map(|it| it.heading.as_ref());
    let slugs = headings().map(|heading| heading.slug.clone());
    // An anchor in a heading joins the one that the heading's words make. Nearly no page has any.
    let is_any_renamed = headings().any(|it| it.is_renamed);
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let of_words = headings().filter(|_| is_any_renamed).filter_map(|heading| {
        let slug = slug(&heading.text);
        let n_seen = seen.entry(slug.clone()).or_default();
        *n_seen += 1;
        let is_other = !heading.slug.starts_with(&slug);
        is_other.then(|| if *n_seen > 1 { format!("{slug}-{}", *n_seen - 1) } else { slug })
    });
    let text = &cx.sources().file(page.file).text;
    const VALUE: &str = "=\"";
    let values = memchr::memmem::find_iter(text.as_bytes(), VALUE);
    let named = values.filter(|at| text[..*at].ends_with("name") || text[..*at].ends_with("id"));
    let named = named.filter_map(|at| text[at + VALUE.len()..].split_once('"'));
    slugs.chain(of_words).chain(named.map(|(name, _)| name.to_owned())).collect()
}

/// The links of elements: `<Card href="lamp.md">`.
fn gather_tags(docs: &DocSet, at: Span, links: &mut Vec<Link>) {
    let text = docs.sources.text(at);
    let mut offset = 0;
    while let Some(tag) = next_tag(text, offset..text.len()) {
        offset = tag.span.end;
        let Some((written, place)) = tag.attribute("href").filter(|_| !tag.is_end) else {
            continue;
        };
        links.push(Link {
            text: String::new(),
            written: Spanned::new(written.to_owned(), at.part(place)),
            target: resolve(docs, at.file, written),
        });
    }
}

fn gather(docs: &DocSet, file: FileId, inline: &Inline, links: &mut Vec<Link>) {
    for (text, target, span) in inline.links() {
        // A link inside an included file is relative to that file.
        let from = if span.file == file { file } else { span.file };
        links.push(Link {
            text: text.to_owned(),
            written: target.clone(),
            target: resolve(docs, from, &target.value),
        });
    }
}
