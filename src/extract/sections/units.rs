//! Where a page is divided: the page itself, and each section of it that is an operation.

use super::alongside;
use super::listed_routes::{self, Found};
use super::mentions;
use crate::diagnostic::Diagnostic;
use crate::dialect::Section;
use crate::extract::cx::Cx;
use crate::extract::lines::{self, Beside, Line, Seen};
use crate::extract::page::labels;
use crate::extract::page::outline::{Part, Whole, counts_below, meaning_of};
use crate::markdown::{self, Block, BlockKind, Page};
use crate::source::{FileId, Span, Spanned};
use std::collections::{BTreeMap, BTreeSet};

/// A page, or a section of it that is an operation.
#[derive(Debug)]
pub(crate) struct Unit<'p> {
    pub(crate) parts: Vec<Part<'p>>,
    /// The request lines; `None` where the page is not looked at by sections.
    pub(crate) lines: Option<Vec<Line>>,
    /// The heading of a section that is an operation.
    pub(crate) heading: Option<&'p markdown::Heading>,
    /// Requests that nothing was read from, of sections that are no operation: words stand beside them.
    pub(crate) unread: Vec<Span>,
}

/// Divides a page: what no section of its own takes comes first, then the sections in page order. Tells which routes of lists
/// lead to what is of another request.
pub(crate) fn divide<'p>(cx: &Cx<'_>, page: &'p Page) -> (Vec<Unit<'p>>, Vec<Diagnostic>) {
    let mut apart = BTreeSet::new();
    if !cx.dialect.shape.has_sections() {
        let parts =
            Whole { root: &page.root, beside: &[], apart: &apart, is_called: false }.parts(cx);
        let whole = Unit { parts, lines: None, heading: None, unread: Vec::new() };
        return (vec![whole], Vec::new());
    }
    let (mut found, unread) = Sections::of(cx, page, false);
    let misled = listed_routes::take(cx, page, &mut found);
    if cx.dialect.request_lines.curl && lines::have_commands(cx, page) {
        let (commands, _) = Sections::of(cx, page, true);
        mentions::add_commands(cx, commands, &mut found);
    }
    let mut found = mentions::without(cx, found);
    // Text above all headings is the page's own.
    let of_page = found.remove(&0).map(|it| it.lines).unwrap_or_default();
    let headings = found.values().filter_map(|it| it.section.heading.as_ref());
    apart.extend(headings.map(|it| it.span));
    let beside = alongside::of_page(cx, page, &apart);
    apart.extend(beside.values().flatten().filter_map(|it| it.heading.as_ref()).map(|it| it.span));
    let parts = |root: &'p markdown::Section, is_called: bool| {
        let heading = root.heading.as_ref().map(|it| it.span);
        let beside = heading.and_then(|it| beside.get(&it)).map_or(&[][..], Vec::as_slice);
        Whole { root, beside, apart: &apart, is_called }.parts(cx)
    };
    let whole = parts(&page.root, !of_page.is_empty());
    let mut units = vec![Unit { parts: whole, lines: Some(of_page), heading: None, unread }];
    units.extend(found.into_values().map(|it| Unit {
        parts: parts(it.section, true),
        lines: Some(it.lines),
        heading: it.section.heading.as_ref(),
        unread: Vec::new(),
    }));
    (units, misled)
}

/// Looks for the sections in which request lines stand.
struct Sections<'c, 'p> {
    cx: &'c Cx<'c>,
    /// Commands of `curl` are looked for, and nothing else.
    is_curl: bool,
    found: BTreeMap<usize, Found<'p>>,
    /// Sections without a line of their own that name a request, in page order.
    beside: Vec<(usize, Named<'p>)>,
    /// Lines of sections that have no other, in page order: behind an answer, or in a message.
    late: Vec<(usize, Found<'p>)>,
    n_seen: usize,
}

/// A request with words beside it, and the section that it is of.
#[derive(Debug)]
struct Named<'p> {
    section: &'p markdown::Section,
    request: Beside,
    above: Vec<usize>,
}

impl<'c, 'p> Sections<'c, 'p> {
    /// The sections, and the requests of others that are no lines.
    fn of(
        cx: &'c Cx<'c>,
        page: &'p Page,
        is_curl: bool,
    ) -> (BTreeMap<usize, Found<'p>>, Vec<Span>) {
        let (found, beside, late) = (BTreeMap::new(), Vec::new(), Vec::new());
        let mut sections = Self { cx, is_curl, found, beside, late, n_seen: 0 };
        if let Some(line) = lines::of_front_matter(cx, page).filter(|_| !is_curl) {
            let section = &page.root;
            sections.found.insert(0, Found { section, lines: vec![line], above: Vec::new() });
        }
        sections.walk(&page.root, None, &mut Vec::new());
        sections.take_named();
        sections.take_late();
        let Self { found, beside, .. } = sections;
        let is_of_other = |place: usize, it: &Named<'_>| {
            std::iter::once(&place).chain(&it.above).any(|it| found.contains_key(it))
        };
        let known: BTreeSet<String> =
            found.values().flat_map(|it| &it.lines).map(Line::key).collect();
        // One that a section of the page tells of is mentioned.
        let is_known = |span: Span| known.contains(cx.sources().text(span));
        let unread = beside.iter().filter_map(|(place, it)| match it.request {
            Beside::Unread(span) if !is_of_other(*place, it) && !is_known(span) => Some(span),
            _ => None,
        });
        let unread = unread.collect();
        (found, unread)
    }

    /// Takes the lines with words beside them of sections that have no other, unless another section of the page has the same:
    /// then they mention it.
    fn take_named(&mut self) {
        let lines = self.found.values().flat_map(|it| &it.lines);
        let mut known: BTreeSet<String> = lines.map(Line::key).collect();
        for (place, it) in &self.beside {
            let Beside::Lines(lines) = &it.request else { continue };
            let is_new = |it: &&Line| !known.contains(&it.key());
            let lines: Vec<Line> = lines.iter().filter(is_new).cloned().collect();
            if lines.is_empty() {
                continue;
            }
            known.extend(lines.iter().map(Line::key));
            let (section, above) = (it.section, it.above.clone());
            self.found.entry(*place).or_insert_with(|| Found { section, lines, above });
        }
    }

    /// Takes the lines of examples of sections that have no other, unless a section above has: then they are its examples. What
    /// another section of the page has is an example wherever it stands.
    fn take_late(&mut self) {
        let overviews = self.overviews();
        let is_overview = |place: &usize| overviews.contains(place);
        let others = self.found.iter().filter(|(place, _)| !is_overview(place));
        let mut seen = Seen::of(&self.cx.dialect.service, others.flat_map(|(_, it)| &it.lines));
        for (place, mut late) in std::mem::take(&mut self.late) {
            let is_of_other = std::iter::once(&place)
                .chain(&late.above)
                .any(|it| self.found.contains_key(it) && !is_overview(it));
            // Below what tells all that there is the same may be told twice, each time with other names.
            let is_told =
                late.above.iter().any(is_overview) && lines::has_rows(self.cx, late.section);
            late.lines.retain(|it| is_told || !seen.has(it));
            if !is_of_other && !late.lines.is_empty() {
                late.lines.iter().for_each(|it| seen.add(it));
                self.found.insert(place, late);
            }
        }
    }

    /// The sections with several lines that tell what there is: sections below them have a message for one of these and names
    /// that go with it.
    fn overviews(&self) -> BTreeSet<usize> {
        let several = self.found.iter().filter(|(_, it)| it.lines.len() > 1);
        let listed: BTreeMap<usize, Seen> = several
            .map(|(place, it)| (*place, Seen::of(&self.cx.dialect.service, &it.lines)))
            .collect();
        let mut asked: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
        let tells = |it: &&(usize, Found<'p>)| lines::has_rows(self.cx, it.1.section);
        for (_, late) in self.late.iter().filter(tells) {
            for (place, listed) in late.above.iter().filter_map(|it| listed.get_key_value(it)) {
                let keys = late.lines.iter().filter(|it| listed.has(it)).map(Line::key);
                asked.entry(*place).or_default().extend(keys);
            }
        }
        asked.into_iter().filter(|(_, keys)| keys.len() > 1).map(|(place, _)| place).collect()
    }

    /// Whether request lines stand below a heading of this meaning, and are those of the heading above. Commands do so above what
    /// they are answered with as well.
    fn is_half(&self, meaning: Option<Section>) -> bool {
        let is_shown = |it: Section| it.is_example() || it == Section::Response;
        meaning == Some(Section::HttpRequest) || self.is_curl && meaning.is_some_and(is_shown)
    }

    /// Whether a heading such as "Endpoints" stands above operations, which tell themselves what they take or answer.
    fn is_chapter(&self, section: &markdown::Section) -> bool {
        let is_unknown = |it: &&&markdown::Section| {
            it.heading.as_ref().is_some_and(|it| meaning_of(self.cx.dialect, it).is_none())
        };
        let tells = |it: &&&markdown::Section| mentions::tells(self.cx, it);
        let sections = section.walk();
        let mut told = sections.iter().skip(1).filter(is_unknown).filter(tells);
        told.next().is_some() && told.next().is_some()
    }

    /// Looks for the lines of a section that shows none but in examples, or of the one above, whose example it is.
    fn look_late(
        &mut self,
        section: &'p markdown::Section,
        meaning: Option<Section>,
        place: usize,
        above: &[(usize, &'p markdown::Section)],
    ) {
        let is_example = meaning.is_some_and(|it| it.is_example() || it == Section::HttpRequest);
        let owner = match is_example {
            true => above.last().copied(),
            false => meaning.is_none().then_some((place, section)),
        };
        let says = |it: &markdown::Section| {
            let n_code =
                it.blocks.iter().filter(|it| matches!(it.kind, BlockKind::Code(_))).count();
            n_code > 1 || mentions::tells(self.cx, it)
        };
        let Some((owner, owning)) = owner.filter(|(_, it)| says(it)) else { return };
        let mut lines = lines::late::of_section(
            self.cx,
            &section.blocks,
            meaning == Some(Section::ExampleRequest),
        );
        lines::samples::mark(&self.cx.dialect.request_lines, &mut lines);
        let above = above.iter().map(|(it, _)| *it).filter(|it| *it < owner).collect();
        if !lines.is_empty() {
            self.late.push((owner, Found { section: owning, lines, above }));
        }
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
        let sections_above = || above.iter().map(|(_, it)| *it);
        lines.extend(heading.and_then(|it| {
            let whole = lines::of_heading(self.cx, it);
            whole.or_else(|| lines::of_half_headings(self.cx, it, sections_above()))
        }));
        // The first heading of level 1 is the page's title.
        let is_title = |it: &markdown::Heading| it.level == 1 && place <= 1;
        let own = heading.filter(|it| lines.is_empty() && !is_title(it));
        let own = own.and_then(|it| meaning_of(self.cx.dialect, it)).map(|(own, _)| own);
        // A request line below "List all members" says that these are no members of an enum.
        let own = own.filter(|it| it.is_part_of_operation() || it.is_example());
        let own = own.filter(|it| *it != Section::HttpRequest || !self.is_chapter(section));
        let meaning = match lines.is_empty() {
            true => own.filter(|own| counts_below(*own, inherited)).or(inherited),
            false => None,
        };
        let mut plain: Vec<&Block> = Vec::new();
        let mut shown: Vec<Line> = Vec::new();
        for group in labels::split(self.cx, &section.blocks, false) {
            // A line may stand behind the parameters as well as before them, but not behind an example.
            let is_passed = match group.label {
                Some(label) => label.is_example() || label == Section::Response,
                None => meaning.is_some(),
            };
            if is_passed && !self.is_half(group.label.or(meaning)) {
                continue;
            }
            if self.is_half(group.label) || group.label.is_none() {
                plain.extend(group.blocks.iter().filter(|it| !self.cx.routes.has(it.span)));
            }
            let mut above = None;
            for block in group.blocks {
                let found = match above.is_some_and(|it| labels::is_of_example(self.cx, it)) {
                    true => &mut shown,
                    false => &mut lines,
                };
                match self.is_curl {
                    true => lines::of_curl(self.cx, block, found),
                    false => lines::of_block(self.cx, block, found),
                }
                above = Some(block);
            }
        }
        for it in [&mut lines, &mut shown] {
            lines::samples::mark(&self.cx.dialect.request_lines, it);
        }
        // "For example:" with a value in the place of a placeholder.
        if !shown.is_empty() {
            let seen = Seen::of(&self.cx.dialect.service, &lines);
            shown.retain(|it| !seen.has(it));
        }
        lines.append(&mut shown);
        if lines.is_empty() && !self.is_curl && meaning.is_none() {
            lines.extend(lines::of_halves(self.cx, &section.blocks));
        }
        if lines.is_empty() && !self.is_curl {
            self.look_late(section, meaning, place, above);
        }
        // One of "Endpoints" with rows of its own is an operation.
        let is_one = own.is_none() && !lines.is_empty() && lines::has_rows(self.cx, section);
        let meaning = meaning.filter(|it| *it != Section::HttpRequest || !is_one);
        // A heading that only says "request" is the operation's above it.
        let is_half = self.is_half(meaning);
        let owner = match is_half {
            true => above.last().copied(),
            false => Some((place, section)),
        };
        let (owner, owning) = owner.unwrap_or((place, section));
        let above_owner = || above.iter().map(|(it, _)| *it).filter(|it| *it < owner).collect();
        if lines.is_empty() && !self.is_curl && self.cx.dialect.request_lines.spans {
            let mut request = lines::of_section(self.cx, section, &plain);
            if let Some(Beside::Lines(lines)) = &mut request {
                lines::samples::mark(&self.cx.dialect.request_lines, lines);
            }
            let named = |request| (owner, Named { section: owning, request, above: above_owner() });
            self.beside.extend(request.map(named));
        }
        if !lines.is_empty() {
            let above = above_owner();
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

impl Unit<'_> {
    /// The section's place: its file and the heading's slug; `None` for the page's own.
    pub(crate) fn place(&self, cx: &Cx<'_>, file: FileId) -> Option<String> {
        let heading = self.heading?;
        Some(format!("{}#{}", cx.sources().file(file).path, heading.slug))
    }

    /// The title that stands beside a request line in a heading.
    pub(crate) fn title(&self) -> Option<Spanned<String>> {
        let heading = self.heading?;
        let mut lines = self.lines.iter().flatten().filter(|it| it.at == heading.span);
        let title = lines.find_map(|it| it.title.clone())?;
        Some(Spanned::new(title, heading.span))
    }

    /// The code blocks that hold request lines and nothing else.
    pub(crate) fn code_of_lines(&self) -> BTreeSet<Span> {
        let lines = self.lines.iter().flatten();
        lines.filter(|it| it.is_code).map(|it| it.at).collect()
    }
}
