//! `docwright check --fix`: makes the edits that findings are sure of, and writes the pages that they change.
//!
//! The docs are read again in memory until no finding has an edit left, so that a second run changes nothing. Then each page
//! is written whole, if it is still what was read; what is left is told as ever.

use super::accounting::counted;
use super::failure::Failure;
use super::scope::Scope;
use super::stale::unified;
use super::ui::{Compiled, Ui, label};
use crate::diagnostic::render::visible;
use crate::diagnostic::{self, Level};
use crate::doc_set::{DocSet, real};
use crate::output::Rewrites;
use crate::pipeline;
use crate::source::{FileId, SourceFile};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};

/// How often the docs are read again: edits that touch each other are made one after the other.
const MOST_ROUNDS: usize = 8;

/// What was mended.
#[derive(Debug, Default)]
pub(super) struct Fixed {
    /// Findings, by rule.
    n_mended: BTreeMap<&'static str, usize>,
    /// What the changed pages held.
    before: BTreeMap<FileId, String>,
    /// Pages that could not be written, and why.
    unwritten: Vec<(PathBuf, String)>,
    /// Findings of the mended docs that were there before a revision.
    pub(super) n_before: Option<usize>,
}

/// Makes the edits in memory.
pub(super) fn mend(compiled: &mut Compiled, scope: &Scope) -> Fixed {
    let mut fixed = Fixed::default();
    for _ in 0..MOST_ROUNDS {
        let Compiled { docs, compilation, .. } = &*compiled;
        let is_in_docs = |file: FileId| {
            let path = &docs.sources.file(file).path;
            !path.starts_with("../") && docs.find(path) == Some(file) && !docs.is_unread(file)
        };
        let mended = diagnostic::mend(&docs.sources, compilation.diagnostics.iter(), is_in_docs);
        if mended.texts.is_empty() {
            break;
        }
        for (rule, count) in mended.n_mended {
            *fixed.n_mended.entry(rule).or_default() += count;
        }
        for (file, text) in mended.texts {
            let before = &compiled.docs.sources.file(file).text;
            fixed.before.entry(file).or_insert_with(|| before.clone());
            compiled.docs.sources.replace(file, text);
        }
        fixed.n_before = Some(again(compiled, scope));
    }
    fixed
}

/// Compiles the docs as they are in memory. Returns how many findings were there before a revision.
fn again(compiled: &mut Compiled, scope: &Scope) -> usize {
    let Compiled { config, docs, compilation } = compiled;
    *compilation = pipeline::compile_each(docs, config);
    scope.narrow(docs, &mut compilation.diagnostics)
}

impl Fixed {
    /// Writes the pages. One that can't be is as it was, and so are its findings.
    pub(super) fn write(&mut self, compiled: &mut Compiled, scope: &Scope) {
        let mut failed = Vec::new();
        for (file, (path, reason)) in write_all(&compiled.docs, &self.before) {
            self.unwritten.push((path, reason));
            failed.push(file);
        }
        for file in &failed {
            let before = self.before.remove(file).unwrap_or_default();
            compiled.docs.sources.replace(*file, before);
        }
        if !failed.is_empty() {
            self.n_before = Some(again(compiled, scope));
        }
    }

    /// Shows what would be written.
    pub(super) fn diff(
        &self,
        ui: &mut Ui,
        docs: &DocSet,
        path: impl Fn(FileId) -> String,
    ) -> Result<(), Failure> {
        for (file, before) in &self.before {
            let after = &docs.sources.file(*file).text;
            for line in unified(&path(*file), "mended", before, after) {
                writeln!(ui.out, "{line}")?;
            }
        }
        Ok(())
    }

    /// Tells how much was mended, `mended` or as it is called otherwise.
    pub(super) fn tell(&self, out: &mut dyn Write, done: &str) -> Result<(), Failure> {
        let n_mended: usize = self.n_mended.values().sum();
        let done = label(done, Level::Allow);
        if n_mended == 0 {
            writeln!(out, "{done} nothing: no finding has an edit that is sure")?;
            return Ok(());
        }
        let findings = counted(n_mended, ("finding", "findings"));
        let pages = counted(self.before.len(), ("page", "pages"));
        let rules: Vec<String> =
            self.n_mended.iter().map(|(rule, count)| format!("{count} {rule}")).collect();
        writeln!(out, "{done} {findings} in {pages} ({})", rules.join(", "))?;
        Ok(())
    }

    /// Nothing, if every page was written.
    pub(super) fn whole(self) -> Result<(), Failure> {
        match self.unwritten.is_empty() {
            true => Ok(()),
            false => Err(Failure::Unmended(self.unwritten)),
        }
    }
}

/// A file that can't be written, and why.
type Unwritten = (PathBuf, String);

/// Writes the pages whose text was mended, and removes what a run left that was killed amid this. Those that can't be
/// written.
fn write_all(docs: &DocSet, before: &BTreeMap<FileId, String>) -> Vec<(FileId, Unwritten)> {
    let root = if docs.root.is_file() { docs.root.parent() } else { Some(&*docs.root) };
    let root = root.unwrap_or(Path::new(""));
    let shown = |path: &str| PathBuf::from(visible(&root.join(path).to_string_lossy()));
    let none = |reason: String| {
        let path = |file: FileId| shown(&docs.sources.file(file).path);
        before.keys().map(|file| (*file, (path(*file), reason.clone()))).collect()
    };
    let root = match real(root) {
        Ok(root) => root,
        Err(error) => return none(error.to_string()),
    };
    if before.is_empty() && !Rewrites::were_interrupted(&root) {
        return Vec::new();
    }
    let rewrites = match Rewrites::begin(&root, || folders(docs, &root)) {
        Ok(rewrites) => rewrites,
        Err(error) => return none(causes(&error)),
    };
    let write = |(file, before): (&FileId, &String)| {
        let failed = write(&rewrites, &root, docs.sources.file(*file), before).err()?;
        Some((*file, (shown(&docs.sources.file(*file).path), failed)))
    };
    let failed: Vec<(FileId, Unwritten)> = before.iter().filter_map(write).collect();
    // All is written; a marker that stays is taken up by the next run.
    let _ = rewrites.end();
    failed
}

/// The folders of all pages, as far as they lie in the docs.
fn folders(docs: &DocSet, root: &Path) -> Vec<PathBuf> {
    let paths = docs.sources.files().map(|(_, file)| Path::new(&file.path));
    let folders: BTreeSet<&Path> = paths.filter_map(Path::parent).collect();
    let folders = folders.into_iter().filter_map(|it| real(&root.join(it)).ok());
    folders.filter(|it| it.starts_with(root)).collect()
}

/// Writes a page whose text was mended; the reason if it can't be.
fn write(rewrites: &Rewrites, root: &Path, page: &SourceFile, before: &str) -> Result<(), String> {
    let path = root.join(&page.path);
    let folder = real(path.parent().unwrap_or(root)).map_err(|error| error.to_string())?;
    if !folder.starts_with(root) {
        return Err("it lies outside of the docs".to_owned());
    }
    let place = folder.join(path.file_name().unwrap_or_default());
    let is_written = rewrites.rewrite(&place, |found| {
        // Editors mark the encoding at the beginning, which is not read.
        let body = found.strip_prefix('\u{feff}').unwrap_or(found);
        let mark = &found[..found.len() - body.len()];
        (body == before).then(|| format!("{mark}{}", page.text))
    });
    match is_written {
        Ok(true) => Ok(()),
        Ok(false) => Err("it is not, or not letter by letter, what was read".to_owned()),
        Err(error) => Err(causes(&error)),
    }
}

/// What an error says, with what it comes from.
fn causes(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"))
}
