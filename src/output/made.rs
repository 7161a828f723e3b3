//! What a client is made of.

/// What a client is made of, as the list of its files says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// The way from the client to the docs.
    pub docs: String,
    /// The client's name.
    pub name: String,
}
