//! A value of YAML or JSON, with its place.

use crate::source::{Span, Spanned};

/// A value.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) kind: NodeKind,
    /// Where it begins; of a text the whole of it.
    pub(super) span: Span,
}

/// The kinds of it.
#[derive(Clone, Debug)]
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
