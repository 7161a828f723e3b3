//! OpenAPI documents by themselves: JSON is read like YAML, and hostile ones end in an error with its place.

use docwright::limits;
use docwright::service;
use docwright::source::{SourceFile, SourceMap};

#[test]
fn json_is_read_like_yaml() {
    let json = r##"{"openapi": "3.0.0", "paths": {"/lamps/{id}": {"get": {"responses": {"200": {
        "description": "", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/lamp"}}}}}}}},
	"components": {"schemas": {"lamp": {"type": "object", "properties": {"größe": {"type": "integer"}}}}}}"##;
    let mut sources = SourceMap::default();
    let file = sources.add(SourceFile::new("x.json", json));
    let service = service::read(&sources.file(file).text, file).expect("it is a description");
    let lamp = service.ty("lamp").expect("the type is there");
    assert_eq!(sources.text(lamp.properties[0].name.span), "\"größe\"");
    assert_eq!(service.routes.iter().count(), 1);
}

#[test]
fn hostile_descriptions_are_errors_at_their_places() {
    let deep = |n: usize| format!("openapi: {}3{}", "[".repeat(n), "]".repeat(n));
    let bomb: String = ('b'..'m')
        .map(|it| {
            format!(
                "{it}: &{it} [{}]\n",
                vec![format!("*{}", char::from(it as u8 - 1)); 9].join(",")
            )
        })
        .collect();
    let bomb = format!("openapi: 3.0.0\na: &a [x, x, x, x, x, x, x, x, x]\n{bomb}");
    let tower: String = ('b'..'k')
        .map(|it| format!("{it}: &{it} [[[[[[[[*{}]]]]]]]]\n", char::from(it as u8 - 1)))
        .collect();
    let tower = format!("openapi: 3.0.0\na: &a [x]\n{tower}");
    let circle = "openapi: 3.0.0\ncomponents:\n  schemas:\n    a:\n      allOf: [{ $ref: '#/components/schemas/b' }]\n    b:\n      allOf: [{ $ref: '#/components/schemas/a' }]\n";
    let cases: &[(String, &str)] = &[
        ("a: 1".to_owned(), "1:1: it describes no service"),
        ("# nothing".to_owned(), "1:1: it describes no service"),
        ("swagger: '2.0'".to_owned(), "1:10: only version 3 of OpenAPI is read"),
        ("openapi: 4.0.0".to_owned(), "1:10: only version 3 of OpenAPI is read"),
        ("openapi: [".to_owned(), "1:11: it is no YAML"),
        ("openapi: 3.0.0\n\u{e9}: \"\n".to_owned(), "2:4: it is no YAML"),
        (deep(limits::SERVICE_DEPTH.most + 1), "1:73: more than 64"),
        (deep(200_000), "1:265: more than 64"),
        (bomb, "8:14: more than 3000000 values"),
        (tower, "10:15: more than 64 elements"),
        (
            "openapi: 3.0.0\na: &a [x, *a]\n".to_owned(),
            "2:11: this stands for what it is a part of",
        ),
        (
            "openapi: 3.0.0\na: *b\n".to_owned(),
            "2:4: it is no YAML: while parsing node, found unknown anchor",
        ),
        (
            "{\"openapi\": \"3.0.0\",\n \"info\": {\"title\": \"\u{e9}".to_owned(),
            "2:21: it is no JSON: EOF while parsing a string",
        ),
        ("{\n  \"openapi\": \"3.0.0\"\n}}".to_owned(), "3:2: it is no JSON: trailing characters"),
        (
            "{\"openapi\": \"3.0.0\" \"info\": {}}".to_owned(),
            "1:21: it is no JSON: expected `,` or `}`",
        ),
        ("{openapi: 3.0.0".to_owned(), "1:16: it is no YAML"),
        ("openapi: 3.0.0\n---\na: 1".to_owned(), "2:1: a second document begins here"),
        ("? [a]\n: b\n".to_owned(), "1:3: the name of a member is text"),
        (circle.to_owned(), "4:5: `a` is its own base"),
    ];
    for (text, wanted) in cases {
        let mut sources = SourceMap::default();
        let file = sources.add(SourceFile::new("x.yaml", text.clone()));
        let error = service::read(&sources.file(file).text, file).expect_err(wanted);
        let told = format!("{}: {}", sources.location(error.span), error.message);
        assert!(told.starts_with(&format!("x.yaml:{wanted}")), "{told}");
    }
}

/// What a map takes over from others stands where they stand, and its own members count first.
#[test]
fn aliases_and_merged_maps_are_read() {
    let text = "openapi: 3.0.0\nx-base: &base\n  id: &id { type: string }\n  watts: { type: integer }\n\
                components:\n  schemas:\n    lamp:\n      type: object\n      properties:\n        <<: *base\n        \
                watts: { type: number }\n    torch:\n      type: object\n      properties:\n        <<: [*base, { id: { type: boolean }, name: *id }]\n";
    let mut sources = SourceMap::default();
    let file = sources.add(SourceFile::new("x.yaml", text));
    let service = service::read(&sources.file(file).text, file).expect("it is a description");
    let shown = |name: &str| {
        let properties = &service.ty(name).expect("the type is there").properties;
        let each = properties.iter().map(|it| {
            let at = sources.location(it.name.span);
            format!("{}: {} at {}:{}", it.name.value, it.ty.name, at.line, at.column)
        });
        each.collect::<Vec<_>>()
    };
    assert_eq!(shown("lamp"), ["watts: number at 11:9", "id: string at 3:3"]);
    assert_eq!(
        shown("torch"),
        ["id: string at 3:3", "watts: integer at 4:3", "name: string at 15:46"]
    );
}

/// Parts that name parts twice, each of which names parts twice.
#[test]
fn schemas_of_many_parts_end() {
    let part = |it: usize| {
        let next = format!("{{ $ref: '#/components/schemas/x{}' }}", it + 1);
        format!("    x{it}: {{ allOf: [{next}, {next}] }}\n")
    };
    let parts: String = (0..60).map(part).collect();
    let text =
        format!("openapi: 3.0.0\ncomponents:\n  schemas:\n{parts}    x60: {{ type: object }}\n");
    let mut sources = SourceMap::default();
    let file = sources.add(SourceFile::new("x.yaml", text));
    // Bases are of a depth that is bounded, too.
    assert!(service::read(&sources.file(file).text, file).is_err());
}

#[test]
fn characters_of_two_escapes_are_one() {
    let json = r#"{"openapi": "3.0.0", "info": {"title": "\ud83d\ude00 \ud83d \\ud83d"}, "components": {"schemas": {"lamp": {"type": "object"}}}}"#;
    let mut sources = SourceMap::default();
    let file = sources.add(SourceFile::new("x.json", json));
    let service = service::read(&sources.file(file).text, file).expect("it is a description");
    assert_eq!(sources.text(service.types[0].span), "\"lamp\"");
}
