//! The model as `docwright model` writes it, read back: everything but the examples and the prose of members.
//!
//! What a file says is checked: types that it names exist, bases lead in no circle. So a model from a file is as sound as
//! one from docs.

mod fields;
mod operations;
mod service;
mod types;

use crate::json::{self, Problem, ProblemKind};
use crate::limits::{NAME_LETTERS, NAMESPACE_PARTS};
use crate::model::{Docs, Model, TypeName};
use crate::source::{FileId, SourceFile, SourceMap, Span};
use fields::Fields;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;

/// A model and where what it holds stands, as far as the file says.
#[derive(Debug)]
pub struct ModelFile {
    /// The model. Its spans are places in [`ModelFile::pages`]: each starts at its line.
    pub model: Model,
    /// The pages that it names, by the file of a span.
    pub pages: Vec<String>,
}

/// Why a text is no model, and where in it.
#[derive(Debug, PartialEq, Eq)]
pub enum Error {
    /// It is no JSON, for this reason.
    NoJson(Span, String),
    /// It is JSON and no model.
    NoModel,
    /// It is of a docwright that did not write this member yet.
    Older(Span, &'static str),
    /// At this place stands something else than what is said.
    Wrong(Span, String, String),
}

impl Error {
    /// Where in the text it is; nowhere if the whole of it is meant.
    pub fn span(&self) -> Option<Span> {
        match self {
            Self::NoJson(span, _) | Self::Older(span, _) | Self::Wrong(span, ..) => Some(*span),
            Self::NoModel => None,
        }
    }

    /// Line and column in the text.
    pub fn location(&self, text: &str) -> Option<String> {
        let mut sources = SourceMap::default();
        sources.add(SourceFile::new("", text));
        let location = sources.location(self.span()?);
        Some(format!("{}:{}", location.line, location.column))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoJson(_, reason) => write!(f, "it is no JSON: {reason}"),
            Self::NoModel => write!(f, "it is JSON, but no model"),
            Self::Older(_, member) => {
                write!(f, "its operations have no `{member}`, which an older docwright left out")
            }
            Self::Wrong(_, place, problem) => write!(f, "{place}: {problem}"),
        }
    }
}

impl std::error::Error for Error {}

/// Reads a model.
///
/// # Errors
///
/// If the text is no model, with the first place that is not as it should be.
pub fn parse(text: &str) -> Result<ModelFile, Error> {
    let (value, problems) = json::parse(text, Span::new(FileId(0), 0..text.len()));
    if let Some(Problem { kind, span }) = problems.first() {
        return Err(Error::NoJson(*span, problem(*kind)));
    }
    let Some(value) = value else {
        return Err(Error::NoJson(Span::new(FileId(0), 0..0), "it is empty".to_owned()));
    };
    let has = |name: &str| value.get(name).is_some_and(|it| it.as_array().is_some());
    if !has("types") || !has("operations") {
        return Err(Error::NoModel);
    }
    let reader = Reader::default();
    let root = Fields::of(&value, String::new())?;
    let mut model = Model {
        default_namespace: root.text("defaultNamespace")?,
        base_url: root.text("baseUrl")?,
        protocol: service::read(&root)?,
        ..Model::default()
    };
    types::read(&reader, &root, &mut model)?;
    operations::read(&reader, &root, &mut model)?;
    Ok(ModelFile { model, pages: reader.pages.into_inner().names })
}

/// What strict JSON does not allow.
fn problem(kind: ProblemKind) -> String {
    if let Some(limit) = kind.limit() {
        return format!("more than {} {}", limit.most, limit.what);
    }
    match kind {
        ProblemKind::TrailingComma => "a comma before a closing bracket",
        ProblemKind::MissingComma => "there is no comma here",
        ProblemKind::Unclosed => "it ends in the middle of a value",
        ProblemKind::TextAfterValue => "there is more text behind its value",
        _ => "this can't be read",
    }
    .to_owned()
}

/// What is collected on the way.
#[derive(Debug, Default)]
struct Reader {
    pages: RefCell<Pages>,
}

#[derive(Debug, Default)]
struct Pages {
    names: Vec<String>,
    by_name: BTreeMap<String, usize>,
}

impl Reader {
    /// The docs of a thing: its prose, its page and the line.
    fn docs(&self, fields: &Fields<'_>) -> Result<Docs, Error> {
        let (text, page) = (fields.maybe_text("description")?, fields.maybe_text("_page")?);
        let line = fields.number("_line")?;
        let span = page.as_deref().zip(line).map(|(page, line)| self.span(page, line));
        Ok(Docs { text, page, span })
    }

    /// The span of a line of a page.
    fn span(&self, page: &str, line: u64) -> Span {
        let mut pages = self.pages.borrow_mut();
        let index = match pages.by_name.get(page) {
            Some(index) => *index,
            None => {
                let index = pages.names.len();
                pages.names.push(page.to_owned());
                pages.by_name.insert(page.to_owned(), index);
                index
            }
        };
        let line = usize::try_from(line).unwrap_or_default().min(u32::MAX as usize);
        Span::new(FileId(index as u32), line..line)
    }
}

/// The parts of a qualified name, given the type's own.
fn type_name(fields: &Fields<'_>) -> Result<TypeName, Error> {
    let name = TypeName { namespace: fields.text("namespace")?, name: fields.name("name")? };
    let parts = NAMESPACE_PARTS;
    if name.namespace.split('.').count() > parts.most {
        let problem = format!("it has more than {} {}", parts.most, parts.what);
        return Err(fields.wrong_at("namespace", problem));
    }
    if name.namespace.split('.').any(crate::limits::is_long) {
        let problem = format!("its `namespace` has more than {} letters", NAME_LETTERS.most);
        return Err(fields.wrong_at("namespace", problem));
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_model_is_told_by_its_place() {
        let told = |text: &str| parse(text).map(|_| ()).expect_err("it is no model").to_string();
        assert_eq!(told("{"), "it is no JSON: it ends in the middle of a value");
        assert_eq!(told("{}"), "it is JSON, but no model");
        let with = |types: &str| {
            told(&format!(
                "{{\"defaultNamespace\": \"a\", \"baseUrl\": \"\", \"operations\": [], \"types\": {types}}}"
            ))
        };
        assert_eq!(with("[3]"), "types[0]: it is no object");
        assert_eq!(with("[{\"namespace\": \"a\"}]"), "types[0]: it has no `name`");
        let ty = |name: &str, base: &str| {
            format!(
                "{{\"namespace\": \"a\", \"name\": \"{name}\", \"kind\": \"entity\", \
                 \"base\": \"{base}\", \"properties\": [], \"keys\": []}}"
            )
        };
        assert_eq!(with(&format!("[{}]", ty("x", "a.y"))), "types[0]: there is no type `a.y`");
        assert_eq!(
            with(&format!("[{}, {}]", ty("x", "a.y"), ty("y", "a.x"))),
            "types[0]: its bases lead back to it"
        );
    }
}
