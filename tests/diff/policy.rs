//! What README says of what breaks the wire is what edits of the sample are told as.

use super::edits::{Edit, policy};
use super::{State, compare, lines, root, sample, unedited};
use docwright::diff::{Diff, Effect};
use docwright::model_file;

#[test]
fn each_row_is_told_as_it_says() {
    let pages = sample();
    let old = unedited();
    let mut wrong = String::new();
    for edit in policy() {
        let new = State::of(&edit.apply(&pages));
        for (told, wanted) in [(compare(old, &new), &edit.told), (compare(&new, old), &edit.back)] {
            let mut wanted = wanted.clone();
            wanted.sort();
            let lines = lines(&told);
            if lines != wanted {
                let wanted = wanted.join("\n");
                wrong.push_str(&format!(
                    "## {}\nis:\n{}\nshould be:\n{wanted}\n\n",
                    edit.name,
                    lines.join("\n")
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn readme_has_these_rows() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("README.md");
    let rows = readme.split_once("|change|its reverse|\n").expect("the table").1;
    let rows: Vec<&str> = rows.lines().skip(1).take_while(|it| it.starts_with('|')).collect();
    let worst = |told: &[String]| {
        let effects = told.iter().map(|it| it.split(' ').next().unwrap_or_default().to_owned());
        let rank = |it: &String| ["none", "adds", "breaks"].iter().position(|word| word == it);
        match effects.max_by_key(rank).as_deref() {
            Some("none") => "–".to_owned(),
            effect => effect.unwrap_or_default().to_owned(),
        }
    };
    let row = |it: &Edit| format!("|{}|{}|{}|", it.name, worst(&it.told), worst(&it.back));
    let wanted: Vec<String> = policy().iter().map(row).collect();
    assert_eq!(rows, wanted);
}

/// Whatever is edited, two models in files differ as the docs do that they were made of.
#[test]
fn each_edit_is_the_same_in_models() {
    let pages = sample();
    let old = unedited();
    let file = |state: &State| {
        let json =
            docwright::emit::model_json::emit_json_with_lines(state.model, &state.docs.sources);
        model_file::parse(&json).expect("it is what was written")
    };
    let old_file = file(old);
    let old_side = super::file_side(&old_file);
    // Of the other edits some.
    for edit in super::edits::edits().into_iter().step_by(4).chain(policy()) {
        let new = State::of(&edit.apply(&pages));
        let new_file = file(&new);
        let of_docs: Diff = compare(old, &new);
        let of_files = docwright::diff::diff(&old_side, &super::file_side(&new_file));
        assert_eq!(of_files.changes, of_docs.changes, "{}", edit.name);
    }
}

/// What only looks otherwise is nothing.
#[test]
fn words_and_places_are_nothing() {
    let pages = sample();
    let mut other = pages.clone();
    let page = other.remove("resources/reminder.md").expect("a page");
    other.insert("resources/bell.md".to_owned(), page.replace("# reminder", "#  reminder"));
    for text in other.values_mut() {
        *text = text
            .replace("/reminder.md", "/bell.md")
            .replace("The line that inboxes show.", "What inboxes show.");
    }
    assert_eq!(lines(&compare(unedited(), &State::of(&other))), Vec::<String>::new());
}

/// Each combination of what changes do, in words.
#[test]
fn the_last_line_is_a_sentence() {
    use docwright::diff::render::Counts;
    use docwright::diff::{Change, Kind};
    let change = |wire, rust| Change {
        kind: Kind::TypeAdded,
        subjects: vec!["a".to_owned()],
        text: "is".to_owned(),
        wire,
        rust,
        in_rust: Vec::new(),
        old: Option::None,
        new: Option::None,
    };
    use Effect::{Adds, Breaks, None};
    let (wire, rust, adds, other) =
        (change(Breaks, None), change(None, Breaks), change(Adds, Adds), change(None, None));
    for (changes, wanted) in [
        (vec![&wire], "major: 1 change, which breaks the wire"),
        (vec![&rust], "major: 1 change, which breaks Rust code only"),
        (vec![&adds], "minor: 1 change, which adds something"),
        (vec![&other], "patch: 1 change, which neither breaks nor adds anything"),
        (vec![&wire, &wire], "major: 2 changes, which all break the wire"),
        (vec![&rust, &rust], "major: 2 changes, which all break Rust code only"),
        (vec![&adds, &adds, &adds], "minor: 3 changes, which all add something"),
        (vec![&other, &other, &other], "patch: 3 changes, none of which breaks or adds anything"),
        (
            vec![&adds, &other],
            "minor: 2 changes, of which 1 adds something, 1 neither breaks nor adds anything",
        ),
        (
            vec![&wire, &wire, &rust, &adds, &other, &other],
            "major: 6 changes, of which 2 break the wire, 1 breaks Rust code only, 1 adds something, \
             2 neither break nor add anything",
        ),
        (vec![], "nothing changed"),
    ] {
        let diff = Diff { changes: changes.into_iter().cloned().collect() };
        assert_eq!(Counts::of(&diff).text(&diff), wanted);
    }
}
