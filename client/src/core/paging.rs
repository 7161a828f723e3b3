//! Where a list goes on. Whatever a service says it with becomes a link: one way to follow, to keep and to check it.

use super::protocol::{End, Paging, Protocol};
use super::url_options::{option, with_option};
use super::web_link;
use crate::codec::{Listed, RawValue, at};
use crate::error::Error;
use http::HeaderMap;
use url::Url;

/// Where the page after this one is, of a list that was answered at `url`.
pub(super) fn next_link(
    protocol: &Protocol,
    page: &dyn Listed,
    headers: &HeaderMap,
    url: &Url,
) -> Result<Option<String>, Error> {
    let next = match protocol.paging {
        Paging::Whole => return Ok(None),
        Paging::Link { places } => match said(places, page, headers)? {
            // As it is written, since it may be relative to the page or to the root.
            Some(link) => return Ok(Some(link)),
            None => return Ok(None),
        },
        Paging::Header => match web_link::next_of(headers, url) {
            Some(link) => return Ok(Some(link)),
            None => return Ok(None),
        },
        Paging::Cursor { places, parameter, size, end } => {
            let is_more = end.is_none_or(|end| !is_last(page, url, size, end));
            let cursor = said(places, page, headers)?.filter(|_| is_more);
            cursor.map(|cursor| with_option(url, parameter, &cursor))
        }
        Paging::Number { parameter, first, size, end } => {
            let here = number(url, parameter).unwrap_or(first);
            let next = match end {
                End::Header(name) => header(headers, name).map(str::to_owned),
                _ if is_last(page, url, size, end) => None,
                _ => Some(here.checked_add(1).ok_or_else(too_far)?.to_string()),
            };
            next.map(|next| with_option(url, parameter, &next))
        }
        Paging::Offset { parameter, size, end } => {
            let n_before = number(url, parameter).unwrap_or(0);
            let n_here = page.n_items() as u64;
            let is_last = match end {
                End::Header(name) => header(headers, name).is_none(),
                _ => false,
            };
            match is_last || is_last_of(page, url, size, end) {
                true => None,
                false => {
                    let n = n_before.checked_add(n_here).ok_or_else(too_far)?;
                    Some(with_option(url, parameter, &n.to_string()))
                }
            }
        }
    };
    Ok(next.map(Into::into))
}

fn too_far() -> Error {
    Error::mismatch(String::new(), "a list with an end", "one that goes on for ever")
}

fn is_last_of(page: &dyn Listed, url: &Url, size: Option<&str>, end: End) -> bool {
    page.n_items() == 0 || is_last(page, url, size, end)
}

/// Whether there is nothing behind a page, by how many items it has.
fn is_last(page: &dyn Listed, url: &Url, size: Option<&str>, end: End) -> bool {
    let n_here = page.n_items() as u64;
    let may_have = size.filter(|_| end == End::Short).and_then(|it| number(url, it));
    n_here == 0 || may_have.is_some_and(|most| n_here < most)
}

fn number(url: &Url, parameter: &str) -> Option<u64> {
    option(url, parameter)?.trim().parse().ok()
}

/// The text of a header, if it says anything.
fn header<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let text = headers.get(name)?.to_str().ok()?.trim();
    Some(text).filter(|it| !it.is_empty())
}

/// What an answer says at the first of these places that says anything. `null`, `false` and nothing mean that there is no more; of
/// what can be no link and no cursor nobody knows what it means.
fn said(places: &[&str], page: &dyn Listed, headers: &HeaderMap) -> Result<Option<String>, Error> {
    for place in places {
        if let Some(name) = place.strip_suffix(':') {
            match header(headers, name) {
                Some(text) => return Ok(Some(text.to_owned())),
                None => continue,
            }
        }
        let Some(value) = at(page.rest(), place) else { continue };
        let text = match value.as_str() {
            Some(text) => text.trim().to_owned(),
            None if value.is_null() || value.as_bool() == Some(false) => continue,
            None if is_number(&value) => value.as_json().to_owned(),
            None => {
                let found = "something else";
                return Err(Error::mismatch((*place).to_owned(), "where the list goes on", found));
            }
        };
        if !text.is_empty() {
            return Ok(Some(text));
        }
    }
    Ok(None)
}

fn is_number(value: &RawValue) -> bool {
    value.as_json().starts_with(|c: char| c == '-' || c.is_ascii_digit())
}
