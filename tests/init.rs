//! `docwright init`: which dialect it takes, and the one that it proposes for docs of a service that none knows.

#[path = "init/base.rs"]
mod base;
#[path = "cli/place.rs"]
mod place;
#[path = "init/words.rs"]
mod words;

use place::{place, run};
use std::fs;
use tempfile::TempDir;

/// Operations below headings with a line in them, and JSON below words of their own.
const KITES: &str = "\
# Kites

## List kites · GET /kites

What flies.

| Input | Kind of value | Must be there | What it means |
|---|---|---|---|
| `height` | float | no | Only those above. |
| `colour` | string | no | Only those of a colour. |

What comes back:

```json
[{ \"id\": 3, \"colour\": \"red\" }]
```

## Fly a kite · POST /kites/{kite}/flights

| Input | Kind of value | Must be there | What it means |
|---|---|---|---|
| `wind` | knots | yes | How it blows. |
| `until` | datetime | no | When it comes down. |
| `line` | knots | no | How it pulls. |

```sh
curl -X POST https://kites.test/api/v3/kites/3/flights -d '{ \"wind\": \"12\" }'
```

What comes back:

```json
{ \"id\": 8, \"wind\": \"12\" }
```
";

fn kites() -> TempDir {
    place(&[(".git/HEAD", ""), ("guide/kites.md", KITES)])
}

fn file(place: &TempDir, path: &str) -> String {
    fs::read_to_string(place.path().join(path)).expect("the file is there")
}

#[test]
fn docs_of_another_service_get_a_dialect_that_names_what_has_no_place_yet() {
    let place = kites();
    let told = run(&place, &["init", "guide"]);
    insta::with_settings!({ snapshot_path => "init", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("dialect", file(&place, "dialect.toml"));
        insta::assert_snapshot!("told", told);
    });
    assert!(file(&place, "docwright.toml").contains("\ndialect = \"dialect.toml\"\n"));
    let model = run(&place, &["model"]);
    assert!(model.contains("\"path\": \"/kites/{kite}/flights\""), "{model}");
}

#[test]
fn its_words_are_read_once_they_have_a_place() {
    let place = kites();
    run(&place, &["init", "guide"]);
    let mut columns = "";
    let text = file(&place, "dialect.toml");
    let lines = text.lines().map(|line| {
        if line.starts_with('[') {
            columns = line;
        }
        match line.strip_prefix("# ") {
            // All but what says what the words are.
            Some(rest) if rest.starts_with("    ") || rest == "]" || rest.ends_with(" = [") => rest,
            _ => line,
        }
    });
    let text: Vec<&str> = lines.collect();
    fs::write(place.path().join("dialect.toml"), text.join("\n")).expect("a file");
    let model = run(&place, &["model"]);
    for name in ["height", "colour", "wind", "until"] {
        assert!(model.contains(&format!("\"name\": \"{name}\"")), "{name}: {model}");
    }
    assert!(model.contains("\"required\": true"), "{model}");
}

#[test]
fn forms_of_request_lines_are_seen() {
    let routes = "# Boats\n\n## All boats\n\n<Route verb=\"GET\" to=\"/boats\" />\n\n\
                  ## One boat\n\n<Route verb=\"GET\" to=\"/boats/{boat}\" />\n";
    let rows = "# Ports\n\n## All ports\n\n| Do | Where |\n|---|---|\n| GET | `/ports` |\n\n\
                ## New port\n\n| Do | Where |\n|---|---|\n| POST | `/ports` |\n";
    let code = "# Tides\n\n## High\n\n```route\nGET /tides/high\n```\n\n## Low\n\n```route\nGET /tides/low\n```\n";
    for (page, expected) in [
        (routes, "elements = [\"<Route verb=\\\"{method}\\\" to=\\\"{path}\\\" />\"]"),
        (rows, "http-method = [\"do\"]"),
        (rows, "path = [\"where\"]"),
        (code, "\"route\""),
    ] {
        let place = place(&[(".git/HEAD", ""), ("guide/page.md", page)]);
        let told = run(&place, &["init", "guide"]);
        assert!(told.contains("reads 1 of 1 page (100 %)"), "{told}");
        assert!(
            told.contains("2 of 2 request lines (100 %)") || page == rows || page == routes,
            "{told}"
        );
        let dialect = file(&place, "dialect.toml");
        assert!(dialect.contains(expected), "{dialect}");
        let model = run(&place, &["model"]);
        assert_eq!(model.matches("\"path\": ").count(), 2, "{model}");
    }
}

#[test]
fn request_lines_with_words_beside_them_are_counted() {
    let page = "# Tides\n\n## High\n\n**Call** · `GET /tides/high`\n\n## Low\n\n- Call: `GET /tides/low`\n";
    let place = place(&[(".git/HEAD", ""), ("guide/page.md", page)]);
    let told = run(&place, &["init", "guide"]);
    assert!(told.contains("2 of 2 request lines (100 %)"), "{told}");
    let model = run(&place, &["model"]);
    assert_eq!(model.matches("\"path\": ").count(), 2, "{model}");
}

#[test]
fn numbers_where_placeholders_belong_are_seen() {
    let page = |id: &str| {
        format!(
            "# Boats\n\n## All boats\n\n* `GET /rivers/{id}/boats` lists all.\n\n```json\n[{{}}]\n```\n\n\
             ## One boat\n\n* `GET /boats/{id}.json` answers one.\n\n```json\n{{}}\n```\n"
        )
    };
    for (id, is_sample) in [("3", true), ("{river}", false)] {
        let place = place(&[(".git/HEAD", ""), ("guide/boats.md", &page(id))]);
        let told = run(&place, &["init", "guide"]);
        assert!(told.contains("2 of 2 request lines (100 %)"), "{told}");
        let dialect = file(&place, "dialect.toml");
        assert_eq!(dialect.contains("samples = [\"{number}\"]"), is_sample, "{dialect}");
        let model = run(&place, &["list", "operations"]);
        let paths = ["/rivers/{id}/boats ", "/boats/{id}.json"];
        assert!(!is_sample || paths.iter().all(|it| model.contains(it)), "{model}");
    }
}

#[test]
fn a_file_that_is_there_is_not_written_over() {
    let place = kites();
    fs::write(place.path().join("dialect.toml"), "mine").expect("a file");
    let told = run(&place, &["init", "guide"]);
    assert!(told.contains("dialect.toml"), "{told}");
    assert_eq!(file(&place, "dialect.toml"), "mine");
    assert!(!place.path().join("docwright.toml").exists());
}

#[test]
fn a_check_of_which_most_is_not_understood_says_so() {
    let kite = (
        "guide/api/kite.md",
        "# kite resource type\n## Properties\n|Property|Type|Description|\n|:--|:--|:--|\n|id|String|Who it is.|\n",
    );
    let page = |name: &'static str| {
        (name, "# Kites\n\n## List kites · GET /kites\n\n|Input|What|\n|---|---|\n|a|b|\n")
    };
    let most = place(&[(".git/HEAD", ""), kite, page("guide/a.md"), page("guide/b.md")]);
    let told = run(&most, &["check", "guide", "--docs-only"]);
    assert!(
        told.contains("of 3 pages with tables or requests 2 are not understood, `a.md` for one"),
        "{told}"
    );
    let few = place(&[(".git/HEAD", ""), kite, page("guide/a.md")]);
    let told = run(&few, &["check", "guide", "--docs-only"]);
    assert!(!told.contains("not understood"), "{told}");
}

#[test]
fn docs_that_no_dialect_reads_get_the_beginning_of_one() {
    let guide = "# Guide\n\nGo:\n\nGET /lamps/{id} turns it on\n";
    let place = place(&[(".git/HEAD", ""), ("vendor/lamps/guide.md", guide)]);
    let told = run(&place, &["init", "vendor/lamps"]);
    assert!(told.contains("no dialect reads these docs; `dialect.toml` begins one"), "{told}");
    assert!(told.contains("0 of 1 request line"), "{told}");
    assert!(told.contains("tables or requests: `guide.md`\n"), "{told}");
    let settings = file(&place, "docwright.toml");
    assert!(settings.contains("docs = \"vendor/lamps\""), "{settings}");
    assert!(settings.contains("\ndialect = \"dialect.toml\"\n"), "{settings}");
    assert!(file(&place, "dialect.toml").contains("extends = \"rest\""));
}

/// The doc set of `tests/dialects/kilnhouse`, without the dialect that was written for it.
fn kilnhouse() -> TempDir {
    let docs =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dialects/kilnhouse/docs");
    let place = place(&[(".git/HEAD", "")]);
    fs::create_dir(place.path().join("kilnhouse")).expect("a folder");
    for page in fs::read_dir(docs).expect("the doc set is there") {
        let page = page.expect("a page").path();
        if page.extension().is_some_and(|it| it == "md") {
            let name = page.file_name().expect("a name");
            fs::copy(&page, place.path().join("kilnhouse").join(name)).expect("a copy");
        }
    }
    place
}

#[test]
fn a_layout_unlike_others_is_proposed_with_its_guesses_marked() {
    let place = kilnhouse();
    let told = run(&place, &["init", "kilnhouse"]);
    assert!(told.contains("27 of 27 request lines (100 %)"), "{told}");
    insta::with_settings!({ snapshot_path => "init", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("kilnhouse", file(&place, "dialect.toml"));
    });
    // Its guesses are only comments, but for where the service answers, which says that it is one.
    let text = file(&place, "dialect.toml");
    assert!(text.contains("# A guess: text says it once, at index.md:5."), "{text}");
}

#[test]
fn types_without_the_requests_that_are_shown_are_no_clean_check() {
    let lamp = "# lamp resource type\n## Properties\n|Property|Type|Description|\n|:--|:--|:--|\n|id|String|Who.|\n";
    let asked = "# Lamps\n\n## /lamps GET\n\nAll.\n\n## /lamps/{id} GET\n\nOne.\n";
    let place = place(&[(".git/HEAD", ""), ("docs/lamp.md", lamp), ("docs/lamps.md", asked)]);
    let told = run(&place, &["check", "docs", "--docs-only", "--dialect", "graph"]);
    assert!(!told.contains("clean"), "{told}");
    assert!(told.contains("though 2 requests are shown, the first at lamps.md:3"), "{told}");
}

/// A service whose docs say in examples and sentences how it answers and is asked.
const LANTERNS: &str = "\
# Lanterns

Every call says who it is from:

```sh
curl https://lanterns.test/shop/v2/lanterns -H \"X-Lamp-Key: 7\"
```

### [GET] /lanterns

Those on show.

Wanted in the query:

- `wick` *(text, wanted)*: Of what.
- `from` *(text, optional)*: See below.
- `many` *(integer, optional)*: How many.

Good: 200 and heaps of [Lantern](#lantern).

### [GET] /lanterns/{lantern}/lamplighters

Good: 200 and heaps of [Lamplighter](#lamplighter).

## Lantern

| Field | Kind | Where lit |
|---|---|---|
| `wick` | text | yard |

## Lamplighter

| Field | Kind |
|---|---|
| `name` | text |

## Pages

```json
{ \"heap\": [ ... ], \"cursor\": \"k2\" }
```

Send `cursor` as `from` for the next one.

## Faults

```json
{ \"fault\": { \"code\": \"dark\", \"text\": \"It is dark.\" } }
```

| Status | Code | Reason |
|---|---|---|
| 404 | `dark` | There is no light |
";

#[test]
fn how_a_service_answers_is_what_its_examples_show() {
    let place = place(&[(".git/HEAD", ""), ("lamps/lanterns.md", LANTERNS)]);
    run(&place, &["init", "lamps"]);
    let dialect = file(&place, "dialect.toml");
    insta::with_settings!({ snapshot_path => "init", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("service", dialect);
    });
    let model = run(&place, &["model"]);
    assert!(model.contains("\"header\": \"x-lamp-key\""), "{model}");
    assert!(!model.contains("\"literal\": \"v2\""), "{model}");
    // What has no place yet is no error, and a client that is not there yet is told as that.
    let told = run(&place, &["check"]);
    assert!(told.contains("`generated` is not written yet, run `docwright generate`"), "{told}");
    let told = run(&place, &["check", "--docs-only"]);
    assert!(told.contains("answers:    0 of 2 typed, 2 are any JSON"), "{told}");
    assert!(told.contains("untyped: nothing at deny level; but no answer is typed"), "{told}");
}

/// Each list by the name of its things; what a single one holds is no list for that.
#[test]
fn items_called_by_what_they_are_are_lists_where_members_say_where_one_is() {
    let things = [
        "sleds", "dogs", "huts", "tracks", "crews", "races", "meals", "storms", "maps", "stoves",
        "lamps",
    ];
    let mut page = "# All\n".to_owned();
    for thing in things {
        page += &format!(
            "\n## All {thing}\n\n`GET /{thing}`\n\n```json\n{{\"{thing}\": [{{\"id\": 4}}], \"total\": 1, \"next_page\": \"p2\"}}\n```\n"
        );
    }
    for (one, held) in [("crew", "dogs"), ("race", "crews")] {
        page += &format!(
            "\n## One {one}\n\n`GET /{one}s/<id>`\n\n```json\n{{\"id\": 4, \"{held}\": [{{\"id\": 2}}]}}\n```\n"
        );
    }
    let place = place(&[(".git/HEAD", ""), ("docs/all.md", &page)]);
    run(&place, &["init", "docs"]);
    let dialect = file(&place, "dialect.toml");
    let list = dialect.lines().find(|it| it.starts_with("list = ")).unwrap_or_default();
    let named = things.iter().filter(|it| list.contains(&format!("\"{it}\"")));
    let named: Vec<&str> = named.copied().collect();
    let expected: Vec<&str> =
        things.into_iter().filter(|it| !["dogs", "crews"].contains(it)).collect();
    assert_eq!(named, expected, "{dialect}");
}

/// A member of an answer to something that is sent may be called as a member of another answer, which then were a list of it.
#[test]
fn what_holds_a_value_or_answers_what_is_sent_is_no_list() {
    let page = "# Sleds\n\n## All sleds\n\n`GET /sleds`\n\n```json\n{\"sleds\": [{\"id\": 4}]}\n```\n\n\
        ## GET `/marks`: All marks\n\n```json\n{\"marks\": [4, 5]}\n```\n\n\
        ## POST `/cut`: Cuts a rope\n\n```json\n{\"ends\": [{\"id\": 4}, {\"id\": 5}]}\n```\n\n\
        ## POST `/find`: Finds dogs\n\n```json\n{\"dogs\": [{\"id\": 4}], \"next_page\": \"p2\"}\n```\n\n\
        ## GET `/names`: All names\n\n```json\n{\"names\": [\"Ada\"], \"next_page\": \"p2\"}\n```\n";
    let place = place(&[(".git/HEAD", ""), ("docs/sleds.md", page)]);
    run(&place, &["init", "docs"]);
    let dialect = file(&place, "dialect.toml");
    let list = dialect.lines().find(|it| it.starts_with("list = "));
    assert_eq!(list, Some("list = [\"dogs\", \"names\", \"sleds\", \".\"]"), "{dialect}");
}

/// Where commands or the heads of messages stand above answers, these are looked at as well.
#[test]
fn answers_below_commands_and_heads_are_looked_at() {
    let page = "# Sleds\n\n## All sleds\n\n`GET /sleds`\n\n```console\n$ curl https://x.test/sleds\n\
        {\"sleds\": [{\"id\": 4}], \"next_page\": \"p2\"}\n```\n\n\
        ## A sled\n\n`GET /sleds/{id}`\n\n```http\nHTTP/1.1 404 Not Found\nContent-Type: application/json\n\n\
        {\"kind\": \"lost\", \"text\": \"There is no sled.\"}\n```\n\n\
        ## All ropes\n\n`GET /ropes`\n\n```console\n$ curl -i https://x.test/ropes\nHTTP/1.1 200 OK\n\n\
        {\"ok\": true, \"data\": [{\"id\": 4}]}\n```\n";
    let place = place(&[(".git/HEAD", ""), ("docs/sleds.md", page)]);
    run(&place, &["init", "docs"]);
    let dialect = file(&place, "dialect.toml");
    let line = |key: &str| dialect.lines().find(|it| it.starts_with(key)).unwrap_or_default();
    assert_eq!(line("list"), "list = [\"data\", \"sleds\", \".\"]", "{dialect}");
    assert_eq!(line("errors"), "errors = { code = \"kind\", message = \"text\" }", "{dialect}");
}

/// What all paths begin with is a part of the base URL if it says where a service is, so that nothing is named after it.
#[test]
fn the_place_that_all_paths_begin_with_is_where_the_service_answers() {
    let page = |asked: &str, other: &str| {
        format!(
            "# Sleds\n\n## All sleds\n\n`GET /api/v1/sleds`\n\n```json\n[{{\"id\": 4}}]\n```\n\n\
             ## One sled\n\n`GET /api/v1/sleds/<id>`\n\n{asked}```json\n{{\"id\": 4}}\n```\n\n\
             ## Stop\n\n`POST {other}/stop`\n"
        )
    };
    let command = "```bash\ncurl https://ice.test/api/v1/sleds/4\n```\n\n";
    for (asked, other, base, path) in [
        (command, "/api/v1", "https://ice.test/api/v1", "/sleds"),
        ("", "/api/v1", "https://api.example/api/v1", "/sleds"),
        (command, "/api/v2", "https://ice.test/api", "/v1/sleds"),
        (command, "/ice", "https://ice.test", "/api/v1/sleds"),
    ] {
        let place = place(&[(".git/HEAD", ""), ("docs/sleds.md", &page(asked, other))]);
        run(&place, &["init", "docs"]);
        let dialect = file(&place, "dialect.toml");
        assert!(dialect.contains(&format!("\nbase-url = \"{base}\"\n")), "{other}: {dialect}");
        let listed = run(&place, &["list", "operations"]);
        assert!(listed.contains(&format!("GET   {path} ")), "{other}: {listed}");
    }
}
