//! How bodies and values are written, by what docs say, show, or leave to their dialect.

use docwright::config::Config;
use docwright::dialect::parse;
use docwright::doc_set::DocSet;
use docwright::emit::model_json::emit_json;
use docwright::model::{Model, RequestBody, ResponseBody, Type};
use docwright::model_file;
use docwright::pipeline::{self, Compilation};
use docwright::protocol::{Encoding, FormLists, FormMembers, FormStyle};

fn compile(said: &str, page: &str) -> Compilation {
    let dialect = format!(
        "name = \"masts\"\nextends = \"rest\"\ndefault-namespace = \"masts\"\n[service]\n\
         base-url = \"https://masts.example\"\n{said}"
    );
    let dialect = parse("masts.toml", &dialect, None).expect("it can be read");
    let config = Config { dialect: dialect.into(), ..Config::default() };
    pipeline::compile(&DocSet::from_files([("masts.md".to_owned(), page.to_owned())]), &config)
}

/// A section with what stands behind its request line, and the rows of what is sent.
fn operation(behind: &str) -> String {
    format!(
        "# Masts\n\n## Step a mast\n\n```http\nPOST /masts\n```\n\n{behind}\n\n\
         ### Body parameters\n\n| Parameter | Type | Description |\n|:--|:--|:--|\n\
         | height | integer | How high. |\n| stays | array of strings | What holds it. |\n\nReturns `204`.\n"
    )
}

#[track_caller]
fn encoding(said: &str, behind: &str) -> Encoding {
    let compilation = compile(said, &operation(behind));
    let [only] = compilation.model.operations.as_slice() else { panic!("one operation") };
    assert!(matches!(only.request, RequestBody::Parameters(_)), "{:?}", only.request);
    only.encoding
}

fn form(lists: FormLists, members: FormMembers) -> Encoding {
    Encoding::Form(FormStyle { lists, members })
}

#[test]
fn a_form_is_said_or_shown() {
    let usual = form(FormLists::Brackets, FormMembers::Brackets);
    let row = |value: &str| {
        format!("### Headers\n\n| Header | Value |\n|:--|:--|\n| Content-Type | {value} |")
    };
    let curl = |rest: &str| format!("```bash\ncurl {rest} https://masts.example/masts\n```");
    for (behind, expected) in [
        ("", Encoding::Json),
        ("Send it form-encoded.", usual),
        ("This is not form data.", Encoding::Json),
        ("Takes JSON or form data.", Encoding::Json),
        (&row("`application/x-www-form-urlencoded`"), usual),
        (&row("`application/json` or `application/x-www-form-urlencoded`"), Encoding::Json),
        (&curl("-d height=3"), usual),
        (&curl("-d 'height=3&stays[]=a'"), usual),
        (
            &curl("--data-urlencode stays=a --data-urlencode stays=b"),
            form(FormLists::Repeated, FormMembers::Brackets),
        ),
        (&curl("-d 'stays[0]=a'"), form(FormLists::Indices, FormMembers::Brackets)),
        (&curl("-d '{\"height\": 3}'"), Encoding::Json),
        (&format!("Send form data.\n\n{}", curl("-d '{\"height\": 3}'")), Encoding::Json),
    ] {
        assert_eq!(encoding("", behind), expected, "{behind}");
    }
}

#[test]
fn a_heading_or_a_place_says_it() {
    let page = operation("");
    let of = |page: &str| compile("", page).model.operations[0].encoding;
    let usual = form(FormLists::Brackets, FormMembers::Brackets);
    assert_eq!(of(&page.replace("Body parameters", "Form parameters")), usual);
    assert_eq!(of(&page.replace("Body parameters", "JSON/form params")), Encoding::Json);
    // What an operation is called says nothing of how it is.
    assert_eq!(of(&page.replace("Step a mast", "Send form data")), Encoding::Json);
    let placed = |place: &str, ty: &str| {
        of(&format!(
            "# Masts\n\n## Step a mast\n\n```http\nPOST /masts\n```\n\n### Parameters\n\n\
             | Name | In | Type |\n|:--|:--|:--|\n| height | {place} | {ty} |\n\nReturns `204`.\n"
        ))
    };
    assert_eq!(placed("formData", "integer"), usual);
    assert_eq!(placed("body", "integer"), Encoding::Json);
    let form = FormStyle::default();
    assert_eq!(placed("formData", "file"), Encoding::Multipart { form, files: true });
}

#[test]
fn parts_take_files_where_there_are_any() {
    let files = |files| {
        let form = FormStyle::default();
        Encoding::Multipart { form, files }
    };
    for (behind, expected) in [
        ("Send it as `multipart/form-data`.", files(true)),
        ("```bash\ncurl -F height=3 https://masts.example/masts\n```", files(false)),
        ("```bash\ncurl -F stays=@a.txt https://masts.example/masts\n```", files(true)),
    ] {
        assert_eq!(encoding("", behind), expected, "{behind}");
    }
}

#[test]
fn a_dialect_says_it_of_all() {
    let said = "[service.body]\nas = \"form\"\nlists = \"commas\"\nmembers = \"dots\"\n";
    let all = form(FormLists::Commas, FormMembers::Dots);
    assert_eq!(encoding(said, ""), all);
    let json = "```bash\ncurl -d '{\"height\": 3}' https://masts.example/masts\n```";
    assert_eq!(encoding(said, json), Encoding::Json);
}

#[test]
fn a_list_is_said_or_shown() {
    let many = |behind: &str| {
        let compilation = compile("", &operation(behind));
        (compilation.model.operations[0].sends_many, compilation.diagnostics.iter().count())
    };
    let shown = |json: &str| {
        format!(
            "```http\nPOST https://masts.example/masts\nContent-Type: application/json\n\n{json}\n```"
        )
    };
    assert_eq!(many(""), (false, 0));
    assert_eq!(many("The body is an array of objects with:"), (true, 0));
    assert_eq!(many(&shown("[ { \"height\": 3 } ]")), (true, 0));
    assert_eq!(many(&shown("{ \"height\": 3 }")), (false, 0));
    // One object beats a text.
    let both = format!("The body is an array of objects with:\n\n{}", shown("{ \"height\": 3 }"));
    assert!(!many(&both).0);
}

/// A page with an enum, the type of the property that has it, and a value of that in an example.
fn pennant(ty: &str, rows: &str, shown: &str) -> String {
    format!(
        "# Pennants\n\n## Get a pennant\n\n```http\nGET /pennants/{{id}}\n```\n\nReturns `200` and the [pennant](#pennant-object).\n\n\
         ```json\n{{ \"id\": 1, \"colour\": {shown} }}\n```\n\n## Pennant object\n\n| Attribute | Type | Description |\n\
         |:--|:--|:--|\n| id | integer | The key. |\n| colour | {ty} | Its colour. |\n\n## Colour enum\n\n{rows}"
    )
}

const NAMED: &str = "| Value | Name |\n|:--|:--|\n| 1 | red |\n| 2 | white |\n";
const NUMBERS: &str = "| Value | Description |\n|:--|:--|\n| 1 | Red |\n| 2 | Off white |\n";
const LINKED: &str = "[Colour](#colour-enum)";

/// Whether the enum is of numbers, its members, and the rules of the findings.
fn colours(model: &Model) -> (bool, Vec<String>) {
    let mut enums = model.types.values().filter_map(|it| match it {
        Type::Enum(ty) => Some(ty),
        Type::Structured(_) => None,
    });
    let only = enums.next().expect("one enum");
    (only.numbers, only.members.iter().map(|it| format!("{}={}", it.name, it.wire(only))).collect())
}

#[test]
fn an_enum_goes_by_its_numbers_where_docs_show_or_say_so() {
    let by_name = || (false, vec!["red=red".to_owned(), "white=white".to_owned()]);
    let by_number = || (true, vec!["red=1".to_owned(), "white=2".to_owned()]);
    let labelled = || (true, vec!["Red=1".to_owned(), "Off white=2".to_owned()]);
    let as_text = || (false, vec!["1=1".to_owned(), "2=2".to_owned()]);
    for (said, ty, rows, shown, expected, told) in [
        ("", LINKED, NAMED, "2", by_number(), ""),
        ("", LINKED, NAMED, "\"red\"", by_name(), ""),
        ("", LINKED, NAMED, "null", by_name(), ""),
        ("[shape]\nenum-numbers = true\n", LINKED, NAMED, "null", by_number(), ""),
        ("", "integer ([Colour](#colour-enum))", NAMED, "null", by_number(), ""),
        (
            "",
            "integer ([Colour](#colour-enum))",
            NAMED,
            "\"red\"",
            by_number(),
            "example-type-mismatch",
        ),
        ("", LINKED, NAMED, "7", by_number(), "undocumented-enum-member"),
        ("", LINKED, NUMBERS, "2", labelled(), ""),
        ("", LINKED, NUMBERS, "null", labelled(), ""),
        ("", LINKED, NUMBERS, "\"2\"", as_text(), ""),
        ("[shape]\nenum-numbers = false\n", LINKED, NUMBERS, "null", as_text(), ""),
    ] {
        let compilation = compile(said, &pennant(ty, rows, shown));
        assert_eq!(colours(&compilation.model), expected, "{ty} {rows} {shown}");
        let rules: Vec<&str> = compilation.diagnostics.iter().map(|it| it.rule.name).collect();
        assert_eq!(rules.join(" "), told, "{ty} {rows} {shown}");
    }
}

#[test]
fn nothing_is_an_empty_object_where_the_text_says_so() {
    let page = |text: &str| {
        format!(
            "# Masts\n\n## Strike a mast\n\n```http\nPOST /masts/{{id}}/strike\n```\n\n### Response\n\n{text}\n\n```json\n{{}}\n```\n"
        )
    };
    let answers = |text: &str| {
        let compilation = compile("", &page(text));
        assert_eq!(
            compilation.diagnostics.iter().filter(|it| it.rule.name != "untyped-answer").count(),
            0
        );
        compilation.model.operations[0].response
    };
    for text in ["Empty object.", "An empty JSON object.", "No content", "Empty response.", "Empty"]
    {
        assert_eq!(answers(text), ResponseBody::None, "{text}");
    }
    assert_ne!(answers("What was struck."), ResponseBody::None);
}

#[test]
fn the_model_says_it() {
    let page = operation("```bash\ncurl -F stays=@a.txt https://masts.example/masts\n```");
    let model = compile("", &page).model;
    let json: serde_json::Value = serde_json::from_str(&emit_json(&model)).expect("it is JSON");
    let said = &json["operations"][0]["encoding"];
    let expected = serde_json::json!({
        "as": "multipart", "files": true, "lists": "brackets", "members": "brackets"
    });
    assert_eq!(said, &expected);
    // What a file says is read as the same.
    let list = operation("The body is an array of objects with:");
    for page in [page, list, pennant(LINKED, NAMED, "2")] {
        let model = compile("", &page).model;
        let read = model_file::parse(&emit_json(&model)).expect("it is what was written").model;
        let sent = |model: &Model| {
            let operations = model.operations.iter();
            operations.map(|it| (it.encoding, it.sends_many)).collect::<Vec<_>>()
        };
        assert_eq!(sent(&read), sent(&model));
        let numbers = |model: &Model| {
            let types = model.types.values();
            types.map(|it| matches!(it, Type::Enum(ty) if ty.numbers)).collect::<Vec<_>>()
        };
        assert_eq!(numbers(&read), numbers(&model));
    }
}
