//! What formats for other programs say besides findings: edits, the accounting, suites and cases, summaries.

use crate::place::{DOOR, command, place, write};
use crate::schemas::Schema;
use serde_json::Value;
use std::collections::BTreeSet;

const HOSTILE: &str = "\
# gate resource type
## Properties
|Property|Type|Description|
|:--|:--|:--|
|id|String|See [door](Door.md), [x](a<b>&\"@me*x*.md), [gone](gone.md), [gone](gone.md).|
";

fn docs() -> tempfile::TempDir {
    place(&[("docs-input/resources/door.md", DOOR), ("docs-input/resources/gate.md", HOSTILE)])
}

fn told(place: &tempfile::TempDir, args: &[&str]) -> String {
    let out = command(place, &[&["check", "--docs-only"], args].concat()).output();
    String::from_utf8(out.expect("the command runs").stdout).expect("it is text")
}

#[test]
fn a_page_that_is_divided_is_counted_once() {
    let page = "# Buoys\n## Read a buoy\n```\nGET /buoys/:id\n```\n## Drop a buoy\n```\nDELETE /buoys/:id\n```\n";
    let place = place(&[
        ("docs-input/buoys.md", page),
        ("sea.toml", "name = 'sea'\nextends = 'graph'\nshape.operation = 'section'\n"),
    ]);
    let args = ["--format", "json", "--dialect", "sea.toml"];
    let json: Value = serde_json::from_str(&told(&place, &args)).expect("JSON");
    let accounting = &json["accounting"];
    assert_eq!(accounting["pages"]["all"], 1, "{accounting}");
    assert_eq!(accounting["operations"]["all"], 2, "{accounting}");
    let pages = accounting["byPage"].as_array().expect("pages are a list");
    assert_eq!((pages.len(), &pages[0]["kind"]), (1, &Value::from("operation")));
    assert_eq!(pages[0]["blocks"], accounting["blocks"]["of"]);
}

#[test]
fn edits_are_in_json_and_in_sarif() {
    let place = docs();
    let json: Value = serde_json::from_str(&told(&place, &["--format", "json"])).expect("JSON");
    Schema::new(docwright::diagnostic::render::json::SCHEMA).assert_valid(&json);
    let findings = json["findings"].as_array().expect("findings are a list");
    let link =
        findings.iter().find(|it| it["rule"] == "link-case").expect("a link is in another case");
    let edit = &link["edits"][0];
    assert_eq!(edit["replacement"], "door.md");
    assert_eq!((&edit["file"], &edit["start"]), (&link["file"], &link["start"]));
    let dead = findings.iter().find(|it| it["rule"] == "dead-link").expect("a link is dead");
    assert_eq!(dead["edits"], Value::Array(Vec::new()));
    let sarif: Value = serde_json::from_str(&told(&place, &["--format", "sarif"])).expect("JSON");
    Schema::of_sarif().assert_valid(&sarif);
    let run = &sarif["runs"][0];
    let results = run["results"].as_array().expect("results are a list");
    let link = results.iter().find(|it| it["ruleId"] == "link-case").expect("it is there, too");
    let change = &link["fixes"][0]["artifactChanges"][0];
    assert_eq!(
        change["artifactLocation"],
        link["locations"][0]["physicalLocation"]["artifactLocation"]
    );
    assert_eq!(change["replacements"][0]["insertedContent"]["text"], "door.md");
    for rule in run["tool"]["driver"]["rules"].as_array().expect("rules are a list") {
        let (name, family) = (&rule["id"], &rule["properties"]["tags"][0]);
        let file = format!("{}.md", name.as_str().unwrap_or("").replace('-', "_"));
        let file = format!("src/rules/{}/{file}", family.as_str().unwrap_or(""));
        assert!(rule["helpUri"].as_str().is_some_and(|it| it.ends_with(&file)), "{rule}");
        assert!(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(&file).is_file(), "{file}");
    }
}

#[test]
fn the_accounting_in_json_adds_up() {
    let json: Value = serde_json::from_str(&told(&docs(), &["--format", "json"])).expect("JSON");
    let accounting = &json["accounting"];
    assert_eq!(accounting["pages"], serde_json::json!({"all": 2, "kinds": {"resource": 2}}));
    let parts = ["used", "prose", "structure", "left"];
    let sum = |of: &Value| parts.iter().filter_map(|it| of[*it].as_u64()).sum::<u64>();
    let all = &accounting["blocks"]["of"];
    assert_eq!(Some(sum(all)), all["all"].as_u64());
    for list in ["areas", "byPage"] {
        let items = accounting[list].as_array().expect("it is a list");
        let blocks = items.iter().filter_map(|it| it["blocks"]["all"].as_u64());
        assert_eq!(Some(blocks.sum::<u64>()), all["all"].as_u64(), "{list}");
    }
    assert_eq!(accounting["areas"][0]["folder"], "docs-input/resources");
    assert_eq!(accounting["byPage"][1]["file"], "docs-input/resources/gate.md");
}

#[test]
fn quiet_drops_nothing_of_what_programs_read() {
    let place = docs();
    for format in ["short", "json", "sarif", "github", "gitlab", "junit", "markdown"] {
        let all = told(&place, &["--format", format]);
        assert_eq!(told(&place, &["--format", format, "-q"]), all, "{format}");
        let threads = ["--format", format, "--threads", "1"];
        assert_eq!(told(&place, &threads), all, "{format}");
    }
}

#[test]
fn junit_has_a_case_a_finding_and_is_never_empty() {
    let place = docs();
    let text = told(&place, &["--format", "junit"]);
    let count = |part: &str| text.matches(part).count();
    assert_eq!(
        (count("<testcase "), count("<failure "), count("<system-out>")),
        (3, 2, 1),
        "{text}"
    );
    assert!(
        text.contains("<testsuites name=\"docwright\" tests=\"3\" failures=\"2\" errors=\"0\">")
    );
    assert!(text.contains("a&lt;b&gt;&amp;"), "{text}");
    assert_eq!(count("<"), count(">"), "{text}");
    assert!(text.contains("file=\"docs-input/resources/gate.md\" line=\"5\""), "{text}");
    let clean = told(&place, &["--format", "junit", "--allow", "all"]);
    assert!(clean.contains("tests=\"1\" failures=\"0\""), "{clean}");
}

#[test]
fn gitlab_tells_each_finding_once() {
    let place = docs();
    let json: Value = serde_json::from_str(&told(&place, &["--format", "gitlab"])).expect("JSON");
    let items = json.as_array().expect("it is a list");
    let prints: BTreeSet<&str> = items.iter().filter_map(|it| it["fingerprint"].as_str()).collect();
    assert_eq!((items.len(), prints.len()), (3, 3));
    for item in items {
        assert_eq!(item["location"]["path"], "docs-input/resources/gate.md");
        assert_eq!(item["location"]["lines"]["begin"], 5);
        let severity = if item["check_name"] == "dead-link" { "major" } else { "minor" };
        assert_eq!(item["severity"], severity, "{item}");
    }
    assert_eq!(told(&place, &["--format", "gitlab", "--allow", "all"]), "[]\n");
}

#[test]
fn the_summary_in_markdown_is_short_and_says_nothing_of_its_own() {
    let place = docs();
    let text = told(&place, &["--format", "markdown"]);
    assert!(text.starts_with("## docwright: 2 at deny level, 1 at warn level\n"), "{text}");
    let row = "| deny | [`dead-link`](https://github.com/docwright/docwright/blob/main/src/rules/page/dead_link.md) | 2 |";
    assert!(text.contains(row), "{text}");
    let lines: Vec<&str> = text.lines().filter(|line| line.starts_with("- **")).collect();
    assert_eq!(lines.iter().filter(|it| it.starts_with("- **deny**")).count(), 2);
    assert!(lines[2].starts_with("- **warn** `docs-input/resources/gate.md:5:"), "{text}");
    assert!(text.contains("`resources/a<b>&\"@me*x*.md`"), "code is as it is written: {text}");
    let page: String = (0..80).map(|i| format!("[x]({i}.md)\n")).collect();
    write(&place, "docs-input/many.md", &format!("# Many\n{page}"));
    let text = told(&place, &["--format", "markdown"]);
    let (open, folded) =
        text.split_once("<details>\n<summary>33 more</summary>\n").expect("folded");
    assert_eq!(open.matches("\n- **").count(), 50);
    assert_eq!(folded.matches("\n- **").count(), 33);
    assert!(folded.contains("\n</details>\n"));
}
