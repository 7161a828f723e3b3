//! What a written name means where it stands: namespaces, the types that exist, and texts resolved to
//! them. Lowering builds the index, rules look things up in it.

mod cx;
mod declarations;
mod names;
mod namespaces;
mod resolve;
mod shown;

pub(crate) use cx::Cx;
pub(crate) use declarations::{Declaration, Declarations, Hint, InferredFacts, What};
pub(crate) use names::{is_foreign, type_name};
pub(crate) use namespaces::Namespaces;
pub(crate) use resolve::{resolve, resolve_in_sentence, stated_type};
pub(crate) use shown::shown_type;
