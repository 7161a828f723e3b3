//! What a service says of an error, in the shapes that services say it in.

use super::places::{Places, all_at, first_at};
use crate::json::Value;

/// The parts of an error's body that are known.
#[derive(Debug, Default)]
pub(super) struct Details {
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
    pub(super) inner_code: Option<String>,
    pub(super) request_id: Option<String>,
}

impl Details {
    /// Reads a body where the service says that its errors have what; if nothing is there, as one reads any.
    pub(super) fn by(body: &[u8], places: Places) -> Self {
        let known = Self::of(body);
        let Places { codes, messages } = places;
        let json = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
        if codes.is_empty() && messages.is_empty() {
            return known;
        }
        let Ok(json) = serde_json::from_slice::<Value>(json) else { return known };
        let code = first_at(&json, codes).and_then(|it| line(&it));
        let message = all_at(&json, messages).and_then(|it| line(&it));
        match (code, message) {
            (None, None) => known,
            (code, message) => Self { code, message, ..known },
        }
    }

    /// Reads a body, whatever it is: OData's `{"error": {…}}` and its older forms, OAuth's `{"error": "…",
    /// "error_description": "…"}`, RFC 9457's `{"title": "…", "detail": "…"}`, a web page, or plain text.
    pub(super) fn of(body: &[u8]) -> Self {
        let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
        match serde_json::from_slice::<Value>(body) {
            Ok(Value::String(text)) => Self { message: line(&text), ..Self::default() },
            Ok(json) => Self::of_json(&json),
            Err(_) => {
                let text = String::from_utf8_lossy(body);
                Self { message: title(&text).or_else(|| plain(&text)), ..Self::default() }
            }
        }
    }

    /// Of a body that is nothing but an error, although its status says that all went well.
    pub(super) fn of_disguised(body: &[u8]) -> Option<Self> {
        let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
        let json = serde_json::from_slice::<Value>(body).ok()?;
        let members = json.as_object()?;
        let is_error = |value: &Value| value.is_string() || value.get("code").is_some();
        let is_all = members.iter().all(|(name, value)| match name.as_str() {
            name if is_error_name(name) => is_error(value),
            "error_description" => true,
            name => is_annotation(name),
        });
        (is_all && !members.iter().any(|(name, value)| is_of_thing(name, value)))
            .then(|| Self::of_json(&json))
    }

    /// The title of a web page, if a body is one.
    pub(super) fn title_of_page(body: &[u8]) -> Option<String> {
        let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body).trim_ascii_start();
        let is_page = ["<!doctype html", "<html"].iter().any(|it| {
            body.get(..it.len()).is_some_and(|start| start.eq_ignore_ascii_case(it.as_bytes()))
        });
        is_page.then(|| title(&String::from_utf8_lossy(body)).unwrap_or_default())
    }

    fn of_json(json: &Value) -> Self {
        let error = ["error", "odata.error", "Error"].iter().find_map(|it| json.get(it));
        let error = match error {
            // The error's code stands beside its description.
            Some(Value::String(code)) => {
                let message = first(json, &["error_description", "message"]);
                return Self { code: line(code), message, ..Self::default() };
            }
            Some(error) => error,
            None => json,
        };
        let inner = ["innerError", "innererror", "InnerError"];
        let inner = inner.iter().find_map(|it| error.get(it)).unwrap_or(&Value::Null);
        Self {
            code: first(error, &["code", "Code"]),
            message: first(error, &["message", "Message", "detail", "title"]),
            inner_code: first(inner, &["code", "errorCode"]),
            request_id: first(inner, &["request-id", "requestId"]),
        }
    }
}

pub(crate) fn is_error_name(name: &str) -> bool {
    matches!(name, "error" | "odata.error")
}

/// What OData says about an answer, and no part of it: `@odata.context`, `error@odata.type`, `odata.metadata`.
pub(crate) fn is_annotation(name: &str) -> bool {
    name.contains('@') || (name.starts_with("odata.") && !is_error_name(name))
}

/// Whether an annotation is one of a thing that has a version or an address, or of one that was asked for this member.
fn is_of_thing(name: &str, value: &Value) -> bool {
    match name.strip_prefix('@').map(|it| it.strip_prefix("odata.").unwrap_or(it)) {
        Some("etag" | "id") => true,
        Some("context") => value.as_str().is_some_and(|it| it.contains("(error")),
        _ => false,
    }
}

/// The text of the first member that has one: a text, a number, or a text with its language, `{"lang": "en", "value": "…"}`.
fn first(object: &Value, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| match object.get(name)? {
        Value::String(text) => line(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(members) => line(members.get("value")?.as_str()?),
        _ => None,
    })
}

/// The title of a web page.
fn title(text: &str) -> Option<String> {
    // Lower case in ASCII alone, so that places stay where they are.
    let lower = text.to_ascii_lowercase();
    let start = lower.find("<title")?;
    let start = start + lower.get(start..)?.find('>')? + 1;
    let end = start + lower.get(start..)?.find("</title")?;
    line(text.get(start..end)?)
}

/// A plain text that can be read in a line; of markup, nothing.
fn plain(text: &str) -> Option<String> {
    line(text).filter(|it| !it.starts_with('<') && !it.contains('\u{fffd}'))
}

/// The longest message that is shown; the body has it whole.
const MOST_CHARS: usize = 500;

/// A text in one line, without what a terminal would take for an order.
fn line(text: &str) -> Option<String> {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|it| !it.is_empty())
        .collect();
    let line = words.join(" ");
    let line = match line.char_indices().nth(MOST_CHARS) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    };
    Some(line).filter(|it| !it.is_empty())
}

#[cfg(test)]
mod tests {
    use super::Details;

    fn read(body: &str) -> [Option<String>; 4] {
        let Details { code, message, inner_code, request_id } = Details::of(body.as_bytes());
        [code, message, inner_code, request_id]
    }

    #[test]
    fn errors_are_read_in_every_shape() {
        let cases = [
            (
                "\u{feff}{\"error\": {\"code\": \"c\", \"message\": \"m\", \"innerError\": {\"code\": \"i\", \"request-id\": \"r\"}}}",
                ["c", "m", "i", "r"],
            ),
            (
                r#"{"error": "invalid_grant", "error_description": "No.\r\nTrace: 1"}"#,
                ["invalid_grant", "No. Trace: 1", "", ""],
            ),
            (
                r#"{"error": {"code": "c", "message": {"lang": "en", "value": "m"}}}"#,
                ["c", "m", "", ""],
            ),
            (r#"{"odata.error": {"code": "c", "message": {"value": "m"}}}"#, ["c", "m", "", ""]),
            (r#"{"error": {"code": 404, "message": null}}"#, ["404", "", "", ""]),
            (r#"{"title": "Not here", "status": 404}"#, ["", "Not here", "", ""]),
            (r#"{"Message": "m"}"#, ["", "m", "", ""]),
            (
                "<html><head><TITLE>502 Bad\n Gateway</TITLE></head></html>",
                ["", "502 Bad Gateway", "", ""],
            ),
            ("<p>\u{1b}[31m", ["", "", "", ""]),
            ("upstream\u{7} connect error", ["", "upstream connect error", "", ""]),
            ("\"m\"", ["", "m", "", ""]),
            ("[]", ["", "", "", ""]),
            ("", ["", "", "", ""]),
        ];
        for (body, expected) in cases {
            let read = read(body);
            assert_eq!(
                read.each_ref().map(|it| it.as_deref().unwrap_or_default()),
                expected,
                "{body}"
            );
        }
    }
}
