//! `docwright init`: a first `docwright.toml`, in the dialect that reads most of the docs.

use super::args::Init;
use super::exit_code::CLEAN;
use super::failure::Failure;
use super::proposed;
use super::reading::Reading;
use super::ui::Ui;
use crate::config::file::FILE;
use crate::config::{self, OUT};
use crate::diagnostic::render::visible;
use crate::dialect::BUILT_IN;
use crate::doc_set::{DocSet, real, repository_of, way};
use crate::emit::rust::name_refusal;
use crate::{output, pipeline};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Where docs are looked for, best first.
const USUAL: &[&str] = &["docs-input", "docs", "doc"];
/// Names of folders that say nothing about what the docs are of.
const ANYBODYS: &[&str] =
    &["api", "content", "doc", "docs", "docs-input", "pages", "reference", "src"];
/// What to do then. A client that is not written yet would let a whole check fail.
const NEXT: &str = "`docwright check --docs-only` tells how the docs are read, `docwright generate` then writes the client";
/// Pages named that nothing was read from.
const MOST_NAMED: usize = 5;

pub(super) fn run(ui: &mut Ui, args: &Init) -> Result<u8, Failure> {
    let path = Path::new(FILE);
    // Also a link that leads nowhere.
    if !args.print && path.symlink_metadata().is_ok() {
        return Err(Failure::Settled(path.to_owned()));
    }
    let usual = || USUAL.iter().map(PathBuf::from).find(|it| it.is_dir());
    let docs = args.docs.clone().or_else(usual).unwrap_or_else(|| PathBuf::from("."));
    let set = DocSet::read(&docs)?;
    let here = real(Path::new("."))?;
    let own = real(&docs)?;
    let (root, _) = repository_of(&here)?;
    if !args.print && !own.starts_with(&root) {
        return Err(Failure::DocsElsewhere(docs));
    }
    let mut readings = Vec::new();
    for it in BUILT_IN.iter() {
        ui.stage(format!("reading {} pages as {}", set.pages.len(), it.dialect.name));
        let facts = pipeline::facts(&set, &it.dialect);
        readings.push((it, Reading::of(&facts, &set), facts));
    }
    // The first of those that read as much, give or take one in a hundred: docs are more likely written for a dialect of
    // few than for one of everybody; which goes for docs that none reads, too.
    let most = readings.iter().map(|(_, reading, _)| reading.n_read()).max().unwrap_or(0);
    let is_best = |reading: &Reading| reading.n_read() * 100 >= most * 99;
    let best = match most {
        0 => readings.last(),
        _ => readings.iter().find(|(_, reading, _)| is_best(reading)),
    };
    let Some((chosen, reading, facts)) = best else { return Ok(CLEAN) };
    let name = name(&own, &here);
    ui.stage("looking for words of their own".to_owned());
    let proposed = proposed::propose(&set, &name, &chosen.dialect, facts, reading);
    ui.done();
    let dialect = match &proposed {
        Some(_) => proposed::FILE.to_owned(),
        None => chosen.dialect.name.clone(),
    };
    let mut settled = vec![
        ("docs", Some(way(&here, &own).replace('\\', "/")).filter(|it| !it.is_empty())),
        ("dialect", Some(dialect.clone())),
        ("out", (!here.starts_with(&own)).then(|| OUT.to_owned())),
        ("name", Some(name)),
    ];
    settled[0].1.get_or_insert_with(|| ".".to_owned());
    let settled: Vec<(&str, String)> =
        settled.into_iter().filter_map(|(key, value)| Some((key, value?))).collect();
    let text = config::starter(&settled);
    if args.print {
        ui.out.write_all(text.as_bytes())?;
    } else {
        if let Some(proposed) = &proposed {
            output::write_new(Path::new(proposed::FILE), &proposed.text)?;
        }
        output::write_new(path, &text)?;
    }
    if ui.quiet {
        return Ok(CLEAN);
    }
    // What is printed for a file is nothing but the file.
    let out: &mut dyn Write = if args.print { &mut ui.err } else { &mut ui.out };
    let names = readings.iter().map(|(it, ..)| it.dialect.name.len());
    let width = names.chain([proposed::FILE.len()]).max().unwrap_or(0);
    for (it, reading, _) in &readings {
        let is_chosen = dialect == it.dialect.name;
        let mark = if is_chosen { "*" } else { " " };
        writeln!(out, "{mark} {:<width$} reads {}", it.dialect.name, reading.shares())?;
    }
    if let Some(proposed) = &proposed {
        writeln!(out, "* {:<width$} reads {}", proposed::FILE, proposed.reading.shares())?;
    }
    let reading = proposed.as_ref().map_or(reading, |it| &it.reading);
    reading.write_unread(out, MOST_NAMED)?;
    let docs = docs.to_string_lossy();
    let (docs, base) = (visible(&docs), &chosen.dialect.name);
    match &proposed {
        Some(_) if reading.n_read() == 0 => writeln!(
            out,
            "no dialect reads these docs; `{dialect}` begins one of their own: `docwright dialects {}` explains its keys",
            BUILT_IN[0].dialect.name,
        )?,
        Some(_) => writeln!(
            out,
            "`{docs}` is read as `{base}` and what `{dialect}` adds: look through it, it names what has no place yet"
        )?,
        None => writeln!(out, "`{docs}` is read as `{base}`")?,
    }
    match (args.print, &proposed) {
        (true, Some(proposed)) => {
            writeln!(out, "{} would be:\n\n{}", proposed::FILE, proposed.text)?;
        }
        (true, None) => {}
        (false, Some(_)) => {
            let dialect = proposed::FILE;
            writeln!(out, "written: {FILE} and {dialect}; {NEXT}")?;
        }
        (false, None) => writeln!(out, "written: {FILE}; {NEXT}")?,
    }
    Ok(CLEAN)
}

/// What to call the client: as the docs, or as the folder around them where theirs is everybody's name.
fn name(docs: &Path, here: &Path) -> String {
    let folder = if docs.is_file() { docs.parent().unwrap_or(docs) } else { docs };
    let names = [folder, here].into_iter().filter_map(|it| Some(it.file_name()?.to_string_lossy()));
    let mut names =
        names.filter(|name| !ANYBODYS.contains(&&**name) && name_refusal(name).is_none());
    names.next().map_or_else(|| "client".to_owned(), |name| name.into_owned())
}
