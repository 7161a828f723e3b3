//! Pages that nobody would write: sample pages with pieces of them changed at random, read in every
//! dialect. Nothing panics, and every finding stands inside its page.

#[path = "hostile/spoil.rs"]
mod spoil;

use docwright::config::Config;
use docwright::dialect::BUILT_IN;
use docwright::doc_set::DocSet;
use docwright::pipeline;
use spoil::{Numbers, spoil};
use std::path::Path;
use std::sync::Arc;

fn pages(folder: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let docs = DocSet::read(&root).expect("the doc set is there");
    docs.sources.files().map(|(_, file)| (file.path.clone(), file.text.clone())).collect()
}

/// Lists, labels, JSON alone and types that only examples show are read of whatever is written.
#[test]
fn spoilt_sections_are_read_like_any_other() {
    let mut numbers = Numbers(20_260_101);
    for name in ["beacon", "ferry", "kiln", "signal"] {
        let folder = format!("tests/dialects/{name}/docs");
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(&folder);
        let config = Config::default().of_docs(&root).expect("the dialect can be read");
        let pages = pages(&folder);
        for _ in 0..40 {
            let spoilt = pages.iter().map(|(path, text)| (path.clone(), spoil(text, &mut numbers)));
            let docs = DocSet::from_files(spoilt);
            for finding in pipeline::compile(&docs, &config).diagnostics.iter() {
                let text = &docs.sources.file(finding.primary.span.file).text;
                assert!(text.get(finding.primary.span.range()).is_some(), "{finding:?}");
            }
        }
    }
}

#[test]
fn spoilt_pages_are_read_like_any_other() {
    let mut numbers = Numbers(20_210_713);
    let mut n_findings = 0;
    for folder in [
        "docs-input",
        "tests/dialects/today/docs",
        "tests/dialects/onedrive/docs",
        "tests/dialects/localized/docs",
    ] {
        let pages = pages(folder);
        for round in 0..40 {
            let spoilt = pages.iter().map(|(path, text)| (path.clone(), spoil(text, &mut numbers)));
            let docs = DocSet::from_files(spoilt);
            let dialect = Arc::clone(&BUILT_IN[round % BUILT_IN.len()].dialect);
            let config = Config { dialect, ..Config::default() };
            for finding in pipeline::compile(&docs, &config).diagnostics.iter() {
                n_findings += 1;
                let text = &docs.sources.file(finding.primary.span.file).text;
                assert!(text.get(finding.primary.span.range()).is_some(), "{finding:?}");
            }
        }
    }
    assert!(n_findings > 1000, "pages were spoilt: {n_findings} findings");
}
