//! The declaration of what may be said in a file of corrections: a row a key, by which the file is read and its schema is
//! written.

/// Things of one kind that are corrected.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// The name of its table.
    pub name: &'static str,
    /// The same in a sentence.
    pub is: &'static str,
    /// How a thing is named.
    pub named: &'static str,
    /// What such a name looks like, as a regular expression; any text where it is empty.
    pub pattern: &'static str,
    /// What may be said of it.
    pub keys: &'static [Key],
}

/// Something that may be said.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// What it says.
    pub says: &'static str,
    /// What people call it too.
    pub meant: &'static [&'static str],
}

/// The value of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// `true` or `false`.
    Truth,
    /// Words.
    Text,
    /// A name.
    Name,
    /// A list of names.
    Names,
    /// A name by each name.
    NamesByName,
    /// A type, or a collection of one.
    Type,
    /// A type, or one of these words.
    TypeOr(&'static [&'static str]),
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// The status of a success.
    Status,
    /// A table a parameter.
    Parameters,
}

/// The base of what has none, the body of what carries none.
pub(super) const NOTHING: &str = "nothing";
/// Bodies that are of no type.
pub(super) const BYTES: &str = "bytes";
pub(super) const JSON: &str = "JSON";

const fn key(name: &'static str, takes: Takes, says: &'static str) -> Key {
    Key { name, takes, says, meant: &[] }
}

const fn also(key: Key, meant: &'static [&'static str]) -> Key {
    Key { meant, ..key }
}

const REASON: Key =
    also(key("reason", Takes::Text, "Why this is known."), &["why", "comment", "because", "note"]);
const DESCRIPTION: Key =
    also(key("description", Takes::Text, "What it is for."), &["docs", "summary", "text"]);
const RUST: Key = key("rust", Takes::Name, "What clients call it; what is sent stays as it is.");
const CALLED: Key =
    also(key("called", Takes::Name, "Its name on the wire."), &["name", "rename", "renamed"]);
const TYPE: Key = also(
    key("type", Takes::Type, "Its type: `Edm.String`, `lamp`, `Collection(lamp)`."),
    &["collection", "ty"],
);

/// Whatever is corrected.
pub const KINDS: &[Kind] = &[
    Kind {
        name: "enum",
        is: "an enum",
        named: "its name, with its namespace where that is not the default one",
        pattern: "",
        keys: &[
            DESCRIPTION,
            key("flags", Takes::Truth, "Whether members combine."),
            REASON,
            RUST,
            key("rust-members", Takes::NamesByName, "What clients call members, by their names."),
            also(key("with", Takes::Names, "Members that it has."), &["members", "values", "add"]),
            also(key("without", Takes::Names, "Members that it has not."), &["remove"]),
        ],
    },
    Kind {
        name: "operation",
        is: "an operation",
        named: "its method and path, as it is asked for",
        pattern: "^[A-Z]+ +/",
        keys: &[
            also(
                key(
                    "answers",
                    Takes::TypeOr(&[NOTHING, BYTES, JSON]),
                    "What a success answers: a type, or `nothing`, `bytes` or `JSON`.",
                ),
                &["answer", "response", "returns", "type"],
            ),
            DESCRIPTION,
            key("exists", Takes::Truth, "Whether the service has it."),
            also(
                key("parameter", Takes::Parameters, "Its parameters, wherever they are given."),
                &["query", "header"],
            ),
            REASON,
            also(
                key(
                    "sends",
                    Takes::TypeOr(&[NOTHING, BYTES, JSON]),
                    "What the request carries: a type, or `nothing`, `bytes` or `JSON`.",
                ),
                &["body", "request"],
            ),
            key("status", Takes::Status, "The status of a success."),
        ],
    },
    Kind {
        name: "property",
        is: "a property",
        named: "its type and its name, with a dot between them",
        pattern: "\\.",
        keys: &[
            CALLED,
            DESCRIPTION,
            key("exists", Takes::Truth, "Whether the type has it."),
            also(
                key("navigation", Takes::Truth, "Whether it is a relationship."),
                &["relationship"],
            ),
            key("nullable", Takes::Truth, "Whether it may be null."),
            REASON,
            RUST,
            TYPE,
        ],
    },
    Kind {
        name: "type",
        is: "a type",
        named: "its name, with its namespace where that is not the default one",
        pattern: "",
        keys: &[
            key("abstract", Takes::Truth, "Whether it never occurs itself."),
            also(
                key("base", Takes::TypeOr(&[NOTHING]), "What it derives from, or `nothing`."),
                &["inherits", "extends", "parent"],
            ),
            DESCRIPTION,
            key("kind", Takes::OneOf(&["entity", "complex"]), "What sort of type it is."),
            key("open", Takes::Truth, "Whether it may have members that are not documented."),
            REASON,
            RUST,
        ],
    },
];

/// What may be said of a parameter.
pub const OF_PARAMETER: &[Key] = &[
    CALLED,
    key("exists", Takes::Truth, "Whether the operation takes it."),
    also(key("required", Takes::Truth, "Whether it may not be left out."), &["optional"]),
    TYPE,
];

/// What may be said of things of a kind.
pub(super) fn keys(kind: &str) -> &'static [Key] {
    KINDS.iter().find(|it| it.name == kind).map_or(&[], |it| it.keys)
}
