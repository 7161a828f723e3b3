//! Where text came from: files, byte spans, and the lines and columns people read.

use std::fmt;
use std::sync::OnceLock;

/// Identifies one file of a [`SourceMap`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

impl fmt::Debug for FileId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

/// A byte range of one file. Ordered by file, then position.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file the text stands in.
    pub file: FileId,
    /// Byte offset of the first byte.
    pub start: u32,
    /// Byte offset after the last byte.
    pub end: u32,
}

impl Span {
    /// The span of `range` in `file`. Files are limited to 16 MiB by `doc_set`, so offsets fit.
    pub fn new(file: FileId, range: std::ops::Range<usize>) -> Self {
        Self { file, start: range.start as u32, end: range.end as u32 }
    }

    /// A part of this span, given by offsets relative to its start.
    pub fn part(self, range: std::ops::Range<usize>) -> Self {
        Self {
            file: self.file,
            start: self.start + range.start as u32,
            end: self.start + range.end as u32,
        }
    }

    /// The smallest span that holds both; `other` must be in the same file, else `self` is kept.
    pub fn to(self, other: Self) -> Self {
        if self.file != other.file {
            return self;
        }
        Self { file: self.file, start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The byte range within the file's text.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}:{}..{}", self.file, self.start, self.end)
    }
}

/// A value read from a page together with the text it was read from.
#[derive(Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// What was read.
    pub value: T,
    /// Where it was read.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Joins a value and its place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

impl<T: fmt::Debug> fmt::Debug for Spanned<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} @ {:?}", self.value, self.span)
    }
}

/// One file's path and text.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Path below the doc set's root, with `/` as separator on every platform.
    pub path: String,
    /// The whole text, as read.
    pub text: String,
    /// Made when a place is first asked for: most files have no findings.
    line_starts: OnceLock<Vec<u32>>,
    /// Characters before every so many bytes, so that a long line is not counted for each place in it.
    characters: OnceLock<Vec<u32>>,
}

/// The bytes after which characters are counted.
const COUNTED: usize = 1024;

impl SourceFile {
    /// A file of the given path and text.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            text: text.into(),
            line_starts: OnceLock::new(),
            characters: OnceLock::new(),
        }
    }

    fn line_starts(&self) -> &[u32] {
        self.line_starts.get_or_init(|| {
            let feeds = memchr::memchr_iter(b'\n', self.text.as_bytes());
            std::iter::once(0).chain(feeds.map(|offset| offset as u32 + 1)).collect()
        })
    }

    /// The line that a place is in, from 0.
    fn line(&self, at: usize) -> usize {
        self.line_starts().partition_point(|&start| start as usize <= at).saturating_sub(1)
    }

    /// The bytes of the lines from that of one place to that of another, each with its line feed.
    pub fn lines(&self, from: usize, to: usize) -> Vec<std::ops::Range<usize>> {
        let starts = &self.line_starts()[self.line(from)..];
        let ends = starts[1..].iter().map(|end| *end as usize).chain([self.text.len()]);
        let lines = starts.iter().map(|start| *start as usize).zip(ends);
        lines
            .take_while(|(start, _)| *start <= to.max(from))
            .map(|(start, end)| start..end)
            .collect()
    }

    /// How many characters begin between two places, the second of them not before the first.
    fn characters_between(&self, from: usize, to: usize) -> u32 {
        match to - from <= COUNTED {
            true => n_characters(&self.text.as_bytes()[from..to]),
            false => self.characters_before(to) - self.characters_before(from),
        }
    }

    /// How many characters begin before a place.
    fn characters_before(&self, at: usize) -> u32 {
        let bytes = self.text.as_bytes();
        let counted = self.characters.get_or_init(|| {
            let mut sum = 0;
            let sums = bytes.chunks(COUNTED).map(|chunk| {
                sum += n_characters(chunk);
                sum
            });
            std::iter::once(0).chain(sums).collect()
        });
        let chunk = at / COUNTED;
        counted[chunk] + n_characters(&bytes[chunk * COUNTED..at])
    }
}

/// How many characters begin in bytes of a text.
fn n_characters(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count() as u32
}

/// A place as people write it: `path:line:column`, both counted from 1, columns in characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// Path below the doc set's root.
    pub path: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.path, self.line, self.column)
    }
}

/// All files of a doc set, in path order.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
}

impl SourceMap {
    /// Adds a file and returns its id. Ids count up in the order of calls.
    pub fn add(&mut self, file: SourceFile) -> FileId {
        self.files.push(file);
        FileId(self.files.len() as u32 - 1)
    }

    /// Gives a file another text.
    pub fn replace(&mut self, id: FileId, text: impl Into<String>) {
        let file = &mut self.files[id.0 as usize];
        *file = SourceFile::new(std::mem::take(&mut file.path), text);
    }

    /// The file of an id this map handed out.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// Every file with its id, in order.
    pub fn files(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter().enumerate().map(|(index, file)| (FileId(index as u32), file))
    }

    /// The text a span covers; empty if the span does not fit its file.
    pub fn text(&self, span: Span) -> &str {
        self.file(span.file).text.get(span.range()).unwrap_or_default()
    }

    /// Path, line and column of the place after a span.
    pub fn end_location(&self, span: Span) -> Location {
        self.location(Span { start: span.end, ..span })
    }

    /// The line of a span's start, from 1: cheaper than its column, for which characters are counted.
    pub fn line(&self, span: Span) -> u32 {
        self.file(span.file).line(span.start as usize) as u32 + 1
    }

    /// Path, line and column of a span's start.
    pub fn location(&self, span: Span) -> Location {
        let file = self.file(span.file);
        let start = span.start as usize;
        let line = file.line(start);
        // A span that does not fit its file is at the beginning of a line.
        let column = match file.text.is_char_boundary(start) {
            true => file.characters_between(file.line_starts()[line] as usize, start),
            false => 0,
        };
        Location { path: file.path.clone(), line: line as u32 + 1, column: column + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let mut sources = SourceMap::default();
        let file = sources.add(SourceFile::new("a.md", "é\nüx = 1\n"));
        let location = sources.location(Span::new(file, 5..6));
        assert_eq!(location.to_string(), "a.md:2:2");
    }

    #[test]
    fn columns_of_long_lines_are_counted() {
        let mut sources = SourceMap::default();
        let text = format!("{}\n{}", "é".repeat(COUNTED), "aü".repeat(COUNTED));
        let file = sources.add(SourceFile::new("a.md", text.clone()));
        for (at, _) in text.char_indices().chain([(text.len(), ' ')]).step_by(7) {
            let location = sources.location(Span::new(file, at..at));
            let line = text[..at].rfind('\n').map_or(0, |feed| feed + 1);
            let wanted = (1 + u32::from(line > 0), text[line..at].chars().count() as u32 + 1);
            assert_eq!((location.line, location.column), wanted, "{at}");
        }
        let inside = sources.location(Span::new(file, 1..1));
        assert_eq!(inside.column, 1);
    }

    #[test]
    fn span_is_small() {
        assert_eq!(size_of::<Span>(), 12);
    }
}
