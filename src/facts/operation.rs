//! What an operation page claims: its lines, permissions, parameters, bodies and examples.

use super::{Annotation, LinkTarget, PropertyClaim, PropertyNotes, Prose, Rare, TypeText};
use crate::http::{Method, UrlTemplate};
use crate::json::Value;
use crate::odata::QueryOption;
use crate::source::{Span, Spanned};
use std::sync::Arc;

/// What an operation page claims.
#[derive(Clone, Debug, Default)]
pub struct OperationFacts {
    /// The documented request lines.
    pub lines: Vec<RequestLine>,
    /// Should no longer be used: the title or an alert says so.
    pub deprecated: Option<Span>,
    /// `isComposable` of the request lines' annotation.
    pub is_composable: bool,
    /// The rows of the permissions tables.
    pub permissions: Vec<PermissionRow>,
    /// Request header rows.
    pub headers: Vec<ParameterClaim>,
    /// Query parameter rows.
    pub query_parameters: Vec<ParameterClaim>,
    /// What the section about query parameters says of the protocol's own options.
    pub options: OptionFacts,
    /// Path parameter rows.
    pub path_parameters: Vec<ParameterClaim>,
    /// Function parameter rows.
    pub function_parameters: Vec<ParameterClaim>,
    /// The request body section.
    pub body: BodyFacts,
    /// The response section.
    pub response: ResponseFacts,
    /// Operations that are given the same, as the page says instead of its own parameters.
    pub alike: Vec<Alike>,
    /// The examples, request and response paired.
    pub examples: Vec<ExampleFacts>,
    /// JSON that is an example of a type and of no request or answer.
    pub samples: Vec<SampleFacts>,
}

/// Another operation that is given the same: by a link to its section, or by what it asks for.
#[derive(Clone, Debug)]
pub struct Alike {
    /// Where the first link leads.
    pub target: Option<LinkTarget>,
    /// The path, and the method where it is said.
    pub asked: Option<(Option<Method>, UrlTemplate)>,
    /// None of it must be given here.
    pub is_optional: bool,
    /// The sentence that says so.
    pub span: Span,
}

/// One documented request line.
#[derive(Clone, Debug)]
pub struct RequestLine {
    /// The method.
    pub method: Spanned<Method>,
    /// The URL as written, query included.
    pub target: Spanned<String>,
    /// The URL taken apart, sample keys read as placeholders.
    pub template: UrlTemplate,
    /// `target` of the annotation: `action`, `function`, and others that say nothing here.
    pub kind: Option<Spanned<String>>,
    /// A command of an example asks for it, on a page without another line: values stand where placeholders would.
    pub is_command: bool,
}

/// One row of a permissions table.
#[derive(Clone, Debug)]
pub struct PermissionRow {
    /// The row's label: `Delegated (work or school account)`.
    pub label: Spanned<String>,
    /// What the row is about, where a table tells several things apart: `chatMessage`.
    pub scope: Option<String>,
    /// Permissions any of which is enough, least privileged first whatever the page's order. Each is
    /// one permission, or several that are needed together. Empty when not supported.
    pub alternatives: Vec<Vec<Spanned<String>>>,
    /// The cell says that this kind of caller is not supported.
    pub unsupported: bool,
    /// The header says how the permissions are ordered.
    pub order: PermissionOrder,
}

/// The order a permissions header states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PermissionOrder {
    /// From least to most privileged.
    LeastFirst,
    /// From most to least privileged.
    MostFirst,
    /// The header does not say.
    Unstated,
}

/// A row of a header or parameter table.
#[derive(Clone, Debug)]
pub struct ParameterClaim {
    /// The name.
    pub name: Spanned<String>,
    /// The type, when there is a type column.
    pub ty: Option<TypeText>,
    /// The description, or the value column.
    pub description: Option<Prose>,
    /// It is said to be required (`true`) or optional (`false`).
    pub required: Option<bool>,
    /// What its description says of its values.
    pub notes: Rare<PropertyNotes>,
}

/// Which of the protocol's query options an operation takes, as far as its page says so.
#[derive(Clone, Debug, Default)]
pub struct OptionFacts {
    /// "supports the OData query parameters", without saying which.
    pub all: Option<Span>,
    /// The same of "some of" or "the following" ones.
    pub some: Option<Span>,
    /// "does not support the OData query parameters".
    pub none: Option<Span>,
    /// Options that the section names.
    pub named: Vec<Spanned<QueryOption>>,
    /// Options that the section says are not supported.
    pub refused: Vec<Spanned<QueryOption>>,
}

/// What the request body section says.
#[derive(Clone, Debug, Default)]
pub struct BodyFacts {
    /// "Do not supply a request body".
    pub none: Option<Span>,
    /// Sentences below its heading speak of one.
    pub is_spoken_of: bool,
    /// "The binary stream of the file".
    pub bytes: Option<Span>,
    /// The type named in prose: "a JSON representation of the `x` object"; several for "a `x` or `y`".
    pub ty: Option<TypeText>,
    /// "A `x` object with the following properties": the name under which the object is sent whose
    /// properties the table lists.
    pub wrapper: Option<Spanned<String>>,
    /// Examples send a list of such objects under that name.
    pub wraps_many: bool,
    /// It is said to be a list of the objects that are described.
    pub many: Option<Span>,
    /// It is said to be a form.
    pub form: Option<Span>,
    /// It is said to be made of parts, some of which may be files.
    pub parts: Option<Span>,
    /// The body itself, where the section shows it as JSON.
    pub json: Option<Value>,
    /// "the following parameters": the table lists an action's parameters, not a type's properties.
    pub parameters: Option<Span>,
    /// The section says that the listed properties are required.
    pub all_required: Option<Span>,
    /// The section says that there need not be one, or so of all that may stand in it.
    pub is_optional: bool,
    /// The table's rows.
    pub properties: Vec<PropertyClaim>,
    /// Tables below a heading of their own, and its words.
    pub headed: Vec<(Span, String)>,
}

impl BodyFacts {
    /// Whether the page says anything of a body.
    pub fn is_described(&self) -> bool {
        self.is_spoken_of
            || self.bytes.is_some()
            || self.ty.is_some()
            || self.wrapper.is_some()
            || self.json.is_some()
            || self.parameters.is_some()
            || self.all_required.is_some()
            || !self.properties.is_empty()
    }
}

/// What the response section says.
#[derive(Clone, Debug, Default)]
pub struct ResponseFacts {
    /// The status codes, in order.
    pub statuses: Vec<Spanned<u16>>,
    /// The type named in prose; its `collection` says "collection of". Several for "a `x` or `y`".
    pub ty: Option<TypeText>,
    /// The sentence that names it says that it is answered; another one may only speak of it.
    pub is_said: bool,
    /// The status that the sentence naming the type speaks of.
    pub of_status: Option<u16>,
    /// The section speaks of a header or link that tells where the answer, or the operation that works
    /// on it, will be: what is there is not what is answered.
    pub location: Option<Span>,
    /// Nothing is answered.
    pub none: Option<Span>,
    /// The rows of a table or list of what is answered.
    pub properties: Vec<PropertyClaim>,
}

/// An example of a type by itself, such as what the service sends on its own.
#[derive(Clone, Debug)]
pub struct SampleFacts {
    /// The type, as the annotation says it.
    pub ty: TypeText,
    /// It is a collection, in `value`.
    pub is_collection: bool,
    /// The JSON.
    pub body: Arc<Value>,
}

/// A request and the response that belongs to it.
#[derive(Clone, Debug)]
pub struct ExampleFacts {
    /// The heading the example stands under.
    pub heading: Option<String>,
    /// The request.
    pub request: Option<RequestExample>,
    /// The response.
    pub response: Option<ResponseExample>,
}

/// An example request.
#[derive(Clone, Debug)]
pub struct RequestExample {
    /// The annotation before the block; one block may hold several examples.
    pub annotation: Arc<Annotation>,
    /// The method.
    pub method: Spanned<Method>,
    /// The URL as written.
    pub target: Spanned<String>,
    /// The URL taken apart.
    pub template: UrlTemplate,
    /// The headers.
    pub headers: Vec<crate::http::Header>,
    /// The body.
    pub body: Option<ExampleBody>,
    /// The names of the fields of a form, if that is what it sends.
    pub fields: Vec<Spanned<String>>,
    /// These are sent as parts.
    pub is_of_parts: bool,
    /// Some of these are files.
    pub has_files: bool,
    /// Its body stands elsewhere: as JSON in a block of its own between it and its answer, which is not read as
    /// its body, or in a file or a variable that a command names.
    pub has_body_beside: bool,
    /// The whole block.
    pub span: Span,
}

/// An example response.
#[derive(Clone, Debug)]
pub struct ResponseExample {
    /// The annotation before the block; one block may hold several examples.
    pub annotation: Arc<Annotation>,
    /// The status code.
    pub status: Spanned<u16>,
    /// The headers.
    pub headers: Vec<crate::http::Header>,
    /// The body.
    pub body: Option<ExampleBody>,
    /// The whole block.
    pub span: Span,
}

/// The body of an example message.
#[derive(Clone, Debug)]
pub enum ExampleBody {
    /// JSON, perhaps repaired; the model has the same, and it is large.
    Json(Arc<Value>),
    /// JSON by its look, but no repair makes it so.
    BrokenJson(Span),
    /// Text or bytes of another kind.
    Other(Span),
}
