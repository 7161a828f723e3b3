//! Corrections: what somebody knows better than the docs, by name and with a reason. A correction is believed before
//! everything that pages say, and points at its own place.
//!
//! ```toml
//! [property."lamp.brightness"]
//! type = "Edm.Int32"
//! reason = "The service refuses other numbers."
//!
//! [operation."DELETE /lamps/{id}"]
//! exists = false
//! reason = "It was never built."
//! ```

mod read;
mod request_line;
pub mod shape;
mod tables;
mod values;
mod write;

pub use read::{read, read_settings};
pub use write::write;

use crate::edm::Kind;
use crate::model::Method;
use crate::source::Spanned;
use std::collections::BTreeMap;

/// Everything that is corrected, in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct Corrections {
    /// Types with properties.
    pub types: Vec<TypeCorrection>,
    /// Their properties.
    pub properties: Vec<PropertyCorrection>,
    /// Enums.
    pub enums: Vec<EnumCorrection>,
    /// Operations.
    pub operations: Vec<OperationCorrection>,
}

impl Corrections {
    /// How many things are corrected.
    pub fn len(&self) -> usize {
        self.types.len() + self.properties.len() + self.enums.len() + self.operations.len()
    }

    /// Whether nothing is.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Without what says that something is there or is not: who describes a service leaves out and offers too much.
    pub fn of_both(mut self) -> Self {
        self.properties.retain(|it| it.exists.is_none());
        self.operations.retain(|it| it.exists.is_none());
        self.enums.iter_mut().for_each(|it| it.without.clear());
        for operation in &mut self.operations {
            operation.parameters.retain(|it| it.exists.is_none());
        }
        self
    }

    /// Adds what others correct and these do not.
    pub fn extend(&mut self, others: Self) {
        join(&mut self.types, others.types, |it| it.name.value.clone(), TypeCorrection::fill);
        let name = |it: &PropertyCorrection| (it.of.clone(), it.name.value.clone());
        join(&mut self.properties, others.properties, name, PropertyCorrection::fill);
        join(&mut self.enums, others.enums, |it| it.name.value.clone(), EnumCorrection::fill);
        let name = |it: &OperationCorrection| (it.method, it.path.value.clone());
        join(&mut self.operations, others.operations, name, OperationCorrection::fill);
    }
}

/// Adds what is of another name, and to what is of the same one what it does not say.
fn join<T, K: Ord>(own: &mut Vec<T>, others: Vec<T>, name: impl Fn(&T) -> K, fill: fn(&mut T, T)) {
    let places: BTreeMap<K, usize> =
        own.iter().enumerate().map(|(at, it)| (name(it), at)).collect();
    for other in others {
        match places.get(&name(&other)) {
            Some(place) => fill(&mut own[*place], other),
            None => own.push(other),
        }
    }
}

/// Whether something is said not to be there: then nothing else is said of it.
fn is_absent(exists: Option<&Spanned<bool>>) -> bool {
    exists.is_some_and(|it| !it.value)
}

fn add_reason(one: &mut String, other: &str) {
    if !one.is_empty() {
        one.push(' ');
    }
    one.push_str(other);
}

/// Takes what another one says where one says nothing.
macro_rules! fill {
    ($one:ident, $other:ident: $($field:ident),+) => {
        $($one.$field = $one.$field.take().or($other.$field);)+
    };
}

/// What is true of a type with properties.
#[derive(Clone, Debug)]
pub struct TypeCorrection {
    /// Its name, with its namespace where that is not the default one.
    pub name: Spanned<String>,
    /// The name of its base; none if it has no base.
    pub base: Option<Spanned<Option<String>>>,
    /// Entity or complex.
    pub kind: Option<Spanned<Kind>>,
    /// It may have members that are not documented.
    pub open: Option<Spanned<bool>>,
    /// It never occurs itself.
    pub is_abstract: Option<Spanned<bool>>,
    /// What it is for.
    pub description: Option<Spanned<String>>,
    /// What clients call it.
    pub rust: Option<Spanned<String>>,
    /// Why this is known.
    pub reason: String,
}

impl TypeCorrection {
    fn fill(&mut self, other: Self) {
        fill!(self, other: base, kind, open, is_abstract, description, rust);
        add_reason(&mut self.reason, &other.reason);
    }
}

/// What is true of a property.
#[derive(Clone, Debug)]
pub struct PropertyCorrection {
    /// The type that has it.
    pub of: String,
    /// Its name in the docs, at the place where it is corrected.
    pub name: Spanned<String>,
    /// Whether the type has it.
    pub exists: Option<Spanned<bool>>,
    /// Its name on the wire.
    pub called: Option<Spanned<String>>,
    /// Its type.
    pub ty: Option<Spanned<TypeName>>,
    /// It may be null.
    pub nullable: Option<Spanned<bool>>,
    /// It is a relationship.
    pub navigation: Option<Spanned<bool>>,
    /// What it is for.
    pub description: Option<Spanned<String>>,
    /// What clients call it.
    pub rust: Option<Spanned<String>>,
    /// Why this is known.
    pub reason: String,
}

impl PropertyCorrection {
    fn fill(&mut self, other: Self) {
        if is_absent(self.exists.as_ref()) {
            return;
        }
        fill!(self, other: exists, called, ty, nullable, navigation, description, rust);
        add_reason(&mut self.reason, &other.reason);
    }
}

/// What is true of an enum.
#[derive(Clone, Debug)]
pub struct EnumCorrection {
    /// Its name, with its namespace where that is not the default one.
    pub name: Spanned<String>,
    /// Members that it has.
    pub with: Vec<Spanned<String>>,
    /// Members that it has not.
    pub without: Vec<Spanned<String>>,
    /// Members combine.
    pub flags: Option<Spanned<bool>>,
    /// What it is for.
    pub description: Option<Spanned<String>>,
    /// What clients call it.
    pub rust: Option<Spanned<String>>,
    /// What clients call its members, by their names on the wire.
    pub rust_members: Vec<(Spanned<String>, Spanned<String>)>,
    /// Why this is known.
    pub reason: String,
}

impl EnumCorrection {
    fn fill(&mut self, other: Self) {
        fill!(self, other: flags, description, rust);
        self.rust_members.extend(other.rust_members);
        add_reason(&mut self.reason, &other.reason);
        // What one says of a member the other does not unsay.
        let is_new = |all: &[Spanned<String>], it: &Spanned<String>| {
            !all.iter().any(|own| own.value == it.value)
        };
        let with = other.with.into_iter().filter(|it| is_new(&self.without, it));
        let with: Vec<Spanned<String>> = with.collect();
        let without = other.without.into_iter().filter(|it| is_new(&self.with, it));
        self.without.extend(without);
        self.with.extend(with);
    }
}

/// What is true of an operation.
#[derive(Clone, Debug)]
pub struct OperationCorrection {
    /// Its method.
    pub method: Method,
    /// Its path, as a request line writes it.
    pub path: Spanned<String>,
    /// Whether the service has it.
    pub exists: Option<Spanned<bool>>,
    /// What a success answers.
    pub answers: Option<Spanned<Content>>,
    /// What the request carries.
    pub sends: Option<Spanned<Content>>,
    /// The status of a success.
    pub status: Option<Spanned<u16>>,
    /// What it does.
    pub description: Option<Spanned<String>>,
    /// Its parameters, wherever they are given.
    pub parameters: Vec<ParameterCorrection>,
    /// Why this is known.
    pub reason: String,
}

impl OperationCorrection {
    fn fill(&mut self, mut other: Self) {
        if is_absent(self.exists.as_ref()) {
            return;
        }
        let answers = self.answers.as_ref().map(|it| it.value != Content::Nothing);
        let is_empty = |it: &Spanned<u16>| matches!(it.value, 204 | 205);
        if answers == Some(true) {
            other.status = other.status.filter(|it| !is_empty(it));
        }
        if self.status.as_ref().is_some_and(is_empty) {
            other.answers = other.answers.filter(|it| it.value == Content::Nothing);
        }
        fill!(self, other: exists, answers, sends, status, description);
        add_reason(&mut self.reason, &other.reason);
        let name = |it: &ParameterCorrection| it.name.value.clone();
        join(&mut self.parameters, other.parameters, name, ParameterCorrection::fill);
    }
}

/// What is true of a parameter of an operation.
#[derive(Clone, Debug)]
pub struct ParameterCorrection {
    /// Its name in the docs.
    pub name: Spanned<String>,
    /// Whether the operation takes it.
    pub exists: Option<Spanned<bool>>,
    /// Its name on the wire.
    pub called: Option<Spanned<String>>,
    /// Its type.
    pub ty: Option<Spanned<TypeName>>,
    /// It may not be left out.
    pub required: Option<Spanned<bool>>,
}

impl ParameterCorrection {
    fn fill(&mut self, other: Self) {
        if is_absent(self.exists.as_ref()) {
            return;
        }
        fill!(self, other: exists, called, ty, required);
    }
}

/// The name of a type, perhaps of a collection of it: `Edm.String`, `lamp`, `Collection(lamp)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeName {
    /// The item's.
    pub name: String,
    /// It is a collection.
    pub collection: bool,
}

impl TypeName {
    /// Takes the protocol's way of writing one apart.
    pub fn parse(text: &str) -> Self {
        let item = text.strip_prefix("Collection(").and_then(|rest| rest.strip_suffix(')'));
        Self { name: item.unwrap_or(text).trim().to_owned(), collection: item.is_some() }
    }
}

impl std::fmt::Display for TypeName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.collection {
            true => write!(f, "Collection({})", self.name),
            false => f.write_str(&self.name),
        }
    }
}

/// What a request or an answer carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Nothing.
    Nothing,
    /// Bytes.
    Bytes,
    /// JSON of which no more is known.
    Json,
    /// A value of a type.
    Type(TypeName),
}

impl Content {
    /// The words for what is no type, which no type is called.
    const WORDS: &[(&str, Self)] =
        &[(shape::NOTHING, Self::Nothing), (shape::BYTES, Self::Bytes), (shape::JSON, Self::Json)];

    /// Takes apart what a file says.
    pub fn parse(text: &str) -> Self {
        let word = Self::WORDS.iter().find(|(word, _)| *word == text);
        word.map_or_else(|| Self::Type(TypeName::parse(text)), |(_, content)| content.clone())
    }
}

impl std::fmt::Display for Content {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Type(name) => name.fmt(f),
            other => {
                let word = Self::WORDS.iter().find(|(_, content)| content == other);
                f.write_str(word.map_or("", |(word, _)| word))
            }
        }
    }
}
