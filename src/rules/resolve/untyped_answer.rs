//! `untyped-answer`: a sentence or a row links the type of what is answered, and the answer is read as any JSON.

use super::unknown_type;
use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::facts::{BlockForm, BlocksAround, Link, LinkTarget, OperationFacts, PageFacts};
use crate::http;
use crate::model::{Operation, TypeId};
use crate::rules::cx::RuleCx;

pub(super) static UNTYPED_ANSWER: Rule = Rule {
    name: "untyped-answer",
    level: Level::Warn,
    summary: "a sentence or a row links the type of what is answered, which is read as any JSON",
    explanation: include_str!("untyped_answer.md"),
};

/// What a sentence about an answer links.
enum Linked {
    Type(TypeId),
    /// A heading that is read as no type.
    Heading,
}

/// Looks at the pages of operations that answer any JSON.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    let pages = cx.operation_pages();
    for operation in cx.model.operations.iter().filter(|it| it.response.is_untyped()) {
        let claims = operation.pages.iter().filter_map(|path| pages.get(path.as_str()));
        let found = claims.filter_map(|(page, facts)| {
            let leads = |it: &Link| leads_to_any(it, |place| pages.contains_key(place));
            of_page(cx, operation, (page, facts), leads)
        });
        found.for_each(|it| diagnostics.report(it));
    }
}

/// The first link of a page that stands in a sentence about what is answered.
fn of_page(
    cx: &RuleCx<'_>,
    operation: &Operation,
    (page, facts): (&PageFacts, &OperationFacts),
    leads_to_operation: impl Fn(&Link) -> bool,
) -> Option<Diagnostic> {
    // What was read of it may well be any JSON, and what nothing defines is told where it was looked up.
    if facts.response.ty.as_ref().is_some_and(|ty| !ty.is_guess) || facts.response.none.is_some() {
        return None;
    }
    let texts = BlocksAround::of(&page.blocks, &[BlockForm::Paragraph, BlockForm::Table]);
    let told = page.links.iter().filter(|it| is_of_answer(cx, &texts, it));
    // What another operation answers is told there.
    let told = told.filter(|it| !leads_to_operation(it));
    let mut linked = told.filter_map(|link| Some((link, linked(cx, link)?)));
    let (link, to) = linked.next()?;
    Some(match to {
        Linked::Type(id) => report(cx, operation, link, id),
        Linked::Heading => unknown_type::of_answer(link),
    })
}

/// Whether a link stands in a paragraph or a row with the status of a success, and not beside what is answered in the dialect's
/// words.
fn is_of_answer(cx: &RuleCx<'_>, texts: &BlocksAround<'_>, link: &Link) -> bool {
    let at = link.written.span;
    let Some(block) = texts.find(at) else { return false };
    let text = cx.sources.text(block.span);
    let Some((before, behind)) = text.split_at_checked((at.start - block.span.start) as usize)
    else {
        return false;
    };
    let (before, text) = match block.form {
        // Of a table only the row counts.
        BlockForm::Table => {
            let start = before.rfind('\n').map_or(0, |line| line + 1);
            let end = before.len() + behind.find('\n').unwrap_or(behind.len());
            (&before[start..], &text[start..end])
        }
        _ => (before, text),
    };
    let before = before.rsplit_once('[').map_or(before, |it| it.0).trim_end().to_lowercase();
    let is_aside = cx.dialect.phrases.aside.iter().any(|it| before.ends_with(it.as_str()));
    !is_aside && http::success_in(text).is_some()
}

/// Whether a link leads to a section of which something is so.
fn leads_to_any(link: &Link, is_so: impl Fn(&str) -> bool) -> bool {
    let place = |it: &LinkTarget| Some(format!("{}#{}", it.path, it.anchor.as_ref()?));
    link.target.as_ref().and_then(place).is_some_and(|it| is_so(&it))
}

/// The type or heading that a link leads to; nothing where it leads to a page of several or of none.
fn linked(cx: &RuleCx<'_>, link: &Link) -> Option<Linked> {
    let target = link.target.as_ref()?;
    let declared = &cx.ledger.declared;
    let anchored = target.anchor.as_ref().and_then(|it| declared.at_anchor(&target.path, it));
    if let Some(id) = anchored {
        return Some(Linked::Type(id));
    }
    match (declared.on_page(&target.path), &target.anchor) {
        ([only], None) => Some(Linked::Type(*only)),
        // An anchor that is a dead one is told as that.
        (_, Some(anchor)) => has_heading(cx, &target.path, anchor).then_some(Linked::Heading),
        _ => None,
    }
}

fn has_heading(cx: &RuleCx<'_>, path: &str, anchor: &str) -> bool {
    let mut pages = cx.facts.pages.iter().filter(|page| page.section.is_none());
    let page = pages.find(|page| cx.names().file(page).eq_ignore_ascii_case(path));
    page.is_some_and(|it| it.anchors.iter().any(|known| known.eq_ignore_ascii_case(anchor)))
}

fn report(cx: &RuleCx<'_>, operation: &Operation, link: &Link, id: TypeId) -> Diagnostic {
    let (method, path) = (operation.method.as_str(), &operation.path);
    let name = &cx.model.ty(id).name().name;
    let headline = format!("`{method} {path}` is read to answer any JSON, not `{name}`");
    Diagnostic::new(&UNTYPED_ANSWER, link.written.span, headline).help(
        "let the dialect know the words before the link: as `returns` of `[phrases]`, or as `response` of `[sections]` \
         where they stand above the sentence or the table",
    )
}
