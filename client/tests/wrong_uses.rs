//! What must not compile, and what the compiler says: each file of `ui/` has the message beside it.
//!
//! All are binaries of one package that shares the workspace's lock file and target folder, so that nothing is built twice.

use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

#[test]
fn wrong_uses_do_not_compile_and_the_message_says_why() {
    let root = Path::new(ROOT);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("wrong-uses");
    let mut manifest =
        "[package]\nname = \"wrong-uses\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
        [dependencies]\ndocwright-client = \"0.1\"\n\n[workspace]\n"
            .to_owned();
    let mut names = Vec::new();
    for entry in std::fs::read_dir(root.join("tests/ui")).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|it| it == "rs") {
            let name = path.file_stem().and_then(|it| it.to_str()).expect("a name").to_owned();
            let _ = write!(manifest, "\n[[bin]]\nname = {name:?}\npath = {path:?}\n");
            names.push(name);
        }
    }
    std::fs::create_dir_all(&folder).expect("the target folder can be written");
    std::fs::write(folder.join("Cargo.toml"), manifest).expect("a manifest");
    let lock = root.join("../Cargo.lock");
    std::fs::copy(lock, folder.join("Cargo.lock")).expect("the workspace has a lock file");

    let told = check(&folder);
    assert!(names.len() >= 10, "{names:?}");
    for name in names {
        let told = told.get(&name).unwrap_or_else(|| panic!("`ui/{name}.rs` compiles"));
        insta::with_settings!({ snapshot_path => "ui", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(name, told);
        });
    }
}

/// What the compiler says of each binary of a package.
fn check(folder: &Path) -> BTreeMap<String, String> {
    let patch = format!("patch.crates-io.docwright-client.path={ROOT:?}");
    let target =
        Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("it is in the target folder");
    let output = Command::new(env!("CARGO"))
        .args(["check", "--quiet", "--offline", "--bins", "--keep-going"])
        .args(["--message-format", "json", "--config", &patch])
        .env("CARGO_TARGET_DIR", target)
        // The workspace's profile, so that dependencies are the same.
        .env("CARGO_PROFILE_DEV_DEBUG", "line-tables-only")
        .env_remove("RUSTFLAGS")
        .current_dir(folder)
        .output()
        .expect("cargo runs");
    let mut told: BTreeMap<String, String> = BTreeMap::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let message: Value = serde_json::from_str(line).expect("cargo writes JSON");
        let name = message["target"]["name"].as_str();
        let has_place = message["message"]["spans"].as_array().is_some_and(|it| !it.is_empty());
        // The last message, without a place, counts the others.
        if let (Some(name), Some(text)) = (name, message["message"]["rendered"].as_str())
            && has_place
        {
            told.entry(name.to_owned()).or_default().push_str(&without_places(text));
        }
    }
    assert!(!told.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
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
