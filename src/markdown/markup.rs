//! What MDX and its kin write beside markdown: tags of components on lines of their own, `import` and `export`,
//! comments in braces. It is blanked out before the text is read, so that what stands around it is markdown, and each
//! piece stays as a block of its own.

use super::context::Context;
use super::inline::parse_cell;
use super::marks::{Mark, Marks};
use super::section::Flow;
use super::{Block, BlockKind, CodeBlock};
use super::{table, tags};
use crate::source::{FileId, Span};
use memchr::{memchr, memchr_iter};
use std::ops::Range;

/// A text of which some pieces are blank.
#[derive(Debug)]
pub(super) struct Blanked {
    /// As long as what it was made from.
    pub(super) text: String,
    /// Where the pieces stand, in order.
    pub(super) pieces: Vec<Range<usize>>,
}

/// Blanks out the markup of a text from `start` on; `None` if there is none.
pub(super) fn blank(text: &str, start: usize, marks: Marks) -> Option<Blanked> {
    let pieces = find(text, start, marks);
    if pieces.is_empty() {
        return None;
    }
    let mut blank = String::with_capacity(text.len());
    let mut offset = 0;
    for piece in &pieces {
        blank.push_str(&text[offset..piece.start]);
        let bytes = text[piece.clone()].bytes();
        blank.extend(bytes.map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        offset = piece.end;
    }
    blank.push_str(&text[offset..]);
    Some(Blanked { text: blank, pieces })
}

/// Puts the pieces as blocks among those around them.
pub(super) fn place(flow: Vec<Flow>, file: FileId, pieces: Vec<Range<usize>>) -> Vec<Flow> {
    let mut placed = Vec::with_capacity(flow.len() + pieces.len());
    let mut pieces = pieces.into_iter().peekable();
    let block = |piece: Range<usize>| {
        Flow::Block(Block { kind: BlockKind::Markup, span: Span::new(file, piece) })
    };
    for item in flow {
        let span = match &item {
            Flow::Heading(heading) => heading.span,
            Flow::Block(block) => block.span,
        };
        while let Some(piece) =
            pieces.next_if(|it| span.file == file && it.start < span.start as usize)
        {
            placed.push(block(piece));
        }
        placed.push(item);
    }
    placed.extend(pieces.map(block));
    placed
}

/// What is indented below components, which is no code: paragraphs, and code between fences.
pub(super) fn indented(range: Range<usize>, cx: Context<'_>) -> Vec<Block> {
    let mut found = Vec::new();
    let mut words: Option<Range<usize>> = None;
    // Where a fence stands, its marks, and what its code is called.
    let mut fence: Option<(Range<usize>, &str, String)> = None;
    let span = |range: Range<usize>| Span::new(cx.file, range);
    let paragraph = |words: Range<usize>| {
        let inline = parse_cell(words.clone(), cx);
        Block { kind: BlockKind::Paragraph(inline), span: span(words) }
    };
    for line in table::lines(cx.text, range.clone()) {
        let text = cx.text[line.clone()].trim();
        let start = line.end - cx.text[line.clone()].trim_start().len();
        let mark = ["```", "~~~"].into_iter().find(|it| text.starts_with(it));
        match (&mut fence, mark) {
            (None, Some(mark)) => {
                found.extend(words.take().map(paragraph));
                let language = text.trim_start_matches(['`', '~']).split_whitespace().next();
                fence = Some((start..line.end, mark, language.unwrap_or_default().to_lowercase()));
            }
            (Some((open, known, language)), Some(mark)) if *known == mark => {
                let content = (open.end + 1).min(line.start)..line.start;
                let code = CodeBlock { language: std::mem::take(language), content: span(content) };
                found.push(Block { kind: BlockKind::Code(code), span: span(open.start..line.end) });
                fence = None;
            }
            (Some(_), _) => {}
            (None, None) if text.is_empty() => found.extend(words.take().map(paragraph)),
            (None, None) => {
                let end = start + text.len();
                words = Some(words.map_or(start, |it| it.start)..end);
            }
        }
    }
    if let Some((open, _, language)) = fence {
        let content = (open.end + 1).min(range.end)..range.end;
        let code = CodeBlock { language, content: span(content) };
        found.push(Block { kind: BlockKind::Code(code), span: span(open.start..range.end) });
    }
    found.extend(words.map(paragraph));
    found
}

fn find(text: &str, start: usize, marks: Marks) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    // Most pages have none, and are not looked at line by line.
    if !marks.has(Mark::Code) && !has_component(text.as_bytes()) {
        return found;
    }
    let mut fence: Option<&str> = None;
    let mut offset = start;
    // Whether a line may begin something else than the text above it.
    let mut is_free = true;
    while offset < text.len() {
        let end = line_end(text, offset);
        let line = &text[offset..end];
        let trimmed = line.trim_start();
        let at = offset + line.len() - trimmed.len();
        let mark = ["```", "~~~"].into_iter().find(|it| trimmed.starts_with(it));
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(known), Some(mark)) if known == mark => fence = None,
            _ => {}
        }
        // Nearly no line begins like markup, and all lines of all pages are asked.
        let piece = match trimmed.as_bytes().first() {
            _ if fence.is_some() || mark.is_some() => None,
            Some(b'<') => tag_lines(text, at),
            Some(b'i' | b'e') if is_free && at == offset => code_lines(text, at),
            Some(b'{') => comment(text, at),
            _ => None,
        };
        is_free = trimmed.trim_end().is_empty() || piece.is_some();
        offset = piece.as_ref().map_or(end, |it| line_end(text, it.end));
        found.extend(piece);
    }
    found
}

/// Whether some of a text looks like an element that HTML has not.
fn has_component(text: &[u8]) -> bool {
    memchr_iter(b'<', text).any(|at| text.get(at + 1).is_some_and(u8::is_ascii_uppercase))
}

fn line_end(text: &str, at: usize) -> usize {
    // A piece may end with its line feed.
    memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |feed| at + feed + 1)
}

/// Tags of components that a line begins with, if nothing else stands in it: their names are capital, those of
/// HTML are not.
fn tag_lines(text: &str, at: usize) -> Option<Range<usize>> {
    let mut end = at;
    loop {
        let rest = text[end..].split('\n').next().unwrap_or_default();
        if rest.trim().is_empty() {
            return (end > at).then_some(at..end);
        }
        let next = end + rest.len() - rest.trim_start().len();
        let (name, _) = tags::name(text[next..].strip_prefix('<')?);
        if !name.starts_with(|c: char| c.is_ascii_uppercase()) {
            return None;
        }
        end = tags::begin(text, next..text.len())?.span.end;
    }
}

/// Lines of a program up to the next blank one.
fn code_lines(text: &str, at: usize) -> Option<Range<usize>> {
    let line = text[at..].split('\n').next()?.trim_end();
    let is_import = line.strip_prefix("import ").is_some_and(|rest| {
        rest.contains(" from ") && rest.contains(['"', '\'']) || rest.starts_with(['"', '\'', '{'])
    });
    let is_export = line.strip_prefix("export ").is_some_and(|rest| {
        let word = rest.split([' ', '(']).next().unwrap_or_default();
        ["const", "let", "var", "function", "default", "async", "class", "{", "*"].contains(&word)
    });
    (is_import || is_export).then(|| {
        let end = text[at..].find("\n\n").map_or(text.len(), |end| at + end);
        at..at + text[at..end].trim_end().len()
    })
}

/// A comment in braces.
fn comment(text: &str, at: usize) -> Option<Range<usize>> {
    const MOST_BYTES: usize = 16 * 1024;
    let rest = text[at..].strip_prefix("{/*")?;
    let near = rest.get(..MOST_BYTES).unwrap_or(rest);
    let end = at + 3 + near.find("*/}")? + 3;
    let after = text[end..].split('\n').next().unwrap_or_default();
    after.trim().is_empty().then_some(at..end)
}

#[cfg(test)]
mod tests {
    use super::{Marks, blank};

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found = blank(text, 0, Marks::of(text));
        let pieces = found.as_ref().map_or(&[][..], |it| &it.pieces);
        let pieces: Vec<&str> = pieces.iter().map(|it| &text[it.clone()]).collect();
        assert_eq!(pieces, expected);
        assert!(found.is_none_or(|it| it.text.len() == text.len()));
    }

    #[test]
    fn markup_is_what_has_lines_of_its_own() {
        check("<Note>\nWörds\n</Note>\n", &["<Note>", "</Note>"]);
        check(
            "<Tabs><Tab\n  title=\"a > b\" of={{ x: 1 }}\n>\nWords",
            &["<Tabs><Tab\n  title=\"a > b\" of={{ x: 1 }}\n>"],
        );
        check("<Note>Words</Note>\n<Wide\n", &[]);
        check("```jsx\n<Note>\n```\n  <Card />\r\n", &["<Card />"]);
        check("<div>\n<br/>\n", &[]);
    }

    #[test]
    fn lines_of_programs() {
        check(
            "import A from 'a'\nimport {\n  B,\n} from \"b\"\n\nimport it from here.\n",
            &["import A from 'a'\nimport {\n  B,\n} from \"b\""],
        );
        check("export const a = 1\n\nWords\nexport const b = 1\n", &["export const a = 1"]);
        check("import a lamp from the hall\n\nexport it\n", &[]);
        check("{/* one\n\ntwo */}\n{/* words */} words\n", &["{/* one\n\ntwo */}"]);
    }
}
