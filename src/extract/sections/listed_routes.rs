//! Lines that sections have by lists of routes alone: a list leads to a section that shows no request of its own.

use crate::diagnostic::Diagnostic;
use crate::extract::cx::Cx;
use crate::extract::known_routes::Listed;
use crate::extract::lines::{Line, agree};
use crate::extract::page::outline::meaning_of;
use crate::markdown::{Page, Section};
use crate::rules::page::misled_route;
use std::collections::BTreeMap;

/// A section in which request lines stand, by its place among all sections of the page.
#[derive(Debug)]
pub(crate) struct Found<'p> {
    pub(crate) section: &'p Section,
    pub(crate) lines: Vec<Line>,
    /// The sections above, by their places.
    pub(crate) above: Vec<usize>,
}

/// A section of a page, its place among all and those of the sections above.
struct At<'p> {
    place: usize,
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
    let mut all = Vec::new();
    walk(&page.root, &mut Vec::new(), &mut all);
    let (mut taken, mut told) = (BTreeMap::new(), Vec::new());
    for route in listed {
        let own = Line { line: route.line.clone(), at: route.at, is_code: false, title: None };
        let Some(at) = target(&all, route) else {
            told.push(misled_route::of_none(&route.line));
            continue;
        };
        // What is shown in it, above or below it, all of the page where that is linked.
        let is_near = |(place, it): &(&usize, &Found<'p>)| {
            route.anchor.is_none()
                || **place == at.place
                || at.above.contains(place)
                || it.above.contains(&at.place)
        };
        let near: Vec<&Line> = found.iter().filter(is_near).flat_map(|it| &it.1.lines).collect();
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
    for at in all {
        let Some(lines) = taken.remove(&at.place) else { continue };
        found.insert(at.place, Found { section: at.section, lines, above: at.above });
    }
    told
}

/// The section that a route leads to; the title's, where it leads to the page.
fn target<'a, 'p>(all: &'a [At<'p>], route: &Listed) -> Option<&'a At<'p>> {
    let heading = |it: &At<'p>| it.section.heading.as_ref();
    match &route.anchor {
        Some(anchor) => {
            all.iter().find(|it| heading(it).is_some_and(|it| it.slug.eq_ignore_ascii_case(anchor)))
        }
        None => all.iter().find(|it| heading(it).is_some_and(|it| it.level == 1)).or(all.first()),
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
    all.push(At { place, section, above: above.clone() });
    above.push(place);
    section.sections.iter().for_each(|it| walk(it, above, all));
    above.pop();
}
