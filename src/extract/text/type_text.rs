//! Types as pages write them: table cells, annotation values, JSON placeholders.

use super::phrases::find;
use super::sentence::strip_first;
use crate::dialect::{Dialect, TypePlace, inside};
use crate::doc_set::DocSet;
use crate::edm::Primitive;
use crate::extract::page::links;
use crate::facts::{LinkTarget, TypeMention, TypeText};
use crate::markdown::{Inline, Run, RunKind};
use crate::source::Span;
use std::borrow::Cow;

/// Reads a type cell. `None` when the cell is empty.
pub(crate) fn of_cell(
    docs: &DocSet,
    dialect: &Dialect,
    inline: &Inline,
    span: Span,
) -> Option<TypeText> {
    let mut text = inline.plain();
    if text.contains('*') {
        text = Cow::Owned(text.replace("**", ""));
    }
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let links: Vec<&Run> =
        inline.runs.iter().filter(|run| matches!(run.kind, RunKind::Link { .. })).collect();
    if links.is_empty() {
        return Some(of_text(dialect, text, span));
    }
    // "[Lamp](lamp.md) ids" are no lamps, where the dialect says so.
    if dialect.shape.types != TypePlace::Page {
        let (rest, _) = peel(dialect, text);
        if dialect.primitive(one_of(dialect, rest)).is_some() {
            return Some(of_text(dialect, text, span));
        }
    }
    let (mut collection, mut is_plural) = (false, false);
    let mentions = links
        .into_iter()
        .map(|run| {
            let (name, is_collection) = peel(dialect, &run.text);
            collection |= is_collection;
            let target = match &run.kind {
                RunKind::Link { target } => links::resolve(docs, run.span.file, &target.value),
                _ => None,
            };
            is_plural |= target.as_ref().is_some_and(|it| is_plural_of(dialect, name, it));
            mention(dialect, name, target, run.span)
        })
        .collect();
    let around: String = inline
        .runs
        .iter()
        .map(|run| if matches!(run.kind, RunKind::Link { .. }) { "@" } else { run.text.as_str() })
        .collect();
    // "One of the [lamps]" is one.
    collection |= is_plural && find(&around, &dialect.phrases.one_of).is_empty();
    collection |= says_collection(dialect, &around);
    Some(TypeText { text: text.to_owned(), mentions, collection, is_guess: false, span })
}

/// Whether a link's words are the plural of the heading or page that it leads to, where types are sections: `[lamps](#lamp)`.
fn is_plural_of(dialect: &Dialect, name: &str, target: &LinkTarget) -> bool {
    if dialect.shape.types == TypePlace::Page {
        return false;
    }
    let page = || target.path.rsplit('/').next().and_then(|it| it.split('.').next());
    let place = target.anchor.as_deref().or_else(page).unwrap_or_default();
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let many = letters(name);
    // `#lamp-object` is where lamps are.
    let mut words = place.rsplit_once('-').into_iter();
    let is_kind = |word: &str| dialect.kind_words.iter().any(|it| it == word);
    let bare = words.find(|(_, kind)| is_kind(kind)).map_or(place, |(name, _)| name);
    let one = letters(bare.strip_prefix("the-").unwrap_or(bare));
    let of_y = one.strip_suffix('y').and_then(|head| many.strip_prefix(head));
    !one.is_empty() && (of_y == Some("ies") || matches!(many.strip_prefix(&one), Some("s" | "es")))
}

/// Whether the words around linked types make them a collection; a sentence after a type does not.
fn says_collection(dialect: &Dialect, around: &str) -> bool {
    let lower = around.to_lowercase();
    let begins = |text: &str| {
        let text = text.trim_start_matches([')', '*', '`', ' ', '\u{a0}']);
        dialect.collections.iter().any(|word| text.starts_with(word))
    };
    // `[x](x.md)[]`, `[][x](x.md)`
    let is_array = lower.split('@').skip(1).any(|text| text.starts_with("[]"))
        || lower.rsplit('@').skip(1).any(|text| text.ends_with("[]"));
    is_array || lower.split('@').any(begins)
}

/// Reads a type written without links.
pub(crate) fn of_text(dialect: &Dialect, text: &str, span: Span) -> TypeText {
    let (rest, collection) = match peel(dialect, without_nothing(dialect, text)) {
        (rest, false) if !dialect.is_untyped(rest) => {
            let (item, is_list) = peel(dialect, without_null(dialect, rest));
            if is_list { (item, true) } else { (rest, false) }
        }
        // A map is no list, whatever its pattern begins with.
        (_, true) if dialect.is_untyped(text.trim()) => (text.trim(), false),
        peeled => peeled,
    };
    // "A or B" names two types; prose that happens to hold "or" has more words.
    let is_null = |part: &&str| part.trim().eq_ignore_ascii_case(NULL);
    let mut parts: Vec<&str> = match rest.contains(['/', '|', ' ']) {
        true => {
            let commas = if rest.contains(" or ") { ", " } else { "|" };
            let parts = rest.split(['/', '|']).flat_map(|part| part.split(" or "));
            parts.flat_map(|part| part.split(commas)).collect()
        }
        false => Vec::new(),
    };
    let is_name = |part: &&str| !part.trim().is_empty() && !part.trim().contains(' ');
    let is_union = parts.len() > 1
        && !dialect.is_untyped(rest)
        && parts.iter().all(is_name)
        && dialect.primitive(rest).is_none();
    parts.retain(|part| !is_null(part));
    let names = if is_union { &parts } else { std::slice::from_ref(&rest) };
    // Nearly each is a type; the facts of all pages are kept, and these are large.
    let mut mentions = Vec::with_capacity(names.len());
    mentions.extend(names.iter().filter_map(|name| {
        let name = clean(dialect, name);
        let name = if collection { one_of(dialect, name) } else { name };
        (!name.is_empty()).then(|| mention(dialect, name, None, span))
    }));
    TypeText { text: text.to_owned(), mentions, collection, is_guess: false, span }
}

/// A type that no words name.
pub(crate) fn of_primitive(primitive: Primitive, text: &str, span: Span) -> TypeText {
    let ty = TypeText::of_name(primitive.name(), Some(primitive), span);
    TypeText { text: text.to_owned(), ..ty }
}

fn mention(dialect: &Dialect, name: &str, target: Option<LinkTarget>, span: Span) -> TypeMention {
    let name = without_null(dialect, name.trim()).trim_start_matches('#');
    TypeMention { primitive: dialect.primitive(name), name: name.to_owned(), target, span }
}

/// Takes `collection` off in all its forms: `x collection`, `Collection(x)`, `Array[x]`, `List<x>`, `collection of x`,
/// `x[]`, `[]x`.
fn peel<'t>(dialect: &Dialect, text: &'t str) -> (&'t str, bool) {
    let mut rest = text.trim_matches(|c: char| is_padding(c) || c == '.').trim_start_matches('?');
    let mut collection = false;
    while let Some(inner) = dialect.collections.iter().find_map(|word| peel_once(rest, word)) {
        rest = inner.trim_matches(|c: char| is_padding(c) || c == '\'');
        collection = true;
    }
    (rest, collection)
}

fn peel_once<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    if let Some(item) = inside(word, text) {
        return Some(item);
    }
    let begins = text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    if begins {
        let rest = text[word.len()..].trim_start();
        let brackets = [("(", ")"), ("（", "）"), ("[", "]"), ("<", ">")];
        let inner = brackets
            .iter()
            .find_map(|(open, close)| rest.strip_prefix(open)?.strip_suffix(close))
            .filter(|it| !it.is_empty());
        return inner.or_else(|| rest.strip_prefix("of ")).or_else(|| rest.strip_prefix("Of "));
    }
    if let Some(item) = text.strip_prefix("[]") {
        return (!item.is_empty() && !item.starts_with('(')).then_some(item);
    }
    if let Some(item) = text.strip_suffix("[]") {
        // `[x][]` is a link; `[x](x.md)[]` is one with brackets behind it.
        return (!item.starts_with('[') || item.ends_with(')')).then_some(item);
    }
    let head = text.len().checked_sub(word.len())?;
    let (item, end) = text.split_at_checked(head)?;
    // Scripts without spaces put the words together.
    let is_apart = item.ends_with(char::is_whitespace) || !word.starts_with(|c: char| c.is_ascii());
    (end.eq_ignore_ascii_case(word) && is_apart && !item.is_empty()).then_some(item)
}

fn is_padding(c: char) -> bool {
    c.is_whitespace() || matches!(c, '*' | '`')
}

/// Takes notes off a type's name: `string (url)`, `string, maximum size 20`, `[name]`.
fn clean<'t>(dialect: &Dialect, name: &'t str) -> &'t str {
    // A link inside a code span is text.
    let name = match name.contains(']') {
        true => name.split("](").next().unwrap_or_default(),
        false => name,
    };
    let whole = without_null(dialect, name);
    if dialect.primitive(whole).is_some() || dialect.is_untyped(whole) {
        return whole;
    }
    let is_mark = |c: char| is_padding(c) || matches!(c, '[' | ']' | '<' | '>' | '"' | '~');
    let name = whole.trim_matches(is_mark);
    if name.len() < whole.len() && dialect.is_untyped(name) {
        return name;
    }
    let marks = [" (", ", ", " - "].iter().filter(|_| name.contains(' '));
    let cut = marks.filter_map(|mark| name.find(mark)).min();
    let cut = cut.or_else(|| name.find(',').filter(|at| dialect.primitive(&name[..*at]).is_some()));
    let head = dialect.inside_of(cut.map_or(name, |at| name[..at].trim()));
    // `x enum` and `x object` say what kind of thing x is.
    match head.split_once(' ') {
        Some((word, kind)) if dialect.kind_words.iter().any(|it| it.eq_ignore_ascii_case(kind)) => {
            word
        }
        _ => of_kind(dialect, head),
    }
}

/// A name of several words without those around it, where types are sections: `partial lamp shade object`.
fn of_kind<'t>(dialect: &Dialect, text: &'t str) -> &'t str {
    if dialect.shape.types == TypePlace::Page {
        return text;
    }
    let phrases = &dialect.phrases;
    let mut rest = text;
    while let Some(after) =
        strip_first(rest, &phrases.articles).or(strip_first(rest, &phrases.novelty))
    {
        rest = after.trim_start();
    }
    let is_kind = |kind: &str| dialect.kind_words.iter().any(|it| it.eq_ignore_ascii_case(kind));
    match rest.rsplit_once(' ') {
        Some((name, kind)) if is_kind(kind) => name.trim_end(),
        _ if rest.is_empty() => text,
        _ => rest,
    }
}

/// The primitive of a list of many, or any JSON, where types are sections: `strings`, `objects`.
pub(crate) fn one_of<'t>(dialect: &Dialect, name: &'t str) -> &'t str {
    let is_wanted = dialect.shape.types != TypePlace::Page && dialect.primitive(name).is_none();
    let mut ones = ["s", "es"].into_iter().filter_map(|end| name.strip_suffix(end));
    let is_one = |it: &&str| dialect.primitive(it).is_some() || dialect.is_untyped(it);
    ones.find(|it| is_wanted && is_one(it)).unwrap_or(name)
}

/// The value that a type may have besides its own.
pub(crate) const NULL: &str = "null";

/// Takes off what says that a value may be null: `Nullable Int32`, `?string`, `string?`.
pub(crate) fn without_null<'t>(dialect: &Dialect, text: &'t str) -> &'t str {
    let text = text.trim_matches(|c: char| is_padding(c) || c == '?');
    let words = &dialect.phrases.nullable;
    let rests = words.iter().filter_map(|word| {
        let (head, rest) = text.split_at_checked(word.len())?;
        let inner = rest.trim_start_matches(|c: char| is_padding(c) || c == ',');
        let inner = match (inner.strip_prefix(['(', '<']), inner.len() < rest.len()) {
            (Some(inner), _) => inner.trim_end_matches([')', '>']),
            (None, true) => inner,
            (None, false) => return None,
        };
        (head.eq_ignore_ascii_case(word) && !inner.is_empty()).then_some(inner)
    });
    rests.min_by_key(|rest| rest.len()).unwrap_or(text)
}

/// Takes off a word for nothing behind the type: `string or nothing`, `lamp shade, or null if there is none`.
fn without_nothing<'t>(dialect: &Dialect, text: &'t str) -> &'t str {
    let head = text.match_indices(" or ").find_map(|(at, or)| {
        let rest = &text[at + or.len()..];
        let part = rest.split(" or ").next().unwrap_or_default();
        // What follows another type is no end, but what follows a condition is the condition's.
        let is_end = part.len() == rest.len() || at_all_times(dialect, part).len() < part.len();
        (is_end && is_nothing(dialect, part)).then(|| text[..at].trim_end().trim_end_matches(','))
    });
    head.unwrap_or(text)
}

/// What stands before the words that say when it holds: `null` of `null if there is none`.
fn at_all_times<'t>(dialect: &Dialect, text: &'t str) -> &'t str {
    let condition = find(text, &dialect.phrases.conditions).first().map(|it| it.start);
    &text[..condition.unwrap_or(text.len())]
}

/// Whether what stands behind "or" says that there may be no value, perhaps only at times.
fn is_nothing(dialect: &Dialect, text: &str) -> bool {
    let text = at_all_times(dialect, text);
    let text = text.trim_matches(|c: char| is_padding(c) || matches!(c, '.' | ','));
    let phrases = &dialect.phrases;
    let mut words = phrases.empty_body.iter().chain(&phrases.nullable);
    text.eq_ignore_ascii_case(NULL) || words.any(|it| it.eq_ignore_ascii_case(text))
}

/// Whether a type's text says that its value may be null.
pub(crate) fn says_null(dialect: &Dialect, text: &str) -> bool {
    let text = text.trim();
    // Most types are one name.
    if text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_')) {
        return text.eq_ignore_ascii_case(NULL);
    }
    let mut parts = text.split(['/', '|']).flat_map(|part| part.split(" or "));
    let is_marked = |part: &str| part.starts_with('?') || part.ends_with('?');
    let (item, _) = peel(dialect, text);
    parts.any(|part| part.trim().eq_ignore_ascii_case(NULL))
        || text.split(" or ").skip(1).any(|it| is_nothing(dialect, it))
        || is_marked(text)
        || is_marked(item.trim())
        || without_null(dialect, item).len() < item.trim_matches(is_padding).len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    #[track_caller]
    fn check(cell: &str, expected: &str) {
        let page = format!("|Type|\n|--|\n|{cell}|\n\n[ref]: ref.md\n");
        let docs = DocSet::from_files([("p.md".to_owned(), page)]);
        let page = crate::markdown::parse_page(&docs, FileId(0));
        let crate::markdown::BlockKind::Table(table) = &page.root.blocks[0].kind else {
            panic!("the fixture is a table");
        };
        let cell = &table.rows[0].cells[0];
        let ty = of_cell(&docs, Default::default(), &cell.inline, cell.span);
        let shown = ty.map_or("nothing".to_owned(), |ty| {
            let names: Vec<String> = ty
                .mentions
                .iter()
                .map(|it| match (&it.primitive, &it.target) {
                    (Some(primitive), _) => primitive.name().to_owned(),
                    (None, Some(target)) => format!("{}→{}", it.name, target.path),
                    (None, None) => it.name.clone(),
                })
                .collect();
            format!("{}{}", names.join("|"), if ty.collection { "*" } else { "" })
        });
        assert_eq!(shown, expected);
    }

    #[test]
    fn spellings_of_primitives() {
        check("String", "Edm.String");
        check("Edm.dateTimeOffset", "Edm.DateTimeOffset");
        check("string (timestamp)", "Edm.String");
        check("string, maximum size 20", "Edm.String");
        check("string,read-only", "Edm.String");
        check("`bool`", "Edm.Boolean");
        check("Int32 collection", "Edm.Int32*");
        check("Collection(Edm.String)", "Edm.String*");
        check("`collection(string)`", "Edm.String*");
        check("Array[integer]", "Edm.Int32*");
        check("`List<string>`", "Edm.String*");
        check("array[]", "array*");
    }

    #[test]
    fn spellings_of_named_types() {
        check("[row](row.md)", "row→row.md");
        check("[row](row.md) collection", "row→row.md*");
        check("Collection([row](row.md))", "row→row.md*");
        check("[row collection](row.md)", "row→row.md*");
        check("[**row**][ref] collection", "row→ref.md*");
        check("**row**", "row");
        check("[row]", "row");
        check("ns.sub.row collection", "ns.sub.row*");
        check("[a](a.md) or [b](b.md)", "a→a.md|b→b.md");
        check("[row](row.md)\u{a0}collection", "row→row.md*");
        check("[row](row.md) collection. Holds the collection of x", "row→row.md*");
        check("[row](row.md). One of a collection", "row→row.md");
        check("[row](row.md)[]", "row→row.md*");
        check("`[row](row.md)[]`", "row*");
        check("[**row**][ref][]", "row→ref.md*");
    }

    #[test]
    fn what_is_no_type() {
        check("", "nothing");
        check("JSON object", "JSON object");
    }
}
