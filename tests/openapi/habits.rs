//! The same docs against descriptions as three generators write them: all say the same and are silent, and what is planted in
//! one is told at both places, and nothing else.

use super::{is_of_service, lines};
use docwright::config::Config;
use docwright::diagnostic::Diagnostics;
use docwright::doc_set::DocSet;
use docwright::pipeline;
use docwright::service;
use docwright::source::{FileId, SourceFile};
use std::path::Path;
use std::sync::Arc;

const SPRING: &str = include_str!("studio/spring.json");
const FASTAPI: &str = include_str!("studio/fastapi.json");
const NSWAG: &str = include_str!("studio/nswag.json");

pub(super) fn told(description: &str) -> (Diagnostics, FileId) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/openapi/studio");
    let mut docs = DocSet::read(&root).expect("the docs can be read");
    let file = docs.sources.add(SourceFile::new("service.json", description));
    let service = service::read(&docs.sources.file(file).text, file).expect("it is a description");
    let config = Config { service: Some(Arc::new(service)), ..Config::default() };
    (pipeline::compile(&docs, &config).diagnostics, file)
}

#[test]
fn what_generators_write_of_the_same_is_silent() {
    for (habit, description) in [("Spring", SPRING), ("FastAPI", FASTAPI), ("NSwag", NSWAG)] {
        assert_eq!(lines(&told(description).0), Vec::<String>::new(), "{habit}");
    }
}

/// What is planted where, and the finding that tells it.
const PLANTED: &[(&str, &str, &str, &str)] = &[
    (
        SPRING,
        r#"{"name": "since", "in": "query", "required": true,"#,
        r#"{"name": "since", "in": "query", "required": false,"#,
        "service-requirement-mismatch: `since` is required here, and may be left out in the service",
    ),
    (
        SPRING,
        r#"{"name": "limit", "in": "query", "required": false,"#,
        r#"{"name": "most", "in": "query", "required": false, "schema": {"type": "integer"}}, {"name": "limit", "in": "query", "required": false,"#,
        "undocumented-service-parameter: the docs of `GET /pots` have no query parameter `most`",
    ),
    (
        SPRING,
        r#"{"name": "X-Studio","#,
        r#"{"name": "X-Workshop","#,
        "parameter-absent-from-service: the service takes no header `X-Studio` here\n\
         undocumented-service-parameter: the docs of `GET /pots/{id}` have no header `X-Workshop`",
    ),
    (
        SPRING,
        r#""enum": ["raw", "fired", "glazed"]},
              "potter""#,
        r#""enum": ["raw", "fired"]},
              "potter""#,
        "member-absent-from-service: the service's `state` has no `glazed`",
    ),
    (
        SPRING,
        r#""201": {"description": "Created","#,
        r#""200": {"description": "OK","#,
        "service-status-mismatch: it answers with 201 here and 200 in the service",
    ),
    (
        SPRING,
        r##"        "operationId": "createPot",
        "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/PotDto"}}}, "required": true},
"##,
        "        \"operationId\": \"createPot\",\n",
        "service-body-mismatch: the request carries pot here and nothing in the service",
    ),
    (
        SPRING,
        r#""joined": {"type": "string", "format": "date-time"},
          "pots""#,
        r#""joined": {"type": "string", "format": "date"},
          "pots""#,
        "service-type-mismatch: `joined` is DateTimeOffset here and Date in the service",
    ),
    (
        SPRING,
        r#""madeOn": {"type": "string", "format": "date", "nullable": true}"#,
        r#""madeOn": {"type": "string", "format": "date", "nullable": false}"#,
        "service-nullability-mismatch: `madeOn` may be null here, and is never null in the service",
    ),
    (
        SPRING,
        r##"{"schema": {"type": "array", "items": {"$ref": "#/components/schemas/PotterDto"}}}"##,
        r##"{"schema": {"$ref": "#/components/schemas/PotterDto"}}"##,
        "service-answer-mismatch: it answers collection of potter here and PotterDto in the service",
    ),
    (
        SPRING,
        r##""allOf": [{"$ref": "#/components/schemas/PotDto"}, {"type": "object", "properties": {"neck""##,
        r##""allOf": [{"$ref": "#/components/schemas/WareDto"}, {"type": "object", "properties": {"neck""##,
        "service-base-mismatch: `vase` derives from `PotDto` here, and derives from `WareDto` in the service",
    ),
    (
        SPRING,
        r##""kiln": {"$ref": "#/components/schemas/KilnDto"},"##,
        r##""kiln": {"$ref": "#/components/schemas/OvenDto"},"##,
        "faulty-service-description: `#/components/schemas/OvenDto` leads nowhere",
    ),
    (
        FASTAPI,
        r#""title": {"type": "string", "minLength": 1, "title": "Title"},"#,
        r#""title": {"anyOf": [{"type": "string"}, {"type": "null"}], "title": "Title"}, "glazes": {"type": "integer"},"#,
        "service-nullability-mismatch: `title` is never null here, and may be null in the service\n\
         undocumented-service-property: the docs of `pot` have no property `glazes`",
    ),
    (
        FASTAPI,
        r#""degrees": {"type": "integer", "title": "Degrees"}, "note""#,
        r#""degrees": {"type": "string", "title": "Degrees"}, "note""#,
        "service-type-mismatch: `degrees` is Int32 here and string in the service",
    ),
    (
        FASTAPI,
        r#""required": ["degrees"],"#,
        r#""required": [],"#,
        "service-requirement-mismatch: `degrees` is required here, and may be left out in the service",
    ),
    (
        SPRING,
        r#"{"name": "limit", "in": "query", "required": false,"#,
        r#"{"name": "limit", "in": "query", "required": true,"#,
        "service-requirement-mismatch: `limit` may be left out here, and is required in the service",
    ),
    (
        FASTAPI,
        r#""enum": ["raw", "fired", "glazed"]"#,
        r#""enum": ["raw", "fired", "glazed", "cracked"]"#,
        "undocumented-service-member: the docs of `potState` have no member `cracked`",
    ),
    (
        FASTAPI,
        r#"{"anyOf": [{"type": "integer"}, {"type": "null"}], "title": "Limit"}"#,
        r#"{"anyOf": [{"type": "boolean"}, {"type": "null"}], "title": "Limit"}"#,
        "service-type-mismatch: `limit` is Int32 here and Boolean in the service",
    ),
    (
        FASTAPI,
        r#""joined": {"type": "string", "format": "date-time", "title": "Joined"}"#,
        r#""since": {"type": "string", "format": "date-time", "title": "Joined"}"#,
        "property-absent-from-service: the service's `PotterOut` has no `joined`\n\
         undocumented-service-property: the docs of `potter` have no property `since`",
    ),
    (
        NSWAG,
        r#""properties": {"name": {"type": "string", "nullable": true}, "degrees": {"type": "integer", "format": "int32"}}"#,
        r#""properties": {"name": {"type": "string", "nullable": true}, "degrees": {"type": "number", "format": "double"}}"#,
        "service-type-mismatch: `degrees` is Int32 here and Double in the service",
    ),
    (
        NSWAG,
        r#""properties": {"name": {"type": "string", "nullable": true}, "degrees": {"type": "integer", "format": "int32"}}"#,
        r#""properties": {"name": {"type": "string", "nullable": true}, "degrees": {"type": "integer", "format": "int32"}, "fuel": {"type": "string"}}"#,
        "undocumented-service-property: the docs of `kiln` have no property `fuel`",
    ),
    (
        NSWAG,
        r#""x-enumNames": ["raw", "fired", "glazed"]"#,
        r#""x-enumNames": ["raw", "fired", "Glazed"]"#,
        "service-case-mismatch: the service writes `Glazed`, not `glazed`",
    ),
    (
        NSWAG,
        r#""note": {"type": "string", "nullable": true}"#,
        r#""why": {"type": "string", "nullable": true}"#,
        "parameter-absent-from-service: the service's `Pots_Fire` takes no `note`\n\
         undocumented-service-parameter: the docs of `Pots_Fire` have no parameter `why`",
    ),
    (
        NSWAG,
        r#""marks": {"type": "array", "nullable": true, "items": {"type": "string"}},
              "state""#,
        r#""marks": {"type": "string", "nullable": true},
              "state""#,
        "service-type-mismatch: `marks` is collection of String here and string in the service",
    ),
    (
        NSWAG,
        r#""name": "limit", "in": "query""#,
        r#""name": "Limit", "in": "query""#,
        "service-case-mismatch: the service writes `Limit`, not `limit`",
    ),
];

#[test]
fn what_is_planted_is_told_at_both_places_and_nothing_else() {
    for (description, from, to, wanted) in PLANTED {
        assert!(description.contains(from), "{from}");
        let (found, file) = told(&description.replacen(from, to, 1));
        let mut lines = lines(&found);
        lines.sort();
        assert_eq!(lines.join("\n"), *wanted, "{to}");
        for finding in found.iter().filter(is_of_service) {
            let own = finding.primary.span.file == file;
            let elsewhere = finding.secondary.iter().any(|it| it.span.file == file);
            assert!(own || elsewhere, "{wanted}");
        }
    }
}
