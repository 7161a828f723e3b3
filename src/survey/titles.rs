//! What the headings above lists and tables of members have in common: `the {x}`, `{x} object`.

use super::counts::{Counts, Seen};
use crate::source::Span;
use std::collections::BTreeMap;

/// So many headings have to have the same words.
const LEAST: usize = 2;
/// Patterns that are looked for.
const MOST: usize = 3;

/// The patterns that most of the headings fit, each with how many do.
pub(super) fn patterns(headings: &Counts<String>) -> Vec<(String, Seen)> {
    let mut left: Vec<(Vec<&str>, Span)> = headings
        .most_first()
        .into_iter()
        .map(|(text, seen)| (text.split_whitespace().collect(), seen.first))
        .collect();
    let mut found = Vec::new();
    while found.len() < MOST {
        let mut counts: BTreeMap<(bool, &[&str]), Seen> = BTreeMap::new();
        for (words, first) in &left {
            for n in 1..words.len() {
                for key in [(true, &words[..n]), (false, &words[words.len() - n..])] {
                    let seen = counts.entry(key).or_insert(Seen { n: 0, first: *first });
                    *seen = Seen { n: seen.n + 1, first: seen.first.min(*first) };
                }
            }
        }
        // Of those that as many fit the one that says most.
        let best = counts.into_iter().max_by_key(|((_, words), seen)| (seen.n, words.len()));
        let Some(((is_first, words), seen)) = best.filter(|(_, seen)| seen.n >= LEAST) else {
            break;
        };
        let text = words.join(" ");
        let pattern = if is_first { format!("{text} {{x}}") } else { format!("{{x}} {text}") };
        let own: Vec<String> = words.iter().map(|it| (*it).to_owned()).collect();
        left.retain(|(words, _)| {
            let part = match is_first {
                true => words.get(..own.len()),
                false => words.len().checked_sub(own.len()).and_then(|at| words.get(at..)),
            };
            part.is_none_or(|it| it != own)
        });
        found.push((pattern, seen));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    #[test]
    fn what_headings_have_in_common() {
        let mut headings = Counts::default();
        let texts = [
            "the lamp",
            "values of state",
            "the lamp shade",
            "values of kind",
            "room object",
            "the hook",
        ];
        for (at, text) in (0..).zip(texts) {
            headings.add(text.to_owned(), Span::new(FileId(0), at..at + 1));
        }
        let found: Vec<(String, usize)> =
            patterns(&headings).into_iter().map(|(text, seen)| (text, seen.n)).collect();
        assert_eq!(found, [("the {x}".to_owned(), 3), ("values of {x}".to_owned(), 2)]);
    }
}
