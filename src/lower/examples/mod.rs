//! Examples: each attached to the operation that it asks for, and walked as a client reads it.

mod answer;
mod attach;
mod deviations;
mod json_types;
mod known;
mod numbers;
mod other_sections;
mod request;
mod samples;
mod times;

pub(crate) use attach::attach;
pub(crate) use deviations::find as find_deviations;
pub(crate) use numbers::decide as decide_numbers;
pub(crate) use samples::samples;
pub(crate) use times::decide as decide_times;
