//! Programs that use what an edit changes: they compile with the client of the sample, and with that of the edited one
//! just when the edit breaks nothing in Rust.

use super::State;
use super::edits::{Edit, sample};
use docwright::emit::rust::RustEmitter;
use docwright::emit::{EmitOptions, Emitter, Layout};
use docwright::model::Model;
use docwright::select::{Selection, select};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// Programs use what they are about alone.
const ALLOW: &str = "#![allow(dead_code, unused, deprecated)]\n";
const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// One crate: a binary of all programs with the client of the sample, and one an edit with that of the edited sample.
pub(crate) fn check(edits: &[Edit]) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("diff-programs");
    // What an earlier run left is not part of this one.
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(folder.join("src/bin")).expect("the target folder can be written");
    std::fs::copy(Path::new(ROOT).join("Cargo.lock"), folder.join("Cargo.lock"))
        .expect("the workspace has a lock file");
    let manifest = "[package]\nname = \"diff-programs\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
        [dependencies]\ndocwright-client = \"0.1\"\n\n[workspace]\n";
    std::fs::write(folder.join("Cargo.toml"), manifest).expect("a manifest");
    let pages = sample();
    let mut old = State::of(&pages).model;
    let mut olds = String::new();
    let mut wanted = BTreeSet::new();
    for (index, edit) in edits.iter().enumerate() {
        let (select, program) =
            edit.program.as_ref().unwrap_or_else(|| panic!("{} has no program", edit.name));
        let module = |name: &str| {
            format!(
                "mod api {{ include!(\"../{name}.rs\"); }}\nuse api::*;\n\
                 fn program(client: Client) {{ {program} }}\n"
            )
        };
        let write = |name: &str, model: &Model| {
            let options = EmitOptions {
                name: name.to_owned(),
                layout: Layout::Include,
                tests: false,
                derives: Default::default(),
            };
            for (file, text) in RustEmitter.emit(model, &options).files {
                std::fs::write(folder.join("src").join(file), text).expect("a file");
            }
        };
        let name = format!("old{index}");
        assert!(choose(&mut old, select), "{}: nothing is {select}", edit.name);
        write(&name, &old);
        olds.push_str(&format!("mod {name} {{\n{}}}\n", module(&name)));
        let name = format!("new{index}");
        let mut new = State::of(&edit.apply(&pages)).model;
        choose(&mut new, select);
        write(&name, &new);
        let text = format!("{ALLOW}{}fn main() {{}}\n", module(&name));
        std::fs::write(folder.join(format!("src/bin/{name}.rs")), text).expect("a file");
        if edit.told.iter().any(|it| it.split(' ').nth(1) == Some("breaks")) {
            wanted.insert(name);
        }
    }
    std::fs::write(folder.join("src/bin/old.rs"), format!("{ALLOW}{olds}fn main() {{}}\n"))
        .expect("a file");
    let client = Path::new(ROOT).join("client");
    let patch = format!("patch.crates-io.docwright-client.path={:?}", client.to_string_lossy());
    let target =
        Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("it is in the target folder");
    let output = Command::new(env!("CARGO"))
        .args(["check", "--bins", "--keep-going", "--offline", "--config", &patch])
        .env("CARGO_TARGET_DIR", target)
        // The workspace's profile, so that dependencies are the same.
        .env("CARGO_PROFILE_DEV_DEBUG", "line-tables-only")
        .env_remove("RUSTFLAGS")
        .current_dir(&folder)
        .output()
        .expect("cargo runs");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    let failed: BTreeSet<String> = told
        .lines()
        .filter(|line| line.starts_with("error: could not compile"))
        .filter_map(|line| Some(line.split_once("(bin \"")?.1.split_once('"')?.0.to_owned()))
        .collect();
    let name = |it: &String| match it[3..].parse::<usize>() {
        Ok(index) => format!("{it}: {}", edits[index].name),
        Err(_) => it.clone(),
    };
    let wrong: Vec<String> = failed.symmetric_difference(&wanted).map(name).collect();
    assert!(wanted.len() > 5 && wrong.is_empty(), "{}\n{told}", wrong.join("\n"));
}

/// Makes the client of what is named alone; of nothing where it is gone.
fn choose(model: &mut Model, selector: &str) -> bool {
    let include = selector.split(' ').map(str::to_owned).filter(|it| it != "-").collect();
    let selection = Selection { include, ..Selection::default() };
    let chosen = select(model, &selection);
    model.part = Some(chosen.as_ref().map_or_else(|_| Default::default(), |it| it.part(model)));
    chosen.is_ok()
}
