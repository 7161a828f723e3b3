//! Operations: what they ask for, who may call them, what they answer.

pub(crate) mod alike;
mod behind_answer;
mod body;
pub(crate) mod headed_values;
pub(crate) mod operation;
mod options;
mod permission;
mod response;
mod returned;
mod shown_body;
mod statuses;
mod typed_json;
