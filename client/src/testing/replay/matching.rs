//! Whether a request is the one that was recorded.

use super::exchange::Message;
use super::secrets::MARK;
use crate::codec::{from_slice, json_equal};
use crate::json::Value;
use percent_encoding::percent_decode_str;
use url::Url;

/// How a request differs from a recorded one; nothing if it is the same.
pub(super) fn differences(asked: &Message, recorded: &Message) -> Vec<String> {
    let mut all = Vec::new();
    let mut differs = |what: &str, asked: &str, recorded: &str| {
        all.push(format!("{what} `{asked}` instead of `{recorded}`"));
    };
    let (asked_target, recorded_target) = (Target::of(&asked.line), Target::of(&recorded.line));
    if asked_target.method != recorded_target.method {
        differs("method", &asked_target.method, &recorded_target.method);
    }
    if recorded_target.origin.is_some() && asked_target.origin != recorded_target.origin {
        let origin = |target: &Target| target.origin.clone().unwrap_or_default();
        differs("origin", &origin(&asked_target), &origin(&recorded_target));
    }
    // Where a whole URL was a secret, it stands for any of its host.
    let is_hidden = recorded_target.origin.is_some()
        && recorded_target.path.strip_prefix('/').is_some_and(|it| it.starts_with(MARK));
    if !is_hidden && asked_target.path != recorded_target.path {
        differs("path", &asked_target.path, &recorded_target.path);
    }
    if !is_hidden && !same_options(&asked_target.query, &recorded_target.query) {
        let shown = |target: &Target| {
            let options = target.query.iter().map(|(name, value)| format!("{name}={value}"));
            options.collect::<Vec<_>>().join("&")
        };
        differs("query", &shown(&asked_target), &shown(&recorded_target));
    }
    for (name, value) in &recorded.headers {
        let own = asked.header(name).unwrap_or_default();
        if own != value && !value.starts_with(MARK) {
            differs(name, own, value);
        }
    }
    if !same_body(asked, recorded) {
        let shown = |message: &Message| String::from_utf8_lossy(&message.body).into_owned();
        differs("body", &shown(asked), &shown(recorded));
    }
    all
}

/// A request line in its parts, decoded.
struct Target {
    method: String,
    origin: Option<String>,
    path: String,
    query: Vec<(String, String)>,
}

impl Target {
    fn of(line: &str) -> Self {
        let (method, target) = line.split_once(' ').unwrap_or((line, ""));
        let target = target.trim();
        let (origin, rest) = match Url::parse(target) {
            Ok(url) => {
                let origin = url.origin().ascii_serialization();
                let query = url.query().map(|it| format!("?{it}")).unwrap_or_default();
                (Some(origin), format!("{}{query}", url.path()))
            }
            Err(_) => (None, target.to_owned()),
        };
        let (path, query) = rest.split_once('?').unwrap_or((&rest, ""));
        Self { method: method.to_owned(), origin, path: decode(path), query: options(query) }
    }
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// Options by their names.
fn options(query: &str) -> Vec<(String, String)> {
    let options = query.split('&').filter(|it| !it.is_empty());
    let options = options.map(|it| it.split_once('=').unwrap_or((it, "")));
    let mut options: Vec<_> = options.map(|(name, value)| (decode(name), decode(value))).collect();
    options.sort();
    options
}

fn same_options(asked: &[(String, String)], recorded: &[(String, String)]) -> bool {
    asked.len() == recorded.len()
        && asked.iter().zip(recorded).all(|((name, value), (own_name, own))| {
            name == own_name && (value == own || own.starts_with(MARK))
        })
}

fn same_body(asked: &Message, recorded: &Message) -> bool {
    if asked.body == recorded.body {
        return true;
    }
    let (own, other) = (&recorded.body, &asked.body);
    if let (Ok(own), Ok(other)) = (from_slice::<Value>(own), from_slice::<Value>(other)) {
        return same_json(&other, &own);
    }
    let is_form = recorded.header("content-type").is_some_and(|it| it.contains("form-urlencoded"));
    let text = |body| options(&String::from_utf8_lossy(body));
    is_form && same_options(&text(other), &text(own))
}

fn same_json(asked: &Value, recorded: &Value) -> bool {
    match (asked, recorded) {
        (Value::String(asked), Value::String(recorded)) => {
            asked == recorded || recorded.contains(MARK)
        }
        (Value::Array(asked), Value::Array(recorded)) => {
            asked.len() == recorded.len()
                && asked.iter().zip(recorded).all(|(asked, own)| same_json(asked, own))
        }
        (Value::Object(asked), Value::Object(recorded)) => {
            asked.len() == recorded.len()
                && asked.iter().all(|(name, asked)| {
                    recorded.get(name).is_some_and(|own| same_json(asked, own))
                })
        }
        (asked, recorded) => json_equal(asked, recorded),
    }
}
