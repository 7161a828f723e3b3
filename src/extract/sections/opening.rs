//! What stands right below a page's title: the namespace line, the summary, a word of deprecation.

use crate::dialect::TypePlace;
use crate::extract::cx::Cx;
use crate::extract::lines::Line;
use crate::extract::page::element;
use crate::extract::page::outline::Part;
use crate::extract::text::phrases::states;
use crate::extract::text::prose::{has_sentence, prose};
use crate::facts::{Claim, Prose, Source};
use crate::markdown::{Block, BlockKind, Inline, RunKind};
use crate::source::{FileId, Span};
use std::collections::BTreeSet;

/// The first paragraph below the title that is prose for people. Alerts are not.
pub(crate) fn summary(cx: &Cx<'_>, parts: &[Part<'_>]) -> Option<Prose> {
    let top = parts.iter().find(|part| part.depth == 1)?;
    let quotes = Frames::quotes(top);
    let is_of_sections = cx.dialect.shape.types != TypePlace::Page;
    let above = top.paragraphs_above_tables().filter(|_| is_of_sections);
    let others = top.paragraphs().filter(|_| !is_of_sections);
    let mut paragraphs = above.chain(others).filter(|(block, _)| !quotes.hold(block));
    paragraphs.find_map(|(block, inline)| {
        let mut found = prose(inline, block.span)?;
        // The namespace line may be glued to the first sentence.
        if let Some((name, rest)) = label(cx, &found.text) {
            let is_line = rest.is_empty() || name.contains('.');
            found.text = rest.to_owned();
            return Some(found).filter(|it| is_line && !it.text.is_empty());
        }
        Some(found)
    })
}

/// The first sentence below a section's heading that says what it does: no request line, no parameter, and nothing
/// that leads to one.
pub(crate) fn summary_of_section(cx: &Cx<'_>, parts: &[Part<'_>], lines: &[Line]) -> Option<Prose> {
    let top = parts.iter().find(|part| part.depth == 1)?;
    let (quotes, lists) = (Frames::quotes(top), Frames::lists(top));
    let is_framed = |block: &Block| quotes.hold(block) || lists.hold(block);
    let lines: BTreeSet<Span> = lines.iter().map(|it| it.at).collect();
    let is_aside = |block: &Block| is_framed(block) || lines.contains(&block.span);
    let said = above_elements(cx, top).filter(|(block, _)| !is_aside(block));
    let mut said = said.filter_map(|(block, inline)| prose(inline, block.span));
    said.find(|it| it.text.contains(' ') && !it.text.ends_with(':'))
}

/// The namespace line, wherever it stands before the first section.
pub(crate) fn namespace_line(cx: &Cx<'_>, parts: &[Part<'_>]) -> Option<Claim<String>> {
    let top = parts.iter().filter(|part| part.depth <= 1);
    let mut lines = top.flat_map(Part::paragraphs);
    lines.find_map(|(block, inline)| {
        let text = inline.plain();
        let (name, _) = label(cx, &text)?;
        // A backslash ends the line, and what is included below it may follow at once.
        let name = name.trim_matches(['*', '`']);
        let end = name.find(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '_' | '-')));
        let value = name[..end.unwrap_or(name.len())].trim_matches('.').to_owned();
        let (source, span) = (Source::NamespaceLine, block.span);
        (!value.is_empty()).then_some(Claim { source, value, span })
    })
}

/// `Namespace: a.b` and what follows on the same line.
fn label<'t>(cx: &Cx<'_>, text: &'t str) -> Option<(&'t str, &'t str)> {
    let is_label = |label: &&String| {
        text.get(..label.len()).is_some_and(|start| start.eq_ignore_ascii_case(label))
    };
    let label = cx.dialect.namespace_labels.iter().find(is_label)?;
    let rest = text[label.len()..].trim_start_matches([' ', '*']);
    Some(match rest.split_once(char::is_whitespace) {
        Some((name, rest)) => (name, rest.trim()),
        None => (rest, ""),
    })
}

/// Where the title or an alert says that what the page is about should no longer be used.
pub(crate) fn deprecation(cx: &Cx<'_>, parts: &[Part<'_>]) -> Option<Span> {
    let phrases = &cx.dialect.phrases;
    let title = parts.iter().find_map(Part::heading)?;
    let note = title.text.split_once(['(', '[']).map_or("", |(_, note)| note);
    if phrases.said_in(note).deprecated() {
        return Some(title.span);
    }
    let top = parts.iter().find(|part| part.depth == 1)?;
    let says_so = |inline: &Inline| {
        let text = inline.plain();
        phrases.said_in(&text).caution() && states(&text, &phrases.deprecated, phrases)
    };
    if cx.dialect.shape.has_sections() {
        // Items and elements are of what the operation takes.
        let lists = Frames::lists(top);
        let mut plain = above_elements(cx, top).filter(|(block, _)| !lists.hold(block));
        let says = |block: &Block, inline: &Inline| {
            says_deprecated(inline, &phrases.deprecated)
                || in_admonition(cx.sources().text(block.span), &phrases.deprecated)
        };
        if let Some((block, _)) = plain.find(|(block, it)| says(block, it)) {
            return Some(block.span);
        }
    }
    let quotes = Frames::quotes(top);
    let mut alerts = top.paragraphs().filter(|(block, _)| quotes.hold(block));
    alerts.find(|(_, inline)| says_so(inline)).map(|(block, _)| block.span)
}

/// The paragraphs of a part above the elements that are parameters, whose text is theirs.
fn above_elements<'b>(
    cx: &Cx<'_>,
    part: &'b Part<'_>,
) -> impl Iterator<Item = (&'b Block, &'b Inline)> {
    let n_above = part.blocks.iter().take_while(|it| !element::begins_in(cx, it)).count();
    part.blocks[..n_above].iter().filter_map(|block| match &block.kind {
        BlockKind::Paragraph(inline) => Some((*block, inline)),
        _ => None,
    })
}

/// Whether a text says that what it is about should no longer be used, in a sentence of its own or as its first word:
/// "**Deprecated** Call the other.", "Deprecated since 2.0."
fn says_deprecated(inline: &Inline, phrases: &[String]) -> bool {
    let words = inline.runs.iter().filter(|it| it.kind != RunKind::Html);
    let inline = Inline { runs: words.cloned().collect() };
    let text = inline.plain();
    if has_sentence(&text, phrases) {
        return true;
    }
    let is_sign = |c: char| !c.is_alphanumeric();
    let is_phrase =
        |text: &str| phrases.iter().any(|it| text.trim_matches(is_sign).eq_ignore_ascii_case(it));
    let first = inline.runs.iter().find(|it| it.text.contains(char::is_alphanumeric));
    let is_bold = || first.is_some_and(|it| it.kind == RunKind::Strong && is_phrase(&it.text));
    let is_version =
        |word: &str| word.trim_start_matches('v').starts_with(|c: char| c.is_ascii_digit());
    let text = text.trim_start_matches(is_sign).to_lowercase();
    let mut behind = phrases.iter().filter_map(|it| text.strip_prefix(it.as_str()));
    is_bold()
        || behind.any(|it| {
            let is_end = it.is_empty() || it.trim_start().starts_with(['!', '–', '—', ']', ')']);
            is_end
                || it.starts_with(" - ")
                || it.starts_with(' ') && it.split_whitespace().take(3).any(is_version)
        })
}

/// Whether an admonition has a title that says so, or says so first: `:::danger Deprecated`.
fn in_admonition(text: &str, phrases: &[String]) -> bool {
    let Some(named) = text.strip_prefix(":::").or_else(|| text.strip_prefix("!!! ")) else {
        return false;
    };
    let (first, rest) = named.split_once('\n').unwrap_or((named, ""));
    let title = first.trim_start_matches([':', ' ']);
    let title = title.trim_start_matches(|c: char| c.is_alphanumeric() || c == '-');
    let title = title.trim_matches(|c: char| !c.is_alphanumeric());
    has_sentence(title, phrases) || title.is_empty() && has_sentence(rest, phrases)
}

/// The quotes of a part, as alerts are, or its lists: where each begins, and where the last of it and the earlier
/// ones of its file ends.
pub(crate) struct Frames(Vec<(FileId, u32, u32)>);

impl Frames {
    pub(crate) fn quotes(part: &Part<'_>) -> Self {
        Self::of(part, |it| matches!(it, BlockKind::Quote(_)))
    }

    pub(crate) fn lists(part: &Part<'_>) -> Self {
        Self::of(part, |it| matches!(it, BlockKind::List(_)))
    }

    fn of(part: &Part<'_>, is_frame: impl Fn(&BlockKind) -> bool) -> Self {
        let frames = part.blocks.iter().filter(|it| is_frame(&it.kind));
        let mut found: Vec<_> =
            frames.map(|it| (it.span.file, it.span.start, it.span.end)).collect();
        found.sort_unstable();
        for index in 1..found.len() {
            if found[index - 1].0 == found[index].0 {
                found[index].2 = found[index].2.max(found[index - 1].2);
            }
        }
        Self(found)
    }

    /// Whether a block stands inside one.
    pub(crate) fn hold(&self, block: &Block) -> bool {
        let Span { file, start, end } = block.span;
        let n_before = self.0.partition_point(|it| (it.0, it.1) <= (file, start));
        let last = n_before.checked_sub(1).map(|last| self.0[last]);
        last.is_some_and(|it| it.0 == file && it.2 >= end)
    }
}
