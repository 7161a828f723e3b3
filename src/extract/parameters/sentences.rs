//! Parameters in sentences: each a name in code with a note in brackets, where words before them say that they are taken.
//!
//! ```markdown
//! Hangs a lamp. Takes `colour` (string, required), `size` (integer; defaults to 3) and `kind` (one of `wide`, `tall`).
//! ```

use super::name_notes::{self, Noted};
use super::noted::{self, is_sure};
use crate::dialect::ParameterPlace;
use crate::extract::cx::Cx;
use crate::extract::page::outline::{Ledger, Part};
use crate::extract::rows::placed::Placed;
use crate::extract::rows::row_names::is_name;
use crate::extract::sections::opening::Frames;
use crate::extract::text::note::{self, Note};
use crate::extract::text::note_text::text_of;
use crate::extract::text::phrases::{find, sentence_end};
use crate::extract::text::sentence::{strip_first, strip_last};
use crate::extract::text::type_text;
use crate::facts::PropertyClaim;
use crate::markdown::{Inline, RunKind};
use crate::source::{Span, Spanned};

/// Stands for a byte of code.
const CODE: &str = "`";

/// The parameters that the sentences of a part name; those in its lists and quotes are left.
pub(crate) fn read(cx: &Cx<'_>, part: &Part<'_>, ledger: &mut Ledger) -> Vec<Placed> {
    let mut found = Vec::new();
    if !cx.dialect.shape.has_sections() {
        return found;
    }
    let mut frames = None;
    for (block, inline) in part.paragraphs() {
        let has_code = inline.runs.iter().any(|it| it.kind == RunKind::Code);
        if !has_code || !tells(cx, inline) {
            continue;
        }
        let frames = frames.get_or_insert_with(|| [Frames::quotes(part), Frames::lists(part)]);
        if frames.iter().any(|it| it.hold(block)) {
            continue;
        }
        let rows = Paragraph::of(cx, inline).rows(block.span);
        rows.iter().for_each(|_| ledger.used(block));
        found.extend(rows);
    }
    found
}

/// Whether a phrase stands in a paragraph behind which parameters or members are named.
fn tells(cx: &Cx<'_>, inline: &Inline) -> bool {
    let said = cx.dialect.phrases.said_in(&inline.plain());
    said.takes() || said.must_take() || said.returns() || said.answer_members()
}

/// The names in a sentence behind a label that begins with one: "`name` of the lamp, and `size` in metres."
pub(super) fn named(cx: &Cx<'_>, inline: &Inline, span: Span) -> Vec<Placed> {
    let joints = &cx.dialect.phrases.joints;
    let mut begins = Vec::new();
    // What is said since the last of them.
    let mut said = String::new();
    // What stands in brackets is said of one.
    let mut n_open = 0usize;
    for (at, run) in inline.runs.iter().enumerate() {
        let before = said.trim();
        let joint = joints.iter().find_map(|it| before.strip_suffix(it.as_str()));
        let is_next = |it: &str| it.is_empty() || it.ends_with(',');
        if run.kind == RunKind::Code
            && n_open == 0
            && is_name(run.text.trim())
            && (is_next(before) || joint.is_some_and(|it| is_next(it.trim_end())))
        {
            begins.push(at);
            said.clear();
            continue;
        }
        if run.kind != RunKind::Code {
            let n_of = |mark: char| run.text.matches(mark).count();
            n_open = (n_open + n_of('(')).saturating_sub(n_of(')'));
        }
        said.push_str(&run.text);
    }
    let is_first = |at: &&usize| inline.runs[..**at].iter().all(|it| it.text.trim().is_empty());
    if begins.first().filter(is_first).is_none() {
        return Vec::new();
    }
    let ends = begins.iter().skip(1).copied().chain([inline.runs.len()]);
    let items = begins.iter().zip(ends).map(|(at, end)| {
        let run = &inline.runs[*at];
        let behind = Inline { runs: inline.runs[*at + 1..end].to_vec() };
        noted::claim(cx, Spanned::new(run.text.trim().to_owned(), run.span), &behind, span)
    });
    items.collect()
}

/// What the words before names say of all of them.
#[derive(Clone, Copy, Debug, Default)]
struct Clause {
    required: Option<bool>,
    place: Option<ParameterPlace>,
}

/// A paragraph, with its names and what it says of them.
struct Paragraph<'c, 'r> {
    cx: &'c Cx<'c>,
    /// Its text, with a mark for each byte of code.
    words: String,
    noted: Vec<Noted<'r>>,
}

impl<'c, 'r> Paragraph<'c, 'r> {
    fn of(cx: &'c Cx<'c>, inline: &'r Inline) -> Self {
        let text = text_of(&inline.runs);
        let words = inline.runs.iter().map(|run| match run.kind {
            RunKind::Code => CODE.repeat(run.text.len()),
            _ => run.text.clone(),
        });
        let words: String = words.collect();
        let noted = name_notes::of(cx, inline, &text, &words);
        Self { cx, words, noted }
    }

    fn rows(&self, block: Span) -> Vec<Placed> {
        let mut found: Vec<Placed> = Vec::new();
        let mut clause: Option<Clause> = None;
        // Those since the last of which something was said behind it, and whether their notes say whether they must be given.
        let mut group: Vec<(usize, bool)> = Vec::new();
        let mut end = 0;
        for (index, it) in self.noted.iter().enumerate() {
            let (sentence, is_new) = last_sentence(&self.words[end..it.whole.start]);
            if is_new || sentence.contains(';') {
                group.clear();
            }
            clause = match self.clause(sentence) {
                Some(said) => said,
                // "`size` (integer) is optional." goes on about what is taken.
                None if is_new && !sentence.trim().is_empty() => None,
                None => clause,
            };
            end = it.whole.end;
            let Some(said) = clause else { continue };
            let next = self.noted.get(index + 1).map_or(self.words.len(), |it| it.whole.start);
            let tail = self.tail(&self.words[end..next]);
            let of_all = self.said_behind(&self.words[end..end + tail]);
            let behind = if of_all.is_some() { end } else { end + tail };
            let behind = it.part(it.note..behind);
            let (mut note, description) = note::split(self.cx, &behind, it.run.span);
            if !it.others.is_empty() {
                of_each(self.cx, &mut note);
            }
            if !is_sure(&note) {
                continue;
            }
            let place = it.place.or(note.place).or(said.place);
            let name = Spanned::new(it.name.to_owned(), it.run.span);
            let is_told = note.required.is_some();
            // What has a default may be left out, whatever is said of all.
            let has_default = note.default.is_some();
            let mut claim = noted::claim_of(self.cx, name, (note, description), block);
            let required = said.required.filter(|it| !(is_told || *it && has_default));
            require(&mut claim, required);
            let place = place.unwrap_or(ParameterPlace::Unsaid);
            let names = it.others.iter().cloned().chain([claim.name.clone()]);
            for name in names {
                group.push((found.len(), is_told));
                found.push((place, PropertyClaim { name, ..claim.clone() }));
            }
            let Some(of_all) = of_all else { continue };
            for (at, is_told) in group.drain(..) {
                let Some((place, claim)) = found.get_mut(at) else { continue };
                if let (ParameterPlace::Unsaid, Some(of_all)) = (*place, of_all.place) {
                    *place = of_all;
                }
                require(claim, of_all.required.filter(|_| !is_told));
            }
        }
        found
    }

    /// What words before a name say: that it is taken, and perhaps how, or that it is something else; `None` if they say neither.
    fn clause(&self, before: &str) -> Option<Option<Clause>> {
        let phrases = &self.cx.dialect.phrases;
        let last = |list: &[String]| find(before, list).into_iter().next_back();
        let others = [&phrases.returns, &phrases.answer_members];
        let other = others.into_iter().filter_map(|it| last(it)).map(|it| it.start).max();
        let (takes, needs) = (last(&phrases.takes), last(&phrases.must_take));
        let is_needed = needs.as_ref().map(|it| it.start) >= takes.as_ref().map(|it| it.start);
        let phrase = if is_needed { needs } else { takes };
        // "Returns a lamp with", but "returns a lamp, and takes".
        let goes_on = |at: usize| {
            let above = before[..at].trim_end();
            above.ends_with([',', ';']) || strip_last(above, &[&phrases.joints]).is_some()
        };
        let is_taken = |at: usize| other.is_none_or(|it| it < at && goes_on(at));
        let Some(phrase) = phrase.filter(|it| is_taken(it.start)) else {
            return other.map(|at| self.of_answer(before, at));
        };
        let lead = &before[..phrase.end];
        let is_said = |words: &[String]| !find(lead, words).is_empty();
        let required = match is_needed || is_said(&phrases.required) {
            true => Some(true),
            false => is_said(&phrases.optional).then_some(false),
        };
        // "Query parameters are", "takes in the query".
        let above = before[..phrase.start].split_whitespace().next_back();
        let words = above.into_iter().chain(before[phrase.start..].split_whitespace());
        let place =
            words.filter_map(|it| self.cx.dialect.place(it.trim_end_matches([':', ',']))).next();
        Some(Some(Clause { required, place }))
    }

    /// What words say that are of an answer: its members follow those for an object, or for what it has. What is answered at
    /// times, or where it went wrong, is another one.
    fn of_answer(&self, before: &str, at: usize) -> Option<Clause> {
        let phrases = &self.cx.dialect.phrases;
        let said = before[at..].to_lowercase();
        let words = || said.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty());
        let is_failure =
            |it: &str| it.len() == 3 && it.starts_with(['4', '5']) && it.parse::<u16>().is_ok();
        if words().any(is_failure) || !find(before, &phrases.conditions).is_empty() {
            return None;
        }
        let is_kind = |word: &str| {
            let one = word.strip_suffix('s').unwrap_or(word);
            self.cx.dialect.kind_words.iter().any(|it| it == word || it == one)
        };
        let has_members = !find(&said, &phrases.answer_members).is_empty();
        let place = Some(ParameterPlace::Answer);
        (has_members || words().any(is_kind)).then_some(Clause { required: None, place })
    }

    /// How much of what stands behind a note is said of its name.
    fn tail(&self, behind: &str) -> usize {
        let phrases = &self.cx.dialect.phrases;
        let end = sentence_end(behind).unwrap_or(behind.len());
        let end = behind[..end].find(';').unwrap_or(end);
        let lists = [&phrases.takes, &phrases.must_take, &phrases.returns];
        let others = lists.into_iter().filter_map(|it| find(&behind[..end], it).into_iter().next());
        let end = others.map(|it| it.start).min().unwrap_or(end);
        let mut tail = &behind[..end];
        loop {
            let is_between = |c: char| c.is_whitespace() || c == ',';
            let bare = tail.trim_end_matches(is_between);
            let rest = strip_last(bare, &[&phrases.joints]).unwrap_or(bare);
            if rest.len() == tail.len() {
                return tail.len();
            }
            tail = rest;
        }
    }

    /// What is said of names behind them: "are optional", "in the query".
    fn said_behind(&self, tail: &str) -> Option<Clause> {
        let phrases = &self.cx.dialect.phrases;
        let tail = tail.trim_matches([' ', ',', '.']);
        if tail.is_empty() {
            return None;
        }
        if let Some(place) = self.cx.dialect.place(tail) {
            return Some(Clause { required: None, place: Some(place) });
        }
        let rest = strip_first(tail, &phrases.copulas)?.trim();
        let required = self.cx.dialect.required(rest);
        let required =
            required.or_else(|| phrases.required.iter().any(|it| it == rest).then_some(true));
        required.map(|it| Clause { required: Some(it), place: None })
    }
}

/// Takes the type of many, said of several names, as that of each: "`width` and `height` (integers)".
fn of_each(cx: &Cx<'_>, note: &mut Note) {
    let Some(ty) = note.ty.as_mut().filter(|it| it.is_guess) else { return };
    if let [mention] = ty.mentions.as_slice() {
        let one = type_text::one_of(cx.dialect, &mention.name);
        let is_known = cx.dialect.primitive(one).is_some();
        *ty = if is_known { type_text::of_text(cx.dialect, one, ty.span) } else { ty.clone() };
    }
}

/// Says of a row whether it must be given, if that is said.
fn require(claim: &mut PropertyClaim, said: Option<bool>) {
    if let Some(required) = said {
        let notes = claim.notes.changed();
        (notes.required, notes.optional) = (required, !required);
    }
}

/// The last sentence of a text, and whether another one ends before it.
fn last_sentence(text: &str) -> (&str, bool) {
    let (mut rest, mut is_new) = (text, false);
    while let Some(end) = sentence_end(rest) {
        (rest, is_new) = (&rest[end + 1..], true);
    }
    (rest, is_new)
}
