//! What people and other programs are shown of hostile docs: no control character but ours, no command to a runner or to cargo.

use super::{all_pages, hostile, is_hidden};
use docwright::Builder;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

/// A folder with the pages of all cases, some of them at hostile paths.
fn hostile_folder() -> TempDir {
    let place = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in all_pages(hostile) {
        write(&place.path().join("docs").join(path), text.as_bytes());
    }
    let page = b"# x\n\n[a](there-is-no-page.md) [b](::error::zqx.md) [##[error]zqx](c.md)\n";
    for path in HOSTILE_PATHS {
        write(&place.path().join("docs").join(path), page);
    }
    write(&place.path().join("docs/api/nul.md"), b"# x\0\n\n[a\0](b\0.md)\n");
    place
}

/// Paths that systems take and that a terminal, a runner or cargo would take for something else.
#[cfg(unix)]
const HOSTILE_PATHS: &[&str] = &[
    "::error title=zqx::x.md",
    "api/a\ncargo::rustc-env=ZQX=1\n::error::zqx.md",
    "api/a\u{1b}[31m\u{9b}2J\u{202e}.md",
    "api/##[error]zqx.md",
    "api/##vso[task.setvariable variable=zqx]x.md",
    "api/a%0A%0D,line=1::zqx.md",
];
#[cfg(not(unix))]
const HOSTILE_PATHS: &[&str] = &["api/##[error]zqx.md"];

/// A page that is no text and whose name moves the cursor: nothing is made of docs with such a page.
fn add_what_is_no_text(place: &TempDir) {
    write(&place.path().join("docs/api/not-utf-8 \u{9b}31m.md"), b"# x\n\n\xff\xfe\n");
}

pub(crate) fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().expect("a path in the folder")).expect("a folder");
    fs::write(path, bytes).expect("a file");
}

fn docwright(place: &TempDir, args: &[&str]) -> Output {
    let command =
        Command::new(env!("CARGO_BIN_EXE_docwright")).args(args).current_dir(place).output();
    command.expect("the command runs")
}

/// Panics on a character that is not ours, colours apart, and on a line that a runner takes for a command.
#[track_caller]
fn assert_shown(what: &str, bytes: &[u8], is_coloured: bool) -> String {
    let text = std::str::from_utf8(bytes).expect("it is UTF-8");
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('\u{1b}') {
        plain.push_str(&rest[..at]);
        let parameters =
            rest[at..].strip_prefix("\u{1b}[").unwrap_or_else(|| panic!("{what}: {rest:?}"));
        let after = parameters.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
        rest = after.strip_prefix('m').unwrap_or_else(|| panic!("{what}: {rest:?}"));
        assert!(is_coloured, "{what}: {text:?}");
    }
    plain.push_str(rest);
    for line in plain.lines() {
        let is_hidden = |c: char| c != '\t' && (c.is_control() || is_hidden(c));
        assert!(!line.contains(is_hidden), "{what}: {line:?}");
        for command in ["##[error", "##[zqx", "##vso["] {
            assert!(!line.contains(command), "{what}: {line}");
        }
    }
    plain
}

#[track_caller]
fn assert_no_command(what: &str, text: &str) {
    for line in text.lines() {
        assert!(!line.trim_start().starts_with("::"), "{what}: {line}");
    }
}

#[test]
fn a_terminal_shows_no_control_character_but_ours() {
    let place = hostile_folder();
    for (color, is_coloured) in [("always", true), ("never", false)] {
        for args in [
            &["check", "docs", "-v"][..],
            &["check", "docs", "-v", "--format", "short"],
            &["check", "docs", "--format", "json"],
            &["check", "docs", "--format", "sarif"],
            &["model", "docs"],
            &["dump", "--stage", "pages", "docs/api/nul.md", "--docs", "docs"],
            &["dump", "--stage", "facts", "docs/api/thing42-run.md", "--docs", "docs"],
            &["check", "docs/\u{9b}31m", "--out", "a\u{1b}[31m"],
        ] {
            let args = [args, &["--color", color]].concat();
            let what = args.join(" ");
            let output = docwright(&place, &args);
            let shown = assert_shown(&what, &output.stdout, is_coloured);
            assert_no_command(&what, &shown);
            if what.contains("json") || what.contains("sarif") || what.starts_with("model") {
                let read: Result<serde_json::Value, _> = serde_json::from_str(&shown);
                assert!(read.as_ref().is_ok_and(|it| it.is_object()), "{what}: {:?}", read.err());
                assert!(shown.len() > 1_000, "{what}");
            }
            assert_no_command(&what, &assert_shown(&what, &output.stderr, is_coloured));
        }
    }
    add_what_is_no_text(&place);
    for args in [&["check", "docs"][..], &["model", "docs"], &["generate", "docs", "--out", "out"]]
    {
        let Output { stdout, stderr, status } = docwright(&place, args);
        assert!(!status.success(), "{args:?}");
        let shown = assert_shown(args[0], &[stdout, stderr].concat(), false);
        assert!(shown.contains("not-utf-8 \u{fffd}31m.md"), "{shown}");
    }
}

#[test]
fn lines_of_a_stale_client_are_no_commands() {
    let place = hostile_folder();
    let generated = docwright(&place, &["generate", "docs", "--out", "out"]);
    assert!(generated.status.success(), "{generated:?}");
    assert_shown("generate", &generated.stdout, false);
    // Every file of operations: around what is changed stands text of pages.
    for entry in fs::read_dir(place.path().join("out/src/operations")).expect("a folder").flatten()
    {
        if entry.path().is_file() {
            let text = fs::read_to_string(entry.path()).expect("a file");
            let text = text.replace("PERMISSIONS", "SPOILT\u{9b}31m");
            fs::write(entry.path(), text).expect("a file");
        }
    }
    for format in ["text", "short", "github"] {
        let args = ["check", "docs", "--out", "out", "-v", "--format", format, "--color", "never"];
        let output = docwright(&place, &args);
        let shown =
            assert_shown(format, &[output.stdout.clone(), output.stderr.clone()].concat(), false);
        assert!(shown.contains("SPOILT\u{fffd}31m"), "{shown}");
        if format != "github" {
            assert_no_command(format, &shown);
        }
        assert_no_command(format, &assert_shown(format, &output.stderr, false));
    }
}

#[test]
fn commands_to_a_runner_cannot_be_forged() {
    let place = hostile_folder();
    add_what_is_no_text(&place);
    let output = docwright(&place, &["check", "docs", "--docs-only", "--format", "github"]);
    let shown = assert_shown("github", &output.stdout, false);
    let json = docwright(&place, &["check", "docs", "--docs-only", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).expect("it is JSON");
    let findings = json["findings"].as_array().expect("a list");
    assert_eq!(shown.lines().count(), findings.len());
    for (line, finding) in shown.lines().zip(findings) {
        let (level, rule) = (&finding["level"], &finding["rule"]);
        let kind = if level == "deny" { "error" } else { "warning" };
        assert!(line.starts_with(&format!("::{kind} file=docs/")), "{line}");
        let (properties, _) = line[2..].split_once("::").expect("a command has a message");
        let names = properties.split(',').filter_map(|it| it.split_once('=').map(|(name, _)| name));
        let names: Vec<&str> = names.collect();
        let title =
            format!("title={}[{}]", level.as_str().unwrap_or(""), rule.as_str().unwrap_or(""));
        assert!(properties.ends_with(&title), "{line}");
        assert_eq!(names[0], format!("{kind} file"), "{line}");
        let known = ["line", "col", "endLine", "endColumn", "title"];
        assert!(names[1..].iter().all(|name| known.contains(name)), "{line}");
    }
    assert_no_command("github", &assert_shown("github", &output.stderr, false));
}

#[test]
fn lines_for_cargo_cannot_be_forged() {
    let place = hostile_folder();
    // The folder of the docs is named by whoever writes the build script, and may have come from elsewhere too.
    let docs = place.path().join("docs\ncargo::rustc-env=ZQX=1");
    fs::rename(place.path().join("docs"), &docs).expect("it can be moved");
    let said = "[levels]\nmalformed-table = \"deny\"\n";
    write(&docs.join("docwright.toml"), said.as_bytes());
    let lines =
        Builder::new(&docs).out(place.path().join("out")).try_emit().expect("it can be read");
    assert!(lines.len() > 10, "{lines:?}");
    for line in &lines {
        let is_ours = ["cargo::rerun-if-changed=", "cargo::warning="];
        assert!(is_ours.iter().any(|it| line.starts_with(it)), "{line:?}");
        assert_shown("cargo", line.as_bytes(), false);
        assert_eq!(line.lines().count(), 1, "{line:?}");
    }
    write(&docs.join("docwright.toml"), b"\"a\\ncargo::rustc-env=ZQX=1\" = 1\n");
    let error =
        Builder::new(&docs).out(place.path().join("out")).try_emit().expect_err("no such key");
    assert!(error.to_string().contains("there is no key"), "{error}");
}

#[test]
fn threads_are_bounded() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let page = b"# lamp resource type\n## Properties\n|Property|Type|\n|:--|:--|\n|id|String|\n";
    write(&place.path().join("docs/lamp.md"), page);
    for (count, is_taken) in
        [("1", true), ("256", true), ("0", false), ("257", false), ("100000", false), ("-1", false)]
    {
        let threads = format!("--threads={count}");
        let output = docwright(&place, &["check", "docs", "--docs-only", &threads]);
        assert_eq!(output.status.code(), Some(if is_taken { 0 } else { 2 }), "{count}");
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(told.contains("it is a number from 1 to 256"), !is_taken, "{told}");
    }
}
