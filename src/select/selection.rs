//! What somebody asks for, as it is written.

/// What somebody asks for. Nothing is everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Selectors of what is wanted; everything if there are none.
    pub include: Vec<String>,
    /// Selectors of what is not.
    pub exclude: Vec<String>,
    /// Relationships that are followed: `order.customer`.
    pub expand: Vec<String>,
}

impl Selection {
    /// Whether everything is wanted.
    pub fn is_everything(&self) -> bool {
        self.include.is_empty() && self.exclude.is_empty()
    }
}
