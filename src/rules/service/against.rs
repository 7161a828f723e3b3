//! Docs held against a service: the types that both have, and where each documented request leads.

use super::pairs::{Pairs, pair};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::http::parse_url;
use crate::model::{
    EnumType, ItemType, Line, Operation, Property, StructuredType, Type, TypeId, TypeRef,
};
use crate::rules::cx::RuleCx;
use crate::service::{
    Covers, Reached, Service, ServiceKind, ServiceOperation, ServiceProperty, ServiceType,
    ServiceTypeRef, Stop, bare, resolve,
};
use crate::source::{FileId, Span};
use crate::spelling::Guesses;
use crate::urls::{is_service, own_segments};
use std::collections::{BTreeMap, BTreeSet};

/// What the rules of this family look at.
pub(super) struct Against<'a> {
    pub(super) cx: &'a RuleCx<'a>,
    pub(super) service: &'a Service,
    pub(super) guesses: Guesses,
    /// Types of the docs that the service has, too, whatever they are called there.
    pub(super) types: BTreeMap<TypeId, &'a ServiceType>,
    /// The same from the other side, by the service's name.
    pub(super) documented: BTreeMap<&'a str, TypeId>,
    /// Types that the service writes where it uses them.
    nameless: Vec<(TypeId, &'a ServiceType)>,
    /// Types of the service that have a part of the documented one.
    parts: Vec<(TypeId, &'a ServiceType)>,
    /// Documented types that the service has in any of these forms.
    pub(super) met: BTreeSet<TypeId>,
    /// Where each documented request to the service leads.
    pub(super) requests: Vec<Asked<'a>>,
}

/// A documented request, and where it leads.
pub(super) struct Asked<'a> {
    pub(super) operation: &'a Operation,
    pub(super) line: &'a Line,
    pub(super) outcome: Result<Reached<'a>, Stop<'a>>,
}

impl<'a> Against<'a> {
    pub(super) fn new(cx: &'a RuleCx<'a>, service: &'a Service) -> Self {
        let requests = requests(cx, service);
        let Pairs { types, documented, nameless, parts } = pair(cx, service, &requests);
        let guesses = Guesses::default();
        let met = types.keys().chain(documented.values()).copied().collect();
        Self { met, cx, service, guesses, types, documented, nameless, parts, requests }
    }

    /// Whether the service calls all types by other names, so that none is known to be a documented one.
    pub(super) fn has_other_names(&self) -> bool {
        let n_structured =
            self.cx.model.types.values().filter(|it| matches!(it, Type::Structured(_)));
        let is_structured = |it: &ServiceType| it.kind != ServiceKind::Enum;
        self.service.shapes_only
            && self.types.is_empty()
            && self.service.types.iter().any(is_structured)
            && n_structured.count() >= LEAST_OF_OTHER
    }

    /// Structured types of both.
    pub(super) fn structured(
        &self,
    ) -> impl Iterator<Item = (TypeId, &'a StructuredType, &'a ServiceType)> {
        let model = self.cx.model;
        self.types.iter().filter_map(move |(id, ours)| match model.ty(*id) {
            Type::Structured(ty) if ours.kind != ServiceKind::Enum => Some((*id, ty, *ours)),
            Type::Structured(_) | Type::Enum(_) => None,
        })
    }

    /// The same and what the service writes where it uses it.
    pub(super) fn described(
        &self,
    ) -> impl Iterator<Item = (TypeId, &'a StructuredType, &'a ServiceType)> {
        self.structured().chain(self.further(&self.nameless))
    }

    /// Documented types, and what of the service has a part of them.
    pub(super) fn in_part(
        &self,
    ) -> impl Iterator<Item = (TypeId, &'a StructuredType, &'a ServiceType)> {
        self.further(&self.parts)
    }

    fn further(
        &self,
        pairs: &[(TypeId, &'a ServiceType)],
    ) -> impl Iterator<Item = (TypeId, &'a StructuredType, &'a ServiceType)> {
        let model = self.cx.model;
        pairs.iter().filter_map(move |(id, ours)| match model.ty(*id) {
            Type::Structured(ty) => Some((*id, ty, *ours)),
            Type::Enum(_) => None,
        })
    }

    /// Enums of both, each with the place that documents it.
    pub(super) fn enums(&self) -> impl Iterator<Item = (Span, &'a EnumType, &'a ServiceType)> {
        let model = self.cx.model;
        let named = self.types.iter().map(|(id, ours)| (*id, *ours));
        let all = named.chain(self.nameless.iter().chain(&self.parts).copied());
        all.filter_map(move |(id, ours)| match model.ty(id) {
            Type::Enum(ty) if ours.kind == ServiceKind::Enum => Some((ty.docs.span?, ty, ours)),
            Type::Structured(_) | Type::Enum(_) => None,
        })
    }

    /// Properties of both, own or inherited in the service: docs repeat what is inherited.
    pub(super) fn properties(
        &self,
    ) -> impl Iterator<Item = (Span, &'a Property, &'a ServiceProperty)> {
        let service = self.service;
        self.described().chain(self.in_part()).flat_map(move |(id, ty, ours)| {
            let theirs: BTreeMap<String, &ServiceProperty> = by_name(service, ours);
            let own = self.compared(id, ours).filter_map(move |property| {
                let described = *theirs.get(&property.name.to_ascii_lowercase())?;
                Some((property.docs.span.or(ty.docs.span)?, property, described))
            });
            own.collect::<Vec<_>>()
        })
    }

    /// The properties of a documented type that are held against a type of the service: its own, and those of bases that
    /// the service's type has not, but repeats what they have.
    pub(super) fn compared(
        &self,
        id: TypeId,
        ours: &ServiceType,
    ) -> impl Iterator<Item = &'a Property> + use<'a> {
        let model = self.cx.model;
        let mut left: Vec<TypeId> = vec![id];
        if self.service.shapes_only && ours.base.is_none() {
            left.extend(model.lineage(id).skip(1));
        }
        left.into_iter().flat_map(move |id| match model.ty(id) {
            Type::Structured(ty) => &ty.properties[..],
            Type::Enum(_) => &[],
        })
    }

    /// The place that documents a type.
    pub(super) fn place(&self, id: TypeId) -> Option<Span> {
        self.cx.model.ty(id).docs().span
    }

    /// The whole name of a reference's item, as the service writes it where it knows it; none for any JSON.
    pub(super) fn whole_name(&self, ty: TypeRef) -> Option<String> {
        match ty.item {
            ItemType::Primitive(primitive) => Some(primitive.name().to_owned()),
            ItemType::Named(id) => Some(match self.types.get(&id) {
                Some(ours) => ours.name.clone(),
                None => self.cx.model.ty(id).name().qualified(),
            }),
            ItemType::Untyped => None,
        }
    }

    /// Whether docs and service mean the same type.
    pub(super) fn is_same(&self, ty: TypeRef, ours: &ServiceTypeRef) -> bool {
        let is_as_many = ty.collection == ours.collection;
        if is_as_many && self.is_paired(ty, &ours.name) {
            return true;
        }
        let name = self.whole_name(ty).unwrap_or_else(|| "Edm.Untyped".to_owned());
        if let Some(word) = Covers::left_open(&ours.name) {
            let is_any = ours.name == Covers::ANY;
            return (is_any && !ours.collection) || (is_as_many && self.is_covered(ty, word));
        }
        is_as_many && name.eq_ignore_ascii_case(&ours.name)
    }

    /// Whether the service's type of a name is one of those that are the documented one.
    fn is_paired(&self, ty: TypeRef, name: &str) -> bool {
        matches!(ty.item, ItemType::Named(id) if self.documented.get(name) == Some(&id))
    }

    /// Whether a documented type and the service's type of a name are one, or one derives from the other.
    pub(super) fn is_related(&self, ty: TypeRef, name: &str) -> bool {
        let is_a = |here: &str| self.service.is_a(here, name) || self.service.is_a(name, here);
        let in_docs = || match (ty.item, self.documented.get(name)) {
            (ItemType::Named(id), Some(there)) => {
                let model = self.cx.model;
                model.lineage(id).any(|it| it == *there) || model.lineage(*there).any(|it| it == id)
            }
            _ => false,
        };
        let is_related = self.whole_name(ty).is_none_or(|here| is_a(&here));
        is_related || (self.service.shapes_only && in_docs())
    }

    /// Whether something may be what a description leaves open.
    fn is_covered(&self, ty: TypeRef, name: &str) -> bool {
        match ty.item {
            ItemType::Primitive(primitive) => Covers::primitive(name, primitive),
            ItemType::Untyped => true,
            ItemType::Named(id) => match self.cx.model.ty(id) {
                Type::Enum(_) => matches!(name, Covers::TEXT | Covers::INTEGER | Covers::ANY),
                Type::Structured(_) => matches!(name, Covers::OBJECT | Covers::ANY),
            },
        }
    }

    /// Requests that lead somewhere.
    pub(super) fn reached(&self) -> impl Iterator<Item = (&'a Operation, &'a Line, &Reached<'a>)> {
        let reached = |it: &'_ Asked<'a>| (it.operation, it.line);
        self.requests.iter().filter_map(move |asked| {
            let (operation, line) = reached(asked);
            Some((operation, line, asked.outcome.as_ref().ok()?))
        })
    }

    /// The operations that a request may mean: of the same name, on the same.
    pub(super) fn overloads(
        &self,
        of: &'a ServiceOperation,
    ) -> impl Iterator<Item = &'a ServiceOperation> {
        let to = of.bound_to.as_ref();
        let bound = to.map(|to| self.service.bound_to(&to.name, to.collection));
        bound
            .into_iter()
            .flatten()
            .filter(|it| it.name.value == of.name.value && it.is_function == of.is_function)
    }
}

/// Fewer documented types say nothing of how the service calls its own.
const LEAST_OF_OTHER: usize = 4;

/// The properties of a type and its bases by their names in lower case, the nearest of each.
pub(super) fn by_name<'a>(
    service: &'a Service,
    ty: &ServiceType,
) -> BTreeMap<String, &'a ServiceProperty> {
    let mut all = BTreeMap::new();
    for (property, _) in service.properties(ty) {
        all.entry(property.name.value.to_ascii_lowercase()).or_insert(property);
    }
    all
}

fn requests<'a>(cx: &RuleCx<'a>, service: &'a Service) -> Vec<Asked<'a>> {
    // Some describe types alone.
    if service.shapes_only && service.routes.is_empty() {
        return Vec::new();
    }
    let host = &cx.dialect.service;
    let base = host.base_path();
    let lines = cx
        .model
        .operations
        .iter()
        .flat_map(|operation| operation.lines.iter().map(move |line| (operation, line)));
    lines
        .filter_map(|(operation, line)| {
            let url = parse_url(&line.target, line.span);
            if !is_service(host, &url) {
                return None;
            }
            let segments = own_segments(host, &url);
            let mut outcome = resolve(service, &base, operation.method, segments, line.span);
            // A line that only an example shows is not written so: there are no places in it.
            if cx.sources.text(line.span) != line.target {
                match &mut outcome {
                    Ok(reached) => reached.repairs.iter_mut().for_each(|it| it.span = line.span),
                    Err(stop) => stop.span = line.span,
                }
            }
            Some(Asked { operation, line, outcome })
        })
        .collect()
}

/// A type as a finding calls it.
pub(super) fn shown(ty: &ServiceTypeRef) -> String {
    let item = Covers::left_open(&ty.name).unwrap_or_else(|| bare(&ty.name));
    if ty.collection { format!("collection of {item}") } else { item.to_owned() }
}

/// Tells once what is found at one place in comparing it with several types of the service.
pub(super) fn tell_each(found: Vec<Diagnostic>, diagnostics: &mut Diagnostics) {
    let mut told = BTreeSet::new();
    for finding in found {
        if told.insert((finding.primary.span, finding.headline.clone())) {
            diagnostics.report(finding);
        }
    }
}

/// Tells what is wrong on a page once: where it is first, and where else.
pub(super) fn tell_once(found: Vec<Diagnostic>, diagnostics: &mut Diagnostics) {
    let mut first: BTreeMap<(FileId, String), usize> = BTreeMap::new();
    let mut told: Vec<Diagnostic> = Vec::new();
    let mut places: BTreeSet<(usize, Span)> = BTreeSet::new();
    for finding in found {
        let span = finding.primary.span;
        let at = *first.entry((span.file, finding.headline.clone())).or_insert(told.len());
        match told.get_mut(at) {
            Some(known) if places.insert((at, span)) => {
                known.secondary.push(crate::diagnostic::Label { span, text: "and here".into() });
            }
            Some(_) => {}
            None => {
                places.insert((at, span));
                told.push(finding);
            }
        }
    }
    told.into_iter().for_each(|finding| diagnostics.report(finding));
}
