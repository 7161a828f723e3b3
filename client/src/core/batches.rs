//! Where a service takes several requests in one, and how many.

/// How a service takes batches.
#[derive(Clone, Debug)]
pub(crate) struct Batches {
    /// Where, as a path below its root.
    pub(crate) path: String,
    /// The most requests in one.
    pub(crate) limit: usize,
}

impl Default for Batches {
    fn default() -> Self {
        Self { path: "/$batch".to_owned(), limit: 20 }
    }
}
