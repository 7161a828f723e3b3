//! What fills the holes of a template: words within a line, and lines.

use super::places::WIDTH;
use crate::emit::rust::rustdoc::Rustdoc;
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, quote};
use std::borrow::Cow;
use std::fmt;

/// Names that stand for holes in tokens: no name in a template has letters of this script.
const LETTERS: std::ops::Range<u32> = 0x16a0..0x16e0;

/// Stands behind such a letter, as often as it takes.
pub(super) const FILLER: char = '_';

/// Stands before such a letter in a doc comment, which stands for lines. No text of a page can hold it ([`super::super::marks`]).
pub(super) const ABOVE: char = '\u{3}';

/// Stands behind such a letter in an item, which stands for the last ones of a block.
pub(super) const MEMBERS: &str = "!();";

/// Stands behind such a letter in a signature, which stands for all parameters.
pub(super) const PARAMETERS: &str = ": ()";

/// Rust within a line: an expression, a type, a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Code(String);

/// Whole lines of Rust, indented.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lines(String);

/// Lines that a block ends with.
#[derive(Clone, Debug)]
pub(crate) struct Members(pub(crate) Lines);

/// What a method takes.
#[derive(Clone, Debug)]
pub(crate) struct Parameters(Vec<String>);

/// Calls of methods, each of what the one before it returns.
#[derive(Clone, Debug)]
pub(crate) struct Chain(Vec<String>);

/// The items of `&[…]`.
#[derive(Clone, Debug)]
pub(crate) struct List(pub(crate) Vec<String>);

/// What is in a hole.
#[derive(Clone, Debug)]
pub(crate) enum Hole<'a> {
    /// Code within a line.
    Word(Cow<'a, str>),
    /// A doc comment.
    Docs(&'a [String]),
    /// Lines above what follows.
    Above(&'a str),
    /// Lines that a block ends with.
    Members(&'a str),
    /// What a method takes: in one line if it fits, else a parameter a line.
    Parameters(&'a [String]),
    /// Code that is longer than a line: what is around it is broken.
    Long(&'a str),
    /// `&[…]`: in one line if it fits, else an item a line.
    List(&'a [String]),
    /// A value and the methods called: in one line if it fits, else a call a line.
    Chain(&'a [String]),
}

impl Code {
    /// Text that came out of a template.
    pub(crate) fn of(text: String) -> Self {
        Self(text)
    }

    /// A name of ours.
    pub(crate) fn name(name: &'static str) -> Self {
        Self(name.to_owned())
    }

    /// What a module of this path has of a name.
    pub(crate) fn then(&self, name: &Self) -> Self {
        Self(format!("{self}::{name}"))
    }

    /// What stands between commas.
    pub(crate) fn list(all: impl IntoIterator<Item = Self>) -> Self {
        let all: Vec<String> = all.into_iter().map(|it| it.0).collect();
        Self(all.join(", "))
    }

    /// The literal of a text with several lines, each in one of its own. It stands in a constant of an impl.
    pub(crate) fn text_of_lines(lines: &[String]) -> Self {
        let literals: Vec<String> = lines.iter().map(|line| literal(line)).collect();
        let [first, others @ ..] = literals.as_slice() else { return Self(literal("")) };
        if others.is_empty() {
            return Self(first.clone());
        }
        let inner: Vec<&str> = literals.iter().map(|it| &it[1..it.len() - 1]).collect();
        Self(format!("\"\\\n        {}\"", inner.join("\\n\\\n        ")))
    }

    /// A number or a truth value.
    pub(crate) fn plain(value: impl fmt::Display) -> Self {
        Self(value.to_string())
    }

    /// The text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&Ident> for Code {
    fn from(ident: &Ident) -> Self {
        Self(ident.to_string())
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Lines {
    /// Text that came out of a template.
    pub(crate) fn of(text: String) -> Self {
        Self(text)
    }

    /// A blank line.
    pub(crate) fn blank() -> Self {
        Self("\n".to_owned())
    }

    /// True if there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each with a blank line between.
    pub(crate) fn apart(lines: impl IntoIterator<Item = Self>) -> Self {
        let mut text = String::new();
        for Self(lines) in lines {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&lines);
        }
        Self(text)
    }
}

impl Parameters {
    /// Those of a method of a value that it only looks at.
    pub(crate) fn behind_self(parameters: Vec<Code>) -> Self {
        Self([Code::name("&self")].into_iter().chain(parameters).map(|it| it.0).collect())
    }
}

impl Chain {
    /// A value of which no method is called yet.
    pub(crate) fn of(value: Code) -> Self {
        Self(vec![value.0])
    }

    /// With a call of a method.
    pub(crate) fn call(mut self, method: impl fmt::Display, arguments: &Code) -> Self {
        self.0.push(format!(".{method}({arguments})"));
        self
    }
}

impl List {
    /// A list of literals.
    pub(crate) fn of_texts<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        Self(texts.into_iter().map(literal).collect())
    }
}

impl FromIterator<Lines> for Lines {
    fn from_iter<I: IntoIterator<Item = Self>>(lines: I) -> Self {
        Self(lines.into_iter().map(|it| it.0).collect())
    }
}

impl Hole<'_> {
    /// What stands for it while its template is laid out.
    pub(super) fn stand_in(&self, index: usize) -> TokenStream {
        let letter = letter(index);
        match self {
            Self::Long(_) => {
                self.stand_in_called(&std::iter::repeat_n(letter, WIDTH).collect::<String>())
            }
            _ => self.stand_in_called(&letter.to_string()),
        }
    }

    /// The same of a length. The letters have several bytes, by which lines are measured.
    pub(super) fn long_stand_in(&self, index: usize, len: usize) -> TokenStream {
        let letter = letter(index);
        let beside = if matches!(self, Self::Parameters(_)) { PARAMETERS.len() } else { 0 };
        let n_filled = len.saturating_sub(letter.len_utf8() + beside);
        match self {
            Self::Docs(_) | Self::Above(_) | Self::Members(_) => self.stand_in(index),
            _ => self.stand_in_called(&format!("{letter}{}", FILLER.to_string().repeat(n_filled))),
        }
    }

    fn stand_in_called(&self, name: &str) -> TokenStream {
        let ident = || Ident::new(name, Span::call_site());
        match self {
            Self::Long(_) | Self::Word(_) | Self::List(_) | Self::Chain(_) => {
                ident().into_token_stream()
            }
            Self::Docs(_) | Self::Above(_) => {
                let doc = format!("{ABOVE}{name}");
                quote!(#[doc = #doc])
            }
            Self::Members(_) => {
                let ident = ident();
                quote!(#ident!();)
            }
            Self::Parameters(_) => {
                let ident = ident();
                quote!(#ident: ())
            }
        }
    }

    /// How long it is in one line; lines of their own are of no length.
    pub(super) fn len(&self) -> usize {
        let joined = |items: &[String]| {
            let n_commas = items.len().saturating_sub(1);
            items.iter().map(String::len).sum::<usize>() + ", ".len() * n_commas
        };
        match self {
            Self::Word(text) => text.len(),
            Self::Long(text) => text.len(),
            Self::Parameters(parameters) => joined(parameters),
            Self::List(items) => "&[]".len() + joined(items),
            Self::Chain(links) => links.iter().map(String::len).sum(),
            Self::Docs(_) | Self::Above(_) | Self::Members(_) => 0,
        }
    }

    /// Whether nothing in it can be broken: a literal, a name or a path.
    pub(super) fn is_whole(&self) -> bool {
        let is_of_path = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':');
        match self {
            Self::Word(text) => text.chars().all(is_of_path) || text.parse::<Literal>().is_ok(),
            Self::Long(_) => true,
            _ => false,
        }
    }

    /// What stands for it where it is to be laid out as it is. Lines are already.
    pub(super) fn tokens(&self, index: usize) -> TokenStream {
        match self {
            Self::Word(text) => tokens_of(text),
            Self::Long(text) => tokens_of(text),
            Self::Parameters(parameters) => tokens_of(&parameters.join(", ")),
            Self::List(items) => tokens_of(&format!("&[{}]", items.join(","))),
            Self::Chain(links) => tokens_of(&links.concat()),
            Self::Docs(_) | Self::Above(_) | Self::Members(_) => self.stand_in(index),
        }
    }
}

/// The hole that a letter stands for.
pub(super) fn hole_of(letter: char) -> Option<usize> {
    LETTERS.contains(&u32::from(letter)).then(|| (u32::from(letter) - LETTERS.start) as usize)
}

fn letter(index: usize) -> char {
    let letter = u32::try_from(index).ok().map(|index| LETTERS.start + index);
    let letter = letter.filter(|it| LETTERS.contains(it)).and_then(char::from_u32);
    letter.expect("a template has few holes")
}

fn tokens_of(text: &str) -> TokenStream {
    match text.parse() {
        Ok(tokens) => tokens,
        Err(error) => panic!("emitted text is no Rust ({error}): {text}"),
    }
}

/// The literal of a text.
pub(crate) fn literal(text: &str) -> String {
    let is_plain = |byte: u8| matches!(byte, b' '..=b'~') && byte != b'"' && byte != b'\\';
    match text.bytes().all(is_plain) {
        true => format!("\"{text}\""),
        false => Literal::string(text).to_string(),
    }
}

/// What can be in a hole. As in tokens, text is a literal.
pub(crate) trait Fill {
    /// As a hole.
    fn hole(&self) -> Hole<'_>;
}

impl<T: Fill + ?Sized> Fill for &T {
    fn hole(&self) -> Hole<'_> {
        (**self).hole()
    }
}

impl Fill for Code {
    fn hole(&self) -> Hole<'_> {
        Hole::Word(Cow::Borrowed(&self.0))
    }
}

impl Fill for Ident {
    fn hole(&self) -> Hole<'_> {
        Hole::Word(Cow::Owned(self.to_string()))
    }
}

impl Fill for str {
    fn hole(&self) -> Hole<'_> {
        Hole::Word(Cow::Owned(literal(self)))
    }
}

impl Fill for String {
    fn hole(&self) -> Hole<'_> {
        self.as_str().hole()
    }
}

impl Fill for Cow<'_, str> {
    fn hole(&self) -> Hole<'_> {
        self.as_ref().hole()
    }
}

impl Fill for usize {
    fn hole(&self) -> Hole<'_> {
        Hole::Word(Cow::Owned(self.to_string()))
    }
}

impl Fill for u32 {
    fn hole(&self) -> Hole<'_> {
        Hole::Word(Cow::Owned(self.to_string()))
    }
}

impl Fill for Rustdoc {
    fn hole(&self) -> Hole<'_> {
        Hole::Docs(self.lines())
    }
}

impl Fill for Lines {
    fn hole(&self) -> Hole<'_> {
        Hole::Above(&self.0)
    }
}

impl Fill for Members {
    fn hole(&self) -> Hole<'_> {
        Hole::Members(&self.0.0)
    }
}

impl Fill for Parameters {
    fn hole(&self) -> Hole<'_> {
        Hole::Parameters(&self.0)
    }
}

impl Fill for Chain {
    fn hole(&self) -> Hole<'_> {
        Hole::Chain(&self.0)
    }
}

impl Fill for List {
    fn hole(&self) -> Hole<'_> {
        Hole::List(&self.0)
    }
}
