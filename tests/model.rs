//! Doc set → model. Each part of `tests/model/*.md` is a case: small made-up pages, the model they
//! become as a few lines of text, and the findings where they matter.

use docwright::config::Config;
use docwright::diagnostic::render::short;
use docwright::doc_set::DocSet;
use docwright::edm::Kind;
use docwright::emit::model_json;
use docwright::model::{
    Argument, Deviation, DeviationKind, ItemType, Model, Operation, PathSegment, RequestBody,
    ResponseBody, StructuredType, Type, TypeRef,
};
use docwright::pipeline::{self, Compilation};

#[test]
fn types() {
    check_chapter(include_str!("model/types.md"));
}

#[test]
fn properties() {
    check_chapter(include_str!("model/properties.md"));
}

#[test]
fn inferred_types() {
    check_chapter(include_str!("model/inferred.md"));
}

#[test]
fn operations() {
    check_chapter(include_str!("model/operations.md"));
}

#[test]
fn examples() {
    check_chapter(include_str!("model/examples.md"));
}

#[test]
fn responses() {
    check_chapter(include_str!("model/responses.md"));
}

#[test]
fn options() {
    check_chapter(include_str!("model/options.md"));
}

/// Checks every case of a chapter, and that the order in which files are found does not matter.
fn check_chapter(text: &str) {
    for case in cases(text) {
        let case = case.as_str();
        let name = case.lines().next().unwrap_or_default();
        let pages = pages(case);
        let (docs, compilation) = compile(pages.clone());
        let model = describe(&compilation.model);
        assert_eq!(model.trim_end(), block(case, "model").trim_end(), "{name}:\n{model}");
        if case.contains("```diagnostics") {
            let found: Vec<String> =
                compilation.diagnostics.iter().map(|it| short::render(&docs.sources, it)).collect();
            let found = found.join("\n");
            assert_eq!(found, block(case, "diagnostics").trim_end(), "{name}:\n{found}");
        }
        let (_, again) = compile(pages.into_iter().rev().collect());
        assert_eq!(
            model_json::emit_json(&again.model),
            model_json::emit_json(&compilation.model),
            "{name}"
        );
    }
}

/// The parts of a chapter: headings of level two that are not on a page.
fn cases(text: &str) -> Vec<String> {
    let mut cases: Vec<String> = Vec::new();
    let mut is_page = false;
    for line in text.lines() {
        if line.starts_with("````") {
            is_page = !is_page;
        }
        match (line.strip_prefix("## ").filter(|_| !is_page), cases.last_mut()) {
            (Some(name), _) => cases.push(format!("{name}\n")),
            (None, Some(case)) => {
                case.push_str(line);
                case.push('\n');
            }
            (None, None) => {}
        }
    }
    cases
}

fn compile(pages: Vec<(String, String)>) -> (DocSet, Compilation) {
    let docs = DocSet::from_files(pages);
    let compilation = pipeline::compile(&docs, &Config::default());
    (docs, compilation)
}

/// The pages of a case: blocks fenced with four backticks, their path after `md`.
fn pages(case: &str) -> Vec<(String, String)> {
    let blocks = case.split("````md ").skip(1);
    let page = |rest: &str| {
        let (path, rest) = rest.split_once('\n').expect("a path");
        let (text, _) = rest.split_once("````").expect("an end");
        (path.trim().to_owned(), text.to_owned())
    };
    blocks.map(page).collect()
}

fn block<'t>(case: &'t str, language: &str) -> &'t str {
    let (_, rest) = case.split_once(&format!("```{language}\n")).expect("a block");
    rest.split_once("```").expect("an end").0
}

fn describe(model: &Model) -> String {
    let mut lines = Vec::new();
    for ty in model.types.values() {
        match ty {
            Type::Structured(ty) => describe_structured(model, ty, &mut lines),
            Type::Enum(ty) => {
                let flags = if ty.flags { "flags" } else { "enum" };
                let members: Vec<String> = ty
                    .members
                    .iter()
                    .map(|it| match it.value {
                        Some(value) => format!("{}={value}", it.name),
                        None => it.name.clone(),
                    })
                    .collect();
                lines.push(format!("{flags} {}: {}", ty.name.qualified(), members.join(" ")));
            }
        }
    }
    for operation in &model.operations {
        describe_operation(model, operation, &mut lines);
    }
    lines.join("\n") + "\n"
}

fn describe_structured(model: &Model, ty: &StructuredType, lines: &mut Vec<String>) {
    let kind = match ty.kind {
        Kind::Entity => "entity",
        Kind::Complex => "complex",
    };
    let mut line = format!("{kind} {}", ty.name.qualified());
    if let Some(base) = ty.base {
        line += &format!(" : {}", model.ty(base).name().name);
    }
    if !ty.keys.is_empty() {
        line += &format!(" key {}", ty.keys.join(" "));
    }
    let notes = [(ty.is_abstract, " abstract"), (ty.open, " open"), (ty.inferred, " inferred")];
    line.extend(notes.iter().filter(|(holds, _)| *holds).map(|(_, note)| *note));
    lines.push(line);
    for property in &ty.properties {
        let mut line = format!("  {}: {}", property.name, describe_ref(model, property.ty));
        let notes = [
            (property.navigation, " navigation"),
            (property.read_only, " read-only"),
            (property.required, " required"),
            (property.inferred && !ty.inferred, " inferred"),
        ];
        line.extend(notes.iter().filter(|(holds, _)| *holds).map(|(_, note)| *note));
        lines.push(line);
    }
}

fn describe_operation(model: &Model, operation: &Operation, lines: &mut Vec<String>) {
    let path: Vec<String> = operation.path.segments.iter().map(describe_segment).collect();
    let shape = format!("{:?}", operation.shape).to_lowercase();
    let request = match &operation.request {
        RequestBody::None => "nothing".to_owned(),
        RequestBody::Type(ty) => describe_ref(model, *ty),
        RequestBody::Stream => "bytes".to_owned(),
        RequestBody::Media(ty) => format!("bytes of {}", describe_ref(model, *ty)),
        RequestBody::Untyped => "any".to_owned(),
        RequestBody::Parameters(parameters) => {
            let one = |it: &docwright::model::Parameter| {
                format!("{}: {}", it.name, describe_ref(model, it.ty))
            };
            format!("({})", parameters.iter().map(one).collect::<Vec<_>>().join(", "))
        }
    };
    let status = operation.status.map(|it| format!(" {it}")).unwrap_or_default();
    lines.push(format!(
        "{shape} {} /{}: {request} ->{status} {}",
        operation.method.as_str(),
        path.join("/"),
        describe_response(model, operation.response)
    ));
    if operation.pages.len() > 1 {
        lines.push(format!("  pages {}", operation.pages.join(" ")));
    }
    let options: Vec<&str> = operation.options.iter().map(|it| it.name()).collect();
    if !options.is_empty() {
        lines.push(format!("  takes {}", options.join(" ")));
    }
    if operation.tracks_changes {
        lines.push("  tracks changes".to_owned());
    }
    if !operation.known_headers.is_empty() {
        lines.push(format!("  sends {:?}", operation.known_headers));
    }
    for row in &operation.permissions {
        lines.push(format!("  permits {}: {}", row.caller, row.names.join(" ")));
    }
    for example in &operation.examples {
        let mut line = "  example".to_owned();
        if let Some(request) = &example.request {
            line += &format!(" [{}]", request.bindings.join(", "));
            let query = request.query.iter().map(|(name, value)| format!(" {name}={value}"));
            line.extend(query);
        }
        if let Some(response) = &example.response {
            line += &format!(" -> {} {}", response.status, describe_response(model, response.ty));
        }
        lines.push(line);
        let misfit = example.request.iter().filter_map(|it| it.misfit.as_ref());
        lines.extend(misfit.map(|it| format!("    not to be made: {it:?}")));
        let sent = example.request.iter().flat_map(|it| &it.deviations);
        let answered = example.response.iter().flat_map(|it| &it.deviations);
        lines.extend(sent.chain(answered).map(|it| describe_deviation(model, it)));
    }
}

fn describe_deviation(model: &Model, deviation: &Deviation) -> String {
    let Deviation { path, kind, line, .. } = deviation;
    let kind = match kind {
        DeviationKind::Undocumented { .. } => "undocumented".to_owned(),
        DeviationKind::OfDerived { derived, .. } => {
            format!("of derived {}", model.ty(*derived).name().name)
        }
        DeviationKind::Additional => "additional".to_owned(),
        DeviationKind::OtherType { expected, found, .. } => format!("{found}, not {expected}"),
        DeviationKind::UnknownType { name } => format!("says {name}"),
        DeviationKind::Wrapped => "wrapped".to_owned(),
    };
    format!("    line {line} `{path}`: {kind}")
}

fn describe_segment(segment: &PathSegment) -> String {
    match segment {
        PathSegment::Literal(text) => text.clone(),
        PathSegment::Key { prefix, name, suffix } => format!("{prefix}{{{name}}}{suffix}"),
        PathSegment::Call { name, arguments, suffix } => {
            let one = |it: &Argument| {
                let value = it.fixed.clone().unwrap_or_else(|| it.ty.name().to_owned());
                let quote = if it.quoted { "'" } else { "" };
                format!("{}={}{quote}{value}{quote}", it.name, it.prefix)
            };
            let arguments: Vec<String> = arguments.iter().map(one).collect();
            format!("{name}({}){suffix}", arguments.join(","))
        }
    }
}

fn describe_response(model: &Model, response: ResponseBody) -> String {
    match response {
        ResponseBody::None => "nothing".to_owned(),
        ResponseBody::Type(ty) => describe_ref(model, ty),
        ResponseBody::Stream => "bytes".to_owned(),
        ResponseBody::Untyped => "any".to_owned(),
    }
}

fn describe_ref(model: &Model, ty: TypeRef) -> String {
    let item = match ty.item {
        ItemType::Primitive(primitive) => primitive.name().trim_start_matches("Edm.").to_owned(),
        ItemType::Named(id) => model.ty(id).name().name.clone(),
        ItemType::Untyped => "any".to_owned(),
    };
    if ty.collection { format!("{item} collection") } else { item }
}
