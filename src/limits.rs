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

/// Bytes of a request line's path, whatever its keys are called: it becomes the path of a file.
pub const PATH_BYTES: Limit = Limit { what: "bytes of a path", most: 512 };

/// Bytes of the list of generated files that stands in the output folder.
pub const LIST_BYTES: Limit = Limit { what: "bytes of a list of generated files", most: 16 << 20 };

/// Bytes of a file of which `check` shows how it differs.
pub const COMPARED_BYTES: Limit = Limit { what: "bytes of a file that is shown", most: 16 << 20 };

/// Every limit, in the order of README's table.
pub const ALL: &[Limit] = &[PATH_SEGMENTS, PATH_BYTES, LIST_BYTES, COMPARED_BYTES];
