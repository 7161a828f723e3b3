//! Requests within running text: `` **Call** · `GET /lamps` ``.

use super::Method;
use std::ops::Range;

/// What marks words as bold or as code.
const MARKS: [char; 3] = ['`', '*', '_'];
/// Words of a label of which there are more are a sentence.
const MOST_WORDS: usize = 3;
/// What a label ends in.
const ENDS: [char; 9] = [':', '：', '·', '•', '–', '—', '-', '→', '|'];
/// What notes behind a request begin with.
const BEGINS: [char; 11] = ['·', '•', '–', '—', '-', '→', '|', '(', ';', '\n', '\\'];

/// A method in capitals with a path or a URL behind it, by their places in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The method.
    pub method: Method,
    /// Where it stands.
    pub at: Range<usize>,
    /// Where the path or the URL stands.
    pub target: Range<usize>,
}

impl Asked {
    /// The requests of a text as it is written, but those that are the text of a link.
    pub fn all(text: &str) -> Vec<Self> {
        let mut found: Vec<Self> = Vec::new();
        for (at, word) in words(text) {
            if found.last().is_none_or(|it| it.target.end <= at) {
                found.extend(Self::at(text, at, word));
            }
        }
        found
    }

    /// The only request of a text that is a line, and its label; see [`Self::label`].
    pub fn of_line(text: &str) -> Option<(Self, String)> {
        let mut all = Self::all(text);
        let only = all.pop().filter(|_| all.is_empty())?;
        let label = only.label(text)?;
        Some((only, label))
    }

    /// The request in code that a text begins with, whatever is said of it behind.
    pub fn beginning(text: &str) -> Option<Self> {
        let first = Self::all(text).into_iter().next()?;
        let is_first = text.get(..first.at.start)?.trim_matches(MARKS).trim().is_empty();
        let is_code = text.get(first.target.end..)?.starts_with('`');
        (is_first && is_code).then_some(first)
    }

    fn at(text: &str, at: usize, word: &str) -> Option<Self> {
        let method = Method::named(word)?;
        let before = text[..at].trim_end_matches(MARKS);
        let behind = text[at + word.len()..].trim_start_matches(MARKS);
        let target = behind.trim_start_matches([' ', '\t', '\u{a0}']);
        if before.ends_with(['[', '/', '-']) || target.len() == behind.len() {
            return None;
        }
        let target = target.trim_start_matches(MARKS);
        let is_target = ["/", "https://", "http://"].iter().any(|it| target.starts_with(it));
        let start = text.len() - target.len();
        let ends = |c: char| c.is_whitespace() || matches!(c, '`' | '|');
        let end = target.find(ends).unwrap_or(target.len());
        let end = target[..end].find("<br").unwrap_or(end);
        let is_code = target[end..].starts_with('`');
        let path = match is_code {
            true => &target[..end],
            false => target[..end].trim_end_matches(['*', '.', ',', ';', ':', ')']),
        };
        let target = start..start + path.len();
        (is_target && !path.is_empty()).then(|| Self { method, at: at..at + word.len(), target })
    }

    /// The label before it, without marks, where the text is a line that asks: nothing else stands before, and
    /// behind it only notes, behind a sign of their own or on a line of their own.
    pub fn label(&self, text: &str) -> Option<String> {
        let before = text.get(..self.at.start)?.trim_end_matches('`').trim();
        let is_bold = before.len() > 4 && before.starts_with("**") && before.ends_with("**");
        let label = without_tags(before);
        let label = label.trim_matches(MARKS).trim();
        let is_short = label.split_whitespace().filter(|it| is_word(it)).count() <= MOST_WORDS;
        let is_label = label.is_empty() || is_short && (is_bold || label.ends_with(ENDS));
        let blank = [' ', '\t'];
        let behind = text.get(self.target.end..)?.trim_start_matches(blank);
        let behind = match behind.strip_prefix("HTTP/") {
            Some(version) => version.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.'),
            None => behind,
        };
        let behind = behind.trim_start_matches(MARKS).trim_start_matches(blank);
        let is_over = matches!(behind.trim(), "" | "." | "\"");
        let has_notes =
            behind.starts_with(BEGINS) || behind.starts_with("<br") || behind.starts_with("\r\n");
        // A sentence that begins with a mark goes on in the next line.
        let next = behind.trim_start_matches(['\r', '\n', ' ']).chars().next();
        let is_wrapped = !label.is_empty()
            && behind.starts_with(['\r', '\n'])
            && next.is_some_and(char::is_lowercase);
        let is_around = |c: char| c.is_whitespace() || MARKS.contains(&c) || ENDS.contains(&c);
        let label = || label.trim_matches(is_around).to_owned();
        (is_label && !is_wrapped && (is_over || has_notes)).then(label)
    }
}

fn is_word(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// The words of letters of a text, with their places.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split(|c: char| !c.is_alphanumeric()).filter_map(move |word| {
        let start = text[at..].find(word).map_or(at, |it| at + it);
        at = start + word.len();
        (!word.is_empty()).then_some((start, word))
    })
}

fn without_tags(text: &str) -> String {
    let mut parts = text.split('<');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| all + part.split_once('>').map_or(part, |(_, rest)| rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Option<String> {
        match Asked::all(text).as_slice() {
            [only] => {
                assert_eq!(&text[only.target.clone()], "/tools/{id}", "{text}");
                only.label(text)
            }
            _ => None,
        }
    }

    #[test]
    fn lines_with_words_beside_them() {
        for (text, label) in [
            ("**Call** · `GET /tools/{id}`", "Call"),
            ("**Call:** `GET /tools/{id}`", "Call"),
            ("**Call**: `GET /tools/{id}`", "Call"),
            ("**How to call** `GET /tools/{id}`", "How to call"),
            ("Call: `GET /tools/{id}`", "Call"),
            ("`GET /tools/{id}` · scope `read`", ""),
            ("`GET /tools/{id} HTTP/1.1` (since 2)", ""),
            ("→ `GET /tools/{id}`", ""),
            ("`GET /tools/{id}`<br>Scope: read", ""),
            ("`GET /tools/{id}`\nlists them all", ""),
            ("| Call | `GET /tools/{id}` |", "Call"),
            ("<b>Call</b> — **GET** `/tools/{id}`", "Call"),
            ("GET /tools/{id}", ""),
            ("GET /tools/{id}.", ""),
        ] {
            assert_eq!(line(text).as_deref(), Some(label), "{text}");
        }
    }

    #[test]
    fn sentences_that_begin_with_one() {
        let begins = |text: &str| Asked::beginning(text).map(|it| text[it.target].to_owned());
        assert_eq!(
            begins("`GET /tools/{id}` reads one, see `GET /all`").as_deref(),
            Some("/tools/{id}")
        );
        assert_eq!(begins("**`GET /tools`** lists them").as_deref(), Some("/tools"));
        for text in [
            "Use `GET /tools`",
            "GET /tools reads",
            "[`GET /tools`](#x) reads",
            "`id` of `GET /x`",
            "",
        ] {
            assert_eq!(begins(text), None, "{text}");
        }
    }

    #[test]
    fn sentences_and_links_are_none() {
        for text in [
            "Use `GET /tools/{id}` to read one.",
            "Call `GET /tools/{id}`",
            "If you know which one: `GET /tools/{id}`",
            "`GET /tools/{id}` reads one",
            "Note: `GET /tools/{id}`\nis slow",
            "`GET /tools/{id}` – or `PUT /tools/{id}`",
            "[`GET /tools/{id}`](#read)",
            "get /tools/{id}",
            "GETTING /tools/{id}",
            "",
        ] {
            assert_eq!(line(text), None, "{text}");
        }
    }
}
