//! Globs over segments, of paths of operations and of pages alike: `*` stands for anything within a segment,
//! `**` for any number of segments.

use crate::model::{Argument, Path, PathSegment};
use crate::spelling::fits;

/// A glob: what stands between slashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Glob {
    parts: Vec<String>,
}

/// Any number of segments, none too.
const ANY_NUMBER: &str = "**";
/// What stands for a value, whatever it is called.
pub(super) const VALUE: &str = "{}";

impl Glob {
    /// The glob of a text, whose placeholders lose their names.
    pub(super) fn of(text: &str) -> Self {
        let parts = text.split('/').filter(|part| !part.is_empty());
        Self { parts: parts.map(plain).collect() }
    }

    /// The parts, in lower case and without names of placeholders.
    pub(super) fn parts(&self) -> &[String] {
        &self.parts
    }

    /// The first parts, and whatever follows.
    pub(super) fn beginning(&self, n_parts: usize) -> Self {
        let parts = self.parts[..n_parts].iter().cloned().chain([ANY_NUMBER.to_owned()]);
        Self { parts: parts.collect() }
    }

    /// Whether it fits segments, each of which may be written in several ways.
    pub(super) fn fits(&self, segments: &[Vec<String>]) -> bool {
        // For each number of segments whether the parts so far fit them.
        let mut fitting = vec![false; segments.len() + 1];
        fitting[0] = true;
        for part in &self.parts {
            let mut next = vec![false; segments.len() + 1];
            for n_segments in 0..=segments.len() {
                next[n_segments] = match (part.as_str(), n_segments.checked_sub(1)) {
                    (ANY_NUMBER, Some(before)) => fitting[n_segments] || next[before],
                    (ANY_NUMBER, None) => fitting[0],
                    (_, Some(before)) => {
                        let fits = |text: &String| fits(part, text);
                        fitting[before] && segments[before].iter().any(fits)
                    }
                    (_, None) => false,
                };
            }
            fitting = next;
        }
        fitting[segments.len()]
    }
}

/// The ways to write each segment of an operation's path: a call also without what is in its brackets.
pub(super) fn segments(path: &Path) -> Vec<Vec<String>> {
    let forms = |segment: &PathSegment| match segment {
        PathSegment::Literal(text) => vec![text.to_lowercase()],
        PathSegment::Key { prefix, suffix, .. } => {
            vec![format!("{prefix}{VALUE}{suffix}").to_lowercase()]
        }
        PathSegment::Call { name, arguments, suffix } => {
            let arguments: Vec<String> = arguments.iter().map(Argument::to_string).collect();
            let whole = format!("{name}({}){suffix}", arguments.join(","));
            vec![plain(&whole), format!("{name}{suffix}").to_lowercase()]
        }
    };
    path.segments.iter().map(forms).collect()
}

/// The file of a page, or of a section of one: `api/lamps.md` of `api/lamps.md#list-lamps`.
fn file_of(page: &str) -> &str {
    page.split_once('#').map_or(page, |(file, _)| file)
}

/// The segments of a page's path.
pub(super) fn page_segments(page: &str) -> Vec<Vec<String>> {
    file_of(page).split('/').map(|part| vec![part.to_lowercase()]).collect()
}

/// In lower case, without names in placeholders and quotes around them.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut is_name = false;
    for letter in text.chars() {
        match letter {
            '{' => {
                is_name = true;
                plain.push(letter);
            }
            '}' => {
                is_name = false;
                plain.push(letter);
            }
            '\'' | ' ' => {}
            _ if is_name => {}
            _ => plain.extend(letter.to_lowercase()),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(glob: &str, path: &str) -> bool {
        Glob::of(glob).fits(&page_segments(&plain(path.trim_start_matches('/'))))
    }

    #[test]
    fn stars_within_a_segment_and_across() {
        assert!(fits("/a/b", "/a/b"));
        assert!(!fits("/a", "/a/b"));
        assert!(fits("/a/*", "/a/b"));
        assert!(!fits("/a/*", "/a/b/c"));
        assert!(fits("/a/**", "/a"));
        assert!(fits("/a/**", "/a/b/c"));
        assert!(fits("/**/c", "/a/b/c"));
        assert!(fits("/**/b/**", "/a/b/c"));
        assert!(!fits("/**/d", "/a/b/c"));
        assert!(fits("/order*/x-*-z", "/ordersOld/x-y-z"));
        assert!(!fits("/order*/x-*-z", "/ordersOld/x-z"));
    }

    #[test]
    fn case_and_names_of_placeholders_do_not_count() {
        assert!(fits("/Orders/{id}", "/orders/{order-id | number}"));
        assert!(fits("/orders/*", "/orders/{id}"));
        assert!(!fits("/orders/{id}", "/orders/count"));
        assert!(fits(
            "/orders/between(start='{a}', end={b})",
            "/orders/between(start={x},end={y})"
        ));
    }

    #[test]
    fn text_with_stars() {
        assert!(fits("*", ""));
        assert!(fits("a*", "abc"));
        assert!(fits("a*b*c", "aXbYc"));
        assert!(!fits("a*a", "a"));
        assert!(!fits("abc", "abcd"));
    }
}
