//! A request line with the place where it stands.

use super::holes::mark_holes;
use crate::extract::request_line;
use crate::facts::RequestLine;
use crate::http::{self, Method};
use crate::source::{Span, Spanned};

/// A request line, and where it stands.
#[derive(Clone, Debug)]
pub(in crate::extract) struct Line {
    pub(in crate::extract) line: RequestLine,
    /// The block or the heading.
    pub(in crate::extract) at: Span,
    /// The block is code, and is nothing else.
    pub(in crate::extract) is_code: bool,
    /// The title beside it in a heading.
    pub(in crate::extract) title: Option<String>,
}

impl Line {
    pub(super) fn new(method: Spanned<Method>, target: Spanned<String>, at: Span) -> Option<Self> {
        let mut template = http::parse_url(&target.value, target.span);
        mark_holes(&mut template);
        let is_path = request_line::is_path(&template) && !template.segments.is_empty();
        let line = RequestLine { method, target, template, kind: None, is_command: false };
        is_path.then_some(Self { line, at, is_code: false, title: None })
    }

    /// What makes two lines the same.
    pub(in crate::extract) fn key(&self) -> String {
        format!("{} {}", self.line.method.value.as_str(), self.line.target.value)
    }
}
