//! How text and headings say that a body is written, as a form or as a list, and the names of the fields of forms.

use super::phrases::{after, find};
use crate::dialect::Column;
use crate::extract::cx::Cx;
use crate::extract::page::columns::Columns;
use crate::extract::page::outline::{Ledger, Part};
use crate::facts::BodyFacts;
use crate::source::{Span, Spanned};

/// The names of the fields in a body that is a form: `a=1&b=2`, perhaps a field a line; nothing if it is none.
pub(crate) fn fields(text: &str, at: Span) -> Vec<Spanned<String>> {
    let mut found = Vec::new();
    let mut offset = 0;
    for part in text.split_inclusive(['&', '\n']) {
        let start = offset + part.len() - part.trim_start().len();
        offset += part.len();
        let part = part.trim_end_matches(['&', '\n']).trim();
        if part.is_empty() {
            continue;
        }
        let Some((name, _)) = part.split_once('=') else { return Vec::new() };
        let plain = name.replace("%5B", "[").replace("%5b", "[");
        let plain = plain.replace("%5D", "]").replace("%5d", "]");
        if !is_name(&plain) {
            return Vec::new();
        }
        found.push(Spanned::new(plain, at.part(start..start + name.len())));
    }
    found
}

/// Whether a text can be the name of a field.
pub(crate) fn is_name(text: &str) -> bool {
    let is_of_name = |c: char| c.is_alphanumeric() || "_-.[]".contains(c);
    !text.is_empty() && text.chars().all(is_of_name)
}

/// Takes what the heading and the sentences of a part say of how the body is written. One that names JSON as well leaves it open.
pub(crate) fn said(cx: &Cx<'_>, part: &Part<'_>, body: &mut BodyFacts, ledger: &mut Ledger) {
    let phrases = &cx.dialect.phrases;
    let (form, parts) = (&phrases.sent_as_form, &phrases.sent_as_parts);
    let list = &phrases.sent_as_list;
    if form.is_empty() && parts.is_empty() && list.is_empty() {
        return;
    }
    let is_list = |text: &str| !find(text, list).is_empty() && !phrases.said_in(text).returns();
    if body.many.is_none()
        && let Some((block, _)) = part.paragraphs().find(|(_, it)| is_list(&it.plain()))
    {
        body.many = Some(block.span);
        ledger.used(block);
    }
    let mut take = |text: &str, span: Span| {
        let says = |wanted| !after(text, wanted, phrases).is_empty();
        let place = match () {
            () if text.to_ascii_lowercase().contains("json") => return false,
            () if says(parts) => &mut body.parts,
            () if says(form) => &mut body.form,
            () => return false,
        };
        place.get_or_insert(span);
        true
    };
    // The title of an operation is no word for how it is called.
    if let Some(heading) = part.heading().filter(|_| part.is_own) {
        take(&heading.text, heading.span);
    }
    for (_, table) in part.tables() {
        let Some(place) = Columns::of(table, cx.dialect).find(&[Column::Place]) else { continue };
        let cells = table.rows.iter().filter_map(|row| row.cells.get(place));
        cells.for_each(|cell| {
            take(&cell.inline.plain(), cell.span);
        });
    }
    for (block, inline) in part.paragraphs() {
        if take(&inline.plain(), block.span) {
            ledger.used(block);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fields;
    use crate::source::{FileId, Span};

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found = fields(text, Span::new(FileId(0), 0..text.len()));
        assert_eq!(found.iter().map(|it| it.value.as_str()).collect::<Vec<_>>(), expected);
        for it in found.iter().filter(|it| !it.value.contains('[')) {
            assert_eq!(&text[it.span.range()], it.value);
        }
    }

    #[test]
    fn names_of_fields() {
        check("a=1&b=2", &["a", "b"]);
        check("a=1&\n  b[]=2&b%5B%5D=\n", &["a", "b[]", "b[]"]);
        check("a=x=y", &["a"]);
        check("just words", &[]);
        check("two words=1", &[]);
        check("", &[]);
    }
}
