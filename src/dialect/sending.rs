//! How requests write their bodies, as a table `[service.body]` says it.

use crate::protocol::{FormLists, FormMembers, Sending};
use crate::toml_file::{FileError, TomlFile, known_are};
use toml::Spanned;
use toml::de::DeValue;

/// The keys of `[service.body]`.
const KEYS: &[&str] = &["as", "lists", "members"];
const WANTED: &str = "`body` is a table: write `[service.body]`";
const AS: &str = "`as` is `\"json\"` or `\"form\"`";
const LISTS: &str = "`lists` is one of: brackets, indices, repeated, commas";
const MEMBERS: &str = "`members` is `\"brackets\"` or `\"dots\"`";

/// Reads the table. What it leaves unsaid is as where nothing is said.
pub(super) fn read<'t>(
    toml: &TomlFile<'t>,
    value: &Spanned<DeValue<'t>>,
) -> Result<Sending, FileError> {
    let mut said = Sending::default();
    for (key, value) in toml.table_of(value, WANTED)? {
        match key.get_ref().as_ref() {
            "as" => said.is_form = named(toml, value, AS, &[("json", false), ("form", true)])?,
            "lists" => said.form.lists = named(toml, value, LISTS, FormLists::NAMES)?,
            "members" => said.form.members = named(toml, value, MEMBERS, FormMembers::NAMES)?,
            _ => {
                let names = || KEYS.iter().copied();
                return Err(toml.unknown("key", key, names(), known_are(names())));
            }
        }
    }
    Ok(said)
}

fn named<'t, T: Copy>(
    toml: &TomlFile<'t>,
    value: &Spanned<DeValue<'t>>,
    wanted: &str,
    names: &[(&str, T)],
) -> Result<T, FileError> {
    let name = toml.text_of(value, wanted)?;
    let found = names.iter().find(|it| it.0 == name).map(|it| it.1);
    found.ok_or_else(|| toml.error(value.span(), wanted))
}
