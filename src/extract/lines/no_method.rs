//! What looks like a request line, or a command, whose method is none of HTTP: `LIST /lamps`.

use super::{is_of_lines, words};
use crate::dialect::Column;
use crate::extract::code::curl;
use crate::extract::cx::Cx;
use crate::extract::page::columns::Columns;
use crate::extract::page::outline::Part;
use crate::extract::rows::property::without_footnote;
use crate::markdown::{Block, BlockKind, CodeBlock, Inline, RunKind, Table, flatten};
use crate::source::{Span, Spanned};

/// Those of a part, wherever the dialect says that request lines stand.
pub(crate) fn without_method(cx: &Cx<'_>, part: &Part<'_>) -> Vec<Spanned<String>> {
    let asked = &cx.dialect.request_lines;
    let mut found = Vec::new();
    if cx.dialect.shape.has_sections() && !asked.headings.is_empty() {
        found.extend(part.heading().and_then(|it| of_text(cx, &it.text, it.span)));
    }
    for block in &part.blocks {
        match &block.kind {
            BlockKind::Table(table) if asked.tables => of_table(cx, table, &mut found),
            BlockKind::Code(code) if cx.dialect.shape.has_sections() => {
                of_code(cx, code, &mut found);
            }
            BlockKind::Paragraph(inline) if asked.spans => found.extend(of_span(cx, inline)),
            _ => {}
        }
        if asked.curl {
            found.extend(of_commands(cx, block));
        }
    }
    found
}

/// The rows that have a path, and in place of its method another word in capitals.
fn of_table(cx: &Cx<'_>, table: &Table, found: &mut Vec<Spanned<String>>) {
    let columns = Columns::of(table, cx.dialect);
    let (Some(method), Some(path)) =
        (columns.find(&[Column::HttpMethod]), columns.find(&[Column::Path]))
    else {
        return;
    };
    found.extend(table.rows.iter().filter_map(|row| {
        let text = |column: usize| {
            let text = without_footnote(&row.cells.get(column)?.inline);
            Some(text.trim().trim_matches('`').to_owned())
        };
        of_text(cx, &format!("{} {}", text(method)?, text(path)?), row.span)
    }));
}

/// The lines of a code block that holds nothing else.
fn of_code(cx: &Cx<'_>, code: &CodeBlock, found: &mut Vec<Spanned<String>>) {
    if !is_of_lines(cx, code) {
        return;
    }
    let mut offset = 0;
    let lines = cx.sources().text(code.content).split_inclusive('\n').map(|line| {
        let start = offset;
        offset += line.len();
        (line, code.content.part(start..start + line.trim_end().len()))
    });
    let lines = lines.filter(|(line, _)| !line.trim().is_empty());
    let lines: Option<Vec<_>> = lines.map(|(line, span)| of_text(cx, line, span)).collect();
    found.extend(lines.unwrap_or_default());
}

/// What commands of a block, and of the blocks in it, ask for by another word; variables and placeholders are none.
fn of_commands(cx: &Cx<'_>, block: &Block) -> Vec<Spanned<String>> {
    let mut blocks = Vec::new();
    flatten(std::slice::from_ref(block), &mut blocks);
    let codes = blocks.into_iter().filter_map(|it| match &it.kind {
        BlockKind::Code(code) => Some(code.content),
        _ => None,
    });
    let others = &cx.dialect.request_lines.methods;
    let asked =
        codes.flat_map(|it| curl::commands(cx.sources().text(it), it, others).without_method);
    let is_word = |it: &Spanned<String>| {
        let word = it.value.split(' ').next().unwrap_or_default();
        !word.is_empty() && word.bytes().all(|it| it.is_ascii_alphabetic() || it == b'-')
    };
    asked.filter(is_word).collect()
}

/// Code that is a whole paragraph.
fn of_span(cx: &Cx<'_>, inline: &Inline) -> Option<Spanned<String>> {
    let [run] = inline.runs.as_slice() else { return None };
    if run.kind == RunKind::Code { of_text(cx, &run.text, run.span) } else { None }
}

/// Another word in capitals and a path, if a text is that.
fn of_text(cx: &Cx<'_>, text: &str, span: Span) -> Option<Spanned<String>> {
    let (word, path) = text.trim().split_once(' ')?;
    let is_word = word.len() > 2 && word.bytes().all(|it| it.is_ascii_uppercase());
    let is_path = path.starts_with('/') && !path.contains(char::is_whitespace);
    let is_unread = is_word && is_path && words::method(cx, word).is_none();
    is_unread.then(|| Spanned::new(format!("{word} {path}"), span))
}
