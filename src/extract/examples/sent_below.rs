//! JSON behind a request in a block of its own that is what the request sends, and not what is answered.
//!
//! ````markdown
//! ```http
//! POST /lamps
//! ```
//!
//! ```json
//! { "colour": "red" }
//! ```
//! ````

use crate::dialect::ParameterPlace;
use crate::extract::code::annotated_code::AnnotatedCode;
use crate::extract::cx::Cx;
use crate::extract::rows::placed::Placed;
use crate::facts::OperationFacts;
use crate::json::{self, Value};
use std::collections::BTreeSet;

/// What an operation is known to be sent, and to answer to that.
#[derive(Debug, Default)]
pub(crate) struct Sent {
    /// The members of its body.
    members: BTreeSet<String>,
    /// It only reads, so that it is sent nothing.
    pub(crate) is_nothing: bool,
    /// The status of a success, as the text says it.
    pub(crate) answered: Option<u16>,
}

impl Sent {
    /// The members that were read so far, of an operation that is a section.
    pub(crate) fn of(facts: &OperationFacts, placeless: &[Placed], is_nothing: bool) -> Self {
        let is_sent = |it: &&Placed| matches!(it.0, ParameterPlace::Unsaid | ParameterPlace::Body);
        let placeless = placeless.iter().filter(is_sent).map(|(_, claim)| claim);
        let members = facts.body.properties.iter().chain(placeless);
        let members = members.map(|it| it.name.value.to_lowercase());
        let statuses = facts.response.statuses.iter().map(|it| it.value);
        let answered = statuses.into_iter().find(|it| (200..300).contains(it));
        Self { members: members.collect(), is_nothing, answered }
    }

    /// Whether JSON is what the request before it sends: its members are those that are documented, or what is answered stands
    /// right behind it.
    pub(crate) fn is(
        &self,
        cx: &Cx<'_>,
        code: &AnnotatedCode<'_>,
        next: Option<&AnnotatedCode<'_>>,
    ) -> bool {
        let json = |code: &AnnotatedCode<'_>| json(cx, code);
        let is_more = |it: &Value| it.as_object().is_some() || it.as_array().is_some();
        if self.is_nothing || !cx.dialect.shape.has_sections() {
            return false;
        }
        let Some(value) = json(code).filter(is_more) else { return false };
        match self.members.is_empty() {
            true => {
                let next = next.filter(|it| it.heading == code.heading);
                next.and_then(json).as_ref().is_some_and(is_more)
            }
            false => self.holds(&value) || only_member(&value).is_some_and(|it| self.holds(it)),
        }
    }

    /// Whether JSON is an object of members that are documented, where something is sent.
    pub(crate) fn lists(&self, cx: &Cx<'_>, code: &AnnotatedCode<'_>) -> bool {
        let is_sent = !self.is_nothing && cx.dialect.shape.has_sections();
        is_sent && json(cx, code).is_some_and(|it| it.as_object().is_some() && self.holds(&it))
    }

    fn holds(&self, value: &Value) -> bool {
        let object = value.as_array().map_or(Some(value), <[Value]>::first);
        let members = object.and_then(Value::as_object).unwrap_or_default();
        !members.is_empty()
            && members.iter().all(|it| self.members.contains(&it.name.to_lowercase()))
    }
}

fn json(cx: &Cx<'_>, code: &AnnotatedCode<'_>) -> Option<Value> {
    let is_body = cx.dialect.shape.is_body(&code.code.language);
    let content = code.code.content;
    is_body.then(|| json::parse(cx.sources().text(content), content).0).flatten()
}

/// What an object of one member holds: rows may be those of an object in what is sent.
fn only_member(value: &Value) -> Option<&Value> {
    match value.as_object() {
        Some([only]) => Some(&only.value),
        _ => None,
    }
}
