//! Sentences with their names taken out, so that phrases are found across marks and links.

use super::phrases::sentence_end;
use crate::extract::cx::Cx;
use crate::extract::page::links;
use crate::markdown::{Inline, Run, RunKind};

/// A sentence as words, with a mark in place of each name.
#[derive(Debug)]
pub(crate) struct Sentence<'i> {
    pub(crate) text: String,
    /// What stood in place of each mark.
    pub(crate) names: Vec<&'i Run>,
    /// The paragraph that it is of.
    pub(crate) runs: &'i [Run],
}

/// Stands for a name in a sentence.
pub(crate) const NAME: char = '\u{fffc}';

impl Sentence<'_> {
    /// The places of the names.
    pub(crate) fn places(&self) -> impl Iterator<Item = usize> {
        self.text.match_indices(NAME).map(|(at, _)| at)
    }

    /// How many names stand before a place.
    pub(crate) fn n_names(&self, at: usize) -> usize {
        self.text[..at].matches(NAME).count()
    }
}

/// Splits inline text into sentences, taking out the runs that are names.
pub(crate) fn split<'i>(inline: &'i Inline, is_name: impl Fn(&Run) -> bool) -> Vec<Sentence<'i>> {
    let mut text = String::new();
    let mut names = Vec::new();
    for run in &inline.runs {
        match &run.kind {
            _ if is_name(run) => {
                text.push(NAME);
                names.push(run);
            }
            RunKind::Html => text.push(' '),
            _ if run.text.contains(NAME) => text.push_str(&run.text.replace(NAME, " ")),
            _ => text.push_str(&run.text),
        }
    }
    let mut found = Vec::new();
    let (mut rest, mut names) = (text.as_str(), names.as_slice());
    while !rest.is_empty() {
        let end = sentence_end(rest).map_or(rest.len(), |end| end + 1);
        let (sentence, after) = rest.split_at(end);
        let (own, later) = names.split_at(sentence.matches(NAME).count());
        found.push(Sentence {
            text: sentence.to_owned(),
            names: own.to_vec(),
            runs: inline.runs.as_slice(),
        });
        (rest, names) = (after, later);
    }
    found
}

/// Whether a run names something rather than being words of the sentence.
pub(crate) fn is_name(cx: &Cx<'_>, run: &Run) -> bool {
    let text = run.text.trim();
    let is_word = !text.is_empty() && !text.contains(char::is_whitespace);
    match &run.kind {
        RunKind::Link { target } => {
            is_word || links::resolve(cx.docs, run.span.file, &target.value).is_some()
        }
        RunKind::Strong | RunKind::Code => is_word && !text.ends_with(':'),
        RunKind::Text | RunKind::Break | RunKind::Html => false,
    }
}

/// What stands before the last word, if it is one of those, all in lower case; the longest counts.
pub(crate) fn strip_last<'t>(text: &'t str, lists: &[&Vec<String>]) -> Option<&'t str> {
    let rests = lists.iter().flat_map(|list| list.iter()).filter_map(|word| {
        let rest = text.strip_suffix(word.as_str())?;
        let is_whole = !rest.ends_with(|c: char| c.is_ascii_alphanumeric())
            || !word.starts_with(|c: char| c.is_ascii_alphanumeric());
        is_whole.then_some(rest.trim_end())
    });
    rests.min_by_key(|rest| rest.len())
}

/// What stands after the first of the words, if a text begins with one; the longest counts.
pub(crate) fn strip_first<'t>(text: &'t str, list: &[String]) -> Option<&'t str> {
    let rests = list.iter().filter_map(|word| {
        let (head, rest) = text.split_at_checked(word.len())?;
        let is_whole = !rest.starts_with(|c: char| c.is_ascii_alphanumeric());
        (is_whole && head.eq_ignore_ascii_case(word)).then_some(rest)
    });
    rests.min_by_key(|rest| rest.len())
}

/// The word that a text ends in.
pub(crate) fn last_word(text: &str) -> &str {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-');
    text.rfind(|c| !is_part(c)).map_or(text, |at| {
        let end = text[at..].chars().next().map_or(0, char::len_utf8);
        &text[at + end..]
    })
}
