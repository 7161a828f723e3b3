//! Living with findings: suppressions in pages, levels by path, and the baseline.

use docwright::config::{Config, baseline, file};
use docwright::diagnostic::render::short;
use docwright::diagnostic::{Diagnostics, Level};
use docwright::doc_set::DocSet;
use docwright::pipeline;
use docwright::source::SourceFile;

fn docs(pages: &[(&str, &str)]) -> DocSet {
    DocSet::from_files(pages.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())))
}

fn lines(docs: &DocSet, found: &Diagnostics) -> Vec<String> {
    found.iter().map(|finding| short::render(&docs.sources, finding)).collect()
}

/// Where the rules find something on a page, as `line rule`.
fn check(page: &str) -> Vec<String> {
    check_with(page, &Config::default())
}

fn check_with(page: &str, config: &Config) -> Vec<String> {
    let docs = docs(&[("page.md", page)]);
    let found = pipeline::compile(&docs, config).diagnostics;
    let place = |line: String| {
        let (at, rest) = line.split_once(": ").expect("a place comes first");
        let at = at.split(':').nth(1).expect("a line is named").to_owned();
        let rule = rest.split(['[', ']']).nth(1).expect("a rule is named");
        format!("{at} {rule}")
    };
    lines(&docs, &found).into_iter().map(place).collect()
}

const NONE: [&str; 0] = [];

#[test]
fn above_the_title_is_the_whole_page() {
    let allow = "<!-- docwright: allow(dead-link, dead-anchor) drafts -->";
    let rest = "# Page\n[a](a.md)\n## More\n[m](#mroe)\n\n[b](b.md)\n";
    assert_eq!(check(&format!("{allow}\n{rest}")), NONE);
    assert_eq!(check(&format!("---\ntitle: x\n---\n\n{allow}\n\n{rest}")), NONE);
    let late = format!("# Page\n{allow}\n{}", &rest[7..]);
    assert_eq!(check(&late), ["2 unused-suppression", "5 dead-anchor", "7 dead-link"]);
}

#[test]
fn on_a_line_of_its_own_is_the_block_below() {
    let allow = "<!-- docwright: allow(dead-link) drafts -->";
    let table =
        "|Property|Type|Description|\n|:--|:--|:--|\n|a|String|[a](a.md)|\n|b|String|[b](b.md)|";
    let title = "# row resource type";
    assert_eq!(
        check(&format!("{title}\n## Properties\n{allow}\n{table}\n\n[c](c.md)\n")),
        ["9 dead-link"]
    );
    assert_eq!(check(&format!("{title}\nText\n{allow}\nand [a](a.md)\nand [b](b.md)\n")), NONE);
    assert_eq!(check(&format!("{title}\n{allow}\n\n- [a](a.md)\n- [b](b.md)\n")), NONE);
    assert_eq!(
        check(&format!("{title}\n- [a](a.md)\n\n  {allow}\n\n  [b](b.md)\n")),
        ["2 dead-link"]
    );
    assert_eq!(check(&format!("{title}\n> {allow}\n> [a](a.md)\n")), NONE);
    assert_eq!(
        check(&format!("{title}\n[a](a.md)\n\n{allow}\n")),
        ["2 dead-link", "4 unused-suppression"]
    );
}

#[test]
fn an_annotation_and_its_code_are_one() {
    let page = "\
# page resource type
## Properties
|Property|Type|Description|
|:--|:--|:--|
|id|String|Who.|
## JSON representation
<!-- docwright: allow(absent-from-table) shown as the service sends it -->
<!-- { \"blockType\": \"resource\", \"@odata.type\": \"microsoft.graph.page\" } -->
```json
{ \"id\": \"String\", \"size\": \"Int32\" }
```
";
    assert_eq!(check(page), NONE);
    let without = page.replace("<!-- docwright", "<!-- otherwise");
    assert_eq!(check(&without), ["10 absent-from-table"]);
}

#[test]
fn within_a_line_is_that_line() {
    let row = "|a|oddThing|<!-- docwright: allow(unknown-type) to come --> An `a`.|";
    let page = format!(
        "# row resource type\n## Properties\n|Property|Type|Description|\n|:--|:--|:--|\n{row}\n\
         |b|oddThing|[c](c.md)|\n"
    );
    assert_eq!(check(&page), ["6 unknown-type", "6 dead-link"]);
    let docs = docs(&[("page.md", &page)]);
    let model = pipeline::compile(&docs, &Config::default()).model;
    let json = docwright::emit::model_json::emit_json(&model);
    assert!(json.contains("An `a`.") && !json.contains("docwright:"), "{json}");
}

#[test]
fn one_shown_in_code_is_none() {
    let page = "# Page\n```md\n<!-- docwright: allow(ded-link) -->\n```\n[a](a.md)\n";
    assert_eq!(check(page), ["5 dead-link"]);
}

#[test]
fn in_an_included_file_it_is_about_that_file() {
    let docs = docs(&[
        ("a.md", "# A\n[!INCLUDE [x](includes/x.md)]\n"),
        ("b.md", "# B\n[!INCLUDE [x](includes/x.md)]\n\n[gone](gone.md)\n"),
        ("includes/x.md", "<!-- docwright: allow(dead-link) to come -->\n[gone](gone.md)\n"),
    ]);
    let found = pipeline::compile(&docs, &Config::default()).diagnostics;
    assert_eq!(lines(&docs, &found), ["b.md:4:8: deny[dead-link]: there is no page `gone.md`"]);
}

#[test]
fn several_rules_are_accounted_for_one_by_one() {
    let allow = "<!-- docwright: allow(dead-link, dead-anchor, nothing-such): to come -->";
    let page = format!("# Page\n\n{allow}\n[a](a.md)\n");
    assert_eq!(check(&page), ["3 unused-suppression", "3 unknown-suppressed-rule"]);
}

#[test]
fn what_is_found_counts_as_needed_whatever_its_level() {
    let page = "# Page\n\n<!-- docwright: allow(dead-link) to come -->\n[a](a.md)\n";
    let mut config = Config::default();
    config.levels.set_of_docs("dead-link", Level::Allow);
    assert_eq!(check_with(page, &config), NONE);
    config.levels.set("dead-link", Level::Allow);
    assert_eq!(check_with(page, &config), NONE);
    config.levels.set("dead-link", Level::Warn);
    assert_eq!(check_with(page, &config), ["4 dead-link"], "the command line beats the page");
}

#[test]
fn levels_by_path() {
    let text = "
[levels]
dead-link = 'warn'
[[paths]]
glob = 'old/**'
levels = { dead-link = 'allow' }
[[paths]]
glob = 'old/new.md'
levels = { dead-link = 'deny' }
";
    let said = file::parse("docwright.toml", text).expect("the file can be read");
    let mut config = Config::default();
    said.levels.into_iter().for_each(|(rule, level)| config.levels.set_of_docs(rule, level));
    said.paths.into_iter().for_each(|it| config.levels.set_of_paths(it.glob, it.levels));
    let page = "# Page\n[x](x.md)\n";
    let paths = ["old/a/b.md", "old/c.md", "old/new.md", "page.md"];
    let docs = docs(&paths.map(|path| (path, page)));
    let found = pipeline::compile(&docs, &config).diagnostics;
    assert_eq!(
        lines(&docs, &found),
        [
            "old/new.md:2:5: deny[dead-link]: there is no page `old/x.md`",
            "page.md:2:5: warn[dead-link]: there is no page `x.md`",
        ]
    );
}

const KNOWN: &[(&str, &str)] =
    &[("a.md", "# A\n[x](x.md)\n\n[x](x.md)\n\n[y](y.md)\n"), ("b.md", "# B\n[x](x.md)\n")];

/// The findings of pages that a baseline of [`KNOWN`] does not know.
fn check_known(pages: &[(&str, &str)]) -> Vec<String> {
    let before = docs(KNOWN);
    let found = pipeline::compile(&before, &Config::default()).diagnostics;
    let text = baseline::render(&before.sources, &found, "write it anew");
    let mut docs = docs(pages);
    let file = docs.sources.add(SourceFile::new("known.toml", text));
    let known = baseline::parse(&docs.sources, file, "known.toml");
    let config = Config { known: known.expect("what is written is read"), ..Config::default() };
    let found = pipeline::compile(&docs, &config).diagnostics;
    lines(&docs, &found)
}

#[test]
fn what_is_known_is_not_told_wherever_it_moves() {
    assert_eq!(check_known(KNOWN), NONE);
    let moved = "# Another title\nMore words.\n\n[y](y.md) [x](x.md)\n\n## More\n\n[x](x.md)\n";
    assert_eq!(check_known(&[("a.md", moved), KNOWN[1]]), NONE);
}

#[test]
fn what_is_new_is_told_and_so_is_one_more_of_what_is_known() {
    let new = "# B\n[x](x.md)\n\n[new](new.md)\n";
    assert_eq!(
        check_known(&[KNOWN[0], ("b.md", new)]),
        ["b.md:4:7: deny[dead-link]: there is no page `new.md`"]
    );
    let more = "# B\n[x](x.md)\n\n[x](x.md)\n";
    assert_eq!(
        check_known(&[KNOWN[0], ("b.md", more)]),
        ["b.md:4:5: deny[dead-link]: there is no page `x.md`"]
    );
    let other_page = [KNOWN[0], KNOWN[1], ("c.md", KNOWN[1].1)];
    assert_eq!(check_known(&other_page), ["c.md:2:5: deny[dead-link]: there is no page `x.md`"]);
}

#[test]
fn what_is_mended_leaves_the_baseline() {
    let mended = "# A\n[x](x.md)\n";
    assert_eq!(
        check_known(&[("a.md", mended), KNOWN[1]]),
        [
            "known.toml:6:1: warn[unused-baseline-entry]: `dead-link` finds this 1 of 2 times in `a.md`",
            "known.toml:7:1: warn[unused-baseline-entry]: `dead-link` no longer finds this in `a.md`",
        ]
    );
}
