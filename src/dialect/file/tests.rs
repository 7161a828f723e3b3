use super::*;
use crate::dialect::{BUILT_IN, parse, parse_on};
use crate::edm::Primitive;
use crate::limits::{SETTING_CHARACTERS, SETTING_ITEMS, SETTINGS_BYTES};
use crate::toml_file::Named;

fn read_it(text: &str) -> Result<Dialect, FileError> {
    parse("my.toml", text, None)
}

/// What is wrong with a text, with its help; empty for nothing.
fn check(text: &str) -> String {
    match read_it(text) {
        Ok(_) => String::new(),
        Err(error) => match &error.help {
            Some(help) => format!("{error} ({help})"),
            None => error.to_string(),
        },
    }
}

const SMALLEST: &str = "\
name = 'acme'
default-namespace = 'acme.api'
service.base-url = 'https://api.acme.example/rest/v2/'
";

#[test]
fn phrases_added_to_a_dialect_that_was_in_use_are_known() {
    let used = read_it(SMALLEST).expect("the smallest");
    assert!(!used.phrases.said_in("spits out a lamp").returns());
    let more = "extends = 'used.toml'\nname = 'x'\n[phrases]\nreturns = ['spits out']\n";
    let own = parse_on("my.toml", more, None, &used).expect("a dialect");
    assert!(own.phrases.said_in("spits out a lamp").returns());
}

#[test]
fn a_dialect_of_its_own() {
    let dialect = read_it(&format!(
        "\
{SMALLEST}
titles = ['About {{x}}']
[sections]
properties = ['Fields', 'fields of {{x}}']
[columns]
property = ['Field']
[types]
String = ['Words']
[placeholders]
Int64 = ['a long']
[request-headers]
prefer = ['X-Prefer']
[phrases]
read-only = ['Only to READ']
"
    ))
    .expect("all of it is known");
    assert_eq!(dialect.type_name_of_title("about lamp"), Some("lamp"));
    assert_eq!(dialect.section("FIELDS"), Some((Section::Properties, None)));
    let of_lamp = Some((Section::Properties, Some("Lamp".to_owned())));
    assert_eq!(dialect.section("Fields of Lamp"), of_lamp);
    assert_eq!(dialect.column("field"), Some(Column::Property));
    assert_eq!(dialect.primitive("Edm.words"), Some(Primitive::String));
    assert_eq!(dialect.placeholder("A long"), Some(Primitive::Int64));
    assert_eq!(dialect.headers["x-prefer"], RequestHeader::Prefer);
    assert_eq!(dialect.phrases.read_only, ["only to read"]);
    assert_eq!(dialect.service.base_url, "https://api.acme.example/rest/v2");
    assert_eq!(dialect.service.hosts, ["api.acme.example"]);
    assert_eq!(dialect.service.version, "v2");
}

#[test]
fn a_dialect_that_extends_another_adds_to_it() {
    let base = &BUILT_IN[0].dialect;
    let dialect = read_it(&format!(
        "\
extends = '{}'
name = 'acme'
[sections]
relationships = ['properties']
prose = ['chatter']
[phrases]
nullable = ['may lack', 'nullable']
",
        base.name
    ))
    .expect("all of it is known");
    assert_eq!(dialect.name, "acme");
    assert_eq!(dialect.default_namespace, base.default_namespace);
    assert_eq!(dialect.section("chatter"), Some((Section::Prose, None)));
    assert_eq!(dialect.section("properties"), Some((Section::Relationships, None)));
    assert_eq!(dialect.section("methods"), base.section("methods"));
    assert_eq!(dialect.phrases.nullable[..2], ["may lack", "nullable"]);
    assert_eq!(dialect.phrases.nullable.len(), base.phrases.nullable.len() + 1);
    assert_eq!(dialect.service.hosts, base.service.hosts);
}

#[test]
fn what_is_extended_may_be_taken_away() {
    let less = |text: &str| read_it(&format!("extends = 'rest'\nname = 'acme'\n{text}"));
    let dialect = less(
        "\
titles = ['!{x} object', 'kind {x}']
required-words = ['!{x}', 'needed']
[sections]
members = ['!members']
response = ['!{x}', 'comes back']
[columns]
parameter = ['!key']
[types]
String = ['!enum']
[request-headers]
prefer = ['!prefer']
[phrases]
returns = ['!return']
",
    );
    let dialect = dialect.expect("all of it is there");
    assert_eq!(dialect.type_name_of_title("lamp object"), None);
    assert_eq!(dialect.type_name_of_title("kind lamp"), Some("lamp"));
    assert_eq!(dialect.required_words, ["needed"]);
    assert_eq!(dialect.section("members"), None);
    let members = Some((Section::Members, None));
    assert_eq!(dialect.section("enumerated values"), members);
    let response: Vec<&str> = dialect.sections.spellings(Section::Response).collect();
    assert_eq!(response, ["comes back"]);
    assert_eq!((dialect.column("key"), dialect.primitive("enum")), (None, None));
    assert!(dialect.headers.values().all(|it| *it != RequestHeader::Prefer));
    assert!(!dialect.phrases.returns.contains(&"return".to_owned()));
    // What is taken from one key may be given to another, and nothing is taken away that is not there.
    let moved = less("[sections]\nenum-values = ['members']\nmembers = ['!members']\n");
    let moved = moved.expect("both can be").section("members");
    assert_eq!(moved.map(|it| it.0), Some(Section::EnumValues));
    let twice = less("[phrases]\nreturns = ['!retruns']\n").expect_err("it is not there");
    assert_eq!(twice.help.as_deref(), Some("did you mean `!returns`?"));
}

#[test]
fn another_service_has_other_hosts_and_pages() {
    let dialect = read_it(
        "\
extends = 'graph'
service = { base-url = 'https://api.acme.example' }
published = [{ folder = '', url = 'https://acme.example/docs/' }]
",
    )
    .expect("all of it is known");
    assert_eq!(dialect.service.hosts, ["api.acme.example"]);
    assert_eq!(dialect.service.version, "");
    assert_eq!(dialect.service.other_versions, [""; 0]);
    assert_eq!(dialect.published, [["", "https://acme.example/docs/", ""].map(str::to_owned)]);
}

#[test]
fn what_nobody_reads_is_an_error_at_its_place() {
    for (text, told) in [
        ("colums = {}", "1:1: there is no key `colums` (did you mean `columns`?)"),
        ("extends = 'grpah'", "1:11: there is no dialect `grpah` (did you mean `graph`?)"),
        (
            "[sections]\npropertys = []",
            "2:1: there is no section `propertys` (did you mean `properties`?)",
        ),
        (
            "[columns]\nkey = []",
            "2:1: there is no key `key` in `[columns]` (it stands above all tables: write it before the first `[…]`)",
        ),
        (
            "[sections]\nreturns = ['x']",
            "2:1: there is no key `returns` in `[sections]` (it is a key of `[phrases]`)",
        ),
        (
            "labels = true",
            "1:1: there is no key `labels` above all tables (it is a key of `[shape]`)",
        ),
        (
            "[service]\ntitles = ['x']",
            "2:1: there is no key `titles` in `[service]` (it stands above all tables: ",
        ),
        ("[columns]\nkeys = []", "2:1: there is no column `keys` (known are `property`, "),
        (
            "[types]\nstring = ['x']",
            "2:1: there is no primitive type `string` (did you mean `String`?)",
        ),
        (
            "[request-headers]\nif-matches = ['x']",
            "2:1: there is no request header `if-matches` (did you mean `if-match`?)",
        ),
        (
            "[phrases]\nread_onyl = ['x']",
            "2:1: there is no phrase `read_onyl` (did you mean `read-only`?)",
        ),
        ("[service]\nurl = 'x'", "2:1: there is no key `url` (known are `base-url`, "),
        ("[[published]]\nuri = 'x'", "2:1: there is no key `uri` (did you mean `url`?)"),
    ] {
        let found = check(text);
        assert!(found.starts_with(&format!("my.toml:{told}")), "{found}");
    }
}

#[test]
fn what_cannot_be_is_an_error_at_its_place() {
    for (text, told) in [
        ("name = 1", "1:8: `name` is text in quotes"),
        ("extends = ['graph']", "1:11: `extends` is the name of a dialect"),
        ("titles = 'x'", "1:10: `titles` is a list of texts"),
        ("titles = ['resource']", "1:11: a title has the name of a type in it"),
        (
            "titles = ['{x}']",
            "1:11: a pattern has words beside its `{x}`, or it would fit whatever is written (where headings are \
             nothing but names of types, say `types = \"heading\"` in `[shape]`: below one, a list or a table with a \
             column of `columns.type` makes a type, and values in code, or below a word of `columns.value`, an enum where \
             a cell or an answer links to the heading; the number of a heading is none of its words)",
        ),
        ("[sections]\nprose = ['!chatter']", "2:10: there is no `chatter` in `prose` that could"),
        ("sections = []", "1:12: `sections` is a table: write `[sections]`"),
        ("[sections]\nprose = 'x'", "2:9: `prose` is a list of texts"),
        ("[sections]\nprose = [1]", "2:10: a spelling is text in quotes"),
        ("[sections]\nprose = ['{x} a {x}']", "2:10: a pattern has at most one `{x}`"),
        ("[sections]\nprose = [' ']", "2:10: there is nothing in this spelling"),
        ("[sections]\nprose = ['a']\nmethods = ['b', 'A']", "3:17: `A` is in `prose` already"),
        ("[columns]\ntype = ['a']\nname = [' a']", "3:9: ` a` is in `type` already"),
        ("titles = ['{x} a']\nenum-titles = ['{x} a']", "2:16: `{x} a` is in `titles` already"),
        ("titles = ['10.1 {x}']", "1:11: a pattern has words beside its `{x}`"),
        (
            "request-lines.lines = ['{title} {x} {method} {path}']",
            "1:24: a request line has one `{method}`",
        ),
        ("titles = ['{name} a']", "1:11: words that vary are written `{x}`, not `{name}`"),
        ("[columns]\nname = ['a {y}']", "2:9: words that vary are written `{x}`, not `{y}`"),
        ("default-namespace = 'a b'", "1:21: a namespace has no blanks"),
        ("service.base-url = 'acme'", "1:20: the base URL begins with `https://`"),
        ("published = {}", "1:13: `published` is a list of tables"),
        ("name = 'a'", "1:1: the dialect has no `default-namespace`"),
        ("name = 'a'\ndefault-namespace = 'b'", "1:1: the dialect has no `service.base-url`"),
        ("name = ", "1:8: "),
    ] {
        let found = check(text);
        assert!(found.starts_with(&format!("my.toml:{told}")), "{found}");
    }
}

#[test]
fn headers_come_from_a_file_unless_the_dialect_says_otherwise() {
    let text = format!("headers-from = '../headers.json'\n{SMALLEST}[columns]\ntype = ['Worth']\n");
    let named = Named { way: "../headers.json".to_owned(), place: "my.toml:1:16".to_owned() };
    assert_eq!(headers_from("my.toml", &text), Ok(Some(named)));
    assert_eq!(headers_from("my.toml", SMALLEST), Ok(None));
    let json = r#"{"tableDefinitions": {"parsingRules": [
        {"columns": {"name": ["Field"], "numericValue": ["Worth"]}}]}}"#;
    let headers = SideFile { path: "headers.json", text: json };
    let dialect = parse("my.toml", &text, Some(headers)).expect("both can be read");
    assert_eq!(dialect.column("field"), Some(Column::Name));
    assert_eq!(dialect.column("worth"), Some(Column::Type));
}

#[test]
fn pages_are_published_at_urls() {
    let published = |row: &str| check(&format!("{SMALLEST}[[published]]\n{row}\n"));
    assert_eq!(published("url = 'https://x.example/docs/'\nquery = '?view=v2'"), "");
    for url in [
        "x/",
        "javascript:alert(1)//",
        "https://",
        "https:///x",
        "https://x/ ",
        "https://x/)",
        "https://x/]",
        "https://x/`",
        "https://x/<b>",
        "https://x/\\\\",
    ] {
        let found = published(&format!("url = \"{url}\""));
        assert!(found.starts_with("my.toml:5:7: pages are published at a URL"), "{found}");
    }
    let found = published("url = 'https://x.example/'\nquery = ')'");
    assert!(found.starts_with("my.toml:6:9: pages are published"), "{found}");
    let found = published("url = \"https://x/)\\n\\n~~~\\nabort();\"");
    assert!(
        found.starts_with("my.toml:5:7: the text holds a character that can't be seen, U+000A"),
        "{found}"
    );
}

#[test]
fn what_a_dialect_says_is_bounded() {
    let list = |n: usize| {
        let items: Vec<String> = (0..n).map(|i| format!("'a{i}'")).collect();
        format!("[{}]", items.join(","))
    };
    let at = |n: usize| check(&format!("{SMALLEST}untyped = {}", list(n)));
    assert_eq!(at(SETTING_ITEMS.most), "");
    let found = at(SETTING_ITEMS.most + 1);
    assert!(
        found.starts_with("my.toml:4:11: 1001 items of a list of settings are more"),
        "{found}"
    );
    let at = |n: usize| check(&format!("{SMALLEST}untyped = ['{}']", "a".repeat(n)));
    assert_eq!(at(SETTING_CHARACTERS.most), "");
    let found = at(SETTING_CHARACTERS.most + 1);
    assert!(found.starts_with("my.toml:4:12: 1001 characters of a setting are more"), "{found}");
    let lists = ["untyped", "collections", "kind-words", "required-words", "namespace-labels"];
    let full = |last: usize| {
        let n = SPELLINGS.most / lists.len();
        let lists = lists.iter().map(|key| format!("{key} = {}\n", list(n)));
        format!("{}{}annotation-keys = {}", SMALLEST, lists.collect::<String>(), list(last))
    };
    assert_eq!(check(&full(0)), "");
    let found = check(&full(1));
    assert!(found.contains(": 5001 spellings of a dialect are more than the 5000"), "{found}");
    let padded = |n: usize| format!("{SMALLEST}#{}", "x".repeat(n - SMALLEST.len() - 1));
    assert_eq!(check(&padded(SETTINGS_BYTES.most)), "");
    let found = check(&padded(SETTINGS_BYTES.most + 1));
    assert!(found.starts_with("my.toml:1:1: 262145 bytes of a file of settings"), "{found}");
}

#[test]
fn how_pages_are_built() {
    let dialect = read_it(&format!(
        "\
{SMALLEST}
[shape]
operation = 'section'
labels = true
[request-lines]
code = ['HTTP', '']
headings = ['{{method}} {{path}}']
elements = ['<Route method=\"{{method}}\">{{path}}</Route>']
spans = true
tables = true
curl = true
samples = ['{{number}}', 'my-lamp']
[sections]
parameters = ['attributes']
[columns]
http-method = ['verb']
path = ['route']
"
    ))
    .expect("all of it is known");
    assert!(dialect.shape.has_sections() && dialect.shape.labels);
    let lines = &dialect.request_lines;
    assert_eq!(lines.code.as_deref(), Some(&["http".to_owned(), String::new()][..]));
    assert!(lines.spans && lines.tables && lines.curl);
    assert_eq!((lines.headings.len(), lines.elements.len()), (1, 1));
    assert_eq!(lines.samples, ["{number}", "my-lamp"]);
    assert_eq!(dialect.section("Attributes"), Some((Section::Parameters, None)));
    assert_eq!(dialect.column("Route"), Some(Column::Path));
    let unsaid = read_it(SMALLEST).expect("it is enough");
    assert!(!unsaid.shape.has_sections() && unsaid.request_lines.code.is_none());
}

#[test]
fn pages_that_are_built_in_no_known_way() {
    for (said, wrong) in [
        ("shape.operation = 'chapter'", "`operation` is `\"page\"` or `\"section\"`"),
        ("shape.labels = 'yes'", "`labels` is `true` or `false`"),
        ("shape.label = true", "there is no key `label` (did you mean `labels`?)"),
        ("shape.lists = 1", "`lists` is `true` or `false`"),
        (
            "shape.required-unless-optional = 'yes'",
            "`required-unless-optional` is `true` or `false`",
        ),
        ("shape.bodies = 'json'", "`bodies` is a list of languages: `[\"json\", \"\"]`"),
        ("shape.types = 'table'", "`types` is `\"page\"`, `\"section\"` or `\"heading\"`"),
        ("shape.types-from-examples = 1", "`types-from-examples` is `true` or `false`"),
        ("request-lines.curls = true", "there is no key `curls` (did you mean `curl`?)"),
        (
            "request-lines.samples = ['lamps/{id}']",
            "a sample is a segment of a path that is a value, as it stands there, or `{number}` for any number: \
             `[\"{number}\", \"my-lamp\"]`",
        ),
        ("request-lines.code = 'http'", "`code` is a list of languages: `[\"http\", \"\"]`"),
        (
            "request-lines.headings = ['{path} of it']",
            "`\"{x}: {method} {path} — {title}\"`; the number of a heading is none of its words",
        ),
    ] {
        let found = check(&format!("{SMALLEST}{said}\n"));
        assert!(found.ends_with(wrong), "{said}: {found}");
    }
    let found = check(&format!("{SMALLEST}request-lines.elements = ['<Route>{{path}}</Route>']\n"));
    assert!(found.contains("an element has the method in an attribute"), "{found}");
}
