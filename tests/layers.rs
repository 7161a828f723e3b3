//! Who may use whom: the table of the architecture, held by reading the sources.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Module → modules it may name. What is not listed here may use everything.
const MAY_USE: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("edm", &[]),
    ("odata", &[]),
    ("spelling", &[]),
    ("json", &["source"]),
    ("http", &["source"]),
    ("doc_set", &["source"]),
    ("output", &["source"]),
    ("diagnostic", &["source"]),
    ("toml_file", &["source", "spelling"]),
    ("dialect", &["source", "edm", "odata", "json", "spelling", "toml_file"]),
    ("markdown", &["source", "doc_set"]),
    ("facts", &["source", "edm", "odata", "json", "http"]),
    ("model", &["source", "edm", "odata", "json"]),
    (
        "extract",
        &[
            "source",
            "doc_set",
            "markdown",
            "json",
            "http",
            "edm",
            "odata",
            "dialect",
            "facts",
            "diagnostic",
            "rules",
            "spelling",
        ],
    ),
    (
        "lower",
        &[
            "source",
            "json",
            "http",
            "edm",
            "odata",
            "dialect",
            "facts",
            "model",
            "diagnostic",
            "rules",
            "spelling",
        ],
    ),
    (
        "rules",
        &["source", "edm", "json", "http", "markdown", "facts", "model", "diagnostic", "spelling"],
    ),
    ("emit", &["model", "edm", "odata", "json", "output"]),
    ("config", &["source", "spelling", "toml_file", "diagnostic", "dialect", "doc_set", "rules"]),
];

/// Text that only some places may hold.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("pulldown_cmark", &["markdown/"]),
    ("walkdir", &["doc_set.rs", "output.rs"]),
    ("prettyplease", &["emit/rust/"]),
    ("annotate_snippets", &["diagnostic/render/text.rs"]),
    ("clap::", &["cli/"]),
    ("indicatif::", &["cli/"]),
    ("aho_corasick", &["dialect/phrases.rs"]),
    ("similar::", &["cli/stale.rs"]),
    ("quote::", &["emit/rust/"]),
    ("strsim::", &["spelling.rs"]),
    ("syn::", &["emit/rust/"]),
    ("toml::", &["toml_file.rs", "config/", "dialect/"]),
    ("glob::", &["diagnostic/levels.rs"]),
    ("std::fs", &["doc_set.rs", "output.rs"]),
    ("std::env", &["cli/", "build_script.rs", "main.rs"]),
    ("HashMap", &[]),
    ("unsafe ", &[]),
];

/// No file is longer than this.
const MOST_LINES: usize = 400;

#[test]
fn modules_use_only_what_is_below_them() {
    let mut broken = Vec::new();
    for (path, text) in sources() {
        let module = path.split(['/', '.']).next().unwrap_or_default().to_owned();
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == module) else { continue };
        for (number, used) in uses(&text) {
            if used != module && !allowed.contains(&used.as_str()) && is_module(&used) {
                broken.push(format!("src/{path}:{number}: {module} may not use {used}"));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn dependencies_are_known_to_one_module() {
    let mut broken = Vec::new();
    for (path, text) in sources() {
        for (number, line) in code_lines(&text) {
            for (word, places) in ONLY_IN {
                if line.contains(word) && !places.iter().any(|place| path.starts_with(place)) {
                    broken.push(format!("src/{path}:{number}: {word}"));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn a_build_script_brings_no_command_line() {
    let tree = std::process::Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--edges", "normal", "--prefix", "none"])
        .args(["--package", "docwright", "--no-default-features"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    let tree = String::from_utf8_lossy(&tree.stdout).into_owned();
    assert!(tree.contains("pulldown-cmark "), "the tree is shown: {tree}");
    for name in ["clap", "anstream", "anstyle", "annotate-snippets", "indicatif", "similar"] {
        let is_there = tree.lines().any(|line| line.split(' ').next() == Some(name));
        assert!(!is_there, "{name} comes with `default-features = false`");
    }
}

#[test]
fn only_a_dialect_knows_its_publisher() {
    let mut broken = Vec::new();
    for (path, text) in sources() {
        if path.starts_with("dialect/") {
            continue;
        }
        for (number, line) in code_lines(&text) {
            if line.to_lowercase().contains("\"graph\"")
                || line.to_lowercase().contains("microsoft")
            {
                broken.push(format!("src/{path}:{number}: {}", line.trim()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn no_file_is_two_subjects() {
    let long: Vec<String> = sources()
        .into_iter()
        .map(|(path, text)| (path, text.lines().count()))
        .filter(|(_, count)| *count > MOST_LINES)
        .map(|(path, count)| format!("src/{path}: {count} lines"))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

/// Every source file by its path below `src`, without those that are tests alone.
fn sources() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = BTreeMap::new();
    collect(&root, &root, &mut found);
    assert!(found.len() > 20, "the sources are where they are expected");
    let tests: Vec<String> =
        found.iter().flat_map(|(path, text)| test_modules(path, text)).collect();
    found.retain(|path, _| !tests.iter().any(|module| is_below(path, module)));
    found
}

/// Whether a file is a module's own or of a module in it.
fn is_below(path: &str, module: &str) -> bool {
    path.strip_prefix(module).is_some_and(|rest| rest.starts_with(['/', '.']))
}

/// The modules of `#[cfg(test)] mod name;` in a file.
fn test_modules(path: &str, text: &str) -> Vec<String> {
    let folder = path.strip_suffix("mod.rs").map(str::to_owned);
    let folder = folder.unwrap_or_else(|| format!("{}/", path.trim_end_matches(".rs")));
    text.split("#[cfg(test)]\nmod ")
        .skip(1)
        .filter_map(|rest| rest.split_once(';'))
        .map(|(name, _)| format!("{folder}{name}"))
        .collect()
}

fn collect(root: &Path, folder: &Path, found: &mut BTreeMap<String, String>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("src can be listed")
        .flatten()
        .map(|it| it.path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(root, &path, found);
        } else if path.extension().is_some_and(|it| it == "rs") {
            let below = path.strip_prefix(root).expect("it was listed below src");
            let below = below.to_string_lossy().replace('\\', "/");
            found.insert(below, std::fs::read_to_string(&path).expect("sources are text"));
        }
    }
}

/// Lines before the tests, without comments.
fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .take_while(|(_, line)| !line.starts_with("#[cfg(test)]"))
        .map(|(index, line)| (index + 1, line.split("//").next().unwrap_or_default()))
}

/// The modules named after `crate::`, and after `crate::{` at the outermost level, with their lines.
fn uses(text: &str) -> Vec<(usize, String)> {
    let mut uses = Vec::new();
    let code: String = code_lines(text).map(|(_, line)| format!("{line}\n")).collect();
    for (at, start) in code.match_indices("crate::") {
        let rest = &code[at + start.len()..];
        let number = code[..at].matches('\n').count() + 1;
        let Some(list) = rest.strip_prefix('{') else {
            uses.push((number, first_name(rest)));
            continue;
        };
        let mut depth = 0;
        let mut is_next = true;
        for (at, c) in list.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => is_next = true,
                _ if is_next && !c.is_whitespace() => {
                    uses.push((number, first_name(&list[at..])));
                    is_next = false;
                }
                _ => {}
            }
        }
    }
    uses
}

fn first_name(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

#[test]
fn uses_are_found_in_lists_over_several_lines() {
    let text =
        "use crate::{\n    lower::{self, Pass},\n    edm,\n};\nlet x = crate::json::parse();\n";
    let found: Vec<String> = uses(text).into_iter().map(|(_, name)| name).collect();
    assert_eq!(found, ["lower", "edm", "json"]);
}

fn is_module(name: &str) -> bool {
    let others = ["pipeline", "cli", "build_script"];
    MAY_USE.iter().any(|(module, _)| *module == name) || others.contains(&name)
}
