//! What changes nothing, matches nothing or can't be made true is told at its place.

use super::{PAGES, read, read_pages};

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
        "[type.lamp]\nbase = 'lamp'",
        "2:8: deny[unmatched-correction]: `lamp` would derive from itself",
    ),
    (
        "[property.'lamp.brightness']\nnavigation = true",
        "2:14: deny[unmatched-correction]: a relationship leads to a type with properties",
    ),
    ("[property.'lamp.brightness']\nrust = 'Brightness'", "2:8: warn[needless-correction]"),
    (
        "[property.'lamp.brightness']\nrust = 'Mood'",
        "2:8: deny[unmatched-correction]: clients call another property `Mood` already",
    ),
    (
        "[type.lamp]\nrust = 'Bulb'",
        "2:8: deny[unmatched-correction]: clients call another type `Bulb` already",
    ),
    (
        "[enum.mood]\nrust = 'lamp'",
        "2:8: deny[unmatched-correction]: clients call another type `lamp` already",
    ),
    (
        "[enum.mood]\nrust-members = { calm = 'Wild' }",
        "2:25: deny[unmatched-correction]: clients call another member `Wild` already",
    ),
    ("[enum.mood]\nrust-members = { calm = 'Calm' }", "2:25: warn[needless-correction]"),
    (
        "[operation.'POST /me/lamp/dim']\nparameter.by = { called = 'slowly' }",
        "2:27: deny[unmatched-correction]: there is a parameter `slowly` already",
    ),
    (
        "[operation.'GET /lamps/{id}']\nparameter.id = { called = 'lampId' }",
        "2:11: deny[unmatched-correction]: `id` is a place in the path: its value alone is sent",
    ),
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

/// Of two sorts of types neither derives from the other, unless the kinds of both are said, too.
#[test]
fn a_base_is_of_the_same_kind() {
    let shade = (
        "resources/shade.md",
        "# shade resource type\n\nNamespace: microsoft.graph\n\nA shade, a complex type.\n\n\
         <!-- {\n  \"blockType\": \"resource\",\n  \"@odata.type\": \"microsoft.graph.shade\"\n} -->\n\n\
         ## Properties\n\n|Property|Type|Description|\n|:---|:---|:---|\n|hue|String|Its hue.|\n",
    );
    let lamp = (
        "resources/lit.md",
        "# lit resource type\n\nNamespace: microsoft.graph\n\nA lamp with a shade.\n\n\
         ## Properties\n\n|Property|Type|Description|\n|:---|:---|:---|\n|id|String|Its key.|\n\
         |shade|[shade](shade.md)|Its shade.|\n",
    );
    let pages = [PAGES, &[shade, lamp]].concat();
    let text = "[type.lamp]\nbase = 'shade'\nreason = 'x'\n";
    let told = read_pages(&pages, text).told;
    let wanted =
        "fix.toml:2:8: deny[unmatched-correction]: `shade` is a complex type, and `lamp` an entity";
    assert_eq!(told, [wanted]);
    let kind = |name: &str| format!("[type.{name}]\nkind = 'entity'\nreason = 'x'\n");
    let text = format!("{}base = 'shade'\n{}", kind("lamp"), kind("shade"));
    let told = read_pages(&pages, &text).told;
    assert!(!told.iter().any(|it| it.contains("unmatched")), "{told:?}");
}

/// Names may be exchanged, and one that is left is free.
#[test]
fn names_for_clients_are_those_after_all_corrections() {
    let text = "[property.'lamp.brightness']\nrust = 'mood'\nreason = 'x'\n\
                [property.'lamp.mood']\nrust = 'brightness'\nreason = 'x'";
    let after = read(text);
    assert_eq!(after.told, Vec::<String>::new());
    let names = docwright::emit::rust::public_names(&after.compiled);
    assert_eq!(names["property microsoft.graph.lamp.mood"], "models::Lamp::brightness");
    // A derived type has its base's properties, too.
    let base = "[type.bulb]\nbase = 'lamp'\nreason = 'x'\n";
    let text = format!("{base}[property.'lamp.brightness']\nrust = 'watts'\nreason = 'x'");
    let told = read(&text).told;
    assert!(told[0].ends_with("clients call another property `watts` already"), "{told:?}");
}

/// Options of the protocol and headers that clients know come and go with the methods for them.
#[test]
fn options_and_headers_are_offered_or_not() {
    use docwright::odata::{QueryOption, RequestHeader};
    let get = |text: &str| {
        let read = read(&format!("[operation.'GET /lamps/{{id}}']\n{text}\nreason = 'x'"));
        assert_eq!(read.told, Vec::<String>::new(), "{text}");
        let is_it = |it: &&docwright::model::Operation| it.path.to_string() == "/lamps/{id}";
        read.compiled.operations.iter().find(is_it).expect("it is there").clone()
    };
    let text = "parameter.'$select' = { exists = true }\nparameter.If-Match = { exists = true }";
    let with = get(text);
    assert_eq!(with.options, [QueryOption::Select]);
    assert_eq!(with.known_headers, [RequestHeader::IfMatch]);
    assert_eq!((with.query.len(), with.headers.len()), (1, 1));
    let page = "## Optional query parameters\n\nThis method supports the `$select` query parameter.\n\n\
                ## Request headers\n\n|Name|Description|\n|:---|:---|\n|If-Match|A stamp.|\n\n## Response";
    let pages: Vec<(&str, String)> =
        PAGES.iter().map(|(path, text)| (*path, text.replace("## Response", page))).collect();
    let pages: Vec<(&str, &str)> =
        pages.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let text = "[operation.'GET /lamps/{id}']\nparameter.'$select' = { exists = false }\n\
                parameter.if-match = { exists = false }\nreason = 'x'";
    let (before, after) =
        (read_pages(&pages, ""), read_pages(&pages, &text.replace("if-match", "If-Match")));
    let offered = |read: &super::Read| {
        let is_it = |it: &&docwright::model::Operation| it.path.to_string() == "/lamps/{id}";
        let it = read.compiled.operations.iter().find(is_it).expect("it is there");
        (it.options.len(), it.known_headers.len())
    };
    assert_eq!((offered(&before), offered(&after)), ((1, 1), (0, 0)), "{:?}", after.told);
}

/// What to write stands beside what is wrong.
#[test]
fn near_names_are_suggested() {
    for (text, wanted) in [
        ("[property.'lamp.mood']\ntype = 'string'", "did you mean `String`?"),
        ("[property.'lamp.mood']\ntype = 'Edm.Stringg'", "did you mean `Edm.String`?"),
        (
            "[operation.'GET /lamps/{id}/near']\nstatus = 203",
            "did you mean `GET /lamps/{id}/near(km='{km}',kind='{kind}')`?",
        ),
        (
            "[operation.'GET /lamps/{id}/near(km={km})']\nstatus = 203",
            "did you mean `GET /lamps/{id}/near(km='{km}',kind='{kind}')`?",
        ),
        (
            "[operation.'POST /me/lamp/dim']\nparameter.By = { required = true }",
            "did you mean `by`?",
        ),
        (
            "[type.bulb]\nbase = 'lamp'\nreason = 'x'\n[property.'bulb.mood']\nnullable = true",
            "write `lamp.mood`",
        ),
    ] {
        let helps = read(&format!("{text}\nreason = 'I know.'")).helps;
        assert!(helps.iter().any(|it| it == wanted), "{text}: {helps:?}");
    }
}
