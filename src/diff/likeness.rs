//! Which of what goes is what comes, by another name.

use crate::spelling;
use std::collections::BTreeSet;

/// Among more pairs than so many nobody looks for renames: then nearly everything is new.
const MOST_PAIRS: usize = 1_000_000;

/// Pairs what goes with what comes where the score is over nothing: the likest first, each once. Of equals the first in
/// order.
pub(super) fn pairs<O, N>(
    gone: &[O],
    come: &[N],
    score: impl Fn(&O, &N) -> f64,
) -> Vec<(usize, usize)> {
    if gone.len().saturating_mul(come.len()) > MOST_PAIRS {
        return Vec::new();
    }
    let mut scored: Vec<(f64, usize, usize)> = Vec::new();
    for (i, old) in gone.iter().enumerate() {
        for (j, new) in come.iter().enumerate() {
            let score = score(old, new);
            if score > 0.0 {
                scored.push((score, i, j));
            }
        }
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut olds, mut news) = (BTreeSet::new(), BTreeSet::new());
    let mut pairs = Vec::new();
    for (_, i, j) in scored {
        if !olds.contains(&i) && !news.contains(&j) {
            olds.insert(i);
            news.insert(j);
            pairs.push((i, j));
        }
    }
    pairs.sort_unstable();
    pairs
}

/// How like two names are, from 0 to 1: letter by letter, or by their words where one has all of the other's.
pub(super) fn of_names(old: &str, new: &str) -> f64 {
    if old.eq_ignore_ascii_case(new) {
        return 1.0;
    }
    let (old_words, new_words) = (words(old), words(new));
    let is_in = |a: &BTreeSet<String>, b: &BTreeSet<String>| !a.is_empty() && a.is_subset(b);
    let by_words = match is_in(&old_words, &new_words) || is_in(&new_words, &old_words) {
        true => 0.7,
        false => 0.0,
    };
    spelling::likeness(&old.to_lowercase(), &new.to_lowercase()).max(by_words)
}

/// The share of names that both have, of those that either has.
pub(super) fn of_sets(old: &BTreeSet<&str>, new: &BTreeSet<&str>) -> f64 {
    let n_all = old.union(new).count();
    if n_all == 0 { 0.0 } else { old.intersection(new).count() as f64 / n_all as f64 }
}

fn words(name: &str) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    let mut word = String::new();
    for c in name.chars() {
        if (c.is_uppercase() || !c.is_alphanumeric()) && !word.is_empty() {
            words.insert(std::mem::take(&mut word));
        }
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        }
    }
    if !word.is_empty() {
        words.insert(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_like_by_letters_or_by_words() {
        assert!(of_names("mail", "email") > 0.6);
        assert!(of_names("displayName", "name") > 0.6);
        assert!(of_names("subject", "topic") < 0.5);
        assert!(of_names("isRead", "isread") > 0.9);
    }

    #[test]
    fn the_likest_are_paired_first() {
        let score = |old: &&str, new: &&str| of_names(old, new) - 0.5;
        assert_eq!(pairs(&["emails", "mail"], &["email", "mails"], score), [(0, 0), (1, 1)]);
    }
}
