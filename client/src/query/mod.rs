//! What a request asks for, as the text of its query options: handles of members, conditions, orders, expansions.

mod expand;
mod field;
mod filter;
mod literal;

pub(crate) use expand::texts;
pub use expand::{Expand, Expansions, Related};
pub use field::{Field, Fields, OrderBy, Path};
pub use filter::Filter;
pub use literal::Literal;
