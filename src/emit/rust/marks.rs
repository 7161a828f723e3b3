//! What tokens can't say: where a line ends. Marks that stand for it until the text is formatted.
//!
//! No text of a page can hold one, since control characters never get into literals or doc lines unescaped.

use proc_macro2::TokenStream;
use quote::quote;

/// Stands in front of a method as a comment, and becomes a blank line.
const BLANK: &str = "\u{1}";

/// Stands between the lines of a doc comment, which is one literal then: a literal a line is a third of all tokens.
const LINE_END: char = '\u{2}';

/// Attribute tokens that become a blank line.
pub(super) fn blank_line() -> TokenStream {
    quote!(#[comment = #BLANK])
}

/// Attribute tokens that become a doc comment of these lines.
pub(super) fn doc_comment(lines: &[String]) -> TokenStream {
    if lines.is_empty() {
        return TokenStream::new();
    }
    let mut text = String::new();
    for (n, line) in lines.iter().enumerate() {
        if n > 0 {
            text.push(LINE_END);
        }
        if !line.is_empty() {
            text.push(' ');
            text.push_str(line);
        }
    }
    quote!(#[doc = #text])
}

/// Formatted text with its lines.
pub(super) fn break_lines(text: String) -> String {
    if !text.contains(BLANK) && !text.contains(LINE_END) {
        return text;
    }
    let blank = format!("//{BLANK}");
    let mut broken = String::with_capacity(text.len() + text.len() / 8);
    for line in text.split_inclusive('\n') {
        let item = line.trim_start();
        if item.trim_end() == blank {
            broken.push('\n');
            continue;
        }
        let mark = format!("\n{}///", &line[..line.len() - item.len()]);
        let mut lines = line.split(LINE_END);
        broken.extend(lines.next());
        lines.for_each(|line| broken.extend([&mark, line]));
    }
    broken
}
