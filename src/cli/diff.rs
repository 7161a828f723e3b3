//! `docwright diff`: what changed between two states of docs, and for whom it breaks.

use super::args::{Diff as Args, Reading};
use super::exit_code::{CLEAN, FOUND};
use super::failure::Failure;
use super::formats::{Deny, DiffFormat};
use super::states::{State, read};
use super::ui::{Ui, label as error_label, style};
use crate::diagnostic::Level;
use crate::diff::render::{Counts, json, markdown, text};
use crate::diff::{self, Diff, Effect, Verdict};
use crate::model::{Model, Part};
use crate::select::{self, Further, Selection};
use std::io::Write;

pub(super) fn run(ui: &mut Ui, args: &Args) -> Result<u8, Failure> {
    ui.stage(format!("reading {}", args.old));
    let mut old = read(&args.old, &args.reading)?;
    ui.stage(format!("reading {}", args.new));
    let mut new = read(&args.new, &args.reading)?;
    if let (Some(is_old), Some(is_new)) = (old.is_page, new.is_page)
        && is_old != is_new
    {
        let (page, folder) = if is_old { (&args.old, &args.new) } else { (&args.new, &args.old) };
        return Err(Failure::Compare(
            format!("`{page}` is one page, and `{folder}` a folder"),
            Some("compare a page with a page, or a folder with a folder".to_owned()),
        ));
    }
    if args.selection {
        choose(&mut old, &mut new, &args.reading)?;
    }
    ui.stage("comparing");
    let diff = diff::diff(&old.side(), &new.side());
    ui.done();
    match args.format {
        DiffFormat::Text => write_text(ui, &diff)?,
        DiffFormat::Markdown => ui.out.write_all(markdown::render(&diff).as_bytes())?,
        DiffFormat::Json => {
            ui.out.write_all(json::render(&diff, &args.old, &args.new).as_bytes())?;
        }
    }
    let breaks = |what: Deny| {
        let of = diff.changes.iter().filter(|it| match what {
            Deny::Breaking => it.verdict() == Verdict::Major,
            Deny::Wire => it.wire == Effect::Breaks,
            Deny::Rust => it.rust == Effect::Breaks,
        });
        of.count()
    };
    match args.deny.map(|what| (what, breaks(what))) {
        None | Some((_, 0)) => Ok(CLEAN),
        Some((what, count)) => {
            let what = match what {
                Deny::Breaking => "something",
                Deny::Wire => "the wire",
                Deny::Rust => "Rust code",
            };
            let change = if count == 1 { "change breaks" } else { "changes break" };
            let error = error_label("error", Level::Deny);
            writeln!(ui.err, "{error} {count} {change} {what}, which is denied")?;
            Ok(FOUND)
        }
    }
}

fn write_text(ui: &mut Ui, diff: &Diff) -> Result<(), Failure> {
    let level = |verdict: Verdict| match verdict {
        Verdict::Major => Level::Deny,
        Verdict::Minor => Level::Allow,
        Verdict::None | Verdict::Patch => Level::Warn,
    };
    // What breaks is at the top.
    for verdict in [Verdict::Major, Verdict::Minor, Verdict::Patch] {
        let style = style(level(verdict)).bold();
        for change in diff.changes.iter().filter(|it| it.verdict() == verdict) {
            let mut lines = text::lines(change).into_iter();
            let first = lines.next().unwrap_or_default();
            writeln!(ui.out, "{style}{}:{style:#} {first}", text::label(change))?;
            for line in lines {
                writeln!(ui.out, "{line}")?;
            }
        }
    }
    let blank = if diff.changes.is_empty() { "" } else { "\n" };
    writeln!(ui.out, "{blank}{}", Counts::of(diff).text(diff))?;
    Ok(())
}

/// Chooses what the settings select, of both. What a selector asks for need be in one of them only: it came or went, or has
/// another name there.
fn choose(old: &mut State, new: &mut State, reading: &Reading) -> Result<(), Failure> {
    let selection = selection(old, new, reading)?;
    let none = Further::default();
    let (old_part, old_idle) = part(&old.model, selection.clone(), &none)?;
    let (new_part, new_idle) = part(&new.model, selection.clone(), &none)?;
    let in_both = |error: &select::Error| {
        new_idle.iter().any(|it| (it.list, &it.text) == (error.list, &error.text))
    };
    if let Some(error) = old_idle.into_iter().find(in_both) {
        return Err(error.into());
    }
    let renamed = diff::renamed(&old.side(), &new.side());
    let (mut of_old, mut of_new) = (Further::default(), Further::default());
    for (was, is) in &renamed.operations {
        match (old_part.operations.contains(was), new_part.operations.contains(is)) {
            (true, false) => drop(of_new.operations.insert(*is)),
            (false, true) => drop(of_old.operations.insert(*was)),
            (true, true) | (false, false) => {}
        }
    }
    for (was, is) in &renamed.types {
        match (old_part.types.contains(was), new_part.types.contains(is)) {
            (true, false) => drop(of_new.types.insert(*is)),
            (false, true) => drop(of_old.types.insert(*was)),
            (true, true) | (false, false) => {}
        }
    }
    // Without `include` all is there that is not left out by name.
    let is_all = selection.include.is_empty();
    let again = |model: &Model, first: Part, further: &Further| match is_all || further.is_empty() {
        true => Ok(first),
        false => part(model, selection.clone(), further).map(|(part, _)| part),
    };
    let old_part = again(&old.model, old_part, &of_old)?;
    let new_part = again(&new.model, new_part, &of_new)?;
    (old.model.part, new.model.part) = (Some(old_part), Some(new_part));
    Ok(())
}

/// What is selected by the settings of the new docs; by those of the old ones, or of the working directory, where these select
/// nothing.
fn selection(old: &State, new: &State, reading: &Reading) -> Result<Selection, Failure> {
    let of_docs = [new, old].into_iter().filter_map(|it| it.config.as_ref());
    let mut of_docs = of_docs.map(|it| &it.selection).filter(|it| !it.is_everything());
    if let Some(selection) = of_docs.next() {
        return Ok(selection.clone());
    }
    let selection = reading.config().settled()?.selection;
    match selection.is_everything() {
        false => Ok(selection),
        true => Err(Failure::Compare(
            "nothing is selected: no `docwright.toml` of these docs sets `include` or `exclude`"
                .to_owned(),
            Some("leave `--selection` out to compare everything".to_owned()),
        )),
    }
}

/// The part of a model that a selection asks for, and the selectors that can't be taken of it.
fn part(
    model: &Model,
    mut selection: Selection,
    further: &Further,
) -> Result<(Part, Vec<select::Error>), Failure> {
    let mut idle = Vec::new();
    loop {
        match select::select_with(model, &selection, further) {
            Ok(chosen) => return Ok((chosen.part(model), idle)),
            Err(error) => {
                let list = match error.list {
                    "include" => &mut selection.include,
                    "exclude" => &mut selection.exclude,
                    _ => &mut selection.expand,
                };
                let n_before = list.len();
                list.retain(|it| *it != error.text);
                let is_include = error.list == "include";
                if list.len() == n_before {
                    return Err(error.into());
                }
                idle.push(error);
                if is_include && selection.include.is_empty() && further.is_empty() {
                    return Ok((Part::default(), idle));
                }
            }
        }
    }
}
