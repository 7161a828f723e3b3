//! Requests that commands show.

use super::bare_answer;
use super::example_body::{body, looks_like_json};
use super::pairs::{Examples, unanswered};
use crate::diagnostic::Diagnostics;
use crate::extract::code::annotated_code::AnnotatedCode;
use crate::extract::code::curl;
use crate::extract::cx::Cx;
use crate::facts::{ExampleBody, ResponseExample};
use crate::http::{self, Message};
use crate::rules::page;
use crate::source::Span;

/// Takes the requests of commands in a code block, if there are any, and what a terminal shows below them; returns what they send
/// from elsewhere, each with the place of its example. `told` is the status that the operation's text says.
pub(super) fn commands(
    cx: &Cx<'_>,
    code: &AnnotatedCode<'_>,
    told: Option<u16>,
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
        let curl::Command {
            request,
            is_plain,
            fields,
            is_of_parts,
            has_files,
            elsewhere,
            cut,
            answer: shown,
        } = command;
        let cut = cut.map(|it| page::unquoted_command::report(it.at, it.url, cx.sources()));
        cut.into_iter().for_each(|it| diagnostics.report(it));
        let sent = match is_plain {
            true => body(cx, request.body, &request.headers, diagnostics),
            false => request.body.map(ExampleBody::Other),
        };
        let mut example = unanswered(code, request, sent);
        example.response = shown.and_then(|it| answer(cx, code, it, told, diagnostics));
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

/// The answer that a terminal shows below a command: a message, or JSON alone.
fn answer(
    cx: &Cx<'_>,
    code: &AnnotatedCode<'_>,
    shown: Span,
    told: Option<u16>,
    diagnostics: &mut Diagnostics,
) -> Option<ResponseExample> {
    let (text, others) = (cx.sources().text(shown), &cx.dialect.request_lines.methods);
    let (status, headers, said) = match http::parse_message(text, shown, others).0 {
        Some(Message::Response(response)) => (response.status, response.headers, response.body),
        None if looks_like_json(text) => {
            (bare_answer::said_status(cx, code, told), Vec::new(), Some(shown))
        }
        Some(Message::Request(_)) | None => return None,
    };
    let body = body(cx, said, &headers, diagnostics);
    Some(ResponseExample {
        annotation: code.annotation.clone(),
        status,
        headers,
        body,
        span: shown,
    })
}
