//! `unreadable-request-line`: a line among the request lines is no request.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::http::Method;
use crate::source::{Span, Spanned};

pub(super) static UNREADABLE_REQUEST_LINE: Rule = Rule {
    name: "unreadable-request-line",
    level: Level::Warn,
    summary: "a line among the request lines is no request",
    explanation: include_str!("unreadable_request_line.md"),
};

/// A line that should be `METHOD /path`.
pub(crate) fn report(line: &str, span: Span) -> Diagnostic {
    let headline = format!("`{}` is no request line", super::shorten(line.trim()));
    Diagnostic::new(&UNREADABLE_REQUEST_LINE, span, headline)
        .help("write a method and a path, such as `GET /things/{id}`")
}

/// A row with a path and no method of HTTP.
pub(crate) fn of_row(line: &Spanned<String>) -> Diagnostic {
    let headline = format!("`{}` is no request line", super::shorten(&line.value));
    let told = Diagnostic::new(&UNREADABLE_REQUEST_LINE, line.span, headline)
        .note("its method is none of HTTP, so no operation is emitted for it");
    let word = line.value.split(' ').next().unwrap_or_default();
    let told = match Method::other(word) {
        Some(_) => {
            told.help(format!("`request-lines.methods = [\"{word}\"]` in a dialect adds it"))
        }
        None => told,
    };
    told.once()
}

/// Headers or a body below a request line; they belong to an example.
pub(crate) fn after(line: &str, span: Span) -> Diagnostic {
    let headline = format!("`{}` stands among the request lines", super::shorten(line));
    Diagnostic::new(&UNREADABLE_REQUEST_LINE, span, headline)
        .note("the rest of this block was not read")
}

/// A URL with segments left out.
pub(crate) fn elided(span: Span) -> Diagnostic {
    let headline = "request line leaves out part of its path";
    Diagnostic::new(&UNREADABLE_REQUEST_LINE, span, headline)
        .note("nobody can call it, so no operation is emitted for it")
}

/// A second request in one example.
pub(crate) fn second(span: Span) -> Diagnostic {
    let headline = "example holds a second request";
    Diagnostic::new(&UNREADABLE_REQUEST_LINE, span, headline)
        .help("give each request a code block of its own")
}
