//! Examples: HTTP messages in code blocks, a response paired with the request before it.

use super::bare_answer;
use super::commands::commands;
use super::example_body::{bare_body, body, content_type, is_value, looks_like_json};
use super::in_file::{self, Files};
use super::pairs::{Examples, Scopes, unanswered};
use super::sent_below::Sent;
use super::several;
use crate::diagnostic::Diagnostics;
use crate::dialect::Section;
use crate::extract::code::annotated_code::AnnotatedCode;
use crate::extract::cx::Cx;
use crate::extract::page::outline::{Ledger, Part};
use crate::extract::text::form;
use crate::facts::{
    ExampleBody, ExampleFacts, LeftReason, RequestExample, ResponseExample, SampleFacts,
};
use crate::http::{self, Header, Message, Method};
use crate::rules::page;
use crate::source::{Span, Spanned};

/// Reads every HTTP message outside the request lines and pairs requests with responses. JSON that is
/// marked as an example of a type comes beside them.
pub(crate) fn extract(
    cx: &Cx<'_>,
    parts: &[Part<'_>],
    codes: &[&AnnotatedCode<'_>],
    sent: &Sent,
    ledger: &mut Ledger,
    diagnostics: &mut Diagnostics,
) -> (Vec<ExampleFacts>, Vec<SampleFacts>) {
    let mut examples = Examples::default();
    let mut samples = Vec::new();
    let scopes = Scopes::find(cx, parts);
    let mut next = Next::default();
    let mut above: Option<&AnnotatedCode<'_>> = None;
    // The last command that asks and has no answer yet.
    let mut asked: Option<Span> = None;
    let mut files = Files::default();
    for (index, code) in codes.iter().enumerate() {
        let above = above.replace(code);
        let sending = commands(cx, code, sent.answered, &mut examples, diagnostics);
        if let Some(sending) = sending {
            code.used_both(ledger);
            let is_answered = examples.all.last().is_some_and(|it| it.response.is_some());
            asked = Some(code.code.content).filter(|_| !is_answered);
            for (elsewhere, example) in sending {
                match above.filter(|it| in_file::is_sent(cx, it, &elsewhere)) {
                    Some(code) => send(cx, &mut examples, example, code, ledger, diagnostics),
                    None => files.sent(&elsewhere, example),
                }
            }
            continue;
        }
        if let Some(example) = files.sender(cx, code) {
            send(cx, &mut examples, example, code, ledger, diagnostics);
            asked = Some(code.code.content);
            continue;
        }
        let is_elsewhere = matches!(
            code.section,
            Some(Section::HttpRequest | Section::JsonRepresentation | Section::Properties)
        );
        let content = code.code.content;
        let is_resource = code.block_type() == Some("resource");
        if is_resource && !is_elsewhere && !code.is_program() {
            stands_beside(cx, &scopes, &mut examples.all, code);
        }
        if is_elsewhere || code.is_program() || is_resource {
            continue;
        }
        let requests = several::requests(cx, code);
        if !requests.is_empty() {
            code.used_both(ledger);
            requests.into_iter().for_each(|it| examples.push(unanswered(code, it, None)));
            continue;
        }
        let others = &cx.dialect.request_lines.methods;
        let (message, problems) = http::parse_message(cx.sources().text(content), content, others);
        if message.is_none()
            && let Some(status) = bare_status(cx, code, asked.take(), sent)
        {
            code.used_both(ledger);
            let response = ResponseExample {
                annotation: code.annotation.clone(),
                status,
                body: bare_body(cx, code, diagnostics),
                headers: Vec::new(),
                span: content,
            };
            examples.answer(&scopes, response, code.heading);
            continue;
        }
        match message {
            Some(Message::Request(request)) => {
                code.used_both(ledger);
                for problem in problems {
                    if problem.kind == http::ProblemKind::SecondRequest {
                        diagnostics.report(page::unreadable_request_line::second(problem.span));
                    }
                }
                let body = body(cx, request.body, &request.headers, diagnostics);
                samples.extend(sample(code, body.as_ref()));
                let fields = fields_of_form(cx, &request.headers, body.as_ref());
                let mut example = unanswered(code, request, body);
                example.request.iter_mut().for_each(|it| it.fields.clone_from(&fields));
                examples.push(example);
            }
            Some(Message::Response(response)) => {
                code.used_both(ledger);
                let response = ResponseExample {
                    annotation: code.annotation.clone(),
                    status: response.status,
                    body: body(cx, response.body, &response.headers, diagnostics),
                    headers: response.headers,
                    span: content,
                };
                examples.answer(&scopes, response, code.heading);
            }
            None if is_sample(code) && looks_like_json(cx.sources().text(content)) => {
                code.used_both(ledger);
                samples.extend(sample(code, body(cx, Some(content), &[], diagnostics).as_ref()));
            }
            None => {
                let message = above.filter(|it| is_below(cx, it, code));
                let lacking = message.and_then(|it| lacking_body(&mut examples.all, it));
                match lacking.filter(|_| looks_like_json(cx.sources().text(content))) {
                    Some((headers, lacking)) => {
                        ledger.used(code.block);
                        *lacking = body(cx, Some(content), headers, diagnostics);
                        asked = Some(content);
                    }
                    None => {
                        let answer = next.message(cx, codes, index + 1);
                        let answer = answer.map(|(code, is_answer)| (scopes.of(code), is_answer));
                        let is_answered = answer == Some((scopes.of(content), true));
                        let is_sent =
                            is_answered || sent.is(cx, code, codes.get(index + 1).copied());
                        let unanswered = examples.all.iter_mut().filter(|_| is_sent);
                        let lacking = asked_above(cx, &scopes, unanswered, code);
                        let is_asked = !lacking.is_empty();
                        match is_asked {
                            true => ledger.used(code.block),
                            false => ledger.left(code.block, why_left(cx, code)),
                        }
                        if let [first, ..] = lacking.as_slice() {
                            let sent = body(cx, Some(content), &first.headers, diagnostics);
                            lacking.into_iter().for_each(|it| it.body.clone_from(&sent));
                            asked = Some(content);
                        }
                        if !is_asked {
                            stands_beside(cx, &scopes, &mut examples.all, code);
                        }
                    }
                }
            }
        }
    }
    (examples.all, samples)
}

/// Whether code is marked as an example of a type.
fn is_sample(code: &AnnotatedCode<'_>) -> bool {
    code.block_type() == Some("example") && code.annotation.odata_type.is_some()
}

fn sample(code: &AnnotatedCode<'_>, body: Option<&ExampleBody>) -> Option<SampleFacts> {
    let ty = code.annotation.odata_type.clone().filter(|_| is_sample(code))?;
    let Some(ExampleBody::Json(body)) = body else { return None };
    let is_collection = ty.collection || code.annotation.is_collection == Some(true);
    Some(SampleFacts { ty, is_collection, body: body.clone() })
}

/// Remembers JSON in a block of its own below a request that has no body and no answer yet.
fn stands_beside(
    cx: &Cx<'_>,
    scopes: &Scopes,
    examples: &mut [ExampleFacts],
    code: &AnnotatedCode<'_>,
) {
    let content = code.code.content;
    let is_answer = code.block_type() == Some("response");
    if is_answer || !looks_like_json(cx.sources().text(content)) {
        return;
    }
    let last = examples.last_mut().filter(|it| it.response.is_none());
    let Some(request) = last.and_then(|it| it.request.as_mut()) else { return };
    if request.body.is_none() && scopes.of(request.span) == scopes.of(content) {
        request.has_body_beside = true;
    }
}

/// The status of code that is JSON alone and yet an answer.
fn bare_status(
    cx: &Cx<'_>,
    code: &AnnotatedCode<'_>,
    asked: Option<Span>,
    sent: &Sent,
) -> Option<Spanned<u16>> {
    let text = cx.sources().text(code.code.content);
    let is_below_answer =
        matches!(code.section, Some(Section::ExampleResponse | Section::Response));
    let is_truth = matches!(text.trim(), "true" | "false");
    let is_value = is_below_answer && (is_truth || is_value(code, text));
    let is_json = looks_like_json(text) || is_value;
    let is_asked = bare_answer::is_below(code, asked) || sent.is_nothing;
    bare_answer::status(cx, code, is_asked, sent.answered).filter(|_| is_json)
}

/// Takes JSON of another block as what an example's request sends.
fn send(
    cx: &Cx<'_>,
    examples: &mut Examples,
    example: usize,
    code: &AnnotatedCode<'_>,
    ledger: &mut Ledger,
    diagnostics: &mut Diagnostics,
) {
    let request = examples.all.get_mut(example).and_then(|it| it.request.as_mut());
    if let Some(request) = request.filter(|it| it.body.is_none()) {
        ledger.used(code.block);
        request.body = body(cx, Some(code.code.content), &request.headers, diagnostics);
    }
}

/// The names of the fields that a message sends whose headers say that it sends a form.
fn fields_of_form(
    cx: &Cx<'_>,
    headers: &[Header],
    body: Option<&ExampleBody>,
) -> Vec<Spanned<String>> {
    let is_form = |it: &Header| {
        it.value.value.to_ascii_lowercase().starts_with("application/x-www-form-urlencoded")
    };
    match body {
        Some(ExampleBody::Other(span)) if content_type(headers).is_some_and(is_form) => {
            form::fields(cx.sources().text(*span), *span)
        }
        _ => Vec::new(),
    }
}

/// The requests of an example that still lack a body, where JSON between them and the answer can only be what they send.
fn asked_above<'e>(
    cx: &Cx<'_>,
    scopes: &Scopes,
    examples: impl DoubleEndedIterator<Item = &'e mut ExampleFacts>,
    code: &AnnotatedCode<'_>,
) -> Vec<&'e mut RequestExample> {
    let content = code.code.content;
    let is_unmarked = code.block_type().is_none() || code.annotation.is_ignored();
    if !is_unmarked || !looks_like_json(cx.sources().text(content)) {
        return Vec::new();
    }
    let here = scopes.of(content);
    let unanswered = examples.rev().take_while(|it| it.response.is_none());
    let requests = unanswered.filter_map(|it| it.request.as_mut());
    let lacking = requests.filter(|it| {
        let is_sending = !it.method.value.is_safe() && it.method.value != Method::Delete;
        is_sending && it.body.is_none() && scopes.of(it.span) == here
    });
    lacking.collect()
}

/// The next message below a code block; looked for again only when it has been passed.
#[derive(Debug, Default)]
struct Next {
    /// The first block that was not looked at.
    n_seen: usize,
    /// The message before it, by the place of its block, and whether it is a response.
    found: Option<(usize, Span, bool)>,
}

impl Next {
    /// The first message of the blocks from `from` on: its place, and whether it is a response.
    fn message(
        &mut self,
        cx: &Cx<'_>,
        codes: &[&AnnotatedCode<'_>],
        from: usize,
    ) -> Option<(Span, bool)> {
        self.found = self.found.filter(|(place, _, _)| *place >= from);
        self.n_seen = self.n_seen.max(from);
        while self.found.is_none() && self.n_seen < codes.len() {
            let content = codes[self.n_seen].code.content;
            let others = &cx.dialect.request_lines.methods;
            let (message, _) = http::parse_message(cx.sources().text(content), content, others);
            let is_response = message.map(|it| matches!(it, Message::Response(_)));
            self.found = is_response.map(|it| (self.n_seen, content, it));
            self.n_seen += 1;
        }
        self.found.map(|(_, content, is_response)| (content, is_response))
    }
}

/// Whether nothing stands between two code blocks, so that the lower one may go on with the upper.
fn is_below(cx: &Cx<'_>, upper: &AnnotatedCode<'_>, lower: &AnnotatedCode<'_>) -> bool {
    let (upper, lower) = (upper.block.span, lower.block.span);
    upper.file == lower.file
        && upper.end <= lower.start
        && cx.sources().text(Span { start: upper.end, end: lower.start, ..upper }).trim().is_empty()
}

/// The headers of the message in a code block and the place of its body, if it may have one and has none
/// yet: what stands below a request that says of no content what it is may as well be the answer.
fn lacking_body<'e>(
    examples: &'e mut [ExampleFacts],
    code: &AnnotatedCode<'_>,
) -> Option<(&'e [Header], &'e mut Option<ExampleBody>)> {
    let is_it = |span: Span| span == code.code.content;
    let (headers, body) = examples.iter_mut().find_map(|example| match example {
        ExampleFacts { request: Some(it), .. } if is_it(it.span) => {
            content_type(&it.headers)?;
            Some((&it.headers, &mut it.body))
        }
        ExampleFacts { response: Some(it), .. } if is_it(it.span) => {
            Some((&it.headers, &mut it.body))
        }
        _ => None,
    })?;
    body.is_none().then_some((headers, body))
}

/// Why code is left that is no message: only in an example it may be meant to be one.
fn why_left(cx: &Cx<'_>, code: &AnnotatedCode<'_>) -> LeftReason {
    let text = cx.sources().text(code.code.content);
    match code.block_type() {
        Some("request" | "response") => LeftReason::UnknownCode,
        // What the service sends by itself is an example of a type and of no operation.
        Some(_) => LeftReason::NotModelled,
        None if code.section != Some(Section::Examples) => LeftReason::OtherCode,
        None if code.code.language == "http" || looks_like_json(text) => LeftReason::UnknownCode,
        None => LeftReason::OtherCode,
    }
}
