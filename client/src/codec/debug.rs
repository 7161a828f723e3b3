//! `Debug` for all models, once: what has a value, as JSON.

use super::{Model, Object, Writer, encode_object};
use crate::json::{Map, Value};
use std::fmt;

/// Writes a model as `Message { subject: "Hello", isRead: true }`: wire names, only what has a value.
pub fn debug<M: Model>(model: &M, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    debug_object(model.object(), f)
}

fn debug_object(object: &dyn Object, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let name = object.name().rsplit('.').next().unwrap_or_default();
    let mut initial = name.chars();
    let name: String =
        initial.next().into_iter().flat_map(char::to_uppercase).chain(initial).collect();
    let mut output = f.debug_struct(&name);
    let mut json = Writer::default();
    encode_object(object, &mut json);
    let members: Map<String, Value> = serde_json::from_slice(&json.into_vec()).unwrap_or_default();
    for (name, value) in &members {
        output.field(name, &Json(value));
    }
    output.finish()
}

struct Json<'a>(&'a Value);

impl fmt::Debug for Json<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.alternate() { write!(f, "{:#}", self.0) } else { write!(f, "{}", self.0) }
    }
}
