//! The sources of a crate by their path below its root, without the files that are tests alone.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Files by path: `emit/rust/mod.rs` below `src`.
pub(crate) type Sources = BTreeMap<String, String>;

/// Reads every source file below a root, which is relative to the checkout.
pub(crate) fn sources(root: &str) -> Sources {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(root);
    let mut found = BTreeMap::new();
    collect(&root, &root, &mut found);
    assert!(found.len() > 20, "the sources are where they are expected");
    let tests: Vec<String> =
        found.iter().flat_map(|(path, text)| test_modules(path, text)).collect();
    found.retain(|path, _| !tests.iter().any(|module| is_below(path, module)));
    found
}

fn collect(root: &Path, folder: &Path, found: &mut Sources) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("sources can be listed")
        .flatten()
        .map(|it| it.path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(root, &path, found);
        } else if path.extension().is_some_and(|it| it == "rs") {
            let below = path.strip_prefix(root).expect("it was listed below the root");
            let below = below.to_string_lossy().replace('\\', "/");
            found.insert(below, std::fs::read_to_string(&path).expect("sources are text"));
        }
    }
}

/// Whether a file is a module's own or of a module in it; everything is below the root, whose path is empty.
pub(crate) fn is_below(path: &str, module: &str) -> bool {
    let rest = path.strip_prefix(module);
    module.is_empty() || rest.is_some_and(|rest| rest.starts_with(['/', '.']))
}

/// The modules of `#[cfg(test)] mod name;` in a file.
fn test_modules(path: &str, text: &str) -> Vec<String> {
    let folder = path.strip_suffix("mod.rs").map(str::to_owned);
    let folder = folder.unwrap_or_else(|| format!("{}/", path.trim_end_matches(".rs")));
    text.split(TEST_MODULE)
        .skip(1)
        .filter_map(|rest| rest.split_once(';'))
        .map(|(name, _)| format!("{folder}{name}"))
        .collect()
}

/// How a module of tests begins.
const TEST_MODULE: &str = "#[cfg(test)]\nmod ";

/// Lines before the tests at the end, without comments.
pub(crate) fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_inline = |at: &usize| {
        let rest = text[*at..].trim_start_matches(|c| !matches!(c, '{' | ';'));
        rest.starts_with('{')
    };
    let tests = text.match_indices(TEST_MODULE).map(|(at, _)| at).find(is_inline);
    text[..tests.unwrap_or(text.len())]
        .lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line.split("//").next().unwrap_or_default()))
}
