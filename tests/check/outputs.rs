//! What `check` prints for programs: valid by its schema, the same findings in every format, and the
//! same bytes with any number of threads.

#[path = "outputs/github.rs"]
mod github;

use crate::place;
use crate::schemas::Schema;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Findings of many shapes: related places, labels, notes and help; text that ends lines, properties and
/// commands; columns after letters of several bytes; a span over several lines.
const PAGES: &[(&str, &str)] = &[
    (
        "resources/door.md",
        "\
# door resource type
## Properties
|Property|Type|Description|
|:--|:--|:--|
|id|String|😀 Ünïque, see [house](häuser,100%25.md).|
|width|Int32|In millimetres.|
|openings|Int32|How often.|
",
    ),
    (
        "api/door get.md",
        "\
# Get door
## HTTP request
```http
GET /doors/{id}
```
## Response
If successful, this method returns a `200 OK` response code and a [door](../resources/door.md) object.
## Example
<!-- { \"blockType\": \"request\", \"name\": \"get_door\" } -->
```http
GET https://graph.microsoft.com/v1.0/doors/front
```
<!-- { \"blockType\": \"response\", \"@odata.type\": \"microsoft.graph.door\" } -->
```http
HTTP/1.1 200 OK
Content-type: application/json

{ \"id\": \"frönt\", \"width\": {
  \"mm\": 900 }, \"opennings\": 3, \"a,b:c%0A[1]\": 1 }
```
",
    ),
];

#[test]
fn sarif_is_valid_by_the_official_schema() {
    let place = place();
    let sarif = sarif(&place);
    let schema = Schema::of_sarif();
    schema.assert_valid(&sarif);
    let mut spoilt = sarif;
    spoilt["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] =
        0.into();
    assert!(!schema.is_valid(&spoilt), "the schema looks at regions");
}

#[test]
fn json_is_valid_by_our_schema() {
    let place = place();
    let json = json(&place);
    let schema = Schema::new(docwright::diagnostic::render::json::SCHEMA);
    schema.assert_valid(&json);
    assert_eq!(json["client"]["isCurrent"], false, "the client is among it");
    for member in ["rule", "level", "message", "file", "bytes", "start", "end", "fingerprint"] {
        let mut spoilt = json.clone();
        spoilt["findings"][0].as_object_mut().expect("a finding is an object").remove(member);
        assert!(!schema.is_valid(&spoilt), "`{member}` has to be there");
    }
    let mut newer = json;
    newer["version"] = 2.into();
    assert!(!schema.is_valid(&newer), "another version is another schema");
}

#[test]
fn bytes_and_columns_are_of_the_same_text() {
    let place = place();
    let findings = json(&place);
    let mut n_places = 0;
    for finding in findings["findings"].as_array().expect("findings are a list") {
        let related = finding["related"].as_array().expect("related places are a list");
        for of in std::iter::once(finding).chain(related) {
            let file = of["file"].as_str().expect("a file is a path");
            let text = std::fs::read_to_string(place.path().join(file)).expect("the file is there");
            let bytes = number(of, "bytes", "start")..number(of, "bytes", "end");
            let offset = |end: &str| {
                let (line, column) = (number(of, end, "line"), number(of, end, "column"));
                let line_start: usize =
                    text.split_inclusive('\n').take(line - 1).map(str::len).sum();
                let before = text[line_start..].chars().take(column - 1);
                line_start + before.map(char::len_utf8).sum::<usize>()
            };
            assert_eq!(bytes, offset("start")..offset("end"), "{of}");
            assert!(text.is_char_boundary(bytes.start) && text.is_char_boundary(bytes.end));
            n_places += 1;
        }
    }
    assert!(n_places >= 5, "places were looked at");
}

#[test]
fn every_format_tells_the_same_findings() {
    let place = place();
    let (json, sarif) = (json(&place), sarif(&place));
    let found = json["findings"].as_array().expect("findings are a list");
    let run = &sarif["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let results = run["results"].as_array().expect("results are a list");
    assert_eq!(found.len(), results.len());
    let mut n_links = 0;
    for (finding, result) in found.iter().zip(results) {
        assert_eq!(result["ruleId"], finding["rule"]);
        let index = result["ruleIndex"].as_u64().expect("results name their rule") as usize;
        let rule = &run["tool"]["driver"]["rules"][index];
        assert_eq!(rule["id"], finding["rule"]);
        let help = as_str(&rule["help"]["markdown"]);
        assert_eq!(help.lines().next(), Some(&*format!("# {}", as_str(&finding["rule"]))));
        let help: Vec<&str> = help.split_whitespace().collect();
        assert!(help.join(" ").contains(as_str(&rule["fullDescription"]["text"])), "{rule}");
        let is_error = finding["level"] == "deny";
        assert_eq!(result["level"] == "error", is_error);
        assert_eq!(region(&result["locations"][0]), place_of(finding));
        let related = finding["related"].as_array().expect("related places are a list");
        for (number, place) in related.iter().enumerate() {
            assert_eq!(region(&result["relatedLocations"][number]), place_of(place));
            let link = format!("]({})", number + 1);
            assert!(result["message"]["text"].as_str().unwrap_or("").contains(&link));
            n_links += 1;
        }
        assert_eq!(result["partialFingerprints"]["docwrightText/v1"], finding["fingerprint"]);
    }
    assert!(n_links > 0, "some findings name other places");
    let short = stdout(&place, &["check", "--format", "short"]);
    assert_eq!(short.lines().count(), found.len());
}

/// A member that nothing documents, at so many places.
fn answer(n_items: usize) -> String {
    let items = vec!["{ \"id\": \"1\", \"hinges\": 2 }"; n_items].join(",\n");
    format!(
        "# List doors\n## HTTP request\n```http\nGET /doors\n```\n## Example\n```http\n\
         GET https://graph.microsoft.com/v1.0/doors\n```\n<!-- {{ \"blockType\": \"response\", \
         \"@odata.type\": \"microsoft.graph.door\", \"isCollection\": true }} -->\n```http\n\
         HTTP/1.1 200 OK\nContent-type: application/json\n\n{{ \"value\": [\n{items}\n] }}\n```\n"
    )
}

#[test]
fn one_mistake_has_all_its_places_in_every_format() {
    const N_PLACES: usize = 9;
    let place = place();
    let page = place.path().join("docs-input/api/door-list.md");
    std::fs::write(&page, answer(N_PLACES)).expect("it is writable");
    let is_it = |text: &Value| as_str(text).contains("`hinges`");
    let (json, sarif) = (json(&place), sarif(&place));
    let found = json["findings"].as_array().expect("findings are a list");
    let found: Vec<&Value> = found.iter().filter(|it| is_it(&it["message"])).collect();
    let [finding] = found.as_slice() else { panic!("{found:?}") };
    let places = finding["places"].as_array().expect("it has places");
    assert_eq!(places.len(), N_PLACES);
    assert_eq!(place_of(&places[0]), place_of(finding));
    Schema::new(docwright::diagnostic::render::json::SCHEMA).assert_valid(&json);
    let results = sarif["runs"][0]["results"].as_array().expect("results are a list");
    let result = results.iter().find(|it| is_it(&it["message"]["text"])).expect("it is told");
    let related = result["relatedLocations"].as_array().expect("it has places");
    let n_reasons = finding["related"].as_array().map_or(0, Vec::len);
    assert_eq!(related.len(), n_reasons + N_PLACES - 1);
    assert_eq!(region(&related[n_reasons]), place_of(&places[1]));
    let told = |args: &[&str]| stdout(&place, &[&["check"], args].concat());
    let short = told(&["--format", "short"]);
    assert_eq!(short.matches("`hinges` (9 places)").count(), 1, "{short}");
    let text = told(&[]);
    assert!(text.contains("and 3 more places, `-v` for all"), "{text}");
    assert_eq!(told(&["-v"]).matches("also at").count(), N_PLACES - 1);
    assert!(told(&["--format", "github"]).contains("`hinges` (9 places)"));
    // A baseline knows each place.
    told(&["--write-baseline", "known.toml"]);
    let known = &["--baseline", "known.toml", "--format", "short", "--docs-only"];
    assert_eq!(told(known), "");
    std::fs::write(&page, answer(N_PLACES + 1)).expect("it is writable");
    assert_eq!(told(known).lines().count(), 1);
}

#[test]
fn github_commands_are_read_as_they_were_meant() {
    let place = place();
    let json = json(&place);
    let found = json["findings"].as_array().expect("findings are a list");
    let text = stdout(&place, &["check", "--format", "github"]);
    let commands: Vec<github::Command> =
        text.lines().map(|line| github::parse(line).unwrap_or_else(|| panic!("{line}"))).collect();
    assert_eq!(commands.len(), found.len() + 1, "the last one is about the client");
    let mut n_over_lines = 0;
    for (finding, command) in found.iter().zip(&commands) {
        let kind = if finding["level"] == "deny" { "error" } else { "warning" };
        assert_eq!(command.name, kind);
        let property = |name: &str| command.properties.get(name).map_or("", String::as_str);
        assert_eq!(property("file"), finding["file"]);
        assert_eq!(property("line"), number(finding, "start", "line").to_string());
        assert_eq!(property("endLine"), number(finding, "end", "line").to_string());
        if finding["start"]["line"] == finding["end"]["line"] {
            assert_eq!(property("col"), number(finding, "start", "column").to_string());
            assert_eq!(property("endColumn"), number(finding, "end", "column").to_string());
        } else {
            assert!(!command.properties.contains_key("col"));
            n_over_lines += 1;
        }
        let title = format!("{}[{}]", as_str(&finding["level"]), as_str(&finding["rule"]));
        assert_eq!(property("title"), title);
        let first = match finding.get("label") {
            Some(label) => format!("{}: {}", as_str(&finding["message"]), as_str(label)),
            None => as_str(&finding["message"]).to_owned(),
        };
        assert_eq!(command.data.lines().next(), Some(&*first));
        for help in finding["help"].as_array().into_iter().flatten() {
            assert!(command.data.lines().any(|line| line == format!("help: {}", as_str(help))));
        }
    }
    assert!(n_over_lines > 0, "a finding is about several lines");
    let last = commands.last().expect("there is one about the client");
    assert_eq!((last.name.as_str(), last.properties["title"].as_str()), ("error", "docwright"));
    assert!(last.data.contains("`generated` is stale"), "{}", last.data);
}

#[test]
fn fingerprints_outlive_edits_elsewhere() {
    let place = place();
    let fingerprints = |place: &tempfile::TempDir| {
        let json = json(place);
        let found = json["findings"].as_array().expect("findings are a list");
        let pairs = found.iter().map(|it| (as_str(&it["fingerprint"]), as_str(&it["rule"])));
        pairs.map(|(key, rule)| (key.to_owned(), rule.to_owned())).collect::<BTreeMap<_, _>>()
    };
    let before = fingerprints(&place);
    for (path, text) in PAGES {
        let longer = text.replacen("\n## ", "\nMore words.\n\nAnd more.\n\n## ", 1);
        std::fs::write(place.path().join("docs-input").join(path), longer).expect("it is writable");
    }
    assert_eq!(fingerprints(&place), before);
    assert!(before.len() > 3);
}

#[test]
fn the_same_bytes_with_one_thread_and_with_two() {
    let place = place();
    let real = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/graph-v1.0");
    let check = |docs: &str, format: &str| {
        let check = ["check", docs, "--docs-only", "-v", "--format", format, "--threads"];
        let one = output(&place, &[&check[..], &["1"]].concat());
        let two = output(&place, &[&check[..], &["2"]].concat());
        assert!(one == two, "threads change {format} of {docs}");
        assert!(!one.0.is_empty());
    };
    for format in ["text", "short", "json", "sarif", "github"] {
        check("docs-input", format);
    }
    if real.is_dir() {
        check(&real.to_string_lossy(), "json");
    }
}

/// A folder with the pages, and a client that is not what they become.
fn place() -> tempfile::TempDir {
    let place = place::place(&[]);
    for (path, text) in PAGES {
        place::write(&place, &format!("docs-input/{path}"), text);
    }
    stdout(&place, &["generate"]);
    std::fs::remove_file(place.path().join("generated/src/models/door.rs")).expect("it is there");
    place
}

/// Standard output and standard error.
fn output(place: &tempfile::TempDir, args: &[&str]) -> (String, String) {
    let output = place::command(place, args).output().expect("the command runs");
    assert_ne!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr))
}

fn stdout(place: &tempfile::TempDir, args: &[&str]) -> String {
    output(place, args).0
}

fn json(place: &tempfile::TempDir) -> Value {
    let text = stdout(place, &["check", "--format", "json"]);
    serde_json::from_str(&text).expect("what is printed is JSON")
}

fn sarif(place: &tempfile::TempDir) -> Value {
    let text = stdout(place, &["check", "--format", "sarif"]);
    serde_json::from_str(&text).expect("what is printed is JSON")
}

fn number(value: &Value, part: &str, name: &str) -> usize {
    value[part][name].as_u64().unwrap_or_else(|| panic!("{part}.{name} of {value}")) as usize
}

fn as_str(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value} is text"))
}

/// File, and lines and columns of both ends, from a finding of ours.
fn place_of(finding: &Value) -> (String, [usize; 4]) {
    let ends = [("start", "line"), ("start", "column"), ("end", "line"), ("end", "column")];
    let numbers = ends.map(|(end, name)| number(finding, end, name));
    (as_str(&finding["file"]).to_owned(), numbers)
}

/// The same from a location of SARIF.
fn region(location: &Value) -> (String, [usize; 4]) {
    let place = &location["physicalLocation"];
    let uri = as_str(&place["artifactLocation"]["uri"]);
    let path = percent_encoding::percent_decode_str(uri).decode_utf8_lossy().into_owned();
    let names = ["startLine", "startColumn", "endLine", "endColumn"];
    (path, names.map(|name| number(place, "region", name)))
}
