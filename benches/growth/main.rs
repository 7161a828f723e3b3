//! How time and memory grow with what a page can make large: for each row, docs of four sizes, each twice
//! the one before. Nothing may take more than 2.2 times for twice the input; what would is bounded by
//! `src/limits.rs`, so it stops growing.
//!
//! ```sh
//! cargo bench --bench growth                # all rows
//! cargo bench --bench growth -- includes    # those whose name holds the word
//! ```
//!
//! Each size is read in a process of its own, on one thread, so that its peak memory is its own; the time
//! is the least of three runs, without the start of the process.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

mod rows;

use docwright::config::Config;
use docwright::diagnostic::render::short;
use docwright::doc_set::DocSet;
use docwright::pipeline;
use rows::{ROWS, Row};
use std::hint::black_box;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

/// The command's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What twice the input may take at most.
const MOST: f64 = 2.2;
/// Below it a ratio says more about the machine than about growth.
const LEAST_TIME: Duration = Duration::from_millis(10);
const N_RUNS: usize = 3;

fn main() -> ExitCode {
    // Cargo adds `--bench`.
    let args: Vec<String> = std::env::args().skip(1).filter(|it| it != "--bench").collect();
    if let [one, name, size] = args.as_slice()
        && one == "--one"
    {
        let row = ROWS.iter().find(|row| row.name == *name).expect("the row is there");
        run(row, size.parse().expect("a size is a number"));
        return ExitCode::SUCCESS;
    }
    let is_wanted = |row: &&Row| args.is_empty() || args.iter().any(|it| row.name.contains(it));
    let mut n_steep = 0;
    println!("| what | n | time | times | memory | times |");
    println!("|---|---|---|---|---|---|");
    for row in ROWS.iter().filter(is_wanted) {
        n_steep += usize::from(measure(row));
    }
    println!("{n_steep} rows grow by more than {MOST} times for twice the input");
    if n_steep == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Prints a row; returns whether it grows too fast.
fn measure(row: &Row) -> bool {
    let sizes = [1, 2, 4, 8].map(|times| row.size * times);
    let measured = sizes.map(|size| measure_size(row, size));
    let times = measured.map(|(time, _)| time);
    let peaks = measured.map(|(_, peak)| peak as f64 / 1024.0);
    let of_time: Vec<f64> = times
        .windows(2)
        .map(|it| it[1].as_secs_f64() / it[0].max(Duration::from_micros(1)).as_secs_f64())
        .collect();
    let of_memory: Vec<f64> = peaks.windows(2).map(|it| it[1] / it[0].max(1.0)).collect();
    let mut steep = of_time.iter().zip(&times[1..]);
    let is_steep = steep.any(|(ratio, time)| *ratio > MOST && *time > LEAST_TIME)
        || of_memory.iter().any(|ratio| *ratio > MOST);
    println!(
        "| {}{} | {} | {} ms | {} | {} MB | {} |",
        if is_steep { "**!** " } else { "" },
        row.name,
        sizes[0],
        list(times.iter().map(|it| it.as_secs_f64() * 1000.0)),
        list(of_time.iter().copied()),
        list(peaks.iter().copied()),
        list(of_memory.iter().copied()),
    );
    is_steep
}

fn list(numbers: impl Iterator<Item = f64>) -> String {
    numbers.map(|it| format!("{it:.1}")).collect::<Vec<_>>().join(", ")
}

/// The least time of a few runs, and the least peak in KiB.
fn measure_size(row: &Row, size: usize) -> (Duration, u64) {
    let runs = (0..N_RUNS).map(|_| {
        let program = std::env::current_exe().expect("the program has a path");
        let output = Command::new(program).args(["--one", row.name, &size.to_string()]).output();
        let text = output.map(|it| String::from_utf8_lossy(&it.stdout).into_owned());
        let text = text.expect("the program can be run");
        let mut numbers = text.split_whitespace().map(|it| it.parse::<u64>().unwrap_or_default());
        let mut next = || numbers.next().unwrap_or_default();
        (Duration::from_micros(next()), next())
    });
    runs.reduce(|a, b| (a.0.min(b.0), a.1.min(b.1))).unwrap_or_default()
}

/// Reads one size, and prints the microseconds that it took and the peak in KiB.
fn run(row: &Row, size: usize) {
    let docs = DocSet::from_files((row.files)(size));
    let config = Config::default();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    let took = pool.expect("a thread can be started").install(|| {
        let start = Instant::now();
        let found = pipeline::compile(&docs, &config).diagnostics;
        for finding in found.iter() {
            black_box(short::render(&docs.sources, finding));
        }
        start.elapsed()
    });
    println!("{} {}", took.as_micros(), peak_memory());
}

/// As the system counts it for this process; 0 where it does not.
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|it| it.trim().trim_end_matches(" kB").parse().ok()).unwrap_or_default()
}
