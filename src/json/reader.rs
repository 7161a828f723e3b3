//! Arrays and objects, and what stands between values.

use super::scalars::OTHER_QUOTES;
use super::{Member, Problem, ProblemKind, Value, ValueKind};
use crate::limits;
use crate::source::Span;

/// Reads one JSON value from `text`, which stands at `at`, making every repair that is safe.
///
/// `None` only where there is no value at all. Takes time linear in the text; what is nested deeper
/// than the limit, or has more members, becomes `null` with a problem.
pub fn parse(text: &str, at: Span) -> (Option<Value>, Vec<Problem>) {
    let (problems, members, elements) = (Vec::new(), Vec::new(), Vec::new());
    let mut reader = Reader { text, at, offset: 0, problems, members, elements };
    reader.skip_space();
    let value = (reader.offset < text.len()).then(|| reader.value(0));
    reader.skip_space();
    if value.is_some() && reader.offset < text.len() {
        reader.problem(ProblemKind::TextAfterValue, reader.offset, text.len());
    }
    (value, reader.problems)
}

/// Objects of fewer members are looked through for each name.
const FEW: usize = 32;

/// Where reading stands.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    at: Span,
    pub(super) offset: usize,
    problems: Vec<Problem>,
    /// The members of all objects that are open, so that those of each get the room that they need and no more.
    members: Vec<Member>,
    /// The same of the elements of arrays.
    elements: Vec<Value>,
}

impl Reader<'_> {
    pub(super) fn rest(&self) -> &str {
        &self.text[self.offset..]
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn problem(&mut self, kind: ProblemKind, start: usize, end: usize) {
        self.problems.push(Problem { kind, span: self.at.part(start..end) });
    }

    pub(super) fn made(&self, kind: ValueKind, start: usize) -> Value {
        let whole = &self.text[start..self.offset];
        let is_quote = |c: char| c == '"' || OTHER_QUOTES.contains(&c);
        let content = match &kind {
            ValueKind::String(_) => {
                whole.strip_prefix(is_quote).map_or(start..self.offset, |rest| {
                    let content = rest.strip_suffix(is_quote).unwrap_or(rest);
                    let start = self.offset - rest.len();
                    start..start + content.len()
                })
            }
            _ => start..self.offset,
        };
        Value { kind, span: self.at.part(start..self.offset), content: self.at.part(content) }
    }

    /// Passes white space, comments and ellipses.
    fn skip_space(&mut self) {
        let is_blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
        loop {
            self.offset += self.rest().bytes().take_while(is_blank).count();
            let Some(next) = self.peek() else { return };
            let start = self.offset;
            if next.is_ascii() && !matches!(next, '/' | '.') && !next.is_whitespace() {
                return;
            } else if next.is_whitespace() || matches!(next, '\u{200b}' | '\u{feff}') {
                self.offset += next.len_utf8();
                self.problem(ProblemKind::OtherWhiteSpace, start, self.offset);
            } else if self.rest().starts_with("//") {
                let length = self.rest().find('\n').unwrap_or(self.rest().len());
                self.offset += length;
                self.problem(ProblemKind::Comment, start, self.offset);
            } else if self.rest().starts_with("/*") {
                let length = self.rest().find("*/").map_or(self.rest().len(), |end| end + 2);
                self.offset += length;
                self.problem(ProblemKind::Comment, start, self.offset);
            } else if next == '\u{2026}' || self.rest().starts_with("...") {
                let n_dots = self.rest().bytes().take_while(|it| *it == b'.').count();
                self.offset += if n_dots > 0 { n_dots } else { next.len_utf8() };
                self.offset += remark(self.rest());
                self.problem(ProblemKind::Ellipsis, start, self.offset);
            } else {
                return;
            }
        }
    }

    fn value(&mut self, depth: usize) -> Value {
        let start = self.offset;
        match self.peek() {
            Some('{' | '[') if depth >= limits::JSON_DEPTH.most => {
                self.skip_nested();
                self.problem(ProblemKind::TooDeep, start, self.offset);
                self.made(ValueKind::Null, start)
            }
            Some('{') => self.object(depth),
            Some('[') => self.array(depth),
            Some('"') => {
                let text = self.string();
                self.made(ValueKind::String(text), start)
            }
            Some(quote) if OTHER_QUOTES.contains(&quote) => {
                let text = self.other_string(quote);
                self.made(ValueKind::String(text), start)
            }
            Some('-' | '+' | '.' | '0'..='9') => self.number(),
            _ => self.word(),
        }
    }

    /// Passes an array or object that is nested too deep, without reading it.
    fn skip_nested(&mut self) {
        let mut depth = 0usize;
        while let Some(next) = self.peek() {
            match next {
                '"' => {
                    self.string();
                    continue;
                }
                '{' | '[' => depth += 1,
                '}' | ']' => depth -= 1,
                _ => {}
            }
            self.offset += next.len_utf8();
            if depth == 0 {
                return;
            }
        }
    }

    fn array(&mut self, depth: usize) -> Value {
        let start = self.offset;
        let n_outer = self.elements.len();
        self.offset += 1;
        self.items(start, ']', |reader| {
            let element = reader.value(depth + 1);
            reader.elements.push(element);
        });
        let elements = self.elements.split_off(n_outer);
        self.made(ValueKind::Array(elements), start)
    }

    fn object(&mut self, depth: usize) -> Value {
        let start = self.offset;
        let n_outer = self.members.len();
        let mut names = std::collections::BTreeSet::new();
        let mut beyond = None;
        self.offset += 1;
        self.items(start, '}', |reader| {
            let name_start = reader.offset;
            let name = reader.name();
            let name_span = reader.at.part(name_start..reader.offset);
            reader.skip_space();
            if reader.peek() == Some(':') {
                reader.offset += 1;
                reader.skip_space();
            } else {
                reader.problem(ProblemKind::Unreadable, name_start, reader.offset);
            }
            let has_value = !matches!(reader.peek(), None | Some('}' | ',' | ']'));
            let value = if has_value {
                reader.value(depth + 1)
            } else {
                reader.problem(ProblemKind::Unreadable, name_start, reader.offset);
                reader.made(ValueKind::Null, reader.offset)
            };
            let members = &reader.members[n_outer..];
            if members.len() == limits::JSON_MEMBERS.most {
                beyond.get_or_insert(name_span);
                return;
            }
            // Few names are faster compared than kept for looking up.
            if members.len() == FEW {
                names.extend(members.iter().map(|it| it.name.clone()));
            }
            let is_new = match members.len() < FEW {
                true => !members.iter().any(|it| it.name == name),
                false => names.insert(name.clone()),
            };
            if !is_new {
                reader.problems.push(Problem { kind: ProblemKind::DuplicateName, span: name_span });
            }
            reader.members.push(Member { name, name_span, value });
        });
        let members = self.members.split_off(n_outer);
        match beyond {
            Some(span) => {
                self.problems.push(Problem { kind: ProblemKind::TooMany, span });
                self.made(ValueKind::Null, start)
            }
            None => self.made(ValueKind::Object(members), start),
        }
    }

    /// Passes what is between items, and says whether some of them are left out.
    fn skip_elided(&mut self) -> bool {
        let n_before = self.problems.len();
        self.skip_space();
        self.problems[n_before..].iter().any(|it| it.kind == ProblemKind::Ellipsis)
    }

    /// Reads items up to `close`; the opening bracket is behind us. Every turn makes progress.
    fn items(&mut self, start: usize, close: char, mut item: impl FnMut(&mut Self)) {
        let mut comma: Option<usize> = None;
        // An ellipsis stands for items, with commas around it or without.
        let mut is_elided = false;
        let mut n_items = 0;
        loop {
            is_elided |= self.skip_elided();
            let before = self.offset;
            match self.peek() {
                None => {
                    self.problem(ProblemKind::Unclosed, start, self.text.len());
                    return;
                }
                Some(',') => {
                    if !is_elided && (comma.is_some() || n_items == 0) {
                        self.problem(ProblemKind::TrailingComma, self.offset, self.offset + 1);
                    }
                    comma = comma.filter(|_| !is_elided).or(Some(self.offset));
                    is_elided = false;
                    self.offset += 1;
                }
                Some(next @ ('}' | ']')) => {
                    if let Some(comma) = comma.filter(|_| !is_elided) {
                        self.problem(ProblemKind::TrailingComma, comma, comma + 1);
                    }
                    if next != close {
                        // The bracket may close an outer value: leave it there.
                        self.problem(ProblemKind::Unclosed, start, self.offset);
                        return;
                    }
                    self.offset += 1;
                    return;
                }
                Some(_) => {
                    if n_items > 0 && comma.is_none() && !is_elided {
                        self.problem(ProblemKind::MissingComma, self.offset, self.offset);
                    }
                    (comma, is_elided) = (None, false);
                    n_items += 1;
                    item(self);
                    if self.offset == before {
                        let length = self.peek().map_or(0, char::len_utf8);
                        self.problem(ProblemKind::Unreadable, before, before + length);
                        self.offset += length;
                    }
                }
            }
        }
    }
}

/// How long the words are that stand behind an ellipsis to the end of its line: `... (8 others) ...`. What may be JSON is none.
fn remark(rest: &str) -> usize {
    const MOST: usize = 80;
    let end = rest.bytes().take(MOST).position(|byte| byte == b'\n');
    let words = end.map_or("", |end| rest[..end].trim());
    let is_json = words.contains(['"', '\'', '{', '}', '[', ']', ',', ':', '/'])
        || matches!(words, "true" | "false" | "null");
    match end {
        Some(end) if !is_json && words.contains(char::is_alphabetic) => end,
        Some(_) | None => 0,
    }
}
