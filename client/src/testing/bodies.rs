//! Documented bodies: read into their types, and written back.

use super::deviation::Deviation;
use super::read::{Read, Types};
use super::reading::Reading;
use crate::codec::{Reader, is_control, json_equal};
use crate::json::Value;

/// A documented answer.
#[derive(Clone, Copy, Debug)]
pub struct ExampleBody {
    /// Where it is documented: `page.md:12`.
    pub what: &'static str,
    /// Its text.
    pub json: &'static str,
    /// How its type is read: [`answer`](super::answer) of it.
    pub read: Read,
    /// Where it differs from its docs.
    pub deviations: &'static [Deviation],
}

impl ExampleBody {
    /// What is not as documented and not known.
    pub fn problem(&self, types: &Types) -> Option<String> {
        let Checked { reading, differs } = self.check(types);
        let mut problems = reading.problems(self.deviations);
        problems.extend(differs);
        (!problems.is_empty()).then(|| problems.join("; "))
    }

    pub(super) fn check(&self, types: &Types) -> Checked {
        let mut reader = Reader::auditing(self.json);
        let written = (self.read)(&mut reader);
        let mut reading = Reading::of(reader, self.json, types);
        let read = serde_json::from_str::<Value>(self.json);
        let read = read.map(|it| if reading.is_wrapped { unwrap(it) } else { it });
        let written = written.map(|it| serde_json::from_slice::<Value>(&it).unwrap_or_default());
        if written.is_none() {
            reading.nothing_read();
        }
        let differs = match (read, written) {
            (Err(error), _) => Some(error.to_string()),
            (Ok(read), Some(written)) if !json_equal(&read, &written) => {
                Some(format!("comes back as {written}"))
            }
            (Ok(_), _) => None,
        };
        Checked { reading, differs }
    }
}

/// What became of an example.
pub(super) struct Checked {
    pub(super) reading: Reading,
    /// Why it does not come back equal.
    pub(super) differs: Option<String>,
}

impl Checked {
    /// Every documented member has its documented type, and everything comes back.
    pub(super) fn is_decoded(&self) -> bool {
        self.differs.is_none() && !self.reading.has_other_types()
    }
}

/// What a wrapped answer is written as: control information beside the wrapper becomes the value's own.
fn unwrap(answer: Value) -> Value {
    let Value::Object(mut outer) = answer else { return answer };
    let Some(Value::Object(inner)) = outer.remove("value") else { return Value::Object(outer) };
    outer.retain(|name, _| is_control(name));
    outer.extend(inner);
    Value::Object(outer)
}
