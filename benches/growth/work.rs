//! What is done with the docs of a row, and what that takes.

use crate::rows::{Files, Row, page};
use docwright::config::Config;
use docwright::diagnostic::render::short;
use docwright::doc_set::DocSet;
use docwright::emit::rust::RustEmitter;
use docwright::emit::{EmitOptions, Emitter, Layout};
use docwright::output::OutputTree;
use docwright::{cli, pipeline};
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

/// What is done.
#[derive(Clone, Copy)]
pub(crate) enum Work {
    /// Docs in memory are compiled, and the findings told in a line each.
    Check,
    /// The same, and the text of a client made.
    Emit,
    /// `docwright` is run with these arguments in a folder that holds the files.
    Command(&'static str),
    /// The same, with what this makes of a client's file of a type in `out`.
    Stale(fn(&str) -> String, &'static str),
}

/// Does it for one size, and prints the microseconds and the KiB that it took.
pub(crate) fn run(row: &Row, size: usize) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    let pool = pool.expect("a thread can be started");
    let files = (row.files)(size);
    pool.install(|| {
        check(page("See [x](no.md)."));
        emit(page("Some words."));
    });
    let memory = peak_memory();
    let took = match row.work {
        Work::Check => pool.install(|| timed(|| check(files))),
        Work::Emit => pool.install(|| timed(|| assert!(!emit(files).files.is_empty()))),
        Work::Command(args) => in_folder(files, |_| (), args),
        Work::Stale(spoil, args) => {
            let docs = files.iter().map(|(path, text)| (path.replace("docs/", ""), text.clone()));
            let mut tree = pool.install(|| emit(docs.collect()));
            let mut found = tree.files.iter_mut().filter(|(path, _)| path.ends_with("/thing.rs"));
            let (_, text) = found.next().expect("the type has a file");
            let (header, own) = text.split_once("\n\n").expect("it has a header");
            *text = format!("{header}\n\n{}", spoil(own));
            let write = |folder: &Path| {
                tree.write(&folder.join("out")).expect("a client can be written");
            };
            in_folder(files, write, args)
        }
    };
    println!("{} {}", took.as_micros(), peak_memory().saturating_sub(memory));
}

fn check(files: Files) {
    let docs = DocSet::from_files(files);
    let found = pipeline::compile(&docs, &Config::default()).diagnostics;
    for finding in found.iter() {
        black_box(short::render(&docs.sources, finding));
    }
}

fn emit(files: Files) -> OutputTree {
    let config = Config::default();
    let model = pipeline::compile(&DocSet::from_files(files), &config).model;
    let name = config.client_name().to_owned();
    RustEmitter.emit(
        &model,
        &EmitOptions { name, layout: Layout::Crate, tests: true, derives: Default::default() },
    )
}

/// Runs the command in a folder of its own.
fn in_folder(files: Files, prepare: impl FnOnce(&Path), args: &str) -> Duration {
    let place = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in files {
        let path = place.path().join(path);
        fs::create_dir_all(path.parent().expect("a path in the folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    prepare(place.path());
    std::env::set_current_dir(place.path()).expect("the folder is there");
    let args = format!("docwright --threads 1 --color never {args}");
    let took = timed(|| {
        let code = cli::run(args.split(' ').map(Into::into));
        assert!(code != ExitCode::from(2), "the command could not do its work");
    });
    std::env::set_current_dir("/").expect("there is a root");
    took
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = clock();
    work();
    clock().saturating_sub(start)
}

/// What this process has had of the processor.
#[cfg(unix)]
fn clock() -> Duration {
    use rustix::time::{ClockId, clock_gettime};
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::try_from(time).expect("it only grows")
}

/// The time since the first call, where the system does not tell more.
#[cfg(not(unix))]
fn clock() -> Duration {
    static START: std::sync::OnceLock<std::time::Instant> = std::sync::OnceLock::new();
    START.get_or_init(std::time::Instant::now).elapsed()
}

/// As the system counts it for this process; 0 where it does not.
fn peak_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|it| it.trim().trim_end_matches(" kB").parse().ok()).unwrap_or_default()
}
