//! Request lines of a section that shows none where they are looked for: those behind its answer, and those that begin the
//! messages of its examples.

use super::line::Line;
use super::request_line::is_own;
use super::samples::mark_number;
use super::seen::Seen;
use super::words::of_words;
use super::{is_of_lines, of_code};
use crate::extract::cx::Cx;
use crate::http::{self, Message};
use crate::markdown::{Block, BlockKind, CodeBlock, flatten};

/// The lines in the code of a section, each once, numbers in messages as placeholders. Below a heading that only says "request" a
/// line may stand in code within text as well.
pub(crate) fn of_section(cx: &Cx<'_>, blocks: &[Block], is_request: bool) -> Vec<Line> {
    let mut inner = Vec::new();
    flatten(blocks, &mut inner);
    let mut found: Vec<Line> = Vec::new();
    let mut seen = Seen::of(&cx.dialect.service, []);
    for block in inner {
        let lines = match &block.kind {
            BlockKind::Code(code) => match of_code(cx, block, code) {
                lines if lines.is_empty() => of_message(cx, block, code).into_iter().collect(),
                lines => lines,
            },
            BlockKind::Paragraph(inline) if is_request && cx.dialect.request_lines.spans => {
                of_words(cx, block, inline).into_iter().collect()
            }
            _ => continue,
        };
        for line in lines {
            if !seen.has(&line) {
                seen.add(&line);
                found.push(line);
            }
        }
    }
    found
}

/// The request that a message asks, if the service is asked.
fn of_message(cx: &Cx<'_>, block: &Block, code: &CodeBlock) -> Option<Line> {
    if !is_of_lines(cx, code) {
        return None;
    }
    let (message, _) = http::parse_message(
        cx.sources().text(code.content),
        code.content,
        &cx.dialect.request_lines.methods,
    );
    let Some(Message::Request(request)) = message else { return None };
    let mut line = Line::new(request.method, request.target, block.span)?;
    line.line.template.segments.iter_mut().for_each(mark_number);
    let line = line.line;
    is_own(&cx.dialect.service, &line.target.value, &line.template).then_some(Line {
        line,
        at: block.span,
        is_code: false,
        title: None,
    })
}
