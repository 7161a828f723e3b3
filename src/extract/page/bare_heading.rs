//! Headings that are a name and nothing else: `Lamp`, `Lamp Shade`.

use super::outline::Part;
use crate::dialect::joined;
use crate::markdown::Heading;

/// The heading right above a part that has no other meaning, with the name that it is.
pub(crate) fn above<'p>(part: &Part<'p>) -> Option<(&'p Heading, String)> {
    let is_plain = part.section.is_none() && part.depth == part.headings.len();
    let heading = *part.headings.last().filter(|_| is_plain)?;
    Some((heading, name(&heading.text)?))
}

/// The name that a heading is.
pub(crate) fn name(text: &str) -> Option<String> {
    const MOST_WORDS: usize = 3;
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_name = |word: &&str| word.chars().all(|c| c.is_alphanumeric() || "_.".contains(c));
    let is_begun = text.starts_with(char::is_uppercase) || words.len() == 1;
    let is_all = !words.is_empty() && words.len() <= MOST_WORDS && words.iter().all(is_name);
    (is_all && is_begun).then(|| joined(text))
}
