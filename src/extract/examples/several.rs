//! Several requests in one code block: each line is an example of its own.

use crate::extract::code::annotated_code::AnnotatedCode;
use crate::extract::cx::Cx;
use crate::http;

/// The requests of a block in which each line is one; none where it holds anything else, or is marked as one.
pub(crate) fn requests(cx: &Cx<'_>, code: &AnnotatedCode<'_>) -> Vec<http::Request> {
    if code.block_type().is_some() {
        return Vec::new();
    }
    let content = code.code.content;
    let mut found = Vec::new();
    let mut offset = 0;
    for line in cx.sources().text(content).split_inclusive('\n') {
        let start = offset;
        offset += line.len();
        let line = line.trim_end();
        if line.is_empty() {
            continue;
        }
        let others = &cx.dialect.request_lines.methods;
        let read =
            http::parse_request_line_of(others, line, content.part(start..start + line.len()));
        let Some((method, target)) = read else { return Vec::new() };
        found.push(http::Request { method, target, headers: Vec::new(), body: None });
    }
    if found.len() < 2 { Vec::new() } else { found }
}
