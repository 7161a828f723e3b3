//! Services that do not speak OData, from their docs to a program: read by a user's dialect alone, emitted, compiled, and used.

use super::{ROOT, cargo, folder, text};
use docwright::config::Config;
use docwright::doc_set::DocSet;
use docwright::emit::{EmitOptions, Emitter, Layout, rust::RustEmitter};
use std::path::Path;

/// Emits a client of a service's docs with its tests, and runs them and the program beside the docs.
fn check(name: &str, path: &str) {
    let here = Path::new(ROOT).join("tests/services");
    let root = here.join(name).join("docs");
    let config = Config::default().of_docs(&root).expect("the dialect can be read");
    let docs = DocSet::read(&root).expect("the docs are there");
    let compilation = docwright::pipeline::compile(&docs, &config);
    assert_eq!(compilation.diagnostics.iter().count(), 0);
    let options = EmitOptions {
        name: name.into(),
        layout: Layout::Crate,
        tests: true,
        derives: Default::default(),
    };
    let emitted = RustEmitter.emit(&compilation.model, &options);
    // What is the other service's, or OData's, has no place here.
    for (path, text) in &emitted.files {
        for other in ["microsoft", "Batch", "Change", "Filter", "Selects", "odata", "Edm."] {
            assert!(!text.contains(other), "{other} in {path}");
        }
    }
    let folder = folder(&format!("service-{name}"));
    emitted.write(&folder).expect("the target folder can be written");
    let tests = folder.join("tests/program");
    std::fs::create_dir_all(&tests).expect("the target folder can be written");
    for (from, to) in [
        ("../ten_things/programs/service.rs", "service.rs"),
        ("program_test.rs", "main.rs"),
        (&format!("{name}/program.rs"), "program.rs"),
        (&format!("{name}/program.http"), "program.http"),
    ] {
        let text = std::fs::read_to_string(here.join(from)).expect("the file is there");
        let text = text.replace("CRATE", name).replace("PATH", path);
        std::fs::write(tests.join(to), text).expect("the target folder can be written");
    }
    let tested = cargo(&folder, "test", &[]);
    assert!(tested.status.success(), "{}", text(&tested));
}

/// Bare arrays, links in headers, a token in a header of its own.
#[test]
fn arrays_with_links_in_headers() {
    check("observatory", "/rest/v3");
}

/// Lists in members of members, a cursor, a key in the query.
#[test]
fn members_with_a_cursor() {
    check("nursery", "");
}

/// Forms, files in parts, numbers that stand for words, lists as bodies, and answers that are empty.
#[test]
fn bodies_that_are_no_objects_of_json() {
    check("chandlery", "/v2");
}
