//! Which claim is true when two disagree: one ordered list of sources for each kind of fact.
//!
//! The orders are measured against a service's own metadata, not argued. A new kind of fact gets a
//! new list, never a condition in the code that picks. Counts are right to wrong.

use crate::edm::Primitive;
use crate::facts::{Claim, Source};
use crate::model::{ItemType, TypeRef};

/// Type names: the annotation agreed with the service 110 times where the heading did once.
pub(crate) const TYPE_NAME: &[Source] = &[Source::Annotation, Source::Heading];

/// Namespaces: the page's annotation is written for tools, and agreed wherever both are given.
pub(crate) const NAMESPACE: &[Source] = &[Source::Annotation, Source::NamespaceLine];

/// Property types: a table agreed 308 times where the JSON representation did 40 times, and most of
/// those are in [`JSON_WINS`].
pub(crate) const PROPERTY_TYPE: &[Source] = &[
    Source::PropertyTable,
    Source::RelationshipTable,
    Source::BodyTable,
    Source::JsonRepresentation,
    Source::Example,
];

/// Descriptions.
pub(crate) const DESCRIPTION: &[Source] =
    &[Source::PropertyTable, Source::RelationshipTable, Source::BodyTable];

/// The spelling of a property whose places differ only in case: JSON 9, tables 7.
pub(crate) const PROPERTY_NAME: &[Source] = &[
    Source::JsonRepresentation,
    Source::PropertyTable,
    Source::RelationshipTable,
    Source::BodyTable,
    Source::Example,
];

/// Base types: annotation 201 right to 1 wrong, prose 216 to 4, tables of derived types 6 to 0, cells
/// 1 to 0. A base that is itself a base of a later claim's type gives way to it, and so does one that is
/// the root of all: pages state that in the annotation and the nearer base in prose (2 to 1).
pub(crate) const BASE: &[Source] =
    &[Source::Annotation, Source::Prose, Source::DerivedTable, Source::InheritedCell];

/// What the protocol calls the type that all entities derive from. It has nothing but their key.
pub(crate) const ROOT: &str = "entity";

/// What speaks for a type's being an entity, or against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KindEvidence {
    /// The title or the first words of the summary call it an "entity type" or a "complex type".
    Said,
    /// A key is stated that it has, unless it derives from what stands among properties without one.
    Key,
    /// One of it is read by a key, and it has the property that keys are called.
    ReadByKey,
    /// A row of a relationship has it as its type, or one of a property has.
    Row,
    /// It has relationships of its own and is no property's type.
    OwnRelationships,
    /// A key is stated that it does not have, or should not.
    LostKey,
    /// It is read.
    Read,
    /// It is answered or written, or a relationship leads to it, and it has the property that keys are
    /// called.
    LooksKeyed,
}

/// Entity or complex: the first of these whose votes are not equal decides for a whole family, each vote
/// with its weight. Where one counts for much, many others that are as direct still count for more: all
/// that derives from the root is one family. Counted by families of v1.0: where there is such evidence,
/// and where it decides by itself. A family without any is complex, 39 to 2.
pub(crate) const KIND: &[&[(KindEvidence, usize)]] = &[
    &[
        (KindEvidence::Said, 2),      //   9 to 0,   9 to 0
        (KindEvidence::Key, 1),       // 143 to 1, 143 to 1
        (KindEvidence::ReadByKey, 1), // 112 to 0,  10 to 0
    ],
    &[(KindEvidence::Row, 1)],              // 500 to 1, 365 to 0
    &[(KindEvidence::OwnRelationships, 1)], //  58 to 0,   1 to 0
    &[(KindEvidence::LostKey, 1)],          //   7 to 6,   3 to 1
    &[(KindEvidence::Read, 1)],             // 168 to 8,   5 to 0
    &[(KindEvidence::LooksKeyed, 1)],       // 172 to 1,   8 to 1
];

/// What an operation answers. Measured on v1.0 against the service's routes, where two claims are of
/// unrelated types: the property that the path leads to 27 right to 0; then a type that the text links
/// 5 to 2 against an annotation. Of related ones the base: 94 to 1 by the path, 34 to 5 by the text, and
/// the five are casts and selections, which are decided by themselves; where text and example both name
/// the derived type, the base by the path 27 to 0.
pub(crate) const ANSWER: &[AnswerSource] =
    &[AnswerSource::Path, AnswerSource::Text, AnswerSource::Example];

/// What says of which type an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AnswerSource {
    /// The documented properties along the path.
    Path,
    /// The response section.
    Text,
    /// The example, or its annotation.
    Example,
}

/// Where the JSON representation is right and the table is wrong: the table says text and the JSON
/// names a type (9 to 1) or a boolean (5 to 0), or the table leaves the type open or says "A or B"
/// and the JSON names one (4 to 0).
pub(crate) fn json_wins(table: TypeRef, json: TypeRef) -> bool {
    let names_type = matches!(json.item, ItemType::Named(_));
    match table.item {
        ItemType::Primitive(Primitive::String) => {
            names_type || json.item == ItemType::Primitive(Primitive::Boolean)
        }
        ItemType::Untyped => names_type,
        ItemType::Primitive(_) | ItemType::Named(_) => false,
    }
}

/// The claim of the best source; among equal sources the first in page order.
pub(crate) fn best<'c, T>(
    claims: impl IntoIterator<Item = &'c Claim<T>>,
    order: &[Source],
) -> Option<&'c Claim<T>> {
    claims.into_iter().min_by_key(|claim| rank(claim.source, order))
}

/// A source's place in an order; sources that are not in it come last.
pub(crate) fn rank(source: Source, order: &[Source]) -> usize {
    order.iter().position(|known| *known == source).unwrap_or(order.len())
}
