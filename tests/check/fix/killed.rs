//! Runs of `check --fix` that are killed: each page is as it was or whole as mended, and the next run mends the rest.
//!
//! `DOCWRIGHT_KILLS=400 cargo test --test check killed` kills more often than the test does by itself.

use crate::place::{command, place, write};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

/// So many pages that writing them takes a while.
const PAGES: usize = 50;
/// Kills unless more are asked for.
const KILLS: u64 = 12;

type Files = BTreeMap<String, String>;

/// Pages with a misspelt heading, a row twice and a row without its border, in two folders.
fn pages() -> Files {
    let page = |i: usize| {
        let rows: String = (0..20).map(|n| format!("|part{n}|String|What {n} is.|\n")).collect();
        let text = format!(
            "# lamp{i} resource type\n## Proprties\n|Property|Type|Description|\n|:--|:--|:--|\n\
             |id|String|Who it is.|\n|id|String|Who it is.|\n{rows}|watts|Int32|What it takes.\n"
        );
        (format!("{}/lamp{i}.md", if i.is_multiple_of(2) { "resources" } else { "more" }), text)
    };
    (0..PAGES).map(page).collect()
}

/// All files of the docs, hidden ones as well.
fn found(docs: &Path) -> Files {
    let mut files = Files::new();
    let mut folders = vec![docs.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("it is there").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(text) = std::fs::read_to_string(&path) {
                let below = path.strip_prefix(docs).expect("it lies in the docs");
                files.insert(below.to_string_lossy().replace('\\', "/"), text);
            }
        }
    }
    files
}

fn put(place: &tempfile::TempDir, files: &Files) {
    files.iter().for_each(|(path, text)| write(place, &format!("docs-input/{path}"), text));
}

fn start(place: &tempfile::TempDir) -> std::process::Child {
    let mut command = command(place, &["check", "--fix", "--docs-only", "-q"]);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the command runs")
}

fn pause() {
    std::thread::sleep(Duration::from_micros(100));
}

/// How long a run takes, and how long of it after the first page is begun.
fn times(place: &tempfile::TempDir, marker: &Path) -> [Duration; 2] {
    let (begin, mut writing) = (Instant::now(), None);
    let mut child = start(place);
    while child.try_wait().expect("it can be asked").is_none() {
        if writing.is_none() && marker.exists() {
            writing = Some(Instant::now());
        }
        pause();
    }
    let writing = writing.map_or(Duration::from_millis(5), |it| it.elapsed());
    [begin.elapsed(), writing]
}

/// Every page is one of both, and what else lies there is a run's own.
fn check_whole(docs: &Path, before: &Files, after: &Files, when: &str) -> usize {
    let mut n_mended = 0;
    let all = found(docs);
    for (path, text) in &all {
        let is_mended = after.get(path) == Some(text);
        n_mended += usize::from(is_mended);
        let name = path.rsplit('/').next().unwrap_or(path);
        let is_own = name == ".docwright-incomplete" || name.starts_with(".docwright-new-");
        let is_whole = is_mended || before.get(path) == Some(text) || is_own;
        assert!(is_whole, "{when}: `{path}` is torn: {text}");
    }
    assert!(before.keys().all(|path| all.contains_key(path)), "{when}: a page is gone");
    n_mended
}

#[test]
#[expect(clippy::print_stdout, reason = "whoever asks for more kills wants to know what they hit")]
fn killed_at_any_moment_each_page_is_whole_and_the_next_run_mends_the_rest() {
    let place = place(&[]);
    let docs = place.path().join("docs-input");
    let marker = docs.join(".docwright-incomplete");
    let before = pages();
    put(&place, &before);
    let [whole, writing] = times(&place, &marker);
    let after = found(&docs);
    assert!(before.iter().all(|(path, text)| after[path] != *text), "all pages are mended");
    assert_eq!(after.len(), PAGES, "nothing else is left");
    let n_kills = std::env::var("DOCWRIGHT_KILLS").ok().and_then(|it| it.parse().ok());
    let n_kills: u64 = n_kills.unwrap_or(KILLS);
    let (mut n_amid, mut n_halves) = (0, 0);
    for kill in 0..n_kills {
        put(&place, &before);
        let begin = Instant::now();
        let mut child = start(&place);
        // Three of four while pages are written, the others at any moment of the run.
        let [of, spread] = if kill.is_multiple_of(4) {
            [Duration::ZERO, whole]
        } else {
            while !marker.exists() && child.try_wait().expect("it can be asked").is_none() {
                pause();
            }
            [begin.elapsed(), writing]
        };
        let moment = of + spread.mul_f64((kill as f64 + 0.5) / n_kills as f64);
        while begin.elapsed() < moment {
            pause();
        }
        let _ = child.kill();
        child.wait().expect("it has ended");
        let when = format!("kill {kill}");
        let n_mended = check_whole(&docs, &before, &after, &when);
        n_amid += u64::from(0 < n_mended && n_mended < PAGES);
        n_halves += found(&docs).keys().filter(|it| it.contains(".docwright-new-")).count();
        start(&place).wait().expect("it ends");
        assert!(found(&docs) == after, "{when}: the next run leaves other docs");
    }
    start(&place).wait().expect("it ends");
    assert!(found(&docs) == after, "a second run changes nothing");
    println!("{n_kills} kills, {n_amid} between two pages, {n_halves} halves");
}
