//! Markdown in, pages out: front matter and a tree of sections that hold blocks, each with its span.
//!
//! The only user of the markdown parser. It knows no rules and no dialect: what does not fit
//! CommonMark is repaired here and told as a [`Problem`]; what a heading or a column *means* is
//! decided by `extract`.

mod block;
mod context;
mod definitions;
mod front_matter;
mod heading;
mod html;
mod html_table;
mod include;
mod inline;
mod loose_rows;
mod marks;
mod markup;
mod section;
mod shortcode;
mod table;
mod tags;
mod terms;
mod words;

use section::Flow;
pub use section::slug;
pub use tags::{Tag, next as next_tag};

use crate::doc_set::DocSet;
use crate::limits::Limit;
use crate::source::{FileId, Span, Spanned};

/// One page, read.
#[derive(Clone, Debug)]
pub struct Page {
    /// The page's file.
    pub file: FileId,
    /// The `key: value` lines between the two `---`.
    pub front_matter: Vec<FrontMatterEntry>,
    /// Everything below, as a tree. The root has no heading.
    pub root: Section,
    /// What had to be repaired or left.
    pub problems: Vec<Problem>,
}

/// One `key: value` line of the front matter.
#[derive(Clone, Debug)]
pub struct FrontMatterEntry {
    /// The key.
    pub key: Spanned<String>,
    /// The value without its quotes; empty for `""`.
    pub value: Spanned<String>,
}

/// A heading and what stands below it.
#[derive(Clone, Debug)]
pub struct Section {
    /// The heading; `None` for the page's root.
    pub heading: Option<Heading>,
    /// The blocks before the first sub-section.
    pub blocks: Vec<Block>,
    /// The sub-sections, in order.
    pub sections: Vec<Section>,
}

/// A heading.
#[derive(Clone, Debug)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// The words, without markup and the number of a chapter.
    pub text: String,
    /// The first of them is code, and with it the name of something.
    pub is_name: bool,
    /// The English slug that links use: from `<a name="…">` when there is one, else made from the text.
    pub slug: String,
    /// Links go by another name than the words': an anchor stands in the heading, or the number of a chapter before them.
    pub is_renamed: bool,
    /// The whole heading line.
    pub span: Span,
}

/// One block.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// The whole block.
    pub span: Span,
}

/// Adds blocks, each before those in it: the blocks of its items or of its quote.
pub fn flatten<'p>(blocks: &'p [Block], out: &mut Vec<&'p Block>) {
    for block in blocks {
        out.push(block);
        match &block.kind {
            BlockKind::List(items) => items.iter().for_each(|item| flatten(item, out)),
            BlockKind::Quote(children) => flatten(children, out),
            _ => {}
        }
    }
}

/// The kinds of block.
#[derive(Clone, Debug)]
pub enum BlockKind {
    /// Running text.
    Paragraph(Inline),
    /// A table.
    Table(Table),
    /// A fenced or indented code block.
    Code(CodeBlock),
    /// An HTML comment.
    Comment(Comment),
    /// A list; each item holds blocks. That of a list of definitions holds the term and what is said of it.
    List(Vec<Vec<Block>>),
    /// A block quote, alerts such as `> [!NOTE]` included.
    Quote(Vec<Block>),
    /// Raw HTML other than a comment.
    Html,
    /// What MDX and its kin write beside markdown: tags of components, `import` and `export`.
    Markup,
    /// A line between tabs or parts.
    Rule,
    /// The heading of a tab: `# [HTTP](#tab/http)`. Not a section.
    Tab(Heading),
    /// An include that could not be read; see the page's problems.
    MissingInclude,
}

/// A fenced or indented code block.
#[derive(Clone, Debug)]
pub struct CodeBlock {
    /// The first word of the info string, in lower case: `http`, `json`, or empty.
    pub language: String,
    /// The lines between the fences.
    pub content: Span,
}

/// An HTML comment.
#[derive(Clone, Debug)]
pub struct Comment {
    /// The text between `<!--` and `-->`.
    pub content: Span,
    /// The comment has its `-->`.
    pub closed: bool,
}

/// Inline text as a sequence of runs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inline {
    /// The runs, in order.
    pub runs: Vec<Run>,
}

/// A stretch of inline text of one kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// What it is.
    pub kind: RunKind,
    /// The text to show, entities and escapes resolved, `*` and backticks removed.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// The kinds of run.
#[derive(Clone, Debug, PartialEq)]
pub enum RunKind {
    /// Plain words (emphasis included).
    Text,
    /// `**strong**`
    Strong,
    /// A code span.
    Code,
    /// A link; `text` is the link's text.
    Link {
        /// The destination as written; for reference links the definition's.
        target: Spanned<String>,
    },
    /// A hard line break or `<br>`; its text is a line feed.
    Break,
    /// Another HTML tag, as written.
    Html,
}

/// A table: header, separator, rows.
#[derive(Clone, Debug)]
pub struct Table {
    /// The header cells.
    pub header: Vec<Cell>,
    /// The rows. Each has as many cells as the header: missing ones are empty, surplus ones are
    /// joined to the last.
    pub rows: Vec<Row>,
    /// The table is larger than is read, and was left empty.
    pub is_beyond: bool,
}

/// One table row.
#[derive(Clone, Debug)]
pub struct Row {
    /// The cells.
    pub cells: Vec<Cell>,
    /// How many cells the page wrote.
    pub n_written: usize,
    /// The whole row, wrapped lines included.
    pub span: Span,
}

/// One table cell.
#[derive(Clone, Debug)]
pub struct Cell {
    /// What it says.
    pub inline: Inline,
    /// Its text between the pipes, trimmed.
    pub span: Span,
}

/// Something on the page that is not as CommonMark or the docs' platform want it.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// What it is.
    pub kind: ProblemKind,
    /// Where it stands.
    pub span: Span,
}

/// The repairs that reading a page can make, and what it has to leave.
#[derive(Clone, Debug, PartialEq)]
pub enum ProblemKind {
    /// A front matter line that is not `key: value`.
    FrontMatterLine,
    /// The front matter has no closing `---`.
    FrontMatterUnclosed,
    /// A fence that is never closed.
    FenceUnclosed,
    /// A fence inside of which another one opens.
    FenceParted,
    /// A comment that is never closed.
    CommentUnclosed,
    /// The separator row has another number of cells than the header.
    TableSeparator,
    /// The table has no separator row.
    NoSeparator,
    /// A blank line parts the table.
    PartedTable,
    /// A row has more cells than the header.
    SurplusCells,
    /// A row has fewer cells than the header.
    MissingCells,
    /// A row lacks the pipe at its beginning or end that the header has.
    MissingBorder,
    /// A pipe inside a code span parts a cell.
    PipeInCode,
    /// A row that goes on in the next line.
    WrappedRow,
    /// A row of a table of HTML has another number of cells than the header.
    HtmlRow,
    /// An include whose file is not in the doc set, or lies outside it.
    IncludeMissing {
        /// The path as written.
        path: String,
    },
    /// An include that includes itself.
    IncludeCycle {
        /// The path as written.
        path: String,
    },
    /// Something of which there is more than is read.
    Beyond(Limit),
}

/// Parses one page and what it includes.
pub fn parse_page(docs: &DocSet, file: FileId) -> Page {
    let text = &docs.sources.file(file).text;
    let mut problems = Vec::new();
    let (front_matter, body_start) = front_matter::parse(text, file, &mut problems);
    let mut flow = block::parse(docs, file, body_start, &mut problems);
    flow.splice(..0, title(&front_matter, &flow));
    Page { file, front_matter, root: section::nest(flow), problems }
}

/// The heading that the docs' platform puts above a page without one of the first level: the title of its front matter.
fn title(front_matter: &[FrontMatterEntry], flow: &[Flow]) -> Option<Flow> {
    let title = front_matter.iter().find(|it| it.key.value == "title")?;
    let (text, span) = (title.value.value.clone(), title.value.span);
    // On some pages it is one of a lower level.
    let is_title = |it: &Flow| matches!(it, Flow::Heading(heading) if heading.level == 1 || heading.text == text);
    let is_needed = !text.is_empty() && !flow.iter().any(is_title);
    let slug = section::slug(&text);
    is_needed.then_some(Flow::Heading(Heading {
        level: 1,
        text,
        is_name: false,
        slug,
        is_renamed: false,
        span,
    }))
}

impl Page {
    /// The value of a front matter key; `None` when it is absent or empty.
    pub fn front_matter(&self, key: &str) -> Option<&Spanned<String>> {
        let entry = self.front_matter.iter().find(|entry| entry.key.value == key)?;
        Some(&entry.value).filter(|value| !value.value.is_empty())
    }
}

impl Section {
    /// The heading's words; empty for the root.
    pub fn title(&self) -> &str {
        self.heading.as_ref().map_or("", |heading| &heading.text)
    }

    /// This section and all below it, in page order.
    pub fn walk(&self) -> Vec<&Section> {
        let mut found = Vec::new();
        self.walk_into(&mut found);
        found
    }

    fn walk_into<'s>(&'s self, found: &mut Vec<&'s Self>) {
        found.push(self);
        self.sections.iter().for_each(|section| section.walk_into(found));
    }
}

impl Inline {
    /// The links, as text, target and span of the whole link.
    pub fn links(&self) -> impl Iterator<Item = (&str, &Spanned<String>, Span)> {
        self.runs.iter().filter_map(|run| match &run.kind {
            RunKind::Link { target } => Some((run.text.as_str(), target, run.span)),
            _ => None,
        })
    }

    /// The code spans.
    pub fn codes(&self) -> impl Iterator<Item = &Run> {
        self.runs.iter().filter(|run| run.kind == RunKind::Code)
    }
}

#[cfg(test)]
mod tests;
