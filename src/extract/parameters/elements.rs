//! Parameters that are elements of MDX and its kin: the dialect names their tags and attributes.
//!
//! ```text
//! <ParamField body="owner" type="object" required>
//!   Whose it is.
//!   <ParamField body="name" type="string">What people call them.</ParamField>
//! </ParamField>
//! ```

use crate::dialect::ParameterElement;
use crate::extract::cx::Cx;
use crate::extract::page::outline::{Ledger, Part};
use crate::extract::rows::placed::{self, Placed};
use crate::extract::text::notes::notes;
use crate::extract::text::prose::prose;
use crate::extract::text::type_text;
use crate::facts::{OperationFacts, PropertyClaim, PropertyNotes, Source};
use crate::limits;
use crate::markdown::{Block, BlockKind, Inline, RunKind, Tag, next_tag};
use crate::source::{Span, Spanned};

/// Reads the elements of a part, each to where it goes; those whose place is not said are returned.
pub(crate) fn read(
    cx: &Cx<'_>,
    part: &Part<'_>,
    facts: &mut OperationFacts,
    ledger: &mut Ledger,
) -> Vec<PropertyClaim> {
    let rows = rows(cx, part, ledger).into_iter();
    rows.filter_map(|it| placed::put(cx, facts, it)).collect()
}

/// An element that is open.
struct Open {
    tag: String,
    /// What stands before the names of those in it.
    below: String,
    /// The row that it is, until its text is read.
    row: Option<usize>,
}

fn rows(cx: &Cx<'_>, part: &Part<'_>, ledger: &mut Ledger) -> Vec<Placed> {
    let mut found: Vec<Placed> = Vec::new();
    if cx.dialect.shape.elements.is_empty() {
        return found;
    }
    let mut open: Vec<Open> = Vec::new();
    for block in &part.blocks {
        let is_text = match &block.kind {
            BlockKind::Markup | BlockKind::Html => false,
            BlockKind::Paragraph(_) => true,
            _ => continue,
        };
        let n_before = found.len();
        tags(cx, block, &mut open, &mut found);
        if found.len() > n_before {
            ledger.used(block);
        }
        let BlockKind::Paragraph(inline) = &block.kind else { continue };
        // The text of the one that began in it, or of the one that is open above it.
        let row = if found.len() > n_before {
            Some(found.len() - 1)
        } else {
            open.last_mut().and_then(|it| it.row.take())
        };
        if let Some((_, claim)) = row.filter(|_| is_text).and_then(|it| found.get_mut(it)) {
            describe(cx, claim, inline, block.span);
            ledger.used(block);
        }
    }
    found
}

/// Goes through the tags of a block.
fn tags(cx: &Cx<'_>, block: &Block, open: &mut Vec<Open>, found: &mut Vec<Placed>) {
    let text = cx.sources().text(block.span);
    let mut offset = 0;
    while let Some(tag) = next_tag(text, offset..text.len()) {
        offset = tag.span.end;
        if tag.is_end {
            if let Some(at) = open.iter().rposition(|it| it.tag == tag.name) {
                open.truncate(at);
            }
            continue;
        }
        let patterns = cx.dialect.shape.elements.iter().filter(|it| it.name == tag.name);
        let read = patterns.filter_map(|it| Some((it.place, claim(cx, it, &tag, block.span)?)));
        let Some((place, mut row)) = read.into_iter().next() else { continue };
        // A name that is too long is told, and need not grow.
        let above = open.last().map_or("", |it| it.below.as_str());
        let above = if limits::is_long(above) { "" } else { above };
        row.name.value.insert_str(0, above);
        let below = format!("{}.", row.name.value);
        found.push((place, row));
        if !text[tag.span.clone()].ends_with("/>") {
            let row = Some(found.len() - 1);
            open.push(Open { tag: tag.name.to_owned(), below, row });
        }
    }
}

/// The row that a tag is, if it has the attribute of the name.
fn claim(
    cx: &Cx<'_>,
    pattern: &ParameterElement,
    tag: &Tag<'_>,
    at: Span,
) -> Option<PropertyClaim> {
    let (name, place) = tag.attribute(&pattern.named)?;
    if name.trim().is_empty() {
        return None;
    }
    let ty = pattern.ty.as_ref().and_then(|it| tag.attribute(it));
    let ty = ty.map(|(text, place)| type_text::of_text(cx.dialect, text, at.part(place)));
    // `required`, `required={true}`
    let says = |it: &Option<String>| {
        let (value, _) = it.as_ref().and_then(|it| tag.attribute(it))?;
        Some(value.trim() != "false")
    };
    let required = says(&pattern.required);
    let mut notes = PropertyNotes {
        deprecated: says(&pattern.deprecated).unwrap_or(false),
        ..PropertyNotes::default()
    };
    // Without the attribute that would say so it need not be given.
    let is_told = pattern.required.is_some();
    notes.say_required(is_told.then(|| required.unwrap_or(false)));
    Some(PropertyClaim {
        source: Source::BodyTable,
        name: Spanned::new(name.trim().trim_end_matches('?').to_owned(), at.part(place)),
        ty,
        description: None,
        notes: notes.into(),
        span: at.part(tag.span.clone()),
    })
}

/// Takes the words of a paragraph, without tags, as what is said of a row.
fn describe(cx: &Cx<'_>, claim: &mut PropertyClaim, inline: &Inline, at: Span) {
    let words = inline.runs.iter().filter(|it| it.kind != RunKind::Html);
    let inline = Inline { runs: words.cloned().collect() };
    if inline.is_blank() {
        return;
    }
    let mut said = notes(cx, Some(&inline), claim.ty.as_ref());
    said.say_required(claim.notes.optional.then_some(false));
    said.say_required(claim.notes.required.then_some(true));
    said.deprecated |= claim.notes.deprecated;
    claim.notes = said.into();
    claim.description = prose(&inline, at);
}
