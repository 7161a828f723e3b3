//! Request lines grouped by method and path.

use super::cx::{Group, OperationCx, PageClaim, ShownLine, answered_names, method};
use super::words::plural_of;
use super::{calls, paths};
use crate::diagnostic::Diagnostics;
use crate::facts::{Facts, OperationFacts, RequestLine};
use crate::limits;
use crate::model::{Method, Path, PathSegment};
use crate::rules::page;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Pages' claims by what they claim, each once.
pub(super) type Groups<'f> = BTreeMap<(String, Method), Vec<Group<'f>>>;

/// What a line asks for.
struct Asked {
    path: Path,
    identity: String,
}

impl Asked {
    fn new(path: Path) -> Self {
        Self { identity: paths::identity(&path.segments), path }
    }
}

/// The request lines of all pages by identity, then page.
pub(super) fn group<'f>(
    cx: &OperationCx<'_>,
    facts: &'f Facts,
    diagnostics: &mut Diagnostics,
) -> Groups<'f> {
    let pages = facts.pages.par_iter().map(|page| {
        let operation = page.operation.as_ref()?;
        let claim = PageClaim { page, facts: operation };
        let asked = operation.lines.iter().map(|line| path_of(cx, claim, line).map(Asked::new));
        Some((claim, asked.collect()))
    });
    let mut pages: Vec<Option<(PageClaim<'f>, Vec<Option<Asked>>)>> = pages.collect();
    let mut found = BTreeMap::new();
    // What commands of pages or sections without a line ask for may be documented on any other.
    for is_command in [false, true] {
        for (claim, asked) in pages.iter_mut().flatten() {
            group_lines(*claim, asked, is_command, &mut found, diagnostics);
        }
    }
    found
}

/// What a line asks for; `None` where it has a part left out.
fn path_of(cx: &OperationCx<'_>, claim: PageClaim<'_>, line: &RequestLine) -> Option<Path> {
    let mut path = paths::normalise(cx.cx, &line.template, claim.facts)?;
    calls::complete(cx, claim, line, &mut path);
    spell(&mut path, claim.facts);
    Some(path)
}

fn group_lines<'f>(
    claim: PageClaim<'f>,
    asked: &mut [Option<Asked>],
    is_command: bool,
    found: &mut Groups<'f>,
    diagnostics: &mut Diagnostics,
) {
    let lines = claim.facts.lines.iter().zip(asked);
    for (line, asked) in lines.filter(|(line, _)| line.is_command == is_command) {
        let Some(asked) = asked.take() else {
            diagnostics.report(page::unreadable_request_line::elided(line.target.span));
            continue;
        };
        let method = method(line.method.value);
        let of_line = is_command.then(|| of_line(&asked.path, method, found)).flatten();
        let asked = of_line.unwrap_or(asked);
        let shorter = calls::shorter(claim, line, &asked.path).map(Asked::new);
        for Asked { path, identity } in shorter.into_iter().chain([asked]) {
            let groups = found.entry((identity, method)).or_default();
            // Lines come page by page.
            let is_full = groups.len() == limits::PAGES_OF_OPERATION.most;
            match groups.last_mut().filter(|group| std::ptr::eq(group.claim.page, claim.page)) {
                Some(group) => group.lines.push(line),
                None if is_full => {
                    let limit = limits::PAGES_OF_OPERATION;
                    diagnostics.report(page::beyond_limit::report(limit, line.target.span));
                }
                None => {
                    groups.push(Group { claim, method, path, lines: vec![line], only_shown: false })
                }
            }
        }
    }
}

/// The path of a documented line that a command of an example asks for, with values in its places.
fn of_line(path: &Path, method: Method, documented: &Groups<'_>) -> Option<Asked> {
    let is_line = |group: &&Group<'_>| group.lines.iter().any(|it| !it.is_command);
    paths::asked(&path.segments).find_map(|identity| {
        let key = (identity, method);
        let line = documented.get(&key)?.iter().find(is_line)?;
        Some(Asked { path: line.path.clone(), identity: key.0 })
    })
}

/// Adds what only examples ask for, unless a page documents it.
pub(super) fn add_shown<'f>(groups: &mut Groups<'f>, shown: &'f [ShownLine<'f>]) {
    let documented: BTreeSet<_> = groups.keys().cloned().collect();
    for ShownLine { claim, line, path } in shown {
        let method = method(line.method.value);
        let key = (paths::identity(&path.segments), method);
        if !documented.contains(&key) {
            let (claim, path, lines) = (*claim, path.clone(), vec![line]);
            let group = Group { claim, method, path, lines, only_shown: true };
            groups.entry(key).or_default().push(group);
        }
    }
}

/// Gives words of a path the capitals that they lost, where the page names the type that they are the
/// plural of.
fn spell(path: &mut Path, facts: &OperationFacts) {
    let n_capitals = |word: &str| word.chars().filter(char::is_ascii_uppercase).count();
    for segment in &mut path.segments {
        let PathSegment::Literal(word) = segment else { continue };
        let clearest = answered_names(facts)
            .filter_map(|name| plural_of(word, name))
            .filter(|plural| plural.chars().next() == word.chars().next())
            .max_by_key(|plural| n_capitals(plural));
        if let Some(plural) = clearest.filter(|plural| n_capitals(plural) > n_capitals(word)) {
            *word = plural;
        }
    }
}
