//! Dialects: how one publisher's docs spell things, as plain data without functions of its own.
//!
//! A dialect is a file in TOML. Those that come with docwright lie beside this module and are compiled
//! in; a user writes another in the same way, or lets it extend one of these. Spellings are in lower
//! case and compared without regard to case.

mod answers;
mod built_in;
mod characters;
mod elements;
mod file;
mod header_config;
mod joined;
mod line_pattern;
mod patterns;
mod phrases;
mod rare;
mod request_lines;
mod sending;
mod service;
mod shape;
mod vocabulary;
mod written;

pub use answers::AnswersTable;
pub use built_in::{BUILT_IN, BuiltIn, built_in, parse, parse_on};
pub use elements::{ParameterElement, ParameterPlace};
pub use file::{extends_file, headers_from};
pub use header_config::SideFile;
pub(crate) use joined::joined;
pub(crate) use line_pattern::without_prefix;
pub use line_pattern::{LinePattern, Side};
pub use patterns::{Match, PatternError, Patterns, inside};
pub use phrases::{Phrases, Said};
pub use request_lines::{ElementPath, ElementPattern, NUMBER, RequestLines};
pub use service::{
    Service, ServiceTable, check_base_url, check_version, looks_like_version, meant_base_url,
};
pub use shape::{OperationPlace, PageShape, TypePlace};
pub use vocabulary::{Column, Section};
pub use written::to_toml;

use crate::edm::Primitive;
use crate::odata::RequestHeader;
use crate::spelling;
use std::collections::BTreeMap;
use std::ops::Range;

/// How one publisher's docs spell things.
#[derive(Clone, Debug, Default)]
pub struct Dialect {
    /// The name users choose it by, and of a client of its docs.
    pub name: String,
    /// What docs it is for, in one line.
    pub summary: String,
    /// The namespace of pages without a namespace line.
    pub default_namespace: String,
    /// The name of the key property, where the docs leave it unsaid.
    pub key: String,
    /// The member that stands for those added to an enum later.
    pub sentinel: String,
    /// What stands before the namespace on its line.
    pub namespace_labels: Vec<String>,
    /// Where the service answers.
    pub service: Service,
    /// Where pages are published: the folder they are in, the URL below which they are, and what follows their name.
    pub published: Vec<[String; 3]>,
    /// How pages are built.
    pub shape: PageShape,
    /// Where request lines stand.
    pub request_lines: RequestLines,
    /// Heading patterns and what stands below such a heading.
    pub sections: Patterns<Section>,
    /// Header cells and what stands in their column.
    pub columns: Patterns<Column>,
    /// What a column or a note says of where a parameter goes.
    pub places: Patterns<ParameterPlace>,
    /// Titles of pages, with `{x}` for the name of the type that they are about.
    pub titles: Patterns<Titled>,
    /// Type spellings and the primitive they mean, without `Edm.`.
    pub primitives: Patterns<Primitive>,
    /// Type spellings that mean "any JSON".
    pub untyped: Vec<String>,
    /// Words that make the type beside them a collection, in a cell of one type.
    pub collections: Vec<String>,
    /// What may stand around a type's name in a cell and says nothing of it, `{x}` the name.
    pub around_types: Vec<String>,
    /// What may stand after a type's name in a cell to say what kind of type it is.
    pub kind_words: Vec<String>,
    /// What a cell says in a column that tells whether a value must be given, if it must; and what the
    /// header of a column of names begins with, if all of them must.
    pub required_words: Vec<String>,
    /// What such a cell says if it need not.
    pub optional_words: Vec<String>,
    /// String values of a JSON representation and the type they stand for.
    pub placeholders: BTreeMap<String, Primitive>,
    /// The keys an annotation may have, in their case.
    pub annotation_keys: Vec<String>,
    /// What `blockType` of an annotation says, in lower case.
    pub block_types: Vec<String>,
    /// Lines of front matter that say that a page is about an operation.
    pub operation_pages: Vec<String>,
    /// Lines of front matter that say that a page is about a type.
    pub type_pages: Vec<String>,
    /// What members, headers and fields that hold a secret are called, in lower case, without `_` and `-`.
    pub secret_names: Vec<String>,
    /// What keys of well-known services begin with, in their case.
    pub secret_prefixes: Vec<String>,
    /// What stands in texts that are no real secrets.
    pub sample_words: Vec<String>,
    /// Words of rows whose times may go as numbers; which of both they do, examples show.
    pub number_times: Vec<String>,
    /// Functions that answer what has changed since they were last called, in their case.
    pub delta_functions: Vec<String>,
    /// Request headers that clients have a method for.
    pub headers: BTreeMap<String, RequestHeader>,
    /// Set phrases.
    pub phrases: Phrases,
}

/// What kind of type a title is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Titled {
    /// A structured type, or one whose kind is not said.
    Type,
    /// An enum.
    Enum,
}

impl Dialect {
    /// What stands below a heading, and the words in the pattern's `{x}`.
    pub fn section(&self, heading: &str) -> Option<(Section, Option<String>)> {
        let words = words_of_heading(heading);
        let found = self.sections.find(words);
        let found = found.or_else(|| self.sections.find(words_of_message(words)?))?;
        Some((found.meaning, (!found.hole.is_empty()).then(|| found.hole.to_owned())))
    }

    /// Where the status stands that a known heading goes on with: `Response 204`.
    pub fn status_behind(&self, heading: &str) -> Option<Range<usize>> {
        let known = words_of_message(words_of_heading(heading))?;
        self.sections.find(known)?;
        let start = heading.find(known)? + known.len();
        let digits = heading.get(start..)?.trim_start();
        let at = heading.len() - digits.len();
        let is_status = digits.get(..3)?.bytes().all(|c| c.is_ascii_digit());
        is_status.then_some(at..at + 3)
    }

    /// What stands below a heading that is a letter away from one that is known, and the words of that.
    pub fn section_meant(&self, heading: &str) -> Option<(Section, String)> {
        let found = self.sections.near(words_of_heading(heading))?;
        Some((found.1, found.0.to_owned()))
    }

    /// What stands in a column with this header cell.
    pub fn column(&self, header: &str) -> Option<Column> {
        let header = header.trim_matches([' ', '*', '`', ':', '\u{a0}']);
        self.columns.find(header).map(|found| found.meaning)
    }

    /// Where a parameter goes, as a cell or a note says it.
    pub fn place(&self, words: &str) -> Option<ParameterPlace> {
        let words = words.trim_matches([' ', '*', '`', '.', '\u{a0}']);
        self.places.find(words).map(|found| found.meaning)
    }

    /// Whether a cell says that a value must be given, or need not be; `None` where its words are not known.
    pub fn required(&self, words: &str) -> Option<bool> {
        let words = words.to_lowercase();
        let words = words.trim_end_matches('.');
        if self.required_words.iter().any(|it| it == words) {
            return Some(true);
        }
        // What stands in brackets says when: "no (yes for guests)".
        let first = words.split('(').next().unwrap_or_default().trim();
        let mut optional = self.optional_words.iter().chain(&self.phrases.optional);
        optional.any(|it| it == words || it == first).then_some(false)
    }

    /// Whether the header of a column of names says that all of them must be given, or need not be.
    pub fn requires(&self, header: &str) -> Option<bool> {
        let header = header.trim_matches([' ', '*', '`', ':', '\u{a0}']).to_lowercase();
        let begins = |words: &[String]| {
            let mut rests = words.iter().filter_map(|word| header.strip_prefix(word.as_str()));
            rests.any(|rest| rest.starts_with(|c: char| c.is_whitespace() || !c.is_ascii()))
        };
        if begins(&self.required_words) {
            return Some(true);
        }
        begins(&self.phrases.optional).then_some(false)
    }

    /// The primitive that a type spelling means, `Edm.` or not.
    pub fn primitive(&self, spelling: &str) -> Option<Primitive> {
        let spelling = spelling.trim();
        let bare = patterns::strip_start(spelling, "edm.").unwrap_or(spelling);
        self.primitives.find(bare).map(|it| it.meaning)
    }

    /// A type without the words around it: `integer` of "a positive integer".
    pub fn inside_of<'t>(&self, spelling: &'t str) -> &'t str {
        let around = |it: &'t str| self.around_types.iter().find_map(|words| inside(words, it));
        std::iter::successors(Some(spelling), |it| around(it)).last().unwrap_or(spelling)
    }

    /// The type that a string value of a JSON representation stands for.
    pub fn placeholder(&self, text: &str) -> Option<Primitive> {
        let known = self.placeholders.get(&text.trim().to_lowercase()).copied();
        known.or_else(|| self.primitive(in_brackets(text)?))
    }

    /// Whether a type spelling means "any JSON".
    pub fn is_untyped(&self, spelling: &str) -> bool {
        let is_like = |known: &String| patterns::inside(known, spelling).is_some();
        self.untyped.iter().any(|it| it.eq_ignore_ascii_case(spelling) || is_like(it))
    }

    /// A type's name from a title: `message resource type` → `message`.
    pub fn type_name_of_title<'t>(&self, title: &'t str) -> Option<&'t str> {
        self.title(title).map(|(name, _)| name)
    }

    /// The name of a type from a title that can be of nothing else, such as `message resource type`; not
    /// of one in which a word more would be English, such as `Time zone type`.
    pub fn structured_type_of_title<'t>(&self, title: &'t str) -> Option<&'t str> {
        let (name, titled) = self.title(title)?;
        let head = title.split('(').next().unwrap_or_default();
        let is_plain = head.split_whitespace().count() > 2 || !head.is_ascii();
        (titled == Titled::Type && is_plain).then_some(name)
    }

    /// The name of a type from a heading; one of several words is written as one.
    pub fn type_name_of_heading(&self, title: &str) -> Option<String> {
        self.heading_of(title, Titled::Type)
    }

    /// The same of an enum.
    pub fn enum_name_of_heading(&self, title: &str) -> Option<String> {
        self.heading_of(title, Titled::Enum)
    }

    fn heading_of(&self, title: &str, wanted: Titled) -> Option<String> {
        let title = title.split('(').next().unwrap_or_default();
        let found = self.titles.find(title)?;
        let is_name = |c: char| c.is_alphanumeric() || "_. ".contains(c);
        // What a type is in stands before it with a mark between them: `Lamp::Shade`.
        let hole = found.hole.trim_matches(['`', '*', '"']).replace("::", " ");
        (found.meaning == wanted && hole.chars().all(is_name)).then(|| joined(&hole))
    }

    fn title<'t>(&self, title: &'t str) -> Option<(&'t str, Titled)> {
        let title = title.split('(').next().unwrap_or_default();
        let found = self.titles.find(title)?;
        (!found.hole.contains(' ')).then_some((found.hole, found.meaning))
    }
}

/// The words of a heading that goes on with a status, a media type, or both: `Response 200 (application/json)`.
fn words_of_message(words: &str) -> Option<&str> {
    let media = words.strip_suffix(')').and_then(|it| it.rsplit_once('('));
    let without_media = media.filter(|(_, it)| it.contains('/') && !it.contains(' '));
    let rest = without_media.map_or(words, |(before, _)| before.trim_end());
    let is_status = |it: &str| it.len() == 3 && it.bytes().all(|c| c.is_ascii_digit());
    let without_status = rest.rsplit_once(' ').filter(|(_, it)| is_status(it));
    let found = without_status.map_or(rest, |(before, _)| before.trim_end());
    (found.len() < words.len()).then_some(found)
}

/// A heading without what people put around its words: `2. Properties:`.
fn words_of_heading(heading: &str) -> &str {
    spelling::without_number(heading).trim_matches([' ', ':', '.', '\u{a0}'])
}

/// The words in angle brackets that stand for a value: `<integer>`.
pub(crate) fn in_brackets(text: &str) -> Option<&str> {
    let inner = text.trim().strip_prefix('<')?.strip_suffix('>')?;
    (!inner.contains(['<', '>'])).then_some(inner)
}
