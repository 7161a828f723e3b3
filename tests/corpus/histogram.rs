//! What a doc set became, in counts: the diff of their snapshot is how a change to the reader is
//! reviewed. A line each, sorted: `count  stage: what`.

use super::examples;
use docwright::edm::Kind;
use docwright::facts::{
    BlockForm, Claim, ExampleBody, ExampleFacts, Facts, LeftReason, OperationFacts, PageFacts,
    TypeFacts, Verdict,
};
use docwright::model::{ItemType, Model, Operation, StructuredType, Type};
use docwright::pipeline::Compilation;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Debug, Write};

/// Lines of the snapshot past which nobody reads its diff.
const MOST_LINES: usize = 200;

/// Everything a reviewer wants to see move: pages, facts, blocks, model, findings.
pub(crate) fn histogram(compilation: &Compilation) -> String {
    let mut counts = Counts::default();
    facts(&mut counts, &compilation.facts);
    model(&mut counts, &compilation.model);
    let diagnostics = &compilation.diagnostics;
    let mut unresolved = BTreeSet::new();
    for finding in diagnostics.iter() {
        let level = diagnostics.level(finding).as_str();
        counts.one(format!("finding, {level}: {}", finding.rule.name));
        if finding.rule.name == "unknown-type" {
            unresolved.insert(finding.headline.as_str());
        }
    }
    counts.some("model: names that nothing defines", unresolved.len());
    counts.show()
}

#[derive(Default)]
struct Counts(BTreeMap<String, usize>);

impl Counts {
    fn some(&mut self, what: impl Into<String>, count: usize) {
        *self.0.entry(what.into()).or_default() += count;
    }

    fn one(&mut self, what: impl Into<String>) {
        self.some(what, 1);
    }

    fn by_source<T>(&mut self, what: &str, claims: &[Claim<T>]) {
        claims.iter().for_each(|claim| self.one(by(what, &claim.source)));
    }

    /// The counts, those of nothing aside: a doc set that lacks a form should not list it.
    fn show(self) -> String {
        let mut text = String::new();
        for (what, count) in self.0.iter().filter(|(_, count)| **count > 0) {
            writeln!(text, "{count:>7} {what}").expect("a string takes all text");
        }
        assert!(text.lines().count() <= MOST_LINES, "too long to be read:\n{text}");
        text
    }
}

fn by(what: &str, source: &impl Debug) -> String {
    format!("fact: {what} by {source:?}")
}

fn facts(counts: &mut Counts, facts: &Facts) {
    for page in &facts.pages {
        counts.one(format!("page: {:?}", page.kind));
        page.types.iter().for_each(|ty| type_facts(counts, ty));
        for it in &page.enums {
            counts.one(by("enum", &it.name.source));
            counts.some("fact: enum member", it.members.len());
        }
        page.operation.iter().for_each(|it| operation_facts(counts, it));
        counts.some("fact: link", page.links.len());
        blocks(counts, page);
    }
}

fn type_facts(counts: &mut Counts, ty: &TypeFacts) {
    counts.by_source("type name", &ty.names);
    counts.by_source("base", &ty.bases);
    counts.by_source("derived type", &ty.derived);
    for claim in &ty.properties {
        counts.one(by("property", &claim.source));
        counts.some("fact: value of a property's list", claim.notes.values.len());
    }
}

fn operation_facts(counts: &mut Counts, operation: &OperationFacts) {
    counts.some("fact: request line", operation.lines.len());
    counts.some("fact: permissions row", operation.permissions.len());
    counts.some("fact: header", operation.headers.len());
    counts.some("fact: query parameter", operation.query_parameters.len());
    counts.some("fact: query option", operation.options.named.len());
    counts.some("fact: query option refused", operation.options.refused.len());
    counts.some("fact: path parameter", operation.path_parameters.len());
    counts.some("fact: function parameter", operation.function_parameters.len());
    counts.some("fact: body property", operation.body.properties.len());
    counts.some("fact: body of a type", operation.body.ty.iter().count());
    counts.some("fact: body of parameters", operation.body.parameters.iter().count());
    counts.some("fact: no body", operation.body.none.iter().count());
    counts.some("fact: response status", operation.response.statuses.len());
    counts.some("fact: response type", operation.response.ty.iter().count());
    operation.examples.iter().for_each(|it| example_facts(counts, it));
}

fn example_facts(counts: &mut Counts, example: &ExampleFacts) {
    counts.one(match (&example.request, &example.response) {
        (Some(_), Some(_)) => "fact: example request with response",
        (Some(_), None) => "fact: example request alone",
        (None, _) => "fact: example response alone",
    });
    let bodies = [
        example.request.as_ref().and_then(|it| it.body.as_ref()),
        example.response.as_ref().and_then(|it| it.body.as_ref()),
    ];
    for body in bodies.into_iter().flatten() {
        counts.one(match body {
            ExampleBody::Json(_) => "fact: example body of JSON",
            ExampleBody::BrokenJson(_) => "fact: example body of broken JSON",
            ExampleBody::Other(_) => "fact: example body of another kind",
        });
    }
}

fn blocks(counts: &mut Counts, page: &PageFacts) {
    for block in &page.blocks {
        let form = block.form;
        counts.one(match block.verdict {
            // What is missing is never there in another way.
            Verdict::Left(LeftReason::MissingInclude) => "block: Include left".to_owned(),
            Verdict::Structure if !matches!(form, BlockForm::Table | BlockForm::Code) => {
                "block: line, frame or tab".to_owned()
            }
            Verdict::Left(reason) => format!("block: {form:?} left, {reason:?}"),
            verdict => format!("block: {form:?} {verdict:?}"),
        });
    }
}

fn model(counts: &mut Counts, model: &Model) {
    for ty in model.types.values() {
        match ty {
            Type::Structured(ty) => structured(counts, ty),
            Type::Enum(ty) => {
                counts.one("model: enum");
                counts.some("model: enum member", ty.members.len());
            }
        }
    }
    model.operations.iter().for_each(|it| operation(counts, it));
}

fn structured(counts: &mut Counts, ty: &StructuredType) {
    counts.one(match ty.kind {
        Kind::Entity => "model: entity",
        Kind::Complex => "model: complex",
    });
    counts.some("model: inferred type", usize::from(ty.inferred));
    for property in &ty.properties {
        counts.one(match property.navigation {
            true => "model: relationship",
            false => "model: property",
        });
        counts.some("model: inferred property", usize::from(property.inferred));
        let is_untyped = property.ty.item == ItemType::Untyped;
        counts.some("model: property of any JSON", usize::from(is_untyped));
    }
}

fn operation(counts: &mut Counts, operation: &Operation) {
    counts.one(format!("model: operation, {:?}", operation.shape));
    counts.some("model: example of an operation", operation.examples.len());
    let requests = operation.examples.iter().filter_map(|example| example.request.as_ref());
    let n_misfits = requests.filter(|request| request.misfit.is_some()).count();
    counts.some("model: example, request of another form", n_misfits);
    for deviation in examples::deviations(operation) {
        counts.one(format!("model: example, {}", examples::kind(deviation)));
    }
    counts.one(format!("model: pages of a key, {}", operation.agreement.as_str()));
    for option in &operation.options {
        counts.one(format!("model: operation takes {}", option.name()));
    }
    counts.some("model: operation tracks changes", usize::from(operation.tracks_changes));
    for header in &operation.known_headers {
        counts.one(format!("model: operation sends {header:?}"));
    }
}
