//! Structs: entity and complex types, and what parameters look like too.

use super::file::blank_line;
use super::names::{self, Name};
use super::recursion::Components;
use super::rustdoc::{Rustdoc, code};
use super::types::{References, Types, Viewpoint};
use crate::model::{
    Docs, ItemType, Model, Parameter, Property, StructuredType, Type, TypeId, TypeRef,
};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeSet;

/// A struct to write: everything decided.
#[derive(Debug)]
pub(super) struct Struct {
    /// The type's name.
    pub(super) name: Name,
    /// The qualified name on the wire, or the path of the operation that takes it.
    pub(super) wire: String,
    /// What the struct says about itself.
    pub(super) rustdoc: Rustdoc,
    /// The fields, inherited ones first.
    pub(super) fields: Vec<Field>,
}

/// A field to write.
#[derive(Debug)]
pub(super) struct Field {
    name: Name,
    wire: String,
    ty: TypeRef,
    boxed: bool,
    rustdoc: Rustdoc,
}

impl Field {
    /// The runtime's function that reads the field. `Box` has its own: no trait can be implemented
    /// both for every model and for boxes.
    fn decoder(&self) -> &'static str {
        if self.boxed { "decode_boxed" } else { "decode" }
    }

    /// The runtime's method that writes the field.
    fn encoder(&self) -> &'static str {
        if self.boxed { "boxed" } else { "member" }
    }
}

/// Decides the struct of a type: bases' fields before its own, boxes where values would hold themselves.
pub(super) fn plan_struct(
    model: &Model,
    types: &Types,
    components: &Components,
    id: TypeId,
    ty: &StructuredType,
) -> Struct {
    let mut owners: Vec<&StructuredType> = std::iter::once(ty).chain(model.bases(ty)).collect();
    owners.reverse();
    let mut seen = BTreeSet::new();
    let properties: Vec<(&StructuredType, &Property)> = owners
        .iter()
        .flat_map(|owner| owner.properties.iter().map(|property| (*owner, property)))
        .filter(|(_, property)| seen.insert(property.name.as_str()))
        .collect();
    let names =
        names::settle(properties.iter().map(|(_, it)| (Name::of(&it.name), it.name.as_str())));
    let fields = properties.iter().zip(names).map(|((owner, property), name)| {
        let owner = model.type_id(&owner.name.qualified()).unwrap_or(id);
        let boxed = match property.ty.item {
            ItemType::Named(target)
                if !property.ty.collection && matches!(model.ty(target), Type::Structured(_)) =>
            {
                property.navigation
                    || [id, owner].iter().any(|owner| components.recursive(*owner, target))
            }
            ItemType::Named(_) | ItemType::Primitive(_) | ItemType::Untyped => false,
        };
        Field {
            name,
            wire: property.name.clone(),
            ty: property.ty,
            boxed,
            rustdoc: document_property(model, property),
        }
    });
    Struct {
        name: types.entry(id).name.clone(),
        wire: ty.name.qualified(),
        rustdoc: document_struct(model, ty),
        fields: fields.collect(),
    }
}

/// Decides the struct of an operation's parameters.
pub(super) fn plan_parameters(
    model: &Model,
    name: Name,
    wire: String,
    rustdoc: Rustdoc,
    parameters: &[Parameter],
) -> Struct {
    let mut seen = BTreeSet::new();
    let parameters: Vec<_> = parameters.iter().filter(|it| seen.insert(it.name.as_str())).collect();
    let names = names::settle(parameters.iter().map(|it| (Name::of(&it.name), it.name.as_str())));
    let fields = parameters.iter().zip(names).map(|(parameter, name)| Field {
        name,
        wire: parameter.name.clone(),
        ty: parameter.ty,
        boxed: false,
        rustdoc: match parameter.required {
            Some(true) => document_member(model, &parameter.docs, &parameter.name, parameter.ty)
                .ours("Required."),
            Some(false) | None => {
                document_member(model, &parameter.docs, &parameter.name, parameter.ty)
            }
        },
    });
    Struct { name, wire, rustdoc, fields: fields.collect() }
}

/// The file of a type: imports, then the struct.
pub(super) fn emit_model(
    model: &Model,
    types: &Types,
    id: TypeId,
    strukt: &Struct,
) -> Vec<TokenStream> {
    let namespace = &types.entry(id).namespace;
    let mut references = References::new(types, Viewpoint::Namespace(namespace));
    let items = emit_struct(model, &mut references, strukt);
    let imports = references.import_neighbours(id).into_iter().chain(references.import_runtime());
    imports.chain(items).collect()
}

/// The items of one struct: itself, its field handles, its codec.
pub(super) fn emit_struct(
    model: &Model,
    references: &mut References<'_>,
    strukt: &Struct,
) -> Vec<TokenStream> {
    let ident = strukt.name.type_ident();
    let wire = strukt.wire.as_str();
    let rustdoc = strukt.rustdoc.attributes();
    for name in ["Extra", "Model", "ObjectWriter", "Value", "codec"] {
        references.runtime(name);
    }
    let types: Vec<TokenStream> =
        strukt.fields.iter().map(|field| references.property(model, field.ty)).collect();
    let fields = strukt.fields.iter().zip(&types).map(|(field, ty)| {
        let rustdoc = field.rustdoc.attributes();
        let ident = field.name.snake_ident();
        match field.boxed {
            true => quote!(#rustdoc pub #ident: Option<Box<#ty>>),
            false => quote!(#rustdoc pub #ident: Option<#ty>),
        }
    });
    let handles = strukt.fields.iter().zip(&types).map(|(field, ty)| {
        let constant = field.name.constant_ident();
        let wire = field.wire.as_str();
        let text = format!(" {}", code(wire));
        quote!(#[doc = #text] pub const #constant: Field<Self, #ty> = Field::new(#wire);)
    });
    let handles = (!strukt.fields.is_empty()).then(|| {
        references.runtime("Field");
        quote!(impl #ident { #(#handles)* })
    });
    let wires: Vec<&str> = strukt.fields.iter().map(|field| field.wire.as_str()).collect();
    let idents: Vec<_> = strukt.fields.iter().map(|field| field.name.snake_ident()).collect();
    let decoders = strukt.fields.iter().map(|field| names::fixed(field.decoder()));
    let encoders = strukt.fields.iter().map(|field| names::fixed(field.encoder()));
    let blank = blank_line();
    let decode = match wires.is_empty() {
        true => quote! {
            #[inline]
            fn decode_member(&mut self, _: &str, value: Value) -> Result<(), Value> { Err(value) }
        },
        false => quote! {
            #[inline]
            fn decode_member(&mut self, name: &str, value: Value) -> Result<(), Value> {
                match name {
                    #(#wires => codec::#decoders(&mut self.#idents, value),)*
                    _ => Err(value),
                }
            }
        },
    };
    let encode = match wires.is_empty() {
        true => quote!(
            #[inline]
            fn encode_members(&self, _: &mut ObjectWriter) {}
        ),
        false => quote! {
            #[inline]
            fn encode_members(&self, object: &mut ObjectWriter) {
                #(object.#encoders(#wires, &self.#idents);)*
            }
        },
    };
    let strukt = quote! {
        #rustdoc
        #[derive(Clone, Default)]
        pub struct #ident {
            #(#fields,)*
            /// What was read beyond the documented members, and what had another type than documented.
            pub extra: Extra,
        }
    };
    let codec = quote! {
        impl Model for #ident {
            const NAME: &'static str = #wire;
            const MEMBERS: &'static [&'static str] = &[#(#wires),*];
            #blank
            #decode
            #blank
            #encode
            #blank
            #[inline]
            fn extra(&self) -> &Extra { &self.extra }
            #blank
            #[inline]
            fn extra_mut(&mut self) -> &mut Extra { &mut self.extra }
        }
    };
    let debug = quote! {
        impl ::core::fmt::Debug for #ident {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result { codec::debug(self, f) }
        }
    };
    std::iter::once(strukt).chain(handles).chain([codec, debug]).collect()
}

fn document_struct(model: &Model, ty: &StructuredType) -> Rustdoc {
    let mut rustdoc = Rustdoc::new().prose(ty.docs.text.as_deref());
    if rustdoc.is_empty() {
        rustdoc = rustdoc.ours(&code(&ty.name.qualified()));
    }
    if let Some(base) = model.bases(ty).next() {
        rustdoc = rustdoc.ours(&format!("Derived from {}.", code(&base.name.qualified())));
    }
    document_page(rustdoc, &ty.docs)
}

/// What a property says about itself; the wire name and type where the docs are silent.
fn document_property(model: &Model, property: &Property) -> Rustdoc {
    let rustdoc = document_member(model, &property.docs, &property.name, property.ty);
    if property.deprecated { rustdoc.ours("Deprecated.") } else { rustdoc }
}

fn document_member(model: &Model, docs: &Docs, wire: &str, ty: TypeRef) -> Rustdoc {
    let rustdoc = Rustdoc::new().prose(docs.text.as_deref());
    if !rustdoc.is_empty() {
        return rustdoc;
    }
    rustdoc.ours(&format!("{}: {}", code(wire), code(&wire_type(model, ty))))
}

/// A type reference in the docs' terms.
fn wire_type(model: &Model, ty: TypeRef) -> String {
    let item = match ty.item {
        ItemType::Primitive(primitive) => primitive.name().to_owned(),
        ItemType::Named(id) => model.ty(id).name().qualified(),
        ItemType::Untyped => "Edm.Untyped".to_owned(),
    };
    if ty.collection { format!("Collection({item})") } else { item }
}

/// Adds the page that documents a thing.
pub(super) fn document_page(rustdoc: Rustdoc, docs: &Docs) -> Rustdoc {
    match &docs.page {
        Some(page) => rustdoc.ours(&format!("Page: {}", code(page))),
        None => rustdoc,
    }
}
