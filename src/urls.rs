//! URLs as pages write them: whether one is the service's, and what in it comes after the version.

use crate::dialect::Service;
use crate::http::{self, UrlTemplate};

/// The segments below the base URL.
pub(crate) fn own_segments<'u>(service: &Service, url: &'u UrlTemplate) -> &'u [http::Segment] {
    split(service, url).1
}

/// The version segment of a URL, if it has one.
pub(crate) fn version<'u>(service: &Service, url: &'u UrlTemplate) -> Option<&'u http::Segment> {
    let (base, _) = split(service, url);
    base.iter().rfind(|segment| service.known_version(&segment.text).is_some())
}

/// The segments of the base URL that a URL begins with, in this version or in another, and those after
/// it. It may begin with all of them, with the version and what is before it left out, or with none.
pub(crate) fn split<'u>(
    service: &Service,
    url: &'u UrlTemplate,
) -> (&'u [http::Segment], &'u [http::Segment]) {
    let is_version = |it: &http::Segment| service.known_version(&it.text).is_some();
    if let Some(length) = prefix_of(service, url) {
        let more = url.segments.get(length).is_some_and(is_version);
        return url.segments.split_at(length + usize::from(more));
    }
    if !is_service(service, url) {
        return (&[], &url.segments);
    }
    let base = service.base_path();
    let version = base.iter().rposition(|it| it.eq_ignore_ascii_case(&service.version));
    let begins_with_base_from = |start: &usize| {
        let wanted = base.iter().enumerate().skip(*start);
        base.len() - start <= url.segments.len()
            && wanted.zip(&url.segments).all(|((place, wanted), given)| {
                given.text.eq_ignore_ascii_case(wanted)
                    || (version == Some(place) && service.known_version(&given.text).is_some())
            })
    };
    let start = (0..=version.unwrap_or(0)).find(begins_with_base_from);
    let length = start.map(|start| base.len() - start).filter(|length| *length > 0);
    let alone = || usize::from(url.segments.first().is_some_and(is_version));
    url.segments.split_at(length.unwrap_or_else(alone))
}

/// Whether a URL is the service's: relative, or on one of its hosts.
pub(crate) fn is_service(service: &Service, url: &UrlTemplate) -> bool {
    let Some(origin) = &url.origin else { return true };
    if prefix_of(service, url).is_some() {
        return true;
    }
    // Nearly all of what this is asked of has an origin, which is its scheme and its host.
    let mut slashes = memchr::memrchr_iter(b'/', origin.value.as_bytes());
    let scheme = slashes.find(|at| origin.value[..=*at].ends_with("://"));
    service.has_host(&origin.value[scheme.map_or(0, |at| at + 1)..])
}

/// How many segments of a URL stand for the base URL, where it begins with what does.
fn prefix_of(service: &Service, url: &UrlTemplate) -> Option<usize> {
    let origin = url.origin.as_ref().map(|it| it.value.as_str());
    let length = |prefix: &String| {
        let (own, path) = match prefix.split_once("://") {
            Some((scheme, rest)) => {
                let end = scheme.len() + 3 + rest.find('/').unwrap_or(rest.len());
                (prefix.get(..end), prefix.get(end..).unwrap_or_default())
            }
            None => (None, prefix.as_str()),
        };
        let is_same_origin = match (own, origin) {
            (Some(own), Some(origin)) => own.eq_ignore_ascii_case(origin),
            (own, origin) => own.is_none() && origin.is_none(),
        };
        let wanted: Vec<&str> = path.split('/').filter(|it| !it.is_empty()).collect();
        let mut pairs = wanted.iter().zip(&url.segments);
        let is_it = is_same_origin
            && wanted.len() <= url.segments.len()
            && pairs.all(|(wanted, given)| given.text.eq_ignore_ascii_case(wanted));
        is_it.then_some(wanted.len())
    };
    service.prefixes.iter().filter_map(length).max()
}
