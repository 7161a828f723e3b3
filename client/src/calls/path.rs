//! Paths below the base URL, encoded step by step, so that no value leaves its place.

use super::form::{self, FileParts, FormStyle};
use super::operation::Operation;
use super::request::Request;
use crate::codec::{Encode, to_body, to_vec};
use crate::core::{Client, Label, Payload, RawRequest, Template, encode_literal, encode_value};
use crate::error::{Error, ErrorKind};
use crate::json::Value;
use std::fmt;

/// A place in a service: a client and a path. Generated nodes wrap it; it is not made by hand except from
/// [`Client::at`](crate::Client::at).
#[derive(Clone)]
pub struct At {
    client: Client,
    path: String,
    /// The same with `{}` for every value.
    template: Template,
    /// The path ends in a colon path (`/root:/a/b`) that a further step has to close with a colon.
    is_colon_open: bool,
    /// A slash goes behind the path.
    ends_in_slash: bool,
}

impl Client {
    /// The root of the service's paths.
    pub fn at(&self) -> At {
        let (client, path) = (self.clone(), String::new());
        let template = Template::default();
        At { client, path, template, is_colon_open: false, ends_in_slash: false }
    }
}

impl At {
    /// The path so far, percent-encoded.
    pub fn as_str(&self) -> &str {
        &self.path
    }

    /// A segment, and the same as it is shown.
    fn segment(&self, segment: String, shown: &[&str]) -> Self {
        let colon = if self.is_colon_open { ":" } else { "" };
        let path = format!("{}{colon}/{segment}", self.path);
        let mut template = self.template.clone();
        template.add(&[colon, "/"]);
        template.add(shown);
        let client = self.client.clone();
        Self { client, path, template, is_colon_open: false, ends_in_slash: false }
    }

    /// A documented segment.
    #[must_use]
    pub fn literal(&self, text: &str) -> Self {
        self.segment(encode_literal(text), &[text])
    }

    /// A segment with a value between documented text. A value between quotes has its own quotes doubled.
    ///
    /// A whole segment can't be empty, `.` or `..`: URLs have no way to write these, so such a request is an error when sent.
    #[must_use]
    pub fn key(&self, prefix: &str, value: &str, suffix: &str) -> Self {
        let value = match prefix.ends_with('\'') {
            true => quote(value),
            false => encode_value(value),
        };
        let segment = encode_literal(prefix) + &value + &encode_literal(suffix);
        self.segment(segment, &[prefix, "{}", suffix])
    }

    /// A function with its arguments in parentheses.
    #[must_use]
    pub fn call(&self, name: &str, arguments: &[Argument], suffix: &str) -> Self {
        let texts: Vec<&str> = arguments.iter().map(|it| it.text.as_str()).collect();
        let (start, end) = (encode_literal(name), encode_literal(suffix));
        let mut at = self.segment(format!("{start}({}){end}", texts.join(",")), &[name, "("]);
        for (n_before, argument) in arguments.iter().enumerate() {
            at.template.add(&[if n_before > 0 { "," } else { "" }]);
            at.template.add_all(&argument.shown);
        }
        at.template.add(&[")", suffix]);
        at
    }

    /// A colon path: a path within a path, as in `/root:/folder/file.txt:/content`. An empty one is no step at all.
    #[must_use]
    pub fn path(&self, path: &str) -> Self {
        let path = path.trim_matches('/');
        if path.is_empty() {
            return self.clone();
        }
        let segments: Vec<String> = path.split('/').map(encode_value).collect();
        let path = format!("{}:/{}", self.path, segments.join("/"));
        let mut template = self.template.clone();
        template.add(&[":/{}"]);
        let client = self.client.clone();
        Self { client, path, template, is_colon_open: true, ends_in_slash: false }
    }

    /// The same place with a slash behind it, for requests that are documented with one.
    #[must_use]
    pub fn slash(&self) -> Self {
        let colon = if self.is_colon_open { ":" } else { "" };
        let (client, path) = (self.client.clone(), format!("{}{colon}", self.path));
        let mut template = self.template.clone();
        template.add(&[colon, "/"]);
        Self { client, path, template, is_colon_open: false, ends_in_slash: true }
    }

    /// A request here, without a body.
    pub fn request<O: Operation>(&self) -> Request<O> {
        Request::new(self.client.clone(), self.raw::<O>())
    }

    /// A request here with a JSON body.
    pub fn request_with<O: Operation, B: Encode + ?Sized>(&self, body: &B) -> Request<O> {
        let raw = self.raw::<O>().with_body("application/json", to_body(body));
        Request::new(self.client.clone(), raw)
    }

    /// A request here with a form as its body (`application/x-www-form-urlencoded`). A body that is no object is an error when sent.
    pub fn request_form<O: Operation>(
        &self,
        body: &(impl Encode + ?Sized),
        style: FormStyle,
    ) -> Request<O> {
        let form = form::to_form(&to_body(body), style);
        self.request_made(form.map(|form| (form::FORM.to_owned(), form.into_bytes())))
    }

    /// A request here with a body in parts (`multipart/form-data`): the members of one, each a field, and files. What a file
    /// sends takes the place of a member of its name. A body that is no object is an error when sent.
    pub fn request_multipart<O: Operation>(
        &self,
        body: &(impl Encode + ?Sized),
        files: FileParts,
        style: FormStyle,
    ) -> Request<O> {
        self.request_made(form::to_parts(&to_body(body), &files, style))
    }

    /// A request here with a body that is made, and its media type; or why it can't be.
    fn request_made<O: Operation>(&self, body: Result<(String, Vec<u8>), Error>) -> Request<O> {
        let raw = self.raw::<O>();
        match body {
            Ok((media_type, bytes)) => {
                let raw = raw.with_body(form::FORM, bytes);
                Request::new(self.client.clone(), raw).header("Content-Type", &media_type)
            }
            Err(problem) => Request::new(self.client.clone(), raw).with_problem(problem),
        }
    }

    /// A request here with a body of bytes of this media type.
    pub fn request_bytes<O: Operation>(
        &self,
        media_type: &'static str,
        body: impl Into<Payload>,
    ) -> Request<O> {
        let raw = self.raw::<O>().with_body(media_type, body);
        Request::new(self.client.clone(), raw)
    }

    /// A request here that refers to something that exists: `{"@odata.id": "…"}`, which names it by its URL. Of what is in a
    /// set, such as `directoryObjects`, the id is enough; a URL is sent as it is.
    pub fn request_referring<O: Operation>(&self, target: &str, set: Option<&str>) -> Request<O> {
        let url = match set {
            _ if is_url(target) => Ok(target.to_owned()),
            Some(set) => self.url_in(set, target),
            None => {
                let message = format!(
                    "`{target}` is no URL: the docs do not say in what set it is, so name it by its whole URL (`https://…`)"
                );
                Err(Error::new(ErrorKind::Request, message))
            }
        };
        let raw = self.raw::<O>();
        match url {
            Ok(url) => {
                let body = Value::from_iter([("@odata.id", url)]);
                let raw = raw.with_body("application/json", to_vec(&body));
                Request::new(self.client.clone(), raw)
            }
            Err(problem) => Request::new(self.client.clone(), raw).with_problem(problem),
        }
    }

    /// The URL of a thing in one of the service's sets.
    fn url_in(&self, set: &str, id: &str) -> Result<String, Error> {
        let set = set.split('/').fold(self.client.at(), |at, segment| at.literal(segment));
        self.client.url_of(set.key("", id, "").as_str())
    }

    fn raw<O: Operation>(&self) -> RawRequest {
        // An open colon path that nothing follows is closed by the service itself.
        let mut raw = RawRequest::new(O::METHOD, self.path.clone());
        raw.label = Label::new(std::any::type_name::<O>(), &self.template);
        raw.ends_in_slash = self.ends_in_slash;
        raw
    }
}

/// Whether a text names a thing by its whole URL; an id that looks so would be no id.
fn is_url(text: &str) -> bool {
    let is_http = |it: &str| it.eq_ignore_ascii_case("https") || it.eq_ignore_ascii_case("http");
    text.split_once("://").is_some_and(|(scheme, _)| is_http(scheme))
}

impl fmt::Debug for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "At({})", self.path)
    }
}

/// An argument of a function, in its segment.
#[derive(Clone, Debug)]
pub struct Argument {
    text: String,
    /// The same with `{}` for the value.
    shown: Template,
}

impl Argument {
    /// An argument of a type whose literals have quotes. Without a name it is only the value.
    pub fn quoted(name: &str, value: &str) -> Self {
        Self::new(name, format!("'{}'", quote(value)))
    }

    /// An argument of a type whose literals have no quotes. Without a name it is only the value.
    ///
    /// A value that would end the argument is no such literal: it gets quotes, and the service refuses it.
    pub fn plain(name: &str, value: &str) -> Self {
        match is_one_literal(value) {
            true => Self::new(name, encode_value(value)),
            false => Self::quoted(name, value),
        }
    }

    /// An argument of an enum type, whose literals have their type's name before the quotes.
    pub fn typed(name: &str, ty: &str, value: &str) -> Self {
        Self::new(name, format!("{}'{}'", encode_literal(ty), quote(value)))
    }

    fn new(name: &str, value: String) -> Self {
        let text =
            if name.is_empty() { value } else { format!("{}={value}", encode_literal(name)) };
        let mut shown = Template::default();
        shown.add(&[name, if name.is_empty() { "{}" } else { "={}" }]);
        Self { text, shown }
    }
}

/// Whether a text is one argument where it stands: without what separates arguments, or all in quotes, as in
/// `duration'P1D'`, or a list: `['a','b']`.
fn is_one_literal(text: &str) -> bool {
    if let Some(list) = text.strip_prefix('[').and_then(|it| it.strip_suffix(']')) {
        // Every other part is in quotes; what is doubled there is nothing between two of them.
        let mut parts = list.split('\'');
        let n_quotes = list.matches('\'').count();
        let mut outside = parts.by_ref().step_by(2);
        return n_quotes % 2 == 0 && outside.all(|it| !it.contains(['[', ']', '(', ')']));
    }
    let Some((kind, rest)) = text.split_once('\'') else { return !text.contains([',', '(', ')']) };
    let inner = rest.strip_suffix('\'');
    let is_kind = kind.chars().all(|c| c.is_ascii_alphanumeric() || c == '.');
    is_kind && inner.is_some_and(|inner| !inner.replace("''", "").contains('\''))
}

fn quote(text: &str) -> String {
    encode_value(&text.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::{Argument, At, Operation};
    use crate::testing::offline;

    enum Read {}

    impl Operation for Read {
        type Output = ();
    }

    fn at() -> At {
        offline().at().literal("users")
    }

    #[test]
    fn a_hostile_id_stays_in_its_segment() {
        let paths = ["a/b?c#d", "a b+c%2F", r"..\..", "é'&=;:@"].map(|id| at().key("", id, ""));
        assert_eq!(
            paths.each_ref().map(At::as_str),
            [
                "/users/a%2Fb%3Fc%23d",
                "/users/a%20b%2Bc%252F",
                "/users/..%5C..",
                "/users/%C3%A9%27%26%3D%3B%3A%40",
            ]
        );
    }

    #[test]
    fn a_key_in_quotes_has_its_quotes_doubled() {
        assert_eq!(at().key("name='", "O'Neil", "'").as_str(), "/users/name='O%27%27Neil'");
    }

    #[test]
    fn a_key_in_brackets_can_not_close_them() {
        let hulls = at().key("hulls(", "a/b)',1", ")");
        assert_eq!(hulls.as_str(), "/users/hulls(a%2Fb%29%27%2C1)");
        assert_eq!(at().key("hulls('", "a')'", "')").as_str(), "/users/hulls('a%27%27%29%27%27')");
    }

    #[test]
    fn a_slash_at_the_end_stands_before_the_query() {
        let target = |at: At| {
            let mut raw = at.slash().raw::<Read>();
            raw.query.push(("a".into(), "b".into()));
            raw.target()
        };
        assert_eq!(target(at().literal("read")), "/users/read/?a=b");
        assert_eq!(target(at().literal("root").path("a")), "/users/root:/a:/?a=b");
        assert_eq!(at().slash().literal("read").raw::<Read>().target(), "/users/read");
    }

    #[test]
    fn a_list_is_one_argument() {
        let plain = ["['a,b','c']", "[1,2]", "[1],b=[2]", "['a]"].map(|it| Argument::plain("", it));
        assert_eq!(
            plain.each_ref().map(|it| it.text.as_str()),
            [
                "%5B%27a%2Cb%27%2C%27c%27%5D",
                "%5B1%2C2%5D",
                "'%5B1%5D%2Cb%3D%5B2%5D'",
                "'%5B%27%27a%5D'",
            ]
        );
    }

    #[test]
    fn arguments_are_quoted_and_encoded() {
        let arguments = [
            Argument::quoted("start", "a',b='c"),
            Argument::plain("n", "1"),
            Argument::quoted("", "x/y"),
            Argument::typed("k", "acme.kind", "b'c"),
        ];
        let plain = ["2020-01-01T00:00:00Z", "duration'P1D'", "'it''s'", "1,n=2", "')", "'a'b'"]
            .map(|it| Argument::plain("", it));
        assert_eq!(
            plain.each_ref().map(|it| it.text.as_str()),
            [
                "2020-01-01T00%3A00%3A00Z",
                "duration%27P1D%27",
                "%27it%27%27s%27",
                "'1%2Cn%3D2'",
                "'%27%27%29'",
                "'%27%27a%27%27b%27%27'",
            ]
        );
        let call = at().call("between", &arguments, "");
        assert_eq!(
            call.as_str(),
            "/users/between(start='a%27%27%2Cb%3D%27%27c',n=1,'x%2Fy',k=acme.kind'b%27%27c')"
        );
    }

    #[test]
    fn a_colon_path_is_closed_by_what_follows() {
        let root = at().literal("root");
        assert_eq!(root.path("/a b/c:d").as_str(), "/users/root:/a%20b/c%3Ad");
        assert_eq!(root.path("a").literal("content").as_str(), "/users/root:/a:/content");
        assert_eq!(root.path("").literal("content").as_str(), "/users/root/content");
    }
}
