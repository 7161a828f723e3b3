//! An example's URL along an operation's path: which values stand in its places.

use super::paths::opens_bracket;
use crate::dialect::Service;
use crate::edm::Primitive;
use crate::http::{self, SegmentKind, UrlTemplate, decode_segment};
use crate::model::{Argument, Misfit, Path, PathSegment};
use crate::urls::{is_service, own_segments};
use std::borrow::Cow;

/// The values that an example URL puts in a path's places; `None` if it is another path's URL.
pub(crate) fn bind(service: &Service, path: &Path, url: &UrlTemplate) -> Option<Bound> {
    let mut segments = own_segments(service, url);
    if segments.len() < path.segments.len() || !is_service(service, url) {
        return None;
    }
    let mut bound = Bound { segments: Vec::new(), bindings: Vec::new(), misfit: None };
    for (index, wanted) in path.segments.iter().enumerate() {
        if let Some(suffix) = colon_path(path, index) {
            let is_last = index + 1 == path.segments.len();
            segments = bound.colon_path(segments, suffix, is_last)?;
            continue;
        }
        if let PathSegment::Key { name, .. } = wanted
            && name.starts_with('*')
        {
            let n_taken = segments.len().checked_sub(path.segments.len() - index - 1)?;
            let (taken, rest) = segments.split_at_checked(n_taken).filter(|_| n_taken > 0)?;
            let taken: Vec<_> = taken.iter().map(|it| decode_segment(&it.text)).collect();
            bound.bindings.push(taken.join("/"));
            bound.segments.push(taken.join("/"));
            segments = rest;
            continue;
        }
        let (given, rest) = segments.split_first()?;
        segments = rest;
        let text = decode_segment(&given.text);
        match wanted {
            PathSegment::Literal(literal) => {
                if !literal.eq_ignore_ascii_case(&text) {
                    return None;
                }
            }
            PathSegment::Key { prefix, suffix, .. } => {
                // Of a placeholder in other brackets than the line's it is the same.
                let text = hole(given, prefix, suffix).map_or(text, Cow::Owned);
                let value = between(&text, prefix, suffix)?;
                if value.is_empty() || is_other_thing(value, prefix, given) {
                    return None;
                }
                // Inside quotes a quote is doubled.
                let is_quoted = prefix.ends_with('\'');
                bound.bindings.push(match is_quoted {
                    true => value.replace("''", "'"),
                    false => value.to_owned(),
                });
                bound.segments.push(text.into_owned());
                continue;
            }
            PathSegment::Call { name, arguments, suffix }
                if suffix.is_empty() && is_bare(given, name, arguments) =>
            {
                bound.misfit.get_or_insert(Misfit::NoArguments { function: name.clone() });
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
                bound.segments.push(without_blanks(&text));
                continue;
            }
        }
        bound.segments.push(text.into_owned());
    }
    segments.is_empty().then_some(bound)
}

/// What a URL's path begins with.
pub(crate) fn beginning(service: &Service, url: &UrlTemplate) -> Option<String> {
    Some(decode_segment(&own_segments(service, url).first()?.text).into_owned())
}

/// Whether a URL may be one of a path's, by how both begin: much faster to tell than [`bind`].
pub(crate) fn begins_alike(path: &Path, beginning: Option<&str>) -> bool {
    match (path.segments.first(), beginning) {
        (Some(PathSegment::Literal(literal)), Some(given)) => literal.eq_ignore_ascii_case(given),
        _ => true,
    }
}

/// What follows the place of a path within the path, as in `root:/{path}:/content`; `None` if this is another place.
fn colon_path(path: &Path, index: usize) -> Option<&str> {
    let before = match path.segments.get(index.checked_sub(1)?)? {
        PathSegment::Literal(text) => text,
        PathSegment::Key { suffix, .. } | PathSegment::Call { suffix, .. } => suffix,
    };
    match path.segments.get(index)? {
        PathSegment::Key { prefix, suffix, .. } if prefix.is_empty() && before.ends_with(':') => {
            matches!(suffix.as_str(), "" | ":").then_some(suffix)
        }
        PathSegment::Key { .. } | PathSegment::Literal(_) | PathSegment::Call { .. } => None,
    }
}

/// An example's path, taken apart along an operation's.
#[derive(Debug)]
pub(crate) struct Bound {
    pub(crate) segments: Vec<String>,
    pub(crate) bindings: Vec<String>,
    /// The first argument that the operation can't be given in this form.
    pub(crate) misfit: Option<Misfit>,
}

impl Bound {
    /// Takes a path within the path, of one segment or more: up to the next colon where the docs have one, else all that is
    /// left. Returns what follows it.
    fn colon_path<'s>(
        &mut self,
        segments: &'s [http::Segment],
        suffix: &str,
        is_last: bool,
    ) -> Option<&'s [http::Segment]> {
        let texts: Vec<_> = segments.iter().map(|it| decode_segment(&it.text)).collect();
        let colon = texts.iter().position(|text| text.ends_with(':'));
        let n_taken = match (suffix, colon) {
            (":", Some(colon)) => colon + 1,
            ("", None) if is_last => texts.len(),
            ("", None) => 1,
            _ => return None,
        };
        let (taken, _) = texts.split_at_checked(n_taken)?;
        let value = taken.join("/");
        let value = value.strip_suffix(suffix).filter(|value| !value.is_empty())?;
        self.bindings.push(value.to_owned());
        self.segments.extend(taken.iter().map(|it| it.to_string()));
        segments.get(n_taken..)
    }

    /// Takes an argument of a call whose whole text is `call`; `None` if it is another argument.
    fn argument(&mut self, wanted: &Argument, given: &http::Argument, call: &str) -> Option<()> {
        let value = decode_segment(&given.value);
        // Examples with holes of their own keep them.
        let holes = given.placeholder.then(|| [format!("{{{value}}}"), format!("<{value}>")]);
        let hole = holes.into_iter().flatten().find(|hole| call.contains(hole));
        let value = hole.map_or(value, Cow::Owned);
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
            let (ty, value) = (wanted.ty, value.to_string());
            self.misfit.get_or_insert(Misfit::Argument { argument, ty, value });
        }
        if wanted.fixed.is_none() {
            self.bindings.push(value.into_owned());
        }
        Some(())
    }
}

/// What an example writes that has a placeholder for a key in brackets, as its line writes it: `rows('{id}')` for
/// `rows({'id'})`.
fn hole(given: &http::Segment, prefix: &str, suffix: &str) -> Option<String> {
    let SegmentKind::Key { prefix: before, name, suffix: after } = &given.kind else { return None };
    let is_same = before.eq_ignore_ascii_case(prefix) && after.eq_ignore_ascii_case(suffix);
    (is_same && opens_bracket(prefix) && given.text.contains(['\'', '"']))
        .then(|| format!("{before}{{{name}}}{after}"))
}

/// A call as it is sent, without the blanks that people write behind its commas.
fn without_blanks(call: &str) -> String {
    let (mut sent, mut is_quoted, mut is_next) = (String::with_capacity(call.len()), false, false);
    for c in call.chars() {
        is_quoted ^= c == '\'';
        is_next = !is_quoted && (c == ',' || is_next && c.is_whitespace());
        if !(is_next && c.is_whitespace()) {
            sent.push(c);
        }
    }
    sent
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

/// Whether a segment names a function without the arguments that it has, or without brackets.
fn is_bare(given: &http::Segment, wanted: &str, of: &[Argument]) -> bool {
    match &given.kind {
        SegmentKind::Call { name, arguments, suffix } => {
            let is_short = arguments.is_empty() && !of.is_empty();
            is_short && suffix.is_empty() && name.eq_ignore_ascii_case(wanted)
        }
        SegmentKind::Literal => decode_segment(&given.text).eq_ignore_ascii_case(wanted),
        SegmentKind::Key { .. } | SegmentKind::Elision => false,
    }
}

/// A function call or `$`-segment in a key's place is no key, unless the key stands in brackets itself.
fn is_other_thing(value: &str, prefix: &str, given: &http::Segment) -> bool {
    let is_call = matches!(given.kind, SegmentKind::Call { .. }) && !opens_bracket(prefix);
    value.starts_with('$') || is_call
}

fn between<'t>(text: &'t str, prefix: &str, suffix: &str) -> Option<&'t str> {
    let end = text.len().checked_sub(suffix.len())?;
    let is_match = text.get(..prefix.len())?.eq_ignore_ascii_case(prefix)
        && text.get(end..)?.eq_ignore_ascii_case(suffix);
    if is_match { text.get(prefix.len()..end) } else { None }
}

#[cfg(test)]
mod tests {
    use super::without_blanks;

    #[test]
    fn blanks_behind_commas_are_not_sent() {
        assert_eq!(without_blanks("of(a='x, y',  b=3, c='')"), "of(a='x, y',b=3,c='')");
        assert_eq!(without_blanks("root:/a b"), "root:/a b");
    }
}
