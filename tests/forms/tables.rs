//! Tables of spellings: `form => reading` lines in `forms` blocks, each put into the same small page.

use crate::chapter::describe::{describe_ref, describe_response, describe_segment, property_notes};
use crate::chapter::{compile, findings};
use docwright::config::Config;
use docwright::model::{Model, RequestBody, Type};

/// Checks every line of a chapter; all that differ are told at once.
#[track_caller]
pub(crate) fn check(text: &str, read: fn(&str) -> String) {
    let mut failures = Vec::new();
    let mut n_forms = 0;
    for line in forms(text) {
        let (form, expected) = line.rsplit_once(" => ").expect("a line is `form => reading`");
        let found = read(form);
        n_forms += 1;
        if found != expected {
            failures.push(format!("{form} => {found}\n    instead of {expected}"));
        }
    }
    assert!(n_forms > 0, "a chapter has forms");
    assert!(failures.is_empty(), "{} forms\n{}", failures.len(), failures.join("\n"));
}

fn forms(text: &str) -> impl Iterator<Item = &str> {
    let blocks = text.split("````forms\n").skip(1);
    let blocks = blocks.map(|rest| rest.split_once("````").expect("a block ends").0);
    blocks.flat_map(str::lines).filter(|line| !line.trim().is_empty())
}

const ROW: &str = "# row resource type\n## Properties\n|Property|Type|\n|:--|:--|\n|id|String|\n";
const PART: &str = "# part resource type\nNamespace: microsoft.graph.sub\n## Properties\n\
                    |Property|Type|\n|:--|:--|\n|id|String|\n";
const COLOR: &str = "# color enum type\n## Members\n|Member|Value|\n|:--|:--|\n|red|0|\n|blue|1|\n";
const ENUMS: &str = "# Enum values\n### shade values\n|Member|\n|:--|\n|dark|\n";

/// Compiles a page with the types that forms name.
fn read(path: &str, page: String) -> (Model, String) {
    let pages = [
        (path, page),
        ("resources/row.md", ROW.to_owned()),
        ("resources/part.md", PART.to_owned()),
        ("resources/color.md", COLOR.to_owned()),
        ("resources/enums.md", ENUMS.to_owned()),
    ];
    let pages = pages.map(|(path, text)| (path.to_owned(), text));
    let (docs, compilation) = compile(pages.into(), &Config::default());
    let found = findings(&docs, &compilation);
    let own = found.lines().filter(|line| line.starts_with(path));
    let own = own.map(|line| line.split_once(['[']).map_or(line, |(_, rest)| rest));
    let own = own.map(|rest| rest.split(']').next().unwrap_or_default());
    let own = own.collect::<Vec<_>>().join(" ");
    (compilation.model, own)
}

fn with(text: String, findings: &str) -> String {
    if findings.is_empty() { text } else { format!("{text} ({findings})") }
}

/// The one property of a page, by name and type and what is said of it.
fn property(page: String, show: fn(&Model, &docwright::model::Property) -> String) -> String {
    let (model, findings) = read("resources/thing.md", page);
    let Some(Type::Structured(ty)) = model.types.get("microsoft.graph.thing") else {
        return "no type".to_owned();
    };
    let shown: Vec<String> = ty.properties.iter().map(|it| show(&model, it)).collect();
    with(shown.join(" + "), &findings)
}

/// A type cell to the property's type.
pub(crate) fn type_cell(form: &str) -> String {
    let page = format!(
        "# thing resource type\n## Properties\n|Property|Type|Description|\n|:--|:--|:--|\n\
         |it|{form}|What it is.|\n\n[row]: row.md\n[ref]: row.md\n"
    );
    property(page, |model, it| {
        let limit = it.terms.max_length.map(|limit| format!(" max-length {limit}"));
        let read_only = if it.read_only { " read-only" } else { "" };
        let nullable = if it.nullable == Some(true) { " nullable" } else { "" };
        describe_ref(model, it.ty) + &limit.unwrap_or_default() + read_only + nullable
    })
}

/// A name cell to the property's name.
pub(crate) fn name_cell(form: &str) -> String {
    let page = format!(
        "# thing resource type\n## Properties\n|Property|Type|Description|\n|:--|:--|:--|\n\
         |{form}|String|What it is.|\n"
    );
    property(page, |_, it| it.name.clone() + if it.deprecated { " deprecated" } else { "" })
}

/// A description to what it says of the property.
pub(crate) fn description(form: &str) -> String {
    let page = format!(
        "# thing resource type\n## Properties\n|Property|Type|Description|\n|:--|:--|:--|\n\
         |it|String|{form}|\n"
    );
    property(page, |model, it| {
        let mut notes = property_notes(it);
        let Some(Type::Structured(ty)) = model.types.get("microsoft.graph.thing") else {
            return notes;
        };
        notes += if ty.keys.is_empty() { "" } else { " key" };
        notes.trim_start().to_owned()
    })
}

/// One operation page with the given parts.
fn operation(line: &str, rest: &str) -> (Model, String) {
    read("api/thing.md", format!("# Things\n## HTTP request\n```http\n{line}\n```\n{rest}\n"))
}

/// A request line to method and path. Sample keys stand in brackets before it.
pub(crate) fn request_line(form: &str) -> String {
    let (model, findings) = operation(form, "");
    let shown: Vec<String> = model
        .operations
        .iter()
        .map(|it| {
            let path: Vec<String> = it.path.segments.iter().map(describe_segment).collect();
            format!("{} /{}", it.method.as_str(), path.join("/"))
        })
        .collect();
    let shown = if shown.is_empty() { "nothing".to_owned() } else { shown.join(" + ") };
    with(shown, findings.trim())
}

/// A permissions cell to its permissions: `<` least privileged first, `+` together.
pub(crate) fn permission_cell(form: &str) -> String {
    let rest = format!(
        "## Permissions\n|Permission type|Permissions (from least to most privileged)|\n\
         |:--|:--|\n|Delegated|{form}|\n"
    );
    let (model, findings) = operation("GET /things", &rest);
    let rows: Vec<String> = model.operations[0]
        .permissions
        .iter()
        .map(|row| row.alternatives.iter().map(|names| names.join("+")).collect::<Vec<_>>())
        .map(|names| if names.is_empty() { "not supported".into() } else { names.join(" < ") })
        .collect();
    with(if rows.is_empty() { "unsaid".to_owned() } else { rows.join(" ") }, &findings)
}

/// A sentence of the request body section to what is sent.
pub(crate) fn body_sentence(form: &str) -> String {
    let rest = format!(
        "## Request body\n{form}\n## Example\n```http\nPOST https://graph.microsoft.com/v1.0/things\n\
         Content-type: application/json\n\n{{\"id\": \"1\"}}\n```\n"
    );
    let (without, none) = operation("POST /things", &format!("## Request body\n{form}\n"));
    if matches!(without.operations[0].request, RequestBody::None) {
        return with("nothing".to_owned(), &none);
    }
    let (model, findings) = operation("POST /things", &rest);
    let shown = match &model.operations[0].request {
        RequestBody::None => "nothing".to_owned(),
        RequestBody::Type(ty) => describe_ref(&model, *ty),
        RequestBody::Stream => "bytes".to_owned(),
        RequestBody::Media(ty) => format!("bytes of {}", describe_ref(&model, *ty)),
        RequestBody::Untyped => "any".to_owned(),
        RequestBody::Reference { .. } => "a reference".to_owned(),
        RequestBody::Parameters(list) => format!("{} parameters", list.len()),
    };
    with(shown, &findings)
}

/// A sentence of the response section to status and type.
pub(crate) fn response_sentence(form: &str) -> String {
    let (model, findings) = operation("POST /things/{id}/do", &format!("## Response\n{form}\n"));
    let operation = &model.operations[0];
    let status = operation.status.map(|status| format!("{status} ")).unwrap_or_default();
    with(status + &describe_response(&model, operation.response), &findings)
}
