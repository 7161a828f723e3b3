//! Errors, where their service has them.

use crate::store::Store;
use docwright_client::{Error, ErrorKind, Protocol};

async fn error(
    answer: &'static str,
    codes: &'static [&'static str],
    messages: &'static [&'static str],
) -> Error {
    let store = Store::open(move |_| answer.to_owned()).await;
    let protocol = Protocol { error_codes: codes, error_messages: messages, ..Protocol::ODATA };
    store.client(protocol).orders().id("1").get().await.expect_err("the service says no")
}

/// An answer, where its service has codes and words, and those of this error.
type Case = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
    Option<&'static str>,
    Option<&'static str>,
);

#[tokio::test]
async fn code_and_words_are_where_the_service_has_them() {
    let cases: &[Case] = &[
        (
            "404 No\n\n{\"message\": \"404 Not Found\"}",
            &[],
            &["message", "error"],
            None,
            Some("404 Not Found"),
        ),
        ("401 No\n\n{\"error\": \"invalid\"}", &["error"], &["message"], Some("invalid"), None),
        (
            "400 No\n\n{\"message\": {\"name\": [\"is taken\"], \"path\": [\"is bad\", \"is short\"]}}",
            &["code"],
            &["message"],
            None,
            Some("name: is taken; path: is bad, is short"),
        ),
        (
            "422 No\n\n{\"errors\": [{\"status\": 7, \"title\": \"a\"}, {\"status\": 8, \"title\": \"b\"}]}",
            &["errors.status"],
            &["errors.title"],
            Some("7"),
            Some("a; b"),
        ),
        (
            "400 No\n\n[{\"reason\": {\"id\": \"E1\"}, \"text\": \"a\"}]",
            &["reason.id"],
            &["text"],
            Some("E1"),
            Some("a"),
        ),
        (
            "400 No\n\n{\"fault\": {\"faultstring\": \"x\\u001b[31my\\n z\"}}",
            &[],
            &["message", "fault.faultstring"],
            None,
            Some("x [31my z"),
        ),
        // Nothing is where it should be: what it says is what services usually say.
        (
            "400 No\n\n{\"error\": {\"code\": \"c\", \"message\": \"m\"}}",
            &["fault.code"],
            &["fault.text"],
            Some("c"),
            Some("m"),
        ),
    ];
    for (answer, codes, messages, code, message) in cases {
        let error = error(answer, codes, messages).await;
        assert_eq!(error.kind(), ErrorKind::Status, "{answer}");
        assert_eq!((error.code(), error.message()), (*code, *message), "{answer}");
        assert!(message.is_none_or(|it| error.to_string().ends_with(it)), "{error}");
    }
}

#[tokio::test]
async fn an_error_of_any_size_is_told_in_a_line() {
    let deep = format!("{}1{}", "{\"a\":".repeat(100), "}".repeat(100));
    let wide = format!("[{}]", vec!["\"wide\""; 10_000].join(","));
    for body in [deep, wide] {
        let answer: &'static str =
            Box::leak(format!("400 No\n\n{{\"message\": {body}}}").into_boxed_str());
        let error = error(answer, &["message.a.a.a"], &["message"]).await;
        assert!(error.to_string().chars().count() < 700, "{error}");
    }
}

#[tokio::test]
async fn a_web_page_is_an_error_by_its_title() {
    let page = "<!doctype html><html><head><title>Sign in</title></head><body>x</body></html>";
    for status in ["502 Bad", "200 OK"] {
        let answer: &'static str =
            Box::leak(format!("{status}\nContent-Type: text/html\n\n{page}").into_boxed_str());
        let error = error(answer, &["code"], &["message"]).await;
        assert!(error.to_string().contains("Sign in"), "{error}");
    }
}
