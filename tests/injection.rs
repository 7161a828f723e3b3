//! Nothing that a stranger writes becomes code, markup, a control character or a command: hostile pages and settings, each
//! beside its harmless twin.

#[path = "cargo/mod.rs"]
mod cargo;
#[path = "injection/emitted.rs"]
mod emitted;
#[path = "injection/pages.rs"]
mod pages;
#[path = "injection/settings.rs"]
mod settings;
#[path = "injection/shown.rs"]
mod shown;

use docwright::config::Config;
use docwright::diagnostic::Diagnostics;
use docwright::doc_set::DocSet;
use docwright::emit::rust::{Derives, RustEmitter, Within};
use docwright::emit::{EmitOptions, Emitter, Layout};
use docwright::pipeline;
use emitted::{docs, markup, tokens};
use settings::{File, Outcome};
use shown::write;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

type Files = BTreeMap<String, String>;

/// The word that hostile text has where it would do harm.
const MARK: &str = "zqx";

/// The pages of all cases, or of all twins.
fn all_pages(pick: fn(&pages::Case) -> &'static str) -> Vec<(String, String)> {
    let cases = pages::CASES.iter().enumerate();
    cases.flat_map(|(n, case)| pages::files(n, case.1, pick(case))).collect()
}

fn hostile(case: &pages::Case) -> &'static str {
    case.2
}

fn harmless(case: &pages::Case) -> &'static str {
    case.3
}

fn emit(pages: Vec<(String, String)>, config: &Config, layout: Layout) -> (Files, Diagnostics) {
    try_emit(pages, config, layout).expect("there are no settings")
}

fn try_emit(
    pages: Vec<(String, String)>,
    config: &Config,
    layout: Layout,
) -> Result<(Files, Diagnostics), String> {
    let compilation = pipeline::compile(&DocSet::from_files(pages), config);
    let name = config.client_name().to_owned();
    let derives = Derives::read(&config.derives, &compilation.model, Within::Include);
    let derives = derives.map_err(|error| error.to_string())?;
    let options = EmitOptions { name, layout, tests: true, derives };
    Ok((RustEmitter.emit(&compilation.model, &options).files, compilation.diagnostics))
}

/// Compares what is emitted with what is emitted of a twin: the same but for the text in literals and comments.
#[track_caller]
fn assert_twins(name: &str, found: &Files, twin: &Files) {
    assert_eq!(found.keys().collect::<Vec<_>>(), twin.keys().collect::<Vec<_>>(), "{name}");
    for (path, text) in found {
        let is_hidden = |c: char| c != '\n' && (c.is_control() || is_hidden(c));
        assert!(!text.contains(is_hidden), "{name}: {path}\n{text:?}");
        if path.ends_with(".toml") {
            assert_eq!(without_strings(text), without_strings(&twin[path]), "{name}: {path}");
            continue;
        }
        syn::parse_file(text).unwrap_or_else(|error| panic!("{name}: {path}: {error}\n{text}"));
        assert_eq!(tokens(text), tokens(&twin[path]), "{name}: {path}");
        let (found, twin) = (markup(&docs(text)), markup(&docs(&twin[path])));
        assert_eq!(found, twin, "{name}: {path}\n{text}");
    }
}

/// Marks of direction and characters without width.
fn is_hidden(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The shape of a manifest: its keys and kinds of values.
fn without_strings(text: &str) -> String {
    fn shape(value: &toml::de::DeValue<'_>) -> String {
        match value {
            toml::de::DeValue::Table(table) => {
                let keys = table
                    .iter()
                    .map(|(key, value)| format!("{}: {}", key.get_ref(), shape(value.get_ref())));
                format!("{{{}}}", keys.collect::<Vec<_>>().join(", "))
            }
            toml::de::DeValue::Array(items) => {
                let items = items.iter().map(|it| shape(it.get_ref()));
                format!("[{}]", items.collect::<Vec<_>>().join(", "))
            }
            toml::de::DeValue::String(_) => "text".to_owned(),
            other => format!("{other:?}"),
        }
    }
    let table = toml::de::DeTable::parse(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    shape(&toml::de::DeValue::Table(table.into_inner()))
}

#[test]
fn pages_become_the_same_code_as_their_harmless_twins() {
    assert!(pages::CASES.len() >= 40);
    let mut failed = Vec::new();
    for (name, slot, hostile, harmless) in pages::CASES {
        let check = || {
            for layout in [Layout::Crate, Layout::Include] {
                let emit = |text| emit(pages::files(1, slot, text), &Config::default(), layout).0;
                let (found, twin) = (emit(hostile), emit(harmless));
                if layout == Layout::Crate {
                    assert_twins(name, &found, &twin);
                    continue;
                }
                for (path, text) in &found {
                    assert_eq!(tokens(text), tokens(&twin[path]), "{name}: {path}");
                }
            }
        };
        if std::panic::catch_unwind(check).is_err() {
            failed.push(name);
        }
    }
    assert!(failed.is_empty(), "{failed:?}");
}

#[test]
fn a_member_named_like_a_fence_keeps_its_name() {
    let pages = pages::files(1, "member", "a```no_run");
    let (found, _) = emit(pages, &Config::default(), Layout::Include);
    let text = &found["graph.rs"];
    assert!(text.contains("Self::ANoRun => \"a```no_run\","), "{text}");
    assert!(text.contains("/// ```ignore\n"), "examples of an included file are not compiled");
    assert!(!text.contains("/// ```no_run\n"), "{text}");
}

/// A repository with docs of one page, their settings and their dialect; outside of it lies a secret.
fn repository(said: &str, dialect: &str) -> TempDir {
    let place = tempfile::tempdir().expect("a temporary folder");
    let write = |path: &str, text: &str| {
        let path = place.path().join(path);
        fs::create_dir_all(path.parent().expect("a path in the folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    write("outside/secret", "zqx = zqx\n");
    write("repository/.git/HEAD", "");
    write("repository/docs/docwright.toml", &format!("dialect = \"dialect.toml\"\n{said}"));
    write("repository/docs/dialect.toml", &format!("{}{dialect}", settings::DIALECT));
    for (path, text) in pages::files(1, "intro", "A thing.") {
        write(&format!("repository/docs/{path}"), &text);
    }
    place
}

#[test]
fn settings_become_the_same_code_as_their_harmless_twins_or_are_errors() {
    assert!(settings::CASES.len() >= 20);
    let mut failed = Vec::new();
    for (name, file, hostile, harmless, outcome) in settings::CASES {
        let place = |text: &str| match file {
            File::Docs => repository(text, ""),
            File::Dialect => repository("", text),
        };
        let emit = |text: &str| {
            let place = place(text);
            let docs = place.path().join("repository/docs");
            let config = Config::default().of_docs(&docs).map_err(|error| error.to_string())?;
            let read = DocSet::read_with(&docs, &config.include_roots).expect("there are pages");
            let pages = read.sources.files().map(|(_, it)| (it.path.clone(), it.text.clone()));
            Ok::<Files, String>(try_emit(pages.collect(), &config, Layout::Crate)?.0)
        };
        let check = || {
            let twin = emit(harmless).unwrap_or_else(|error| panic!("{name}: {error}"));
            match (outcome, emit(hostile)) {
                (Outcome::Error(start), Err(error)) => {
                    let folder = "/repository/docs/";
                    let begin = error.find(folder).map_or(0, |at| at + folder.len());
                    assert!(error[begin..].starts_with(start), "{name}: {error}");
                    assert!(!error.contains("secret = "), "{name}: {error}");
                }
                (Outcome::Same, Ok(found)) => assert_twins(name, &found, &twin),
                (outcome, found) => panic!("{name}: {outcome:?}, but {:?}", found.err()),
            }
        };
        if std::panic::catch_unwind(check).is_err() {
            failed.push(name);
        }
    }
    assert!(failed.is_empty(), "{failed:?}");
}

#[test]
fn a_name_of_the_command_line_is_no_manifest() {
    let twin = Config { name: Some("a b zqx 1".to_owned()), ..Config::default() };
    let name = "a\"\n[b]\nzqx = \"1".to_owned();
    let config = Config { name: Some(name), ..Config::default() };
    let pages = || pages::files(1, "intro", "A thing.");
    let emit = |config: &Config| emit(pages(), config, Layout::Crate).0;
    assert_twins("--name", &emit(&config), &emit(&twin));
}

/// An example of which it is known that it is run.
const CONTROL: &str = "/// Writes a file.
///
/// ```
/// std::fs::write(\"control\", \"\").unwrap();
/// ```
pub const CONTROL: () = ();
";

#[test]
fn rustdoc_and_doc_tests_see_no_text_of_a_page() {
    let (found, _) = emit(all_pages(hostile), &Config::default(), Layout::Crate);
    let (twin, _) = emit(all_pages(harmless), &Config::default(), Layout::Crate);
    let examples = |files: &Files| {
        let sources = files.iter().filter(|(path, _)| path.starts_with("src/"));
        sources.flat_map(|(_, text)| markup(&docs(text)).examples).collect::<Vec<_>>()
    };
    let n_examples = examples(&twin).len();
    assert!(n_examples >= pages::CASES.len(), "each operation shows how it is called");
    assert_eq!(examples(&found), examples(&twin));
    let folder = cargo::folder("injection");
    for (path, text) in &found {
        let text = match path.as_str() {
            "src/lib.rs" => format!("{text}\n{CONTROL}"),
            _ => text.clone(),
        };
        write(&folder.join(path), text.as_bytes());
    }
    let tested = cargo::cargo(&folder).args(["test", "--doc"]).output().expect("cargo runs");
    let shown = String::from_utf8_lossy(&tested.stdout).into_owned();
    let told = String::from_utf8_lossy(&tested.stderr);
    assert!(tested.status.success(), "{shown}\n{told}");
    // By their place in the workspace, which is the crate's own where it is built alone.
    let is_test =
        |line: &&str| ["test injection/src/", "test src/"].iter().any(|it| line.starts_with(it));
    let tests = || shown.lines().filter(is_test);
    // Ours say `no_run`: they are compiled. What is run is the control alone.
    let n_compiled = tests().filter(|line| line.ends_with(" - compile ... ok")).count();
    assert_eq!((n_compiled, tests().count()), (n_examples, n_examples + 1), "{shown}");
    assert!(folder.join("control").exists(), "what writes a file and is run does write it");
    assert!(!folder.join(MARK).exists(), "{shown}");
    let mut rustdoc = cargo::with_client("rustdoc", &folder);
    rustdoc.args(["--crate-name", "graph", "--out-dir", "target/doc", "src/lib.rs"]);
    let documented = rustdoc.output().expect("rustdoc runs");
    assert!(documented.status.success(), "{}", String::from_utf8_lossy(&documented.stderr));
    let mut n_pages = 0;
    assert_harmless(&folder.join("target/doc/graph"), &mut n_pages);
    assert!(n_pages > 2 * pages::CASES.len(), "{n_pages} pages of HTML");
}

/// Panics on HTML that has an element or a link of a page.
fn assert_harmless(folder: &Path, n_pages: &mut usize) {
    for entry in fs::read_dir(folder).expect("a folder of HTML").flatten() {
        let path = entry.path();
        if path.is_dir() {
            assert_harmless(&path, n_pages);
        } else if path.extension().is_some_and(|it| it == "html") {
            *n_pages += 1;
            let text = fs::read_to_string(&path).expect("HTML is text");
            for (start, _) in text.match_indices('<') {
                let element = text[start..].split('>').next().unwrap_or_default();
                // Names of items stand in addresses and titles, in which nothing but letters is left of a page.
                let is_script = element.contains("javascript:") || element.contains("onerror");
                // rustdoc's own words on a trait.
                let is_bold = element == "<b" && !text[start..].starts_with("<b>not</b>");
                // The first sentence of a type stands in one of these, quoted.
                let is_description = element.starts_with("<meta name=\"description\" content=")
                    && element.matches('"').count() == 4;
                let is_call = element.contains("zqx()") && !is_description;
                let is_of_page = element.starts_with("<b ") || is_bold || is_call;
                assert!(!is_script && !is_of_page, "{}: {element}", path.display());
            }
            assert!(!text.contains(&format!("<script>{MARK}")), "{}", path.display());
        }
    }
}
