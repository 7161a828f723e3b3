//! What descriptions that list requests say of them beside the types: parameters in the URL and in headers, whether
//! there is a body, and statuses; and what is wrong with such a description.

use super::ServiceProperty;
use crate::source::{Span, Spanned};

/// What is said of a request.
#[derive(Clone, Debug, Default)]
pub struct Wire {
    /// Parameters in the URL's query.
    pub query: Vec<ServiceProperty>,
    /// Headers.
    pub headers: Vec<ServiceProperty>,
    /// It carries nothing.
    pub has_no_body: bool,
    /// The successes that there are; none where that is left open.
    pub statuses: Vec<Spanned<u16>>,
}

/// A part of a description that can't be taken as it stands; the rest of it is.
#[derive(Clone, Debug)]
pub struct Fault {
    /// Where.
    pub span: Span,
    /// What is wrong there.
    pub message: String,
    /// Where else it is so, or what it contradicts, and how.
    pub others: Vec<(Span, &'static str)>,
}
