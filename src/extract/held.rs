//! The limits of what a page may claim: what is larger is taken out again, whole, and told.

use crate::diagnostic::Diagnostics;
use crate::extract::bounds;
use crate::facts::{
    EnumFacts, OperationFacts, PageFacts, PropertyClaim, PropertyNotes, TypeFacts, TypeText,
};
use crate::limits::{self, Limit};
use crate::rules::page::beyond_limit;
use crate::source::Span;
use std::sync::Arc;

/// Takes out of a page's facts what is beyond a limit.
pub(super) fn hold(facts: &mut PageFacts, diagnostics: &mut Diagnostics) {
    let mut held = Held { diagnostics };
    facts.namespaces.retain(|it| held.holds(bounds::namespace(&it.value), it.span));
    facts.types.retain_mut(|ty| held.ty(ty));
    facts.enums.retain_mut(|it| held.enumeration(it));
    facts.operation.iter_mut().for_each(|it| held.operation(it));
}

/// Whether what stands in a list of values only says that there are more.
fn is_elision(text: &str) -> bool {
    matches!(text.trim(), "..." | "…")
}

struct Held<'d> {
    diagnostics: &'d mut Diagnostics,
}

impl Held<'_> {
    fn told(&mut self, limit: Limit, span: Span) {
        self.diagnostics.report(beyond_limit::report(limit, span));
    }

    /// Whether something is within its limits.
    fn holds(&mut self, beyond: Option<Limit>, span: Span) -> bool {
        if let Some(limit) = beyond {
            self.told(limit, span);
        }
        beyond.is_none()
    }

    /// Whether a name is short enough.
    fn name(&mut self, name: &str, span: Span) -> bool {
        self.holds(bounds::name(name), span)
    }

    fn ty(&mut self, facts: &mut TypeFacts) -> bool {
        let is_named = facts.names.iter().all(|it| self.holds(bounds::of_type(&it.value), it.span));
        facts.aliases.retain(|it| self.name(&it.value, it.span));
        for base in &mut facts.bases {
            base.value.iter_mut().for_each(|it| self.text(it));
        }
        facts.derived.iter_mut().for_each(|it| self.text(&mut it.value));
        self.properties(&mut facts.properties);
        is_named
    }

    fn properties(&mut self, claims: &mut Vec<PropertyClaim>) {
        if let Some(first) = claims.get(limits::TYPE_MEMBERS.most) {
            self.told(limits::TYPE_MEMBERS, first.name.span);
            claims.clear();
        }
        claims.retain_mut(|claim| {
            claim.ty.iter_mut().for_each(|it| self.text(it));
            if let Some(notes) = claim.notes.unusual() {
                self.notes(notes);
            }
            self.name(&claim.name.value, claim.name.span)
        });
    }

    fn notes(&mut self, notes: &mut PropertyNotes) {
        notes.inherited_from.iter_mut().for_each(|it| self.text(it));
        for values in [&mut notes.values, &mut notes.later_values] {
            if let Some(first) = values.get(limits::ENUM_MEMBERS.most) {
                self.told(limits::ENUM_MEMBERS, first.span);
                values.clear();
            }
            values.retain(|it| !is_elision(&it.value) && self.name(&it.value, it.span));
        }
    }

    fn enumeration(&mut self, facts: &mut EnumFacts) -> bool {
        if let Some(first) = facts.members.get(limits::ENUM_MEMBERS.most) {
            self.told(limits::ENUM_MEMBERS, first.name.span);
            return false;
        }
        facts
            .members
            .retain(|it| !is_elision(&it.name.value) && self.name(&it.name.value, it.name.span));
        self.holds(bounds::of_type(&facts.name.value), facts.name.span)
    }

    fn operation(&mut self, facts: &mut OperationFacts) {
        if let Some(first) = facts.lines.get(limits::REQUEST_LINES.most) {
            self.told(limits::REQUEST_LINES, first.target.span);
            facts.lines.clear();
        }
        facts.lines.retain(|it| self.holds(bounds::line(it), it.target.span));
        self.properties(&mut facts.body.properties);
        let texts = [&mut facts.body.ty, &mut facts.response.ty];
        texts.into_iter().flatten().for_each(|it| self.text(it));
        let rows = [&mut facts.headers, &mut facts.query_parameters, &mut facts.path_parameters];
        for rows in rows.into_iter().chain([&mut facts.function_parameters]) {
            rows.iter_mut().filter_map(|it| it.ty.as_mut()).for_each(|it| self.text(it));
            rows.iter_mut().filter_map(|it| it.notes.unusual()).for_each(|it| self.notes(it));
            rows.retain(|it| self.name(&it.name.value, it.name.span));
        }
        for example in &mut facts.examples {
            let request = example.request.take();
            example.request =
                request.filter(|it| self.holds(bounds::path(&it.template), it.target.span));
            // Each field of a form becomes a member of what is sent.
            let fields = example.request.as_mut().map(|it| &mut it.fields);
            for fields in fields.into_iter().filter(|it| it.len() > limits::TYPE_MEMBERS.most) {
                self.told(limits::TYPE_MEMBERS, fields[limits::TYPE_MEMBERS.most].span);
                fields.clear();
            }
            let request = example.request.as_mut().map(|it| &mut it.annotation);
            let response = example.response.as_mut().map(|it| &mut it.annotation);
            for annotation in [request, response].into_iter().flatten() {
                // The code that it stands before has it as well, and nearly none is to be changed.
                let mut mentions = annotation.odata_type.iter().flat_map(|it| &it.mentions);
                if mentions.any(|it| bounds::name(&it.name).is_some()) {
                    let annotation = Arc::make_mut(annotation);
                    annotation.odata_type.iter_mut().for_each(|it| self.text(it));
                }
            }
        }
    }

    /// Takes the names out of a text that are too long.
    fn text(&mut self, text: &mut TypeText) {
        text.mentions.retain(|it| self.name(&it.name, it.span));
    }
}
