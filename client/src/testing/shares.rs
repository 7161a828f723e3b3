//! How much of the documented examples a client holds, in numbers.

use super::deviation::Deviation;
use super::examples::Examples;
use super::offline::offline;
use crate::core::Client;
use std::collections::BTreeSet;
use std::fmt;
use std::iter::Sum;
use std::ops::Add;

/// How much of the documented examples a client holds. Printed as one line each for answers, their members, and requests,
/// after a line `finding page.md:12` for each place where the docs are known to contradict themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shares {
    /// Answers whose type is known and whose JSON can be read.
    pub bodies: usize,
    /// Those in which every documented member has its documented JSON type, and that come back equal.
    pub decoded: usize,
    /// The members in these answers, control information left out.
    pub members: usize,
    /// Those that a typed field takes; of a value that says it is of a derived type, a field of that type.
    pub typed: usize,
    /// Requests whose URL matches a documented line.
    pub requests: usize,
    /// Those that the client makes exactly: method, path, query, body.
    pub rebuilt: usize,
    findings: BTreeSet<(&'static str, u32)>,
}

impl<C: From<Client>> Examples<C> {
    /// How many of them the client holds.
    pub fn shares(&self) -> Shares {
        Shares::of(self)
    }
}

impl Shares {
    fn of<C: From<Client>>(examples: &Examples<C>) -> Self {
        let client = C::from(offline());
        let rebuilt = examples.requests.iter().filter(|it| it.is_rebuilt(&client));
        let mut shares = Self {
            bodies: examples.bodies.len(),
            requests: examples.requests.len() + examples.unlike.len(),
            rebuilt: rebuilt.count(),
            findings: examples.unlike.iter().copied().collect(),
            ..Self::default()
        };
        for example in examples.bodies {
            let checked = example.check(examples.types);
            shares.decoded += usize::from(checked.is_decoded());
            shares.members += checked.reading.n_members;
            shares.typed += checked.reading.n_typed;
            shares.add_findings(example.what, example.deviations);
        }
        examples.requests.iter().for_each(|it| shares.add_findings(it.what, it.deviations));
        shares
    }

    fn add_findings(&mut self, what: &'static str, deviations: &[Deviation]) {
        let page = what.rsplit_once(':').map_or(what, |(page, _)| page);
        let lines = deviations.iter().filter_map(|it| it.finding());
        self.findings.extend(lines.map(|line| (page, line)));
    }
}

impl Add for Shares {
    type Output = Self;

    fn add(mut self, other: Self) -> Self {
        self.findings.extend(other.findings);
        Self {
            bodies: self.bodies + other.bodies,
            decoded: self.decoded + other.decoded,
            members: self.members + other.members,
            typed: self.typed + other.typed,
            requests: self.requests + other.requests,
            rebuilt: self.rebuilt + other.rebuilt,
            findings: self.findings,
        }
    }
}

impl Sum for Shares {
    fn sum<I: Iterator<Item = Self>>(shares: I) -> Self {
        shares.fold(Self::default(), Add::add)
    }
}

impl fmt::Display for Shares {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (page, line) in &self.findings {
            writeln!(f, "finding {page}:{line}")?;
        }
        let mut share = |what: &str, part: usize, all: usize| {
            let percent = if all == 0 { 100.0 } else { part as f64 * 100.0 / all as f64 };
            writeln!(f, "{what}: {part} of {all} ({percent:.2} %)")
        };
        share("examples decoded equal", self.decoded, self.bodies)?;
        share("members typed", self.typed, self.members)?;
        share("requests rebuilt", self.rebuilt, self.requests)
    }
}
