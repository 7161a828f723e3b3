//! What the words of docs are for, as far as their tables, lists, notes and examples tell.

use super::file;
use super::place::{place, run};

/// Holds a proposed dialect against what it should have.
#[track_caller]
fn check(dialect: &str, lines: &[&str]) {
    for line in lines {
        assert!(dialect.contains(line), "{line}\n{dialect}");
    }
}

/// Places in a column, types below headings that are linked, notes about null, and a cursor that a sentence names.
const SLEDS: &str = "\
# Sleds

## List sleds

`GET /sleds`

| Name | Goes in | Kind |
|---|---|---|
| `from` | query | string |
| `per_page` | query | integer |
| `X-Track` | header | string |

What a [sled](#sled) is on which [track](#track). To go on, send `pages.next_mark` as `from`.

```json
{ \"sleds\": [{ \"id\": 3 }], \"pages\": { \"next_mark\": \"m-3\" } }
```

## Sled

- `id` (integer): Which it is.
- `name` (string, may be null): Painted on it.

## Track

- `length` (integer): In metres.
- `top` (string): What stands there.
";

#[test]
fn what_columns_notes_and_headings_are_for_is_seen() {
    let place = place(&[(".git/HEAD", ""), ("docs/sleds.md", SLEDS)]);
    run(&place, &["init", "docs"]);
    let dialect = file(&place, "dialect.toml");
    check(
        &dialect,
        &[
            "paging = { by = \"cursor\", member = \"pages.next_mark\", parameter = \"from\", size = \"per_page\" }",
            "types = \"heading\"",
            "# place = [\n#     \"goes in\",",
            "\nnullable = [\n    \"may be null\",",
        ],
    );
    // Headings of types are of nothing else.
    assert!(!dialect.contains("\"sled\"") && !dialect.contains("\"track\""), "{dialect}");
}

/// Properties with headings of their own, on a page that is a type by its title.
const HERD: &str = "---\ntitle: Herd\n---\n\n## Traits\n\n### `size`\n\n**Type:** Integer\n\n\
                    ### `url`\n\n**About:** Where it is.\\\n**Type:** String\n";

#[test]
fn headings_above_members_with_headings_of_their_own_are_seen() {
    let calls = "# Herds\n\n## All herds\n\n`GET /herds`\n\nReturns a list of [Herd](herd.md).\n\n\
                 ## One herd\n\n`GET /herds/{herd}`\n\nReturns a [Herd](herd.md).\n";
    let place = place(&[(".git/HEAD", ""), ("docs/herd.md", HERD), ("docs/herds.md", calls)]);
    run(&place, &["init", "docs"]);
    let dialect = file(&place, "dialect.toml");
    for line in ["types = \"heading\"", "properties = [\"traits\"]"] {
        assert!(dialect.contains(line), "{line}\n{dialect}");
    }
    assert!(!dialect.contains("\"url\""), "{dialect}");
    let told = run(&place, &["check", "--docs-only"]);
    assert!(told.contains("1 structured with 2 properties"), "{told}");
    assert!(told.contains("answers:    2 of 2 typed"), "{told}");
}

/// Labels, notes and words for types whose place is evident.
const SKIFFS: &str = "\
# Skiffs

## Hire a skiff

`POST /v3/skiffs/{skiff}/hires`

**In the way: path**

* `skiff` — *words*. Which one.

**Form fields**

* `from` — *moment*. When it goes.
* `until` — *moment*, may be null. When it is back.
* `seats` — *tally*. How many.

#### Comes of it

`201 Created` and the [hire](#hire).

## All hires

`GET /v3/hires`

**Asked in the query**

* `after` — *moment*. None before.
* `most` — *tally*. How many.

#### Comes of it

A list of [hires](#hire).

```sh
curl https://skiffs.test/v3/hires
```

**Answer (200)**

```json
[{ \"from\": \"2026-03-02T06:00:00Z\", \"until\": \"2026-03-02T08:00:00Z\", \"seats\": 2, \"oars\": 4 }]
```

## Hire

* `from` — *moment*. When it goes.
* `until` — *moment*, may be null. When it is back.
* `seats` — *tally*. How many.
* `oars` — *tally*. How many.
* `skiff` — *[Skiff](#skiff)*. Which one.

## Skiff

* `name` — *words*. On its bow.
* `oars` — *tally*. Those in it.
";

#[test]
fn words_whose_place_is_evident_are_taken() {
    let place = place(&[(".git/HEAD", ""), ("docs/skiffs.md", SKIFFS)]);
    run(&place, &["init", "docs"]);
    let dialect = file(&place, "dialect.toml");
    check(
        &dialect,
        &[
            "base-url = \"https://skiffs.test/v3\"",
            "\npath-parameters = [\n    \"in the way: path\",",
            "\nquery-parameters = [\n    \"asked in the query\",",
            "\nrequest-body = [\n    \"form fields\",",
            "\nresponse = [\n    \"comes of it\",",
            "\nnullable = [\n    \"may be null\",",
            "\nDateTimeOffset = [\n    \"moment\",",
            "\nInt64 = [\n    \"tally\",",
        ],
    );
    let model = run(&place, &["model"]);
    for name in ["from", "until", "seats", "after", "most"] {
        assert!(model.contains(&format!("\"name\": \"{name}\"")), "{name}: {model}");
    }
    let told = run(&place, &["check", "--docs-only"]);
    assert!(told.contains("answers:    2 of 2 typed"), "{told}");
    assert!(told.contains("clean: nothing at deny level"), "{told}");
}

/// Requests that name the version and no host, and an answer with links to elsewhere, one of which ends like a documented path.
const GAUGES: &str = "\
# Gauges

## All gauges

`GET /gauges`

**Example request**:

    GET /v2.7/gauges?river=7 HTTP/1.1

**Example response**:

    HTTP/1.1 200 OK
    Content-Type: application/json

    [{ \"id\": 3, \"help\": \"https://docs.rivers.test/manual/gauges\" }]

**Status codes**:

- **200** – no error
- **500** – the gauge is dry

## Reset a gauge

`POST /gauges/(id or name)/reset`

**Example request**:

    POST /v2.7/gauges/3/reset HTTP/1.1

**Example response**:

    HTTP/1.1 200 OK

**Status codes**:

- **200** – no error
- **404** – no such gauge
";

#[test]
fn links_in_bodies_do_not_say_where_the_service_is() {
    let place = place(&[(".git/HEAD", ""), ("docs/gauges.md", GAUGES)]);
    run(&place, &["init", "docs"]);
    let dialect = file(&place, "dialect.toml");
    assert!(dialect.contains("\nbase-url = \"https://api.example/v2.7\""), "{dialect}");
    // A number is the status and no type of a body.
    let told = run(&place, &["check", "--docs-only"]);
    assert!(told.contains("2 belong to an operation") && !told.contains("warn"), "{told}");
}

/// Elements with placeholders in their attributes, a command with a name and a password, and a place in bold.
const PLUGINS: &str = "\
# Plugins

* All of it is below **https://box.test/api**.

### One plugin

<Call path=\"/plugins/<plugin>\" method=\"get\">

What is known of a plugin.

</Call>

```sh
curl -u \"name:secret\" https://box.test/api/plugins/7
```
";

#[test]
fn one_element_a_password_and_a_bold_url_are_enough() {
    let place = place(&[(".git/HEAD", ""), ("docs/plugins.mdx", PLUGINS)]);
    run(&place, &["init", "docs"]);
    let dialect = file(&place, "dialect.toml");
    check(
        &dialect,
        &[
            "\nbase-url = \"https://box.test/api\"",
            "\ntoken = \"Authorization: Basic {basic}\"",
            "\nelements = [\"<Call method=\\\"{method}\\\" path=\\\"{path}\\\" />\"]",
        ],
    );
    assert!(!dialect.contains("\noperation ="), "{dialect}");
    let told = run(&place, &["check", "--docs-only"]);
    assert!(told.contains("operations: 1 from 1 request line of 1 page"), "{told}");
}

/// A link in a text is none for that.
#[test]
fn a_text_says_where_the_service_is() {
    let page = "# Huts\n\nThe map is here: https://maps.test/v3. Base URL: https://huts.test/v2\n\n\
        ## Get a hut\n\n`GET /huts/{id}`\n";
    let place = place(&[(".git/HEAD", ""), ("docs/huts.md", page)]);
    run(&place, &["init", "docs"]);
    check(&file(&place, "dialect.toml"), &["\nbase-url = \"https://huts.test/v2\""]);
}
