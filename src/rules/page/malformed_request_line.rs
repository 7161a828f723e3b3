//! `malformed-request-line`: a request line's path is not written as a path.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::source::{Span, Spanned};

pub(super) static MALFORMED_REQUEST_LINE: Rule = Rule {
    name: "malformed-request-line",
    level: Level::Warn,
    summary: "a request line's path is not written as a path",
    explanation: include_str!("malformed_request_line.md"),
};

/// The first thing wrong with the path of a request line's target.
pub(crate) fn check(target: &Spanned<String>) -> Option<Diagnostic> {
    let (at, what, help) = first_flaw(&target.value)?;
    let length = target.value[at..].chars().next().map_or(0, char::len_utf8);
    Some(report(target.span.part(at..at + length), what, help))
}

type Flaw = (usize, &'static str, &'static str);

fn first_flaw(text: &str) -> Option<Flaw> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut is_quoted = false;
    let mut before = '/';
    for (at, c) in text.char_indices() {
        match c {
            '\'' => is_quoted = !is_quoted,
            _ if is_quoted => {}
            '?' if open.is_empty() => break,
            '(' => open.push((at, ')')),
            '{' => open.push((at, '}')),
            '<' => open.push((at, '>')),
            ')' | '}' | '>' => match open.pop() {
                Some((_, close)) if close == c => {}
                _ => return Some((at, "this bracket was not opened", "write its other half")),
            },
            _ if !open.is_empty() => {}
            '$' if before != '/' => {
                return Some((at, "no slash stands before `$`", "write `/$`"));
            }
            '$' if text[at + 1..].starts_with('/') => {
                return Some((at, "`$` alone is no segment", "write a placeholder or a name"));
            }
            _ if c.is_whitespace() => {
                return Some((at, "white space in a path", "keep words inside of the braces"));
            }
            _ => {}
        }
        before = c;
    }
    let (at, _) = open.pop()?;
    Some((at, "this bracket is never closed", "write its other half"))
}

fn report(span: Span, what: &str, help: &str) -> Diagnostic {
    Diagnostic::new(&MALFORMED_REQUEST_LINE, span, what).help(help)
}
