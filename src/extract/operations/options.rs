//! Which of the protocol's query options an operation takes, read from the sentences about them.

use crate::dialect::Said;
use crate::extract::cx::Cx;
use crate::extract::page::outline::{Ledger, Part};
use crate::facts::{OptionFacts, ParameterClaim};
use crate::markdown::{Inline, Run, RunKind};
use crate::odata::QueryOption;
use crate::source::{Span, Spanned};

/// Reads the paragraphs and list items of a section about query parameters.
pub(crate) fn extract(cx: &Cx<'_>, part: &Part<'_>, facts: &mut OptionFacts, ledger: &mut Ledger) {
    // "These are not supported:" goes for the list below it.
    let mut refuses_what_follows = false;
    for (block, inline) in part.paragraphs() {
        let n_before = n_facts(facts);
        let text = inline.plain();
        let first = text.split(|c: char| !is_option_char(c)).find(|word| !word.is_empty());
        refuses_what_follows &= first.is_some_and(|word| QueryOption::of(word).is_some());
        for sentence in sentences(inline) {
            let said = cx.dialect.phrases.said_in(&sentence.text);
            let refuses = refuses_what_follows || is_refusal(cx, &sentence, &said);
            read_sentence(&sentence, &said, refuses, block.span, facts);
            refuses_what_follows |= refuses && sentence.text.trim_end().ends_with(':');
        }
        if n_facts(facts) > n_before {
            ledger.used(block);
        }
    }
}

fn n_facts(facts: &OptionFacts) -> usize {
    let said = [facts.none, facts.some, facts.all].into_iter().flatten().count();
    facts.named.len() + facts.refused.len() + said
}

/// Adds the options that stand in a parameter table.
pub(crate) fn of_rows(cx: &Cx<'_>, rows: &[ParameterClaim], facts: &mut OptionFacts) {
    for row in rows {
        let Some(option) = QueryOption::of(&row.name.value) else { continue };
        let text = row.description.as_ref().map_or("", |it| it.text.as_str());
        let is_refusal = cx.dialect.phrases.said_in(text).not_supported() && !text.contains(". ");
        let found = if is_refusal { &mut facts.refused } else { &mut facts.named };
        found.push(Spanned::new(option, row.name.span));
    }
}

fn read_sentence(
    sentence: &Sentence,
    said: &Said,
    refuses: bool,
    span: Span,
    facts: &mut OptionFacts,
) {
    if refuses {
        facts.refused.extend(sentence.options.iter().cloned());
    } else if !said.without() {
        facts.named.extend(sentence.options.iter().cloned());
    }
    if !said.options() {
        return;
    }
    if refuses {
        facts.none.get_or_insert(span);
    } else if said.supported() {
        let names = !sentence.options.is_empty() && !said.all_options();
        let is_some = names || said.some_options();
        let said = if is_some { &mut facts.some } else { &mut facts.all };
        said.get_or_insert(span);
    }
}

/// Whether options can't be used at all. Not on some members or in some cases only.
fn is_refusal(cx: &Cx<'_>, sentence: &Sentence, said: &Said) -> bool {
    if !said.not_supported() {
        return false;
    }
    let phrases = &cx.dialect.phrases;
    let text = sentence.text.to_lowercase();
    let after = phrases.not_supported.iter().find_map(|phrase| {
        let (_, after) = text.split_once(phrase)?;
        Some(after.trim_start_matches(char::is_alphabetic).trim_start())
    });
    let Some(after) = after else { return false };
    let is_partly =
        phrases.not_supported_partly.iter().any(|it| after.starts_with(it)) || said.members();
    said.options() || !is_partly
}

/// One sentence and the options that it names.
#[derive(Debug, Default)]
struct Sentence {
    text: String,
    options: Vec<Spanned<QueryOption>>,
}

fn sentences(inline: &Inline) -> Vec<Sentence> {
    let mut sentences = vec![Sentence::default()];
    for run in &inline.runs {
        let mut rest = run.text.as_str();
        // Code and the words of a link are never the end of a sentence.
        while let (RunKind::Text | RunKind::Strong | RunKind::Break, Some(end)) =
            (&run.kind, sentence_end(rest))
        {
            add(&mut sentences, run, &rest[..end]);
            sentences.push(Sentence::default());
            rest = &rest[end..];
        }
        add(&mut sentences, run, rest);
    }
    sentences
}

fn add(sentences: &mut [Sentence], run: &Run, text: &str) {
    let Some(sentence) = sentences.last_mut() else { return };
    sentence.text.push_str(text);
    let option = |option| Spanned::new(option, run.span);
    let words = text.split(|c: char| !is_option_char(c));
    sentence.options.extend(words.filter_map(QueryOption::of).map(option));
    // "the **select** parameter", "[filter](…)": marked as a name, the `$` is left out.
    if matches!(run.kind, RunKind::Code | RunKind::Strong | RunKind::Link { .. }) {
        let bare = QueryOption::of(&format!("${}", text.trim()));
        sentence.options.extend(bare.map(option));
    }
}

fn is_option_char(c: char) -> bool {
    c == '$' || c.is_ascii_alphanumeric()
}

/// Just after a full stop that white space and a capital follow; "e.g. `$filter`" goes on.
fn sentence_end(text: &str) -> Option<usize> {
    text.match_indices(". ").map(|(at, _)| at + 1).find(|at| {
        let rest = text[*at..].trim_start();
        rest.is_empty() || rest.starts_with(char::is_uppercase)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    fn check(text: &str) -> Vec<(String, Vec<&'static str>)> {
        let run = Run {
            kind: RunKind::Text,
            text: text.to_owned(),
            span: Span::new(FileId(0), 0..text.len()),
        };
        let sentences = sentences(&Inline { runs: vec![run] });
        let names = |it: &Sentence| it.options.iter().map(|it| it.value.name()).collect();
        sentences.iter().map(|it| (it.text.trim().to_owned(), names(it))).collect()
    }

    #[test]
    fn sentences_end_where_another_begins() {
        assert_eq!(
            check("Supports $top (e.g. $top=5). Others, such as $filter, do not work."),
            [
                ("Supports $top (e.g. $top=5).".to_owned(), vec!["$top", "$top"]),
                ("Others, such as $filter, do not work.".to_owned(), vec!["$filter"]),
            ]
        );
    }

    #[test]
    fn longer_names_are_others() {
        assert_eq!(check("$skipToken and $counts")[0].1, Vec::<&str>::new());
    }
}
