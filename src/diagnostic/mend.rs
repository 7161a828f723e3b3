//! Edits of findings, made: which of them go together, and the texts that they make.

use super::{Diagnostic, Edit};
use crate::source::{FileId, SourceMap, Span};
use std::collections::BTreeMap;

/// What edits of findings make of files.
#[derive(Clone, Debug, Default)]
pub struct Mended {
    /// The new texts of the files that have one.
    pub texts: BTreeMap<FileId, String>,
    /// How many findings had all of their edits made, by rule.
    pub n_mended: BTreeMap<&'static str, usize>,
}

/// Makes the edits of findings, the first of those that touch each other, in the files that may be changed.
pub fn mend<'d>(
    sources: &SourceMap,
    findings: impl IntoIterator<Item = &'d Diagnostic>,
    may_change: impl Fn(FileId) -> bool,
) -> Mended {
    let mut mended = Mended::default();
    // By where they begin: none that is taken touches another, so each begins elsewhere.
    let mut taken: BTreeMap<FileId, BTreeMap<u32, &Edit>> = BTreeMap::new();
    for finding in findings.into_iter().filter(|it| !it.edits.is_empty()) {
        let mut new: Vec<&Edit> = Vec::new();
        let is_free = finding.edits.iter().all(|edit| {
            let of_file = taken.get(&edit.span.file);
            if of_file.and_then(|it| it.get(&edit.span.start)) == Some(&edit) || new.contains(&edit)
            {
                return true;
            }
            let is_free = fits(sources, edit)
                && may_change(edit.span.file)
                && !of_file.is_some_and(|it| is_touched(it, edit.span))
                && !new.iter().any(|other| overlap(other.span, edit.span));
            new.push(edit);
            is_free
        });
        if is_free {
            for edit in new {
                taken.entry(edit.span.file).or_default().insert(edit.span.start, edit);
            }
            *mended.n_mended.entry(finding.rule.name).or_default() += 1;
        }
    }
    for (file, edits) in taken {
        mended.texts.insert(file, edited(&sources.file(file).text, edits.into_values()));
    }
    mended
}

/// Whether the place of an edit is one of its file, and something changes there.
fn fits(sources: &SourceMap, edit: &Edit) -> bool {
    let text = sources.file(edit.span.file).text.get(edit.span.range());
    text.is_some_and(|text| text != edit.replacement)
}

fn is_touched(taken: &BTreeMap<u32, &Edit>, span: Span) -> bool {
    let last_before = taken.range(..=span.end).next_back();
    last_before.is_some_and(|(_, edit)| touch(edit.span, span))
}

/// Whether two places of a file have something in common, if only an end.
fn touch(one: Span, other: Span) -> bool {
    one.file == other.file && one.start <= other.end && other.start <= one.end
}

/// Whether two places of a file have text in common, or begin at the same place.
fn overlap(one: Span, other: Span) -> bool {
    let is_inside = one.start < other.end && other.start < one.end;
    one.file == other.file && (is_inside || one.start == other.start)
}

fn edited<'e>(text: &str, edits: impl Iterator<Item = &'e Edit>) -> String {
    let has_returns = text.contains("\r\n");
    let mut new = String::with_capacity(text.len());
    let mut done = 0;
    for edit in edits {
        new.push_str(&text[done..edit.span.start as usize]);
        match has_returns {
            true => new.push_str(&edit.replacement.replace("\r\n", "\n").replace('\n', "\r\n")),
            false => new.push_str(&edit.replacement),
        }
        done = edit.span.end as usize;
    }
    new + &text[done..]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Level, Rule};
    use crate::source::SourceFile;

    static RULE: Rule = Rule { name: "a-rule", level: Level::Warn, summary: "", explanation: "" };

    /// What findings with these edits, each a range and a text, make of a text; how many were mended.
    fn check(text: &str, findings: &[&[(std::ops::Range<usize>, &str)]]) -> (String, usize) {
        let mut sources = SourceMap::default();
        let file = sources.add(SourceFile::new("a.md", text));
        let findings: Vec<Diagnostic> = findings
            .iter()
            .map(|edits| {
                let finding = Diagnostic::new(&RULE, Span::new(file, 0..1), "wrong");
                edits
                    .iter()
                    .fold(finding, |it, (range, new)| it.edit(Span::new(file, range.clone()), *new))
            })
            .collect();
        let mended = mend(&sources, &findings, |_| true);
        let text = mended.texts.get(&file).cloned().unwrap_or_else(|| text.to_owned());
        (text, mended.n_mended.values().sum())
    }

    #[test]
    fn edits_are_made_all_at_once_from_the_first_to_the_last() {
        assert_eq!(
            check("one two three", &[&[(8..13, "3")], &[(0..3, "1")]]),
            ("1 two 3".into(), 2)
        );
        assert_eq!(check("a\r\nb", &[&[(4..4, "\n")]]), ("a\r\nb\r\n".into(), 1));
    }

    #[test]
    fn of_those_that_touch_the_first_is_made_and_the_same_is_made_once() {
        assert_eq!(check("abcd", &[&[(0..2, "x")], &[(2..3, "y")]]), ("xcd".into(), 1));
        assert_eq!(check("abcd", &[&[(2..3, "y")], &[(0..2, "x")]]), ("abyd".into(), 1));
        assert_eq!(check("abcd", &[&[(1..3, "y")], &[(2..2, "x")]]), ("ayd".into(), 1));
        assert_eq!(check("abcd", &[&[(0..1, "x")], &[(0..1, "x")]]), ("xbcd".into(), 2));
    }

    #[test]
    fn a_finding_is_mended_whole_or_not_at_all() {
        assert_eq!(
            check("abcd", &[&[(0..1, "x")], &[(3..4, "y"), (1..2, "z")]]),
            ("xbcd".into(), 1)
        );
        assert_eq!(check("abcd", &[&[(1..2, ""), (2..3, "")]]), ("ad".into(), 1));
        assert_eq!(check("abcd", &[&[(0..1, "x"), (3..9, "y")]]), ("abcd".into(), 0));
        assert_eq!(check("äb", &[&[(1..2, "x")]]), ("äb".into(), 0));
        assert_eq!(check("ab", &[&[(0..2, "ab")]]), ("ab".into(), 0));
    }
}
