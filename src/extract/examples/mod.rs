//! Examples: messages in code blocks, and JSON without one around it.

mod bare_answer;
pub(crate) mod example;
mod example_body;
mod pairs;
pub(crate) mod sent_below;
mod several;
