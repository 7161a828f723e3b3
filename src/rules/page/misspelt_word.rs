//! `misspelt-word`: a heading, a label or a word of an annotation is a letter away from one that is read.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::source::Span;

pub(super) static MISSPELT_WORD: Rule = Rule {
    name: "misspelt-word",
    level: Level::Warn,
    summary: "a heading, a label or a word of an annotation is a letter away from one that is read",
    explanation: include_str!("misspelt_word.md"),
};

/// A heading as it is written, its words in it, and the known words that it is read as.
pub(crate) fn heading(written: &str, text: &str, meant: &str, span: Span) -> Diagnostic {
    of_words("heading", (written, text), meant, span)
}

/// The same of bold words that stand for a heading.
pub(crate) fn label(written: &str, text: &str, meant: &str, span: Span) -> Diagnostic {
    of_words("label", (written, text), meant, span)
}

fn of_words(what: &str, (written, text): (&str, &str), meant: &str, span: Span) -> Diagnostic {
    let finding = report(&format!("the {what} `{}`", super::shorten(text)), meant, span);
    let mut places = written.match_indices(text);
    match (places.next(), places.next(), respelt(text, meant)) {
        (Some((at, _)), None, Some(respelt)) => {
            finding.edit(span.part(at..at + text.len()), respelt)
        }
        _ => finding,
    }
}

/// A key of an annotation, quotes included, and the known word that it is read as.
pub(crate) fn key(text: &str, meant: &str, span: Span) -> Diagnostic {
    of_annotation(text, meant, span).edit(span, format!("\"{meant}\""))
}

/// What an annotation says, without quotes, and the known word that it is read as.
pub(crate) fn value(text: &str, meant: &str, span: Span) -> Diagnostic {
    of_annotation(text, meant, span).edit(span, meant)
}

fn of_annotation(text: &str, meant: &str, span: Span) -> Diagnostic {
    report(&format!("`{}`", super::shorten(text)), meant, span)
}

/// Words with those that differ from what is meant replaced; a capital at their beginning stays.
fn respelt(text: &str, meant: &str) -> Option<String> {
    let (words, known): (Vec<&str>, Vec<&str>) =
        (text.split(' ').collect(), meant.split(' ').collect());
    if words.len() != known.len() {
        return None;
    }
    let respelt = words.into_iter().zip(known).map(|(word, known)| {
        if word.eq_ignore_ascii_case(known) {
            return word.to_owned();
        }
        let mut letters = known.chars();
        match letters.next().filter(|_| word.starts_with(char::is_uppercase)) {
            Some(first) => first.to_uppercase().chain(letters).collect(),
            None => known.to_owned(),
        }
    });
    Some(respelt.collect::<Vec<_>>().join(" "))
}

fn report(what: &str, meant: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&MISSPELT_WORD, span, format!("{what} is read as `{meant}`"))
        .help(format!("write `{meant}`, or add the spelling to the dialect"))
}

#[cfg(test)]
mod tests {
    use super::respelt;

    #[test]
    fn only_the_misspelt_words_are_replaced() {
        assert_eq!(respelt("HTTP reqest", "http request").as_deref(), Some("HTTP request"));
        assert_eq!(respelt("Proprties", "properties").as_deref(), Some("Properties"));
        assert_eq!(respelt("Httprequest", "http request"), None);
    }
}
