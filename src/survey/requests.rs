//! In what forms request lines are written, and whether a page has one operation or several.

use super::counts::Counts;
use super::elements;
use super::heading::pattern_of;
use crate::dialect::{Column, Dialect, LinePattern, NUMBER};
use crate::doc_set::DocSet;
use crate::http::{Asked, Method};
use crate::markdown::{
    Block, BlockKind, CodeBlock, Heading, Inline, Page, RunKind, Section, Table, flatten,
};
use crate::source::Span;

/// The forms of request lines that were seen.
#[derive(Clone, Debug, Default)]
pub struct Requests {
    /// Blocks of nothing but request lines, by their language.
    pub code: Counts<String>,
    /// Code spans that stand alone.
    pub spans: Counts<()>,
    /// Headings, by their pattern: `{title} % {method} {path}`.
    pub headings: Counts<String>,
    /// Rows of tables, by the headers of the two columns.
    pub rows: Counts<[String; 2]>,
    /// Elements, by their pattern.
    pub elements: Counts<String>,
    /// Commands of `curl`.
    pub curl: Counts<()>,
    /// Lines with numbers where placeholders belong, and how many lines have placeholders.
    pub numbers: Counts<()>,
    n_with_holes: usize,
    /// Lines that stand for headings, above a table or code.
    pub labels: Counts<()>,
    /// Pages with request lines below one heading, and below several.
    pub n_pages: [usize; 2],
}

impl Requests {
    /// Looks through pages.
    pub fn of(docs: &DocSet, pages: &[Page]) -> Self {
        let mut requests = Self::default();
        for page in pages {
            match requests.section(docs, &page.root) {
                0 => {}
                1 => requests.n_pages[0] += 1,
                _ => requests.n_pages[1] += 1,
            }
        }
        requests
    }

    /// The request line that comes first.
    pub fn first(&self) -> Option<Span> {
        let firsts = [
            self.code.first(),
            self.spans.first(),
            self.headings.first(),
            self.rows.first(),
            self.elements.first(),
        ];
        firsts.into_iter().flatten().min()
    }

    /// Request lines of every form.
    pub fn n(&self) -> usize {
        self.code.n() + self.spans.n() + self.headings.n() + self.rows.n() + self.elements.n()
    }

    /// Looks through a section and those below. Returns how many have request lines.
    fn section(&mut self, docs: &DocSet, section: &Section) -> usize {
        let n_before = self.n();
        if let Some(heading) = &section.heading {
            self.heading(heading);
        }
        let mut blocks = Vec::new();
        flatten(&section.blocks, &mut blocks);
        for (at, block) in blocks.iter().enumerate() {
            match &block.kind {
                BlockKind::Code(code) => self.code(docs, block.span, code),
                BlockKind::Paragraph(inline) => {
                    let next = blocks.get(at + 1).map(|it| &it.kind);
                    self.paragraph(docs, block, inline, next);
                }
                BlockKind::Table(table) => self.table(table),
                BlockKind::Html | BlockKind::Markup => self.html(docs, block.span),
                _ => {}
            }
        }
        // Where words stand beside a line, a section has no other.
        if self.n() == n_before {
            let is_text = |it: &&&Block| matches!(it.kind, BlockKind::Paragraph(_));
            let texts = blocks.iter().filter(is_text);
            let texts: Vec<_> = texts.map(|it| (it.span, docs.sources.text(it.span))).collect();
            let begun = texts.first().and_then(|(at, it)| Some((*at, *it, Asked::beginning(it)?)));
            let beside = texts.iter().find_map(|(at, it)| Some((*at, *it, Asked::of_line(it)?.0)));
            if let Some((at, text, asked)) = beside.or(begun) {
                self.spans.add((), at);
                self.path(text.get(asked.target).unwrap_or_default(), at);
            }
        }
        let is_operation = usize::from(self.n() > n_before);
        let below: usize = section.sections.iter().map(|it| self.section(docs, it)).sum();
        is_operation + below
    }

    fn code(&mut self, docs: &DocSet, at: Span, code: &CodeBlock) {
        let text = docs.sources.text(code.content);
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).peekable();
        if lines.peek().is_some_and(|line| line.trim_start_matches("$ ").starts_with("curl ")) {
            self.curl.add((), at);
        }
        let is_line = |line: &str| !line.contains(" HTTP/") && request(line).is_some();
        if lines.peek().is_some() && lines.clone().all(is_line) {
            self.code.add(code.language.clone(), at);
            lines.filter_map(|it| it.split_once(char::is_whitespace)).for_each(|(_, path)| {
                self.path(path.trim(), at);
            });
        }
    }

    /// Whether a path has placeholders, or numbers in their place. One that comes first is a version.
    fn path(&mut self, path: &str, at: Span) {
        let path = path.split("://").last().unwrap_or_default();
        let path = path.split('?').next().unwrap_or_default();
        let is_number = |it: &str| {
            let word = it.split_once('.').map_or(it, |(word, _)| word);
            !word.is_empty() && word.bytes().all(|c| c.is_ascii_digit())
        };
        self.n_with_holes += usize::from(path.contains(['{', '<', ':', '$']));
        if path.trim_start_matches('/').split('/').skip(1).any(is_number) {
            self.numbers.add((), at);
        }
    }

    fn paragraph(
        &mut self,
        docs: &DocSet,
        block: &Block,
        inline: &Inline,
        next: Option<&BlockKind>,
    ) {
        let is_shown = |it: &BlockKind| matches!(it, BlockKind::Table(_) | BlockKind::Code(_));
        if inline.is_label() && next.is_some_and(is_shown) {
            self.labels.add((), block.span);
        }
        let mut runs = inline.runs.iter().filter(|it| !it.text.trim().is_empty());
        let (first, second) = (runs.next(), runs.next());
        let line = match (first.map(|it| (&it.kind, &it.text)), second) {
            (Some((RunKind::Code, text)), None) => Some(text.clone()),
            (Some((RunKind::Strong | RunKind::Code, method)), Some(path))
                if path.kind == RunKind::Code && runs.next().is_none() =>
            {
                Some(format!("{} {}", method.trim(), path.text.trim()))
            }
            _ => None,
        };
        if let Some(line) = line.filter(|line| request(line).is_some()) {
            self.spans.add((), block.span);
            let path = line.trim().split_once(char::is_whitespace).map(|(_, path)| path.trim());
            self.path(path.unwrap_or_default(), block.span);
        } else if inline.runs.iter().any(|it| it.kind == RunKind::Html) {
            self.html(docs, block.span);
        }
    }

    fn html(&mut self, docs: &DocSet, at: Span) {
        elements::patterns(docs.sources.text(at))
            .into_iter()
            .for_each(|it| self.elements.add(it, at));
    }

    /// `Get a lamp % GET /lamps/{id}`, `/lamps GET`
    fn heading(&mut self, heading: &Heading) {
        self.headings.add_some(pattern_of(&heading.text), heading.span);
    }

    fn table(&mut self, table: &Table) {
        let text = |row: usize, column: usize| {
            let cell = table.rows.get(row).and_then(|row| row.cells.get(column));
            cell.map(|cell| cell.inline.plain()).unwrap_or_default()
        };
        let n_columns = table.header.len();
        let column = |is_one: fn(&str) -> bool| {
            (0..n_columns).find(|column| {
                let n =
                    (0..table.rows.len()).filter(|row| is_one(text(*row, *column).trim())).count();
                n > 0 && n * 5 >= table.rows.len() * 4
            })
        };
        let (Some(method), Some(path)) = (column(is_method), column(is_path)) else { return };
        let name = |column: usize| table.header[column].inline.plain().trim().to_lowercase();
        table.rows.iter().for_each(|row| self.rows.add([name(method), name(path)], row.span));
    }

    /// What a dialect has to say of these forms that it does not say yet, as lines of `[shape]`, `[request-lines]` and
    /// `[columns]`; a form that is rare is none.
    pub(super) fn settings(&self, base: &Dialect) -> [Vec<(&'static str, String)>; 3] {
        let is_usual = |n: usize| n > 0 && n * 50 >= self.n();
        let known = &base.request_lines;
        let mut shape = Vec::new();
        let [one, several] = self.n_pages;
        // One heading with lines on one page may be a page's or a section's.
        let has_sections = match (one, several) {
            (1, 0) => base.shape.has_sections(),
            _ => several > 0 && several * 4 >= one + several,
        };
        if has_sections != base.shape.has_sections() && one + several > 0 {
            let place = if has_sections { "section" } else { "page" };
            shape.push(("operation", format!("\"{place}\"")));
        }
        if self.labels.n() > 2 && !base.shape.labels && has_sections {
            shape.push(("labels", "true".to_owned()));
        }
        let (mut lines, mut columns) = (Vec::new(), Vec::new());
        if !has_sections {
            return [shape, lines, columns];
        }
        let usual = |counts: &Counts<String>| -> Vec<String> {
            let all = counts.most_first().into_iter().filter(|(_, seen)| is_usual(seen.n));
            all.map(|(what, _)| what.clone()).collect()
        };
        let (code, known_code) = (usual(&self.code), known.code.iter().flatten());
        if known.code.is_some()
            && code.iter().any(|it| !known_code.clone().any(|known| known == it))
        {
            let mut all: Vec<String> = known_code.cloned().collect();
            all.extend(code);
            all.sort();
            all.dedup();
            lines.push(("code", list(&all)));
        }
        let headings = usual(&self.headings);
        let is_known = |it: &String| {
            LinePattern::of(it).is_none_or(|pattern| known.headings.contains(&pattern))
        };
        if !headings.iter().all(is_known) {
            lines.push(("headings", list(&headings)));
        }
        let elements = usual(&self.elements);
        if !elements.is_empty() {
            lines.push(("elements", list(&elements)));
        }
        for (key, is_known, n) in [
            ("spans", known.spans, self.spans.n()),
            ("tables", known.tables, self.rows.n()),
            ("curl", known.curl, self.curl.n()),
        ] {
            if !is_known && is_usual(n) {
                lines.push((key, "true".to_owned()));
            }
        }
        if self.numbers.n() > self.n_with_holes.max(1) && known.samples.is_empty() {
            lines.push(("samples", list(&[NUMBER.to_owned()])));
        }
        if let Some(([method, path], seen)) = self.rows.most_first().first()
            && is_usual(seen.n)
        {
            for (key, column, word) in
                [("http-method", Column::HttpMethod, method), ("path", Column::Path, path)]
            {
                if base.column(word) != Some(column) {
                    columns.push((key, list(std::slice::from_ref(word))));
                }
            }
        }
        [shape, lines, columns]
    }
}

fn list(texts: &[String]) -> String {
    let quoted: Vec<String> = texts.iter().map(|it| crate::toml_file::quote(it)).collect();
    format!("[{}]", quoted.join(", "))
}

/// Whether a line is a method and a path.
fn request(line: &str) -> Option<()> {
    let line = line.trim().trim_matches('`');
    let (method, path) = line.split_once(char::is_whitespace)?;
    (is_method(method) && is_path(path.trim())).then_some(())
}

pub(super) fn is_method(word: &str) -> bool {
    let word = word.trim_matches('`');
    Method::named(word).is_some()
}

pub(super) fn is_path(word: &str) -> bool {
    let word = word.trim_matches('`');
    let is_absolute = word.starts_with("http") && word.contains("://");
    is_absolute || word.starts_with(['/', '{', '<', ':']) && word.contains('/')
}
