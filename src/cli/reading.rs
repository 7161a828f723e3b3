//! How much of a doc set is read in a dialect. What there is to read is counted in the text, so that it is the same number in
//! each dialect.

use super::accounting::{Names, counted, nonzero, reason_name};
use crate::diagnostic::render::visible;
use crate::doc_set::DocSet;
use crate::facts::{BlockForm, Facts, LeftReason, PageKind, Verdict};
use crate::http::{Asked, Method};
use crate::survey;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// What was read, and of how much.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pages: Count,
    tables: Count,
    lines: Count,
    examples: Count,
    /// Examples whose answers have no head of a message: only who reads them knows that they are some.
    n_bare: usize,
    left: BTreeMap<LeftReason, usize>,
    /// Pages with tables or requests.
    n_showing: usize,
    /// Those of them from which nothing was read.
    unread: Vec<String>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Count {
    n_read: usize,
    n_all: usize,
}

impl Reading {
    pub(super) fn of(facts: &Facts, docs: &DocSet) -> Self {
        let mut reading = Self::default();
        for page in facts.by_file() {
            let Some(first) = page.first() else { continue };
            let file = docs.sources.file(first.file);
            let (n_lines, n_answers) = messages(&file.text);
            let is_read = Facts::kind_of(page) != PageKind::Conceptual;
            let blocks = || page.iter().flat_map(|it| &it.blocks);
            let n_tables = blocks().filter(|it| it.form == BlockForm::Table).count();
            reading.pages.add(usize::from(is_read), 1);
            if n_lines + n_answers + n_tables > 0 {
                reading.n_showing += 1;
                if !is_read {
                    reading.unread.push(file.path.clone());
                }
            }
            let operations = || page.iter().filter_map(|it| it.operation.as_ref());
            let examples = || operations().flat_map(|it| &it.examples);
            let n_requests = examples().filter(|it| it.request.is_some()).count();
            let n_read = operations().map(|it| it.lines.len()).sum::<usize>() + n_requests;
            reading.lines.add(n_read.min(n_lines), n_lines);
            let n_read = examples().filter(|it| it.response.is_some()).count();
            reading.examples.add(n_read.min(n_answers), n_answers);
            reading.n_bare += n_read.saturating_sub(n_answers);
            for block in blocks() {
                let is_table = block.form == BlockForm::Table;
                if is_table {
                    reading.tables.add(usize::from(block.verdict == Verdict::Used), 1);
                }
                if let Verdict::Left(reason) = block.verdict {
                    *reading.left.entry(reason).or_default() += 1;
                }
            }
        }
        reading
    }

    /// What dialects are compared by.
    pub(super) fn n_read(&self) -> usize {
        [self.pages, self.tables, self.lines, self.examples].iter().map(|it| it.n_read).sum()
    }

    pub(super) fn shares(&self) -> String {
        let mut examples = self.examples;
        examples.add(self.n_bare, self.n_bare);
        [
            (self.pages, ("page", "pages")),
            (self.tables, ("table", "tables")),
            (self.lines, ("request line", "request lines")),
            (examples, ("example", "examples")),
        ]
        .map(|(Count { n_read, n_all }, names)| share(n_read, n_all, names))
        .join(", ")
    }

    /// The first page with tables or requests from which nothing was read, how many those are and of how many, if they are
    /// most but not all.
    pub(super) fn mostly_unread(&self) -> Option<(&str, usize, usize)> {
        let (n_unread, n_all) = (self.unread.len(), self.n_showing);
        let first = self.unread.first().filter(|_| n_unread * 2 > n_all && n_unread < n_all)?;
        Some((first, n_unread, n_all))
    }

    /// Says what was not read, and names some of the pages.
    pub(super) fn write_unread(&self, out: &mut dyn Write, most: usize) -> io::Result<()> {
        let left = nonzero(self.left.iter().map(|(reason, count)| (*count, reason_name(*reason))));
        if !left.is_empty() {
            writeln!(out, "left aside: {}", left.join(", "))?;
        }
        if !self.unread.is_empty() {
            let n_more = self.unread.len().saturating_sub(most);
            let mut named: Vec<String> =
                self.unread.iter().take(most).map(|path| format!("`{}`", visible(path))).collect();
            if n_more > 0 {
                named.push(format!("and {n_more} more"));
            }
            writeln!(
                out,
                "nothing read, though they show tables or requests: {}",
                named.join(", ")
            )?;
        }
        Ok(())
    }
}

impl Count {
    fn add(&mut self, n_read: usize, n_all: usize) {
        self.n_read += n_read;
        self.n_all += n_all;
    }
}

/// Lines of a page that a request begins in, and those that an answer does.
fn messages(text: &str) -> (usize, usize) {
    let is_mark = |c: char| c.is_whitespace() || "`#>*-|".contains(c);
    let is_request = |line: &str| {
        let url = line.split_once(' ').filter(|(method, _)| Method::named(method).is_some());
        url.is_some_and(|(_, url)| {
            let url = url.trim_start();
            url.starts_with(['/', '{']) || url.starts_with("http")
        })
    };
    let is_answer = |line: &str| line.starts_with("HTTP/1") || line.starts_with("HTTP/2");
    let bare = |line: &'_ str| line.len() - line.trim_start_matches(is_mark).len();
    // The mark of an item or of a quote is no word.
    let listed =
        |line: &'_ str| line.len() - line.trim_start_matches([' ', '\t', '-', '>', '+']).len();
    // In a heading a title may stand before a line, and the path before the method.
    let is_heading =
        |line: &str| line.starts_with('#') && survey::has_request(line.trim_matches(['#', ' ']));
    // Words may stand beside it: a label before it, notes behind.
    let is_beside = |line: &str| Asked::of_line(line).is_some();
    let asks = |line: &&str| {
        is_request(&line[bare(line)..]) || is_heading(line) || is_beside(&line[listed(line)..])
    };
    let answers = |line: &&str| is_answer(&line[bare(line)..]);
    (text.lines().filter(asks).count(), text.lines().filter(answers).count())
}

/// Counted things, of which some were read: `3 of 4 tables (75 %)`.
fn share(n_read: usize, n_all: usize, names: Names) -> String {
    let percent = match n_all {
        0 => String::new(),
        n_all => format!(" ({} %)", n_read * 100 / n_all),
    };
    format!("{n_read} of {}{percent}", counted(n_all, names))
}
