//! What parameters belong to: the documented action, however it is reached.

use super::operations::{Method, Path, Shape};

/// The action whose parameters an operation takes. All operations that take the parameters of one action have the same
/// one, and the same parameters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ParametersOf {
    /// An action that a title names, with what it is bound to: `message: forward`.
    Titled {
        /// The namespace of the page.
        namespace: String,
        /// What it is bound to: `message`.
        binding: String,
        /// The action: `forward`.
        action: String,
    },
    /// One that no title names so: the shortest of the paths at which its page documents it.
    Shortest {
        /// The method.
        method: Method,
        /// What it does.
        shape: Shape,
        /// The path.
        path: Path,
    },
}

impl std::fmt::Display for ParametersOf {
    /// `message: forward`, or method and path.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Titled { binding, action, .. } => write!(f, "{binding}: {action}"),
            Self::Shortest { method, path, .. } => write!(f, "{} {path}", method.as_str()),
        }
    }
}
