//! How time and memory grow with what a stranger can make large: for each row, docs of four sizes, each twice
//! the one before. Nothing may take more than 2.2 times for twice the input, in the mean of three steps;
//! what would is bounded by `src/limits.rs`, so it stops growing.
//!
//! ```sh
//! cargo bench --bench growth                # all rows
//! cargo bench --bench growth -- includes    # those whose name holds the word
//! ```
//!
//! Each size runs in a process of its own, on one thread, and once on a small page before anything is counted:
//! memory is what the process takes more than it did for that page. Time is the processor's for this process
//! alone: that of a clock on the wall is longer by all else that the machine does, twice and more where runs
//! are this short. What still disturbs it (caches, other programs on the same core) only ever adds, so the
//! least of some runs counts; the sizes take turns, and a row that seems too steep is run again, since what
//! grows too fast does so each time.

#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

mod commands;
mod emitted;
mod rows;
mod work;

use rows::Row;
use std::process::{Command, ExitCode};
use std::time::Instant;

/// The command's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What twice the input may take at most.
const MOST: f64 = 2.2;
/// Less counts as this much: below it a ratio says more about the machine than about growth.
const LEAST_MS: f64 = 5.0;
/// The same of memory, which comes in steps of some MB.
const LEAST_MB: f64 = 8.0;
const LEAST_RUNS: usize = 3;
/// Of a row that seems too steep.
const MOST_RUNS: usize = 12;
const N_SIZES: usize = 4;

/// The least that was measured of each size.
struct Measured {
    ms: [f64; N_SIZES],
    mb: [f64; N_SIZES],
}

fn main() -> ExitCode {
    // Cargo adds `--bench`.
    let args: Vec<String> = std::env::args().skip(1).filter(|it| it != "--bench").collect();
    let rows = || [rows::ROWS, emitted::ROWS, commands::ROWS].concat();
    if let [one, name, size] = args.as_slice()
        && one == "--one"
    {
        let row = rows().into_iter().find(|row| row.name == *name).expect("the row is there");
        work::run(&row, size.parse().expect("a size is a number"));
        return ExitCode::SUCCESS;
    }
    let start = Instant::now();
    println!("| what | n | ms at n, 2n, 4n, 8n | times | MB more | times | most |");
    println!("|---|---|---|---|---|---|---|");
    let (mut n_rows, mut worst, mut steep) = (0, (0.0, ""), Vec::new());
    let is_wanted = |row: &Row| args.is_empty() || args.iter().any(|it| row.name.contains(it));
    for row in rows().into_iter().filter(is_wanted) {
        let measured = measure(&row);
        let most = measured.most();
        println!("{}", line(&row, &measured));
        n_rows += 1;
        if most > worst.0 {
            worst = (most, row.name);
        }
        if most > MOST {
            steep.push(row.name);
        }
    }
    let (most, name) = worst;
    println!("\n{n_rows} rows in {} s; the most is {most:.2}, {name}", start.elapsed().as_secs());
    println!("{} rows grow by more than {MOST} times for twice the input", steep.len());
    for name in &steep {
        println!("too steep: {name}");
    }
    if steep.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn sizes(row: &Row) -> [usize; N_SIZES] {
    [1, 2, 4, 8].map(|times| row.size * times)
}

fn measure(row: &Row) -> Measured {
    let mut least = Measured { ms: [f64::INFINITY; N_SIZES], mb: [f64::INFINITY; N_SIZES] };
    for n_runs in 1..=MOST_RUNS {
        for (index, size) in sizes(row).into_iter().enumerate() {
            let (ms, mb) = measure_size(row, size);
            least.ms[index] = least.ms[index].min(ms);
            least.mb[index] = least.mb[index].min(mb);
        }
        if n_runs >= LEAST_RUNS && least.most() <= MOST {
            break;
        }
    }
    least
}

impl Measured {
    fn of_time(&self) -> Vec<f64> {
        ratios(&self.ms, LEAST_MS)
    }

    fn of_memory(&self) -> Vec<f64> {
        ratios(&self.mb, LEAST_MB)
    }

    /// The mean of all steps from one size to the next. Memory moves to twice the room where a list is full, and time
    /// jumps where the work no longer fits a cache: either comes late or early in one step and makes up for it in
    /// another. What grows too fast does so in each.
    fn most(&self) -> f64 {
        let mean = |steps: &[f64]| {
            let whole: f64 = steps.iter().product();
            whole.powf(1.0 / steps.len() as f64)
        };
        mean(&self.of_time()).max(mean(&self.of_memory()))
    }
}

fn ratios(numbers: &[f64], least: f64) -> Vec<f64> {
    numbers.windows(2).map(|it| it[1].max(least) / it[0].max(least)).collect()
}

fn line(row: &Row, measured: &Measured) -> String {
    let list = |numbers: &[f64], digits: usize| {
        numbers.iter().map(|it| format!("{it:.digits$}")).collect::<Vec<_>>().join(", ")
    };
    let most = measured.most();
    format!(
        "| {}{} | {} | {} | {} | {} | {} | {most:.2} |",
        if most > MOST { "**!** " } else { "" },
        row.name,
        row.size,
        list(&measured.ms, 1),
        list(&measured.of_time(), 2),
        list(&measured.mb, 0),
        list(&measured.of_memory(), 2),
    )
}

/// Milliseconds and MB, as another process of this program tells in the last line that it prints.
fn measure_size(row: &Row, size: usize) -> (f64, f64) {
    let program = std::env::current_exe().expect("the program has a path");
    let output = Command::new(program).args(["--one", row.name, &size.to_string()]).output();
    let output = output.expect("the program can be run");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{} at {size}: {told}", row.name);
    let text = String::from_utf8_lossy(&output.stdout);
    let last = text.lines().last().and_then(|line| line.split_once(' '));
    let (micros, kib) = last.expect("the program tells what it measured");
    let number = |text: &str| text.parse::<f64>().expect("what is measured is a number");
    (number(micros) / 1_000.0, number(kib) / 1_024.0)
}
