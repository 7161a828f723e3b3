//! Selectors: what a user writes to choose something in, what it asks for or what to write instead out.

use super::error::Problem;
use super::globs::Glob;
use crate::model::Method;
use crate::spelling;

/// What one selector asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Selector {
    /// Operations by method, or any, and path: `GET /orders`, `/orders/**`, `* /orders/{id}`.
    Path(Vec<Method>, Glob),
    /// What a page documents, operations and types: `page:api/order-*.md`.
    Page(Glob),
    /// Types by name: `type:order`.
    Type(String),
    /// What who holds a permission may call: `permission:Orders.Read`, `permission:application:Orders.Read`.
    Permission(String),
}

/// The kinds of selectors that are named.
const KINDS: &[&str] = &["page", "type", "permission"];

impl Selector {
    /// Reads a selector.
    ///
    /// # Errors
    ///
    /// If it is none.
    pub(super) fn parse(text: &str) -> Result<Self, Problem> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Problem::new("nothing is written", Some(FORMS.to_owned())));
        }
        let is_kind = |kind: &str| kind.chars().all(|it| it.is_ascii_alphabetic());
        let (kind, rest) = text.split_once(':').unwrap_or_default();
        if is_kind(kind) && !kind.is_empty() {
            return Self::parse_named(kind, rest.trim());
        }
        let (methods, path) = match text.split_once(char::is_whitespace) {
            Some((methods, path)) if !methods.starts_with('/') => (methods, path.trim()),
            Some(_) | None => ("*", text),
        };
        if !path.starts_with('/') {
            return Err(Problem::new("it is no selector", Some(meant(text))));
        }
        if path.matches('{').count() != path.matches('}').count() {
            let help = "each placeholder stands in braces: `/orders/{id}`".to_owned();
            return Err(Problem::new("a brace has no other", Some(help)));
        }
        let path = path.split('?').next().unwrap_or_default();
        Ok(Self::Path(parse_methods(methods)?, Glob::of(path)))
    }

    fn parse_named(kind: &str, rest: &str) -> Result<Self, Problem> {
        if rest.starts_with("//") {
            let help = "write the path alone, as it follows the base URL: `/orders/**`";
            return Err(Problem::new("it is a URL", Some(help.to_owned())));
        }
        let lower = kind.to_lowercase();
        if rest.is_empty() && KINDS.contains(&lower.as_str()) {
            let problem = format!("nothing follows `{kind}:`");
            return Err(Problem::new(problem, Some(FORMS.to_owned())));
        }
        match lower.as_str() {
            "page" => Ok(Self::Page(Glob::of(rest))),
            "type" => Ok(Self::Type(rest.to_lowercase())),
            "permission" => Ok(Self::Permission(rest.to_lowercase())),
            _ => {
                let near = spelling::meant(&lower, KINDS.iter().copied());
                let help = match near {
                    Some(near) => format!("did you mean `{near}:{rest}`?"),
                    None => FORMS.to_owned(),
                };
                Err(Problem::new(format!("there are no selectors `{kind}:`"), Some(help)))
            }
        }
    }
}

/// What there is to write.
const FORMS: &str = "write `GET /orders`, `/orders/**`, `page:api/order-*.md`, `type:order` or \
    `permission:Orders.Read`";

/// `*` or a list of methods; none is any.
fn parse_methods(text: &str) -> Result<Vec<Method>, Problem> {
    if text == "*" {
        return Ok(Vec::new());
    }
    let method = |name: &str| {
        Method::spelt(name).ok_or_else(|| {
            let known = Method::ALL.iter().map(|it| it.as_str());
            let help = match spelling::meant(name, known) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "methods are `GET`, `POST`, `PATCH`, `PUT` and `DELETE`, or `*` for any"
                    .to_owned(),
            };
            Problem::new(format!("there is no method `{name}`"), Some(help))
        })
    };
    text.split(',').map(|name| method(name.trim())).collect()
}

/// What was most likely meant by a text that is no selector.
fn meant(text: &str) -> String {
    if text.ends_with(".md") {
        return format!("for a page write `page:{text}`");
    }
    if text.contains('/') || text.contains('*') {
        let text = text.rsplit(char::is_whitespace).next().unwrap_or_default();
        return format!("a path begins with a slash: `/{text}`");
    }
    if text.contains('.') {
        return format!("for a permission write `permission:{text}`, for a type `type:{text}`");
    }
    format!("for a path write `/{text}`, for a type `type:{text}`")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str) -> String {
        match Selector::parse(text) {
            Ok(selector) => format!("{selector:?}"),
            Err(problem) => {
                format!("{}; {}", problem.text, problem.help.unwrap_or_default())
            }
        }
    }

    #[test]
    fn what_can_be_written() {
        let path =
            |methods: &[Method], glob: &str| Selector::Path(methods.to_vec(), Glob::of(glob));
        let parse = |text: &str| Selector::parse(text).ok();
        assert_eq!(parse("/a/**"), Some(path(&[], "/a/**")));
        assert_eq!(parse("* /a/{id}"), Some(path(&[], "/a/{id}")));
        assert_eq!(parse("get  /a?$top=1"), Some(path(&[Method::Get], "/a")));
        assert_eq!(parse("GET,POST /a"), Some(path(&[Method::Get, Method::Post], "/a")));
        assert_eq!(parse("/a/root:/{path}:/b"), Some(path(&[], "/a/root:/{path}:/b")));
        assert_eq!(parse("page:api/a.md"), Some(Selector::Page(Glob::of("api/a.md"))));
        assert_eq!(parse("type: Order"), Some(Selector::Type("order".into())));
        assert_eq!(parse("Permission:A.Read"), Some(Selector::Permission("a.read".into())));
    }

    #[test]
    fn what_is_none_is_answered_with_what_to_write() {
        assert_eq!(
            wrong("orders/{id}"),
            "it is no selector; a path begins with a slash: `/orders/{id}`"
        );
        assert_eq!(
            wrong("Orders.Read"),
            "it is no selector; for a permission write `permission:Orders.Read`, for a type `type:Orders.Read`"
        );
        assert_eq!(
            wrong("order-get.md"),
            "it is no selector; for a page write `page:order-get.md`"
        );
        assert_eq!(wrong("GTE /orders"), "there is no method `GTE`; did you mean `GET`?");
        assert_eq!(
            wrong("permision:Orders.Read"),
            "there are no selectors `permision:`; did you mean `permission:Orders.Read`?"
        );
        assert!(wrong("https://x.example/orders").starts_with("it is a URL; write the path alone"));
        assert!(wrong("type:").starts_with("nothing follows `type:`; write `GET /orders`"));
        assert!(wrong(" ").starts_with("nothing is written; write `GET /orders`"));
        assert!(wrong("/orders/{id").starts_with("a brace has no other"));
    }
}
