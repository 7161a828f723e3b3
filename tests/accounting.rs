//! The accounting adds up: every block of a page is counted once, and those counted as used are just
//! those that a fact was read from.

use docwright::config::Config;
use docwright::doc_set::DocSet;
use docwright::facts::{BlockForm, PageFacts, Verdict};
use docwright::markdown::{Block, BlockKind, Section, parse_page};
use docwright::pipeline;
use docwright::source::{FileId, Span};
use std::collections::BTreeSet;
use std::fmt::{self, Write};
use std::path::{Path, PathBuf};

/// Complaints shown when a doc set fails.
const MOST_SHOWN: usize = 20;

#[test]
fn the_sample_adds_up() {
    check(&root().join("docs-input"));
}

#[test]
fn the_fixtures_add_up() {
    let folders = std::fs::read_dir(root().join("tests/fixtures")).expect("fixtures are there");
    for folder in folders.flatten() {
        check(&folder.path());
    }
}

#[test]
fn the_real_reference_adds_up() {
    let docs = root().join("../shared/corpus/graph-v1.0");
    if docs.is_dir() {
        check(&docs);
    }
}

const TYPE: &str = "\
---
title: x
---
# row resource type
Namespace: acme

<br/>

A row inherits from [line](line.md).
## Properties
|What|How|
|:--|:--|
|x|y|

- small
- large
## Cell object
|Property|Type|
|:--|:--|
|id|String|
## Methods
|Method|Return type|Description|
|:--|:--|:--|
|[Get](row-get.md)|row|One row.|
## JSON representation
<!-- {\"blockType\": \"resource\", \"@odata.type\": \"acme.row\"} -->
```json
{ \"id\": \"String\" }
```
<!-- uuid: 0 -->
<!-- {\"type\": \"#page.annotation\"} -->
<!-- {\"blockType\": \"request\"} -->
";
const OPERATION: &str = "\
# Get row
## HTTP request
```http
GET /rows/{id}
```
## Request headers
|Name|Description|
|:--|:--|
## Response
`200 OK`.
Rows vary.
## Example
---
# [HTTP](#tab/http)
> [!NOTE]
> Shortened.

```http
{ \"id\": 1 }
```
```csharp
var row = 1;
```
<!-- { broken -->
<pre>Rows</pre>

[!INCLUDE [x](x.md)]
|A|
|:--|
|b|
";

const VERDICTS: &[&str] = &[
    "get.md:3:1 Code Used",
    "get.md:7:1 Table Structure",
    "get.md:10:1 Paragraph Used",
    "get.md:13:1 Rule Structure",
    "get.md:14:1 Tab Structure",
    "get.md:15:1 Quote Structure",
    "get.md:15:3 Paragraph Prose",
    "get.md:18:1 Code left, UnknownCode",
    "get.md:21:1 Code left, OtherCode",
    "get.md:24:1 Comment left, UnknownAnnotation",
    "get.md:25:1 Html left, Html",
    "get.md:27:1 Include left, MissingInclude",
    "get.md:28:1 Table left, OtherTable",
    "row.md:5:1 Paragraph Used",
    "row.md:7:1 Html Structure",
    "row.md:9:1 Paragraph Used",
    "row.md:11:1 Table left, UnknownTable",
    "row.md:15:1 List Structure",
    "row.md:15:3 Paragraph left, NameList",
    "row.md:16:3 Paragraph left, NameList",
    "row.md:18:1 Table left, UnknownSection",
    "row.md:22:1 Table left, Operations",
    "row.md:26:1 Comment Used",
    "row.md:27:1 Code Used",
    "row.md:30:1 Comment left, PlainComment",
    "row.md:31:1 Comment left, OtherAnnotation",
    "row.md:32:1 Comment left, LooseAnnotation",
];

#[test]
fn every_verdict() {
    let files = [("get.md", OPERATION), ("row.md", TYPE)];
    let files = files.map(|(path, text)| (path.to_owned(), text.to_owned()));
    let docs = DocSet::from_files(files);
    let facts = pipeline::compile(&docs, &Config::default()).facts;
    let lines = facts.pages.iter().flat_map(|page| &page.blocks).map(|block| {
        let shown = format!("{block:?}");
        let (verdict, _) = shown.rsplit_once(" @").expect("a record shows its span");
        format!("{} {verdict}", docs.sources.location(block.span))
    });
    assert_eq!(lines.collect::<Vec<_>>(), VERDICTS);
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn check(folder: &Path) {
    let docs = DocSet::read(folder).expect("the doc set is there");
    let facts = pipeline::compile(&docs, &Config::default()).facts;
    assert_eq!(facts.pages.len(), docs.pages.len());
    let mut complaints = Vec::new();
    for page in &facts.pages {
        let mut blocks = Vec::new();
        walk(&parse_page(&docs, page.file).root, &mut blocks);
        let counted: Vec<_> = page.blocks.iter().map(|it| (it.form, it.span)).collect();
        assert_eq!(counted, blocks, "the blocks of {}", docs.sources.file(page.file).path);
        for complaint in wrong_verdicts(page) {
            let (what, span) = complaint;
            let excerpt: String = docs.sources.text(span).chars().take(60).collect();
            complaints.push(format!("{}: {what}: {excerpt:?}", docs.sources.location(span)));
        }
    }
    let n_wrong = complaints.len();
    complaints.truncate(MOST_SHOWN);
    assert!(n_wrong == 0, "{n_wrong} blocks counted wrongly:\n{}", complaints.join("\n"));
}

/// Every block below a section in page order, what a list or quote holds after it.
fn walk(section: &Section, found: &mut Vec<(BlockForm, Span)>) {
    section.blocks.iter().for_each(|block| walk_block(block, found));
    section.sections.iter().for_each(|section| walk(section, found));
}

fn walk_block(block: &Block, found: &mut Vec<(BlockForm, Span)>) {
    let form = match &block.kind {
        BlockKind::Paragraph(_) => BlockForm::Paragraph,
        BlockKind::Table(_) => BlockForm::Table,
        BlockKind::Code(_) => BlockForm::Code,
        BlockKind::Comment(_) => BlockForm::Comment,
        BlockKind::Html => BlockForm::Html,
        BlockKind::Markup => BlockForm::Markup,
        BlockKind::MissingInclude => BlockForm::Include,
        BlockKind::List(_) => BlockForm::List,
        BlockKind::Quote(_) => BlockForm::Quote,
        BlockKind::Rule => BlockForm::Rule,
        BlockKind::Tab(_) => BlockForm::Tab,
    };
    found.push((form, block.span));
    match &block.kind {
        BlockKind::List(items) => items.iter().flatten().for_each(|it| walk_block(it, found)),
        BlockKind::Quote(blocks) => blocks.iter().for_each(|it| walk_block(it, found)),
        _ => {}
    }
}

/// Blocks counted as used that no fact was read from, and the other way round.
fn wrong_verdicts(page: &PageFacts) -> Vec<(&'static str, Span)> {
    let spans = spans_of_facts(page);
    let holds_facts = |block: Span| {
        let first = Span { file: block.file, start: block.start, end: 0 };
        let last = Span { file: block.file, start: block.end, end: u32::MAX };
        spans.range(first..last).any(|fact| fact.end <= block.end)
    };
    let wrong = page.blocks.iter().filter_map(|block| {
        // What holds other blocks holds their facts.
        let is_frame = matches!(block.form, BlockForm::List | BlockForm::Quote);
        match (block.verdict, holds_facts(block.span)) {
            (Verdict::Used, false) => {
                Some(("counted as used, and no fact was read from it", block.span))
            }
            (Verdict::Used, true) | (_, false) => None,
            (_, true) if is_frame => None,
            (_, true) => Some((
                "a fact was read from it, and it is not counted as used; tell the ledger",
                block.span,
            )),
        }
    });
    wrong.collect()
}

/// The span of every fact. Links are gathered from all text to be checked and say nothing more, and a
/// missing include says nothing.
fn spans_of_facts(page: &PageFacts) -> BTreeSet<Span> {
    let mut facts = page.clone();
    facts.links.clear();
    facts.missing_includes.clear();
    facts.blocks.clear();
    let mut spans = SpanFinder::default();
    write!(spans, "{facts:?}").expect("a finder takes all text");
    spans.flush();
    spans.found
}

/// Finds the spans in text that is shown for debugging: `#3:10..20`.
#[derive(Default)]
struct SpanFinder {
    word: String,
    found: BTreeSet<Span>,
}

impl Write for SpanFinder {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for c in text.chars() {
            match c {
                '#' => {
                    self.flush();
                    self.word.push(c);
                }
                '0'..='9' | ':' | '.' if !self.word.is_empty() => self.word.push(c),
                _ => self.flush(),
            }
        }
        Ok(())
    }
}

impl SpanFinder {
    fn flush(&mut self) {
        let word = std::mem::take(&mut self.word);
        let span = || {
            let (file, range) = word.strip_prefix('#')?.split_once(':')?;
            let (start, end) = range.split_once("..")?;
            let (start, end) = (start.parse().ok()?, end.parse().ok()?);
            Some(Span { file: FileId(file.parse().ok()?), start, end })
        };
        self.found.extend(span());
    }
}

#[test]
fn spans_are_found_in_what_is_shown() {
    let mut finder = SpanFinder::default();
    let span = Span { file: FileId(3), start: 10, end: 20 };
    write!(finder, "{:?} # {span:?}", Some(span)).expect("a finder takes all text");
    finder.flush();
    assert_eq!(finder.found, BTreeSet::from([span]));
}
