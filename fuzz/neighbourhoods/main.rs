//! Neighbourhoods of real pages, spoilt at random: `cargo run --release --bin neighbourhoods -- 1000 FOLDER…`.
//!
//! A neighbourhood is 1 to 30 pages that link to each other. Each goes through the whole line twice. Prints how many
//! panicked (no finding outside its page, the same twice, output that is Rust), took over two seconds of the processor, or
//! needed over 500 MB, and the number that makes each again: `-- 1 FOLDER… --from 17`.

#[path = "../../tests/hostile/spoil.rs"]
mod spoil;

use docwright::doc_set::DocSet;
use docwright_fuzz::whole;
use spoil::{Numbers, spoil};
use std::collections::BTreeSet;
use std::panic::catch_unwind;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

const MOST_PAGES: usize = 30;
const HANGS: Duration = Duration::from_secs(2);
const MOST_KIB: u64 = 500 * 1024;

fn main() -> ExitCode {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let from = arguments.iter().position(|it| it == "--from").map_or(0, |at| {
        let from = arguments.drain(at..).nth(1);
        from.and_then(|it| it.parse().ok()).expect("--from and a number")
    });
    let (rounds, folders) =
        arguments.split_first().expect("a number of rounds, then folders of docs");
    let rounds: u64 = rounds.parse().expect("a number of rounds");
    let docs: Vec<DocSet> =
        folders.iter().map(|it| DocSet::read(Path::new(it)).expect("a doc set")).collect();
    let (mut n_panics, mut n_hangs, mut slowest) = (0, 0, Duration::ZERO);
    for round in from..from + rounds {
        let run = || {
            let pages = neighbourhood(&docs, round);
            let begun = clock();
            let panics = catch_unwind(|| whole(pages)).is_err();
            (panics, clock().saturating_sub(begun))
        };
        let (panics, took) = run();
        if panics || took > HANGS {
            eprintln!("round {round}: {}", if panics { "panics" } else { "takes too long" });
        }
        n_panics += u64::from(panics);
        n_hangs += u64::from(took > HANGS);
        slowest = slowest.max(took);
    }
    let peak = peak_kib();
    println!(
        "{rounds} neighbourhoods: {n_panics} panic, {n_hangs} take over {HANGS:?} (slowest {slowest:?}), peak {} MB",
        peak / 1024
    );
    match (n_panics, n_hangs) {
        (0, 0) if peak <= MOST_KIB => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

/// A page, those it links to and those they do, up to a number; spoilt.
fn neighbourhood(docs: &[DocSet], round: u64) -> Vec<(String, String)> {
    let mut numbers = Numbers(round.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let docs = &docs[numbers.below(docs.len())];
    let wanted = 1 + numbers.below(MOST_PAGES);
    let mut taken = BTreeSet::new();
    let mut open = vec![docs.pages[numbers.below(docs.pages.len())]];
    while let Some(file) = open.pop() {
        if taken.len() == wanted || !taken.insert(file) {
            continue;
        }
        let text = &docs.sources.file(file).text;
        let links = text.split("](").skip(1).filter_map(|it| it.split([')', '#', ' ']).next());
        let near = links.filter_map(|it| docs.find(&docs.resolve_link(file, it)));
        open.splice(0..0, near);
    }
    let files = taken.into_iter().map(|it| docs.sources.file(it));
    files.map(|it| (it.path.clone(), spoil(&it.text, &mut numbers))).collect()
}

/// The processor's time that this process has had: a busy machine lets wait what does not hang.
#[cfg(unix)]
fn clock() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::try_from(time).expect("it only grows")
}

#[cfg(not(unix))]
fn clock() -> Duration {
    static BEGUN: std::sync::LazyLock<std::time::Instant> =
        std::sync::LazyLock::new(std::time::Instant::now);
    BEGUN.elapsed()
}

/// The most memory that this process has had, where the system says so.
fn peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|it| it.strip_prefix("VmHWM:"));
    peak.and_then(|it| it.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
