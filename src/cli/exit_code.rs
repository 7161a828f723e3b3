//! What the command tells other programs: 0 clean, 1 findings at deny level or stale output, 2 the work could not be done.

/// Everything is as it should be.
pub(super) const CLEAN: u8 = 0;
/// The docs have findings at deny level, or the output is stale.
pub(super) const FOUND: u8 = 1;
/// The work could not be done.
pub(super) const FAILED: u8 = 2;
