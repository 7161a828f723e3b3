//! How pages are built: whether an operation is a page or a section of one, and what stands for a heading.

use super::elements::ParameterElement;
use crate::toml_file::{FileError, TomlFile, known_are};
use toml::Spanned;
use toml::de::DeValue;

/// How the pages of a doc set are built.
#[derive(Clone, Debug, Default)]
pub struct PageShape {
    /// Where an operation is.
    pub operation: OperationPlace,
    /// A line of its own that ends in a colon, or is bold, means what a heading of its words would; so does one that an item of a
    /// list begins with, where all of the list are such items.
    pub labels: bool,
    /// What no text says of an answer, or of what is sent, its examples show. Where operations are sections, unless the
    /// dialect says otherwise.
    pub types_from_examples: Option<bool>,
    /// Where a type is.
    pub types: TypePlace,
    /// Parameters stand in lists as well as in tables. Where operations are sections, unless the dialect says otherwise.
    pub lists: Option<bool>,
    /// What is sent must be given, unless it says that it may be left out.
    pub required_unless_optional: bool,
    /// The languages of code blocks in which JSON alone is what is sent or answered, without a message around it; any where
    /// operations are sections and none is named.
    pub bodies: Option<Vec<String>>,
    /// Whether members of enums go as their numbers, where no example shows it and no type says it.
    pub enum_numbers: Option<bool>,
    /// Elements in MDX or HTML that are parameters.
    pub elements: Vec<ParameterElement>,
}

/// Where an operation is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OperationPlace {
    /// It has a page of its own.
    #[default]
    Page,
    /// It begins with a heading below which a request line stands, and ends with the next heading of that depth.
    Section,
}

/// Where a type is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TypePlace {
    /// It has a page of its own, or headings of its own beside another one's.
    #[default]
    Page,
    /// It begins with a heading like a title, below which its properties stand.
    Section,
    /// The same, and a heading may be nothing but its name.
    Heading,
}

/// What the table `shape` may say.
pub(super) const KEYS: &[&str] = &[
    "bodies",
    "elements",
    "enum-numbers",
    "labels",
    "lists",
    "operation",
    "required-unless-optional",
    "types",
    "types-from-examples",
];
/// What an element is.
const ELEMENT: &str = "an element has the name of a parameter in an attribute, and its type and whether it is \
    required in others: `'<ParamField path=\"{path}\" type=\"{type}\" required=\"{required}\">'`";
/// What `types` may be.
const TYPE_PLACES: &[(&str, TypePlace)] =
    &[("page", TypePlace::Page), ("section", TypePlace::Section), ("heading", TypePlace::Heading)];
/// What `operation` may be.
const PLACES: &[(&str, OperationPlace)] =
    &[("page", OperationPlace::Page), ("section", OperationPlace::Section)];

impl OperationPlace {
    /// What files of dialects call it.
    pub(super) fn name(self) -> &'static str {
        PLACES.iter().find(|(_, it)| *it == self).map_or("", |(name, _)| name)
    }
}

impl TypePlace {
    /// What files of dialects call it.
    pub(super) fn name(self) -> &'static str {
        TYPE_PLACES.iter().find(|(_, it)| *it == self).map_or("", |(name, _)| name)
    }
}

impl PageShape {
    /// Whether a page may hold several operations, each in a section.
    pub fn has_sections(&self) -> bool {
        self.operation == OperationPlace::Section
    }

    /// Whether examples alone make types.
    pub fn has_types_from_examples(&self) -> bool {
        self.types_from_examples.unwrap_or(self.has_sections())
    }

    /// Whether items of lists are rows of parameters.
    pub fn has_lists(&self) -> bool {
        self.lists.unwrap_or(self.has_sections())
    }

    /// Whether JSON alone in a code block of a language, in lower case, is a body.
    pub fn is_body(&self, language: &str) -> bool {
        match &self.bodies {
            Some(languages) => languages.iter().any(|it| it == language),
            None => self.has_sections(),
        }
    }

    /// Reads the table, if it is there; what it does not say stays.
    pub(super) fn read<'t>(
        &mut self,
        toml: &TomlFile<'t>,
        value: Option<&Spanned<DeValue<'t>>>,
    ) -> Result<(), FileError> {
        let Some(value) = value else { return Ok(()) };
        for (key, value) in toml.table_of(value, "`shape` is a table: write `[shape]`")? {
            match key.get_ref().as_ref() {
                "operation" => {
                    let wanted = "`operation` is `\"page\"` or `\"section\"`";
                    let text = toml.text_of(value, wanted)?;
                    let known = PLACES.iter().find(|(name, _)| *name == text);
                    let Some((_, place)) = known else {
                        return Err(toml.error(value.span(), wanted));
                    };
                    self.operation = *place;
                }
                "types" => {
                    let wanted = "`types` is `\"page\"`, `\"section\"` or `\"heading\"`";
                    let text = toml.text_of(value, wanted)?;
                    let known = TYPE_PLACES.iter().find(|(name, _)| *name == text);
                    let Some((_, place)) = known else {
                        return Err(toml.error(value.span(), wanted));
                    };
                    self.types = *place;
                }
                "labels" => self.labels = truth(toml, "labels", value)?,
                "types-from-examples" => {
                    self.types_from_examples = Some(truth(toml, "types-from-examples", value)?);
                }
                "enum-numbers" => self.enum_numbers = Some(truth(toml, "enum-numbers", value)?),
                "lists" => self.lists = Some(truth(toml, "lists", value)?),
                "required-unless-optional" => {
                    self.required_unless_optional = truth(toml, "required-unless-optional", value)?;
                }
                "elements" => {
                    let items = toml.items_of(value, "`elements` is a list of texts: `[\"…\"]`")?;
                    let read = items.map(|it| {
                        let text = toml.text_of(it, ELEMENT)?;
                        ParameterElement::of(text).ok_or_else(|| toml.error(it.span(), ELEMENT))
                    });
                    self.elements = read.collect::<Result<_, FileError>>()?;
                }
                "bodies" => {
                    let wanted = "`bodies` is a list of languages: `[\"json\", \"\"]`";
                    let items = toml.items_of(value, wanted)?;
                    let items = items.map(|it| Ok(toml.text_of(it, wanted)?.to_lowercase()));
                    self.bodies = Some(items.collect::<Result<_, FileError>>()?);
                }
                _ => {
                    let known = || KEYS.iter().copied();
                    return Err(toml.unknown("key", key, known(), known_are(known())));
                }
            }
        }
        Ok(())
    }
}

/// A value that has to be `true` or `false`.
pub(super) fn truth<'t>(
    toml: &TomlFile<'t>,
    key: &str,
    value: &Spanned<DeValue<'t>>,
) -> Result<bool, FileError> {
    match value.get_ref() {
        DeValue::Boolean(value) => Ok(*value),
        _ => Err(toml.error(value.span(), &format!("`{key}` is `true` or `false`"))),
    }
}
