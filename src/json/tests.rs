use super::*;
use crate::source::FileId;

#[track_caller]
fn check(text: &str, expected: &str, kinds: &[ProblemKind]) {
    let (value, problems) = parse(text, Span::new(FileId(0), 0..text.len()));
    let json = value.map(|value| value.to_json().to_string()).unwrap_or_default();
    assert_eq!(json, expected);
    assert_eq!(problems.iter().map(|problem| problem.kind).collect::<Vec<_>>(), kinds);
    for problem in problems {
        assert!(text.get(problem.span.range()).is_some(), "span inside the text: {problem:?}");
    }
}

#[test]
fn strict_json_has_no_problems() {
    check(
        r#" {"a": [1, -2.5e3, true, null], "b": "\u00e9\n\ud83d\ude00"} "#,
        r#"{"a":[1,-2500.0,true,null],"b":"é\n😀"}"#,
        &[],
    );
}

#[test]
fn trailing_and_missing_commas() {
    check(
        "{\"a\": 1\n\"b\": [1,],}",
        r#"{"a":1,"b":[1]}"#,
        &[ProblemKind::MissingComma, ProblemKind::TrailingComma, ProblemKind::TrailingComma],
    );
}

#[test]
fn comments_and_ellipses() {
    check(
        "{ /* all */ \"a\": 1, // one\n ... }",
        r#"{"a":1}"#,
        &[ProblemKind::Comment, ProblemKind::Comment, ProblemKind::Ellipsis],
    );
    check("{ \"a\": true // one\n}", r#"{"a":true}"#, &[ProblemKind::Comment]);
    check("[null /* one */]", "[null]", &[ProblemKind::Comment]);
    check("[http://a.b/c]", r#"["http://a.b/c"]"#, &[ProblemKind::BareWord]);
}

#[test]
fn commas_beside_what_is_left_out() {
    const ELLIPSIS: ProblemKind = ProblemKind::Ellipsis;
    check("[1, ..., 5]", "[1,5]", &[ELLIPSIS]);
    check("[1,\n...\n]", "[1]", &[ELLIPSIS]);
    check("[\n....\n1,\n.....\n]", "[1]", &[ELLIPSIS, ELLIPSIS]);
    check("[..., 5 … 6]", "[5,6]", &[ELLIPSIS, ELLIPSIS]);
    check("[1, ..., ]", "[1]", &[ELLIPSIS, ProblemKind::TrailingComma]);
    check("[1 ... 5, 6,]", "[1,5,6]", &[ELLIPSIS, ProblemKind::TrailingComma]);
    check("[1,\n... (8 others) ...\n5]", "[1,5]", &[ELLIPSIS]);
    check("[1,\n... and 3 more\n]", "[1]", &[ELLIPSIS]);
    check("[1,\n... 5\n]", "[1,5]", &[ELLIPSIS]);
    check("[1,\n... null\n]", "[1,null]", &[ELLIPSIS]);
}

#[test]
fn unquoted_names_and_bare_words() {
    check(
        "{isCollection: true, b: String value}",
        r#"{"isCollection":true,"b":"String value"}"#,
        &[ProblemKind::UnquotedName, ProblemKind::UnquotedName, ProblemKind::BareWord],
    );
}

#[test]
fn raw_line_break_in_a_string() {
    check("{\"a\": \"x\ny\"}", r#"{"a":"x\ny"}"#, &[ProblemKind::ControlCharacter]);
}

#[test]
fn smart_quotes() {
    check("{“a”: “x”}", r#"{"a":"x"}"#, &[ProblemKind::OtherQuotes, ProblemKind::OtherQuotes]);
}

#[test]
fn unclosed_object_keeps_its_members() {
    check("{\"a\": {\"b\": 1", r#"{"a":{"b":1}}"#, &[ProblemKind::Unclosed; 2]);
}

#[test]
fn deep_nesting_is_left() {
    let text = "[".repeat(100_000);
    let (value, problems) = parse(&text, Span::new(FileId(0), 0..text.len()));
    assert!(value.is_some());
    assert!(problems.iter().any(|problem| problem.kind == ProblemKind::TooDeep));
}

#[test]
fn text_after_the_value() {
    check("{} junk", "{}", &[ProblemKind::TextAfterValue]);
}
