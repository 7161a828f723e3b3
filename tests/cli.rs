//! What people see: status, standard output and standard error of each command, a snapshot a case.

#[path = "cli/pages.rs"]
mod pages;
#[path = "cli/place.rs"]
mod place;
#[path = "cli/told.rs"]
mod told;

use pages::{GET_DOOR, HOUSE, LIST_HOUSES};
use place::{DOOR, command, place, run, write};
use std::process::Stdio;

#[test]
fn help() {
    let place = place(&[]);
    check(&place, "help", &["--help"]);
    check(&place, "help_generate", &["generate", "--help"]);
    check(&place, "help_check", &["check", "--help"]);
    check(&place, "help_diff", &["diff", "--help"]);
    check(&place, "help_list", &["list", "--help"]);
    check(&place, "help_model", &["model", "--help"]);
    check(&place, "help_dump", &["dump", "--help"]);
    check(&place, "help_dialects", &["dialects", "--help"]);
    check(&place, "help_rules", &["rules", "--help"]);
    check(&place, "help_explain", &["explain", "--help"]);
}

#[test]
fn wrong_arguments_are_answered_with_what_to_type() {
    let place = place(&[("docs-input/resources/door.md", DOOR), ("empty/notes.txt", "")]);
    check(&place, "no_command", &[]);
    check(&place, "unknown_command", &["chekc"]);
    check(&place, "unknown_flag", &["generate", "--output", "x"]);
    check(&place, "unknown_value", &["dump", "--stage", "tokens", "resources/door.md"]);
    check(&place, "no_stage", &["dump", "resources/door.md"]);
    check(&place, "no_threads", &["check", "--threads", "0"]);
    check(&place, "no_such_folder", &["check", "nowhere/docs"]);
    check(&place, "misspelt_folder", &["generate", "docs-imput"]);
    check(&place, "folder_without_pages", &["generate", "empty"]);
    check(&place, "misspelt_page", &["dump", "--stage", "facts", "resources/dor.md"]);
    check(&place, "misspelt_rule", &["explain", "dead-lnik"]);
    check(&place, "misspelt_rule_in_a_level", &["check", "--allow", "ded-link"]);
}

#[test]
fn what_there_is_is_listed_and_chosen_from() {
    let place = place(&[
        ("docs-input/resources/door.md", DOOR),
        ("docs-input/resources/house.md", HOUSE),
        ("docs-input/api/door-get.md", &GET_DOOR.replace("{ \"mm\": 900 }", "900")),
        ("docs-input/api/house-list.md", LIST_HOUSES),
    ]);
    check(&place, "list_operations", &["list", "operations"]);
    check(&place, "list_operations_json", &["list", "operations", "--format", "json"]);
    check(&place, "list_held", &["list", "operations", "--permission", "Houses.Read"]);
    check(&place, "list_types", &["list", "types", "--path", "/houses"]);
    check(&place, "list_types_json", &["list", "types", "--page", "*/door*", "--format", "json"]);
    check(&place, "list_misspelt", &["list", "operations", "--path", "/hosues"]);
    check(&place, "list_no_page", &["list", "types", "--page", "hose.md"]);
    check(&place, "list_no_permission", &["list", "types", "--permission", "House.Read"]);
    check(&place, "choose", &["generate", "--include", "/houses", "--explain"]);
    check(&place, "choose_less", &["check", "--include", "/houses", "--exclude", "type:gate"]);
    check(&place, "choose_nothing", &["check", "--include", "/hosues"]);
    let expanded = ["generate", "--include", "/houses", "--expand", "house.doors"];
    check(&place, "choose_more", &expanded);
    check(&place, "choose_other_than_there", &["check", "--include", "/houses"]);
    // What a file chooses is the same choice; a flag goes before the file's list of its name.
    write(&place, "docs-input/docwright.toml", "include = ['/houses']\nexpand = ['house.doors']");
    check(&place, "choose_in_file", &["check"]);
    write(&place, "docs-input/docwright.toml", "name = 'x'\ninclude = [\n  '/hosues',\n]");
    check(&place, "choose_nothing_in_file", &["check"]);
    check(&place, "choose_by_flag_and_file", &["check", "--include", "/doors/*"]);
}

#[test]
fn names_that_need_a_suffix_are_told() {
    let page = DOOR.replace("|width|Int32|", "|door_width|Int32|\n|doorWidth|Int32|");
    let place = place(&[("docs-input/resources/door.md", &page)]);
    check(&place, "generate_with_a_suffix", &["generate"]);
}

#[test]
fn no_docs_at_all() {
    check(&place(&[]), "no_docs_at_all", &["generate"]);
}

#[test]
fn generate_then_check_is_clean() {
    let place = place(&[("docs-input/resources/door.md", DOOR)]);
    check(&place, "check_before_generate", &["check"]);
    check(&place, "generate", &["generate"]);
    check(&place, "generate_again", &["generate"]);
    check(&place, "check_clean", &["check"]);
    check(&place, "check_clean_quiet", &["check", "-q"]);
    assert!(place.path().join("generated/src/models/door.rs").exists());
}

#[test]
fn nothing_is_made_without_a_page_that_can_not_be_read() {
    let place = place(&[("docs-input/resources/door.md", DOOR)]);
    run(&place, &["generate"]);
    let spoilt = place.path().join("docs-input/resources/door.md");
    std::fs::write(&spoilt, b"# door resource type\n\nA caf\xe9's door.\n").expect("a file");
    check(&place, "unread_generate", &["generate"]);
    check(&place, "unread_check", &["check"]);
    check(&place, "unread_check_short", &["check", "--docs-only", "--format", "short"]);
    check(&place, "unread_model", &["model"]);
    check(&place, "unread_baseline", &["check", "--write-baseline", "known.toml"]);
    let sarif = run(&place, &["check", "--docs-only", "--format", "sarif"]);
    assert!(sarif.contains(r#""executionSuccessful":false"#), "{sarif}");
    std::fs::write(spoilt, DOOR).expect("a file");
    check(&place, "unread_no_more", &["check"]);
}

#[test]
fn stale_output() {
    let place = place(&[("docs-input/resources/door.md", DOOR)]);
    run(&place, &["generate"]);
    write(&place, "docs-input/resources/door.md", &DOOR.replace("width", "height"));
    check(&place, "check_stale", &["check"]);
    check(&place, "check_stale_docs_only", &["check", "--docs-only"]);
    check(&place, "check_stale_quiet", &["check", "-q"]);
    write(&place, "generated/.docwright-incomplete", "");
    check(&place, "check_interrupted", &["check", "docs-input", "--out", "generated"]);
    check(&place, "generate_completes", &["generate"]);
    check(&place, "check_completed", &["check"]);
}

#[test]
fn stale_output_in_many_places() {
    let place = place(&[("docs-input/resources/door.md", DOOR)]);
    run(&place, &["generate"]);
    for i in 0..60 {
        let page = DOOR.replace("door", &format!("door{i}"));
        write(&place, &format!("docs-input/resources/door{i}.md"), &page);
    }
    std::fs::remove_file(place.path().join("docs-input/resources/door.md")).expect("it is there");
    let some = run(&place, &["check"]);
    let line = |start: &str| some.lines().filter(|line| line.starts_with(start)).count();
    assert_eq!((line("changed  "), line("missing  ")), (1, 39), "{some}");
    assert_eq!(line("and "), 1, "{some}");
    assert_eq!(line("… "), 1, "{some}");
    assert!(line("+") < 60, "{some}");
    let all = run(&place, &["check", "-v"]);
    let line = |start: &str| all.lines().filter(|line| line.starts_with(start)).count();
    assert_eq!((line("changed  "), line("missing  "), line("surplus  ")), (1, 60, 1), "{all}");
    assert_eq!((line("+mod door"), line("-mod door")), (60, 1), "{all}");
    assert!(!all.contains("`-v`"), "{all}");
}

#[test]
fn files_of_others_stay() {
    let place = place(&[("docs-input/resources/door.md", DOOR), ("mine/src/lib.rs", "// mine")]);
    check(&place, "in_the_way", &["generate", "--out", "mine"]);
    assert!(!place.path().join("mine/Cargo.toml").exists());
    run(&place, &["generate"]);
    write(&place, "generated/src/own.rs", "// mine");
    write(&place, "generated/src/models/door.rs", "spoilt");
    run(&place, &["generate"]);
    let read = |path: &str| std::fs::read_to_string(place.path().join(path)).expect("it is there");
    assert_eq!(read("generated/src/own.rs"), "// mine");
    assert!(read("generated/src/models/door.rs").contains("pub struct Door"));
}

#[test]
fn other_docs_are_not_compared_unless_asked() {
    let other = DOOR.replace("width", "height");
    let place =
        place(&[("docs-input/resources/door.md", DOOR), ("other/resources/door.md", &other)]);
    run(&place, &["generate"]);
    assert!(run(&place, &["check", "./docs-input"]).contains("`generated` is current"));
    check(&place, "check_other_docs", &["check", "other"]);
    check(&place, "check_other_docs_out", &["check", "other", "--out", "generated"]);
}

#[test]
fn findings() {
    let place =
        place(&[("docs-input/resources/door.md", DOOR), ("docs-input/api/door-get.md", GET_DOOR)]);
    check(&place, "check_findings", &["check"]);
    check(&place, "check_findings_short", &["check", "--format", "short"]);
    check(&place, "check_findings_quiet", &["check", "-q", "--allow", "dead-link"]);
    let levels = ["--allow", "dead-link", "--warn", "example-type-mismatch"];
    check(&place, "check_findings_levels", &[&["check"], &levels[..]].concat());
    check(&place, "generate_with_findings", &["generate", "--emit", "rust,model"]);
    check(&place, "generate_model_again", &["generate", "--emit", "rust,model"]);
}

#[test]
fn blocks_left_aside() {
    let shelf =
        "# shelf resource type\n<!-- uuid: 0 -->\n## Properties\n|What|How|\n|:--|:--|\n|a|b|\n";
    let shelf = format!("{shelf}## Methods\n|Method|Return type|\n|:--|:--|\n|Get|shelf|\n");
    let place = place(&[("docs-input/resources/door.md", DOOR), ("docs-input/shelf.md", &shelf)]);
    check(&place, "check_unread", &["check"]);
    let all = ["check", "--format", "short", "--warn", "block-left-aside"];
    check(&place, "check_left_aside", &all);
}

#[test]
fn includes_from_outside() {
    let page =
        format!("{DOOR}\n[!INCLUDE [a](../../shared/a.md)]\n\n[!INCLUDE [b](../../shared/b.md)]\n");
    let place = place(&[
        ("docs-input/resources/door.md", &page),
        ("shared/a.md", "See [house](../docs-input/resources/house.md), [b](../b.md).\n"),
    ]);
    check(&place, "include_unnamed", &["check"]);
    check(&place, "include_named", &["check", "--include-root", "shared"]);
    check(&place, "include_misspelt", &["check", "--include-root", "sahred"]);
    write(&place, "docs-input/docwright.toml", "[docs]\ninclude-roots = [\"../shared\"]\n");
    check(&place, "include_in_no_repository", &["check"]);
    let trusted = ["check", "--format", "short", "--trusted-root", "shared"];
    check(&place, "include_in_trusted_root", &trusted);
    write(&place, ".git/HEAD", "");
    check(&place, "include_in_file", &["check", "--format", "short"]);
    write(&place, "docs-input/docwright.toml", "[docs]\ninclude-root = [\"../shared\"]\n");
    check(&place, "file_unknown_key", &["check"]);
    write(&place, "docs-input/docwright.toml", "[docs]\ninclude-roots = [\"../shraed\"]\n");
    check(&place, "file_misspelt_folder", &["generate"]);
}

#[test]
fn levels_in_the_file_of_the_docs() {
    let place =
        place(&[("docs-input/resources/door.md", DOOR), ("docs-input/api/door-get.md", GET_DOOR)]);
    let file = "\
[levels]
example-type-mismatch = \"warn\"

[[paths]]
glob = \"api/door-*\"
levels = { dead-link = \"allow\" }
";
    write(&place, "docs-input/docwright.toml", file);
    let short = ["check", "--format", "short"];
    check(&place, "file_levels", &short);
    check(&place, "file_levels_beaten", &[&short[..], &["--deny", "dead-link"]].concat());
    write(&place, "docs-input/docwright.toml", &file.replace("dead-link", "ded-link"));
    check(&place, "file_unknown_rule", &short);
    write(&place, "docs-input/docwright.toml", &file.replace("warn", "off"));
    check(&place, "file_unknown_level", &short);
}

#[test]
fn docs_are_read_in_the_dialect_that_they_name() {
    let other = DOOR.replace("## Properties", "## Parts").replace("|Property|", "|Part|");
    let place = place(&[("docs-input/resources/door.md", &other)]);
    check(&place, "dialects", &["dialects"]);
    check(&place, "dialect_unknown", &["dialects", "onedrvie"]);
    check(&place, "dialect_misspelt", &["check", "--dialect", "grpah"]);
    check(&place, "dialect_missing", &["check", "--dialect", "nowhere/doors.toml"]);
    let own = "name = \"doors\"\nextends = \"graph\"\nsections.properties = [\"parts\"]\n";
    write(&place, "doors.toml", &format!("{own}colums.property = [\"part\"]\n"));
    check(&place, "dialect_wrong", &["check", "--dialect", "doors.toml"]);
    write(&place, "doors.toml", &format!("{own}columns.property = [\"part\"]\n"));
    check(&place, "dialect_by_flag", &["check", "--dialect", "doors.toml"]);
    write(&place, "docs-input/docwright.toml", "dialect = \"../doors.toml\"\n");
    write(&place, ".git/HEAD", "");
    check(&place, "dialect_in_file", &["check"]);
}

#[test]
fn docs_are_of_the_version_that_they_name() {
    let requests =
        |id: &str| format!("```http\nGET https://graph.microsoft.com/beta/doors/{id}\n```\n");
    let line = "# Get door\n## HTTP request\n```http\nGET /doors/{id}\n```\n## Examples\n";
    let page = line.to_owned() + &requests("front") + &requests("back") + &requests("side");
    let place = place(&[("docs-input/api/door-get.md", &page)]);
    check(&place, "version_unsaid", &["check"]);
    let elsewhere = ["check", "--base-url", "https://doors.example/api/v4", "--format", "short"];
    check(&place, "base_url_by_flag", &elsewhere);
    check(&place, "base_url_wrong", &["check", "--base-url", "doors.example"]);
    write(&place, "docs-input/docwright.toml", "[service]\nversion = \"beta\"\n");
    check(&place, "version_in_file", &["check"]);
    write(&place, "docs-input/docwright.toml", "[service]\nbase-url = \"doors.example\"\n");
    check(&place, "base_url_in_file_wrong", &["check"]);
}

#[test]
fn a_baseline_starts_clean_and_ratchets() {
    let place =
        place(&[("docs-input/resources/door.md", DOOR), ("docs-input/api/door-get.md", GET_DOOR)]);
    let short = ["check", "--format", "short"];
    check(&place, "baseline_missing", &["check", "--baseline", "known.toml"]);
    let write_it = ["check", "docs-input", "--write-baseline", "docs-input/known.toml"];
    check(&place, "baseline_written", &write_it);
    let written = std::fs::read_to_string(place.path().join("docs-input/known.toml"));
    insta::with_settings!({ snapshot_path => "cli", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("baseline_file", written.expect("it was written"));
    });
    let named = ["--baseline", "docs-input/known.toml"];
    check(&place, "baseline_named", &[&short[..], &named].concat());
    write(&place, "docs-input/docwright.toml", "baseline = \"known.toml\"\n");
    check(&place, "baseline_in_file", &["check"]);
    let edited = GET_DOOR.replace("See [house]", "More.\n\nSee [house]");
    let worse = edited.replace("More.", "See [room](room.md).");
    write(&place, "docs-input/api/door-get.md", &worse);
    check(&place, "baseline_and_new", &short);
    let mended = edited.replace("See [house](../resources/house.md).", "");
    write(&place, "docs-input/api/door-get.md", &mended);
    check(&place, "baseline_and_mended", &["check"]);
    run(&place, &write_it);
    check(&place, "baseline_shrunk", &short);
    write(&place, "docs-input/known.toml", "version = 1\n[a.b]\nc = \"often\"\n");
    check(&place, "baseline_spoilt", &short);
    write(&place, "notes.toml", "# Mine");
    check(&place, "baseline_in_the_way", &["check", "--write-baseline", "notes.toml"]);
}

#[test]
fn colours_are_ours_alone() {
    let hostile = DOOR.replace("|width|", "|[x\u{1b}[31m\u{202e}](missing.md)|");
    let place = place(&[("docs-input/resources/door.md", &hostile)]);
    let plain = run(&place, &["check", "--color", "never"]);
    assert!(plain.contains("dead-link"), "{plain}");
    assert!(!plain.contains(['\u{1b}', '\u{202e}']), "{plain}");
    let coloured = run(&place, &["check", "--color", "always"]);
    assert!(coloured.contains("\u{1b}["), "{coloured}");
    assert!(!coloured.contains('\u{202e}'), "{coloured}");
    assert!(!coloured.contains("x\u{1b}"), "{coloured}");
}

#[test]
fn dump() {
    let place = place(&[("docs-input/resources/door.md", DOOR)]);
    check(&place, "dump_pages", &["dump", "--stage", "pages", "docs-input/resources/door.md"]);
    check(&place, "dump_facts", &["dump", "--stage", "facts", "resources/door.md"]);
    check(&place, "dump_model", &["dump", "--stage", "model", "resources/door.md"]);
    let elsewhere = ["dump", "--stage", "model", "--docs", "docs-input", "resources/door.md"];
    let shown = |args: &[&str]| command(&place, args).output().expect("the command runs").stdout;
    assert_eq!(shown(&elsewhere), shown(&["dump", "--stage", "model", "resources/door.md"]));
}

#[test]
fn model_is_json() {
    let place = place(&[("docs-input/resources/door.md", DOOR)]);
    let text = command(&place, &["model"]).output().expect("the command runs").stdout;
    let model: serde_json::Value = serde_json::from_slice(&text).expect("the model is JSON");
    assert_eq!(model["types"][0]["name"], "door");
}

#[test]
fn rules_and_their_explanations() {
    let place = place(&[]);
    check(&place, "rules", &["rules"]);
    check(&place, "explain", &["explain", "dead-anchor"]);
    for rule in docwright::rules::rules() {
        let shown = run(&place, &["explain", rule.name]);
        // The whole page is there, but for its marks.
        let words = rule.explanation.lines().filter(|line| !line.starts_with("```"));
        let mut rest = shown.as_str();
        for line in words.map(|line| line.trim_start_matches(['#', ' ']).trim_end()) {
            let at = rest.find(line).unwrap_or_else(|| panic!("{line:?} in {shown}"));
            rest = &rest[at + line.len()..];
        }
        assert!(!shown.contains("````"), "{shown}");
    }
}

#[test]
fn a_reader_who_leaves_early_is_no_failure() {
    let place = place(&[("docs-input/resources/door.md", &DOOR.repeat(100))]);
    let mut child = command(&place, &["dump", "--stage", "pages", "resources/door.md"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the command ends");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert!(output.status.success());
}

fn check(place: &tempfile::TempDir, name: &str, args: &[&str]) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("cli");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, run(place, args)));
}
