//! What docwright read of a doc set, by the lines of its pages.

use super::text::Place;
use docwright::facts::Facts;
use docwright::model::{ItemType, Model, ResponseBody};
use docwright::pipeline::Compilation;
use docwright::source::{SourceMap, Span};
use std::collections::{BTreeMap, BTreeSet};

/// What was read, and where.
#[derive(Default)]
pub(super) struct Read {
    /// Request lines of operations.
    pub(super) lines: BTreeSet<Place>,
    /// Their methods and paths as written, without what follows `?`.
    pub(super) routes: BTreeSet<String>,
    /// Names of parameters, of properties of bodies and of answers.
    pub(super) rows: BTreeSet<Place>,
    /// Answers in sections of operations, and whether these answer a type.
    pub(super) answers: BTreeMap<Place, bool>,
    /// Requests that belong to an operation.
    pub(super) requests: BTreeSet<Place>,
}

/// Looks up what was read.
pub(super) fn read(sources: &SourceMap, compilation: &Compilation) -> Read {
    let mut read = Read::default();
    rows(sources, &compilation.facts, &mut read);
    operations(sources, &compilation.model, &compilation.facts, &mut read);
    read
}

fn place(sources: &SourceMap, span: Span) -> Place {
    (sources.file(span.file).path.clone(), sources.line(span))
}

fn rows(sources: &SourceMap, facts: &Facts, read: &mut Read) {
    for operation in facts.pages.iter().filter_map(|it| it.operation.as_ref()) {
        let parameters = [
            &operation.headers,
            &operation.query_parameters,
            &operation.path_parameters,
            &operation.function_parameters,
        ];
        let parameters = parameters.into_iter().flatten().map(|it| it.name.span);
        let properties = operation.body.properties.iter().chain(&operation.response.properties);
        let names = parameters.chain(properties.map(|it| it.name.span));
        read.rows.extend(names.map(|it| place(sources, it)));
    }
    let types = facts.pages.iter().flat_map(|it| &it.types).flat_map(|it| &it.properties);
    read.rows.extend(types.map(|it| place(sources, it.name.span)));
}

fn operations(sources: &SourceMap, model: &Model, facts: &Facts, read: &mut Read) {
    let mut typed: BTreeSet<&str> = BTreeSet::new();
    for operation in &model.operations {
        for line in &operation.lines {
            read.lines.insert(place(sources, line.span));
            let path = line.target.split('?').next().unwrap_or_default();
            read.routes.insert(format!("{} {path}", operation.method.as_str()));
        }
        let requests = operation.examples.iter().filter_map(|it| it.request.as_ref());
        read.requests.extend(requests.map(|it| place(sources, it.span)));
        let is_typed = match operation.response {
            ResponseBody::Type(ty) => ty.item != ItemType::Untyped,
            ResponseBody::None | ResponseBody::Stream | ResponseBody::Untyped => false,
        };
        typed.extend(operation.pages.iter().filter(|_| is_typed).map(String::as_str));
    }
    // An answer is its section's also where the request beside it is written as no line of the section is.
    for page in &facts.pages {
        let own = page.section.as_ref().unwrap_or(&sources.file(page.file).path);
        let examples = page.operation.iter().flat_map(|it| &it.examples);
        for response in examples.filter_map(|it| it.response.as_ref()) {
            let at = place(sources, response.status.span);
            *read.answers.entry(at).or_default() |= typed.contains(own.as_str());
        }
    }
}
