//! A heading or a line of text that is a request line, by a pattern: `{title} % {method} {path}`, `{path} {method} — {x}`.

use crate::spelling::without_number;
use crate::toml_file::{FileError, TomlFile};
use std::fmt;
use toml::Spanned;
use toml::de::DeValue;

pub(super) const METHOD: &str = "{method}";
pub(super) const PATH: &str = "{path}";
const TITLE: &str = "{title}";
const WORDS: &str = "{x}";
/// What a pattern is.
const PATTERN: &str = "a request line has one `{method}` and one `{path}` with a blank, a sign or a word between them; before them \
    and behind, there may be words of yours, one `{title}` in all, and a `{x}` for other words, with words or signs of yours between \
    the two: `\"{title} % {method} {path}\"`, `\"{path} {method}\"`, `\"{x}: {method} {path} — {title}\"`; the number of a \
    heading is none of its words";

/// A heading or a line of text that is a request line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinePattern {
    /// What stands before the line.
    pub before: Side,
    /// What stands between method and path.
    pub between: String,
    /// What stands behind the line.
    pub after: Side,
    /// The path stands before the method.
    pub is_path_first: bool,
}

/// What stands on one side of a request line, in its order. No two holes stand beside each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Side(Vec<Part>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    /// These words, or this sign.
    Text(String),
    /// The title; there may be none.
    Title,
    /// Words that say nothing of the request.
    Words,
}

/// Reads a key that has a list of patterns.
pub(super) fn read<'t>(
    toml: &TomlFile<'t>,
    key: &str,
    value: &Spanned<DeValue<'t>>,
) -> Result<Vec<LinePattern>, FileError> {
    let items = toml.items_of(value, &format!("`{key}` is a list of texts: `[\"…\"]`"))?;
    let read = items.map(|it| {
        let text = toml.text_of(it, PATTERN)?;
        LinePattern::of(text).ok_or_else(|| toml.error(it.span(), PATTERN))
    });
    read.collect()
}

impl LinePattern {
    /// Reads a pattern; `None` for a text that is none.
    pub fn of(text: &str) -> Option<Self> {
        let is_path_first = text.find(PATH)? < text.find(METHOD)?;
        let [one, other] = if is_path_first { [PATH, METHOD] } else { [METHOD, PATH] };
        let (before, rest) = without_number(text).split_once(one)?;
        let (between, after) = rest.split_once(other)?;
        let (before, after) = (Side::of(before)?, Side::of(after)?);
        let between = between.trim().to_owned();
        let n_titles = before.0.iter().chain(&after.0).filter(|it| **it == Part::Title).count();
        let is_one = n_titles <= 1 && !between.contains('{');
        is_one.then_some(Self { before, between, after, is_path_first })
    }
}

impl Side {
    fn of(text: &str) -> Option<Self> {
        let mut parts: Vec<Part> = Vec::new();
        let mut rest = text.trim();
        while !rest.is_empty() {
            let hole = [(TITLE, Part::Title), (WORDS, Part::Words)];
            let hole = hole.into_iter().find_map(|(it, part)| Some((part, rest.strip_prefix(it)?)));
            let (part, behind) = match hole {
                Some(hole) => hole,
                None => {
                    let (text, behind) = rest.split_at(rest.find('{').unwrap_or(rest.len()));
                    (Part::Text(text.trim().to_owned()), behind)
                }
            };
            let is_text = |it: &Part| matches!(it, Part::Text(_));
            let is_other = part == Part::Text(String::new());
            let is_again = !is_text(&part) && parts.contains(&part);
            let is_beside = parts.last().is_some_and(|last| is_text(last) == is_text(&part));
            if is_other || is_again || is_beside {
                return None;
            }
            parts.push(part);
            rest = behind.trim_start();
        }
        Some(Self(parts))
    }

    /// The first word of the side, if it begins with one of its own: a path may end right before it.
    pub fn first_word(&self) -> &str {
        match self.0.first() {
            Some(Part::Text(text)) => text.split_whitespace().next().unwrap_or_default(),
            _ => "",
        }
    }

    /// The title in a text that is like the side, empty without one; `None` if it is not.
    pub fn title<'t>(&self, text: &'t str) -> Option<&'t str> {
        title(&self.0, text.trim())
    }
}

/// What follows the words of a pattern, in which case does not count.
pub(crate) fn without_prefix<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    let (begins, behind) = text.split_at_checked(words.len())?;
    begins.eq_ignore_ascii_case(words).then_some(behind)
}

fn title<'t>(parts: &[Part], text: &'t str) -> Option<&'t str> {
    let (part, rest) = match parts.split_first() {
        None => return text.is_empty().then_some(""),
        Some((Part::Text(words), rest)) => {
            return title(rest, without_prefix(text, words)?.trim_start());
        }
        Some((part, rest)) => (part, rest),
    };
    let is_filled = |hole: &str| *part == Part::Title || !hole.is_empty();
    // Behind a hole stands a text, or nothing.
    let next = match rest.first() {
        Some(Part::Text(next)) => next,
        _ => {
            let title = if *part == Part::Title { text } else { "" };
            return is_filled(text).then_some(title);
        }
    };
    // Case does not count, and letters of other scripts keep their places.
    let (lower, next) = (text.to_ascii_lowercase(), next.to_ascii_lowercase());
    lower.match_indices(&next).find_map(|(at, _)| {
        let hole = text[..at].trim_end();
        let behind = title(rest, &text[at..]).filter(|_| is_filled(hole))?;
        Some(if *part == Part::Title { hole } else { behind })
    })
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = self.0.iter().map(|it| match it {
            Part::Text(text) => text.as_str(),
            Part::Title => TITLE,
            Part::Words => WORDS,
        });
        f.write_str(&words.collect::<Vec<_>>().join(" "))
    }
}

impl fmt::Display for LinePattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { before, between, after, is_path_first } = self;
        let [one, other] = if *is_path_first { [PATH, METHOD] } else { [METHOD, PATH] };
        let [before, after] = [before, after].map(ToString::to_string);
        let parts = [before.as_str(), one, between, other, after.as_str()];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        f.write_str(&parts.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_and_what_is_none() {
        for text in [
            "{title} % {method} {path}",
            "{method} on {path}",
            "{path} ({method}) {title}",
            "{title} {path} {method}",
            "Call {x} : {method} {path} — {title} ( since {x} )",
        ] {
            let pattern = LinePattern::of(text).expect("a pattern");
            assert_eq!(
                pattern.is_path_first,
                text.find("{path}") < text.find("{method}"),
                "{text}"
            );
            assert_eq!(LinePattern::of(&pattern.to_string()), Some(pattern), "{text}");
        }
        for text in [
            "{title}",
            "{path}",
            "{method}",
            "{y} {method} {path}",
            "{title} {x} {method} {path}",
            "{title} {method} {path} {title}",
            "{method} {x} {path}",
        ] {
            assert_eq!(LinePattern::of(text), None, "{text}");
        }
        assert_eq!(LinePattern::of("5.1 {method} {path}"), LinePattern::of("{method} {path}"));
    }

    #[test]
    fn titles_of_sides() {
        let check = |pattern: &str, text: &str, expected: Option<&str>| {
            let side = Side::of(pattern).expect("a side");
            assert_eq!(side.title(text), expected, "{pattern} {text}");
        };
        check("— {title}", " — List lamps", Some("List lamps"));
        check("— {title} (since {x})", "— List (all) lamps (since 2.1)", Some("List (all) lamps"));
        check("{title} %", "A % B %", Some("A % B"));
        check("{x}:", ":", None);
        check("call: {title} as", "Call: List AS", Some("List"));
        check("{x}: {title} –", "Call: now: List –", Some("now: List"));
        check("", "more", None);
    }
}
