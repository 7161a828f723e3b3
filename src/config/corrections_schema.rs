//! The JSON schema of corrections, written from the declaration that they are read by.

use crate::corrections::shape::{KINDS, Key, OF_PARAMETER, Takes};
use crate::limits::NAME_LETTERS;
use serde_json::{Map, Value, json};

/// The schema of what a file of corrections holds, or the key of that name.
pub(super) fn schema() -> Value {
    let mut kinds = Map::new();
    for kind in KINDS {
        let mut thing = table(kind.keys);
        thing["required"] = json!(["reason"]);
        thing["minProperties"] = json!(2);
        let names = match kind.pattern {
            "" => name(),
            pattern => json!({ "type": "string", "pattern": pattern }),
        };
        let things = json!({
            "type": "object",
            "description": format!("What is true of {}, by {}.", kind.is, kind.named),
            "propertyNames": names,
            "additionalProperties": thing,
        });
        kinds.insert(kind.name.to_owned(), things);
    }
    json!({ "type": "object", "additionalProperties": false, "properties": kinds })
}

/// A table with these keys.
fn table(keys: &[Key]) -> Value {
    let mut properties = Map::new();
    for key in keys {
        let mut value = takes(key.takes);
        value["description"] = key.says.into();
        properties.insert(key.name.to_owned(), value);
    }
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}

fn name() -> Value {
    json!({ "type": "string", "minLength": 1, "maxLength": NAME_LETTERS.most })
}

fn takes(takes: Takes) -> Value {
    let ty = json!({ "type": "string", "pattern": r"^(Collection\([^ ()]+\)|[^ ()]+)$" });
    match takes {
        Takes::Truth => json!({ "type": "boolean" }),
        Takes::Text => json!({ "type": "string", "pattern": r"\S" }),
        Takes::Name => name(),
        Takes::Names => json!({ "type": "array", "items": name() }),
        Takes::NamesByName => json!({ "type": "object", "additionalProperties": name() }),
        Takes::Type => ty,
        Takes::TypeOr(words) => json!({ "anyOf": [{ "enum": words }, ty] }),
        Takes::OneOf(words) => json!({ "enum": words }),
        Takes::Status => json!({ "type": "integer", "minimum": 200, "maximum": 299 }),
        Takes::Parameters => {
            let mut of_one = table(OF_PARAMETER);
            of_one["minProperties"] = json!(1);
            json!({ "type": "object", "additionalProperties": of_one })
        }
    }
}
