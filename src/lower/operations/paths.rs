//! Paths: request URLs without origin, version and query, placeholders known by position.

use super::parameters::documented;
use crate::edm::Primitive;
use crate::edm::forms::has_form;
use crate::facts::OperationFacts;
use crate::http::{self, SegmentKind, UrlTemplate};
use crate::model::{Argument, Path, PathSegment};
use crate::naming::Cx;
use crate::spelling::push_lower;
use crate::urls::own_segments;

/// A normalised path; `None` when segments are left out of it.
pub(crate) fn normalise(cx: &Cx<'_>, url: &UrlTemplate, facts: &OperationFacts) -> Option<Path> {
    let segments = own_segments(&cx.dialect.service, url).iter();
    let segments: Option<Vec<_>> = segments.map(|it| segment(it, facts, has_hosts(cx))).collect();
    segments.filter(|segments| !segments.is_empty()).map(|segments| Path { segments })
}

/// Whether names of hosts in paths are examples of keys. Where operations are sections, lines are no examples, and such
/// names are words.
fn has_hosts(cx: &Cx<'_>) -> bool {
    !cx.dialect.shape.has_sections()
}

/// A segment of an example, where no page says what its arguments are.
pub(crate) fn bare_segment(cx: &Cx<'_>, it: &http::Segment) -> Option<PathSegment> {
    segment(it, &OperationFacts::default(), has_hosts(cx))
}

fn segment(
    segment: &http::Segment,
    facts: &OperationFacts,
    has_hosts: bool,
) -> Option<PathSegment> {
    let is_address = |it: &str| is_address(it) && (has_hosts || it.contains('@'));
    Some(match &segment.kind {
        // Some pages write an example's key where a placeholder belongs.
        SegmentKind::Literal
            if has_form(Primitive::Guid, &segment.text) || is_address(&segment.text) =>
        {
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
            arguments: arguments.iter().map(|it| argument(it, facts)).collect(),
            suffix: suffix.clone(),
        },
        SegmentKind::Elision => return None,
    })
}

/// Whether a segment of an example may stand for one of a path.
pub(super) fn fits(wanted: &PathSegment, given: &http::Segment) -> bool {
    match wanted {
        PathSegment::Literal(text) => text.eq_ignore_ascii_case(&given.text),
        PathSegment::Key { prefix, .. } => {
            let is_call = matches!(given.kind, SegmentKind::Call { .. }) && !opens_bracket(prefix);
            let begins = given.text.get(..prefix.len());
            let has_prefix = begins.is_some_and(|it| it.eq_ignore_ascii_case(prefix));
            !given.text.starts_with('$') && !is_call && has_prefix
        }
        PathSegment::Call { name, .. } => match &given.kind {
            SegmentKind::Call { name: called, .. } => name.eq_ignore_ascii_case(called),
            _ => name.eq_ignore_ascii_case(&given.text),
        },
    }
}

/// Whether a key stands in brackets, perhaps in quotes: `lines(`, `lines('`.
pub(super) fn opens_bracket(prefix: &str) -> bool {
    prefix.trim_end_matches('\'').ends_with('(')
}

/// Whether a path leads to the bytes of a thing, which `$value` does in the protocol and `content` by
/// custom.
pub(crate) fn is_media(path: &Path) -> bool {
    match path.segments.last() {
        Some(PathSegment::Literal(last)) => last == "$value" || last == "content",
        _ => false,
    }
}

/// `contoso.com`, `ann@contoso.com`: the docs' sample domains, not names of a namespace.
fn is_address(text: &str) -> bool {
    const TOP_LEVEL: &[&str] = &["com", "edu", "example", "gov", "io", "net", "org", "test"];
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '@' | '+');
    let end = text.rsplit('.').next().unwrap_or_default();
    text.contains('.') && text.chars().all(is_part) && TOP_LEVEL.contains(&end)
}

/// One argument of a call, quoted as its documented type is on the wire: text is, numbers and truth
/// values are not.
fn argument(argument: &http::Argument, facts: &OperationFacts) -> Argument {
    let mut rows = facts.function_parameters.iter().chain(&facts.path_parameters);
    let claim = rows.find(|it| it.name.value.eq_ignore_ascii_case(&argument.name));
    let is_list = claim.and_then(|it| it.ty.as_ref()).is_some_and(|it| it.collection);
    let documented = claim.and_then(documented);
    // `name=value` beside a documented parameter of that name is a placeholder without brackets.
    let is_fixed = !argument.placeholder && claim.is_none() && !argument.value.ends_with("value");
    let quoted = match documented.filter(|_| argument.prefix.is_empty() && !is_list) {
        Some(Primitive::String) => true,
        Some(ty) if ty.is_number() || ty == Primitive::Boolean => false,
        // An alias without a value says nothing of quotes.
        Some(_) if argument.alias.is_some() => false,
        Some(_) => argument.quoted,
        // A list has quotes of its own.
        None if is_list => argument.quoted && argument.alias.is_none(),
        None => argument.quoted || (argument.placeholder && is_shown_quoted(argument, facts)),
    };
    Argument {
        name: argument.name.clone(),
        quoted,
        prefix: argument.prefix.clone(),
        fixed: is_fixed.then(|| argument.value.clone()),
        ty: documented.unwrap_or(Primitive::String),
    }
}

/// Whether examples of the page put the argument's value into quotes, where no table says of what type it is.
fn is_shown_quoted(argument: &http::Argument, facts: &OperationFacts) -> bool {
    let requests = facts.examples.iter().filter_map(|example| example.request.as_ref());
    let segments = requests.flat_map(|request| &request.template.segments);
    let arguments = segments.flat_map(|segment| match &segment.kind {
        SegmentKind::Call { arguments, .. } => arguments.as_slice(),
        SegmentKind::Literal | SegmentKind::Key { .. } | SegmentKind::Elision => &[],
    });
    let mut same = arguments
        .filter(|it| !it.name.is_empty() && it.name.eq_ignore_ascii_case(&argument.name))
        .peekable();
    same.peek().is_some() && same.all(|it| it.quoted && it.prefix.is_empty())
}

/// What the path may be that an example asks for: its own words, or up to two of them values in a path's places. One word at
/// least is the path's.
pub(crate) fn asked(segments: &[PathSegment]) -> impl Iterator<Item = String> {
    const MOST: usize = 12;
    let is_word = |place: &usize| matches!(segments[*place], PathSegment::Literal(_));
    let words: Vec<usize> = (0..segments.len()).filter(is_word).collect();
    let n_words = if segments.len() > MOST { 0 } else { words.len() };
    let mut values: Vec<Vec<usize>> = vec![Vec::new()];
    if n_words > 1 {
        values.extend(words.iter().map(|it| vec![*it]));
    }
    if n_words > 2 {
        let pairs = |(at, one): (usize, &usize)| {
            words[at + 1..].iter().map(|other| vec![*one, *other]).collect::<Vec<_>>()
        };
        values.extend(words.iter().enumerate().flat_map(pairs));
    }
    let segment = |place: usize, it: &PathSegment, values: &[usize]| match values.contains(&place) {
        true => {
            PathSegment::Key { prefix: String::new(), name: String::new(), suffix: String::new() }
        }
        false => it.clone(),
    };
    values.into_iter().map(move |values| {
        let segments = segments.iter().enumerate().map(|(place, it)| segment(place, it, &values));
        identity(&segments.collect::<Vec<_>>())
    })
}

/// What makes two paths one: literals without case, keys and arguments by place.
pub(crate) fn identity(segments: &[PathSegment]) -> String {
    let mut out = String::with_capacity(16 * segments.len());
    for segment in segments {
        out.push('/');
        match segment {
            PathSegment::Literal(text) => push_lower(&mut out, text),
            PathSegment::Key { prefix, suffix, .. } => {
                push_lower(&mut out, prefix);
                out.push_str("{}");
                out.push_str(suffix);
            }
            PathSegment::Call { name, arguments, suffix } => {
                push_lower(&mut out, name);
                out.push('(');
                for argument in arguments {
                    push_lower(&mut out, &argument.name);
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
