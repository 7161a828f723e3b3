//! What changed between two states of docs: every kind of edit of the sample and its reverse is told, with what it
//! breaks; what rustc says of programs agrees; docs that only look otherwise have not changed.

#[path = "diff/command.rs"]
mod command;
#[path = "diff/edits.rs"]
mod edits;
#[path = "diff/files.rs"]
mod files;
#[path = "diff/layout.rs"]
mod layout;
#[path = "diff/policy.rs"]
mod policy;
#[path = "diff/programs.rs"]
mod programs;
#[path = "schemas/mod.rs"]
mod schemas;

use docwright::config::Config;
use docwright::diff::render::{json, markdown};
use docwright::diff::{Change, Diff, Effect, Kind, Places, Side, Verdict, diff};
use docwright::doc_set::DocSet;
use docwright::emit::model_json::{emit_json, emit_json_with_lines};
use docwright::model::Model;
use docwright::{model_file, pipeline};
use edits::{Edit, Pages, edits, pages_of, sample};
use layout::{Sorted, laid_out_otherwise};
use schemas::Schema;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::OnceLock;

/// A model and the pages that it was made of, as a side of comparisons: of any number of them, so that it stays.
struct State {
    docs: &'static DocSet,
    model: &'static Model,
    side: Side<'static>,
}

impl State {
    fn of(pages: &Pages) -> Self {
        Self::of_docs(DocSet::from_files(pages.clone()))
    }

    fn of_docs(docs: DocSet) -> Self {
        let model = pipeline::model(&docs, &Config::default());
        Self::with(docs, model)
    }

    fn with(docs: DocSet, model: Model) -> Self {
        let (docs, model): (&DocSet, &Model) = (Box::leak(docs.into()), Box::leak(model.into()));
        Self { docs, model, side: Side::new(model, Places::Docs(&docs.sources)) }
    }
}

/// The sample, read once for all tests.
fn unedited() -> &'static State {
    static UNEDITED: OnceLock<State> = OnceLock::new();
    UNEDITED.get_or_init(|| State::of(&sample()))
}

/// The same after all edits that need no other.
fn edited_at_once() -> &'static State {
    static EDITED: OnceLock<State> = OnceLock::new();
    EDITED.get_or_init(|| {
        let edits = edits();
        let alone: Vec<&Edit> = edits.iter().filter(|it| it.is_alone).collect();
        assert!(alone.len() > 5);
        State::of(&alone.into_iter().fold(sample(), |pages, it| it.apply(&pages)))
    })
}

/// The same after each of its edits.
fn edited() -> &'static [State] {
    static EDITED: OnceLock<Vec<State>> = OnceLock::new();
    EDITED.get_or_init(|| {
        let pages = sample();
        edits().iter().map(|edit| State::of(&edit.apply(&pages))).collect()
    })
}

fn compare(old: &State, new: &State) -> Diff {
    diff(&old.side, &new.side)
}

/// What a change is told as, in the form of the list of edits.
fn line(change: &Change) -> String {
    let effect = |effect: Effect| match effect {
        Effect::None => "none",
        Effect::Adds => "adds",
        Effect::Breaks => "breaks",
    };
    let (wire, rust) = (effect(change.wire), effect(change.rust));
    format!("{wire} {rust} {} {}", change.kind.name(), change.subjects[0])
}

fn lines(diff: &Diff) -> Vec<String> {
    let mut lines: Vec<String> = diff.changes.iter().map(line).collect();
    lines.sort();
    lines
}

#[test]
fn every_kind_of_edit_is_told_both_ways() {
    let old = unedited();
    let mut wrong = String::new();
    let mut kinds = BTreeSet::new();
    let edits = edits();
    assert!(edits.len() >= 40, "{} edits", edits.len());
    for (edit, new) in edits.iter().zip(edited()) {
        for (which, told, wanted) in
            [("told", compare(old, new), &edit.told), ("back", compare(new, old), &edit.back)]
        {
            kinds.extend(told.changes.iter().map(|it| it.kind));
            let mut wanted = wanted.clone();
            wanted.sort();
            let lines = lines(&told);
            if lines != wanted {
                let texts: Vec<String> = told
                    .changes
                    .iter()
                    .map(|it| format!("{}\n{:?}", it.sentence(), it.in_rust))
                    .collect();
                wrong.push_str(&format!(
                    "## {}, {which}\nis:\n{}\nshould be:\n{}\n{}\n\n",
                    edit.name,
                    lines.join("\n"),
                    wanted.join("\n"),
                    texts.join("\n")
                ));
            }
            for change in &told.changes {
                let is_placed = change.old.is_some() || change.new.is_some();
                assert!(is_placed || change.kind == Kind::RustChanged, "{}", change.sentence());
                let is_known = |it: &docwright::diff::Place| it.line.is_some_and(|line| line > 0);
                assert!(change.old.iter().chain(&change.new).all(is_known), "{change:?}");
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    // What no page of this dialect can say is not edited.
    let unsaid: Vec<&str> =
        Kind::ALL.iter().filter(|it| !kinds.contains(it)).map(|it| it.name()).collect();
    assert!(unsaid.len() <= 20, "{} kinds are not tried: {unsaid:?}", unsaid.len());
}

/// What no page says but a dialect does of its service.
#[test]
fn what_changes_of_a_service_is_told() {
    let of = |service: &str| {
        let url =
            if service.contains("base-url") { "" } else { "base-url = 'https://x.example'\n" };
        let toml = format!("name = 'x'\ndefault-namespace = 'x'\n[service]\n{url}{service}");
        let dialect = docwright::dialect::parse("x.toml", &toml, None).expect("a dialect");
        let config = Config { dialect: dialect.into(), ..Config::default() };
        let docs = DocSet::from_files(Pages::new());
        let model = pipeline::model(&docs, &config);
        State::with(docs, model)
    };
    let old = of("");
    for (service, sentence) in [
        (
            "base-url = 'https://x.example/v2'",
            "`service.base-url` is `https://x.example/v2` now, was `https://x.example`",
        ),
        ("list = ['items']", "`service.list` is `items` now, was `value`, `.`"),
        (
            "token = 'X-Key: {token}'",
            "`service.token` is `x-key: {token}` now, was `authorization: Bearer {token}`",
        ),
        (
            "token = '?key={token}'",
            "`service.token` is `?key={token}` now, was `authorization: Bearer {token}`",
        ),
        ("odata = ['$top', 'delta']", "`service.odata` is `$top`, `delta` now, was nothing"),
        (
            "[service.errors]\ncode = 'fault.kind'",
            "`service.errors.code` is `fault.kind` now, was nothing",
        ),
        (
            "[service.paging]\nby = 'cursor'\nmember = 'more'\nparameter = 'from'",
            "`service.paging` is `from` of `more` now, was a link in `@odata.nextLink`, `@nextLink`",
        ),
        (
            "[service.paging]\nby = 'number'\nparameter = 'page'\nsize = 'per'\nend = 'short'",
            "`service.paging` is pages by number in `page`, from 1, of `per`, up to a short one now, \
             was a link in `@odata.nextLink`, `@nextLink`",
        ),
        (
            "[service.paging]\nby = 'offset'\nparameter = 'skip'\nend = 'X-Next:'",
            "`service.paging` is pages by place in `skip`, up to one without `x-next` now, \
             was a link in `@odata.nextLink`, `@nextLink`",
        ),
    ] {
        let new = of(service);
        let sentences =
            |diff: Diff| -> Vec<String> { diff.changes.iter().map(Change::sentence).collect() };
        assert_eq!(sentences(compare(&old, &new)), [sentence]);
        // A file says as much.
        let json = emit_json(new.model);
        let file = model_file::parse(&json).expect("it is what was written");
        assert_eq!(emit_json(&file.model), json);
        assert_eq!(sentences(diff(&old.side, &file_side(&file))), [sentence]);
    }
}

#[test]
fn rustc_agrees() {
    programs::check();
}

#[test]
fn models_in_files_differ_as_their_docs_do() {
    let (old, new) = (unedited(), edited_at_once());
    let json = |state: &State| emit_json_with_lines(state.model, &state.docs.sources);
    let file = |text: &str| model_file::parse(text).expect("it is what was written");
    let (old_file, new_file) = (file(&json(old)), file(&json(new)));
    // A file that is read is what was written, but for the examples.
    let (read, written) =
        (without_examples(&emit_json(&old_file.model)), without_examples(&emit_json(old.model)));
    let differ = read.lines().zip(written.lines()).enumerate().find(|(_, (is, was))| is != was);
    assert_eq!(differ, None);
    assert_eq!(read.lines().count(), written.lines().count());
    let of_files = diff(&file_side(&old_file), &file_side(&new_file));
    let of_docs = compare(old, new);
    assert!(of_docs.changes.len() > 5);
    for (one, other) in of_files.changes.iter().zip(&of_docs.changes) {
        assert_eq!((line(one), &one.old, &one.new), (line(other), &other.old, &other.new));
    }
    assert_eq!(of_files.changes.len(), of_docs.changes.len());
    assert!(diff(&file_side(&old_file), &old.side).changes.is_empty());
}

fn file_side(file: &model_file::ModelFile) -> Side<'_> {
    Side::new(&file.model, Places::File(&file.pages))
}

fn without_examples(json: &str) -> String {
    let is_kept = |line: &&str| {
        let line = line.trim_start();
        !["\"examples\"", "\"agreement\""].iter().any(|it| line.starts_with(it))
    };
    json.lines().filter(is_kept).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_is_printed_is_valid_and_always_the_same() {
    let (old, new) = (unedited(), edited_at_once());
    let told = compare(old, new);
    assert_eq!(told.verdict(), Verdict::Major);
    let text = json::render(&told, "old", "new");
    assert_eq!(text, json::render(&compare(old, new), "old", "new"));
    Schema::new(json::SCHEMA).assert_valid(&serde_json::from_str(&text).expect("it is JSON"));
    for kind in Kind::ALL {
        let name = format!("\"{}\"", kind.name());
        assert!(json::SCHEMA.contains(&name), "the schema lacks {name}");
    }
    insta::with_settings!({ snapshot_path => "diff", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("changelog", markdown::render(&told));
    });
    let nothing = compare(old, old);
    assert_eq!(nothing.verdict(), Verdict::None);
    assert_eq!(markdown::render(&nothing), "## Changes\n\nNothing changed.\n");
}

#[test]
fn docs_that_look_otherwise_have_not_changed() {
    let (old, new) = (unedited(), State::of(&laid_out_otherwise(&sample(), Sorted::Otherwise)));
    assert_eq!(lines(&compare(old, &new)), Vec::<String>::new());
    assert_eq!(lines(&compare(old, old)), Vec::<String>::new());
}

/// The real reference, where it is at hand, against the same that looks otherwise.
#[test]
fn the_real_reference_has_not_changed() {
    let root = root().join("../shared/corpus/graph-v1.0");
    if !root.is_dir() {
        return;
    }
    let pages = pages_of(&root);
    let (old, new) =
        rayon::join(|| State::of(&pages), || State::of(&laid_out_otherwise(&pages, Sorted::Alike)));
    assert!(old.model.types.len() > 500);
    assert_eq!(lines(&compare(&old, &new)), Vec::<String>::new());
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
