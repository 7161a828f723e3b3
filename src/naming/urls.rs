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
    let is_version = |it: &http::Segment| service.known_version(&it.text).is_some();
    let alone = || usize::from(url.segments.first().is_some_and(is_version));
    url.segments.split_at(length.unwrap_or_else(alone))
}

/// Whether a URL is the service's: relative, or on one of its hosts.
pub(crate) fn is_service(service: &Service, url: &UrlTemplate) -> bool {
    let Some(origin) = &url.origin else { return true };
    let host = origin.value.rsplit("://").next().unwrap_or_default();
    service.hosts.iter().any(|known| known.eq_ignore_ascii_case(host))
}
