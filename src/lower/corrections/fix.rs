//! What is told where a correction can't be made, and what the names in it stand for.

use crate::corrections::{ParameterCorrection, TypeName};
use crate::diagnostic::Diagnostics;
use crate::edm::Primitive;
use crate::model::{ItemType, Model, Parameter, TypeId, TypeRef};
use crate::rules::upkeep;
use crate::source::{Span, Spanned};
use crate::spelling::Guesses;
use std::collections::BTreeMap;

/// What making corrections needs.
pub(super) struct Fix<'a> {
    diagnostics: &'a mut Diagnostics,
    guesses: Guesses,
}

impl<'a> Fix<'a> {
    pub(super) fn new(diagnostics: &'a mut Diagnostics) -> Self {
        Self { diagnostics, guesses: Guesses::default() }
    }

    /// Something that the docs do not have.
    pub(super) fn nothing<'n>(
        &mut self,
        what: &str,
        name: &str,
        known: impl IntoIterator<Item = &'n str>,
        span: Span,
    ) {
        let near = self.guesses.meant(name, known);
        self.diagnostics.report(upkeep::unmatched_correction::report(what, name, near, span));
    }

    /// Something that the docs have under another name, for sure.
    pub(super) fn meant(&mut self, what: &str, name: &Spanned<String>, meant: &str) {
        let near = Some(meant);
        let report = upkeep::unmatched_correction::report(what, &name.value, near, name.span);
        self.diagnostics.report(report);
    }

    /// Something that is said not to be there, and is not: nothing to do, or a misspelt name.
    pub(super) fn absent<'n>(
        &mut self,
        what: &str,
        name: &Spanned<String>,
        known: impl IntoIterator<Item = &'n str>,
    ) {
        match self.guesses.meant(&name.value, known) {
            near @ Some(_) => self.diagnostics.report(upkeep::unmatched_correction::report(
                what,
                &name.value,
                near,
                name.span,
            )),
            None => self.needless(name.span),
        }
    }

    /// A name that something else has.
    pub(super) fn taken(&mut self, what: &str, name: &Spanned<String>) {
        let article = if what.starts_with(['a', 'o']) { "an" } else { "a" };
        let wrong = format!("there is {article} {what} `{}` already", name.value);
        self.refuse(wrong, "write another name, or correct the other one first", name.span);
    }

    /// What can't be made true, and what to write.
    pub(super) fn refuse(&mut self, headline: String, help: &str, span: Span) {
        self.diagnostics.report(upkeep::unmatched_correction::refusal(headline, help, span));
    }

    /// Whether another correction is of the same thing, under whatever name, which is told.
    pub(super) fn is_twice<K: Ord>(
        &mut self,
        seen: &mut BTreeMap<K, Span>,
        named: Option<K>,
        span: Span,
    ) -> bool {
        let Some(named) = named else { return false };
        let first = *seen.entry(named).or_insert(span);
        if first != span {
            self.diagnostics.report(upkeep::unmatched_correction::twice(first, span));
        }
        first != span
    }

    /// Sets what is corrected, if it is; what is so already is told.
    pub(super) fn set<T: PartialEq + Clone>(&mut self, old: &mut T, new: Option<&Spanned<T>>) {
        let Some(new) = new else { return };
        match *old == new.value {
            true => self.needless(new.span),
            false => old.clone_from(&new.value),
        }
    }

    /// Sets all that is said of a parameter but what it is called.
    pub(super) fn parameter(
        &mut self,
        parameter: &mut Parameter,
        it: &ParameterCorrection,
        ty: Option<&Spanned<TypeRef>>,
    ) {
        self.set(&mut parameter.ty, ty);
        let required = it.required.as_ref().map(|it| Spanned::new(Some(it.value), it.span));
        self.set(&mut parameter.required, required.as_ref());
    }

    /// A correction that changes nothing.
    pub(super) fn needless(&mut self, span: Span) {
        self.diagnostics.report(upkeep::needless_correction::report(span));
    }

    /// The type that a correction names. A type that the docs do not have is told.
    pub(super) fn resolve(&mut self, model: &Model, name: &Spanned<TypeName>) -> Option<TypeRef> {
        let TypeName { name: item, collection } = &name.value;
        let found = item_of(model, item);
        if found.is_none() {
            let primitives = Primitive::ALL.iter().map(|it| it.name());
            let bare = Primitive::ALL.iter().map(|it| it.bare_name());
            let near = self.guesses.meant(item, names(model).chain(primitives).chain(bare));
            let report = upkeep::unmatched_correction::report("type", item, near, name.span);
            self.diagnostics.report(report);
        }
        Some(TypeRef { item: found?, collection: *collection })
    }
}

/// The item that a name is of.
fn item_of(model: &Model, name: &str) -> Option<ItemType> {
    let bare = name.strip_prefix("Edm.").unwrap_or(name);
    if bare == "Untyped" {
        return Some(ItemType::Untyped);
    }
    let named = || id_of(model, name).map(ItemType::Named);
    let primitive = || {
        let same = |it: &&Primitive| it.bare_name() == bare;
        Primitive::ALL.iter().find(same).map(|it| ItemType::Primitive(*it))
    };
    match name.starts_with("Edm.") {
        true => primitive(),
        false => named().or_else(primitive),
    }
}

/// The type of a name: a whole one, one in the default namespace, or the only one whose last part it is.
pub(super) fn id_of(model: &Model, name: &str) -> Option<TypeId> {
    let in_default = || model.type_id(&format!("{}.{name}", model.default_namespace));
    let only = || model.type_id(model.only_named(name).filter(|_| !name.contains('.'))?);
    model.type_id(name).or_else(in_default).or_else(only)
}

/// The names of all types, without their namespaces.
pub(super) fn names(model: &Model) -> impl Iterator<Item = &str> {
    model.types.values().map(|ty| ty.name().name.as_str())
}
