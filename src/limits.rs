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
/// Letters of a name: a type's, a property's, a member's.
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
/// Segments of a request line's path. Each becomes a module, a type and a method of the emitted crate.
pub const PATH_SEGMENTS: Limit = Limit { what: "segments of a path", most: 64 };
/// Findings told of one file.
pub const FINDINGS: Limit = Limit { what: "findings in a file", most: 1_000 };

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
    NAME_LETTERS,
    JSON_MEMBERS,
    JSON_DEPTH,
    ENUM_MEMBERS,
    TYPE_MEMBERS,
    REQUEST_LINES,
    PAGES_OF_OPERATION,
    PATH_SEGMENTS,
    FINDINGS,
];
