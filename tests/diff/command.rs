//! The command: what it compares, what it answers with, and what it says where it can't; a snapshot a case.

#[path = "../cli/place.rs"]
mod place;

use super::edits::{edits, sample};
use docwright::limits::MODEL_BYTES;
use place::{DOOR, GET_DOOR, place, run, write};
use std::process::Command;
use tempfile::TempDir;

const DOOR_PAGE: &str = "docs-input/resources/door.md";
const GET_PAGE: &str = "docs-input/api/door-get.md";

fn check(place: &TempDir, name: &str, args: &[&str]) {
    insta::with_settings!({ snapshot_path => ".", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, run(place, &[&["diff"], args].concat()));
    });
}

fn git(place: &TempDir, args: &[&str]) {
    let done = Command::new("git")
        .current_dir(place.path())
        .args(["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"])
        .args(["-c", "tag.gpgsign=false"])
        .args(args)
        .output()
        .expect("git runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

fn commit(place: &TempDir) {
    git(place, &["add", "--all"]);
    git(place, &["commit", "--quiet", "--message", "an edit"]);
}

/// A repository with two states of a door: it has lost its width, and got a handle.
fn repository() -> TempDir {
    let place = place(&[(DOOR_PAGE, DOOR), (GET_PAGE, GET_DOOR)]);
    git(&place, &["init", "--quiet"]);
    commit(&place);
    git(&place, &["tag", "v1"]);
    let handle = "|handle|String|On which side. Optional.|";
    write(&place, DOOR_PAGE, &DOOR.replace("|width|Int32|In millimetres.|", handle));
    write(&place, GET_PAGE, &GET_DOOR.replace("\"width\": 900", "\"handle\": \"left\""));
    commit(&place);
    place
}

#[test]
fn revisions_are_written_as_git_does() {
    let place = repository();
    check(&place, "revisions", &["v1:docs-input", "HEAD:docs-input"]);
    let told = |args: &[&str]| {
        let told = run(&place, &[&["diff"], args].concat());
        told.split_once("---- stdout").map_or(String::new(), |it| it.1.to_owned())
    };
    let wanted = told(&["v1:docs-input", "HEAD:docs-input"]);
    assert!(wanted.contains("`door.width` is gone"), "{wanted}");
    for other in [["v1:", "HEAD:"], ["HEAD~1:./docs-input/", "docs-input"], ["v1:", "docs-input"]] {
        assert_eq!(told(&other), wanted, "{other:?}");
    }
    // One page, and what is not committed.
    assert!(told(&[&format!("v1:{DOOR_PAGE}"), DOOR_PAGE]).contains("`door.width` is gone"));
    write(&place, DOOR_PAGE, DOOR);
    write(&place, GET_PAGE, GET_DOOR);
    assert!(told(&["v1:", "docs-input"]).contains("nothing changed"));
    // Where the docs are the whole repository, and no settings name others.
    let place = place_of_docs();
    let whole = run(&place, &["diff", "HEAD:", "HEAD:"]);
    assert!(whole.contains("status: 0") && whole.contains("nothing changed"), "{whole}");
}

fn place_of_docs() -> TempDir {
    let place = place(&[("resources/door.md", DOOR), ("api/door-get.md", GET_DOOR)]);
    git(&place, &["init", "--quiet"]);
    commit(&place);
    place
}

#[test]
fn models_stand_for_docs() {
    let place = repository();
    let model = |name: &str| {
        let told = run(&place, &["model", "docs-input"]);
        let json = told.split_once("---- stdout\n").expect("it is printed").1;
        let json = json.split("---- stderr").next().expect("it is printed");
        write(&place, name, json);
    };
    model("new.json");
    let same = run(&place, &["diff", "new.json", "docs-input"]);
    assert!(same.contains("nothing changed"), "{same}");
    check(&place, "models", &["v1:docs-input", "new.json"]);
    commit(&place);
    let committed = run(&place, &["diff", "HEAD:new.json", "new.json"]);
    assert!(committed.contains("status: 0") && committed.contains("nothing changed"));
}

#[test]
fn what_is_denied_fails() {
    let place = repository();
    let code = |args: &[&str]| {
        let told = run(&place, &[&["diff", "v1:", "docs-input"], args].concat());
        told.split_once("status: ").expect("it has one").1.chars().next().expect("a digit")
    };
    assert_eq!(code(&[]), '0');
    assert_eq!(code(&["--deny", "breaking"]), '1');
    assert_eq!(code(&["--deny", "wire", "--format", "json"]), '1');
    assert_eq!(code(&["--deny", "rust"]), '1');
    check(&place, "denied", &["v1:", "docs-input", "--deny", "breaking", "--format", "markdown"]);
    // What comes breaks nothing.
    let added = DOOR.to_owned() + "|handle|String|On which side.|\n";
    write(&place, DOOR_PAGE, &added);
    assert_eq!(code(&["--deny", "breaking"]), '0');
}

#[test]
fn what_is_not_selected_is_not_told() {
    let place = repository();
    write(&place, "docs-input/docwright.toml", "include = ['type:door']\n");
    check(&place, "selection", &["v1:", "docs-input", "--selection"]);
    let house = DOOR.replace("door", "house");
    write(&place, "docs-input/resources/house.md", &house);
    let told = run(&place, &["diff", "v1:", "docs-input", "--selection"]);
    assert!(!told.contains("house") && told.contains("door.width"), "{told}");
    let told = run(&place, &["diff", "v1:", "docs-input"]);
    assert!(told.contains("`house` is new"), "{told}");
    write(&place, "docs-input/docwright.toml", "include = ['type:dor']\n");
    check(&place, "selection_of_nothing", &["v1:", "docs-input", "--selection"]);
    write(&place, "docs-input/docwright.toml", "name = 'doors'\n");
    check(&place, "no_selection", &["v1:", "docs-input", "--selection"]);
}

/// What is selected and has another name on one side is one change, whichever side the settings are of.
#[test]
fn what_is_selected_under_another_name_is_renamed() {
    let place = repository();
    write(&place, GET_PAGE, &GET_DOOR.replace("/doors", "/gates"));
    write(&place, DOOR_PAGE, DOOR);
    let both = ["v1:", "docs-input", "--selection"];
    for (include, sides) in
        [("/doors/*", both), ("/gates/*", both), ("/gates/*", ["docs-input", "v1:", "--selection"])]
    {
        write(&place, "docs-input/docwright.toml", &format!("include = ['{include}']\n"));
        let told = run(&place, &[&["diff"], &sides[..]].concat());
        let is_back = sides[0] != "v1:";
        let wanted = match is_back {
            false => "`GET /doors/{id}` is `GET /gates/{id}` now",
            true => "`GET /gates/{id}` is `GET /doors/{id}` now",
        };
        assert!(told.contains(wanted), "{told}");
        assert!(told.contains("major: 1 change, which breaks the wire"), "{told}");
    }
    // So is a type.
    write(&place, GET_PAGE, GET_DOOR);
    write(&place, "docs-input/docwright.toml", "include = ['type:frontDoor']\n");
    write(&place, DOOR_PAGE, &DOOR.replace("# door", "# frontDoor"));
    write(
        &place,
        GET_PAGE,
        &GET_DOOR.replace("[door]", "[frontDoor]").replace("graph.door", "graph.frontDoor"),
    );
    let told = run(&place, &["diff", "v1:", "docs-input", "--selection"]);
    assert!(told.contains("`door` is called `frontDoor` now"), "{told}");
    assert!(told.contains("major: 1 change, which breaks the wire"), "{told}");
}

/// The settings of the new docs are asked what is selected, then those of the old ones, then those of the working directory.
#[test]
fn settings_of_either_side_or_from_here_select() {
    let house = DOOR.replace("door", "house");
    let pages = |folder: &str, door: &str| {
        [
            (format!("{folder}/resources/door.md"), door.to_owned()),
            (format!("{folder}/resources/house.md"), house.clone()),
        ]
    };
    let place = place(&[]);
    let put = |folder: &str, door: &str| {
        pages(folder, door).iter().for_each(|(path, text)| write(&place, path, text));
    };
    put("old", DOOR);
    put("new", &DOOR.replace("|width|Int32|", "|width|Int64|"));
    let told = || run(&place, &["diff", "old", "new", "--selection"]);
    assert!(told().contains("nothing is selected"), "{}", told());
    write(&place, "old/docwright.toml", "include = ['type:door']\n");
    assert!(told().contains("`door.width` is `Int64` now"), "{}", told());
    // Where somebody stands above them, that is the one of the new docs.
    write(&place, "docwright.toml", "include = ['type:house']\n");
    assert!(told().contains("nothing changed"), "{}", told());
    write(&place, "new/docwright.toml", "include = ['type:door']\n");
    assert!(told().contains("`door.width` is `Int64` now"), "{}", told());
    write(&place, "new/docwright.toml", "include = ['type:house']\n");
    assert!(told().contains("nothing changed"), "{}", told());
    // Elsewhere it is the last that is asked.
    let elsewhere = self::place(&[("docwright.toml", "include = ['type:house']\n")]);
    let [old, new] = ["old", "new"].map(|it| place.path().join(it).to_string_lossy().into_owned());
    let from_there = || run(&elsewhere, &["diff", &old, &new, "--selection"]);
    for folder in ["new", "old"] {
        std::fs::remove_file(place.path().join(folder).join("docwright.toml")).expect("a file");
    }
    assert!(from_there().contains("nothing changed"), "{}", from_there());
    write(&place, "old/docwright.toml", "include = ['type:door']\n");
    assert!(from_there().contains("`door.width` is `Int64` now"), "{}", from_there());
    // A model has none.
    let told = run(&place, &["model", "new"]);
    let json = told.split_once("---- stdout\n").expect("it is printed").1;
    write(&place, "new.json", json.split("---- stderr").next().expect("it is printed"));
    let told = run(&place, &["diff", "old", "new.json", "--selection"]);
    assert!(told.contains("`door.width` is `Int64` now"), "{told}");
    let help = run(&place, &["diff", "--help"]);
    let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        help.contains(
            "the one that counts for NEW; for OLD, or here, where that one selects nothing"
        )
    );
}

#[test]
fn mistakes_are_answered_with_what_to_do() {
    let place = repository();
    write(&place, "empty/notes.txt", "");
    write(&place, "page.json", "# Page\n");
    write(&place, "settings.json", "{ \"name\": \"door\" }\n");
    write(&place, "torn.json", "{\n  \"types\": [],\n  \"operations\": [\n");
    let old = "{\n  \"defaultNamespace\": \"a\", \"baseUrl\": \"\", \"types\": [],\n  \
        \"operations\": [\n    { \"method\": \"GET\", \"path\": \"/doors\" }\n  ]\n}\n";
    write(&place, "older.json", old);
    let wrong = old.replace("[],\n", "[{ \"name\": \"door\",\n  \"namespace\": 3 }],\n");
    write(&place, "wrong.json", &wrong);
    std::fs::write(place.path().join("bytes.json"), b"\xff\xfe").expect("files can be written");
    check(&place, "wrong_revision", &["v2:docs-input", "docs-input"]);
    check(&place, "wrong_path_of_a_revision", &["v1:docs", "docs-input"]);
    check(&place, "revision_without_a_colon", &["v1", "docs-input"]);
    check(&place, "outside_of_the_repository", &["v1:../docs", "docs-input"]);
    check(&place, "misspelt_docs", &["docs-imput", "docs-input"]);
    check(&place, "nothing_there", &["nowhere/docs", "docs-input"]);
    check(&place, "docs_without_pages", &["docs-input", "empty"]);
    check(&place, "no_json", &["page.json", "docs-input"]);
    check(&place, "no_model", &["settings.json", "docs-input"]);
    check(&place, "torn_model", &["torn.json", "docs-input"]);
    check(&place, "older_model", &["older.json", "docs-input"]);
    check(&place, "wrong_model", &["docs-input", "wrong.json"]);
    check(&place, "bytes", &["docs-input", "bytes.json"]);
    check(&place, "page_and_folder", &[DOOR_PAGE, "docs-input"]);
    check(&place, "one_side", &["docs-input"]);
    let place = self::place(&[(DOOR_PAGE, DOOR)]);
    let told = run(&place, &["diff", "v1:", "docs-input"]);
    assert!(told.contains("status: 2") && told.contains("is in no git repository"), "{told}");
}

#[test]
fn a_model_that_is_too_large_is_refused() {
    let place = place(&[(DOOR_PAGE, DOOR)]);
    // A sparse file: nothing of it is read.
    let file = std::fs::File::create(place.path().join("large.json")).expect("a file");
    file.set_len(MODEL_BYTES.most as u64 + 1).expect("files can be made longer");
    let told = run(&place, &["diff", "large.json", "docs-input"]);
    let reason = format!("are more than the {} a model may have", MODEL_BYTES.most);
    assert!(told.contains("status: 2") && told.contains(&reason), "{told}");
}

/// The edits that README.md shows the changes of.
#[test]
fn the_readme_shows_what_is_printed() {
    let pages = sample();
    let place = place(&[("docwright.toml", "docs = 'docs'\n")]);
    let put = |pages: &super::Pages| {
        pages.iter().for_each(|(path, text)| write(&place, &format!("docs/{path}"), text));
    };
    put(&pages);
    git(&place, &["init", "--quiet"]);
    commit(&place);
    git(&place, &["tag", "v1.2"]);
    let shown = ["property renamed", "permission removed", "member added"];
    let edits = edits();
    let edited = edits.iter().filter(|it| shown.contains(&it.name.as_str()));
    put(&edited.fold(pages, |pages, edit| edit.apply(&pages)));
    commit(&place);
    let told = run(&place, &["diff", "v1.2:", "HEAD:"]);
    let out = told.split_once("---- stdout\n").map_or("", |it| it.1);
    let out = out.split("---- stderr").next().unwrap_or_default();
    let block = format!("```text\n$ docwright diff v1.2: HEAD:\n{out}```\n");
    let readme = std::fs::read_to_string(super::root().join("README.md")).expect("it is there");
    assert!(readme.contains(&block), "README.md should show\n\n{block}");
}
