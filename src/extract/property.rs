//! Property rows: name, type, description and what the description says in set phrases.

use super::columns::{Columns, NAMES, cell};
use super::prose::{after_phrase, has_phrase, has_sentence, prose};
use super::{Cx, type_text};
use crate::dialect::Column;
use crate::facts::{PropertyClaim, PropertyNotes, Source, TypeMention, TypeText};
use crate::markdown::{Cell, Inline, Row, RunKind, Table};
use crate::source::Spanned;

/// Reads every row of a property, relationship or body table; `None` if it is no such table.
pub(super) fn rows(cx: &Cx<'_>, table: &Table, source: Source) -> Option<Vec<PropertyClaim>> {
    let columns = Columns::of(table, cx.dialect);
    // The name stands first. A table without types still lists properties in a body section.
    let name = columns.find(NAMES).filter(|column| *column == 0)?;
    let ty = columns.find(&[Column::Type]).or_else(|| types_as_values(cx, table, &columns));
    if ty.is_none() && columns.find(&[Column::Value, Column::Method]).is_some() {
        return None;
    }
    let description = columns.find(&[Column::Description]);
    let required = columns.find(&[Column::Required]);
    let claims = table.rows.iter().filter_map(|row| {
        let name = property_name(row.cells.get(name)?)?;
        let types = cell(row, ty);
        // A bold first cell with nothing beside it is the title of a group of rows.
        if types.is_none() && cell(row, description).is_none() && table.header.len() > 1 {
            let is_group = row.cells.iter().skip(1).all(|cell| cell.inline.plain().is_empty());
            if is_group {
                return None;
            }
        }
        Some(claim(cx, row, name, types, cell(row, description), cell(row, required), source))
    });
    Some(claims.collect())
}

/// A value column of which every cell is a type: some pages head the types of a body "Value".
fn types_as_values(cx: &Cx<'_>, table: &Table, columns: &Columns) -> Option<usize> {
    let column = columns.find(&[Column::Value])?;
    let is_type = |row: &Row| {
        let cell = row.cells.get(column)?;
        let ty = type_text::of_cell(cx.docs, cx.dialect, &cell.inline, cell.span)?;
        let is_known = |it: &TypeMention| it.primitive.is_some() || it.target.is_some();
        (!ty.mentions.is_empty() && ty.mentions.iter().all(is_known)).then_some(())
    };
    (!table.rows.is_empty() && table.rows.iter().all(|row| is_type(row).is_some()))
        .then_some(column)
}

fn claim(
    cx: &Cx<'_>,
    row: &Row,
    name: Spanned<String>,
    ty: Option<&Cell>,
    description: Option<&Cell>,
    required: Option<&Cell>,
    source: Source,
) -> PropertyClaim {
    let ty = ty.and_then(|cell| type_text::of_cell(cx.docs, cx.dialect, &cell.inline, cell.span));
    let mut notes = description.map(|cell| notes(cx, &cell.inline)).unwrap_or_default();
    if let Some(cell) = required {
        let word = cell.inline.plain().to_lowercase();
        notes.required |= ["yes", "y", "true", "required"].contains(&word.trim_end_matches('.'));
    }
    let whole_name = row.cells.first().map(|cell| cell.inline.plain()).unwrap_or_default();
    notes.deprecated |= has_phrase(&whole_name, &cx.dialect.phrases.deprecated);
    PropertyClaim {
        source,
        name,
        ty,
        description: description.and_then(|cell| prose(&cell.inline, cell.span)),
        notes,
        span: row.span,
    }
}

/// A property's name without markup and notes; `None` if the cell is not one name.
pub(super) fn property_name(cell: &Cell) -> Option<Spanned<String>> {
    let text = cell.inline.plain();
    let text = text.replace("**", "");
    let text = text.split(" (").next().unwrap_or_default().trim();
    let text = text.trim_matches(['*', '`', '"']).trim();
    let is_name = !text.is_empty() && !text.contains(char::is_whitespace);
    is_name.then(|| Spanned::new(text.to_owned(), name_span(cell)))
}

/// The span of the name itself: the first run with words.
fn name_span(cell: &Cell) -> crate::source::Span {
    let is_word =
        |run: &&crate::markdown::Run| run.kind != RunKind::Html && !run.text.trim().is_empty();
    match cell.inline.runs.iter().find(is_word) {
        Some(run) if run.kind == RunKind::Text => run.span,
        _ => cell.span,
    }
}

/// What a description says in set phrases.
fn notes(cx: &Cx<'_>, description: &Inline) -> PropertyNotes {
    let phrases = &cx.dialect.phrases;
    let text = description.plain();
    let nullable = if has_phrase(&text, &phrases.not_nullable) {
        Some(false)
    } else {
        has_phrase(&text, &phrases.nullable).then_some(true)
    };
    PropertyNotes {
        read_only: has_phrase(&text, &phrases.read_only),
        required: has_sentence(&text, &phrases.required),
        nullable,
        deprecated: has_phrase(&text, &phrases.deprecated),
        inherited_from: type_after(cx, description, &phrases.inherited_from),
        values: values(cx, description),
    }
}

/// The values of a "possible values" list: the code spans after the phrase.
fn values(cx: &Cx<'_>, description: &Inline) -> Vec<Spanned<String>> {
    let Some(runs) = after_phrase(description, &cx.dialect.phrases.values) else {
        return Vec::new();
    };
    let codes = runs.iter().filter(|run| run.kind == RunKind::Code);
    codes
        .flat_map(|run| {
            run.text.split([',', '|']).map(|value| {
                let value = value.trim().trim_matches(['\'', '"']).to_owned();
                Spanned::new(value, run.span)
            })
        })
        .filter(|value| !value.value.is_empty())
        .collect()
}

/// The type named after one of the phrases: a link, a bold or code word, or the next bare word.
pub(super) fn type_after(cx: &Cx<'_>, inline: &Inline, phrases: &[String]) -> Option<TypeText> {
    let runs = after_phrase(inline, phrases)?;
    let is_marked =
        |kind: &RunKind| matches!(kind, RunKind::Link { .. } | RunKind::Strong | RunKind::Code);
    let marked = runs.iter().find(|run| is_marked(&run.kind));
    if let Some(run) = marked {
        let inline = Inline { runs: vec![run.clone()] };
        return type_text::of_cell(cx.docs, cx.dialect, &inline, run.span);
    }
    let run = runs.first()?;
    let words = run.text.split_whitespace().map(|word| word.trim_matches([',', ':', ';']));
    let word = words.into_iter().find(|word| !["a", "an", "the", "from"].contains(word))?;
    Some(type_text::of_text(cx.dialect, word, run.span))
}
