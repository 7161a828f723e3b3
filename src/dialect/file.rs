//! The file of a dialect: text in TOML in, the dialect out.
//!
//! ```toml
//! name = "acme"
//! extends = "graph"
//! default-namespace = "acme.api"
//!
//! [service]
//! base-url = "https://api.acme.example/v2"
//!
//! [sections]
//! properties = ["fields", "fields of {x}"]
//!
//! [columns]
//! property = ["field"]
//! ```
//!
//! What it says is added to what it extends, and goes before it; `"!fields"` takes a spelling of that away; `[service]` and
//! `[[published]]` replace what they name.

mod lists;
mod misplaced;
mod named;
mod published;
mod sense;
mod taken_away;

pub use named::{extends_file, headers_from};

use self::named::EXTENDS;
use super::header_config::{self, SideFile};
use super::{
    Column, Dialect, ParameterPlace, PatternError, Phrases, Section, Service, ServiceTable,
};
use crate::limits::SPELLINGS;
use crate::odata::RequestHeader;
use crate::protocol::Protocol;
use crate::spelling::without_number;
use crate::toml_file::{FileError, TomlFile, known_are};
use std::cell::Cell;
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What stands at the top.
const TOP: &[&str] = &[
    "annotation-keys",
    "around-types",
    "block-types",
    "collections",
    "columns",
    "default-namespace",
    "delta-functions",
    "enum-titles",
    "extends",
    "headers-from",
    "key",
    "kind-words",
    "name",
    "namespace-labels",
    "number-times",
    "operation-pages",
    "optional-words",
    "phrases",
    "placeholders",
    "places",
    "published",
    "request-headers",
    "request-lines",
    "required-words",
    "sample-words",
    "secret-names",
    "secret-prefixes",
    "sections",
    "sentinel",
    "service",
    "shape",
    "summary",
    "titles",
    "type-pages",
    "types",
    "untyped",
];
/// What a dialect may extend.
#[derive(Clone, Copy, Debug)]
pub(super) enum Base<'d> {
    /// One of those that have a name.
    Known(&'d [&'d Dialect]),
    /// The one that was read from the file that it names.
    File(&'d Dialect),
}

/// Reads a dialect that may extend another.
pub(super) fn read(
    path: &str,
    text: &str,
    headers: Option<SideFile<'_>>,
    base: Base<'_>,
) -> Result<Dialect, FileError> {
    let toml = TomlFile::new(path, text);
    let table = toml.parse_settings()?;
    misplaced::check(&toml, &table, TOP)?;
    if let Some((key, _)) = table.iter().find(|(key, _)| !TOP.contains(&key.get_ref().as_ref())) {
        return Err(toml.unknown("key", key, TOP.iter().copied(), known_are(TOP.iter().copied())));
    }
    let file = File { toml, table: &table, n_spellings: Cell::new(0) };
    let mut dialect = file.base(base)?;
    taken_away::take_away(&file.toml, &table, &mut dialect)?;
    if let Some(headers) = headers {
        header_config::add(headers, &mut dialect)?;
    }
    file.top(&mut dialect)?;
    file.service(&mut dialect)?;
    file.published(&mut dialect)?;
    dialect.shape.read(&file.toml, table.get("shape"))?;
    dialect.request_lines.read(&file.toml, table.get("request-lines"))?;
    file.meanings("sections", "section", Section::KEYS, |pattern, section| {
        dialect.sections.set(pattern, section)
    })?;
    file.meanings("columns", "column", Column::KEYS, |pattern, column| {
        dialect.columns.set(pattern, column)
    })?;
    file.meanings("places", "place", ParameterPlace::KEYS, |pattern, place| {
        dialect.places.set(pattern, place)
    })?;
    let primitives = lists::primitives();
    file.meanings("types", "primitive type", &primitives, |pattern, primitive| {
        dialect.primitives.set(pattern, primitive)
    })?;
    file.meanings("placeholders", "primitive type", &primitives, |text, primitive| {
        set(&mut dialect.placeholders, text, primitive)
    })?;
    file.meanings("request-headers", "request header", RequestHeader::KEYS, |name, header| {
        set(&mut dialect.headers, name, header)
    })?;
    file.phrases(&mut dialect.phrases)?;
    file.check_complete(&dialect)?;
    Ok(dialect)
}

fn set<T>(map: &mut BTreeMap<String, T>, key: &str, value: T) -> Result<(), PatternError> {
    if key.trim().is_empty() {
        return Err(PatternError::Empty);
    }
    map.insert(key.to_lowercase(), value);
    Ok(())
}

/// The file that is read.
struct File<'t> {
    toml: TomlFile<'t>,
    table: &'t DeTable<'t>,
    /// How many spellings were read so far.
    n_spellings: Cell<usize>,
}

impl<'t> File<'t> {
    /// What the file extends; nothing unless it says so.
    fn base(&self, base: Base<'_>) -> Result<Dialect, FileError> {
        let Some(value) = self.table.get("extends") else { return Ok(Dialect::default()) };
        let name = self.toml.text_of(value, EXTENDS)?;
        let known = match base {
            Base::File(dialect) => return Ok(dialect.clone()),
            Base::Known(known) => known,
        };
        let found = known.iter().find(|it| it.name == name);
        found.map(|it| Dialect::clone(it)).ok_or_else(|| {
            let names = || known.iter().map(|it| it.name.as_str());
            let name = Spanned::new(value.span(), name);
            self.toml.unknown("dialect", &name, names(), known_are(names()))
        })
    }

    /// The keys at the top that are text or lists of it.
    fn top(&self, dialect: &mut Dialect) -> Result<(), FileError> {
        for (key, place) in [
            ("name", &mut dialect.name),
            ("summary", &mut dialect.summary),
            ("default-namespace", &mut dialect.default_namespace),
            ("key", &mut dialect.key),
            ("sentinel", &mut dialect.sentinel),
        ] {
            self.text(self.table, key, place)?;
        }
        if let Some(value) = self.table.get("default-namespace") {
            sense::namespace(&self.toml, value, &dialect.default_namespace)?;
        }
        for (key, words) in lists::words(dialect) {
            self.words(self.table, key, words)?;
        }
        for (key, names) in lists::names(dialect) {
            join(names, self.texts(self.table, key)?);
        }
        let mut given = BTreeMap::new();
        for (key, titled) in lists::TITLES {
            let Some(value) = self.table.get(key) else { continue };
            for item in self.items(key, value)? {
                let text = self.item(item)?;
                sense::only_hole(&self.toml, item, text)?;
                let text = without_number(text);
                if !text.contains(super::patterns::HOLE) {
                    let wanted = "a title has the name of a type in it: `\"{x} resource type\"`";
                    return Err(self.toml.error(item.span(), wanted));
                }
                let set = self.pattern(item, text, |pattern| dialect.titles.set(pattern, titled));
                set.map_err(|error| sense::bare_titles(text, error))?;
                sense::first_time(&self.toml, item, [text, key], &mut given)?;
            }
        }
        Ok(())
    }

    fn service(&self, dialect: &mut Dialect) -> Result<(), FileError> {
        let Some(value) = self.table.get("service") else { return Ok(()) };
        let said = ServiceTable::read(&self.toml, value)?;
        // Another service has nothing of the one whose docs are spelt in the same way.
        if said.base_url.as_ref().is_some_and(|it| !dialect.service.is_at(it)) {
            dialect.service = Service { protocol: Protocol::unsaid(), ..Service::default() };
            dialect.published.clear();
        }
        dialect.service = dialect.service.with(&said);
        Ok(())
    }

    /// A table of meanings, each with the spellings that have it.
    fn meanings<T: Copy>(
        &self,
        key: &str,
        what: &str,
        known: &[(&str, T)],
        mut set: impl FnMut(&str, T) -> Result<(), PatternError>,
    ) -> Result<(), FileError> {
        let Some(value) = self.table.get(key) else { return Ok(()) };
        let wanted = format!("`{key}` is a table: write `[{key}]`");
        let mut given = BTreeMap::new();
        // In the order of the file, so that of two places the second is told.
        let mut rows: Vec<_> = self.toml.table_of(value, &wanted)?.iter().collect();
        rows.sort_by_key(|(name, _)| name.span().start);
        for (name, value) in rows {
            let Some((_, meaning)) = known.iter().find(|(known, _)| *known == name.get_ref())
            else {
                let names = || known.iter().map(|(name, _)| *name);
                return Err(self.toml.unknown(what, name, names(), known_are(names())));
            };
            for item in self.items(name.get_ref(), value)? {
                let text = self.item(item)?;
                if matches!(key, "sections" | "columns" | "places") {
                    sense::only_hole(&self.toml, item, text)?;
                }
                let spelt = if key == "sections" { without_number(text) } else { text };
                self.pattern(item, spelt, |pattern| set(pattern, *meaning))?;
                sense::first_time(&self.toml, item, [text, name.get_ref()], &mut given)?;
            }
        }
        Ok(())
    }

    fn phrases(&self, phrases: &mut Phrases) -> Result<(), FileError> {
        let Some(value) = self.table.get("phrases") else { return Ok(()) };
        let table = self.toml.table_of(value, "`phrases` is a table: write `[phrases]`")?;
        for key in table.keys() {
            let Some(words) = phrases.field(&key.get_ref().replace('-', "_")) else {
                let names = Phrases::NAMES.iter().map(|name| name.replace('_', "-"));
                let names: Vec<String> = names.collect();
                let names = || names.iter().map(String::as_str);
                return Err(self.toml.unknown("phrase", key, names(), known_are(names())));
            };
            self.words(table, key.get_ref(), words)?;
            sense::unmark(words);
        }
        Ok(())
    }

    /// A dialect can do without most, but not without these.
    fn check_complete(&self, dialect: &Dialect) -> Result<(), FileError> {
        for (key, text) in [
            ("name", &dialect.name),
            ("default-namespace", &dialect.default_namespace),
            ("service.base-url", &dialect.service.base_url),
        ] {
            if text.is_empty() {
                let message = format!("the dialect has no `{key}`");
                let help = Some("a dialect that `extends` another has it from there".to_owned());
                return Err(FileError { help, ..self.toml.error(0..0, &message) });
            }
        }
        Ok(())
    }

    fn known_keys(&self, table: &DeTable<'t>, known: &[&str]) -> Result<(), FileError> {
        match table.keys().find(|key| !known.contains(&key.get_ref().as_ref())) {
            Some(key) => {
                let names = || known.iter().copied();
                Err(self.toml.unknown("key", key, names(), known_are(names())))
            }
            None => Ok(()),
        }
    }

    /// Puts the text of a key, if it is there, in its place.
    fn text(&self, table: &DeTable<'t>, key: &str, place: &mut String) -> Result<(), FileError> {
        if let Some(value) = table.get(key) {
            let wanted = format!("`{key}` is text in quotes");
            *place = self.toml.text_of(value, &wanted)?.to_owned();
        }
        Ok(())
    }

    /// Adds the spellings of a key, in lower case, before those that are there.
    fn words(
        &self,
        table: &DeTable<'t>,
        key: &str,
        words: &mut Vec<String>,
    ) -> Result<(), FileError> {
        let own = self.texts(table, key)?.into_iter().map(|text| text.to_lowercase()).collect();
        join(words, own);
        Ok(())
    }

    fn texts(&self, table: &DeTable<'t>, key: &str) -> Result<Vec<String>, FileError> {
        let Some(value) = table.get(key) else { return Ok(Vec::new()) };
        self.items(key, value)?.map(|item| self.item(item).map(str::to_owned)).collect()
    }

    fn items<'v>(
        &self,
        key: &str,
        value: &'v Spanned<DeValue<'t>>,
    ) -> Result<impl Iterator<Item = &'v Spanned<DeValue<'t>>> + use<'v, 't>, FileError> {
        let items =
            self.toml.items_of(value, &format!("`{key}` is a list of texts: `[\"…\", \"…\"]`"))?;
        Ok(items.filter(|item| taken_away::of_item(item).is_none()))
    }

    fn item<'v>(&self, item: &'v Spanned<DeValue<'t>>) -> Result<&'v str, FileError> {
        self.n_spellings.set(self.n_spellings.get() + 1);
        self.toml.within(SPELLINGS, self.n_spellings.get(), item.span())?;
        let text = self.toml.text_of(item, "a spelling is text in quotes")?;
        match text.trim().is_empty() {
            true => Err(self.toml.error(item.span(), "there is nothing in this spelling")),
            false => Ok(text),
        }
    }

    fn pattern(
        &self,
        item: &Spanned<DeValue<'t>>,
        text: &str,
        set: impl FnOnce(&str) -> Result<(), PatternError>,
    ) -> Result<(), FileError> {
        // Headings and headers are compared without the marks of code.
        set(&text.replace('`', "")).map_err(|error| self.toml.error(item.span(), error.message()))
    }
}

/// A list's own items first, then those that were there.
fn join(there: &mut Vec<String>, mut own: Vec<String>) {
    there.retain(|it| !own.contains(it));
    own.append(there);
    *there = own;
}

#[cfg(test)]
mod tests;
