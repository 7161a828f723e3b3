use super::*;
use crate::source::FileId;

fn whole(text: &str) -> Span {
    Span::new(FileId(0), 0..text.len())
}

#[track_caller]
fn check_url(text: &str, expected: &[&str]) {
    let template = parse_url(text, whole(text));
    let shown: Vec<String> = template
        .segments
        .iter()
        .map(|segment| {
            assert_eq!(&text[segment.span.range()], segment.text);
            match &segment.kind {
                SegmentKind::Literal => segment.text.clone(),
                SegmentKind::Key { prefix, name, suffix } => {
                    format!("{prefix}[{name}]{suffix}")
                }
                SegmentKind::Call { name, arguments, suffix } => {
                    let arguments: Vec<_> = arguments
                        .iter()
                        .map(|it| {
                            let quote = if it.quoted { "'" } else { "" };
                            let value = &it.value;
                            let hole = if it.placeholder { "?" } else { "" };
                            format!("{}={quote}{hole}{value}{quote}", it.name)
                        })
                        .collect();
                    format!("{name}({}){suffix}", arguments.join("; "))
                }
                SegmentKind::Elision => "…".to_owned(),
            }
        })
        .chain(template.ends_in_slash.then(|| "/".to_owned()))
        .chain(template.query.map(|query| format!("?{}", query.value)))
        .collect();
    assert_eq!(shown, expected);
}

#[test]
fn placeholders_of_every_bracket() {
    check_url(
        "/things/{id | name}/<x>/(part-id)/",
        &["things", "[id | name]", "[x]", "[part-id]", "/"],
    );
}

#[test]
fn colon_addressing() {
    check_url("/box/root:/{a/b}:/rows", &["box", "root:", "[a/b]:", "rows"]);
}

/// Brackets and quotes of a placeholder stand in either order.
#[test]
fn quotes_within_brackets() {
    check_url("/rows({'id'})", &["rows('[id]')"]);
    check_url("/rows('{id}')", &["rows('[id]')"]);
    check_url("/find(q={ 'a' },n=3)", &["find(q='?a'; n=3)"]);
}

#[test]
fn function_arguments() {
    check_url(
        "/rows/find(q='{a/b}',n={n}, kind=ns.kind'{k}')",
        &["rows", "find(q='?a/b'; n=?n; kind='?k')"],
    );
}

#[test]
fn either_of_two_placeholders_is_one() {
    check_url("/things/{id} | {name}/rows", &["things", "[id | name]", "rows"]);
    check_url("/things/{id}|{name}/rows", &["things", "[id | name]", "rows"]);
    check_url("/things/<id> or <name>", &["things", "[id | name]"]);
    check_url("/things/({id} | {name} | {code}):/rows", &["things", "[id | name | code]:", "rows"]);
    check_url("/things/{id},{name}", &["things", "[id],{name}"]);
}

#[test]
fn aliases_are_their_parameters() {
    check_url("/find(text=@x)?@x='{text}'", &["find(text='?text')", "?@x='{text}'"]);
    check_url("/find(text=@x,n=@n)?@n={n}&@x='a'", &["find(text='?x'; n=?n)", "?@n={n}&@x='a'"]);
    check_url("/range(address=@a)", &["range(address='?a')"]);
    check_url("/find(ids=@ids)?@ids=['a','b']", &["find(ids=?ids)", "?@ids=['a','b']"]);
}

#[test]
fn lists_are_one_argument() {
    check_url("/find(ids=['a','b'],n=2)", &["find(ids=['a','b']; n=2)"]);
    check_url("/find(ids=[{a},{b}])/rows", &["find(ids=?[{a},{b}])", "rows"]);
    check_url("/find(ids=['a', 'b')", &["find(ids='a'; ='b')"]);
}

#[test]
fn keys_in_brackets() {
    check_url("/rows({id})/cells(<n>)", &["rows([id])", "cells([n])"]);
    check_url("/rows('{id}')/cells(2)", &["rows('[id]')", "cells(=2)"]);
    check_url("/rows({id}", &["rows(=?id)"]);
    check_url("/rows()/", &["rows()", "/"]);
}

#[test]
fn doubled_quotes_are_one() {
    check_url("/rows/find(q='o''clock')", &["rows", "find(q='o'clock')"]);
}

#[test]
fn alternate_key_and_glued_reference() {
    check_url("/roles/roleId={roleId}/{id}$ref", &["roles", "roleId=[roleId]", "[id]", "$ref"]);
}

#[test]
fn queries_and_optional_queries() {
    check_url("/rows?$top={n}", &["rows", "?$top={n}"]);
    check_url("/rows[?q]", &["rows", "?q"]);
}

#[test]
fn absolute_url_and_elision() {
    check_url("https://example.com/v1/rows/.../last", &["v1", "rows", "…", "last"]);
}

#[test]
fn unbalanced_brackets_swallow_nothing() {
    check_url("/range(address='<a>'/entireRow", &["range(address='?a')", "entireRow"]);
    check_url("/rows/{id/last?x=1", &["rows", "{id", "last", "?x=1"]);
}

#[track_caller]
fn check_message(text: &str, expected: &str) {
    let (message, problems) = parse_message(text, whole(text), &[]);
    let body = |body: Option<Span>| body.map(|span| &text[span.range()]);
    let shown = match message {
        Some(Message::Request(it)) => format!(
            "{:?} {} {} {:?}",
            it.method.value,
            it.target.value,
            it.headers.len(),
            body(it.body)
        ),
        Some(Message::Response(it)) => {
            format!("{} {} {:?}", it.status.value, it.headers.len(), body(it.body))
        }
        None => "nothing".to_owned(),
    };
    assert_eq!(format!("{shown} {}", problems.len()), expected);
}

#[test]
fn request_with_headers_and_body() {
    check_message("POST /rows\nA: b\n\n{\n}\n", "Post /rows 1 Some(\"{\\n}\") 0");
}

#[test]
fn headers_after_a_blank_line() {
    check_message("POST /rows\n\nA: b\n\n{}", "Post /rows 1 Some(\"{}\") 0");
}

#[test]
fn body_without_a_blank_line() {
    check_message("HTTP/1.1 200 OK\nA: b\n{\"c\": 1}", "200 1 Some(\"{\\\"c\\\": 1}\") 0");
}

#[test]
fn status_without_version_or_reason() {
    check_message("HTTP 201 Created\n", "201 0 None 0");
    check_message("HTTP/1.1 422", "422 0 None 0");
}

#[test]
fn glued_method_and_second_request() {
    check_message("DELETE/rows/{id}\nGET /rows", "Delete /rows/{id} 0 None 1");
}

#[test]
fn sentences_are_no_requests() {
    check_message("Get the row and go on", "nothing 0");
    check_message("GETTING /rows", "nothing 0");
}

#[test]
fn the_status_of_a_success_in_a_sentence() {
    for (text, at) in [
        ("On success: 200 and a lamp", Some(12)),
        ("`201 Created`.", Some(1)),
        ("Answers 204.", Some(8)),
        ("See 2020, /200, v2.200 or 200.5", None),
        ("Answers 404 or 200", Some(15)),
        ("At most 250 of them", None),
        ("", None),
    ] {
        assert_eq!(success_in(text), at, "{text}");
    }
}

#[test]
fn statuses_alone() {
    let status = |text: &str| match parse_message(text, whole(text), &[]).0 {
        Some(Message::Response(response)) => Some(response.status.value),
        _ => None,
    };
    assert_eq!(status("201 Created\n\n{}"), Some(201));
    assert_eq!(status("Status: 404 Not Found\nX-Id: 7"), Some(404));
    for text in ["200 lamps", "2001 Space", "900 OK", "404", "200 OK, or so", "Status: none"] {
        assert_eq!(status(text), None, "{text}");
    }
}
