//! The table headers of the docs' own validator: its JSON in, sections and columns of a dialect out.
//!
//! ```json
//! {"tableDefinitions": {
//!   "tables": [{"type": "HttpHeaders", "titles": ["Request headers"]}],
//!   "parsingRules": [{"type": "ParameterDefinition", "columns": {"name": ["Header"]}}]
//! }}
//! ```
//!
//! It tells fewer things apart than a dialect does, and so says something only of headings and header
//! cells that the dialect does not know.

use super::patterns::HOLE;
use super::{Column, Dialect, Section};
use crate::json::{self, Value};
use crate::limits::{SETTINGS_BYTES, SPELLINGS};
use crate::source::{FileId, SourceFile, SourceMap, Span};
use crate::spelling;
use crate::toml_file::{FileError, TomlFile};
use std::cell::Cell;
use std::collections::BTreeMap;

/// Kinds of table, and the section that they stand in.
const TABLES: &[(&str, Section)] = &[
    ("AuthScopes", Section::Permissions),
    ("EnumerationValues", Section::EnumValues),
    ("ErrorCodes", Section::NotModelled),
    ("HttpHeaders", Section::RequestHeaders),
    ("PathParameters", Section::PathParameters),
    ("QueryStringParameters", Section::QueryParameters),
    ("RequestObjectProperties", Section::RequestBody),
    ("ResourceNavigationPropertyDescriptions", Section::Relationships),
    ("ResourcePropertyDescriptions", Section::Properties),
    ("ResponseObjectProperties", Section::Response),
];

/// Fields that a column is read into, and the column. A header cell of several fields is the first of
/// them: `Value` is both a type and a number, which is for its table's cells to tell.
const FIELDS: &[(&str, Column)] = &[
    ("description", Column::Description),
    ("numericValue", Column::Value),
    ("value", Column::Value),
    ("name", Column::Name),
    ("memberName", Column::Member),
    ("type", Column::Type),
    ("scope", Column::Permissions),
    ("title", Column::PermissionType),
    ("required", Column::Required),
    // The columns of tables of errors, which are not modelled.
    ("httpStatusCode", Column::Value),
    ("httpStatusMessage", Column::Description),
    ("errorCode", Column::Value),
];

/// A side file that a dialect names: how messages call it, and its text.
#[derive(Clone, Copy, Debug)]
pub struct SideFile<'t> {
    /// How messages call it.
    pub path: &'t str,
    /// What stands in it.
    pub text: &'t str,
}

/// Adds what a file says to a dialect.
///
/// # Errors
///
/// If it is no such file, or names a kind of table or a field that nobody knows.
pub(super) fn add(file: SideFile<'_>, dialect: &mut Dialect) -> Result<(), FileError> {
    let mut sources = SourceMap::default();
    let id = sources.add(SourceFile::new(file.path, file.text));
    let toml = TomlFile::new(file.path, file.text);
    toml.within(SETTINGS_BYTES, file.text.len(), 0..0)?;
    let reader = Reader { sources, id, toml, n_spellings: Cell::new(0) };
    let (value, _) = json::parse(file.text, Span::new(id, 0..file.text.len()));
    let definitions = value.as_ref().and_then(|value| value.get("tableDefinitions"));
    let Some(definitions) = definitions else {
        return Err(
            reader.error(Span::new(id, 0..0), "there are no `tableDefinitions` in this JSON")
        );
    };
    for table in items(definitions.get("tables")) {
        reader.table(table, dialect)?;
    }
    // The first of its fields that each header cell is named for.
    let mut cells: BTreeMap<&str, (usize, &Value)> = BTreeMap::new();
    for rule in items(definitions.get("parsingRules")) {
        let fields = rule.get("columns").and_then(Value::as_object).unwrap_or_default();
        for field in fields {
            let rank = FIELDS.iter().position(|(name, _)| *name == field.name);
            let Some(rank) = rank else {
                return Err(reader.unknown("field", &field.name, field.name_span, FIELDS));
            };
            for cell in items(Some(&field.value)) {
                let known = cells.entry(reader.text(cell)?).or_insert((rank, cell));
                known.0 = known.0.min(rank);
            }
        }
    }
    for (text, (rank, cell)) in cells {
        if dialect.columns.find(text).is_none() {
            let set = dialect.columns.set(text, FIELDS[rank].1);
            set.map_err(|error| reader.error(cell.span, error.message()))?;
        }
    }
    Ok(())
}

fn items(list: Option<&Value>) -> &[Value] {
    list.and_then(Value::as_array).unwrap_or_default()
}

/// The file, for what is wrong with it.
struct Reader<'t> {
    sources: SourceMap,
    id: FileId,
    /// The same file: what holds for settings in TOML holds for these.
    toml: TomlFile<'t>,
    /// How many texts were read so far.
    n_spellings: Cell<usize>,
}

impl Reader<'_> {
    /// Adds the headings of one kind of table.
    fn table(&self, table: &Value, dialect: &mut Dialect) -> Result<(), FileError> {
        let Some(kind) = table.get("type") else {
            return Err(self.error(table.span, "a kind of table has a `type`"));
        };
        let name = self.text(kind)?;
        let Some((_, section)) = TABLES.iter().find(|(known, _)| *known == name) else {
            return Err(self.unknown("kind of table", name, kind.span, TABLES));
        };
        for title in items(table.get("titles")) {
            let text = self.text(title)?;
            let is_of_answer = text.to_lowercase().starts_with("response");
            let section = match section {
                // One enum a page has no name in the heading of its members.
                Section::EnumValues if !text.contains(HOLE) => Section::Members,
                // The validator keeps the headers of both directions in one kind.
                Section::RequestHeaders if is_of_answer => Section::NotModelled,
                other => *other,
            };
            if dialect.sections.find(text).is_none() {
                let set = dialect.sections.set(text, section);
                set.map_err(|error| self.error(title.span, error.message()))?;
            }
        }
        Ok(())
    }

    fn text<'v>(&self, value: &'v Value) -> Result<&'v str, FileError> {
        let text = value.as_str();
        let text = text.ok_or_else(|| self.error(value.span, "this is text in quotes"))?;
        self.n_spellings.set(self.n_spellings.get() + 1);
        self.toml.within(SPELLINGS, self.n_spellings.get(), value.span.range())?;
        self.toml.check_text(text, value.span.range())?;
        Ok(text)
    }

    fn unknown<T>(&self, what: &str, name: &str, span: Span, known: &[(&str, T)]) -> FileError {
        let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        let help = match spelling::meant(name, names.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known are `{}`", names.join("`, `")),
        };
        FileError { help: Some(help), ..self.error(span, &format!("there is no {what} `{name}`")) }
    }

    fn error(&self, span: Span, message: &str) -> FileError {
        let span = if span.file == self.id { span } else { Span::new(self.id, 0..0) };
        let place = self.sources.location(span).to_string();
        FileError { place, message: message.to_owned(), help: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::Patterns;

    fn check(text: &str, dialect: &mut Dialect) -> String {
        match add(SideFile { path: "headers.json", text }, dialect) {
            Ok(()) => String::new(),
            Err(error) => match &error.help {
                Some(help) => format!("{error} ({help})"),
                None => error.to_string(),
            },
        }
    }

    fn meaning<T: Copy>(patterns: &Patterns<T>, text: &str) -> Option<T> {
        patterns.find(text).map(|it| it.meaning)
    }

    #[test]
    fn headings_and_cells_that_the_dialect_does_not_know() {
        let text = r#"{"tableDefinitions": {
            "tables": [
                {"type": "HttpHeaders", "titles": ["Headers sent", "Response headers"]},
                {"type": "EnumerationValues", "titles": ["Choices", "{x} choices"]},
                {"type": "ResourcePropertyDescriptions", "titles": ["Fields"]}
            ],
            "parsingRules": [
                {"type": "ParameterDefinition", "columns": {
                    "name": ["Field", "Word"], "type": ["Kind", "Worth"], "required": ["Remark"]}},
                {"type": "EnumerationDefinition", "columns": {
                    "memberName": ["Word", "Choice"], "numericValue": ["Worth"],
                    "description": ["Remark"]}}
            ]
        }}"#;
        let mut dialect = Dialect::default();
        dialect.sections.set("fields", Section::Relationships).expect("a pattern");
        assert_eq!(check(text, &mut dialect), "");
        let sections = ["headers sent", "response headers", "choices", "size choices", "fields"];
        assert_eq!(
            sections.map(|it| meaning(&dialect.sections, it)),
            [
                Some(Section::RequestHeaders),
                Some(Section::NotModelled),
                Some(Section::Members),
                Some(Section::EnumValues),
                Some(Section::Relationships),
            ]
        );
        let columns = ["field", "word", "kind", "worth", "remark", "choice"];
        assert_eq!(
            columns.map(|it| meaning(&dialect.columns, it)),
            [
                Some(Column::Name),
                Some(Column::Name),
                Some(Column::Type),
                Some(Column::Value),
                Some(Column::Description),
                Some(Column::Member),
            ]
        );
    }

    #[test]
    fn what_nobody_reads_is_an_error_at_its_place() {
        for (text, told) in [
            ("[]", "1:1: there are no `tableDefinitions` in this JSON"),
            ("", "1:1: there are no `tableDefinitions` in this JSON"),
            (
                r#"{"tableDefinitions": {"tables": [{"type": "HttpHeader"}]}}"#,
                "1:43: there is no kind of table `HttpHeader` (did you mean `HttpHeaders`?)",
            ),
            (
                r#"{"tableDefinitions": {"tables": [{"titles": ["x"]}]}}"#,
                "1:34: a kind of table has a `type`",
            ),
            (
                "{\"tableDefinitions\": {\"parsingRules\": [\n{\"columns\": {\"names\": []}}]}}",
                "2:14: there is no field `names` (did you mean `name`?)",
            ),
            (
                r#"{"tableDefinitions": {"tables": [{"type": "HttpHeaders", "titles": [1]}]}}"#,
                "1:69: this is text in quotes",
            ),
            (
                r#"{"tableDefinitions": {"tables": [{"type": "HttpHeaders", "titles": ["{x}"]}]}}"#,
                "1:69: a pattern has words beside its `{x}`, or it would fit whatever is written",
            ),
        ] {
            assert_eq!(check(text, &mut Dialect::default()), format!("headers.json:{told}"));
        }
    }
}
