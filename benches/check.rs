//! How long `check` takes on a doc set, against reading and CommonMark-parsing the same files on one
//! thread: medians of one run, in which the two take turns so that a busy machine slows both.
//!
//! ```sh
//! cargo bench --bench check                       # the real reference if it is at hand, else the sample
//! cargo bench --bench check -- my/docs
//! cargo bench --bench check -- --memory my/docs   # peak memory of one check, on Linux
//! ```

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use docwright::config::Config;
use docwright::diagnostic::render::text::{self, Looks};
use docwright::doc_set::DocSet;
use docwright::pipeline::{self, Compilation};
use pulldown_cmark::Parser;
use std::convert::Infallible;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The command's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const N_ROUNDS: usize = 15;

fn main() {
    // Cargo adds `--bench`.
    let args: Vec<String> = std::env::args().skip(1).filter(|it| it != "--bench").collect();
    let docs = args.iter().find(|it| !it.starts_with("--")).map_or_else(usual_docs, PathBuf::from);
    if args.iter().any(|it| it == "--memory") {
        pool(1).install(|| check(&docs));
        println!("peak memory of a check of {} on one thread: {}", docs.display(), peak_memory());
    } else {
        compare(&docs);
    }
}

fn usual_docs() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let real = root.join("../shared/corpus/graph-v1.0");
    if real.is_dir() { real } else { root.join("docs-input") }
}

fn compare(docs: &Path) {
    let files = files_of(docs);
    let (one, all) = (pool(1), pool(0));
    let mut times = [const { Vec::new() }; 3];
    for _ in 0..N_ROUNDS {
        times[0].push(time(|| read_and_parse(&files)));
        times[1].push(time(|| one.install(|| check(docs))));
        times[2].push(time(|| all.install(|| check(docs))));
    }
    let [parse, check_one, check_all] = times.map(median);
    let n_threads = all.current_num_threads();
    println!("{} files of {}, medians of {N_ROUNDS} rounds", files.len(), docs.display());
    println!("read and parse, 1 thread   {parse:>10.1?}");
    println!(
        "check, 1 thread            {check_one:>10.1?}  {:>5.2} times",
        ratio(check_one, parse)
    );
    println!(
        "check, {n_threads} threads           {check_all:>10.1?}  {:>5.2} times",
        ratio(check_all, parse)
    );
}

/// What `docwright check --docs-only -v` does: every finding is rendered with its excerpt.
fn check(docs: &Path) {
    let docs = DocSet::read(docs).expect("the doc set can be read");
    let Compilation { facts, model, diagnostics } = pipeline::compile(&docs, &Config::default());
    let findings: Vec<_> = diagnostics.iter().collect();
    let path = |file| docs.sources.file(file).path.clone();
    let show = || {
        text::render_all(&docs.sources, &findings, &path, Looks::default(), |text| {
            black_box(text);
            Ok::<(), Infallible>(())
        })
    };
    // The command ends with its process, which takes nothing apart.
    let (shown, ()) = rayon::join(show, || drop((facts, model)));
    shown.expect("nothing refuses a text");
}

/// The least that any reader of these files does.
fn read_and_parse(files: &[PathBuf]) {
    for file in files {
        let text = std::fs::read_to_string(file).expect("the file can be read");
        Parser::new(&text).for_each(|event| drop(black_box(event)));
    }
}

fn files_of(docs: &Path) -> Vec<PathBuf> {
    let read = DocSet::read(docs).expect("the doc set can be read");
    read.sources.files().map(|(_, file)| docs.join(&file.path)).collect()
}

/// A pool of so many threads; 0 is as many as the machine runs at once.
fn pool(n_threads: usize) -> rayon::ThreadPool {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads);
    pool.build().expect("threads can be started")
}

fn time(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}

/// As the system counts it for this process.
fn peak_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.map_or_else(|| "unknown on this system".to_owned(), |peak| peak.trim().to_owned())
}
