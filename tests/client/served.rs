//! What a client says of its service, and what it has of OData: by what a dialect says, on the same docs.

use docwright::config::Config;
use docwright::dialect::parse;
use docwright::doc_set::DocSet;
use docwright::emit::{EmitOptions, Emitter, Layout, rust::RustEmitter};
use docwright::pipeline::{self, Compilation};

/// Two lists, of which one lists the parameter of its pages, and one of what has changed.
const PAGES: &[(&str, &str)] = &[
    (
        "resources/lamp.md",
        "# lamp resource type\n\nA lamp.\n\n## Properties\n|Property|Type|Description|\n|:--|:--|:--|\n|id|String|The key.|\n",
    ),
    (
        "api/lamp-list.md",
        "# List lamps\n\nAll lamps.\n\n## HTTP request\n```http\nGET /lamps\n```\n## Query parameters\n|Parameter|Type|Description|\n\
         |:--|:--|:--|\n|page|Int32|Which page.|\n|$filter|String|Which lamps.|\n## Response\nReturns `200 OK` and a collection of \
         [lamp](../resources/lamp.md) objects in the response body.\n",
    ),
    (
        "api/lamp-dark.md",
        "# List dark lamps\n\nLamps that are off.\n\n## HTTP request\n```http\nGET /lamps/dark\n```\n## Response\nReturns `200 OK` and a \
         collection of [lamp](../resources/lamp.md) objects in the response body.\n",
    ),
    (
        "api/lamp-delta.md",
        "# lamp: delta\n\nWhat has changed.\n\n## HTTP request\n```http\nGET /lamps/delta\n```\n## Response\nReturns `200 OK` and a \
         collection of [lamp](../resources/lamp.md) objects in the response body.\n",
    ),
];

const NUMBERS: &str = "[service.paging]\nby = \"number\"\nparameter = \"page\"\n";

/// All files of the client of a service that a dialect describes so.
fn emit(service: &str) -> String {
    let dialect = format!("name = \"lamps\"\nextends = \"graph\"\n[service]\n{service}");
    let dialect = parse("lamps.toml", &dialect, None).expect("it can be read");
    let config = Config { dialect: dialect.into(), ..Config::default() };
    let pages = PAGES.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
    let compilation = pipeline::compile(&DocSet::from_files(pages), &config);
    let options = EmitOptions {
        name: "lamps".into(),
        layout: Layout::Crate,
        tests: true,
        derives: Default::default(),
    };
    let files = RustEmitter.emit(&compilation.model, &options).files;
    files.into_values().collect()
}

/// A service on another host, of which this is said.
fn other(said: &str) -> String {
    emit(&format!("base-url = \"https://lamps.example/v1\"\n{said}"))
}

#[track_caller]
fn has(text: &str, wanted: &[&str], unwanted: &[&str]) {
    wanted.iter().for_each(|it| assert!(text.contains(it), "no {it} in {text}"));
    unwanted.iter().for_each(|it| assert!(!text.contains(it), "{it} in {text}"));
}

#[test]
fn a_client_of_odata_says_nothing_of_its_service() {
    let graph = emit("other-versions = [\"beta\"]\n");
    let names = ["Batch", "Changes", "impl Filters for ListLamps", "learn.microsoft.com"];
    has(&graph, &names, &["Served", "PROTOCOL", "IS_PAGED"]);
    let lamps = other("list = \"value\"\nodata = true\n");
    has(
        &lamps,
        &["Batch", "Changes", "impl Filters for ListLamps"],
        &["Served", "learn.microsoft.com"],
    );
}

#[test]
fn what_is_odatas_alone_is_there_where_the_dialect_says_so() {
    let unsaid = other("");
    has(
        &unsaid,
        &["lists: &[\"value\", \".\"]", "`$filter`: Which lamps."],
        &["Batch", "Change", "Filter", "Deltas", "Options:", "learn.microsoft.com"],
    );
    let filters = other("odata = [\"$filter\"]\n");
    has(&filters, &["impl Filters for ListLamps", "Options: `$filter`"], &["Batch", "Changes"]);
    let delta = other("odata = [\"delta\"]\n");
    has(&delta, &["impl Deltas for", "Changes"], &["Batch", "Filters"]);
}

#[test]
fn lists_that_list_no_page_are_whole_where_others_do() {
    let numbered = other(NUMBERS);
    has(&numbered, &["parameter: \"page\"", "first: 1", "End::Empty"], &[]);
    assert_eq!(numbered.matches("const IS_PAGED: bool = false;").count(), 2);
    // Where no list has the parameter, they are all of pages.
    let by_another = other(&NUMBERS.replace("\"page\"", "\"sheet\""));
    has(&by_another, &["parameter: \"sheet\""], &["IS_PAGED"]);
    has(&other("[service.paging]\nby = \"header\"\n"), &["Paging::Header"], &["IS_PAGED"]);
}

#[test]
fn only_what_differs_is_emitted() {
    let token = other("list = \"value\"\ntoken = \"?key={token}\"\n");
    has(
        &token,
        &["TokenPlace::Query(\"key\")", "..::docwright_client::Protocol::ODATA"],
        &["lists:", "paging:", "error_codes:", "error_messages:"],
    );
    let all = other(&format!(
        "list = \".\"\ntoken = \"Authorization: Basic {{basic}}\"\n{NUMBERS}[service.errors]\ncode = \"a\"\nmessage = \"b.c\"\n"
    ));
    has(
        &all,
        &["TokenPlace::Basic", "error_codes: &[\"a\"]", "error_messages: &[\"b.c\"]"],
        &["Protocol::ODATA"],
    );
}

/// The paths of a page's operations, and the findings on it, of a service of which this is said.
fn paths(said: &str, line: &str, asked: &str) -> (Vec<String>, Vec<String>) {
    let page = format!(
        "# Get lamp\n\nA lamp.\n\n## HTTP request\n```http\nGET {line}\n```\n## Request body\nDo not supply a request body.\n\
         ## Response\nReturns `200 OK` and an object.\n## Example\n```http\nGET {asked}\n```\n```http\nHTTP/1.1 200 OK\n\
         Content-type: application/json\n\n{{ \"a\": 1 }}\n```\n"
    );
    let dialect = format!(
        "name = \"lamps\"\nextends = \"graph\"\n[service]\nbase-url = \"https://lamps.example/api/v1\"\n{said}"
    );
    let dialect = parse("lamps.toml", &dialect, None).expect("it can be read");
    let config = Config { dialect: dialect.into(), ..Config::default() };
    let docs = DocSet::from_files(vec![("api/lamp-get.md".to_owned(), page)]);
    let compilation = pipeline::compile(&docs, &config);
    let operations = compilation.model.operations.iter();
    let findings = compilation.diagnostics.iter().map(|it| it.rule.name.to_owned());
    (operations.map(|it| it.path.to_string()).collect(), findings.collect())
}

#[test]
fn what_stands_for_the_base_url_is_no_part_of_paths() {
    let prefixes = "prefixes = [\"{baseUrl}\", \"https://{host}/api\"]\n";
    let path = vec!["/lamps/{id}".to_owned()];
    for (line, asked) in [
        ("{baseUrl}/lamps/{id}", "https://{host}/api/v1/lamps/7"),
        ("{baseURL}/v1/lamps/{id}", "{baseUrl}/lamps/7"),
        ("/lamps/{id}", "https://{host}/api/lamps/7"),
        ("/lamps/{id}", "https://lamps.example/api/v1/lamps/7"),
    ] {
        assert_eq!(paths(prefixes, line, asked), (path.clone(), Vec::new()), "{line} {asked}");
    }
    let (found, findings) = paths("", "/lamps/{id}", "https://lights.example/api/lamps/7");
    assert_eq!(found, path);
    assert!(!findings.is_empty(), "without it the example asks somebody else");
    let (found, findings) = paths("", "/lamps/{id}", "https://{host}/api/lamps/7");
    assert_eq!((found, findings.len()), (path, 0), "readers put the host in");
}

/// Sections as operations: a line above and one below the words that say what is done, one without such words.
const SECTIONS: &str = "\
# Lamps

## Read all lamps

`GET /lamps`

- `dark` (boolean) - Those that are off, too.

All lamps of the house.

**Example response**:

```http
HTTP/1.1 200 OK
Content-Type: application/json

{ \"lamps\": [ { \"id\": 1, \"tags\": [] } ] }
```

## Read one

`GET /lamps/:id`

## The keeper

`GET /keeper`

Example response:

```json
{ \"name\": \"Ada\" }
```

## A keeper

`GET /keepers/:id`

Example response:

```json
{ \"name\": \"Ada\", \"lamps\": [ 1 ] }
```
";

fn compile_sections(page: &str) -> Compilation {
    let dialect = "name = \"lamps\"\nextends = \"rest\"\ndefault-namespace = \"lamps\"\n\
                   [service]\nbase-url = \"https://lamps.example\"\n";
    let dialect = parse("lamps.toml", dialect, None).expect("it can be read");
    let config = Config { dialect: dialect.into(), ..Config::default() };
    let docs = DocSet::from_files([("lamps.md".to_owned(), page.to_owned())]);
    pipeline::compile(&docs, &config)
}

#[test]
fn sections_say_what_they_do_and_types_have_names_that_tell_them_apart() {
    let compilation = compile_sections(SECTIONS);
    let options = EmitOptions {
        name: "lamps".into(),
        layout: Layout::Crate,
        tests: false,
        derives: Default::default(),
    };
    let files = RustEmitter.emit(&compilation.model, &options).files;
    let text: String = files.into_values().collect();
    has(
        &text,
        &[
            "    /// All lamps of the house.\n    ///\n    /// `GET /lamps` (`lamps.md#read-all-lamps`)\n",
            "    /// Read one\n    ///\n    /// `GET /lamps/:id` (`lamps.md#read-one`)\n",
            "struct Keeper {",
            "struct KeeperById {",
            "/// `tags`: `any JSON[]`",
            "/// `name`: `String`",
        ],
        &["Edm.", "Keeper2"],
    );
}

/// JSON that its header calls JSON, with its beginning lost, is no file to download.
#[test]
fn a_body_that_its_header_calls_json_is_no_file() {
    let page = "\
# Lamp

## Read a lamp

`GET /lamps/:id`

**Example response**:

```http
HTTP/1.1 200 OK
Content-Type: application/json

  \"id\": 1,
}
```
";
    let compilation = compile_sections(page);
    let findings: Vec<&str> = compilation.diagnostics.iter().map(|it| it.rule.name).collect();
    assert_eq!(findings, ["malformed-json"]);
    let answers = compilation.model.operations.iter().map(|it| it.response);
    assert_eq!(answers.collect::<Vec<_>>(), [docwright::model::ResponseBody::Untyped]);
}
