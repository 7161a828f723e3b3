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

/// Every limit, in the order of README's table.
pub const ALL: &[Limit] = &[PATH_SEGMENTS];
