//! The names of properties in the value of a query option. Knows no types.

/// A name, or a path of names.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) segments: Vec<String>,
}

/// The names in the value of `$select`, `$expand`, `$orderby` or `$filter`. What is no plain name (a type
/// in a path, a placeholder, a variable of `any`) is left out with all that follows it.
pub(super) fn named(option: &str, value: &str) -> Vec<Named> {
    match option.trim_start_matches('$').to_ascii_lowercase().as_str() {
        "select" => parts(value, ',').into_iter().filter_map(path).collect(),
        "orderby" => {
            let words = parts(value, ',').into_iter().filter_map(|it| it.split_whitespace().next());
            words.filter_map(path).collect()
        }
        "expand" => parts(value, ',').into_iter().flat_map(expanded).collect(),
        "filter" => filtered(value),
        _ => Vec::new(),
    }
}

/// The parts of a list, split outside of brackets and quotes.
fn parts(text: &str, at: char) -> Vec<&str> {
    let (mut depth, mut start, mut is_quoted) = (0usize, 0, false);
    let mut found = Vec::new();
    for (index, c) in text.char_indices() {
        match c {
            '\'' => is_quoted = !is_quoted,
            '(' if !is_quoted => depth += 1,
            ')' if !is_quoted => depth = depth.saturating_sub(1),
            _ if c == at && depth == 0 && !is_quoted => {
                found.push(&text[start..index]);
                start = index + c.len_utf8();
            }
            _ => {}
        }
    }
    found.push(&text[start..]);
    found
}

/// The names of a path up to the first that is none.
fn path(text: &str) -> Option<Named> {
    let text = text.trim();
    let is_name = |it: &&str| {
        it.starts_with(|c: char| c.is_ascii_alphabetic())
            && it.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    let segments: Vec<String> = text.split('/').take_while(is_name).map(str::to_owned).collect();
    (!segments.is_empty()).then_some(Named { segments })
}

/// `manager($select=id;$expand=x)`: the name, and what is asked of it.
fn expanded(text: &str) -> Vec<Named> {
    let (name, inner) = match text.split_once('(') {
        Some((name, rest)) => (name, rest.trim_end().strip_suffix(')').unwrap_or(rest)),
        None => (text, ""),
    };
    let Some(outer) = path(name) else { return Vec::new() };
    let is_whole = outer.segments.len() == name.trim().split('/').count();
    let options = parts(inner, ';').into_iter().filter_map(|it| it.trim().split_once('='));
    let inner = options.filter(|_| is_whole).flat_map(|(option, value)| named(option, value));
    let below = inner.map(|it| {
        let segments = outer.segments.iter().cloned().chain(it.segments).collect();
        Named { segments }
    });
    let below: Vec<Named> = below.collect();
    std::iter::once(outer).chain(below).collect()
}

/// Words of the protocol that stand between names.
const WORDS: &[&str] = &[
    "eq", "ne", "gt", "ge", "lt", "le", "and", "or", "not", "in", "has", "add", "sub", "mul",
    "div", "mod", "true", "false", "null", "asc", "desc", "INF", "NaN",
];

/// The names that a condition compares; none inside `any` and `all`, whose variables are no names.
fn filtered(text: &str) -> Vec<Named> {
    let mut found = Vec::new();
    let mut rest = text;
    let mut depth_of_lambda: Option<usize> = None;
    let mut depth = 0usize;
    while let Some(c) = rest.chars().next() {
        if c == '\'' {
            let end = rest[1..].find('\'').map_or(rest.len(), |end| end + 2);
            rest = &rest[end..];
            continue;
        }
        let is_of_word = |c: char| c.is_alphanumeric() || "_-./:$@{}<>%+".contains(c);
        let end = rest.find(|c: char| !is_of_word(c)).unwrap_or(rest.len());
        if end == 0 {
            match c {
                '(' => depth += 1,
                ')' => {
                    depth = depth.saturating_sub(1);
                    depth_of_lambda = depth_of_lambda.filter(|it| *it <= depth);
                }
                _ => {}
            }
            rest = &rest[c.len_utf8()..];
            continue;
        }
        let (word, after) = rest.split_at(end);
        rest = after;
        let is_call = after.starts_with('(');
        if is_call && depth_of_lambda.is_none() {
            let name = word.rsplit('/').next().unwrap_or_default();
            if ["any", "all"].iter().any(|it| it.eq_ignore_ascii_case(name)) {
                let before = word.strip_suffix(name).and_then(|it| it.strip_suffix('/'));
                found.extend(before.and_then(plain));
                depth_of_lambda = Some(depth + 1);
            }
            continue;
        }
        // What stands before a quote is the type of a literal.
        let is_word = WORDS.iter().any(|it| it.eq_ignore_ascii_case(word));
        if !is_call && depth_of_lambda.is_none() && !is_word && !after.starts_with('\'') {
            found.extend(plain(word));
        }
    }
    found
}

/// A path of nothing but names.
fn plain(word: &str) -> Option<Named> {
    let found = path(word)?;
    let is_cut = found.segments.len() < word.split('/').count();
    // `x/$count` and a path through a type begin with a name all the same.
    let begins_so = word.split('/').skip(found.segments.len()).all(|it| !it.is_empty());
    (!is_cut || begins_so).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::named;

    #[track_caller]
    fn check(option: &str, value: &str, expected: &[&str]) {
        let found: Vec<String> =
            named(option, value).into_iter().map(|it| it.segments.join("/")).collect();
        assert_eq!(found, expected, "{option}={value}");
    }

    #[test]
    fn lists() {
        check("$select", "id, from/emailAddress,*,ns.type/x,{name}", &["id", "from/emailAddress"]);
        check("orderby", "a desc,b/c", &["a", "b/c"]);
        check(
            "$expand",
            "manager($levels=max;$select=id,name),x",
            &["manager", "manager/id", "manager/name", "x"],
        );
    }

    #[test]
    fn conditions() {
        check("$filter", "startswith(name,'a b') and size gt 3", &["name", "size"]);
        check(
            "$filter",
            "from/address eq 'x''y' or not(isRead eq true)",
            &["from/address", "isRead"],
        );
        check("$filter", "tags/any(t:t/name eq 'x') and a ne null", &["tags", "a"]);
        check("$filter", "at ge 2024-01-01T00:00:00Z and kind eq ns.kind'big'", &["at", "kind"]);
        check("$filter", "id eq 0d3bb3a0-6f4c-4b8e-9d1e-2b7f6a5c4d3e", &["id"]);
        check("$filter", "tags/Any(t: t/name eq 'x')", &["tags"]);
        check("$filter", "members/$count eq 0 and {x} eq 1", &["members"]);
    }
}
