//! What services call the parts of long-running work: headers that lead to a monitor, members of a status, and its words.

use crate::codec::{Decode, from_slice};
use crate::core::{Client, Response};
use crate::error::Error;
use crate::json::Value;
use bytes::Bytes;
use http::header::LOCATION;
use http::{HeaderMap, StatusCode};
use std::fmt;
use url::Url;

/// Headers that say where to ask how far the work is; the first that is there. Where there are several, `Location` is where
/// the result will be.
const MONITORS: [&str; 3] = ["operation-location", "azure-asyncoperation", "location"];

/// Members of a status, by what they say; several spellings each, in lower case.
const STATE: &[&str] = &["status", "state"];
const PERCENT: &[&str] = &["percentagecomplete", "percentcomplete"];
const RESULT_ID: &[&str] = &["resourceid", "targetresourceid"];
const RESULT_PLACE: &[&str] = &["resourcelocation", "targetresourcelocation"];
const DESCRIPTION: &[&str] = &["statusdescription", "description"];
const CODE: &[&str] = &["errorcode"];

/// Words of a status, in lower case. Any other word is one for work that goes on.
const NOT_STARTED: &[&str] = &["notstarted", "waiting", "queued", "pending"];
const SUCCEEDED: &[&str] = &["succeeded", "completed", "complete", "success", "done"];
const FAILED: &[&str] = &["failed", "failure", "deletefailed", "aborted"];
const CANCELLED: &[&str] = &["cancelled", "canceled"];

/// How far work is, in one of a few words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OperationState {
    /// It was accepted.
    NotStarted,
    /// It goes on.
    Running,
    /// It is done.
    Succeeded,
    /// It has failed.
    Failed,
    /// Somebody has called it off.
    Cancelled,
}

/// How far work is, as its monitor says.
#[derive(Clone)]
pub struct OperationStatus {
    state: OperationState,
    json: Value,
    body: Bytes,
}

impl OperationStatus {
    /// Of an answer; `None` if it is not a status but something else, such as the result.
    pub(super) fn of(response: &Response) -> Option<Self> {
        let body = response.body().clone();
        let json = from_slice::<Value>(&body).unwrap_or_default();
        let state = match state_text(&json) {
            Some(word) => state_of(word),
            None if response.status() == StatusCode::ACCEPTED => OperationState::Running,
            None => return None,
        };
        Some(Self { state, json, body })
    }

    /// Of work that was just accepted.
    pub(super) fn accepted(response: &Response) -> Self {
        let status = Self::of(response);
        let status = status.filter(|it| it.text().is_some());
        let nothing =
            || Self { state: OperationState::NotStarted, json: Value::Null, body: Bytes::new() };
        status.unwrap_or_else(nothing)
    }

    /// How far it is, in one of a few words.
    pub fn state(&self) -> OperationState {
        self.state
    }

    /// The service's own word for that: `inProgress`.
    pub fn text(&self) -> Option<&str> {
        state_text(&self.json)
    }

    /// How much of it is done, from 0 to 100, if the service says.
    pub fn percent(&self) -> Option<f64> {
        let percent = match member(&self.json, PERCENT)? {
            Value::String(text) => text.trim().trim_end_matches('%').parse().ok()?,
            number => number.as_f64()?,
        };
        percent.is_finite().then(|| percent.clamp(0.0, 100.0))
    }

    /// What is said about it, for people.
    pub fn description(&self) -> Option<&str> {
        // A state with words of its own stands in an object.
        let inner = member(&self.json, STATE).and_then(|it| member(it, DESCRIPTION));
        inner.or_else(|| member(&self.json, DESCRIPTION))?.as_str()
    }

    /// The id of what the work made.
    pub fn resource_id(&self) -> Option<&str> {
        member(&self.json, RESULT_ID)?.as_str()
    }

    /// Where that is.
    pub fn resource_location(&self) -> Option<&str> {
        member(&self.json, RESULT_PLACE)?.as_str().filter(|it| !it.trim().is_empty())
    }

    /// Reads the status as a type that the docs know.
    pub fn read<T: Decode>(&self) -> Result<T, Error> {
        from_slice(&self.body)
    }

    /// Why it did not succeed.
    pub(super) fn error(&self, response: Response) -> Error {
        let told = match self.state {
            OperationState::Cancelled => "the service has cancelled the work",
            _ => "the service accepted the work, but has failed in it",
        };
        let code = member(&self.json, CODE).and_then(Value::as_str);
        let error = Error::failed(told.to_owned(), &self.body, code, self.description());
        error.in_response(response.status(), response.headers(), response.body())
    }
}

/// Without what else it says: places of results may be secret.
impl fmt::Debug for OperationStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OperationStatus")
            .field("state", &self.state)
            .field("percent", &self.percent())
            .finish_non_exhaustive()
    }
}

fn member<'j>(json: &'j Value, names: &[&str]) -> Option<&'j Value> {
    let members = json.as_object()?;
    names.iter().find_map(|wanted| {
        members.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, it)| it)
    })
}

/// The word of a status: a text, or one inside of an object that describes it.
fn state_text(json: &Value) -> Option<&str> {
    let state = member(json, STATE)?;
    state.as_str().or_else(|| member(state, STATE)?.as_str())
}

fn state_of(word: &str) -> OperationState {
    let is_in = |words: &[&str]| words.iter().any(|it| word.trim().eq_ignore_ascii_case(it));
    if is_in(SUCCEEDED) {
        OperationState::Succeeded
    } else if is_in(FAILED) {
        OperationState::Failed
    } else if is_in(CANCELLED) {
        OperationState::Cancelled
    } else if is_in(NOT_STARTED) {
        OperationState::NotStarted
    } else {
        OperationState::Running
    }
}

/// Where to ask how far the work is that an answer at `page` accepts.
pub(super) fn monitor_of(client: &Client, headers: &HeaderMap, page: &Url) -> Option<Url> {
    MONITORS.iter().find_map(|name| client.place_of(headers.get(*name)?, page))
}

/// Where an answer at `page` leads.
pub(super) fn location_of(client: &Client, headers: &HeaderMap, page: &Url) -> Option<Url> {
    client.place_of(headers.get(LOCATION)?, page)
}
