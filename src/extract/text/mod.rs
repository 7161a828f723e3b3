//! Sentences: set phrases, types that are named in words, notes behind names.

pub(crate) mod choices;
pub(crate) mod form;
pub(crate) mod kin;
pub(crate) mod note;
pub(crate) mod note_text;
pub(crate) mod note_values;
pub(crate) mod notes;
pub(crate) mod phrases;
pub(crate) mod plain_answer;
pub(crate) mod prose;
pub(crate) mod sentence;
pub(crate) mod spoken;
pub(crate) mod told;
pub(crate) mod type_text;
