//! Headings: their words, the anchor that they have, and those of tabs.

use super::section::{Flow, slug};
use super::{Block, BlockKind, Heading, Inline, Run, RunKind};
use crate::source::Span;
use crate::spelling;
use pulldown_cmark::HeadingLevel;

/// A heading of a section, or of a tab.
pub(super) fn read(
    level: HeadingLevel,
    inline: &Inline,
    anchor: Option<String>,
    span: Span,
) -> Flow {
    let mut text = inline.plain().into_owned();
    let id = attribute_id(&mut text);
    let is_tab = matches!(
        inline.runs.iter().find(|run| run.kind != RunKind::Html).map(|run| &run.kind),
        Some(RunKind::Link { target }) if target.value.starts_with("#tab/")
    );
    let mut runs = inline.runs.iter().skip_while(|it| it.text.trim().is_empty());
    let is_word = |it: &Run| it.kind == RunKind::Code && !it.text.trim().contains(' ');
    let is_name = runs.next().is_some_and(is_word);
    let named = anchor.or(id);
    // Links go by the number as well.
    let n_before = text.len() - spelling::without_number(&text).len();
    let is_renamed = named.is_some() || n_before > 0;
    let slug = named.unwrap_or_else(|| slug(&text));
    text.drain(..n_before);
    let heading = Heading { level: level as u8, text, is_name, slug, is_renamed, span };
    if is_tab {
        Flow::Block(Block { kind: BlockKind::Tab(heading), span })
    } else {
        Flow::Heading(heading)
    }
}

/// Takes attributes off a heading's end, `## Lamps {#lamps}`; the anchor that they name.
fn attribute_id(text: &mut String) -> Option<String> {
    let open = text.rfind('{')?;
    let inner = text[open..].strip_prefix('{')?.strip_suffix('}')?.trim_start_matches(':').trim();
    // What else stands in braces is a placeholder.
    if !inner.starts_with(['#', '.']) || !text[..open].ends_with(char::is_whitespace) {
        return None;
    }
    let id = inner.split_whitespace().find_map(|it| it.strip_prefix('#')).map(str::to_owned);
    text.truncate(text[..open].trim_end().len());
    id
}
