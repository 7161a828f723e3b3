//! The stages of the line on small doc sets: pages to facts, doc sets to models, models to Rust.

use docwright::config::Config;
use docwright::doc_set::DocSet;
use docwright::emit::model_json::emit_json;
use docwright::emit::rust::RustEmitter;
use docwright::emit::{EmitOptions, Emitter, Layout};
use docwright::pipeline::{self, Compilation};
use std::path::Path;

const FIXTURES: &[&str] = &["enum-page", "function-call", "inheritance", "odd-tables", "seed-twin"];

fn compile(name: &str) -> (DocSet, Compilation) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
    let docs = DocSet::read(&folder).expect("the fixture is there");
    let compilation = pipeline::compile(&docs, &Config::default());
    (docs, compilation)
}

fn snapshot(stage: &str, name: &str, text: &str) {
    insta::with_settings!({ snapshot_path => "stages", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(format!("{stage}-{name}"), text);
    });
}

#[test]
fn facts() {
    for name in FIXTURES {
        let (_, compilation) = compile(name);
        for page in &compilation.facts.pages {
            let file = format!("{name}-{}", page.file.0);
            snapshot("facts", &file, &format!("{page:#?}"));
        }
    }
}

#[test]
fn models() {
    for name in FIXTURES {
        let (_, compilation) = compile(name);
        snapshot("model", name, &emit_json(&compilation.model));
    }
}

#[test]
fn rust() {
    for name in FIXTURES {
        let (_, compilation) = compile(name);
        let options = EmitOptions {
            name: (*name).to_owned(),
            layout: Layout::Crate,
            tests: true,
            derives: Default::default(),
        };
        let tree = RustEmitter.emit(&compilation.model, &options);
        let files: Vec<String> = tree
            .files
            .iter()
            .filter(|(path, _)| path.ends_with(".rs"))
            .map(|(path, text)| format!("==== {path}\n{text}"))
            .collect();
        snapshot("rust", name, &files.join("\n"));
    }
}
