//! What an error says at the places where its service says it.

use crate::json::Value;

/// Where an error has its code and its words; without a place, where services usually have them.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Places {
    pub(crate) codes: &'static [&'static str],
    pub(crate) messages: &'static [&'static str],
}

/// Deeper things are not told.
const MOST_DEPTH: usize = 4;
/// More of a kind are not told.
const MOST_TEXTS: usize = 20;

/// The first text at the first of these places that has any.
pub(super) fn first_at(json: &Value, places: &[&str]) -> Option<String> {
    places.iter().find_map(|place| found(json, place).into_iter().next())
}

/// All texts at the first of these places that has any, in one.
pub(super) fn all_at(json: &Value, places: &[&str]) -> Option<String> {
    let texts = places.iter().map(|place| found(json, place)).find(|it| !it.is_empty())?;
    Some(texts.join("; "))
}

/// The texts at a place. In an array it is that of each item.
fn found(json: &Value, place: &str) -> Vec<String> {
    let mut texts = Vec::new();
    look(json, place, 0, &mut texts);
    texts
}

fn look(json: &Value, place: &str, depth: usize, texts: &mut Vec<String>) {
    if depth > MOST_DEPTH || texts.len() >= MOST_TEXTS {
        return;
    }
    match json {
        Value::Array(items) if !place.is_empty() => {
            items.iter().for_each(|it| look(it, place, depth + 1, texts));
        }
        Value::Object(members) if !place.is_empty() => {
            let is_step = |name: &str| {
                let rest = place.strip_prefix(name);
                !name.is_empty() && rest.is_some_and(|it| it.is_empty() || it.starts_with('.'))
            };
            let step = members.iter().filter(|(name, _)| is_step(name));
            if let Some((name, value)) = step.max_by_key(|(name, _)| name.len()) {
                let rest = place.get(name.len() + 1..).unwrap_or_default();
                look(value, rest, depth, texts);
            }
        }
        value if place.is_empty() => texts.extend(text(value, depth)),
        _ => {}
    }
}

/// A value in words: of several all, those of an object behind their names.
fn text(value: &Value, depth: usize) -> Option<String> {
    if depth > MOST_DEPTH {
        return None;
    }
    let joined =
        |texts: Vec<String>, between| Some(texts.join(between)).filter(|it| !it.is_empty());
    match value {
        Value::String(text) => Some(text.clone()).filter(|it| !it.trim().is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(items) => {
            let texts = items.iter().take(MOST_TEXTS).filter_map(|it| text(it, depth + 1));
            joined(texts.collect(), ", ")
        }
        Value::Object(members) => {
            let texts = members.iter().take(MOST_TEXTS).filter_map(|(name, value)| {
                text(value, depth + 1).map(|text| format!("{name}: {text}"))
            });
            joined(texts.collect(), "; ")
        }
        Value::Null | Value::Bool(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{all_at, first_at};

    #[test]
    fn errors_are_read_where_a_service_has_them() {
        let cases = [
            (r#"{"message": "404 Not Found"}"#, &["message", "error"][..], "404 Not Found"),
            (r#"{"error": "no"}"#, &["message", "error"], "no"),
            (r#"{"message": null, "error": "no"}"#, &["message", "error"], "no"),
            (
                r#"{"message": {"name": ["is taken", "is short"], "path": ["is bad"]}}"#,
                &["message"],
                "name: is taken, is short; path: is bad",
            ),
            (r#"{"errors": [{"detail": "a"}, {"detail": "b"}]}"#, &["errors.detail"], "a; b"),
            (r#"[{"detail": "a"}]"#, &["detail"], "a"),
            (r#"{"a.b": {"c": 7}}"#, &["a.b.c"], "7"),
            (r#"{"a": true}"#, &["a", "b"], ""),
            (r#"{"a": {"b": "x"}}"#, &["a.b.c"], ""),
        ];
        for (json, places, expected) in cases {
            let json = serde_json::from_str(json).expect("JSON");
            assert_eq!(all_at(&json, places).unwrap_or_default(), expected, "{json}");
        }
        let two = serde_json::from_str(r#"{"errors": [{"code": 1}, {"code": 2}]}"#).expect("JSON");
        assert_eq!(first_at(&two, &["errors.code"]).as_deref(), Some("1"));
    }
}
