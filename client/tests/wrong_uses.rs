//! What must not compile, and what the compiler says: each file of `ui/` has the message beside it.
#[path = "../../tests/cargo/mod.rs"]
mod cargo;

use serde_json::Value;
use std::fmt::Write;
use std::path::Path;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

#[test]
fn wrong_uses_do_not_compile_and_the_message_says_why() {
    let folder = cargo::folder("wrong-uses");
    let mut n_uses = 0;
    for entry in std::fs::read_dir(Path::new(ROOT).join("tests/ui")).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|it| it == "rs") {
            n_uses += 1;
            let name = path.file_stem().and_then(|it| it.to_str()).expect("a name");
            let told = check(&folder, &path);
            assert!(!told.is_empty(), "`ui/{name}.rs` compiles");
            insta::with_settings!({ snapshot_path => "ui", prepend_module_to_snapshot => false }, {
                insta::assert_snapshot!(name, told);
            });
        }
    }
    assert!(n_uses >= 10, "{n_uses}");
}

/// What the compiler says of a program.
fn check(folder: &Path, program: &Path) -> String {
    let mut rustc = cargo::check(folder);
    rustc.args(["--error-format", "json"]).arg(program);
    // From there the compiler finds the lines of the run time that it shows.
    let output = rustc.current_dir(cargo::root()).output();
    let mut told = String::new();
    for line in String::from_utf8_lossy(&output.expect("the compiler runs").stderr).lines() {
        let message: Value = serde_json::from_str(line).expect("the compiler writes JSON");
        let has_place = message["spans"].as_array().is_some_and(|it| !it.is_empty());
        // The last message, without a place, counts the others.
        if let (Some(text), true) = (message["rendered"].as_str(), has_place) {
            told.push_str(&without_places(text));
        }
    }
    told
}

/// A message without what changes when a line is added elsewhere: paths of this machine, and the numbers of lines of other
/// files than the one that is wrong.
fn without_places(text: &str) -> String {
    let mut is_elsewhere = false;
    let mut clean = String::new();
    for line in text.lines() {
        if line.contains("the full name for the type has been written to")
            || line.contains("to print the full type name to the console")
        {
            continue;
        }
        let line = line.replace(&format!("{ROOT}/"), "");
        let gutter = line.find(|c: char| !c.is_ascii_digit() && c != ' ').unwrap_or(line.len());
        let (number, rest) = line.split_at(gutter);
        if let Some(path) = rest.strip_prefix("--> ").or_else(|| rest.strip_prefix("::: ")) {
            let path = path.strip_prefix("client/").unwrap_or(path);
            is_elsewhere = path.contains("/../") || !path.starts_with("tests/ui/");
            let path = if is_elsewhere { path.split(':').next().unwrap_or(path) } else { path };
            let _ = writeln!(clean, " --> {path}");
        } else if number.is_empty() {
            let _ = writeln!(clean, "{rest}");
        } else {
            let number = if is_elsewhere { "" } else { number.trim() };
            let _ = writeln!(clean, "{number:>3} {rest}");
        }
    }
    clean
}
