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
    RustEmitter.emit(
        &compilation.model,
        &EmitOptions { name, layout: Layout::Crate, tests: true, derives: Default::default() },
    )
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

/// What a method says fits on a screen: the rest is the operation's.
#[test]
fn docs_of_methods_are_short() {
    let output = emit(&Path::new(env!("CARGO_MANIFEST_DIR")).join("docs-input"));
    let requests = output.files.iter().filter(|(file, _)| file.starts_with("src/requests/"));
    let mut lengths = Vec::new();
    for (_, text) in requests {
        let (mut n_lines, mut is_method) = (0, false);
        for line in text.lines().map(str::trim) {
            match line.starts_with("///") {
                true => (n_lines, is_method) = (n_lines + 1, is_method || line == "/// ```no_run"),
                false if line == "#[inline]" => {}
                false => {
                    lengths.extend(is_method.then_some(n_lines));
                    (n_lines, is_method) = (0, false);
                }
            }
        }
    }
    lengths.sort_unstable();
    assert!(lengths.len() > 60, "{lengths:?}");
    assert!(lengths[lengths.len() * 9 / 10] <= 15, "{lengths:?}");
    assert!(lengths[lengths.len() - 1] <= 20, "{lengths:?}");
}
