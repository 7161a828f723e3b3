//! Paths: request URLs without origin, version and query, placeholders known by position.

use super::Cx;
use crate::dialect::Service;
use crate::edm::Primitive;
use crate::facts::ParameterClaim;
use crate::http::{self, SegmentKind, UrlTemplate, decode_segment};
use crate::model::{Argument, Misfit, Path, PathSegment};

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

/// The segments after the version. An absolute URL of the service always has one; a relative one
/// may.
pub(super) fn own_segments<'u>(service: &Service, url: &'u UrlTemplate) -> &'u [http::Segment] {
    match url.segments.split_first() {
        Some((first, rest)) if is_version(service, url, first) => rest,
        _ => &url.segments,
    }
}

/// The version segment of a URL, if it has one.
pub(super) fn version<'u>(service: &Service, url: &'u UrlTemplate) -> Option<&'u http::Segment> {
    url.segments.first().filter(|first| is_version(service, url, first))
}

fn is_version(service: &Service, url: &UrlTemplate, first: &http::Segment) -> bool {
    let is_known = first.text.eq_ignore_ascii_case(&service.version)
        || service.other_versions.iter().any(|it| it.eq_ignore_ascii_case(&first.text));
    is_known && (url.origin.is_none() || is_service(service, url))
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
        SegmentKind::Literal if is_guid(&segment.text) => {
            PathSegment::Key { prefix: String::new(), name: "id".to_owned(), suffix: String::new() }
        }
        SegmentKind::Literal => PathSegment::Literal(segment.text.clone()),
        SegmentKind::Key { prefix, name, suffix } => {
            PathSegment::Key { prefix: prefix.clone(), name: name.clone(), suffix: suffix.clone() }
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

/// The values that an example URL puts in a path's places; `None` if it is another path's URL.
pub(super) fn bind(service: &Service, path: &Path, url: &UrlTemplate) -> Option<Bound> {
    let segments = own_segments(service, url);
    if !is_service(service, url) {
        return None;
    }
    let mut bound = Bound { segments: Vec::new(), bindings: Vec::new(), misfit: None };
    for (wanted, several) in path.segments.iter().zip(align(path, segments)?) {
        let (given, before) = several.split_last()?;
        let text = decode_segment(&given.text);
        match wanted {
            PathSegment::Key { prefix, suffix, .. } if !before.is_empty() => {
                let before = before.iter().map(|it| decode_segment(&it.text));
                let before: Vec<String> = before.collect();
                let value = format!("{}/{}", before.join("/"), between(&text, "", suffix)?);
                bound.bindings.push(value.strip_prefix(prefix.as_str())?.to_owned());
                bound.segments.extend(before);
            }
            PathSegment::Literal(literal) => {
                if !literal.eq_ignore_ascii_case(&text) {
                    return None;
                }
            }
            PathSegment::Key { prefix, suffix, .. } => {
                let value = between(&text, prefix, suffix)?;
                if value.is_empty() || is_other_thing(value, given) {
                    return None;
                }
                bound.bindings.push(value.to_owned());
            }
            PathSegment::Call { name, arguments, suffix } => {
                let SegmentKind::Call { name: called, arguments: values, suffix: end } =
                    &given.kind
                else {
                    return None;
                };
                let is_same = name.eq_ignore_ascii_case(called) && suffix == end;
                if !is_same || arguments.len() != values.len() {
                    return None;
                }
                for (wanted, given) in arguments.iter().zip(values) {
                    bound.argument(wanted, given, &text)?;
                }
            }
        }
        bound.segments.push(text);
    }
    Some(bound)
}

/// The segments of an example's path for each segment of an operation's: one, but for a path within
/// the path, which takes all that are left over.
fn align<'u>(path: &Path, given: &'u [http::Segment]) -> Option<Vec<&'u [http::Segment]>> {
    let mut n_more = given.len().checked_sub(path.segments.len())?;
    let mut rest = given;
    let mut aligned = Vec::new();
    let mut is_behind_colon = false;
    for wanted in &path.segments {
        let n = match wanted {
            PathSegment::Key { .. } if is_behind_colon => 1 + std::mem::take(&mut n_more),
            _ => 1,
        };
        is_behind_colon = match wanted {
            PathSegment::Literal(text) => text.ends_with(':'),
            PathSegment::Key { suffix, .. } => suffix.ends_with(':'),
            PathSegment::Call { suffix, .. } => suffix.ends_with(':'),
        };
        let (own, after) = rest.split_at_checked(n)?;
        aligned.push(own);
        rest = after;
    }
    (n_more == 0).then_some(aligned)
}

/// An example's path, taken apart along an operation's.
#[derive(Debug)]
pub(super) struct Bound {
    pub(super) segments: Vec<String>,
    pub(super) bindings: Vec<String>,
    /// The first argument that the operation can't be given in this form.
    pub(super) misfit: Option<Misfit>,
}

impl Bound {
    /// Takes an argument of a call whose whole text is `call`; `None` if it is another argument.
    fn argument(&mut self, wanted: &Argument, given: &http::Argument, call: &str) -> Option<()> {
        let value = decode_segment(&given.value);
        // Examples with holes of their own keep them.
        let hole = [format!("{{{value}}}"), format!("<{value}>")];
        let hole = hole.into_iter().find(|hole| given.placeholder && call.contains(hole));
        let value = hole.unwrap_or(value);
        if !wanted.name.eq_ignore_ascii_case(&given.name)
            || wanted.fixed.as_ref().is_some_and(|fixed| *fixed != value)
        {
            return None;
        }
        let argument = wanted.name.clone();
        let form = |quoted, prefix: &str| (quoted, prefix.to_lowercase());
        if form(wanted.quoted, &wanted.prefix) != form(given.quoted, &given.prefix) {
            self.misfit.get_or_insert(Misfit::Quotes { argument });
        } else if wanted.fixed.is_none() && !is_value(wanted.ty, &value) {
            self.misfit.get_or_insert(Misfit::Argument { argument, ty: wanted.ty });
        }
        if wanted.fixed.is_none() {
            self.bindings.push(value);
        }
        Some(())
    }
}

/// Whether the text of an argument is a value of its type and written as such a value is.
fn is_value(ty: Primitive, text: &str) -> bool {
    match ty {
        Primitive::Boolean => matches!(text, "true" | "false"),
        Primitive::Byte | Primitive::SByte | Primitive::Int16 | Primitive::Int32 => {
            text.parse::<i32>().is_ok_and(|it| it.to_string() == text)
        }
        Primitive::Int64 => text.parse::<i64>().is_ok_and(|it| it.to_string() == text),
        Primitive::Binary
        | Primitive::Date
        | Primitive::DateTimeOffset
        | Primitive::Decimal
        | Primitive::Double
        | Primitive::Duration
        | Primitive::Guid
        | Primitive::Single
        | Primitive::Stream
        | Primitive::String
        | Primitive::TimeOfDay => true,
    }
}

/// A function call or `$`-segment in a key's place is no key.
fn is_other_thing(value: &str, given: &http::Segment) -> bool {
    value.starts_with('$') || matches!(given.kind, SegmentKind::Call { .. })
}

fn between<'t>(text: &'t str, prefix: &str, suffix: &str) -> Option<&'t str> {
    let end = text.len().checked_sub(suffix.len())?;
    let is_match = text.get(..prefix.len())?.eq_ignore_ascii_case(prefix)
        && text.get(end..)?.eq_ignore_ascii_case(suffix);
    if is_match { text.get(prefix.len()..end) } else { None }
}
