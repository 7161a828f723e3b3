//! Seeds, and inputs that once broke something, run as the fuzz targets run theirs.

use docwright_fuzz as targets;
use std::fs;
use std::path::{Path, PathBuf};

/// A target's name, what it runs, and further seeds.
const TARGETS: &[(&str, fn(&[u8]), &[&str])] = &[
    ("page", targets::page, &["../docs-input/api", "../docs-input/resources"]),
    ("table", targets::table, &[]),
    ("json", targets::json, &[]),
    ("http", targets::http, &[]),
    ("annotation", targets::annotation, &[]),
    ("neighbourhood", targets::neighbourhood, &[]),
    ("injection", targets::injection, &[]),
    ("dialect", targets::dialect, &["../src/dialect"]),
    ("config", targets::config, &[]),
    ("corrections", targets::corrections, &[]),
    ("service", targets::service, &["../tests/against"]),
    ("answers", targets::answers, &[]),
];

#[test]
fn seeds_hold() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (name, target, further) in TARGETS {
        let own = root.join("seeds").join(name);
        let folders = std::iter::once(own).chain(further.iter().map(|it| root.join(it)));
        let seeds: Vec<PathBuf> = folders.flat_map(|it| files(&it)).collect();
        assert!(!seeds.is_empty(), "{name} has seeds");
        for seed in seeds {
            println!("{name}: {}", seed.display());
            target(&fs::read(seed).expect("a seed"));
        }
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|it| it.path());
    entries.filter(|it| it.is_file()).collect()
}
