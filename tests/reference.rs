//! The reference of dialects is `docwright dialects graph`: each key that it has is in a dialect of the tests, or in one that comes with
//! docwright, whose docs are read otherwise without it.
//!
//! A new key needs a page in a doc set of `tests/dialects/`, and its line in the dialect there.

#[expect(dead_code, reason = "the cases are not checked here")]
mod chapter;

use docwright::config::Config;
use docwright::dialect::{BUILT_IN, built_in, parse};
use docwright::doc_set::DocSet;
use docwright::emit::model_json::emit_json;
use docwright::pipeline;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A table of a dialect and a key in it; without a table those above all.
type Key = (String, String);

/// Keys that the reference tells in words, without a line that sets them.
const IN_WORDS: &[(&str, &str)] = &[
    ("service.paging", "first"),
    ("service.paging", "parameter"),
    ("service.paging", "size"),
    ("service.paging", "end"),
    ("shape", "types-from-examples"),
    ("shape", "lists"),
    ("shape", "bodies"),
    ("request-lines", "code"),
];

/// A dialect and docs in it.
struct Set {
    dialect: String,
    /// Its keys, each with its lines.
    keys: BTreeMap<Key, String>,
    docs: DocSet,
    /// All pages, in lower case.
    text: String,
}

/// What the words of the dialect that has the rest of them become.
#[test]
fn words_that_are_nobody_elses() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dialects/lexicon/docs");
    let config = Config::default().of_docs(&folder).expect("the dialect can be read");
    let docs = DocSet::read(&folder).expect("the doc set is there");
    let compilation = pipeline::compile(&docs, &config);
    let findings = chapter::findings(&docs, &compilation);
    let model = chapter::describe::describe(&compilation.model);
    insta::with_settings!({ snapshot_path => "dialects/lexicon", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("model", format!("{model}\n{findings}"));
    });
}

#[test]
fn every_key_of_the_reference_is_in_an_example_that_needs_it() {
    let reference = BUILT_IN[0].text;
    let mut wanted: BTreeSet<Key> = lines(reference).into_iter().filter_map(|it| it.key).collect();
    for (table, key) in IN_WORDS {
        assert!(reference.contains(&format!("`{key}")), "the reference does not tell of `{key}`");
        wanted.insert(((*table).to_owned(), (*key).to_owned()));
    }
    for set in sets() {
        if wanted.is_empty() {
            break;
        }
        let keys = set.keys.keys().filter(|it| wanted.contains(*it) && set.may_need(it));
        let keys: Vec<&Key> = keys.collect();
        if keys.is_empty() {
            continue;
        }
        // Most docs need few of the keys of a dialect that comes with docwright: some are left out at once first.
        let at_once = if set.is_of_tests() { 1 } else { 6 };
        let whole = set.read(&set.dialect);
        let is_needed = |keys: &[&Key]| set.read(&without(&set.dialect, keys)) != whole;
        let groups: Vec<&[&Key]> = keys.chunks(at_once).collect();
        let groups = groups.into_par_iter().filter(|it| is_needed(it));
        let needed =
            groups.flat_map_iter(|it| it.iter().filter(|key| it.len() == 1 || is_needed(&[key])));
        let needed: BTreeSet<Key> = needed.map(|it| (*it).clone()).collect();
        wanted.retain(|it| !needed.contains(it));
    }
    let missing: Vec<String> =
        wanted.iter().map(|(table, key)| format!("[{table}] {key}")).collect();
    assert!(missing.is_empty(), "keys that no example needs: {missing:#?}");
}

/// Examples between backticks in the comments above all keys of the reference.
fn shown_first() -> Vec<&'static str> {
    let (head, _) = BUILT_IN[0].text.split_once("\nname = ").expect("the first key");
    let comments = head.split('`').skip(1).step_by(2);
    comments.filter(|it| it.contains(" = ")).collect()
}

/// The keys that it begins with are a dialect, each of which says something.
#[test]
fn the_ten_keys_of_a_new_dialect_are_ten_that_it_can_have() {
    let (head, _) = BUILT_IN[0].text.split_once("\nname = ").expect("the first key");
    let numbered = head.lines().filter_map(|line| {
        let (number, rest) = line.strip_prefix('#')?.trim_start().split_once(". `")?;
        number.parse::<usize>().ok().zip(rest.split('`').next())
    });
    let keys: Vec<(usize, &str)> = numbered.collect();
    assert_eq!(keys.iter().map(|it| it.0).collect::<Vec<_>>(), (1..=10).collect::<Vec<_>>());
    let whole = |left_out: usize| {
        let kept = keys.iter().filter(|it| it.0 != left_out).map(|it| format!("{}\n", it.1));
        let text = format!("name = \"lamps\"\n{}", kept.collect::<String>());
        parse("lamps.toml", &text, None).map(|it| format!("{it:?}"))
    };
    let all = whole(0).expect("they can be read");
    for (number, key) in &keys[1..] {
        assert_ne!(whole(*number).as_ref(), Ok(&all), "{key}");
    }
}

/// What it shows of taking spellings away is taken away.
#[test]
fn spellings_are_taken_away_as_it_says() {
    let shown: Vec<&str> = shown_first().into_iter().filter(|it| it.contains('!')).collect();
    assert_eq!(shown.len(), 2, "{shown:?}");
    let text = format!("name = \"lamps\"\nextends = \"rest\"\n[sections]\n{}\n", shown.join("\n"));
    let dialect = parse("lamps.toml", &text, None).expect("it can be read");
    let words = |section| dialect.sections.spellings(section).collect::<Vec<_>>();
    assert_eq!(words(docwright::dialect::Section::Response), ["comes back"]);
    let base = &built_in("rest").expect("it is there").dialect;
    let members = base.sections.spellings(docwright::dialect::Section::Members);
    let left: Vec<&str> = members.filter(|it| *it != "members").collect();
    assert_eq!(words(docwright::dialect::Section::Members), left);
}

impl Set {
    fn new(dialect: String, docs: DocSet) -> Self {
        let text = docs.sources.files().map(|(_, file)| file.text.to_lowercase()).collect();
        let mut keys: BTreeMap<Key, String> = BTreeMap::new();
        for line in lines(&dialect) {
            let Some(key) = line.key else { continue };
            keys.entry(key).or_default().push_str(line.text);
        }
        Self { dialect, keys, docs, text }
    }

    /// Whether the dialect is not one that comes with docwright.
    fn is_of_tests(&self) -> bool {
        BUILT_IN.iter().all(|it| it.text != self.dialect)
    }

    /// Whether the docs have a word of a key of words: looked up, since reading takes longer.
    fn may_need(&self, key: &Key) -> bool {
        if self.is_of_tests() || !["sections", "columns", "phrases"].contains(&key.0.as_str()) {
            return true;
        }
        let own = &self.keys[key];
        let words = own.split('"').skip(1).step_by(2);
        let mut parts = words.map(|it| it.split("{x}").max_by_key(|it| it.len()).unwrap_or(it));
        !own.contains('"') || parts.any(|it| self.text.contains(&it.trim().to_lowercase()))
    }

    /// All that a dialect makes of the docs; nothing if it can't be one.
    fn read(&self, dialect: &str) -> Option<String> {
        let dialect = parse("own.toml", dialect, None).ok()?;
        let config = Config { dialect: dialect.into(), ..Config::default() };
        let compilation = pipeline::compile(&self.docs, &config);
        let findings = compilation.diagnostics.iter().map(|it| format!("{it:?}\n"));
        let findings: String = findings.collect();
        let (model, dialect) = (&compilation.model, &config.dialect);
        let accounts = compilation.facts.pages.iter().map(|it| format!("{:?}\n", it.blocks));
        let accounts: String = accounts.collect();
        Some(format!(
            "{}{findings}{accounts}{:?}{:?}{}{}",
            emit_json(model),
            model.protocol,
            model.published,
            dialect.name,
            dialect.summary
        ))
    }
}

/// The doc sets of the tests, the small ones first.
fn sets() -> impl Iterator<Item = Set> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["tests/dialects", "tests/services"].into_iter().flat_map(|it| {
        let entries = std::fs::read_dir(root.join(it)).expect("the folder is there").flatten();
        let mut folders: Vec<PathBuf> = entries.map(|it| it.path()).collect();
        folders.sort();
        folders
    });
    let own = folders.filter_map(|folder| {
        let docs = DocSet::read(&folder.join("docs")).ok()?;
        let name = folder.file_name()?.to_string_lossy().into_owned();
        let file = folder.join(format!("{name}.toml"));
        let settings = std::fs::read_to_string(folder.join("docs/docwright.toml"));
        let dialect = match std::fs::read_to_string(file) {
            Ok(text) => text,
            Err(_) => {
                let settings = settings.unwrap_or_default();
                let named = settings.split('"').nth(1).unwrap_or("graph");
                built_in(named)?.text.to_owned()
            }
        };
        Some(Set::new(dialect, docs))
    });
    let of_graph = |docs| Set::new(BUILT_IN[0].text.to_owned(), docs);
    let cases = chapters(root).into_iter().map(move |it| of_graph(DocSet::from_files(it)));
    let sample = std::iter::once_with(move || {
        of_graph(DocSet::read(&root.join("docs-input")).expect("the sample is there"))
    });
    own.chain(cases).chain(sample)
}

/// The pages of the cases of forms, of the model and of rules: of each case in a folder of its own, all of a chapter together.
fn chapters(root: &Path) -> Vec<Vec<(String, String)>> {
    let folders = ["tests/forms", "tests/model", "tests/model/judged"];
    let files = folders.iter().flat_map(|it| {
        let entries = std::fs::read_dir(root.join(it)).expect("the folder is there").flatten();
        let mut files: Vec<PathBuf> = entries.map(|it| it.path()).collect();
        files.sort();
        files
    });
    let chapters = files.filter(|it| it.extension().is_some_and(|it| it == "md"));
    let chapters = chapters.filter_map(|it| std::fs::read_to_string(it).ok());
    let chapters = chapters.map(|it| chapter::cases(&it));
    let rules = docwright::rules::FAMILIES
        .iter()
        .map(|family| family.rules.iter().map(|it| it.explanation.to_owned()).collect::<Vec<_>>());
    let pages = |cases: Vec<String>| {
        let mut known = BTreeSet::new();
        let pages = cases.iter().enumerate().flat_map(|(index, case)| {
            let files = chapter::files(case, "md").into_iter();
            files.map(move |(path, text)| (format!("{index}/{path}"), text))
        });
        pages.filter(|(path, _)| known.insert(path.clone())).collect()
    };
    chapters.chain(rules).map(pages).collect()
}

/// A line of a dialect's file, and the key that it sets or goes on with.
struct Line<'t> {
    text: &'t str,
    key: Option<Key>,
}

/// The lines of a file, as ours are laid out: a list may go over several.
fn lines(text: &str) -> Vec<Line<'_>> {
    let (mut table, mut open) = (String::new(), None);
    let lines = text.lines().map(|text| {
        let is_table = open.is_none() && text.starts_with('[');
        if is_table {
            table = text.trim_matches(['[', ']']).to_owned();
        }
        let named = text.split_once(" =").filter(|it| !it.0.starts_with('#'));
        let named = named.map(|(key, _)| (table.clone(), key.to_owned()));
        let key = open.take().or(named.filter(|_| !is_table));
        let is_open =
            key.is_some() && !text.trim_end().ends_with([']', '"', '\'']) && !is_short(text);
        open = key.clone().filter(|_| is_open);
        Line { text, key }
    });
    lines.collect()
}

/// Whether a value is a word without quotes.
fn is_short(text: &str) -> bool {
    text.split_once(" = ").is_some_and(|it| it.1.chars().all(|c| c.is_ascii_alphanumeric()))
}

/// A file without the lines of some keys.
fn without(text: &str, keys: &[&Key]) -> String {
    let is_left_out = |line: &Line<'_>| line.key.as_ref().is_some_and(|it| keys.contains(&it));
    let kept = lines(text).into_iter().filter(|it| !is_left_out(it));
    kept.map(|it| format!("{}\n", it.text)).collect()
}
