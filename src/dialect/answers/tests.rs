use super::{TokenPlace, token_place};
use crate::dialect::{BUILT_IN, parse, to_toml};
use crate::protocol::{End, FormLists, FormMembers, FormStyle, OData, Paging, Protocol, Sending};

const SMALLEST: &str = "name = 'acme'\ndefault-namespace = 'acme.api'\n[service]\n\
    base-url = 'https://api.acme.example/v2'\n";

/// What a service is of which this is said.
#[track_caller]
fn read(said: &str) -> Protocol {
    let dialect = parse("my.toml", &format!("{SMALLEST}{said}"), None);
    let dialect = dialect.unwrap_or_else(|error| panic!("{said}: {error}"));
    // What is written in one file says the same.
    let again = parse("written.toml", &to_toml(&dialect), None).expect("it can be read");
    assert_eq!(again.service, dialect.service, "{said}");
    dialect.service.protocol
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|it| (*it).to_owned()).collect()
}

fn number(size: Option<&str>, end: End) -> Paging {
    let (parameter, size) = ("page".to_owned(), size.map(str::to_owned));
    Paging::Number { parameter, first: 1, size, end }
}

fn in_header(name: &str, before: &str) -> TokenPlace {
    TokenPlace::Header { name: name.to_owned(), before: before.to_owned() }
}

/// What can be said, and what that makes of a service of which nothing is said.
fn examples() -> Vec<(&'static str, Protocol)> {
    let lists = |it: &[&str]| Protocol { lists: texts(it), ..Protocol::unsaid() };
    let token = |token| Protocol { token, ..Protocol::unsaid() };
    let paging = |paging| Protocol { paging, ..Protocol::unsaid() };
    let odata = |odata| Protocol { odata, ..Protocol::unsaid() };
    let sending = |is_form, lists, members| {
        let form = FormStyle { lists, members };
        Protocol { sending: Sending { is_form, form }, ..Protocol::unsaid() }
    };
    let offset = Paging::Offset { parameter: "skip".to_owned(), size: None, end: End::Empty };
    let cursor = |place: &str, size: Option<&str>, end: Option<End>| Paging::Cursor {
        places: texts(&[place]),
        parameter: "after".to_owned(),
        size: size.map(str::to_owned),
        end,
    };
    let some =
        OData { options: [crate::odata::QueryOption::Select].into(), delta: true, batch: true };
    let by = "[service.paging]\nby = ";
    let leak = |text: String| -> &'static str { Box::leak(text.into_boxed_str()) };
    let rows = |rest: &str| leak(format!("{by}{rest}"));
    vec![
        ("", Protocol::unsaid()),
        ("list = \"items\"", lists(&["items"])),
        ("list = \"data.items\"", lists(&["data.items"])),
        ("list = \".\"", lists(&["."])),
        ("list = \"*\"", lists(&["*"])),
        ("list = [\"items\", \".\"]", lists(&["items", "."])),
        ("token = \"Authorization: Bearer {token}\"", Protocol::unsaid()),
        ("token = \"X-Key: {token}\"", token(in_header("x-key", ""))),
        ("token = \"?key={token}\"", token(TokenPlace::Query("key".to_owned()))),
        ("token = \"Authorization: Basic {basic}\"", token(TokenPlace::Basic)),
        ("odata = true", odata(OData::all())),
        ("odata = false", Protocol::unsaid()),
        ("odata = [\"$select\", \"delta\", \"batch\"]", odata(some)),
        (rows("\"none\""), paging(Paging::Whole)),
        (rows("\"header\""), paging(Paging::Header)),
        (rows("\"link\"\nmember = \"next\""), paging(Paging::Link(texts(&["next"])))),
        (
            rows("\"link\"\nmember = [\"X-Next:\", \"a.b\"]"),
            paging(Paging::Link(texts(&["x-next:", "a.b"]))),
        ),
        (
            rows("\"cursor\"\nparameter = \"after\"\nmember = \"meta.after\""),
            paging(cursor("meta.after", None, None)),
        ),
        (
            rows(
                "\"cursor\"\nparameter = \"after\"\nmember = \"next\"\nsize = \"take\"\nend = \"short\"",
            ),
            paging(cursor("next", Some("take"), Some(End::Short))),
        ),
        (rows("\"number\"\nparameter = \"page\""), paging(number(None, End::Empty))),
        (
            rows(
                "\"number\"\nparameter = \"page\"\nfirst = 1\nsize = \"per_page\"\nend = \"short\"",
            ),
            paging(number(Some("per_page"), End::Short)),
        ),
        (
            rows("\"number\"\nparameter = \"page\"\nend = \"X-Next-Page:\""),
            paging(number(None, End::Header("x-next-page".to_owned()))),
        ),
        (rows("\"offset\"\nparameter = \"skip\"\nend = \"empty\""), paging(offset)),
        ("[service.body]\nas = \"json\"", Protocol::unsaid()),
        (
            "[service.body]\nas = \"form\"\nlists = \"repeated\"\nmembers = \"dots\"",
            sending(true, FormLists::Repeated, FormMembers::Dots),
        ),
        (
            "[service.body]\nlists = \"indices\"\nmembers = \"brackets\"",
            sending(false, FormLists::Indices, FormMembers::Brackets),
        ),
        (
            "[service.body]\nlists = \"commas\"",
            sending(false, FormLists::Commas, FormMembers::Brackets),
        ),
        ("[service.body]\nlists = \"brackets\"", Protocol::unsaid()),
        (
            "[service.errors]\ncode = \"errors[].code\"\nmessage = [\"message\", \"errors[].detail\"]",
            Protocol {
                error_codes: texts(&["errors.code"]),
                error_messages: texts(&["message", "errors.detail"]),
                ..Protocol::unsaid()
            },
        ),
    ]
}

#[test]
fn each_thing_that_can_be_said() {
    for (said, protocol) in examples() {
        assert_eq!(read(said), protocol, "{said}");
    }
}

/// The reference of dialects is the file of the first one: whatever its comments on a service show between backticks is an example.
#[test]
fn the_reference_shows_examples_that_are_executed() {
    let reference = BUILT_IN[0].text;
    let (_, rest) = reference.split_once("\n# How it answers and is asked.").expect("a section");
    let (section, _) = rest.split_once("\n# Where the pages of a folder").expect("the next one");
    let said = examples().iter().map(|(said, _)| format!("{said}\n")).collect::<String>();
    let comments =
        section.lines().filter_map(|it| it.strip_prefix("# ")).collect::<Vec<_>>().join(" ");
    let shown: Vec<&str> = comments.split('`').skip(1).step_by(2).collect();
    let is_example = |it: &&&str| it.starts_with(['"', '[']) || it.contains(" = ");
    let shown: Vec<&&str> =
        shown.iter().filter(is_example).filter(|it| !it.starts_with("[[")).collect();
    assert!(shown.len() > 20, "{shown:?}");
    for example in shown {
        assert!(said.contains(*example), "`{example}` is no example that is executed");
    }
    for key in
        section.lines().filter(|it| !it.starts_with('#')).filter_map(|it| it.split_once(" ="))
    {
        assert!(said.contains(&format!("{} = ", key.0)), "`{}` has no example", key.0);
    }
}

#[test]
fn another_service_has_nothing_of_the_one_whose_docs_are_spelt_alike() {
    let graph = &BUILT_IN[0].dialect;
    let other = "name = 'x'\nextends = 'graph'\n[service]\nbase-url = 'https://x.example/v2'\n";
    let other = parse("x.toml", other, None).expect("it can be read");
    assert_eq!((other.service.protocol, other.published.len()), (Protocol::unsaid(), 0));
    assert_eq!(other.service.other_versions, [""; 0]);
    assert!(other.sections.spellings(crate::dialect::Section::Properties).next().is_some());
    // Another version of it is the same service.
    let beta = format!(
        "name = 'x'\nextends = 'graph'\n[service]\nbase-url = '{}/beta'\n",
        "https://graph.microsoft.com"
    );
    let beta = parse("x.toml", &beta, None).expect("it can be read");
    assert_eq!(beta.service.protocol, graph.service.protocol);
    assert_eq!(beta.published, graph.published);
    assert_eq!(graph.service.protocol, Protocol::default());
}

#[test]
fn what_can_not_be_said() {
    for (said, place, words) in [
        ("list = 7", "5:8", "`list` is where"),
        ("list = []", "5:8", "`list` is where"),
        ("list = 'a..b'", "5:8", "`list` is where"),
        ("list = 'a b'", "5:8", "`list` is where"),
        ("list = ['a', '\"']", "5:14", "`list` is where"),
        ("token = 'X-Key'", "5:9", "`token` is how"),
        ("token = 'X-Key: {token}\\r\\nX: y'", "5:9", "`token` is how"),
        (
            "odata = ['$selekt']",
            "5:10",
            "there is no part of OData `$selekt` (did you mean `$select`?)",
        ),
        ("odata = 'yes'", "5:9", "`odata` is"),
        ("paging = 'link'", "5:10", "`paging` is a table"),
        ("paging = {}", "5:10", "`by` is one of"),
        ("paging.by = 'magic'", "5:13", "`by` is one of"),
        ("paging = { by = 'header', member = 'x' }", "5:27", "`member` says nothing"),
        ("paging = { by = 'link' }", "5:10", "`member` is"),
        ("paging = { by = 'number' }", "5:10", "`parameter` is missing"),
        ("paging = { by = 'number', parameter = 'a&b' }", "5:39", "a query parameter"),
        ("paging = { by = 'number', parameter = 'a', first = -1 }", "5:52", "`first` is"),
        (
            "paging = { by = 'number', parameter = 'a', first = 99999999999999999999 }",
            "5:52",
            "`first` is",
        ),
        ("paging = { by = 'number', parameter = 'a', end = 'X-Next' }", "5:50", "`end` is"),
        ("paging = { by = 'link', membre = 'x' }", "5:25", "there is no key `membre`"),
        ("errors = { code = '' }", "5:19", "a place is"),
        ("errors = { kode = 'a' }", "5:12", "there is no key `kode`"),
        ("lists = '.'", "5:1", "there is no key `lists` (did you mean `list`?)"),
    ] {
        let found = parse("my.toml", &format!("{SMALLEST}{said}"), None).expect_err(said);
        let help = found.help.as_ref().map(|it| format!(" ({it})")).unwrap_or_default();
        let found = format!("{found}{help}");
        let expected = format!("my.toml:{place}: {words}");
        assert!(found.starts_with(&expected), "{said}: {found}");
    }
}

#[test]
fn a_token_by_an_example_of_a_request() {
    let in_header = |name: &str, before: &str| Some(in_header(name, before));
    for (text, place) in [
        ("Authorization: Bearer {token}", in_header("authorization", "Bearer ")),
        ("Authorization: token={token}", in_header("authorization", "token=")),
        ("PRIVATE-TOKEN: {token}", in_header("private-token", "")),
        ("?api[key]={token}", Some(TokenPlace::Query("api[key]".to_owned()))),
        ("Authorization: Basic {basic}", Some(TokenPlace::Basic)),
        ("X-Key: Basic {basic}", None),
        ("Authorization: Bearer", None),
        ("{token}", None),
        ("X Key: {token}", None),
        ("X-Key: {token} more", None),
        ("X-Key: \"{token}", None),
        ("?a&b={token}", None),
        ("?={token}", None),
    ] {
        assert_eq!(token_place(text), place, "{text}");
    }
}
