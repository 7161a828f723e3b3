//! Set phrases in a text: where they stand, what follows them, and whether they are said of the thing.

use crate::dialect::Phrases;
use std::ops::Range;

/// What follows each of the phrases, up to the end of its sentence. Negated phrases do not count.
pub(crate) fn after<'t>(text: &'t str, wanted: &[String], phrases: &Phrases) -> Vec<&'t str> {
    let found = find(text, wanted).into_iter().filter(|it| !is_negated(text, it, phrases));
    found
        .map(|place| {
            let rest = &text[place.end..];
            sentence_end(rest).map_or(rest, |end| &rest[..end])
        })
        .collect()
}

/// Whether one of the phrases is said of the thing that the text describes: "Read-only.", "This
/// property is read-only", but not "in read-only mode".
pub(crate) fn states(text: &str, wanted: &[String], phrases: &Phrases) -> bool {
    find(text, wanted).iter().any(|place| {
        let before = text[..place.start].trim_end_matches([' ', '*', '`']);
        let begins = !before.ends_with(|c: char| c.is_alphanumeric())
            || text[place.clone()].starts_with(|c: char| c.is_uppercase());
        let before = before.to_ascii_lowercase();
        let is_linked = phrases.copulas.iter().any(|word| {
            before.strip_suffix(word).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
        });
        begins || is_linked
    })
}

/// Where a sentence ends: at a line feed, or a full stop that white space or the end follows.
pub(crate) fn sentence_end(text: &str) -> Option<usize> {
    text.match_indices(['.', '\n']).find_map(|(at, mark)| {
        let rest = &text[at + 1..];
        (mark == "\n" || rest.is_empty() || rest.starts_with(char::is_whitespace)).then_some(at)
    })
}

/// The places of the phrases, whole words only, in order; of two that begin at one place the longer.
pub(crate) fn find(text: &str, wanted: &[String]) -> Vec<Range<usize>> {
    // Lower-casing may change lengths outside ASCII; offsets must stay true.
    let lower = text.to_ascii_lowercase();
    // Scripts without spaces put the words together.
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let mut found: Vec<Range<usize>> = Vec::new();
    for phrase in wanted {
        for start in places(&lower, phrase) {
            let end = start + phrase.len();
            let is_inside_word = is_letter(lower[..start].chars().next_back())
                && is_letter(phrase.chars().next())
                || is_letter(phrase.chars().next_back()) && is_letter(lower[end..].chars().next());
            if !is_inside_word {
                found.push(start..end);
            }
        }
    }
    found.sort_by_key(|place| (place.start, std::cmp::Reverse(place.end)));
    found.dedup_by_key(|place| place.start);
    found
}

/// Where a phrase stands in a text. Sentences are short, for which searching by its first letter is faster than
/// preparing a better search.
fn places(text: &str, phrase: &str) -> impl Iterator<Item = usize> {
    let first = phrase.bytes().next();
    let begins = first.into_iter().flat_map(|first| memchr::memchr_iter(first, text.as_bytes()));
    let mut free = 0;
    begins.filter(move |start| {
        let is_there = *start >= free && text.as_bytes()[*start..].starts_with(phrase.as_bytes());
        if is_there {
            free = start + phrase.len();
        }
        is_there
    })
}

fn is_negated(text: &str, place: &Range<usize>, phrases: &Phrases) -> bool {
    let before = text[..place.start].trim_end();
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    phrases.negations.iter().any(|it| it.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrases() -> &'static Phrases {
        let dialect: &crate::dialect::Dialect = Default::default();
        &dialect.phrases
    }

    #[test]
    fn phrases_are_whole_words_and_the_longest() {
        assert_eq!(after("A group to 5. Up to 6.", &["up to".to_owned()], phrases()), [" 6"]);
        assert_eq!(
            after("supports x", &["support".to_owned(), "supports".to_owned()], phrases()),
            [" x"]
        );
        assert_eq!(after("does not support x", &["support".to_owned()], phrases()), [""; 0]);
    }

    #[test]
    fn what_is_said_of_the_thing() {
        let is_said = |text| states(text, &["read-only".to_owned()], phrases());
        assert!(is_said("The size. Read-only."));
        assert!(is_said("Key, read-only"));
        assert!(is_said("This property is read-only."));
        assert!(is_said("The size Read-only"));
        assert!(!is_said("Whether the team is in read-only mode."));
        assert!(!is_said("Gives read-only access."));
    }
}
