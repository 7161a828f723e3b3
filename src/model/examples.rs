//! Documented examples of operations.

use super::operations::ResponseBody;
use super::types::TypeId;
use crate::edm::Primitive;
use crate::json::Value;
use crate::source::Span;
use std::sync::Arc;

/// One documented example: a request, a response, or both.
#[derive(Clone, Debug)]
pub struct Example {
    /// The page, below the doc set's root.
    pub page: String,
    /// The request; `None` where the page shows only an answer, or asks for something else than its lines.
    pub request: Option<ExampleRequest>,
    /// The response.
    pub response: Option<ExampleResponse>,
}

impl Example {
    /// Whether it contradicts what its own docs say elsewhere. There is a finding about it then.
    pub fn contradicts(&self) -> bool {
        let request = self.request.iter().flat_map(|it| &it.deviations);
        let response = self.response.iter().flat_map(|it| &it.deviations);
        let misfit = self.request.as_ref().and_then(|it| it.misfit.as_ref());
        misfit.is_some_and(|it| *it != Misfit::Form)
            || request.chain(response).any(|it| it.kind.contradicts())
    }
}

/// An example request that matches the operation's path.
#[derive(Clone, Debug)]
pub struct ExampleRequest {
    /// The path segments as written, percent-decoded. One for each segment of the operation's path, more for a path within it.
    pub segments: Vec<String>,
    /// The values of the path's placeholders in order: keys, then arguments, from left to right.
    pub bindings: Vec<String>,
    /// The decoded query.
    pub query: Vec<(String, String)>,
    /// The headers as written.
    pub headers: Vec<(String, String)>,
    /// The body, if it is JSON.
    pub body: Option<Arc<Value>>,
    /// The body as written, if it is anything else.
    pub text: Option<String>,
    /// Where the body differs from its type.
    pub deviations: Vec<Deviation>,
    /// Why the operation can't be asked like this, though the URL is one of its lines'.
    pub misfit: Option<Misfit>,
    /// Where the request line stands.
    pub span: Span,
    /// Its line on the page, from 1.
    pub line: u32,
}

/// An example response.
#[derive(Clone, Debug)]
pub struct ExampleResponse {
    /// The status code.
    pub status: u16,
    /// The type of the body: the annotation's, else the operation's.
    pub ty: ResponseBody,
    /// The body, if it is JSON.
    pub body: Option<Arc<Value>>,
    /// Where the body differs from its type.
    pub deviations: Vec<Deviation>,
    /// Where the status line stands.
    pub span: Span,
    /// Its line on the page, from 1.
    pub line: u32,
}

/// One way in which an example's body differs from its documented type. A client that reads the body meets exactly these.
#[derive(Clone, Debug, PartialEq)]
pub struct Deviation {
    /// The JSON path from the body's root: `value[3].from.address`; empty for the root itself.
    pub path: String,
    /// What differs.
    pub kind: DeviationKind,
    /// The member's name, or the value of another type.
    pub span: Span,
    /// Its line on the page, from 1.
    pub line: u32,
}

/// What differs between an example and its type.
#[derive(Clone, Debug, PartialEq)]
pub enum DeviationKind {
    /// A member that the object's type does not have.
    Undocumented {
        /// The type; `None` for the parameters of an action and for what is around a list.
        ty: Option<TypeId>,
        /// The member.
        name: String,
    },
    /// A member that only a derived type has, in an object that does not say that it is of that type.
    OfDerived {
        /// The object's type.
        ty: TypeId,
        /// The member.
        name: String,
        /// The first derived type that has it.
        derived: TypeId,
    },
    /// A further member of an object of an open type, which may have such.
    Additional,
    /// A value of another JSON type than documented.
    OtherType {
        /// The property or parameter that it is the value of; empty for the whole body.
        name: String,
        /// Where that is documented.
        documented: Option<Span>,
        /// What the docs say, in words: `a string`.
        expected: &'static str,
        /// What stands there, in words.
        found: &'static str,
    },
    /// A value that the enum of its property does not list.
    UndocumentedEnumMember {
        /// The enum.
        ty: TypeId,
        /// The value.
        value: String,
    },
    /// An object that says that it is of a type that the docs do not have.
    UnknownType {
        /// The name it gives.
        name: String,
    },
    /// A single value inside `{"value": {…}}`, which is how some docs show it.
    Wrapped,
}

impl DeviationKind {
    /// Whether example and docs can't both be right.
    pub fn contradicts(&self) -> bool {
        match self {
            Self::Undocumented { .. }
            | Self::OfDerived { .. }
            | Self::OtherType { .. }
            | Self::UndocumentedEnumMember { .. }
            | Self::UnknownType { .. } => true,
            Self::Additional | Self::Wrapped => false,
        }
    }
}

/// Why an operation can't be asked as an example asks, though the URL is one of its lines'.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// An argument stands in quotes and the line's does not, or the other way round.
    Quotes {
        /// The argument's name.
        argument: String,
    },
    /// An argument is no value of its documented type.
    Argument {
        /// The argument's name.
        argument: String,
        /// The type.
        ty: Primitive,
        /// What stands there.
        value: String,
    },
    /// A function is called without the arguments that its page documents.
    NoArguments {
        /// The function's name.
        function: String,
    },
    /// The key of a set in brackets is left out or has none, which its line has, or the other way round.
    Key,
    /// A body where the operation takes none.
    Body,
    /// No body where the operation takes one.
    NoBody,
    /// A form where the operation takes one: it is as documented, though none of its values are looked at.
    Form,
    /// A body that is no JSON, or another kind of JSON, where the operation takes a JSON object or list.
    OtherBody,
}
