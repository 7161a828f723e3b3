//! Links in headers, as RFC 8288 writes them.

use http::header::{HeaderMap, LINK};
use url::Url;

/// Where the header `Link` says that the next page is, of the page at a URL.
pub(super) fn next_of(headers: &HeaderMap, page: &Url) -> Option<String> {
    let values = headers.get_all(LINK).iter();
    let texts: Vec<String> =
        values.map(|it| String::from_utf8_lossy(it.as_bytes()).into_owned()).collect();
    let next = texts.iter().flat_map(|it| links(it)).find(|link| {
        let relation = link.parameter("rel").unwrap_or_default();
        let is_next = relation.split_ascii_whitespace().any(|it| it.eq_ignore_ascii_case("next"));
        // What is next to something else is not the next page.
        is_next
            && link.parameter("anchor").is_none_or(|it| page.join(it).is_ok_and(|it| it == *page))
    });
    next.map(|it| it.target.to_owned())
}

/// A link: where it leads, and its parameters.
struct Link<'t> {
    target: &'t str,
    parameters: Vec<(&'t str, String)>,
}

impl Link<'_> {
    /// The value of a parameter; of several of a name, the first counts.
    fn parameter(&self, name: &str) -> Option<&str> {
        let found = self.parameters.iter().find(|(it, _)| it.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}

/// The links of a header, up to what is none.
fn links(text: &str) -> Vec<Link<'_>> {
    let mut links = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        let Some((target, after)) = rest.strip_prefix('<').and_then(|it| it.split_once('>')) else {
            return links;
        };
        let mut link = Link { target: target.trim(), parameters: Vec::new() };
        rest = after.trim_start();
        while let Some(after) = rest.strip_prefix(';') {
            let after = after.trim_start();
            let end = after.find(['=', ';', ',']).unwrap_or(after.len());
            let (name, after) = after.split_at(end);
            let (value, after) = match after.strip_prefix('=') {
                Some(after) => value(after.trim_start()),
                None => (String::new(), after),
            };
            link.parameters.push((name.trim(), value));
            rest = after.trim_start();
        }
        links.push(link);
    }
}

/// The value at the beginning of a text, in quotes or not, and what follows.
fn value(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find([';', ',']).unwrap_or(text.len());
        let (value, rest) = text.split_at(end);
        return (value.trim().to_owned(), rest);
    };
    let mut value = String::new();
    let mut chars = quoted.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return (value, quoted.get(at + 1..).unwrap_or_default()),
            '\\' => value.extend(chars.next().map(|(_, c)| c)),
            c => value.push(c),
        }
    }
    (value, "")
}

#[cfg(test)]
mod tests {
    use super::{Url, next_of};
    use http::{HeaderMap, HeaderValue, header::LINK};

    fn next(values: &[&str]) -> Option<String> {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(LINK, HeaderValue::from_str(value).expect("a header"));
        }
        next_of(&headers, &Url::parse("https://shop.example/v1/orders").expect("a URL"))
    }

    #[test]
    fn the_next_page_is_found_among_links() {
        let found = [
            "<https://shop.example/2>; rel=\"next\"",
            "</1>; rel=\"first\", <https://shop.example/2>; rel=\"next\"",
            "</1>;rel=first,<https://shop.example/2>;REL=NEXT",
            "<https://shop.example/2>; title=\"a, \\\"b\\\"; c\"; rel=\"last next\"",
            "<https://shop.example/2>; rel=next; rel=prev",
            " , <https://shop.example/2> ; anchor=\"/v1/orders\" ; rel = next",
        ];
        for value in found {
            assert_eq!(next(&[value]).as_deref(), Some("https://shop.example/2"), "{value}");
        }
        let two = ["</1>; rel=prev", "</a,b;c>; rel=next"];
        assert_eq!(next(&two).as_deref(), Some("/a,b;c"));
        for value in [
            "",
            "<",
            "</2>",
            "</2>; rel=\"nextone\"",
            "</2>; rel=prev; rel=next",
            "/2; rel=next",
            "</2>; title=\"rel=next\"",
            "</2>; rel=next; anchor=\"/v1/other\"",
            "</2>; rel=\"next",
        ] {
            let expected = value.ends_with("\"next").then_some("/2");
            assert_eq!(next(&[value]).as_deref(), expected, "{value}");
        }
    }
}
