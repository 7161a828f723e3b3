//! YAML, and JSON with it, as values with their places. Aliases are refused, so that no text becomes larger than it is.

use crate::limits::{Limit, SERVICE_DEPTH, SERVICE_VALUES};
use crate::service::Error;
use crate::source::{FileId, Span, Spanned};
use saphyr_parser::{Event, Parser, ScalarStyle};
use std::borrow::Cow;

/// A value.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) kind: NodeKind,
    /// Where it begins; of a text the whole of it.
    pub(super) span: Span,
}

/// The kinds of it.
#[derive(Debug)]
pub(super) enum NodeKind {
    /// A text, a number, a truth value or nothing; not quoted it may be any of these.
    Scalar {
        text: String,
        is_quoted: bool,
    },
    List(Vec<Node>),
    Map(Vec<(Spanned<String>, Node)>),
}

impl Node {
    /// The member of a map.
    pub(super) fn get(&self, name: &str) -> Option<&Self> {
        self.members().iter().find(|(key, _)| key.value == name).map(|(_, value)| value)
    }

    /// The members of a map; none of anything else.
    pub(super) fn members(&self) -> &[(Spanned<String>, Self)] {
        match &self.kind {
            NodeKind::Map(members) => members,
            NodeKind::Scalar { .. } | NodeKind::List(_) => &[],
        }
    }

    /// The items of a list; none of anything else.
    pub(super) fn items(&self) -> &[Self] {
        match &self.kind {
            NodeKind::List(items) => items,
            NodeKind::Scalar { .. } | NodeKind::Map(_) => &[],
        }
    }

    pub(super) fn text(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Scalar { text, .. } => Some(text),
            NodeKind::List(_) | NodeKind::Map(_) => None,
        }
    }

    /// Whether it is `true` and no text.
    pub(super) fn is_true(&self) -> bool {
        self.is_word("true")
    }

    /// Whether it is `false` and no text.
    pub(super) fn is_false(&self) -> bool {
        self.is_word("false")
    }

    /// Whether it is a number and no text.
    pub(super) fn is_number(&self) -> bool {
        matches!(&self.kind, NodeKind::Scalar { text, is_quoted: false } if text.parse::<f64>().is_ok())
    }

    fn is_word(&self, word: &str) -> bool {
        matches!(&self.kind, NodeKind::Scalar { text, is_quoted: false } if text == word)
    }
}

/// Reads the only document of a text.
///
/// # Errors
///
/// If it is no YAML, or is too deep or too large.
pub(super) fn read(text: &str, file: FileId) -> Result<Option<Node>, Error> {
    let text = &*whole_characters(text);
    let places = Places::of(text);
    let mut builder = Builder { open: Vec::new(), root: None, n_values: 0 };
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|wrong| {
            let at = places.byte(wrong.marker().index()).min(text.len());
            let message = format!("it is no YAML: {}", wrong.info());
            Error { span: Span::new(file, at..at), message }
        })?;
        let start = places.byte(span.start.index()).min(text.len());
        let end = places.byte(span.end.index()).clamp(start, text.len());
        builder.take(event, Span::new(file, start..end))?;
    }
    Ok(builder.root)
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

/// What is being read, the innermost last.
enum Open {
    List(Vec<Node>, Span),
    /// With the key whose value comes next.
    Map(Vec<(Spanned<String>, Node)>, Option<Spanned<String>>, Span),
}

struct Builder {
    open: Vec<Open>,
    root: Option<Node>,
    n_values: usize,
}

impl Builder {
    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), Error> {
        let error = |message: &str| Err(Error { span, message: message.to_owned() });
        let beyond = |limit: Limit| format!("more than {} {}", limit.most, limit.what);
        match event {
            Event::Scalar(text, style, ..) => {
                self.n_values += 1;
                let is_quoted = style != ScalarStyle::Plain;
                let kind = NodeKind::Scalar { text: text.into_owned(), is_quoted };
                self.add(Node { kind, span })?;
            }
            Event::SequenceStart(..) => self.open.push(Open::List(Vec::new(), span)),
            Event::MappingStart(..) => self.open.push(Open::Map(Vec::new(), None, span)),
            Event::SequenceEnd | Event::MappingEnd => {
                self.n_values += 1;
                let node = match self.open.pop() {
                    Some(Open::List(items, span)) => Node { kind: NodeKind::List(items), span },
                    Some(Open::Map(members, _, span)) => {
                        Node { kind: NodeKind::Map(members), span }
                    }
                    None => return Ok(()),
                };
                self.add(node)?;
            }
            Event::Alias(_) => {
                return error("aliases are not read: write out what it stands for, or use `$ref`");
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
        if self.n_values > SERVICE_VALUES.most {
            return error(&beyond(SERVICE_VALUES));
        }
        Ok(())
    }

    fn add(&mut self, node: Node) -> Result<(), Error> {
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::List(items, _)) => items.push(node),
            Some(Open::Map(members, key, _)) => match key.take() {
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
