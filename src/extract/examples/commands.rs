//! Requests that commands show.

use super::example_body::body;
use super::pairs::{Examples, unanswered};
use crate::diagnostic::Diagnostics;
use crate::extract::code::annotated_code::AnnotatedCode;
use crate::extract::code::curl;
use crate::extract::cx::Cx;
use crate::facts::ExampleBody;
use crate::rules::page;

/// Takes the requests of commands in a code block, if there are any; returns what they send from elsewhere, each with the
/// place of its example.
pub(super) fn commands(
    cx: &Cx<'_>,
    code: &AnnotatedCode<'_>,
    examples: &mut Examples,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<(String, usize)>> {
    if !cx.dialect.request_lines.curl || code.is_program() {
        return None;
    }
    let content = code.code.content;
    let others = &cx.dialect.request_lines.methods;
    let found = curl::commands(cx.sources().text(content), content, others).all;
    let mut sending = (!found.is_empty()).then(Vec::new);
    for command in found {
        let curl::Command { request, is_plain, fields, is_of_parts, has_files, elsewhere, cut } =
            command;
        let cut = cut.map(|it| page::unquoted_command::report(it.at, it.url, cx.sources()));
        cut.into_iter().for_each(|it| diagnostics.report(it));
        let sent = match is_plain {
            true => body(cx, request.body, &request.headers, diagnostics),
            false => request.body.map(ExampleBody::Other),
        };
        let mut example = unanswered(code, request, sent);
        if let Some(request) = &mut example.request {
            (request.fields, request.has_body_beside) = (fields, elsewhere.is_some());
            (request.is_of_parts, request.has_files) = (is_of_parts, has_files);
        }
        if let (Some(sending), Some(elsewhere)) = (&mut sending, elsewhere) {
            sending.push((elsewhere, examples.all.len()));
        }
        examples.push(example);
    }
    sending
}
