//! Facts: what each page *claims*, in the page's words, every claim with its span.
//!
//! The two words of our own are defined here. A **fact** is anything read off one page. A **claim**
//! is a fact that another place may contradict: a property may be claimed by a table row, by the
//! JSON representation and by an annotation, each differently. Facts hold no lookups across pages,
//! so pages are extracted in parallel; `lower` decides which claim is true.

use crate::edm::{Primitive, PropertyTerms};
use crate::json::Member;
use crate::source::{FileId, Span, Spanned};

mod blocks;
mod enums;
mod fitted;
mod operation;
mod rare;
mod way;
pub use blocks::{BlockForm, BlockRecord, BlocksAround, LeftReason, Verdict};
pub use enums::{EnumFacts, MemberClaim};
pub use operation::{
    Alike, BodyFacts, ExampleBody, ExampleFacts, OperationFacts, OptionFacts, ParameterClaim,
    PermissionOrder, PermissionRow, RequestExample, RequestLine, ResponseExample, ResponseFacts,
    SampleFacts,
};
pub use rare::{Rare, Usual};
pub(crate) use way::{Step, steps, way};

/// The facts of all pages, in path order.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// One entry a page; on pages that are divided one more for each section that is an operation, behind the page's.
    pub pages: Vec<PageFacts>,
}

impl Facts {
    /// The facts of each file: those of the page, then those of its sections.
    pub fn by_file(&self) -> impl Iterator<Item = &[PageFacts]> {
        self.pages.chunk_by(|one, next| one.file == next.file)
    }

    /// What a page is about, with all its sections: one operation among them is enough.
    pub fn kind_of(page: &[PageFacts]) -> PageKind {
        let is_operation = |it: &PageFacts| it.kind == PageKind::Operation;
        match page.first() {
            Some(first) if !page.iter().any(is_operation) => first.kind,
            Some(_) => PageKind::Operation,
            None => PageKind::Conceptual,
        }
    }
}

/// What one page claims, or a section of it.
#[derive(Clone, Debug)]
pub struct PageFacts {
    /// The page.
    pub file: FileId,
    /// The section that the facts are of, on a page that is divided: its file and the heading's slug,
    /// `api/lamps.md#list-lamps`. `None` for the page, or what no section of its own took.
    pub section: Option<String>,
    /// What the page is about, decided by its content.
    pub kind: PageKind,
    /// The H1, whole.
    pub title: Option<Spanned<String>>,
    /// The text below the H1, without namespace line and alerts.
    pub summary: Option<Prose>,
    /// The namespace of the page's names, by the page's annotation and the `Namespace:` line.
    pub namespaces: Vec<Claim<String>>,
    /// Structured types described by this page.
    pub types: Vec<TypeFacts>,
    /// Enums described by this page.
    pub enums: Vec<EnumFacts>,
    /// The operation, on a page that has request lines or an operation's sections.
    pub operation: Option<OperationFacts>,
    /// Every link of the page.
    pub links: Vec<Link>,
    /// What links can point at inside the page: the slugs of its headings, and `<a name="…">`. A section
    /// has none: they are the page's.
    pub anchors: Vec<String>,
    /// Includes whose file is not there; told with the page.
    pub missing_includes: Vec<MissingInclude>,
    /// What became of every block of the page, in page order.
    pub blocks: Vec<BlockRecord>,
}

/// What a page is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PageKind {
    /// Describes one or more structured types.
    Resource,
    /// Describes one or more enums and no structured type.
    Enum,
    /// Describes an operation.
    Operation,
    /// Anything else: overviews, concepts.
    Conceptual,
}

/// A claim: a value, the kind of place that makes it, and the text it was read from.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim<T> {
    /// The kind of place. Precedence between kinds is a table in `lower`.
    pub source: Source,
    /// What is claimed.
    pub value: T,
    /// Where.
    pub span: Span,
}

/// The kinds of place a claim can come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// A code block annotation.
    Annotation,
    /// The page's H1 or another heading.
    Heading,
    /// The `Namespace:` line.
    NamespaceLine,
    /// A row of a property table.
    PropertyTable,
    /// A row of a relationship table.
    RelationshipTable,
    /// A row of a request body table.
    BodyTable,
    /// The JSON representation.
    JsonRepresentation,
    /// A row of an enum member table.
    MemberTable,
    /// A "possible values" list.
    ValueList,
    /// A sentence.
    Prose,
    /// "Inherited from" in a table cell.
    InheritedCell,
    /// A "Derived types" table on the base's page.
    DerivedTable,
    /// An example body.
    Example,
}

/// Text for people, in light markdown: code spans keep their backticks, links and emphasis do not
/// survive. It is data: it reaches Rust only as a literal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prose {
    /// The text.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// What a page claims about one structured type.
#[derive(Clone, Debug)]
pub struct TypeFacts {
    /// The type's name: qualified from an annotation, bare from a heading.
    pub names: Vec<Claim<String>>,
    /// Nothing but a title says that there is such a type: no table, no code, no members; or nothing but JSON below a heading
    /// that is no title of one.
    pub titled_only: bool,
    /// The slug of its heading, where others stand on the page as well.
    pub anchor: Option<String>,
    /// Names of the base type; `None` where a place says there is none.
    pub bases: Vec<Claim<Option<TypeText>>>,
    /// Name of the key property, from an annotation.
    pub key: Option<Spanned<String>>,
    /// `openType`, from an annotation or prose.
    pub open: Option<Claim<bool>>,
    /// `abstract`, from an annotation or prose.
    pub is_abstract: Option<Claim<bool>>,
    /// Should no longer be used: the title or an alert says so.
    pub deprecated: Option<Claim<bool>>,
    /// `isMediaEntity`: an item has bytes of its own.
    pub is_media: Option<Claim<bool>>,
    /// `@type.aka` of the annotation: other names of the type.
    pub aliases: Vec<Spanned<String>>,
    /// `optionalProperties` of the annotation.
    pub optional_properties: Vec<Spanned<String>>,
    /// `nullableProperties` of the annotation.
    pub nullable_properties: Vec<Spanned<String>>,
    /// `@odata.annotations` of the annotation.
    pub capabilities: Vec<CapabilityClaim>,
    /// The type's description.
    pub summary: Option<Prose>,
    /// Property claims from tables and the JSON representation, in page order.
    pub properties: Vec<PropertyClaim>,
    /// Types named as derived from this one.
    pub derived: Vec<Claim<TypeText>>,
}

impl TypeFacts {
    /// Whether its page makes it a type, whoever names it: not so of JSON below a heading that may be of anything.
    pub fn is_sure(&self) -> bool {
        !self.titled_only || self.properties.is_empty()
    }
}

/// One capability that an annotation states, such as `searchable`.
#[derive(Clone, Debug, PartialEq)]
pub struct CapabilityClaim {
    /// The property it is stated of; `None` for the type itself.
    pub property: Option<String>,
    /// The capability.
    pub name: Spanned<String>,
    /// Its value as text: `false`, `single`.
    pub value: String,
}

/// One place that claims a property.
#[derive(Clone, Debug)]
pub struct PropertyClaim {
    /// The kind of place.
    pub source: Source,
    /// The property's name, cleaned of markup.
    pub name: Spanned<String>,
    /// The claimed type, when the place says one.
    pub ty: Option<TypeText>,
    /// The description.
    pub description: Option<Prose>,
    /// What the description says in set phrases.
    pub notes: Rare<PropertyNotes>,
    /// The row or member.
    pub span: Span,
}

/// What a property's description says in the dialect's set phrases.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PropertyNotes {
    /// "Read-only."
    pub read_only: bool,
    /// "Required." or a yes in a "Required" column.
    pub required: bool,
    /// "Optional.", a no in a "Required" column, or a mark behind the name: `colour?`.
    pub optional: bool,
    /// "Nullable" is `true`, "Not nullable" is `false`.
    pub nullable: Option<bool>,
    /// Deprecated.
    pub deprecated: bool,
    /// "Inherited from `x`".
    pub inherited_from: Option<TypeText>,
    /// "Key."
    pub key: bool,
    /// "Possible values are: …".
    pub values: Vec<Spanned<String>>,
    /// Values that the service sends only when a request header asks for them.
    pub later_values: Vec<Spanned<String>>,
    /// The values combine.
    pub flags: bool,
    /// Default, bounds, query options. Its `values` stay empty: they are claims of their own.
    pub terms: PropertyTerms,
}

impl PropertyNotes {
    /// Takes what else says whether the value must be given.
    pub(crate) fn say_required(&mut self, said: Option<bool>) {
        self.required |= said == Some(true);
        self.optional = !self.required && (self.optional || said == Some(false));
    }
}

impl Usual for PropertyNotes {
    const USUAL: &'static Self = &Self {
        read_only: false,
        required: false,
        optional: false,
        nullable: None,
        deprecated: false,
        inherited_from: None,
        key: false,
        values: Vec::new(),
        later_values: Vec::new(),
        flags: false,
        terms: PropertyTerms::NONE,
    };
}

/// A type as a page writes it. Not resolved.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeText {
    /// The text as written.
    pub text: String,
    /// The type names in it: one, or several for "A or B", none when it could not be read.
    pub mentions: Vec<TypeMention>,
    /// It is a collection.
    pub collection: bool,
    /// It stands where other words may as well: what nothing defines is none, and no mistake.
    pub is_guess: bool,
    /// Where it stands.
    pub span: Span,
}

impl TypeText {
    /// A type by its name alone, as no text of a page writes it.
    pub(crate) fn of_name(name: &str, primitive: Option<Primitive>, span: Span) -> Self {
        let mention = TypeMention { primitive, name: name.to_owned(), target: None, span };
        let (text, mentions) = (name.to_owned(), vec![mention]);
        Self { text, mentions, collection: false, is_guess: false, span }
    }
}

/// One type name inside a [`TypeText`].
#[derive(Clone, Debug, PartialEq)]
pub struct TypeMention {
    /// A primitive that the dialect's spellings know.
    pub primitive: Option<Primitive>,
    /// The name as written, markup removed: `String`, `message`, `microsoft.graph.message`.
    pub name: String,
    /// Where the link leads, if the name is a link into the doc set.
    pub target: Option<LinkTarget>,
    /// Where the name stands.
    pub span: Span,
}

/// A link's destination inside the doc set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkTarget {
    /// Path below the doc set's root, `/` as separator, `..` resolved, as the link spells it.
    pub path: String,
    /// The part after `#`.
    pub anchor: Option<String>,
}

/// A link on a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The link's text.
    pub text: String,
    /// The destination as written.
    pub written: Spanned<String>,
    /// The destination, if it is a page of the doc set; `None` for site-absolute and external links.
    pub target: Option<LinkTarget>,
}

/// An include whose file is not in the doc set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingInclude {
    /// The path as written.
    pub written: Spanned<String>,
    /// The path below the doc set's root; one that leaves it begins with `../`.
    pub path: String,
}

/// A code block annotation, with the keys of the docs' own validator.
#[derive(Clone, Debug, Default)]
pub struct Annotation {
    /// `blockType`, in lower case as the validator compares it.
    pub block_type: Option<Spanned<String>>,
    /// `@odata.type` or `@type`, `#` and `Collection()` taken off.
    pub odata_type: Option<TypeText>,
    /// `isCollection`, or a `Collection()` type.
    pub is_collection: Option<bool>,
    /// `isEmpty`.
    pub is_empty: bool,
    /// `truncated`.
    pub truncated: bool,
    /// `expectError`.
    pub expect_error: bool,
    /// `name`, one or several.
    pub names: Vec<Spanned<String>>,
    /// `sampleKeys`.
    pub sample_keys: Vec<Spanned<String>>,
    /// `collectionProperty`: where a collection's items are, if not in `value`.
    pub collection_property: Option<Spanned<String>>,
    /// `scopes`, one permission each.
    pub scopes: Vec<Spanned<String>>,
    /// `opaqueUrl`: the URL is not made of the model's names.
    pub opaque_url: bool,
    /// `isComposable`: paths may go on after the function.
    pub is_composable: bool,
    /// `target`: `action`, `function` and so on, in lower case.
    pub target: Option<Spanned<String>>,
    /// Members whose key the dialect does not know, kept as they are.
    pub unknown: Vec<Member>,
    /// The comment; `None` when the block has no annotation.
    pub span: Option<Span>,
}

impl Annotation {
    /// The docs' own validator does not look at the block: names in it count for nothing by themselves.
    pub fn is_ignored(&self) -> bool {
        self.block_type.as_ref().is_some_and(|it| it.value == "ignored")
    }

    /// Whether `blockType` is this, in lower case.
    pub fn is_of_type(&self, name: &str) -> bool {
        self.block_type.as_ref().is_some_and(|it| it.value == name)
    }

    /// What it annotates can only be code: a type's representation, or a message.
    pub fn is_of_code(&self) -> bool {
        let block_type = self.block_type.as_ref().map_or("", |it| it.value.as_str());
        ["resource", "request", "response", "example"].contains(&block_type)
    }
}
