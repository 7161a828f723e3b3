//! `secret-in-example`: an example holds what looks like a real secret.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::facts::{ExampleBody, RequestExample, ResponseExample};
use crate::http::Header;
use crate::json::{Value, ValueKind};
use crate::rules::cx::RuleCx;
use crate::source::Span;
use std::collections::BTreeSet;

pub(super) static SECRET_IN_EXAMPLE: Rule = Rule {
    name: "secret-in-example",
    level: Level::Warn,
    summary: "an example holds what looks like a real secret",
    explanation: include_str!("secret_in_example.md"),
};

/// Looks at headers, queries and bodies of all examples.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    let mut found = BTreeSet::new();
    for (_, operation) in cx.operations() {
        for example in &operation.examples {
            let mut look = |name: &str, text: &str, span: Span| {
                if let Some(what) = secret(cx, name, text)
                    && found.insert(span)
                {
                    diagnostics.report(report(what, text, span));
                }
            };
            if let Some(RequestExample { target, headers, body, .. }) = &example.request {
                let query = target.value.split_once('?').map_or("", |(_, query)| query);
                fields(query, target.span, &mut look);
                message(cx, headers, body.as_ref(), &mut look);
            }
            if let Some(ResponseExample { headers, body, .. }) = &example.response {
                message(cx, headers, body.as_ref(), &mut look);
            }
        }
    }
}

/// Called with a name, the text that stands for it, and where that is.
type Look<'l> = &'l mut dyn FnMut(&str, &str, Span);

fn message(cx: &RuleCx<'_>, headers: &[Header], body: Option<&ExampleBody>, look: Look<'_>) {
    for header in headers {
        look(&header.name.value, &header.value.value, header.value.span);
    }
    match body {
        Some(ExampleBody::Json(value)) => json("", value, look),
        Some(ExampleBody::Other(span) | ExampleBody::BrokenJson(span)) => {
            fields(cx.sources.text(*span), *span, look);
        }
        None => {}
    }
}

/// `name=text&name=text`
fn fields(text: &str, span: Span, look: Look<'_>) {
    for (name, text) in text.split(['&', '\n']).filter_map(|it| it.split_once('=')) {
        look(name.trim(), text.trim(), span);
    }
}

fn json(name: &str, value: &Value, look: Look<'_>) {
    match &value.kind {
        ValueKind::String(text) => look(name, text, value.content),
        ValueKind::Array(items) => items.iter().for_each(|it| json(name, it, look)),
        ValueKind::Object(members) => members.iter().for_each(|it| json(&it.name, &it.value, look)),
        ValueKind::Null | ValueKind::Bool(_) | ValueKind::Number(_) => {}
    }
}

/// What a text looks like, if it looks like a secret.
fn secret(cx: &RuleCx<'_>, name: &str, text: &str) -> Option<&'static str> {
    let dialect = cx.dialect;
    let token = dialect.service.protocol.token.of(name, text);
    let (is_token_place, text) = (token.is_some(), token.unwrap_or(text));
    if text.len() < LEAST_LETTERS {
        return None;
    }
    // Nearly no text goes as far as that.
    let is_sample = || {
        let lower = text.to_ascii_lowercase();
        dialect.sample_words.iter().any(|it| lower.contains(it))
    };
    let mut words = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '"'));
    if text.len() > LEAST_SIGNATURE && words.clone().any(is_token) {
        return (!is_sample()).then_some("token");
    }
    let is_key = |word: &str| {
        let mut rests =
            dialect.secret_prefixes.iter().filter_map(|it| word.strip_prefix(it.as_str()));
        // Nearly no word is as long.
        let is_long = |text: &str| text.len() + 4 >= LEAST_LETTERS;
        is_long(word) && rests.any(|rest| is_long(rest) && is_random(rest))
    };
    if words.any(is_key) {
        return (!is_sample()).then_some("key");
    }
    let is_secret =
        || is_token_place || dialect.secret_names.iter().any(|known| is_called(name, known));
    let is_drawn = || is_secret() && is_random(text);
    // Nearly no text is one word with a digit in it.
    let is_word = text.bytes().any(|it| it.is_ascii_digit()) && !text.contains(char::is_whitespace);
    (is_word && is_drawn() && !is_sample()).then_some("secret")
}

/// Whether a name is a known one, which is in lower case and without `_` and `-`.
fn is_called(name: &str, known: &str) -> bool {
    let letters = name.bytes().filter(|byte| !matches!(byte, b'_' | b'-'));
    letters.map(|byte| byte.to_ascii_lowercase()).eq(known.bytes())
}

/// A secret has as many letters.
const LEAST_LETTERS: usize = 16;

/// What signs with the shortest usual hash has 43.
const LEAST_SIGNATURE: usize = 40;

/// Three parts of base64, of which the first begins an object and the last is a signature.
fn is_token(word: &str) -> bool {
    /// The first letters of an object in base64.
    const OBJECT: &str = "eyJ";
    if !word.starts_with(OBJECT) {
        return false;
    }
    let mut parts = word.split('.');
    let (Some(head), Some(claims), Some(signature), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '=');
    claims.starts_with(OBJECT)
        && [head, claims, signature].iter().all(|part| part.chars().all(is_part))
        && signature.len() >= LEAST_SIGNATURE
        && is_random(signature)
}

/// Whether a text looks as if it was drawn: letters and digits mixed, few of them often, and no words
/// put together.
fn is_random(text: &str) -> bool {
    let n_letters = text.chars().count();
    let distinct: BTreeSet<char> = text.chars().collect();
    let is_of_uuid = |c: char| c.is_ascii_hexdigit() || c == '-';
    let has = |is: fn(&char) -> bool| text.chars().any(|c| is(&c));
    let pairs = text.chars().zip(text.chars().skip(1));
    // `aB`, `a1`, `1a`; words put together change so less often.
    let n_changes = pairs
        .filter(|(a, b)| {
            (a.is_ascii_lowercase() && b.is_ascii_uppercase())
                || a.is_ascii_digit() != b.is_ascii_digit()
        })
        .count();
    let is_uuid = n_letters == 36 && text.chars().all(is_of_uuid);
    has(char::is_ascii_digit)
        && has(char::is_ascii_alphabetic)
        && !is_uuid
        && distinct.len() * 5 >= n_letters.min(40) * 2
        && n_changes * 5 >= n_letters
        && !text.contains(['{', '<', '…', ' '])
        && !text.contains("...")
}

/// What it looks like, and where it stands. The same at several places is one mistake.
fn report(what: &str, text: &str, span: Span) -> Diagnostic {
    const SHOWN: usize = 4;
    let headline = format!("this looks like a real {what}");
    let begins: String = text.chars().take(SHOWN).collect();
    Diagnostic::new(&SECRET_IN_EXAMPLE, span, headline)
        .label(format!("begins with `{begins}`"))
        .once()
        .help("write one that nobody can take for real, such as `00000000` or `{token}`")
        .note("what was published once has to be revoked")
}
