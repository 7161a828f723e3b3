//! What functions are given in the path: the URL and the method that makes it are as corrected.

use super::{Read, read};
use docwright::emit::rust::surface;

const NEAR: &str = "[operation.\"GET /lamps/{id}/near(km='{km}',kind='{kind}')\"]\n";

/// The paths of the function, and what the methods that lead to them take.
fn calls(read: &Read) -> Vec<String> {
    let is_near = |text: &&String| text.contains("/near(");
    let operations = read.compiled.operations.iter().map(|it| it.path.to_string());
    let paths: Vec<String> = operations.collect();
    let items = surface(&read.compiled).items;
    let takes = items.iter().filter(|(key, _)| key.starts_with("accessor of") && is_near(key));
    let takes = takes.map(|(_, item)| item.text.clone());
    paths.iter().filter(is_near).cloned().chain(takes).collect()
}

#[test]
fn each_kind_reaches_the_path_and_its_method() {
    let text = "impl AsRef<str>";
    for (correction, path, takes) in [
        ("", "km='{km}',kind='{kind}'", format!("({text}, {text})")),
        (
            "parameter.km = { type = 'Edm.Int64' }",
            "km={km},kind='{kind}'",
            format!("(i64, {text})"),
        ),
        // However the docs' rows are capitalised.
        ("parameter.KM = { type = 'Int32' }", "km={km},kind='{kind}'", format!("(i32, {text})")),
        (
            "parameter.kind = { type = 'mood' }",
            "km='{km}',kind='{kind}'",
            format!("({text}, {text})"),
        ),
        (
            "parameter.km = { called = 'miles' }",
            "miles='{miles}',kind='{kind}'",
            format!("({text}, {text})"),
        ),
        ("parameter.km = { exists = false }", "kind='{kind}'", format!("({text})")),
        (
            "parameter.most = { exists = true, type = 'Edm.Int32' }",
            "km='{km}',kind='{kind}',most={most}",
            format!("({text}, {text}, i32)"),
        ),
    ] {
        let read = read(&if correction.is_empty() {
            String::new()
        } else {
            format!("{NEAR}{correction}\nreason = 'I know.'")
        });
        let is_same = correction.contains("mood");
        assert_eq!(calls(&read), [format!("/lamps/{{id}}/near({path})"), takes], "{correction}");
        assert!(is_same || read.told.is_empty(), "{:?}", read.told);
    }
}

/// Quotes around what is neither text nor a number are those of the correction's own line.
#[test]
fn a_date_is_written_as_the_correction_writes_it() {
    for (line, wanted) in [("{km}", "km={km},"), ("'{km}'", "km='{km}',")] {
        let text = format!(
            "[operation.\"GET /lamps/{{id}}/near(km={line},kind='{{kind}}')\"]\n\
             parameter.km = {{ type = 'Edm.DateTimeOffset' }}\nreason = 'x'"
        );
        let read = read(&text);
        assert!(calls(&read)[0].contains(wanted), "{:?}", calls(&read));
    }
}

/// Arguments have names: their order in the correction means nothing.
#[test]
fn arguments_stand_in_any_order() {
    let text = "[operation.\"GET /lamps/{x}/near(kind='{a}',km='{b}')\"]\nparameter.km = { type = 'Edm.Int64' }\nreason = 'x'";
    let after = read(text);
    assert_eq!(after.told, Vec::<String>::new());
    assert_eq!(calls(&after)[0], "/lamps/{id}/near(km={km},kind='{kind}')");
    let text =
        "[operation.\"GET /lamps/{x}/near(kind='{a}',km='{b}')\"]\nexists = true\nreason = 'x'";
    assert!(read(text).told[0].contains("needless-correction"));
}

/// What may be left out is left out by a call of its own.
#[test]
fn an_argument_that_may_be_left_out_has_two_calls() {
    let optional = format!("{NEAR}parameter.kind = {{ required = false }}\nreason = 'x'");
    let after = read(&optional);
    let paths: Vec<String> = calls(&after).into_iter().filter(|it| it.starts_with('/')).collect();
    assert_eq!(paths, ["/lamps/{id}/near(km='{km}')", "/lamps/{id}/near(km='{km}',kind='{kind}')"]);
    assert_eq!(after.told, Vec::<String>::new());
    let further =
        format!("{NEAR}parameter.at = {{ exists = true, required = false }}\nreason = 'x'");
    let paths: Vec<String> =
        calls(&read(&further)).into_iter().filter(|it| it.starts_with('/')).collect();
    assert_eq!(paths.len(), 2, "{paths:?}");
}

#[test]
fn a_function_that_the_docs_lack_has_typed_arguments() {
    let text = "[operation.'GET /lamps/{id}/near(count={count})']\nexists = true\n\
                answers = 'Collection(lamp)'\nparameter.count = { type = 'Edm.Int32' }\nreason = 'x'";
    let after = read(text);
    assert_eq!(after.told, Vec::<String>::new());
    let calls = calls(&after);
    assert!(calls.contains(&"/lamps/{id}/near(count={count})".to_owned()), "{calls:?}");
    assert!(calls.contains(&"(i32)".to_owned()), "{calls:?}");
}

#[test]
fn what_a_path_can_not_hold_is_told() {
    for (correction, wanted) in [
        (
            "parameter.km = { type = 'lamp' }",
            "an argument in a path is of a primitive type or an enum",
        ),
        (
            "parameter.km = { type = 'Collection(Edm.Int32)' }",
            "an argument in a path is of a primitive type or an enum",
        ),
        ("parameter.km = { called = 'kind' }", "there is an argument `kind` already"),
        ("parameter.km = { type = 'Edm.String' }", "this is so without the correction"),
        ("parameter.kms = { type = 'Edm.Int32' }", "there is no parameter `kms`"),
    ] {
        let told = read(&format!("{NEAR}{correction}\nreason = 'I know.'")).told;
        assert!(told.len() == 1 && told[0].ends_with(wanted), "{correction}: {told:?}");
    }
}
