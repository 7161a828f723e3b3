//! What calls take and answer beyond one body each way: bodies that may be missing, references, options that no call
//! goes without, and permissions that pages do not agree on.

use super::fixture::{ModelBuilder, json, parameter};
use crate::edm::Primitive;
use crate::emit::rust::RustEmitter;
use crate::emit::{EmitOptions, Emitter, Layout};
use crate::model::{
    Argument, ExampleResponse, ItemType, Model, Operation, Parameter, PathSegment, Permissions,
    RequestBody, ResponseBody, Shape, TypeRef,
};
use crate::odata::QueryOption;

fn of(primitive: Primitive, parameter: Parameter) -> Parameter {
    let ty = TypeRef { item: ItemType::Primitive(primitive), collection: false };
    Parameter { ty, ..parameter }
}

fn permissions(page: &str, caller: &str, names: &[&str]) -> Permissions {
    Permissions {
        page: page.into(),
        caller: caller.into(),
        scope: None,
        alternatives: names.iter().map(|name| vec![(*name).to_owned()]).collect(),
        ordered: names.len() > 1,
    }
}

/// Its last example is answered without a body.
fn without_body(operation: &mut Operation) {
    let example = operation.examples.last_mut().expect("an example");
    let request = example.request.as_ref().expect("with a request");
    example.response = Some(ExampleResponse {
        status: 204,
        ty: ResponseBody::None,
        body: None,
        deviations: Vec::new(),
        span: request.span,
        line: request.line + 7,
    });
}

pub(super) fn workshop() -> Model {
    let mut model = ModelBuilder::default()
        .structured("tool", "", "", &[("id", "String", false, ""), ("size", "Int32", false, "")])
        .operation("GET /tools/{id}", Shape::Get, "-", "tool", "Look at a tool.")
        .with(|operation| {
            operation.permissions = vec![
                permissions("api/tool-get.md", "Delegated", &["Tool.Read", "Tool.Write"]),
                permissions("api/tool-get.md", "Application", &["Tool.Read"]),
                permissions("api/part-get.md", "Delegated", &["Part.Read"]),
                permissions("api/part-get.md", "Application", &["Tool.Read"]),
                permissions("api/part-list.md", "Application", &["Tool.Read"]),
                permissions("api/part-list.md", "Delegated", &["Part.Read"]),
            ];
        })
        .operation("PATCH /tools/{id}", Shape::Update, "tool", "tool", "Change a tool.")
        .with(|operation| {
            operation.response_optional = true;
            operation.options = vec![QueryOption::Select, QueryOption::Expand];
            operation.permissions = vec![permissions("api/page.md", "Delegated", &["Tool.Write"])];
        })
        .example("/tools/7", &["7"], Some(json(r#"{"size": 3}"#)), Some(json(r#"{"size": 3}"#)))
        .example("/tools/7", &["7"], Some(json(r#"{"size": 4}"#)), None)
        .with(without_body)
        .operation("POST /tools/{id}/find", Shape::Action, "-", "tool collection", "")
        .with(|operation| {
            operation.response_optional = true;
            operation.tracks_changes = true;
            operation.options = QueryOption::ALL.to_vec();
        })
        .operation("GET /tools/{id}/picture", Shape::Get, "-", "stream", "")
        .with(|operation| operation.response_optional = true)
        .operation("DELETE /tools/{id}/picture", Shape::Delete, "-", "-", "")
        .with(|operation| operation.response_optional = true)
        .operation("POST /tools/{id}/parts/$ref", Shape::Create, "& stock/parts", "-", "Add one.")
        .example("/tools/7/parts/$ref", &["7"], Some(reference("/stock/parts/a-1")), None)
        .example("/tools/7/parts/$ref", &["7"], Some(reference("/stock/parts/{id}")), None)
        .example("/tools/7/parts/$ref", &["7"], Some(reference("/tools/8")), None)
        .operation("DELETE /tools/{id}/parts/{id}/$ref", Shape::Delete, "-", "-", "")
        .operation("PUT /tools/{id}/owner/$ref", Shape::Replace, "&", "-", "")
        .example("/tools/7/owner/$ref", &["7"], Some(reference("/people/5")), None)
        .operation("GET /tools/{id}/visits", Shape::List, "-", "tool collection", "")
        .with(|operation| {
            operation.line_query = vec![
                of(Primitive::DateTimeOffset, parameter("startDateTime", "When it begins.")),
                of(Primitive::Int32, parameter("days", "")),
            ];
            operation.query = vec![
                parameter("startdatetime", "Said before."),
                Parameter { inferred: true, ..parameter("colour", "Any.") },
            ];
        })
        .example(
            "/tools/7/visits?$top=2&startdatetime=2030-01-31T08:00:00Z&days=3",
            &["7"],
            None,
            None,
        )
        .operation(
            "POST /tools/{id}/sketch",
            Shape::Action,
            "-",
            "-",
            "Without JSON, or a picture.",
        )
        .with(|operation| operation.media = vec!["image/png".into()])
        .example("/tools/7/sketch", &["7"], None, None)
        .with(|operation| {
            let request = operation.examples[0].request.as_mut().expect("with a request");
            request.headers = vec![("Content-Type".into(), "image/png".into())];
            request.text = Some("a picture".into());
        })
        .operation("POST /tools/{id}/lend(days='{days}')", Shape::Action, "(to: String)", "-", "")
        .with(|operation| {
            operation.only_shown = true;
            operation.line_query = vec![of(Primitive::Boolean, parameter("soon", ""))];
            // In quotes, as the docs write it, and of another type.
            if let Some(PathSegment::Call { arguments, .. }) = operation.path.segments.last_mut() {
                arguments[0] = Argument { ty: Primitive::Int32, ..arguments[0].clone() };
            }
        })
        .example(
            "/tools/7/lend(days='3')?soon=true",
            &["7", "3"],
            Some(json(r#"{"to": "Ann"}"#)),
            None,
        )
        .operation("POST /tools/{id}/read/", Shape::Action, "-", "-", "With a slash behind it.")
        .example("/tools/7/read/", &["7"], None, None)
        .operation("GET /tools/{id}/sides({side})/paint", Shape::Get, "-", "tool", "")
        .example("/tools/7/sides(top)/paint", &["7", "top"], None, None)
        .operation("GET /tools/{id}/marks('{name}')", Shape::Get, "-", "tool", "")
        .example("/tools/7/marks('O''Neil')", &["7", "O'Neil"], None, None)
        .build();
    for operation in &mut model.operations {
        if let RequestBody::Parameters(parameters) = &mut operation.request {
            parameters.iter_mut().for_each(|it| it.inferred = true);
        }
    }
    model
}

fn reference(path: &str) -> crate::json::Value {
    json(&format!(r#"{{"@odata.id": "https://shop.example/v1{path}"}}"#))
}

fn check(file: &str) -> String {
    let options = EmitOptions {
        name: "shop".into(),
        layout: Layout::Crate,
        tests: true,
        derives: Default::default(),
    };
    RustEmitter.emit(&workshop(), &options).files[file].clone()
}

#[test]
fn methods_with_references_and_options() {
    let files = ["src/requests/tools/mod.rs", "src/requests/tools/parts.rs"];
    insta::assert_snapshot!(files.map(check).join("\n"));
}

#[test]
fn markers_of_answers_that_may_be_missing() {
    insta::assert_snapshot!(check("src/operations/tools/mod.rs"));
}

#[test]
fn tests_of_missing_bodies_references_and_options() {
    insta::assert_snapshot!(check("tests/examples/tools.rs"));
}
