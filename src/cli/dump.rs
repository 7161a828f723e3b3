//! `docwright dump`: one page at one stage of the line.

use super::CLEAN;
use super::args::{Dump, Stage};
use super::failure::{Failure, nearest};
use super::ui::Ui;
use crate::config::Config;
use crate::diagnostic::render::visible;
use crate::doc_set::DocSet;
use crate::emit::model_json;
use crate::markdown;
use crate::model::Model;
use std::io::Write;
use std::path::Path;

pub(super) fn run(ui: &mut Ui, args: &Dump) -> Result<u8, Failure> {
    let (docs, compilation) = ui.compile(&args.docs, &Config::default())?;
    let path = find(&docs, args)?;
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
        Stage::Model => Some(model_json::emit_json(&of_page(&compilation.model, &path))),
    };
    for line in text.unwrap_or_default().lines() {
        writeln!(ui.out, "{}", visible(line))?;
    }
    Ok(CLEAN)
}

/// The page's path below the doc set, from that or from its path on disk.
fn find(docs: &DocSet, args: &Dump) -> Result<String, Failure> {
    let on_disk = Path::new(&args.page).strip_prefix(&args.docs).ok();
    let below = on_disk.map(|path| {
        let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
        parts.join("/")
    });
    let wanted = below.unwrap_or_else(|| args.page.replace('\\', "/"));
    if let Some(file) = docs.find_ignoring_case(&wanted) {
        return Ok(docs.sources.file(file).path.clone());
    }
    let paths: Vec<&str> = docs.sources.files().map(|(_, file)| file.path.as_str()).collect();
    let by_name = |path: &&str| path.rsplit('/').next() == Some(wanted.as_str());
    let nearest = paths.iter().copied().find(by_name).or_else(|| nearest(&wanted, paths));
    Err(Failure::NoPage { page: wanted, nearest: nearest.map(str::to_owned) })
}

/// The operations of a page. All types stay, since operations and properties refer to them by place.
fn of_page(model: &Model, path: &str) -> Model {
    let mut part = model.clone();
    part.operations.retain(|operation| operation.pages.iter().any(|page| page == path));
    part
}
