//! URLs as pages write them: whether one is the service's, and what in it comes after the version.

use crate::dialect::Service;
use crate::http::{self, UrlTemplate};

/// The segments after the version. An absolute URL of the service always has one; a relative one
/// may.
pub(crate) fn own_segments<'u>(service: &Service, url: &'u UrlTemplate) -> &'u [http::Segment] {
    match url.segments.split_first() {
        Some((first, rest)) if is_version(service, url, first) => rest,
        _ => &url.segments,
    }
}

/// The version segment of a URL, if it has one.
pub(crate) fn version<'u>(service: &Service, url: &'u UrlTemplate) -> Option<&'u http::Segment> {
    url.segments.first().filter(|first| is_version(service, url, first))
}

fn is_version(service: &Service, url: &UrlTemplate, first: &http::Segment) -> bool {
    let is_known = first.text.eq_ignore_ascii_case(&service.version)
        || service.other_versions.iter().any(|it| it.eq_ignore_ascii_case(&first.text));
    is_known && (url.origin.is_none() || is_service(service, url))
}

/// Whether a URL is the service's: relative, or on one of its hosts.
pub(crate) fn is_service(service: &Service, url: &UrlTemplate) -> bool {
    let Some(origin) = &url.origin else { return true };
    let host = origin.value.rsplit("://").next().unwrap_or_default();
    service.hosts.iter().any(|known| known.eq_ignore_ascii_case(host))
}
