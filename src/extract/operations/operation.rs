//! Operation pages: request lines, permissions, headers, parameters, body and response.

use super::alike;
use super::behind_answer;
use super::body;
use super::options;
use super::permission;
use super::response;
use super::returned;
use super::shown_body;
use super::typed_json;
use crate::diagnostic::Diagnostics;
use crate::dialect::{Column, ParameterPlace, Section};
use crate::extract::code::annotated_code::AnnotatedCode;
use crate::extract::cx::Cx;
use crate::extract::examples::example;
use crate::extract::examples::in_sentence;
use crate::extract::examples::of_line;
use crate::extract::examples::sent_below::Sent;
use crate::extract::lines::request_line;
use crate::extract::page::columns::{Columns, NAMES, cell};
use crate::extract::page::outline::{Ledger, Part};
use crate::extract::parameters::elements;
use crate::extract::parameters::listed;
use crate::extract::parameters::placeless;
use crate::extract::parameters::requirement;
use crate::extract::rows::lost;
use crate::extract::rows::placed;
use crate::extract::rows::property::{
    is_optional_name, is_required, leads_elsewhere, of_property, property_name, type_and_values,
};
use crate::extract::rows::row_names;
use crate::extract::rows::row_names::NameOf;
use crate::extract::rows::translated;
use crate::extract::rows::unknown_cells;
use crate::extract::sections::opening;
use crate::extract::sections::units::Unit;
use crate::extract::text::form;
use crate::extract::text::notes::notes;
use crate::extract::text::prose::{has_sentence, prose, says_required};
use crate::extract::types::described;
use crate::facts::{LeftReason, OperationFacts, ParameterClaim, PropertyNotes, Rare, RequestLine};
use crate::http;
use crate::markdown::{Block, BlockKind, Cell, Table};
use crate::rules::page;
use crate::source::{Span, Spanned};
use std::collections::BTreeSet;

/// Reads the operation, if the page has request lines or a section for them.
pub(crate) fn extract(
    cx: &Cx<'_>,
    unit: &Unit<'_>,
    codes: &[AnnotatedCode<'_>],
    ledger: &mut Ledger,
    diagnostics: &mut Diagnostics,
) -> Option<OperationFacts> {
    let parts = unit.parts.as_slice();
    let section = parts.iter().find(|part| part.section == Some(Section::HttpRequest));
    match &unit.lines {
        Some(lines) if lines.is_empty() => return None,
        None if section.is_none() && !has_operation_parts(cx, parts, codes) => return None,
        Some(_) | None => {}
    }
    let deprecated = opening::deprecation(cx, parts);
    deprecated.iter().for_each(|span| ledger.used_at(*span));
    let mut facts = OperationFacts { deprecated, ..OperationFacts::default() };
    let code_of_lines = unit.code_of_lines();
    let (templates, others): (Vec<_>, Vec<_>) = codes.iter().partition(|code| match unit.lines {
        Some(_) => code_of_lines.contains(&code.block.span),
        None => request_line::is_template(cx, code, section.is_some()),
    });
    for line in unit.lines.iter().flatten() {
        ledger.used_at(line.at);
        facts.lines.push(line.line.clone());
    }
    let mut read: Vec<request_line::Read> = Vec::new();
    for code in templates.into_iter().filter(|_| unit.lines.is_none()) {
        let of_block = request_line::extract(cx, code, &mut facts.lines, diagnostics);
        match (of_block.has_lines, of_block.has_other) {
            (true, _) => ledger.used(code.block),
            (false, true) => ledger.left(code.block, LeftReason::NotModelled),
            // That it has none is reported.
            (false, false) => ledger.left(code.block, LeftReason::OtherCode),
        }
        read.push(of_block);
        let annotation = &code.annotation;
        facts.is_composable |= annotation.is_composable;
        let says = annotation.is_composable || annotation.target.is_some();
        if says || !annotation.sample_keys.is_empty() {
            code.comment.iter().for_each(|it| ledger.used(it));
        }
    }
    if unit.lines.is_none() {
        request_line::of_spans(cx, parts, &mut facts.lines, ledger, diagnostics);
    }
    if !facts.lines.is_empty() {
        let unread = read.iter().flat_map(request_line::Read::told);
        unread.for_each(|it| {
            diagnostics.report(page::unreadable_request_line::report(cx.sources().text(it), it))
        });
    } else if !read.iter().any(|it| it.has_other) {
        let heading =
            section.and_then(Part::heading).or_else(|| parts.iter().find_map(Part::heading));
        let line = read.iter().find_map(|it| it.unread.first().copied());
        let told = heading.map(|it| {
            page::operation_without_request_line::report(
                it.span,
                line.map(|it| (cx.sources().text(it), it)),
            )
        });
        told.into_iter().for_each(|it| diagnostics.report(it));
    }
    let mut has_response = false;
    let (mut placeless, mut says_required) = (Vec::new(), false);
    // The rows below no heading or label that is known.
    let mut unknown = BTreeSet::new();
    for part in parts {
        if matches!(part.section, None | Some(Section::Parameters | Section::RequestBody)) {
            form::said(cx, part, &mut facts.body, ledger);
        }
        if unit.lines.is_some() && returned::is_of_parameters(part) {
            returned::behind_rows(cx, part, &mut facts.response, ledger);
        }
        let unsaid = elements::read(cx, part, &mut facts, ledger);
        match unit.lines {
            Some(_) => placeless.extend(unsaid.into_iter().map(|it| (ParameterPlace::Unsaid, it))),
            None => facts.body.properties.extend(unsaid),
        }
        if unit.lines.is_some() {
            facts.alike.extend(alike::extract(cx, part, ledger));
        }
        match part.section {
            None | Some(Section::Parameters) if unit.lines.is_some() => {
                if described::is_of_type(cx, unit, part) {
                    continue;
                }
                if part.section.is_none() {
                    returned::extract(cx, part, &mut facts.response, ledger);
                }
                let rows = placeless::rows(cx, part, ledger);
                if part.section.is_none() {
                    unknown.extend(rows.iter().map(|(_, it)| it.span));
                }
                placeless.extend(rows);
                says_required |= placeless::says_required(cx, part);
            }
            Some(Section::Permissions) => {
                facts.permissions.extend(permission::extract(cx, part, ledger, diagnostics));
            }
            Some(Section::RequestHeaders) => {
                let own = (ParameterPlace::Header, header_name as NameOf);
                let found = parameters(cx, part, own, &mut facts, ledger);
                facts.headers.extend(found);
            }
            Some(Section::QueryParameters) => {
                let own = (ParameterPlace::Query, property_name as NameOf);
                let found = parameters(cx, part, own, &mut facts, ledger);
                options::of_rows(cx, &found, &mut facts.options);
                facts.query_parameters.extend(found);
                options::extract(cx, part, &mut facts.options, ledger);
            }
            Some(Section::PathParameters) => {
                let own = (ParameterPlace::Path, property_name as NameOf);
                let found = parameters(cx, part, own, &mut facts, ledger);
                facts.path_parameters.extend(found);
            }
            Some(Section::FunctionParameters) => {
                let own = (ParameterPlace::Unsaid, property_name as NameOf);
                let found = parameters(cx, part, own, &mut facts, ledger);
                facts.function_parameters.extend(found);
            }
            Some(Section::RequestBody) => {
                let mut elsewhere = body::extract(cx, part, &mut facts.body, ledger);
                let mut listed = listed::of_call(cx, part, ledger);
                elsewhere.extend(placed::elsewhere(ParameterPlace::Body, &mut listed));
                facts.body.properties.extend(listed.into_iter().map(|(_, claim)| claim));
                placed::put_all(cx, &mut facts, elsewhere);
            }
            Some(Section::Response) if !has_response || !part.is_own => {
                // "**Response**" may stand alone above a sentence that says the same.
                let is_label =
                    |it: &Block| matches!(&it.kind, BlockKind::Paragraph(it) if it.is_label());
                has_response |= part.blocks.iter().any(|it| !is_label(it));
                response::extract(cx, part, &mut facts.response, ledger);
                response::members(cx, part, &mut facts.response, ledger);
            }
            _ => {}
        }
    }
    // What only reads is sent nothing, so that JSON in its section is what it answers.
    let only_reads = unit.heading.is_some() && is_read_only(&facts.lines);
    let sent = Sent::of(&facts, &placeless, only_reads);
    let shown = shown_body::extract(cx, &others, &sent, ledger);
    let (json, shown) = shown.unzip();
    facts.body.json = json;
    (facts.examples, facts.samples) =
        example::extract(cx, parts, &others, &sent, ledger, diagnostics);
    // What a sentence shows is all that there is.
    if unit.lines.is_some() && facts.examples.iter().all(|it| it.response.is_none()) {
        let is_of_answers = |it: &Part<'_>| {
            matches!(it.section, Some(Section::Response | Section::ExampleResponse))
        };
        let own = parts.iter().filter(|it| it.headings.len() <= 1 || is_of_answers(it));
        let told = own.filter_map(|it| in_sentence::answer(cx, it, &facts.response, ledger)).next();
        facts.examples.extend(told);
    }
    if unit.lines.is_some() {
        behind_answer::take(&mut facts, &mut placeless, &unknown);
        typed_json::take(cx, &mut facts, &mut placeless);
        of_line::complete(&mut facts, shown);
    }
    translated::body(&mut facts);
    shown_body::find_wrapper(&mut facts.body, &facts.examples);
    if facts.lines.is_empty() {
        facts.lines = request_line::of_examples(cx, &facts.examples);
    }
    requirement::settle(cx, unit, &mut facts, &mut placeless, ledger);
    if unit.lines.is_some() {
        placeless::place(cx, &mut facts, placeless, says_required);
    } else if facts.function_parameters.is_empty() && is_read_only(&facts.lines) {
        facts.function_parameters = facts.body.properties.drain(..).map(of_property).collect();
    }
    Some(facts)
}

/// Whether a page without the section for request lines is an operation's all the same: it says who may
/// call it, and shows what to send or tells what comes back.
fn has_operation_parts(cx: &Cx<'_>, parts: &[Part<'_>], codes: &[AnnotatedCode<'_>]) -> bool {
    let has = |section| parts.iter().any(|part| part.section == Some(section));
    let is_shown = || codes.iter().any(|code| request_line::is_template(cx, code, false));
    has(Section::Permissions) && (has(Section::Response) || is_shown())
}

/// Reads header and parameter tables: the rows that go where the heading says. Those that go elsewhere are put there.
fn parameters(
    cx: &Cx<'_>,
    part: &Part<'_>,
    (own, name_of): (ParameterPlace, NameOf),
    facts: &mut OperationFacts,
    ledger: &mut Ledger,
) -> Vec<ParameterClaim> {
    let mut found = Vec::new();
    for (block, table) in part.tables() {
        let rows = parameter_rows(cx, table, name_of).unwrap_or_default();
        ledger.table(part, block, rows.len());
        if rows.is_empty() {
            continue;
        }
        let is_read = |cell: &Cell| !row_names::of_cell(cx, cell, name_of).is_empty();
        lost::parameters(cx, table, 0, is_read, ledger);
        unknown_cells::tell(cx, table, ledger);
        let elsewhere = placed::elsewhere_by_column(cx, table, own);
        let rows_elsewhere: BTreeSet<Span> = elsewhere.iter().map(|it| it.1.span).collect();
        let here = rows.into_iter().filter(|(row, _)| !rows_elsewhere.contains(row));
        found.extend(here.map(|(_, claim)| claim));
        placed::put_all(cx, facts, elsewhere);
    }
    let mut listed = listed::of_call(cx, part, ledger);
    placed::put_all(cx, facts, placed::elsewhere(own, &mut listed));
    found.extend(listed.into_iter().map(|(_, claim)| of_property(claim)));
    let requires = requirement::of_heading(cx, part);
    found.iter_mut().for_each(|it| it.required = it.required.or(requires));
    found
}

/// A header's name, of which some pages write a part of the value as well: `Prefer: outlook.timezone`.
fn header_name(cell: &Cell) -> Option<Spanned<String>> {
    let Some(run) = cell.inline.runs.iter().position(|run| run.text.contains(':')) else {
        return property_name(cell);
    };
    let mut cell = cell.clone();
    let name = &mut cell.inline.runs[run].text;
    name.truncate(name.find(':').unwrap_or(name.len()));
    cell.inline.runs.truncate(run + 1);
    property_name(&cell)
}

fn parameter_rows(
    cx: &Cx<'_>,
    table: &Table,
    name_of: NameOf,
) -> Option<Vec<(Span, ParameterClaim)>> {
    let columns = Columns::of(table, cx.dialect);
    let name = columns.find(NAMES).filter(|column| *column == 0)?;
    let ty = columns.find(&[Column::Type]);
    let description = columns.find(&[Column::Description]).or(columns.find(&[Column::Value]));
    let required = columns.find(&[Column::Required]);
    let phrases = &cx.dialect.phrases;
    let is_defaulted =
        |text: &str| cx.dialect.shape.required_unless_optional && phrases.said_in(text).default();
    let all = table.header.get(name).and_then(|it| cx.dialect.requires(&it.inline.plain()));
    let rows = table.rows.iter().filter_map(|row| {
        let text = cell(row, description).map(|cell| cell.inline.plain()).unwrap_or_default();
        let yes = cell(row, required).map(|cell| is_required(cx, cell));
        let said = if says_required(cx.dialect, &text) {
            Some(true)
        } else {
            has_sentence(&text, &phrases.optional).then_some(false)
        };
        let name_cell = row.cells.get(name).filter(|_| !leads_elsewhere(row, name, ty))?;
        let is_optional = is_optional_name(name_cell) || is_defaulted(&text);
        let is_optional = is_optional.then_some(false);
        let (ty, values) = cell(row, ty).map(|cell| type_and_values(cx, cell)).unwrap_or_default();
        let mut notes = notes(cx, cell(row, description).map(|it| &it.inline), ty.as_ref());
        if !values.is_empty() {
            notes.values = values;
        }
        let notes: Rare<PropertyNotes> = notes.into();
        let claim = |name| ParameterClaim {
            name,
            ty: ty.clone(),
            description: cell(row, description).and_then(|cell| prose(&cell.inline, cell.span)),
            required: yes.or(said).or(is_optional).or(all),
            notes: notes.clone(),
        };
        let names = row_names::of_cell(cx, name_cell, name_of).into_iter();
        Some(names.map(|it| (row.span, claim(it))).collect::<Vec<_>>())
    });
    Some(rows.flatten().collect())
}

/// What only reads has no body: the rows of its body section are a function's parameters.
fn is_read_only(lines: &[RequestLine]) -> bool {
    !lines.is_empty() && lines.iter().all(|line| line.method.value == http::Method::Get)
}
