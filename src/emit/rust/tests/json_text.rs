//! JSON as literals of emitted tests.

use crate::json::{Value, ValueKind};
use crate::visible::is_unseen;
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use std::str::FromStr;

/// A raw string literal with as many `#` as its text needs.
pub(super) fn raw_string(text: &str) -> TokenStream {
    let longest = text
        .split('"')
        .skip(1)
        .map(|rest| rest.len() - rest.trim_start_matches('#').len())
        .max()
        .map_or(0, |n_hashes| n_hashes + 1);
    let hashes = "#".repeat(longest.max(1));
    match Literal::from_str(&format!("r{hashes}\"{text}\"{hashes}")) {
        Ok(literal) if longest < 200 => quote!(#literal),
        Ok(_) | Err(_) => quote!(#text),
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
