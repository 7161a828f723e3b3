//! Dialects: how one publisher's docs spell things, as plain data without functions of its own.
//!
//! Patterns and spellings are in lower case and compared without regard to case. `{x}` in a pattern
//! stands for one or more words.

mod graph;

use crate::edm::Primitive;
use crate::odata::RequestHeader;

/// How one publisher's docs spell things.
#[derive(Debug)]
pub struct Dialect {
    /// The name users choose it by.
    pub name: &'static str,
    /// The namespace of pages without a namespace line.
    pub default_namespace: &'static str,
    /// The name of the key property, where the docs leave it unsaid.
    pub key: &'static str,
    /// The member that stands for those added to an enum later.
    pub sentinel: &'static str,
    /// What stands before the namespace on its line.
    pub namespace_labels: &'static [&'static str],
    /// Where the service answers.
    pub service: Service,
    /// Where pages are published: the folder they are in, the URL below which they are, and what follows their name.
    pub published: &'static [[&'static str; 3]],
    /// Heading patterns and what stands below such a heading. The first match counts.
    pub sections: &'static [(&'static str, Section)],
    /// Header cells and what stands in their column. The first match counts.
    pub columns: &'static [(&'static str, Column)],
    /// What follows a type's name in the title of its page.
    pub title_suffixes: &'static [&'static str],
    /// Type spellings and the primitive they mean, without `Edm.`.
    pub primitives: &'static [(&'static str, Primitive)],
    /// Type spellings that mean "any JSON".
    pub untyped: &'static [&'static str],
    /// Words that make the type beside them a collection, in a cell of one type.
    pub collections: &'static [&'static str],
    /// What may stand after a type's name in a cell to say what kind of type it is.
    pub kind_words: &'static [&'static str],
    /// String values of a JSON representation and the type they stand for.
    pub placeholders: &'static [(&'static str, Primitive)],
    /// The keys an annotation may have.
    pub annotation_keys: &'static [&'static str],
    /// Functions that answer what has changed since they were last called.
    pub delta_functions: &'static [&'static str],
    /// Request headers that clients have a method for.
    pub headers: &'static [(&'static str, RequestHeader)],
    /// Set phrases.
    pub phrases: Phrases,
}

/// Where the service answers.
#[derive(Debug)]
pub struct Service {
    /// The URL that paths are relative to, version included.
    pub base_url: &'static str,
    /// Hosts that are the service; others in examples are callbacks and upload URLs.
    pub hosts: &'static [&'static str],
    /// The version that these docs are of, as the path's first segment.
    pub version: &'static str,
    /// Other versions that may stand there.
    pub other_versions: &'static [&'static str],
}

/// What stands below a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// Permissions tables.
    Permissions,
    /// Request lines.
    HttpRequest,
    /// Request header tables.
    RequestHeaders,
    /// Query parameter tables.
    QueryParameters,
    /// Path parameter tables.
    PathParameters,
    /// Function parameter tables.
    FunctionParameters,
    /// The request body: prose and tables.
    RequestBody,
    /// The response: prose.
    Response,
    /// Examples.
    Examples,
    /// Property tables.
    Properties,
    /// Relationship tables.
    Relationships,
    /// Member tables of the page's enum.
    Members,
    /// The member table of the enum the heading names.
    EnumValues,
    /// The JSON representation.
    JsonRepresentation,
    /// Tables of operations.
    Methods,
    /// Tables of derived types.
    DerivedTypes,
    /// Describes what is not modelled, such as the JSON inside a string property.
    NotModelled,
    /// Prose for people.
    Prose,
}

/// What stands in a table's column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// The name of a property.
    Property,
    /// The name of a relationship.
    Relationship,
    /// The name of a parameter.
    Parameter,
    /// The name of a header.
    Header,
    /// The name of an enum member.
    Member,
    /// A name of whatever the section is about.
    Name,
    /// A type.
    Type,
    /// A value: a number in member tables, text elsewhere.
    Value,
    /// A description.
    Description,
    /// Yes or no.
    Required,
    /// A kind of caller.
    PermissionType,
    /// Permissions in an order that is not stated.
    Permissions,
    /// Permissions, least privileged first.
    PermissionsLeastFirst,
    /// Permissions, most privileged first.
    PermissionsMostFirst,
    /// Permissions beyond the least privileged one, which has a column of its own.
    PermissionsHigher,
    /// Permissions of one kind of caller, whose label is the header.
    Caller,
    /// An operation of a type.
    Method,
    /// What an operation returns.
    ReturnType,
}

/// Set phrases of the prose.
#[derive(Debug)]
pub struct Phrases {
    /// The property can't be written.
    pub read_only: &'static [&'static str],
    /// The value must be given; stands at the beginning of a sentence.
    pub required: &'static [&'static str],
    /// The value may be left out; stands at the beginning of a sentence.
    pub optional: &'static [&'static str],
    /// May be null.
    pub nullable: &'static [&'static str],
    /// May not be null.
    pub not_nullable: &'static [&'static str],
    /// Should no longer be used.
    pub deprecated: &'static [&'static str],
    /// Marks an alert that warns.
    pub caution: &'static [&'static str],
    /// Is the key; stands at the beginning of a sentence.
    pub key: &'static [&'static str],
    /// Words between a thing and what is said of it: "*is* read-only", "*this* read-only field".
    pub copulas: &'static [&'static str],
    /// What makes the phrase after it its opposite.
    pub negations: &'static [&'static str],
    /// The value that counts when none is given follows.
    pub default: &'static [&'static str],
    /// Two numbers follow, the bounds of a value.
    pub range: &'static [&'static str],
    /// What stands between the two bounds.
    pub range_to: &'static [&'static str],
    /// The most characters of a text follow.
    pub max_length: &'static [&'static str],
    /// A number and what it counts follow.
    pub maximum: &'static [&'static str],
    /// What the letters of a text are called.
    pub characters: &'static [&'static str],
    /// What the items of a collection are called.
    pub items: &'static [&'static str],
    /// Query options that take the property follow.
    pub supports: &'static [&'static str],
    /// The service sends the property without being asked.
    pub by_default: &'static [&'static str],
    /// The service sends the property when a query option that follows names it.
    pub only_on: &'static [&'static str],
    /// Members follow that the service sends only when a request header asks for them.
    pub later_values: &'static [&'static str],
    /// A base type's name follows, in a table cell.
    pub inherited_from: &'static [&'static str],
    /// A base type's name follows, in a page's prose.
    pub base: &'static [&'static str],
    /// Derived types' names follow.
    pub base_of: &'static [&'static str],
    /// A list of values follows.
    pub values: &'static [&'static str],
    /// The type is open.
    pub open: &'static [&'static str],
    /// The type is abstract.
    pub is_abstract: &'static [&'static str],
    /// Members can be combined.
    pub flags: &'static [&'static str],
    /// There is no request body.
    pub no_body: &'static [&'static str],
    /// The body's type follows.
    pub body_of: &'static [&'static str],
    /// The body is bytes.
    pub body_bytes: &'static [&'static str],
    /// The body is an object of parameters.
    pub body_parameters: &'static [&'static str],
    /// The protocol's query options as a whole.
    pub options: &'static [&'static str],
    /// What follows or stands before can be used.
    pub supported: &'static [&'static str],
    /// What stands in the sentence can't be used.
    pub not_supported: &'static [&'static str],
    /// It can't be used then or there, but otherwise it can; follows right after.
    pub not_supported_partly: &'static [&'static str],
    /// Members of the answer, for which something may not be supported that otherwise is.
    pub members: &'static [&'static str],
    /// Not all options, but the ones that are named.
    pub some_options: &'static [&'static str],
    /// All options, the ones that are named among them.
    pub all_options: &'static [&'static str],
    /// What is named is left out.
    pub without: &'static [&'static str],
    /// Every listed body property must be given.
    pub all_required: &'static [&'static str],
    /// What joins permissions that are needed together.
    pub together: &'static [&'static str],
    /// This kind of caller can't call the operation.
    pub unsupported: &'static [&'static str],
    /// The text is not finished.
    pub unfinished: &'static [&'static str],
    /// What follows a bound operation's name in the title of its page.
    pub bound_operation: &'static [&'static str],
    /// Words that make the type named beside them a collection.
    pub collection: &'static [&'static str],
}

/// Every built-in dialect; the first is the default.
pub static DIALECTS: &[&Dialect] = &[&graph::GRAPH];

impl Default for &'static Dialect {
    fn default() -> Self {
        DIALECTS[0]
    }
}

impl Dialect {
    /// What stands below a heading, and the words in the pattern's `{x}`.
    pub fn section(&self, heading: &str) -> Option<(Section, Option<String>)> {
        let heading = words_of_heading(heading);
        self.sections.iter().find_map(|(pattern, section)| {
            let hole = match_pattern(pattern, heading)?;
            Some((*section, (!hole.is_empty()).then(|| hole.to_owned())))
        })
    }

    /// What stands in a column with this header cell.
    pub fn column(&self, header: &str) -> Option<Column> {
        let header = header.trim_matches([' ', '*', '`', ':', '\u{a0}']);
        let matches =
            |(pattern, column): &(&str, Column)| match_pattern(pattern, header).map(|_| *column);
        self.columns.iter().find_map(matches)
    }

    /// The primitive that a type spelling means, `Edm.` or not.
    pub fn primitive(&self, spelling: &str) -> Option<Primitive> {
        let spelling = spelling.trim().to_lowercase();
        let bare = spelling.strip_prefix("edm.").unwrap_or(&spelling);
        let (_, primitive) = self.primitives.iter().find(|(known, _)| *known == bare)?;
        Some(*primitive)
    }

    /// A type's name from a title: `message resource type` → `message`.
    pub fn type_name_of_title<'t>(&self, title: &'t str) -> Option<&'t str> {
        let title = title.split('(').next().unwrap_or_default().trim();
        self.title_suffixes.iter().find_map(|suffix| {
            let head = title.len().checked_sub(suffix.len())?;
            let tail = title.get(head..)?;
            let name = title.get(..head)?.trim();
            (tail.eq_ignore_ascii_case(suffix) && !name.is_empty() && !name.contains(' '))
                .then_some(name)
        })
    }
}

/// A heading without what people put around its words: `2. Properties:`.
fn words_of_heading(heading: &str) -> &str {
    let unnumbered = heading.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = unnumbered.strip_prefix(['.', ')']).filter(|_| unnumbered.len() < heading.len());
    rest.unwrap_or(heading).trim_matches([' ', ':', '.', '\u{a0}'])
}

/// Matches a pattern with at most one `{x}`; returns the words in its place, or nothing to fill.
fn match_pattern<'t>(pattern: &str, text: &'t str) -> Option<&'t str> {
    let Some((before, after)) = pattern.split_once("{x}") else {
        return text.eq_ignore_ascii_case(pattern).then_some("");
    };
    let end = text.len().checked_sub(after.len())?;
    let hole = text.get(before.len()..end)?;
    let is_match = text.get(..before.len())?.eq_ignore_ascii_case(before)
        && text.get(end..)?.eq_ignore_ascii_case(after)
        && !hole.trim().is_empty();
    is_match.then(|| hole.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_without_regard_to_case() {
        assert_eq!(match_pattern("http request", "HTTP Request"), Some(""));
        assert_eq!(match_pattern("{x} values", "color Values"), Some("color"));
        assert_eq!(match_pattern("{x} values", " values"), None);
    }

    #[test]
    fn every_default_is_listed() {
        let dialect: &Dialect = Default::default();
        assert_eq!(dialect.name, DIALECTS[0].name);
    }
}
