//! What became of every block of a page: what the accounting adds up.

use crate::source::Span;
use std::fmt;

/// What became of one block.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct BlockRecord {
    /// What the block is.
    pub form: BlockForm,
    /// What became of it.
    pub verdict: Verdict,
    /// The block.
    pub span: Span,
}

/// Blocks of a page that have nothing of each other in them, to find the one around a place.
#[derive(Debug)]
pub struct BlocksAround<'b>(Vec<&'b BlockRecord>);

impl<'b> BlocksAround<'b> {
    /// Those of these forms.
    pub fn of(blocks: &'b [BlockRecord], forms: &[BlockForm]) -> Self {
        let mut found: Vec<_> = blocks.iter().filter(|it| forms.contains(&it.form)).collect();
        found.sort_unstable_by_key(|it| it.span);
        Self(found)
    }

    /// The block in which a place is.
    pub fn find(&self, at: Span) -> Option<&'b BlockRecord> {
        let is_before = |it: &&BlockRecord| (it.span.file, it.span.start) <= (at.file, at.start);
        let last = self.0.partition_point(is_before).checked_sub(1)?;
        let block = self.0.get(last)?;
        (block.span.file == at.file && at.end <= block.span.end).then_some(*block)
    }
}

impl fmt::Debug for BlockRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { form, verdict, span } = self;
        match verdict {
            Verdict::Left(reason) => write!(f, "{form:?} left, {reason:?} @ {span:?}"),
            verdict => write!(f, "{form:?} {verdict:?} @ {span:?}"),
        }
    }
}

/// What a block is, as the page is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockForm {
    /// Running text, list items included.
    Paragraph,
    /// A table.
    Table,
    /// A fenced or indented code block.
    Code,
    /// An HTML comment.
    Comment,
    /// Raw HTML other than a comment.
    Html,
    /// What MDX and its kin write beside markdown: tags of components, `import` and `export`.
    Markup,
    /// An include that could not be read; what an include that could holds is counted by itself.
    Include,
    /// A list; the blocks of its items are counted by themselves.
    List,
    /// A quote or alert; its blocks are counted by themselves.
    Quote,
    /// A line between parts.
    Rule,
    /// The heading of a tab.
    Tab,
}

/// What became of a block: exactly one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// A fact was read from it.
    Used,
    /// Known structure that says nothing itself: a line, a tab's heading, the frame of a list or quote,
    /// an empty object.
    Structure,
    /// Text for people that no fact was read from.
    Prose,
    /// It says something that was not read.
    Left(LeftReason),
}

/// Why a block was left aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LeftReason {
    /// A table whose columns are unknown, where tables are read.
    UnknownTable,
    /// A table of properties below a heading that is unknown.
    UnknownSection,
    /// Code that is no HTTP message, where messages are read.
    UnknownCode,
    /// Code that is no JSON object, where a JSON representation is read.
    UnknownJson,
    /// A comment that begins like an annotation and can't be read as one.
    UnknownAnnotation,
    /// An annotation with no code block below it.
    LooseAnnotation,
    /// HTML with words in it.
    Html,
    /// Markup of components that the dialect does not name.
    Markup,
    /// An include whose file is not there.
    MissingInclude,
    /// A comment that is no annotation.
    PlainComment,
    /// An annotation that says nothing about types or operations, or is about code that was left.
    OtherAnnotation,
    /// A table of operations, which have pages of their own.
    Operations,
    /// A table in a section that is for people.
    OtherTable,
    /// Code in a section that is for people.
    OtherCode,
    /// An item of a list of names in a section that facts are read from.
    NameList,
    /// Describes what is not modelled, such as the JSON inside a string property.
    NotModelled,
}
