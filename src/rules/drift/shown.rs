//! What example bodies show: every object and every member in its documented place, in one walk that all
//! rules on values share.

use super::unrelated_example_context::Sets;
use super::{
    abstract_without_type, example_out_of_bounds, example_type_mismatch, example_value_format,
    replaced_example_member, shown_without_select, unrelated_example_context,
    unrelated_example_type,
};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::edm::PropertyTerms;
use crate::json::{Member, Value};
use crate::model::{
    Deviation, DeviationKind, Docs, Example, ItemType, Operation, Property, RequestBody,
    ResponseBody, Type, TypeId, TypeRef,
};
use crate::rules::cx::RuleCx;
use crate::source::Span;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Where a body belongs.
#[derive(Clone, Copy)]
pub(super) struct Message<'a> {
    /// The operation and its example; none of an example of a type by itself.
    pub(super) of: Option<(&'a Operation, &'a Example)>,
    /// It is sent; else it is answered.
    pub(super) is_request: bool,
}

/// An object of a documented type.
#[derive(Clone, Copy)]
pub(super) struct Object<'a> {
    pub(super) message: Message<'a>,
    /// What the docs say of its place.
    pub(super) documented: TypeId,
    /// What it says that it is, if the docs have such a type; else as documented.
    pub(super) ty: TypeId,
    /// The `@odata.type` that it states.
    pub(super) stated: Option<&'a Value>,
    pub(super) members: &'a [Member],
    pub(super) span: Span,
    /// How many objects it is in.
    pub(super) depth: usize,
}

/// A value of a property, or of a parameter.
#[derive(Clone, Copy)]
pub(super) struct Shown<'a> {
    pub(super) message: Message<'a>,
    /// The object that it is a member of; none of parameters.
    pub(super) object: Option<&'a Object<'a>>,
    /// The property; none of parameters.
    pub(super) property: Option<&'a Property>,
    pub(super) name: &'a str,
    pub(super) ty: TypeRef,
    /// What is said of its values, and what people read about it.
    pub(super) said: (&'a PropertyTerms, &'a Docs),
    /// Where that is documented.
    pub(super) documented: Option<Span>,
    pub(super) member: &'a Member,
}

impl Shown<'_> {
    /// The value, or the values of a collection.
    pub(super) fn values(&self) -> &[Value] {
        match self.member.value.as_array() {
            Some(items) if self.ty.collection => items,
            _ => std::slice::from_ref(&self.member.value),
        }
    }
}

/// Objects whose type was told to be the mistake: what they have too much follows from it.
#[derive(Default)]
pub(super) struct Mistyped(BTreeMap<Span, TypeId>);

impl Mistyped {
    /// Whether a deviation follows from what was told.
    pub(super) fn explains(&self, deviation: &Deviation) -> bool {
        let ty = match deviation.kind {
            DeviationKind::Undocumented { ty: Some(ty), .. }
            | DeviationKind::OfDerived { ty, .. } => ty,
            _ => return false,
        };
        let span = deviation.span;
        let before = Span { end: span.start, ..span };
        let around = self.0.range(..before).rev().take(MOST_AROUND);
        let mut around = around.filter(|(it, _)| it.file == span.file && it.end >= span.end);
        around.any(|(_, it)| *it == ty)
    }
}

/// Of so many objects that begin before a member one may be around it.
const MOST_AROUND: usize = 16;

/// Shows every body of every example to the rules.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) -> Mistyped {
    let mut walk = Walk::new(cx, diagnostics);
    for operation in &cx.model.operations {
        for example in &operation.examples {
            walk.request(operation, example);
            walk.answer(operation, example);
        }
    }
    for sample in &cx.ledger.samples {
        walk.answered(Message { of: None, is_request: false }, sample.ty, sample.body);
    }
    walk.mistyped
}

/// A type's properties by name, its bases' included.
type Properties<'a> = Rc<BTreeMap<&'a str, &'a Property>>;

struct Walk<'a, 'd> {
    cx: &'a RuleCx<'a>,
    diagnostics: &'d mut Diagnostics,
    properties: BTreeMap<TypeId, Properties<'a>>,
    /// Types by qualified name in lower case.
    by_name: BTreeMap<String, TypeId>,
    /// What was told of a property is not told of it again on the same page: rule, page, property.
    told: BTreeSet<(&'static str, &'a str, TypeId, &'a str)>,
    mistyped: Mistyped,
    sets: OnceCell<Sets>,
}

impl<'a, 'd> Walk<'a, 'd> {
    fn new(cx: &'a RuleCx<'a>, diagnostics: &'d mut Diagnostics) -> Self {
        let names = cx.model.types.keys().enumerate();
        let by_name = names.map(|(index, name)| (name.to_lowercase(), TypeId(index))).collect();
        let (properties, told) = (BTreeMap::new(), BTreeSet::new());
        let (mistyped, sets) = (Mistyped::default(), OnceCell::new());
        Self { cx, diagnostics, properties, by_name, told, mistyped, sets }
    }

    fn request(&mut self, operation: &'a Operation, example: &'a Example) {
        let message = Message { of: Some((operation, example)), is_request: true };
        let request = example.request.as_ref().filter(|it| it.misfit.is_none());
        let Some(body) = request.and_then(|it| it.body.as_deref()) else { return };
        match &operation.request {
            RequestBody::Type(ty) => self.value(message, *ty, body, 0),
            RequestBody::Parameters(parameters) => {
                for member in body.as_object().unwrap_or_default() {
                    let Some(parameter) = parameters.iter().find(|it| it.name == member.name)
                    else {
                        continue;
                    };
                    self.member(&Shown {
                        message,
                        object: None,
                        property: None,
                        name: &parameter.name,
                        ty: parameter.ty,
                        said: (&parameter.terms, &parameter.docs),
                        documented: parameter.docs.span.filter(|_| !parameter.inferred),
                        member,
                    });
                    self.value(message, parameter.ty, &member.value, 1);
                }
            }
            RequestBody::None
            | RequestBody::Stream
            | RequestBody::Media(_)
            | RequestBody::Reference { .. }
            | RequestBody::Untyped => {}
        }
    }

    fn answer(&mut self, operation: &'a Operation, example: &'a Example) {
        let message = Message { of: Some((operation, example)), is_request: false };
        let Some(response) = &example.response else { return };
        if let (Some(body), ResponseBody::Type(ty)) = (&response.body, response.ty) {
            self.answered(message, ty, body);
        }
    }

    fn answered(&mut self, message: Message<'a>, ty: TypeRef, body: &'a Value) {
        if let ItemType::Named(id) = ty.item {
            let sets = self.sets.get_or_init(|| Sets::of(self.cx));
            let found = unrelated_example_context::of_answer(self.cx, sets, id, body);
            found.into_iter().for_each(|it| self.diagnostics.report(it));
        }
        let protocol = &self.cx.dialect.service.protocol;
        if ty.collection && !protocol.has_odata_lists() {
            if let Some((_, list)) = protocol.list_in(body) {
                self.value(message, ty, list, 0);
            }
            return;
        }
        let inner = body.get("value").filter(|inner| {
            let has_value = match ty.item {
                ItemType::Named(id) => self.properties_of(id).contains_key("value"),
                ItemType::Primitive(_) | ItemType::Untyped => false,
            };
            ty.collection || !has_value && inner.as_object().is_some()
        });
        self.value(message, ty, inner.unwrap_or(body), 0);
    }

    fn value(&mut self, message: Message<'a>, ty: TypeRef, value: &'a Value, depth: usize) {
        let ItemType::Named(id) = ty.item else { return };
        if !matches!(self.cx.model.ty(id), Type::Structured(_)) || self.cx.model.is_shapeless(id) {
            return;
        }
        let items = value.as_array().filter(|_| ty.collection);
        for item in items.unwrap_or(std::slice::from_ref(value)) {
            self.object(message, id, item, depth);
        }
    }

    fn object(&mut self, message: Message<'a>, documented: TypeId, value: &'a Value, depth: usize) {
        let Some(members) = value.as_object() else { return };
        let stated = value.get("@odata.type").filter(|it| it.as_str().is_some());
        let name = stated.and_then(Value::as_str).map(|it| it.trim_start_matches('#'));
        let known = name.and_then(|it| self.by_name.get(&it.to_lowercase()).copied());
        let structured = known.filter(|id| matches!(self.cx.model.ty(*id), Type::Structured(_)));
        let ty = structured.unwrap_or(documented);
        let span = value.span;
        let object = Object { message, documented, ty, stated, members, span, depth };
        let found = [
            abstract_without_type::of_object(self.cx, &object),
            unrelated_example_type::of_object(self.cx, &object),
        ];
        for found in found.into_iter().flatten() {
            self.mistyped.0.insert(span, ty);
            self.diagnostics.report(found);
        }
        let properties = self.properties_of(ty);
        for member in members {
            let Some(property) = properties.get(member.name.as_str()) else { continue };
            self.member(&Shown {
                message,
                object: Some(&object),
                property: Some(property),
                name: &property.name,
                ty: property.ty,
                said: (&property.terms, &property.docs),
                documented: property.docs.span.filter(|_| !property.inferred),
                member,
            });
            self.value(message, property.ty, &member.value, depth + 1);
        }
    }

    fn member(&mut self, shown: &Shown<'_>) {
        let cx = self.cx;
        example_value_format::of_member(cx, shown, self.diagnostics);
        for found in [
            example_type_mismatch::of_member(cx, shown),
            example_out_of_bounds::of_member(cx.dialect, shown),
            shown_without_select::of_member(shown),
            replaced_example_member::of_member(cx, shown),
        ] {
            found.into_iter().for_each(|it| self.once(shown, it));
        }
    }

    /// Tells what is true of a property wherever a page shows it.
    fn once(&mut self, shown: &Shown<'_>, found: Diagnostic) {
        let Some(object) = shown.object else {
            self.diagnostics.report(found.once());
            return;
        };
        let page = self.cx.sources.file(found.primary.span.file).path.as_str();
        let properties = self.properties_of(object.ty);
        let Some((name, _)) = properties.get_key_value(shown.name) else { return };
        if self.told.insert((found.rule.name, page, object.ty, *name)) {
            self.diagnostics.report(found);
        }
    }

    fn properties_of(&mut self, id: TypeId) -> Properties<'a> {
        let model = self.cx.model;
        let made = self.properties.entry(id).or_insert_with(|| {
            // The type's own property counts before a base's.
            let mut named: BTreeMap<&str, &Property> = BTreeMap::new();
            for property in model.properties(id) {
                named.entry(property.name.as_str()).or_insert(property);
            }
            Rc::new(named)
        });
        Rc::clone(made)
    }
}
