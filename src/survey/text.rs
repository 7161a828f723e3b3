//! The file of a dialect that a survey proposes: what it is sure of, and the words that have no place yet, as comments.

use super::answers::has_word;
use super::titles::patterns;
use super::{Answers, Counts, Evident, Requests, Seen, Words, evident, service};
use crate::dialect::{BUILT_IN, Column, Dialect, inside};
use crate::source::SourceMap;
use crate::toml_file::quote;
use crate::visible::visible;
use std::fmt::Display;

/// Words named of each kind.
const MOST: usize = 200;

/// What a dialect is proposed from.
#[derive(Clone, Copy, Debug)]
pub struct Proposal<'p> {
    /// The name of the client, and of the dialect.
    pub name: &'p str,
    /// What it extends.
    pub base: &'p Dialect,
    /// How requests are written.
    pub requests: &'p Requests,
    /// Where the service answers, and whether that is a guess.
    pub base_url: Option<(&'p (String, Seen), bool)>,
    /// How the service answers and is asked, once something was read.
    pub answers: Option<&'p Answers>,
    /// Headings that are nothing but the names of types, if there are such.
    pub named_types: Option<Seen>,
    /// Headings above headings that are names of members, on pages of types.
    pub above_named: Option<&'p Counts<String>>,
    /// The words whose place is evident.
    pub evident: Option<&'p Evident>,
    /// The words that have no place yet.
    pub words: Option<&'p Words>,
}

impl<'p> Proposal<'p> {
    /// One of nothing but a base and forms of request lines.
    pub fn of(base: &'p Dialect, requests: &'p Requests) -> Self {
        Self {
            name: "",
            base,
            requests,
            base_url: None,
            answers: None,
            named_types: None,
            above_named: None,
            evident: None,
            words: None,
        }
    }
}

/// The text of the file.
pub fn to_toml(sources: &SourceMap, proposal: &Proposal<'_>) -> String {
    let Proposal {
        name,
        base,
        requests,
        base_url,
        answers,
        named_types,
        above_named,
        evident,
        words,
    } = proposal;
    let namespace: String = name.chars().filter(|c| c.is_ascii_alphanumeric()).collect();
    let namespace = if namespace.is_empty() { "api".to_owned() } else { namespace };
    let mut text = format!(
        "# How these docs are written, as far as `docwright init` could see. What it does not say is as in the dialect that it\n\
         # extends, which `docwright dialects {}` prints; `docwright dialects {}` explains every key.\n",
        base.name, BUILT_IN[0].dialect.name,
    );
    if words.is_some_and(|it| !it.is_empty()) {
        text.push_str(
            "#\n# Behind a `#` stand the words that were seen most and have no place yet. Where they belong only a reader of the\n\
             # docs knows: take the `#` away, or move a word below another key, or leave it.\n",
        );
    }
    for (key, value) in [
        ("name", name),
        ("extends", &base.name.as_str()),
        ("summary", &format!("the reference of {name}").as_str()),
        ("default-namespace", &namespace.as_str()),
    ] {
        let gap = if key == "name" { "\n" } else { "" };
        text.push_str(&format!("{gap}{key} = {}\n", quote(value)));
    }
    text.push_str(&words.map(|it| titles(sources, it)).unwrap_or_default());
    let (url, why) = match base_url {
        Some(((url, seen), false)) => (url, places(sources, *seen)),
        Some(((url, seen), true)) => (
            url,
            format!(
                "A guess: text says it {}. Look whether paths begin behind it.",
                places(sources, *seen)
            ),
        ),
        None => (&base.service.base_url, "No example says it: write where it answers.".to_owned()),
    };
    let mut tables = Tables::default();
    tables.add("service", &format!("# {why}\nbase-url = {}\n", quote(url)));
    tables.add("service", &answers.map(|it| service::lines(sources, it)).unwrap_or_default());
    let [shape, lines, columns] = requests.settings(base);
    for (table, settings) in [("shape", shape), ("request-lines", lines), ("columns", columns)] {
        settings.iter().for_each(|(key, value)| tables.add(table, &format!("{key} = {value}\n")));
    }
    if let Some(seen) = named_types {
        let place = places(sources, *seen);
        let why = format!(
            "Headings above members that are linked or laid out as those of types are, {place}."
        );
        tables.add("shape", &format!("# {why}\ntypes = \"heading\"\n"));
    }
    let above_named: Vec<&String> = above_named.iter().flat_map(|it| it.words()).collect();
    if !above_named.is_empty() {
        let quoted: Vec<String> = above_named.into_iter().map(|it| quote(it)).collect();
        let why =
            "Headings on pages of types, above headings in code with a line for the type of each.";
        let line = format!("# {why}\nproperties = [{}]\n", quoted.join(", "));
        tables.add("sections", &line);
    }
    let mut last = "";
    for (table, key, counts) in evident.iter().flat_map(|it| it.keys()) {
        let why = if table == last { String::new() } else { format!("# {}\n", reason(table)) };
        tables.add(table, &(why + &placed(sources, key, counts)));
        last = table;
    }
    if let Some(words) = words {
        unplaced(sources, words, &mut tables);
    }
    for (name, lines) in &tables.0 {
        text.push_str(&format!("\n[{name}]\n{lines}"));
    }
    text
}

/// The tables of the file with their lines, in the order in which they were begun.
#[derive(Default)]
struct Tables(Vec<(&'static str, String)>);

impl Tables {
    fn add(&mut self, table: &'static str, lines: &str) {
        match self.0.iter_mut().find(|(name, _)| *name == table) {
            _ if lines.is_empty() => {}
            Some((_, known)) => known.push_str(lines),
            None => self.0.push((table, lines.to_owned())),
        }
    }
}

/// The keys above all tables: titles of types that headings above members seem to be, and words of notes, as comments.
fn titles(sources: &SourceMap, words: &Words) -> String {
    let [members, _] = &words.above_members;
    let found = patterns(members);
    let [_, others] = &words.above_named;
    let found = match found.is_empty() {
        true => patterns(others),
        false => found,
    };
    let found: Vec<(&String, Seen)> = found.iter().map(|(text, seen)| (text, *seen)).collect();
    let titles =
        lines(sources, "titles", "A guess: headings above members, as titles of types", &found);
    let about =
        "Words of notes behind names, \"(text, needed)\", if they say that a value must be given";
    titles + &lines(sources, "required-words", about, &notes(words, false))
}

/// Words of notes, those that seem to say that there may be no value or the others.
fn notes(words: &Words, of_null: bool) -> Vec<(&String, Seen)> {
    let mut notes = words.notes.most_first();
    notes.retain(|(text, _)| has_word(text, &["null", "nullable"]) == of_null);
    notes
}

/// Adds the words that have no place, as comments.
fn unplaced(sources: &SourceMap, words: &Words, tables: &mut Tables) {
    let [_, names] = &words.above_members;
    let enums = patterns(names);
    let enums: Vec<(&String, Seen)> = enums.iter().map(|(text, seen)| (text, *seen)).collect();
    let about = "A guess: headings above mere names, as those of values";
    tables.add("sections", &lines(sources, "enum-values", about, &enums));
    // Those that a guess above is of are titles.
    let titles = words.above_members.iter().flat_map(patterns).map(|(pattern, _)| pattern);
    let titles: Vec<String> = titles.collect();
    let is_title = |text: &str| titles.iter().any(|pattern| inside(pattern, text).is_some());
    let mut tables_of = words.above_tables.most_first();
    tables_of.retain(|(text, _)| !is_title(text));
    for (key, about) in [
        ("path-parameters", " of what stands in a path"),
        ("query-parameters", " of what stands in a query"),
        ("request-headers", " of headers"),
        ("request-body", " of what is sent"),
        ("parameters", ""),
    ] {
        let key_of =
            |text: &str| evident::part(text).filter(|it| *it != "response").unwrap_or("parameters");
        let own: Vec<(&String, Seen)> =
            tables_of.iter().copied().filter(|(text, _)| key_of(text) == key).collect();
        let about = format!("Headings and labels above tables and lists{about}");
        tables.add("sections", &lines(sources, key, &about, &own));
    }
    let about = "Words of notes behind names, if they say that a value may be null";
    tables.add("phrases", &lines(sources, "nullable", about, &notes(words, true)));
    for (table, key, about, counts) in [
        (
            "sections",
            "response",
            "Headings that stand again and again above sentences",
            &words.above_sentences,
        ),
        ("sections", "example-response", "Headings and labels above JSON", &words.above_json),
        ("types", "String", "Words in type cells and notes that name no type", &words.types),
        ("phrases", "returns", "Words before a status and a linked type", &words.before_types),
    ] {
        tables.add(table, &lines(sources, key, about, &counts.most_first()));
    }
    for (column, key, about) in [
        (Some(Column::Parameter), "parameter", "a name a row"),
        (Some(Column::Type), "type", "types"),
        (Some(Column::Required), "required", "yes and no"),
        (Some(Column::Place), "place", "where a parameter goes"),
        (Some(Column::Description), "description", "sentences"),
        (None, "value", "something else"),
    ] {
        let headers = words.headers.most_first().into_iter();
        let of_column: Vec<(&String, Seen)> = headers
            .filter(|((seems, _), _)| *seems == column)
            .map(|((_, word), seen)| (word, seen))
            .collect();
        let about = format!("Header cells above {about}");
        tables.add("columns", &lines(sources, key, &about, &of_column));
    }
}

/// Why the place of words is evident.
fn reason(table: &str) -> &'static str {
    match table {
        "columns" => "Header cells, by what stands below them.",
        "types" => "Words for types, by the values that examples show of what is of them.",
        _ => "Words that say themselves what they are for.",
    }
}

/// A key with the words whose place is evident, each on a line of its own.
fn placed(sources: &SourceMap, key: &str, words: &Counts<String>) -> String {
    let words = words.most_first().into_iter();
    let words =
        words.map(|(word, seen)| format!("    {},  # {}\n", quote(word), places(sources, seen)));
    format!("{key} = [\n{}]\n", words.collect::<String>())
}

/// A key with its words, each on a line of its own that is a comment.
fn lines(sources: &SourceMap, key: &str, about: &str, words: &[(&impl Display, Seen)]) -> String {
    if words.is_empty() {
        return String::new();
    }
    let mut text = format!("# {about}.\n# {key} = [\n");
    for (word, seen) in words.iter().take(MOST) {
        text.push_str(&format!(
            "#     {},  # {}\n",
            quote(&word.to_string()),
            places(sources, *seen)
        ));
    }
    text.push_str("# ]\n");
    if words.len() > MOST {
        text.push_str(&format!("# (and {} more)\n", words.len() - MOST));
    }
    text
}

/// `14 times, first at api/users.md:33`
pub(super) fn places(sources: &SourceMap, seen: Seen) -> String {
    let (path, line) = (&sources.file(seen.first.file).path, sources.line(seen.first));
    let path = visible(path);
    match seen.n {
        1 => format!("once, at {path}:{line}"),
        n => format!("{n} times, first at {path}:{line}"),
    }
}
