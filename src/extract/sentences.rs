//! What the request body and response sections say: types, status codes, nothing.

use super::columns::Columns;
use super::cx::Cx;
use super::outline::{Ledger, Part};
use super::property::rows;
use super::prose::after_phrase;
use super::type_text;
use crate::dialect::Column;
use crate::facts::{BodyFacts, ResponseFacts, Source, TypeText};
use crate::markdown::{Inline, Run, RunKind};
use crate::source::Spanned;

/// Reads the request body section: its sentences and tables.
pub(super) fn body(cx: &Cx<'_>, part: &Part<'_>, body: &mut BodyFacts, ledger: &mut Ledger) {
    let phrases = &cx.dialect.phrases;
    for (block, inline) in part.paragraphs() {
        let said = phrases.said_in(&inline.plain());
        if body.none.is_none() && said.no_body {
            body.none = Some(block.span);
            ledger.used(block);
            continue;
        }
        if body.ty.is_none() && said.body_of {
            body.ty = linked_type(cx, inline, &phrases.body_of);
            body.ty.iter().for_each(|_| ledger.used(block));
        }
        if body.bytes.is_none() && said.body_bytes {
            body.bytes = Some(block.span);
            ledger.used(block);
        }
        if body.ty.is_none() && body.parameters.is_none() && said.body_parameters {
            body.parameters = Some(block.span);
            ledger.used(block);
        }
        if body.all_required.is_none() && said.all_required {
            body.all_required = Some(block.span);
            ledger.used(block);
        }
    }
    for (block, table) in part.tables() {
        let columns = Columns::of(table, cx.dialect);
        let claims = rows(cx, table, Source::BodyTable).unwrap_or_default();
        ledger.table(part, block, claims.len());
        if columns.find(&[Column::Parameter]) == Some(0) && !claims.is_empty() {
            body.parameters.get_or_insert(block.span);
        }
        body.properties.extend(claims);
    }
}

/// The first linked type after one of the phrases; a link to an operation's page is no type.
fn linked_type(cx: &Cx<'_>, inline: &Inline, phrases: &[String]) -> Option<TypeText> {
    let runs = after_phrase(inline, phrases)?;
    let is_link = |run: &Run| {
        matches!(run.kind, RunKind::Link { .. }) && !run.text.contains(char::is_whitespace)
    };
    if let Some(index) = runs.iter().position(is_link) {
        let ty = type_at(cx, &runs, index)?;
        let leads_inside = ty.mentions.iter().any(|it| it.target.is_some());
        return leads_inside.then_some(ty);
    }
    // Bold words are also names of properties; "the **x** object" is a type.
    let index = runs.iter().enumerate().position(|(index, run)| {
        let after = runs.get(index + 1).map_or("", |run| run.text.as_str());
        let next = after.split_whitespace().next().unwrap_or_default();
        let next = next.trim_end_matches(['.', ',']);
        run.kind == RunKind::Strong && cx.dialect.kind_words.iter().any(|it| it == next)
    })?;
    type_at(cx, &runs, index)
}

/// The type that one run names; the words around it tell a collection.
fn type_at(cx: &Cx<'_>, runs: &[Run], index: usize) -> Option<TypeText> {
    let words = &cx.dialect.phrases.collection;
    let one = Inline { runs: vec![runs[index].clone()] };
    let mut ty = type_text::of_cell(cx.docs, cx.dialect, &one, runs[index].span)?;
    let before = runs[..index].last().map_or("", |run| run.text.as_str());
    let before = before.rsplit(['.', ',']).next().unwrap_or_default().to_lowercase();
    let after = runs.get(index + 1).map_or("", |run| run.text.as_str());
    let after = after.trim_start().to_lowercase();
    let begins = |text: &str| words.iter().any(|word| text.starts_with(word));
    let after_kind = after.split_once(' ').map_or("", |(kind, rest)| {
        let kind = kind.trim_end_matches('s');
        if cx.dialect.kind_words.iter().any(|it| it == kind) { rest } else { "" }
    });
    ty.collection |=
        words.iter().any(|word| before.contains(word)) || begins(&after) || begins(after_kind);
    Some(ty)
}

/// Reads status codes and the answer's type from the response section's sentences.
pub(super) fn response(
    cx: &Cx<'_>,
    part: &Part<'_>,
    response: &mut ResponseFacts,
    ledger: &mut Ledger,
) {
    for (block, inline) in part.paragraphs() {
        let n_before = response.statuses.len();
        response.statuses.extend(inline.runs.iter().flat_map(|run| statuses(cx, run)));
        if response.statuses.len() > n_before {
            ledger.used(block);
        }
        if response.ty.is_none() {
            response.ty = answered_type(cx, inline);
            response.ty.iter().for_each(|_| ledger.used(block));
        }
    }
}

/// The status in a code span, or in words: "a 200 OK response code".
fn statuses(cx: &Cx<'_>, run: &Run) -> Vec<Spanned<u16>> {
    let is_code = run.kind == RunKind::Code;
    let mut found = Vec::new();
    let words: Vec<&str> = run.text.split_whitespace().collect();
    for (index, word) in words.iter().enumerate() {
        let digits = word.trim_matches(|c: char| !c.is_ascii_digit());
        // `200-series` and `2xx` are classes of codes.
        let after = word.trim_start_matches(|c: char| !c.is_ascii_digit());
        let after = after.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_class = after.starts_with(['-', 'x', 'X']);
        let status = digits.get(..3).filter(|_| !is_class && (digits.len() == 3 || is_code));
        let next = words.get(index + 1).copied().unwrap_or_default();
        let is_named = next.starts_with(char::is_uppercase) || next.starts_with("response");
        let status = status.and_then(|it| it.parse().ok()).filter(|it| (200..600).contains(it));
        if let Some(status) = status.filter(|_| is_named || (is_code && index == 0)) {
            let place = cx.sources().text(run.span).find(word);
            let place = place.map_or(run.span, |at| run.span.part(at..at + word.len()));
            found.push(Spanned::new(status, place));
        }
        if is_code {
            break;
        }
    }
    found
}

/// The words before a type only speak of it: "expanded with the [x]".
fn is_aside(cx: &Cx<'_>, before: &[Run]) -> bool {
    let words = before.last().map_or("", |run| run.text.trim_end()).to_lowercase();
    let mut asides = cx.dialect.phrases.aside.iter();
    asides.any(|phrase| {
        words
            .strip_suffix(phrase.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
    })
}

/// The type in "returns … a collection of [x] objects", "a String collection", "the **x** object".
fn answered_type(cx: &Cx<'_>, inline: &Inline) -> Option<TypeText> {
    let collection_words = &cx.dialect.phrases.collection;
    let is_type = |run: &&Run| {
        let is_marked = matches!(run.kind, RunKind::Link { .. } | RunKind::Strong);
        is_marked && !run.text.trim().contains(char::is_whitespace) && !run.text.trim().is_empty()
    };
    let mut types = inline.runs.iter().enumerate().filter(|(_, run)| is_type(run));
    if let Some((index, _)) = types.find(|(index, _)| !is_aside(cx, &inline.runs[..*index])) {
        return type_at(cx, &inline.runs, index);
    }
    // Primitives are not linked: "a Boolean", "a String collection", "a Stream".
    let text = inline.plain();
    if !cx.dialect.phrases.said_in(&text).response_body {
        return None;
    }
    let words: Vec<&str> =
        text.split_whitespace().map(|word| word.trim_matches([',', '.'])).collect();
    let index = words.iter().position(|word| {
        word.starts_with(char::is_uppercase) && cx.dialect.primitive(word).is_some()
    })?;
    let span = inline.runs.first()?.span;
    let mut ty = type_text::of_text(cx.dialect, words[index], span);
    let is_collection = |word: Option<&&str>| {
        word.is_some_and(|word| {
            let word = word.to_lowercase();
            collection_words.iter().any(|it| word.starts_with(it))
        })
    };
    ty.collection =
        is_collection(words.get(index + 1)) || (index >= 2 && is_collection(words.get(index - 2)));
    Some(ty)
}
