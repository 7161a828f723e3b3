//! The JSON schema of `docwright.toml`, for editors: written from the declaration that the file is read by.

use super::corrections_schema;
use super::options::{OPTIONS, Place, Setting, Takes};
use crate::rules::{FAMILIES, level_names, rules};
use serde_json::{Map, Value, json};

/// The schema as text, as `editors/docwright.schema.json` holds it.
pub fn schema() -> String {
    let mut properties = Map::new();
    for setting in OPTIONS.iter().filter(|it| it.is_in(Place::File)) {
        properties.insert(setting.name.to_owned(), property(setting));
    }
    for (name, value) in tables() {
        properties.insert(name.to_owned(), value);
    }
    let schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "docwright.toml",
        "description": "What docwright is to know about a doc set.",
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
    });
    format!("{schema:#}\n")
}

fn property(setting: &Setting) -> Value {
    let list = |items: Value| json!({ "type": "array", "items": items });
    let mut value = match setting.takes {
        Takes::Text | Takes::Way(_) => json!({ "type": "string" }),
        Takes::Texts | Takes::Ways(_) => list(json!({ "type": "string" })),
        Takes::Rules => list(json!({ "enum": level_names().collect::<Vec<_>>() })),
        Takes::Words(words) => list(json!({ "enum": words })),
    };
    if setting.name == "docs" {
        // As it was written first.
        let table = json!({
            "type": "object",
            "additionalProperties": false,
            "properties": { "include-roots": list(json!({ "type": "string" })) },
        });
        value = json!({ "anyOf": [value, table] });
    }
    if setting.name == "corrections" {
        // Or what such a file holds.
        value = json!({ "anyOf": [value, corrections_schema::schema()] });
    }
    value["description"] = format!("{} For example {}", setting.does, setting.example).into();
    value
}

/// What no flag can say.
fn tables() -> [(&'static str, Value); 3] {
    let level = json!({ "enum": ["allow", "warn", "deny"] });
    let about = rules().map(|rule| (rule.name, rule.summary.to_owned()));
    let families = FAMILIES.iter().map(|it| (it.name, format!("Rules on {}.", it.summary)));
    let all = [("all", "All rules."), ("warnings", "Whatever would warn.")];
    let several = families.chain(all.map(|(name, about)| (name, about.to_owned())));
    let names: Map<String, Value> = about
        .chain(several)
        .map(|(name, about)| {
            (name.to_owned(), json!({ "enum": level["enum"], "description": about }))
        })
        .collect();
    let levels = json!({
        "type": "object",
        "description": "Levels by rule. A rule goes before its family, a family before all.",
        "additionalProperties": false,
        "properties": names,
    });
    let of_paths = json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["glob", "levels"],
        "properties": {
            "glob": { "type": "string", "description": "Pages, by their paths below the docs: \"api/legacy-*\"" },
            "levels": {
                "type": "object",
                "additionalProperties": false,
                "patternProperties": { "^[a-z-]+$": level },
            },
        },
    });
    let texts =
        |what: &str| json!({ "type": "array", "items": { "type": "string" }, "description": what });
    let one_or_more = |what: &str| {
        let text = json!({ "type": "string" });
        let texts = json!({ "type": "array", "items": { "type": "string" } });
        json!({ "description": what, "anyOf": [text, texts] })
    };
    let service = json!({
        "type": "object",
        "description": "Where the service answers, if not as the dialect says.",
        "additionalProperties": false,
        "properties": {
            "base-url": { "type": "string", "description": "The URL that paths are relative to, version included." },
            "version": { "type": "string", "description": "The version that the docs are of, a segment of the base URL." },
            "hosts": texts("Hosts that are the service."),
            "prefixes": texts("What stands for the base URL in requests: `{baseUrl}`, `https://{host}/api`."),
            "other-versions": texts("Other versions that may stand in its place."),
            "list": one_or_more("Where the items of a list are: a member, several with dots between them, `.` for the whole answer, `*` for its only array."),
            "token": { "type": "string", "description": "How a request carries the token: `Authorization: Bearer {token}`, `X-Key: {token}`, `?key={token}`, `Authorization: Basic {basic}`." },
            "odata": {
                "description": "What of OData the service knows: all, nothing, or these.",
                "anyOf": [{ "type": "boolean" }, { "type": "array", "items": { "type": "string" } }],
            },
            "paging": {
                "type": "object",
                "description": "How more of a list is got.",
                "additionalProperties": false,
                "required": ["by"],
                "properties": {
                    "by": { "enum": ["none", "link", "header", "number", "offset", "cursor"], "description": "By a link, the header `Link`, numbers of pages, how many items stand before the page, or a cursor; or not at all." },
                    "member": one_or_more("Where the link or the cursor is: a member, or a header with a colon behind its name."),
                    "parameter": { "type": "string", "description": "The query parameter that takes the number, the offset or the cursor." },
                    "first": { "type": "integer", "minimum": 0, "description": "The number of the first page." },
                    "size": { "type": "string", "description": "The query parameter that says how many items a page has." },
                    "end": { "type": "string", "description": "Which page is the last: `empty`, `short`, or a header with a colon behind its name." },
                },
            },
            "body": {
                "type": "object",
                "description": "How requests write their bodies, where the docs of an operation neither say nor show it.",
                "additionalProperties": false,
                "properties": {
                    "as": { "enum": ["json", "form"], "description": "As JSON, or as a form." },
                    "lists": { "enum": ["brackets", "indices", "repeated", "commas"], "description": "How a form writes a list: `a[]=1`, `a[0]=1`, `a=1&a=2`, `a=1,2`." },
                    "members": { "enum": ["brackets", "dots"], "description": "How a form writes a member of an object: `a[b]=1`, `a.b=1`." },
                },
            },
            "errors": {
                "type": "object",
                "description": "Where an error has its code and its words.",
                "additionalProperties": false,
                "properties": {
                    "code": one_or_more("Members, in an array those of its items."),
                    "message": one_or_more("Members, in an array those of its items."),
                },
            },
        },
    });
    let paths = json!({
        "type": "array",
        "items": of_paths,
        "description": "Levels for some pages. Where two say something about a page, the later one counts.",
    });
    [("levels", levels), ("paths", paths), ("service", service)]
}
