//! Tolerant JSON: text in, values with spans and a list of repairs out. Knows no pages and no rules.

use crate::source::Span;

/// A JSON value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// What the value is.
    pub kind: ValueKind,
    /// The text it was read from, quotes and brackets included.
    pub span: Span,
}

/// The kinds of JSON value. Numbers keep their text, objects their order and duplicates.
#[derive(Clone, Debug, PartialEq)]
pub enum ValueKind {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as written.
    Number(String),
    /// A string, unescaped.
    String(String),
    /// An array.
    Array(Vec<Value>),
    /// An object.
    Object(Vec<Member>),
}

/// One member of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The member's name, unescaped.
    pub name: String,
    /// Where the name stands, quotes included.
    pub name_span: Span,
    /// The member's value.
    pub value: Value,
}

/// Something that strict JSON does not allow.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// What it is.
    pub kind: ProblemKind,
    /// Where it stands.
    pub span: Span,
}

/// The repairs that reading can make, and the two ways it gives up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// A comma before a closing bracket.
    TrailingComma,
    /// No comma between two members or elements.
    MissingComma,
    /// A member name without quotes.
    UnquotedName,
    /// A word where a value belongs; read as a string.
    BareWord,
    /// A `//` or `/* */` comment.
    Comment,
    /// A raw line break or control character inside a string.
    ControlCharacter,
    /// `...` or `…` standing for what is left out.
    Ellipsis,
    /// Quotes other than `"`.
    OtherQuotes,
    /// White space that JSON does not know, such as a no-break space.
    OtherWhiteSpace,
    /// A backslash followed by no known escape; kept as written.
    BadEscape,
    /// A number that JSON would not accept; kept as text.
    BadNumber,
    /// A name listed twice in one object.
    DuplicateName,
    /// Text after the value.
    TextAfterValue,
    /// The text ended inside a string, array or object.
    Unclosed,
    /// Nested deeper than [`MAX_DEPTH`]; what is below was not read.
    TooDeep,
    /// Text that no repair makes sense of; the value ends here.
    Unreadable,
}

/// How deep arrays and objects may nest.
pub const MAX_DEPTH: usize = 64;

impl Value {
    /// Whether the value is `null`.
    pub fn is_null(&self) -> bool {
        self.kind == ValueKind::Null
    }

    /// The text of a string.
    pub fn as_str(&self) -> Option<&str> {
        match &self.kind {
            ValueKind::String(text) => Some(text),
            _ => None,
        }
    }

    /// The truth of a boolean.
    pub fn as_bool(&self) -> Option<bool> {
        match self.kind {
            ValueKind::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// The elements of an array.
    pub fn as_array(&self) -> Option<&[Value]> {
        match &self.kind {
            ValueKind::Array(elements) => Some(elements),
            _ => None,
        }
    }

    /// The members of an object.
    pub fn as_object(&self) -> Option<&[Member]> {
        match &self.kind {
            ValueKind::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The last member of that name, as JSON readers commonly choose.
    pub fn get(&self, name: &str) -> Option<&Value> {
        let members = self.as_object()?;
        members.iter().rev().find(|member| member.name == name).map(|member| &member.value)
    }

    /// The value as strict JSON text, without white space. Of duplicate members the last counts.
    pub fn to_json(&self) -> serde_json::Value {
        match &self.kind {
            ValueKind::Null => serde_json::Value::Null,
            ValueKind::Bool(value) => (*value).into(),
            ValueKind::Number(text) => {
                text.parse::<serde_json::Number>().map_or_else(|_| text.as_str().into(), Into::into)
            }
            ValueKind::String(text) => text.as_str().into(),
            ValueKind::Array(elements) => elements.iter().map(Self::to_json).collect(),
            ValueKind::Object(members) => serde_json::Value::Object(
                members
                    .iter()
                    .map(|member| (member.name.clone(), member.value.to_json()))
                    .collect(),
            ),
        }
    }
}

/// Reads one JSON value from `text`, which stands at `at`, making every repair that is safe.
///
/// `None` only where there is no value at all. Takes time linear in the text; what is nested deeper
/// than [`MAX_DEPTH`] becomes `null` with a problem.
pub fn parse(text: &str, at: Span) -> (Option<Value>, Vec<Problem>) {
    let mut reader = Reader { text, at, offset: 0, problems: Vec::new() };
    reader.skip_space();
    let value = (reader.offset < text.len()).then(|| reader.value(0));
    reader.skip_space();
    if value.is_some() && reader.offset < text.len() {
        reader.problem(ProblemKind::TextAfterValue, reader.offset, text.len());
    }
    (value, reader.problems)
}

/// Quotes that word processors put in place of `"`, and the one that JavaScript allows.
const OTHER_QUOTES: &[char] = &['\u{201c}', '\u{201d}', '\u{201e}', '\u{ff02}', '\''];

struct Reader<'a> {
    text: &'a str,
    at: Span,
    offset: usize,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        &self.text[self.offset..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn problem(&mut self, kind: ProblemKind, start: usize, end: usize) {
        self.problems.push(Problem { kind, span: self.at.part(start..end) });
    }

    fn made(&self, kind: ValueKind, start: usize) -> Value {
        Value { kind, span: self.at.part(start..self.offset) }
    }

    /// Passes white space, comments and ellipses.
    fn skip_space(&mut self) {
        while let Some(next) = self.peek() {
            let start = self.offset;
            if matches!(next, ' ' | '\t' | '\n' | '\r') {
                self.offset += 1;
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
                self.offset += if next == '\u{2026}' { next.len_utf8() } else { 3 };
                self.problem(ProblemKind::Ellipsis, start, self.offset);
            } else {
                return;
            }
        }
    }

    fn value(&mut self, depth: usize) -> Value {
        let start = self.offset;
        match self.peek() {
            Some('{' | '[') if depth >= MAX_DEPTH => {
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
        let mut elements = Vec::new();
        self.offset += 1;
        self.items(start, ']', |reader| {
            let element = reader.value(depth + 1);
            elements.push(element);
        });
        self.made(ValueKind::Array(elements), start)
    }

    fn object(&mut self, depth: usize) -> Value {
        let start = self.offset;
        let mut members: Vec<Member> = Vec::new();
        let mut names = std::collections::BTreeSet::new();
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
            if !names.insert(name.clone()) {
                reader.problems.push(Problem { kind: ProblemKind::DuplicateName, span: name_span });
            }
            members.push(Member { name, name_span, value });
        });
        self.made(ValueKind::Object(members), start)
    }

    /// Reads items up to `close`; the opening bracket is behind us. Every turn makes progress.
    fn items(&mut self, start: usize, close: char, mut item: impl FnMut(&mut Self)) {
        let mut comma: Option<usize> = None;
        let mut n_items = 0;
        loop {
            self.skip_space();
            let before = self.offset;
            match self.peek() {
                None => {
                    self.problem(ProblemKind::Unclosed, start, self.text.len());
                    return;
                }
                Some(',') => {
                    if comma.replace(self.offset).is_some() || n_items == 0 {
                        self.problem(ProblemKind::TrailingComma, self.offset, self.offset + 1);
                    }
                    self.offset += 1;
                }
                Some(next @ ('}' | ']')) => {
                    if let Some(comma) = comma {
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
                    if n_items > 0 && comma.is_none() {
                        self.problem(ProblemKind::MissingComma, self.offset, self.offset);
                    }
                    comma = None;
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

    fn name(&mut self) -> String {
        match self.peek() {
            Some('"') => self.string(),
            Some(quote) if OTHER_QUOTES.contains(&quote) => self.other_string(quote),
            _ => {
                let start = self.offset;
                let length = self
                    .rest()
                    .find([':', ',', '{', '}', '[', ']', '"', '\n'])
                    .unwrap_or(self.rest().len());
                let name = self.rest()[..length].trim_end().to_owned();
                self.offset += name.len();
                self.problem(ProblemKind::UnquotedName, start, self.offset);
                name
            }
        }
    }

    /// Reads a string in `"`. A raw line break is kept when the string goes on to a closing quote,
    /// so one missing quote costs at most the string it belongs to.
    fn string(&mut self) -> String {
        let start = self.offset;
        self.offset += 1;
        let mut out = String::new();
        let mut plain = self.offset;
        while let Some(next) = self.peek() {
            match next {
                '"' => {
                    out.push_str(&self.text[plain..self.offset]);
                    self.offset += 1;
                    return out;
                }
                '\\' => {
                    out.push_str(&self.text[plain..self.offset]);
                    self.escape(&mut out);
                    plain = self.offset;
                }
                '\0'..='\u{1f}' => {
                    self.problem(ProblemKind::ControlCharacter, self.offset, self.offset + 1);
                    self.offset += 1;
                }
                _ => self.offset += next.len_utf8(),
            }
        }
        out.push_str(&self.text[plain..]);
        self.problem(ProblemKind::Unclosed, start, self.text.len());
        out
    }

    fn escape(&mut self, out: &mut String) {
        let start = self.offset;
        self.offset += 1;
        let Some(next) = self.peek() else {
            out.push('\\');
            return;
        };
        self.offset += next.len_utf8();
        match next {
            '"' | '\\' | '/' => out.push(next),
            'b' => out.push('\u{8}'),
            'f' => out.push('\u{c}'),
            'n' => out.push('\n'),
            'r' => out.push('\r'),
            't' => out.push('\t'),
            'u' => match self.unicode_escape() {
                Some(unit) => out.push(unit),
                None => {
                    self.problem(ProblemKind::BadEscape, start, self.offset);
                    out.push_str(&self.text[start..self.offset]);
                }
            },
            _ => {
                self.problem(ProblemKind::BadEscape, start, self.offset);
                out.push_str(&self.text[start..self.offset]);
            }
        }
    }

    /// Reads the digits after `\u`, and the second half of a surrogate pair.
    fn unicode_escape(&mut self) -> Option<char> {
        let first = self.hex4()?;
        if !(0xd800..0xdc00).contains(&first) {
            return char::from_u32(first);
        }
        let rewind = self.offset;
        if self.rest().starts_with("\\u") {
            self.offset += 2;
            if let Some(second @ 0xdc00..0xe000) = self.hex4() {
                return char::from_u32(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00));
            }
        }
        self.offset = rewind;
        None
    }

    fn hex4(&mut self) -> Option<u32> {
        let digits = self.rest().get(..4)?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let value = u32::from_str_radix(digits, 16).ok()?;
        self.offset += 4;
        Some(value)
    }

    /// Reads a string in other quotes; it must end on its line, for such quotes are also apostrophes.
    fn other_string(&mut self, quote: char) -> String {
        let start = self.offset;
        self.offset += quote.len_utf8();
        let line = self.rest().split('\n').next().unwrap_or_default();
        let close = line.find(|c: char| c == quote || (quote != '\'' && OTHER_QUOTES.contains(&c)));
        let length = close.unwrap_or(line.len());
        let text = line[..length].to_owned();
        self.offset += length;
        match close {
            Some(_) => {
                self.offset += self.peek().map_or(0, char::len_utf8);
                self.problem(ProblemKind::OtherQuotes, start, self.offset);
            }
            None => self.problem(ProblemKind::Unclosed, start, self.offset),
        }
        text
    }

    fn number(&mut self) -> Value {
        let start = self.offset;
        let length = self
            .rest()
            .find(|c: char| matches!(c, ',' | '}' | ']' | ':' | '"') || c.is_whitespace())
            .unwrap_or(self.rest().len());
        self.offset += length;
        let text = self.text[start..self.offset].to_owned();
        if text.parse::<serde_json::Number>().is_ok() {
            return self.made(ValueKind::Number(text), start);
        }
        self.problem(ProblemKind::BadNumber, start, self.offset);
        self.made(ValueKind::String(text), start)
    }

    /// Reads `true`, `false`, `null`, or a run of words where a value belongs.
    fn word(&mut self) -> Value {
        let start = self.offset;
        let length = self
            .rest()
            .find([',', '{', '}', '[', ']', '"', '\n', '\r'])
            .unwrap_or(self.rest().len());
        let word = self.rest()[..length].trim_end();
        let kind = match word {
            "true" => ValueKind::Bool(true),
            "false" => ValueKind::Bool(false),
            "null" => ValueKind::Null,
            _ => ValueKind::String(word.to_owned()),
        };
        let length = word.len();
        self.offset += length;
        if length > 0 && matches!(kind, ValueKind::String(_)) {
            self.problem(ProblemKind::BareWord, start, self.offset);
        }
        self.made(kind, start)
    }
}

#[cfg(test)]
mod tests;
