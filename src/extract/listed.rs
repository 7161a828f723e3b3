//! Parameters that stand in a list and not in a table: each item begins with a marked name.
//!
//! ```markdown
//! - `colour` (string: <required>) – Of the light.
//! - **owner** – Whose it is.
//!   - **name** (optional) – What people call them.
//! ```

use super::cx::Cx;
use super::notes::notes;
use super::outline::{Ledger, Part};
use super::prose::{has_sentence, prose};
use super::type_text;
use crate::facts::{PropertyClaim, PropertyNotes, Source, TypeText};
use crate::markdown::{Block, BlockKind, Heading, Inline, Run, RunKind};
use crate::source::{Span, Spanned};
use std::collections::BTreeSet;

/// The items of a part's lists as rows; none unless the dialect has lists of parameters.
pub(super) fn rows(cx: &Cx<'_>, part: &Part<'_>, ledger: &mut Ledger) -> Vec<PropertyClaim> {
    let mut found = Vec::new();
    if !cx.dialect.shape.has_lists() {
        return found;
    }
    if let Some(heading) =
        part.heading().filter(|_| !part.is_own && part.depth == part.headings.len())
    {
        found.extend(below_heading(cx, part, heading, ledger));
    }
    let mut end: Option<Span> = None;
    for block in &part.blocks {
        let BlockKind::List(items) = &block.kind else { continue };
        // Lists in a list that was read are its members.
        if end.is_some_and(|it| it.file == block.span.file && block.span.end <= it.end) {
            continue;
        }
        end = Some(block.span);
        let read = items.first().is_some_and(|it| name_of(it).is_some());
        if read {
            list(cx, items, "", &mut found, ledger);
        }
    }
    found
}

/// The paragraphs with which items of a part's lists begin that are rows; none unless the dialect has such lists.
pub(super) fn beginnings(cx: &Cx<'_>, part: &Part<'_>) -> BTreeSet<Span> {
    let lists = part.blocks.iter().filter(|_| cx.dialect.shape.has_lists());
    let items = lists.flat_map(|block| match &block.kind {
        BlockKind::List(items) => items.as_slice(),
        _ => &[],
    });
    items.filter_map(|item| Some(name_of(item)?.0.span)).collect()
}

/// The items of a list, each with those below it as its members.
fn list(
    cx: &Cx<'_>,
    items: &[Vec<Block>],
    above: &str,
    found: &mut Vec<PropertyClaim>,
    ledger: &mut Ledger,
) {
    for item in items {
        let Some((first, inline, name)) = name_of(item) else { continue };
        let name = Spanned::new(format!("{above}{}", name.value), name.span);
        let below = format!("{}.", name.value);
        ledger.used(first);
        found.push(claim(cx, name, &Inline { runs: inline.runs[1..].to_vec() }, first.span));
        for block in &item[1..] {
            if let BlockKind::List(items) = &block.kind {
                list(cx, items, &below, found, ledger);
            }
        }
    }
}

/// The paragraph that an item begins with, and the name that the paragraph does.
fn name_of(item: &[Block]) -> Option<(&Block, Inline, Spanned<String>)> {
    let first = item.first()?;
    let BlockKind::Paragraph(inline) = &first.kind else { return None };
    let begins = inline.runs.iter().position(|it| !it.text.trim().is_empty())?;
    let inline = Inline { runs: inline.runs[begins..].to_vec() };
    let run = inline.runs.first()?;
    let is_marked = matches!(run.kind, RunKind::Code | RunKind::Strong);
    let name = run.text.trim().trim_end_matches([':', '?', '*']);
    if !is_marked || !is_name(name) {
        return None;
    }
    let name = Spanned::new(name.to_owned(), run.span);
    Some((first, inline, name))
}

/// One word with a letter in it, with what stands between the names of members: `owner.name`, `tags[]`.
fn is_name(text: &str) -> bool {
    text.contains(char::is_alphabetic)
        && text.chars().all(|c| c.is_alphanumeric() || "_-.[]$:@".contains(c))
}

/// A heading that is a name with words below it that begin with its type.
fn below_heading(
    cx: &Cx<'_>,
    part: &Part<'_>,
    heading: &Heading,
    ledger: &mut Ledger,
) -> Option<PropertyClaim> {
    let name = heading.text.trim().trim_end_matches(':');
    let (block, inline) = part.paragraphs().next().filter(|_| is_name(name))?;
    let text = inline.plain();
    let words = text.split(['.', '\n', '–']).next().unwrap_or_default();
    let note = Note::of(cx, words, block.span).filter(|it| it.ty.is_some());
    let mut claim = claim(cx, Spanned::new(name.to_owned(), heading.span), inline, block.span);
    let note = note?;
    ledger.used(block);
    claim.ty = claim.ty.or(note.ty);
    claim.notes.changed().required |= note.required == Some(true);
    Some(claim)
}

/// What stands behind a name.
fn claim(cx: &Cx<'_>, name: Spanned<String>, behind: &Inline, span: Span) -> PropertyClaim {
    let phrases = &cx.dialect.phrases;
    let (note, description) = split_note(cx, behind, span);
    let ty = note.ty;
    let mut notes: PropertyNotes = notes(cx, Some(&description), ty.as_ref());
    let text = description.plain();
    let is_optional = note.required == Some(false) || has_sentence(&text, &phrases.optional);
    notes.required = note.required.unwrap_or(notes.required && !is_optional);
    notes.terms.default = notes.terms.default.take().or(note.default);
    PropertyClaim {
        source: Source::BodyTable,
        name,
        ty,
        description: prose(&description, span),
        notes: notes.into(),
        span,
    }
}

/// What a note in brackets says: `(string: <required>)`, `(integer, optional)`.
#[derive(Debug, Default)]
struct Note {
    ty: Option<TypeText>,
    required: Option<bool>,
    default: Option<String>,
}

impl Note {
    /// Reads a note; `None` if it says nothing of the kind.
    fn of(cx: &Cx<'_>, text: &str, span: Span) -> Option<Self> {
        let phrases = &cx.dialect.phrases;
        let mut note = Self::default();
        let (words, default) = match text.split_once(": ") {
            Some((words, default)) => (words, Some(default.trim())),
            None => (text, None),
        };
        let parts = words.split([',', ';']).map(str::trim);
        for (index, part) in parts.chain(default).enumerate() {
            let word = part.trim_matches(['<', '>', '*', '`', '"', '_', ' ', '.']).to_lowercase();
            if word.is_empty() {
                continue;
            }
            if phrases.required.contains(&word) || cx.dialect.required_words.contains(&word) {
                note.required = Some(true);
            } else if phrases.optional.contains(&word) {
                note.required = Some(false);
            } else if Some(part) == default && index > 0 {
                let is_value = part.trim_matches('"').chars().any(char::is_alphanumeric);
                note.default = is_value.then(|| part.trim_matches(['"', '`']).to_owned());
            } else if note.ty.is_none() {
                let ty = type_text::of_text(cx.dialect, part, span);
                let is_known = ty
                    .mentions
                    .iter()
                    .all(|it| it.primitive.is_some() || cx.dialect.is_untyped(&it.name));
                note.ty =
                    Some(ty).filter(|ty| is_known && (!ty.mentions.is_empty() || ty.collection));
            }
        }
        let says = note.ty.is_some() || note.required.is_some() || note.default.is_some();
        says.then_some(note)
    }
}

/// The note in brackets at the beginning, and what follows it.
fn split_note(cx: &Cx<'_>, behind: &Inline, span: Span) -> (Note, Inline) {
    let mut runs: Vec<Run> = behind.runs.clone();
    let begins = runs.iter().position(|it| !it.text.trim().is_empty());
    runs.drain(..begins.unwrap_or(runs.len()));
    let mut note = Note::default();
    // In brackets `<required>` is no tag.
    let text: String = runs.iter().map(|it| it.text.as_str()).collect();
    let lead = text.len() - text.trim_start().len();
    if let Some(end) = closing(text.trim_start())
        && let Some(found) = Note::of(cx, &text[lead + 1..lead + end], span)
    {
        note = found;
        let mut cut = lead + end + 1;
        for run in &mut runs {
            let taken = cut.min(run.text.len());
            run.text.drain(..taken);
            cut -= taken;
        }
        runs.retain(|it| !it.text.is_empty());
    }
    if let Some(run) = runs.iter_mut().find(|it| !it.text.trim().is_empty())
        && run.kind == RunKind::Text
    {
        let rest = run.text.trim_start_matches([' ', '-', '–', '—', ':', '\u{a0}']);
        run.text = rest.to_owned();
    }
    runs.retain(|it| !it.text.is_empty());
    (note, Inline { runs })
}

/// Where the bracket closes that a text begins with.
fn closing(text: &str) -> Option<usize> {
    if !text.starts_with('(') {
        return None;
    }
    let mut depth = 0usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 1 => return Some(at),
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}
