//! Lines of a page as an excerpt shows them: of a very long one only what stands around the marks.
//!
//! An excerpt is cut to the width of a terminal in any case, but only after the whole line was looked at; a
//! page of one line with a finding at each word would be looked at a word times a word.

use std::ops::Range;

/// Bytes of a line that is taken whole.
const LONG: usize = 2_000;
/// Bytes shown on either side of a mark in a longer one; more than fit in a terminal's line.
const AROUND: usize = 500;
/// Stands for what is left out between two marks.
const GAP: &str = " … ";

/// Lines, and where places in them are after some was left out.
#[derive(Debug)]
pub(super) struct Window {
    /// What is left.
    pub(super) text: String,
    /// What was kept, and where it begins now.
    kept: Vec<(Range<usize>, usize)>,
}

impl Window {
    /// Whether some of these lines is to be cut.
    pub(super) fn is_needed(lines: &[Range<usize>]) -> bool {
        lines.iter().any(|line| line.len() > LONG)
    }

    /// Cuts long lines of a text, but for what is around these places in it.
    pub(super) fn around(text: &str, lines: &[Range<usize>], marks: &[usize]) -> Self {
        let mut window = Self { text: String::new(), kept: Vec::new() };
        for line in lines {
            if line.len() <= LONG {
                window.keep(text, line.clone());
                continue;
            }
            for (index, range) in around(line.clone(), marks).into_iter().enumerate() {
                if index > 0 {
                    window.text.push_str(GAP);
                }
                window.keep(text, on_characters(text, range));
            }
            if text[..line.end].ends_with('\n') && !window.text.ends_with('\n') {
                window.text.push('\n');
            }
        }
        window
    }

    fn keep(&mut self, text: &str, range: Range<usize>) {
        self.kept.push((range.clone(), self.text.len()));
        self.text.push_str(&text[range]);
    }

    /// Where a place in the lines is now.
    pub(super) fn place(&self, at: usize) -> usize {
        let index = self.kept.partition_point(|(range, _)| range.start <= at);
        let Some((range, now)) = index.checked_sub(1).map(|last| &self.kept[last]) else {
            return 0;
        };
        now + (at.min(range.end) - range.start)
    }
}

/// The parts of a line around the marks in it, or its beginning.
fn around(line: Range<usize>, marks: &[usize]) -> Vec<Range<usize>> {
    let is_in = |at: &usize| line.start <= *at && *at <= line.end;
    let mut marks: Vec<usize> = marks.iter().copied().filter(is_in).collect();
    if marks.is_empty() {
        marks.push(line.start);
    }
    marks.sort_unstable();
    let mut parts: Vec<Range<usize>> = Vec::new();
    for at in marks {
        let part = at.saturating_sub(AROUND).max(line.start)..(at + AROUND).min(line.end);
        match parts.last_mut() {
            Some(last) if last.end >= part.start => last.end = part.end,
            Some(_) | None => parts.push(part),
        }
    }
    parts
}

fn on_characters(text: &str, range: Range<usize>) -> Range<usize> {
    let down = |at: usize| (0..=at).rev().find(|it| text.is_char_boundary(*it)).unwrap_or(0);
    down(range.start)..down(range.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceFile;

    #[test]
    fn a_long_line_is_cut_to_what_is_around_its_marks() {
        let long =
            "ä".repeat(10_000) + "HERE" + &"ö".repeat(10_000) + "THERE" + &"ü".repeat(10_000);
        let text = format!("short\n{long}\nlast");
        let lines = SourceFile::new("a.md", text.clone()).lines(0, text.len());
        assert!(Window::is_needed(&lines) && !Window::is_needed(&lines[..1]));
        let marks = ["HERE", "THERE", "last"].map(|mark| text.find(mark).expect("it is there"));
        let window = Window::around(&text, &lines, &marks);
        assert!(window.text.len() < 6 * AROUND, "{}", window.text.len());
        for (mark, at) in ["HERE", "THERE", "last"].iter().zip(marks) {
            assert!(window.text[window.place(at)..].starts_with(mark), "{mark}");
        }
        assert_eq!(window.place(text.len()), window.text.len());
        assert_eq!(window.text.lines().count(), 3);
    }
}
