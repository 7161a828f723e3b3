//! YAML, and JSON with it, as values with their places. What an alias stands for counts each time, so that no text becomes
//! larger than may be read.

use super::node::{Node, NodeKind};
use crate::limits::{Limit, SERVICE_DEPTH, SERVICE_VALUES};
use crate::service::Error;
use crate::source::{FileId, Span, Spanned};
use saphyr_parser::{Event, Parser, ScalarStyle};
use serde::de::IgnoredAny;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Reads the only document of a text.
///
/// # Errors
///
/// If it is neither YAML nor JSON, or is too deep or too large.
pub(super) fn read(text: &str, file: FileId) -> Result<Option<Node>, Error> {
    read_within(SERVICE_VALUES, text, file)
}

/// The same with so many values at most.
fn read_within(values: Limit, text: &str, file: FileId) -> Result<Option<Node>, Error> {
    let whole = text;
    let text = &*whole_characters(text);
    let places = Places::of(text);
    let mut builder = Builder::within(values);
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|wrong| {
            let at = places.byte(wrong.marker().index()).min(text.len());
            let message = match wrong.info() {
                "recursion limit exceeded" => beyond(SERVICE_DEPTH),
                info => format!("it is no YAML: {info}"),
            };
            let error = Error { span: Span::new(file, at..at), message };
            no_json(whole, file).unwrap_or(error)
        })?;
        let start = places.byte(span.start.index()).min(text.len());
        let end = places.byte(span.end.index()).clamp(start, text.len());
        builder.take(event, Span::new(file, start..end))?;
    }
    Ok(builder.root)
}

fn beyond(limit: Limit) -> String {
    format!("more than {} {}", limit.most, limit.what)
}

/// What is wrong with a text that begins as JSON does; nothing where it is JSON.
fn no_json(text: &str, file: FileId) -> Option<Error> {
    let start = text.len() - text.trim_start_matches('\u{feff}').trim_start().len();
    let json = &text[start..];
    let first = json.strip_prefix('{')?.trim_start();
    if !first.starts_with(['"', '}']) && !first.is_empty() {
        // YAML has braces, too.
        return None;
    }
    let error = serde_json::from_str::<IgnoredAny>(json).err()?;
    let line_start = json.split_inclusive('\n').take(error.line() - 1).map(str::len).sum::<usize>();
    let at = (line_start + error.column().saturating_sub(1)).min(json.len());
    // It counts bytes.
    let at = start + (0..=at).rev().find(|at| json.is_char_boundary(*at)).unwrap_or(0);
    let message = error.to_string();
    let place = message.rfind(" at line ").unwrap_or(message.len());
    let message = format!("it is no JSON: {}", &message[..place]);
    Some(Error { span: Span::new(file, at..at), message })
}

/// The text with characters that JSON writes as two escapes in one escape of YAML, in the same room.
fn whole_characters(text: &str) -> Cow<'_, str> {
    const ESCAPE: usize = "\\uD83D".len();
    let unit = |at: usize| {
        let digits = text.get(at..at + ESCAPE)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let is_escaped =
        |at: usize| text[..at].bytes().rev().take_while(|it| *it == b'\\').count() % 2 == 1;
    let mut out = String::new();
    let mut done = 0;
    for (at, _) in text.match_indices("\\u") {
        let surrogate = unit(at).filter(|it| (0xD800..0xE000).contains(it));
        if at < done || surrogate.is_none() || is_escaped(at) {
            continue;
        }
        let pair = [surrogate, unit(at + ESCAPE)].map(Option::unwrap_or_default);
        let whole = char::decode_utf16(pair).next().and_then(Result::ok);
        out.push_str(&text[done..at]);
        match whole {
            Some(c) => {
                out.push_str(&format!("\\U{:08X}  ", u32::from(c)));
                done = at + 2 * ESCAPE;
            }
            None => {
                out.push_str("\\uFFFD");
                done = at + ESCAPE;
            }
        }
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[done..]);
    Cow::Owned(out)
}

/// What is being read, the innermost last, with its anchor.
struct Open {
    kind: OpenKind,
    span: Span,
    anchor: usize,
    /// Values that were read before it.
    n_before: usize,
    /// Values within each other that it holds.
    depth: usize,
}

enum OpenKind {
    List(Vec<Node>),
    /// With the key whose value comes next.
    Map(Vec<(Spanned<String>, Node)>, Option<Spanned<String>>),
}

/// What an alias stands for.
struct Anchored {
    node: Node,
    n_values: usize,
    depth: usize,
}

struct Builder {
    values: Limit,
    open: Vec<Open>,
    root: Option<Node>,
    anchored: BTreeMap<usize, Anchored>,
    n_values: usize,
}

impl Builder {
    fn within(values: Limit) -> Self {
        let (open, root, anchored) = (Vec::new(), None, BTreeMap::new());
        Self { values, open, root, anchored, n_values: 0 }
    }

    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), Error> {
        let error = |message: &str| Err(Error { span, message: message.to_owned() });
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let n_before = self.n_values;
                self.n_values += 1;
                let is_quoted = style != ScalarStyle::Plain;
                let kind = NodeKind::Scalar { text: text.into_owned(), is_quoted };
                let node = Node { kind, span };
                self.keep(anchor, &node, n_before, 0);
                self.add(node, 0)?;
            }
            Event::SequenceStart(anchor, _) => {
                self.begin(OpenKind::List(Vec::new()), anchor, span);
            }
            Event::MappingStart(anchor, _) => {
                self.begin(OpenKind::Map(Vec::new(), None), anchor, span);
            }
            Event::SequenceEnd | Event::MappingEnd => {
                self.n_values += 1;
                let Some(open) = self.open.pop() else { return Ok(()) };
                let kind = match open.kind {
                    OpenKind::List(items) => NodeKind::List(items),
                    OpenKind::Map(members, _) => NodeKind::Map(merged(members)),
                };
                let node = Node { kind, span: open.span };
                self.keep(open.anchor, &node, open.n_before, open.depth + 1);
                self.add(node, open.depth + 1)?;
            }
            Event::Alias(anchor) => {
                let Some(known) = self.anchored.get(&anchor) else {
                    return error("this stands for what it is a part of");
                };
                if self.open.len() + known.depth > SERVICE_DEPTH.most {
                    return error(&beyond(SERVICE_DEPTH));
                }
                self.n_values += known.n_values;
                if self.n_values > self.values.most {
                    return error(&beyond(self.values));
                }
                let (node, depth) = (known.node.clone(), known.depth);
                self.add(node, depth)?;
            }
            Event::DocumentStart(_) if self.root.is_some() => {
                return error("a second document begins here");
            }
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => {}
        }
        if self.open.len() > SERVICE_DEPTH.most {
            return error(&beyond(SERVICE_DEPTH));
        }
        if self.n_values > self.values.most {
            return error(&beyond(self.values));
        }
        Ok(())
    }

    fn begin(&mut self, kind: OpenKind, anchor: usize, span: Span) {
        let n_before = self.n_values;
        self.open.push(Open { kind, span, anchor, n_before, depth: 0 });
    }

    /// Keeps what an alias may stand for, which counts as if it were written twice.
    fn keep(&mut self, anchor: usize, node: &Node, n_before: usize, depth: usize) {
        let n_values = self.n_values - n_before;
        if anchor != 0 && self.n_values + n_values <= self.values.most {
            self.n_values += n_values;
            self.anchored.insert(anchor, Anchored { node: node.clone(), n_values, depth });
        } else if anchor != 0 {
            self.n_values = self.values.most + 1;
        }
    }

    /// Adds a value that holds so many within each other to what is being read.
    fn add(&mut self, node: Node, depth: usize) -> Result<(), Error> {
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        open.depth = open.depth.max(depth);
        match &mut open.kind {
            OpenKind::List(items) => items.push(node),
            OpenKind::Map(members, key) => match key.take() {
                Some(key) => members.push((key, node)),
                None => match node.kind {
                    NodeKind::Scalar { text, .. } => *key = Some(Spanned::new(text, node.span)),
                    NodeKind::List(_) | NodeKind::Map(_) => {
                        let message = "the name of a member is text".to_owned();
                        return Err(Error { span: node.span, message });
                    }
                },
            },
        }
        Ok(())
    }
}

/// Where a map takes over what others have, which is written `<<: *other`: its own members and theirs.
fn merged(members: Vec<(Spanned<String>, Node)>) -> Vec<(Spanned<String>, Node)> {
    let is_others = |(key, value): &(Spanned<String>, Node)| {
        key.value == "<<" && !matches!(value.kind, NodeKind::Scalar { .. })
    };
    if !members.iter().any(is_others) {
        return members;
    }
    let (others, mut own): (Vec<_>, Vec<_>) = members.into_iter().partition(is_others);
    let mut names: BTreeSet<String> = own.iter().map(|(key, _)| key.value.clone()).collect();
    let mut add = |node: Node| {
        if let NodeKind::Map(more) = node.kind {
            own.extend(more.into_iter().filter(|(key, _)| names.insert(key.value.clone())));
        }
    };
    for (_, node) in others {
        match node.kind {
            NodeKind::List(nodes) => nodes.into_iter().for_each(&mut add),
            kind => add(Node { kind, ..node }),
        }
    }
    own
}

/// Where the characters of a text stand, of which the parser counts and spans do not.
struct Places<'t> {
    text: &'t str,
    /// The byte of each so manieth character; none where each is a byte.
    sampled: Vec<usize>,
}

const STEP: usize = 256;

impl<'t> Places<'t> {
    fn of(text: &'t str) -> Self {
        let sampled = match text.is_ascii() {
            true => Vec::new(),
            false => text.char_indices().step_by(STEP).map(|(byte, _)| byte).collect(),
        };
        Self { text, sampled }
    }

    fn byte(&self, character: usize) -> usize {
        if self.sampled.is_empty() {
            return character;
        }
        let Some(start) = self.sampled.get(character / STEP) else { return self.text.len() };
        let mut rest = self.text[*start..].char_indices();
        rest.nth(character % STEP).map_or(self.text.len(), |(byte, _)| start + byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_bounded() {
        let few = Limit { most: 9, ..SERVICE_VALUES };
        let read = |text: &str| {
            let read = read_within(few, text, FileId(0));
            read.map(|it| it.is_some()).map_err(|it| (it.message, it.span.start))
        };
        let beyond = "more than 9 values of a service's description";
        // The list is a value as well, and so is the map around it.
        assert_eq!(read("x: [1, 2, 3, 4, 5, 6]"), Ok(true));
        assert_eq!(read("x: [1, 2, 3, 4, 5, 6, 7]"), Err((beyond.to_owned(), 24)));
        assert_eq!(read("[1, 2, 3, 4, 5, 6, 7, 8, 9, a]"), Err((beyond.to_owned(), 28)));
        // What is kept for others counts as if it stood there twice.
        assert_eq!(read("[&a [1], *a, *a]"), Ok(true));
        assert_eq!(read("[&a [1], *a, *a, *a]"), Err((beyond.to_owned(), 17)));
        assert_eq!(read("[&a [1, 2, 3, 4]]"), Err((beyond.to_owned(), 15)));
    }
}
