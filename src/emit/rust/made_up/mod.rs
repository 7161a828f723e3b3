//! Made-up models and what becomes of them, for tests alone.

mod emitted;
pub(super) mod fixture;
mod hostile;
