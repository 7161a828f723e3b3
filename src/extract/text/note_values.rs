//! Values that a note says: the one that counts when none is given, and those that there are.

use super::note_text::{part, parts, text_of};
use super::sentence::strip_first;
use super::type_text;
use crate::extract::cx::Cx;
use crate::markdown::{Inline, Run, RunKind};
use crate::source::{Span, Spanned};

/// What stands behind the words for a default that a text begins with, if it is one value; or before those that it ends in, if
/// it is a number or a truth value: "`true` by default".
pub(super) fn default_in<'t>(cx: &Cx<'_>, text: &'t str) -> Option<&'t str> {
    let is_mark = |c: char| matches!(c, ':' | '=' | '`' | '"' | ' ' | ')');
    let mut words = cx.dialect.phrases.default.iter().map(|it| it.trim_end_matches(is_mark));
    let text = text.trim();
    let before = words.clone().find_map(|words| {
        let (value, end) = text.split_at_checked(text.len().checked_sub(words.len())?)?;
        let is_whole = end.eq_ignore_ascii_case(words) && !value.ends_with(char::is_alphanumeric);
        let value = value.trim_matches(is_mark);
        let is_value = matches!(value, "true" | "false") || value.parse::<f64>().is_ok();
        (is_whole && is_value).then_some(value)
    });
    before.or_else(|| {
        words.find_map(|words| {
            let (head, rest) = text.split_at_checked(words.len())?;
            let is_whole =
                head.eq_ignore_ascii_case(words) && !rest.starts_with(char::is_alphanumeric);
            let value = rest.trim_matches(is_mark);
            (is_whole && !value.is_empty() && !value.contains(char::is_whitespace)).then_some(value)
        })
    })
}

/// The values that stand between commas of a note, and the other parts of it: "text, one of `wet`, `dry`, required".
pub(super) fn values_among(
    cx: &Cx<'_>,
    inline: &Inline,
) -> Option<(Vec<Spanned<String>>, Vec<Inline>)> {
    let all = parts(inline);
    let has_code = |it: &Inline| {
        let is_code = |it: &Run| it.kind == RunKind::Code;
        it.runs.iter().any(is_code) && default_in(cx, &text_of(&it.runs)).is_none()
    };
    let begins = all.iter().position(has_code)?;
    let ends = all.iter().rposition(has_code)? + 1;
    let runs = all.get(begins..ends)?.iter().flat_map(|it| it.runs.iter().cloned());
    let values = values(cx, &Inline { runs: runs.collect() });
    let others = all[..begins].iter().chain(&all[ends..]).cloned().collect();
    (!values.is_empty()).then_some((values, others))
}

/// Whether a word in brackets behind a value says that it counts when none is given: "`wet` (default) or `dry`".
fn is_default_mark(cx: &Cx<'_>, word: &str) -> bool {
    let inner = word.strip_prefix('(').and_then(|it| it.strip_suffix(')'));
    let mut words = cx.dialect.phrases.default.iter().map(|it| it.trim_end_matches([':', ' ']));
    inner.is_some_and(|inner| words.any(|it| it == inner))
}

/// The value behind which such a word stands.
pub(crate) fn marked_default(cx: &Cx<'_>, inline: &Inline) -> Option<String> {
    let mut pairs = inline.runs.windows(2);
    pairs.find_map(|pair| {
        let [value, behind] = pair else { return None };
        let word = behind.text.split_whitespace().next()?.trim_end_matches([',', ';', '.']);
        let is_it = value.kind == RunKind::Code && is_default_mark(cx, &word.to_lowercase());
        is_it.then(|| value.text.trim().trim_matches(['"', '\'']).to_owned())
    })
}

/// Whether the first part of a note has code, as a value is.
pub(super) fn begins_with_value(inline: &Inline) -> bool {
    let first = parts(inline).into_iter().next();
    first.is_some_and(|it| it.runs.iter().any(|it| it.kind == RunKind::Code))
}

/// The values that stand behind the colon of a note, and its other parts: "text: `wet` or `dry`".
pub(super) fn values_behind(
    cx: &Cx<'_>,
    inline: &Inline,
) -> Option<(Vec<Spanned<String>>, Vec<Inline>)> {
    let text = text_of(&inline.runs);
    let colon = text.find(": ")?;
    let (values, others) = values_among(cx, &part(&inline.runs, colon + 1..text.len()))?;
    let mut before = parts(&part(&inline.runs, 0..colon));
    before.extend(others);
    Some((values, before))
}

/// The values of a type that is nothing but them in quotes, and perhaps null: `'wet' | 'dry' | null`.
pub(crate) fn quoted(text: &str, span: Span) -> Option<Vec<Spanned<String>>> {
    let parts = text.split('|').map(|it| it.trim_matches([' ', '`']));
    let parts = parts.filter(|it| !it.eq_ignore_ascii_case(type_text::NULL));
    let inner = |it: &str| {
        let mut marks = ['\'', '"'].into_iter();
        let inner = marks.find_map(|mark| it.strip_prefix(mark)?.strip_suffix(mark))?;
        let is_value = !inner.trim().is_empty() && !inner.contains(['\'', '"']);
        is_value.then(|| Spanned::new(inner.to_owned(), span))
    };
    let values = parts.map(inner).collect::<Option<Vec<_>>>();
    values.filter(|it| it.len() > 1)
}

/// The values of a note that is nothing but values in code: "`wet` or `dry`".
pub(crate) fn values(cx: &Cx<'_>, inline: &Inline) -> Vec<Spanned<String>> {
    let is_code = |it: &&Run| it.kind == RunKind::Code;
    let joints = &cx.dialect.phrases.joints;
    let around = inline.runs.iter().filter(|it| !is_code(it)).map(|it| it.text.to_lowercase());
    let around: Vec<String> = around.collect();
    let is_joint = |text: &String| {
        let rest = strip_first(text.trim(), &cx.dialect.phrases.one_of).unwrap_or(text);
        let mut words = rest.split([' ', ',', '|', '/', ':']).filter(|it| !it.is_empty());
        words.all(|it| joints.iter().any(|joint| joint == it) || is_default_mark(cx, it))
    };
    let codes: Vec<&Run> = inline.runs.iter().filter(is_code).collect();
    let is_value = |it: &&Run| {
        let text = it.text.trim();
        !text.is_empty() && !text.contains(' ') && cx.dialect.primitive(text).is_none()
    };
    if codes.len() < 2 || !codes.iter().all(is_value) || !around.iter().all(is_joint) {
        return Vec::new();
    }
    let value =
        |it: &Run| Spanned::new(it.text.trim().trim_matches(['"', '\'']).to_owned(), it.span);
    codes.into_iter().map(value).collect()
}
