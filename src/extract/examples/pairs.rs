//! Which response answers which request.

use crate::dialect::Section;
use crate::extract::code::annotated_code::AnnotatedCode;
use crate::extract::cx::Cx;
use crate::extract::page::outline::Part;
use crate::facts::{ExampleBody, ExampleFacts, RequestExample, ResponseExample};
use crate::http;
use crate::source::{FileId, Span};
use std::collections::{BTreeMap, VecDeque};

/// An example that has no answer yet.
pub(super) fn unanswered(
    code: &AnnotatedCode<'_>,
    request: http::Request,
    body: Option<ExampleBody>,
) -> ExampleFacts {
    let template = http::parse_url(&request.target.value, request.target.span);
    let request = RequestExample {
        annotation: code.annotation.clone(),
        method: request.method,
        target: request.target,
        template,
        headers: request.headers,
        body,
        fields: Vec::new(),
        is_of_parts: false,
        has_files: false,
        has_body_beside: false,
        span: code.code.content,
    };
    let heading = code.heading.map(str::to_owned);
    ExampleFacts { heading, request: Some(request), response: None }
}

/// The examples of a page, as they are read.
#[derive(Debug, Default)]
pub(crate) struct Examples {
    pub(crate) all: Vec<ExampleFacts>,
    /// Those with a request, by the names that it is given.
    by_name: BTreeMap<String, VecDeque<usize>>,
}

impl Examples {
    /// Takes an example without a response.
    pub(crate) fn push(&mut self, example: ExampleFacts) {
        let names = example.request.iter().flat_map(|it| &it.annotation.names);
        for name in names {
            let places = self.by_name.entry(name.value.clone()).or_default();
            places.push_back(self.all.len());
        }
        self.all.push(example);
    }

    /// Joins a response to the request it names, else to the nearest request before it in the same
    /// example.
    pub(crate) fn answer(
        &mut self,
        scopes: &Scopes,
        response: ResponseExample,
        heading: Option<&str>,
    ) {
        let named = self.named(&response).and_then(|place| self.all.get_mut(place));
        if let Some(example) = named {
            example.response = Some(response);
            return;
        }
        let scope = scopes.of(response.span);
        let last = self.all.last_mut().filter(|example| {
            let asks = example.request.as_ref();
            example.response.is_none() && asks.is_some_and(|it| scopes.of(it.span) == scope)
        });
        match last {
            Some(example) => example.response = Some(response),
            None => self.push(ExampleFacts {
                heading: heading.map(str::to_owned),
                request: None,
                response: Some(response),
            }),
        }
    }

    /// The first request without an answer that has one of the response's names.
    fn named(&mut self, response: &ResponseExample) -> Option<usize> {
        let Self { all, by_name } = self;
        let is_answered = |place: &usize| all.get(*place).is_none_or(|it| it.response.is_some());
        let mut free = |name: &str| {
            let places = by_name.get_mut(name)?;
            while places.front().is_some_and(is_answered) {
                places.pop_front();
            }
            places.front().copied()
        };
        response.annotation.names.iter().filter_map(|name| free(&name.value)).min()
    }
}

/// Where the headings stand that begin an example: "Example 2", not "Response".
#[derive(Debug)]
pub(crate) struct Scopes(BTreeMap<FileId, Vec<u32>>);

impl Scopes {
    pub(crate) fn find(cx: &Cx<'_>, parts: &[Part<'_>]) -> Self {
        let mut starts: BTreeMap<FileId, Vec<u32>> = BTreeMap::new();
        for heading in parts.iter().filter_map(Part::heading) {
            let section = cx.dialect.section(&heading.text);
            if section.is_some_and(|(section, _)| section == Section::Examples) {
                starts.entry(heading.span.file).or_default().push(heading.span.start);
            }
        }
        starts.values_mut().for_each(|starts| starts.sort_unstable());
        Self(starts)
    }

    /// Where the example begins that a place of the page is in.
    pub(crate) fn of(&self, place: Span) -> u32 {
        let starts = self.0.get(&place.file).map_or(&[][..], Vec::as_slice);
        let n_before = starts.partition_point(|start| *start <= place.start);
        n_before.checked_sub(1).map_or(0, |last| starts[last])
    }
}
