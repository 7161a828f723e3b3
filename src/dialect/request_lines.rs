//! Where request lines stand: in code, code spans, headings, lines of text, tables, elements, examples of `curl`.

use super::line_pattern::{self, LinePattern, METHOD, PATH};
use super::shape::truth;
use crate::http::Method;
use crate::methods::OTHERS;
use crate::toml_file::{FileError, TomlFile, known_are};
use std::fmt;
use toml::Spanned;
use toml::de::DeValue;

/// Where the request lines of operations that are sections stand.
#[derive(Clone, Debug, Default)]
pub struct RequestLines {
    /// The languages of code blocks that hold nothing else; any where none is named.
    pub code: Option<Vec<String>>,
    /// Code spans that are a whole paragraph or list item.
    pub spans: bool,
    /// Keys of the front matter, whose value is the line of the page.
    pub front_matter: Vec<String>,
    /// Headings.
    pub headings: Vec<LinePattern>,
    /// Lines of the text.
    pub lines: Vec<LinePattern>,
    /// Rows of tables with a column of methods and one of paths.
    pub tables: bool,
    /// Elements in HTML or MDX.
    pub elements: Vec<ElementPattern>,
    /// Commands of `curl`: the request of an example, and the line of a section that shows no other.
    pub curl: bool,
    /// Methods beside the usual ones.
    pub methods: Vec<Method>,
    /// Segments of paths that are values where a placeholder belongs, [`NUMBER`] for any number.
    pub samples: Vec<String>,
}

/// An element that is a request line: `<Route method="{method}">{path}</Route>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ElementPattern {
    /// Its name.
    pub name: String,
    /// The attribute with the method.
    pub method: String,
    /// Where the path is.
    pub path: ElementPath,
}

/// Where the path of an element is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ElementPath {
    /// Its text.
    Text,
    /// An attribute.
    Attribute(String),
}

/// What the table `request-lines` may say.
pub(super) const KEYS: &[&str] = &[
    "code",
    "curl",
    "elements",
    "front-matter",
    "headings",
    "lines",
    "methods",
    "samples",
    "spans",
    "tables",
];
/// Any number, in `samples`.
pub const NUMBER: &str = "{number}";
/// What methods are.
const METHOD_OF_SERVICE: &str =
    "`methods` is a list of methods beside the usual ones, in capitals: `[\"LIST\"]`";
/// What a sample is.
const SAMPLE: &str = "a sample is a segment of a path that is a value, as it stands there, or `{number}` for any number: \
    `[\"{number}\", \"my-lamp\"]`";
/// What an element is.
const ELEMENT: &str = "an element has the method in an attribute, and the path in another or as its text: \
    `'<Route method=\"{method}\">{path}</Route>'`";

impl RequestLines {
    /// The method of a word in capitals, if it is one of the usual ones or of the dialect's.
    pub fn method(&self, word: &str) -> Option<Method> {
        let other = || self.methods.iter().copied().find(|it| it.as_str() == word);
        Method::named(word).or_else(other)
    }

    /// Reads the table, if it is there; what it does not say stays.
    pub(super) fn read<'t>(
        &mut self,
        toml: &TomlFile<'t>,
        value: Option<&Spanned<DeValue<'t>>>,
    ) -> Result<(), FileError> {
        let Some(value) = value else { return Ok(()) };
        let wanted = "`request-lines` is a table: write `[request-lines]`";
        for (key, value) in toml.table_of(value, wanted)? {
            match key.get_ref().as_ref() {
                "code" => {
                    let wanted = "`code` is a list of languages: `[\"http\", \"\"]`";
                    let items = toml.items_of(value, wanted)?;
                    let items = items.map(|it| Ok(toml.text_of(it, wanted)?.to_lowercase()));
                    self.code = Some(items.collect::<Result<_, FileError>>()?);
                }
                "front-matter" => {
                    let wanted = "`front-matter` is a list of keys: `[\"api\"]`";
                    let items = toml.items_of(value, wanted)?;
                    let keys = items.map(|it| Ok(toml.text_of(it, wanted)?.to_owned()));
                    self.front_matter = keys.collect::<Result<_, FileError>>()?;
                }
                "headings" => self.headings = line_pattern::read(toml, "headings", value)?,
                "lines" => self.lines = line_pattern::read(toml, "lines", value)?,
                "elements" => {
                    let items = toml.items_of(value, "`elements` is a list of texts: `[\"…\"]`")?;
                    let read = items.map(|it| {
                        let text = toml.text_of(it, ELEMENT)?;
                        ElementPattern::of(text).ok_or_else(|| toml.error(it.span(), ELEMENT))
                    });
                    self.elements = read.collect::<Result<_, FileError>>()?;
                }
                "methods" => {
                    let read = toml.items_of(value, METHOD_OF_SERVICE)?.map(|it| {
                        let text = toml.text_of(it, METHOD_OF_SERVICE)?;
                        let error = || FileError {
                            help: Some(format!("known are {}", OTHERS.join(", "))),
                            ..toml.error(it.span(), METHOD_OF_SERVICE)
                        };
                        Method::other(text).ok_or_else(error)
                    });
                    self.methods = read.collect::<Result<_, FileError>>()?;
                }
                "samples" => {
                    let wanted = "`samples` is a list of texts: `[\"{number}\"]`";
                    let read = toml.items_of(value, wanted)?.map(|it| {
                        let text = toml.text_of(it, SAMPLE)?;
                        let is_one = !text.is_empty() && !text.contains(['/', '{', '}', '?']);
                        match is_one || text == NUMBER {
                            true => Ok(text.to_owned()),
                            false => Err(toml.error(it.span(), SAMPLE)),
                        }
                    });
                    self.samples = read.collect::<Result<_, FileError>>()?;
                }
                "spans" => self.spans = truth(toml, "spans", value)?,
                "tables" => self.tables = truth(toml, "tables", value)?,
                "curl" => self.curl = truth(toml, "curl", value)?,
                _ => {
                    let known = || KEYS.iter().copied();
                    return Err(toml.unknown("key", key, known(), known_are(known())));
                }
            }
        }
        Ok(())
    }
}

impl fmt::Display for ElementPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, method, path } = self;
        match path {
            ElementPath::Text => write!(f, "<{name} {method}=\"{METHOD}\">{PATH}</{name}>"),
            ElementPath::Attribute(path) => {
                write!(f, "<{name} {method}=\"{METHOD}\" {path}=\"{PATH}\" />")
            }
        }
    }
}

impl ElementPattern {
    fn of(text: &str) -> Option<Self> {
        let tag = text.trim().strip_prefix('<')?;
        let (open, rest) = tag.split_once('>')?;
        let open = open.trim_end_matches('/').trim();
        let (name, attributes) = open.split_once(char::is_whitespace)?;
        let mut of = attributes.split_whitespace().filter_map(|it| it.split_once('='));
        let holds = |value: &str, hole: &str| value.trim_matches(['"', '\'']) == hole;
        let attribute = |hole: &str| {
            of.clone().find(|(_, value)| holds(value, hole)).map(|(name, _)| name.to_owned())
        };
        let (method, path) = (attribute(METHOD)?, attribute(PATH));
        let is_all_known = of.all(|(_, value)| holds(value, METHOD) || holds(value, PATH));
        let path = match path {
            Some(path) => ElementPath::Attribute(path),
            None => rest.trim_start().starts_with(PATH).then_some(ElementPath::Text)?,
        };
        let pattern = Self { name: name.to_owned(), method, path };
        (is_all_known && !name.is_empty()).then_some(pattern)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_by_an_example_of_each() {
        let route = ElementPattern::of("<Route method=\"{method}\">{path}</Route>");
        let route = route.expect("a method and a text");
        assert_eq!((route.name.as_str(), route.method.as_str()), ("Route", "method"));
        assert_eq!(route.path, ElementPath::Text);
        let both =
            ElementPattern::of("<Api verb='{method}' url='{path}' />").expect("two attributes");
        assert_eq!(both.path, ElementPath::Attribute("url".to_owned()));
        for text in ["<Route>{path}</Route>", "<Route method=\"{method}\"/>", "Route", ""] {
            assert_eq!(ElementPattern::of(text), None, "{text}");
        }
    }
}
