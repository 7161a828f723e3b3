//! Phrases that nearly no text has: whether one may be there is seen many bytes at once.

use aho_corasick::packed::{Config, MatchKind, Searcher};

/// Phrases in lower case.
#[derive(Clone, Debug)]
pub(super) struct RarePhrases {
    /// The words of each.
    words: Vec<Vec<String>>,
    /// Finds the longest word of each; none where the processor can't look at several bytes at once.
    longest: Option<Searcher>,
}

impl RarePhrases {
    pub(super) fn of<'p>(phrases: impl Iterator<Item = &'p String>) -> Self {
        let words = |phrase: &String| {
            let words = phrase.split(|c: char| !c.is_alphanumeric());
            words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
        };
        let words: Vec<Vec<String>> = phrases.map(words).collect();
        let longest = words.iter().map(|it| it.iter().max_by_key(|word| word.len()));
        // Of words of which one begins with another: in the longer, the shorter is no word of its own.
        let kind = MatchKind::LeftmostLongest;
        let finder = |words: Vec<_>| Config::new().match_kind(kind).builder().extend(words).build();
        let longest = longest.collect::<Option<Vec<_>>>().and_then(finder);
        Self { words, longest }
    }

    /// Whether a text may have one of the phrases, whatever its capitals and what stands between its words.
    pub(super) fn may_be_in(&self, text: &str) -> bool {
        let Some(longest) = &self.longest else { return !self.words.is_empty() };
        let lower = text.to_ascii_lowercase();
        let mut found: Vec<usize> = Vec::new();
        // A text may have a word often, and is looked through once for the others of its phrase.
        longest.find_iter(&lower).map(|it| it.pattern().as_usize()).any(|index| {
            let is_new = !found.contains(&index);
            if is_new {
                found.push(index);
            }
            is_new && self.words[index].iter().all(|word| lower.contains(word))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrases(phrases: &[&str]) -> RarePhrases {
        RarePhrases::of(phrases.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>().iter())
    }

    #[test]
    fn phrases_are_found_in_any_case_and_on_two_lines() {
        let phrases = phrases(&["tbd", "lorem ipsum", "wird ergänzt"]);
        let there = ["TBD", "a tBd.", "Lorem\n  Ipsum", "wird Ergänzt"];
        let elsewhere = ["", "tb", "lorem", "To the best debtor in the tub.", "ergänzt"];
        for (texts, is_there) in [(&there[..], true), (&elsewhere, false)] {
            for text in texts {
                assert_eq!(phrases.may_be_in(text), is_there, "{text}");
                let long = format!("{}{text}", "and so on. ".repeat(9));
                assert_eq!(phrases.may_be_in(&long), is_there, "{long}");
            }
        }
    }

    #[test]
    fn a_word_is_found_where_another_begins_the_same() {
        assert!(phrases(&["tb or not", "tbd"]).may_be_in("This is TBD."));
    }

    #[test]
    fn no_phrase_is_nowhere_and_one_without_a_word_may_be_anywhere() {
        assert!(!phrases(&[]).may_be_in("TBD"));
        assert!(phrases(&["???"]).may_be_in("a"));
    }
}
