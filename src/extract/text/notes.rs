//! What a property's description says in set phrases: facts, defaults, bounds, query options, values.

use super::choices;
use super::kin;
use super::phrases::{after, find, states};
use super::prose::{after_phrase, has_sentence, says_required};
use super::type_text;
use crate::dialect::{Phrases, Said};
use crate::edm::{PropertyTerms, QueryOption, Range, Returned};
use crate::extract::cx::Cx;
use crate::facts::{PropertyNotes, TypeText};
use crate::markdown::{Inline, Run, RunKind};
use crate::source::Spanned;

/// Reads a description and the words beside the type: `string, maximum size 20`.
pub(crate) fn notes(
    cx: &Cx<'_>,
    description: Option<&Inline>,
    ty: Option<&TypeText>,
) -> PropertyNotes {
    let phrases = &cx.dialect.phrases;
    let mut notes = description.map(|it| of_description(cx, it)).unwrap_or_default();
    let beside = ty.and_then(|ty| ty.text.find([',', '(', '-']).map(|at| &ty.text[at..]));
    if let Some(beside) = beside {
        notes.read_only |= states(beside, &phrases.read_only, phrases);
        let said = phrases.said_in(beside);
        let nullable = (said.nullable() || said.not_nullable()).then_some(!said.not_nullable());
        notes.nullable = notes.nullable.or(nullable);
        notes.terms.max_length = notes.terms.max_length.or(max_length(beside, phrases));
    }
    description.iter().for_each(|it| choices::add(cx, it, ty, &mut notes));
    let says_null = ty.is_some_and(|ty| type_text::says_null(cx.dialect, &ty.text));
    notes.nullable = notes.nullable.or(says_null.then_some(true));
    notes
}

/// What has a default may be left out, where nothing else says that it must be given.
pub(crate) fn of_default(cx: &Cx<'_>, notes: &mut PropertyNotes) {
    let is_unsaid = cx.dialect.shape.required_unless_optional && !notes.required;
    notes.optional |= is_unsaid && notes.terms.default.is_some();
}

fn of_description(cx: &Cx<'_>, description: &Inline) -> PropertyNotes {
    let phrases = &cx.dialect.phrases;
    let text = description.lines();
    let said = phrases.said_in(&text);
    let list = |is_said: bool, phrases| is_said.then(|| values(description, phrases));
    PropertyNotes {
        read_only: said.read_only() && states(&text, &phrases.read_only, phrases),
        required: said.required() && says_required(cx.dialect, &text),
        optional: said.optional() && has_sentence(&text, &phrases.optional),
        nullable: (said.nullable() || said.not_nullable()).then_some(!said.not_nullable()),
        deprecated: said.deprecated(),
        key: said.key() && has_sentence(&text, &phrases.key),
        inherited_from: said
            .inherited_from()
            .then(|| kin::inherited_from(cx, description))
            .flatten(),
        values: list(said.values() && !is_of_form(&text, phrases), &phrases.values)
            .unwrap_or_default(),
        later_values: list(said.later_values(), &phrases.later_values).unwrap_or_default(),
        flags: said.flags(),
        terms: terms(&text, &said, phrases),
    }
}

fn terms(text: &str, said: &Said, phrases: &Phrases) -> PropertyTerms {
    let is_counted = said.maximum() || said.max_length() || said.range();
    PropertyTerms {
        default: said.default().then(|| default_value(text, phrases)).flatten(),
        range: said.range().then(|| range(text, phrases)).flatten(),
        max_length: is_counted.then(|| max_length(text, phrases)).flatten(),
        max_items: said.maximum().then(|| counted(text, phrases, &phrases.items)).flatten(),
        values: Vec::new(),
        query_options: if said.supports() { query_options(text, phrases) } else { Vec::new() },
        returned: (said.only_on() || said.by_default()).then(|| returned(text, phrases)).flatten(),
        capabilities: Vec::new(),
    }
}

fn default_value(text: &str, phrases: &Phrases) -> Option<String> {
    after(text, &phrases.default, phrases).into_iter().find_map(default)
}

/// The value after "default is": a code span, or one word that ends the clause. More words are a
/// description of the value.
fn default(rest: &str) -> Option<String> {
    let rest = rest.trim_start();
    if let Some(code) = rest.strip_prefix('`') {
        let value = code.split('`').next()?.trim();
        return (!value.is_empty()).then(|| value.to_owned());
    }
    let word = rest.split_whitespace().next()?;
    let next = rest[word.len()..].split_whitespace().next();
    let ends = |word: &str| word.ends_with([',', ';', ')', ':']);
    let is_alone = next.is_none_or(|next| next.starts_with(|c: char| c.is_uppercase() || c == '('));
    let value = word.trim_matches(['"', '\'', ',', ';', ')', ':', '.', '*']);
    let is_value = matches!(value.to_ascii_lowercase().as_str(), "true" | "false" | "null")
        || value.parse::<f64>().is_ok();
    ((is_alone || ends(word) || is_value) && !value.is_empty()).then(|| value.to_owned())
}

fn range(text: &str, phrases: &Phrases) -> Option<Range> {
    let mut found =
        after(text, &phrases.range, phrases).into_iter().filter_map(|rest| bounds(rest, phrases));
    let (range, unit) = found.next()?;
    (!is_word(unit, &phrases.characters)).then_some(range)
}

/// Two numbers at the beginning of a text, and what follows them.
fn bounds<'t>(rest: &'t str, phrases: &Phrases) -> Option<(Range, &'t str)> {
    let (min, rest) = number(rest)?;
    let rest = rest.trim_start_matches([' ', '`']);
    let mut words = phrases.range_to.iter().filter_map(|word| rest.strip_prefix(word));
    let (max, rest) = words.find_map(number)?;
    Some((Range { min: min.to_owned(), max: max.to_owned() }, rest))
}

/// The number at the beginning of a text, in a code span or not, and the rest.
fn number(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start_matches([' ', '`', ':', '(']);
    let digits = text.strip_prefix(['-', '\u{2212}']).unwrap_or(text);
    let sign = text.len() - digits.len();
    let length = digits.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')));
    let number = text[..sign + length.unwrap_or(digits.len())].trim_end_matches(['.', ',']);
    let has_digits = number.ends_with(|c: char| c.is_ascii_digit());
    has_digits.then(|| (number, text[number.len()..].trim_start_matches('`')))
}

fn max_length(text: &str, phrases: &Phrases) -> Option<u64> {
    let stated = after(text, &phrases.max_length, phrases).into_iter().find_map(count);
    let bounded = || {
        let found =
            after(text, &phrases.range, phrases).into_iter().filter_map(|it| bounds(it, phrases));
        let mut lengths = found.filter(|(_, unit)| is_word(unit, &phrases.characters));
        lengths.find_map(|(range, _)| count(&range.max))
    };
    stated.or_else(|| counted(text, phrases, &phrases.characters)).or_else(bounded)
}

/// "at most 5 things", for one of the given words.
fn counted(text: &str, phrases: &Phrases, things: &[String]) -> Option<u64> {
    after(text, &phrases.maximum, phrases).into_iter().find_map(|rest| {
        let (_, unit) = number(rest)?;
        count(rest).filter(|_| is_word(unit, things))
    })
}

fn count(rest: &str) -> Option<u64> {
    let (number, _) = number(rest)?;
    number.replace(',', "").parse().ok()
}

/// Whether a text begins with one of the words.
fn is_word(text: &str, words: &[String]) -> bool {
    let first = text.split(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty());
    first.is_some_and(|first| words.iter().any(|word| word.eq_ignore_ascii_case(first)))
}

/// The protocol's operators and functions that docs list after `$filter`. `and` and `or` are not in
/// it: without marks they are English.
const OPERATORS: &[&str] = &[
    "eq",
    "ne",
    "gt",
    "ge",
    "lt",
    "le",
    "not",
    "in",
    "has",
    "startswith",
    "endswith",
    "contains",
    "any",
    "all",
    "length",
];

fn query_options(text: &str, phrases: &Phrases) -> Vec<QueryOption> {
    let mut found: Vec<QueryOption> = Vec::new();
    for rest in after(text, &phrases.supports, phrases) {
        for (at, _) in rest.match_indices('$') {
            let name = &rest[at..];
            let length = name[1..].find(|c: char| !c.is_ascii_alphabetic());
            let (name, rest) = name.split_at(length.map_or(name.len(), |length| length + 1));
            let rest = rest.trim_start_matches(['`', ' ', '*']);
            let list = rest.strip_prefix('(').and_then(|it| it.split(')').next());
            let is_new = !found.iter().any(|it| it.name.eq_ignore_ascii_case(name));
            if name.len() > 1 && is_new {
                let operators = operators(list.unwrap_or_default());
                found.push(QueryOption { name: name.to_owned(), operators });
            }
        }
    }
    found
}

/// The operators of a list: its code spans, else the words that are operators.
fn operators(list: &str) -> Vec<String> {
    if list.contains('`') {
        let codes = list.split('`').skip(1).step_by(2);
        let words = codes.flat_map(|code| code.split([',', ' ']));
        return words.filter(|word| !word.is_empty()).map(str::to_owned).collect();
    }
    let words = list
        .split([',', ' '])
        .filter(|word| OPERATORS.iter().any(|operator| operator.eq_ignore_ascii_case(word)));
    words.map(str::to_owned).collect()
}

fn returned(text: &str, phrases: &Phrases) -> Option<Returned> {
    if after(text, &phrases.only_on, phrases).iter().any(|rest| rest.contains("$select")) {
        return Some(Returned::OnlyOnSelect);
    }
    let is_default = !after(text, &phrases.by_default, phrases).is_empty();
    is_default.then_some(Returned::ByDefault)
}

/// Whether a list is of how values are written, and no list of them: "The format is one of: `id`, `id:group`", "`ctrl-<key>`,
/// where `<key>` is one of: `a-z`".
fn is_of_form(text: &str, phrases: &Phrases) -> bool {
    let Some(place) = find(text, &phrases.values).into_iter().next() else { return false };
    let before = text[..place.start].trim_end_matches([' ', '`', '*']);
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    before.ends_with(['>', '}']) || phrases.forms.iter().any(|it| it.eq_ignore_ascii_case(word))
}

/// What ends a list in which not all values stand; it is none of them.
const AND_SO_ON: &str = "etc.";

/// The values of a list after one of the phrases: its code spans; where there are none, words between
/// commas, if nothing but words stands there.
pub(crate) fn values(description: &Inline, phrases: &[String]) -> Vec<Spanned<String>> {
    let Some(runs) = after_phrase(description, phrases) else { return Vec::new() };
    let codes: Vec<&Run> = runs.iter().filter(|run| run.kind == RunKind::Code).collect();
    if codes.is_empty() {
        return words(&runs);
    }
    codes
        .into_iter()
        .flat_map(|run| {
            run.text.split([',', '|']).map(|value| {
                let value = value.trim().trim_matches(['\'', '"']).to_owned();
                Spanned::new(value, run.span)
            })
        })
        .filter(|value| !value.value.is_empty() && value.value != AND_SO_ON)
        .collect()
}

fn words(runs: &[Run]) -> Vec<Spanned<String>> {
    let Some(first) = runs.first() else { return Vec::new() };
    let span = runs.iter().fold(first.span, |span, run| span.to(run.span));
    let text: String = runs
        .iter()
        .map(|run| match &run.kind {
            // List items, each on a line of its own.
            RunKind::Html | RunKind::Break => ",",
            _ => run.text.as_str(),
        })
        .collect();
    let text = text.trim().trim_start_matches(':').trim_end_matches('.').to_owned();
    let text = text.replace(" or ", ",").replace(" and ", ",");
    let parts = text.split([',', '|', ';']).map(|part| {
        let part = part.trim();
        let part = part.strip_prefix("and ").or(part.strip_prefix("or ")).unwrap_or(part);
        part.trim().trim_matches(['\'', '"', '*', '\u{201c}', '\u{201d}'])
    });
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let is_value =
        |part: &&str| part.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    if parts.len() < 2 || !parts.iter().all(is_value) {
        return Vec::new();
    }
    parts.into_iter().map(|part| Spanned::new(part.to_owned(), span)).collect()
}
