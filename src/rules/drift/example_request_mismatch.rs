//! `example-request-mismatch`: an example request can't be made as its line and its page say.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::facts::{ExampleBody, OperationFacts, RequestExample, RequestLine};
use crate::http;
use crate::json::{Member, Value};
use crate::model::{Method, Misfit, Operation, RequestBody};
use crate::rules::cx::RuleCx;
use crate::source::{Span, Spanned};
use crate::urls::is_service;
use std::collections::BTreeSet;

pub(super) static EXAMPLE_REQUEST_MISMATCH: Rule = Rule {
    name: "example-request-mismatch",
    level: Level::Warn,
    summary: "an example request is of another form than documented",
    explanation: include_str!("example_request_mismatch.md"),
};

/// Looks for bodies where the page says that there is none. What a method takes no body with is told as a
/// misfit.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    for (_, operation) in cx.operations() {
        let body = &operation.body;
        let says_more = body.ty.is_some() || body.bytes.is_some() || body.json.is_some();
        let Some(none) = body.none.filter(|_| !says_more && body.properties.is_empty()) else {
            continue;
        };
        for request in operation.examples.iter().filter_map(|it| it.request.as_ref()) {
            let is_sending =
                !matches!(request.method.value, http::Method::Get | http::Method::Delete);
            let sent = match &request.body {
                Some(ExampleBody::Json(value)) if is_sending => value,
                _ => continue,
            };
            let is_line = |it: &RequestLine| it.method.value == request.method.value;
            let is_own = is_service(&cx.dialect.service, &request.template);
            if is_own && !is_empty(sent) && operation.lines.iter().any(is_line) {
                let headline = "example sends a body, the page says that there is none";
                let finding =
                    Diagnostic::new(&EXAMPLE_REQUEST_MISMATCH, sent.span.part(0..1), headline);
                diagnostics.report(finding.because(none, "said here"));
            }
        }
    }
}

/// An example request, and all that is said of what it may send.
#[derive(Clone, Copy)]
pub(super) struct Sent<'a> {
    pub(super) operation: &'a Operation,
    pub(super) request: Option<&'a RequestExample>,
    /// What the example's page says.
    pub(super) page: Option<&'a OperationFacts>,
}

impl<'a> Sent<'a> {
    /// Whether it is no mistake after all, by what else the page says: the client can't make such a request, and
    /// people may.
    pub(super) fn is_meant(self, misfit: &Misfit) -> bool {
        let body = self.page.map(|it| &it.body);
        let sent = self.request.and_then(|it| it.body.as_ref());
        match misfit {
            Misfit::Argument { value, .. } => is_hole(value),
            // Nothing is said of it, it stands elsewhere, or it may be left out.
            Misfit::NoBody => {
                body.is_some_and(|it| !it.is_described() || it.is_optional)
                    || self.sends_bytes()
                    || self.request.is_some_and(|it| it.has_body_beside)
                    || self.sends_rows()
            }
            Misfit::Body => {
                let is_nothing = match sent {
                    Some(ExampleBody::Json(sent)) => is_empty(sent),
                    // That it is no JSON is told.
                    Some(ExampleBody::BrokenJson(_)) => true,
                    Some(ExampleBody::Other(_)) | None => false,
                };
                self.operation.method == Method::Delete
                    && (is_nothing || self.sends_documented(&self.names()))
            }
            Misfit::OtherBody => match (&self.operation.request, sent) {
                // A form, of which the fields that nothing documents are told.
                (_, Some(ExampleBody::Other(_))) => {
                    self.request.is_some_and(|it| !it.fields.is_empty())
                }
                // That it is no JSON is told.
                (_, Some(ExampleBody::BrokenJson(_))) => true,
                // What the page describes instead of a reference, or that there is none.
                (RequestBody::Reference { .. }, Some(ExampleBody::Json(sent))) => {
                    let is_listed = |name: &str| {
                        let rows = body.iter().flat_map(|it| &it.properties);
                        rows.into_iter().any(|row| row.name.value.eq_ignore_ascii_case(name))
                    };
                    sent.as_object().is_some_and(|sent| sent.iter().all(|it| is_listed(&it.name)))
                }
                _ => false,
            },
            // That it is of no line is told.
            Misfit::Form | Misfit::Key => true,
            Misfit::Quotes { .. } | Misfit::NoArguments { .. } => false,
        }
    }

    /// The fields of a form that nothing documents, if anything is.
    pub(super) fn strange_fields(self) -> impl Iterator<Item = &'a Spanned<String>> {
        let known = self.documented();
        let fields = self.request.map_or(&[][..], |it| &it.fields);
        fields.iter().filter(move |it| !known.is_empty() && !known.contains(&outer(&it.value)))
    }

    /// The names of all that it sends: members, fields of a form, what stands behind its URL.
    fn names(self) -> Vec<String> {
        let Some(request) = self.request else { return Vec::new() };
        let queried = request.template.query.iter().flat_map(|it| http::decode_query(&it.value));
        let fields = request.fields.iter().map(|it| it.value.clone());
        let members = match &request.body {
            Some(ExampleBody::Json(value)) => value.as_object().unwrap_or_default(),
            Some(ExampleBody::BrokenJson(_) | ExampleBody::Other(_)) | None => &[],
        };
        let members = members.iter().map(|it| it.name.clone());
        fields.chain(queried.map(|(name, _)| name)).chain(members).collect()
    }

    /// Whether all names are those of documented parameters, wherever these go: they may be sent as fields of a
    /// form, or behind the URL.
    fn sends_documented(self, names: &[String]) -> bool {
        let known = self.documented();
        !names.is_empty() && names.iter().all(|name| known.contains(&outer(name)))
    }

    /// Whether other things than JSON are sent, which a page can't show, and the example says nothing of it.
    fn sends_bytes(self) -> bool {
        let mut headers = self.request.iter().flat_map(|it| &it.headers);
        !self.operation.media.is_empty()
            && !headers.any(|it| it.name.value.eq_ignore_ascii_case("content-type"))
    }

    /// Whether some of what stands behind the URL is said to be the body's, and all of it is documented.
    fn sends_rows(self) -> bool {
        let rows = self.page.iter().flat_map(|it| &it.body.properties);
        let rows: BTreeSet<String> = rows.map(|it| outer(&it.name.value)).collect();
        let names = self.names();
        names.iter().any(|it| rows.contains(&outer(it))) && self.sends_documented(&names)
    }

    /// What the page documents, or else what all pages of the operation do.
    fn documented(self) -> BTreeSet<String> {
        let rows = self.page.iter().flat_map(|it| &it.body.properties).map(|it| &it.name.value);
        let query = self.page.iter().flat_map(|it| &it.query_parameters).map(|it| &it.name.value);
        let of_page: BTreeSet<String> = rows.chain(query).map(|name| outer(name)).collect();
        if !of_page.is_empty() {
            return of_page;
        }
        let parameters = match &self.operation.request {
            RequestBody::Parameters(parameters) => parameters.as_slice(),
            RequestBody::None
            | RequestBody::Type(_)
            | RequestBody::Stream
            | RequestBody::Media(_)
            | RequestBody::Reference { .. }
            | RequestBody::Untyped => &[],
        };
        parameters.iter().chain(&self.operation.query).map(|it| outer(&it.name)).collect()
    }
}

/// The member that a name of members in it begins with: `owner` of `owner[name]`.
fn outer(name: &str) -> String {
    name.split(['[', '.']).next().unwrap_or_default().to_lowercase()
}

/// An object with nothing in it, which is sent where JSON is asked for and there is nothing to say.
fn is_empty(sent: &Value) -> bool {
    sent.as_object().is_some_and(<[Member]>::is_empty)
}

/// Whether a value only stands for one: `{n}`, `<row>`, `...`.
fn is_hole(value: &str) -> bool {
    value.contains(['{', '<', '[', '…']) || value.contains("...")
}

/// A request, why it does not fit, and the line whose URL it has.
pub(super) fn report(
    method: Method,
    request: Span,
    misfit: &Misfit,
    line: Option<Span>,
) -> Diagnostic {
    let headline = match misfit {
        Misfit::Quotes { argument } => {
            format!("argument {} is quoted here or on its line, not on both", named(argument))
        }
        Misfit::Argument { argument, ty, .. } => {
            format!("argument {} is no `{}`", named(argument), ty.name())
        }
        Misfit::NoArguments { function } => {
            format!("example calls `{function}` without the arguments that the page documents")
        }
        Misfit::Body => {
            format!("example sends a body with `{}`, which takes none here", method.as_str())
        }
        Misfit::Key => "example has another key in its path than its line".to_owned(),
        Misfit::NoBody => "example sends no body, the page describes one".to_owned(),
        Misfit::Form | Misfit::OtherBody => {
            "example sends another kind of body than the page describes".to_owned()
        }
    };
    let finding = Diagnostic::new(&EXAMPLE_REQUEST_MISMATCH, request, headline);
    match line {
        Some(line) => finding.because(line, "the documented line"),
        None => finding,
    }
}

fn named(argument: &str) -> String {
    if argument.is_empty() { "without a name".to_owned() } else { format!("`{argument}`") }
}
