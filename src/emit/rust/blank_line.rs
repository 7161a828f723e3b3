//! Blank lines between methods: tokens that stand for one, which formatted text turns into one.

use proc_macro2::TokenStream;
use quote::quote;

/// Stands in front of a method as a comment until the text is formatted; then it is a blank line. No text of
/// a page can hold it, since control characters never get into literals or doc lines unescaped.
const BLANK: &str = "\u{1}";

/// Attribute tokens that become a blank line.
pub(super) fn blank_line() -> TokenStream {
    quote!(#[comment = #BLANK])
}

/// Formatted text with its blank lines.
pub(super) fn break_lines(text: String) -> String {
    let mark = format!("//{BLANK}\n");
    if !text.contains(&mark) {
        return text;
    }
    text.split_inclusive('\n')
        .map(|line| if line.trim_start() == mark { "\n" } else { line })
        .collect()
}
