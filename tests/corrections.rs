//! Corrections: each kind changes what it names and nothing else, what changes nothing or matches nothing is told, and
//! mistakes in the file are errors at their places.

use docwright::config::Config;
use docwright::corrections;
use docwright::diagnostic::render::short;
use docwright::doc_set::DocSet;
use docwright::emit::model_json;
use docwright::emit::rust::public_names;
use docwright::limits;
use docwright::model::Model;
use docwright::pipeline;
use docwright::source::SourceFile;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

const PAGES: &[(&str, &str)] = &[
    (
        "resources/lamp.md",
        "# lamp resource type\n\nNamespace: microsoft.graph\n\nA lamp.\n\n## Properties\n\n\
         |Property|Type|Description|\n|:---|:---|:---|\n\
         |id|String|Its key.|\n|brightness|Int64|How bright it is.|\n|mood|mood|How it feels.|\n\n\
         ## Relationships\n\n|Relationship|Type|Description|\n|:---|:---|:---|\n\
         |bulbs|[bulb](bulb.md) collection|Its bulbs.|\n",
    ),
    (
        "resources/bulb.md",
        "# bulb resource type\n\nNamespace: microsoft.graph\n\nA bulb.\n\n## Properties\n\n\
         |Property|Type|Description|\n|:---|:---|:---|\n\
         |id|String|Its key.|\n|watts|Int32|What it takes.|\n",
    ),
    (
        "resources/enums.md",
        "# Enums\n\nNamespace: microsoft.graph\n\n### mood values\n\n|Member|\n|:---|\n|calm|\n|wild|\n",
    ),
    (
        "api/lamp-get.md",
        "# Get lamp\n\nNamespace: microsoft.graph\n\nReads a lamp.\n\n## HTTP request\n\n\
         ```http\nGET /lamps/{id}\n```\n\n## Response\n\nIf successful, this method returns a `200 OK` \
         response code and a [lamp](../resources/lamp.md) object in the response body.\n",
    ),
    (
        "api/lamp-dim.md",
        "# lamp: dim\n\nNamespace: microsoft.graph\n\nDims a lamp.\n\n## HTTP request\n\n\
         ```http\nPOST /lamps/{id}/dim\nPOST /me/lamp/dim\n```\n\n## Request body\n\n\
         In the request body, provide a JSON object with the following parameters.\n\n\
         |Parameter|Type|Description|\n|:---|:---|:---|\n|by|Int32|How much.|\n|slowly|Boolean|In time.|\n\n\
         ## Response\n\nIf successful, this method returns a `204 No Content` response code.\n",
    ),
];

/// A model as lines of JSON, and the findings on the corrections.
struct Read {
    compiled: Model,
    model: Vec<String>,
    told: Vec<String>,
}

fn read(text: &str) -> Read {
    let pages = PAGES.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
    let mut docs = DocSet::from_files(pages);
    let file = docs.sources.add(SourceFile::new("fix.toml", text));
    let corrections = corrections::read(&docs.sources, file, "fix.toml").expect("it can be read");
    let config = Config { corrections: Arc::new(corrections), ..Config::default() };
    let compiled = pipeline::compile(&docs, &config);
    let told = compiled.diagnostics.iter().filter(|it| it.rule.name.ends_with("correction"));
    Read {
        model: model_json::emit_json(&compiled.model)
            .lines()
            .map(|it| it.trim().to_owned())
            .collect(),
        told: told.map(|it| short::render(&docs.sources, it)).collect(),
        compiled: compiled.model,
    }
}

/// Lines that one of the models has more often, without the punctuation between them.
fn changes(before: &Read, after: &Read) -> BTreeSet<String> {
    let mut counts: BTreeMap<&str, i32> = BTreeMap::new();
    for (read, n) in [(before, -1), (after, 1)] {
        for line in &read.model {
            *counts.entry(line.trim_end_matches(',')).or_default() += n;
        }
    }
    let changed = counts.into_iter().filter(|(_, n)| *n != 0);
    changed.map(|(line, n)| format!("{} {line}", if n > 0 { "+" } else { "-" })).collect()
}

/// What is corrected, and a line that the model then has or has no more.
const KINDS: &[(&str, &str)] = &[
    ("[property.'lamp.brightness']\ntype = 'Edm.Int32'", "+ \"type\": \"Edm.Int32\""),
    ("[property.'lamp.brightness']\ntype = 'Int16'", "+ \"type\": \"Edm.Int16\""),
    ("[property.'lamp.brightness']\ntype = 'bulb'", "- \"type\": \"Edm.Int64\""),
    ("[property.'lamp.brightness']\ntype = 'Edm.Untyped'", "- \"type\": \"Edm.Int64\""),
    ("[property.'microsoft.graph.lamp.mood']\ntype = 'Edm.Guid'", "+ \"type\": \"Edm.Guid\""),
    ("[property.'lamp.mood']\ncalled = 'temper'", "+ \"name\": \"temper\""),
    ("[property.'lamp.mood']\nexists = false", "- \"name\": \"mood\""),
    ("[property.'lamp.size']\nexists = true\ntype = 'Edm.Double'", "+ \"name\": \"size\""),
    ("[property.'lamp.mood']\nnullable = false", "+ \"nullable\": false"),
    ("[property.'lamp.mood']\ndescription = 'Its temper.'", "+ \"description\": \"Its temper.\""),
    ("[type.bulb]\nbase = 'lamp'", "+ \"base\": \"microsoft.graph.lamp\""),
    ("[type.lamp]\nopen = true", "+ \"open\": true"),
    ("[type.lamp]\nabstract = true", "+ \"abstract\": true"),
    ("[type.lamp]\ndescription = 'It shines.'", "+ \"description\": \"It shines.\""),
    ("[enum.mood]\nwith = ['sad']", "+ \"sad\""),
    ("[enum.mood]\nwithout = ['wild']", "- \"wild\""),
    ("[enum.mood]\nflags = true", "+ \"flags\": true"),
    ("[operation.'GET /lamps/{x}']\nexists = false", "- \"path\": \"/lamps/{id}\""),
    ("[operation.'DELETE /lamps/{id}']\nexists = true\nstatus = 204", "+ \"method\": \"DELETE\""),
    (
        "[operation.'GET /lamps']\nexists = true\nanswers = 'Collection(lamp)'",
        "+ \"path\": \"/lamps\"",
    ),
    (
        "[operation.'GET /lamps/{id}']\nanswers = 'Collection(bulb)'",
        "+ \"response_collection\": true",
    ),
    ("[operation.'GET /lamps/{id}']\nstatus = 206", "+ \"status\": 206"),
    (
        "[operation.'POST /me/lamp/dim']\nparameter.by = { type = 'Edm.Single' }",
        "+ \"type\": \"Edm.Single\"",
    ),
    ("[operation.'POST /me/lamp/dim']\nparameter.by = { called = 'from' }", "+ \"name\": \"from\""),
    (
        "[operation.'POST /me/lamp/dim']\nparameter.slowly = { exists = false }",
        "- \"name\": \"slowly\"",
    ),
    ("[operation.'POST /me/lamp/dim']\nparameter.at = { exists = true }", "+ \"name\": \"at\""),
];

#[test]
fn each_kind_changes_what_it_names() {
    let before = read("");
    for (text, wanted) in KINDS {
        let after = read(&format!("{text}\nreason = 'I know.'"));
        let changes = changes(&before, &after);
        assert!(changes.contains(*wanted), "{text}: {changes:#?}");
        assert_eq!(after.told, Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_kind_is_as_said_for_the_type_alone() {
    let kinds = |read: &Read| {
        read.model.iter().filter(|it| it.starts_with("\"kind\": \"complex\"")).count()
    };
    let after = read("[type.bulb]\nkind = 'complex'\nreason = 'It has no key.'");
    assert_eq!((kinds(&read("")), kinds(&after)), (0, 1));
    assert_eq!(after.told, Vec::<String>::new());
}

#[test]
fn what_an_operation_does_is_as_said() {
    let text =
        "[operation.'GET /lamps/{id}']\ndescription = 'Takes a look.'\nreason = 'It is short.'";
    let after = read(text);
    let texts: Vec<&str> =
        after.compiled.operations.iter().filter_map(|it| it.docs.text.as_deref()).collect();
    assert!(texts.contains(&"Takes a look.") && !texts.contains(&"Reads a lamp."), "{texts:?}");
}

/// A name in clients alone: what is sent stays as it is.
#[test]
fn what_clients_call_things_is_as_said() {
    let text = "[type.lamp]\nrust = 'luminaire'\nreason = 'Better.'\n\
                [property.'lamp.brightness']\nrust = 'glow'\nreason = 'Better.'\n\
                [enum.mood]\nrust = 'Feeling'\nrust-members = { wild = 'not tame' }\nreason = 'Better.'";
    let names = |text: &str| public_names(&read(text).compiled);
    let (before, after) = (names(""), names(text));
    for (thing, was, is) in [
        ("type microsoft.graph.lamp", "models::Lamp", "models::Luminaire"),
        (
            "property microsoft.graph.lamp.brightness",
            "models::Lamp::brightness",
            "models::Luminaire::glow",
        ),
        ("type microsoft.graph.mood", "models::Mood", "models::Feeling"),
        ("member microsoft.graph.mood.wild", "models::Mood::Wild", "models::Feeling::NotTame"),
    ] {
        assert_eq!((before[thing].as_str(), after[thing].as_str()), (was, is));
    }
    assert_eq!(changes(&read(""), &read(text)), BTreeSet::new());
    let told = read("[enum.mood]\nrust-members = { wide = 'x' }\nreason = 'x'").told;
    assert!(told[0].starts_with("fix.toml:2:18: deny[unmatched-correction]"), "{told:?}");
}

/// What an action takes is the same whatever path leads to it.
#[test]
fn a_parameter_is_corrected_on_all_paths_of_its_action() {
    let text =
        "[operation.'POST /me/lamp/dim']\nparameter.slowly = { exists = false }\nreason = 'No.'";
    let after = read(text);
    assert!(!after.model.iter().any(|it| it.contains("\"slowly\"")));
}

/// What a base has is corrected there, and a member that is added may be called at once.
#[test]
fn what_is_inherited_is_corrected_where_it_is() {
    let base = "[type.bulb]\nbase = 'lamp'\nreason = 'It is one.'\n[property.'bulb.brightness']\nreason = 'x'\n";
    for (text, wanted) in [
        ("nullable = true", "`brightness` is a property of a base: correct it there"),
        ("exists = true\ntype = 'Edm.Guid'", "there is a property of a base `brightness` already"),
    ] {
        let told = read(&format!("{base}{text}")).told;
        assert!(told.len() == 1 && told[0].ends_with(wanted), "{told:?}");
    }
    let text = "[enum.mood]\nwith = ['sad']\nrust-members = { sad = 'blue' }\nreason = 'x'";
    let after = read(text);
    assert_eq!(after.told, Vec::<String>::new());
    let names = public_names(&after.compiled);
    assert_eq!(names["member microsoft.graph.mood.sad"], "models::Mood::Blue");
}

#[test]
fn what_a_type_gets_its_derived_types_have_from_it() {
    let text = "[type.bulb]\nbase = 'lamp'\nreason = 'It is one.'\n\
                [property.'lamp.watts']\nexists = true\ntype = 'Edm.Int32'\nreason = 'It takes some.'";
    let watts = |read: &Read| read.model.iter().filter(|it| it.contains("\"watts\"")).count();
    let after = read(text);
    assert_eq!((watts(&read("")), watts(&after)), (1, 1), "{:#?}", after.model);
    assert_eq!(after.told, Vec::<String>::new());
}

/// What is corrected, and what is told: at the place of what changes nothing, or of the name that is not there.
const IDLE: &[(&str, &str)] = &[
    ("[property.'lamp.brightness']\ntype = 'Edm.Int64'", "2:8: warn[needless-correction]"),
    ("[property.'lamp.brightness']\nexists = true", "2:10: warn[needless-correction]"),
    ("[property.'lamp.colour']\nexists = false", "1:11: warn[needless-correction]"),
    ("[type.lamp]\nbase = 'nothing'", "2:8: warn[needless-correction]"),
    ("[type.lamp]\nopen = false", "2:8: warn[needless-correction]"),
    ("[type.lamp]\nkind = 'entity'", "2:8: warn[needless-correction]"),
    ("[enum.mood]\nwith = ['calm']", "2:9: warn[needless-correction]"),
    ("[enum.mood]\nwithout = ['sad']", "2:12: warn[needless-correction]"),
    ("[operation.'GET /lamps/{id}']\nanswers = 'lamp'", "2:11: warn[needless-correction]"),
    ("[operation.'GET /bulbs']\nexists = false", "1:12: warn[needless-correction]"),
    (
        "[type.lanp]\nopen = true",
        "1:7: deny[unmatched-correction]: there is no type with properties `lanp`",
    ),
    ("[type.mood]\nopen = true", "1:7: deny[unmatched-correction]"),
    ("[type.lamp]\nbase = 'lanp'", "2:8: deny[unmatched-correction]"),
    ("[type.lamp]\nbase = 'lamp'", "2:8: deny[unmatched-correction]"),
    ("[property.'lamp.brightnes']\nnullable = true", "1:11: deny[unmatched-correction]"),
    ("[property.'lamp.brightness']\ntype = 'Collection(bulp)'", "2:8: deny[unmatched-correction]"),
    (
        "[property.'lamp.brightnes']\nexists = false",
        "1:11: deny[unmatched-correction]: there is no property `brightnes`",
    ),
    (
        "[property.'lamp.brightness']\ncalled = 'mood'",
        "2:10: deny[unmatched-correction]: there is a property `mood` already",
    ),
    ("[enum.mood]\nwithout = ['wilt']", "2:12: deny[unmatched-correction]"),
    ("[operation.'GET /lamp/{id}']\nexists = false", "1:12: deny[unmatched-correction]"),
    ("[type.lamp]\nbase = 'mood'", "2:8: deny[unmatched-correction]"),
    (
        "[operation.'GET /lamps/{a}']\nstatus = 206\nreason = 'x'\n[operation.'GET /lamps/{b}']\nstatus = 203",
        "4:12: deny[unmatched-correction]: this is corrected already, under another name",
    ),
    (
        "[type.lamp]\nopen = true\nreason = 'x'\n[type.'microsoft.graph.lamp']\nopen = false",
        "4:7: deny[unmatched-correction]: this is corrected already, under another name",
    ),
    ("[enum.mod]\nflags = true", "1:7: deny[unmatched-correction]: there is no enum `mod`"),
    ("[operation.'GET /lamp/{id}']\nstatus = 201", "1:12: deny[unmatched-correction]"),
    (
        "[operation.'POST /me/lamp/dim']\nparameter.bye = { type = 'Edm.Int16' }",
        "2:11: deny[unmatched-correction]",
    ),
];

#[test]
fn what_changes_nothing_or_matches_nothing_is_told() {
    for (text, wanted) in IDLE {
        let told = read(&format!("{text}\nreason = 'I know.'")).told;
        let is_told = told.iter().any(|it| it.starts_with(&format!("fix.toml:{wanted}")));
        assert!(is_told && told.len() == 1, "{text}: {told:?}");
    }
}

/// Of a few a file of their own is not needed.
#[test]
fn corrections_may_stand_in_the_settings() {
    let place = tempfile::tempdir().expect("a temporary folder");
    let write = |path: &str, text: &str| {
        let path = place.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        std::fs::write(path, text).expect("files can be written");
    };
    PAGES.iter().for_each(|(path, text)| write(&format!("docs/{path}"), text));
    write(
        "docs/docwright.toml",
        "[corrections.property.'lamp.brightness']\ntype = 'Edm.Int16'\nreason = 'Tried.'\n\
         [corrections.type.lanp]\nopen = true\nreason = 'Tried.'\n",
    );
    let mut config = Config::default().of_docs(&place.path().join("docs")).expect("it is settled");
    let mut docs = DocSet::read(config.docs()).expect("the docs can be read");
    config.read_corrections(&mut docs).expect("they can be read");
    let compiled = pipeline::compile(&docs, &config);
    assert!(model_json::emit_json(&compiled.model).contains("Edm.Int16"));
    let told: Vec<String> =
        compiled.diagnostics.iter().map(|it| short::render(&docs.sources, it)).collect();
    let wanted = "docwright.toml:4:19: deny[unmatched-correction]";
    assert!(told.iter().any(|it| it.starts_with(wanted)), "{told:?}");
}

#[test]
fn corrections_are_bounded() {
    let most = limits::CORRECTIONS.most;
    let read = |n: usize| {
        let names = (0..n).map(|it| format!("[type.t{it}]\nopen=true\nreason='x'\n"));
        let mut docs = DocSet::from_files([]);
        let file = docs.sources.add(SourceFile::new("fix.toml", names.collect::<String>()));
        corrections::read(&docs.sources, file, "fix.toml").map(|it| it.len())
    };
    assert_eq!(read(most).expect("they can be read"), most);
    let error = read(most + 1).expect_err("they are too many").to_string();
    assert_eq!(error, "fix.toml:1:2: 20001 corrections are more than the 20000 that are read");
}

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
