//! `docwright generate`: docs to a crate on disk.

use super::args::Generate;
use super::exit_code::CLEAN;
use super::failure::Failure;
use super::place::{from_here, is_in_docs, way_between, way_to_docs};
use super::ui::{Compiled, Ui};
use super::{accounting, foreign, lock_file};
use crate::config::{Config, Emit, OUT, Runtime};
use crate::diagnostic::Level;
use crate::diagnostic::render::visible;
use crate::emit::rust::{
    Derives, RustEmitter, Within, name_dependencies, name_refusal, name_runtime, suffixed_names,
};
use crate::emit::{EmitOptions, Emitter, Layout, model_json};
use crate::model::Model;
use crate::output::{Made, OutputTree};
use std::collections::BTreeMap;
use std::io::Write;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

/// What is longer moves its reason to the right.
const WIDEST: usize = 60;

/// Names with suffixes that are shown unless all are asked for.
const SHOWN_NAMES: usize = 5;

pub(super) fn run(ui: &mut Ui, args: &Generate) -> Result<u8, Failure> {
    let mut config = args.line.config(args.out.as_deref())?;
    config.against.clone_from(&args.against);
    config.is_service_believed = args.against.is_some();
    let Compiled { config, docs, compilation } = ui.compile_known(&config)?;
    // The process ends with the command: taking apart what it read and made would only take time.
    let (docs, mut compilation) = (ManuallyDrop::new(docs), ManuallyDrop::new(compilation));
    docs.whole()?;
    foreign::understood(&docs, &config, &compilation.model)?;
    let chosen = compilation.choose(&config.selection)?;
    ui.stage("writing the client");
    let out = out(&config);
    if is_in_docs(&out, config.docs()) {
        let docs = config.docs().to_owned();
        return Err(Failure::IntoDocs { out, docs, place: config.out_place });
    }
    let model = &compilation.model;
    let suffixed = || if ui.quiet { BTreeMap::new() } else { suffixed_names(model) };
    let (tree, suffixed) = rayon::join(|| emit(model, &config, &out), suffixed);
    let tree = ManuallyDrop::new(tree?);
    let is_new = !out.join("Cargo.toml").exists();
    let written = match args.force {
        true => tree.replace(&from_here(&out))?,
        false => tree.write(&from_here(&out))?,
    };
    if is_new {
        lock_file::refresh(&out);
    }
    ui.done();
    if ui.quiet {
        return Ok(CLEAN);
    }
    if args.explain {
        explain(ui, &chosen.explain(&compilation.model))?;
    }
    accounting::write(&mut ui.out, &compilation.facts, &compilation.model)?;
    accounting::choice(&mut ui.out, &compilation.model)?;
    names(ui, &suffixed)?;
    let diagnostics = &compilation.diagnostics;
    writeln!(
        ui.out,
        "findings:   {} at deny level, {} at warn level; `docwright check` shows them",
        diagnostics.count(Level::Deny),
        diagnostics.count(Level::Warn),
    )?;
    writeln!(
        ui.out,
        "files:      {} written, {} unchanged, {} removed in {}",
        written.n_written,
        written.n_unchanged,
        written.n_removed,
        visible(&out.to_string_lossy()),
    )?;
    Ok(CLEAN)
}

/// Tells which names have a suffix.
fn names(ui: &mut Ui, suffixed: &BTreeMap<String, String>) -> Result<(), Failure> {
    let most = if ui.verbose { suffixed.len() } else { SHOWN_NAMES };
    for (thing, name) in suffixed.iter().take(most) {
        let text = format!(
            "names:      {thing} is `{name}`, without the suffix it would be called like another"
        );
        writeln!(ui.out, "{}", visible(&text))?;
    }
    if suffixed.len() > most {
        let more = suffixed.len() - most;
        writeln!(ui.out, "names:      {more} more have a suffix, `-v` shows them")?;
    }
    Ok(())
}

/// Tells why each thing is there, a line each.
fn explain(ui: &mut Ui, reasons: &[[String; 2]]) -> Result<(), Failure> {
    let lengths = reasons.iter().map(|[what, _]| what.chars().count());
    let width = lengths.filter(|length| *length <= WIDEST).max().unwrap_or_default();
    for [what, why] in reasons {
        writeln!(ui.out, "{}", visible(&format!("{what:width$}  {why}")))?;
    }
    Ok(())
}

/// The folder that the crate is written to.
pub(super) fn out(config: &Config) -> PathBuf {
    config.out.clone().unwrap_or_else(|| PathBuf::from(OUT))
}

/// What the client in a folder is made of, for the list that stands there.
pub(super) fn made(docs: &Path, out: &Path, name: &str) -> Made {
    Made { docs: visible(&way_to_docs(out, docs)), name: visible(name) }
}

/// The files of everything that is asked for.
///
/// # Errors
///
/// If no crate can have the name.
pub(super) fn emit(model: &Model, config: &Config, out: &Path) -> Result<OutputTree, Failure> {
    let wanted = config.emit.as_deref().unwrap_or(&[Emit::Rust, Emit::Tests]);
    if let Some(why) = name_refusal(config.client_name()) {
        let (name, place) = (config.client_name().to_owned(), config.name_place.clone());
        return Err(Failure::Name { name, why, place });
    }
    let named: Vec<&str> = config.dependencies.iter().map(|it| it.name.as_str()).collect();
    let derives = Derives::read(&config.derives, model, Within::Crate(&named));
    let options = EmitOptions {
        name: config.client_name().to_owned(),
        layout: Layout::Crate,
        tests: wanted.contains(&Emit::Tests),
        derives: derives.map_err(Failure::Derives)?,
    };
    let made = made(config.docs(), out, &options.name);
    let mut tree = OutputTree { made: Some(made), ..OutputTree::default() };
    if wanted.contains(&Emit::Rust) || options.tests {
        tree.files.extend(RustEmitter.emit(model, &options).files);
        let way_there = |path: &str| way_between(out, Path::new(path));
        let dependencies = config.dependencies.iter().map(|it| {
            let path = it.path.as_deref().map(way_there);
            (it.name.as_str(), it.value(path.as_deref()))
        });
        name_dependencies(&mut tree, &dependencies.collect::<Vec<_>>());
        match &config.runtime {
            Some(Runtime::Path(path)) => {
                let way = way_there(path);
                name_runtime(&mut tree, &[("path", &way)]);
            }
            Some(Runtime::Git(url, Some(commit))) => {
                name_runtime(&mut tree, &[("git", url), ("rev", commit)]);
            }
            Some(Runtime::Git(url, None)) => name_runtime(&mut tree, &[("git", url)]),
            None => {}
        }
    }
    if wanted.contains(&Emit::Model) {
        tree.files.extend(model_json::ModelEmitter.emit(model, &options).files);
    }
    Ok(tree)
}
