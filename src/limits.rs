//! How much of what a stranger writes is taken. Beyond it stands a finding or an error with its place, and nothing else of
//! the thing that is too large.

/// One bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// What there may be at most so many of.
    pub what: &'static str,
    /// How many.
    pub most: usize,
}

/// Segments of a request line's path. Each becomes a module, a type and a method of the emitted crate.
pub const PATH_SEGMENTS: Limit = Limit { what: "segments of a path", most: 64 };

/// Bytes of a request line's path. Files are named after its segments, and systems bound the paths of files.
pub const PATH_BYTES: Limit = Limit { what: "bytes of a path", most: 512 };

/// Arguments of one request line: a function's in brackets and those behind `?`. Each is an argument of a method.
pub const ARGUMENTS: Limit = Limit { what: "arguments of a request line", most: 64 };

/// Letters of a name: of a type with its namespace, a property, a member of an enum, a parameter, a segment.
pub const NAME_LETTERS: Limit = Limit { what: "letters of a name", most: 256 };

/// Parts of a namespace. Each becomes a module of the emitted crate.
pub const NAMESPACE_PARTS: Limit = Limit { what: "parts of a namespace", most: 16 };

/// Types that a type derives from, directly or not. It has the properties of all of them.
pub const BASES: Limit = Limit { what: "bases of a type", most: 16 };

/// Bytes of the list of generated files that stands in the output folder.
pub const LIST_BYTES: Limit = Limit { what: "bytes of a list of generated files", most: 16 << 20 };

/// Bytes of a file of which `check` shows how it differs.
pub const COMPARED_BYTES: Limit = Limit { what: "bytes of a file that is shown", most: 16 << 20 };

/// Bytes of a `docwright.toml`, of a dialect, or of the file that a dialect takes table headers from.
pub const SETTINGS_BYTES: Limit = Limit { what: "bytes of a file of settings", most: 256 * 1024 };

/// Characters of one text in such a file. Every sentence of every page is searched for some of them.
pub const SETTING_CHARACTERS: Limit = Limit { what: "characters of a setting", most: 1_000 };

/// Items of one list in such a file.
pub const SETTING_ITEMS: Limit = Limit { what: "items of a list of settings", most: 1_000 };

/// Spellings of a dialect, what it extends not counted.
pub const SPELLINGS: Limit = Limit { what: "spellings of a dialect", most: 5_000 };

/// Folders that a doc set names to include from. Each is walked.
pub const INCLUDE_ROOTS: Limit = Limit { what: "folders to include from", most: 32 };

/// Threads that a user may ask for.
pub const THREADS: Limit = Limit { what: "threads", most: 256 };

/// Every limit, in the order of README's table.
pub const ALL: &[Limit] = &[
    PATH_SEGMENTS,
    PATH_BYTES,
    ARGUMENTS,
    NAME_LETTERS,
    NAMESPACE_PARTS,
    BASES,
    LIST_BYTES,
    COMPARED_BYTES,
    SETTINGS_BYTES,
    SETTING_CHARACTERS,
    SETTING_ITEMS,
    SPELLINGS,
    INCLUDE_ROOTS,
    THREADS,
];
