//! Parameters that stand in a list and not in a table: each item begins with a marked name.
//!
//! ```markdown
//! - `colour` (string: <required>) – Of the light.
//! - `wide`, boolean. Whether it is.
//! - **owner** – Whose it is.
//!   - **name** (optional) – What people call them.
//!
//! `height`
//! : Number. In metres.
//!
//! `depth=[integer]`
//! ```

use super::assigned;
use super::noted;
use super::requirement;
use super::sentences;
use super::unknown_types;
use crate::dialect::{ParameterPlace, Section};
use crate::extract::cx::Cx;
use crate::extract::page::labels;
use crate::extract::page::outline::{Ledger, Part};
use crate::extract::rows::labelled;
use crate::extract::rows::placed::{self, Placed, in_words};
use crate::extract::rows::row_names::{self, is_name};
use crate::extract::text::note::{self, Note};
use crate::extract::text::type_text::of_text;
use crate::facts::{PropertyClaim, TypeText};
use crate::markdown::{Block, BlockKind, Heading, Inline, Run, RunKind};
use crate::source::{Span, Spanned};
use std::collections::BTreeSet;

/// The items of a part's lists as rows; none unless the dialect has lists of parameters.
pub(crate) fn rows(cx: &Cx<'_>, part: &Part<'_>, ledger: &mut Ledger) -> Vec<PropertyClaim> {
    placed(cx, part, ledger).into_iter().map(|(_, claim)| claim).collect()
}

/// The same with where they go.
pub(crate) fn placed(cx: &Cx<'_>, part: &Part<'_>, ledger: &mut Ledger) -> Vec<Placed> {
    let mut found = Vec::new();
    if !cx.dialect.shape.has_lists() {
        return found;
    }
    if let Some(heading) =
        part.heading().filter(|_| !part.is_own && part.depth == part.headings.len())
    {
        found.extend(below_heading(cx, part, heading, ledger));
    }
    if let Some((block, inline)) = part.paragraphs().next().filter(|_| part.section.is_some()) {
        let named = labels::begun(cx, inline).map(|it| sentences::named(cx, &it.rest, block.span));
        let named = named.unwrap_or_default();
        named.iter().for_each(|_| ledger.used(block));
        found.extend(named);
    }
    let mut end: Option<Span> = None;
    let mut above: Option<&Inline> = None;
    for block in &part.blocks {
        let above = std::mem::replace(&mut above, sentence_above(block));
        // Lists in a list that was read are its members.
        if end.is_some_and(|it| it.file == block.span.file && block.span.end <= it.end) {
            continue;
        }
        let is_of_query = part.section == Some(Section::QueryParameters);
        let items = match &block.kind {
            BlockKind::List(items) => items,
            BlockKind::Paragraph(inline)
                if part.section.is_some() && assigned::is_alone(cx, inline) =>
            {
                let item = vec![(*block).clone()];
                list(cx, &[item], ("", is_of_query), &mut found, ledger);
                continue;
            }
            _ => continue,
        };
        end = Some(block.span);
        let read = items.first().is_some_and(|it| name_of(cx, it).is_some());
        if read {
            let n_before = found.len();
            list(cx, items, ("", is_of_query), &mut found, ledger);
            let said = above.and_then(|it| in_words(cx, &it.plain()));
            let says = |it: &Placed| {
                let own = || placed::of_description(cx, it.1.description.as_ref());
                it.0 != ParameterPlace::Unsaid || own().is_some()
            };
            let unsaid = found[n_before..].iter_mut().filter(|it| !says(it));
            unsaid.for_each(|it| it.0 = said.unwrap_or(it.0));
        }
    }
    if requirement::of_heading(cx, part) == Some(true) {
        let of_all = found.iter_mut().filter(|(_, it)| !it.name.value.contains('.'));
        of_all.for_each(|(_, it)| it.notes.changed().required = true);
    }
    found
}

/// A sentence that leads to what stands below it: "These are sent in the request body:"
fn sentence_above(block: &Block) -> Option<&Inline> {
    let BlockKind::Paragraph(inline) = &block.kind else { return None };
    inline.plain().trim_end().ends_with([':', '：']).then_some(inline)
}

/// The same of a part about what an operation takes, which sentences may name as well.
pub(crate) fn of_call(cx: &Cx<'_>, part: &Part<'_>, ledger: &mut Ledger) -> Vec<Placed> {
    let mut found = placed(cx, part, ledger);
    let known: BTreeSet<Span> = found.iter().map(|(_, it)| it.name.span).collect();
    let told = sentences::read(cx, part, ledger).into_iter();
    found.extend(told.filter(|(_, it)| !known.contains(&it.name.span)));
    found
}

/// The items of lists without a label that stand before all code, each with a note that is surely of a parameter.
pub(crate) fn unlabelled(cx: &Cx<'_>, part: &Part<'_>, ledger: &mut Ledger) -> Vec<Placed> {
    let mut found = Vec::new();
    if !cx.dialect.shape.has_lists() {
        return found;
    }
    let is_code = |it: &&&Block| matches!(it.kind, BlockKind::Code(_));
    let is_noted = |item: &Vec<Block>| {
        let named = name_of(cx, item);
        if named.as_ref().is_some_and(|(.., name)| assigned::is_assigned(cx, name.span)) {
            return true;
        }
        let note = named.and_then(|(first, inline, _)| {
            let (_, n_runs) = row_names::others(cx, &inline);
            let behind = Inline { runs: inline.runs.get(n_runs..)?.to_vec() };
            Some(note::split(cx, &behind, first.span).0)
        });
        note.is_some_and(|it| noted::is_sure(&it))
    };
    let mut is_labelled = false;
    for block in part.blocks.iter().take_while(|it| !is_code(it)) {
        match &block.kind {
            // What a label says of them that nobody knows may be anything.
            BlockKind::List(items) if !is_labelled && items.iter().all(is_noted) => {
                list(cx, items, ("", false), &mut found, ledger);
            }
            BlockKind::Paragraph(inline) => is_labelled = inline.is_label(),
            _ => {}
        }
    }
    found
}

/// The paragraphs with which items of a part's lists begin that are rows; none unless the dialect has such lists.
pub(crate) fn beginnings(cx: &Cx<'_>, part: &Part<'_>) -> BTreeSet<Span> {
    let lists = part.blocks.iter().filter(|_| cx.dialect.shape.has_lists());
    let items = lists.flat_map(|block| match &block.kind {
        BlockKind::List(items) => items.as_slice(),
        _ => &[],
    });
    items.filter_map(|item| Some(name_of(cx, item)?.0.span)).collect()
}

/// The items of a list, each with those below it as its members, below the name that it is of.
fn list(
    cx: &Cx<'_>,
    items: &[Vec<Block>],
    (above, is_of_query): (&str, bool),
    found: &mut Vec<Placed>,
    ledger: &mut Ledger,
) {
    let mut read: Vec<unknown_types::Item> = Vec::new();
    for item in items {
        let Some((first, inline, name)) = name_of(cx, item) else { continue };
        if !above.is_empty() && assigned::is_assigned(cx, name.span) {
            continue;
        }
        let name = Spanned::new(format!("{above}{}", name.value), name.span);
        let below = format!("{}.", name.value);
        let (further, n_runs) = row_names::others(cx, &inline);
        ledger.used(first);
        let mut behind = Inline { runs: inline.runs[n_runs..].to_vec() };
        let mut others = item[1..].iter().peekable();
        // What is said of a name may stand below it.
        if behind.is_blank()
            && let Some(next) = others.peek()
            && let BlockKind::Paragraph(said) = &next.kind
        {
            ledger.used(next);
            behind = said.clone();
        }
        let (place, mut claim) = noted::claim(cx, name, &behind, first.span);
        let has_members = others.clone().any(|it| matches!(it.kind, BlockKind::List(_)));
        if claim.ty.is_none() && has_members {
            claim.ty = list_in_words(cx, &behind, first.span);
        }
        let is_of_query =
            place == ParameterPlace::Query || is_of_query && place == ParameterPlace::Unsaid;
        read.push(unknown_types::Item { at: found.len(), behind, span: first.span });
        let mut members = Vec::new();
        for block in others {
            let BlockKind::List(items) = &block.kind else { continue };
            match values(cx, &claim, items) {
                Some(values) => {
                    items.iter().flatten().for_each(|it| ledger.used(it));
                    claim.notes.changed().values.extend(values);
                }
                // What a query says for a name is text: what is below it is written in that.
                None if is_of_query => {}
                None => members.push(items),
            }
        }
        let further = further.into_iter().map(|it| {
            let name = Spanned::new(format!("{above}{}", it.value), it.span);
            (place, PropertyClaim { name, ..claim.clone() })
        });
        let further: Vec<Placed> = further.collect();
        found.push((place, claim));
        let n_before = found.len();
        members.into_iter().for_each(|it| list(cx, it, (&below, false), found, ledger));
        // Members go where what they are members of does.
        let unsaid = found[n_before..].iter_mut().filter(|it| it.0 == ParameterPlace::Unsaid);
        unsaid.for_each(|it| it.0 = place);
        // What stands below several names is the first one's: below each of each it would be without bounds.
        found.extend(further);
    }
    unknown_types::take(cx, &read, found);
}

/// The list that words above members begin with: "a list of objects, each with:".
fn list_in_words(cx: &Cx<'_>, behind: &Inline, span: Span) -> Option<TypeText> {
    const MOST_WORDS: usize = 4;
    let text = behind.plain();
    let is_article =
        |it: &&str| cx.dialect.phrases.articles.iter().any(|known| known.eq_ignore_ascii_case(it));
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty());
    let words: Vec<&str> = words.skip_while(is_article).take(MOST_WORDS).collect();
    let is_any = |it: &TypeText| {
        let mut mentions = it.mentions.iter();
        it.collection && mentions.all(|it| cx.dialect.is_untyped(&it.name))
    };
    let mut lengths = (1..=words.len()).rev();
    lengths.find_map(|n| Some(of_text(cx.dialect, &words[..n].join(" "), span)).filter(is_any))
}

/// The values that items below one are, which has a type without members: each begins with one in code.
fn values(
    cx: &Cx<'_>,
    claim: &PropertyClaim,
    items: &[Vec<Block>],
) -> Option<Vec<Spanned<String>>> {
    let mentions = claim.ty.as_ref()?.mentions.as_slice();
    let is_plain = !mentions.is_empty() && mentions.iter().all(|it| it.primitive.is_some());
    let value = |item: &Vec<Block>| {
        let BlockKind::Paragraph(inline) = &item.first()?.kind else { return None };
        let mut runs = inline.runs.iter().skip_while(|it| it.text.trim().is_empty());
        let code = runs.next().filter(|it| it.kind == RunKind::Code)?;
        let behind = Inline { runs: runs.cloned().collect() };
        let is_value = note::split(cx, &behind, code.span).0.says_nothing();
        let text = code.text.trim();
        // "`colour=red`" below `colour`
        let name = claim.name.value.rsplit('.').next().unwrap_or_default();
        let text = text.strip_prefix(name).and_then(|it| it.strip_prefix('=')).unwrap_or(text);
        let text = text.trim_matches(['"', '\'']);
        is_value.then(|| Spanned::new(text.to_owned(), code.span))
    };
    let values = items.iter().map(value).collect::<Option<Vec<_>>>();
    values.filter(|it| is_plain && !it.is_empty())
}

/// The paragraph that an item begins with, and the name that the paragraph does.
fn name_of<'b>(cx: &Cx<'_>, item: &'b [Block]) -> Option<(&'b Block, Inline, Spanned<String>)> {
    let first = item.first()?;
    let BlockKind::Paragraph(inline) = &first.kind else { return None };
    let begins = inline.runs.iter().position(|it| !it.text.trim().is_empty())?;
    let inline = Inline { runs: inline.runs[begins..].to_vec() };
    let inline = assigned::apart(cx, &inline).unwrap_or(inline);
    let noted = plain_name(cx, &inline, first.span);
    let is_noted = noted.is_some();
    let inline = noted.unwrap_or(inline);
    let run = inline.runs.first()?;
    // What is alone above what is said of it needs no mark.
    let is_term = inline.runs.len() == 1 && matches!(item.get(1), Some(it) if is_paragraph(it));
    let is_marked = is_term || is_noted || matches!(run.kind, RunKind::Code | RunKind::Strong);
    let name = run.text.trim().trim_start_matches(':').trim_end_matches([':', '?', '*']);
    if !is_marked || !is_name(name) {
        return None;
    }
    let name = Spanned::new(name.to_owned(), run.span);
    Some((first, inline, name))
}

/// A text that begins with a name without marks and a note of its type in brackets, the name as a run of its own:
/// "name (string): What people call it.", or with an example of its value before that: "page: 2 (number) - Which."
fn plain_name(cx: &Cx<'_>, inline: &Inline, span: Span) -> Option<Inline> {
    let first = inline.runs.first().filter(|it| it.kind == RunKind::Text)?;
    let text = first.text.trim_start();
    let (words, _) = text.split_once(" (")?;
    let name = words.split_once(": ").map_or(words, |(name, _)| name);
    if !is_name(name) {
        return None;
    }
    let at = first.text.len() - text.len();
    let (begins, ends) = (at, at + name.len());
    // What stands for other characters has another length.
    let is_as_written = first.text.len() == (first.span.end - first.span.start) as usize;
    let place = if is_as_written { first.span.part(begins..ends) } else { first.span };
    let own = Run { kind: RunKind::Text, text: name.to_owned(), span: place };
    let note = first.text[at + words.len()..].to_owned();
    let behind = Run { text: note, ..first.clone() };
    let runs: Vec<Run> =
        [own, behind].into_iter().chain(inline.runs.iter().skip(1).cloned()).collect();
    let note = note::split(cx, &Inline { runs: runs[1..].to_vec() }, span).0;
    let is_sure = note.ty.is_some_and(|it| !it.is_guess);
    is_sure.then_some(Inline { runs })
}

fn is_paragraph(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Paragraph(_))
}

/// A heading that is a name with words below it that begin with its type.
fn below_heading(
    cx: &Cx<'_>,
    part: &Part<'_>,
    heading: &Heading,
    ledger: &mut Ledger,
) -> Option<Placed> {
    let (name, required) = heading_name(cx, &heading.text)?;
    let (block, inline) = part.paragraphs().next()?;
    if let Some(mut row) = labelled::row(cx, heading, name, inline, block.span) {
        ledger.used(block);
        row.notes.changed().say_required(required);
        return Some((ParameterPlace::Unsaid, row));
    }
    let note = Note::of_type(cx, inline, block.span)?;
    let (place, mut claim) =
        noted::claim(cx, Spanned::new(name.to_owned(), heading.span), inline, block.span);
    ledger.used(block);
    claim.ty = claim.ty.or(note.ty);
    claim.notes.changed().say_required(required.or(note.required));
    Some((place, claim))
}

/// The name that a heading is, and whether words behind it say that it must be given, or need not be: `colour (required)`.
fn heading_name<'h>(cx: &Cx<'_>, text: &'h str) -> Option<(&'h str, Option<bool>)> {
    let text = text.trim().trim_end_matches(':');
    let (name, words) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let phrases = &cx.dialect.phrases;
    let words =
        words.split([',', ' ']).map(|it| it.trim_matches(['(', ')', '.', '*', '_', '<', '>']));
    let words: Vec<String> = words.filter(|it| !it.is_empty()).map(str::to_lowercase).collect();
    let is_required = |it: &String| phrases.required.contains(it);
    let is_optional = |it: &String| phrases.optional.contains(it);
    let is_known =
        |it: &String| is_required(it) || is_optional(it) || phrases.nullable.contains(it);
    let required = words.iter().any(is_required);
    let is_said = required || words.iter().any(is_optional);
    let name = name.trim_end_matches(['?', '*']);
    (is_name(name) && words.iter().all(is_known)).then(|| (name, is_said.then_some(required)))
}
