//! Operations: identity, path, request, response, and what hangs beside them.

use super::examples::Example;
use super::parameters::ParametersOf;
use super::types::{Docs, ItemType, TypeRef};
use crate::edm::{Primitive, PropertyTerms};
use crate::methods;
use crate::odata::{QueryOption, RequestHeader};
use crate::protocol::Encoding;
use crate::source::Span;
use std::fmt;

/// One operation. Its identity is the method and the normalised path.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The method.
    pub method: Method,
    /// The normalised path.
    pub path: Path,
    /// Its requests' paths end in a slash: all its lines and all its examples write one.
    pub ends_in_slash: bool,
    /// What it does, in the protocol's terms.
    pub shape: Shape,
    /// Every documented request line with this identity, in page order.
    pub lines: Vec<Line>,
    /// What the request carries.
    pub request: RequestBody,
    /// It carries a list of objects with the parameters, and not one.
    pub sends_many: bool,
    /// How that is written, where it may be written as JSON.
    pub encoding: Encoding,
    /// The action that the request's parameters are of, where it carries some.
    pub parameters_of: Option<ParametersOf>,
    /// Media types that the docs list for the body beside JSON, each once and in order.
    pub media: Vec<String>,
    /// What a success answers.
    pub response: ResponseBody,
    /// A success may also come without the body: the docs say both, or speak of none.
    pub response_optional: bool,
    /// No request line asks for it: examples alone do, for the end of a path that their page documents.
    pub only_shown: bool,
    /// The documented success status, when the docs name one.
    pub status: Option<u16>,
    /// Query options and other query parameters that the page documents by name.
    pub query: Vec<Parameter>,
    /// Query parameters that every request line writes out with a placeholder, in the order of the first
    /// line: no call goes without them.
    pub line_query: Vec<Parameter>,
    /// The protocol's own query options that the docs allow and that go with the answer, each once and in order.
    pub options: Vec<QueryOption>,
    /// It answers what has changed since last time, and a link for next time.
    pub tracks_changes: bool,
    /// Request headers that the page documents.
    pub headers: Vec<Parameter>,
    /// Those of them that clients have a method for, each once and in order.
    pub known_headers: Vec<RequestHeader>,
    /// Path parameters that the page documents by name.
    pub path_parameters: Vec<Parameter>,
    /// A function's parameters that the page documents by name.
    pub function_parameters: Vec<Parameter>,
    /// The docs say that it should no longer be used.
    pub deprecated: bool,
    /// A path may go on after it.
    pub composable: bool,
    /// The permissions rows.
    pub permissions: Vec<Permissions>,
    /// The documented examples of this operation.
    pub examples: Vec<Example>,
    /// What people read. `docs.text` is the page's summary.
    pub docs: Docs,
    /// The page's title, such as `List messages`.
    pub title: Option<String>,
    /// All pages that claim this identity.
    pub pages: Vec<String>,
    /// How the pages' answers became one.
    pub agreement: Agreement,
}

impl Operation {
    /// Whether the docs list a query parameter of this name.
    pub fn has_query(&self, name: &str) -> bool {
        self.query.iter().chain(&self.line_query).any(|it| it.name == name)
    }
}

/// How what several pages say that an operation answers became one type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Agreement {
    /// Only one page claims the operation.
    OnePage,
    /// The pages say the same.
    Same,
    /// Only some of the pages say a type, all the same.
    SomeSay,
    /// Their types share a base, which is the type.
    SharedBase,
    /// The pages with the better reason count: an example of this very path beats prose.
    BetterReason,
    /// Their types share no base; the first counts, and the conflict is a finding.
    Conflict,
}

impl Agreement {
    /// In kebab case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OnePage => "one-page",
            Self::Same => "same",
            Self::SomeSay => "some-say",
            Self::SharedBase => "shared-base",
            Self::BetterReason => "better-reason",
            Self::Conflict => "conflict",
        }
    }
}

/// The methods. In the order operations of one path are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// `GET`
    Get,
    /// `POST`
    Post,
    /// `PATCH`
    Patch,
    /// `PUT`
    Put,
    /// `DELETE`
    Delete,
    /// `HEAD`
    Head,
    /// `OPTIONS`
    Options,
    /// One that a dialect adds, by its name.
    Other(&'static str),
}

impl Method {
    /// Every method that no dialect needs to add.
    pub const ALL: &'static [Self] =
        &[Self::Get, Self::Post, Self::Patch, Self::Put, Self::Delete, Self::Head, Self::Options];

    /// The method of a word, whatever its case.
    pub fn spelt(word: &str) -> Option<Self> {
        let usual = Self::ALL.iter().copied().find(|it| it.as_str().eq_ignore_ascii_case(word));
        usual.or_else(|| methods::named(&word.to_uppercase()).map(Self::Other))
    }

    /// As on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
            Self::Head => "HEAD",
            Self::Options => "OPTIONS",
            Self::Other(name) => name,
        }
    }
}

/// What an operation does, in the protocol's terms; decides the verb in the emitted client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape {
    /// GET that answers a collection.
    List,
    /// GET that answers one value.
    Get,
    /// POST to a collection that creates an item.
    Create,
    /// PATCH.
    Update,
    /// PUT.
    Replace,
    /// DELETE.
    Delete,
    /// POST that calls an action: the path's last segment is the action.
    Action,
    /// GET that calls a function: the path's last segment is the function.
    Function,
}

/// A normalised path: query, origin and version removed, placeholders known by position.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path {
    /// The segments, in order.
    pub segments: Vec<PathSegment>,
}

impl fmt::Display for Path {
    /// As request lines write it, a placeholder for each value.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.segments.iter().try_for_each(|segment| match segment {
            PathSegment::Literal(text) => write!(f, "/{text}"),
            PathSegment::Key { prefix, name, suffix } => write!(f, "/{prefix}{{{name}}}{suffix}"),
            PathSegment::Call { name, arguments, suffix } => {
                let arguments: Vec<String> = arguments.iter().map(Argument::to_string).collect();
                write!(f, "/{name}({}){suffix}", arguments.join(","))
            }
        })
    }
}

/// One segment of a path. Literals keep the spelling that the wire gets.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PathSegment {
    /// Fixed text: `messages`, `$value`, `root:`.
    Literal(String),
    /// One value in the path, perhaps with fixed text around it.
    Key {
        /// Fixed text before the value, such as `roleTemplateId=`.
        prefix: String,
        /// The docs' name for the value, for documentation only: `id | userPrincipalName`.
        name: String,
        /// Fixed text after the value, such as `:`.
        suffix: String,
    },
    /// A function call with parentheses.
    Call {
        /// The function's name.
        name: String,
        /// The arguments, in order.
        arguments: Vec<Argument>,
        /// Fixed text after the closing parenthesis, such as `:`.
        suffix: String,
    },
}

/// One argument of a function call in a path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Argument {
    /// The parameter's name; empty where the docs write only a value.
    pub name: String,
    /// The wire form puts the value in single quotes.
    pub quoted: bool,
    /// What the wire form puts before the quotes: the type of an enum literal. Mostly empty.
    pub prefix: String,
    /// The fixed value, where the docs write one instead of a placeholder.
    pub fixed: Option<String>,
    /// The documented type; a string where the docs are silent.
    pub ty: Primitive,
}

impl fmt::Display for Argument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, quoted, prefix, fixed, .. } = self;
        let place = || format!("{{{}}}", if name.is_empty() { "value" } else { name });
        let value = fixed.clone().unwrap_or_else(place);
        let equals = if name.is_empty() { "" } else { "=" };
        let quote = if *quoted { "'" } else { "" };
        write!(f, "{name}{equals}{prefix}{quote}{value}{quote}")
    }
}

/// One documented request line.
#[derive(Clone, Debug)]
pub struct Line {
    /// The page, below the doc set's root.
    pub page: String,
    /// The URL as the page writes it, query included.
    pub target: String,
    /// Where it stands.
    pub span: Span,
}

/// What a request carries.
#[derive(Clone, Debug)]
pub enum RequestBody {
    /// Nothing.
    None,
    /// A value of a type.
    Type(TypeRef),
    /// A JSON object of named parameters (an action's).
    Parameters(Vec<Parameter>),
    /// Bytes.
    Stream,
    /// Bytes that become a value of a type: a package, a picture, a page.
    Media(TypeRef),
    /// A reference to something that exists, by its URL; its id is enough where the docs say in what set it is.
    Reference {
        /// The path of that set: `directoryObjects`.
        set: Option<String>,
    },
    /// The docs say there is a body but not of what type.
    Untyped,
}

/// What a success answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResponseBody {
    /// Nothing.
    None,
    /// A value of a type, or a collection of it in `value`.
    Type(TypeRef),
    /// Bytes.
    Stream,
    /// The docs show or mention a body but not of what type.
    Untyped,
}

impl ResponseBody {
    /// Whether it is any JSON, or a list of that.
    pub fn is_untyped(self) -> bool {
        match self {
            Self::Untyped => true,
            Self::Type(ty) => ty.item == ItemType::Untyped,
            Self::None | Self::Stream => false,
        }
    }
}

/// A named parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The name on the wire.
    pub name: String,
    /// The type.
    pub ty: TypeRef,
    /// What the docs say about leaving it out.
    pub required: Option<bool>,
    /// Default, bounds and values.
    pub terms: PropertyTerms,
    /// No table lists it: an example shows it.
    pub inferred: bool,
    /// What people read.
    pub docs: Docs,
}

/// One row of the permissions tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Permissions {
    /// The page that lists it, below the doc set's root.
    pub page: String,
    /// The kind of caller, as the page writes it.
    pub caller: String,
    /// What the row is about, where the docs tell several things apart: `chatMessage`.
    pub scope: Option<String>,
    /// Permissions any of which is enough, least privileged first. Each is one permission, or several
    /// that are needed together. Empty when this kind of caller is not supported.
    pub alternatives: Vec<Vec<String>>,
    /// The docs state the order, so the first alternative is the least privileged.
    pub ordered: bool,
}
