//! What sentences say is returned where no heading says that they are about it: those of a section that is an operation, right
//! below its heading or behind its parameters.

use super::response::{named, plainly};
use super::statuses;
use crate::dialect::Section;
use crate::extract::cx::Cx;
use crate::extract::page::outline::{Ledger, Part};
use crate::extract::rows::labelled;
use crate::extract::sections::opening::Frames;
use crate::extract::text::phrases::find;
use crate::extract::text::sentence::{NAME, Sentence};
use crate::extract::text::spoken;
use crate::extract::text::told;
use crate::extract::text::type_text;
use crate::facts::{ResponseFacts, TypeText};
use crate::markdown::{Block, BlockKind, Cell, Inline, Run, RunKind};
use crate::source::Span;

/// Reads the paragraphs of a part that stand below the section's own heading.
pub(crate) fn extract(
    cx: &Cx<'_>,
    part: &Part<'_>,
    response: &mut ResponseFacts,
    ledger: &mut Ledger,
) {
    let quotes = Frames::quotes(part);
    // An alert speaks of more than of what is answered.
    for it in part.paragraphs().filter(|(block, _)| !quotes.hold(block)) {
        paragraph(cx, it, response, ledger);
    }
    if response.statuses.is_empty() {
        let mut tables = part.tables();
        response.statuses.extend(tables.find_map(|(_, it)| statuses::beside_line(cx, it)));
    }
}

/// Reads the paragraphs of a part with parameters that stand behind these: the section's own words go on there.
pub(crate) fn behind_rows(
    cx: &Cx<'_>,
    part: &Part<'_>,
    response: &mut ResponseFacts,
    ledger: &mut Ledger,
) {
    for it in behind(part) {
        paragraph(cx, it, response, ledger);
    }
}

/// Whether a part is of parameters or of what is sent, so that an answer is told behind it at most.
pub(crate) fn is_of_parameters(part: &Part<'_>) -> bool {
    matches!(
        part.section,
        Some(
            Section::Parameters
                | Section::RequestHeaders
                | Section::QueryParameters
                | Section::PathParameters
                | Section::FunctionParameters
                | Section::RequestBody
        )
    )
}

/// The paragraphs behind the first table or list of a part, none of them in a list or a quote. Where nothing is listed there,
/// all are, but of what is sent.
fn behind<'p>(part: &Part<'p>) -> impl Iterator<Item = (&'p Block, &'p Inline)> {
    let mut is_behind = part.section != Some(Section::RequestBody) && !has_rows(part);
    let mut held: Option<Span> = None;
    part.blocks.iter().filter_map(move |block| {
        let is_held = held.is_some_and(|it| it.file == block.span.file && block.span.end <= it.end);
        match &block.kind {
            _ if is_held => None,
            BlockKind::Table(_) | BlockKind::List(_) => {
                is_behind = true;
                held = Some(block.span);
                None
            }
            BlockKind::Quote(_) => {
                held = Some(block.span);
                None
            }
            BlockKind::Paragraph(inline) => is_behind.then_some((*block, inline)),
            _ => None,
        }
    })
}

fn has_rows(part: &Part<'_>) -> bool {
    part.blocks.iter().any(|it| matches!(it.kind, BlockKind::Table(_) | BlockKind::List(_)))
}

fn paragraph(
    cx: &Cx<'_>,
    (block, inline): (&Block, &Inline),
    response: &mut ResponseFacts,
    ledger: &mut Ledger,
) {
    if response.ty.is_none()
        && let Some((cell, is_bold)) = labelled::of_section(cx, inline, Section::Response)
    {
        if behind_label(cx, &cell, is_bold, response) {
            ledger.used(block);
        }
        return;
    }
    let text = inline.plain();
    let mut statuses = statuses::of(cx, inline, true);
    // "200 with a list of [x]" needs no other word.
    let is_begun = begins_with_success(&text) && !statuses.is_empty();
    if !is_begun && !cx.dialect.phrases.said_in(&text).returns() {
        return;
    }
    // What is answered at times, and is no success, is not what is answered.
    let is_at_times = !find(&text, &cx.dialect.phrases.conditions).is_empty();
    statuses.retain(|it| !is_at_times || (200..300).contains(&it.value));
    for sentence in spoken::sentences(cx, inline) {
        let is_said = cx.dialect.phrases.said_in(&sentence.text).returns();
        let is_begun = begins_with_success(&sentence.text) && is_begun;
        if response.ty.is_some() || !is_said && !is_begun {
            continue;
        }
        response.ty = match is_begun {
            true => plainly(cx, &sentence, block.span),
            false => returned_type(cx, &sentence, block.span),
        };
        response.is_said = response.ty.is_some();
        response.of_status = response.of_status.or(statuses.first().map(|it| it.value));
        response.ty.iter().for_each(|_| ledger.used(block));
        if response.ty.is_none() && told::is_nothing(cx, &sentence, is_begun) {
            response.none.get_or_insert(block.span);
            ledger.used(block);
        }
    }
    if response.statuses.is_empty() && !statuses.is_empty() {
        response.statuses = statuses;
        ledger.used(block);
    }
}

/// Whether a text begins with a status of success.
fn begins_with_success(text: &str) -> bool {
    statuses::is_success(text.split_whitespace().next().unwrap_or_default())
}

/// Reads what stands behind a label: "**Response**: `201` and a list of [x]". `false` if it says nothing of the kind.
fn behind_label(cx: &Cx<'_>, cell: &Cell, is_bold: bool, response: &mut ResponseFacts) -> bool {
    let statuses = statuses::of(cx, &cell.inline, true);
    let has_success = statuses.iter().any(|it| (200..400).contains(&it.value));
    // "Errors: 404 and a [fault]" tells of failures alone.
    if statuses.is_empty() || has_success {
        let sentences = spoken::sentences(cx, &cell.inline);
        response.ty = sentences.iter().find_map(|it| plainly(cx, it, cell.span));
        match sentences.iter().any(|it| told::is_nothing(cx, it, true)) {
            true => response.none = response.none.or(Some(cell.span)),
            false => response.ty = response.ty.take().or_else(|| alone(cx, cell, is_bold)),
        }
        response.is_said = response.ty.is_some();
        response.of_status = response.of_status.or(statuses.first().map(|it| it.value));
    }
    let is_read = response.ty.is_some() || response.none.is_some() || !statuses.is_empty();
    if response.statuses.is_empty() {
        response.statuses = statuses;
    }
    is_read
}

/// A type that is all that stands there, or begins it. Behind words that are no label by their look it is one that needs no
/// link: "Returns: integer".
fn alone(cx: &Cx<'_>, cell: &Cell, is_bold: bool) -> Option<TypeText> {
    let ty = type_text::of_cell(cx.docs, cx.dialect, &cell.inline, cell.span)?;
    let mut filled = cell.inline.runs.iter().filter(|it| !it.text.trim().is_empty());
    let is_marked = |it: &Run| matches!(it.kind, RunKind::Code | RunKind::Link { .. });
    let is_only = filled.next().is_some_and(is_marked) && filled.next().is_none();
    let is_sure = || ty.mentions.iter().all(|it| it.primitive.is_some());
    (is_bold || is_only || is_sure()).then_some(TypeText { is_guess: true, ..ty })
}

/// What a sentence says is returned. Only what is called an object, or the like, is sure to be one.
fn returned_type(cx: &Cx<'_>, sentence: &Sentence<'_>, block: Span) -> Option<TypeText> {
    let Some(first) = sentence.places().next() else {
        return told::in_words(cx, sentence, false, block);
    };
    let after = sentence.text.rsplit(NAME).next().unwrap_or_default();
    let word = after.trim_start().split(|c: char| !c.is_alphanumeric()).next();
    let word = word.unwrap_or_default().to_lowercase();
    let mut kinds = cx.dialect.kind_words.iter();
    let is_kind = kinds.any(|it| *it == word || word.strip_suffix('s') == Some(it.as_str()));
    let is_led_to = told::leads_to(cx, sentence, first, false);
    let ty = named(cx, sentence).filter(|_| is_kind || is_led_to)?;
    Some(TypeText { is_guess: !is_kind, ..ty })
}
