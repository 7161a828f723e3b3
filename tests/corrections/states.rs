//! A correction that comes or goes between two states is the change that it makes, in docs and in models of them.

use super::{Read, read};
use docwright::diff::{Diff, Effect, Places, Side, diff};
use docwright::emit::model_json::emit_json_with_lines;
use docwright::model_file::{self, ModelFile};

/// A correction, what is told where it comes, and where it goes: what each does on the wire and in Rust.
const CHANGES: &[(&str, &str, &str)] = &[
    (
        "[property.'lamp.brightness']\ntype = 'Edm.Int32'",
        "breaks breaks property-type-changed lamp.brightness",
        "breaks breaks property-type-changed lamp.brightness",
    ),
    (
        "[property.'lamp.mood']\nexists = false",
        "breaks breaks property-removed lamp.mood",
        "adds adds property-added lamp.mood",
    ),
    (
        "[property.'lamp.mood']\ncalled = 'moods'",
        "breaks breaks property-renamed lamp.mood",
        "breaks breaks property-renamed lamp.moods",
    ),
    (
        "[property.'lamp.size']\nexists = true\ntype = 'Edm.Double'",
        "adds adds property-added lamp.size",
        "breaks breaks property-removed lamp.size",
    ),
    (
        "[property.'lamp.mood']\nrust = 'temper'",
        "none breaks rust-changed lamp",
        "none breaks rust-changed lamp",
    ),
    (
        "[type.lamp]\nrust = 'luminaire'",
        "none breaks rust-changed lamp",
        "none breaks rust-changed lamp",
    ),
    (
        "[enum.mood]\nrust-members = { wild = 'untamed' }",
        "none breaks rust-changed mood",
        "none breaks rust-changed mood",
    ),
    ("[type.lamp]\nopen = true", "adds none open-changed lamp", "breaks none open-changed lamp"),
    (
        "[enum.mood]\nwith = ['sad']",
        "adds adds member-added mood.sad",
        "breaks breaks member-removed mood.sad",
    ),
    (
        "[operation.'GET /lamps/{id}']\nstatus = 206",
        "breaks none status-changed GET /lamps/{id}",
        "breaks none status-changed GET /lamps/{id}",
    ),
    (
        "[operation.'DELETE /lamps/{id}']\nexists = true\nstatus = 204",
        "adds adds operation-added DELETE /lamps/{id}",
        "breaks breaks operation-removed DELETE /lamps/{id}",
    ),
    (
        "[operation.'POST /me/lamp/dim']\nparameter.by = { required = true }",
        "breaks none parameter-required-changed POST /lamps/{id}/dim",
        "adds none parameter-required-changed POST /lamps/{id}/dim",
    ),
    (
        "[operation.\"GET /lamps/{id}/near(km='{km}',kind='{kind}')\"]\nparameter.km = { type = 'Edm.Int32' }",
        "breaks breaks argument-changed GET /lamps/{id}/near(km={km},kind='{kind}')",
        "breaks breaks argument-changed GET /lamps/{id}/near(km='{km}',kind='{kind}')",
    ),
    (
        "[operation.\"GET /lamps/{id}/near(km='{km}',kind='{kind}')\"]\nparameter.km = { called = 'kms' }",
        "breaks none argument-changed GET /lamps/{id}/near(kms='{kms}',kind='{kind}')",
        "breaks none argument-changed GET /lamps/{id}/near(km='{km}',kind='{kind}')",
    ),
];

fn side(read: &Read) -> Side<'_> {
    Side::new(&read.compiled, Places::Docs(&read.docs.sources))
}

fn file_side(file: &ModelFile) -> Side<'_> {
    Side::new(&file.model, Places::File(&file.pages))
}

fn lines(diff: &Diff) -> Vec<String> {
    let effect = |effect: Effect| match effect {
        Effect::None => "none",
        Effect::Adds => "adds",
        Effect::Breaks => "breaks",
    };
    let line = |it: &docwright::diff::Change| {
        let (wire, rust) = (effect(it.wire), effect(it.rust));
        format!("{wire} {rust} {} {}", it.kind.name(), it.subjects[0])
    };
    diff.changes.iter().map(line).collect()
}

#[test]
fn a_correction_is_the_change_that_it_makes() {
    let before = read("");
    for (text, told, back) in CHANGES {
        let after = read(&format!("{text}\nreason = 'I know.'"));
        assert_eq!(lines(&diff(&side(&before), &side(&after))), [*told], "{text}");
        assert_eq!(lines(&diff(&side(&after), &side(&before))), [*back], "{text}, back");
    }
}

/// What a file holds of a model is all that is compared: places and names in Rust, too.
#[test]
fn models_of_corrected_docs_differ_as_these_do() {
    let before = read("");
    let file = |read: &Read| {
        let text = emit_json_with_lines(&read.compiled, &read.docs.sources);
        model_file::parse(&text).expect("it is what was written")
    };
    let before_file = file(&before);
    for (text, ..) in CHANGES {
        let after = read(&format!("{text}\nreason = 'I know.'"));
        let after_file = file(&after);
        let of_docs = diff(&side(&before), &side(&after)).changes;
        assert_eq!(
            diff(&file_side(&before_file), &file_side(&after_file)).changes,
            of_docs,
            "{text}"
        );
        assert_eq!(diff(&side(&after), &file_side(&after_file)).changes, [], "{text}");
    }
}

/// What the docs lack stands in the file of corrections, and each line is one of the file beside it.
#[test]
fn what_is_added_says_where() {
    let text = "[property.'lamp.size']\nexists = true\ntype = 'Edm.Double'\nreason = 'x'\n\
                [enum.mood]\nwith = ['sad']\nreason = 'x'";
    let after = read(text);
    let json = emit_json_with_lines(&after.compiled, &after.docs.sources);
    let json: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
    let ty = |name: &str| {
        let types = json["types"].as_array().expect("a list").iter();
        types.clone().find(|it| it["name"] == name).expect("it is there").clone()
    };
    let lamp = ty("lamp");
    let size = lamp["properties"].as_array().expect("a list").last().expect("the last one");
    assert_eq!((&size["_page"], &size["_line"]), (&"fix.toml".into(), &1.into()));
    let mood = ty("mood");
    assert_eq!(mood["_memberPages"][2], "fix.toml");
    assert_eq!(mood["_memberLines"][2], 6);
    let told = diff(&side(&read("")), &side(&after));
    let places: Vec<String> =
        told.changes.iter().filter_map(|it| it.new.as_ref()).map(ToString::to_string).collect();
    assert_eq!(places, ["fix.toml:1", "fix.toml:6"]);
}
