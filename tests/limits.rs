//! Every limit, at it and one beyond: what is as large as it may be is read without a word, what is larger
//! is a finding at its place and nothing else.

#[path = "limits/given_as_another.rs"]
mod given_as_another;

use docwright::config::{Config, baseline};
use docwright::diagnostic::render::short;
use docwright::doc_set::{DocSet, Error};
use docwright::limits::{self, Limit};
use docwright::pipeline::{self, Compilation};
use docwright::source::SourceMap;
use std::path::Path;

/// Paths and texts of a doc set.
type Files = Vec<(String, String)>;

/// Makes docs that have so many of what a limit counts, and says where one too many is told.
type Case = (Limit, fn(usize) -> Files, &'static str);

const CASES: &[Case] = &[
    (limits::NESTING, nesting, "page.md:2:33"),
    (limits::INCLUDE_DEPTH, include_depth, "includes/8.md:1:1"),
    (limits::INCLUDES, includes, "page.md:2002:1"),
    (limits::INCLUDED_BYTES, included_bytes, "page.md:2:1"),
    (limits::REFERRED_BYTES, referred_bytes, "page.md:1028:2"),
    (limits::ROWS, rows, "resources/lamp.md:20004:1"),
    (limits::COLUMNS, columns, "resources/lamp.md:5:194"),
    (limits::COLUMNS, columns_of_html, "resources/lamp.md:5:8"),
    (limits::SPANNED_BYTES, spanned_bytes, "resources/lamp.md:262:1"),
    (limits::NAME_LETTERS, name_of_property, "resources/lamp.md:5:2"),
    (limits::NAME_LETTERS, name_of_type, "resources/lamp.md:1:1"),
    (limits::NAME_LETTERS, name_named, "resources/lamp.md:5:10"),
    (limits::NAME_LETTERS, name_of_member, "resources/lamp.md:8:2"),
    (limits::JSON_MEMBERS, json_members_of_type, "resources/lamp.md:10005:1"),
    (limits::JSON_MEMBERS, json_members_of_example, "api/lamp-get.md:10010:1"),
    (limits::JSON_DEPTH, json_depth, "api/lamp-get.md:10:65"),
    (limits::ENUM_MEMBERS, enum_members, "resources/lamp.md:10008:2"),
    (limits::ENUM_MEMBERS, enum_members_in_a_cell, "resources/lamp.md:5:"),
    (limits::TYPE_MEMBERS, type_members, "resources/lamp.md:10005:2"),
    (limits::REQUEST_LINES, request_lines, "api/lamp-get.md:260:5"),
    (limits::PAGES_OF_OPERATION, pages_of_operation, "api/lamp-get-256.md:4:5"),
    (limits::PATH_SEGMENTS, path_segments, "api/lamp-get.md:4:5"),
    (limits::FINDINGS, findings, "page.md:2002:5"),
];

#[test]
fn at_the_limit_nothing_is_told_and_one_beyond_it_is() {
    for (limit, make, place) in CASES {
        let what = limit.what;
        assert_eq!(beyond(make(limit.most)), Vec::<String>::new(), "{what}");
        let told = beyond(make(limit.most + 1));
        let wanted = format!(": deny[beyond-limit]: more than {} {what}", limit.most);
        assert!(
            matches!(&*told, [only] if only.starts_with(place) && only.ends_with(&wanted)),
            "{what}: {told:?}"
        );
    }
}

/// Limits that are tested where what they bound is: the file, and the test in it.
const ELSEWHERE: &[(Limit, &str, &str)] = &[
    (limits::FILES, "tests/limits.rs", "folders_of_more_files_are_refused"),
    (limits::PAGE_BYTES, "tests/limits.rs", "pages_beyond_the_limit_are_not_read"),
    (
        limits::PATH_BYTES,
        "tests/compiles.rs",
        "what_is_as_large_as_may_be_compiles_and_one_more_is_told",
    ),
    (
        limits::ARGUMENTS,
        "tests/compiles.rs",
        "what_is_as_large_as_may_be_compiles_and_one_more_is_told",
    ),
    (
        limits::NAMESPACE_PARTS,
        "tests/compiles.rs",
        "what_is_as_large_as_may_be_compiles_and_one_more_is_told",
    ),
    (
        limits::BASES,
        "tests/compiles.rs",
        "what_is_as_large_as_may_be_compiles_and_one_more_is_told",
    ),
    (limits::LIST_BYTES, "src/output/tests.rs", "a_list_is_read_up_to_its_limit"),
    (limits::COMPARED_BYTES, "src/output/tests.rs", "a_text_is_shown_up_to_the_limit"),
    (limits::SETTINGS_BYTES, "src/dialect/file/tests.rs", "what_a_dialect_says_is_bounded"),
    (limits::SETTING_CHARACTERS, "src/dialect/file/tests.rs", "what_a_dialect_says_is_bounded"),
    (limits::SETTING_ITEMS, "src/dialect/file/tests.rs", "what_a_dialect_says_is_bounded"),
    (
        limits::PARAMETERS_OF_OTHERS,
        "tests/limits/given_as_another.rs",
        "parameters_of_others_are_bounded",
    ),
    (limits::CORRECTIONS, "tests/corrections.rs", "corrections_are_bounded"),
    (limits::SPELLINGS, "src/dialect/file/tests.rs", "what_a_dialect_says_is_bounded"),
    (
        limits::INCLUDE_ROOTS,
        "src/config/file/tests.rs",
        "what_is_of_another_kind_is_an_error_at_its_place",
    ),
    (limits::SERVICE_BYTES, "tests/against.rs", "what_is_too_large_is_refused"),
    (limits::SERVICE_VALUES, "src/service/openapi/tree.rs", "values_are_bounded"),
    (limits::SERVICE_DEPTH, "tests/against.rs", "hostile_descriptions_are_errors_at_their_places"),
    (limits::MODEL_BYTES, "tests/diff/command.rs", "a_model_that_is_too_large_is_refused"),
    (limits::THREADS, "tests/injection/shown.rs", "threads_are_bounded"),
];

#[test]
fn every_limit_is_tested() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (limit, file, test) in ELSEWHERE {
        let text = std::fs::read_to_string(root.join(file)).expect("the file is there");
        assert!(text.contains(&format!("fn {test}()")), "{}: {file} has no {test}", limit.what);
    }
    let is_tested = |limit: &Limit| {
        CASES.iter().any(|(it, _, _)| it == limit) || ELSEWHERE.iter().any(|(it, _, _)| it == limit)
    };
    let untested: Vec<_> = limits::ALL.iter().filter(|it| !is_tested(it)).collect();
    assert_eq!(untested, [&limits::FILES; 0]);
}

#[test]
fn what_is_too_large_is_left_out_whole_and_the_rest_is_read() {
    let model = compile(rows(limits::ROWS.most + 1)).1.model;
    assert!(model.types.is_empty(), "{:?}", model.types.keys());
    let properties = |files: Files| {
        let model = compile(files).1.model;
        let id = model.type_id("microsoft.graph.lamp").expect("the type is there");
        model.properties(id).map(|it| it.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(properties(name_of_property(limits::NAME_LETTERS.most + 1)), ["id"]);
    assert_eq!(properties(enum_members_in_a_cell(limits::ENUM_MEMBERS.most + 1)), ["state"]);
    assert_eq!(properties(json_members_of_type(limits::JSON_MEMBERS.most)).len(), 10_000);
}

/// An include of includes is read as often as the limit lets it, however many there would be.
#[test]
fn includes_that_multiply_end_at_the_limit() {
    let of = |next: usize| format!("[!INCLUDE [x]({next}.md)]\n\n").repeat(40);
    let mut files: Files = (1..7).map(|it| (format!("includes/{it}.md"), of(it + 1))).collect();
    files.push(("includes/7.md".to_owned(), "Words.\n".to_owned()));
    files.push(("page.md".to_owned(), "# Page\n\n[!INCLUDE [x](includes/1.md)]\n".to_owned()));
    let told = beyond(files);
    assert!(told.len() > 1 && told.iter().all(|it| it.contains("includes of a page")), "{told:?}");
}

#[test]
fn pages_beyond_the_limit_are_not_read() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let most = limits::PAGE_BYTES.most;
    std::fs::write(place.path().join("a.md"), "a".repeat(most)).expect("files can be written");
    std::fs::write(place.path().join("b.md"), "b".repeat(most + 1)).expect("files can be written");
    let docs = DocSet::read(place.path()).expect("the folder can be read");
    assert_eq!(docs.pages.len(), 1);
    let [unread] = &*docs.unread else { panic!("{:?}", docs.unread) };
    assert_eq!(docs.sources.file(unread.file).path, "b.md");
    assert_eq!(
        unread.reason,
        format!("{} bytes are more than the {most} a page may have", most + 1)
    );
}

#[test]
fn folders_of_more_files_are_refused() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let write = |index: usize| {
        let path = place.path().join(format!("{index}.md"));
        std::fs::File::create(path).expect("files can be written");
    };
    (0..limits::FILES.most).for_each(write);
    let read = |path: &Path| DocSet::read(path).map(|docs| docs.pages.len());
    assert!(matches!(read(place.path()), Ok(n) if n == limits::FILES.most));
    write(limits::FILES.most);
    assert!(matches!(read(place.path()), Err(Error::TooManyFiles(_))));
}

/// A baseline that is written knows what is not told, too.
#[test]
fn a_baseline_knows_all_findings() {
    let (sources, found) = {
        let (docs, compilation) = compile(findings(limits::FINDINGS.most + 5));
        (docs.sources, compilation.diagnostics)
    };
    let text = baseline::render(&sources, &found, "docwright check");
    assert_eq!(
        text.matches(" = 1\n").count(),
        limits::FINDINGS.most + 5 + 1,
        "one line is its version"
    );
    assert!(!text.contains("beyond-limit"));
    let mut files = SourceMap::default();
    let file = files.add(docwright::source::SourceFile::new("known.toml", text));
    let known = baseline::parse(&files, file, "known.toml").expect("it is a baseline");
    let docs = DocSet::from_files(findings(limits::FINDINGS.most + 5));
    let config = Config { known, ..Config::default() };
    let found = pipeline::compile(&docs, &config).diagnostics;
    assert_eq!(found.iter().count(), 0);
    assert_eq!(found.n_known(), limits::FINDINGS.most + 5);
}

fn compile(files: Files) -> (DocSet, Compilation) {
    let docs = DocSet::from_files(files);
    let compilation = pipeline::compile(&docs, &Config::default());
    (docs, compilation)
}

/// What is told of limits.
fn beyond(files: Files) -> Vec<String> {
    let (docs, compilation) = compile(files);
    let found = compilation.diagnostics.iter().filter(|it| it.rule.name == "beyond-limit");
    found.map(|it| short::render(&docs.sources, it)).collect()
}

fn one(path: &str, text: String) -> Files {
    vec![(path.to_owned(), text)]
}

/// `n` texts made from their numbers.
fn each(n: usize, text: impl Fn(usize) -> String) -> String {
    (0..n).map(text).collect()
}

fn nesting(n: usize) -> Files {
    one("page.md", format!("# Page\n{}words\n", "> ".repeat(n)))
}

fn include_depth(n: usize) -> Files {
    let file =
        |it: usize| (format!("includes/{it}.md"), format!("[!INCLUDE [x]({}.md)]\n", it + 1));
    let mut files: Files = (1..n).map(file).collect();
    files.push((format!("includes/{n}.md"), "Words.\n".to_owned()));
    files.extend(one("page.md", "# Page\n[!INCLUDE [x](includes/1.md)]\n".to_owned()));
    files
}

fn includes(n: usize) -> Files {
    let mut files = one("includes/a.md", "Words.\n".to_owned());
    let marks = "[!INCLUDE [x](includes/a.md)]\n\n".repeat(n);
    files.extend(one("page.md", format!("# Page\n{marks}")));
    files
}

fn included_bytes(n: usize) -> Files {
    let mut files = one("includes/a.md", "a".repeat(n));
    files.extend(one("page.md", "# Page\n[!INCLUDE [x](includes/a.md)]\n".to_owned()));
    files
}

/// As many links as fit and, beyond it, one of a short destination.
fn referred_bytes(n: usize) -> Files {
    let most = limits::REFERRED_BYTES.most;
    let long = format!("https://a.example/{}", "a".repeat(most / 1024 - 18));
    let more = if n > most { "|[b]|\n" } else { "" };
    let links = "|[a]|\n".repeat(1024);
    one("page.md", format!("# Page\n\n|A|\n|-|\n{links}{more}\n[a]: {long}\n[b]: b\n"))
        .into_iter()
        .map(|(path, text)| (path, text.replacen("\n\n", "\n", 1)))
        .collect()
}

fn table(n: usize, row: impl Fn(usize) -> String) -> Files {
    let rows = each(n, row);
    let text = format!("# lamp resource type\n## Properties\n|Property|Type|\n|-|-|\n{rows}");
    one("resources/lamp.md", text)
}

fn rows(n: usize) -> Files {
    let rows = each(n, |it| format!("|{it}|b|\n"));
    one("resources/lamp.md", format!("# Lamps\n\n|A|B|\n|-|-|\n{rows}").replacen("\n\n", "\n", 1))
}

fn columns(n: usize) -> Files {
    let line = |cell: &str| format!("|{}\n", cell.repeat(n));
    one("resources/lamp.md", format!("# Lamps\n\nWords.\n\n{}{}", line("ab|"), line("--|")))
}

fn columns_of_html(n: usize) -> Files {
    let line = |cell: &str| format!("<tr>{}</tr>\n", cell.repeat(n));
    let rows = [line("<th>a</th>"), line("<td>b</td>")].concat();
    one("resources/lamp.md", format!("# Lamps\n\nWords.\n\n<table>{rows}</table>\n"))
}

/// A cell of 960 letters takes 1024 bytes.
fn spanned_bytes(n: usize) -> Files {
    let (n_rows, more) = (n / 1024, n % 1024);
    let words = "a".repeat(960 + more);
    let first = format!("<tr><td rowspan=\"9999\">{words}</td></tr>\n");
    let rows = "<tr><td>b</td></tr>\n".repeat(n_rows);
    let header = "<tr><th>a</th><th>b</th></tr>";
    one(
        "resources/lamp.md",
        format!("# Lamps\n\nWords.\n\n<table>{header}\n{first}{rows}</table>\n"),
    )
}

fn name_of_property(n: usize) -> Files {
    table(2, |it| format!("|{}|String|\n", if it == 0 { "a".repeat(n) } else { "id".to_owned() }))
}

fn name_of_type(n: usize) -> Files {
    let name = "a".repeat(n);
    let text =
        format!("# {name} resource type\n## Properties\n|Property|Type|\n|-|-|\n|id|String|\n");
    one("resources/lamp.md", text)
}

fn name_named(n: usize) -> Files {
    table(1, |_| format!("|colour0|{}|\n", "a".repeat(n)))
        .into_iter()
        .map(|(path, text)| (path, text.replace("colour0", "colours")))
        .collect()
}

fn enumeration(members: &str) -> Files {
    let text = "# lamp resource type\n\n## Members\n### state values\n\n|Member|\n|-|\n";
    one("resources/lamp.md", format!("{text}{members}"))
}

fn name_of_member(n: usize) -> Files {
    enumeration(&format!("|{}|\n|b|\n", "a".repeat(n)))
}

fn enum_members(n: usize) -> Files {
    enumeration(&each(n, |it| format!("|v{it}|\n")))
}

fn enum_members_in_a_cell(n: usize) -> Files {
    let values: Vec<String> = (0..n).map(|it| format!("`v{it}`")).collect();
    let values = values.join(", ");
    let row = format!("|state|String|The possible values are: {values}.|\n");
    let head = "# lamp resource type\n## Properties\n|Property|Type|Description|\n|-|-|-|\n";
    one("resources/lamp.md", format!("{head}{row}"))
}

fn type_members(n: usize) -> Files {
    table(n, |it| format!("|p{it}|String|\n"))
}

fn json_members_of_type(n: usize) -> Files {
    let members: Vec<String> = (0..n).map(|it| format!("\"p{it}\": \"String\"")).collect();
    let members = members.join(",\n");
    let text = "# lamp resource type\n## JSON representation\n<!-- {\"blockType\": \"resource\", \"@odata.type\": \"microsoft.graph.lamp\"} -->\n```json\n{";
    one("resources/lamp.md", format!("{text}{members}\n}}\n```\n"))
}

fn operation(lines: &str, answer: &str) -> Files {
    let text = format!("# Get lamp\n## HTTP request\n```http\n{lines}```\n{answer}");
    one("api/lamp-get.md", text)
}

fn answer(json: &str) -> Files {
    operation("GET /lamps\n", &format!("## Response\n```http\nHTTP/1.1 200 OK\n\n{json}\n```\n"))
}

fn json_members_of_example(n: usize) -> Files {
    let members: Vec<String> = (0..n).map(|it| format!("\"p{it}\": 1")).collect();
    answer(&format!("{{{}}}", members.join(",\n")))
}

fn json_depth(n: usize) -> Files {
    answer(&format!("{}{}", "[".repeat(n), "]".repeat(n)))
}

fn request_lines(n: usize) -> Files {
    operation(&each(n, |it| format!("GET /lamps{it}\n")), "")
}

fn pages_of_operation(n: usize) -> Files {
    let page = |it: usize| {
        let text = "# Get lamp\n## HTTP request\n```http\nGET /lamps\n```\n";
        (format!("api/lamp-get-{it:03}.md"), text.to_owned())
    };
    (0..n).map(page).collect()
}

fn path_segments(n: usize) -> Files {
    operation(&format!("GET {}\n", "/a".repeat(n)), "")
}

fn findings(n: usize) -> Files {
    one("page.md", format!("# Page\n{}", each(n, |it| format!("[a]({it}.md)\n\n"))))
}
