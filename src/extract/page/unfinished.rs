//! Text that says of itself that it is not finished.

use crate::diagnostic::Diagnostic;
use crate::extract::cx::Cx;
use crate::markdown::{Inline, Run, RunKind};
use crate::rules::page::unfinished_text;
use crate::source::Span;

/// A paragraph or table, as it is written. Nearly none has a word of a reminder in it.
#[derive(Clone, Copy)]
pub(crate) struct Written {
    span: Span,
    may_be: bool,
}

impl Written {
    pub(crate) fn at(cx: &Cx<'_>, span: Span) -> Self {
        let may_be = cx.dialect.phrases.may_be_unfinished(cx.sources().text(span));
        Self { span, may_be }
    }

    /// Whether a run may be a reminder; what is included stands in another file.
    fn may_be(self, run: &Run) -> bool {
        matches!(run.kind, RunKind::Text | RunKind::Strong)
            && (self.may_be || run.span.file != self.span.file)
    }
}

/// The first reminder in a paragraph or cell. Code and links are none: they say how things are called.
pub(crate) fn tell(cx: &Cx<'_>, inline: &Inline, span: Span, at: Written) -> Option<Diagnostic> {
    inline.runs.iter().filter(|run| at.may_be(run)).find_map(|run| {
        let text = run.text.as_str();
        let phrase = find(cx, text)?;
        // Entities and escapes are shorter in the text than on the page.
        let source = cx.sources().text(run.span);
        let at = source.find(phrase).map(|at| run.span.part(at..at + phrase.len()));
        let rest = &text[offset_in(text, phrase)..];
        Some(unfinished_text::report(rest.trim_end(), at.unwrap_or(span)))
    })
}

/// Whether a text says that it is not finished.
pub(crate) fn is_said(cx: &Cx<'_>, text: &str) -> bool {
    find(cx, text).is_some()
}

fn offset_in(text: &str, part: &str) -> usize {
    part.as_ptr() as usize - text.as_ptr() as usize
}

/// A phrase of the dialect that stands in a text as words of its own. Words that also mean something else
/// are reminders where they stand in capitals, or before a colon.
fn find<'t>(cx: &Cx<'_>, text: &'t str) -> Option<&'t str> {
    let phrases = &cx.dialect.phrases;
    let said = phrases.said_in(text);
    if !(said.unfinished() || said.reminders()) {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    let whole = |phrase: &str| {
        let mut found = lower.match_indices(phrase);
        found.find_map(|(at, _)| {
            let end = at + phrase.len();
            is_apart(&text[..at], &text[end..]).then_some(&text[at..end])
        })
    };
    let is_reminder = |found: &&str| {
        let after = &text[offset_in(text, found) + found.len()..];
        !found.contains(char::is_lowercase) || after.starts_with(':')
    };
    let unfinished = phrases.unfinished.iter().find_map(|it| whole(it));
    unfinished.or_else(|| phrases.reminders.iter().find_map(|it| whole(it)).filter(is_reminder))
}

/// Whether what stands before and after a word leaves it a word of its own, and no part of a name, a
/// pattern or a path.
fn is_apart(before: &str, after: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || "-_./\\{}<>@#$%&='\"".contains(c);
    let ends = after.trim_start_matches('.');
    !before.ends_with(is_part)
        && (after.is_empty()
            || !after.starts_with(is_part)
            || ends.is_empty()
            || ends.starts_with(' '))
}
