//! Corrections: each kind changes what it names and nothing else, what changes nothing or matches nothing is told, and
//! mistakes in the file are errors at their places.

#[path = "corrections/arguments.rs"]
mod arguments;
#[path = "corrections/idle.rs"]
mod idle;
#[path = "corrections/mistakes.rs"]
mod mistakes;
#[path = "schemas/mod.rs"]
mod schemas;
#[path = "corrections/shape.rs"]
mod shape;
#[path = "corrections/states.rs"]
mod states;

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
    (
        "api/lamp-near.md",
        "# lamp: near\n\nNamespace: microsoft.graph\n\nLamps around one.\n\n## HTTP request\n\n\
         ```http\nGET /lamps/{id}/near(km='{km}',kind='{kind}')\n```\n\n## Function parameters\n\n\
         |Parameter|Type|Description|\n|:---|:---|:---|\n|km|String|How far.|\n|kind|String|What sort.|\n\n\
         ## Response\n\nIf successful, this function returns a `200 OK` response code and a collection of \
         [lamp](../resources/lamp.md) objects in the response body.\n",
    ),
];

/// A model as lines of JSON, and the findings on the corrections.
struct Read {
    docs: DocSet,
    compiled: Model,
    model: Vec<String>,
    told: Vec<String>,
    helps: Vec<String>,
}

fn read(text: &str) -> Read {
    read_pages(PAGES, text)
}

fn read_pages(pages: &[(&str, &str)], text: &str) -> Read {
    let pages = pages.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
    let mut docs = DocSet::from_files(pages);
    let file = docs.sources.add(SourceFile::new("fix.toml", text));
    let corrections = corrections::read(&docs.sources, file, "fix.toml").expect("it can be read");
    let config = Config { corrections: Arc::new(corrections), ..Config::default() };
    let compiled = pipeline::compile(&docs, &config);
    let told: Vec<_> =
        compiled.diagnostics.iter().filter(|it| it.rule.name.ends_with("correction")).collect();
    Read {
        helps: told.iter().flat_map(|it| &it.notes).map(|it| it.text.clone()).collect(),
        model: model_json::emit_json(&compiled.model)
            .lines()
            .map(|it| it.trim().to_owned())
            .collect(),
        told: told.into_iter().map(|it| short::render(&docs.sources, it)).collect(),
        compiled: compiled.model,
        docs,
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
    let changes = changes(&read(""), &read(text));
    let is_name = |it: &String| ["rust", "not tame", "}"].iter().any(|word| it.contains(word));
    assert!(changes.iter().all(is_name), "{changes:#?}");
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
        (
            "exists = true\ntype = 'Edm.Guid'",
            "`brightness` is a property of a base: correct it there",
        ),
        ("exists = false", "`brightness` is a property of a base: correct it there"),
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
