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
    SETTINGS_BYTES,
    SETTING_CHARACTERS,
    SETTING_ITEMS,
    SPELLINGS,
    INCLUDE_ROOTS,
    THREADS,
];
