//! Links that a service sends: used as they are, resolved as RFC 3986 and OData say, and only on the service's own origin.

use super::method::Method;
use super::protocol::TokenPlace;
use super::raw::RawRequest;
use super::shown::{shown_beside, shown_text};
use crate::error::{Error, ErrorKind};
use http::HeaderMap;
use http::header::HeaderValue;
use percent_encoding::{AsciiSet, CONTROLS, percent_encode};
use url::Url;

/// What of a header's value is no part of a URL. The rest is the URL parser's to encode.
const OUTSIDE: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`');

/// The URL of a link in a header. Some services send it in UTF-8 as it is.
pub(crate) fn of_header(value: &HeaderValue, base: &Url) -> Option<Url> {
    let text = percent_encode(value.as_bytes().trim_ascii(), OUTSIDE).to_string();
    let mut url = base.join(&text).ok()?;
    forget_user(&mut url);
    Some(url)
}

/// A service has no business to say who is asking.
fn forget_user(url: &mut Url) {
    // Only a URL without a host has no place for these, and none to forget.
    let _ = url.set_username("");
    let _ = url.set_password(None);
}

/// The URL of a link in the answer to a request at `page`, below the service's `root`.
///
/// RFC 3986 resolves a relative link against the page's own URL; OData, against the service root, which its context URL gives.
/// Links of lists lead to the same list, so whichever of the two does is what is meant. Where neither does, it is the page's
/// URL.
pub(crate) fn resolve(link: &str, page: &Url, root: &Url) -> Option<Url> {
    let link = link.trim();
    let mut url = match Url::parse(link) {
        Ok(url) => url,
        Err(_) => {
            let by_page = page.join(link).ok()?;
            let by_root = directory(root).join(link).ok()?;
            if by_page.path() != page.path() && by_root.path() == page.path() {
                by_root
            } else {
                by_page
            }
        }
    };
    forget_user(&mut url);
    url.set_fragment(None);
    Some(url)
}

/// The URL of a link in a header of the answer to a request at `page`, below the service's `root`.
///
/// Services write the path of something of theirs (`/orders(7)/operations(1)`) and mean it below their root, whose own path they
/// leave out.
pub(super) fn place_of(value: &HeaderValue, page: &Url, root: &Url) -> Option<Url> {
    let url = of_header(value, page)?;
    let text = value.as_bytes().trim_ascii();
    let is_path = text.starts_with(b"/") && !text.starts_with(b"//");
    if !is_path || page.origin() != root.origin() || url.path().starts_with(directory(root).path())
    {
        return Some(url);
    }
    let text = text.trim_ascii_start();
    of_header(&HeaderValue::from_bytes(text.strip_prefix(b"/")?).ok()?, &directory(root))
}

/// The root with a slash behind it, so that what is joined to it goes below.
fn directory(root: &Url) -> Url {
    let mut root = root.clone();
    if !root.path().ends_with('/') {
        root.set_path(&format!("{}/", root.path()));
    }
    root
}

/// The request for a link: used as it is, but only on the service's own origin.
pub(super) fn follow(
    link: &str,
    page: Option<&Url>,
    root: &Url,
    token: TokenPlace,
    headers: HeaderMap,
) -> Result<RawRequest, Error> {
    if link.trim().is_empty() {
        return Err(Error::new(ErrorKind::Request, "an empty link leads nowhere"));
    }
    let url = resolve(link, page.unwrap_or(root), root);
    match url {
        Some(mut url) if url.origin() == root.origin() => {
            token.forget(&mut url);
            let mut request = RawRequest::new(Method::Get, url);
            request.headers = headers;
            Ok(request)
        }
        url => {
            let shown = url.map_or_else(|| shown_text(link), |url| shown_beside(&url, root));
            let message = format!("the link `{shown}` leaves the service's origin");
            Err(Error::new(ErrorKind::Redirect, message))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Url, of_header, resolve};
    use http::HeaderValue;

    fn url(text: &str) -> Url {
        Url::parse(text).expect("the test's URLs are URLs")
    }

    #[test]
    fn relative_links_lead_to_the_same_list() {
        let root = url("https://shop.example/v1");
        let cases = [
            ("/v1/crates", "crates?$skiptoken=2", "/v1/crates?$skiptoken=2"),
            ("/v1/crates", "?$skiptoken=2", "/v1/crates?$skiptoken=2"),
            ("/v1/ships/7/crates", "crates?s=2", "/v1/ships/7/crates?s=2"),
            ("/v1/ships/7/crates", "ships/7/crates?s=2", "/v1/ships/7/crates?s=2"),
            ("/v1/ships/7/crates", "/v1/ships/7/crates?s=2", "/v1/ships/7/crates?s=2"),
            ("/v1/ships/7/crates?s=1", "./crates?s=2", "/v1/ships/7/crates?s=2"),
            ("/v1/ships/7/crates", "next/2", "/v1/ships/7/next/2"),
        ];
        for (page, link, expected) in cases {
            let page = url(&format!("https://shop.example{page}"));
            let resolved = resolve(link, &page, &root).map(String::from);
            let expected = format!("https://shop.example{expected}");
            assert_eq!(resolved.as_deref(), Some(expected.as_str()), "{link} on {page}");
        }
    }

    #[test]
    fn a_path_in_a_header_is_below_the_root() {
        let root = url("https://shop.example/v1");
        let cases = [
            ("https://shop.example/v1/a", "/v1/jobs/7", "https://shop.example/v1/jobs/7"),
            (
                "https://shop.example/v1/a",
                "/a('x')/jobs(7)",
                "https://shop.example/v1/a('x')/jobs(7)",
            ),
            ("https://shop.example/v1/a", "jobs/7?x=1", "https://shop.example/v1/jobs/7?x=1"),
            ("https://shop.example/v1/a", "//other.example/7", "https://other.example/7"),
            ("https://other.example/m/1", "/m/2", "https://other.example/m/2"),
        ];
        for (page, value, expected) in cases {
            let value = HeaderValue::from_static(value);
            let place = super::place_of(&value, &url(page), &root).map(String::from);
            assert_eq!(place.as_deref(), Some(expected));
        }
    }

    #[test]
    fn a_location_may_be_utf8_and_has_no_user() {
        let base = url("https://shop.example/v1/orders");
        let location = |bytes: &[u8]| {
            let value = HeaderValue::from_bytes(bytes).expect("a header");
            of_header(&value, &base).map(String::from)
        };
        let expected = Some("https://shop.example/v1/caf%C3%A9/a%20b?q=%C3%A9".to_owned());
        assert_eq!(location("caf\u{e9}/a b?q=\u{e9}".as_bytes()), expected);
        assert_eq!(location(b"caf%C3%A9/a%20b?q=%C3%A9"), expected);
        let expected = Some("http://other.example/".to_owned());
        assert_eq!(location(b"http://ann:secret@other.example"), expected);
    }
}
