//! The name of an operation: its method and its path.

use crate::model::Method;

/// Takes a name apart; what is wrong with it, and what to write, where it is none.
pub(super) fn parse(name: &str) -> Result<(Method, &str), String> {
    let known = || {
        let names: Vec<String> =
            Method::ALL.iter().map(|it| format!("`{}`", it.as_str())).collect();
        format!("methods are {}", names.join(", "))
    };
    let Some((word, path)) = name.trim().split_once(' ') else {
        return Err(match name.starts_with('/') {
            true => format!("the method goes first: `GET {name}`"),
            false => known(),
        });
    };
    let path = path.trim();
    let Some(method) = Method::spelt(word) else {
        return Err(known());
    };
    if method.as_str() != word {
        return Err(format!("write `{} {path}`", method.as_str()));
    }
    if path.contains("://") {
        return Err("leave out the host and the version: a path begins behind them".to_owned());
    }
    if !path.starts_with('/') {
        return Err(format!("write `{word} /{path}`"));
    }
    if path.contains(['?', '#']) {
        return Err(
            "leave out what follows the path: `parameter` is for what is in the query".to_owned()
        );
    }
    if path.contains('*') {
        return Err("write one for each path: `*` stands for many".to_owned());
    }
    let segments: Vec<&str> = path[1..].trim_end_matches('/').split('/').collect();
    if segments.iter().any(|it| matches!(*it, "." | "..") || it.is_empty()) {
        return Err("each `/` goes before a name".to_owned());
    }
    // Places are free in what they are called: `{id | userPrincipalName}`.
    let mut depth = 0_usize;
    for c in path.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => return Err("a place stands in brackets: `{id}`".to_owned()),
            '}' => depth -= 1,
            c if c.is_whitespace() && depth == 0 => {
                return Err("a path has blanks within its places alone".to_owned());
            }
            _ => {}
        }
    }
    match depth {
        0 => Ok((method, path)),
        _ => Err("a place stands in brackets: `{id}`".to_owned()),
    }
}
