//! Placeholders of a path as docs write them: `:id`, `$id`, `{id:int}`, `{lamp.id#a-link}`.

use crate::http::{SegmentKind, UrlTemplate};

/// What OData has behind a `$`.
const OF_ODATA: [&str; 9] =
    ["value", "count", "ref", "batch", "metadata", "all", "entity", "crossjoin", "links"];

/// Reads a colon or a `$` before a name as a placeholder, and takes off what a placeholder says beside its name.
pub(super) fn mark_holes(template: &mut UrlTemplate) {
    for segment in &mut template.segments {
        match &mut segment.kind {
            SegmentKind::Literal => {
                // A star takes the rest of a path.
                if let Some(name) = segment.text.strip_prefix('*').filter(|it| is_word(it)) {
                    let (prefix, name) = (String::new(), format!("*{name}"));
                    segment.kind = SegmentKind::Key { prefix, name, suffix: String::new() };
                } else if let Some(name) = behind_dollar(&segment.text) {
                    let (prefix, suffix) = (String::new(), String::new());
                    segment.kind = SegmentKind::Key { prefix, name: name.to_owned(), suffix };
                } else if let Some(text) = without_option(&segment.text) {
                    segment.text = text.to_owned();
                } else if let Some((name, suffix)) = behind_colon(&segment.text) {
                    let (prefix, name) = (String::new(), name.to_owned());
                    segment.kind = SegmentKind::Key { prefix, name, suffix: suffix.to_owned() };
                }
            }
            SegmentKind::Key { prefix, name, .. } => {
                // `:id([0-9]+)` has in brackets what it looks like.
                let behind = segment.text.strip_prefix(prefix.as_str()).unwrap_or_default();
                let known = prefix.strip_prefix(':').filter(|it| is_word(it));
                if let Some(known) = known.filter(|_| behind.starts_with('(')) {
                    *name = known.to_owned();
                    prefix.clear();
                }
                // `{:id}` is marked twice.
                let marked = name.strip_prefix([':', '$']).filter(|it| is_word(it));
                if let Some(once) = marked.map(str::to_owned) {
                    *name = once;
                }
                if let Some(at) = name.find([':', '#']).filter(|at| *at > 0) {
                    name.truncate(at);
                }
                // `{+path}`, `{path*}`, `{path...}` and `{id?}` say how much there may be.
                let bare = name.trim_matches(['+', '*', '?']).trim_end_matches("...");
                let takes_rest = name.contains(['+', '*']) || name.ends_with("...");
                if !bare.is_empty() {
                    *name = if takes_rest { format!("*{bare}") } else { bare.to_owned() };
                }
            }
            SegmentKind::Call { .. } | SegmentKind::Elision => {}
        }
    }
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
}

/// The name behind a `$`, as shells write it.
fn behind_dollar(text: &str) -> Option<&str> {
    let name = text.strip_prefix('$')?;
    let name = name.strip_prefix('{').and_then(|it| it.strip_suffix('}')).unwrap_or(name);
    (is_word(name) && !OF_ODATA.contains(&name)).then_some(name)
}

/// A word without what stands in brackets behind it, which may be left out: `archive[.format]`.
fn without_option(text: &str) -> Option<&str> {
    let (word, option) = text.strip_suffix(']')?.split_once('[')?;
    (is_word(word) && !option.contains(['[', ']', '{', '<', ':'])).then_some(word)
}

/// The name behind a colon, and what follows it.
fn behind_colon(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix(':')?;
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let end = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
    let (name, suffix) = rest.split_at(end);
    // `:id/:id2` are two segments; what is not fixed behind a name can't be told from it.
    (!name.is_empty() && !suffix.contains([':', '{', '<'])).then_some((name, suffix))
}
