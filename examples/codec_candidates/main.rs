//! Which form of codec should generated code have? Writes one crate for each candidate with all types of a model, builds them,
//! and prints a table: what they cost to compile, how large programs become, how fast they read.
//!
//! ```text
//! cargo run --release --example codec_candidates -- MODEL.json [WORK_DIR [WORD [CRATE]]]
//! ```
//!
//! `MODEL.json` is what `docwright model DOCS` prints. The work directory (a temporary one if not given) keeps the crates; with a word,
//! only the candidates that have it in their name are measured. `CRATE` is what `docwright generate` wrote of the same docs, types and
//! requests and all: what it costs to compile stands in the last row.
//! Needs GNU time as `/usr/bin/time`. The decision and the figures are in the docs of `docwright_client::codec`.

mod candidate;
mod emit;
mod measure;
mod schema;

use candidate::CANDIDATES;
use std::io::Write;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let model = arguments.next().ok_or("usage: codec_candidates MODEL.json [WORK_DIR]")?;
    let work = arguments.next().unwrap_or_else(|| std::env::temp_dir().join("codec_candidates"));
    let word = arguments.next().unwrap_or_default();
    let word = word.to_string_lossy();
    let whole = arguments.next();
    let schema = schema::read(&std::fs::read(model)?)?;
    let page = work.join("page.json");
    std::fs::create_dir_all(&work)?;
    std::fs::write(&page, schema.example_page(1_000))?;

    let mut out = std::io::stdout().lock();
    writeln!(out, "{schema}\n\n{}", measure::HEADER)?;
    for candidate in CANDIDATES.iter().filter(|it| it.name.contains(&*word)) {
        let figures = measure::measure(candidate, &schema, &work, &page)?;
        writeln!(out, "{}", figures.row(candidate))?;
    }
    if let Some(whole) = whole {
        writeln!(out, "{}", measure::measure_crate(&whole, &work)?)?;
    }
    Ok(())
}
