//! Members that have headings of their own: a name in code, with a line for its type below.

use crate::dialect::{Column, Dialect};
use crate::markdown::{BlockKind, Run, RunKind, Section};
use crate::source::Span;

/// The headings of a page's sections that stand above such, most of what is right below them.
pub(super) fn above(dialect: &Dialect, sections: &[&Section]) -> Vec<(String, Span)> {
    let is_named =
        |it: &&Section| it.heading.as_ref().is_some_and(|it| it.is_name) && says_type(dialect, it);
    let is_above = |it: &&&Section| {
        let below = &it.sections;
        !below.is_empty() && below.iter().filter(is_named).count() * 2 > below.len()
    };
    let headings = sections.iter().filter(is_above).filter_map(|it| it.heading.as_ref());
    // Members of members are none.
    headings.filter(|it| !it.is_name).map(|it| (it.text.clone(), it.span)).collect()
}

/// Whether the text that a section begins with has a label for a type: `**Type:** String`.
pub(super) fn says_type(dialect: &Dialect, section: &Section) -> bool {
    let Some(BlockKind::Paragraph(inline)) = section.blocks.first().map(|it| &it.kind) else {
        return false;
    };
    let label = |run: &Run| dialect.column(run.text.trim().trim_end_matches(':'));
    let mut bold = inline.runs.iter().filter(|it| it.kind == RunKind::Strong);
    bold.any(|it| label(it) == Some(Column::Type))
}
