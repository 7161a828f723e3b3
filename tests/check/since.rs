//! `check --since`: of a repository that is edited, each commit hears of its own mistakes, wherever they show, and of no other.

use crate::place::{GET_DOOR, command, place, run, write};
use std::path::Path;
use std::process::Command;

const DOOR: &str = "docs-input/resources/door.md";
const HOUSE: &str = "docs-input/resources/house.md";
const GET: &str = "docs-input/api/door-get.md";

const PAGES: &[(&str, &str)] = &[
    (
        DOOR,
        "\
# door resource type
A door. See [old](old.md).
## Properties
|Property|Type|Description|
|:--|:--|:--|
|id|String|Who it is.|
|width|Int32|In millimetres.|
",
    ),
    (
        HOUSE,
        "\
# house resource type
## Properties
|Property|Type|Description|
|:--|:--|:--|
|id|String|Who it is. See [door](door.md).|
|front|[door](door.md)|Its first door. See [old](old.md).|
",
    ),
    (GET, GET_DOOR),
];

fn git(place: &tempfile::TempDir, args: &[&str]) {
    let done = Command::new("git")
        .current_dir(place.path())
        .args(["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"])
        .args(args)
        .output()
        .expect("git runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

fn repository() -> tempfile::TempDir {
    let place = place(PAGES);
    git(&place, &["init", "--quiet"]);
    commit(&place);
    place
}

fn commit(place: &tempfile::TempDir) {
    git(place, &["add", "--all"]);
    git(place, &["commit", "--quiet", "--message", "an edit"]);
}

fn edit(place: &tempfile::TempDir, path: &str, from: &str, to: &str) {
    let text = std::fs::read_to_string(place.path().join(path)).expect("the page is there");
    assert!(text.contains(from), "{text}");
    write(place, path, &text.replacen(from, to, 1));
}

/// What is told since a revision, as `page:line rule`.
fn since(place: &tempfile::TempDir, args: &[&str]) -> Vec<String> {
    let args = [&["check", "--format", "short", "--since"], args].concat();
    let out = command(place, &args).output().expect("the command runs").stdout;
    let out = String::from_utf8(out).expect("findings are text");
    let line = |line: &str| {
        let mut parts = line.split(':');
        let (path, line_number) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
        let rule = line.split(['[', ']']).nth(1).unwrap_or("");
        let name = Path::new(path).file_stem().map(|it| it.to_string_lossy().into_owned());
        format!("{}:{line_number} {rule}", name.unwrap_or_default())
    };
    out.lines().map(line).collect()
}

const NONE: [&str; 0] = [];

/// Ten commits, each with its new findings and only those: before it is made, and after.
#[test]
fn each_of_ten_commits_hears_of_its_own() {
    let place = repository();
    type Step = (&'static str, fn(&tempfile::TempDir), &'static [&'static str]);
    let steps: [Step; 10] = [
        (
            "a sentence more moves all lines",
            |it| edit(it, DOOR, "A door.", "\nA door.\n\nOf wood."),
            &[],
        ),
        (
            "a dead link",
            |it| edit(it, HOUSE, "Its first", "[x](x.md) Its first"),
            &["house:6 dead-link"],
        ),
        (
            "the same dead link, elsewhere on the page",
            |it| {
                edit(it, HOUSE, "Who it is.", "Who it is: [x](x.md).");
            },
            &["house:5 dead-link"],
        ),
        (
            "a line with a known finding is edited",
            |it| edit(it, DOOR, "See [old]", "Look at [old]"),
            &[],
        ),
        (
            "a type changes, and an example of another page is wrong",
            |it| {
                edit(it, DOOR, "|width|Int32|", "|width|String|");
            },
            &["door-get:18 example-type-mismatch"],
        ),
        (
            "a page goes that others link to",
            |it| {
                std::fs::remove_file(it.path().join(HOUSE)).expect("it is there");
                write(
                    it,
                    "docs-input/resources/roof.md",
                    "# About roofs\nSee [house](house.md).\n",
                );
            },
            &["roof:2 dead-link"],
        ),
        (
            "a page is renamed, with what was wrong on it",
            |it| {
                git(it, &["mv", "docs-input/resources/roof.md", "docs-input/resources/roofs.md"]);
            },
            &[],
        ),
        ("a finding is mended", |it| edit(it, DOOR, "|width|String|", "|width|Int32|"), &[]),
        (
            "a new page that nobody has told git of",
            |it| {
                write(it, "docs-input/resources/wall.md", "# About walls\nSee [gone](gone.md).\n");
            },
            &["wall:2 dead-link"],
        ),
        (
            "a known finding goes from one line and comes on another",
            |it| {
                edit(it, "docs-input/resources/wall.md", "[gone](gone.md)", "gone");
                edit(it, DOOR, "In millimetres.", "In [x](roof.md) millimetres.");
            },
            &["door:10 dead-link"],
        ),
    ];
    for (what, step, expected) in steps {
        step(&place);
        assert_eq!(since(&place, &["HEAD"]), expected, "{what}");
        commit(&place);
        assert_eq!(since(&place, &["HEAD~1"]), expected, "{what}, committed");
        assert_eq!(since(&place, &["HEAD"]), NONE, "{what}, before the next");
    }
}

#[test]
fn a_branch_hears_of_its_own_and_not_of_what_came_elsewhere() {
    let place = repository();
    git(&place, &["branch", "--quiet", "-M", "main"]);
    git(&place, &["checkout", "--quiet", "-b", "work"]);
    edit(&place, HOUSE, "Its first", "[x](x.md) Its first");
    commit(&place);
    git(&place, &["checkout", "--quiet", "main"]);
    // Mended there, and so still here.
    edit(&place, DOOR, " See [old](old.md).", "");
    commit(&place);
    git(&place, &["checkout", "--quiet", "work"]);
    assert_eq!(since(&place, &["main"]), ["house:6 dead-link"]);
    let told = run(&place, &["check", "--since", "main"]);
    assert!(told.contains("2 there before"), "{told}");
    assert_eq!(since(&place, &["main", "docs-input/api/door-get.md"]), NONE);
    let mended = ["check", "--since", "main", "--allow", "dead-link"];
    assert!(run(&place, &mended).contains("status: 0"));
}

#[test]
fn without_git_or_a_repository_or_a_revision_it_says_so() {
    let bare = place(PAGES);
    let told = run(&bare, &["check", "--since", "HEAD"]);
    assert!(told.contains("status: 2") && told.contains("is in no git repository"), "{told}");
    let place = repository();
    for revision in ["nowhere", "--all", "HEAD:docs-input"] {
        let told = run(&place, &["check", &format!("--since={revision}")]);
        assert!(told.contains("status: 2"), "{told}");
        assert!(told.contains(&format!("git knows no revision `{revision}`")), "{told}");
    }
    let out = command(&place, &["check", "--since", "HEAD"]).env("PATH", "").output();
    let told = String::from_utf8_lossy(&out.expect("the command runs").stderr).into_owned();
    assert!(told.contains("`git` could not be asked"), "{told}");
}
