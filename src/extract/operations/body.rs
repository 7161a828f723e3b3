//! What the request body section says: its type, the name it is sent under, bytes, nothing.

use crate::dialect::{Column, ParameterPlace, Said};
use crate::extract::cx::Cx;
use crate::extract::page::columns::Columns;
use crate::extract::page::outline::{Ledger, Part};
use crate::extract::parameters::listed;
use crate::extract::parameters::requirement;
use crate::extract::rows::lost;
use crate::extract::rows::placed;
use crate::extract::rows::placed::Placed;
use crate::extract::rows::property::{require_unmarked, rows};
use crate::extract::rows::unknown_cells;
use crate::extract::sections::opening::Frames;
use crate::extract::text::phrases::find;
use crate::extract::text::prose::has_sentence;
use crate::extract::text::sentence::{NAME, Sentence, last_word, split, strip_first, strip_last};
use crate::extract::text::spoken;
use crate::extract::text::told;
use crate::facts::{BodyFacts, Source, TypeText};
use crate::markdown::{Block, BlockKind, Inline, Row, Run, RunKind};
use crate::source::Spanned;

/// Reads the request body section: its sentences and tables. Rows that say that they go elsewhere are returned.
pub(crate) fn extract(
    cx: &Cx<'_>,
    part: &Part<'_>,
    body: &mut BodyFacts,
    ledger: &mut Ledger,
) -> Vec<Placed> {
    let mut elsewhere = Vec::new();
    let quotes = Frames::quotes(part);
    // What an item says is said of its member: "`lamps`: list of [lamp]".
    let members = listed::beginnings(cx, part);
    for (block, inline) in part.paragraphs().filter(|(it, _)| !members.contains(&it.span)) {
        let text = inline.plain();
        let said = cx.dialect.phrases.said_in(&text);
        body.is_optional |= said.optional_body();
        if body.none.is_none() && says_nothing_is_sent(cx, &text, &said) {
            body.none = Some(block.span);
            ledger.used(block);
            continue;
        }
        // An alert speaks of more than of what is sent.
        if !quotes.hold(block) {
            body.is_spoken_of |= !inline.is_label() && !inline.is_blank();
            paragraph(cx, part, (block, inline), &said, body, ledger);
        }
    }
    for (block, table) in part.tables() {
        let columns = Columns::of(table, cx.dialect);
        let mut claims = rows(cx, table, Source::BodyTable).unwrap_or_default();
        require_unmarked(cx, table, &mut claims);
        ledger.table(part, block, claims.len());
        lost::rows(cx, table, &claims, ledger);
        if !claims.is_empty() {
            unknown_cells::tell(cx, table, ledger);
        }
        let mut placed = placed::of_table(cx, table, claims);
        elsewhere.extend(placed::elsewhere(ParameterPlace::Body, &mut placed));
        let claims: Vec<_> = placed.into_iter().map(|(_, claim)| claim).collect();
        if columns.find(&[Column::Parameter]) == Some(0) && !claims.is_empty() {
            body.parameters.get_or_insert(block.span);
        }
        body.is_optional |= !claims.is_empty() && table.rows.iter().all(|row| is_optional(cx, row));
        let heading = part.heading().filter(|_| !part.is_own && !claims.is_empty());
        body.headed.extend(heading.map(|it| (block.span, it.text.clone())));
        body.properties.extend(claims);
    }
    elsewhere
}

/// Whether a cell of a row says that it may be left out.
fn is_optional(cx: &Cx<'_>, row: &Row) -> bool {
    let phrases = &cx.dialect.phrases;
    row.cells.iter().any(|cell| has_sentence(&cell.inline.plain(), &phrases.optional))
}

fn paragraph(
    cx: &Cx<'_>,
    part: &Part<'_>,
    (block, inline): (&Block, &Inline),
    said: &Said,
    body: &mut BodyFacts,
    ledger: &mut Ledger,
) {
    if body.ty.is_none() {
        body.ty = said.body_of().then(|| said_type(cx, inline)).flatten();
        body.ty = body.ty.take().or_else(|| bare_type(cx, inline));
        let is_first = part.paragraphs().next().is_some_and(|(first, _)| first.span == block.span);
        if body.ty.is_none() && is_first && cx.dialect.shape.has_sections() {
            body.ty = begun_by(cx, part, block, inline);
        }
        body.ty.iter().for_each(|_| ledger.used(block));
    }
    if body.wrapper.is_none()
        && said.wrapped()
        && let Some((name, is_many)) = wrapper(cx, inline)
    {
        (body.wrapper, body.wraps_many) = (Some(name), is_many);
        ledger.used(block);
    }
    if body.bytes.is_none() && said.body_bytes() {
        body.bytes = Some(block.span);
        ledger.used(block);
    }
    if body.ty.is_none() && body.parameters.is_none() && said.body_parameters() {
        body.parameters = Some(block.span);
        ledger.used(block);
    }
    // Where operations are sections, a label speaks of the rows below it.
    let is_of_rows = cx.dialect.shape.has_sections() && requirement::requires_all(cx, inline);
    if body.all_required.is_none() && said.all_required() && !is_of_rows {
        body.all_required = Some(block.span);
        ledger.used(block);
    }
}

/// "Do not supply a request body", but not "If you do not supply a request body"; "None." alone.
fn says_nothing_is_sent(cx: &Cx<'_>, text: &str, said: &Said) -> bool {
    let phrases = &cx.dialect.phrases;
    let lower = text.to_lowercase();
    let is_word = phrases.empty_body.iter().any(|it| lower.trim_end_matches('.') == it);
    let mut sentences = lower.split(['.', '\n', ';']);
    let is_said = said.no_body()
        && sentences.any(|sentence| {
            phrases.no_body.iter().any(|it| sentence.contains(it.as_str()))
                && strip_first(sentence.trim_start(), &phrases.conditions).is_none()
        });
    is_word || is_said
}

/// The type after one of the phrases: a link into the docs, or a bold word that is said to be a type.
fn said_type(cx: &Cx<'_>, inline: &Inline) -> Option<TypeText> {
    let sentences = spoken::sentences(cx, inline);
    let (sentence, after) = sentences.iter().find_map(|sentence| {
        let phrase = find(&sentence.text, &cx.dialect.phrases.body_of).into_iter().next()?;
        Some((sentence, phrase.end))
    })?;
    let is_linked = |at: &usize| matches!(kind(sentence, *at), Some(RunKind::Link { .. }));
    let places = || sentence.places().filter(|at| *at >= after);
    if let Some(at) = places().find(is_linked) {
        // A link to an operation's page or out of the docs is no type.
        return spoken::type_at(cx, sentence, at).filter(leads_inside);
    }
    // Bold words are also names of properties; "the **x** object" is a type.
    let is_said_kind = |at: &usize| {
        let all = spoken::alternatives(cx, sentence, *at, false);
        let last = all.last().copied().unwrap_or(*at);
        is_kind(cx, &sentence.text[last + NAME.len_utf8()..])
    };
    let at = places().find(is_said_kind)?;
    spoken::type_at(cx, sentence, at)
}

/// "A [box]." is all that is said.
fn bare_type(cx: &Cx<'_>, inline: &Inline) -> Option<TypeText> {
    /// "A collection of".
    const MOST_WORDS: usize = 3;
    let phrases = &cx.dialect.phrases;
    let sentences = spoken::sentences(cx, inline);
    let sentence = sentences.first()?;
    let at = sentence.places().next()?;
    let lower = sentence.text[..at].to_ascii_lowercase();
    let mut before = lower.trim_end();
    while let Some(shorter) = strip_last(before, &[&phrases.articles, &phrases.novelty]) {
        before = shorter;
    }
    let is_of_many = before.split_whitespace().count() <= MOST_WORDS
        && phrases.collection.iter().any(|it| before.contains(it.as_str()));
    let after = sentence.text[at + NAME.len_utf8()..].trim_start();
    let ends = |text: &str| text.trim_matches(['.', ' ']).is_empty();
    let is_alone =
        ends(after) || is_kind(cx, after) && ends(after.split_once(' ').map_or("", |it| it.1));
    (is_alone && (before.is_empty() || is_of_many))
        .then(|| spoken::type_at(cx, sentence, at))
        .flatten()
        .filter(leads_inside)
}

/// "The [lamp] to hang there." begins with what is sent; "The lamp." does if nothing lists what that has.
fn begun_by(cx: &Cx<'_>, part: &Part<'_>, block: &Block, inline: &Inline) -> Option<TypeText> {
    let sentences = spoken::sentences(cx, inline);
    let sentence = sentences.first()?;
    let Some(at) = sentence.places().next() else {
        let is_rows = |it: &Block| matches!(it.kind, BlockKind::Table(_) | BlockKind::List(_));
        let is_alone = !part.blocks.iter().any(|it| is_rows(it));
        return is_alone.then(|| told::in_words(cx, sentence, true, block.span)).flatten();
    };
    let ty = spoken::type_at(cx, sentence, at).filter(leads_inside)?;
    told::leads_to(cx, sentence, at, true).then_some(TypeText { is_guess: true, ..ty })
}

/// "Provide a `keyInfo` object with the following properties": the name of what the table describes, and
/// whether there are several of it.
fn wrapper(cx: &Cx<'_>, inline: &Inline) -> Option<(Spanned<String>, bool)> {
    let is_name = |run: &Run| {
        let text = run.text.trim();
        matches!(run.kind, RunKind::Code | RunKind::Strong)
            && !text.is_empty()
            && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
    };
    split(inline, is_name).iter().find_map(|sentence| {
        let phrase = find(&sentence.text, &cx.dialect.phrases.wrapped).into_iter().next()?;
        let at = sentence.places().take_while(|at| *at < phrase.start).last()?;
        let between = sentence.text[at + NAME.len_utf8()..phrase.start].trim();
        let run = sentence.names.get(sentence.n_names(at))?;
        // Only what kind of thing it is stands between, or stands before and nothing between.
        let before = last_word(sentence.text[..at].trim_end());
        let is_thing = says_only_kind(cx, between) || between.is_empty() && is_kind(cx, before);
        let words = sentence.text[..at].to_lowercase();
        let is_many = cx.dialect.phrases.collection.iter().any(|it| words.contains(it.as_str()));
        is_thing.then(|| (Spanned::new(run.text.trim().to_owned(), run.span), is_many))
    })
}

/// Whether words only say what kind of thing the one before them is: "object", "property, a JSON object".
fn says_only_kind(cx: &Cx<'_>, text: &str) -> bool {
    let phrases = &cx.dialect.phrases;
    let is_in = |list: &[String], word: &str| list.iter().any(|it| it.eq_ignore_ascii_case(word));
    let is_parameter = |word: &str| is_in(&phrases.body_parameters, &format!("{word}s"));
    let is_kind =
        |word: &str| is_kind(cx, word) || is_in(&phrases.members, word) || is_parameter(word);
    let is_filler = |word: &str| is_in(&phrases.articles, word) || is_in(&phrases.novelty, word);
    let mut words = text.split([' ', ',']).filter(|word| !word.is_empty()).peekable();
    words.peek().is_some_and(|first| is_kind(first) || text.starts_with(','))
        && words.clone().any(is_kind)
        && words.all(|word| is_kind(word) || is_filler(word))
}

fn kind<'i>(sentence: &Sentence<'i>, at: usize) -> Option<&'i RunKind> {
    sentence.names.get(sentence.n_names(at)).map(|run| &run.kind)
}

/// Whether a text begins with a word for what kind of thing the one before it is.
fn is_kind(cx: &Cx<'_>, text: &str) -> bool {
    strip_first(text.trim_start(), &cx.dialect.kind_words).is_some()
        || cx.dialect.kind_words.iter().any(|it| text.trim_start().starts_with(&format!("{it}s")))
}

fn leads_inside(ty: &TypeText) -> bool {
    ty.mentions.iter().any(|it| it.target.is_some())
}
