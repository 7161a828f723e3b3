//! JSON as `Debug` shows it: short enough for a log and without what should not be in one.
//!
//! Texts of members whose names speak of a secret are `***`, bytes are counted, and URLs end at their query, where services
//! put keys. Long texts and lists are cut; `{:#?}` shows them whole.

use super::tree::Tree;
use std::fmt;

/// Texts of members with one of these in their names are not shown.
const SECRETS: &[&str] = &["password", "passphrase", "passcode", "secret", "token", "credential"];

/// Longer texts are cut, unless asked for with `{:#?}`.
const MOST_CHARS: usize = 80;

/// Longer lists are cut, unless asked for with `{:#?}`.
const MOST_ITEMS: usize = 5;

/// Any JSON, and whether its texts are secret.
pub(crate) struct ShownTree<'a>(pub(crate) &'a Tree<'a>, pub(crate) bool);

impl fmt::Debug for ShownTree<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Tree::String(text) => show_text(text, self.1, f),
            Tree::Array(items) => {
                let item = |item| -> Box<dyn fmt::Debug> { Box::new(ShownTree(item, self.1)) };
                show_list(&mut items.iter().map(item), f)
            }
            // What is inside of a secret is one as well.
            Tree::Object(members) if self.1 => f
                .debug_map()
                .entries(members.iter().map(|(name, it)| (name, ShownTree(it, true))))
                .finish(),
            Tree::Object(members) => f
                .debug_map()
                .entries(
                    members.iter().map(|(name, it)| (Name(name), ShownTree(it, is_secret(name)))),
                )
                .finish(),
            Tree::Null => f.write_str("null"),
            Tree::Bool(value) => value.fmt(f),
            Tree::Number(text) => f.write_str(text),
        }
    }
}

/// The members of a JSON object.
pub(crate) fn show_members(
    members: &mut dyn Iterator<Item = (&str, Tree<'_>)>,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let mut output = f.debug_map();
    for (name, value) in members {
        output.entry(&Name(name), &ShownTree(&value, is_secret(name)));
    }
    output.finish()
}

struct Name<'a>(&'a str);

impl fmt::Debug for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

pub(crate) fn show_text(text: &str, is_secret: bool, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if is_secret {
        return f.write_str("***");
    }
    let is_url = text.starts_with("https://") || text.starts_with("http://");
    if let (true, Some((place, _))) = (is_url, text.split_once('?')) {
        return write!(f, "{:?}", format!("{place}?…"));
    }
    match text.char_indices().nth(MOST_CHARS) {
        Some((end, _)) if !f.alternate() => {
            write!(f, "{:?} of {} characters", format!("{}…", &text[..end]), text.chars().count())
        }
        _ => write!(f, "{text:?}"),
    }
}

pub(crate) fn show_list(
    items: &mut dyn ExactSizeIterator<Item = Box<dyn fmt::Debug + '_>>,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let n_most = if f.alternate() { items.len() } else { MOST_ITEMS };
    let mut output = f.debug_list();
    for _ in 0..n_most {
        match items.next() {
            Some(item) => output.entry(&item),
            None => return output.finish(),
        };
    }
    if items.len() > 0 {
        output.entry(&format_args!("… {} more", items.len()));
    }
    output.finish()
}

/// Whether a member of this name has texts that are not shown.
pub(crate) fn is_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    SECRETS.iter().any(|word| name.contains(word))
}
