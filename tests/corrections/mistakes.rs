//! Mistakes in a file of corrections are errors at their places, with what to write.

use docwright::corrections;
use docwright::doc_set::DocSet;
use docwright::source::SourceFile;

/// A file, and the error that it is.
const MISTAKES: &[(&str, &str)] = &[
    ("[properties.'a.b']\ntype = 'x'", "1:2: there is no kind of correction `properties`"),
    ("property = 1", "1:12: each property is a table of its own"),
    ("[property.'a.b']\ntype = 'x'", "1:11: a correction says why"),
    ("[property.'a.b']\nreason = ''\ntype = 'x'", "1:11: a correction says why"),
    ("[property.'a.b']\nreason = 'x'", "1:11: nothing is corrected here"),
    ("[property.brightness]\nreason = 'x'\ntype = 'x'", "1:11: a property is named with its type"),
    ("[property.'a.b']\nreason = 'x'\ntyp = 'x'", "3:1: there is no correction `typ`"),
    (
        "[property.'a.b']\nreason = 'x'\ntype = 'String collection'",
        "3:8: a type is written as the protocol does",
    ),
    ("[property.'a.b']\nreason = 'x'\nnullable = 'no'", "3:12: `nullable` is `true` or `false`"),
    ("[property.'a.b']\nreason = 'x'\ncalled = ''", "3:10: a name has a letter at least"),
    ("[property.'a.b']\nreason = 'x'\ncalled = \"a\\u202eb\"", "3:10: the text holds a character"),
    ("[type.a]\nreason = 'x'\nkind = 'enum'", "3:8: `kind` is `\"entity\"` or `\"complex\"`"),
    ("[enum.a]\nreason = 'x'\nwith = 'y'", "3:8: `with` is a list of members"),
    (
        "[operation.'/lamps']\nreason = 'x'\nstatus = 204",
        "1:12: an operation is named as it is asked for",
    ),
    (
        "[operation.'LOOK /lamps']\nreason = 'x'\nstatus = 204",
        "1:12: an operation is named as it is asked for",
    ),
    (
        "[operation.'GET /lamps']\nreason = 'x'\nstatus = 404",
        "3:10: `status` is the number of a success",
    ),
    (
        "[operation.'GET /lamps']\nreason = 'x'\nparameter.by = 'x'",
        "3:16: each parameter is a table",
    ),
    ("[type.a]\nreason = 'x'\nopen = true\n[type.a]", "4:7: duplicate key"),
    ("[property.'a.']\nreason = 'x'\ntype = 'x'", "1:11: a name has a letter at least"),
    ("[type.a]\nreason = ' '\nopen = true", "1:7: a correction says why"),
    (
        "[type.'a.*']\nreason = 'x'\nopen = true",
        "1:7: a correction is of one thing, and `*` of many",
    ),
    ("[type.a]\nreason = 'x'\ndescription = ' '", "3:15: `description` says nothing"),
    (
        "[property.'a.b']\nreason = 'x'\nexists = false\ntype = 'Edm.Guid'",
        "4:1: `type` is said of what does not exist",
    ),
    (
        "[operation.'GET /a']\nreason = 'x'\nparameter.b = { exists = false, required = true }",
        "3:33: `required` is said of what does not exist",
    ),
    (
        "[operation.'GET /a']\nreason = 'x'\nanswers = 'b'\nstatus = 204",
        "4:10: a success of status 204 answers nothing",
    ),
    (
        "[enum.a]\nreason = 'x'\nwith = ['b']\nwithout = ['c', 'b']",
        "4:17: `b` is a member and none",
    ),
    (
        "[operation.'GET /a']\nreason = 'x'\nparameter.'' = { required = true }",
        "3:11: a name has a letter at least",
    ),
    (
        "[operation.'GET /lamps?x=1']\nreason = 'x'\nstatus = 204",
        "1:12: an operation is named as it is asked for",
    ),
];

#[test]
fn mistakes_are_errors_at_their_places() {
    for (text, wanted) in MISTAKES {
        let mut docs = DocSet::from_files([]);
        let file = docs.sources.add(SourceFile::new("fix.toml", *text));
        let error = corrections::read(&docs.sources, file, "fix.toml").expect_err(wanted);
        assert!(error.to_string().starts_with(&format!("fix.toml:{wanted}")), "{error}");
    }
}

/// A file, and what to write instead.
const HELPS: &[(&str, &str)] = &[
    ("[type.a]\nopen = true", "write how you know: `reason = \"The service refuses it.\"`"),
    ("[property.a.b]\ntype = 'x'", "a name with a dot stands in quotes: `[property.\"a.b\"]`"),
    ("[type.a.b]\nopen = true", "a name with dots stands in quotes"),
    ("[property.'a.b']\nname = 'x'", "`called`: Its name on the wire."),
    ("[property.'a.b']\nflags = true", "it is said of an enum: `[enum.\"…\"]`"),
    ("[property.'a.b']\nnulable = true", "did you mean `nullable`?"),
    ("[property.'a.b']\ntype = 'String collection'", "write `Collection(String)`"),
    ("[property.'a.b']\ntype = 'String[]'", "write `Collection(String)`"),
    (
        "[property.'a.b']\ntype = 'Collection(Collection(String))'",
        "a collection of collections is any JSON: `Edm.Untyped`",
    ),
    ("[enum.a]\nmembers = ['b']", "`with`: Members that it has."),
    ("[operation.'/a']\nstatus = 200", "the method goes first: `GET /a`"),
    ("[operation.'get /a']\nstatus = 200", "write `GET /a`"),
    ("[operation.'GET a']\nstatus = 200", "write `GET /a`"),
    (
        "[operation.'GET https://b.example/v1/a']\nstatus = 200",
        "leave out the host and the version: a path begins behind them",
    ),
    (
        "[operation.'GET /a?b=c']\nstatus = 200",
        "leave out what follows the path: `parameter` is for what is in the query",
    ),
    ("[operation.'GET /a/*']\nstatus = 200", "write one for each path: `*` stands for many"),
    ("[operation.'GET /a/../b']\nstatus = 200", "each `/` goes before a name"),
    ("[operation.'GET /a/{b']\nstatus = 200", "a place stands in brackets: `{id}`"),
    ("[operation.'GET /a b']\nstatus = 200", "a path has blanks within its places alone"),
];

#[test]
fn what_to_write_is_said() {
    for (text, wanted) in HELPS {
        let mut docs = DocSet::from_files([]);
        let file = docs.sources.add(SourceFile::new("fix.toml", *text));
        let error = corrections::read(&docs.sources, file, "fix.toml").expect_err(wanted);
        assert_eq!(error.help.as_deref(), Some(*wanted), "{text}: {error}");
    }
}

/// What others propose does not contradict what is said already: the file can be read again.
#[test]
fn what_is_added_contradicts_nothing() {
    let read = |text: &str| {
        let mut docs = DocSet::from_files([]);
        let file = docs.sources.add(SourceFile::new("fix.toml", text));
        corrections::read(&docs.sources, file, "fix.toml").map_err(|it| format!("{it}\n{text}"))
    };
    let mut own = read(
        "[enum.a]\nwithout = ['b']\nwith = ['c']\nreason = 'x'\n\
         [operation.'GET /a']\nstatus = 204\nreason = 'x'\n\
         [operation.'GET /b']\nanswers = 'a'\nreason = 'x'\n\
         [operation.'GET /c']\nexists = false\nreason = 'x'\n\
         [property.'a.b']\nexists = false\nreason = 'x'",
    )
    .expect("it can be read");
    let others = read(
        "[enum.a]\nwith = ['b', 'd']\nwithout = ['c', 'e']\nreason = 'y'\n\
         [operation.'GET /a']\nanswers = 'a'\nreason = 'y'\n\
         [operation.'GET /b']\nstatus = 204\nreason = 'y'\n\
         [operation.'GET /c']\nanswers = 'a'\nreason = 'y'\n\
         [property.'a.b']\ntype = 'a'\nreason = 'y'",
    );
    own.extend(others.expect("it can be read"));
    let text = corrections::write(&own, "x");
    let again = read(&text).expect("it can be read again");
    assert_eq!(corrections::write(&again, "x"), text);
    assert!(text.contains("with = [\"c\", \"d\"]\nwithout = [\"b\", \"e\"]"), "{text}");
}
