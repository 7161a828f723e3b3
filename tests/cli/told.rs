//! Of what, at which level and in whose words: levels, pages that are named, dialects, docs that nobody understands.

use crate::check;
use crate::pages::GET_DOOR;
use crate::place::{DOOR, command, place, run, write};

#[test]
fn the_last_word_about_a_level_counts() {
    let place =
        place(&[("docs-input/resources/door.md", DOOR), ("docs-input/api/door-get.md", GET_DOOR)]);
    let told = |levels: &[&str]| {
        let out = run(&place, &[&["check", "--format", "short"], levels].concat());
        let findings = out.lines().filter(|line| line.starts_with("docs-input/"));
        let findings = findings.filter_map(|line| line.split([' ', ':']).nth(4).map(str::to_owned));
        findings.collect::<Vec<_>>()
    };
    let (link, value) = ("[dead-link]", "[example-type-mismatch]");
    let at = |one: &str, other: &str| [format!("{one}{link}"), format!("{other}{value}")];
    assert_eq!(told(&["--deny", "dead-link", "--warn", "dead-link"]), at("warn", "deny"));
    assert_eq!(told(&["--warn", "dead-link", "--deny", "dead-link"]), at("deny", "deny"));
    assert_eq!(told(&["--warn", "all"]), at("warn", "warn"));
    assert_eq!(told(&["--warn", "page"]), at("warn", "deny"));
    assert_eq!(told(&["--warn", "all", "--deny", "warnings"]), at("deny", "deny"));
    assert_eq!(told(&["--allow", "all", "--warn", "drift"]), [format!("warn{value}")]);
    write(&place, "docs-input/docwright.toml", "warn = ['all']\ndeny = ['dead-link']\n");
    assert_eq!(told(&[]), at("deny", "warn"));
    write(&place, "docs-input/docwright.toml", "[levels]\nall = 'warn'\nwarnings = 'deny'\n");
    assert_eq!(told(&[]), at("deny", "deny"));
    check(&place, "misspelt_family", &["check", "--deny", "drfit"]);
    write(&place, "docs-input/docwright.toml", "[levels]\n'api/' = 'allow'\n");
    check(&place, "path_in_levels", &["check"]);
    write(
        &place,
        "docs-input/docwright.toml",
        "[[paths]]\nglob = 'ap/*'\nlevels.dead-link = 'warn'\n",
    );
    check(&place, "glob_of_no_page", &["check"]);
}

#[test]
fn docs_that_nobody_understands_are_no_clean_check() {
    let notes = "# Notes\n\n## Endpoint\n\nSee [b](b.md).\n";
    let place = place(&[("docs/a.md", notes), ("docs/b.md", "# More\n")]);
    check(&place, "foreign_check", &["check", "docs"]);
    check(&place, "foreign_generate", &["generate", "docs"]);
    assert!(!place.path().join("generated").exists());
    assert!(run(&place, &["check", "docs", "--format", "json"]).contains("status: 2"));
}

#[test]
fn pages_are_told_of_and_their_docs_are_read() {
    let place = place(&[
        ("shop/docwright.toml", "docs = 'docs'\nwarn = ['dead-link']\n"),
        ("shop/.git/HEAD", ""),
        ("shop/docs/resources/door.md", DOOR),
        ("shop/docs/api/door-get.md", GET_DOOR),
        ("shop/README.md", "# Shop\n[x](x.md)\n"),
    ]);
    check(&place, "page_named", &["check", "shop/docs/api/door-get.md", "--format", "short"]);
    let several = ["check", "shop/README.md", "shop/docs/resources/door.md", "--format", "short"];
    check(&place, "pages_named", &several);
    check(&place, "page_misspelt", &["check", "shop/docs/api/door-gte.md"]);
    check(&place, "page_of_no_docs", &["dump", "--stage", "facts", "nowhere.md"]);
}

#[test]
fn the_reference_of_rules_is_one_page() {
    let place = place(&[]);
    let out = command(&place, &["rules", "--format", "markdown"]).output();
    let text = String::from_utf8(out.expect("the command runs").stdout).expect("it is text");
    for rule in docwright::rules::rules() {
        assert!(text.contains(&format!("\n### {}\n", rule.name)), "{}", rule.name);
    }
    assert!(text.starts_with("# Rules\n\n## page: single pages\n\n### absent-sample-key\n"));
}

#[test]
fn dialects_extend_files_and_are_printed_whole() {
    let place = place(&[
        ("base/base.toml", "name = 'base'\nextends = 'graph'\nsections.properties = ['parts']\n"),
        ("doors.toml", "name = 'doors'\nextends = 'base/base.toml'\ncolumns.property = ['part']\n"),
        (
            "docs-input/door.md",
            &DOOR.replace("|Property|", "|Part|").replace("## Properties", "## Parts"),
        ),
    ]);
    let told = run(&place, &["check", "--dialect", "doors.toml"]);
    assert!(told.contains("1 structured with 2 properties"), "{told}");
    let out = command(&place, &["dialects", "doors.toml"]).output().expect("the command runs");
    std::fs::write(place.path().join("whole.toml"), &out.stdout).expect("a file");
    assert!(String::from_utf8_lossy(&out.stdout).starts_with("name = \"doors\"\n"));
    let whole = run(&place, &["check", "--dialect", "whole.toml"]);
    assert!(whole.contains("1 structured with 2 properties"), "{whole}");
    write(&place, "doors.toml", "name = 'doors'\nextends = 'bsae.toml'\n");
    check(&place, "dialect_extends_nothing", &["dialects", "doors.toml"]);
    write(&place, "doors.toml", "name = 'doors'\nextends = 'doors.toml'\n");
    check(&place, "dialect_extends_itself", &["dialects", "doors.toml"]);
}

#[test]
fn the_command_that_is_advised_says_all_that_was_said() {
    let place = place(&[("my docs/resources/door.md", DOOR)]);
    let said =
        ["--name", "doors", "--out", "made", "--dialect", "graph", "--service-version", "v4"];
    assert!(run(&place, &[&["generate", "my docs"], &said[..]].concat()).contains("status: 0"));
    write(&place, "my docs/resources/door.md", &DOOR.replace("width", "height"));
    let told = run(&place, &[&["check", "my docs"], &said[..], &["--emit", "rust"]].concat());
    let command = "docwright generate 'my docs' --name doors --out made --dialect graph \
                   --service-version v4 --emit rust";
    assert!(told.contains(&format!("is stale, run `{command}`")), "{told}");
}
