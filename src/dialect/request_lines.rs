//! Where request lines stand: in code, code spans, headings, tables, elements, examples of `curl`.

use super::shape::truth;
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
    /// Headings.
    pub headings: Vec<HeadingPattern>,
    /// Rows of tables with a column of methods and one of paths.
    pub tables: bool,
    /// Elements in HTML or MDX.
    pub elements: Vec<ElementPattern>,
    /// Commands of `curl`: the request of an example, and the line of a section that shows no other.
    pub curl: bool,
    /// Segments of paths that are values where a placeholder belongs, [`NUMBER`] for any number.
    pub samples: Vec<String>,
}

/// A heading that is a request line: `{title} % {method} {path}`, `{path} {method}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadingPattern {
    /// What stands before the line, behind the title if that stands first.
    pub before: String,
    /// What stands between method and path.
    pub between: String,
    /// What stands behind the line, before the title if that stands last.
    pub after: String,
    /// Where words of the title may stand: at the beginning, or at the end.
    pub title: Option<TitlePlace>,
    /// The path stands before the method.
    pub is_path_first: bool,
}

/// Where the title stands in a heading with a request line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TitlePlace {
    /// Before the line.
    First,
    /// Behind it.
    Last,
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
pub(super) const KEYS: &[&str] =
    &["code", "curl", "elements", "headings", "samples", "spans", "tables"];
/// Any number, in `samples`.
pub const NUMBER: &str = "{number}";
/// What a sample is.
const SAMPLE: &str = "a sample is a segment of a path that is a value, as it stands there, or `{number}` for any number: \
    `[\"{number}\", \"my-lamp\"]`";
const METHOD: &str = "{method}";
const PATH: &str = "{path}";
const TITLE: &str = "{title}";
/// What a heading is.
const HEADING: &str = "a heading has one `{method}` and one `{path}` with a blank or a sign between them, perhaps a `{title}`: \
    `\"{title} % {method} {path}\"`, `\"{path} {method}\"`";
/// What an element is.
const ELEMENT: &str = "an element has the method in an attribute, and the path in another or as its text: \
    `'<Route method=\"{method}\">{path}</Route>'`";

impl RequestLines {
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
                "headings" => {
                    let items = toml.items_of(value, "`headings` is a list of texts: `[\"…\"]`")?;
                    let read = items.map(|it| {
                        let text = toml.text_of(it, HEADING)?;
                        HeadingPattern::of(text).ok_or_else(|| toml.error(it.span(), HEADING))
                    });
                    self.headings = read.collect::<Result<_, FileError>>()?;
                }
                "elements" => {
                    let items = toml.items_of(value, "`elements` is a list of texts: `[\"…\"]`")?;
                    let read = items.map(|it| {
                        let text = toml.text_of(it, ELEMENT)?;
                        ElementPattern::of(text).ok_or_else(|| toml.error(it.span(), ELEMENT))
                    });
                    self.elements = read.collect::<Result<_, FileError>>()?;
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

impl fmt::Display for HeadingPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let title = |place| if self.title == Some(place) { TITLE } else { "" };
        let (first, last) = (title(TitlePlace::First), title(TitlePlace::Last));
        let Self { before, between, after, is_path_first, .. } = self;
        let [one, other] = if *is_path_first { [PATH, METHOD] } else { [METHOD, PATH] };
        let parts = [first, before, one, between, other, after, last];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        f.write_str(&parts.join(" "))
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

impl HeadingPattern {
    /// Reads a pattern; `None` for a text that is none.
    pub fn of(text: &str) -> Option<Self> {
        let is_path_first = text.find(PATH)? < text.find(METHOD)?;
        let [one, other] = if is_path_first { [PATH, METHOD] } else { [METHOD, PATH] };
        let (before, rest) = text.split_once(one)?;
        let (between, after) = rest.split_once(other)?;
        let first = before.trim_start().strip_prefix(TITLE);
        let last = after.trim_end().strip_suffix(TITLE);
        let title = match (first, last) {
            (Some(_), None) => Some(TitlePlace::First),
            (None, Some(_)) => Some(TitlePlace::Last),
            (None, None) => None,
            (Some(_), Some(_)) => return None,
        };
        let trimmed = |text: &str| text.trim().to_owned();
        let pattern = Self {
            before: trimmed(first.unwrap_or(before)),
            between: trimmed(between),
            after: trimmed(last.unwrap_or(after)),
            title,
            is_path_first,
        };
        let parts = [&pattern.before, &pattern.between, &pattern.after];
        (!parts.iter().any(|it| it.contains('{'))).then_some(pattern)
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

    #[test]
    fn headings_by_a_pattern() {
        let pattern = HeadingPattern::of("{title} % {method} {path}").expect("a pattern");
        assert_eq!((pattern.before.as_str(), pattern.title), ("%", Some(TitlePlace::First)));
        for text in ["{method} on {path}", "{path} ({method}) {title}", "{title} {path} {method}"] {
            let pattern = HeadingPattern::of(text).expect("a pattern");
            let parts = |text: &str| text.replace(['(', ')'], " ( ").split_whitespace().count();
            assert_eq!(parts(&pattern.to_string()), parts(text), "{text}");
            assert_eq!(pattern.is_path_first, !text.starts_with("{method}"), "{text}");
            assert_eq!(HeadingPattern::of(&pattern.to_string()), Some(pattern), "{text}");
        }
        for text in ["{title}", "{path}", "{method}", "{x} {method} {path}"] {
            assert_eq!(HeadingPattern::of(text), None, "{text}");
        }
    }
}
