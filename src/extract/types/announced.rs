//! Types that sentences announce: "A lamp looks like this:" above JSON, "A lamp has these fields:" above a list or a table.

use crate::dialect::TypePlace;
use crate::extract::cx::Cx;
use crate::extract::page::outline::Part;
use crate::extract::sections::units::Unit;
use crate::extract::text::sentence::strip_first;
use crate::markdown::{Block, BlockKind, Inline};

/// A sentence of fewer words is a label: "The lamp object:".
const LEAST_WORDS: usize = 4;

/// A type that a sentence announces, with what stands below that up to the next such sentence.
pub(super) struct Announced<'p> {
    pub(super) name: String,
    pub(super) sentence: &'p Block,
    pub(super) below: Part<'p>,
}

/// The types of a part that is no operation's.
pub(super) fn of_part<'p>(cx: &Cx<'_>, unit: &Unit<'_>, part: &Part<'p>) -> Vec<Announced<'p>> {
    let is_called = unit.heading.is_some() || unit.lines.as_ref().is_some_and(|it| !it.is_empty());
    if cx.dialect.shape.types == TypePlace::Page || is_called || part.section.is_some() {
        return Vec::new();
    }
    let mut found: Vec<Announced<'p>> = Vec::new();
    for (at, block) in part.blocks.iter().enumerate() {
        let name = match (&block.kind, part.blocks.get(at + 1)) {
            (BlockKind::Paragraph(inline), Some(next)) if shows(next) => name(cx, inline),
            _ => None,
        };
        match (name, found.last_mut()) {
            (Some(name), _) => {
                let below = Part {
                    section: None,
                    is_own: false,
                    hole: None,
                    // The heading is not what is described.
                    headings: Vec::new(),
                    blocks: Vec::new(),
                    depth: part.depth,
                    meant: None,
                    unknown: None,
                };
                found.push(Announced { name, sentence: block, below });
            }
            (None, Some(last)) => last.below.blocks.push(block),
            (None, None) => {}
        }
    }
    found
}

fn shows(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Code(_) | BlockKind::List(_) | BlockKind::Table(_))
}

/// The name in the last sentence of a paragraph that ends in a colon, if that is a title of a type in words.
fn name(cx: &Cx<'_>, inline: &Inline) -> Option<String> {
    let text = inline.plain();
    let text = text.trim_end().strip_suffix([':', '：'])?;
    let sentence = text.rsplit(". ").next().unwrap_or_default().trim();
    strip_first(sentence, &cx.dialect.phrases.articles)?;
    let words = || sentence.split_whitespace();
    let last = words().next_back()?;
    let is_label = words().nth(LEAST_WORDS - 1).is_none()
        || cx.dialect.kind_words.iter().any(|it| it.eq_ignore_ascii_case(last));
    if is_label { None } else { cx.dialect.type_name_of_heading(&without_kind(cx, sentence)) }
}

/// "A lamp object looks like this" as "A lamp looks like this".
fn without_kind(cx: &Cx<'_>, sentence: &str) -> String {
    let mut words: Vec<&str> = sentence.split_whitespace().collect();
    let is_kind = |word: &str| cx.dialect.kind_words.iter().any(|it| it.eq_ignore_ascii_case(word));
    // An article and a name stand before it.
    if let Some(at) = words.iter().skip(2).position(|it| is_kind(it)) {
        words.remove(at + 2);
    }
    words.join(" ")
}
