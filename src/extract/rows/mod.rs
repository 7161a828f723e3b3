//! Rows of tables and what stands for them: a name, a type, a description, a place.

pub(crate) mod labelled;
pub(crate) mod lost;
pub(crate) mod own_tables;
pub(crate) mod placed;
pub(crate) mod property;
pub(crate) mod row_names;
pub(crate) mod translated;
pub(crate) mod unknown_cells;
