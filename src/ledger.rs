//! The ledger: for what lowering decided, the claims there were and which of them won.
//!
//! The model says what is true; the ledger says against whom. Rules that tell contradictions read both,
//! so lowering decides once and tells nothing but what it could not decide.

use crate::edm::Kind;
use crate::facts::{ExampleFacts, PageFacts, Source};
use crate::json::Value;
use crate::model::{Deviation, Parameter, ParametersOf, ResponseBody, TypeId, TypeRef};
use crate::naming::{Declarations, Namespaces};
use crate::precedence::KindEvidence;
use crate::source::Span;

/// What there was to decide, and how it was.
#[derive(Debug)]
pub struct Ledger<'f> {
    /// How namespaces are spelt.
    pub(crate) namespaces: Namespaces,
    /// Every type with the places that describe it, by [`TypeId`].
    pub(crate) declared: Declarations<'f>,
    /// The base of every type, by [`TypeId`].
    pub(crate) bases: Vec<Decision<TypeId>>,
    /// The kind of every type.
    pub(crate) kinds: Kinds,
    /// What was said of every operation, by its place in the model.
    pub(crate) operations: Vec<OperationEntry>,
    /// Relationships that their tables call one and their own pages list.
    pub(crate) relationships: Vec<RelationshipOfMany>,
    /// Every example, in page order, with the place it was given.
    pub(crate) examples: Vec<PlacedExample<'f>>,
    /// Examples of types by themselves, in page order.
    pub(crate) samples: Vec<Sample<'f>>,
}

/// An example of a type that is no request and no answer.
#[derive(Clone, Debug)]
pub(crate) struct Sample<'f> {
    /// The type.
    pub(crate) ty: TypeRef,
    /// The JSON.
    pub(crate) body: &'f Value,
    /// Where it differs from its type.
    pub(crate) deviations: Vec<Deviation>,
}

/// A fact with the claims it had.
#[derive(Clone, Debug)]
pub(crate) struct Decision<T> {
    /// The claims, the most believed kind of place first.
    pub(crate) claims: Vec<Weighed<T>>,
    /// What counts; none of the claims where nothing could be believed.
    pub(crate) decided: Option<T>,
}

/// A claim whose names are resolved.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Weighed<T> {
    /// The kind of place.
    pub(crate) source: Source,
    /// What is claimed.
    pub(crate) value: T,
    /// Where.
    pub(crate) span: Span,
}

/// Entity or complex: one decision for a type and all that it derives from or that derive from it.
#[derive(Clone, Debug)]
pub(crate) struct Kinds {
    /// The decisions.
    pub(crate) families: Vec<KindDecision>,
    /// The place of a type's decision, by [`TypeId`]; enums have none.
    pub(crate) of: Vec<Option<usize>>,
}

impl Kinds {
    /// The decision on a type; none on an enum, and on what only examples show.
    pub(crate) fn of(&self, id: TypeId) -> Option<&KindDecision> {
        self.of.get(id.0).copied().flatten().map(|family| &self.families[family])
    }
}

/// What a family of types is, and all that speaks for it or against it.
#[derive(Clone, Debug)]
pub(crate) struct KindDecision {
    /// The votes, the most believed kind of evidence first.
    pub(crate) votes: Vec<KindVote>,
    /// What counts.
    pub(crate) decided: Kind,
}

/// One place that speaks for a kind.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KindVote {
    /// How it does.
    pub(crate) evidence: KindEvidence,
    /// What it speaks for.
    pub(crate) kind: Kind,
    /// The type that it is about.
    pub(crate) ty: TypeId,
    /// Where; nowhere if it is how operations use the type.
    pub(crate) span: Option<Span>,
}

/// What pages say of one operation.
#[derive(Clone, Debug)]
pub(crate) struct OperationEntry {
    /// What each page says that it answers, the page that gives the operation its text first.
    pub(crate) answers: Vec<AnswerClaim>,
    /// What each page calls the action that takes parameters, and what they are; in the same order.
    pub(crate) parameters: Vec<ParametersClaim>,
}

/// What one page says of the action whose parameters an operation takes.
#[derive(Clone, Debug)]
pub(crate) struct ParametersClaim {
    /// What it is called.
    pub(crate) of: ParametersOf,
    /// The parameters.
    pub(crate) parameters: Vec<Parameter>,
    /// The page's title.
    pub(crate) place: Span,
}

/// What one page says that an operation answers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AnswerClaim {
    /// The answer.
    pub(crate) body: ResponseBody,
    /// A success may also come without it.
    pub(crate) is_optional: bool,
    /// The page says or shows it; else it is what the method makes likely.
    pub(crate) is_told: bool,
    /// It is told of this very path, not of another one of the page.
    pub(crate) is_of_path: bool,
    /// The page's first line of the operation.
    pub(crate) line: Span,
    /// Every line of the page asks for a selection.
    pub(crate) is_selection: bool,
}

/// A relationship that is documented as one, and whose own page answers a list, which is believed.
#[derive(Clone, Debug)]
pub(crate) struct RelationshipOfMany {
    /// The type that has it.
    pub(crate) ty: TypeId,
    /// Its name.
    pub(crate) property: String,
    /// The request line that answers the list.
    pub(crate) line: Span,
}

/// An example, and where it belongs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PlacedExample<'f> {
    /// The page.
    pub(crate) page: &'f PageFacts,
    /// The example.
    pub(crate) facts: &'f ExampleFacts,
    /// Where it belongs.
    pub(crate) place: Place,
}

/// Where an example belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// It asks what a line of its page documents.
    OwnLine,
    /// It asks for what the protocol adds to a line of its page: what a list counts, what of it is of one type.
    Continued,
    /// It asks the service for something that no line of its page documents.
    NoLine,
    /// It asks another host, for what a line of its page documents or for what is that host's own.
    OtherHost {
        /// A line of the page documents it.
        documented: bool,
    },
    /// It asks nothing: an answer alone.
    AnswerAlone,
}
