//! HTML blocks: comments with the text between their marks, and what stands around them.

use super::{Block, BlockKind, Comment, Problem, ProblemKind};
use crate::source::{FileId, Span};

/// Splits an HTML block into comments and other HTML.
///
/// Also returns where reading has to go on when a comment that is never closed swallowed a heading
/// or a fence: CommonMark lets it run to the end of the page.
pub(super) fn parse(
    text: &str,
    range: std::ops::Range<usize>,
    file: FileId,
    problems: &mut Vec<Problem>,
) -> (Vec<Block>, Option<usize>) {
    let mut blocks = Vec::new();
    let mut offset = range.start;
    while offset < range.end {
        let rest = &text[offset..range.end];
        let open = rest.find("<!--");
        let html = &rest[..open.unwrap_or(rest.len())];
        if !html.trim().is_empty() {
            let start = offset + html.len() - html.trim_start().len();
            let span = Span::new(file, start..start + html.trim().len());
            blocks.push(Block { kind: BlockKind::Html, span });
        }
        let Some(open) = open else { break };
        let start = offset + open;
        let content = start + "<!--".len();
        if let Some(length) = text[content.min(range.end)..range.end].find("-->") {
            let end = content + length;
            let comment = Comment { content: Span::new(file, content..end), closed: true };
            let span = Span::new(file, start..end + "-->".len());
            blocks.push(Block { kind: BlockKind::Comment(comment), span });
            offset = end + "-->".len();
            continue;
        }
        let span = Span::new(file, start..content.min(range.end));
        problems.push(Problem { kind: ProblemKind::CommentUnclosed, span });
        let resume = find_structure(text, content.min(range.end)..range.end);
        let end = resume.unwrap_or(range.end);
        let comment = Comment { content: Span::new(file, content.min(end)..end), closed: false };
        let span = Span::new(file, start..end);
        blocks.push(Block { kind: BlockKind::Comment(comment), span });
        return (blocks, resume);
    }
    (blocks, None)
}

/// A line in `range` that opens a block as `opening` does: the same marks, and a language.
pub(super) fn find_fence(
    text: &str,
    range: std::ops::Range<usize>,
    opening: &str,
) -> Option<usize> {
    let marks = opening.len() - opening.trim_start_matches('`').len();
    let (fence, info) = opening.split_at(marks);
    let is_markdown = ["md", "markdown"].iter().any(|it| info.trim_start().starts_with(it));
    if marks == 0 || is_markdown {
        return None;
    }
    let code = &text[range.clone()];
    let feeds = memchr::memchr_iter(b'\n', code.as_bytes());
    let mut starts = std::iter::once(0).chain(feeds.map(|feed| feed + 1));
    let begins_block = |start: &usize| {
        code[*start..].strip_prefix(fence).is_some_and(|rest| {
            let language = rest.split('\n').next().unwrap_or_default().trim_start();
            language.starts_with(|c: char| c.is_ascii_alphabetic())
        })
    };
    starts.find(begins_block).map(|start| range.start + start)
}

/// The first line in `range` that begins with a heading or a fence.
pub(super) fn find_structure(text: &str, range: std::ops::Range<usize>) -> Option<usize> {
    let mut offset = range.start;
    for line in text[range].split_inclusive('\n') {
        let is_heading = line.starts_with('#') && line.trim_start_matches('#').starts_with(' ');
        if is_heading || line.starts_with("```") {
            return Some(offset);
        }
        offset += line.len();
    }
    None
}
