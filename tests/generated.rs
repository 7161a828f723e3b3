//! `generated/` is what `docs-input/` becomes, whatever the number of threads.

use docwright::config::Config;
use docwright::doc_set::DocSet;
use docwright::emit::rust::RustEmitter;
use docwright::emit::{EmitOptions, Emitter, Layout};
use docwright::output::{Made, OutputTree};
use docwright::pipeline;
use std::path::Path;

fn emit(docs: &Path) -> OutputTree {
    let docs = DocSet::read(docs).expect("the doc set is there");
    let config = Config::default();
    let compilation = pipeline::compile(&docs, &config);
    let name = config.dialect.name.clone();
    RustEmitter.emit(&compilation.model, &EmitOptions { name, layout: Layout::Crate, tests: true })
}

fn emit_with_threads(docs: &Path, n_threads: usize) -> OutputTree {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads).build();
    pool.expect("a pool of threads").install(|| emit(docs))
}

#[test]
fn generated_is_current() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut tree = emit(&root.join("docs-input"));
    tree.made = Some(Made { docs: "../docs-input".to_owned(), name: "graph".to_owned() });
    let differences = tree.compare(&root.join("generated"));
    let differences = differences.expect("generated can be read");
    assert!(
        differences.is_empty(),
        "run `cargo run -- generate` and commit what changes: {differences:?}"
    );
}

#[test]
fn the_same_bytes_with_one_thread_and_with_two() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs-input");
    assert_eq!(emit_with_threads(&docs, 1), emit_with_threads(&docs, 2));
}
