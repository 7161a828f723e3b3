//! Parameters of a section that is an operation whose heading has no word of where they go: each where its row says, a path's
//! own wherever they stand, and the rest by the method.

use super::columns::{Columns, NAMES};
use super::cx::Cx;
use super::outline::{Ledger, Part};
use super::placed::{self, Placed};
use super::property::{self, of_property, property_name};
use super::{listed, lost, required, row_names, unknown_cells};
use crate::dialect::{Column, ParameterPlace, Section};
use crate::facts::{OperationFacts, ParameterClaim, RequestLine, Source};
use crate::http::{Method, SegmentKind};
use crate::markdown::{Cell, Table};
use std::collections::BTreeSet;

/// The rows of a part's tables, if they are parameters: below such a heading or label, or right below the
/// section's own heading. Most do not say where they go.
pub(super) fn rows(cx: &Cx<'_>, part: &Part<'_>, ledger: &mut Ledger) -> Vec<Placed> {
    let mut found = Vec::new();
    for (block, table) in part.tables() {
        let is_told = part.section == Some(Section::Parameters);
        let is_wanted = is_told || lists_parameters(cx, table);
        let claims = property::rows(cx, table, Source::BodyTable).filter(|_| is_wanted);
        let mut claims = claims.unwrap_or_default();
        property::require_unmarked(cx, table, &mut claims);
        if required::requires(cx, part) == Some(true) && !has_required(cx, table) {
            claims.iter_mut().for_each(|it| it.notes.changed().required = true);
        }
        if is_told || !claims.is_empty() {
            ledger.table(part, block, claims.len());
        }
        if !claims.is_empty() {
            let name = Columns::of(table, cx.dialect).find(NAMES).unwrap_or_default();
            let is_read = |it: &Cell| !row_names::of_cell(cx, it, property_name).is_empty();
            lost::parameters(table, name, is_read, ledger);
            unknown_cells::tell(cx, table, ledger);
        }
        found.extend(placed::of_table(cx, table, claims));
    }
    if part.section == Some(Section::Parameters) {
        found.extend(listed::placed(cx, part, ledger));
    }
    for (place, claim) in &mut found {
        let said = || placed::in_words(cx, claim).unwrap_or(ParameterPlace::Unsaid);
        *place = if *place == ParameterPlace::Unsaid { said() } else { *place };
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
pub(super) fn says_required(cx: &Cx<'_>, part: &Part<'_>) -> bool {
    part.tables().any(|(_, it)| has_required(cx, it)) || required::requires(cx, part) == Some(true)
}

fn has_required(cx: &Cx<'_>, table: &Table) -> bool {
    Columns::of(table, cx.dialect).find(&[Column::Required]).is_some()
}

/// Puts the rows where they go, and a path's placeholders to the path's parameters wherever they stand.
///
/// `says_required`: a column of theirs tells which must be given.
pub(super) fn place(
    cx: &Cx<'_>,
    facts: &mut OperationFacts,
    rows: Vec<Placed>,
    says_required: bool,
) {
    let is_read =
        |line: &RequestLine| line.method.value.is_safe() || line.method.value == Method::Delete;
    let (reads, writes) =
        (facts.lines.iter().any(is_read), facts.lines.iter().any(|it| !is_read(it)));
    let is_unsaid = |it: &&Placed| it.0 == ParameterPlace::Unsaid;
    let first = rows.iter().find(is_unsaid).filter(|_| writes).map(|(_, it)| it.span);
    let holes = holes(facts);
    let is_own = |name: &str| holes.contains(&plain(name));
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
