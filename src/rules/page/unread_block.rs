//! `unread-block`: a block stands where facts are read, and none could be.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::dialect::{Column, Dialect, Section};
use crate::facts::{BlockRecord, LeftReason};
use crate::rules::cx::RuleCx;
use crate::source::Span;
use std::borrow::Cow;

pub(super) static UNREAD_BLOCK: Rule = Rule {
    name: "unread-block",
    level: Level::Warn,
    summary: "a block stands where facts are read, and none could be",
    explanation: include_str!("unread_block.md"),
};

/// Looks at the blocks that were left.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    let found = cx.blocks_left().filter_map(|(block, reason)| report(cx.dialect, block, reason));
    found.for_each(|it| diagnostics.report(it));
}

/// A block that nothing could be read from; `None` where that lies in what the block is.
fn report(dialect: &Dialect, block: &BlockRecord, reason: LeftReason) -> Option<Diagnostic> {
    let (headline, help): (_, Cow<'static, str>) = match reason {
        LeftReason::UnknownTable => (
            "nothing was read from this table: its columns are unknown",
            format!("put the name first and use headers such as {}", headers(dialect)).into(),
        ),
        LeftReason::UnknownSection => (
            "nothing was read from this table: its heading is unknown",
            format!("put it below a heading such as `## {}`", heading(dialect)).into(),
        ),
        LeftReason::UnknownCode => (
            "nothing was read from this code: it is no HTTP message",
            "begin with a request line such as `GET /path` or a status line such as `HTTP/1.1 200 OK`".into(),
        ),
        LeftReason::UnknownJson => (
            "nothing was read from this code: it is no JSON object",
            "write the representation as one JSON object".into(),
        ),
        LeftReason::UnknownAnnotation => (
            "nothing was read from this comment: it begins like an annotation and is no JSON",
            "write the annotation as one JSON object".into(),
        ),
        LeftReason::LooseAnnotation => (
            "nothing was read from this annotation: no code block of its own follows it",
            "put it right above the code block that it describes".into(),
        ),
        LeftReason::Html => (
            "nothing was read from this HTML",
            "write it as markdown; a table ends with `</table>`, above the next heading".into(),
        ),
        LeftReason::MissingInclude
        | LeftReason::Markup
        | LeftReason::PlainComment
        | LeftReason::OtherAnnotation
        | LeftReason::Operations
        | LeftReason::OtherTable
        | LeftReason::OtherCode
        | LeftReason::NameList
        | LeftReason::NotModelled => return None,
    };
    Some(Diagnostic::new(&UNREAD_BLOCK, block.span, headline).help(help))
}

/// A request in running text, in a section that tells of one and has no request line.
pub(crate) fn of_request(span: Span) -> Diagnostic {
    let headline = "nothing was read from this request: its section has no request line, and words stand beside it";
    Diagnostic::new(&UNREAD_BLOCK, span, headline)
        .help("write the method and the path alone on a line of their own, such as `` `GET /things/{id}` ``")
        .once()
}

/// Bold words behind parameters, with a list or table below them.
pub(crate) fn of_label(text: &str, span: Span) -> Diagnostic {
    let label = super::shorten(text.trim().trim_matches('*'));
    let headline =
        format!("nothing was read from what stands below this: the label `{label}` is unknown");
    Diagnostic::new(&UNREAD_BLOCK, span, headline)
        .help("use a word that is known, or add this one to `[sections]` of the dialect; `prose = [\"…\"]` is for people")
        .once()
}

/// A sentence that says that parameters are those of an operation that is not there.
pub(crate) fn of_alike(span: Span) -> Diagnostic {
    let headline =
        "nothing was read from this: it leads to no operation whose parameters it could have";
    Diagnostic::new(&UNREAD_BLOCK, span, headline)
        .help("link the section of the other operation, or write its method and path")
        .once()
}

/// Headers that a dialect knows, of a table of properties.
fn headers(dialect: &Dialect) -> String {
    let word = |column| dialect.columns.shortest(column);
    let name = word(Column::Property).or_else(|| word(Column::Name));
    let words = [name, word(Column::Type), word(Column::Description)];
    let quoted = words.into_iter().flatten().map(|word| format!("`{}`", capital(word)));
    quoted.collect::<Vec<_>>().join(", ")
}

/// The heading that a dialect knows above a table of properties.
fn heading(dialect: &Dialect) -> String {
    capital(dialect.sections.shortest(Section::Properties).unwrap_or("Properties"))
}

/// A word as a heading begins with it.
fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}
