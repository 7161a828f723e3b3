//! What a program with a generated client brings along is what CONTRIBUTING.md says, dependency by dependency.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

type Crates = BTreeSet<String>;

/// All crates below the run time with its default features, by its own dependency which they come with. The same on every
/// machine: the lock file and the target are given.
fn crates(features: &[&str]) -> BTreeMap<String, Crates> {
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--package", "docwright-client", "--edges", "normal"])
        .args(["--prefix", "depth", "--no-dedupe", "--target", "x86_64-unknown-linux-gnu"])
        .args(features)
        .current_dir(ROOT)
        .output()
        .expect("cargo runs");
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    let mut crates = BTreeMap::<String, Crates>::new();
    let mut with = String::new();
    for line in String::from_utf8_lossy(&tree.stdout).lines() {
        let name = line.trim_start_matches(|it: char| it.is_ascii_digit());
        let depth = &line[..line.len() - name.len()];
        let words: Vec<&str> = name.split(' ').collect();
        if depth == "1" {
            with = words[0].to_owned();
        }
        if depth != "0" {
            let name_and_version = words.iter().take(2).copied().collect::<Vec<_>>().join(" ");
            crates.entry(with.clone()).or_default().insert(name_and_version);
        }
    }
    crates
}

fn all(crates: &BTreeMap<String, Crates>) -> Crates {
    crates.values().flatten().cloned().collect()
}

#[test]
fn a_program_brings_what_is_listed() {
    let text = std::fs::read_to_string(Path::new(ROOT).join("CONTRIBUTING.md")).expect("a text");
    let crates_by_name = crates(&[]);
    let everything = all(&crates_by_name);
    let mut expected = format!(
        "{} crates, {} without a transport",
        everything.len(),
        all(&crates(&["--no-default-features"])).len()
    );
    assert!(text.contains(&expected), "CONTRIBUTING.md should say: {expected}");
    let begins = |row: &str, it: &str| row.lines().any(|line| line.starts_with(it));
    for (name, brought) in &crates_by_name {
        let elsewhere: Crates = crates_by_name
            .iter()
            .filter(|(it, _)| *it != name)
            .flat_map(|(_, it)| it.iter().cloned())
            .collect();
        let n_alone = brought.difference(&elsewhere).count();
        expected = format!("| `{name}` | {} | {n_alone} | ", brought.len());
        assert!(begins(&text, &expected), "CONTRIBUTING.md should have this row: {expected}");
    }
    let n_rows = text.lines().filter(|it| it.starts_with("| `") && it.matches('|').count() == 5);
    assert_eq!(n_rows.count(), crates_by_name.len(), "a row of what is no dependency any more");
    // No crate in two versions.
    let names: BTreeSet<_> = everything.iter().filter_map(|it| it.split(' ').next()).collect();
    assert_eq!(names.len(), everything.len(), "{everything:?}");
}
