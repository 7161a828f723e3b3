//! Pieces of the text behind a name: up to its first stop, between commas, without the marks before it.

use crate::markdown::{Inline, Run, RunKind};
use std::ops::Range;

/// What may stand between a name and what is said of it.
const MARKS: &[char] = &[' ', '-', '–', '—', ':', ',', '\u{a0}'];

/// The text of runs as it is.
pub(crate) fn text_of(runs: &[Run]) -> String {
    runs.iter().map(|it| it.text.as_str()).collect()
}

/// A part of the text of runs.
pub(crate) fn part(runs: &[Run], place: Range<usize>) -> Inline {
    let mut start = 0;
    let mut found = Vec::new();
    for run in runs {
        let end = start + run.text.len();
        let (from, to) = (place.start.clamp(start, end), place.end.clamp(start, end));
        if from < to {
            found.push(Run { text: run.text[from - start..to - start].to_owned(), ..run.clone() });
        }
        start = end;
    }
    Inline { runs: found }
}

/// The parts of a note between commas; a link is of one.
pub(crate) fn parts(inline: &Inline) -> Vec<Inline> {
    let mut found = Vec::new();
    let (mut begins, mut at) = (0, 0);
    for run in &inline.runs {
        let is_link = matches!(run.kind, RunKind::Link { .. });
        for (place, mark) in run.text.match_indices([',', ';']).filter(|_| !is_link) {
            found.push(part(&inline.runs, begins..at + place));
            begins = at + place + mark.len();
        }
        at += run.text.len();
    }
    found.push(part(&inline.runs, begins..at));
    found
}

/// Where the first clause ends: at a full stop, a dash, a colon with something behind it, or a line's end.
pub(crate) fn clause(inline: &Inline) -> Option<usize> {
    let mut at = 0;
    for run in &inline.runs {
        let is_words = matches!(run.kind, RunKind::Text | RunKind::Strong);
        if run.kind == RunKind::Break {
            return Some(at);
        }
        let ends = [". ", " – ", " — ", " - ", ": "];
        let ends = ends.iter().filter_map(|it| run.text.find(it));
        // What goes on with another run does so behind its dash.
        let last = ['.', '–', '—', ':'].iter().filter_map(|it| {
            let text = run.text.trim_end().strip_suffix(*it)?;
            Some(text.len())
        });
        if let Some(end) = ends.chain(last).min().filter(|_| is_words) {
            return Some(at + end);
        }
        at += run.text.len();
    }
    (at > 0).then_some(at)
}

/// A text without the marks at its beginning.
pub(crate) fn unmarked(inline: &Inline) -> Inline {
    let text = text_of(&inline.runs);
    let is_mark = |c: char| MARKS.contains(&c) || c == '.';
    // A mark in code is no mark.
    let mut lead = 0;
    for run in &inline.runs {
        let rest = match run.kind {
            RunKind::Text | RunKind::Strong | RunKind::Break => {
                run.text.trim_start_matches(|c: char| is_mark(c) || c == '\n')
            }
            RunKind::Html if run.is_component() => "",
            RunKind::Code | RunKind::Link { .. } | RunKind::Html => run.text.as_str(),
        };
        lead += run.text.len() - rest.len();
        if !rest.is_empty() {
            break;
        }
    }
    part(&inline.runs, lead..text.len())
}

/// What a text begins with that stands apart from what follows, and what follows: code, bold words, words in an element of HTML or
/// in brackets.
pub(crate) fn badge(inline: &Inline) -> Option<(Inline, Inline)> {
    let text = text_of(&inline.runs);
    let lead = text.len() - text.trim_start().len();
    let rest = part(&inline.runs, lead..text.len());
    let first = rest.runs.first()?;
    let place = match first.kind {
        RunKind::Code | RunKind::Strong => 0..first.text.len(),
        RunKind::Html if !first.is_component() && !first.text.starts_with("</") => {
            let ends = |it: &&Run| it.kind == RunKind::Html && it.text.starts_with("</");
            let mut end = 0;
            rest.runs.iter().inspect(|it| end += it.text.len()).find(ends)?;
            0..end
        }
        RunKind::Text => 0..enclosed(&first.text)? + 1,
        RunKind::Html | RunKind::Link { .. } | RunKind::Break => return None,
    };
    let behind = place.end..text.len() - lead;
    let badge = part(&rest.runs, place);
    let badge = match first.kind {
        RunKind::Text => part(&badge.runs, 1..text_of(&badge.runs).len() - 1),
        _ => {
            Inline { runs: badge.runs.into_iter().filter(|it| it.kind != RunKind::Html).collect() }
        }
    };
    Some((badge, part(&rest.runs, behind)))
}

/// Where the bracket closes that a text begins with.
pub(crate) fn closing(text: &str) -> Option<usize> {
    if !text.starts_with('(') { None } else { enclosed(text) }
}

/// Where the bracket of any kind closes that a text begins with.
fn enclosed(text: &str) -> Option<usize> {
    let open = text.chars().next()?;
    let close = match open {
        '(' => ')',
        '[' => ']',
        '{' => '}',
        _ => return None,
    };
    let mut depth = 0usize;
    for (at, c) in text.char_indices() {
        match c {
            _ if c == open => depth += 1,
            _ if c == close && depth == 1 => return Some(at),
            _ if c == close => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}
