//! Docs and settings.

use docwright::config::{Config, file};
use docwright::corrections;
use docwright::diagnostic::render::short;
use docwright::dialect::{self, BUILT_IN};
use docwright::doc_set::DocSet;
use docwright::emit::rust::RustEmitter;
use docwright::emit::{EmitOptions, Emitter, Layout, model_json};
use docwright::http::{parse_message, parse_url};
use docwright::pipeline::{self, Compilation};
use docwright::source::{FileId, SourceFile, Span};
use docwright::{json, model_file, output::OutputTree, service};
use proc_macro2::{TokenStream, TokenTree};
use std::sync::Arc;

/// A page is read, whatever it is, in each dialect.
pub fn page(data: &[u8]) {
    let Some((&first, text)) = data.split_first() else { return };
    let docs = DocSet::from_bytes([("api/page.md".to_owned(), text.to_vec())]);
    let dialect = Arc::clone(&BUILT_IN[usize::from(first) % BUILT_IN.len()].dialect);
    compile(&docs, &Config { dialect, ..Config::default() });
}

/// A table of a page that is otherwise as it should be.
pub fn table(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let pages = [
        (
            "resources/row.md",
            format!("# row resource type\n## Properties\n{text}\n## Relationships\n{text}\n"),
        ),
        (
            "api/row-get.md",
            format!(
                "# Get row\n## HTTP request\n```http\nGET /rows/{{id}}\n```\n## Request headers\n{text}\n## Request body\n{text}\n"
            ),
        ),
    ];
    whole(pages.map(|(path, text)| (path.to_owned(), text)));
}

/// JSON is read with its places, and what is JSON without repairs.
pub fn json(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let at = Span::new(FileId(0), 0..text.len());
    let (value, problems) = json::parse(text, at);
    assert!(problems.iter().all(|it| text.get(it.span.range()).is_some()));
    if let Some(value) = &value {
        inside(value, text);
    }
    if let Ok(known) = serde_json::from_str::<serde_json::Value>(text) {
        // Two members of one name are JSON, and are told.
        let is_repair = |it: &json::Problem| it.kind != json::ProblemKind::DuplicateName;
        assert!(!problems.iter().any(is_repair), "JSON needs no repair: {problems:?}");
        let value = value.expect("JSON is read");
        let once = known.to_string().len() == value.to_json().to_string().len();
        assert!(!once || known == value.to_json(), "{known} is read as {}", value.to_json());
    }
}

/// A value and those in it stand in the text.
fn inside(value: &json::Value, text: &str) {
    assert!(text.get(value.span.range()).is_some(), "{:?}", value.span);
    value.as_array().unwrap_or_default().iter().for_each(|it| inside(it, text));
    value.as_object().unwrap_or_default().iter().for_each(|it| inside(&it.value, text));
}

/// Messages and URLs have places in their text.
pub fn http(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let at = Span::new(FileId(0), 0..text.len());
    let (_, problems) = parse_message(text, at, &[]);
    assert!(problems.iter().all(|it| text.get(it.span.range()).is_some()));
    let line = text.lines().next().unwrap_or_default();
    let url = parse_url(line, Span::new(FileId(0), 0..line.len()));
    assert!(url.segments.iter().all(|it| line.get(it.span.range()).is_some()));
    whole([(
        "api/row.md".to_owned(),
        format!("# row\n## HTTP request\n```http\n{text}\n```\n## Example\n```http\n{text}\n```\n"),
    )]);
}

/// An annotation above an example.
pub fn annotation(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let page = format!(
        "# Get row\n## HTTP request\n```http\nGET /rows\n```\n## Example\n<!-- {text} -->\n```http\nGET /rows\n```\n<!-- {{{text}}} -->\n```http\nHTTP/1.1 200 OK\n\n{{}}\n```\n"
    );
    whole([("api/rows.md".to_owned(), page)]);
}

/// Several pages that name each other, through the whole line.
pub fn neighbourhood(data: &[u8]) {
    whole(files(&String::from_utf8_lossy(data)));
}

/// Prose never becomes code: the same docs with a harmless word in its place make the same tokens but for literals.
/// Letters are `x`, so that the prose does not say something.
pub fn injection(data: &[u8]) {
    let text: String = String::from_utf8_lossy(data)
        .chars()
        .filter(|it| {
            !matches!(
                it,
                '\n' | '\r' | '|' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
            )
        })
        .map(|it| if it.is_alphanumeric() { 'x' } else { it })
        .take(2000)
        .collect();
    let emitted = |prose: &str| {
        let docs = DocSet::from_files(prosaic(prose).map(|(path, text)| (path.to_owned(), text)));
        let compilation = compile(&docs, &Config::default());
        let tree = emit(&compilation);
        tree.files
            .into_iter()
            .filter(|(path, _)| path.ends_with(".rs"))
            .map(|(path, text)| (path, blanked(&text)))
            .collect::<Vec<_>>()
    };
    let (hostile, harmless) = (emitted(&text), emitted("x"));
    for (one, other) in hostile.iter().zip(&harmless) {
        assert_eq!(one, other, "prose became code");
    }
    assert_eq!(hostile.len(), harmless.len());
}

/// Pages with prose wherever it reaches what is emitted.
fn prosaic(prose: &str) -> [(&'static str, String); 2] {
    [
        (
            "resources/row.md",
            format!(
                "---\ndescription: \"x {prose} x\"\n---\n# row resource type\nA x {prose} x\n## Properties\n|Property|Type|Description|\n|:--|:--|:--|\n|id|String|x {prose} x|\n|state|rowState|x {prose}|\n### rowState values\n|Member|Description|\n|:--|:--|\n|on|x {prose} x|\n|off|x {prose}|\n"
            ),
        ),
        (
            "api/row-get.md",
            format!(
                "---\ndescription: \"x {prose} x\"\n---\n# Get row\nGet x {prose} x\n## HTTP request\n```http\nGET /rows/{{id}}/between(from={{from}})\n```\n## Function parameters\n|Parameter|Type|Description|\n|:--|:--|:--|\n|from|String|x {prose} x|\n## Request headers\n|Name|Description|\n|:--|:--|\n|Prefer|x {prose} x|\n## Response\nIf successful, this method returns `200 OK` and a [row](../resources/row.md) object.\n"
            ),
        ),
    ]
}

/// The tokens of Rust, literals blank and doc comments away.
fn blanked(text: &str) -> String {
    let tokens: TokenStream = text.parse().expect("emitted Rust is tokens");
    fn blank(tokens: TokenStream) -> TokenStream {
        let mut kept: Vec<TokenTree> = Vec::new();
        for tree in tokens {
            match tree {
                TokenTree::Group(group) => {
                    let is_doc =
                        group.stream().into_iter().next().is_some_and(|it| it.to_string() == "doc");
                    if is_doc {
                        while matches!(kept.last(), Some(TokenTree::Punct(it)) if matches!(it.as_char(), '#' | '!'))
                        {
                            kept.pop();
                        }
                        continue;
                    }
                    kept.push(
                        proc_macro2::Group::new(group.delimiter(), blank(group.stream())).into(),
                    );
                }
                TokenTree::Literal(_) => kept.push(proc_macro2::Literal::u8_unsuffixed(0).into()),
                tree => kept.push(tree),
            }
        }
        kept.into_iter().collect()
    }
    blank(tokens).to_string()
}

/// A user's dialect is taken or refused; one that is taken reads a page.
pub fn dialect(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Ok(dialect) = dialect::parse("dialect.toml", text, None) {
        let config = Config { dialect: Arc::new(dialect), ..Config::default() };
        compile(
            &DocSet::from_files(prosaic("x").map(|(path, text)| (path.to_owned(), text))),
            &config,
        );
    }
}

/// A doc set's settings are taken or refused.
pub fn config(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Err(error) = file::parse("docwright.toml", text) {
        assert!(!error.to_string().is_empty());
    }
}

/// Corrections are read or refused, and what is read is written so that it is read again; made, all is emitted.
pub fn corrections(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let mut docs = DocSet::from_files(prosaic("x").map(|(path, text)| (path.to_owned(), text)));
    let read = |docs: &mut DocSet, text: &str| {
        let file = docs.sources.add(SourceFile::new("corrections.toml", text));
        corrections::read(&docs.sources, file, "corrections.toml")
    };
    let read_once = match read(&mut docs, text) {
        Ok(read_once) => read_once,
        Err(error) => return assert!(error.to_string().starts_with("corrections.toml:")),
    };
    let written = corrections::write(&read_once, "fuzz");
    let again = read(&mut docs, &written).expect("what is written is read");
    assert_eq!(corrections::write(&again, "fuzz"), written);
    let config = Config { corrections: Arc::new(read_once), ..Config::default() };
    let compilation = compile(&docs, &config);
    let json = model_json::emit_json_with_lines(&compilation.model, &docs.sources);
    model_file::parse(&json).expect("a model that is written is read");
    emit(&compilation);
}

/// A service's description, CSDL or OpenAPI, is read or refused at a place; what is read is compared with docs, and what
/// is proposed from it can be read.
pub fn service(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let mut docs = DocSet::from_files(prosaic("x").map(|(path, text)| (path.to_owned(), text)));
    let file = docs.sources.add(SourceFile::new("service", text));
    let Ok(service) = service::read(text, file) else { return };
    let config = Config { service: Some(Arc::new(service)), ..Config::default() };
    let compilation = compile(&docs, &config);
    let proposed = pipeline::proposals(&docs, &config, &compilation.facts);
    let written = corrections::write(&proposed, "fuzz");
    let file = docs.sources.add(SourceFile::new("corrections.toml", written.as_str()));
    corrections::read(&docs.sources, file, "corrections.toml").expect("what is proposed is read");
}

/// Pages through the whole line, twice the same.
pub fn whole(pages: impl IntoIterator<Item = (String, String)>) {
    let docs = DocSet::from_files(pages);
    let config = Config::default();
    let told = || {
        let compilation = compile(&docs, &config);
        let findings: Vec<String> =
            compilation.diagnostics.iter().map(|it| short::render(&docs.sources, it)).collect();
        (findings, model_json::emit_json(&compilation.model), emit(&compilation).files)
    };
    let first = told();
    for (path, text) in first.2.iter().filter(|(path, _)| path.ends_with(".rs")) {
        assert!(syn::parse_file(text).is_ok(), "{path} is no Rust");
    }
    assert!(first == told(), "the second run is another");
}

/// Compiles pages; findings stand inside them.
fn compile(docs: &DocSet, config: &Config) -> Compilation {
    let compilation = pipeline::compile(docs, config);
    for finding in compilation.diagnostics.iter() {
        let text = &docs.sources.file(finding.primary.span.file).text;
        assert!(text.get(finding.primary.span.range()).is_some(), "{finding:?}");
    }
    compilation
}

fn emit(compilation: &Compilation) -> OutputTree {
    let options = EmitOptions { name: "rows".to_owned(), layout: Layout::Crate, tests: true, derives: Default::default() };
    RustEmitter.emit(&compilation.model, &options)
}

/// The files of an input.
fn files(text: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for line in text.split_inclusive('\n') {
        match line.strip_prefix("=== ") {
            Some(path) if files.len() < 30 => files.push((path.trim().to_owned(), String::new())),
            _ => match files.last_mut() {
                Some((_, text)) => text.push_str(line),
                None => files.push(("api/page.md".to_owned(), line.to_owned())),
            },
        }
    }
    files
}
