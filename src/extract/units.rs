//! Where a page is divided: the page itself, and each section of it that is an operation.

use super::cx::Cx;
use super::labels;
use super::lines::{self, Line};
use super::outline::{Part, Whole, counts_below, meaning_of};
use crate::dialect::Section;
use crate::markdown::{self, Page};
use crate::source::{FileId, Span, Spanned};
use std::collections::{BTreeMap, BTreeSet};

/// A page, or a section of it that is an operation.
#[derive(Debug)]
pub(super) struct Unit<'p> {
    pub(super) parts: Vec<Part<'p>>,
    /// The request lines; `None` where the page is not looked at by sections.
    pub(super) lines: Option<Vec<Line>>,
    /// The heading of a section that is an operation.
    pub(super) heading: Option<&'p markdown::Heading>,
}

/// A section in which request lines stand, by its place among all sections of the page.
#[derive(Debug)]
struct Found<'p> {
    section: &'p markdown::Section,
    lines: Vec<Line>,
    /// The sections above, by their places.
    above: Vec<usize>,
}

/// Divides a page: what no section of its own takes comes first, then the sections in page order.
pub(super) fn divide<'p>(cx: &Cx<'_>, page: &'p Page) -> Vec<Unit<'p>> {
    let mut apart = BTreeSet::new();
    if !cx.dialect.shape.has_sections() {
        let parts = Whole { root: &page.root, apart: &apart }.parts(cx);
        return vec![Unit { parts, lines: None, heading: None }];
    }
    let mut found = Sections::of(cx, page, false);
    if found.is_empty() && cx.dialect.request_lines.curl {
        found = Sections::of(cx, page, true);
    }
    let mut found = without_overviews(found);
    // Text above all headings is the page's own.
    let of_page = found.remove(&0).map(|it| it.lines).unwrap_or_default();
    apart.extend(found.values().filter_map(|it| it.section.heading.as_ref()).map(|it| it.span));
    let parts = |root| Whole { root, apart: &apart }.parts(cx);
    let mut units = vec![Unit { parts: parts(&page.root), lines: Some(of_page), heading: None }];
    units.extend(found.into_values().map(|it| Unit {
        parts: parts(it.section),
        lines: Some(it.lines),
        heading: it.section.heading.as_ref(),
    }));
    units
}

/// Looks for the sections in which request lines stand.
struct Sections<'c, 'p> {
    cx: &'c Cx<'c>,
    /// Commands of `curl` are looked for, and nothing else.
    is_curl: bool,
    found: BTreeMap<usize, Found<'p>>,
    n_seen: usize,
}

impl<'c, 'p> Sections<'c, 'p> {
    fn of(cx: &'c Cx<'c>, page: &'p Page, is_curl: bool) -> BTreeMap<usize, Found<'p>> {
        let mut sections = Self { cx, is_curl, found: BTreeMap::new(), n_seen: 0 };
        sections.walk(&page.root, None, &mut Vec::new());
        sections.found
    }

    /// Whether request lines stand below a heading of this meaning, and are those of the heading above.
    fn is_half(&self, meaning: Option<Section>) -> bool {
        meaning == Some(Section::HttpRequest)
            || self.is_curl && meaning.is_some_and(Section::is_example)
    }

    fn walk(
        &mut self,
        section: &'p markdown::Section,
        inherited: Option<Section>,
        above: &mut Vec<(usize, &'p markdown::Section)>,
    ) {
        let place = self.n_seen;
        self.n_seen += 1;
        let mut lines: Vec<Line> = Vec::new();
        let heading = section.heading.as_ref();
        lines.extend(heading.and_then(|it| lines::of_heading(self.cx, it)));
        let own = heading.filter(|it| lines.is_empty() && it.level > 1);
        let own = own.and_then(|it| meaning_of(self.cx.dialect, it)).map(|(own, _)| own);
        // A request line below "List all members" says that these are no members of an enum.
        let own = own.filter(|it| it.is_part_of_operation() || it.is_example());
        let meaning = match lines.is_empty() {
            true => own.filter(|own| counts_below(*own, inherited)).or(inherited),
            false => None,
        };
        for group in labels::split(self.cx, &section.blocks) {
            // A line may stand behind the parameters as well as before them, but not behind an example.
            let is_passed = match group.label {
                Some(label) => label.is_example() || label == Section::Response,
                None => meaning.is_some(),
            };
            if is_passed && !self.is_half(group.label.or(meaning)) {
                continue;
            }
            for block in group.blocks {
                match self.is_curl {
                    true => lines::of_curl(self.cx, block, &mut lines),
                    false => lines::of_block(self.cx, block, &mut lines),
                }
            }
        }
        // A heading that only says "request" is the operation's above it.
        let is_half = self.is_half(meaning);
        let owner = match is_half {
            true => above.last().copied(),
            false => Some((place, section)),
        };
        let (owner, owning) = owner.unwrap_or((place, section));
        if !lines.is_empty() {
            let above = above.iter().map(|(it, _)| *it).filter(|it| *it < owner).collect();
            let found = || Found { section: owning, lines: Vec::new(), above };
            self.found.entry(owner).or_insert_with(found).lines.extend(lines);
        }
        if !is_half {
            above.push((place, section));
        }
        section.sections.iter().for_each(|it| self.walk(it, meaning, above));
        if !is_half {
            above.pop();
        }
    }
}

/// Leaves out the sections whose lines are all those of other sections with fewer, or of sections below: they
/// tell what there is.
fn without_overviews(mut found: BTreeMap<usize, Found<'_>>) -> BTreeMap<usize, Found<'_>> {
    let mut fewest: BTreeMap<String, usize> = BTreeMap::new();
    let mut below: BTreeSet<(usize, String)> = BTreeSet::new();
    for it in found.values() {
        for key in it.lines.iter().map(Line::key) {
            below.extend(it.above.iter().map(|place| (*place, key.clone())));
            let known = fewest.entry(key).or_insert(usize::MAX);
            *known = it.lines.len().min(*known);
        }
    }
    found.retain(|place, it| {
        !it.lines.iter().map(Line::key).all(|key| {
            fewest.get(&key).is_some_and(|n_lines| *n_lines < it.lines.len())
                || below.contains(&(*place, key))
        })
    });
    found
}

impl Unit<'_> {
    /// The section's place: its file and the heading's slug; `None` for the page's own.
    pub(super) fn place(&self, cx: &Cx<'_>, file: FileId) -> Option<String> {
        let heading = self.heading?;
        Some(format!("{}#{}", cx.sources().file(file).path, heading.slug))
    }

    /// The title that stands beside a request line in a heading.
    pub(super) fn title(&self) -> Option<Spanned<String>> {
        let heading = self.heading?;
        let mut lines = self.lines.iter().flatten().filter(|it| it.at == heading.span);
        let title = lines.find_map(|it| it.title.clone())?;
        Some(Spanned::new(title, heading.span))
    }

    /// The code blocks that hold request lines and nothing else.
    pub(super) fn code_of_lines(&self) -> BTreeSet<Span> {
        let lines = self.lines.iter().flatten();
        lines.filter(|it| it.is_code).map(|it| it.at).collect()
    }
}
