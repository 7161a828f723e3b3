//! The pattern of a heading that is a request line: `{title} % {method} {path}`, `{path} ({method})`, `{method} on {path}`.

use super::requests::{is_method, is_path};
use crate::dialect::LinePattern;

/// A heading of more words is a sentence.
const MOST_WORDS: usize = 32;
/// Words between method and path of which there are more are a sentence.
const MOST_BETWEEN: usize = 1;

/// What stands around a method or a path in the same word.
const AROUND: &[char] = &['(', ')', '[', ']', ':', ',', '*', '`', '"'];

/// The pattern by which a heading would be read; `None` if it has no method beside a path.
pub(super) fn pattern_of(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().take(MOST_WORDS + 1).collect();
    if words.len() > MOST_WORDS {
        return None;
    }
    let is = |is_one: fn(&str) -> bool| {
        let places =
            words.iter().enumerate().filter(move |(_, it)| is_one(it.trim_matches(AROUND)));
        places.map(|(at, _)| at).collect::<Vec<_>>()
    };
    let (methods, paths) = (is(is_method), is(is_path));
    let pairs = paths.iter().rev().flat_map(|path| methods.iter().map(move |it| (*it, *path)));
    // The nearest method; where two are as near, the one before the path.
    let (method, path) = pairs
        .filter(|(method, path)| method.abs_diff(*path) <= MOST_BETWEEN + 1)
        .min_by_key(|(method, path)| (method.abs_diff(*path), method > path))?;
    let (first, last) = (method.min(path), method.max(path));
    let hole = |at: usize, name: &str| {
        let word = words[at];
        let inner = word.trim_matches(AROUND);
        // Backticks do not count.
        word.replacen(inner, name, 1).replace('`', "")
    };
    let names = if method < path { ["{method}", "{path}"] } else { ["{path}", "{method}"] };
    let mut parts: Vec<String> = Vec::new();
    let (before, after) = (&words[..first], &words[last + 1..]);
    let is_sign = |word: &str| !word.chars().any(char::is_alphanumeric);
    match before.split_last() {
        None => {}
        Some((sign, [])) if is_sign(sign) => parts.push((*sign).to_owned()),
        Some((sign, _)) if is_sign(sign) => {
            parts.extend(["{title}".to_owned(), (*sign).to_owned()])
        }
        Some(_) => parts.push(titled(before)),
    }
    parts.push(hole(first, names[0]));
    parts.extend(words[first + 1..last].iter().map(|it| (*it).to_owned()));
    parts.push(hole(last, names[1]));
    match after.split_first() {
        None => {}
        Some((sign, [])) if is_sign(sign) => parts.push((*sign).to_owned()),
        Some(_) if !before.is_empty() => return None,
        Some((sign, _)) if is_sign(sign) => {
            parts.extend([(*sign).to_owned(), "{title}".to_owned()])
        }
        Some(_) => parts.push("{title}".to_owned()),
    }
    Some(parts.join(" ")).filter(|it| LinePattern::of(it).is_some())
}

/// Whether a heading is a request line.
pub fn has_request(text: &str) -> bool {
    pattern_of(text).is_some()
}

/// A title, and the mark that its last word ends in: `List lamps: GET /lamps`.
fn titled(words: &[&str]) -> String {
    let mark = words.last().and_then(|it| it.chars().next_back()).filter(|it| AROUND.contains(it));
    let mark = mark.filter(|it| *it == ':');
    format!("{{title}}{}", mark.map(String::from).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::pattern_of;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(pattern_of(text).as_deref().unwrap_or("none"), expected);
    }

    #[test]
    fn patterns_of_headings() {
        check("Get a lamp % GET /lamps/{id}", "{title} % {method} {path}");
        check("List lamps · GET /lamps", "{title} · {method} {path}");
        check("GET /lamps", "{method} {path}");
        check("List lamps GET /lamps", "{title} {method} {path}");
        check("GET /lamps - List lamps", "{method} {path} - {title}");
        check("GET /lamps List lamps", "{method} {path} {title}");
        check("/lamps GET", "{path} {method}");
        check("`/lamps`: GET", "{path}: {method}");
        check("/lamps/:lamp (DELETE)", "{path} ({method})");
        check("GET on /lamps", "{method} on {path}");
        check("[POST] /lamps", "[{method}] {path}");
        check("List lamps: GET /lamps", "{title}: {method} {path}");
        check("List lamps (GET /lamps)", "{title} ({method} {path})");
        check("How to GET a lamp", "none");
        check("What /lamps is for", "none");
        check("GET what is left of /lamps", "none");
    }
}
