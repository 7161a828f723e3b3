//! What JSON looks like that holds a list or an error, whatever its members are called.

use super::answers::{has_word, is_plain};
use crate::json::{Member, Value, ValueKind};

/// Words of members that stand beside a list and say where one is in it.
const BESIDE: &[&str] = &[
    "next",
    "prev",
    "previous",
    "cursor",
    "page",
    "pages",
    "paging",
    "pagination",
    "total",
    "count",
    "more",
    "links",
    "meta",
    "metadata",
    "offset",
    "limit",
    "size",
    "first",
    "last",
    "self",
    "after",
    "continuation",
];
/// Those of them that tell how many there are, which is also told of what has no pages.
const NUMBERS: &[&str] = &["total", "count", "size"];
/// Words of members that say of every answer how it went.
const ROUND_ALL: &[&str] =
    &["status", "success", "successful", "ok", "code", "message", "error", "errors"];
/// What services call the member that has what was asked for, list or not.
const CONTENTS: &[&str] = &["data", "result", "results", "response", "payload", "value", "content"];
/// Words of members whose value leads to more.
const LEADING: &[&str] = &["next", "cursor", "continuation", "more", "after"];
/// What docs call it when something goes wrong.
const ERRORS: &[&str] = &[
    "error",
    "errors",
    "fault",
    "faults",
    "problem",
    "problems",
    "failure",
    "failures",
    "exception",
    "exceptions",
];
/// What members are called that say what went wrong, to programs and to people; the likeliest first.
const CODES: &[&str] =
    &["code", "errcode", "errno", "id", "type", "kind", "reason", "name", "error", "status"];
const MESSAGES: &[&str] =
    &["message", "text", "detail", "details", "description", "title", "msg", "error"];

/// A list, and what leads to more of it.
#[derive(Debug, PartialEq)]
pub(super) struct List {
    /// Where its items are.
    pub(super) place: String,
    /// A member that leads to more, and whether it is a link.
    pub(super) more: Option<(String, bool)>,
    /// Members beside it say where in the list one is.
    pub(super) is_placed: bool,
}

impl List {
    /// Whether something beside it says that it is a part of a list.
    pub(super) fn goes_on(&self) -> bool {
        self.is_placed || self.more.is_some()
    }
}

/// The list that an answer is, or is made for.
pub(super) fn list(value: &Value) -> Option<List> {
    if let ValueKind::Array(items) = &value.kind {
        let is_one = items.iter().all(|it| it.as_object().is_some_and(|it| !it.is_empty()));
        return (is_one && !items.is_empty()).then(|| List {
            place: ".".to_owned(),
            more: None,
            is_placed: false,
        });
    }
    let members = value.as_object()?;
    if let [only] = members
        && only.value.as_object().is_some()
        && is_plain(&only.name)
    {
        let inner = list(&only.value)?;
        let place = format!("{}.{}", only.name, inner.place);
        let more = inner.more.map(|(at, is_link)| (format!("{}.{at}", only.name), is_link));
        return Some(List { place, more, is_placed: inner.is_placed });
    }
    let (arrays, others): (Vec<&Member>, Vec<&Member>) =
        members.iter().partition(|it| it.value.as_array().is_some());
    let [list] = arrays.as_slice() else { return None };
    let has_contents = CONTENTS.contains(&list.name.to_lowercase().as_str());
    let is_beside =
        |it: &Member| has_word(&it.name, BESIDE) || has_contents && has_word(&it.name, ROUND_ALL);
    let is_made_for_it = others.iter().all(|it| is_beside(it));
    let more = others.iter().find_map(|it| leading(it));
    let says_where = |it: &Member| has_word(&it.name, BESIDE) && !has_word(&it.name, NUMBERS);
    let is_placed = others.iter().any(|it| says_where(it));
    // Bare numbers and texts are a value that has no other name, unless there may be more of them.
    let mut items = list.value.as_array().unwrap_or_default().iter();
    let is_of_things = more.is_some() || is_placed || items.all(|it| it.as_object().is_some());
    (is_made_for_it && is_of_things && is_plain(&list.name)).then(|| List {
        place: list.name.clone(),
        more,
        is_placed,
    })
}

/// The arrays of an object that is no list, each of which may be called as the items of one are.
pub(super) fn arrays(value: &Value) -> impl Iterator<Item = &str> {
    let members = value.as_object().unwrap_or_default().iter();
    members.filter(|it| it.value.as_array().is_some()).map(|it| it.name.as_str())
}

/// The member that leads to more, or a member of one.
fn leading(member: &Member) -> Option<(String, bool)> {
    if !is_plain(&member.name) {
        return None;
    }
    if let Some(members) = member.value.as_object() {
        let (at, is_link) = members.iter().find_map(leading)?;
        return Some((format!("{}.{at}", member.name), is_link));
    }
    let text = member.value.as_str()?;
    let is_link = text.starts_with("http") || text.starts_with('/');
    has_word(&member.name, LEADING).then(|| (member.name.clone(), is_link))
}

/// Whether words are about what goes wrong.
pub(super) fn speaks_of_errors(words: &str) -> bool {
    has_word(words, ERRORS)
}

/// Where an error has its code and its words, if JSON is one: by what its members are called, or by the words around it.
pub(super) fn error(value: &Value, is_of_errors: bool) -> Option<[String; 2]> {
    let members = value.as_object()?;
    if let [only] = members
        && is_plain(&only.name)
    {
        let is_of_errors = is_of_errors || has_word(&only.name, ERRORS);
        let inner = match &only.value.kind {
            // A list of other things may say of each how it went.
            ValueKind::Array(items) if is_of_errors => items.first()?,
            ValueKind::Array(_) => return None,
            _ => &only.value,
        };
        let [code, message] = error(inner, is_of_errors)?;
        return Some([format!("{}.{code}", only.name), format!("{}.{message}", only.name)]);
    }
    let is_sentence = |it: &Member| it.value.as_str().is_some_and(|it| it.contains(' '));
    let is_word = |it: &Member| match &it.value.kind {
        ValueKind::String(text) => !text.is_empty() && !text.contains(' '),
        ValueKind::Number(_) => true,
        _ => false,
    };
    let of = |names: &[&str], is_one: &dyn Fn(&Member) -> bool| {
        let mut found = names.iter().filter_map(|name| {
            members
                .iter()
                .find(|it| is_plain(&it.name) && has_word(&it.name, &[name]) && is_one(it))
        });
        found.next().map(|it| it.name.clone())
    };
    let message = of(MESSAGES, &is_sentence)?;
    let code = of(CODES, &is_word)?;
    let is_error = is_of_errors || [&code, &message].iter().any(|it| has_word(it, ERRORS));
    is_error.then_some([code, message])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;
    use crate::source::{FileId, Span};

    fn value(text: &str) -> Value {
        json::parse(text, Span::new(FileId(0), 0..text.len())).0.expect("it is JSON")
    }

    #[test]
    fn lists_and_what_leads_to_more() {
        for (text, place, more) in [
            ("[{\"a\": 1}]", Some("."), None),
            ("{\"rows\": [ ... ], \"next\": \"c_8831\"}", Some("rows"), Some(("next", false))),
            (
                "{\"items\": [], \"nextLink\": \"https://x.example/?p=2\"}",
                Some("items"),
                Some(("nextLink", true)),
            ),
            (
                "{\"data\": [{}], \"meta\": {\"next_cursor\": \"x\"}}",
                Some("data"),
                Some(("meta.next_cursor", false)),
            ),
            ("{\"data\": {\"lamps\": [], \"total\": 2}}", Some("data.lamps"), None),
            ("{\"status\": \"ok\", \"data\": [{}], \"message\": null}", Some("data"), None),
            ("{\"status\": \"ok\", \"lamps\": [{}]}", None, None),
            ("{\"found\": [], \"more\": \"g-4\"}", Some("found"), Some(("more", false))),
            ("{\"id\": \"x\", \"tags\": [\"a\"]}", None, None),
            ("[1, 2]", None, None),
            ("{}", None, None),
        ] {
            let found = list(&value(text));
            let found = found.map(|it| (it.place, it.more, it.is_placed));
            let more = more.map(|(at, is_link): (&str, bool)| (at.to_owned(), is_link));
            let is_placed = more.is_some();
            assert_eq!(found, place.map(|it| (it.to_owned(), more, is_placed)), "{text}");
        }
    }

    #[test]
    fn errors_by_their_members_or_by_the_words_around_them() {
        let lamp = "{\"id\": \"x\", \"title\": \"A red lamp\"}";
        for (text, is_of_errors, expected) in [
            (
                "{\"fault\": {\"id\": \"late\", \"text\": \"It is late.\"}}",
                false,
                Some(["fault.id", "fault.text"]),
            ),
            (
                "{\"errors\": [{\"code\": 3, \"detail\": \"It is late.\"}]}",
                false,
                Some(["errors.code", "errors.detail"]),
            ),
            ("{\"code\": \"late\", \"message\": \"It is late.\"}", true, Some(["code", "message"])),
            (
                "{\"error\": \"late\", \"message\": \"It is late.\"}",
                false,
                Some(["error", "message"]),
            ),
            (
                "{\"errcode\": \"L_LATE\", \"error\": \"It is late.\"}",
                false,
                Some(["errcode", "error"]),
            ),
            ("{\"runs\": [{\"run_id\": \"r1\", \"error\": \"It was late.\"}]}", false, None),
            (lamp, false, None),
            ("{\"id\": 3, \"title\": \"A red lamp\", \"last_error\": null}", false, None),
            ("{\"error\": true}", false, None),
        ] {
            let expected = expected.map(|it| it.map(str::to_owned));
            assert_eq!(error(&value(text), is_of_errors), expected, "{text}");
        }
    }
}
