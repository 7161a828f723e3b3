//! `docwright.toml` in the folder of the docs: text in, what a doc set says about itself out.

use crate::source::{SourceFile, SourceMap, Span};
use crate::spelling;
use std::fmt;
use std::ops::Range;
use std::path::Path;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The name of the file.
pub const FILE: &str = "docwright.toml";

/// The keys of the table `docs`.
const DOCS_KEYS: &[&str] = &["include-roots"];
/// The tables.
const TABLES: &[&str] = &["docs"];

/// What a doc set says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct File {
    /// Further folders that pages may include from, relative to the folder of the docs.
    pub include_roots: Vec<String>,
}

/// Why a file can't be taken, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileError {
    /// `path:line:column`.
    pub place: String,
    /// What is wrong.
    pub message: String,
    /// What to write instead, where that is sure.
    pub help: Option<String>,
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

impl std::error::Error for FileError {}

/// Reads the text of the file; `path` is how messages call it.
///
/// # Errors
///
/// If it is no TOML, or holds something that nobody reads.
pub fn parse(path: &str, text: &str) -> Result<File, FileError> {
    let cx = Cx { path, text };
    let table = DeTable::parse(text)
        .map_err(|error| cx.error(error.span().unwrap_or_default(), error.message()))?;
    let mut file = File::default();
    for (name, value) in table.get_ref() {
        if name.get_ref() != "docs" {
            return Err(cx.unknown("table", name.get_ref(), name.span(), TABLES));
        }
        let DeValue::Table(docs) = value.get_ref() else {
            return Err(cx.error(value.span(), "`docs` is a table: write `[docs]`"));
        };
        read_docs(&cx, docs, &mut file)?;
    }
    Ok(file)
}

fn read_docs(cx: &Cx<'_>, docs: &DeTable<'_>, file: &mut File) -> Result<(), FileError> {
    for (key, value) in docs {
        if key.get_ref() != "include-roots" {
            return Err(cx.unknown("key", key.get_ref(), key.span(), DOCS_KEYS));
        }
        let DeValue::Array(folders) = value.get_ref() else {
            let wanted = "`include-roots` is a list of folders: `[\"../includes\"]`";
            return Err(cx.error(value.span(), wanted));
        };
        for folder in folders.iter() {
            file.include_roots.push(include_root(cx, folder)?);
        }
    }
    Ok(())
}

fn include_root(cx: &Cx<'_>, folder: &Spanned<DeValue<'_>>) -> Result<String, FileError> {
    let DeValue::String(text) = folder.get_ref() else {
        return Err(cx.error(folder.span(), "a folder is text in quotes: `\"../includes\"`"));
    };
    // The file is part of the docs, so it says the same on every machine.
    if text.starts_with(['/', '\\', '~']) || text.contains(':') || Path::new(&**text).is_absolute()
    {
        let wanted = "a folder is named by its way from the folder of the docs: `\"../includes\"`";
        return Err(cx.error(folder.span(), wanted));
    }
    Ok(text.clone().into_owned())
}

/// What errors are told with.
struct Cx<'a> {
    path: &'a str,
    text: &'a str,
}

impl Cx<'_> {
    fn error(&self, range: Range<usize>, message: &str) -> FileError {
        let mut sources = SourceMap::default();
        let file = sources.add(SourceFile::new(self.path, self.text));
        let place = sources.location(Span::new(file, range)).to_string();
        FileError { place, message: message.to_owned(), help: None }
    }

    fn unknown(&self, what: &str, name: &str, range: Range<usize>, known: &[&str]) -> FileError {
        let near = spelling::meant(name, known.iter().copied());
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known are {}", list(known)),
        };
        let message = format!("there is no {what} `{name}`");
        FileError { help: Some(help), ..self.error(range, &message) }
    }
}

fn list(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> String {
        match parse("docwright.toml", text) {
            Ok(file) => file.include_roots.join(" "),
            Err(error) => match &error.help {
                Some(help) => format!("{error} ({help})"),
                None => error.to_string(),
            },
        }
    }

    #[test]
    fn folders_to_include_from() {
        assert_eq!(check(""), "");
        assert_eq!(check("[docs]\ninclude-roots = [\"../a\", '../b']\n"), "../a ../b");
    }

    #[test]
    fn what_nobody_reads_is_an_error_at_its_place() {
        assert_eq!(
            check("# é\n[doc]\n"),
            "docwright.toml:2:2: there is no table `doc` (did you mean `docs`?)"
        );
        assert_eq!(
            check("[docs]\n  include-root = []\n"),
            "docwright.toml:2:3: there is no key `include-root` (did you mean `include-roots`?)"
        );
        assert_eq!(
            check("[docs]\nsize = 1\n"),
            "docwright.toml:2:1: there is no key `size` (known are `include-roots`)"
        );
        assert!(check("docs = 1").starts_with("docwright.toml:1:8: `docs` is a table"));
        let list = check("[docs]\ninclude-roots = \"../a\"\n");
        assert!(list.starts_with("docwright.toml:2:17: `include-roots` is a list"), "{list}");
        let text = check("[docs]\ninclude-roots = [1]\n");
        assert!(text.starts_with("docwright.toml:2:18: a folder is text"), "{text}");
        for absolute in ["/etc", "C:/x", "~/x", "\\\\\\\\host"] {
            let text = check(&format!("[docs]\ninclude-roots = [\"{absolute}\"]\n"));
            assert!(text.starts_with("docwright.toml:2:18: a folder is named by"), "{text}");
        }
    }

    #[test]
    fn what_is_no_toml_is_an_error_at_its_place() {
        let shown = check("[docs]\ninclude-roots = [\n");
        assert!(shown.starts_with("docwright.toml:"), "{shown}");
        let twice = check("[docs]\ninclude-roots = []\ninclude-roots = []\n");
        assert!(twice.starts_with("docwright.toml:3:1: "), "{twice}");
    }
}
