//! Names in code with a note in brackets, in a text: "`name` (string) and `sort` in the query (one of `size`, `age`)".

use crate::dialect::ParameterPlace;
use crate::extract::cx::Cx;
use crate::extract::rows::row_names::is_name;
use crate::extract::text::note_text::{closing, part};
use crate::markdown::{Inline, Run, RunKind};
use crate::source::Spanned;
use std::ops::Range;

/// A note of more bytes is none.
const MOST_OF_NOTE: usize = 500;
/// Most bytes between a name and its note: "`sort` in the query (string)".
const MOST_BETWEEN: usize = 40;
/// A name with its note.
pub(super) struct Noted<'r> {
    pub(super) run: &'r Run,
    /// The runs behind it.
    behind: &'r [Run],
    /// From the name to the end of the note.
    pub(super) whole: Range<usize>,
    /// Where the note begins.
    pub(super) note: usize,
    pub(super) name: &'r str,
    pub(super) place: Option<ParameterPlace>,
    /// Names before it that the note is said of as well: "`from` and `to` (dates)".
    pub(super) others: Vec<Spanned<String>>,
}

/// So many names have one note at most: a row is copied for each.
const MOST_OF_NOTE_NAMES: usize = 12;

impl Noted<'_> {
    /// A part of the paragraph's text behind the name: only the runs that it is in are looked at.
    pub(super) fn part(&self, place: Range<usize>) -> Inline {
        let begins = self.whole.start + self.run.text.len();
        let place = place.start.saturating_sub(begins)..place.end.saturating_sub(begins);
        let mut end = 0;
        let is_in = |run: &&Run| {
            let is_in = end < place.end;
            end += run.text.len();
            is_in
        };
        let n_runs = self.behind.iter().take_while(is_in).count();
        part(&self.behind[..n_runs], place)
    }
}

/// The names of a text; `words` is that with a mark for each byte of code.
pub(super) fn of<'i>(cx: &Cx<'_>, inline: &'i Inline, text: &str, words: &str) -> Vec<Noted<'i>> {
    let mut noted: Vec<Noted<'i>> = Vec::new();
    let mut end = 0;
    let mut runs = inline.runs.as_slice();
    // Names that have no note so far, and where the last of them ends.
    let mut open: (Vec<Spanned<String>>, usize) = (Vec::new(), 0);
    while let [run, behind @ ..] = runs {
        let start = end;
        end += run.text.len();
        let is_within = noted.last().is_some_and(|it| start < it.whole.end);
        if run.kind == RunKind::Code && !is_within {
            let joint = words[open.1..start].trim();
            if !is_between(cx, joint) {
                open.0.clear();
            }
            match noted_at(cx, (run, behind), start..end, text, words) {
                Some(mut it) => {
                    // Behind a mere comma a name has no note.
                    let is_joined = !joint.trim_matches(',').is_empty();
                    let others = std::mem::take(&mut open.0);
                    it.others = if is_joined { others } else { Vec::new() };
                    it.others.truncate(MOST_OF_NOTE_NAMES);
                    open.1 = it.whole.end;
                    noted.push(it);
                }
                None => {
                    let name = run.text.trim();
                    open.0.extend(is_name(name).then(|| Spanned::new(name.to_owned(), run.span)));
                    open.1 = end;
                }
            }
        }
        runs = behind;
    }
    noted
}

/// The name that a run is, if a note follows it.
fn noted_at<'r>(
    cx: &Cx<'_>,
    (run, runs_behind): (&'r Run, &'r [Run]),
    at: Range<usize>,
    text: &str,
    words: &str,
) -> Option<Noted<'r>> {
    let written = run.text.trim();
    // "`?state=`", "`&member=`"
    let asked = written.strip_prefix(['?', '&']);
    let name = match asked {
        Some(asked) => asked.trim_end_matches('='),
        None => written.trim_start_matches(':').trim_end_matches([':', '?', '*']),
    };
    let behind = &words[at.end..];
    let n_between = behind.bytes().take(MOST_BETWEEN).position(|it| it == b'(')?;
    let between = behind[..n_between].trim();
    let place = cx.dialect.place(between);
    if !is_name(name) || place.is_none() && !between.is_empty() {
        return None;
    }
    let note = at.end + n_between;
    let most = text.len().min(note + MOST_OF_NOTE);
    let most = (note..=most).rev().find(|it| text.is_char_boundary(*it))?;
    let end = note + closing(&text[note..most])? + 1;
    let place = asked.map(|_| ParameterPlace::Query).or(place);
    let others = Vec::new();
    Some(Noted { run, behind: runs_behind, whole: at.start..end, note, name, place, others })
}

/// Whether nothing but a comma or a word that joins stands between two names.
fn is_between(cx: &Cx<'_>, text: &str) -> bool {
    let word = text.trim_matches([',', ' ']);
    word.is_empty() && !text.is_empty() || cx.dialect.phrases.joints.iter().any(|it| it == word)
}
