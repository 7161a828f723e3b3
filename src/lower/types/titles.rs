//! What a page calls its type: "complex type" or "entity type", in the title or in the first words of
//! the summary.

use crate::edm::Kind;
use crate::facts::{PageFacts, Source, TypeFacts};
use crate::naming::{Cx, Declaration};
use crate::source::{Span, Spanned};

/// The words of the protocol.
const CALLED: &[(&str, Kind)] = &[("complex type", Kind::Complex), ("entity type", Kind::Entity)];

/// Words that may stand before them when a sentence says what the type is, its own name aside.
const LEAD_INS: &[&str] =
    &["a", "abstract", "an", "base", "describes", "is", "represents", "the", "this"];

/// What a page calls a type, and where.
pub(super) fn kind(
    cx: &Cx<'_>,
    page: &PageFacts,
    facts: &TypeFacts,
    declaration: &Declaration<'_>,
) -> Option<(Kind, Span)> {
    let name = declaration.name.name.as_str();
    in_title(cx, page, facts, name).or_else(|| {
        let summary = facts.summary.as_ref().filter(|_| page.types.len() == 1)?;
        Some((begins(&summary.text, name)?, summary.span))
    })
}

/// What the heading that names the type calls it: its own, else the page's title.
fn in_title(cx: &Cx<'_>, page: &PageFacts, facts: &TypeFacts, name: &str) -> Option<(Kind, Span)> {
    let own = facts.names.iter().find(|claim| claim.source == Source::Heading);
    let own = own.map(|it| Spanned::new(cx.sources.text(it.span).to_owned(), it.span));
    let is_named = |title: &&Spanned<String>| {
        let titled = cx.dialect.type_name_of_title(&title.value);
        page.types.len() == 1 || titled.is_some_and(|it| it.eq_ignore_ascii_case(name))
    };
    let title = own.as_ref().or_else(|| page.title.as_ref().filter(is_named))?;
    let found = CALLED.iter().find(|(phrase, _)| place(&title.value, phrase).is_some())?;
    Some((found.1, title.span))
}

/// What a text that begins by saying what the type is calls it.
fn begins(text: &str, name: &str) -> Option<Kind> {
    let is_lead_in = |word: &str| {
        let mut known = LEAD_INS.iter().copied().chain(["", name]);
        known.any(|it| it.eq_ignore_ascii_case(word))
    };
    let found = CALLED.iter().find(|(phrase, _)| {
        let before = place(text, phrase).map(|place| &text[..place]);
        before.is_some_and(|it| it.split(|c: char| !c.is_alphanumeric()).all(is_lead_in))
    });
    found.map(|(_, kind)| *kind)
}

/// Where a phrase stands in a text as words of its own.
fn place(text: &str, phrase: &str) -> Option<usize> {
    let lower = text.to_ascii_lowercase();
    let place = lower.find(phrase)?;
    let is_word = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let (before, after) = (&lower[..place], &lower[place + phrase.len()..]);
    (is_word(before.chars().next_back()) && is_word(after.chars().next())).then_some(place)
}
