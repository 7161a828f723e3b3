//! Doc sets in other dialects than that of the sample, each read with nothing changed but a table: what
//! they become, and that nothing is found wrong with them.

#[path = "chapter/describe.rs"]
#[expect(dead_code, reason = "not every test describes everything")]
mod describe;

use docwright::config::Config;
use docwright::diagnostic::render::short;
use docwright::dialect::BUILT_IN;
use docwright::doc_set::DocSet;
use docwright::pipeline;
use std::path::Path;

/// Compiles the doc set of a folder as its `docwright.toml` says.
fn check(name: &str) {
    check_but(name, &[]);
}

/// The same of docs with pages that have nothing but words for people.
fn check_but(name: &str, words: &[&str]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dialects").join(name);
    let root = folder.join("docs");
    let config = Config::default().of_docs(&root).expect("the dialect can be read");
    let docs = DocSet::read(&root).expect("the doc set is there");
    let compilation = pipeline::compile(&docs, &config);
    let findings: Vec<String> =
        compilation.diagnostics.iter().map(|it| short::render(&docs.sources, it)).collect();
    assert_eq!(findings.join("\n"), "");
    let left = compilation.facts.by_file().filter(|page| {
        page.iter().all(|it| it.types.is_empty() && it.enums.is_empty() && it.operation.is_none())
    });
    let left: Vec<&str> =
        left.flatten().map(|it| docs.sources.file(it.file).path.as_str()).collect();
    assert_eq!(left, words, "pages of which nothing was read");
    insta::with_settings!({ snapshot_path => format!("dialects/{name}"), prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("model", describe::describe(&compilation.model));
    });
}

/// Permissions in included tables of three columns, enums without numbers and with values that must be
/// asked for, bases in prose alone, tabs of programs, unknown front matter.
#[test]
fn todays_graph() {
    check("today");
}

/// No namespace lines, reference links, several scenarios a page, each with its own answer.
#[test]
fn onedrive() {
    check("onedrive");
}

/// The other version, at its own URL.
#[test]
fn graphs_beta() {
    check("graph-beta");
}

/// A word for the base URL, sets in brackets and types named for them, relationships as sets, code spans among
/// other words as request lines, labels with words below them, answers that are JSON alone.
#[test]
fn business_central() {
    check("business-central");
}

/// Headings by the English name in their anchor, cells and phrases in another script without spaces.
#[test]
fn localized() {
    check("localized");
}

/// Words that are nobody else's, in a file that a user wrote.
#[test]
fn a_users_own() {
    check("acme");
}

/// Several operations a page: fenced request lines with alternatives, parameters without a place, commands of
/// `curl` and JSON alone as their answers.
#[test]
fn sections_with_fenced_lines() {
    check("ferry");
}

/// Code spans as request lines, labels in bold as headings, a list of all that tells nothing new.
#[test]
fn sections_with_spans() {
    check("kiln");
}

/// Titles in front matter, templates of a site generator, messages of one line as request lines, properties below
/// headings with lines that have labels.
#[test]
fn sections_with_titles_in_front_matter() {
    check("meadow");
}

/// Structures with marks at names and types, ids that link their type, lists in objects of their own.
#[test]
fn sections_with_structures() {
    check("fleet");
}

/// Request lines in headings, rows of tables, elements, and commands of examples.
#[test]
fn sections_with_lines_elsewhere() {
    check("signal");
}

/// Parameters in lists and below headings, members of members, rows of an answer, and types that only examples
/// show.
#[test]
fn types_that_only_examples_show() {
    check("beacon");
}

/// Paths before methods in headings, lists of types and definitions, answers in words, parts of lists behind a
/// cursor in the body.
#[test]
fn a_layout_unlike_the_others() {
    check_but("kilnhouse", &["index.md"]);
}

/// Answers in a sentence behind the parameters, or behind a label of the same line.
#[test]
fn answers_behind_parameters() {
    check("ropewalk");
}

/// A column, notes and sentences that say where a parameter goes; types that JSON alone shows; lists of values.
#[test]
fn places_and_values() {
    check("quarry");
}

/// Lines with a label before them, places in a column, enums in tables: docs that somebody wrote before they knew of docwright,
/// and the dialect that they wrote then.
#[test]
fn a_newcomers_docs() {
    check_but("toolshed", &["errors.md", "index.md"]);
}

/// Forms, files in parts, a list as a body, an answer that is empty, numbers that stand for words.
#[test]
fn what_is_no_object_of_json() {
    check("purser");
}

/// Numbers of chapters, request lines among other words in headings and in the text.
#[test]
fn chapters_with_numbers() {
    check("observatory");
}

/// What is otherwise where nothing is said: lists that are none of parameters, no types from examples, code of one
/// language.
#[test]
fn sections_with_all_that_can_be_said() {
    check("glow");
}

/// Lines with sentences behind them, behind what they answer, and in messages alone; values where placeholders would be.
#[test]
fn lines_where_none_are_looked_for() {
    check_but("weir", &["index.md", "more/README.md"]);
}

/// Objects below headings of their own, beside the calls that return them.
#[test]
fn types_beside_their_calls() {
    let page = "\
# Lamp

## Lamp Object

| Field | Type | Description |
|:--|:--|:--|
| id | string | Which it is. |
| icon? | ?string | What it looks like. |
| shades | array of lamp shade objects | What is around it. |
| words | array of strings | What people call it. |
| rows | nullable list of lamp shades | Those in rows. |
| sizes | map of string to integer | How large. |
| any | string, integer or boolean | Any of them. |
| one | partial lamp shade object | Some of it. |
| price | decimal,read-only | What it costs. |

## Lamp Shade Object

| Field | Type | Description |
|:--|:--|:--|
| wide | boolean | Whether it is. |

## Get Lamp

`GET /lamps/:lamp([0-9]+)/*rest`

Returns the [lamp](#lamp-object) object of the id.
";
    let toml = "\
name = 'x'
extends = 'rest'
default-namespace = 'x.y'
service.base-url = 'https://x.example'
";
    let dialect = docwright::dialect::parse("x.toml", toml, None).expect("a dialect");
    let config = Config { dialect: dialect.into(), ..Config::default() };
    let docs = DocSet::from_files([("lamps.md".to_owned(), page.to_owned())]);
    let compilation = pipeline::compile(&docs, &config);
    assert_eq!(compilation.diagnostics.iter().count(), 0);
    let expected = "\
entity x.y.Lamp key id
  id: String
  icon: String nullable
  shades: LampShade collection
  words: String collection
  rows: LampShade collection nullable
  sizes: any
  any: any
  one: LampShade
  price: Decimal read-only
complex x.y.LampShade
  wide: Boolean
get GET /lamps/{lamp}/{*rest}: nothing -> Lamp
";
    let found = describe::describe(&compilation.model);
    assert_eq!(found.trim(), expected.trim());
}

/// Names of types that are a letter away from a word for what stands below a heading.
#[test]
fn types_that_are_called_nearly_like_a_section() {
    let page = "\
# Crew

## Member

| Field | Type | Description |
|:--|:--|:--|
| id | string | Which it is. |

## Propertie

| Field | Type | Description |
|:--|:--|:--|
| size | integer | How large. |

## Look one up

`GET /crew/:id`

Returns a [member](#member).

### Paramters

| Field | Type | Description |
|:--|:--|:--|
| id | string | Which it is. |
";
    let toml = "\
name = 'x'
extends = 'rest'
default-namespace = 'x'
service.base-url = 'https://x.example'
shape.types = 'heading'
";
    let dialect = docwright::dialect::parse("x.toml", toml, None).expect("a dialect");
    let config = Config { dialect: dialect.into(), ..Config::default() };
    let docs = DocSet::from_files([("crew.md".to_owned(), page.to_owned())]);
    let compilation = pipeline::compile(&docs, &config);
    let names = compilation.model.types.values().map(|it| it.name().name.as_str());
    assert_eq!(names.collect::<Vec<_>>(), ["Member", "Propertie"]);
    // In an operation a heading is one of its parts.
    let findings: Vec<String> =
        compilation.diagnostics.iter().map(|it| short::render(&docs.sources, it)).collect();
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert!(
        findings[0].contains("the heading `Paramters` is read as `parameters`"),
        "{findings:?}"
    );
}

/// What is told of a page is told once, and each of its blocks belongs to one of its sections.
#[test]
fn a_divided_page_is_one_page() {
    let page = "\
# Buoys

See [a buoy](#read-a-buoy), [none](#none) and [another page](gone.md).

## Read a buoy

```
GET /buoys/:id
```

Back [to the top](#buoys).
";
    let toml = "\
name = 'x'
default-namespace = 'x.y'
service.base-url = 'https://x.example'
shape.operation = 'section'
";
    let dialect = docwright::dialect::parse("x.toml", toml, None).expect("a dialect");
    let config = Config { dialect: dialect.into(), ..Config::default() };
    let docs = DocSet::from_files([("buoys.md".to_owned(), page.to_owned())]);
    let compilation = pipeline::compile(&docs, &config);
    let findings: Vec<String> =
        compilation.diagnostics.iter().map(|it| short::render(&docs.sources, it)).collect();
    let rules: Vec<&str> = compilation.diagnostics.iter().map(|it| it.rule.name).collect();
    assert_eq!(rules, ["dead-anchor", "dead-link"], "{findings:?}");
    let facts = &compilation.facts.pages;
    assert_eq!(facts.len(), 2);
    assert_eq!(facts[1].section.as_deref(), Some("buoys.md#read-a-buoy"));
    let mut spans: Vec<_> = facts.iter().flat_map(|it| &it.blocks).map(|it| it.span).collect();
    spans.sort();
    spans.dedup();
    assert_eq!(spans.len(), facts.iter().map(|it| it.blocks.len()).sum::<usize>());
    assert_eq!(spans.len(), 3);
}

/// What stands in our own files can be read by those who copy them.
#[test]
fn files_of_ours_are_examples() {
    for it in BUILT_IN.iter() {
        let name = &it.dialect.name;
        let read = docwright::dialect::parse("copy.toml", it.text, None);
        assert_eq!(read.map(|it| it.name).as_ref(), Ok(name));
    }
}

/// Pages in MDX: tags around text, parameters that are elements, lines of programs.
#[test]
fn components() {
    check("harbour");
}

/// Everybody's words, in a file that says nothing but where the service answers.
#[test]
fn everybodys_words() {
    check("depot");
}

/// A cell beats the heading or label above it, and a row may be of several names.
#[test]
fn cells_and_names_of_their_own() {
    check("gantry");
}

/// What must be given is not said; what may be left out is, of one thing or of all that an operation takes.
#[test]
fn what_is_not_said_to_be_optional() {
    check("loom");
}
