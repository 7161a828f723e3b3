//! What users do with docwright: crates made and built outside the workspace.

#[path = "downstream/build_script.rs"]
mod build_script;
#[path = "cargo/mod.rs"]
mod command;
#[path = "services/others/run.rs"]
mod others;
#[path = "services/run.rs"]
mod services;

use command::folder;
use docwright::model::Property;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::Output;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Runs cargo on a crate.
fn cargo(folder: &Path, command: &str, args: &[&str]) -> Output {
    self::command::cargo(folder).args([command, "--quiet"]).args(args).output().expect("cargo runs")
}

fn text(output: &Output) -> String {
    format!(
        "{}\n{}\n{}",
        output.status,
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

const RESOURCE: &str = "# row resource type\n\nA row.\n\n## Properties\n|Property|Type|Description|\n\
    |:--|:--|:--|\n|id|String|The key.|\n|size|Int32|How large.|\n";
const OPERATION: &str = "# Get row\n\nRead a row.\n\n## HTTP request\n```http\nGET /rows/{id}\n```\n\
    ## Response\nReturns `200 OK` and a [row](row.md) object in the response body.\n## Example\n\
    ```http\nGET https://graph.microsoft.com/v1.0/rows/a%2Fb\n```\n\
    <!-- { \"blockType\": \"response\", \"@odata.type\": \"microsoft.graph.row\" } -->\n```http\n\
    HTTP/1.1 200 OK\nContent-type: application/json\n\n{ \"id\": \"a/b\", \"size\": 3 }\n```\n";

/// Answers one request and returns what was asked.
fn serve_once(listener: TcpListener) -> std::thread::JoinHandle<String> {
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("somebody asks");
        let mut asked = Vec::new();
        let mut part = [0; 1024];
        while !asked.windows(4).any(|end| end == b"\r\n\r\n") {
            let length = stream.read(&mut part).expect("the request can be read");
            if length == 0 {
                break;
            }
            asked.extend_from_slice(&part[..length]);
        }
        let body = r#"{"id":"a/b","size":3,"colour":"red"}"#;
        let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close";
        write!(stream, "{head}\r\nContent-Length: {}\r\n\r\n{body}", body.len())
            .expect("the answer can be sent");
        String::from_utf8_lossy(&asked).into_owned()
    })
}

#[test]
fn a_build_script_and_two_dependencies_make_a_call() {
    let folder = folder("build-script");
    let write = |path: &str, text: &str| {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a path in the folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    };
    write(
        "Cargo.toml",
        "[package]\nname = \"downstream\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
         [dependencies]\ndocwright-client = \"0.1\"\n\n\
         [build-dependencies]\ndocwright = { version = \"0.1\", default-features = false }\n",
    );
    write("docs/resources/row.md", RESOURCE);
    write("docs/api/row-get.md", &OPERATION.replace("(row.md)", "(../resources/row.md)"));
    write(
        "build.rs",
        "fn main() {\n    docwright::Builder::new(\"docs\").name(\"rows\").emit();\n    \
         docwright::Builder::new(\"shop/docs\").name(\"shop\").dialect(\"shop/acme.toml\").emit();\n}\n",
    );
    // Another client, of docs in a dialect that its user described.
    copy(&Path::new(ROOT).join("tests/dialects/acme"), &folder.join("shop"));
    write(
        "src/main.rs",
        "pub mod shop {\n    docwright_client::include_api!(\"shop\");\n}\n\
         pub mod rows {\n    docwright_client::include_api!(\"rows\");\n}\n\n\
         fn main() -> Result<(), docwright_client::Error> {\n    \
         let url = std::env::args().nth(1).unwrap_or_default();\n    \
         let client = rows::Client::builder().base_url(url).token(\"secret\").build()?;\n    \
         let row = docwright_client::wait(client.rows().id(\"a/b\").get())?;\n    \
         let cup = shop::models::Article { label: Some(\"Cup\".into()), ..Default::default() };\n    \
         println!(\"{:?} {:?}\", cup.label, shop::Client::builder().build().is_ok());\n    \
         println!(\"{:?} {:?} {:?}\", row.id, row.size, row.extra.get(\"colour\"));\n    Ok(())\n}\n",
    );
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback is there");
    let url = format!("http://{}/v1.0", listener.local_addr().expect("it is bound"));
    let built = cargo(&folder, "build", &[]);
    assert!(built.status.success(), "{}", text(&built));
    let server = serve_once(listener);
    let ran = cargo(&folder, "run", &["--", &url]);
    assert!(ran.status.success(), "{}", text(&ran));
    let asked = server.join().expect("the server ends");
    assert!(asked.starts_with("GET /v1.0/rows/a%2Fb HTTP/1.1\r\n"), "{asked}");
    assert!(asked.to_lowercase().contains("authorization: bearer secret"), "{asked}");
    let shown = String::from_utf8_lossy(&ran.stdout).into_owned();
    let expected = "Some(\"Cup\") true\nSome(\"a/b\") Some(3) Some(\"red\")";
    assert_eq!(shown.trim(), expected);
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("the target folder can be written");
    for entry in std::fs::read_dir(from).expect("the folder is there").flatten() {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            std::fs::copy(from, to).expect("the target folder can be written");
        }
    }
}

/// Emits a doc set of the tests' folder as a crate, with tests if it has examples. The model is changed before, as if a mistake of ours
/// had changed it after the examples were compared with it.
fn emit(folder: &Path, name: &str, docs: &str, change: impl Fn(&mut Vec<Property>)) {
    use docwright::emit::{EmitOptions, Emitter, Layout, rust::RustEmitter};
    let docs = Path::new(ROOT).join("tests").join(docs);
    let docs = docwright::doc_set::DocSet::read(&docs).expect("the fixture is there");
    let config = docwright::config::Config::default();
    let mut model = docwright::pipeline::compile(&docs, &config).model;
    for ty in model.types.values_mut() {
        if let docwright::model::Type::Structured(ty) = ty {
            change(&mut ty.properties);
        }
    }
    let options = EmitOptions {
        name: name.into(),
        layout: Layout::Crate,
        tests: true,
        derives: Default::default(),
    };
    RustEmitter.emit(&model, &options).write(folder).expect("the target folder can be written");
}

/// Tests a crate that is emitted of what the docs say.
fn test_emitted(name: &str, docs: &str) -> Output {
    let folder = folder(name);
    emit(&folder, name, docs, |_| {});
    cargo(&folder, "test", &["--no-fail-fast", "--", "--nocapture"])
}

/// Runs those tests that should fail when the model is changed.
fn test_changed(name: &str, docs: &str, change: impl Fn(&mut Vec<Property>)) -> Output {
    let folder = folder(name);
    emit(&folder, name, docs, change);
    cargo(&folder, "test", &["--test", "examples", "--", "--nocapture"])
}

#[test]
fn ten_things_that_a_user_does() {
    let folder = folder("ten-things");
    emit(&folder, "graph", "../docs-input", |_| {});
    let programs = Path::new(ROOT).join("tests/ten_things/programs");
    let tests = folder.join("tests/ten_things");
    std::fs::create_dir_all(&tests).expect("the target folder can be written");
    let mut n_programs = 0;
    for file in std::fs::read_dir(programs).expect("the programs are there") {
        let path = file.expect("a file").path();
        let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).expect("a text");
        if name.ends_with(".rs") && !["main.rs", "models.rs", "service.rs"].contains(&&*name) {
            n_programs += 1;
            assert!(text.lines().count() < 30, "{name} is too long for what it does");
        }
        std::fs::write(tests.join(name), text).expect("the target folder can be written");
    }
    assert_eq!(n_programs, 10);
    // The crate's own tests are those of `generated/`.
    let tested = cargo(&folder, "test", &["--test", "ten_things"]);
    assert!(tested.status.success(), "{}", text(&tested));
    let shown = text(&tested);
    assert!(shown.contains("test result: ok. 17 passed"), "{shown}");
}

#[test]
fn documented_examples_hold_until_a_property_is_forgotten() {
    let docs = "fixtures/seed-twin";
    let whole = test_emitted("examples-hold", docs);
    assert!(whole.status.success(), "{}", text(&whole));
    let forget = |properties: &mut Vec<Property>| properties.retain(|it| it.name != "riskScore");
    let part = test_changed("examples-fail", docs, forget);
    assert!(!part.status.success(), "a forgotten property goes unnoticed");
    assert!(text(&part).contains("riskScore"), "{}", text(&part));
}

/// Examples that contradict their docs hold with exactly these contradictions: a test fails when there is one more, and when there
/// is one fewer.
#[test]
fn examples_that_differ_hold_until_they_differ_otherwise() {
    let known = test_emitted("drift-holds", "downstream");
    let shown = text(&known);
    assert!(known.status.success(), "{shown}");
    for line in [
        "finding api/parcel-list.md:19",
        "finding api/parcel-list.md:20",
        "finding api/parcel-list.md:18",
        "finding api/parcel-list.md:30",
        "finding api/parcel-update.md:13",
        "examples decoded equal: 4 of 5 (80.00 %)",
        // Not typed: a colour, a weight, a year, and the pages of what does not say that it is a letter.
        "members typed: 19 of 23 (82.61 %)",
        "requests rebuilt: 13 of 14 (92.86 %)",
    ] {
        assert!(shown.lines().any(|it| it == line), "{line}\n{shown}");
    }
    let change = |properties: &mut Vec<Property>| {
        // The type of labels, which has no property, stays as it is.
        let Some(first) = properties.first().cloned() else { return };
        properties.retain(|it| it.name != "pages" && it.name != "stamps");
        if first.name == "id" {
            properties.push(Property { name: "colour".into(), ..first });
        }
    };
    let other = test_changed("drift-fails", "downstream", change);
    let shown = text(&other);
    assert!(!other.status.success(), "{shown}");
    for problem in [
        "`value[0].pages`: not documented",
        "`value[1].stamps`: not documented",
        "known, but not so: `value[0].colour`: not documented",
        "known, but not so: `value[1].stamps[0].year`: not documented",
        "api/parcel-update.md:10: known, but not so: `colour`: not documented",
    ] {
        assert!(shown.contains(problem), "{problem}\n{shown}");
    }
}

#[test]
fn the_code_of_the_readme_builds() {
    let readme = std::fs::read_to_string(Path::new(ROOT).join("README.md")).expect("it is there");
    let block = |start: &str| {
        let (_, rest) = readme.split_once(start).unwrap_or_else(|| panic!("no block {start}"));
        rest.split("\n```").next().unwrap_or_default()
    };
    let folder = folder("readme");
    let docs = Path::new(ROOT).join("docs-input");
    // The build script runs in the crate's folder; the docs may stand anywhere.
    let build =
        block("```rust,ignore\n// build.rs\n").replace("vendor/docs", &docs.to_string_lossy());
    std::fs::write(folder.join("build.rs"), build).expect("a file");
    let manifest = block("```toml\n");
    let manifest = format!(
        "[package]\nname = \"readme\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n{manifest}\n"
    );
    std::fs::write(folder.join("Cargo.toml"), manifest).expect("a file");
    let function = block("```rust,ignore\nasync fn");
    let library = block("```rust,ignore\n// src/lib.rs\n");
    // What a crate that uses the module writes before the function.
    let library = format!("{library}\n\npub async fn{function}\n");
    std::fs::write(folder.join("src/lib.rs"), library).expect("a file");
    let checked = cargo(&folder, "build", &[]);
    assert!(checked.status.success(), "{}", text(&checked));
}
