//! Inheritance between emitted structs: a base tells what a value really is, and a derived value becomes its base.

use crate::emit::rust::naming::{References, Types};
use crate::emit::rust::rustdoc::Rustdoc;
use crate::emit::rust::templates::{Code, Item, Lines, item};
use crate::model::{Model, Type, TypeId};

/// For every type the types derived from it, directly or not, in name order.
#[derive(Debug)]
pub(crate) struct Descent(Vec<Vec<TypeId>>);

impl Descent {
    /// Follows the bases of the types that are emitted.
    pub(crate) fn of(model: &Model) -> Self {
        let mut derived = vec![Vec::new(); model.types.len()];
        for id in model.type_ids() {
            for base in bases(model, model.ty(id)) {
                derived[base.0].push(id);
            }
        }
        Self(derived)
    }

    /// The types derived from one.
    pub(crate) fn derived(&self, id: TypeId) -> &[TypeId] {
        &self.0[id.0]
    }
}

/// The bases of a type, nearest first.
pub(crate) fn bases(model: &Model, ty: &Type) -> Vec<TypeId> {
    let Type::Structured(ty) = ty else { return Vec::new() };
    let first = ty.base.into_iter();
    let others = model.bases(ty).filter_map(|base| base.base);
    first.chain(others).collect()
}

/// The impls that tie a struct to its bases and to what is derived from it. All are inline: what nobody calls costs no
/// code (measured, before most of a codec was shared: three quarters of a release build).
pub(super) fn emit_inheritance(
    model: &Model,
    types: &Types,
    references: &mut References<'_>,
    descent: &Descent,
    id: TypeId,
) -> Vec<Item> {
    let entry = types.entry(id);
    let ident = entry.name.type_ident();
    let mut items = Vec::new();
    let derived = descent.derived(id);
    if !derived.is_empty() {
        let links = derived.iter().map(|id| {
            let name = types.entry(*id).name.type_ident();
            format!("[`{name}`]({})", types.doc_path(*id, &entry.namespace))
        });
        let docs = Rustdoc::new()
            .ours("The value as a derived type, if it is one: what `extra` kept becomes fields.")
            .ours(&format!("What there is: {}.", links.collect::<Vec<_>>().join(", ")));
        let blank = Lines::blank();
        items.push(item!([ident, docs, blank] {
            impl #ident {
                /// The qualified name of what the value is: its `@odata.type`, else this type.
                #[inline]
                pub fn kind(&self) -> String { codec::kind(self) }
                #blank
                #docs
                pub fn downcast<D: codec::Derived<Self>>(&self) -> Option<D> { codec::downcast(self) }
            }
        }));
        // One for all of them, since each is checked anew.
        let parameter = Code::name(if ident == "D" { "T" } else { "D" });
        items.push(item!([ident, parameter] {
            impl<#parameter: codec::Derived<#ident>> ::core::convert::From<#parameter> for #ident {
                #[inline]
                fn from(derived: #parameter) -> Self { codec::upcast(&derived) }
            }
        }));
    }
    for base in bases(model, model.ty(id)) {
        let base = references.named(base);
        items.push(item!([base, ident] { impl codec::Derived<#base> for #ident {} }));
    }
    items
}
