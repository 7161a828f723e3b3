//! The lines in which two texts differ, found in a time that grows as the texts do.
//!
//! The usual way looks at every line once for each difference. Where two long texts have little in common it
//! first aligns them by the lines that each has once, and what is large and has none of these is said to differ
//! as a whole.

use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices, group_diff_ops};
use std::collections::BTreeMap;
use std::ops::Range;

/// Lines of one text times lines of the other that are looked at the usual way.
const USUAL: usize = 4_000_000;
/// The same between two lines that are aligned.
const BETWEEN: usize = 250_000;

/// What is done to turn `old` into `new`, in groups with so many lines around them.
pub(super) fn groups(old: &[&str], new: &[&str], context: usize) -> Vec<Vec<DiffOp>> {
    let same = old.iter().zip(new).take_while(|(one, other)| one == other).count();
    let (old_rest, new_rest) = (&old[same..], &new[same..]);
    let ends = old_rest.iter().rev().zip(new_rest.iter().rev());
    let same_end = ends.take_while(|(one, other)| one == other).count();
    let (n, m) = (old_rest.len() - same_end, new_rest.len() - same_end);
    if n.saturating_mul(m) <= USUAL {
        return group_diff_ops(capture_diff_slices(Algorithm::Myers, old, new), context);
    }
    let mut script = Script::default();
    script.equal(0, 0, same);
    let (mut at, mut at_new) = (same, same);
    for (next, next_new) in aligned(old, new, same..same + n, same..same + m) {
        script.between(old, new, at..next, at_new..next_new);
        script.equal(next, next_new, 1);
        (at, at_new) = (next + 1, next_new + 1);
    }
    script.between(old, new, at..same + n, at_new..same + m);
    script.equal(same + n, same + m, same_end);
    group_diff_ops(script.0, context)
}

/// The lines in which two texts differ: those of the old one, and what stands for them in the new one.
pub(super) fn hunks(old: &[&str], new: &[&str]) -> Vec<(Range<usize>, Range<usize>)> {
    let ops = groups(old, new, usize::MAX / 4).into_iter().flatten();
    let changes = ops.filter(|op| op.tag() != DiffTag::Equal);
    changes.map(|op| (op.old_range(), op.new_range())).collect()
}

/// Lines that both texts have once, as many as stand in the same order in both.
fn aligned(
    old: &[&str],
    new: &[&str],
    of_old: Range<usize>,
    of_new: Range<usize>,
) -> Vec<(usize, usize)> {
    /// How often a line stands in a text, and where last.
    type Seen = (usize, usize);
    let mut lines: BTreeMap<&str, [Seen; 2]> = BTreeMap::new();
    for (which, text, range) in [(0, old, of_old), (1, new, of_new)] {
        for index in range {
            let seen = &mut lines.entry(text[index]).or_default()[which];
            *seen = (seen.0 + 1, index);
        }
    }
    let once = lines.into_values().filter(|[old, new]| old.0 == 1 && new.0 == 1);
    let mut pairs: Vec<(usize, usize)> = once.map(|[old, new]| (old.1, new.1)).collect();
    pairs.sort_unstable();
    // The longest run that also ascends in the new text: of each length, the pair that ends lowest.
    let mut lowest: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (index, pair) in pairs.iter().enumerate() {
        let len = lowest.partition_point(|&it| pairs[it].1 < pair.1);
        before.push(len.checked_sub(1).map(|it| lowest[it]));
        match lowest.get_mut(len) {
            Some(last) => *last = index,
            None => lowest.push(index),
        }
    }
    let mut run: Vec<(usize, usize)> =
        std::iter::successors(lowest.last().copied(), |&it| before[it])
            .map(|it| pairs[it])
            .collect();
    run.reverse();
    run
}

/// What is done, from the first line to the last.
#[derive(Default)]
struct Script(Vec<DiffOp>);

impl Script {
    fn equal(&mut self, old: usize, new: usize, len: usize) {
        match self.0.last_mut() {
            _ if len == 0 => {}
            Some(DiffOp::Equal { len: last, .. }) => *last += len,
            _ => self.0.push(DiffOp::Equal { old_index: old, new_index: new, len }),
        }
    }

    fn between(&mut self, old: &[&str], new: &[&str], of_old: Range<usize>, of_new: Range<usize>) {
        let (old_index, new_index) = (of_old.start, of_new.start);
        match (of_old.len(), of_new.len()) {
            (0, 0) => {}
            (0, _) | (_, 0) => self.changed(of_old, of_new),
            (n, m) if n.saturating_mul(m) > BETWEEN => self.changed(of_old, of_new),
            _ => {
                for op in capture_diff_slices(Algorithm::Myers, &old[of_old], &new[of_new]) {
                    let (old, new) = (op.old_range(), op.new_range());
                    let (from, from_new) = (old_index + old.start, new_index + new.start);
                    if op.tag() == DiffTag::Equal {
                        self.equal(from, from_new, old.len());
                    } else {
                        let ends = (from + old.len(), from_new + new.len());
                        self.changed(from..ends.0, from_new..ends.1);
                    }
                }
            }
        }
    }

    fn changed(&mut self, old: Range<usize>, new: Range<usize>) {
        let (old_index, old_len) = (old.start, old.len());
        let (new_index, new_len) = (new.start, new.len());
        self.0.push(match (old_len, new_len) {
            (0, _) => DiffOp::Insert { old_index, new_index, new_len },
            (_, 0) => DiffOp::Delete { old_index, old_len, new_index },
            _ => DiffOp::Replace { old_index, old_len, new_index, new_len },
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use similar::ChangeTag;

    /// How many lines are taken away and how many put in; what is done leads from one text to the other.
    fn check(old: &[String], new: &[String]) -> (usize, usize) {
        let old: Vec<&str> = old.iter().map(String::as_str).collect();
        let new: Vec<&str> = new.iter().map(String::as_str).collect();
        let groups = groups(&old, &new, usize::MAX / 4);
        let mut made = [Vec::new(), Vec::new()];
        let (mut n_deleted, mut n_inserted) = (0, 0);
        for change in groups.iter().flatten().flat_map(|op| op.iter_changes(&old[..], &new[..])) {
            if change.tag() != ChangeTag::Insert {
                made[0].push(change.value());
            }
            if change.tag() != ChangeTag::Delete {
                made[1].push(change.value());
            }
            n_deleted += usize::from(change.tag() == ChangeTag::Delete);
            n_inserted += usize::from(change.tag() == ChangeTag::Insert);
        }
        assert!(made == [old, new]);
        (n_deleted, n_inserted)
    }

    fn lines(numbers: impl Iterator<Item = usize>) -> Vec<String> {
        numbers.map(|n| format!("line {n}")).collect()
    }

    #[test]
    fn long_texts_that_differ_in_a_few_lines() {
        let old = lines(0..20_000);
        let mut new = old.clone();
        new[10] = "ten".to_owned();
        new.insert(15_000, "more".to_owned());
        new.remove(19_990);
        assert_eq!(check(&old, &new), (2, 2));
    }

    #[test]
    fn long_texts_that_have_nothing_in_common_or_another_order() {
        let old = lines(0..20_000);
        assert_eq!(check(&old, &lines(50_000..70_000)), (20_000, 20_000));
        let (gone, come) = check(&old, &lines((0..20_000).rev()));
        assert!(gone == come && gone >= 19_999);
        let same = vec!["same".to_owned(); 20_000];
        let other =
            [vec!["first".to_owned()], vec!["same".to_owned(); 15_000], vec!["x".to_owned()]];
        check(&same, &other.concat());
        check(&lines((0..20_000).map(|n| n % 7)), &lines((0..20_000).map(|n| n % 5)));
    }

    #[test]
    fn short_texts_are_compared_line_by_line() {
        assert_eq!(check(&lines(0..100), &lines(50..150)), (50, 50));
        assert_eq!(check(&lines(0..0), &lines(0..3)), (0, 3));
        assert!(groups(&["a", "b"], &["a", "b"], 3).is_empty());
    }
}
