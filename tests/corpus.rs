//! Whole doc sets: our sample always, the real corpus where it is at hand. No panic, the same bytes
//! with one thread and with two, and the counts that tell how far reading has come.

use docwright::config::Config;
use docwright::doc_set::DocSet;
use docwright::emit::rust::RustEmitter;
use docwright::emit::{EmitOptions, Emitter, Layout};
use docwright::model::Type;
use docwright::output::OutputTree;
use docwright::pipeline::{self, Compilation};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// The published docs that the first dialect is of; not part of this repository.
const CORPUS: &str = "../shared/corpus/graph-v1.0";

#[test]
fn the_sample() {
    check("sample", &Path::new(env!("CARGO_MANIFEST_DIR")).join("docs-input"));
}

#[test]
fn the_corpus() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join(CORPUS);
    // Checkouts in a folder of their own stand one level deeper.
    let deeper = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(CORPUS);
    if let Some(docs) = [docs, deeper].iter().find(|folder| folder.is_dir()) {
        check("graph_v1_0", docs);
    }
}

/// Compiles and emits with one thread and with two, and compares the counts with the snapshot.
fn check(name: &str, docs: &Path) {
    let docs = DocSet::read(docs).expect("the doc set can be read");
    let (one, tree) = with_threads(1, || line(&docs));
    let (_, other) = with_threads(2, || line(&docs));
    let differ: Vec<&String> = tree
        .files
        .keys()
        .chain(other.files.keys())
        .filter(|path| tree.files.get(*path) != other.files.get(*path))
        .collect();
    assert!(differ.is_empty(), "other bytes with two threads: {differ:?}");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("corpus");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, counts(&one, &tree)));
}

fn line(docs: &DocSet) -> (Compilation, OutputTree) {
    let config = Config::default();
    let compilation = pipeline::compile(docs, &config);
    let name = config.client_name().to_owned();
    let options = EmitOptions { name, layout: Layout::Crate, tests: true };
    let tree = RustEmitter.emit(&compilation.model, &options);
    (compilation, tree)
}

fn with_threads<T: Send>(n_threads: usize, work: impl FnOnce() -> T + Send) -> T {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads).build();
    pool.expect("a pool of threads").install(work)
}

/// The map of progress: what was read, what became of it, what is left, what was found.
fn counts(compilation: &Compilation, tree: &OutputTree) -> String {
    let Compilation { facts, model, diagnostics } = compilation;
    let mut groups: BTreeMap<&str, BTreeMap<String, usize>> = BTreeMap::new();
    let mut count = |group: &'static str, what: String, n: usize| {
        *groups.entry(group).or_default().entry(what).or_default() += n;
    };
    for page in &facts.pages {
        count("pages", format!("{:?}", page.kind), 1);
        count("blocks", "used".into(), page.blocks.n_used);
        for left in &page.blocks.left_aside {
            count("blocks", format!("left aside: {:?}", left.reason), 1);
        }
    }
    for ty in model.types.values() {
        match ty {
            Type::Structured(ty) => {
                count("model", format!("types: {:?}", ty.kind), 1);
                count("model", "types without a page".into(), usize::from(ty.inferred));
                count("model", "properties".into(), ty.properties.len());
            }
            Type::Enum(ty) => {
                count("model", "types: Enum".into(), 1);
                count("model", "members".into(), ty.members.len());
            }
        }
    }
    for operation in &model.operations {
        count("model", "operations".into(), 1);
        count("model", "request lines".into(), operation.lines.len());
        count("model", "examples".into(), operation.examples.len());
    }
    for finding in diagnostics.iter() {
        let level = diagnostics.level(finding).as_str();
        count("findings", format!("{level} {}", finding.rule.name), 1);
    }
    let lines = tree.files.values().map(|text| text.lines().count());
    count("emitted", "files".into(), tree.files.len());
    count("emitted", "lines".into(), lines.sum());
    let mut text = String::new();
    for (group, counts) in groups {
        let _ = writeln!(text, "{group}");
        for (what, n) in counts {
            let _ = writeln!(text, "{n:>8} {what}");
        }
    }
    text
}
