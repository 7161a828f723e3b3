//! What of a small description is compared with the docs of a studio, a case a kind: `told` are all findings.

use super::{habits, lines};

/// A description whose schemas these are.
fn description(schemas: &str) -> String {
    let json =
        |schema: &str| format!("{{ content: {{ application/json: {{ schema: {schema} }} }} }}");
    let of = |name: &str| format!("{{ $ref: '#/components/schemas/{name}' }}");
    let many = |name: &str| json(&format!("{{ type: array, items: {} }}", of(name)));
    let (pot, pots, potters) = (json(&of("pot")), many("pot"), many("potter"));
    let potter = json(&of("potter"));
    format!(
        "openapi: 3.1.0
servers: [{{ url: /v1.0 }}]
paths:
  /pots:
    get: {{ responses: {{ 200: {pots} }} }}
    post: {{ requestBody: {pot}, responses: {{ 201: {{ $ref: '#/components/responses/pot' }} }} }}
  /pots/{{id}}:
    get: {{ responses: {{ 200: {pot} }} }}
    patch: {{ requestBody: {pot}, responses: {{ 200: {pot} }} }}
    delete: {{ responses: {{ 204: {{ description: Gone. }} }} }}
  /pots/{{id}}/fire:
    post:
      requestBody: {{ content: {{ application/json: {{ schema: {{ type: object, properties: {{ degrees: {{ type: integer }}, note: {{ type: string }} }} }} }} }} }}
      responses: {{ 204: {{ description: Done. }} }}
  /potters:
    get: {{ responses: {{ 200: {potters} }} }}
  /potters/{{id}}:
    get: {{ responses: {{ 200: {potter} }} }}
components:
  responses:
    pot: {pot}
  schemas:
{schemas}"
    )
}

const SCHEMAS: &str = "    ware: { type: object, properties: { id: { type: string }, title: { type: string }, madeOn: { type: [string, 'null'], format: date } } }
    pot:
      allOf:
        - $ref: '#/components/schemas/ware'
        - properties:
            weight: { type: number }
            marks: { type: array, items: { type: string } }
            state: { $ref: '#/components/schemas/potState' }
            potter: { $ref: '#/components/schemas/potter' }
            kiln: { $ref: '#/components/schemas/kiln' }
            firings: { type: integer }
    vase: { allOf: [{ $ref: '#/components/schemas/pot' }, { properties: { neck: { type: number } } }] }
    potter: { type: object, properties: { id: { type: string }, email: { type: string }, joined: { type: string, format: date-time }, pots: { type: integer } } }
    kiln: { type: object, properties: { name: { type: string }, degrees: { type: integer } } }
    potState: { type: string, enum: [raw, fired, glazed] }
";

#[track_caller]
fn check(edits: &[(&str, &str)], wanted: &[&str]) {
    let mut text = description(SCHEMAS);
    for (from, to) in edits {
        assert!(text.contains(from), "{from} is in\n{text}");
        text = text.replacen(from, to, 1);
    }
    let mut told = lines(&habits::told(&text).0);
    told.sort();
    assert_eq!(told, wanted, "{text}");
}

#[test]
fn the_description_itself_is_silent() {
    check(&[], &[]);
}

/// Names that a pointer writes otherwise: as parts of a URL, and with a slash or a tilde.
#[test]
fn pointers_are_read_as_they_are_written() {
    let escaped = [
        ("schemas/kiln' }\n            firings", "schemas/kiln~1of~0pots' }\n            firings"),
        ("\n    kiln: {", "\n    kiln/of~pots: {"),
    ];
    check(&escaped, &[]);
    let encoded = [
        (
            "schemas/kiln' }\n            firings",
            "schemas/Kiln%C2%ABpot%C2%BB' }\n            firings",
        ),
        ("\n    kiln: {", "\n    Kiln\u{ab}pot\u{bb}: {"),
    ];
    check(&encoded, &[]);
}

#[test]
fn references_that_lead_nowhere_are_told_once() {
    let two = [
        ("firings: { type: integer }", "firings: { $ref: '#/components/schemas/number' }"),
        ("weight: { type: number }", "weight: { $ref: '#/components/schemas/number' }"),
    ];
    check(&two, &["faulty-service-description: `#/components/schemas/number` leads nowhere"]);
    let other = [("firings: { type: integer }", "firings: { $ref: 'shared.yaml#/number' }")];
    let wanted =
        "faulty-service-description: `shared.yaml#/number` is in another file, which is not read";
    check(&other, &[wanted]);
    let own = [
        ("firings: { type: integer }", "firings: { $ref: '#/components/schemas/number' }"),
        ("\n    kiln: {", "\n    number: { $ref: '#/components/schemas/number' }\n    kiln: {"),
    ];
    check(&own, &["faulty-service-description: `#/components/schemas/number` leads to itself"]);
    // Examples refer to nothing.
    check(
        &[("firings: { type: integer }", "firings: { type: integer, example: { $ref: x } }")],
        &[],
    );
}

#[test]
fn of_two_alike_the_first_counts() {
    let paths = [(
        "  /pots/{id}/fire:",
        "  /pots/{pot}:\n    get: { responses: { \"200\": { content: { application/json: { schema: { type: string } } } } } }\n  /pots/{id}/fire:",
    )];
    check(&paths, &["faulty-service-description: `GET /pots/{pot}` is described twice"]);
    let schemas = [(
        "\n    kiln: {",
        "\n    kiln: { type: object, properties: { name: { type: string }, degrees: { type: integer } } }\n    kiln: {",
    )];
    check(&schemas, &["faulty-service-description: `kiln` stands here twice"]);
}

/// A type that is one of several, and one that is a choice of constants.
#[test]
fn choices_are_types() {
    let states = "    potState: { oneOf: [{ const: raw }, { const: fired }, { const: glazed, title: Done }] }";
    check(&[("    potState: { type: string, enum: [raw, fired, glazed] }", states)], &[]);
    let less = states.replace(", { const: glazed, title: Done }", "");
    let wanted = "member-absent-from-service: the service's `potState` has no `glazed`";
    check(&[("    potState: { type: string, enum: [raw, fired, glazed] }", &less)], &[wanted]);
    let kilns = "    kiln: { oneOf: [{ $ref: '#/components/schemas/gas' }, { $ref: '#/components/schemas/wood' }], discriminator: { propertyName: name } }
    gas: { type: object, properties: { name: { type: string }, degrees: { type: integer }, litres: { type: integer } } }
    wood: { type: object, properties: { name: { type: string }, degrees: { type: boolean }, logs: { type: integer } } }\n";
    let kiln = "    kiln: { type: object, properties: { name: { type: string }, degrees: { type: integer } } }\n";
    let aside = "undocumented-service-type: the docs lack 2 types of the service that no documented one leads to";
    check(&[(kiln, kilns)], &[aside]);
    let other = kilns.replacen("degrees: { type: integer }", "degrees: { type: string }", 1);
    let wanted = "service-type-mismatch: `degrees` is Int32 here and string in the service";
    check(&[(kiln, &other)], &[wanted, aside]);
}

#[test]
fn an_answer_of_whatever_status_is_compared() {
    let potter = "    get: { responses: { 200: { content: { application/json: { schema: { $ref: '#/components/schemas/potter' } } } } } }\ncomponents";
    let of =
        |status: &str, name: &str| potter.replace("200", status).replace("schemas/potter", name);
    check(&[(potter, &of("default", "schemas/potter"))], &[]);
    check(&[(potter, &of("2XX", "schemas/potter"))], &[]);
    let wanted = "service-answer-mismatch: it answers potter here and kiln in the service";
    check(&[(potter, &of("default", "schemas/kiln"))], &[wanted]);
    // Where a failure is described, too, whatever else fails.
    let both = of("default", "schemas/kiln").replacen(
        "responses: {",
        "responses: { 400: { description: No. },",
        1,
    );
    check(&[(potter, &both)], &[]);
}

#[test]
fn forms_are_compared_like_objects() {
    let json = "application/json: { schema: { type: object, properties: { degrees";
    for media in ["application/x-www-form-urlencoded", "multipart/form-data"] {
        let form = json.replace("application/json", media);
        check(&[(json, &form)], &[]);
        let wanted = "service-type-mismatch: `degrees` is Int32 here and Boolean in the service";
        check(
            &[(json, &form), ("degrees: { type: integer }", "degrees: { type: boolean }")],
            &[wanted],
        );
        let wanted =
            "parameter-absent-from-service: the service's `POST /pots/{id}/fire` takes no `note`";
        check(&[(json, &form), (", note: { type: string }", "")], &[wanted]);
    }
    let bytes = "application/octet-stream: { schema: { type: object, properties: { degrees";
    let wanted =
        "service-body-mismatch: the request carries parameters here and bytes in the service";
    check(&[(json, bytes)], &[wanted]);
}

#[test]
fn bodies_that_one_side_alone_has_are_told() {
    let body = "post: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/pot' } } } }, ";
    let wanted = "service-body-mismatch: the request carries pot here and nothing in the service";
    check(&[(body, "post: { ")], &[wanted]);
    // Who says of no request what it carries denies nothing.
    let patch = body.replace("post", "patch");
    let fire = "      requestBody: { content: { application/json: { schema: { type: object, properties: { degrees: { type: integer }, note: { type: string } } } } } }\n";
    check(&[(body, "post: { "), (&patch, "patch: { "), (fire, "")], &[]);
}

#[test]
fn what_all_requests_take_is_told_together() {
    let text = description(SCHEMAS).replace("    get: {", "    get: { parameters: [{ name: version, in: query, required: true, schema: { type: string } }],");
    let told = lines(&habits::told(&text).0);
    let lacking = |it: &&String| it.starts_with("undocumented-service-parameter");
    let lacking: Vec<&String> = told.iter().filter(lacking).collect();
    assert_eq!(
        lacking,
        [
            "undocumented-service-parameter: the docs of 4 requests have no query parameter `version`"
        ]
    );
}

/// Where no name can be matched, that is told once.
#[test]
fn other_names_of_everything_are_one_finding() {
    let text = "openapi: 3.0.0\ncomponents:\n  schemas:\n    A: { type: object, properties: { x: { type: string } } }\n    B: { type: object }\n";
    let mut told = lines(&habits::told(text).0);
    told.sort();
    assert_eq!(
        told,
        [
            "type-absent-from-service: the service describes none of the 5 types of the docs by name",
            "undocumented-service-type: the docs lack 2 types of the service that no documented one leads to",
        ]
    );
}

/// Another type has the documented name, but requests answer one whose name has more words.
#[test]
fn what_is_answered_counts_before_what_is_named_so() {
    let text = description(SCHEMAS)
        .replace("schemas/potter'", "schemas/PotterView'")
        .replace("\n    potter: {", "\n    potter: { type: object, properties: { id: { type: integer }, hash: { type: string } } }\n    PotterView: {");
    let aside = "undocumented-service-type: the docs lack 1 type of the service that no documented one leads to";
    assert_eq!(lines(&habits::told(&text).0), [aside]);
}
