//! Types that JSON shows with comments that say what its members are.
//!
//! ```jsonc
//! {
//!   "id": 1,         // integer: ours
//!   // string, optional
//!   "colour": "red",
//!   "shade": { }     // Shade?: what is around it
//! }
//! ```

use crate::extract::code::annotated_code::AnnotatedCode;
use crate::extract::code::representation;
use crate::extract::cx::Cx;
use crate::extract::page::outline::{Ledger, Part};
use crate::extract::parameters::noted;
use crate::extract::text::note::{self, Note};
use crate::extract::text::type_text;
use crate::facts::{PropertyClaim, Source, TypeText};
use crate::json::{self, Member, ProblemKind, Value, ValueKind};
use crate::limits;
use crate::markdown::{Inline, Run, RunKind};
use crate::source::Span;

/// The members of the first JSON object of a part of which most comments say a type.
pub(crate) fn members(
    cx: &Cx<'_>,
    part: &Part<'_>,
    codes: &[AnnotatedCode<'_>],
    ledger: &mut Ledger,
) -> Vec<PropertyClaim> {
    let is_of_part =
        |code: &&AnnotatedCode<'_>| part.blocks.iter().any(|it| it.span == code.block.span);
    for code in codes.iter().filter(is_of_part).filter(|it| !it.is_program()) {
        let (text, at) = (cx.sources().text(code.code.content), code.code.content);
        if !text.trim_start().starts_with(['{', '/']) || !text.contains('/') {
            continue;
        }
        let (value, problems) = json::parse(text, at);
        let comments = problems.iter().filter(|it| it.kind == ProblemKind::Comment);
        let comments: Vec<Span> = comments.map(|it| it.span).collect();
        let Some(value) = value.filter(|_| !comments.is_empty()) else { continue };
        let mut read = Read { cx, text, at, comments, n_commented: 0, n_typed: 0, n_known: 0 };
        let mut found = Vec::new();
        read.add(&value, "", &mut found);
        if read.n_known > 0 && 2 * read.n_typed >= read.n_commented {
            ledger.slips(&problems);
            ledger.used(code.block);
            return found;
        }
    }
    Vec::new()
}

/// JSON with comments, and how many of these say a type.
struct Read<'c> {
    cx: &'c Cx<'c>,
    text: &'c str,
    at: Span,
    /// In the order in which they stand.
    comments: Vec<Span>,
    n_commented: usize,
    n_typed: usize,
    /// Those that say a type which every service has.
    n_known: usize,
}

impl Read<'_> {
    /// Adds the members of an object, each followed by its own unless it has a type.
    fn add(&mut self, object: &Value, above: &str, found: &mut Vec<PropertyClaim>) {
        let members = object.as_object().unwrap_or_default();
        for shown in representation::members(self.cx, object) {
            let member = members.iter().find(|it| it.name_span == shown.name.span);
            let Some(member) = member else { continue };
            let (mut claim, is_typed) = self.claim(shown, member);
            claim.name.value.insert_str(0, above);
            let items = member.value.as_array();
            let many = if items.is_some() { "[]" } else { "" };
            let below = format!("{}{many}.", claim.name.value);
            let inner = items.map_or(Some(&member.value), <[Value]>::first);
            let inner = inner.filter(|_| !is_typed && !limits::is_long(&below));
            found.push(claim);
            if let Some(inner) = inner {
                self.add(inner, &below, found);
            }
        }
    }

    /// What a member's value shows and its comment says, and whether the comment says its type.
    fn claim(&mut self, shown: PropertyClaim, member: &Member) -> (PropertyClaim, bool) {
        let shown = PropertyClaim { source: Source::PropertyTable, ..shown };
        let Some((words, at)) = self.comment(member) else {
            let mut shown = shown;
            if member.value.kind == ValueKind::Null {
                shown.notes.changed().nullable = Some(true);
            }
            return (shown, false);
        };
        self.n_commented += 1;
        let (words, is_nullable) = without_mark(&words);
        let inline = inline(&words, at);
        let mut split = note::split(self.cx, &inline, at);
        self.n_known += usize::from(split.0.ty.as_ref().is_some_and(|it| !it.is_guess));
        if split.0.ty.is_none() && names_type(self.cx, &words, at) {
            split = Note::split_typed(self.cx, &inline, at).unwrap_or(split);
        }
        let is_typed = split.0.ty.is_some();
        self.n_typed += usize::from(is_typed);
        let mut claim = noted::claim_of(self.cx, shown.name, split, shown.span);
        claim.source = Source::PropertyTable;
        claim.ty = claim.ty.map(|it| TypeText { is_guess: false, ..it }).or(shown.ty);
        let notes = claim.notes.changed();
        notes.nullable = notes.nullable.or(is_nullable.then_some(true));
        notes.optional |= is_nullable;
        (claim, is_typed)
    }

    /// The words of the comment that stands behind a member in its line, else of those above it.
    fn comment(&self, member: &Member) -> Option<(String, Span)> {
        let value = member.value.span;
        let is_more = matches!(member.value.kind, ValueKind::Object(_) | ValueKind::Array(_));
        let opened = is_more.then(|| Span { start: value.start + 1, ..value });
        let behind = |from: u32| {
            let next = self.comments.partition_point(|it| it.start < from);
            let comment = *self.comments.get(next)?;
            let between = self.between(from, comment.start)?;
            between.chars().all(|c| matches!(c, ' ' | '\t' | ',' | '{' | '[')).then_some(comment)
        };
        let behind = behind(value.end).or_else(|| behind(opened?.start));
        if let Some(comment) = behind {
            return Some((self.words(comment), comment));
        }
        let mut end = member.name_span.start;
        let mut last = self.comments.partition_point(|it| it.start < end);
        let mut words = Vec::new();
        let mut whole: Option<Span> = None;
        while let Some(comment) = last.checked_sub(1).and_then(|it| self.comments.get(it)) {
            let gap = self.between(comment.end, end)?;
            let before = self.between(self.at.start, comment.start)?;
            let line = before.rsplit('\n').next().unwrap_or_default();
            let is_own = line.trim().is_empty() && gap.trim().is_empty();
            if !is_own || gap.matches('\n').count() > 1 {
                break;
            }
            words.push(self.words(*comment));
            whole = Some(Span { end: whole.map_or(comment.end, |it| it.end), ..*comment });
            (end, last) = (comment.start, last - 1);
        }
        words.reverse();
        Some((words.join("\n"), whole?))
    }

    fn between(&self, start: u32, end: u32) -> Option<&str> {
        let offset = |at: u32| at.checked_sub(self.at.start).map(|it| it as usize);
        self.text.get(offset(start)?..offset(end)?)
    }

    fn words(&self, comment: Span) -> String {
        let text = self.between(comment.start, comment.end).unwrap_or_default();
        text.trim_start_matches(['/', '*']).trim_end_matches(['/', '*']).trim().to_owned()
    }
}

/// Words without the mark behind the type that says that there may be none: `string?: ours`.
fn without_mark(words: &str) -> (String, bool) {
    const MOST_WORDS: usize = 4;
    let is_of_type = |c: char| c.is_alphanumeric() || " _.<>[]|".contains(c);
    match words.split_once('?') {
        Some((ty, rest))
            if ty.chars().all(is_of_type)
                && ty.split_whitespace().count() <= MOST_WORDS
                && !rest.starts_with(char::is_alphanumeric)
                && !ty.is_empty() =>
        {
            (format!("{ty}{rest}"), true)
        }
        _ => (words.to_owned(), false),
    }
}

/// Whether words begin with the name of a type that the docs may have: `Shade`, `list of Shade`.
fn names_type(cx: &Cx<'_>, words: &str, at: Span) -> bool {
    let ends = [": ", " - ", " – ", " — ", ",", ". ", "\n"];
    let end = ends.iter().filter_map(|it| words.find(it)).min().unwrap_or(words.len());
    let ty = type_text::of_text(cx.dialect, words[..end].trim(), at);
    let is_name = |name: &str| {
        name.starts_with(char::is_uppercase)
            && name.chars().all(|c| c.is_alphanumeric() || "_.".contains(c))
    };
    !ty.mentions.is_empty() && ty.mentions.iter().all(|it| is_name(&it.name))
}

/// Words as text, with values in backticks or quotes as code.
fn inline(words: &str, at: Span) -> Inline {
    let quote = if words.contains('`') { '`' } else { '"' };
    let is_even = words.matches(quote).count().is_multiple_of(2);
    let mut runs = Vec::new();
    for (index, line) in words.split('\n').enumerate() {
        if index > 0 {
            runs.push(Run { kind: RunKind::Break, text: "\n".to_owned(), span: at });
        }
        let parts = line.split(|c: char| is_even && c == quote).enumerate();
        runs.extend(parts.filter(|(_, text)| !text.is_empty()).map(|(index, text)| {
            let kind = if index % 2 == 1 { RunKind::Code } else { RunKind::Text };
            Run { kind, text: text.to_owned(), span: at }
        }));
    }
    Inline { runs }
}
