//! What the response section says: statuses, the answer's type, a place where the answer will be.

use super::cx::Cx;
use super::opening::Quotes;
use super::outline::{Ledger, Part};
use super::phrases::find;
use super::sentence::{NAME, Sentence, last_word, split, strip_first, strip_last};
use super::{listed, property, spoken, statuses, type_text};
use crate::edm::Primitive;
use crate::facts::{ResponseFacts, Source, TypeText};
use crate::markdown::Table;
use crate::source::Span;

/// Reads status codes and the answer's type from the response section's sentences.
pub(super) fn extract(
    cx: &Cx<'_>,
    part: &Part<'_>,
    response: &mut ResponseFacts,
    ledger: &mut Ledger,
) {
    let phrases = &cx.dialect.phrases;
    let quotes = Quotes::of(part);
    for (block, table) in part.tables() {
        if let Some(found) = statuses::of_table(cx, table) {
            response.statuses.extend(found);
            ledger.used(block);
        }
    }
    let listed = listed::beginnings(cx, part);
    for (block, inline) in part.paragraphs() {
        let found: Vec<_> = inline.runs.iter().flat_map(|run| statuses::of_run(cx, run)).collect();
        let said = phrases.said_in(&inline.plain());
        let mut is_used = !found.is_empty();
        if said.location && response.location.is_none() {
            response.location = Some(block.span);
            is_used = true;
        }
        for sentence in split(inline, |run| spoken::is_type(cx, run)) {
            // An alert speaks of more than of what is answered, and an item of a list of one member.
            if response.ty.is_some() || quotes.hold(block) || listed.contains(&block.span) {
                break;
            }
            response.ty = named(cx, &sentence).or_else(|| primitive(cx, &sentence, block.span));
            let Some(ty) = &response.ty else { continue };
            is_used = true;
            let said = phrases.said_in(&sentence.text);
            response.is_said = said.returns || said.response_body;
            // The status nearest before the type is the one that it comes with.
            let mut before = found.iter().filter(|it| it.span.start <= ty.span.start);
            response.of_status = before.next_back().or(found.first()).map(|it| it.value);
        }
        response.statuses.extend(found);
        if is_used {
            ledger.used(block);
        }
    }
}

/// Reads the members of what is answered, where operations show types by examples: those of the first table
/// or list, for further ones may be of errors.
pub(super) fn members(
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

/// Reads what the sentences of a section say is returned, where no heading says that they are about it.
pub(super) fn returned(
    cx: &Cx<'_>,
    part: &Part<'_>,
    response: &mut ResponseFacts,
    ledger: &mut Ledger,
) {
    for (block, inline) in part.paragraphs() {
        for sentence in split(inline, |run| spoken::is_type(cx, run)) {
            if response.ty.is_some() || !cx.dialect.phrases.said_in(&sentence.text).returns {
                continue;
            }
            // Only what is called an object, or the like, is sure to be one.
            let after = sentence.text.rsplit(NAME).next().unwrap_or_default();
            let word = after.trim_start().split(|c: char| !c.is_alphanumeric()).next();
            let word = word.unwrap_or_default().to_lowercase();
            let is_kind = cx
                .dialect
                .kind_words
                .iter()
                .any(|it| *it == word || word.strip_suffix('s') == Some(it.as_str()));
            response.ty = named(cx, &sentence).filter(|_| is_kind);
            response.is_said = response.ty.is_some();
            response.ty.iter().for_each(|_| ledger.used(block));
        }
    }
}

/// The type in "returns … a collection of [x] objects", "the **x** object".
fn named(cx: &Cx<'_>, sentence: &Sentence<'_>) -> Option<TypeText> {
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
    // "A `200 OK` response code with the [x]" comes with it.
    const STATUS: &[&str] = &["code", "response", "ok", "created"];
    strip_last(words, &[&cx.dialect.phrases.aside]).is_some_and(|before| {
        let is_with = words[before.len()..].trim_start().starts_with("with ");
        !is_with || !STATUS.contains(&last_word(before))
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

/// Primitives are not linked: "a Boolean", "a String collection", "a `true` value".
fn primitive(cx: &Cx<'_>, sentence: &Sentence<'_>, block: Span) -> Option<TypeText> {
    let phrases = &cx.dialect.phrases;
    let said = phrases.said_in(&sentence.text);
    let is_answer = (said.response_body || said.returns) && !said.location;
    let span = sentence.runs.first().map_or(block, |run| run.span);
    if is_answer && let Some((word, collection)) = primitive_word(cx, sentence, said.response_body)
    {
        let mut ty = type_text::of_text(cx.dialect, word, span);
        ty.collection |= collection;
        return Some(ty);
    }
    let is_truth = (said.truth || is_truth_returned(cx, sentence)) && !said.members;
    is_truth.then(|| {
        let name = Primitive::Boolean.name();
        TypeText {
            text: sentence.text.trim().to_owned(),
            ..type_text::of_text(cx.dialect, name, span)
        }
    })
}

/// "Returns `200 OK` and `true`": a truth value that is returned before it is said when.
fn is_truth_returned(cx: &Cx<'_>, sentence: &Sentence<'_>) -> bool {
    let trimmed = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let words: Vec<String> = sentence.text.split_whitespace().map(trimmed).collect();
    let Some(at) = words.iter().position(|it| it == "true" || it == "false") else { return false };
    let before: Vec<&str> = words[..at].iter().map(String::as_str).collect();
    let is_condition = |word: &&str| cx.dialect.phrases.conditions.iter().any(|it| it == word);
    let begins = before.iter().rposition(is_condition);
    let of_time = begins.map_or(&before[..], |begins| &before[begins..]);
    is_near_return(cx, of_time)
}

/// The word for a primitive, and whether the words around it make it a collection. One in lower case
/// is an English word as well, and has to stand as a name does.
fn primitive_word<'s>(
    cx: &Cx<'_>,
    sentence: &'s Sentence<'_>,
    is_body: bool,
) -> Option<(&'s str, bool)> {
    let phrases = &cx.dialect.phrases;
    let trimmed = |word: &'s str| word.trim_matches([',', '.', '(', ')']);
    let words: Vec<&str> = sentence.text.split_whitespace().map(trimmed).collect();
    let is_collection = |word: &str| {
        phrases.collection.iter().any(|it| word.to_lowercase().starts_with(it.as_str()))
    };
    // "A list of", "a collection of".
    let begins_collection = |words: &[&str]| {
        let [.., kind, of] = words else { return false };
        let words = format!("{kind} {of}").to_lowercase();
        phrases.collection.iter().any(|it| {
            words.strip_prefix(it.as_str()).is_some_and(|rest| rest.is_empty() || rest == " of")
        })
    };
    let is_article = |word: &str| phrases.articles.iter().any(|it| it.eq_ignore_ascii_case(word));
    let is_kind = |word: &str| {
        let word = word.to_lowercase();
        let one = word.strip_suffix('s').unwrap_or(&word);
        cx.dialect.kind_words.iter().any(|it| *it == word || it == one)
    };
    let at = |index: Option<usize>| index.and_then(|it| words.get(it)).copied().unwrap_or_default();
    words.iter().enumerate().find_map(|(index, word)| {
        let (before, after) = (at(index.checked_sub(1)), at(Some(index + 1)));
        let is_many = is_collection(after) || begins_collection(&words[..index]);
        let one = word.strip_suffix('s').filter(|_| is_many).unwrap_or(word);
        cx.dialect.primitive(one)?;
        let is_name = word.starts_with(|c: char| !c.is_lowercase()) && !word.is_empty();
        let stands_as_name = (is_article(before) || is_many)
            && (after.is_empty()
                || is_kind(after)
                || is_many
                || ends_in_body(cx, &words[index + 1..]));
        // Without a word for the body it has to be what is returned.
        let is_near = || {
            is_near_return(cx, &words[..index])
                || words.get(index + 1..index + 3).is_some_and(|after| is_near_return(cx, after))
        };
        let is_returned = is_body || ((is_article(before) || is_many) && is_near());
        ((is_name || stands_as_name) && is_returned).then_some((one, is_many))
    })
}

/// Whether nothing but "in the response body" follows.
fn ends_in_body(cx: &Cx<'_>, words: &[&str]) -> bool {
    const MOST_WORDS: usize = 2;
    let text = words.join(" ").to_lowercase();
    let mut found = find(&text, &cx.dialect.phrases.response_body).into_iter();
    found.next().is_some_and(|it| text[..it.start].split_whitespace().count() <= MOST_WORDS)
}

/// Whether a word for returning stands a few words before.
fn is_near_return(cx: &Cx<'_>, words: &[&str]) -> bool {
    const MOST_WORDS: usize = 9;
    let near = words[words.len().saturating_sub(MOST_WORDS)..].join(" ").to_lowercase();
    !find(&near, &cx.dialect.phrases.returns).is_empty()
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Diagnostics;
    use crate::doc_set::DocSet;
    use crate::facts::ResponseFacts;
    use crate::source::FileId;

    fn read(section: &str) -> ResponseFacts {
        let page =
            format!("# Do\n## HTTP request\n```http\nPOST /x\n```\n## Response\n{section}\n");
        let docs = DocSet::from_files([("p.md".to_owned(), page)]);
        let page = crate::markdown::parse_page(&docs, FileId(0));
        let facts =
            crate::extract::extract(&docs, &page, Default::default(), &mut Diagnostics::default());
        facts.into_iter().find_map(|it| it.operation).expect("the page is an operation's").response
    }

    /// Statuses, the type with its own, and whether a place is spoken of.
    #[track_caller]
    fn check(section: &str, expected: &str) {
        let response = read(section);
        let statuses: Vec<_> = response.statuses.iter().map(|it| it.value.to_string()).collect();
        let ty = response.ty.map(|ty| {
            let names: Vec<_> = ty.mentions.iter().map(|it| it.name.as_str()).collect();
            let of = response.of_status.map(|it| format!("{it}: ")).unwrap_or_default();
            format!("{of}{}{}", names.join("|"), if ty.collection { "*" } else { "" })
        });
        let location = response.location.map(|_| "elsewhere".to_owned());
        let parts = [Some(statuses.join(",")), ty, location].into_iter().flatten();
        assert_eq!(parts.filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" "), expected);
    }

    #[test]
    fn a_type_has_its_status() {
        check("Returns a `200 OK` response code and a [a](a.md) object.", "200 200: a");
        check(
            "Returns `204 No Content`. With the header it returns `200 OK` and the [a](a.md).",
            "204,200 200: a",
        );
        check(
            "Returns `200 OK` and an [a](a.md) in the body, else `204 No Content`.",
            "200,204 200: a",
        );
        check(
            "Returns `204 No Content`.\n\nOr `201 Created` and an [a](a.md) or [b](b.md) object.",
            "204,201 201: a|b",
        );
    }

    #[test]
    fn statuses_in_words() {
        check("Returns `200 OK` and an [a](a.md), or 204 (No Content).", "200,204 200: a");
        check("Returns a `200 OK` response code with the [a](a.md).", "200 200: a");
        check("Returns `200 OK` and a [b](b.md) expanded with the [a](a.md).", "200 200: b");
        check("Returns `200 OK` and what counts for the [a](a.md).", "200");
        check("Returns a 302 redirect.", "302");
        check("Returns 302 things.", "");
    }

    #[test]
    fn what_a_location_leads_to_is_not_answered() {
        check(
            "Returns `202 Accepted` and a `Location` header with the location of the [a](a.md).",
            "202 elsewhere",
        );
        check(
            "Returns `202 Accepted` and a link to the [a](a.md) in the `Operation-Location` header.",
            "202 elsewhere",
        );
        check("Returns `202 Accepted`, containing a link to the [a](a.md).", "202 elsewhere");
        check(
            "Returns `202 Accepted` with a Location: header pointing to an [a](a.md) resource.",
            "202 elsewhere",
        );
        check(
            "Returns `201 Created`, an [a](a.md) object, and a Location header.",
            "201 201: a elsewhere",
        );
        check(
            "Returns `200 OK` and a location header with a URI to the [a](a.md).\n\nThe body of the response contains the created [b](b.md).",
            "200 b elsewhere",
        );
        check("Returns `200 OK` and the [a](a.md) whose location is new.", "200 200: a");
    }

    #[test]
    fn primitives_in_words() {
        check(
            "Returns `200 OK` and a Boolean value `true` in the response body.",
            "200 200: Boolean",
        );
        check(
            "Returns `200 OK`. If done, a `true` value is returned in the response body.",
            "200 200: Edm.Boolean",
        );
        check("Returns a boolean value in the response body.", "boolean");
        check("Returns `true` when it was done.", "Edm.Boolean");
        check("Returns `200 OK` and a string in the response body.", "200 200: string");
        check(
            "Returns `200 OK` and a collection of strings in the response body.",
            "200 200: string*",
        );
        check("Returns `200 OK` and a String collection.", "200 200: String*");
        check("Returns an Int32.", "Int32");
        check("Returns `200 OK` and `true` if done, `false` otherwise.", "200 200: Edm.Boolean");
        check("Returns **true** if done.", "Edm.Boolean");
        check("If `wide` is `true`, returns `200 OK`.", "200");
        check("Returns `200 OK` if `wide` is `true`.", "200");
        check("A Boolean is returned.", "Boolean");
        check(
            "This method returns a `200 OK` response code and a Boolean telling whether it is so.",
            "200 200: Boolean",
        );
        check("Returns `200 OK` and a number of things in the response body.", "200");
        check("Returns `200 OK` and a long list in the response body.", "200");
        check("Fails where the **open** property has a `false` value.", "");
        check("The Date header is returned.", "");
    }
}
