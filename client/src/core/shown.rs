//! URLs as they may be shown in a log: without the query, where services put keys and conditions, and without a password.

use url::Url;

/// A URL without what should not be in a log.
pub(crate) fn shown(url: &Url) -> String {
    if url.cannot_be_a_base() {
        return format!("{}:…", url.scheme());
    }
    let query = if url.query().is_some() { "?…" } else { "" };
    format!("{}{}{query}", url.origin().ascii_serialization(), url.path())
}

/// The same beside the service's own URL: of another host not even the path, which may be a key.
pub(crate) fn shown_beside(url: &Url, own: &Url) -> String {
    match url.origin() == own.origin() || !url.has_host() {
        true => shown(url),
        false => format!("{}/…", url.origin().ascii_serialization()),
    }
}

/// The same for a text that may be a URL, or a part of one.
pub(crate) fn shown_text(text: &str) -> String {
    match Url::parse(text) {
        Ok(url) => shown(&url),
        Err(_) => {
            let end = text.find(['?', '#']).unwrap_or(text.len());
            let (shown, rest) = text.split_at(end);
            // A password may have been meant to hold what ends it.
            let shown = match shown.find("//") {
                Some(at) if rest.contains('@') => &shown[..at + 2],
                _ => shown,
            };
            // What stands before an at sign may be a password.
            let place = shown.rsplit_once('@').map_or(shown, |(_, place)| place);
            let hidden = if place.len() < shown.len() { "…@" } else { "" };
            format!("{hidden}{place}{}", if rest.is_empty() { "" } else { "?…" })
        }
    }
}

/// The same for the path of a request, or a whole URL in its place, without a sign of a query. A path may have an at sign.
pub(super) fn shown_path(path: &str) -> String {
    if path.starts_with('/') && !path.starts_with("//") {
        return path.split(['?', '#']).next().unwrap_or_default().to_owned();
    }
    shown_text(path).trim_end_matches("?…").to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Url, shown_beside, shown_text};

    #[test]
    fn of_another_host_only_the_host_is_shown() {
        let url = |text: &str| Url::parse(text).expect("a URL");
        let own = url("https://shop.example/v1");
        let shown = ["https://shop.example/v1/a?b", "https://store.example/key/a?b", "mailto:a@b"]
            .map(|it| shown_beside(&url(it), &own));
        assert_eq!(shown, ["https://shop.example/v1/a?…", "https://store.example/…", "mailto:…"]);
    }

    #[test]
    fn what_a_url_hides_is_not_shown() {
        let texts = [
            "https://ann:secret@shop.example:8/v1/orders?token=1#x",
            "orders?$skiptoken=1",
            "//ann:secret@shop.example",
            "mailto:ann@shop.example",
            "/orders",
            "https://ann:se?cret@shop.example/v1",
        ];
        let shown = [
            "https://shop.example:8/v1/orders?…",
            "orders?…",
            "…@shop.example",
            "mailto:…",
            "/orders",
            "https://?…",
        ];
        assert_eq!(texts.map(shown_text), shown);
    }
}
