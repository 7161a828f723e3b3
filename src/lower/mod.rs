//! Facts in, model out: names resolved, claims reconciled, operations attached to paths.
//!
//! The passes run in the order of [`lower`]; a later one never changes an earlier one's result.

mod bind;
mod bodies;
mod compare;
mod declare;
mod deviations;
mod enums;
mod examples;
mod infer;
mod inheritance;
mod json_types;
mod kinds;
mod merge;
mod names;
mod operations;
mod options;
mod paths;
mod precedence;
mod properties;
mod resolve;
mod responses;
mod service;
mod shapes;
mod updates;
mod words;

pub use service::service_of_docs;

use crate::diagnostic::Diagnostics;
use crate::dialect::Dialect;
use crate::facts::{Facts, PageFacts};
use crate::model::{Docs, Model, Type};
use crate::source::{SourceMap, Span};
use indexmap::IndexMap;

/// Reconciles all claims into a model.
pub fn lower(
    sources: &SourceMap,
    facts: &Facts,
    dialect: &Dialect,
    diagnostics: &mut Diagnostics,
) -> Model {
    let namespaces = names::Namespaces::of(facts, dialect);
    let cx = Cx { sources, dialect, namespaces: &namespaces };
    let declared = declare::declare(&cx, facts, diagnostics);
    let bases = inheritance::link(&cx, &declared, diagnostics);
    let properties = properties::merge(&cx, &declared, &bases, diagnostics);
    let said = enums::said(&cx, &declared);
    let mut types = IndexMap::new();
    for (id, declaration) in declared.iter() {
        let said = said.get(&id).map_or(&[][..], Vec::as_slice);
        let ty = enums::lower(&cx, declaration, said).map_or_else(
            || {
                let own = &properties[id.0];
                Type::Structured(properties::structured(&cx, declaration, bases[id.0], own))
            },
            Type::Enum,
        );
        types.insert(declaration.name.qualified(), ty);
    }
    let mut model = Model {
        default_namespace: dialect.default_namespace.to_owned(),
        base_url: dialect.service.base_url.to_owned(),
        published: dialect.published.clone(),
        types,
        operations: Vec::new(),
    };
    model.operations = operations::lower(&cx, facts, &declared, &model, diagnostics);
    kinds::decide(&cx, &mut model);
    deviations::find(&cx, &mut model);
    compare::compare(&cx, facts, &declared, &model, diagnostics);
    model
}

/// What every pass needs.
#[derive(Clone, Copy, Debug)]
struct Cx<'a> {
    sources: &'a SourceMap,
    dialect: &'a Dialect,
    namespaces: &'a names::Namespaces,
}

impl<'a> Cx<'a> {
    fn path(&self, page: &PageFacts) -> &'a str {
        &self.sources.file(page.file).path
    }

    fn docs(&self, text: Option<&str>, span: Span) -> Docs {
        Docs {
            text: text.map(str::to_owned),
            page: Some(self.sources.file(span.file).path.clone()),
            span: Some(span),
        }
    }
}
