//! Request lines: which code blocks hold them, and what each line asks for.

use crate::diagnostic::Diagnostics;
use crate::dialect::{Section, Service};
use crate::extract::code::annotated_code::AnnotatedCode;
use crate::extract::cx::Cx;
use crate::extract::page::outline::{Ledger, Part};
use crate::facts::{ExampleFacts, RequestLine};
use crate::http;
use crate::markdown::Run;
use crate::rules::page;
use crate::source::{Span, Spanned};

/// Whether a code block holds request lines rather than an example.
pub(crate) fn is_template(cx: &Cx<'_>, code: &AnnotatedCode<'_>, has_section: bool) -> bool {
    if code.is_program() {
        return false;
    }
    let is_other = matches!(code.block_type(), Some("response" | "resource" | "example"));
    if is_other {
        return false;
    }
    if has_section && code.section.is_some() {
        // A program or a body among them has a language of its own.
        return code.section == Some(Section::HttpRequest)
            && (is_of_http(&code.code.language)
                || has_lines(cx.sources().text(code.code.content)));
    }
    // Pages without the section show their lines anywhere but among the examples; others show some
    // below headings of their own.
    let text = cx.sources().text(code.code.content);
    let mut lines = text.lines().filter(|line| !line.trim().is_empty()).peekable();
    !matches!(code.section, Some(Section::Examples))
        && lines.peek().is_some()
        && lines.all(|line| {
            http::parse_request_line(line, code.code.content)
                .is_some_and(|(_, target)| !target.value.contains("://"))
        })
}

/// Whether a block of this language may hold request lines.
fn is_of_http(language: &str) -> bool {
    language.is_empty() || language.contains("http") || language.contains("interactive")
}

/// Whether a line asks by a method that the protocol does not work with: there is nothing to be made of it,
/// and nothing wrong with it.
fn is_of_other_method(line: &str) -> bool {
    const METHODS: &[&str] = &["HEAD", "OPTIONS", "TRACE", "CONNECT"];
    let (method, rest) = line.trim_matches('`').split_once([' ', '\t']).unwrap_or((line, ""));
    METHODS.contains(&method) && rest.trim_start().starts_with(['/', '{', 'h'])
}

/// What a code block of request lines held beside them.
#[derive(Debug, Default)]
pub(crate) struct Read {
    /// Some of its lines are requests.
    pub(crate) has_lines: bool,
    /// One asks by a method of which nothing is made.
    pub(crate) has_other: bool,
    /// The lines that are no requests.
    pub(crate) unread: Vec<Span>,
}

impl Read {
    /// The lines to be told: a block of which none is a request is told once.
    pub(crate) fn told(&self) -> impl Iterator<Item = Span> {
        let most = if self.has_lines { usize::MAX } else { 1 };
        self.unread.iter().copied().take(most)
    }
}

/// Reads the lines of a code block.
pub(crate) fn extract(
    cx: &Cx<'_>,
    code: &AnnotatedCode<'_>,
    lines: &mut Vec<RequestLine>,
    diagnostics: &mut Diagnostics,
) -> Read {
    let content = code.code.content;
    let text = cx.sources().text(content);
    let mut offset = 0;
    let mut read = Read::default();
    for line in text.split_inclusive('\n') {
        let start = offset;
        offset += line.len();
        let line = line.trim_end();
        let span = content.part(start..start + line.len());
        match of_text(line, span) {
            Some(mut found) => {
                mark_keys(&mut found.template, &code.annotation.sample_keys);
                found.kind.clone_from(&code.annotation.target);
                tell_slips(&found, diagnostics);
                lines.push(found);
                read.has_lines = true;
            }
            None if line.trim().is_empty() => {}
            None if is_of_other_method(line.trim()) => read.has_other = true,
            // What follows the last request line is that request's headers and body.
            None if read.has_lines && !line.starts_with('/') && !has_lines(&text[offset..]) => {
                diagnostics.report(page::unreadable_request_line::after(line.trim(), span));
                break;
            }
            None => read.unread.push(span),
        }
    }
    read
}

/// The request line that a text is.
fn of_text(text: &str, at: Span) -> Option<RequestLine> {
    let (method, target) = http::parse_request_line(text, at)?;
    let template = http::parse_url(&target.value, target.span);
    is_path(&template).then_some(RequestLine {
        method,
        target,
        template,
        kind: None,
        is_command: false,
    })
}

fn tell_slips(line: &RequestLine, diagnostics: &mut Diagnostics) {
    let absolute = line.template.origin.as_ref().map(page::absolute_request_line::report);
    let malformed = page::malformed_request_line::check(&line.target);
    absolute.into_iter().chain(malformed).for_each(|it| diagnostics.report(it));
}

/// Reads the code spans of the section for request lines that stand alone on a line of the text, whatever is
/// said above them.
pub(crate) fn of_spans(
    cx: &Cx<'_>,
    parts: &[Part<'_>],
    lines: &mut Vec<RequestLine>,
    ledger: &mut Ledger,
    diagnostics: &mut Diagnostics,
) {
    if !cx.dialect.request_lines.spans {
        return;
    }
    for part in parts.iter().filter(|it| it.section == Some(Section::HttpRequest)) {
        for (block, inline) in part.paragraphs() {
            let whole = cx.sources().text(block.span);
            let is_alone = |run: &&Run| {
                let place = |at: u32| at.saturating_sub(block.span.start) as usize;
                let before = whole.get(..place(run.span.start)).unwrap_or_default();
                let after = whole.get(place(run.span.end)..).unwrap_or_default();
                let before = before.rsplit('\n').next().unwrap_or_default();
                let after = after.split('\n').next().unwrap_or_default();
                before.trim().is_empty() && after.trim().trim_end_matches('\\').is_empty()
            };
            let found = inline.codes().filter(is_alone);
            let found = found.filter_map(|it| of_text(cx.sources().text(it.span), it.span));
            let n_before = lines.len();
            lines.extend(found);
            lines[n_before..].iter().for_each(|it| tell_slips(it, diagnostics));
            if lines.len() > n_before {
                ledger.used(block);
            }
        }
    }
}

/// Whether a URL is one: fixed segments have no spaces, unlike a generator's "URI not found".
pub(crate) fn is_path(template: &http::UrlTemplate) -> bool {
    template.segments.iter().all(|segment| {
        segment.kind != http::SegmentKind::Literal || !segment.text.contains(char::is_whitespace)
    })
}

/// Whether a text has a request line.
pub(crate) fn has_lines(text: &str) -> bool {
    let at = crate::source::Span::new(crate::source::FileId(0), 0..text.len());
    text.lines().any(|line| http::parse_request_line(line, at).is_some())
}

/// The lines of a page that has none but in its examples: what the examples ask the service.
pub(crate) fn of_examples(cx: &Cx<'_>, examples: &[ExampleFacts]) -> Vec<RequestLine> {
    let service = &cx.dialect.service;
    let requests = examples.iter().filter_map(|example| example.request.as_ref());
    let own = requests.filter(|request| {
        is_own(service, &request.target.value, &request.template)
            && !request.annotation.opaque_url
            && is_path(&request.template)
    });
    own.map(|request| {
        let mut template = request.template.clone();
        mark_keys(&mut template, &request.annotation.sample_keys);
        let (method, target) = (request.method.clone(), request.target.clone());
        let kind = request.annotation.target.clone();
        RequestLine { method, target, template, kind, is_command: false }
    })
    .collect()
}

/// Whether a URL is the service's own: it names no host, one of its hosts, or what stands for them.
pub(crate) fn is_own(service: &Service, url: &str, template: &http::UrlTemplate) -> bool {
    let host = template.origin.as_ref();
    let host = host.map(|it| it.value.rsplit('/').next().unwrap_or_default().to_owned());
    host.is_none_or(|host| service.has_host(&host)) || begins_with_prefix(service, url)
}

/// Whether a URL begins with what stands for the base URL.
fn begins_with_prefix(service: &Service, url: &str) -> bool {
    let begins = |prefix: &String| {
        let start = url.get(..prefix.len()).unwrap_or_default();
        let rest = url.get(prefix.len()..).unwrap_or_default();
        start.eq_ignore_ascii_case(prefix) && (rest.is_empty() || rest.starts_with(['/', '?']))
    };
    service.prefixes.iter().any(begins)
}

/// Sample keys stand in a URL where a placeholder belongs.
fn mark_keys(template: &mut http::UrlTemplate, sample_keys: &[Spanned<String>]) {
    for segment in &mut template.segments {
        let is_sample = sample_keys.iter().any(|key| key.value == segment.text);
        if is_sample && segment.kind == http::SegmentKind::Literal {
            let (prefix, suffix) = (String::new(), String::new());
            segment.kind = http::SegmentKind::Key { prefix, name: String::new(), suffix };
        }
    }
}
