//! What the passes over operations share.

use crate::facts::{OperationFacts, PageFacts, RequestLine, TypeText};
use crate::http;
use crate::model::{Method, Model, Path};
use crate::naming::{Cx, Declarations, Hint};

/// What the passes over operations share.
#[derive(Clone, Copy)]
pub(crate) struct OperationCx<'a> {
    pub(crate) cx: &'a Cx<'a>,
    pub(crate) declared: &'a Declarations<'a>,
    /// The model's types; its operations are being made.
    pub(crate) model: &'a Model,
    /// Unknown names are guessed at, which costs and is bounded; where nothing is told, that is in vain.
    pub(crate) guesses: bool,
}

impl<'a> OperationCx<'a> {
    /// What helps with a text of one unknown name.
    pub(super) fn hint(&self, text: &TypeText) -> Hint<'a> {
        if self.guesses { self.declared.hint(text) } else { Hint::default() }
    }

    /// Whether only the docs say what is sent and answered. OData's paths lead along properties, its answers are what
    /// stands there, and what changes it is sent as a part of it.
    pub(super) fn is_said_only(&self, page: &PageFacts) -> bool {
        page.section.is_some() || !self.cx.dialect.service.protocol.knows_odata()
    }
}

/// One page's claim to an operation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PageClaim<'f> {
    pub(crate) page: &'f PageFacts,
    pub(crate) facts: &'f OperationFacts,
}

/// One page's request lines of one operation.
#[derive(Debug)]
pub(crate) struct Group<'f> {
    pub(crate) claim: PageClaim<'f>,
    pub(crate) method: Method,
    pub(crate) path: Path,
    pub(crate) lines: Vec<&'f RequestLine>,
    /// No line of the page asks for it, but an example does.
    pub(crate) only_shown: bool,
}

/// A request that only an example asks, as a line of its page, with its path.
#[derive(Debug)]
pub(crate) struct ShownLine<'f> {
    pub(crate) claim: PageClaim<'f>,
    pub(crate) line: RequestLine,
    pub(crate) path: Path,
}

/// The types that a page names for what its operations answer.
pub(crate) fn answered_names(facts: &OperationFacts) -> impl Iterator<Item = &str> {
    let responses = facts.examples.iter().filter_map(|example| example.response.as_ref());
    let annotated = responses.filter_map(|response| response.annotation.odata_type.as_ref());
    let texts = annotated.chain(&facts.response.ty);
    texts.flat_map(|text| &text.mentions).map(|mention| mention.name.as_str())
}

/// A method of a message as one of the model.
pub(crate) fn method(method: http::Method) -> Method {
    match method {
        http::Method::Get => Method::Get,
        http::Method::Post => Method::Post,
        http::Method::Patch => Method::Patch,
        http::Method::Put => Method::Put,
        http::Method::Delete => Method::Delete,
        http::Method::Head => Method::Head,
        http::Method::Options => Method::Options,
        http::Method::Other(name) => Method::Other(name),
    }
}
