//! One declaration for the reader and for editors: what is read is valid by the schema, and what is not is not.

use crate::schemas::Schema;
use docwright::config;
use docwright::corrections;
use docwright::corrections::shape::{KINDS, Key, OF_PARAMETER, Takes};
use docwright::doc_set::DocSet;
use docwright::source::SourceFile;
use serde_json::Value;

/// Values that a key takes, as TOML, and some that it does not.
fn values(takes: Takes) -> (Vec<String>, Vec<&'static str>) {
    let quoted = |words: &[&str]| words.iter().map(|it| format!("'{it}'")).collect::<Vec<_>>();
    match takes {
        Takes::Truth => (vec!["true".into(), "false".into()], vec!["'yes'", "1"]),
        Takes::Text => (vec!["'Some words.'".into()], vec!["' '", "true"]),
        Takes::Name => (vec!["'a b'".into()], vec!["''", "1"]),
        Takes::Names => (vec!["['a', 'b']".into()], vec!["'a'", "['']"]),
        Takes::NamesByName => (vec!["{ a = 'b' }".into()], vec!["'a'", "{ a = '' }"]),
        Takes::Type => (quoted(&["lamp", "Collection(Edm.String)"]), vec!["'a b'", "''", "true"]),
        Takes::TypeOr(words) => ([quoted(words), quoted(&["lamp"])].concat(), vec!["1"]),
        Takes::OneOf(words) => (quoted(words), vec!["'enum'"]),
        Takes::Status => (vec!["204".into()], vec!["404", "'204'"]),
        Takes::Parameters => {
            (vec!["{ a = { required = true } }".into()], vec!["{ a = {} }", "{ a = true }"])
        }
    }
}

fn is_read(text: &str) -> bool {
    let mut docs = DocSet::from_files([]);
    let file = docs.sources.add(SourceFile::new("fix.toml", text));
    corrections::read(&docs.sources, file, "fix.toml").is_ok()
}

#[test]
fn what_is_read_is_valid_and_the_rest_is_not() {
    let schema = Schema::new(&config::schema());
    let check = |text: &str, is_right: bool| {
        assert_eq!(is_read(text), is_right, "{text}");
        let value: Value = toml::from_str(text).expect("it is TOML");
        let value = serde_json::json!({ "corrections": value });
        assert_eq!(schema.is_valid(&value), is_right, "the schema of {text}");
    };
    let of = |key: &Key, of: &str| {
        let line = |value: &str| match of {
            "" => format!(
                "[operation.'GET /a']\nparameter.b = {{ {} = {value} }}\nreason = 'x'",
                key.name
            ),
            kind => {
                let name = match kind {
                    "operation" => "GET /a/{b}",
                    "property" => "a.b",
                    _ => "a",
                };
                let reason = if key.name == "reason" { "" } else { "reason = 'x'\n" };
                let other = match (key.name, kind) {
                    ("reason", "operation") => "status = 200\n",
                    ("reason", _) => "description = 'x'\n",
                    _ => "",
                };
                format!("[{kind}.'{name}']\n{reason}{other}{} = {value}", key.name)
            }
        };
        let (right, wrong) = values(key.takes);
        right.iter().for_each(|value| check(&line(value), true));
        wrong.iter().for_each(|value| check(&line(value), false));
    };
    for kind in KINDS {
        kind.keys.iter().for_each(|key| of(key, kind.name));
    }
    OF_PARAMETER.iter().for_each(|key| of(key, ""));
    for wrong in [
        "[type.a]\nopen = true",
        "[type.a]\nreason = 'x'",
        "[thing.a]\nreason = 'x'\nopen = true",
        "[type.a]\nreason = 'x'\nopn = true",
        "[property.a]\nreason = 'x'\nnullable = true",
        "[operation.'/a']\nreason = 'x'\nstatus = 200",
    ] {
        check(wrong, false);
    }
}
