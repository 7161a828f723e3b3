//! Prose for people, and the set phrases in it.

use super::phrases::sentence_end;
use crate::dialect::Dialect;
use crate::facts::Prose;
use crate::markdown::{Inline, Run, RunKind};
use crate::source::Span;

/// Light markdown of inline text; `None` when there are no words.
pub(crate) fn prose(inline: &Inline, span: Span) -> Option<Prose> {
    let mut text = inline.markdown();
    if text.contains("**") {
        let words = text.replace("**", "");
        text = words.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let has_words = text.chars().any(char::is_alphanumeric);
    has_words.then_some(Prose { text, span })
}

/// Whether a sentence of the text begins with one of the phrases and ends right after it, or goes on about what for.
pub(crate) fn has_sentence(text: &str, phrases: &[String]) -> bool {
    begins_sentence(text, phrases, |rest| ends(rest) || rest.starts_with(" for "))
}

/// The same without more, where operations are sections: "Required for guests" is said of guests alone.
pub(crate) fn says_required(dialect: &Dialect, text: &str) -> bool {
    let phrases = &dialect.phrases.required;
    match dialect.shape.has_sections() {
        true => begins_sentence(text, phrases, ends),
        false => has_sentence(text, phrases),
    }
}

fn ends(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with([',', ':', ')'])
}

fn begins_sentence(text: &str, phrases: &[String], is_end: impl Fn(&str) -> bool) -> bool {
    let text = text.to_lowercase();
    let mut sentences = text.split(['.', ';', '\n']).map(str::trim);
    sentences.any(|it| phrases.iter().any(|phrase| it.strip_prefix(phrase).is_some_and(&is_end)))
}

/// The runs after the first of the phrases, up to the end of its sentence.
///
/// The first run of the result is cut to what follows the phrase.
pub(crate) fn after_phrase(inline: &Inline, phrases: &[String]) -> Option<Vec<Run>> {
    let mut text = String::new();
    let mut ends = Vec::new();
    for run in &inline.runs {
        // Lower-casing may change lengths outside ASCII; only offsets within ASCII matter here.
        text.push_str(&run.text.to_ascii_lowercase());
        ends.push(text.len());
    }
    let end = phrases.iter().filter_map(|it| text.find(it).map(|at| at + it.len())).min()?;
    let first = ends.iter().position(|run_end| *run_end > end).unwrap_or(ends.len());
    let mut rest: Vec<Run> = inline.runs.get(first..)?.to_vec();
    let first_start = if first == 0 { 0 } else { ends[first - 1] };
    if let Some(run) = rest.first_mut()
        && end > first_start
        && let Some(tail) = run.text.get(end - first_start..)
    {
        run.text = tail.to_owned();
    }
    let mut sentence = Vec::new();
    for mut run in rest {
        if matches!(run.kind, RunKind::Text | RunKind::Strong)
            && let Some(stop) = sentence_end(&run.text)
        {
            run.text.truncate(stop);
            sentence.push(run);
            break;
        }
        sentence.push(run);
    }
    Some(sentence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_required_sentence_is_not_a_required_word() {
        assert!(has_sentence("The name. Required.", &["required".to_owned()]));
        assert!(has_sentence("Required, at most 3.", &["required".to_owned()]));
        assert!(!has_sentence("The required scope.", &["required".to_owned()]));
        assert!(!has_sentence("Not required.", &["required".to_owned()]));
    }
}
