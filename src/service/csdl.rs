//! The description that OData services give: CSDL in XML, of version 4.
//!
//! Document types are refused and nothing but the five entities of XML itself is expanded, so that no text
//! becomes larger than it is.

use super::{
    Error, Root, Service, ServiceKind, ServiceMember, ServiceOperation, ServiceProperty,
    ServiceType, ServiceTypeRef, Wire,
};
use crate::edm::Kind;
use crate::limits::SERVICE_DEPTH;
use crate::source::{FileId, Span, Spanned};
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use std::collections::BTreeMap;

/// Reads the text of a file.
///
/// # Errors
///
/// If it is no XML, no CSDL, or too deep, or if a type is its own base.
pub fn read_csdl(text: &str, file: FileId) -> Result<Service, Error> {
    let mut reader = Reader::from_str(text);
    let mut csdl = Csdl::default();
    let mut open = Vec::new();
    loop {
        let start = reader.buffer_position() as usize;
        let event = reader.read_event();
        let end = reader.buffer_position() as usize;
        let span = Span::new(file, start..end);
        let error = |message: String| Err(Error { span, message });
        match event {
            Ok(Event::Start(tag)) => {
                if open.len() == SERVICE_DEPTH.most {
                    return error(format!(
                        "more than {} {}",
                        SERVICE_DEPTH.most, SERVICE_DEPTH.what
                    ));
                }
                open.push(csdl.begin(open.last().copied().unwrap_or(In::File), &tag, span)?);
            }
            Ok(Event::Empty(tag)) => {
                csdl.begin(open.last().copied().unwrap_or(In::File), &tag, span)?;
            }
            Ok(Event::End(_)) => {
                open.pop();
            }
            Ok(Event::DocType(_)) => {
                return error("a description may not declare a document type".to_owned());
            }
            Ok(Event::Eof) => break,
            Ok(
                Event::Text(_)
                | Event::CData(_)
                | Event::Comment(_)
                | Event::Decl(_)
                | Event::PI(_)
                | Event::GeneralRef(_),
            ) => {}
            Err(wrong) => {
                let at = (reader.error_position() as usize).min(text.len());
                let message = format!("it is no XML: {wrong}");
                return Err(Error { span: Span::new(file, at..at), message });
            }
        }
    }
    if !open.is_empty() {
        let at = text.len();
        let message = "the file ends within an element".to_owned();
        return Err(Error { span: Span::new(file, at..at), message });
    }
    if csdl.namespaces.is_empty() {
        let message = "it describes no service: there is no `Schema` in it".to_owned();
        return Err(Error { span: Span::new(file, 0..0), message });
    }
    csdl.finish()
}

/// What an element stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum In {
    File,
    Schema,
    Structured,
    Key,
    Enum,
    Operation,
    Container,
    /// Anything that is not read.
    Other,
}

/// What was read so far; names as they are written.
#[derive(Default)]
struct Csdl {
    namespace: String,
    namespaces: BTreeMap<String, Span>,
    aliases: BTreeMap<String, String>,
    types: Vec<ServiceType>,
    operations: Vec<ServiceOperation>,
    roots: Vec<Root>,
    /// Operations that paths may begin with: the name there, and the operation's whole name.
    imports: Vec<(Spanned<String>, String)>,
    /// Names of primitive types of the service's own, and what they stand for.
    definitions: BTreeMap<String, String>,
    /// The last operation's first parameter is what it is bound to.
    is_bound: bool,
}

impl Csdl {
    /// Takes an element, and says what its children stand in.
    fn begin(&mut self, parent: In, tag: &BytesStart<'_>, span: Span) -> Result<In, Error> {
        let attributes = Attributes::of(tag, span)?;
        let name = tag.local_name();
        Ok(match (parent, name.as_ref()) {
            (In::File | In::Other, "Schema") => {
                self.namespace = attributes.wanted("Namespace", span)?;
                self.namespaces.entry(self.namespace.clone()).or_insert(span);
                if let Some(alias) = attributes.get("Alias") {
                    self.aliases.insert(alias.to_owned(), self.namespace.clone());
                }
                In::Schema
            }
            (In::Schema, "EntityType") => {
                self.begin_type(ServiceKind::Structured(Kind::Entity), &attributes, span)?
            }
            (In::Schema, "ComplexType") => {
                self.begin_type(ServiceKind::Structured(Kind::Complex), &attributes, span)?
            }
            (In::Schema, "EnumType") => self.begin_type(ServiceKind::Enum, &attributes, span)?,
            (In::Structured, "Property" | "NavigationProperty") => {
                let property = attributes.property(name.as_ref() == "NavigationProperty", span)?;
                if let Some(ty) = self.types.last_mut() {
                    ty.properties.push(property);
                }
                In::Other
            }
            (In::Structured, "Key") => In::Key,
            (In::Key, "PropertyRef") => {
                let key = attributes.wanted("Name", span)?;
                if let Some(ty) = self.types.last_mut() {
                    ty.keys.push(key);
                }
                In::Other
            }
            (In::Enum, "Member") => {
                let name = Spanned::new(attributes.wanted("Name", span)?, span);
                let value = attributes.get("Value").and_then(|it| it.trim().parse().ok());
                let member = ServiceMember { name, value };
                if let Some(ty) = self.types.last_mut() {
                    ty.members.push(member);
                }
                In::Other
            }
            (In::Schema, "Action" | "Function") => {
                self.is_bound = attributes.is("IsBound");
                self.operations.push(ServiceOperation {
                    name: Spanned::new(attributes.wanted("Name", span)?, span),
                    namespace: self.namespace.clone(),
                    is_function: name.as_ref() == "Function",
                    bound_to: None,
                    parameters: Vec::new(),
                    takes: None,
                    returns: None,
                    composable: attributes.is("IsComposable"),
                    wire: Wire::default(),
                });
                In::Operation
            }
            (In::Operation, "Parameter") => {
                let parameter = attributes.property(false, span)?;
                let is_bound = std::mem::take(&mut self.is_bound);
                if let Some(operation) = self.operations.last_mut() {
                    match is_bound {
                        true => operation.bound_to = Some(parameter.ty),
                        false => operation.parameters.push(parameter),
                    }
                }
                In::Other
            }
            (In::Operation, "ReturnType") => {
                let ty = type_ref(&attributes.wanted("Type", span)?);
                if let Some(operation) = self.operations.last_mut() {
                    operation.returns = Some(ty);
                }
                In::Other
            }
            (In::Schema, "EntityContainer") => In::Container,
            (In::Container, "EntitySet" | "Singleton") => {
                let is_set = name.as_ref() == "EntitySet";
                let ty = attributes.wanted(if is_set { "EntityType" } else { "Type" }, span)?;
                let ty = ServiceTypeRef { name: ty, collection: is_set };
                let name = Spanned::new(attributes.wanted("Name", span)?, span);
                self.roots.push(Root { name, ty, operation: None });
                In::Other
            }
            (In::Container, "ActionImport" | "FunctionImport") => {
                let tag = if name.as_ref() == "ActionImport" { "Action" } else { "Function" };
                let operation = attributes.wanted(tag, span)?;
                let name = Spanned::new(attributes.wanted("Name", span)?, span);
                self.imports.push((name, operation));
                In::Other
            }
            (In::Schema, "TypeDefinition") => {
                let name = format!("{}.{}", self.namespace, attributes.wanted("Name", span)?);
                self.definitions.insert(name, attributes.wanted("UnderlyingType", span)?);
                In::Other
            }
            (In::File, _) => In::File,
            _ => In::Other,
        })
    }

    fn begin_type(
        &mut self,
        kind: ServiceKind,
        attributes: &Attributes,
        span: Span,
    ) -> Result<In, Error> {
        let name = attributes.wanted("Name", span)?;
        self.types.push(ServiceType {
            name: format!("{}.{name}", self.namespace),
            namespace: self.namespace.clone(),
            span,
            kind,
            base: attributes.get("BaseType").map(str::to_owned),
            is_abstract: attributes.is("Abstract"),
            open: attributes.is("OpenType"),
            media: attributes.is("HasStream"),
            flags: attributes.is("IsFlags"),
            choice: false,
            keys: Vec::new(),
            properties: Vec::new(),
            members: Vec::new(),
        });
        Ok(if kind == ServiceKind::Enum { In::Enum } else { In::Structured })
    }

    /// Writes out the aliases of namespaces, which may be declared after they are used.
    fn finish(mut self) -> Result<Service, Error> {
        let whole = |name: &mut String| {
            let (qualifier, bare) = name.rsplit_once('.').unwrap_or(("", name));
            // An alias may be the end of a namespace, but no namespace itself.
            let namespace = self.aliases.get(qualifier);
            let namespace = namespace.filter(|_| !self.namespaces.contains_key(qualifier));
            if let Some(whole) = namespace.map(|namespace| format!("{namespace}.{bare}")) {
                *name = whole;
            }
            if let Some(primitive) = self.definitions.get(name.as_str()) {
                name.clone_from(primitive);
            }
        };
        for ty in &mut self.types {
            ty.base.iter_mut().for_each(whole);
            ty.properties.iter_mut().for_each(|it| whole(&mut it.ty.name));
        }
        for operation in &mut self.operations {
            operation.parameters.iter_mut().for_each(|it| whole(&mut it.ty.name));
            operation.bound_to.iter_mut().chain(&mut operation.returns).for_each(|it| {
                whole(&mut it.name);
            });
        }
        self.roots.iter_mut().for_each(|it| whole(&mut it.ty.name));
        let unbound = self.operations.iter().enumerate().filter(|(_, it)| it.bound_to.is_none());
        let unbound: BTreeMap<String, usize> = unbound
            .map(|(index, it)| (format!("{}.{}", it.namespace, it.name.value), index))
            .collect();
        for (name, mut operation) in std::mem::take(&mut self.imports) {
            whole(&mut operation);
            if let Some(operation) = unbound.get(&operation).copied() {
                let ty = ServiceTypeRef { name: String::new(), collection: false };
                self.roots.push(Root { name, ty, operation: Some(operation) });
            }
        }
        Service::new(self.types, self.operations, self.roots, self.namespaces)
    }
}

/// `Collection(x)` or `x`.
fn type_ref(text: &str) -> ServiceTypeRef {
    let text = text.trim();
    let item = text.strip_prefix("Collection(").and_then(|it| it.strip_suffix(')'));
    let name = item.unwrap_or(text).trim().to_owned();
    ServiceTypeRef { name, collection: item.is_some() }
}

/// The attributes of an element that are read, the first of each name.
struct Attributes(Vec<(&'static str, String)>);

/// Those that are.
const READ: &[&str] = &[
    "Abstract",
    "Action",
    "Alias",
    "BaseType",
    "EntityType",
    "Function",
    "HasStream",
    "IsBound",
    "IsComposable",
    "IsFlags",
    "Name",
    "Namespace",
    "Nullable",
    "OpenType",
    "Type",
    "UnderlyingType",
    "Value",
];

impl Attributes {
    fn of(tag: &BytesStart<'_>, span: Span) -> Result<Self, Error> {
        let error = |wrong: String| Error { span, message: format!("it is no XML: {wrong}") };
        let mut read: Vec<(&'static str, String)> = Vec::new();
        // Looking for repeated ones would hold each against all others.
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.map_err(|wrong| error(wrong.to_string()))?;
            let known = READ.iter().find(|it| **it == attribute.key.as_ref());
            let Some(name) = known.filter(|it| !read.iter().any(|(name, _)| name == *it)) else {
                continue;
            };
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            read.push((name, value.map_err(|wrong| error(wrong.to_string()))?.into_owned()));
        }
        Ok(Self(read))
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    fn is(&self, name: &str) -> bool {
        self.get(name).is_some_and(|it| it.trim().eq_ignore_ascii_case("true"))
    }

    fn wanted(&self, name: &str, span: Span) -> Result<String, Error> {
        let message = || format!("this element has no `{name}`");
        self.get(name).map(str::to_owned).ok_or_else(|| Error { span, message: message() })
    }

    fn property(&self, navigation: bool, span: Span) -> Result<ServiceProperty, Error> {
        Ok(ServiceProperty {
            name: Spanned::new(self.wanted("Name", span)?, span),
            ty: type_ref(&self.wanted("Type", span)?),
            navigation,
            nullable: Some(self.get("Nullable").is_none_or(|it| it.trim() != "false")),
            required: None,
        })
    }
}
