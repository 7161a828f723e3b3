//! `docwright dump`: one page at one stage of the line.

use super::args::Dump;
use super::exit_code::CLEAN;
use super::failure::Failure;
use super::formats::Stage;
use super::named_pages::doc_set_of;
use super::ui::{Compiled, Ui};
use crate::config::Config;
use crate::diagnostic::render::visible;
use crate::doc_set::{self, DocSet, real};
use crate::emit::model_json;
use crate::markdown;
use crate::model::Model;
use crate::source::{FileId, SourceMap, Span};
use crate::spelling;
use std::io::Write;
use std::path::Path;

pub(super) fn run(ui: &mut Ui, args: &Dump) -> Result<u8, Failure> {
    let mut config = Config { docs: args.docs.clone(), ..args.reading.config() };
    if config.docs.is_none() && args.page.is_file() {
        let usual = config.settled()?;
        let page = real(&args.page)?;
        let is_usual = real(usual.docs()).is_ok_and(|docs| page.starts_with(docs));
        config.docs = (!is_usual).then(|| doc_set_of(&args.page));
    }
    let compiled = ui.compile(&config);
    let is_usual = args.docs.is_none() && config.docs.is_none();
    let Compiled { config, docs, compilation } = match compiled {
        // Whoever names a page did not ask for these docs.
        Err(Failure::Docs(doc_set::Error::NoFolder(_))) if is_usual => {
            return Err(Failure::no_page(&args.page));
        }
        compiled => compiled?,
    };
    let path = find(&docs, config.docs(), &args.page)?;
    let text = match args.stage {
        Stage::Pages => {
            let file = docs.find(&path);
            file.map(|file| format!("{:#?}", markdown::parse_page(&docs, file)))
        }
        Stage::Facts => {
            let page = compilation
                .facts
                .pages
                .iter()
                .find(|page| docs.sources.file(page.file).path == path);
            page.map(|page| format!("{page:#?}"))
        }
        Stage::Model => Some(of_page(&compilation.model, &path)),
    };
    for line in text.unwrap_or_default().lines() {
        writeln!(ui.out, "{}", visible(&with_place(&docs.sources, line)))?;
    }
    Ok(CLEAN)
}

/// The page's path below the doc set, from that or from its path on disk.
fn find(docs: &DocSet, root: &Path, page: &Path) -> Result<String, Failure> {
    let below = match (real(page), real(root)) {
        (Ok(page), Ok(root)) => page.strip_prefix(root).map(Path::to_owned).ok(),
        _ => None,
    };
    let below = below.unwrap_or_else(|| page.strip_prefix(root).unwrap_or(page).to_owned());
    let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
    let wanted = parts.join("/");
    if let Some(file) = docs.find_ignoring_case(&wanted) {
        return Ok(docs.sources.file(file).path.clone());
    }
    let paths: Vec<&str> = docs.sources.files().map(|(_, file)| file.path.as_str()).collect();
    let name = |path: &'_ str| path.rsplit('/').next().unwrap_or_default().to_lowercase();
    let names: Vec<String> = paths.iter().map(|path| name(path)).collect();
    let near_name = spelling::meant(&name(&wanted), names.iter().map(String::as_str));
    let near = near_name.and_then(|near| paths.into_iter().find(|path| name(path) == near));
    Err(Failure::NoPage { page: wanted, nearest: near.map(str::to_owned) })
}

/// A line whose file or span is put as people write it: a path, or line and column of both ends.
fn with_place(sources: &SourceMap, line: &str) -> String {
    let place = || {
        let (before, place) = line.split_once("file: #").or_else(|| line.rsplit_once('#'))?;
        let place = place.trim_end_matches(',');
        let (file, range) = place.split_once(':').unwrap_or((place, ""));
        let file = FileId(file.parse().ok()?);
        let (_, source) = sources.files().find(|(id, _)| *id == file)?;
        if range.is_empty() {
            return Some(format!("{before}file: {}", source.path));
        }
        let (start, end) = range.split_once("..")?;
        let range = start.parse().ok()?..end.parse().ok()?;
        let at = |offset| sources.location(Span::new(file, offset..offset));
        let (start, end) = (at(range.start), at(range.end));
        Some(format!("{before}{}:{}..{}:{}", start.line, start.column, end.line, end.column))
    };
    place().unwrap_or_else(|| line.to_owned())
}

/// The types and operations of a page, as JSON. Each says what page it is of: none is taken out of the model, whose parts refer
/// to each other by place.
fn of_page(model: &Model, path: &str) -> String {
    let mut part = model.clone();
    part.operations.retain(|operation| operation.pages.iter().any(|page| page == path));
    let text = model_json::emit_json(&part);
    let Ok(mut json) = serde_json::from_str::<serde_json::Value>(&text) else { return text };
    if let Some(types) = json.get_mut("types").and_then(serde_json::Value::as_array_mut) {
        types.retain(|ty| ty.get("_page").is_some_and(|page| page == path));
    }
    format!("{json:#}\n")
}
