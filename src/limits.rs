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

/// Files of a doc set.
pub const FILES: Limit = Limit { what: "files of a doc set", most: 100_000 };
/// A file that is larger is not read. Places in files are counted in 32 bits.
pub const PAGE_BYTES: Limit = Limit { what: "bytes of a page", most: 16 * 1024 * 1024 };
/// Lists and quotes in lists and quotes.
pub const NESTING: Limit = Limit { what: "lists and quotes within each other", most: 16 };
/// Includes that lead from a page to what it includes.
pub const INCLUDE_DEPTH: Limit = Limit { what: "includes within each other", most: 8 };
/// Includes of a page, those of its includes too.
pub const INCLUDES: Limit = Limit { what: "includes of a page", most: 1_000 };
/// All that a page includes, each time that it does: a few marks else make a page of any size.
pub const INCLUDED_BYTES: Limit = Limit { what: "bytes that a page includes", most: 256 * 1024 };
/// Destinations are written once and used by many links, each of which has its own.
pub const REFERRED_BYTES: Limit =
    Limit { what: "bytes of destinations that links of a file refer to", most: 4 * 1024 * 1024 };
/// Rows of a table.
pub const ROWS: Limit = Limit { what: "rows of a table", most: 20_000 };
/// Columns of a table. Each row has a cell for each.
pub const COLUMNS: Limit = Limit { what: "columns of a table", most: 64 };
/// What cells over several rows say again in each: a few marks else make a table of any size.
pub const SPANNED_BYTES: Limit =
    Limit { what: "bytes that cells over several rows repeat", most: 256 * 1024 };
/// Letters of a name: of a type with its namespace, a property, a member of an enum, a parameter, a segment.
pub const NAME_LETTERS: Limit = Limit { what: "letters of a name", most: 256 };
/// Members of one JSON object.
pub const JSON_MEMBERS: Limit = Limit { what: "members of a JSON object", most: 10_000 };
/// Arrays and objects in arrays and objects.
pub const JSON_DEPTH: Limit = Limit { what: "JSON values within each other", most: 64 };
/// Members of one enum.
pub const ENUM_MEMBERS: Limit = Limit { what: "members of an enum", most: 10_000 };
/// Properties of one type.
pub const TYPE_MEMBERS: Limit = Limit { what: "properties of a type", most: 10_000 };
/// Request lines of a page; its examples are held against each.
pub const REQUEST_LINES: Limit = Limit { what: "request lines of a page", most: 256 };
/// Pages of one method and path; what they say is united.
pub const PAGES_OF_OPERATION: Limit = Limit { what: "pages of one operation", most: 256 };
/// Parameters that operations have because others do ("same as"), in all of a doc set: a line says again what a table has.
pub const PARAMETERS_OF_OTHERS: Limit =
    Limit { what: "parameters that operations have of others", most: 20_000 };
/// Segments of a request line's path. Each becomes a module, a type and a method of the emitted crate.
pub const PATH_SEGMENTS: Limit = Limit { what: "segments of a path", most: 64 };
/// Bytes of a request line's path. Files are named after its segments, and systems bound the paths of files.
pub const PATH_BYTES: Limit = Limit { what: "bytes of a path", most: 512 };
/// Arguments of one request line: a function's in brackets and those behind `?`. Each is an argument of a method.
pub const ARGUMENTS: Limit = Limit { what: "arguments of a request line", most: 64 };
/// Parts of a namespace. Each becomes a module of the emitted crate.
pub const NAMESPACE_PARTS: Limit = Limit { what: "parts of a namespace", most: 16 };
/// Types that a type derives from, directly or not. It has the properties of all of them.
pub const BASES: Limit = Limit { what: "bases of a type", most: 16 };
/// Findings told of one file.
pub const FINDINGS: Limit = Limit { what: "findings in a file", most: 1_000 };
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
/// Things that a file corrects.
pub const CORRECTIONS: Limit = Limit { what: "corrections", most: 20_000 };
/// Folders that a doc set names to include from. Each is walked.
pub const INCLUDE_ROOTS: Limit = Limit { what: "folders to include from", most: 32 };
/// Threads that a user may ask for.
pub const THREADS: Limit = Limit { what: "threads", most: 256 };

/// Bytes of a service's own description.
pub const SERVICE_BYTES: Limit =
    Limit { what: "bytes of a service's description", most: 50 * 1024 * 1024 };
/// Values of such a description, where it is JSON or YAML.
pub const SERVICE_VALUES: Limit =
    Limit { what: "values of a service's description", most: 3_000_000 };
/// Elements in elements of such a description.
pub const SERVICE_DEPTH: Limit =
    Limit { what: "elements of a service's description within each other", most: 64 };
/// Bytes of a model in a file.
pub const MODEL_BYTES: Limit = Limit { what: "bytes of a model", most: 128 * 1024 * 1024 };

/// Every limit, in the order of README's table.
pub const ALL: &[Limit] = &[
    FILES,
    PAGE_BYTES,
    NESTING,
    INCLUDE_DEPTH,
    INCLUDES,
    INCLUDED_BYTES,
    REFERRED_BYTES,
    ROWS,
    COLUMNS,
    SPANNED_BYTES,
    NAME_LETTERS,
    JSON_MEMBERS,
    JSON_DEPTH,
    ENUM_MEMBERS,
    TYPE_MEMBERS,
    REQUEST_LINES,
    PAGES_OF_OPERATION,
    PARAMETERS_OF_OTHERS,
    PATH_SEGMENTS,
    PATH_BYTES,
    ARGUMENTS,
    NAMESPACE_PARTS,
    BASES,
    FINDINGS,
    LIST_BYTES,
    COMPARED_BYTES,
    SETTINGS_BYTES,
    SETTING_CHARACTERS,
    SETTING_ITEMS,
    SPELLINGS,
    CORRECTIONS,
    INCLUDE_ROOTS,
    THREADS,
    SERVICE_BYTES,
    SERVICE_VALUES,
    SERVICE_DEPTH,
    MODEL_BYTES,
];

/// Whether a name is beyond its limit. Counts no further than it must: nearly all names are far shorter.
pub(crate) fn is_long(name: &str) -> bool {
    let most = NAME_LETTERS.most;
    name.len() > most && name.chars().nth(most).is_some()
}
