//! Finds documented members whose value is not in its typed field.

use super::{Extra, is_same_but_case};
use serde_json::{Map, Value};

/// A walk over a value; see [`super::Encode::audit`].
#[derive(Debug, Default)]
pub struct Audit {
    path: Vec<String>,
    found: Vec<String>,
}

impl Audit {
    /// Looks at one object: documented members that ended up in `extra`. Nulls belong there, and so
    /// does the text of an enum member that its field spells in another case.
    pub(crate) fn members(&mut self, members: &[&str], extra: &Extra, fields: &Map<String, Value>) {
        for (name, value) in extra.iter() {
            let is_spelling = fields.get(name).is_some_and(|field| is_same_but_case(field, value));
            if !value.is_null() && members.contains(&name) && !is_spelling {
                let name = name.to_owned();
                self.found.push(self.path.iter().chain([&name]).fold("$".to_owned(), join));
            }
        }
    }

    /// Goes one level down.
    pub(crate) fn within(&mut self, step: &str, walk: impl FnOnce(&mut Self)) {
        self.path.push(step.to_owned());
        walk(self);
        self.path.pop();
    }

    /// The JSON paths found.
    pub fn found(&self) -> &[String] {
        &self.found
    }

    pub(crate) fn into_first(self) -> Option<String> {
        self.found.into_iter().next()
    }
}

fn join(path: String, step: &String) -> String {
    if step.starts_with('[') { format!("{path}{step}") } else { format!("{path}.{step}") }
}
