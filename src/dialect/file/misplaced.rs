//! Keys in another table than theirs: what stands behind `[service]` is of that, though it is meant for the file.

use super::lists::primitives;
use crate::dialect::{Column, Phrases, Section, request_lines, service, shape};
use crate::spelling;
use crate::toml_file::{FileError, TomlFile};
use toml::de::DeTable;

/// A table, and whether it has a key.
type Table = (&'static str, Vec<String>);

/// Tells the first key that its table does not know and another one does. `top` are the keys above all tables.
pub(super) fn check(
    toml: &TomlFile<'_>,
    table: &DeTable<'_>,
    top: &[&str],
) -> Result<(), FileError> {
    let tables = tables(top);
    for (name, known) in &tables {
        let own = match *name {
            "" => Some(table),
            name => table.get(name).and_then(|it| it.get_ref().as_table()),
        };
        for key in own.iter().flat_map(|it| it.keys()) {
            let text = key.get_ref().as_ref();
            let is_known = |known: &[String]| known.iter().any(|it| *it == text.replace('_', "-"));
            // A slip of what belongs here is told as that.
            if is_known(known) || spelling::meant(text, known.iter().map(String::as_str)).is_some()
            {
                continue;
            }
            let mut others = tables.iter().filter(|(_, known)| is_known(known));
            let Some((place, _)) = others.next() else { continue };
            let help = match *place {
                "" => "it stands above all tables: write it before the first `[…]`".to_owned(),
                place => format!("it is a key of `[{place}]`"),
            };
            let here = match *name {
                "" => "above all tables".to_owned(),
                name => format!("in `[{name}]`"),
            };
            let message = format!("there is no key `{text}` {here}");
            return Err(FileError { help: Some(help), ..toml.error(key.span(), &message) });
        }
    }
    Ok(())
}

fn tables(top: &[&str]) -> Vec<Table> {
    let texts = |keys: &[&str]| keys.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
    let names = |keys: &[(&str, Section)]| keys.iter().map(|it| it.0.to_owned()).collect();
    let columns = |keys: &[(&str, Column)]| keys.iter().map(|it| it.0.to_owned()).collect();
    vec![
        ("", texts(top)),
        ("service", service::keys().map(str::to_owned).collect()),
        ("shape", texts(shape::KEYS)),
        ("request-lines", texts(request_lines::KEYS)),
        ("sections", names(Section::KEYS)),
        ("columns", columns(Column::KEYS)),
        ("types", primitives().iter().map(|it| it.0.to_owned()).collect()),
        ("phrases", Phrases::NAMES.iter().map(|it| it.replace('_', "-")).collect()),
    ]
}
