//! Hostile values stay where they are put: a value never changes the path around its segment, the options beside its own,
//! or the literal that it is in.

#[allow(dead_code, unreachable_pub, missing_docs, reason = "each test uses a part of the shop")]
mod shop;

use docwright_client::{
    Argument, At, Body, BoxError, BoxFuture, ErrorKind, RawRequest, Transport, http, wait,
};
use percent_encoding::percent_decode_str;
use shop::{Client, Order};
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Mutex};

/// What has broken out of paths, queries and literals before.
const FRAGMENTS: &[&str] = &[
    "..",
    ".",
    "/",
    "//",
    "\\",
    "?",
    "?x=1",
    "#",
    "&",
    "&$top=1",
    "=",
    ";",
    ":",
    ":/",
    "@",
    "'",
    "''",
    "\"",
    "(",
    ")",
    ",",
    "%",
    "%2F",
    "%2f",
    "%2e%2e",
    "%252F",
    "%00",
    "%27",
    "+",
    " ",
    "\t",
    "\r\n",
    "\0",
    "\u{7f}",
    "é",
    "ß",
    "日本",
    "😀",
    "\u{202e}",
    "\u{feff}",
    "a",
    "b/c",
    "$value",
    "$ref",
    "http://other.example",
    "' or 1 eq 1",
];

/// Values for each property; 28,000 in all.
const N_CASES: u32 = 4_000;

/// Of 41 values 20 are put together of what has broken out, 20 are any text, and one is long.
fn hostile(random: &mut fastrand::Rng) -> String {
    let fragment = |random: &mut fastrand::Rng| FRAGMENTS[random.usize(..FRAGMENTS.len())];
    match random.u8(..41) {
        0..20 => (0..random.usize(..6)).map(|_| fragment(random)).collect(),
        20..40 => (0..random.usize(..32)).map(|_| letter(random)).collect(),
        _ => {
            let fragment = fragment(random);
            fragment.repeat(random.usize(10_000..12_000) / fragment.len() + 1)
        }
    }
}

/// One of ASCII, or of two, three or four bytes.
fn letter(random: &mut fastrand::Rng) -> char {
    let last = ['\u{7f}', '\u{7ff}', '\u{ffff}', char::MAX][random.usize(..4)];
    random.char(..=last)
}

/// Checks a property on hostile values, always the same ones, and counts the kinds among them.
fn check(property: impl Fn(&str)) {
    let mut random = fastrand::Rng::with_seed(7);
    let mut seen = [0_u32; 5];
    for _ in 0..N_CASES {
        let value = hostile(&mut random);
        let kinds = [
            value.is_empty(),
            value.contains('/'),
            value.contains('\''),
            !value.is_ascii(),
            value.len() >= 10_000,
        ];
        for (count, is_kind) in seen.iter_mut().zip(kinds) {
            *count += u32::from(is_kind);
        }
        assert_on(&value, &property);
    }
    for value in ["../", "a/b", "?x=1", "'", "''", "%2F", "#", "日本", "", &"/".repeat(10_000)] {
        assert_on(value, &property);
    }
    assert!(seen.iter().all(|count| *count >= 40), "too few of a kind: {seen:?}");
}

/// Says of which value a property is not true.
#[expect(clippy::print_stderr, reason = "whoever reads why a test failed needs the value")]
fn assert_on(value: &str, property: &dyn Fn(&str)) {
    let outcome = panic::catch_unwind(AssertUnwindSafe(|| property(value)));
    if let Err(panic) = outcome {
        eprintln!("not true of {value:?}");
        panic::resume_unwind(panic);
    }
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8().expect("what was encoded is text").into_owned()
}

/// The one segment between two texts.
fn between<'p>(path: &'p str, before: &str, after: &str) -> &'p str {
    let segment = path.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
    let segment = segment.unwrap_or_else(|| panic!("{path} is not {before}…{after}"));
    assert!(!segment.contains(['/', '?', '#', '\\']), "{segment} is more than a segment");
    assert!(segment.is_ascii() && !segment.contains(char::is_whitespace), "{segment}");
    segment
}

fn at() -> At {
    docwright_client::testing::offline().at().literal("orders")
}

#[test]
fn an_id_is_one_segment() {
    check(|id| {
        let path = at().key("", id, "").literal("lines");
        assert_eq!(decode(between(path.as_str(), "/orders/", "/lines")), id);
    });
}

#[test]
fn a_key_in_quotes_is_one_literal() {
    check(|id| {
        let path = at().key("name='", id, "'").literal("lines");
        let literal = decode(between(path.as_str(), "/orders/name='", "'/lines"));
        assert_eq!(unquote(&literal), Some(id.to_owned()));
    });
}

#[test]
fn an_argument_is_one_argument() {
    check(|value| {
        let arguments = [
            Argument::quoted("a", value),
            Argument::plain("b", value),
            Argument::quoted("", value),
        ];
        let path = at().call("find", &arguments, "").literal("lines");
        let arguments = decode(between(path.as_str(), "/orders/find(", ")/lines"));
        assert_eq!(split_arguments(&arguments).len(), 3, "{arguments}");
        let first =
            split_arguments(&arguments)[0].strip_prefix("a='").and_then(|it| it.strip_suffix('\''));
        assert_eq!(first.and_then(unquote), Some(value.to_owned()));
    });
}

#[test]
fn a_colon_path_keeps_its_slashes_and_nothing_else() {
    check(|path| {
        let own = path.trim_matches('/');
        let at = at().literal("root").path(path).literal("content");
        if own.is_empty() {
            assert_eq!(at.as_str(), "/orders/root/content");
            return;
        }
        let inner =
            at.as_str().strip_prefix("/orders/root:/").and_then(|it| it.strip_suffix(":/content"));
        let inner = inner.unwrap_or_else(|| panic!("{at:?}"));
        assert_eq!(inner.split('/').map(decode).collect::<Vec<_>>().join("/"), own);
        assert!(!inner.contains([':', '?', '#', '\\', '\'']), "{inner}");
    });
}

#[test]
fn a_text_in_a_filter_is_one_literal() {
    check(|text| {
        let filter = Order::NOTE.eq(text).and(Order::TAGS.any_eq(text));
        let note = filter.as_str().strip_prefix("note eq '").expect("it begins with the member");
        let end = end_of_literal(note);
        assert_eq!(unquote(&note[..end]), Some(text.to_owned()));
        let rest =
            note[end..].strip_prefix("' and tags/any(it:it eq '").expect("the second condition");
        assert_eq!(unquote(&rest[..end_of_literal(rest)]), Some(text.to_owned()));
        assert_eq!(&rest[end_of_literal(rest)..], "')");

        // A date that is none is a text; a plain one has nothing to break out with.
        let date = Order::PLACED.eq(text);
        let date = date.as_str().strip_prefix("placedDateTime eq ").expect("one comparison");
        match date.strip_prefix('\'') {
            None => assert!(!date.contains(['\'', ' ', '(', ')', ','])),
            Some(literal) => assert_eq!(end_of_literal(literal), literal.len() - 1),
        }
    });
}

#[test]
fn what_is_sent_is_what_was_meant() {
    let sent = Recorder::default();
    let builder = Client::builder().base_url("https://shop.example/v1").transport(sent.clone());
    let client: Client = builder.build().expect("a client");
    check(|value| {
        let order = client.orders().id(value);
        let result = wait(order.content().query("$filter", value).query(value, "x"));
        let url = sent.0.lock().expect("one thread").take();
        match (result, url) {
            // Segments that URLs can't hold, and URLs that are too long, are not sent at all.
            (Err(error), None) => {
                assert_eq!(error.kind(), ErrorKind::Request, "{error}");
                assert!(
                    matches!(value, "" | "." | "..") || value.len() >= 10_000,
                    "{value:?}: {error}"
                );
            }
            (Ok(_), Some(url)) => {
                let url = url::Url::parse(&url).expect("a URL");
                assert_eq!(url.origin().ascii_serialization(), "https://shop.example");
                assert_eq!(decode(between(url.path(), "/v1/orders/", "/content")), value);
                let query = url.query().expect("two options");
                let query: Vec<_> = query.split('&').filter_map(|it| it.split_once('=')).collect();
                let query: Vec<_> =
                    query.iter().map(|(name, it)| (decode(name), decode(it))).collect();
                assert_eq!(
                    query,
                    [("$filter".to_owned(), value.to_owned()), (value.to_owned(), "x".to_owned())]
                );
                assert_eq!(url.fragment(), None);
            }
            (result, url) => panic!("{value:?}: {result:?} {url:?}"),
        }
    });
}

#[test]
fn a_header_is_one_line() {
    check(|value| {
        let request: RawRequest = at().request::<shop::ListOrders>().prefer(value).into_raw();
        let lines = request.headers.values().map(|it| it.as_bytes());
        assert!(lines.flatten().all(|byte| !matches!(byte, b'\r' | b'\n' | 0)));
    });
}

/// The text of a literal, its quotes undone; `None` if one stands alone and ends it early.
fn unquote(literal: &str) -> Option<String> {
    (!literal.replace("''", "").contains('\'')).then(|| literal.replace("''", "'"))
}

/// Where the literal ends that begins before the text.
fn end_of_literal(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match (bytes[at], bytes.get(at + 1)) {
            (b'\'', Some(b'\'')) => at += 2,
            (b'\'', _) => return at,
            _ => at += 1,
        }
    }
    panic!("an open literal: {text}")
}

/// Arguments as OData reads them: split by commas that are in no literal.
fn split_arguments(text: &str) -> Vec<&str> {
    let mut arguments = Vec::new();
    let (mut start, mut is_literal) = (0, false);
    for (at, c) in text.char_indices() {
        match c {
            '\'' => is_literal = !is_literal,
            ',' if !is_literal => {
                arguments.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    assert!(!is_literal, "an open literal: {text}");
    arguments.push(&text[start..]);
    arguments
}

/// Takes down where requests go.
#[derive(Clone, Default)]
struct Recorder(Arc<Mutex<Option<String>>>);

impl Transport for Recorder {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, BoxError>> {
        *self.0.lock().expect("one thread") = Some(request.uri().to_string());
        Box::pin(std::future::ready(Ok(http::Response::new(Body::empty()))))
    }
}
