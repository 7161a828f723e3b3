//! What rules look at: facts, model and ledger, with the questions that several of them ask.

use crate::diagnostic::{Levels, Rule};
use crate::dialect::Dialect;
use crate::edm::Primitive;
use crate::facts::{
    BlockRecord, EnumFacts, Facts, LeftReason, OperationFacts, PageFacts, PropertyClaim,
    ResponseExample, Source, TypeFacts, TypeText, Verdict,
};
use crate::ledger::Ledger;
use crate::model::{
    ItemType, Model, Operation, RequestBody, Shape, StructuredType, Type, TypeId, TypeRef,
};
use crate::naming::{Cx, What, resolve, resolve_in_sentence};
use crate::service::Service;
use crate::source::{SourceMap, Span};
use crate::urls::is_service;
use std::collections::{BTreeMap, BTreeSet};

/// What is claimed, what is true, and what there was to decide.
#[derive(Clone, Copy, Debug)]
pub struct RuleCx<'a> {
    /// The text of all pages.
    pub sources: &'a SourceMap,
    /// How the docs spell things.
    pub dialect: &'a Dialect,
    /// What pages claim.
    pub facts: &'a Facts,
    /// What is true.
    pub model: &'a Model,
    /// The claims that each decision had.
    pub ledger: &'a Ledger<'a>,
    /// What the service says of itself, where that is at hand.
    pub service: Option<&'a Service>,
    /// What is told of all that is found.
    pub levels: &'a Levels,
    /// Pages pass findings over, which counts for what they name whether that is told or not.
    pub has_suppressions: bool,
}

/// What a rule does with all of it.
pub(super) type Check = fn(&RuleCx<'_>, &mut crate::diagnostic::Diagnostics);

impl<'a> RuleCx<'a> {
    /// What looking up a name needs.
    pub(super) fn names(&self) -> Cx<'a> {
        let namespaces = &self.ledger.namespaces;
        Cx { sources: self.sources, dialect: self.dialect, namespaces }
    }

    /// Whether anybody wants to know what a rule finds.
    pub(super) fn is_wanted(&self, rule: &Rule) -> bool {
        self.has_suppressions || self.levels.may_tell(rule)
    }

    /// Every page that describes a structured type, with what it says.
    pub(super) fn described(&self) -> impl Iterator<Item = (TypeId, &'a PageFacts, &'a TypeFacts)> {
        let ledger = self.ledger;
        ledger.declared.iter().flat_map(|(id, declaration)| {
            let pages = structured_pages(&declaration.what).iter();
            pages.map(move |(page, facts)| (id, *page, *facts))
        })
    }

    /// The pages that describe one structured type.
    pub(super) fn pages_of(&self, id: TypeId) -> &'a [(&'a PageFacts, &'a TypeFacts)] {
        self.ledger.declared.find(id).map_or(&[], |it| structured_pages(&it.what))
    }

    /// The sections that list the members of each enum.
    pub(super) fn enum_sections(&self) -> impl Iterator<Item = Vec<&'a EnumFacts>> {
        self.ledger.declared.iter().map(|(id, _)| self.sections_of(id))
    }

    /// The sections that list the members of one enum.
    pub(super) fn sections_of(&self, id: TypeId) -> Vec<&'a EnumFacts> {
        let declaration = self.ledger.declared.find(id);
        let Some(What::Enum(pages)) = declaration.map(|it| &it.what) else { return Vec::new() };
        let lists = |it: &&EnumFacts| it.name.source != Source::ValueList && !it.members.is_empty();
        pages.iter().map(|(_, facts)| *facts).filter(lists).collect()
    }

    /// Every page of an operation, with what it says.
    pub(super) fn operations(&self) -> impl Iterator<Item = (&'a PageFacts, &'a OperationFacts)> {
        self.facts.pages.iter().filter_map(|page| Some((page, page.operation.as_ref()?)))
    }

    /// The same by the paths that operations name their pages by.
    pub(super) fn operation_pages(&self) -> BTreeMap<&'a str, (&'a PageFacts, &'a OperationFacts)> {
        let names = self.names();
        self.operations().map(|(page, facts)| (names.path(page), (page, facts))).collect()
    }

    /// The blocks of all pages that were left, and why.
    pub(super) fn blocks_left(&self) -> impl Iterator<Item = (&'a BlockRecord, LeftReason)> {
        let blocks = self.facts.pages.iter().flat_map(|page| &page.blocks);
        blocks.filter_map(|block| match block.verdict {
            Verdict::Left(reason) => Some((block, reason)),
            Verdict::Used | Verdict::Structure | Verdict::Prose => None,
        })
    }

    /// The successful answers of a page's examples that the service gives.
    pub(super) fn successes(
        &self,
        operation: &'a OperationFacts,
    ) -> impl Iterator<Item = &'a ResponseExample> {
        let service = &self.dialect.service;
        let own = operation.examples.iter().filter(|example| {
            example.request.as_ref().is_none_or(|it| is_service(service, &it.template))
        });
        own.filter_map(|example| example.response.as_ref()).filter(|response| {
            let is_success = (200..400).contains(&response.status.value);
            is_success && !response.annotation.expect_error
        })
    }

    /// The type that a body table lists the properties of: the one that its section names, else the one
    /// that all of the page's operations take. None of one that is open.
    pub(super) fn body_type(
        &self,
        page: &PageFacts,
        operation: &OperationFacts,
        own: &[&Operation],
    ) -> Option<TypeId> {
        let body = &operation.body;
        let ty = match &body.ty {
            Some(text) if body.parameters.is_none() => self.resolve_in_sentence(page, text)?,
            Some(_) => return None,
            None if body.wrapper.is_none() => taken(own)?,
            None => return None,
        };
        let ItemType::Named(id) = ty.item else { return None };
        self.structured(id).filter(|ty| !ty.open).map(|_| id)
    }

    /// What a type's cell or annotation refers to.
    pub(super) fn resolve(&self, page: &PageFacts, ty: &TypeText) -> Option<TypeRef> {
        resolve(&self.names(), &self.ledger.declared, page, ty)
    }

    /// What a sentence refers to.
    pub(super) fn resolve_in_sentence(&self, page: &PageFacts, ty: &TypeText) -> Option<TypeRef> {
        resolve_in_sentence(&self.names(), &self.ledger.declared, page, ty)
    }

    /// Whether a type in a sentence is spoken of as many: "all [x] objects".
    pub(super) fn is_plural(&self, ty: Span) -> bool {
        const MOST_BYTES: usize = 200;
        let text = &self.sources.file(ty.file).text;
        let after = text.get(ty.end as usize..).unwrap_or_default();
        let line = after.lines().next().unwrap_or_default();
        // What is left of a link or of bold words.
        let rest = match line.find("](").filter(|at| *at < MOST_BYTES) {
            Some(_) if line.starts_with([']', '`', '*']) => {
                line.split_once(')').map_or("", |it| it.1)
            }
            _ => line,
        };
        let rest = rest.trim_start_matches(['*', '`', ')', ' ']);
        let word =
            rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
        let kinds = &self.dialect.kind_words;
        word.strip_suffix('s').is_some_and(|one| kinds.iter().any(|kind| kind == one))
    }

    /// A structured type; none of an enum.
    pub(super) fn structured(&self, id: TypeId) -> Option<&'a StructuredType> {
        match self.model.ty(id) {
            Type::Structured(ty) => Some(ty),
            Type::Enum(_) => None,
        }
    }

    /// Whether one of the two derives from the other, or is it.
    pub(super) fn are_related(&self, one: TypeId, other: TypeId) -> bool {
        self.model.derives_from(one, other) || self.model.derives_from(other, one)
    }

    /// How a type is called in a finding: its bare name, "collection of" before it for a collection.
    pub(super) fn name(&self, ty: TypeRef) -> String {
        let item = match ty.item {
            ItemType::Primitive(primitive) => primitive.bare_name(),
            ItemType::Named(id) => self.model.ty(id).name().name.as_str(),
            ItemType::Untyped => "any JSON",
        };
        if ty.collection { format!("collection of {item}") } else { item.to_owned() }
    }

    /// Whether JSON of one type is surely none of the other. Text stands for dates, identifiers and
    /// enum members in these docs, and numbers are of any width.
    pub(super) fn are_different(&self, one: ItemType, other: ItemType) -> bool {
        match (one, other) {
            (ItemType::Untyped, _) | (_, ItemType::Untyped) => false,
            (ItemType::Named(one), ItemType::Named(other)) => {
                let are_both = |id| self.structured(id).is_some();
                are_both(one) && are_both(other) && !self.are_related(one, other)
            }
            _ => match (self.form(one), self.form(other)) {
                (Some(one), Some(other)) => one != other,
                _ => false,
            },
        }
    }

    fn form(&self, item: ItemType) -> Option<Form> {
        match item {
            ItemType::Primitive(Primitive::Stream) | ItemType::Untyped => None,
            ItemType::Primitive(Primitive::Boolean) => Some(Form::Boolean),
            ItemType::Primitive(primitive) if primitive.is_number() => Some(Form::Number),
            ItemType::Primitive(_) => Some(Form::Text),
            ItemType::Named(id) => match self.structured(id) {
                // A type without properties is any JSON.
                Some(_) => self.model.properties(id).next().map(|_| Form::Object),
                None => Some(Form::Text),
            },
        }
    }
}

/// What a value looks like in JSON.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Boolean,
    Number,
    Text,
    Object,
}

/// The one type that operations take, where they change or add things and do nothing else.
fn taken(operations: &[&Operation]) -> Option<TypeRef> {
    let mut found = operations.iter().filter(|it| it.shape != Shape::Action).map(|it| {
        let RequestBody::Type(ty) = &it.request else { return None };
        (!ty.collection).then_some(*ty)
    });
    let first = found.next()??;
    let is_only = found.all(|it| it == Some(first));
    let is_called = operations.iter().any(|it| it.shape == Shape::Action);
    (is_only && !is_called).then_some(first)
}

fn structured_pages<'w, 'f>(what: &'w What<'f>) -> &'w [(&'f PageFacts, &'f TypeFacts)] {
    match what {
        What::Structured(pages) => pages,
        What::Enum(_) | What::Inferred(_) | What::Listed(_) => &[],
    }
}

/// The rows of a type's tables of properties and relationships.
pub(super) fn rows(facts: &TypeFacts) -> impl Iterator<Item = &PropertyClaim> {
    of(facts, Source::PropertyTable).chain(of(facts, Source::RelationshipTable))
}

/// The members of a type's JSON representation.
pub(super) fn json_members(facts: &TypeFacts) -> impl Iterator<Item = &PropertyClaim> {
    of(facts, Source::JsonRepresentation)
}

fn of(facts: &TypeFacts, source: Source) -> impl Iterator<Item = &PropertyClaim> {
    facts.properties.iter().filter(move |claim| claim.source == source)
}

/// Rows with the members of the JSON representation that have their names: a member of the very name,
/// else one whose name differs in case, unless another row has that name.
pub(super) fn pairs(facts: &TypeFacts) -> impl Iterator<Item = (&PropertyClaim, &PropertyClaim)> {
    let listed: BTreeSet<&str> = rows(facts).map(|row| row.name.value.as_str()).collect();
    let mut exact: BTreeMap<&str, &PropertyClaim> = BTreeMap::new();
    let mut alike: BTreeMap<String, &PropertyClaim> = BTreeMap::new();
    for member in json_members(facts) {
        let name = member.name.value.as_str();
        exact.entry(name).or_insert(member);
        if !listed.contains(name) {
            alike.entry(name.to_ascii_lowercase()).or_insert(member);
        }
    }
    rows(facts).filter_map(move |row| {
        let name = row.name.value.as_str();
        let member = exact.get(name).or_else(|| alike.get(&name.to_ascii_lowercase()))?;
        Some((row, *member))
    })
}

/// Whether a name is the protocol's own, or a path.
pub(super) fn is_protocol(claim: &PropertyClaim) -> bool {
    claim.name.value.contains(['@', '#', '/', '~'])
}
