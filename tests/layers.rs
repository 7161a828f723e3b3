//! Who may use whom: the table of the architecture, held by reading the sources.

#[path = "layers/arrows.rs"]
mod arrows;
#[path = "layers/dependencies.rs"]
mod dependencies;
#[path = "layers/rooms.rs"]
mod rooms;
#[path = "layers/sources.rs"]
mod sources;

use arrows::{Arrows, arrows, circles};
use rooms::MAY_USE;
use sources::{Sources, code_lines, is_below, sources};
use std::collections::BTreeMap;

/// Folders whose files do not use each other in a circle, not around a `mod.rs` either: what a folder's files
/// share has a file of its own.
const WITHOUT_CIRCLES: &[&str] = &[
    "src/cli",
    "src/diagnostic",
    "src/dialect",
    "src/diff",
    "src/emit/rust",
    "src/extract",
    "src/http",
    "src/lower",
    "src/naming",
    "src/output",
    "src/select",
    "client/src",
];

/// The folders that hold a crate each.
const ROOTS: &[&str] = &["src", "client/src"];

/// Text that only some places may hold.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("pulldown_cmark", &["markdown/"]),
    ("walkdir", &["doc_set"]),
    ("cap_std", &["output/"]),
    ("cap_fs_ext", &["output/"]),
    ("same_file", &["output/"]),
    ("getrandom", &["output/"]),
    ("prettyplease", &["emit/rust/"]),
    ("annotate_snippets", &["diagnostic/render/text.rs"]),
    ("clap::", &["cli/"]),
    ("indicatif::", &["cli/"]),
    ("aho_corasick", &["dialect/phrases.rs", "dialect/rare.rs", "markdown/marks.rs"]),
    ("similar::", &["cli/line_diff.rs", "cli/stale.rs"]),
    ("quick_xml::", &["service/csdl.rs"]),
    ("quote::", &["emit/rust/"]),
    ("saphyr_parser::", &["service/openapi/tree.rs"]),
    ("strsim::", &["spelling.rs"]),
    ("syn::", &["emit/rust/"]),
    ("toml::", &["toml_file.rs", "config/", "corrections/", "dialect/"]),
    ("glob::", &["diagnostic/levels.rs"]),
    ("std::fs", &["doc_set", "output/"]),
    ("std::env", &["cli/", "build_script.rs", "main.rs"]),
    ("HashMap", &[]),
    ("unsafe ", &[]),
];

/// No file is longer than this.
const MOST_LINES: usize = 400;

#[test]
fn rooms_use_only_what_is_below_them() {
    let arrows = all_arrows();
    let mut broken = Vec::new();
    for (folder, rooms) in MAY_USE {
        let (root, below) = root_of(folder);
        for (file, ends) in &arrows[root] {
            let of_file = |(room, _): &&(&str, &[&str])| Some(*room) == room_of(below, file);
            let Some((room, allowed)) = rooms.iter().find(of_file) else { continue };
            for (end, written) in ends {
                let Some(used) = room_of(below, end).filter(|used| used != room) else { continue };
                if !allowed.contains(&used) {
                    broken.push(format!("{root}/{file}: {room} may not use {used} ({written})"));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn rooms_are_listed_from_below() {
    for (folder, rooms) in MAY_USE {
        for (index, (room, allowed)) in rooms.iter().enumerate() {
            for used in *allowed {
                let is_above = rooms[..index].iter().any(|(above, _)| above == used);
                assert!(is_above, "{folder}: {used} stands above {room}, which may use it");
            }
        }
    }
}

#[test]
fn files_do_not_use_each_other_in_a_circle() {
    let arrows = all_arrows();
    let mut broken = Vec::new();
    for folder in WITHOUT_CIRCLES {
        let (root, below) = root_of(folder);
        let has_files = arrows[root].keys().any(|file| is_below(file, below));
        assert!(has_files, "{folder} is where it is expected");
        broken.extend(circles(&arrows[root], below).iter().map(|it| format!("{root}/{it}")));
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

fn all_arrows() -> BTreeMap<&'static str, Arrows> {
    ROOTS.iter().map(|root| (*root, arrows(&sources(root)))).collect()
}

/// The root that a folder is below, and the rest of its path.
fn root_of(folder: &'static str) -> (&'static str, &'static str) {
    let below = |root: &&'static str| Some((*root, folder.strip_prefix(root)?));
    let (root, rest) = ROOTS.iter().find_map(below).expect("a folder below a root");
    (root, rest.trim_start_matches('/'))
}

/// The folder or file directly below a folder that a file is in or is.
fn room_of<'f>(folder: &str, file: &'f str) -> Option<&'f str> {
    let below = match folder {
        "" => file,
        folder => file.strip_prefix(folder)?.strip_prefix('/')?,
    };
    below.split(['/', '.']).next()
}

#[test]
fn dependencies_are_known_to_one_module() {
    let mut broken = Vec::new();
    for (path, text) in sources("src") {
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
    for (path, text) in sources("src") {
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
    let long: Vec<String> = sources("src")
        .into_iter()
        .map(|(path, text)| (path, text.lines().count()))
        .filter(|(_, count)| *count > MOST_LINES)
        .map(|(path, count)| format!("src/{path}: {count} lines"))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn arrows_lead_to_where_a_thing_is() {
    let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    let crate_: Sources = [
        file("lib.rs", "mod a; mod b; pub use b::Deep;"),
        file("a.rs", "use crate::{b::{self, Deep}, c}; fn f() { println!(\"{}\", b::low::X); }"),
        file("b/mod.rs", "mod deep; mod low; pub(crate) use deep::Deep; use low::Y;"),
        file(
            "b/deep.rs",
            "struct Deep; fn f() { quote!(super::low) } #[cfg(test)] mod t { use super::low; }",
        ),
        file("b/low.rs", "use std::fmt; use super::Deep; const X: u8 = 1;"),
        file("c.rs", "use crate::Deep as D;"),
    ]
    .into();
    let found: Vec<String> = arrows(&crate_)
        .iter()
        .map(|(from, ends)| format!("{from} → {}", Vec::from_iter(ends.keys().cloned()).join(", ")))
        .collect();
    assert_eq!(
        found,
        [
            "a.rs → b/deep.rs, b/low.rs, b/mod.rs, c.rs",
            "b/deep.rs → ",
            "b/low.rs → b/deep.rs",
            "b/mod.rs → b/low.rs",
            "c.rs → b/deep.rs",
            "lib.rs → ",
        ]
    );
}
