//! Derives that users add: what stands in the files, and what is said of mistakes.

use super::place::write;
use super::{SHOP, repository, run_in};
use tempfile::TempDir;

const HANDLE: &str = "\
# handle resource type
## Properties
|Property|Type|Description|
|:--|:--|:--|
|id|String|Who it is.|
|colour|handleColour|Its colour. Possible values are: `brass`, `black`.|
";

const SLAM: &str = "\
# door: slam
## HTTP request
```http
POST /doors/{id}/slam
```
## Request body
|Parameter|Type|Description|
|:--|:--|:--|
|force|Int32|In newtons.|
## Response
If successful, this action returns a `204 No Content` response code.
";

/// A repository of doors, handles, their colours and an action, with these settings.
fn doors(settings: &str) -> TempDir {
    let place = repository(settings);
    write(&place, "docs/resources/handle.md", HANDLE);
    write(&place, "docs/api/door-slam.md", SLAM);
    place
}

/// The line with the derives of a type, and those that implement `Eq` or `Hash`.
fn derived(place: &TempDir, file: &str) -> String {
    let path = place.path().join("client/src").join(file);
    let text = std::fs::read_to_string(path).expect("a file");
    let is_told =
        |it: &&str| it.starts_with("#[derive") || it.contains("Eq for") || it.contains("Hash for");
    text.lines().filter(is_told).collect::<Vec<_>>().join("\n")
}

const DOOR: &str = "models/door.rs";
const COLOUR: &str = "models/handle_colour.rs";
const ACTION: &str = "parameters/door_slam.rs";

#[test]
fn of_all_types_or_of_some() {
    let place = doors(&format!(
        "{SHOP}dependencies = ['own-derives = {{ path = \"tools/derives\", features = [\"a\"] }}', 'other=\"1.2\"']\n\
         derives = ['own_derives::Own', 'enum:* = Ord', 'enum:handle* = PartialOrd', 'enum:*Colour = std::cmp::Ord', 'type:microsoft.graph.door = other::a::B',\n\
         'parameters:DoorSlam=other::Slam', 'struct:* = other :: C', '::std::hash::Hash', 'Eq', 'type:door = other::C']\n"
    ));
    let (is_done, told) = run_in(&place, "src", &["generate"]);
    assert!(is_done, "{told}");
    let eq = |name: &str| {
        format!(
            "impl PartialEq for {name} {{\nimpl ::core::cmp::Eq for {name} {{}}\nimpl ::core::hash::Hash for {name} {{"
        )
    };
    assert_eq!(
        derived(&place, DOOR),
        format!(
            "#[derive(Clone, Default, ::own_derives::Own, ::other::a::B, ::other::C)]\n{}",
            eq("Door")
        )
    );
    assert_eq!(
        derived(&place, COLOUR),
        "#[derive(Clone, Debug, PartialEq, Eq, Hash, ::own_derives::Own, Ord, PartialOrd)]"
    );
    assert_eq!(
        derived(&place, ACTION),
        format!("#[derive(Clone, Default, ::own_derives::Own, ::other::Slam)]\n{}", eq("DoorSlam"))
    );
    let manifest = std::fs::read_to_string(place.path().join("client/Cargo.toml")).expect("a file");
    let dependencies = "default-features = false }\n\
        own-derives = { path = \"../tools/derives\", features = [\"a\"] }\n\
        other = { version = \"1.2\" }\n\n[features]\n";
    assert!(manifest.contains(dependencies), "{manifest}");
    assert!(manifest.parse::<toml::Table>().is_ok(), "{manifest}");
    assert!(run_in(&place, "", &["check"]).0);
    let (is_done, told) = run_in(&place, "", &["check", "--derives", "Eq"]);
    assert!(!is_done && told.contains("`docwright generate --derives Eq`"), "{told}");
}

#[test]
fn flags_go_before_the_file() {
    let place = doors(&format!("{SHOP}derives = ['enum:* = Ord']\n"));
    let args = ["generate", "--derives", "enum:*=own::X", "--dependencies", "own = \"1\""];
    let (is_done, told) = run_in(&place, "", &args);
    assert!(is_done, "{told}");
    assert_eq!(derived(&place, COLOUR), "#[derive(Clone, Debug, PartialEq, Eq, Hash, ::own::X)]");
    // A stranger's settings name no code for a crate of one's own.
    write(&place, "docwright.toml", &format!("{SHOP}dependencies = ['own = \"1\"']\n"));
    let (is_done, told) = run_in(&place, "", &["generate", "docs", "--out", "mine"]);
    let wrong = "docwright.toml:4:17: `dependencies` count for the `out` of the same file";
    assert!(!is_done && told.contains(wrong), "{told}");
}

#[test]
fn mistakes_are_answered_with_what_to_write() {
    let mut answers = String::new();
    let derives = [
        "Equal",
        "Clone",
        "Copy",
        "enum:* = Default",
        "PartialOrd",
        "enum:* = Ord",
        "JsonSchema",
        "schemars::JsonSchema",
        "other::JsonSchema",
        "serde::Serialize",
        "super::Own",
        "crate::Own",
        "#[derive(own::A, own::B)]",
        "own::A<u8>",
        "own::A; fn x() {}",
        "own::",
        "",
        "door = own::A",
        "* = own::A",
        "types:door = own::A",
        "type:dor = own::A",
        "enum:door = own::A",
        "parameters:*Open = own::A",
        "struct: = own::A",
        "own::A', 'own::A",
        "std::fmt::Display",
    ];
    let dependencies = [
        "own",
        "own = 1",
        "own = \"one\"",
        "own = {}",
        "own = { git = \"x\" }",
        "docwright-client = \"1\"",
        "a = \"1\"\nb = \"1\"",
        "own = { path = \"../../own\" }",
        "own = \"1\"', 'own=\"2\"",
    ];
    let own = "dependencies = ['own = \"1\"']";
    let derives = derives.map(|it| format!("{own}\nderives = ['{it}']"));
    let dependencies =
        dependencies.map(|it| format!("dependencies = ['''{it}''']").replace("', '", "''', '''"));
    for mistake in derives.iter().chain(&dependencies) {
        let place = doors(&format!("{SHOP}{mistake}\n"));
        let (is_done, told) = run_in(&place, "", &["generate"]);
        assert!(!is_done && told.starts_with("error: docwright.toml:"), "{mistake}: {told}");
        let told = told.replace("error: ", "    error: ").replace("help: ", "    help: ");
        answers.push_str(&format!("{}\n{told}\n", mistake.trim_start_matches(own).trim()));
    }
    insta::with_settings!({ snapshot_path => "../settings", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("derives", answers);
    });
}
