//! Property rows: name, type, description and what the description says in set phrases.

use super::row_names;
use crate::dialect::Column;
use crate::edm::Primitive;
use crate::extract::cx::Cx;
use crate::extract::page::columns::{Columns, NAMES, cell};
use crate::extract::text::note_values::quoted;
use crate::extract::text::notes::{notes, of_default, values};
use crate::extract::text::phrases::find;
use crate::extract::text::prose::prose;
use crate::extract::text::type_text;
use crate::facts::{ParameterClaim, PropertyClaim, Source, TypeMention, TypeText};
use crate::markdown::{Cell, Inline, Row, Run, RunKind, Table};
use crate::source::{Span, Spanned};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Reads every row of a property, relationship or body table; `None` if it is no such table.
pub(crate) fn rows(cx: &Cx<'_>, table: &Table, source: Source) -> Option<Vec<PropertyClaim>> {
    let columns = Columns::of(table, cx.dialect);
    let (name, ty) = name_and_type(cx, table, &columns)?;
    if ty.is_none() && columns.find(&[Column::Value, Column::Method]).is_some() {
        return None;
    }
    let description = columns.find(&[Column::Description]);
    let required = columns.find(&[Column::Required]);
    let all_required =
        table.header.get(name).and_then(|it| cx.dialect.requires(&it.inline.plain()));
    let claims_of = |row: &Row| {
        let name_cell = row.cells.get(name)?;
        let names = match source {
            Source::BodyTable => row_names::of_cell(cx, name_cell, property_name),
            _ => property_name(name_cell).into_iter().collect(),
        };
        let types = cell(row, ty);
        if source == Source::BodyTable && leads_elsewhere(row, name, columns.find(&[Column::Type]))
        {
            return None;
        }
        // A cell with nothing beside it is the title of a group of rows.
        let n_filled = row.cells.iter().filter(|cell| !cell.inline.is_blank()).count();
        if n_filled == 1 && table.header.len() > 1 {
            return None;
        }
        let cells = Cells {
            name: name_cell,
            ty: types,
            description: cell(row, description),
            required: cell(row, required),
        };
        // Where a cell is missing, the next one's text stands in its place.
        let is_short = row.n_written < table.header.len();
        let claim_of = |name| {
            let mut claim = claim(cx, row.span, name, &cells, source, all_required);
            claim.ty = claim.ty.take().filter(|ty| !is_short || !is_sentence(ty));
            claim
        };
        Some(names.into_iter().map(claim_of).collect::<Vec<_>>())
    };
    // Nearly each row is a claim.
    let mut claims = Vec::with_capacity(table.rows.len());
    claims.extend(table.rows.iter().filter_map(claims_of).flatten());
    Some(claims)
}

/// The columns of names and of types. The name stands first, or there is a column of types beside it. A
/// table without types still lists properties in a body section.
pub(crate) fn name_and_type(
    cx: &Cx<'_>,
    table: &Table,
    columns: &Columns,
) -> Option<(usize, Option<usize>)> {
    let ty = columns.find(&[Column::Type]).or_else(|| types_as_values(cx, table, columns));
    let name = columns.find(NAMES).filter(|column| *column == 0 || ty.is_some())?;
    Some((name, ty))
}

/// Whether words that are no type's name stand where a type should.
fn is_sentence(ty: &TypeText) -> bool {
    let is_known = |it: &TypeMention| it.primitive.is_some() || it.target.is_some();
    !ty.mentions.iter().any(is_known) && ty.mentions.iter().any(|it| it.name.contains(' '))
}

/// The cells of a row, by what they are.
pub(crate) struct Cells<'t> {
    pub(crate) name: &'t Cell,
    pub(crate) ty: Option<&'t Cell>,
    pub(crate) description: Option<&'t Cell>,
    pub(crate) required: Option<&'t Cell>,
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

/// What the cells of a row at `span` say of a property.
pub(crate) fn claim(
    cx: &Cx<'_>,
    span: Span,
    name: Spanned<String>,
    cells: &Cells<'_>,
    source: Source,
    required_by_header: Option<bool>,
) -> PropertyClaim {
    let description = cells.description;
    let (ty, values) = cells.ty.map(|it| type_and_values(cx, it)).unwrap_or_default();
    let mut notes = notes(cx, description.map(|cell| &cell.inline), ty.as_ref());
    if !values.is_empty() {
        notes.values = values;
    }
    notes.say_required(required_by_header);
    notes.say_required(cells.required.and_then(|it| cx.dialect.required(&it.inline.plain())));
    notes.say_required(is_optional_name(cells.name).then_some(false));
    of_default(cx, &mut notes);
    notes.deprecated |= cx.dialect.phrases.said_in(&cells.name.inline.plain()).deprecated();
    // "Key." says only the name again where the name is `key`.
    notes.key &= !cx.dialect.phrases.key.iter().any(|it| it.eq_ignore_ascii_case(&name.value));
    PropertyClaim {
        source,
        name,
        ty,
        description: description.and_then(|cell| prose(&cell.inline, cell.span)),
        notes: notes.into(),
        span,
    }
}

/// The type in a cell, and the values that it lists: "one of `wet`, `dry`" is text, "integer, one of `1`, `2`" is not.
pub(crate) fn type_and_values(
    cx: &Cx<'_>,
    cell: &Cell,
) -> (Option<TypeText>, Vec<Spanned<String>>) {
    let phrases = &cx.dialect.phrases;
    let text = cell.inline.plain();
    if cx.dialect.shape.has_sections()
        && let Some(values) = quoted(&text, cell.span)
    {
        return (Some(type_text::of_primitive(Primitive::String, &text, cell.span)), values);
    }
    let is_linked = cell.inline.runs.iter().any(|it| matches!(it.kind, RunKind::Link { .. }));
    let said = find(&text, &phrases.one_of).into_iter().next().filter(|_| !is_linked);
    let mut values = said.as_ref().map(|_| values(&cell.inline, &phrases.one_of));
    values = values.filter(|all| all.iter().all(|it| cx.dialect.primitive(&it.value).is_none()));
    match (values.unwrap_or_default(), said) {
        (values, Some(said)) if values.len() > 1 && said.start == 0 => {
            (Some(type_text::of_primitive(Primitive::String, &text, cell.span)), values)
        }
        (values, _) => (type_text::of_cell(cx.docs, cx.dialect, &cell.inline, cell.span), values),
    }
}

/// Of a table whose names are marked where a value may be left out, the others must be given.
pub(crate) fn require_unmarked(cx: &Cx<'_>, table: &Table, claims: &mut [PropertyClaim]) {
    let columns = Columns::of(table, cx.dialect);
    let name = columns.find(NAMES).filter(|_| columns.find(&[Column::Required]).is_none());
    let is_marked = |row: &Row| cell(row, name).is_some_and(is_optional_name);
    let marked: BTreeSet<Span> =
        table.rows.iter().filter(|it| is_marked(it)).map(|it| it.span).collect();
    let unmarked = claims.iter_mut().filter(|it| !marked.is_empty() && !marked.contains(&it.span));
    unmarked.filter(|it| !it.notes.optional).for_each(|it| it.notes.changed().required = true);
}

/// Whether a cell of a column that tells what must be given says that this must.
pub(crate) fn is_required(cx: &Cx<'_>, cell: &Cell) -> bool {
    cx.dialect.required(&cell.inline.plain()) == Some(true)
}

/// A property's name without markup and notes; `None` if the cell is not one name.
pub(crate) fn property_name(cell: &Cell) -> Option<Spanned<String>> {
    let text = without_footnote(&cell.inline);
    let text = match text.contains(['*', '~']) {
        true => Cow::Owned(text.replace("**", "").replace("~~", "")),
        false => text,
    };
    // Notes stand in brackets: `size (deprecated)`.
    let text = text.split('(').next().unwrap_or_default().trim();
    // A mark behind the name says that the value may be left out.
    let is_mark = |c: char| c.is_whitespace() || matches!(c, '*' | '`' | '"' | '?');
    let text = text.trim_matches(is_mark).trim_end_matches(':').trim();
    let text = text.trim_end_matches(FOOTNOTES);
    let is_name = !text.is_empty()
        && !is_dash(text)
        && !text.contains(|c: char| c.is_whitespace() || c == ',');
    is_name.then(|| Spanned::new(text.to_owned(), name_span(cell)))
}

/// Whether a text only says that there is nothing: `–`.
pub(crate) fn is_dash(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.chars().all(|c| matches!(c, '-' | '–' | '—'))
}

/// Whether a row only leads to where more of its kind stand: `| [paging](paging.md) | | |`.
pub(crate) fn leads_elsewhere(row: &Row, name: usize, ty: Option<usize>) -> bool {
    let filled = |it: &&Run| !it.text.trim().is_empty();
    let name = row.cells.get(name).map_or(&[][..], |it| &it.inline.runs);
    let mut runs = name.iter().filter(filled);
    let is_away = |run: &Run| match &run.kind {
        RunKind::Link { target } => !target.value.starts_with('#'),
        _ => false,
    };
    let is_untyped = |it: &Cell| it.inline.is_blank() || is_dash(&it.inline.plain());
    ty.and_then(|it| row.cells.get(it)).is_some_and(is_untyped)
        && runs.next().is_some_and(is_away)
        && runs.next().is_none()
}

/// Raised signs that lead to a note below the table.
const FOOTNOTES: [char; 12] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '†', '‡'];

/// A cell's words without the raised number of a note: `size<sup>1</sup>`.
pub(crate) fn without_footnote(inline: &Inline) -> Cow<'_, str> {
    let is_raised = |run: &Run| run.kind == RunKind::Html && run.text.starts_with("<sup");
    match inline.runs.iter().position(is_raised) {
        Some(at) if at > 0 => {
            Cow::Owned(Inline { runs: inline.runs[..at].to_vec() }.plain().into_owned())
        }
        _ => inline.plain(),
    }
}

/// Whether a name is marked as one that may be left out: `name?`.
pub(crate) fn is_optional_name(cell: &Cell) -> bool {
    cell.inline.plain().trim_matches(['*', '`', '"', ' ']).ends_with('?')
}

/// A row of a property table as one of a parameter.
pub(crate) fn of_property(claim: PropertyClaim) -> ParameterClaim {
    let notes = &claim.notes;
    let required = (notes.required || notes.optional).then_some(notes.required);
    let PropertyClaim { name, ty, description, notes, .. } = claim;
    ParameterClaim { name, ty, description, required, notes }
}

/// The span of the name itself: the first run with words.
fn name_span(cell: &Cell) -> crate::source::Span {
    let is_word = |run: &&Run| run.kind != RunKind::Html && !run.text.trim().is_empty();
    match cell.inline.runs.iter().find(is_word) {
        Some(run) if run.kind == RunKind::Text => run.span,
        _ => cell.span,
    }
}
