//! Types that no page defines, inferred from where they are named.
//!
//! A type is inferred only where an annotation or a link names it, in the docs' own namespace or one
//! below it; other qualified names are inner ones of the service or of tools. Its properties come from body
//! tables of operations whose body it is, from table rows said to be inherited from it, and from
//! example objects that carry its name. A name without any property stays unknown: it says nothing.

use crate::edm::Primitive;
use crate::facts::{
    Claim, ExampleBody, Facts, LinkTarget, OperationFacts, PageFacts, PropertyClaim, PropertyNotes,
    Source, TypeFacts, TypeMention, TypeText,
};
use crate::hashed::HashedSet;
use crate::http;
use crate::json::{Value, ValueKind};
use crate::limits;
use crate::model::TypeName;
use crate::naming::Cx;
use crate::naming::{
    Declaration, Declarations, InferredFacts, What, is_foreign, shown_type, stated_type, type_name,
};
use crate::source::{Span, Spanned};
use crate::spelling::{by_lower, lower};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Finds every type that is named but not defined.
pub(crate) fn infer<'f>(
    cx: &Cx<'_>,
    facts: &'f Facts,
    defined: &Declarations<'f>,
) -> Vec<Declaration<'f>> {
    let paths = facts.pages.iter().map(|page| lower(cx.file(page))).collect();
    let nothing =
        || Inference { cx, defined, paths: &paths, types: BTreeMap::new(), enums: BTreeMap::new() };
    let some = facts.pages.par_iter().fold(nothing, |mut found, page| {
        found.page(page);
        found
    });
    some.reduce(nothing, Inference::and).finish()
}

/// Properties whose rows list an enum's values.
type Listings<'f> = Vec<(&'f PageFacts, &'f PropertyClaim)>;

struct Inference<'c, 'f> {
    cx: &'c Cx<'c>,
    defined: &'c Declarations<'f>,
    /// The files that are there, in lower case.
    paths: &'c HashedSet<String>,
    /// By qualified name in lower case: the spellings, and what is known.
    types: BTreeMap<String, (Vec<TypeName>, InferredFacts<'f>)>,
    /// Likewise those that are enums.
    enums: BTreeMap<String, (TypeName, Listings<'f>)>,
}

impl<'f> Inference<'_, 'f> {
    /// With what the pages after its own name.
    fn and(mut self, later: Self) -> Self {
        for (key, (names, facts)) in later.types {
            match self.types.entry(key) {
                Entry::Vacant(entry) => {
                    entry.insert((names, facts));
                }
                Entry::Occupied(mut entry) => {
                    let (known, own) = entry.get_mut();
                    known.extend(names);
                    own.is_wrapped |= facts.is_wrapped;
                    own.properties.extend(facts.properties);
                    own.bases.extend(facts.bases);
                }
            }
        }
        for (key, (name, listings)) in later.enums {
            self.enums.entry(key).or_insert_with(|| (name, Vec::new())).1.extend(listings);
        }
        self
    }

    fn page(&mut self, page: &'f PageFacts) {
        for ty in &page.types {
            for claim in &ty.properties {
                self.claim(page, claim);
            }
            self.named_by_json(page, ty);
        }
        let Some(operation) = &page.operation else { return };
        let links = [operation.body.ty.as_ref(), operation.response.ty.as_ref()];
        for ty in links.into_iter().flatten() {
            self.linked(page, ty);
        }
        let body = operation.body.ty.as_ref().and_then(|ty| self.linked(page, ty));
        let body = body.or_else(|| self.wrapped(page, operation));
        for claim in &operation.body.properties {
            let inherited = self.claim(page, claim);
            let Some(body) = &body else { continue };
            let entry = self.types.get_mut(body);
            let Some((_, facts)) = entry else { continue };
            match (inherited, &claim.notes.inherited_from) {
                (Some(_), Some(base)) => facts.bases.push((page, base.clone())),
                _ => {
                    let mut claim = claim.clone();
                    if is_required(operation, &claim) {
                        claim.notes.changed().required = true;
                    }
                    facts.properties.push((page, claim));
                }
            }
        }
        for example in &operation.examples {
            let request = example.request.as_ref().map(|it| (&it.annotation, &it.body));
            let response = example.response.as_ref().map(|it| (&it.annotation, &it.body));
            for (annotation, body) in [request, response].into_iter().flatten() {
                let Some(ExampleBody::Json(value)) =
                    body.as_ref().filter(|_| !annotation.is_ignored())
                else {
                    continue;
                };
                self.objects(page, value);
                let named = annotation.odata_type.as_ref().and_then(|ty| ty.mentions.first());
                let protocol = &self.cx.dialect.service.protocol;
                let is_around = value.get("value").is_some() || protocol.is_list(value);
                let is_bare = value.get("@odata.type").is_none() && !is_around;
                if let Some(mention) = named.filter(|_| is_bare && !annotation.expect_error) {
                    let key = self.named(page, &mention.name, mention.span);
                    self.object(page, key, value);
                }
            }
        }
    }

    /// The object inside a wrapper that a body table describes: it is called as its wrapper is. What is
    /// only called the value has no name.
    fn wrapped(&mut self, page: &'f PageFacts, operation: &OperationFacts) -> Option<String> {
        let body = &operation.body;
        let wrapper = body.wrapper.as_ref().filter(|it| it.value != "value")?;
        let is_sent = operation.lines.iter().all(|line| line.method.value == http::Method::Post);
        let is_only = body.ty.is_none() && !body.properties.is_empty() && is_sent;
        let key = is_only.then(|| self.named(page, &wrapper.value, wrapper.span)).flatten()?;
        let (_, facts) = self.types.get_mut(&key)?;
        facts.is_wrapped = true;
        Some(key)
    }

    /// Takes note of the types a claim links to. A row said to be inherited is a claim of the type
    /// it is inherited from; returns that type's key if no page defines it.
    fn claim(&mut self, page: &'f PageFacts, claim: &'f PropertyClaim) -> Option<String> {
        if self.listed(page, claim) {
            return None;
        }
        if let Some(ty) = &claim.ty {
            self.linked(page, ty);
        }
        let base = claim.notes.inherited_from.as_ref()?;
        let key = self.linked(page, base)?;
        let (_, facts) = self.types.get_mut(&key)?;
        let mut own = claim.clone();
        own.notes.changed().inherited_from = None;
        own.description = None;
        facts.properties.push((page, own));
        Some(key)
    }

    /// Takes note of a property of a type that is an enum by the values that the property is said to
    /// have. Two values make a list.
    fn listed(&mut self, page: &'f PageFacts, claim: &'f PropertyClaim) -> bool {
        let Some([mention]) = claim.ty.as_ref().map(|ty| ty.mentions.as_slice()) else {
            return false;
        };
        let is_known = match &mention.target {
            Some(target) => !self.is_dead(target),
            None => false,
        };
        let is_untyped = self.cx.dialect.is_untyped(&mention.name);
        if claim.notes.values.len() < 2 || is_known || is_untyped || mention.primitive.is_some() {
            return false;
        }
        let Some(name) = self.unknown_name(page, &mention.name) else { return false };
        self.list(name, page, claim);
        true
    }

    /// Takes note of enums that only the JSON representation names: the row says text, and which values
    /// it has.
    fn named_by_json(&mut self, page: &'f PageFacts, ty: &'f TypeFacts) {
        let mut rows: BTreeMap<String, &'f PropertyClaim> = BTreeMap::new();
        for row in ty.properties.iter().filter(|it| it.source == Source::PropertyTable) {
            if row.notes.values.len() > 1 && is_text(row) {
                rows.entry(row.name.value.to_lowercase()).or_insert(row);
            }
        }
        let members = ty.properties.iter().filter(|it| it.source == Source::JsonRepresentation);
        for member in members {
            let mentions = member.ty.as_ref().map(|ty| ty.mentions.as_slice());
            let Some([TypeMention { primitive: None, name, .. }]) = mentions else { continue };
            let Some(row) = rows.get(&member.name.value.to_lowercase()) else { continue };
            if let Some(name) = self.unknown_name(page, name) {
                self.list(name, page, row);
            }
        }
    }

    /// Adds a row that lists an enum's values.
    fn list(&mut self, name: TypeName, page: &'f PageFacts, row: &'f PropertyClaim) {
        let key = name.qualified().to_lowercase();
        self.enums.entry(key).or_insert_with(|| (name, Vec::new())).1.push((page, row));
    }

    /// A type named by a link to a page that is not there.
    fn linked(&mut self, page: &'f PageFacts, ty: &TypeText) -> Option<String> {
        let [mention] = ty.mentions.as_slice() else { return None };
        let is_dead = mention.primitive.is_none() && self.is_dead(mention.target.as_ref()?);
        if !is_dead {
            return None;
        }
        self.named(page, &mention.name, mention.span)
    }

    fn is_dead(&self, target: &LinkTarget) -> bool {
        !by_lower(&target.path, |path| self.paths.contains(path))
    }

    /// Opens the account of a type; `None` if it is defined, or no name of a type.
    fn named(&mut self, page: &'f PageFacts, name: &str, span: Span) -> Option<String> {
        let name = self.unknown_name(page, name)?;
        let key = name.qualified().to_lowercase();
        let facts = || InferredFacts {
            named_at: span,
            is_wrapped: false,
            properties: Vec::new(),
            bases: Vec::new(),
        };
        let entry = self.types.entry(key.clone()).or_insert_with(|| (Vec::new(), facts()));
        entry.0.push(name);
        Some(key)
    }

    /// The name of a type that no page defines.
    fn unknown_name(&self, page: &'f PageFacts, name: &str) -> Option<TypeName> {
        let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '#')
            && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '#'));
        let namespace = self.cx.namespace(page);
        let is_short =
            !limits::is_long(name) && name.matches('.').count() <= limits::NAMESPACE_PARTS.most;
        if !is_name
            || !is_short
            || is_foreign(self.cx, name)
            || self.cx.dialect.primitive(name).is_some()
            || self.defined.by_written_name(self.cx, name, namespace).is_some()
        {
            return None;
        }
        Some(type_name(self.cx, name, namespace))
    }

    /// Every object of an example that says what it is.
    fn objects(&mut self, page: &'f PageFacts, value: &Value) {
        match &value.kind {
            ValueKind::Array(elements) => {
                elements.iter().for_each(|element| self.objects(page, element));
            }
            ValueKind::Object(members) => {
                if let Some((name, span)) = stated_type(value) {
                    let key = self.named(page, name, span);
                    self.object(page, key, value);
                }
                members.iter().for_each(|member| self.objects(page, &member.value));
            }
            _ => {}
        }
    }

    /// The members of an example object as claims of an inferred type.
    fn object(&mut self, page: &'f PageFacts, key: Option<String>, value: &Value) {
        let Some((_, facts)) = key.and_then(|key| self.types.get_mut(&key)) else { return };
        let members = value.as_object().unwrap_or_default();
        let is_name = |name: &str| !name.contains('@') && !limits::is_long(name);
        for member in members.iter().filter(|member| is_name(&member.name)) {
            facts.properties.push((
                page,
                PropertyClaim {
                    source: Source::Example,
                    name: Spanned::new(member.name.clone(), member.name_span),
                    ty: shown_type(self.cx.dialect, &member.value),
                    description: None,
                    notes: PropertyNotes::default().into(),
                    span: member.name_span.to(member.value.span),
                },
            ));
        }
    }

    fn finish(self) -> Vec<Declaration<'f>> {
        let enums = self.enums;
        let listed = enums.values().cloned();
        let listed = listed.map(|(name, claims)| Declaration { name, what: What::Listed(claims) });
        let types = self.types.into_iter().filter(|(key, _)| !enums.contains_key(key));
        types
            .map(|(_, it)| it)
            .filter(|(_, facts)| !facts.properties.is_empty())
            .filter_map(|(names, facts)| {
                // Some places spell a name in lower case; the spelling with capitals is the name.
                let capitals =
                    |name: &TypeName| name.name.chars().filter(|c| c.is_uppercase()).count();
                let name = names.into_iter().max_by(|a, b| {
                    capitals(a).cmp(&capitals(b)).then_with(|| b.name.cmp(&a.name))
                })?;
                Some(Declaration { name, what: What::Inferred(facts) })
            })
            .chain(listed)
            .collect()
    }
}

/// Whether a row says that its property is text.
fn is_text(row: &PropertyClaim) -> bool {
    let mentions = row.ty.as_ref().map_or(&[][..], |ty| ty.mentions.as_slice());
    matches!(mentions, [TypeMention { primitive: Some(Primitive::String), .. }])
}

/// Whether a body section calls all its properties required and the examples do not contradict it.
fn is_required(operation: &OperationFacts, claim: &PropertyClaim) -> bool {
    let mut bodies = operation.examples.iter().filter_map(|example| {
        match example.request.as_ref()?.body.as_ref()? {
            ExampleBody::Json(value) => Some(&**value),
            ExampleBody::BrokenJson(_) | ExampleBody::Other(_) => None,
        }
    });
    operation.body.all_required.is_some()
        && bodies.all(|body| body.get(&claim.name.value).is_some())
}

/// Unites claims of a property that only examples make: a type all of them fit, or none.
pub(crate) fn widen(claims: &[Claim<crate::model::TypeRef>]) -> Option<crate::model::TypeRef> {
    use crate::model::{ItemType, TypeRef};
    let mut claims = claims.iter().map(|claim| claim.value);
    let first = claims.next()?;
    claims.try_fold(first, |acc, next| {
        if acc == next {
            return Some(acc);
        }
        let (ItemType::Primitive(a), ItemType::Primitive(b)) = (acc.item, next.item) else {
            return None;
        };
        let wide = match (a, b) {
            (Primitive::Int32 | Primitive::Int64, Primitive::Int32 | Primitive::Int64) => {
                Primitive::Int64
            }
            (Primitive::Double, Primitive::Int32 | Primitive::Int64)
            | (Primitive::Int32 | Primitive::Int64, Primitive::Double) => Primitive::Double,
            (Primitive::String, Primitive::DateTimeOffset)
            | (Primitive::DateTimeOffset, Primitive::String) => Primitive::String,
            _ => return None,
        };
        let is_same_shape = acc.collection == next.collection;
        is_same_shape.then_some(TypeRef { item: ItemType::Primitive(wide), ..acc })
    })
}
