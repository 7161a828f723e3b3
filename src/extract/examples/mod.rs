//! Examples: messages in code blocks, and JSON without one around it.

pub(crate) mod bare_answer;
mod commands;
pub(crate) mod example;
mod example_body;
mod in_file;
pub(crate) mod in_sentence;
pub(crate) mod of_line;
mod pairs;
pub(crate) mod sent_below;
mod several;
