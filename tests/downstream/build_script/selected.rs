//! What a build script makes of a selection, and tells cargo.

use docwright::Builder;
use std::error::Error;

/// What cargo is told about the docs of `tests/select`, without what is before their folder.
fn told(change: fn(Builder) -> Builder) -> Vec<String> {
    let out = tempfile::tempdir().expect("a temporary folder");
    let docs = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/select");
    let lines = change(Builder::new(docs).out(out.path())).try_emit().expect("all is there");
    lines.iter().map(|line| line.replace(docs, "docs")).collect()
}

#[test]
fn a_selection_watches_the_files_that_it_uses_alone() {
    let watched = told(|it| it.include("/customers/**"));
    let files = ["api/customer-get.md", "resources/address.md", "resources/customer.md"];
    assert_eq!(watched, files.map(|file| format!("cargo::rerun-if-changed=docs/{file}")));
    let all = ["cargo::rerun-if-changed=docs"];
    assert_eq!(told(|it| it.include("/customers/**").watch_all()), all);
    assert_eq!(told(|it| it), all);
}

#[test]
fn what_a_selection_includes_is_watched_and_other_pages_are_not_told() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let write = |path: &str, text: &str| {
        let path = place.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    };
    let operation = |name: &str| {
        format!(
            "# Get\n[!INCLUDE [a](../includes/{name}.md)]\n## HTTP request\n```http\nGET /{name}\n```\n[x](no-{name}.md)\n"
        )
    };
    for name in ["one", "two"] {
        write(&format!("docs/api/{name}.md"), &operation(name));
        write(&format!("docs/includes/{name}.md"), "Said often.\n");
    }
    let docs = place.path().join("docs");
    let builder = Builder::new(&docs).include("/one").out(place.path().join("out"));
    let lines = builder.try_emit().expect("all is there");
    let lines: Vec<String> =
        lines.iter().map(|it| it.replace(&*docs.to_string_lossy(), "docs")).collect();
    assert_eq!(
        lines,
        [
            "cargo::rerun-if-changed=docs/api/one.md",
            "cargo::rerun-if-changed=docs/includes/one.md",
            "cargo::warning=api/one.md:7:5: deny[dead-link]: there is no page `api/no-one.md`",
        ]
    );
    let wrong = Builder::new(&docs).include("/tow").out(place.path().join("out"));
    let error = wrong.try_emit().expect_err("there is no such path");
    assert_eq!(error.to_string(), "include `/tow`: no operation has such a method and path");
    std::fs::write(docs.join("api/one.md"), b"\xff\xfe").expect("a file");
    let error = builder.try_emit().expect_err("the page can't be read");
    let source = error.source().map(|it| it.to_string()).unwrap_or_default();
    assert!(format!("{error} {source}").contains("api/one.md"), "{error}");
}

#[test]
fn a_selection_in_the_file_is_the_one_by_methods() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let docs = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/select");
    let copy = place.path().join("docs");
    for folder in ["api", "resources"] {
        std::fs::create_dir_all(copy.join(folder)).expect("a folder");
        for file in std::fs::read_dir(format!("{docs}/{folder}")).expect("a folder").flatten() {
            std::fs::copy(file.path(), copy.join(folder).join(file.file_name())).expect("a file");
        }
    }
    let emitted = |builder: Builder| {
        let out = tempfile::tempdir().expect("a temporary folder");
        builder.name("shop").out(out.path()).try_emit().expect("all is there");
        std::fs::read_to_string(out.path().join("shop.rs")).expect("the file is there")
    };
    let by_methods = Builder::new(docs).include("/orders/**").include("type:address");
    let by_methods = emitted(by_methods.exclude("POST /**").expand("order.customer"));
    let file = "include = ['/orders/**', 'type:address']\nexclude = ['POST /**']\n\
        expand = ['order.customer']\n";
    std::fs::write(copy.join("docwright.toml"), file).expect("a file");
    assert_eq!(emitted(Builder::new(&copy)), by_methods);
    assert!(by_methods.contains("pub struct Customer") && !by_methods.contains("fn create("));
}
