//! Docs against an OpenAPI document: one of the sample is silent, and each edit to it is told.

use docwright::config::Config;
use docwright::corrections::{self, Corrections};
use docwright::diagnostic::{Diagnostic, Diagnostics};
use docwright::doc_set::DocSet;
use docwright::pipeline;
use docwright::rules::FAMILIES;
use docwright::service;
use docwright::source::{FileId, SourceFile};
use std::path::Path;
use std::sync::Arc;

#[path = "openapi/compared.rs"]
mod compared;
#[path = "openapi/habits.rs"]
mod habits;
#[path = "openapi/reading.rs"]
mod reading;

const SAMPLE: &str = include_str!("against/sample.yaml");

/// Findings on docs against a service, and where its description is among their sources.
fn told(description: &str) -> (Diagnostics, FileId) {
    let (docs, config, file) = set_up(description);
    (pipeline::compile(&docs, &config).diagnostics, file)
}

/// The sample and its description.
fn set_up(description: &str) -> (DocSet, Config, FileId) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs-input");
    let mut docs = DocSet::read(&root).expect("the sample can be read");
    let file = docs.sources.add(SourceFile::new("service.yaml", description));
    let service = service::read(&docs.sources.file(file).text, file).expect("it is a description");
    let config = Config { service: Some(Arc::new(service)), ..Config::default() };
    (docs, config, file)
}

fn proposals(docs: &DocSet, config: &Config) -> Corrections {
    pipeline::proposals(docs, config, &pipeline::facts(docs, &config.dialect))
}

fn is_of_service(finding: &&Diagnostic) -> bool {
    let family = FAMILIES.iter().find(|it| it.name == "service").expect("the family is there");
    family.rules.iter().any(|it| it.name == finding.rule.name)
}

fn lines(found: &Diagnostics) -> Vec<String> {
    let own = found.iter().filter(is_of_service);
    own.map(|it| format!("{}: {}", it.rule.name, it.headline)).collect()
}

#[test]
fn the_sample_agrees_with_its_description() {
    assert_eq!(lines(&told(SAMPLE).0), Vec::<String>::new());
    let (docs, config, _) = set_up(SAMPLE);
    assert_eq!(proposals(&docs, &config).len(), 0);
}

/// What is changed in the description, and the finding that tells it.
const EDITS: &[(&str, &str, &str)] = &[
    (
        "            subject: { type: string }\n            toRecipients",
        "            subject: { type: integer }\n            toRecipients",
        "service-type-mismatch: `subject` is String here and integer in the service",
    ),
    (
        "sentDateTime: { type: string, format: date-time }\n            subject",
        "sentDateTime: { type: string, format: date }\n            subject",
        "service-type-mismatch: `sentDateTime` is DateTimeOffset here and Date in the service",
    ),
    (
        "            sender: { $ref: \"#/components/schemas/recipient\" }",
        "            sender: { type: array, items: { $ref: \"#/components/schemas/recipient\" } }",
        "service-type-mismatch: `sender` is recipient here and collection of recipient in the service",
    ),
    (
        "            conversationIndex: { type: string, format: byte }\n",
        "",
        "property-absent-from-service: the service's `message` has no `conversationIndex`",
    ),
    (
        "            conversationId: { type: string }",
        "            conversationId: { type: string }\n            mood: { type: string }",
        "undocumented-service-property: the docs of `message` have no property `mood`",
    ),
    (
        "            conversationId: { type: string }",
        "            ConversationId: { type: string }",
        "service-case-mismatch: the service writes `ConversationId`, not `conversationId`",
    ),
    (
        "isDeliveryReceiptRequested: { type: boolean, nullable: true }",
        "isDeliveryReceiptRequested: { type: boolean, nullable: false }",
        "service-nullability-mismatch: `isDeliveryReceiptRequested` may be null here, and is never \
         null in the service",
    ),
    (
        "        - low\n        - normal\n",
        "        - normal\n",
        "member-absent-from-service: the service's `importance` has no `low`",
    ),
    (
        "        - low\n        - normal\n",
        "        - low\n        - lower\n        - normal\n",
        "undocumented-service-member: the docs of `importance` have no member `lower`",
    ),
    (
        "    message:\n      allOf:\n        - $ref: \"#/components/schemas/outlookItem\"",
        "    message:\n      allOf:\n        - $ref: \"#/components/schemas/attachment\"",
        "service-base-mismatch: `message` derives from `outlookItem` here, and derives from \
         `attachment` in the service",
    ),
    (
        "  \"/me/messages/{id}/move\":",
        "  \"/me/letters/{id}/move\":",
        "request-absent-from-service: `move`: the service has nothing of this name here",
    ),
    (
        "  \"/me/messages/{id}/move\":\n    post:",
        "  \"/me/messages/{id}/move\":\n    put:",
        "request-absent-from-service: `move`: the service takes no POST here",
    ),
    (
        "  \"/me/messages/{id}/move\":\n",
        "  \"/me/messages/{id}/copy\":\n    post: { responses: { \"204\": { description: Done. } } }\n  \"/me/messages/{id}/move\":\n",
        "undocumented-service-operation: the docs lack 1 request to paths that they have nothing of",
    ),
    (
        "  \"/me/messages/{id}/move\":\n",
        "  \"/me/messages/{id}/move\":\n    delete: { responses: { \"204\": { description: Done. } } }\n",
        "undocumented-service-operation: the docs have no `DELETE /me/messages/{id}/move`",
    ),
    (
        "  \"/applications/{id}\":\n    get:\n      responses: { \"200\": { description: Done., content: { application/json: { schema: { $ref: \"#/components/schemas/application\" } } } } }",
        "  \"/applications/{id}\":\n    get:\n      responses: { \"200\": { description: Done., content: { application/json: { schema: { $ref: \"#/components/schemas/recipient\" } } } } }",
        "service-answer-mismatch: it answers application here and recipient in the service",
    ),
    (
        "                name: { type: string }\n                parentReference",
        "                title: { type: string }\n                parentReference",
        "undocumented-service-parameter: the docs of `POST /drives/{drive-id}/items/{item-id}/copy` \
         have no parameter `title`",
    ),
    (
        "                name: { type: string }\n                parentReference",
        "                name: { type: boolean }\n                parentReference",
        "service-type-mismatch: `name` is String here and Boolean in the service",
    ),
    (
        "components:\n  schemas:\n",
        "components:\n  schemas:\n    letter: { type: object }\n",
        "undocumented-service-type: the docs lack 1 type of the service that no documented one \
         leads to",
    ),
    (
        "    recipient:\n",
        "    addressee:\n",
        "type-absent-from-service: the service describes no type `recipient`",
    ),
];

#[test]
fn each_edit_to_the_description_is_told_with_both_places() {
    for (from, to, wanted) in EDITS {
        assert!(SAMPLE.contains(from), "{from}");
        let (found, file) = told(&SAMPLE.replacen(from, to, 1));
        let lines = lines(&found);
        assert!(lines.iter().any(|it| it == wanted), "{to}: {lines:#?}");
        let of_it = found.iter().filter(is_of_service).find(|it| wanted.ends_with(&it.headline));
        let of_it = of_it.expect("it is told");
        let mut places = std::iter::once(&of_it.primary).chain(&of_it.secondary);
        assert!(
            places.any(|it| it.span.file == file) || wanted.starts_with("type-absent"),
            "{wanted}"
        );
    }
}

/// How people write the same in other words, none of which says anything else.
#[test]
fn what_is_written_otherwise_is_the_same() {
    let alike = [
        ("subject: { type: string }\n", "subject: { type: [string, \"null\"] }\n"),
        ("subject: { type: string }\n", "subject: { type: string, maxLength: 255 }\n"),
        (
            "subject: { type: string }\n",
            "subject: { anyOf: [{ type: string }, { type: 'null' }] }\n",
        ),
        ("subject: { type: string }\n", "subject: { type: string, format: phrase } # as sent\n"),
        (
            "sender: { $ref: \"#/components/schemas/recipient\" }",
            "sender: { anyOf: [{ $ref: \"#/components/schemas/recipient\" }, { type: object, nullable: true }] }",
        ),
        (
            "sender: { $ref: \"#/components/schemas/recipient\" }",
            "sender: { allOf: [{ $ref: \"#/components/schemas/recipient\" }], description: Who. }",
        ),
        (
            "  - url: https://graph.microsoft.com/v1.0",
            "  - url: https://graph.microsoft.com/{version}",
        ),
        ("    message:\n", "    microsoft.graph.mood: { type: string }\n    message:\n"),
        ("  \"/me/messages/{id}/move\":", "  \"/me/messages/{message-id}/move\":"),
        ("openapi: 3.0.3", "openapi: '3.1.0'"),
    ];
    for (from, to) in alike {
        assert!(SAMPLE.contains(from), "{from}");
        assert_eq!(lines(&told(&SAMPLE.replacen(from, to, 1)).0), Vec::<String>::new(), "{to}");
    }
}

/// Pages of lists that have names, as generators write them, and answers and bodies that stand elsewhere.
#[test]
fn what_stands_elsewhere_is_followed() {
    let schema = "schema: { $ref: \"#/components/schemas/application\" }";
    let elsewhere =
        SAMPLE.replacen(schema, "schema: { $ref: \"#/components/schemas/alias\" }", 1).replacen(
            "  schemas:\n",
            "  schemas:\n    alias: { $ref: \"#/components/schemas/application\" }\n",
            1,
        );
    assert_eq!(lines(&told(&elsewhere).0), Vec::<String>::new());
    let page = "                type: object\n                properties:\n                  \
                \"@odata.nextLink\": { type: string }\n                  value: { type: array, \
                items: { $ref: \"#/components/schemas/event\" } }\n";
    assert!(SAMPLE.contains(page));
    let named = SAMPLE
        .replacen(page, "                $ref: \"#/components/schemas/eventPage\"\n", 1)
        .replacen(
            "  schemas:\n",
            "  schemas:\n    pageBase: { type: object, properties: { \"@odata.count\": { type: integer } } }\n    \
             eventPage:\n      allOf:\n        - $ref: \"#/components/schemas/pageBase\"\n        \
             - properties: { value: { type: array, items: { $ref: \"#/components/schemas/event\" } } }\n",
            1,
        );
    let lines = lines(&told(&named).0);
    let left: Vec<&String> =
        lines.iter().filter(|it| !it.contains("the docs lack 1 type")).collect();
    assert!(left.is_empty(), "{left:#?}");
}

/// References in circles and wide schemas are no errors, and end.
#[test]
fn references_in_circles_end() {
    let circles = "openapi: 3.0.0\npaths:\n  /a: { $ref: '#/paths/~1a' }\ncomponents:\n  schemas:\n    \
                   a: { $ref: '#/components/schemas/b' }\n    b: { $ref: '#/components/schemas/a' }\n    \
                   c: { properties: { x: { $ref: '#/components/schemas/a' }, y: { $ref: '#/components/schemas/c' } } }\n    \
                   d: { type: array, items: { $ref: '#/components/schemas/d' } }\n    \
                   e: { properties: { x: { $ref: '#/components/schemas/d' }, y: { $ref: 'other.yaml#/x' } } }\n";
    let (found, _) = told(circles);
    assert!(found.iter().any(|it| it.rule.name == "type-absent-from-service"));
}

/// What no file of corrections can hold is not proposed for one.
#[test]
fn what_is_proposed_can_be_read() {
    let odd = "        - low\n        - ''\n        - \"a\\nb\"\n        - lower\n";
    let (mut docs, config, _) = set_up(&SAMPLE.replacen("        - low\n", odd, 1));
    let text = corrections::write(&proposals(&docs, &config), "docwright check");
    let file = docs.sources.add(SourceFile::new("fix.toml", text.as_str()));
    let read = corrections::read(&docs.sources, file, "fix.toml").expect("it can be read");
    let with: Vec<&str> = read.enums[0].with.iter().map(|it| it.value.as_str()).collect();
    assert_eq!(with, ["lower"], "{text}");
}

/// The same service as others describe it: names of programs, what requests carry apart, paths from the host on, numbers and
/// texts of enums where they are used.
#[test]
fn other_habits_are_no_differences() {
    let all = |from: &str, to: &str| SAMPLE.replace(from, to);
    let qualified = all("#/components/schemas/", "#/components/schemas/Acme.Models.");
    let (head, schemas) = qualified.split_once("  schemas:\n").expect("it has schemas");
    let renamed: String = schemas
        .lines()
        .map(|line| {
            let is_name = line.starts_with("    ")
                && line.as_bytes().get(4).is_some_and(u8::is_ascii_alphabetic);
            let name = line.trim_start();
            let (first, rest) = name.split_at(name.len().min(1));
            let upper = format!("    Acme.Models.{}{rest}\n", first.to_uppercase());
            if is_name { upper } else { format!("{line}\n") }
        })
        .collect();
    let capital = |text: &str| {
        let mut parts = text.split("#/components/schemas/Acme.Models.");
        let mut out = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (first, rest) = part.split_at(1);
            out.push_str(&format!(
                "#/components/schemas/Acme.Models.{}{rest}",
                first.to_uppercase()
            ));
        }
        out
    };
    let habits = [
        ("qualified names", capital(&format!("{head}  schemas:\n{renamed}"))),
        ("the version in each path", all("\n  \"/", "\n  \"/v1.0/").replace("/v1.0\npaths", "\npaths")),
        ("no paths", format!("openapi: 3.0.3\n{}", &SAMPLE[SAMPLE.find("components:").unwrap_or(0)..])),
        ("no types", SAMPLE.split("components:").next().unwrap_or_default().to_owned()),
        (
            "an enum where it is used",
            SAMPLE
                .replace("importance: { $ref: \"#/components/schemas/importance\" }", "importance: { type: string, enum: [low, normal, high] }")
                .replace("    importance:\n      type: string\n      enum:\n        - low\n        - normal\n        - high\n", ""),
        ),
        (
            "numbers for members",
            SAMPLE.replace("      enum:\n        - low\n        - normal\n        - high\n", "      enum: [0, 1, 2]\n"),
        ),
        (
            "numbers with names",
            SAMPLE.replace("      enum:\n        - low\n        - normal\n        - high\n", "      enum: [0, 1, 2]\n      x-enum-varnames: [low, normal, high]\n"),
        ),
    ];
    for (habit, description) in habits {
        assert_ne!(description, SAMPLE, "{habit}");
        let mut lines = lines(&told(&description).0);
        // What was cut off is missed, once.
        lines.retain(|it| habit != "no types" || !it.ends_with("leads nowhere"));
        assert_eq!(lines, Vec::<String>::new(), "{habit}");
    }
}

/// What all paths begin with is missed where the docs leave it out, unless it ends their base URL.
#[test]
fn a_word_of_all_paths_is_no_part_of_the_base() {
    let told = lines(&told(&SAMPLE.replace("\n  \"/", "\n  \"/api/")).0);
    assert!(told.iter().any(|it| it.starts_with("request-absent-from-service")), "{told:#?}");
}

#[test]
fn what_a_request_carries_by_name_is_compared_with_its_parameters() {
    let inline = "              type: object\n              properties:\n                name: { type: string }\n                parentReference: { $ref: \"#/components/schemas/itemReference\" }\n";
    assert!(SAMPLE.contains(inline));
    let body = |name: &str| {
        SAMPLE
            .replacen(inline, "              $ref: \"#/components/schemas/copyBody\"\n", 1)
            .replacen(
                "  schemas:\n",
                &format!("  schemas:\n    copyBody:\n      type: object\n      properties:\n        {name}: {{ type: string }}\n        parentReference: {{ $ref: \"#/components/schemas/itemReference\" }}\n"),
                1,
            )
    };
    assert_eq!(lines(&told(&body("name")).0), Vec::<String>::new());
    let told = lines(&told(&body("title")).0);
    assert!(told.iter().any(|it| it.ends_with("have no parameter `title`")), "{told:#?}");
    assert!(told.iter().any(|it| it.ends_with("takes no `name`")), "{told:#?}");
}

/// What the service leaves open stays as documented; what it says is proposed.
#[test]
fn of_one_in_place_of_many_a_correction_is_proposed() {
    let many = "replyTo: { type: array, items: { $ref: \"#/components/schemas/recipient\" } }";
    assert!(SAMPLE.contains(many));
    let (docs, config, _) = set_up(&SAMPLE.replacen(many, "replyTo: { type: string }", 1));
    let found = proposals(&docs, &config);
    let ty = found.properties[0].ty.as_ref().expect("its type is proposed");
    assert_eq!((ty.value.name.as_str(), ty.value.collection), ("Edm.String", false));
    let categories = "categories: { type: array, items: { type: string } }";
    assert!(SAMPLE.contains(categories));
    let (docs, config, _) = set_up(&SAMPLE.replacen(categories, "categories: { type: string }", 1));
    let found = proposals(&docs, &config);
    let ty = found.properties[0].ty.as_ref().expect("its type is proposed");
    assert_eq!((ty.value.name.as_str(), ty.value.collection), ("Edm.String", false));
}
