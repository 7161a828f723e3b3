//! Docs of real services, where they are at hand: a program against a service on loopback that answers with the docs' own
//! examples, which are taken from the pages while the test runs.

use super::{ROOT, cargo, folder, text};
use docwright::config::Config;
use docwright::dialect::built_in;
use docwright::doc_set::DocSet;
use docwright::emit::{EmitOptions, Emitter, Layout, rust::RustEmitter};
use docwright::json::Value;
use docwright::model::{ItemType, Model, Operation, PathSegment, ResponseBody, TypeId, TypeRef};
use docwright::pipeline;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// Emits a client of a doc set with its tests, and runs them and the program of its name.
#[allow(clippy::print_stdout, reason = "the shares are for people")]
fn check(name: &str, docs: &str) {
    let root = Path::new(ROOT).join("../shared/corpus/others").join(docs);
    let own = Path::new(ROOT).join(format!("tests/corpus/{name}.toml"));
    if !root.is_dir() || !own.is_file() && built_in(name).is_none() {
        return;
    }
    let dialect = if own.is_file() { own.to_string_lossy().into_owned() } else { name.to_owned() };
    let config = Config { dialect_named: Some(dialect), ..Config::default() };
    let config = config.of_docs(&root).expect("the dialect can be read");
    let docs = DocSet::read(&root).expect("the docs are there");
    let model = pipeline::compile(&docs, &config).model;
    let crate_name = name.replace('-', "_");
    let options = EmitOptions {
        name: crate_name.clone(),
        layout: Layout::Crate,
        tests: true,
        derives: Default::default(),
    };
    let folder = folder(&format!("other-{name}"));
    let emitted = RustEmitter.emit(&model, &options);
    emitted.write(&folder).expect("the target folder can be written");
    let tests = folder.join("tests/program");
    std::fs::create_dir_all(&tests).expect("the target folder can be written");
    let here = Path::new(ROOT).join("tests/services/others");
    for (from, to) in [
        ("main.rs", "main.rs"),
        ("service.rs", "service.rs"),
        (&format!("{crate_name}.rs"), "program.rs"),
    ] {
        let text = std::fs::read_to_string(here.join(from)).expect("the file is there");
        assert!(to != "program.rs" || text.lines().count() < 32, "{name} is long for what it does");
        let text = text.replace("CRATE", &crate_name);
        std::fs::write(tests.join(to), text).expect("the target folder can be written");
    }
    let error = docs.sources.files().find_map(|(_, file)| error_of(&file.text));
    let answers = format!("{}\n{}", error.unwrap_or_default(), answers(&model));
    std::fs::write(tests.join("answers.txt"), answers).expect("the target folder can be written");
    let tested = cargo(&folder, "test", &["--", "--nocapture"]);
    let shown = text(&tested);
    shown.lines().filter(|it| it.ends_with(" %)")).for_each(|it| println!("{name}: {it}"));
    assert!(tested.status.success(), "{shown}");
}

/// What the docs show of an answer that says what went wrong: the first of a `404` with a member for words.
fn error_of(page: &str) -> Option<String> {
    let mut lines = page.lines().skip_while(|it| !it.trim().starts_with("HTTP/1.1 404"));
    let body = lines.by_ref().skip_while(|it| !it.starts_with('{'));
    let body: Vec<&str> = body.take_while(|it| !it.starts_with("```")).collect();
    (!body.is_empty()).then(|| body.concat())
}

/// What each operation answers by its examples: `METHOD PATH STATUS`, where the list is, and the body on a line, or each item on one.
/// Where a list has fewer than two items, examples of things of its kind are the others.
fn answers(model: &Model) -> String {
    let mut things: BTreeMap<TypeId, Vec<&Value>> = BTreeMap::new();
    for (_, ty, body) in model.operations.iter().flat_map(shown) {
        if let (ItemType::Named(id), None) = (ty.item, model.protocol.list_in(body)) {
            things.entry(id).or_default().push(body);
        }
    }
    let mut text = String::new();
    for operation in &model.operations {
        let shown = shown(operation).max_by_key(|(.., body)| items(model, body).1.len());
        let (Some((status, _, body)), ResponseBody::Type(ty)) = (shown, operation.response) else {
            continue;
        };
        let line = format!("{} {} {status}", operation.method.as_str(), pattern(operation));
        let (mut place, mut lines) = items(model, body);
        if let (true, ItemType::Named(id)) = (ty.collection && lines.len() < 2, ty.item) {
            place = place.or_else(|| model.protocol.lists.first().cloned());
            lines.extend(things.get(&id).into_iter().flatten());
        }
        if place.is_none() {
            lines = vec![body];
        }
        let place = place.unwrap_or_else(|| "-".to_owned());
        let place = if place.is_empty() { "." } else { &place };
        writeln!(text, "\n{line} {place}").expect("a string takes all text");
        for value in lines {
            writeln!(text, "{}", value.to_json()).expect("a string takes all text");
        }
    }
    text
}

/// The JSON that an operation's examples answer: its status, its type, and the body.
fn shown(operation: &Operation) -> impl Iterator<Item = (u16, TypeRef, &Value)> {
    let responses = operation.examples.iter().filter_map(|it| it.response.as_ref());
    responses.filter_map(|it| match it.ty {
        ResponseBody::Type(ty) => Some((it.status, ty, it.body.as_deref()?)),
        ResponseBody::None | ResponseBody::Stream | ResponseBody::Untyped => None,
    })
}

/// Where a body has a list, and what is in it.
fn items<'v>(model: &Model, body: &'v Value) -> (Option<String>, Vec<&'v Value>) {
    match model.protocol.list_in(body) {
        Some((place, list)) => (Some(place), list.as_array().unwrap_or_default().iter().collect()),
        None => (None, Vec::new()),
    }
}

/// The path with `*` for what differs.
fn pattern(operation: &Operation) -> String {
    let segments = operation.path.segments.iter().map(|it| match it {
        PathSegment::Literal(text) => format!("/{text}"),
        PathSegment::Key { prefix, suffix, .. } => format!("/{prefix}*{suffix}"),
        PathSegment::Call { name, suffix, .. } => format!("/{name}(*){suffix}"),
    });
    segments.chain(operation.ends_in_slash.then(|| "/".to_owned())).collect()
}

/// Bare arrays, numbered pages.
#[test]
fn grafana() {
    check("grafana", "grafana/docs");
}

/// Bare arrays, links in a header, a token in a header of its own.
#[test]
fn gitlab() {
    check("gitlab", "gitlab/doc");
}

/// All of OData.
#[test]
fn business_central() {
    check("business-central", "business-central/dev-itpro/api-reference/v2.0");
}
