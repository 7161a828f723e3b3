//! Which of the sections that name a request are of operations, where others name the same: some list what there is, mention it,
//! or show it as a command.

use super::listed_routes::Found;
use crate::extract::cx::Cx;
use crate::extract::lines::{Line, Seen, has_rows, request_line, tells_operation};
use crate::extract::page::labels;
use crate::markdown::{Block, BlockKind, Section};
use crate::source::{FileId, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Whether a section says what an operation takes or answers, also below labels.
pub(super) fn tells(cx: &Cx<'_>, section: &Section) -> bool {
    let groups = labels::split(cx, &section.blocks, false);
    groups.iter().any(|it| it.label.is_some()) || tells_operation(cx, section)
}

/// Adds the sections that show a request as a command alone, beside those with lines, where they say more of it. What a line of the
/// page asks for is an example of that, and so is what stands in its section; what stands above sections with lines introduces
/// them.
pub(super) fn add_commands<'p>(
    cx: &Cx<'_>,
    commands: BTreeMap<usize, Found<'p>>,
    found: &mut BTreeMap<usize, Found<'p>>,
) {
    if found.is_empty() {
        *found = commands;
        return;
    }
    let service = &cx.dialect.service;
    let seen = Seen::of(service, found.values().flat_map(|it| &it.lines));
    let with_lines: BTreeSet<usize> = found.keys().copied().collect();
    let above: BTreeSet<usize> = found.values().flat_map(|it| &it.above).copied().collect();
    for (place, mut it) in commands {
        let is_other = with_lines.contains(&place)
            || it.above.iter().any(|it| with_lines.contains(it))
            || above.contains(&place);
        let is_new = |it: &Line| {
            let line = &it.line;
            let is_own = || request_line::is_own(service, &line.target.value, &line.template);
            line.is_command && is_own() && !seen.has(it)
        };
        it.lines.retain(is_new);
        if !is_other && !it.lines.is_empty() && tells(cx, it.section) {
            found.insert(place, it);
        }
    }
}

/// Leaves out the sections that tell what there is, or mention it.
pub(super) fn without<'p>(
    cx: &Cx<'_>,
    found: BTreeMap<usize, Found<'p>>,
) -> BTreeMap<usize, Found<'p>> {
    without_bare(cx, without_overviews(cx, found))
}

/// Leaves out the sections whose lines are all those of other sections with fewer, or of sections below. The one request of a
/// section with rows stays its own, whatever mentions it below.
fn without_overviews<'p>(
    cx: &Cx<'_>,
    mut found: BTreeMap<usize, Found<'p>>,
) -> BTreeMap<usize, Found<'p>> {
    let mut fewest: BTreeMap<String, usize> = BTreeMap::new();
    let mut below: BTreeMap<(usize, String), Below> = BTreeMap::new();
    for it in found.values() {
        let is_more = !is_bare(it);
        let has_rows = is_more && is_alone(it) && has_rows(cx, it.section);
        for key in it.lines.iter().map(Line::key) {
            for place in &it.above {
                let below = below.entry((*place, key.clone())).or_default();
                below.is_more |= is_more;
                below.has_rows |= has_rows;
            }
            let known = fewest.entry(key).or_insert(usize::MAX);
            *known = it.lines.len().min(*known);
        }
    }
    found.retain(|place, it| {
        let of_below = |key: &String| below.get(&(*place, key.clone()));
        let is_mentioned = |below: &Below| !below.is_more || *place > 1 && !below.has_rows;
        let is_kept = || {
            let mut below = it.lines.iter().filter_map(|it| of_below(&it.key()));
            is_alone(it) && has_rows(cx, it.section) && below.all(is_mentioned)
        };
        let is_overview = it.lines.iter().map(Line::key).all(|key| {
            fewest.get(&key).is_some_and(|n_lines| *n_lines < it.lines.len())
                || of_below(&key).is_some()
        });
        !is_overview || is_kept()
    });
    found
}

/// Leaves out the sections that hold nothing but lines, all of which are those of sections that say more of them.
fn without_bare<'p>(
    cx: &Cx<'_>,
    mut found: BTreeMap<usize, Found<'p>>,
) -> BTreeMap<usize, Found<'p>> {
    let bare: BTreeSet<usize> =
        found.iter().filter(|(_, it)| is_bare(it)).map(|(place, _)| *place).collect();
    if bare.is_empty() {
        return found;
    }
    let others = found.iter().filter(|(place, _)| !bare.contains(place)).map(|(_, it)| it);
    let telling = others.filter(|it| tells_operation(cx, it.section));
    let told: BTreeSet<String> = telling.flat_map(|it| &it.lines).map(Line::key).collect();
    found.retain(|place, it| {
        !bare.contains(place) || !it.lines.iter().all(|it| told.contains(&it.key()))
    });
    found
}

/// What the sections below one that name a request as well have.
#[derive(Debug, Default)]
struct Below {
    /// More than the request.
    is_more: bool,
    has_rows: bool,
}

/// Whether a section has one request.
fn is_alone(found: &Found<'_>) -> bool {
    let [first, others @ ..] = found.lines.as_slice() else { return false };
    others.iter().all(|it| it.key() == first.key())
}

/// Whether a section holds nothing but lines.
fn is_bare(found: &Found<'_>) -> bool {
    let Section { blocks, sections, .. } = found.section;
    let lines: BTreeSet<(FileId, u32)> =
        found.lines.iter().map(|it| (it.at.file, it.at.start)).collect();
    let is_of_lines = |block: &Block| {
        let Span { file, start, end } = block.span;
        let may = matches!(
            block.kind,
            BlockKind::Paragraph(_) | BlockKind::List(_) | BlockKind::Table(_) | BlockKind::Code(_)
        );
        may && lines.range((file, start)..(file, end)).next().is_some()
    };
    let is_line = |it: &Line| !it.line.is_command;
    sections.is_empty()
        && !blocks.is_empty()
        && found.lines.iter().all(is_line)
        && blocks.iter().all(is_of_lines)
}
