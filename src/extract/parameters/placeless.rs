//! Parameters of a section that is an operation whose heading has no word of where they go: each where its row says, a path's
//! own wherever they stand, and the rest by the method.

use super::listed;
use super::requirement;
use super::sentences;
use crate::dialect::{Column, ParameterPlace, Section};
use crate::extract::cx::Cx;
use crate::extract::page::columns::{Columns, NAMES};
use crate::extract::page::outline::{Ledger, Part};
use crate::extract::rows::lost;
use crate::extract::rows::placed::{self, Placed};
use crate::extract::rows::property::{self, of_property, property_name};
use crate::extract::rows::row_names;
use crate::extract::rows::unknown_cells;
use crate::facts::{OperationFacts, ParameterClaim, PropertyClaim, RequestLine, Source};
use crate::http::{Method, SegmentKind};
use crate::markdown::{Cell, Table};
use crate::source::Span;
use std::collections::BTreeSet;

/// The rows of a part's tables, if they are parameters: below such a heading or label, or right below the
/// section's own heading. Most do not say where they go.
pub(crate) fn rows(cx: &Cx<'_>, part: &Part<'_>, ledger: &mut Ledger) -> Vec<Placed> {
    let mut found = Vec::new();
    for (block, table) in part.tables() {
        let is_told = part.section == Some(Section::Parameters);
        let is_wanted = is_told || lists_parameters(cx, table);
        let claims = property::rows(cx, table, Source::BodyTable).filter(|_| is_wanted);
        let mut claims = claims.unwrap_or_default();
        property::require_unmarked(cx, table, &mut claims);
        if requirement::of_heading(cx, part) == Some(true) && !has_required(cx, table) {
            claims.iter_mut().for_each(|it| it.notes.changed().required = true);
        }
        if is_told || !claims.is_empty() {
            ledger.table(part, block, claims.len());
        }
        if !claims.is_empty() {
            let name = Columns::of(table, cx.dialect).find(NAMES).unwrap_or_default();
            let is_read = |it: &Cell| !row_names::of_cell(cx, it, property_name).is_empty();
            lost::parameters(cx, table, name, is_read, ledger);
            unknown_cells::tell(cx, table, ledger);
        }
        found.extend(placed::of_table(cx, table, claims));
    }
    if part.section == Some(Section::Parameters) {
        found.extend(listed::of_call(cx, part, ledger));
    }
    if part.section.is_none() && part.depth <= 1 && part.depth == part.headings.len() {
        found.extend(listed::unlabelled(cx, part, ledger));
    }
    // The section's own words may go on behind what it shows.
    if part.section.is_none() && part.headings.len() <= 1 {
        found.extend(sentences::read(cx, part, ledger));
    }
    for (place, claim) in &mut found {
        if *place == ParameterPlace::Unsaid {
            *place = placed::of_description(cx, claim.description.as_ref()).unwrap_or(*place);
        }
    }
    found
}

/// Whether a table without a heading has names first and says of them what is said of parameters.
fn lists_parameters(cx: &Cx<'_>, table: &Table) -> bool {
    let columns = Columns::of(table, cx.dialect);
    let says = [Column::Type, Column::Required, Column::Place];
    let is_line = columns.find(&[Column::HttpMethod, Column::Path]).is_some();
    columns.find(NAMES) == Some(0) && columns.find(&says).is_some() && !is_line
}

/// Whether a column of a part's tables tells which parameters must be given.
pub(crate) fn says_required(cx: &Cx<'_>, part: &Part<'_>) -> bool {
    part.tables().any(|(_, it)| has_required(cx, it))
        || requirement::of_heading(cx, part) == Some(true)
}

fn has_required(cx: &Cx<'_>, table: &Table) -> bool {
    Columns::of(table, cx.dialect).find(&[Column::Required]).is_some()
}

/// Puts the rows where they go, and a path's placeholders to the path's parameters wherever they stand.
///
/// `says_required`: a column of theirs tells which must be given.
pub(crate) fn place(
    cx: &Cx<'_>,
    facts: &mut OperationFacts,
    mut rows: Vec<Placed>,
    says_required: bool,
) {
    placed::find_body(cx, &mut rows);
    let is_read =
        |line: &RequestLine| line.method.value.is_safe() || line.method.value == Method::Delete;
    let (reads, writes) =
        (facts.lines.iter().any(is_read), facts.lines.iter().any(|it| !is_read(it)));
    let is_unsaid = |it: &&Placed| it.0 == ParameterPlace::Unsaid;
    let first = rows.iter().find(is_unsaid).filter(|_| writes).map(|(_, it)| it.span);
    let holes = holes(facts);
    let is_own = |name: &str| holes.contains(&plain(name));
    let in_body = rows.iter().filter(|it| it.0 == ParameterPlace::Body).map(|(_, it)| it);
    let in_body = facts.body.properties.iter().chain(in_body).map(|it| it.name.span);
    let in_body: BTreeSet<Span> = in_body.collect();
    // Where some are said to be required, the others may be left out.
    let tells = says_required || rows.iter().any(|(_, it)| it.notes.required);
    for row in rows {
        let Some(row) = placed::put(cx, facts, row) else { continue };
        if reads || is_own(&row.name.value) {
            facts.query_parameters.push(of_property(row.clone()));
        }
        if writes {
            facts.body.properties.push(row);
        }
    }
    // What a deletion is said to be sent in its body goes there.
    let only_deletes = facts.lines.iter().all(|it| it.method.value == Method::Delete);
    if !writes && !only_deletes {
        let others = facts.body.properties.drain(..).map(of_property);
        facts.query_parameters.extend(others);
    }
    let mut of_path: Vec<ParameterClaim> = Vec::new();
    for claims in [&mut facts.query_parameters, &mut facts.function_parameters] {
        of_path.extend(claims.extract_if(.., |it| is_own(&it.name.value)));
    }
    // What is said to be sent is sent as well, where the path's own is told beside it.
    let told = facts.path_parameters.iter().map(|it| plain(&it.name.value));
    let told: BTreeSet<String> = told.collect();
    let sent = &mut facts.body.properties;
    let is_twice = |span: Span, name: &str| in_body.contains(&span) && told.contains(&plain(name));
    let moves =
        |it: &mut PropertyClaim| is_own(&it.name.value) && !is_twice(it.name.span, &it.name.value);
    of_path.extend(sent.extract_if(.., moves).map(of_property));
    if let Some(first) = first.filter(|_| !sent.is_empty()) {
        facts.body.parameters.get_or_insert(first);
    }
    facts.body.is_optional |= tells && !sent.is_empty() && !sent.iter().any(|it| it.notes.required);
    let known = facts.path_parameters.iter().map(|it| it.name.value.clone());
    let mut known: BTreeSet<String> = known.collect();
    of_path.retain(|it| known.insert(it.name.value.clone()));
    facts.path_parameters.append(&mut of_path);
    of_query(cx, facts, &holes);
}

/// Puts what a heading calls the URL's where it can only be: a path takes what it has a placeholder for. The rest is the query's,
/// where its words say so or every placeholder has a row of its own.
fn of_query(cx: &Cx<'_>, facts: &mut OperationFacts, holes: &BTreeSet<String>) {
    let named: BTreeSet<String> =
        facts.path_parameters.iter().map(|it| plain(&it.name.value)).collect();
    let is_whole = !facts.lines.is_empty() && holes.iter().all(|it| named.contains(it));
    let is_said = |it: &ParameterClaim| {
        placed::of_description(cx, it.description.as_ref()) == Some(ParameterPlace::Query)
    };
    let arguments = arguments(facts);
    let has_place = |it: &ParameterClaim| {
        let name = plain(&it.name.value);
        holes.contains(&name) || arguments.contains(&name)
    };
    let others =
        facts.path_parameters.extract_if(.., |it| !has_place(it) && (is_whole || is_said(it)));
    facts.query_parameters.extend(others);
}

/// The names of the placeholders of all lines.
fn holes(facts: &OperationFacts) -> BTreeSet<String> {
    let segments = facts.lines.iter().flat_map(|it| &it.template.segments);
    let names = segments.filter_map(|it| match &it.kind {
        SegmentKind::Key { name, .. } => Some(plain(name)),
        SegmentKind::Literal | SegmentKind::Call { .. } | SegmentKind::Elision => None,
    });
    names.collect()
}

/// What functions in the paths of lines are called with, by the names of their arguments and of their placeholders.
fn arguments(facts: &OperationFacts) -> BTreeSet<String> {
    let segments = facts.lines.iter().flat_map(|it| &it.template.segments);
    let called = segments.filter_map(|it| match &it.kind {
        SegmentKind::Call { arguments, .. } => Some(arguments),
        SegmentKind::Literal | SegmentKind::Key { .. } | SegmentKind::Elision => None,
    });
    called.flatten().flat_map(|it| [plain(&it.name), plain(&it.value)]).collect()
}

/// A name as tables and paths both write it: `:lamp_id`, `{lampId}`.
fn plain(name: &str) -> String {
    name.trim_start_matches([':', '*']).trim_matches(['{', '}', '<', '>']).to_lowercase()
}
