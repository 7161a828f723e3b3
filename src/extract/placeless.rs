//! Parameters of a section that is an operation: those without a word of where they go, and a path's own
//! among the others.

use super::columns::{Columns, NAMES};
use super::cx::Cx;
use super::listed;
use super::outline::{Ledger, Part};
use super::property::{self, of_property};
use crate::dialect::{Column, Section};
use crate::facts::{OperationFacts, ParameterClaim, PropertyClaim, RequestLine, Source};
use crate::http::{Method, SegmentKind};
use crate::markdown::Table;
use std::collections::BTreeSet;

/// The rows of a part's tables, if they are parameters: below such a heading or label, or right below the
/// section's own heading.
pub(super) fn rows(cx: &Cx<'_>, part: &Part<'_>, ledger: &mut Ledger) -> Vec<PropertyClaim> {
    let mut found = Vec::new();
    for (block, table) in part.tables() {
        let is_told = part.section == Some(Section::Parameters);
        let is_wanted = is_told || lists_parameters(cx, table);
        let claims = property::rows(cx, table, Source::BodyTable).filter(|_| is_wanted);
        let claims = claims.unwrap_or_default();
        if is_told || !claims.is_empty() {
            ledger.table(part, block, claims.len());
        }
        found.extend(claims);
    }
    if part.section == Some(Section::Parameters) {
        found.extend(listed::rows(cx, part, ledger));
    }
    found
}

/// Whether a table without a heading has names first and says of them what is said of parameters.
fn lists_parameters(cx: &Cx<'_>, table: &Table) -> bool {
    let columns = Columns::of(table, cx.dialect);
    let says = [Column::Type, Column::Required];
    let is_line = columns.find(&[Column::HttpMethod, Column::Path]).is_some();
    columns.find(NAMES) == Some(0) && columns.find(&says).is_some() && !is_line
}

/// Whether a column of a part's tables tells which parameters must be given.
pub(super) fn says_required(cx: &Cx<'_>, part: &Part<'_>) -> bool {
    part.tables().any(|(_, it)| Columns::of(it, cx.dialect).find(&[Column::Required]).is_some())
}

/// Puts the rows where they go, and a path's placeholders to the path's parameters wherever they stand.
///
/// `says_required`: a column of theirs tells which must be given.
pub(super) fn place(facts: &mut OperationFacts, rows: Vec<PropertyClaim>, says_required: bool) {
    let is_read =
        |line: &RequestLine| line.method.value.is_safe() || line.method.value == Method::Delete;
    let (reads, writes) =
        (facts.lines.iter().any(is_read), facts.lines.iter().any(|it| !is_read(it)));
    let first = rows.first().filter(|_| writes).map(|it| it.span);
    let holes = holes(facts);
    let is_own = |name: &str| holes.contains(&plain(name));
    // Where some are said to be required, the others may be left out.
    let tells = says_required || rows.iter().any(|it| it.notes.required);
    for row in rows {
        if reads || is_own(&row.name.value) {
            facts.query_parameters.push(of_property(row.clone()));
        }
        if writes {
            facts.body.properties.push(row);
        }
    }
    if !writes {
        let others = facts.body.properties.drain(..).map(of_property);
        facts.query_parameters.extend(others);
    }
    let mut of_path: Vec<ParameterClaim> = Vec::new();
    for claims in [&mut facts.query_parameters, &mut facts.function_parameters] {
        of_path.extend(claims.extract_if(.., |it| is_own(&it.name.value)));
    }
    let sent = &mut facts.body.properties;
    of_path.extend(sent.extract_if(.., |it| is_own(&it.name.value)).map(of_property));
    if let Some(first) = first.filter(|_| !sent.is_empty()) {
        facts.body.parameters.get_or_insert(first);
    }
    facts.body.is_optional |= tells && !sent.is_empty() && !sent.iter().any(|it| it.notes.required);
    let known = facts.path_parameters.iter().map(|it| it.name.value.clone());
    let mut known: BTreeSet<String> = known.collect();
    of_path.retain(|it| known.insert(it.name.value.clone()));
    facts.path_parameters.append(&mut of_path);
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

/// A name as tables and paths both write it: `:lamp_id`, `{lampId}`.
fn plain(name: &str) -> String {
    name.trim_start_matches([':', '*']).trim_matches(['{', '}', '<', '>']).to_lowercase()
}
