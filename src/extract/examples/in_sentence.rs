//! An answer that a sentence shows in code: "Returns `202` and `{"job": "b-12"}`."; below a label for answers without such
//! words: "**Code:** 200, **Content:** `{"id": 12}`".

use super::bare_answer::{USUAL, first_status};
use crate::dialect::Section;
use crate::extract::cx::Cx;
use crate::extract::page::outline::{Ledger, Part};
use crate::extract::text::phrases::{find, sentence_end};
use crate::facts::{ExampleBody, ExampleFacts, ResponseExample, ResponseFacts};
use crate::json;
use crate::markdown::{Inline, Run, RunKind};
use crate::source::Spanned;
use std::sync::Arc;

/// The first such answer of a part: JSON behind words that say that it is returned, if not all of the part is about that.
pub(crate) fn answer(
    cx: &Cx<'_>,
    part: &Part<'_>,
    response: &ResponseFacts,
    ledger: &mut Ledger,
) -> Option<ExampleFacts> {
    part.paragraphs().find_map(|(block, inline)| {
        if !inline.runs.iter().any(looks_like_json) {
            return None;
        }
        let is_answer = part.section == Some(Section::ExampleResponse);
        let run = match is_answer {
            true => inline.runs.iter().find(|it| looks_like_json(it))?,
            false if cx.dialect.phrases.said_in(&inline.plain()).returns() => returned(cx, inline)?,
            false => return None,
        };
        let written = cx.sources().text(run.span);
        let n_marks = written.len() - written.trim_start_matches('`').len();
        let end = written.len().checked_sub(n_marks).filter(|it| *it >= n_marks)?;
        let span = run.span.part(n_marks..end);
        let (Some(value), problems) = json::parse(cx.sources().text(span), span) else {
            return None;
        };
        if !problems.is_empty() {
            return None;
        }
        ledger.used(block);
        let own = || first_status(&inline.plain()).map(|it| Spanned::new(it, block.span));
        let own = is_answer.then(own).flatten();
        let said = || response.statuses.iter().find(|it| (200..300).contains(&it.value)).cloned();
        let usual = || Spanned::new(USUAL, span.part(0..0));
        let response = ResponseExample {
            annotation: Arc::default(),
            status: own.or_else(said).unwrap_or_else(usual),
            headers: Vec::new(),
            body: Some(ExampleBody::Json(Arc::new(value))),
            span,
        };
        Some(ExampleFacts { heading: None, request: None, response: Some(response) })
    })
}

/// The code of a sentence behind the words for what is returned.
fn returned<'i>(cx: &Cx<'_>, inline: &'i Inline) -> Option<&'i Run> {
    let mut is_said = false;
    inline.runs.iter().find(|run| {
        if run.kind == RunKind::Code {
            return is_said && looks_like_json(run);
        }
        let mut rest = run.text.as_str();
        while let Some(end) = sentence_end(rest) {
            (rest, is_said) = (&rest[end + 1..], false);
        }
        is_said |= !find(rest, &cx.dialect.phrases.returns).is_empty();
        false
    })
}

fn looks_like_json(run: &Run) -> bool {
    let text = run.text.trim();
    let begun = text.strip_prefix('[').unwrap_or(text).trim_start();
    // `{id}` is a placeholder.
    let has_member = begun.strip_prefix('{').is_some_and(|it| it.trim_start().starts_with('"'));
    run.kind == RunKind::Code && has_member && text.ends_with(['}', ']'])
}
