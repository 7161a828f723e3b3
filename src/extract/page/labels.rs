//! Labels: lines that stand for headings, such as `Parameters:` or `**Example response**`.

use super::answered;
use crate::dialect::Section;
use crate::extract::cx::Cx;
use crate::markdown::{Block, BlockKind, Inline, Run, RunKind};
use crate::source::Span;

/// The blocks behind a label, the label among them; without one, those before the first.
#[derive(Debug)]
pub(crate) struct Labelled<'p> {
    pub(crate) label: Option<Section>,
    /// The label is a letter away from known words.
    pub(crate) meant: Option<Meant>,
    /// The label, where nobody knows what it means.
    pub(crate) unknown: Option<&'p Block>,
    /// It is a sentence that says that what is listed below it is answered.
    is_sentence: bool,
    pub(crate) blocks: Vec<&'p Block>,
}

/// Words that are read as others, which they are a letter away from.
#[derive(Clone, Debug)]
pub(crate) struct Meant {
    /// The known words.
    pub(crate) known: String,
    /// As they stand there.
    pub(crate) written: String,
    pub(crate) span: Span,
}

/// Parts the blocks of a section at its labels. There is always a first part, perhaps without blocks.
///
/// A label of an example ends with the first paragraph behind the example's code, any other with the next. An answer may
/// be followed by another one, below words about that. What is listed as answered ends with the next request, and where a
/// sentence says that it is, with the next text as well.
pub(crate) fn split<'p>(cx: &Cx<'_>, blocks: &'p [Block], is_called: bool) -> Vec<Labelled<'p>> {
    let mut found = vec![Labelled {
        label: None,
        meant: None,
        unknown: None,
        is_sentence: false,
        blocks: Vec::new(),
    }];
    if !cx.dialect.shape.labels {
        found[0].blocks.extend(blocks);
        return found;
    }
    for (index, block) in blocks.iter().enumerate() {
        let is_code = |it: &Block| matches!(it.kind, BlockKind::Code(_));
        let next = blocks.get(index + 1);
        let (label, meant) = match label(cx, block) {
            None => nearly(cx, block, next).unzip(),
            known => (known, None),
        };
        let is_sentence = label.is_none()
            && is_called
            && next.is_some_and(is_listed)
            && matches!(&block.kind, BlockKind::Paragraph(it) if answered::tells(cx, it));
        let label = if is_sentence { Some(Section::Response) } else { label };
        let Some(last) = found.last_mut() else { break };
        let has_code = || last.blocks.iter().any(|it| is_code(it));
        let is_answer = last.label == Some(Section::ExampleResponse);
        let is_text = match block.kind {
            BlockKind::Paragraph(_) => !(is_answer && next.is_some_and(is_code)),
            BlockKind::Table(_) => true,
            _ => false,
        };
        let ends = last.label.is_some_and(Section::is_example) && is_text && has_code();
        // What is listed below another label is not what the last one says.
        let is_unknown = label.is_none()
            && last.label.is_some_and(is_of_what_is_sent)
            && next.is_some_and(is_listed)
            && is_unknown(cx, block);
        let label = if is_unknown { Some(Section::Prose) } else { label };
        let unknown = is_unknown.then_some(block);
        // It ends with that: what follows is the section's own.
        let ends = ends || last.unknown.is_some() && last.blocks.len() > 1;
        let ends = ends || is_called && is_behind_members(cx, last, block, next);
        match label.is_some() || ends {
            true => {
                found.push(Labelled { label, meant, unknown, is_sentence, blocks: vec![block] })
            }
            false => last.blocks.push(block),
        }
    }
    found
}

/// What a paragraph says that begins with a label, without that: a line that means what a heading would, or bold words before a
/// colon (`**Success**: the lamp`). Nothing is left of one that is all label.
pub(crate) fn behind(cx: &Cx<'_>, inline: &Inline) -> Inline {
    if !cx.dialect.shape.labels {
        return inline.clone();
    }
    let is_meant = |words: &str| cx.dialect.section(words.trim()).is_some();
    let is_whole = begins_bold(inline) || inline.is_label();
    if is_whole && is_meant(&inline.plain()) {
        return Inline { runs: Vec::new() };
    }
    let is_label = |it: &&Run| it.kind == RunKind::Strong || it.text.trim().is_empty();
    let n_runs = inline.runs.iter().take_while(is_label).count();
    let (label, rest) = inline.runs.split_at(n_runs);
    let mut rest = rest.to_vec();
    let last = label.iter().rev().find(|it| !it.text.trim().is_empty());
    let ends = last.is_some_and(|it| it.text.trim_end().ends_with([':', '：']));
    let first = rest.first_mut().filter(|it| it.kind == RunKind::Text);
    let goes_on = first.is_some_and(|it| {
        let text = it.text.trim_start_matches([' ', ':', '：']);
        let is_colon = it.text.trim_start().starts_with([':', '：']);
        it.text = text.to_owned();
        is_colon
    });
    let is_line = inline.label().is_some_and(|it| is_meant(&it));
    match last.is_some() && (ends || goes_on || is_line) {
        true => Inline { runs: rest },
        false => inline.clone(),
    }
}

/// Whether a block is a line that says that an example follows.
pub(crate) fn is_of_example(cx: &Cx<'_>, block: &Block) -> bool {
    let BlockKind::Paragraph(inline) = &block.kind else { return false };
    let meaning = inline.label().and_then(|it| cx.dialect.section(it.trim()));
    cx.dialect.shape.labels && meaning.is_some_and(|(it, _)| it.is_example())
}

/// What a block is a label of: it says in a line what a heading of an operation's parts does.
fn label(cx: &Cx<'_>, block: &Block) -> Option<Section> {
    let BlockKind::Paragraph(inline) = &block.kind else { return None };
    let meaning = |words: &str| cx.dialect.section(words.trim()).map(|(section, _)| section);
    let whole = begins_bold(inline).then(|| meaning(&inline.plain())).flatten();
    let known = whole.or_else(|| meaning(&inline.label()?));
    let section = known.or_else(|| Some(begun(cx, inline)?.section))?;
    section.is_part_of_operation().then_some(section)
}

fn is_of_what_is_sent(section: Section) -> bool {
    matches!(
        section,
        Section::Parameters
            | Section::RequestHeaders
            | Section::QueryParameters
            | Section::PathParameters
            | Section::RequestBody
    )
}

/// Whether a block stands behind the members of what is answered, and is of something else.
fn is_behind_members(
    cx: &Cx<'_>,
    last: &Labelled<'_>,
    block: &Block,
    next: Option<&Block>,
) -> bool {
    let is_answer = last.label == Some(Section::Response);
    if !is_answer || !last.blocks.iter().skip(1).take(1).any(|it| is_listed(it)) {
        return false;
    }
    // "For example:" may stand above the JSON.
    let is_of_json = || next.is_some_and(|it| answered::shows_json(cx, it));
    let is_text = matches!(block.kind, BlockKind::Paragraph(_)) && !is_of_json();
    last.is_sentence && is_text || answered::begins_request(cx, block)
}

fn is_listed(block: &Block) -> bool {
    matches!(block.kind, BlockKind::List(_) | BlockKind::Table(_))
}

/// Whether a block is bold words that begin with a capital, and no name of what is listed; "**Optional**" is said of rows.
fn is_unknown(cx: &Cx<'_>, block: &Block) -> bool {
    let BlockKind::Paragraph(inline) = &block.kind else { return false };
    let text = inline.plain();
    let words = text.trim().trim_end_matches([':', '：']);
    let is_said_of_rows = || {
        let said = cx.dialect.phrases.said_in(words);
        said.all_required() || said.all_optional() || cx.dialect.required(words).is_some()
    };
    is_bold(inline)
        && words.starts_with(char::is_uppercase)
        && !words.contains('_')
        && !is_said_of_rows()
}

/// Whether a paragraph is a few bold words alone.
fn is_bold(inline: &Inline) -> bool {
    let mut filled = inline.runs.iter().filter(|it| !it.text.trim().is_empty());
    begins_bold(inline) && filled.all(|it| it.kind == RunKind::Strong)
}

/// What bold words that are all of a block are nearly a label of: "**In the qeury**". One of many is a label only above a list: a
/// text may go on with "**Header**".
fn nearly(cx: &Cx<'_>, block: &Block, next: Option<&Block>) -> Option<(Section, Meant)> {
    let BlockKind::Paragraph(inline) = &block.kind else { return None };
    let text = inline.plain();
    let written = text.trim().trim_end_matches([':', '：']);
    let (section, known) = cx.dialect.section_meant(written).filter(|_| is_bold(inline))?;
    let is_one = known.strip_suffix('s').is_some_and(|it| it.eq_ignore_ascii_case(written));
    if is_one && !next.is_some_and(is_listed) {
        return None;
    }
    let meant = Meant { known, written: written.to_owned(), span: block.span };
    section.is_part_of_operation().then_some((section, meant))
}

/// Words before a colon that are a label of parameters, with what stands behind it.
#[derive(Debug)]
pub(crate) struct Begun {
    section: Section,
    pub(crate) words: String,
    pub(crate) rest: Inline,
}

/// The label of parameters with which a paragraph begins: "**Required parameters**: `name`, and `size` in metres."
pub(crate) fn begun(cx: &Cx<'_>, inline: &Inline) -> Option<Begun> {
    let mut words = String::new();
    let mut runs = inline.runs.iter();
    let behind = runs.find_map(|run| {
        let is_plain = matches!(run.kind, RunKind::Strong | RunKind::Text);
        let (before, behind) = match run.text.split_once([':', '：']) {
            _ if !is_plain => return Some(None),
            Some(parts) => parts,
            None => {
                words.push_str(&run.text);
                return None;
            }
        };
        words.push_str(before);
        Some(Some(Run { kind: RunKind::Text, text: behind.to_owned(), ..run.clone() }))
    })??;
    let rest = Inline { runs: std::iter::once(behind).chain(runs.cloned()).collect() };
    let words = words.trim().to_owned();
    let section = cx.dialect.section(&words).map(|(it, _)| it)?;
    let is_of_parameters =
        matches!(section, Section::Parameters | Section::QueryParameters | Section::PathParameters);
    (is_of_parameters && !rest.is_blank()).then_some(Begun { section, words, rest })
}

/// Whether a paragraph is a few words of which the first are bold, and no sentence: `**Example** response`.
fn begins_bold(inline: &Inline) -> bool {
    const MOST_WORDS: usize = 6;
    let mut runs = inline.runs.iter().filter(|it| !it.text.trim().is_empty());
    let is_bold = runs.next().is_some_and(|it| it.kind == RunKind::Strong);
    let is_plain = runs.all(|it| matches!(it.kind, RunKind::Strong | RunKind::Text));
    let text = inline.plain();
    let is_short = text.split_whitespace().nth(MOST_WORDS).is_none();
    is_bold && is_plain && is_short && !text.trim_end().ends_with(['.', '!', '?'])
}
