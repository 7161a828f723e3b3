//! `link-text-mismatch`: a link is named after one type and leads to the page of another.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::facts::{Link, PageFacts};
use crate::model::TypeId;
use crate::rules::cx::RuleCx;
use crate::spelling;

pub(super) static LINK_TEXT_MISMATCH: Rule = Rule {
    name: "link-text-mismatch",
    level: Level::Warn,
    summary: "a link is named after one type and leads to the page of another",
    explanation: include_str!("link_text_mismatch.md"),
};

/// Looks at every link whose text is the name of a type.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    for page in &cx.facts.pages {
        let found = page.links.iter().filter_map(|link| of_link(cx, page, link));
        found.for_each(|it| diagnostics.report(it));
    }
}

fn of_link(cx: &RuleCx<'_>, page: &PageFacts, link: &Link) -> Option<Diagnostic> {
    let target = link.target.as_ref()?;
    let declared = &cx.ledger.declared;
    let linked = declared.on_page(&target.path);
    // A page that describes several, or a place on one, may well be about another.
    let [linked] = linked else { return None };
    let anchored = target.anchor.as_ref().and_then(|it| declared.at_anchor(&target.path, it));
    if anchored.is_some() {
        return None;
    }
    let text = link.text.trim_matches(['`', '*', ' ']);
    let names = cx.names();
    let named = declared.by_written_name(&names, text, names.namespace(page))?;
    let is_at_odds = named != *linked
        && is_name(cx, named, text)
        && !is_name(cx, *linked, text)
        && has_page(cx, named, &target.path)
        && !are_forms_of_one(text, &cx.model.ty(*linked).name().name)
        && (spelling::words(text).len() > 1 || is_of_type(page, link));
    is_at_odds.then(|| report(cx, link, named, *linked))
}

/// Whether a text is a type's name in its case: in another it may be a word of the sentence.
fn is_name(cx: &RuleCx<'_>, id: TypeId, text: &str) -> bool {
    let bare = text.rsplit('.').next().unwrap_or(text);
    cx.model.ty(id).name().name == bare
}

/// Whether two names differ in the number of things only: `entry` and `entries`.
fn are_forms_of_one(one: &str, other: &str) -> bool {
    let stem = |word: &String| word.trim_end_matches(['s', 'e', 'i', 'y']).to_owned();
    let stems = |name: &str| spelling::words(name).iter().map(stem).collect::<Vec<_>>();
    stems(one) == stems(other)
}

/// Whether a link stands where the type of a property or parameter does. A single word is a word of the
/// sentence elsewhere.
fn is_of_type(page: &PageFacts, link: &Link) -> bool {
    let of_types = page.types.iter().flat_map(|ty| &ty.properties);
    let of_body = page.operation.iter().flat_map(|it| &it.body.properties);
    let texts = of_types.chain(of_body).filter_map(|claim| claim.ty.as_ref());
    let place = link.written.span;
    let mut cells = texts.map(|text| text.span).filter(|span| span.file == place.file);
    cells.any(|span| span.start <= place.start && place.end <= span.end)
}

/// Whether a type has a page to link to, and that is not the one which is linked.
fn has_page(cx: &RuleCx<'_>, id: TypeId, linked: &str) -> bool {
    let pages = cx.pages_of(id);
    let is_linked = |page: &PageFacts| cx.names().path(page).eq_ignore_ascii_case(linked);
    !pages.is_empty() && !pages.iter().any(|(page, _)| is_linked(page))
}

/// The link, the type that its text names, and the type that it leads to.
fn report(cx: &RuleCx<'_>, link: &Link, named: TypeId, linked: TypeId) -> Diagnostic {
    let name = |id: TypeId| cx.model.ty(id).name().name.as_str();
    let headline = format!("the link says `{}` and leads to `{}`", name(named), name(linked));
    let finding = Diagnostic::new(&LINK_TEXT_MISMATCH, link.written.span, headline);
    match cx.pages_of(named).first() {
        Some((page, _)) => {
            finding.help(format!("the page of `{}` is `{}`", name(named), cx.names().path(page)))
        }
        None => finding,
    }
}
