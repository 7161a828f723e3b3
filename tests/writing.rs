//! What is written, and where: nothing outside of the output folder, whatever stands in it, and nothing half.
//!
//! `DOCWRIGHT_KILLS=200 cargo test --test writing killed` kills more often than the test does by itself.

#![cfg(unix)]

#[path = "writing/interrupted.rs"]
mod interrupted;
#[path = "writing/place.rs"]
mod place;

use place::{Place, docs};
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::process::Command;

/// Something of somebody else's, which nothing may touch.
const MINE: &str = "// mine\n";

/// A place with a generated client and a folder beside it.
fn generated() -> Place {
    let place = Place::new(&docs("door", 3));
    place.write("outside/mine.txt", MINE);
    place.succeeds(&["generate"]);
    place
}

/// Both commands say what is in the way and change nothing outside.
fn is_refused(place: &Place, what: &str) {
    for command in ["generate", "check"] {
        let shown = place.fails(&[command, "docs-input", "--out", "generated"]);
        assert!(shown.contains(what), "{what} in {shown}");
        assert!(shown.contains("help: "), "{shown}");
        assert_eq!(place.read("outside/mine.txt"), MINE);
        assert_eq!(place.list("outside"), ["mine.txt"]);
    }
}

#[test]
fn a_link_in_place_of_a_generated_file() {
    let place = generated();
    for path in ["src/models/door0.rs", "Cargo.toml", ".docwright-files"] {
        let aside = place.read(&format!("generated/{path}"));
        place.remove(&format!("generated/{path}"));
        symlink(place.at("outside/mine.txt"), place.at(&format!("generated/{path}")))
            .expect("a link");
        is_refused(&place, &format!("`generated/{path}` is a link"));
        place.remove(&format!("generated/{path}"));
        place.write(&format!("generated/{path}"), &aside);
    }
    symlink("nowhere", place.at("generated/src/models/door9.rs")).expect("a link");
    place.succeeds(&["generate"]);
    assert!(place.at("generated/src/models/door9.rs").is_symlink(), "it is not ours");
}

#[test]
fn a_link_in_place_of_a_file_that_is_being_written() {
    let place = generated();
    let planted = "generated/src/models/door0.rs.docwright-new";
    symlink("../../../outside/mine.txt", place.at(planted)).expect("a link");
    place.write("generated/src/models/door0.rs", "// spoilt");
    place.succeeds(&["generate"]);
    assert_eq!(place.read("outside/mine.txt"), MINE);
    assert!(place.at(planted).is_symlink());
    assert!(place.read("generated/src/models/door0.rs").contains("pub struct Door0"));
}

#[test]
fn a_link_in_place_of_the_marker() {
    let place = generated();
    symlink("../outside/mine.txt", place.at("generated/.docwright-incomplete")).expect("a link");
    let shown = place.fails(&["generate"]);
    assert!(shown.contains("`generated/.docwright-incomplete` is a link"), "{shown}");
    assert_eq!(place.read("outside/mine.txt"), MINE);
    assert!(place.fails(&["check"]).contains("interrupted"));
}

#[test]
fn a_marker_of_a_stranger_removes_nothing_and_is_not_read_whole() {
    let place = generated();
    let token = "0123456789abcdef".repeat(2);
    let new = format!("generated/src/.docwright-new-{token}");
    symlink("../../outside/mine.txt", place.at(&new)).expect("a link");
    for marker in [token.as_str(), "", "../../outside/mine.txt", &token.repeat(100_000)] {
        place.write("generated/.docwright-incomplete", marker);
        place.write("generated/notes/x.docwright-new", MINE);
        place.succeeds(&["generate"]);
        assert_eq!(place.read("outside/mine.txt"), MINE);
        assert_eq!(place.read("generated/notes/x.docwright-new"), MINE);
        assert!(place.at(&new).is_symlink());
        assert!(!place.at("generated/.docwright-incomplete").exists());
    }
}

#[test]
fn a_link_in_place_of_a_folder() {
    for path in ["src", "src/models"] {
        let place = generated();
        std::fs::remove_dir_all(place.at(&format!("generated/{path}"))).expect("it is there");
        symlink(place.at("outside"), place.at(&format!("generated/{path}"))).expect("a link");
        is_refused(&place, &format!("`generated/{path}` is a link"));
    }
}

#[test]
fn a_link_in_place_of_the_output_folder() {
    let place = Place::new(&docs("door", 3));
    place.write("outside/mine.txt", MINE);
    symlink("outside", place.at("generated")).expect("a link");
    is_refused(&place, "`generated` is a link");
    let shown = place.fails(&["generate", "--out", "generated/api"]);
    assert!(shown.contains("`generated` is a link"), "{shown}");
    let whole = place.at("generated").display().to_string();
    let shown = place.fails(&["generate", "--out", &whole]);
    assert!(shown.contains("is a link"), "{shown}");
    let below = place.at("generated/api").display().to_string();
    let shown = place.fails(&["generate", "--out", &below]);
    assert!(shown.contains("`generated` is a link"), "{shown}");
    let shown = place.fails(&["check", "--write-baseline", "generated/known.toml"]);
    assert!(shown.contains("`generated` is a link"), "{shown}");
    assert_eq!(place.list("outside"), ["mine.txt"]);
}

#[test]
fn pipes_sockets_devices_and_folders_are_not_opened() {
    let place = generated();
    for path in ["src/models/door0.rs", "src/lib.rs", "Cargo.toml", ".docwright-files"] {
        let whole = format!("generated/{path}");
        let aside = place.read(&whole);
        place.remove(&whole);
        let made = Command::new("mkfifo").arg(place.at(&whole)).status().expect("mkfifo runs");
        assert!(made.success());
        is_refused(&place, &format!("`{whole}` is a pipe"));
        place.remove(&whole);
        let socket = UnixListener::bind(place.at(&whole)).expect("a socket");
        is_refused(&place, &format!("`{whole}` is a pipe, a socket"));
        drop(socket);
        place.remove(&whole);
        symlink("/dev/zero", place.at(&whole)).expect("a link");
        is_refused(&place, &format!("`{whole}` is a link"));
        place.remove(&whole);
        std::fs::create_dir(place.at(&whole)).expect("a folder");
        is_refused(&place, &format!("`{whole}` is a folder"));
        std::fs::remove_dir(place.at(&whole)).expect("it is empty");
        place.write(&whole, &aside);
    }
    let marker = place.at("generated/.docwright-incomplete");
    assert!(Command::new("mkfifo").arg(&marker).status().expect("mkfifo runs").success());
    let shown = place.fails(&["generate"]);
    assert!(shown.contains("`generated/.docwright-incomplete` is a pipe"), "{shown}");
}

#[test]
fn pipes_and_large_files_where_nothing_is_written_are_left_alone() {
    let place = generated();
    let pipe = place.at("generated/src/pipe.rs");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs").success());
    place.write_sparse("generated/src/large.rs", 3 << 30);
    place.succeeds(&["generate"]);
    place.succeeds(&["check"]);
}

#[test]
fn large_files_in_our_places_are_not_read_whole() {
    let place = generated();
    // One of ours that somebody spoilt: it is listed.
    place.write_sparse("generated/src/models/door0.rs", 3 << 30);
    let shown = place.fails(&["check"]);
    assert!(shown.contains("changed  src/models/door0.rs"), "{shown}");
    place.succeeds(&["generate"]);
    place.succeeds(&["check"]);
    place.remove("generated/.docwright-files");
    place.write_sparse("generated/src/models/door0.rs", 3 << 30);
    let shown = place.fails(&["generate"]);
    assert!(shown.contains("was not generated by docwright"), "{shown}");
    place.write_sparse("generated/.docwright-files", 3 << 30);
    is_refused(&place, "`generated/.docwright-files` is larger");
}

#[test]
fn the_other_name_of_a_file_is_not_written_through() {
    let place = generated();
    for path in ["src/models/door0.rs", ".docwright-incomplete"] {
        let whole = format!("generated/{path}");
        if place.at(&whole).exists() {
            place.remove(&whole);
        }
        std::fs::hard_link(place.at("outside/mine.txt"), place.at(&whole)).expect("another name");
        place.succeeds(&["generate"]);
        assert_eq!(place.read("outside/mine.txt"), MINE);
    }
    assert!(place.read("generated/src/models/door0.rs").contains("pub struct Door0"));
}

#[test]
fn clients_below_the_output_folder_stay() {
    let place = Place::new(&docs("door", 3));
    for out in ["top/a", "top/b"] {
        place.succeeds(&["generate", "--out", out]);
    }
    let before = place.files("top");
    place.write("top/notes/x.docwright-new", MINE);
    place.write("top/notes/quoted.rs", "// mine\n// @generated by docwright from the docs\n");
    place.succeeds(&["generate", "--out", "top"]);
    // Even where the list names what is another package's.
    let list = place.read("top/.docwright-files");
    let stolen: String =
        before.keys().map(|path| format!("{}\n", path.trim_start_matches("top/"))).collect();
    place.write("top/.docwright-files", &format!("{list}{stolen}notes/quoted.rs\nnotes/none.rs\n"));
    assert!(place.succeeds(&["generate", "--out", "top"]).contains(" 0 removed "));
    let after = place.files("top");
    assert!(before.iter().all(|(path, text)| after.get(path) == Some(text)));
    assert_eq!(place.read("top/notes/x.docwright-new"), MINE);
    assert!(place.at("top/notes/quoted.rs").exists());
}

#[test]
fn another_package_where_ours_goes_is_told() {
    let place = generated();
    place.write("generated/src/models/Cargo.toml", MINE);
    is_refused(&place, "`generated/src/models/Cargo.toml` begins another package");
}

#[test]
fn what_is_no_longer_generated_is_removed() {
    let place = generated();
    place.write("generated/src/models/mine.rs", MINE);
    place.remove("docs-input/resources/door1.md");
    assert!(place.fails(&["check"]).contains("surplus  src/models/door1.rs"));
    assert!(place.succeeds(&["generate"]).contains(" 1 removed "));
    assert!(!place.at("generated/src/models/door1.rs").exists());
    place.succeeds(&["check"]);
    assert_eq!(place.read("generated/src/models/mine.rs"), MINE);
}

#[test]
fn a_list_of_a_stranger_names_nothing_outside() {
    let place = generated();
    let list = place.read("generated/.docwright-files");
    let header = "// @generated by docwright from a page; edit the docs, not this file.\n";
    place.write("outside/ours.rs", header);
    symlink("../outside", place.at("generated/elsewhere")).expect("a link");
    let absolute = place.at("outside/ours.rs").display().to_string();
    for path in
        ["../outside/ours.rs", absolute.as_str(), "src/../../outside/ours.rs", "", "a\u{1b}[2J"]
    {
        place.write("generated/.docwright-files", &format!("{list}elsewhere/ours.rs\n{path}\n"));
        if path.is_empty() {
            place.succeeds(&["generate"]);
        } else {
            let shown = place.fails(&["generate"]);
            assert!(shown.contains("`generated/.docwright-files`, line "), "{shown}");
            assert!(shown.contains("help: remove the file"), "{shown}");
        }
        assert_eq!(place.read("outside/ours.rs"), header);
        assert_eq!(place.read("outside/mine.txt"), MINE);
    }
    place.write("generated/.docwright-files", "src/lib.rs\n");
    is_refused_as_foreign(&place);
}

fn is_refused_as_foreign(place: &Place) {
    let shown = place.fails(&["generate"]);
    assert!(
        shown.contains("`generated/.docwright-files` was not generated by docwright"),
        "{shown}"
    );
}

#[test]
fn names_that_no_client_can_have() {
    let place = Place::new(&docs("door", 1));
    for name in
        ["docwright-client", "docwrightClient", "std", "core", "alloc", "test", "con", "COM1"]
    {
        let shown = place.fails(&["generate", "--name", name]);
        assert!(shown.contains(&format!("`{name}`")) && shown.contains("--name"), "{shown}");
        assert!(!place.at("generated").exists());
    }
    place.succeeds(&["generate", "--name", "docwright-clients"]);
}

#[test]
fn types_and_paths_called_as_devices_have_files_on_every_system() {
    let place = Place::new(&[]);
    for name in ["com1", "lpt9", "con", "aux", "nul", "prn"] {
        place.write(&format!("docs-input/resources/{name}.md"), &place::resource(name));
        let page = format!("# Get {name}\n## HTTP request\n```http\nGET /{name}/{{id}}\n```\n");
        place.write(&format!("docs-input/api/{name}-get.md"), &page);
    }
    place.succeeds(&["generate"]);
    for path in place.files("generated").keys() {
        let name = path.rsplit('/').next().and_then(|it| it.split('.').next()).unwrap_or_default();
        assert!(!["com1", "lpt9", "con", "aux", "nul", "prn"].contains(&name), "{path}");
    }
    place.succeeds(&["check", "--docs-only"]);
}

#[test]
fn a_path_of_as_many_bytes_as_are_taken_and_one_of_more() {
    let most = docwright::limits::PATH_BYTES.most;
    for (letter, size) in [("a", 1), ("字", 3)] {
        let path = format!("/{}", letter.repeat(9 / size)).repeat(most / 10);
        let fits = format!("{path}/{}", "b".repeat(most - path.len() - 1));
        for (path, is_taken) in [(fits.clone(), true), (fits + "b", false)] {
            let place = Place::new(&docs("door", 1));
            let page = format!("# Get door\n## HTTP request\n```http\nGET {path}\n```\n");
            place.write("docs-input/api/door-get.md", &page);
            place.succeeds(&["generate", "-q"]);
            let model = place.succeeds(&["model"]);
            assert_eq!(model.contains("\"operations\": []"), !is_taken, "{model}");
            let check = place.command(&["check", "--format", "short"]);
            let shown = place::shown(&place::finish(check));
            assert_eq!(
                shown.contains("deny[beyond-limit]: more than 512 bytes"),
                !is_taken,
                "{shown}"
            );
        }
    }
}
