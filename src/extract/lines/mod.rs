//! Request lines of operations that are sections, wherever the dialect says that they stand.

mod beside;
mod element;
mod halves;
mod holes;
pub(super) mod late;
mod line;
mod no_method;
mod pattern;
pub(super) mod request_line;
mod routes;
pub(super) mod samples;
mod seen;
pub(super) mod words;

pub(super) use beside::{Beside, has_rows, of_section, tells_operation};
pub(super) use halves::{of_blocks as of_halves, of_heading as of_half_headings};
pub(super) use line::Line;
pub(super) use no_method::without_method;
pub(super) use pattern::of_heading;
pub(super) use routes::agree;
pub use routes::find as find_routes;
pub(super) use seen::Seen;

use crate::dialect::Column;
use crate::extract::code::curl;
use crate::extract::cx::Cx;
use crate::extract::page::columns::Columns;
use crate::extract::rows::property::without_footnote;
use crate::http;
use crate::markdown::{Block, BlockKind, CodeBlock, Page, Table, flatten};
use crate::source::Spanned;
use words::of_words;

/// Adds the request lines of a block and of the blocks in it.
pub(super) fn of_block(cx: &Cx<'_>, block: &Block, found: &mut Vec<Line>) {
    let asked = &cx.dialect.request_lines;
    let mut blocks = Vec::new();
    flatten(std::slice::from_ref(block), &mut blocks);
    // A list of routes tells what other sections are of.
    for block in blocks.into_iter().filter(|it| !cx.routes.has(it.span)) {
        match &block.kind {
            BlockKind::Code(code) => found.extend(of_code(cx, block, code)),
            BlockKind::Paragraph(inline) => {
                let line = asked.spans.then(|| of_words(cx, block, inline)).flatten();
                match line.or_else(|| pattern::of_paragraph(cx, block, inline)) {
                    Some(line) => found.push(line),
                    None => element::of_block(cx, block, found),
                }
            }
            BlockKind::Html | BlockKind::Markup => element::of_block(cx, block, found),
            BlockKind::Table(table) if asked.tables => found.extend(of_table(cx, block, table)),
            _ => {}
        }
    }
}

/// The request line that a page's front matter has.
pub(super) fn of_front_matter(cx: &Cx<'_>, page: &Page) -> Option<Line> {
    let keys = &cx.dialect.request_lines.front_matter;
    let mut entries = page.front_matter.iter().filter(|it| keys.contains(&it.key.value));
    entries.find_map(|it| {
        let (method, target) = http::parse_request_line_of(
            &cx.dialect.request_lines.methods,
            &it.value.value,
            it.value.span,
        )?;
        Line::new(method, target, it.value.span)
    })
}

/// Whether code of a page may hold commands of `curl`.
pub(super) fn have_commands(cx: &Cx<'_>, page: &Page) -> bool {
    let holds = |it: &Block| match &it.kind {
        BlockKind::Code(code) => cx.sources().text(code.content).contains("curl"),
        _ => false,
    };
    page.root.walk().iter().any(|it| {
        let mut blocks = Vec::new();
        flatten(&it.blocks, &mut blocks);
        blocks.into_iter().any(holds)
    })
}

/// Adds the requests of the commands of `curl` in a block, numbers among their segments as placeholders.
pub(super) fn of_curl(cx: &Cx<'_>, block: &Block, found: &mut Vec<Line>) {
    let mut blocks = Vec::new();
    flatten(std::slice::from_ref(block), &mut blocks);
    for block in blocks {
        let BlockKind::Code(code) = &block.kind else { continue };
        let others = &cx.dialect.request_lines.methods;
        let commands = curl::commands(cx.sources().text(code.content), code.content, others);
        let lines = commands.all.into_iter().filter_map(|it| {
            let mut line = Line::new(it.request.method, it.request.target, block.span)?;
            line.line.template.segments.iter_mut().for_each(samples::mark_number);
            line.line.is_command = true;
            Some(line)
        });
        found.extend(lines);
    }
}

/// Whether code of this language may hold request lines.
fn is_of_lines(cx: &Cx<'_>, code: &CodeBlock) -> bool {
    cx.dialect.request_lines.code.as_ref().is_none_or(|it| it.contains(&code.language))
}

/// The lines of a code block that holds nothing else.
fn of_code(cx: &Cx<'_>, block: &Block, code: &CodeBlock) -> Vec<Line> {
    if !is_of_lines(cx, code) {
        return Vec::new();
    }
    let text = cx.sources().text(code.content);
    let mut found = Vec::new();
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let start = offset;
        offset += line.len();
        let line = line.trim_end();
        if line.trim().is_empty() {
            continue;
        }
        // A line with a version begins a message, unless it is all there is.
        let is_message = line.contains(" HTTP/") && line.trim() != text.trim();
        let span = code.content.part(start..start + line.len());
        let others = &cx.dialect.request_lines.methods;
        let read = http::parse_request_line_of(others, line, span).filter(|_| !is_message);
        let Some((method, target)) = read else { return Vec::new() };
        let both = Line::with_option(&method, &target, block.span).map(Vec::from);
        let lines = both.or_else(|| Some(vec![Line::new(method, target, block.span)?]));
        let Some(lines) = lines else { return Vec::new() };
        found.extend(lines.into_iter().map(|it| Line { is_code: true, ..it }));
    }
    found
}

/// The lines of a table that has a column of methods and one of paths.
fn of_table(cx: &Cx<'_>, block: &Block, table: &Table) -> Vec<Line> {
    let columns = Columns::of(table, cx.dialect);
    let (Some(method), Some(path)) =
        (columns.find(&[Column::HttpMethod]), columns.find(&[Column::Path]))
    else {
        return Vec::new();
    };
    let rows = table.rows.iter().filter_map(|row| {
        let (method, path) = (row.cells.get(method)?, row.cells.get(path)?);
        let named = words::method(cx, without_footnote(&method.inline).trim())?;
        let target = without_footnote(&path.inline).trim().trim_matches('`').to_owned();
        let place = words::place(cx, path.span, &target);
        let is_path = target.contains('/') && !target.contains(char::is_whitespace);
        let line =
            Line::new(Spanned::new(named, method.span), Spanned::new(target, place), block.span);
        line.filter(|_| is_path)
    });
    rows.collect()
}
