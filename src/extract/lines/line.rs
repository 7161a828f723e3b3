//! A request line with the place where it stands.

use super::holes::mark_holes;
use super::request_line;
use crate::facts::RequestLine;
use crate::http::{self, Method};
use crate::source::{Span, Spanned};

/// A request line, and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) line: RequestLine,
    /// The block or the heading.
    pub(crate) at: Span,
    /// The block is code, and is nothing else.
    pub(crate) is_code: bool,
    /// The title beside it in a heading.
    pub(crate) title: Option<String>,
}

impl Line {
    pub(super) fn new(method: Spanned<Method>, target: Spanned<String>, at: Span) -> Option<Self> {
        let target = without_note(target);
        let mut template = match with_names(&target) {
            Some((path, query)) => {
                let path = http::parse_url(&path.value, path.span);
                http::UrlTemplate { query: Some(query), ..path }
            }
            None => http::parse_url(&target.value, target.span),
        };
        mark_holes(&mut template);
        let is_path = request_line::is_path(&template) && !template.segments.is_empty();
        let line = RequestLine { method, target, template, kind: None, is_command: false };
        is_path.then_some(Self { line, at, is_code: false, title: None })
    }

    /// The line with what may be left out at its end, and the one without: `/lamps/{id}[/{shade}]`.
    pub(super) fn with_option(
        method: &Spanned<Method>,
        target: &Spanned<String>,
        at: Span,
    ) -> Option<[Self; 2]> {
        let (always, option) = target.value.strip_suffix(']')?.rsplit_once("[/")?;
        let is_plain = !option.contains(['[', ']', '?']) && !always.is_empty();
        let of = |text: String, span: Span| Self::new(method.clone(), Spanned::new(text, span), at);
        let short = of(always.to_owned(), target.span.part(0..always.len()));
        let long = of(format!("{always}/{option}"), target.span);
        short.zip(long).map(<[Self; 2]>::from).filter(|_| is_plain)
    }

    /// What makes two lines the same.
    pub(crate) fn key(&self) -> String {
        format!("{} {}", self.line.method.value.as_str(), self.line.target.value)
    }
}

/// The path before the names of a query (RFC 6570), and the query that they make: `/lamps{?size,page}`.
fn with_names(target: &Spanned<String>) -> Option<(Spanned<String>, Spanned<String>)> {
    let (path, names) = target.value.strip_suffix('}')?.split_once("{?")?;
    let is_name =
        |it: &str| !it.is_empty() && it.chars().all(|c| c.is_alphanumeric() || "_-.".contains(c));
    let names: Vec<&str> = names.split(',').map(|it| it.trim().trim_end_matches('*')).collect();
    if !names.iter().all(|it| is_name(it)) || path.contains('?') {
        return None;
    }
    let query: Vec<String> = names.iter().map(|it| format!("{it}={{{it}}}")).collect();
    let at = |from: usize, to: usize| target.span.part(from..to);
    let path_end = path.len();
    Some((
        Spanned::new(path.to_owned(), at(0, path_end)),
        Spanned::new(query.join("&"), at(path_end, target.value.len())),
    ))
}

/// What is asked, without a note behind it: `/lamps (signed)`, `/lamps  # all of them`.
fn without_note(target: Spanned<String>) -> Spanned<String> {
    const BEGINS: [&str; 5] = ["# ", "// ", "– ", "— ", "- "];
    let Some((path, note)) = target.value.split_once(char::is_whitespace) else { return target };
    let note = note.trim();
    // `/lamps ({id})` is a path with a gap, and `/lamps (id='{id}')` a call.
    let is_bracketed = note.starts_with('(') && note.ends_with(')');
    let is_words = !note.contains(['{', '<', '=', '/', '\'']);
    if !(is_bracketed && is_words || BEGINS.iter().any(|it| note.starts_with(it))) {
        return target;
    }
    Spanned::new(path.to_owned(), target.span.part(0..path.len()))
}
