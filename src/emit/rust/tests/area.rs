//! What the examples of one area refer to, collected on the way.

use crate::emit::rust::naming::{References, Types, Viewpoint, names};
use crate::emit::rust::rustdoc::one_line;
use crate::emit::rust::templates::{Code, Item, List, fill};
use crate::json::{Value, ValueKind};
use crate::model::{Deviation, DeviationKind, ItemType, Model, Type, TypeId};
use proc_macro2::Ident;
use quote::quote;
use std::collections::{BTreeMap, BTreeSet};

/// What the examples of one area refer to.
pub(super) struct Area<'a> {
    pub(super) model: &'a Model,
    pub(super) references: References<'a>,
    /// Names of the run time's module of tests.
    testing: BTreeSet<&'static str>,
    pub(super) stated: Stated,
}

impl<'a> Area<'a> {
    /// An area that refers to nothing yet.
    pub(super) fn new(model: &'a Model, types: &'a Types) -> Self {
        Self {
            model,
            references: References::new(types, Viewpoint::Outside),
            testing: BTreeSet::from(["Examples"]),
            stated: Stated::of(model),
        }
    }
}

impl Area<'_> {
    /// The `use` items of the area's file.
    pub(super) fn imports(&self, krate: &Ident) -> Vec<Item> {
        let testing = self.testing.iter().copied().map(names::fixed);
        let own =
            if self.references.uses_models() { quote!({Client, models}) } else { quote!(Client) };
        let imports = [
            quote!(use ::docwright_client::testing::{#(#testing),*};),
            quote!(use ::#krate::#own;),
        ];
        self.references.import_runtime().into_iter().chain(imports.map(Item::from)).collect()
    }

    /// A name of the run time's module of tests, imported.
    pub(super) fn testing(&mut self, name: &'static str) -> Code {
        self.testing.insert(name);
        Code::name(name)
    }

    /// The deviations that are known of an example.
    pub(super) fn emit_deviations(&mut self, deviations: &[Deviation]) -> List {
        let deviations = deviations.iter().filter_map(|it| {
            let name = match it.kind {
                // A client keeps such a value as it is, so reading meets nothing else.
                DeviationKind::UndocumentedEnumMember { .. } => return None,
                DeviationKind::Undocumented { .. } => "Undocumented",
                DeviationKind::OfDerived { .. } => "OfDerived",
                DeviationKind::Additional => "Additional",
                DeviationKind::OtherType { .. } => "OtherType",
                DeviationKind::UnknownType { .. } => "UnknownType",
                DeviationKind::Wrapped => "Wrapped",
            };
            let (deviation, kind) = (self.testing("Deviation"), Code::name(name));
            let (line, path) = (&it.line, &it.path);
            Some(match it.kind {
                DeviationKind::Wrapped => fill!(Expr [deviation, kind] { #deviation::#kind }),
                _ => fill!(Expr [deviation, kind, line, path] { #deviation::#kind(#line, #path) }),
            })
        });
        List(deviations.collect())
    }

    /// The types that were stated, each with what reads it.
    pub(super) fn emit_types(&mut self) -> Vec<String> {
        let found = std::mem::take(&mut self.stated.found);
        let types = found.into_iter().map(|id| {
            let name = self.model.ty(id).name().qualified();
            let (read, ty) = (self.testing("value"), self.references.item(ItemType::Named(id)));
            fill!(Element [name, read, ty] { (#name, #read::<#ty>) })
        });
        types.collect()
    }
}

/// The types that values of examples say they are, and need not: most only repeat the documented one, which is read already.
pub(super) struct Stated {
    /// Structured types by qualified name in lower case.
    known: BTreeMap<String, TypeId>,
    found: BTreeSet<TypeId>,
}

impl Stated {
    fn of(model: &Model) -> Self {
        let structured = model.type_ids().filter(|id| matches!(model.ty(*id), Type::Structured(_)));
        let known = structured.map(|id| (model.ty(id).name().qualified().to_lowercase(), id));
        Self { known: known.collect(), found: BTreeSet::new() }
    }

    /// Looks for types in a value that is documented as one.
    pub(super) fn look(&mut self, value: &Value, documented: Option<TypeId>) {
        match &value.kind {
            ValueKind::Array(items) => items.iter().for_each(|it| self.look(it, documented)),
            ValueKind::Object(members) => {
                let name = value.get("@odata.type").and_then(Value::as_str);
                let name = name.map(|it| it.trim_start_matches('#').to_lowercase());
                let stated = name.and_then(|name| self.known.get(&name)).copied();
                self.found.extend(stated.filter(|it| Some(*it) != documented));
                for member in members {
                    // A list, or the wrapper of a single value.
                    let documented = documented.filter(|_| member.name == "value");
                    self.look(&member.value, documented);
                }
            }
            ValueKind::Null | ValueKind::Bool(_) | ValueKind::Number(_) | ValueKind::String(_) => {}
        }
    }
}

/// The place of an example, as its test tells it.
pub(super) fn what(page: &str, line: u32) -> String {
    format!("{}:{line}", one_line(page))
}
