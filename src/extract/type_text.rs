//! Types as pages write them: table cells, annotation values, JSON placeholders.

use super::links;
use crate::dialect::Dialect;
use crate::doc_set::DocSet;
use crate::facts::{TypeMention, TypeText};
use crate::markdown::{Inline, Run, RunKind};
use crate::source::Span;

/// Reads a type cell. `None` when the cell is empty.
pub(super) fn of_cell(
    docs: &DocSet,
    dialect: &Dialect,
    inline: &Inline,
    span: Span,
) -> Option<TypeText> {
    let text = inline.plain().replace("**", "");
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let links: Vec<&Run> =
        inline.runs.iter().filter(|run| matches!(run.kind, RunKind::Link { .. })).collect();
    if links.is_empty() {
        return Some(of_text(dialect, text, span));
    }
    let mut collection = false;
    let mentions = links
        .into_iter()
        .map(|run| {
            let (name, is_collection) = peel(&run.text);
            collection |= is_collection;
            let target = match &run.kind {
                RunKind::Link { target } => links::resolve(docs, run.span.file, &target.value),
                _ => None,
            };
            mention(dialect, name, target, run.span)
        })
        .collect();
    let around: String = inline
        .runs
        .iter()
        .map(|run| if matches!(run.kind, RunKind::Link { .. }) { "@" } else { run.text.as_str() })
        .collect();
    collection |= says_collection(&around);
    Some(TypeText { text: text.to_owned(), mentions, collection, span })
}

/// Whether the words around a linked type make it a collection; a sentence after the type does not.
fn says_collection(around: &str) -> bool {
    let lower = around.to_lowercase();
    let after = lower.split_once('@').map_or("", |(_, after)| after);
    after.trim_start_matches([')', '*', ' ', '\u{a0}']).starts_with("collection")
        || lower.trim_start().starts_with("collection")
}

/// Reads a type written without links.
pub(super) fn of_text(dialect: &Dialect, text: &str, span: Span) -> TypeText {
    let (rest, collection) = peel(text);
    // "A or B" names two types; prose that happens to hold "or" has more words.
    let parts: Vec<&str> = rest.split(" or ").collect();
    let is_union = parts.len() > 1 && parts.iter().all(|part| !part.trim().contains(' '));
    let names = if is_union { parts } else { vec![rest] };
    let mentions = names
        .into_iter()
        .filter_map(|name| {
            let name = clean(dialect, name);
            (!name.is_empty()).then(|| mention(dialect, name, None, span))
        })
        .collect();
    TypeText { text: text.to_owned(), mentions, collection, span }
}

fn mention(
    dialect: &Dialect,
    name: &str,
    target: Option<crate::facts::LinkTarget>,
    span: Span,
) -> TypeMention {
    let name = name.trim().trim_start_matches('#');
    TypeMention { primitive: dialect.primitive(name), name: name.to_owned(), target, span }
}

/// Takes `collection` off in all its forms: `x collection`, `Collection(x)`, `collection of x`.
fn peel(text: &str) -> (&str, bool) {
    let mut rest = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '`' | '.'));
    let mut collection = false;
    loop {
        let lower = rest.to_ascii_lowercase();
        let inner = if lower.starts_with("collection(") && lower.ends_with(')') {
            &rest["collection(".len()..rest.len() - 1]
        } else if lower.starts_with("collection of ") {
            &rest["collection of ".len()..]
        } else if lower.ends_with(" collection") || lower.ends_with("\u{a0}collection") {
            let cut = rest.len() - "collection".len();
            rest[..cut].trim_end()
        } else if lower.ends_with("[]") && !lower.starts_with('[') {
            &rest[..rest.len() - 2]
        } else {
            return (rest, collection);
        };
        rest = inner.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '`' | '\''));
        collection = true;
    }
}

/// Takes notes off a type's name: `string (url)`, `string, maximum size 20`, `[name]`.
fn clean<'t>(dialect: &Dialect, name: &'t str) -> &'t str {
    let name = name.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '*' | '`' | '[' | ']' | '<' | '>' | '"')
    });
    if is_untyped(dialect, name) {
        return name;
    }
    let cut = [" (", ", ", " - "].iter().filter_map(|mark| name.find(mark)).min();
    let head = cut.map_or(name, |at| name[..at].trim());
    // `x enum` and `x object` say what kind of thing x is.
    let words: Vec<&str> = head.split_whitespace().collect();
    match words.as_slice() {
        [word, "enum" | "object" | "resource" | "type" | "value"] => word,
        _ => head,
    }
}

/// Whether a spelling means "any JSON".
pub(super) fn is_untyped(dialect: &Dialect, name: &str) -> bool {
    dialect.untyped.iter().any(|known| known.eq_ignore_ascii_case(name))
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
        check("`bool`", "Edm.Boolean");
        check("Int32 collection", "Edm.Int32*");
        check("Collection(Edm.String)", "Edm.String*");
        check("`collection(string)`", "Edm.String*");
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
    }

    #[test]
    fn what_is_no_type() {
        check("", "nothing");
        check("JSON object", "JSON object");
    }
}
