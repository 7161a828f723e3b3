//! Changes as people and programs read them.

pub mod json;
pub mod markdown;
pub mod text;

use super::{Change, Diff, Effect};

/// How many changes there are of each sort, the worst first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Those that break the wire.
    pub wire: usize,
    /// Those that break Rust code alone.
    pub rust: usize,
    /// Those after which there is more.
    pub adds: usize,
    /// All others.
    pub others: usize,
}

impl Counts {
    /// Counts the changes.
    pub fn of(diff: &Diff) -> Self {
        let mut counts = Self::default();
        for change in &diff.changes {
            match (change.wire, change.rust) {
                (Effect::Breaks, _) => counts.wire += 1,
                (_, Effect::Breaks) => counts.rust += 1,
                (Effect::None, Effect::None) => counts.others += 1,
                (Effect::Adds | Effect::None, Effect::Adds | Effect::None) => counts.adds += 1,
            }
        }
        counts
    }

    /// Such as `major: 2 changes break the wire, 1 only Rust code; 3 add something`.
    pub fn text(self, diff: &Diff) -> String {
        let n_all = diff.changes.len();
        if n_all == 0 {
            return "nothing changed".to_owned();
        }
        let mut told = Vec::new();
        let mut tell = |count: usize, one: &str, many: &str| {
            if count > 0 {
                told.push(format!("{count} {}", if count == 1 { one } else { many }));
            }
        };
        tell(self.wire, "breaks the wire", "break the wire");
        tell(self.rust, "breaks Rust code only", "break Rust code only");
        tell(self.adds, "adds something", "add something");
        tell(self.others, "neither breaks nor adds anything", "neither break nor add anything");
        let verdict = diff.verdict().as_str();
        let changes = if n_all == 1 { "1 change".to_owned() } else { format!("{n_all} changes") };
        match told.len() {
            1 if n_all == 1 => format!("{verdict}: {changes}, which {}", &told[0][2..]),
            1 if self.others > 0 => {
                format!("{verdict}: {changes}, none of which breaks or adds anything")
            }
            1 => format!(
                "{verdict}: {changes}, which all {}",
                told[0].trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ')
            ),
            _ => format!("{verdict}: {changes}, of which {}", told.join(", ")),
        }
    }
}

/// Both places of a change, or the one that there is.
fn places(change: &Change, code: &str) -> String {
    let shown = |place: &super::Place| {
        let place = place.to_string().replace('`', "'");
        format!("{code}{place}{code}")
    };
    match (&change.old, &change.new) {
        (Some(old), Some(new)) if old == new => shown(old),
        (Some(old), Some(new)) => format!("{} → {}", shown(old), shown(new)),
        (Some(old), None) => format!("{}, gone", shown(old)),
        (None, Some(new)) => format!("{}, new", shown(new)),
        (None, None) => String::new(),
    }
}

/// What a change breaks.
fn broken(change: &Change) -> Option<&'static str> {
    match (change.wire, change.rust) {
        (Effect::Breaks, Effect::Breaks) => Some("the wire and Rust"),
        (Effect::Breaks, Effect::None | Effect::Adds) => Some("the wire"),
        (Effect::None | Effect::Adds, Effect::Breaks) => Some("Rust"),
        (Effect::None | Effect::Adds, Effect::None | Effect::Adds) => None,
    }
}
