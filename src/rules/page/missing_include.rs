//! `missing-include`: an included file is not there.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::facts::{Facts, MissingInclude};
use crate::rules::cx::RuleCx;
use crate::source::{FileId, SourceMap, Span};
use std::collections::{BTreeMap, BTreeSet};

pub(super) static MISSING_INCLUDE: Rule = Rule {
    name: "missing-include",
    level: Level::Warn,
    summary: "an included file is not there",
    explanation: include_str!("missing_include.md"),
};

/// Looks at the includes of all pages.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    missing(cx.sources, cx.facts).into_iter().for_each(|it| diagnostics.report(it));
}

/// Includes whose file is missing. Those from one folder that is not there at all have one cause, and
/// are one finding.
fn missing(sources: &SourceMap, facts: &Facts) -> Vec<Diagnostic> {
    let folders: BTreeSet<&str> =
        sources.files().flat_map(|(_, file)| folders_above(&file.path)).collect();
    let mut single = Vec::new();
    let mut absent: BTreeMap<&str, Vec<(FileId, &MissingInclude)>> = BTreeMap::new();
    for page in &facts.pages {
        for include in &page.missing_includes {
            let is_absent = |folder: &&str| !folders.contains(folder);
            match folders_above(&include.path).find(is_absent) {
                Some(folder) => absent.entry(folder).or_default().push((page.file, include)),
                None => single.push(include),
            }
        }
    }
    let mut read = Read::default();
    let mut findings: Vec<Diagnostic> =
        single.into_iter().map(|include| missing_file(sources, include, &mut read)).collect();
    for (folder, includes) in absent {
        match includes.as_slice() {
            [(_, only)] => findings.push(missing_file(sources, only, &mut read)),
            several => findings.push(missing_folder(folder, several)),
        }
    }
    findings
}

/// The folders that a path goes through, outermost first, without the steps out of the doc set.
fn folders_above(path: &str) -> impl Iterator<Item = &str> {
    let ends = path.match_indices('/').map(|(end, _)| &path[..end]);
    ends.filter(|folder| *folder != ".." && !folder.ends_with("/.."))
}

/// Folders outside of the docs, and whether files of them were read.
type Read<'f> = BTreeMap<&'f str, bool>;

fn missing_file<'f>(
    sources: &SourceMap,
    include: &'f MissingInclude,
    read: &mut Read<'f>,
) -> Diagnostic {
    let headline = format!("there is no file `{}`", include.written.value);
    let finding = Diagnostic::new(&MISSING_INCLUDE, include.written.span, headline);
    let folder = include.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut is_read = || {
        *read.entry(folder).or_insert_with(|| {
            sources.files().any(|(_, file)| {
                let below = file.path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/'));
                below.is_some_and(|rest| !leaves(rest))
            })
        })
    };
    match leaves(&include.path) && !is_read() {
        true => outside(finding, folder),
        false => finding,
    }
}

fn missing_folder(folder: &str, includes: &[(FileId, &MissingInclude)]) -> Diagnostic {
    let pages: BTreeSet<FileId> = includes.iter().map(|(page, _)| *page).collect();
    let (n_includes, n_pages) = (includes.len(), pages.len());
    let of_pages = if n_pages == 1 { "1 page".to_owned() } else { format!("{n_pages} pages") };
    let headline =
        format!("there is no folder `{folder}`: {n_includes} includes of {of_pages} need it");
    let (_, first) = includes[0];
    let finding =
        Diagnostic::new(&MISSING_INCLUDE, first.written.span, headline).label("the first of them");
    match leaves(folder) {
        true => outside(finding, folder),
        false => finding.help("check that the folder was checked out with the docs"),
    }
}

/// Says how to let pages include from a folder outside of the docs.
fn outside(finding: Diagnostic, folder: &str) -> Diagnostic {
    finding.note("includes lead out of the doc set only into folders that are named").help(format!(
        "write `include-roots = [\"{folder}\"]` below `[docs]` in the `docwright.toml` of the docs, \
         or name the folder with `--include-root`"
    ))
}

fn leaves(path: &str) -> bool {
    path.starts_with("../")
}

/// An include that comes back to itself.
pub(crate) fn cycle(path: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&MISSING_INCLUDE, span, format!("`{path}` includes itself"))
}
