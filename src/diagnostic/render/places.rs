//! The further places of a mistake that is told once, in words.

use crate::diagnostic::{Diagnostic, Label};
use crate::source::{FileId, SourceMap};

/// Places that are listed unless all are asked for.
const SHOWN: usize = 5;

/// Where else it is: a line for the first few, or one for each.
pub(super) fn others(
    sources: &SourceMap,
    finding: &Diagnostic,
    path: &dyn Fn(FileId) -> String,
    is_whole: bool,
) -> Vec<String> {
    let others = finding.places.get(1..).unwrap_or_default();
    let at = |label: &Label| {
        let place = sources.location(label.span);
        format!("{}:{}:{}", path(label.span.file), place.line, place.column)
    };
    let place = |label: &Label| {
        let place = at(label);
        match label.text.as_str() {
            "" => format!("also at {place}"),
            text => format!("also at {place}: {text}"),
        }
    };
    if is_whole || others.is_empty() {
        return others.iter().map(place).collect();
    }
    let shown = others.iter().take(SHOWN).map(at);
    let shown = shown.collect::<Vec<_>>().join(", ");
    vec![match others.len().saturating_sub(SHOWN) {
        0 => format!("also at {shown}"),
        n_more => format!("also at {shown} and {n_more} more places, `-v` for all"),
    }]
}
