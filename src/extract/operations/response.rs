//! What the response section says: statuses, the answer's type, a place where the answer will be.

use super::statuses;
use crate::extract::cx::Cx;
use crate::extract::page::labels;
use crate::extract::page::outline::{Ledger, Part};
use crate::extract::parameters::listed;
use crate::extract::rows::property;
use crate::extract::sections::opening::Frames;
use crate::extract::text::note;
use crate::extract::text::phrases::find;
use crate::extract::text::plain_answer;
use crate::extract::text::sentence::{NAME, Sentence, last_word, strip_first, strip_last};
use crate::extract::text::spoken;
use crate::extract::text::told;
use crate::extract::text::type_text;
use crate::facts::{ResponseFacts, Source, TypeMention, TypeText};
use crate::markdown::{Block, Inline, Row, Table};
use crate::source::{Span, Spanned};

/// Reads status codes and the answer's type from the response section's sentences.
pub(crate) fn extract(
    cx: &Cx<'_>,
    part: &Part<'_>,
    response: &mut ResponseFacts,
    ledger: &mut Ledger,
) {
    let phrases = &cx.dialect.phrases;
    let quotes = Frames::quotes(part);
    let has_sections = cx.dialect.shape.has_sections();
    let above = response.ty.take_if(|it| has_sections && is_mere_name(it));
    let of_above = (response.is_said, response.of_status);
    for (block, table) in part.tables() {
        if let Some(found) = statuses::of_table(cx, table) {
            if has_sections && response.ty.is_none() {
                of_success(cx, table, &found, response);
            }
            response.statuses.extend(found);
            ledger.used(block);
        }
    }
    let listed = listed::beginnings(cx, part);
    for (block, inline) in part.paragraphs() {
        let (whole, inline) = (inline, &labels::behind(cx, inline));
        let mut found = statuses::of(cx, inline, has_sections);
        // "**200**: the lamp": a label may be one.
        if found.is_empty() {
            found = statuses::of(cx, whole, has_sections);
        }
        if found.is_empty() {
            found.extend(of_label(cx, whole, block));
        }
        let text = inline.plain();
        let said = phrases.said_in(&text);
        let mut is_used = !found.is_empty();
        let bare = text.trim().trim_end_matches('.').to_lowercase();
        if has_sections
            && [&phrases.empty_body, &phrases.empty_answer].iter().any(|it| it.contains(&bare))
        {
            response.none.get_or_insert(block.span);
            is_used = true;
        }
        if said.location() && response.location.is_none() {
            response.location = Some(block.span);
            is_used = true;
        }
        for sentence in spoken::sentences(cx, inline) {
            // An alert speaks of more than of what is answered, and an item of a list of one member.
            if response.ty.is_some() || quotes.hold(block) || listed.contains(&block.span) {
                break;
            }
            response.ty =
                named(cx, &sentence).or_else(|| plain_answer::primitive(cx, &sentence, block.span));
            if has_sections && response.ty.is_none() {
                response.ty = plainly(cx, &sentence, block.span);
            }
            if has_sections && response.ty.is_none() && told::is_nothing(cx, &sentence, true) {
                response.none.get_or_insert(block.span);
                is_used = true;
            }
            let Some(ty) = &response.ty else { continue };
            is_used = true;
            let said = phrases.said_in(&sentence.text);
            response.is_said = said.returns() || said.response_body();
            // The status nearest before the type is the one that it comes with.
            let mut before = found.iter().filter(|it| it.span.start <= ty.span.start);
            response.of_status = before.next_back().or(found.first()).map(|it| it.value);
        }
        response.statuses.extend(found);
        if is_used {
            ledger.used(block);
        }
    }
    // A name that a text above has, "all lamps", says more than another name, and less than a list or a link.
    if above.is_some() && response.ty.as_ref().is_none_or(is_mere_name) {
        response.ty = above;
        (response.is_said, response.of_status) = of_above;
    }
}

/// Whether a type is but words for one thing, which nothing links.
fn is_mere_name(ty: &TypeText) -> bool {
    let is_word = |it: &TypeMention| it.target.is_none() && it.primitive.is_none();
    ty.is_guess && !ty.collection && ty.mentions.iter().all(is_word)
}

/// The status in a label: `Response 204`.
fn of_label(cx: &Cx<'_>, label: &Inline, block: &Block) -> Option<Spanned<u16>> {
    let text = label.plain();
    let at = cx.dialect.status_behind(&text)?;
    let status = text.get(at.clone())?.parse().ok()?;
    let first = label.runs.first()?.span;
    let is_there = cx.sources().text(first).get(at.clone()) == text.get(at.clone());
    Some(Spanned::new(status, if is_there { first.part(at) } else { block.span }))
}

/// Reads the members of what is answered, where operations show types by examples: those of the first table
/// or list, for further ones may be of errors.
pub(crate) fn members(
    cx: &Cx<'_>,
    part: &Part<'_>,
    response: &mut ResponseFacts,
    ledger: &mut Ledger,
) {
    if !cx.dialect.shape.has_types_from_examples() || !response.properties.is_empty() {
        return;
    }
    let is_of_members = |table: &Table| statuses::of_table(cx, table).is_none();
    for (block, table) in part.tables().filter(|(_, it)| is_of_members(it)) {
        let claims = property::rows(cx, table, Source::BodyTable).unwrap_or_default();
        ledger.table(part, block, claims.len());
        response.properties.extend(claims);
    }
    response.properties.extend(listed::rows(cx, part, ledger));
}

/// Reads what comes with the first success of a table of statuses: `| 200 | the lamp | [Lamp](#lamp) |`.
fn of_success(cx: &Cx<'_>, table: &Table, statuses: &[Spanned<u16>], response: &mut ResponseFacts) {
    let Some(status) = statuses.iter().find(|it| (200..300).contains(&it.value)) else { return };
    let is_its =
        |row: &&Row| row.span.start <= status.span.start && status.span.end <= row.span.end;
    let cells = table.rows.iter().find(is_its).map_or(&[][..], |row| &row.cells);
    let leads = |it: &TypeMention| it.target.is_some();
    let found = cells.iter().skip(1).find_map(|cell| {
        let mut sentences = spoken::sentences(cx, &cell.inline).into_iter();
        let said = sentences.find_map(|it| plainly(cx, &it, cell.span));
        // "array of [Lamp](#lamp)" is a type, and "look for a [Fault](#fault)" is none.
        let is_type = || note::is_only_type(cx, &cell.inline);
        let ty = || type_text::of_cell(cx.docs, cx.dialect, &cell.inline, cell.span);
        let ty = || ty().filter(|it| !it.mentions.is_empty() && it.mentions.iter().all(leads));
        said.or_else(|| is_type().then(ty).flatten())
    });
    if let Some(ty) = found {
        response.ty = Some(TypeText { is_guess: true, ..ty });
        (response.is_said, response.of_status) = (true, Some(status.value));
    }
}

/// What a sentence of a section about answers begins with: "`201` with the [x].", "The new lamp."
pub(crate) fn plainly(cx: &Cx<'_>, sentence: &Sentence<'_>, block: Span) -> Option<TypeText> {
    let Some(first) = sentence.places().next() else {
        return told::in_words(cx, sentence, true, block);
    };
    let is_led_to = told::leads_to(cx, sentence, first, true);
    let ty = spoken::type_at(cx, sentence, first).filter(|_| is_led_to)?;
    Some(TypeText { is_guess: true, ..ty })
}

/// The type in "returns … a collection of [x] objects", "the **x** object".
pub(crate) fn named(cx: &Cx<'_>, sentence: &Sentence<'_>) -> Option<TypeText> {
    let is_member = |at: usize| {
        let after = sentence.text[at + NAME.len_utf8()..].trim_start();
        strip_first(after, &cx.dialect.phrases.members).is_some()
    };
    let is_answer = |at: &usize| {
        !is_aside(cx, sentence, *at) && !is_at_location(cx, sentence, *at) && !is_member(*at)
    };
    let at = sentence.places().find(is_answer)?;
    spoken::type_at(cx, sentence, at)
}

/// The words before a type only speak of it: "expanded with the [x]".
fn is_aside(cx: &Cx<'_>, sentence: &Sentence<'_>, at: usize) -> bool {
    let lower = sentence.text[..at].to_ascii_lowercase();
    let words = lower.rsplit(NAME).next().unwrap_or_default().trim_end();
    // "An object containing a list of [x]" is something else.
    if !find(words, &cx.dialect.phrases.wrappers).is_empty() {
        return true;
    }
    // "A `200 OK` response code with the [x]" comes with it, "201 with a [x]", too.
    const STATUS: &[&str] = &["code", "response", "ok", "created"];
    strip_last(words, &[&cx.dialect.phrases.aside]).is_some_and(|before| {
        let is_with = words[before.len()..].trim_start().starts_with("with ");
        let word = last_word(before);
        !is_with || !(STATUS.contains(&word) || statuses::is_success(word))
    })
}

/// A sentence about a header that tells a place speaks of what will be there, but for what it names
/// before: "a [x] object and a `Location` header".
fn is_at_location(cx: &Cx<'_>, sentence: &Sentence<'_>, at: usize) -> bool {
    let Some(phrase) = find(&sentence.text, &cx.dialect.phrases.location).into_iter().next() else {
        return false;
    };
    let joints = &cx.dialect.phrases.joints;
    at > phrase.start || find(&sentence.text[at..phrase.start], joints).is_empty()
}
