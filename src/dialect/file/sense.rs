//! What a dialect can't say at once.

use crate::dialect::patterns::HOLE;
use crate::toml_file::{FileError, TomlFile};
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::DeValue;

/// A text means one thing: it stands in no list of another name, and in none twice.
pub(super) fn first_time(
    toml: &TomlFile<'_>,
    item: &Spanned<DeValue<'_>>,
    [text, name]: [&str; 2],
    given: &mut BTreeMap<String, String>,
) -> Result<(), FileError> {
    match given.insert(text.trim().to_lowercase(), name.to_owned()) {
        Some(other) => Err(toml.error(item.span(), &format!("`{text}` is in `{other}` already"))),
        None => Ok(()),
    }
}

/// In a pattern, brackets hold nothing but `x`.
pub(super) fn only_hole(
    toml: &TomlFile<'_>,
    item: &Spanned<DeValue<'_>>,
    text: &str,
) -> Result<(), FileError> {
    let rest = text.replace(HOLE, "");
    match rest.split_once('{').and_then(|(_, rest)| rest.split_once('}')) {
        Some((name, _)) => {
            let message = format!("words that vary are written `{HOLE}`, not `{{{name}}}`");
            Err(toml.error(item.span(), &message))
        }
        None => Ok(()),
    }
}

/// A title that is nothing but a name is no pattern; that headings are such is said elsewhere.
pub(super) fn bare_titles(text: &str, error: FileError) -> FileError {
    let help = "where headings are nothing but names of types, say `types = \"heading\"` in `[shape]`: below one, a list or a \
        table with a column of `columns.type` makes a type, and values in code, or below a word of `columns.value`, an \
        enum where a cell or an answer links to the heading; the number of a heading is none of its words";
    match text.trim() == HOLE {
        true => FileError { help: Some(help.to_owned()), ..error },
        false => error,
    }
}

/// Names have no blanks.
pub(super) fn namespace(
    toml: &TomlFile<'_>,
    value: &Spanned<DeValue<'_>>,
    name: &str,
) -> Result<(), FileError> {
    let wanted = "a namespace has no blanks: `default-namespace = \"acme.api\"`";
    match name.contains(char::is_whitespace) {
        true => Err(toml.error(value.span(), wanted)),
        false => Ok(()),
    }
}

/// Adds the phrases without the marks of code in them: texts are read with these and without.
pub(super) fn unmark(phrases: &mut Vec<String>) {
    let unmarked = phrases.iter().filter(|it| it.contains('`')).map(|it| it.replace('`', ""));
    let unmarked: Vec<String> =
        unmarked.filter(|it| !it.trim().is_empty() && !phrases.contains(it)).collect();
    phrases.extend(unmarked);
}
