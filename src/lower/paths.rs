//! Paths: request URLs without origin, version and query, placeholders known by position.

use super::Cx;
use crate::dialect::Service;
use crate::edm::Primitive;
use crate::facts::ParameterClaim;
use crate::http::{self, SegmentKind, UrlTemplate};
use crate::model::{Argument, Path, PathSegment};

/// A normalised path; `None` when segments are left out of it.
pub(super) fn normalise(
    cx: &Cx<'_>,
    url: &UrlTemplate,
    parameters: &[ParameterClaim],
) -> Option<Path> {
    let segments = own_segments(&cx.dialect.service, url).iter();
    let segments: Option<Vec<_>> = segments.map(|it| segment(it, parameters)).collect();
    segments.filter(|segments| !segments.is_empty()).map(|segments| Path { segments })
}

/// The segments below the base URL.
pub(super) fn own_segments<'u>(service: &Service, url: &'u UrlTemplate) -> &'u [http::Segment] {
    split(service, url).1
}

/// The version segment of a URL, if it has one.
pub(super) fn version<'u>(service: &Service, url: &'u UrlTemplate) -> Option<&'u http::Segment> {
    let (base, _) = split(service, url);
    base.iter().rfind(|segment| service.known_version(&segment.text).is_some())
}

/// The segments of the base URL that a URL begins with, in this version or in another, and those after
/// it. It may begin with all of them, with the version and what is before it left out, or with none.
pub(super) fn split<'u>(
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
pub(super) fn is_service(service: &Service, url: &UrlTemplate) -> bool {
    let Some(origin) = &url.origin else { return true };
    let host = origin.value.rsplit("://").next().unwrap_or_default();
    service.hosts.iter().any(|known| known.eq_ignore_ascii_case(host))
}

fn segment(segment: &http::Segment, parameters: &[ParameterClaim]) -> Option<PathSegment> {
    Some(match &segment.kind {
        // Some pages write an example's key where a placeholder belongs.
        SegmentKind::Literal if is_guid(&segment.text) || is_address(&segment.text) => {
            PathSegment::Key { prefix: String::new(), name: "id".to_owned(), suffix: String::new() }
        }
        SegmentKind::Literal => PathSegment::Literal(segment.text.clone()),
        SegmentKind::Key { prefix, name, suffix } => {
            let name = if name.is_empty() { "id" } else { name };
            PathSegment::Key {
                prefix: prefix.clone(),
                name: name.to_owned(),
                suffix: suffix.clone(),
            }
        }
        SegmentKind::Call { name, arguments, suffix } => PathSegment::Call {
            name: name.clone(),
            arguments: arguments.iter().map(|it| argument(it, parameters)).collect(),
            suffix: suffix.clone(),
        },
        SegmentKind::Elision => return None,
    })
}

/// Whether a path leads to the bytes of a thing, which `$value` does in the protocol and `content` by
/// custom.
pub(super) fn is_media(path: &Path) -> bool {
    match path.segments.last() {
        Some(PathSegment::Literal(last)) => last == "$value" || last == "content",
        _ => false,
    }
}

fn is_guid(text: &str) -> bool {
    const LENGTHS: [usize; 5] = [8, 4, 4, 4, 12];
    let is_hex = |part: &str| part.chars().all(|c| c.is_ascii_hexdigit());
    text.split('-').map(str::len).eq(LENGTHS) && text.split('-').all(is_hex)
}

/// `contoso.com`, `ann@contoso.com`: the docs' sample domains, not names of a namespace.
fn is_address(text: &str) -> bool {
    const TOP_LEVEL: &[&str] = &["com", "edu", "example", "gov", "io", "net", "org", "test"];
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '@' | '+');
    let end = text.rsplit('.').next().unwrap_or_default();
    text.contains('.') && text.chars().all(is_part) && TOP_LEVEL.contains(&end)
}

fn argument(argument: &http::Argument, parameters: &[ParameterClaim]) -> Argument {
    let claim = parameters.iter().find(|it| it.name.value.eq_ignore_ascii_case(&argument.name));
    let documented = claim
        .and_then(|claim| claim.ty.as_ref())
        .and_then(|ty| ty.mentions.first())
        .and_then(|mention| mention.primitive);
    // `name=value` beside a documented parameter of that name is a placeholder without brackets.
    let is_fixed = !argument.placeholder && claim.is_none() && !argument.value.ends_with("value");
    Argument {
        name: argument.name.clone(),
        quoted: argument.quoted,
        prefix: argument.prefix.clone(),
        fixed: is_fixed.then(|| argument.value.clone()),
        ty: documented.unwrap_or(Primitive::String),
    }
}

/// What makes two paths one: literals without case, keys and arguments by place.
pub(super) fn identity(segments: &[PathSegment]) -> String {
    let mut out = String::new();
    for segment in segments {
        out.push('/');
        match segment {
            PathSegment::Literal(text) => out.push_str(&text.to_lowercase()),
            PathSegment::Key { prefix, suffix, .. } => {
                out.push_str(&prefix.to_lowercase());
                out.push_str("{}");
                out.push_str(suffix);
            }
            PathSegment::Call { name, arguments, suffix } => {
                out.push_str(&name.to_lowercase());
                out.push('(');
                for argument in arguments {
                    out.push_str(&argument.name.to_lowercase());
                    out.push('=');
                    out.push_str(argument.fixed.as_deref().unwrap_or("{}"));
                    out.push(',');
                }
                out.push(')');
                out.push_str(suffix);
            }
        }
    }
    out
}
