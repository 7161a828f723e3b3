//! Patterns with at most one `{x}`, and what the texts that they match mean.

use crate::hashed::Hashed;
use crate::spelling;
use std::cmp::Reverse;

/// What stands in a pattern for one or more words.
pub(super) const HOLE: &str = "{x}";

/// Patterns and what each means. Case does not count.
///
/// Where several match, one without `{x}` counts before those with it, and of those the one that says
/// most: the one with the most letters beside its `{x}`.
#[derive(Clone, Debug)]
pub struct Patterns<T> {
    /// In the order of the alphabet.
    whole: Hashed<String, T>,
    /// The one that says most first.
    holed: Hashed<Holed, T>,
}

/// What stands before `{x}` and after it. Of equal length, the order of the alphabet: never the order in which they were
/// added.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Holed {
    n_letters: Reverse<usize>,
    text: String,
    /// Where `{x}` stands.
    hole: usize,
}

impl Holed {
    /// Its first byte, if it does not begin with `{x}`, and its last, if it does not end so.
    fn ends(&self) -> (Option<&u8>, Option<&u8>) {
        let bytes = self.text.as_bytes();
        let first = bytes.first().filter(|_| self.hole > 0);
        let last = bytes.last().filter(|_| self.hole + HOLE.len() < bytes.len());
        (first, last)
    }
}

/// A text that one of the patterns matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match<'t, T> {
    /// What it means.
    pub meaning: T,
    /// The words in the place of `{x}`, as the text writes them; empty for a pattern without it.
    pub hole: &'t str,
}

/// Why a text can't be a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PatternError {
    /// `{x}` stands in it more than once.
    SeveralHoles,
    /// There are no words beside `{x}`, so that it would match everything.
    OnlyHole,
    /// There is nothing in it.
    Empty,
}

impl PatternError {
    /// What is wrong, in one clause.
    pub fn message(self) -> &'static str {
        match self {
            Self::SeveralHoles => "a pattern has at most one `{x}`",
            Self::OnlyHole => {
                "a pattern has words beside its `{x}`, or it would fit whatever is written"
            }
            Self::Empty => "there is nothing in this spelling",
        }
    }
}

impl<T> Default for Patterns<T> {
    fn default() -> Self {
        Self { whole: Hashed::default(), holed: Hashed::default() }
    }
}

impl<T: Copy> Patterns<T> {
    /// Adds a pattern, or gives one that is there another meaning.
    ///
    /// # Errors
    ///
    /// If the text is no pattern.
    pub fn set(&mut self, pattern: &str, meaning: T) -> Result<(), PatternError> {
        let pattern = pattern.to_lowercase();
        let Some((before, after)) = pattern.split_once(HOLE) else {
            if pattern.trim().is_empty() {
                return Err(PatternError::Empty);
            }
            self.whole.insert_sorted(pattern.trim().to_owned(), meaning);
            return Ok(());
        };
        if after.contains(HOLE) {
            return Err(PatternError::SeveralHoles);
        }
        let (before, after) = (before.trim_start(), after.trim_end());
        if before.trim().is_empty() && after.trim().is_empty() {
            return Err(PatternError::OnlyHole);
        }
        let holed = Holed {
            n_letters: Reverse(before.chars().count() + after.chars().count()),
            text: format!("{before}{HOLE}{after}"),
            hole: before.len(),
        };
        self.holed.insert_sorted(holed, meaning);
        Ok(())
    }

    /// Takes away a pattern that means something; of `{x}` alone all that do. Returns whether there was one.
    pub fn unset(&mut self, pattern: &str, meaning: T) -> bool
    where
        T: PartialEq,
    {
        let pattern = pattern.trim().to_lowercase();
        let n_before = self.whole.len() + self.holed.len();
        let is_it = |text: &str| pattern == HOLE || text == pattern;
        self.whole.retain(|text, it| *it != meaning || !is_it(text));
        self.holed.retain(|holed, it| *it != meaning || !is_it(&holed.text));
        self.whole.len() + self.holed.len() < n_before
    }

    /// The patterns that mean something, those without `{x}` first.
    pub fn spellings(&self, meaning: T) -> impl Iterator<Item = &str>
    where
        T: PartialEq,
    {
        let whole = self.whole.iter().filter(move |(_, it)| **it == meaning);
        let holed = self.holed.iter().filter(move |(_, it)| **it == meaning);
        whole.map(|(text, _)| text.as_str()).chain(holed.map(|(it, _)| it.text.as_str()))
    }

    /// What a text means; `None` if no pattern matches.
    pub fn find<'t>(&self, text: &'t str) -> Option<Match<'t, T>> {
        let text = text.trim();
        if let Some(meaning) = spelling::by_lower(text, |text| self.whole.get(text)) {
            return Some(Match { meaning: *meaning, hole: "" });
        }
        // Nearly all patterns begin or end with another letter.
        let may_match = |it: &Holed| {
            let (begins, ends) = it.ends();
            !is_other(text.as_bytes().first(), begins) && !is_other(text.as_bytes().last(), ends)
        };
        self.holed.iter().filter(|(it, _)| may_match(it)).find_map(|(it, meaning)| {
            let rest = strip_start(text, &it.text[..it.hole])?;
            let hole = strip_end(rest, &it.text[it.hole + HOLE.len()..])?.trim();
            (!hole.is_empty()).then_some(Match { meaning: *meaning, hole })
        })
    }
}

/// What stands in a text in the place of a pattern's `{x}`; `None` if the text is not like it, or the pattern has no
/// words beside it.
pub fn inside<'t>(pattern: &str, text: &'t str) -> Option<&'t str> {
    // Nearly no word of a type has one, nor does a text begin as one does, and each cell asks for all of them.
    let first = text.as_bytes().first().filter(|it| !it.is_ascii_whitespace());
    let begins = pattern.as_bytes().first().filter(|it| **it != b'{');
    if is_other(first, begins) || !pattern.as_bytes().contains(&b'{') {
        return None;
    }
    let text = text.trim();
    let mut braces = pattern.match_indices('{').map(|(at, _)| pattern.split_at(at));
    let (before, after) =
        braces.find_map(|(before, rest)| Some((before, rest.strip_prefix(HOLE)?)))?;
    if before.trim().is_empty() && after.trim().is_empty() {
        return None;
    }
    let inner = strip_end(strip_start(text, before)?, after)?.trim();
    // `object[]` is no `object[{x}`.
    inner.contains(char::is_alphanumeric).then_some(inner)
}

/// A pattern has so many letters before a slip in one of them is no other word.
const LEAST_LETTERS: usize = 7;

impl<T: Copy> Patterns<T> {
    /// The pattern that a text is one letter away from, and what it means; `None` if there are two of
    /// different meanings, or if nothing is that near. Of a pattern that goes on with `{x}`, what stands
    /// before it is compared with as many words.
    pub fn near(&self, text: &str) -> Option<(&str, T)>
    where
        T: PartialEq,
    {
        self.near_of(text, LEAST_LETTERS)
    }

    /// The same, of patterns of so many letters at least.
    pub fn near_of(&self, text: &str, least: usize) -> Option<(&str, T)>
    where
        T: PartialEq,
    {
        let text = spelling::lower(text.trim());
        let whole = self.whole.iter().map(|(known, meaning)| (known.as_str(), *meaning));
        let ends = |it: &Holed| it.text[it.hole + HOLE.len()..].is_empty();
        let begun = self.holed.iter().filter(|(it, _)| ends(it));
        let begun = begun.map(|(it, meaning)| (it.text[..it.hole].trim(), *meaning));
        let begins = begun.filter(|(known, _)| {
            let n_words = known.split_whitespace().count();
            let rest = text.split_whitespace().nth(n_words);
            let at = rest.map_or(text.len(), |rest| offset_in(&text, rest));
            is_near(text[..at].trim(), known, least)
        });
        let mut found: Vec<(&str, T)> =
            whole.filter(|(known, _)| is_near(&text, known, least)).chain(begins).collect();
        let (known, meaning) = found.pop()?;
        found.iter().all(|(_, other)| *other == meaning).then_some((known, meaning))
    }

    /// The shortest text that has a meaning, with `{x}` only if there is no other.
    pub fn shortest(&self, wanted: T) -> Option<&str>
    where
        T: PartialEq,
    {
        self.spellings(wanted).min_by_key(|text| (text.contains(HOLE), text.chars().count()))
    }
}

/// Whether a text in lower case is a letter away from a known one.
fn is_near(text: &str, known: &str, least: usize) -> bool {
    spelling::is_lower_letter_away(text, known) && known.chars().count() >= least
}

/// Where a part of a text begins in it.
fn offset_in(text: &str, part: &str) -> usize {
    part.as_ptr() as usize - text.as_ptr() as usize
}

/// What follows a start that is in lower case. Lower-casing can change the length of a text, so that
/// the characters are gone through one by one.
pub(super) fn strip_start<'t>(text: &'t str, start: &str) -> Option<&'t str> {
    if is_other(text.as_bytes().first(), start.as_bytes().first()) {
        return None;
    }
    if text.is_ascii() {
        let (head, rest) = text.split_at_checked(start.len())?;
        return head.eq_ignore_ascii_case(start).then_some(rest);
    }
    let mut wanted = start.chars();
    let mut rest = text.chars();
    while !wanted.as_str().is_empty() {
        for lower in rest.next()?.to_lowercase() {
            if wanted.next()? != lower {
                return None;
            }
        }
    }
    Some(rest.as_str())
}

/// Whether a byte of a text is surely not that of a word in lower case, as of most words that a text is asked for.
fn is_other(byte: Option<&u8>, wanted: Option<&u8>) -> bool {
    let (Some(byte), Some(wanted)) = (byte, wanted) else { return false };
    byte.is_ascii() && !byte.eq_ignore_ascii_case(wanted)
}

/// What stands before an end that is in lower case.
fn strip_end<'t>(text: &'t str, end: &str) -> Option<&'t str> {
    if is_other(text.as_bytes().last(), end.as_bytes().last()) {
        return None;
    }
    if text.is_ascii() {
        let (rest, tail) = text.split_at_checked(text.len().checked_sub(end.len())?)?;
        return tail.eq_ignore_ascii_case(end).then_some(rest);
    }
    let mut wanted = end.chars();
    let mut rest = text.chars();
    while !wanted.as_str().is_empty() {
        for lower in rest.next_back()?.to_lowercase().rev() {
            if wanted.next_back()? != lower {
                return None;
            }
        }
    }
    Some(rest.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patterns(texts: &[&'static str]) -> Patterns<&'static str> {
        let mut patterns = Patterns::default();
        texts.iter().for_each(|text| patterns.set(text, *text).expect("a pattern"));
        patterns
    }

    #[track_caller]
    fn check(known: &[&'static str], text: &str, expected: Option<(&str, &str)>) {
        let found = patterns(known).find(text).map(|it| (it.meaning, it.hole));
        assert_eq!(found, expected);
    }

    #[test]
    fn case_does_not_count_in_any_script() {
        check(&["http request"], " HTTP Request ", Some(("http request", "")));
        check(&["{x} values"], "colorKind Values", Some(("{x} values", "colorKind")));
        check(&["überblick {x}"], "ÜBERBLICK Öl", Some(("überblick {x}", "Öl")));
        check(&["枚举 {x}"], "枚举 color", Some(("枚举 {x}", "color")));
    }

    #[test]
    fn a_hole_takes_words() {
        check(&["{x} values"], " values", None);
        check(&["{x} values"], "values", None);
        check(&["example{x}"], "Example 1: a list", Some(("example{x}", "1: a list")));
        // The small form of `İ` is two characters, of which a pattern may hold only the first.
        check(&["i{x}"], "İx", None);
    }

    #[test]
    fn the_pattern_that_says_most_counts() {
        let known = ["{x} values", "{x} property values", "property {x}", "property values"];
        check(&known, "size property values", Some(("{x} property values", "size")));
        check(&known, "property values", Some(("property values", "")));
        check(&known, "property {size}", Some(("property {x}", "{size}")));
        let reversed: Vec<_> = known.iter().rev().copied().collect();
        check(&reversed, "size property values", Some(("{x} property values", "size")));
    }

    #[test]
    fn the_last_meaning_of_a_pattern_counts() {
        let mut known = patterns(&["a", "{x} b"]);
        known.set("A", "other").expect("a pattern");
        known.set("{x} B", "other").expect("a pattern");
        assert_eq!(known.find("a").map(|it| it.meaning), Some("other"));
        assert_eq!(known.find("x b").map(|it| it.meaning), Some("other"));
    }

    #[test]
    fn texts_that_are_no_patterns() {
        let mut known = Patterns::default();
        assert_eq!(known.set("{x} and {x}", ()), Err(PatternError::SeveralHoles));
        assert_eq!(known.set(" {x} ", ()), Err(PatternError::OnlyHole));
        assert_eq!(known.set(" ", ()), Err(PatternError::Empty));
    }
}
