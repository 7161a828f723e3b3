//! Structs: entity and complex types, and what parameters look like too.

use super::codec::{Codec, emit_codec};
use super::holding::{Hold, Holding};
use super::inheritance::{Descent, emit_inheritance};
use super::terms;
use crate::emit::rust::derives::{Added, Derives, Kind};
use crate::emit::rust::naming::{
    Name, References, Types, Viewpoint, apart, members, settle_members,
};
use crate::emit::rust::rustdoc::{Rustdoc, code, page_link};
use crate::emit::rust::templates::{Code, Item, Lines, Members, code, item, lines};
use crate::model::{Docs, ItemType, Model, Parameter, Property, StructuredType, TypeId, TypeRef};
use crate::protocol::OData;
use proc_macro2::Ident;
use std::collections::BTreeSet;

/// A struct to write: everything decided.
#[derive(Debug)]
pub(crate) struct Struct {
    /// The type's name.
    pub(crate) name: Name,
    /// The qualified name on the wire, or the path of the operation that takes it.
    pub(crate) wire: String,
    /// What the struct says about itself.
    pub(crate) rustdoc: Rustdoc,
    /// The fields, inherited ones first.
    pub(super) fields: Vec<Field>,
    /// The qualified names of the types derived from it.
    pub(super) derived: Vec<String>,
    /// What a user adds.
    added: Added,
    /// Whether fields hold it out of the compiler's sight.
    is_root: bool,
}

/// A field to write.
#[derive(Debug)]
pub(crate) struct Field {
    name: Name,
    wire: String,
    ty: TypeRef,
    hold: Hold,
    rustdoc: Rustdoc,
}

/// Decides the struct of a type: bases' fields before its own, and how each holds its value.
pub(crate) fn plan_struct(
    model: &Model,
    types: &Types,
    derives: &Derives,
    holding: &Holding,
    descent: &Descent,
    id: TypeId,
    ty: &StructuredType,
) -> Struct {
    let properties = members(model, ty);
    let names = settle_members(model, &properties);
    let kept_in_extra: Vec<&Property> =
        properties.iter().map(|(_, it)| *it).filter(|it| !model.has_field(it)).collect();
    let properties = properties.into_iter().zip(holding.of_type(id)).zip(names);
    let fields = properties.filter(|(((_, property), _), _)| model.has_field(property));
    let fields = fields.map(|(((_, property), hold), name)| Field {
        name,
        wire: property.name.clone(),
        ty: property.ty,
        hold: *hold,
        rustdoc: document_property(model, property),
    });
    let (name, wire) = (types.entry(id).name.clone(), ty.name.qualified());
    let names = [ty.name.name.as_str(), &wire, &name.type_ident().to_string()];
    Struct {
        added: derives.of(Kind::Struct, &names),
        name,
        wire,
        rustdoc: document_struct(model, types, id, ty, &kept_in_extra),
        fields: fields.collect(),
        derived: descent.derived(id).iter().map(|id| model.ty(*id).name().qualified()).collect(),
        is_root: holding.is_root(id),
    }
}

/// Decides the struct of an operation's parameters.
pub(crate) fn plan_parameters(
    model: &Model,
    name: Name,
    wire: String,
    rustdoc: Rustdoc,
    added: Added,
    parameters: &[Parameter],
) -> Struct {
    let mut seen = BTreeSet::new();
    let parameters: Vec<_> = parameters.iter().filter(|it| seen.insert(it.name.as_str())).collect();
    let names = apart::settle(parameters.iter().map(|it| (Name::of(&it.name), it.name.as_str())));
    let fields = parameters.iter().zip(names).map(|(parameter, name)| Field {
        name,
        wire: parameter.name.clone(),
        ty: parameter.ty,
        hold: Hold::Plain,
        rustdoc: document_parameter(model, parameter),
    });
    let (fields, derived) = (fields.collect(), Vec::new());
    Struct { name, wire, rustdoc, fields, derived, added, is_root: false }
}

/// The file of a type: imports, then the struct.
pub(crate) fn emit_model(
    model: &Model,
    types: &Types,
    descent: &Descent,
    id: TypeId,
    strukt: &Struct,
) -> Vec<Item> {
    let namespace = &types.entry(id).namespace;
    let mut references = References::new(types, Viewpoint::Namespace(namespace));
    let mut items = emit_struct(model, &mut references, strukt);
    items.extend(emit_inheritance(model, types, &mut references, descent, id));
    let imports = references.import_neighbours(id).into_iter().chain(references.import_runtime());
    imports.chain(items).collect()
}

/// The items of one struct: itself, its field handles, its codec.
pub(crate) fn emit_struct(
    model: &Model,
    references: &mut References<'_>,
    strukt: &Struct,
) -> Vec<Item> {
    let ident = strukt.name.type_ident();
    for name in ["Extra", "Member", "Model", "codec"] {
        references.runtime(name);
    }
    let types: Vec<Code> =
        strukt.fields.iter().map(|field| references.property(model, field.ty)).collect();
    let definition = emit_definition(model, references, &ident, strukt, &types);
    let handles = emit_handles(references, &ident, strukt, &types);
    let fields = strukt.fields.iter().map(|it| (it.name.snake_ident(), it.wire.as_str()));
    let codec = emit_codec(&Codec {
        ident: &ident,
        wire: &strukt.wire,
        fields: fields.collect(),
        derived: &strukt.derived,
        is_root: strukt.is_root,
    });
    let debug = item!([ident] {
        impl ::core::fmt::Debug for #ident {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result { codec::debug(self, f) }
        }
    });
    let equal = item!([ident] {
        impl PartialEq for #ident {
            #[inline]
            fn eq(&self, other: &Self) -> bool { codec::equal(self, other) }
        }
    });
    let eq = strukt.added.is_eq.then(|| item!([ident] { impl ::core::cmp::Eq for #ident {} }));
    let hash = strukt.added.is_hash.then(|| {
        item!([ident] {
            impl ::core::hash::Hash for #ident {
                #[inline]
                fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) { codec::hash(self, state) }
            }
        })
    });
    let serde = item!([ident] { ::docwright_client::serde_bridge!(#ident); });
    let item = std::iter::once(definition).chain(handles);
    item.chain([codec, debug, equal]).chain(eq).chain(hash).chain([serde]).collect()
}

fn emit_definition(
    model: &Model,
    references: &mut References<'_>,
    ident: &Ident,
    strukt: &Struct,
    types: &[Code],
) -> Item {
    let fields = strukt.fields.iter().zip(types).map(|(field, ty)| {
        let (rustdoc, ident) = (&field.rustdoc, field.name.snake_ident());
        let ty = emit_held(model, references, field.ty, field.hold, ty);
        lines!(Field [rustdoc, ident, ty] { #rustdoc pub #ident: Option<#ty>, })
    });
    let fields: Lines = fields.collect();
    let (rustdoc, derives) = (&strukt.rustdoc, strukt.added.behind("Clone, Default"));
    item!([rustdoc, derives, ident, fields] {
        #rustdoc
        #[derive(#derives)]
        pub struct #ident {
            #fields
            /// What was read beyond the documented members, and what had another type than documented.
            pub extra: Extra,
        }
    })
}

/// A constant for each field, by which queries and patches name it.
fn emit_handles(
    references: &mut References<'_>,
    ident: &Ident,
    strukt: &Struct,
    types: &[Code],
) -> Option<Item> {
    let handles = strukt.fields.iter().zip(types).map(|(field, ty)| {
        let (constant, wire) = (field.name.constant_ident(), &field.wire);
        let rustdoc = Rustdoc::new().line(code(wire));
        lines!(Member [rustdoc, constant, ty, wire] {
            #rustdoc pub const #constant: Field<Self, #ty> = Field::new(#wire);
        })
    });
    let handles = Members(handles.collect());
    (!strukt.fields.is_empty()).then(|| {
        references.runtime("Field");
        item!([ident, handles] { impl #ident { #handles } })
    })
}

/// The type of what a field holds of this type.
pub(crate) fn emit_held(
    model: &Model,
    references: &mut References<'_>,
    ty: TypeRef,
    hold: Hold,
    plain: &Code,
) -> Code {
    match hold {
        Hold::Plain => plain.clone(),
        Hold::Boxed => code!(Type [plain] { Box<#plain> }),
        Hold::Hidden => references.hidden(model, ty),
    }
}

fn document_struct(
    model: &Model,
    types: &Types,
    id: TypeId,
    ty: &StructuredType,
    kept_in_extra: &[&Property],
) -> Rustdoc {
    let mut rustdoc = Rustdoc::new().prose(ty.docs.text.as_deref());
    if rustdoc.is_empty() {
        rustdoc = rustdoc.ours(&code(&ty.name.qualified()));
    }
    if ty.inferred {
        rustdoc = rustdoc.ours("No page defines it; this is what examples and tables show.");
    }
    if let Some(base) = ty.base {
        let name = code(&model.ty(base).name().name);
        let path = types.doc_path(base, &types.entry(id).namespace);
        rustdoc = rustdoc.ours(&format!("Derived from [{name}]({path})."));
    }
    rustdoc = document_kept(rustdoc, ty, kept_in_extra);
    document_page(model, rustdoc, &ty.docs)
}

/// Says which properties have no field, since their types were not chosen, and how to get one.
fn document_kept(rustdoc: Rustdoc, ty: &StructuredType, kept: &[&Property]) -> Rustdoc {
    if kept.is_empty() {
        return rustdoc;
    }
    let names: Vec<String> = kept.iter().map(|it| code(&it.name)).collect();
    let docs =
        format!("In `extra`, since this client leaves their types out: {}.", names.join(", "));
    match kept.iter().find(|it| it.navigation) {
        Some(first) => {
            let setting = code(&format!("expand = [\"{}.{}\"]", ty.name.name, first.name));
            rustdoc.ours(&format!("{docs} With {setting} the relationship is a field."))
        }
        None => rustdoc.ours(&docs),
    }
}

/// What a property says about itself; the wire name and type where the docs are silent.
fn document_property(model: &Model, property: &Property) -> Rustdoc {
    let mut rustdoc = document_member(model, &property.docs, &property.name, property.ty);
    if let Some(said) = terms::said(&property.terms, &property.docs) {
        rustdoc = rustdoc.ours(&said);
    }
    if property.deprecated && !mentions(&property.docs, "deprecated") {
        return rustdoc.ours("Deprecated.");
    }
    rustdoc
}

fn document_parameter(model: &Model, parameter: &Parameter) -> Rustdoc {
    let mut rustdoc = document_member(model, &parameter.docs, &parameter.name, parameter.ty);
    if let Some(said) = terms::said(&parameter.terms, &parameter.docs) {
        rustdoc = rustdoc.ours(&said);
    }
    if parameter.inferred {
        rustdoc = rustdoc.ours("Only an example shows it.");
    }
    if parameter.required == Some(true) && !mentions(&parameter.docs, "required") {
        return rustdoc.ours("Required.");
    }
    rustdoc
}

fn mentions(docs: &Docs, word: &str) -> bool {
    docs.text.as_ref().is_some_and(|text| text.to_ascii_lowercase().contains(word))
}

fn document_member(model: &Model, docs: &Docs, wire: &str, ty: TypeRef) -> Rustdoc {
    let rustdoc = Rustdoc::new().prose(docs.text.as_deref());
    if !rustdoc.is_empty() {
        return rustdoc;
    }
    rustdoc.ours(&format!("{}: {}", code(wire), code(&wire_type(model, ty))))
}

/// A type reference in the docs' terms: those of OData only where the service knows it.
fn wire_type(model: &Model, ty: TypeRef) -> String {
    let is_odata = model.protocol.odata != OData::default();
    let item = match ty.item {
        ItemType::Primitive(primitive) if is_odata => primitive.name().to_owned(),
        ItemType::Primitive(primitive) => primitive.bare_name().to_owned(),
        ItemType::Named(id) => model.ty(id).name().qualified(),
        ItemType::Untyped if is_odata => "Edm.Untyped".to_owned(),
        ItemType::Untyped => "any JSON".to_owned(),
    };
    match (ty.collection, is_odata) {
        (true, true) => format!("Collection({item})"),
        (true, false) => format!("{item}[]"),
        (false, _) => item,
    }
}

/// Adds the page that documents a thing.
pub(super) fn document_page(model: &Model, rustdoc: Rustdoc, docs: &Docs) -> Rustdoc {
    match &docs.page {
        Some(page) => rustdoc.ours(&format!("Page: {}", page_link(model, page))),
        None => rustdoc,
    }
}
