//! Emitted Rust as an attacker looks at it: its tokens without what literals say, and its doc comments as rustdoc reads them.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag};
use std::str::FromStr;

/// The tokens of a file without what literals say, and without what depends on how long they are: the lines of doc comments,
/// and last commas and braces that come with a broken line.
pub(crate) fn tokens(text: &str) -> String {
    blanked(TokenStream::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}")))
}

fn blanked(tokens: TokenStream) -> String {
    let mut text = String::new();
    for token in tokens {
        match token {
            TokenTree::Literal(_) => text.push_str("_ "),
            TokenTree::Group(group) if is_doc(&group.stream()) => {
                text.truncate(text.trim_end_matches(['#', '!', ' ']).len());
                text.push(' ');
            }
            TokenTree::Group(group) => {
                let inside = blanked(group.stream());
                let inside = inside.trim_end_matches(", ");
                match group.delimiter() {
                    Delimiter::Brace if text.ends_with("| ") => text.push_str(inside),
                    Delimiter::Brace if text.ends_with("= > ") => {
                        text.push_str(&format!("{inside}, "));
                    }
                    delimiter => text.push_str(&format!("{delimiter:?}({inside}) ")),
                }
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) => text.push_str(&format!("{token} ")),
        }
    }
    text.replace(", > ", "> ")
}

fn is_doc(tokens: &TokenStream) -> bool {
    let mut tokens = tokens.clone().into_iter();
    let is_named = tokens.next().is_some_and(|it| it.to_string() == "doc");
    is_named && tokens.next().is_some_and(|it| it.to_string() == "=")
}

/// Every doc comment of a file, its lines joined as rustdoc joins them.
pub(crate) fn docs(text: &str) -> Vec<String> {
    let mut docs = Vec::new();
    collect(TokenStream::from_str(text).expect("it is Rust"), &mut docs);
    docs
}

fn collect(tokens: TokenStream, docs: &mut Vec<String>) {
    let mut lines: Vec<String> = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) if is_doc(&group.stream()) => {
                let value = group.stream().into_iter().nth(2).expect("a doc comment has text");
                let value: syn::LitStr = syn::parse2(value.into()).expect("it is a string");
                let line = value.value();
                lines.push(line.strip_prefix(' ').unwrap_or(&line).to_owned());
            }
            TokenTree::Punct(punct) if matches!(punct.as_char(), '#' | '!') => {}
            other => {
                if !lines.is_empty() {
                    docs.push(std::mem::take(&mut lines).join("\n"));
                }
                if let TokenTree::Group(group) = other {
                    collect(group.stream(), docs);
                }
            }
        }
    }
    if !lines.is_empty() {
        docs.push(lines.join("\n"));
    }
}

/// What doc comments hold besides text of a page.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Markup {
    /// Blocks of code, each a test: its tokens without what literals say, hidden lines too.
    pub(crate) examples: Vec<String>,
    /// Where links of ours lead; not those that a page's URL becomes, which are of the web.
    pub(crate) links: Vec<String>,
}

/// Reads doc comments as rustdoc does. Panics on what only a page can have put there.
pub(crate) fn markup(docs: &[String]) -> Markup {
    let mut markup = Markup::default();
    for text in docs {
        read(text, &mut markup);
    }
    markup.links.sort();
    markup
}

fn read(text: &str, markup: &mut Markup) {
    // Those of rustdoc's `main_body_opts`.
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    // Rustdoc looks for an item where a link leads nowhere.
    let to_item =
        |link: BrokenLink<'_>| Some((CowStr::from(link.reference.into_string()), "".into()));
    let mut code: Option<String> = None;
    for event in Parser::new_with_broken_link_callback(text, options, Some(to_item)) {
        match event {
            Event::Text(text) if code.is_some() => code.iter_mut().for_each(|it| *it += &*text),
            Event::End(_) if code.is_some() => {
                markup.examples.extend(code.take().map(|it| tokens(&without_marks(&it))));
            }
            Event::Start(tag) => match tag {
                Tag::Paragraph | Tag::List(None) | Tag::Item => {}
                Tag::CodeBlock(CodeBlockKind::Fenced(info)) if &*info == "no_run" => {
                    code = Some(String::new());
                }
                Tag::Link { link_type: LinkType::Autolink, dest_url, .. } => {
                    let is_web = ["https://", "http://"].iter().any(|it| dest_url.starts_with(it));
                    assert!(is_web, "{dest_url} in\n{text}");
                }
                Tag::Link { dest_url, .. } => markup.links.push(dest_url.into_string()),
                other => panic!("{other:?} in\n{text}"),
            },
            Event::End(_) | Event::Text(_) | Event::Code(_) | Event::SoftBreak => {}
            other => panic!("{other:?} in\n{text}"),
        }
    }
}

/// Code as it is compiled: a hidden line has a mark before it, and two that begin with one have two.
fn without_marks(code: &str) -> String {
    let lines = code.lines().map(|line| match line.trim_start() {
        "#" => "",
        it if it.starts_with("##") => &it[1..],
        it => it.strip_prefix("# ").unwrap_or(line),
    });
    lines.map(|line| line.to_owned() + "\n").collect()
}
