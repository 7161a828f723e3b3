//! A dialect as the file that says all of it, with what it extends: reading that gives the same dialect.

use super::{
    Column, Dialect, PageShape, ParameterPlace, Patterns, Phrases, RequestLines, Section, Titled,
};
use crate::edm::Primitive;
use crate::odata::RequestHeader;
use crate::protocol::{
    End, FormLists, FormMembers, OData, Paging, Protocol, Sending, TokenPlace, name_of,
};
use crate::toml_file::quote;
use std::collections::BTreeMap;
use std::fmt::Write;

/// The widest line of a list.
const WIDTH: usize = 100;

/// The text of the file.
pub fn to_toml(dialect: &Dialect) -> String {
    let mut text = String::new();
    for (key, value) in [
        ("name", &dialect.name),
        ("summary", &dialect.summary),
        ("default-namespace", &dialect.default_namespace),
        ("key", &dialect.key),
        ("sentinel", &dialect.sentinel),
    ] {
        line(&mut text, key, value);
    }
    let titles = |titled| dialect.titles.spellings(titled).collect::<Vec<_>>();
    for (key, words) in [
        ("titles", titles(Titled::Type)),
        ("enum-titles", titles(Titled::Enum)),
        ("namespace-labels", all(&dialect.namespace_labels)),
        ("untyped", all(&dialect.untyped)),
        ("collections", all(&dialect.collections)),
        ("around-types", all(&dialect.around_types)),
        ("kind-words", all(&dialect.kind_words)),
        ("number-times", all(&dialect.number_times)),
        ("required-words", all(&dialect.required_words)),
        ("optional-words", all(&dialect.optional_words)),
        ("annotation-keys", all(&dialect.annotation_keys)),
        ("block-types", all(&dialect.block_types)),
        ("operation-pages", all(&dialect.operation_pages)),
        ("type-pages", all(&dialect.type_pages)),
        ("secret-names", all(&dialect.secret_names)),
        ("secret-prefixes", all(&dialect.secret_prefixes)),
        ("sample-words", all(&dialect.sample_words)),
        ("delta-functions", all(&dialect.delta_functions)),
    ] {
        list(&mut text, key, &words);
    }
    text.push_str("\n[service]\n");
    line(&mut text, "base-url", &dialect.service.base_url);
    line(&mut text, "version", &dialect.service.version);
    list(&mut text, "hosts", &all(&dialect.service.hosts));
    list(&mut text, "prefixes", &all(&dialect.service.prefixes));
    list(&mut text, "other-versions", &all(&dialect.service.other_versions));
    answers(&mut text, &dialect.service.protocol);
    for [folder, url, query] in &dialect.published {
        text.push_str("\n[[published]]\n");
        for (key, value) in [("folder", folder), ("url", url), ("query", query)] {
            line(&mut text, key, value);
        }
    }
    shape(&mut text, &dialect.shape);
    request_lines(&mut text, &dialect.request_lines);
    patterns(&mut text, "sections", Section::KEYS, &dialect.sections);
    patterns(&mut text, "columns", Column::KEYS, &dialect.columns);
    patterns(&mut text, "places", ParameterPlace::KEYS, &dialect.places);
    let primitives: Vec<_> =
        Primitive::ALL.iter().map(|primitive| (primitive.bare_name(), *primitive)).collect();
    patterns(&mut text, "types", &primitives, &dialect.primitives);
    spellings(&mut text, "placeholders", &primitives, &dialect.placeholders);
    spellings(&mut text, "request-headers", RequestHeader::KEYS, &dialect.headers);
    text.push_str("\n[phrases]\n");
    let mut phrases = dialect.phrases.clone();
    for name in Phrases::NAMES {
        let words = phrases.field(name).cloned().unwrap_or_default();
        list(&mut text, &name.replace('_', "-"), &all(&words));
    }
    text
}

/// How pages are built.
fn shape(text: &mut String, shape: &PageShape) {
    text.push_str("\n[shape]\n");
    line(text, "operation", shape.operation.name());
    line(text, "types", shape.types.name());
    truth(text, "labels", Some(shape.labels));
    truth(text, "lists", shape.lists);
    truth(text, "enum-numbers", shape.enum_numbers);
    truth(text, "required-unless-optional", Some(shape.required_unless_optional));
    truth(text, "types-from-examples", shape.types_from_examples);
    languages(text, "bodies", shape.bodies.as_deref());
    let elements: Vec<String> = shape.elements.iter().map(ToString::to_string).collect();
    list(text, "elements", &all(&elements));
}

/// Where request lines stand.
fn request_lines(text: &mut String, lines: &RequestLines) {
    text.push_str("\n[request-lines]\n");
    languages(text, "code", lines.code.as_deref());
    for (key, is_so) in [("spans", lines.spans), ("tables", lines.tables), ("curl", lines.curl)] {
        truth(text, key, Some(is_so));
    }
    list(text, "samples", &all(&lines.samples));
    list(text, "front-matter", &all(&lines.front_matter));
    for (key, patterns) in [("headings", &lines.headings), ("lines", &lines.lines)] {
        let patterns: Vec<String> = patterns.iter().map(ToString::to_string).collect();
        list(text, key, &all(&patterns));
    }
    let elements: Vec<String> = lines.elements.iter().map(ToString::to_string).collect();
    list(text, "elements", &all(&elements));
}

/// A key that is true or false, if it is said.
fn truth(text: &mut String, key: &str, is_so: Option<bool>) {
    if let Some(is_so) = is_so {
        writeln!(text, "{key} = {is_so}").expect("a string takes all text");
    }
}

/// A key with languages, if it is said: none at all is something else than any.
fn languages(text: &mut String, key: &str, languages: Option<&[String]>) {
    match languages {
        Some([]) => writeln!(text, "{key} = []").expect("a string takes all text"),
        Some(languages) => list(text, key, &all(languages)),
        None => {}
    }
}

/// How the service answers.
fn answers(text: &mut String, protocol: &Protocol) {
    list(text, "list", &all(&protocol.lists));
    let token = match &protocol.token {
        TokenPlace::Header { name, before } => format!("{name}: {before}{{token}}"),
        TokenPlace::Query(name) => format!("?{name}={{token}}"),
        TokenPlace::Basic => "authorization: Basic {basic}".to_owned(),
    };
    line(text, "token", &token);
    let OData { options, delta, batch } = &protocol.odata;
    let more = [("delta", *delta), ("batch", *batch)].into_iter().filter(|it| it.1);
    let known = options.iter().map(|it| it.name()).chain(more.map(|it| it.0));
    let known: Vec<String> = known.map(quote).collect();
    writeln!(text, "odata = [{}]", known.join(", ")).expect("a string takes all text");
    text.push_str("\n[service.paging]\n");
    let (by, places, parameter, size, end) = match &protocol.paging {
        Paging::Whole => ("none", None, None, None, None),
        Paging::Header => ("header", None, None, None, None),
        Paging::Link(places) => ("link", Some(places), None, None, None),
        Paging::Cursor { places, parameter, size, end } => {
            ("cursor", Some(places), Some(parameter), size.as_ref(), end.as_ref())
        }
        Paging::Number { parameter, size, end, .. } => {
            ("number", None, Some(parameter), size.as_ref(), Some(end))
        }
        Paging::Offset { parameter, size, end } => {
            ("offset", None, Some(parameter), size.as_ref(), Some(end))
        }
    };
    line(text, "by", by);
    list(text, "member", &all(places.map_or(&[], Vec::as_slice)));
    line(text, "parameter", parameter.map_or("", String::as_str));
    if let Paging::Number { first, .. } = &protocol.paging {
        writeln!(text, "first = {first}").expect("a string takes all text");
    }
    line(text, "size", size.map_or("", String::as_str));
    match end {
        Some(End::Empty) => line(text, "end", "empty"),
        Some(End::Short) => line(text, "end", "short"),
        Some(End::Header(name)) => line(text, "end", &format!("{name}:")),
        None => {}
    }
    let Sending { is_form, form } = protocol.sending;
    text.push_str("\n[service.body]\n");
    line(text, "as", if is_form { "form" } else { "json" });
    line(text, "lists", name_of(FormLists::NAMES, form.lists));
    line(text, "members", name_of(FormMembers::NAMES, form.members));
    text.push_str("\n[service.errors]\n");
    list(text, "code", &all(&protocol.error_codes));
    list(text, "message", &all(&protocol.error_messages));
}

fn all(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}

fn patterns<T: Copy + PartialEq>(
    text: &mut String,
    table: &str,
    known: &[(&str, T)],
    patterns: &Patterns<T>,
) {
    write!(text, "\n[{table}]\n").expect("a string takes all text");
    for (key, meaning) in known {
        list(text, key, &patterns.spellings(*meaning).collect::<Vec<_>>());
    }
}

fn spellings<T: Copy + PartialEq>(
    text: &mut String,
    table: &str,
    known: &[(&str, T)],
    spellings: &BTreeMap<String, T>,
) {
    write!(text, "\n[{table}]\n").expect("a string takes all text");
    for (key, meaning) in known {
        let own = spellings.iter().filter(|(_, it)| *it == meaning);
        list(text, key, &own.map(|(spelling, _)| spelling.as_str()).collect::<Vec<_>>());
    }
}

/// A key with text, unless there is none.
fn line(text: &mut String, key: &str, value: &str) {
    if !value.is_empty() {
        writeln!(text, "{key} = {}", quote(value)).expect("a string takes all text");
    }
}

/// A key with a list, unless it is empty.
fn list(text: &mut String, key: &str, words: &[&str]) {
    if words.is_empty() {
        return;
    }
    let words: Vec<String> = words.iter().map(|word| quote(word)).collect();
    let whole = format!("{key} = [{}]\n", words.join(", "));
    if whole.chars().count() <= WIDTH {
        text.push_str(&whole);
        return;
    }
    write!(text, "{key} = [").expect("a string takes all text");
    let mut width = WIDTH;
    for word in words {
        let length = word.chars().count() + 2;
        if width + length > WIDTH {
            text.push_str("\n   ");
            width = 3;
        }
        write!(text, " {word},").expect("a string takes all text");
        width += length;
    }
    text.push_str("\n]\n");
}

#[cfg(test)]
mod tests {
    use super::to_toml;
    use crate::dialect::{BUILT_IN, Dialect, Phrases, parse};

    #[test]
    fn what_is_written_is_read_as_the_same() {
        for built_in in BUILT_IN.iter() {
            let text = to_toml(&built_in.dialect);
            let read = parse("written.toml", &text, None).expect("it can be read");
            assert_eq!(to_toml(&read), text);
            assert_eq!(told(&read), told(&built_in.dialect));
        }
    }

    /// All of a dialect but its phrases, which [`to_toml`] writes by their names.
    fn told(dialect: &Dialect) -> String {
        let phrases = Phrases::default();
        format!("{:#?}", Dialect { phrases, ..dialect.clone() })
    }

    #[test]
    fn how_pages_are_built_is_written_as_well() {
        let text = "name = 'own'\nsummary = 'x'\ndefault-namespace = 'own'\n[service]\nbase-url = 'https://own.example'\n[shape]\noperation = 'section'\ntypes = 'heading'\nlists = false\nrequired-unless-optional = true\nbodies = []\nelements = ['<P a=\"{query}\" b=\"{type}\" c=\"{required}\">']\n\
                    [request-lines]\ncode = ['', 'http']\nspans = true\nsamples = ['{number}', 'mine']\n\
                    headings = ['{title} % {method} {path}', '{method}: {path} – {title}', '{method} {path}']\n\
                    lines = ['{x}: {method} {path} (since {x})']\n\
                    elements = ['<Route method=\"{method}\">{path}</Route>', '<Call verb=\"{method}\" to=\"{path}\" />']\n";
        let dialect = parse("own.toml", text, None).expect("it can be read");
        let read = parse("written.toml", &to_toml(&dialect), None).expect("it can be read");
        assert_eq!(told(&read), told(&dialect));
    }
}
