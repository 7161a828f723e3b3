//! Programs that use what an edit changes: they compile with the client of the sample, and with that of the edited one
//! just when the edit breaks nothing in Rust.

#[path = "../cargo/mod.rs"]
mod cargo;

use super::edits::edits;
use super::{edited, unedited};
use docwright::emit::rust::RustEmitter;
use docwright::emit::{EmitOptions, Emitter, Layout};
use docwright::model::Model;
use docwright::select::{Selection, select};
use rayon::prelude::*;

/// Programs use what they are about alone.
const ALLOW: &str = "#![allow(dead_code, unused, deprecated)]\n";

/// A crate of all programs with the client of the sample, one of those that hold with that of the edited sample, and one of each
/// other.
pub(crate) fn check() {
    let edits = edits();
    let folder = cargo::folder("diff-programs");
    let mut old = unedited().model.clone();
    let (mut olds, mut kept) = (String::new(), String::new());
    let mut broken = Vec::new();
    for (index, edit) in edits.iter().enumerate() {
        let (select, program) =
            edit.program.as_ref().unwrap_or_else(|| panic!("{} has no program", edit.name));
        let module = |name: &str| {
            format!(
                "mod api {{ include!(\"{name}.rs\"); }}\nuse api::*;\n\
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
        let mut new = edited()[index].model.clone();
        choose(&mut new, select);
        write(&name, &new);
        if edit.told.iter().any(|it| it.split(' ').nth(1) == Some("breaks")) {
            broken.push((module(&name), format!("{name}: {}", edit.name)));
        } else {
            kept.push_str(&format!("mod {name} {{\n{}}}\n", module(&name)));
        }
    }
    assert!(broken.len() > 5, "{broken:?}");
    let crates = [(olds, "old".to_owned()), (kept, "kept".to_owned())];
    let crates: Vec<(String, String)> = crates.into_iter().chain(broken).collect();
    let wrong = crates.par_iter().enumerate().filter_map(|(index, (text, name))| {
        let file = format!("src/crate{index}.rs");
        std::fs::write(folder.join(&file), format!("{ALLOW}{text}")).expect("a file");
        let output = cargo::check(&folder).args(["--crate-type", "lib", &file]).output();
        let output = output.expect("the compiler runs");
        let is_wrong = output.status.success() == (index > 1);
        is_wrong.then(|| format!("{name}\n{}", String::from_utf8_lossy(&output.stderr)))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Makes the client of what is named alone; of nothing where it is gone.
fn choose(model: &mut Model, selector: &str) -> bool {
    let include = selector.split(' ').map(str::to_owned).filter(|it| it != "-").collect();
    let selection = Selection { include, ..Selection::default() };
    let chosen = select(model, &selection);
    model.part = Some(chosen.as_ref().map_or_else(|_| Default::default(), |it| it.part(model)));
    chosen.is_ok()
}
