//! The Rust names of all types, settled before anything is written, and type references as tokens.

use super::apart;
use super::names::Name;
use crate::edm::Primitive;
use crate::emit::rust::templates::{Code, Item, code, item};
use crate::model::{ItemType, Model, Type, TypeId, TypeRef};
use std::collections::{BTreeMap, BTreeSet};

/// Where every type of the model is found in the emitted code.
#[derive(Debug)]
pub(crate) struct Types {
    krate: String,
    entries: Vec<TypeEntry>,
}

/// One type's place in the emitted code.
#[derive(Debug)]
pub(crate) struct TypeEntry {
    /// The type's name.
    pub(crate) name: Name,
    /// The modules below `models`, none for the default namespace.
    pub(crate) namespace: Vec<Name>,
    /// The private module, and so the file, that holds it.
    pub(crate) file: Name,
    /// The docs say nothing about its values: wherever it is named, any JSON may stand.
    is_shapeless: bool,
}

impl Types {
    /// Settles the names of a model's types.
    pub(crate) fn of(model: &Model) -> Self {
        let wires: Vec<_> = model.types.values().map(|ty| ty.name()).collect();
        let mut namespaces: Vec<Vec<Name>> = wires
            .iter()
            .map(|it| namespace_modules(&model.default_namespace, &it.namespace))
            .collect();
        let renamed = apart::modules_apart(namespaces.iter().flatten());
        for name in namespaces.iter_mut().flatten() {
            if let Some(other) = renamed.get(name) {
                *name = other.clone();
            }
        }
        let mut scopes: BTreeMap<&[Name], Vec<usize>> = BTreeMap::new();
        for (index, namespace) in namespaces.iter().enumerate() {
            scopes.entry(namespace).or_default().push(index);
        }
        let below = apart::modules_by_scope(scopes.keys().copied());
        let mut entries: Vec<Option<TypeEntry>> = wires.iter().map(|_| None).collect();
        for (scope, members) in &scopes {
            let settled = apart::settle(members.iter().map(|&index| {
                (Name::of(model.spellings.ty(wires[index])), wires[index].name.as_str())
            }));
            let files = apart::files_beside(below.get(scope), &settled);
            for ((&index, name), file) in members.iter().zip(settled).zip(files) {
                let is_shapeless = model.is_shapeless(TypeId(index));
                let namespace = scope.to_vec();
                entries[index] = Some(TypeEntry { name, namespace, file, is_shapeless });
            }
        }
        let entries = entries.into_iter().flatten().collect();
        Self { krate: "crate".to_owned(), entries }
    }

    /// The same types in a crate of this name.
    pub(crate) fn within(self, name: &str) -> Self {
        Self { krate: Name::of(name).crate_ident().to_string(), ..self }
    }

    /// What other crates call the emitted one.
    pub(crate) fn krate(&self) -> &str {
        &self.krate
    }

    /// A type's path in other crates.
    pub(crate) fn path_from_outside(&self, id: TypeId) -> String {
        let entry = self.entry(id);
        let modules: Vec<String> =
            entry.namespace.iter().map(|it| format!("{}::", it.module_ident())).collect();
        format!("{}::models::{}{}", self.krate, modules.concat(), entry.name.type_ident())
    }

    /// One type's place.
    pub(crate) fn entry(&self, id: TypeId) -> &TypeEntry {
        &self.entries[id.0]
    }

    /// The path of a type for links in the docs of a type in `namespace`.
    pub(crate) fn doc_path(&self, id: TypeId, namespace: &[Name]) -> String {
        let entry = self.entry(id);
        let mut path = "super::".to_owned();
        if entry.namespace != namespace {
            path.push_str(&"super::".repeat(namespace.len()));
            for module in &entry.namespace {
                path.push_str(&format!("{}::", module.module_ident()));
            }
        }
        format!("{path}{}", entry.name.type_ident())
    }

    /// The place of every type that is emitted, in the model's order.
    pub(crate) fn entries<'t>(
        &'t self,
        model: &'t Model,
    ) -> impl Iterator<Item = (TypeId, &'t TypeEntry)> {
        model.type_ids().map(|id| (id, self.entry(id)))
    }
}

/// The modules for a namespace; one outside the default namespace keeps all its parts.
pub(super) fn namespace_modules(default: &str, namespace: &str) -> Vec<Name> {
    let below = match namespace.strip_prefix(default) {
        Some("") => return Vec::new(),
        Some(rest) if rest.starts_with('.') => &rest[1..],
        Some(_) | None => namespace,
    };
    below.split('.').map(Name::of).collect()
}

/// From where type references are written.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Viewpoint<'a> {
    /// The file of a type in this namespace, which imports its neighbours by name.
    Namespace(&'a [Name]),
    /// A file that imports the module `models`.
    Outside,
}

/// Type references seen from one file; collects what the file has to import.
#[derive(Debug)]
pub(crate) struct References<'a> {
    types: &'a Types,
    from: Viewpoint<'a>,
    runtime: BTreeSet<&'static str>,
    options: BTreeSet<&'static str>,
    // In name order, since that is the order of ids.
    neighbours: BTreeSet<TypeId>,
}

impl<'a> References<'a> {
    /// The types that are referred to.
    pub(crate) fn types(&self) -> &'a Types {
        self.types
    }

    /// References written in a file.
    pub(crate) fn new(types: &'a Types, from: Viewpoint<'a>) -> Self {
        Self {
            types,
            from,
            runtime: BTreeSet::new(),
            options: BTreeSet::new(),
            neighbours: BTreeSet::new(),
        }
    }

    /// A name of the runtime crate, imported.
    pub(crate) fn runtime(&mut self, name: &'static str) -> Code {
        self.runtime.insert(name);
        Code::name(name)
    }

    /// An option that operations take, imported.
    pub(crate) fn option(&mut self, name: &'static str) -> Code {
        self.options.insert(name);
        Code::name(name)
    }

    /// A type of the model.
    pub(crate) fn named(&mut self, id: TypeId) -> Code {
        let types = self.types;
        let entry = types.entry(id);
        let ident = entry.name.type_ident();
        let path = match self.from {
            Viewpoint::Namespace(namespace) if namespace == entry.namespace => {
                self.neighbours.insert(id);
                return Code::from(&ident);
            }
            Viewpoint::Namespace(namespace) => {
                let up = std::iter::repeat_n("super", namespace.len());
                up.fold(Code::name("super"), |path, up| path.then(&Code::name(up)))
            }
            Viewpoint::Outside => {
                self.neighbours.insert(id);
                Code::name("models")
            }
        };
        let modules = entry.namespace.iter().map(|it| Code::from(&it.module_ident()));
        modules.chain([Code::from(&ident)]).fold(path, |path, it| path.then(&it))
    }

    /// The type of one item.
    pub(crate) fn item(&mut self, item: ItemType) -> Code {
        match item {
            ItemType::Primitive(primitive) => self.primitive(primitive),
            ItemType::Named(id) if !self.types.entry(id).is_shapeless => self.named(id),
            ItemType::Named(_) | ItemType::Untyped => self.runtime("RawValue"),
        }
    }

    /// The type of one item as a value of a property, where flags are a set.
    pub(crate) fn property_item(&mut self, model: &Model, item: ItemType) -> Code {
        let ty = self.item(item);
        match item {
            ItemType::Named(id) if matches!(model.ty(id), Type::Enum(ty) if ty.flags) => {
                let flags = self.runtime("Flags");
                code!(Type [flags, ty] { #flags<#ty> })
            }
            _ => ty,
        }
    }

    /// A reference: the item or a `Vec` of it.
    pub(crate) fn property(&mut self, model: &Model, ty: TypeRef) -> Code {
        let item = self.property_item(model, ty.item);
        if ty.collection { code!(Type [item] { Vec<#item> }) } else { item }
    }

    /// A reference to a structured type out of the compiler's sight: `Indirect`, or `Many` of it.
    pub(crate) fn hidden(&mut self, model: &Model, ty: TypeRef) -> Code {
        let item = self.property_item(model, ty.item);
        let holder = self.runtime(if ty.collection { "Many" } else { "Indirect" });
        code!(Type [holder, item] { #holder<#item> })
    }

    fn primitive(&mut self, primitive: Primitive) -> Code {
        match primitive {
            Primitive::Boolean => Code::name("bool"),
            Primitive::Byte => Code::name("u8"),
            Primitive::Double => Code::name("f64"),
            Primitive::Int16 => Code::name("i16"),
            Primitive::Int32 => Code::name("i32"),
            Primitive::Int64 => Code::name("i64"),
            Primitive::SByte => Code::name("i8"),
            Primitive::Single => Code::name("f32"),
            Primitive::String => Code::name("String"),
            Primitive::Binary => self.runtime("Binary"),
            Primitive::Date => self.runtime("Date"),
            Primitive::DateTimeOffset => self.runtime("DateTimeOffset"),
            Primitive::Decimal => self.runtime("Decimal"),
            Primitive::Duration => self.runtime("Duration"),
            Primitive::Guid => self.runtime("Guid"),
            Primitive::Stream => self.runtime("Stream"),
            Primitive::TimeOfDay => self.runtime("TimeOfDay"),
        }
    }

    /// True if a type of the model was referred to.
    pub(crate) fn uses_models(&self) -> bool {
        !self.neighbours.is_empty()
    }

    /// The `use` item for the types of the same namespace, but for the one that the file defines.
    pub(crate) fn import_neighbours(&self, own: TypeId) -> Option<Item> {
        let others = self.neighbours.iter().filter(|id| **id != own);
        let names = others.map(|id| Code::from(&self.types.entry(*id).name.type_ident()));
        import(&Code::name("super"), names.collect())
    }

    /// The `use` items for what was taken from the runtime.
    pub(crate) fn import_runtime(&self) -> Vec<Item> {
        let names =
            |names: &BTreeSet<&'static str>| names.iter().map(|it| Code::name(it)).collect();
        let runtime = code!(Type [] { ::docwright_client });
        let options = code!(Type [] { ::docwright_client::options });
        let options = import(&options, names(&self.options));
        options.into_iter().chain(import(&runtime, names(&self.runtime))).collect()
    }
}

fn import(from: &Code, names: Vec<Code>) -> Option<Item> {
    match names.as_slice() {
        [] => None,
        [one] => Some(item!([from, one] { use #from::#one; })),
        [first, second, others @ ..] => {
            let others = Code::list([second].into_iter().chain(others).cloned());
            Some(item!([from, first, others] { use #from::{#first, #others}; }))
        }
    }
}
