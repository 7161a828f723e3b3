//! JSON as literals of emitted tests.

use crate::emit::rust::templates::{Fill, Hole, literal};
use crate::json::{Value, ValueKind};
use crate::visible::is_unseen;

/// A text as a raw string literal, which most often is longer than a line.
pub(super) struct RawText(String);

impl RawText {
    /// With as many `#` as the text needs.
    pub(super) fn of(text: String) -> Self {
        if text.is_empty() {
            return Self(literal(&text));
        }
        let behind_quotes = text.split('"').skip(1);
        let n_hashes = behind_quotes.map(|rest| rest.len() - rest.trim_start_matches('#').len());
        let longest = n_hashes.max().map_or(0, |n_hashes| n_hashes + 1);
        // A raw literal may have no carriage return of its own, and no more of these marks than fit a byte.
        if longest >= 200 || text.contains('\r') {
            return Self(literal(&text));
        }
        let hashes = "#".repeat(longest.max(1));
        Self(format!("r{hashes}\"{text}\"{hashes}"))
    }
}

impl Fill for RawText {
    fn hole(&self) -> Hole<'_> {
        Hole::Long(&self.0)
    }
}

/// JSON as a person writes it, every character that the compiler might refuse escaped.
pub(super) fn json_text(value: &Value) -> String {
    let mut text = String::new();
    write_json(value, 0, &mut text);
    text
}

fn write_json(value: &Value, depth: usize, text: &mut String) {
    match &value.kind {
        ValueKind::Null => text.push_str("null"),
        ValueKind::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
        ValueKind::Number(number) => match serde_json::from_str::<serde_json::Number>(number) {
            Ok(_) => text.push_str(number.trim()),
            Err(_) => write_json_string(number, text),
        },
        ValueKind::String(string) => write_json_string(string, text),
        ValueKind::Array(items) => write_json_list(items, ['[', ']'], depth, text, |item, text| {
            write_json(item, depth + 1, text);
        }),
        ValueKind::Object(members) => {
            write_json_list(members, ['{', '}'], depth, text, |member, text| {
                write_json_string(&member.name, text);
                text.push_str(": ");
                write_json(&member.value, depth + 1, text);
            })
        }
    }
}

fn write_json_list<T>(
    items: &[T],
    brackets: [char; 2],
    depth: usize,
    text: &mut String,
    write: impl Fn(&T, &mut String),
) {
    text.push(brackets[0]);
    for (index, item) in items.iter().enumerate() {
        text.push_str(if index == 0 { "\n" } else { ",\n" });
        text.push_str(&"  ".repeat(depth + 1));
        write(item, text);
    }
    if !items.is_empty() {
        text.push('\n');
        text.push_str(&"  ".repeat(depth));
    }
    text.push(brackets[1]);
}

fn write_json_string(string: &str, text: &mut String) {
    text.push('"');
    for c in string.chars() {
        match c {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            _ if is_unseen(c) || (c.is_whitespace() && c != ' ') => {
                let mut units = [0; 2];
                for unit in c.encode_utf16(&mut units) {
                    text.push_str(&format!("\\u{unit:04x}"));
                }
            }
            _ => text.push(c),
        }
    }
    text.push('"');
}
