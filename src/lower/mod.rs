//! Facts in, model and ledger out: names resolved, claims reconciled, operations attached to paths.
//!
//! The passes run in the order of [`lower`]. Types come before operations; what only operations tell
//! of types (kinds, relationships to many, bodies of updates) is filled in at the end.

mod corrections;
mod examples;
mod inferred;
mod operations;
mod said;
mod service;
mod types;

pub use service::service_of_docs;

use crate::corrections::Corrections;
use crate::diagnostic::Diagnostics;
use crate::dialect::Dialect;
use crate::facts::Facts;
use crate::ledger::Ledger;
use crate::model::{Model, Spellings, Type};
use crate::naming::{Cx, Namespaces};
use crate::source::SourceMap;
use operations::cx::OperationCx;
use operations::relationships;
use rayon::prelude::*;
use types::{declare, enums, inheritance, kinds, properties};

/// Reconciles all claims into a model, those of `corrections` first of all.
pub fn lower<'f>(
    sources: &SourceMap,
    facts: &'f Facts,
    dialect: &Dialect,
    corrections: &Corrections,
    diagnostics: &mut Diagnostics,
) -> (Model, Ledger<'f>) {
    let namespaces = Namespaces::of(facts, dialect);
    let cx = Cx { sources, dialect, namespaces: &namespaces };
    let declared = declare::declare(&cx, facts, diagnostics);
    let mut bases = inheritance::link(&cx, &declared, diagnostics);
    corrections::bases(&cx, corrections, &declared, &mut bases, diagnostics);
    let properties = properties::merge(&cx, &declared, &bases, diagnostics);
    let said = enums::said(&cx, &declared);
    let all: Vec<_> = declared.iter().collect();
    let types = all.par_iter().map(|&(id, declaration)| {
        let ty = enums::lower(&cx, id, declaration, &said).map_or_else(
            || {
                let (base, own) = (bases[id.0].decided, &properties[id.0]);
                Type::Structured(properties::structured(&cx, declaration, base, own))
            },
            Type::Enum,
        );
        (declaration.name.qualified(), ty)
    });
    let types: Vec<(String, Type)> = types.collect();
    let mut model = Model {
        default_namespace: dialect.default_namespace.to_owned(),
        base_url: dialect.service.base_url.to_owned(),
        protocol: dialect.service.protocol.clone(),
        published: dialect.published.clone(),
        types: types.into_iter().collect(),
        operations: Vec::new(),
        spellings: Spellings::default(),
        part: None,
    };
    let undecided = corrections::types(corrections, &mut model, diagnostics);
    let operation_cx = OperationCx { cx: &cx, declared: &declared, model: &model, guesses: true };
    let (mut found, mut operations) = operations::lower(&operation_cx, facts, diagnostics);
    let both = (&mut found, &mut operations);
    corrections::operations(&cx, corrections, &model, both, diagnostics);
    let examples = examples::attach(&operation_cx, facts, &mut found, diagnostics);
    let relationships = relationships::of_many(&operation_cx, &found, &operations);
    model.operations = found;
    properties::are_many(&mut model, &relationships);
    corrections::relationships(corrections, &mut model, &relationships, &undecided, diagnostics);
    let kinds = kinds::decide(&cx, &declared, &mut model);
    corrections::kinds(corrections, &mut model, &kinds, diagnostics);
    inferred::add(&cx, facts, &declared, &mut model);
    examples::decide_numbers(&cx, &declared, &mut model);
    examples::decide_times(&cx, &mut model);
    examples::find_deviations(&cx, &mut model);
    let samples = examples::samples(&cx, &declared, facts, &model, diagnostics);
    let ledger =
        Ledger { namespaces, declared, bases, kinds, operations, relationships, examples, samples };
    (model, ledger)
}
