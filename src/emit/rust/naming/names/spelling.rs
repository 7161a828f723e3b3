//! How words are spelled: which characters names keep, and in which case.

use heck::ToSnakeCase;
use unicode_ident::{is_xid_continue, is_xid_start};
use unicode_normalization::UnicodeNormalization;

/// The words of a wire name, in lower case; none if it has neither letters nor digits.
///
/// Composed, as rustc compares identifiers, and with plain letters where rustc warns of others (`ﬁ` → `fi`): what two ways of
/// writing `ö` spell is told apart like any two names of one spelling.
pub(super) fn words(wire: &str) -> Vec<String> {
    let kept = if wire.is_ascii() { kept_ascii(wire) } else { kept(wire) };
    kept.split(' ').filter(|run| !run.is_empty()).flat_map(words_of_run).collect()
}

/// What names keep of a wire name, and blanks for the rest.
fn kept(wire: &str) -> String {
    let mut kept = String::with_capacity(wire.len());
    for c in wire.nfc() {
        match c {
            _ if c.is_ascii() && is_kept(c) => kept.push(c),
            _ if is_kept(c) => match std::iter::once(c).nfkc().all(is_kept) {
                true => kept.extend(std::iter::once(c).nfkc()),
                false => kept.push(c),
            },
            _ if c.is_alphanumeric() => kept.push_str(&format!(" u{:x} ", u32::from(c))),
            _ => kept.push(' '),
        }
    }
    kept
}

/// The same of nearly all names, which are composed.
fn kept_ascii(wire: &str) -> String {
    wire.chars().map(|c| if is_kept(c) { c } else { ' ' }).collect()
}

/// Words of ours, joined by `_`.
pub(super) fn split(snake: &str) -> Vec<String> {
    snake.split('_').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Letters and digits, and the marks that some scripts write with their letters, as far as identifiers have them and readers
/// see them.
fn is_kept(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || (!c.is_ascii() && is_xid_continue(c) && !is_blank(c) && !is_joint(c))
}

/// Fillers and selectors, which count as letters and marks and show nothing.
fn is_blank(c: char) -> bool {
    crate::visible::is_unseen(c)
        || matches!(c, '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}')
}

/// What joins words as `_` does.
fn is_joint(c: char) -> bool {
    matches!(
        c,
        '\u{b7}'
            | '\u{387}'
            | '\u{203f}'
            | '\u{2040}'
            | '\u{2054}'
            | '\u{30fb}'
            | '\u{fe33}'
            | '\u{fe34}'
            | '\u{fe4d}'..='\u{fe4f}' | '\u{ff3f}' | '\u{ff65}'
    )
}

/// The words of characters that are kept. Marks are no letters for who splits by case, and their scripts have none.
fn words_of_run(run: &str) -> Vec<String> {
    if run.chars().all(char::is_alphanumeric) {
        return split(&composed(run.to_snake_case()));
    }
    vec![composed(run.to_lowercase())]
}

/// A change of case may take characters apart, but those of nearly all names.
fn composed(text: String) -> String {
    if text.is_ascii() { text } else { text.nfc().collect() }
}

/// Appends `received` as `Received`.
pub(super) fn push_capitalised(text: &mut String, word: &str) {
    let mut chars = word.chars();
    match chars.next() {
        Some(first) if word.is_ascii() => {
            text.push(first.to_ascii_uppercase());
            text.push_str(chars.as_str());
        }
        Some(first) => text.push_str(&composed(upper(first).chain(chars).collect())),
        None => {}
    }
}

/// `Received` → `received`
pub(super) fn uncapitalised(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().map(char::to_lowercase).into_iter().flatten();
    composed(first.chain(chars).collect())
}

/// `received_at` → `RECEIVED_AT`
pub(super) fn screaming(snake: &str) -> String {
    match snake.is_ascii() {
        true => snake.to_ascii_uppercase(),
        false => composed(snake.chars().flat_map(upper).collect()),
    }
}

/// The capitals of a character, if identifiers may have them.
fn upper(c: char) -> impl Iterator<Item = char> {
    let is_spelled = c.to_uppercase().all(is_xid_continue);
    let (capitals, itself) = match is_spelled {
        true => (Some(c.to_uppercase()), None),
        false => (None, Some(c)),
    };
    capitals.into_iter().flatten().chain(itself)
}

/// Names of files and packages: each letter beyond ASCII is a word, `u` and its code point. rustc finds no file of a module
/// whose name has others, and they are spelled in two ways on disks.
pub(super) fn ascii(snake: &str) -> String {
    if snake.is_ascii() {
        return snake.to_owned();
    }
    let mut plain = String::new();
    for c in snake.chars() {
        match c {
            _ if c.is_ascii() => plain.push(c),
            _ => plain.push_str(&format!("_u{:x}_", u32::from(c))),
        }
    }
    split(&plain).join("_")
}

/// An identifier of what may begin with a digit.
pub(super) fn lead(text: String) -> String {
    match text.starts_with(|c: char| c == '_' || is_xid_start(c)) {
        true => text,
        false => format!("_{text}"),
    }
}

/// As much of a name as is allowed, then its fingerprint.
pub(super) fn cut(text: String, most: usize, joint: &str) -> String {
    if text.len() <= most {
        return text;
    }
    let end = (0..=most - 10).rev().find(|it| text.is_char_boundary(*it)).unwrap_or_default();
    let kept = text[..end].trim_end_matches('_');
    format!("{kept}{joint}{:08x}", fingerprint(&text))
}

/// FNV-1a, folded to 32 bits: the same on every machine and in every version.
pub(in super::super) fn fingerprint(text: &str) -> u32 {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash ^ (hash >> 32)) as u32
}
