//! Lines that sections have by lists of routes alone: a list leads to a section that shows no request of its own.

use crate::diagnostic::Diagnostic;
use crate::extract::cx::Cx;
use crate::extract::known_routes::Listed;
use crate::extract::lines::{Line, agree};
use crate::extract::page::outline::meaning_of;
use crate::limits;
use crate::markdown::{Page, Section};
use crate::rules::page::{beyond_limit, misled_route};
use std::collections::BTreeMap;

/// A section in which request lines stand, by its place among all sections of the page.
#[derive(Debug)]
pub(crate) struct Found<'p> {
    pub(crate) section: &'p Section,
    pub(crate) lines: Vec<Line>,
    /// The sections above, by their places.
    pub(crate) above: Vec<usize>,
}

/// A section of a page: its place among all, that behind the sections in it, and those of the sections above.
struct At<'p> {
    place: usize,
    end: usize,
    section: &'p Section,
    above: Vec<usize>,
}

/// Gives sections without a line those of the lists that lead to them. Tells where a section has other lines, or is no
/// operation's.
pub(crate) fn take<'p>(
    cx: &Cx<'_>,
    page: &'p Page,
    found: &mut BTreeMap<usize, Found<'p>>,
) -> Vec<Diagnostic> {
    let listed = cx.routes.to(&cx.sources().file(page.file).path);
    if listed.is_empty() {
        return Vec::new();
    }
    let sections = Sections::of(page);
    let (mut taken, mut told) = (BTreeMap::new(), Vec::new());
    let mut n_routes = BTreeMap::<usize, usize>::new();
    for route in listed {
        let own = Line { line: route.line.clone(), at: route.at, is_code: false, title: None };
        let Some(at) = sections.target(route) else {
            told.push(misled_route::of_none(&route.line));
            continue;
        };
        // Each is held against all lines of where it leads.
        let n_routes = n_routes.entry(at.place).or_default();
        *n_routes += 1;
        if *n_routes > limits::REQUEST_LINES.most {
            if *n_routes == limits::REQUEST_LINES.most + 1 {
                told.push(beyond_limit::report(limits::REQUEST_LINES, route.line.target.span));
            }
            continue;
        }
        // What is shown above it, in it or below it, all of the page where that is linked.
        let (above, below) = match route.anchor {
            Some(_) => (at.above.as_slice(), at.place..at.end),
            None => (&[][..], 0..sections.all.len()),
        };
        let above = above.iter().filter_map(|it| found.get(it));
        let near = above.chain(found.range(below).map(|(_, it)| it));
        let near: Vec<&Line> = near.flat_map(|it| &it.lines).collect();
        match near.first() {
            _ if near.iter().any(|it| agree(it, &own)) => {}
            Some(other) => told.push(misled_route::of_other(&route.line, &other.line)),
            None if is_operation(cx, at.section) => {
                let lines: &mut Vec<Line> = taken.entry(at.place).or_default();
                if !lines.iter().any(|it| it.key() == own.key()) {
                    lines.push(own);
                }
            }
            None => told.push(misled_route::of_none(&route.line)),
        }
    }
    for at in sections.all {
        let Some(lines) = taken.remove(&at.place) else { continue };
        found.insert(at.place, Found { section: at.section, lines, above: at.above });
    }
    told
}

/// The sections of a page, in order.
struct Sections<'p> {
    all: Vec<At<'p>>,
    /// The first of each anchor, in lower case.
    by_anchor: BTreeMap<String, usize>,
}

impl<'p> Sections<'p> {
    fn of(page: &'p Page) -> Self {
        let mut all = Vec::new();
        walk(&page.root, &mut Vec::new(), &mut all);
        let mut by_anchor = BTreeMap::new();
        for at in &all {
            if let Some(heading) = &at.section.heading {
                by_anchor.entry(heading.slug.to_lowercase()).or_insert(at.place);
            }
        }
        Self { all, by_anchor }
    }

    /// The section that a route leads to; the title's, where it leads to the page.
    fn target(&self, route: &Listed) -> Option<&At<'p>> {
        let is_title = |it: &&At<'p>| it.section.heading.as_ref().is_some_and(|it| it.level == 1);
        match &route.anchor {
            Some(anchor) => self.all.get(*self.by_anchor.get(anchor)?),
            None => self.all.iter().find(is_title).or(self.all.first()),
        }
    }
}

/// Whether a section may be of an operation: not what describes a type, or is a part of something.
fn is_operation(cx: &Cx<'_>, section: &Section) -> bool {
    section.heading.as_ref().is_none_or(|it| {
        meaning_of(cx.dialect, it).is_none_or(|(it, _)| !it.is_part_of_operation())
            && cx.dialect.type_name_of_heading(&it.text).is_none()
            && cx.dialect.enum_name_of_heading(&it.text).is_none()
    })
}

fn walk<'p>(section: &'p Section, above: &mut Vec<usize>, all: &mut Vec<At<'p>>) {
    let place = all.len();
    all.push(At { place, end: place, section, above: above.clone() });
    above.push(place);
    section.sections.iter().for_each(|it| walk(it, above, all));
    above.pop();
    all[place].end = all.len();
}
