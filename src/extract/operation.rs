//! Operation pages: request lines, permissions, headers, parameters, body and response.

use super::columns::{Columns, NAMES, cell};
use super::outline::{Ledger, Part};
use super::property::{property_name, rows};
use super::prose::{after_phrase, has_phrase, has_sentence, prose};
use super::{AnnotatedCode, Cx, example, options, permission, type_text};
use crate::diagnostic::Diagnostics;
use crate::dialect::{Column, Section};
use crate::facts::{
    BodyFacts, LeftReason, OperationFacts, ParameterClaim, RequestLine, ResponseFacts, Source,
    TypeText,
};
use crate::http;
use crate::markdown::{Cell, Inline, RunKind, Table};
use crate::rules::page;
use crate::source::Spanned;

/// Reads the operation, if the page has request lines or a section for them.
pub(super) fn extract(
    cx: &Cx<'_>,
    parts: &[Part<'_>],
    codes: &[AnnotatedCode<'_>],
    ledger: &mut Ledger,
    diagnostics: &mut Diagnostics,
) -> Option<OperationFacts> {
    let section = parts.iter().find(|part| part.section == Some(Section::HttpRequest));
    let has_operation_parts = parts.iter().any(|part| part.section == Some(Section::Permissions))
        && parts.iter().any(|part| part.section == Some(Section::Response));
    if section.is_none() && !has_operation_parts {
        return None;
    }
    let mut facts = OperationFacts::default();
    for code in codes.iter().filter(|code| is_template(cx, code, section.is_some())) {
        match request_lines(cx, code, &mut facts.lines, diagnostics) {
            true => ledger.used(code.block),
            // Each of its lines has been reported.
            false => ledger.left(code.block, LeftReason::OtherCode),
        }
    }
    if facts.lines.is_empty() {
        let at = section.and_then(Part::heading).or_else(|| parts.iter().find_map(Part::heading));
        if let Some(heading) = at {
            diagnostics.report(page::operation_without_request_line::report(heading.span));
        }
    }
    let mut has_response = false;
    for part in parts {
        match part.section {
            Some(Section::Permissions) => {
                facts.permissions.extend(permission::extract(cx, part, ledger, diagnostics));
            }
            Some(Section::RequestHeaders) => {
                parameters(cx, part, header_name, &mut facts.headers, ledger);
            }
            Some(Section::QueryParameters) => {
                let n_before = facts.query_parameters.len();
                parameters(cx, part, property_name, &mut facts.query_parameters, ledger);
                options::of_rows(cx, &facts.query_parameters[n_before..], &mut facts.options);
                options::extract(cx, part, &mut facts.options, ledger);
            }
            Some(Section::PathParameters) => {
                parameters(cx, part, property_name, &mut facts.path_parameters, ledger);
            }
            Some(Section::FunctionParameters) => {
                parameters(cx, part, property_name, &mut facts.function_parameters, ledger);
            }
            Some(Section::RequestBody) => body(cx, part, &mut facts.body, ledger),
            Some(Section::Response) if !has_response || !part.is_own => {
                has_response = true;
                response(cx, part, &mut facts.response, ledger);
            }
            _ => {}
        }
    }
    facts.examples = example::extract(cx, parts, codes, ledger, diagnostics);
    Some(facts)
}

/// Whether a code block holds request lines rather than an example.
fn is_template(cx: &Cx<'_>, code: &AnnotatedCode<'_>, has_section: bool) -> bool {
    if has_section {
        return code.section == Some(Section::HttpRequest) && code.block_type() != Some("response");
    }
    // Pages without the section show their lines anywhere but among the examples.
    let text = cx.sources().text(code.code.content);
    let mut lines = text.lines().filter(|line| !line.trim().is_empty()).peekable();
    !matches!(code.section, Some(Section::Examples))
        && code.block_type() != Some("response")
        && lines.peek().is_some()
        && lines.all(|line| {
            http::parse_request_line(line, code.code.content)
                .is_some_and(|(_, target)| !target.value.contains("://"))
        })
}

/// Reads the lines of a code block; says whether there were any.
fn request_lines(
    cx: &Cx<'_>,
    code: &AnnotatedCode<'_>,
    lines: &mut Vec<RequestLine>,
    diagnostics: &mut Diagnostics,
) -> bool {
    let content = code.code.content;
    let text = cx.sources().text(content);
    let mut offset = 0;
    let n_before = lines.len();
    for line in text.split_inclusive('\n') {
        let start = offset;
        offset += line.len();
        let line = line.trim_end();
        let span = content.part(start..start + line.len());
        match http::parse_request_line(line, span) {
            Some((method, target)) => {
                let template = http::parse_url(&target.value, target.span);
                lines.push(RequestLine { method, target, template });
            }
            None if line.trim().is_empty() => {}
            // What follows a request line is that request's headers and body.
            None if lines.len() > n_before && !line.starts_with('/') => {
                diagnostics.report(page::unreadable_request_line::after(line.trim(), span));
                break;
            }
            None => diagnostics.report(page::unreadable_request_line::report(line.trim(), span)),
        }
    }
    lines.len() > n_before
}

/// The name in the first cell of a row.
type NameOf = fn(&Cell) -> Option<Spanned<String>>;

/// Reads header and parameter tables.
fn parameters(
    cx: &Cx<'_>,
    part: &Part<'_>,
    name_of: NameOf,
    found: &mut Vec<ParameterClaim>,
    ledger: &mut Ledger,
) {
    for (block, table) in part.tables() {
        let rows = parameter_rows(cx, table, name_of).unwrap_or_default();
        ledger.table(part, block, rows.len());
        found.extend(rows);
    }
}

/// A header's name, of which some pages write a part of the value as well: `Prefer: outlook.timezone`.
fn header_name(cell: &Cell) -> Option<Spanned<String>> {
    let mut cell = cell.clone();
    if let Some(run) = cell.inline.runs.iter().position(|run| run.text.contains(':')) {
        let name = &mut cell.inline.runs[run].text;
        name.truncate(name.find(':').unwrap_or(name.len()));
        cell.inline.runs.truncate(run + 1);
    }
    property_name(&cell)
}

fn parameter_rows(cx: &Cx<'_>, table: &Table, name_of: NameOf) -> Option<Vec<ParameterClaim>> {
    let columns = Columns::of(table, cx.dialect);
    let name = columns.find(NAMES).filter(|column| *column == 0)?;
    let ty = columns.find(&[Column::Type]);
    let description = columns.find(&[Column::Description]).or(columns.find(&[Column::Value]));
    let required = columns.find(&[Column::Required]);
    let phrases = &cx.dialect.phrases;
    let rows = table.rows.iter().filter_map(|row| {
        let text = cell(row, description).map(|cell| cell.inline.plain()).unwrap_or_default();
        let yes = cell(row, required).map(|cell| {
            let word = cell.inline.plain().to_lowercase();
            ["yes", "y", "true", "required"].contains(&word.trim_end_matches('.'))
        });
        let said = if has_sentence(&text, &phrases.required) {
            Some(true)
        } else {
            has_sentence(&text, &phrases.optional).then_some(false)
        };
        Some(ParameterClaim {
            name: name_of(row.cells.get(name)?)?,
            ty: cell(row, ty)
                .and_then(|cell| type_text::of_cell(cx.docs, cx.dialect, &cell.inline, cell.span)),
            description: cell(row, description).and_then(|cell| prose(&cell.inline, cell.span)),
            required: yes.or(said),
        })
    });
    Some(rows.collect())
}

fn body(cx: &Cx<'_>, part: &Part<'_>, body: &mut BodyFacts, ledger: &mut Ledger) {
    let phrases = &cx.dialect.phrases;
    for (block, inline) in part.paragraphs() {
        let text = inline.plain();
        if body.none.is_none() && has_phrase(&text, &phrases.no_body) {
            body.none = Some(block.span);
            ledger.used(block);
            continue;
        }
        if body.ty.is_none() {
            body.ty = linked_type(cx, inline, &phrases.body_of);
            body.ty.iter().for_each(|_| ledger.used(block));
        }
        if body.ty.is_none()
            && body.parameters.is_none()
            && has_phrase(&text, &phrases.body_parameters)
        {
            body.parameters = Some(block.span);
            ledger.used(block);
        }
        if body.all_required.is_none() && has_phrase(&text, &phrases.all_required) {
            body.all_required = Some(block.span);
            ledger.used(block);
        }
    }
    for (block, table) in part.tables() {
        let columns = Columns::of(table, cx.dialect);
        let claims = rows(cx, table, Source::BodyTable).unwrap_or_default();
        ledger.table(part, block, claims.len());
        if columns.find(&[Column::Parameter]) == Some(0) && !claims.is_empty() {
            body.parameters.get_or_insert(block.span);
        }
        body.properties.extend(claims);
    }
}

/// The first linked type after one of the phrases; a link to an operation's page is no type.
fn linked_type(cx: &Cx<'_>, inline: &Inline, phrases: &[String]) -> Option<TypeText> {
    let runs = after_phrase(inline, phrases)?;
    let run = runs.iter().find(|run| {
        matches!(run.kind, RunKind::Link { .. }) && !run.text.contains(char::is_whitespace)
    })?;
    let inline = Inline { runs: vec![run.clone()] };
    let ty = type_text::of_cell(cx.docs, cx.dialect, &inline, run.span)?;
    let leads_inside = ty.mentions.iter().any(|it| it.target.is_some());
    leads_inside.then_some(ty)
}

/// Reads status codes and the answer's type from the response section's sentences.
fn response(cx: &Cx<'_>, part: &Part<'_>, response: &mut ResponseFacts, ledger: &mut Ledger) {
    for (block, inline) in part.paragraphs() {
        for run in &inline.runs {
            let code = run.text.trim_start_matches('`').get(..3).and_then(|it| it.parse().ok());
            if run.kind == RunKind::Code
                && let Some(code @ 200..=599) = code
            {
                response.statuses.push(Spanned::new(code, run.span));
                ledger.used(block);
            }
        }
        if response.ty.is_none() {
            response.ty = answered_type(cx, inline);
            response.ty.iter().for_each(|_| ledger.used(block));
        }
    }
}

/// The type in "returns … a collection of [x] objects", "a String collection", "the **x** object".
fn answered_type(cx: &Cx<'_>, inline: &Inline) -> Option<TypeText> {
    let collection_words = &cx.dialect.phrases.collection;
    let is_type = |run: &&crate::markdown::Run| {
        let is_marked = matches!(run.kind, RunKind::Link { .. } | RunKind::Strong);
        is_marked && !run.text.trim().contains(char::is_whitespace) && !run.text.trim().is_empty()
    };
    if let Some(index) = inline.runs.iter().position(|run| is_type(&run)) {
        let run = &inline.runs[index];
        let one = Inline { runs: vec![run.clone()] };
        let mut ty = type_text::of_cell(cx.docs, cx.dialect, &one, run.span)?;
        let before = inline.runs[..index].last().map_or("", |run| run.text.as_str());
        let after = inline.runs.get(index + 1).map_or("", |run| run.text.as_str());
        let words_before = before.rsplit(['.', ',']).next().unwrap_or_default().to_lowercase();
        let word_after = after.trim_start().to_lowercase();
        ty.collection |= collection_words.iter().any(|it| words_before.contains(it))
            || collection_words.iter().any(|it| word_after.starts_with(it))
            || word_after.starts_with("object collection")
            || word_after.starts_with("objects collection");
        return Some(ty);
    }
    // Primitives are not linked: "a Boolean", "a String collection", "a Stream".
    let text = inline.plain();
    if !text.to_lowercase().contains("response body") {
        return None;
    }
    let words: Vec<&str> =
        text.split_whitespace().map(|word| word.trim_matches([',', '.'])).collect();
    let index = words.iter().position(|word| {
        word.starts_with(char::is_uppercase) && cx.dialect.primitive(word).is_some()
    })?;
    let span = inline.runs.first()?.span;
    let mut ty = type_text::of_text(cx.dialect, words[index], span);
    let is_collection = |word: Option<&&str>| {
        word.is_some_and(|word| word.to_lowercase().starts_with(&collection_words[0]))
    };
    ty.collection =
        is_collection(words.get(index + 1)) || (index >= 2 && is_collection(words.get(index - 2)));
    Some(ty)
}
