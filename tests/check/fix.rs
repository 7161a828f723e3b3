//! `check --fix`: the edits of findings are made, whole pages are written, and a second run changes nothing.

#[path = "fix/killed.rs"]
mod killed;

use crate::place::{GET_DOOR, place, run, write};

const DOOR: &str = "\
# door resource type
## Properties
|Property|Type|Description|
|:--|:--|:--|
|ID|String|Who it is. See [gate](../Resources/Gate.md#properties), [gone](gone.md).|
|width|Int32|In millimetres.|

## JSON representation
<!-- { \"blockType\": \"resource\", \"@odata.type\": \"microsoft.graph.door\", } -->
```json
{ \"id\": \"String\", \"width\": 1 }
```
";
const GATE: &str = "# gate resource type\n## Properties\n|Property|Type|Description|\n|:--|:--|:--|\n\
    |id|String|Who it is. See [door](Door.md).|\n";

/// A key and a type that are misspelt, and commas too many.
fn get_door() -> String {
    GET_DOOR
        .replace("\"name\"", "\"nmae\"")
        .replace("microsoft.graph.door", "microsoft.graph.Door")
        .replace("900 }", "900,, }")
}

fn docs() -> tempfile::TempDir {
    place(&[
        ("docs-input/resources/door.md", DOOR),
        ("docs-input/resources/gate.md", &GATE.replace('\n', "\r\n")),
        ("docs-input/api/door-get.md", &get_door()),
    ])
}

fn read(place: &tempfile::TempDir, path: &str) -> String {
    std::fs::read_to_string(place.path().join(path)).expect("the page is there")
}

#[test]
fn what_is_sure_is_mended_and_what_is_left_is_told() {
    let place = docs();
    let told = run(&place, &["check", "--fix", "--docs-only"]);
    assert!(told.contains("mended: 7 findings in 3 pages"), "{told}");
    assert!(told.contains("deny[dead-link]: there is no page `resources/gone.md`"), "{told}");
    assert!(told.starts_with("$ docwright check --fix --docs-only\nstatus: 1\n"), "{told}");
    let door = DOOR
        .replace("|ID|", "|id|")
        .replace("../Resources/Gate.md", "../resources/gate.md")
        .replace("\", }", "\" }");
    assert_eq!(read(&place, "docs-input/resources/door.md"), door);
    let gate = GATE.replace("Door.md", "door.md").replace('\n', "\r\n");
    assert_eq!(read(&place, "docs-input/resources/gate.md"), gate);
    assert_eq!(read(&place, "docs-input/api/door-get.md"), GET_DOOR);
    let again = run(&place, &["check", "--fix", "--docs-only"]);
    assert!(again.contains("mended: nothing"), "{again}");
    assert_eq!(read(&place, "docs-input/resources/door.md"), door);
}

#[test]
fn a_dry_run_shows_a_diff_and_changes_nothing() {
    let place = docs();
    let told = run(&place, &["check", "--fix", "--dry-run"]);
    assert!(
        told.contains("--- docs-input/api/door-get.md\n+++ docs-input/api/door-get.md (mended)")
    );
    assert!(told.contains("\n-|ID|String|") && told.contains("\n+|id|String|"), "{told}");
    assert!(told.contains("would mend: 7 findings in 3 pages"), "{told}");
    assert_eq!(read(&place, "docs-input/resources/door.md"), DOOR);
}

#[test]
fn only_what_is_told_is_mended() {
    let place = docs();
    run(&place, &["check", "--fix", "--allow", "link-case", "docs-input/resources/door.md"]);
    let door = DOOR.replace("|ID|", "|id|").replace("\", }", "\" }");
    assert_eq!(read(&place, "docs-input/resources/door.md"), door);
    assert_eq!(read(&place, "docs-input/api/door-get.md"), get_door());
}

#[test]
fn nothing_outside_of_the_docs_is_changed() {
    let place = docs();
    let page = format!("{DOOR}\n[!INCLUDE [x](../../shared/x.md)]\n");
    write(&place, "docs-input/resources/door.md", &page);
    let shared = "See [gate](../docs-input/resources/Gate.md).\n";
    write(&place, "shared/x.md", shared);
    let args = ["check", "--fix", "--include-root", "shared", "--format", "short"];
    let told = run(&place, &args);
    assert!(told.contains("shared/x.md:1:12: warn[link-case]"), "{told}");
    assert_eq!(read(&place, "shared/x.md"), shared);
    assert!(!read(&place, "docs-input/resources/door.md").contains("Gate.md"));
}

#[test]
fn a_mark_of_the_encoding_stays() {
    let place = docs();
    write(&place, "docs-input/resources/gate.md", &format!("\u{feff}{GATE}"));
    run(&place, &["check", "--fix"]);
    let gate = format!("\u{feff}{}", GATE.replace("Door.md", "door.md"));
    assert_eq!(read(&place, "docs-input/resources/gate.md"), gate);
}

#[cfg(unix)]
#[test]
fn a_page_that_can_not_be_written_stays_and_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let place = docs();
    let folder = place.path().join("docs-input/api");
    let mode = |mode| std::fs::set_permissions(&folder, PermissionsExt::from_mode(mode));
    mode(0o500).expect("it is ours");
    // Whoever may do everything is not refused.
    let is_refused = std::fs::write(folder.join("x"), "").is_err();
    let told = run(&place, &["check", "--fix", "--format", "short"]);
    mode(0o700).expect("it is ours");
    if is_refused {
        assert!(told.contains("status: 2") && told.contains("not written:"), "{told}");
        assert!(told.contains("docs-input/api/door-get.md:9:32: warn[unknown-annotation-key]"));
        assert_eq!(read(&place, "docs-input/api/door-get.md"), get_door());
    }
    assert!(read(&place, "docs-input/resources/door.md").contains("|id|"), "the others are mended");
}

#[test]
fn rows_borders_and_misspelt_words_are_mended() {
    let page = "\
# lamp resource type
## Proprties
|Property|Type|Description|
|:--|:--|:--|
|id|String|Who it is.|
|id|String|Who it is.|
|watts|Int32|What it takes.

## JSON representation
<!-- { \"blockType\": \"resorce\", \"@odata.type\": \"microsoft.graph.lamp\" } -->
```json
{ \"id\": \"String\", \"watts\": 1 }
```
";
    let place = place(&[("docs-input/resources/lamp.md", page)]);
    let told = run(&place, &["check", "--fix", "--docs-only"]);
    assert!(told.contains("mended: 4 findings in 1 page"), "{told}");
    let mended = page
        .replace("Proprties", "Properties")
        .replacen("|id|String|Who it is.|\n", "", 1)
        .replace("What it takes.\n", "What it takes.|\n")
        .replace("resorce", "resource");
    assert_eq!(read(&place, "docs-input/resources/lamp.md"), mended);
}

#[test]
fn what_is_spelt_in_another_case_is_mended() {
    let lamp = "\
# lamp resource type
## Properties
|Property|Type|Description|
|:--|:--|:--|
|id|String|Who it is.|
|glow|[lampGlow](#lampglow-values)|How it glows.|
### lampGlow values
|Member|
|:--|
|warm|
|cold|
";
    let get = "\
# Get lamp
## HTTP request
```http
GET /nightlamps/{id}
```
## Response
If successful, this method returns a `200 OK` response code and a [lamp](../resources/lamp.md) object.
## Example
<!-- { \"blockType\": \"request\", \"name\": \"get_lamp\" } -->
```http
GET https://graph.microsoft.com/v1.0/Nightlamps/left
Prefer: return=minimal
```
<!-- { \"blockType\": \"response\", \"@odata.type\": \"microsoft.graph.lamp\" } -->
```http
HTTP/1.1 200 OK
Content-type: application/json
prefer: return=minimal

{ \"id\": \"left\", \"glow\": \"Warm\" }
```
";
    let list = |n| {
        format!("# List lamps {n}\n## HTTP request\n```http\nGET /nightLamps/{{id}}/x{n}\n```\n")
    };
    let place = place(&[
        ("docs-input/resources/lamp.md", lamp),
        ("docs-input/api/lamp-get.md", get),
        ("docs-input/api/lamp-list.md", &list(1)),
    ]);
    let told = run(&place, &["check", "--fix", "--docs-only"]);
    assert!(told.contains("1 enum-member-case"), "{told}");
    assert!(told.contains("1 header-case") && told.contains("1 segment-case"), "{told}");
    let mended = get
        .replace("/nightlamps/", "/nightLamps/")
        .replace("/Nightlamps/", "/nightLamps/")
        .replace("prefer", "Prefer")
        .replace("Warm", "warm");
    assert_eq!(read(&place, "docs-input/api/lamp-get.md"), mended);
    let again = run(&place, &["check", "--fix", "--docs-only"]);
    assert!(again.contains("mended: nothing"), "{again}");
}
