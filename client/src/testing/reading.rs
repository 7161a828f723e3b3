//! One reading of an example: what it meets, and how that differs from what is known.

use super::deviation::{Deviation, Met};
use super::read::Types;
use crate::codec::{Audit, Other, Reader, Tally};

/// What one reading of an example meets.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub(super) met: Vec<Met>,
    pub(super) n_members: usize,
    pub(super) n_typed: usize,
    pub(super) is_wrapped: bool,
}

impl Reading {
    /// Of a reader that is done with `text`. A value that says of which type it is, is read as that type too, as
    /// [`downcast`](crate::codec::downcast) does.
    pub(super) fn of(reader: Reader<'_>, text: &str, types: &Types) -> Self {
        let (mismatches, audit) = reader.into_audit();
        let Audit { unknown, others, tally, is_wrapped } = audit;
        let Tally { n_members, n_typed } = tally;
        let mut reading = Self { met: Vec::new(), n_members, n_typed, is_wrapped };
        mismatches.into_iter().for_each(|it| reading.add(Met::of(it)));
        unknown.into_iter().for_each(|it| reading.add(Met::Unknown(it)));
        reading.met.extend(is_wrapped.then_some(Met::Wrapped));
        let is_inside = |one: &Other, it: &Other| {
            it.text.start <= one.text.start && one.text.end <= it.text.end && one.text != it.text
        };
        for other in &others {
            let inner = others.iter().any(|it| is_inside(other, it));
            reading.include(other, text, types, inner);
        }
        reading
    }

    /// Adds what is met when a value is read as the type that it says it is. Members of a value inside another such value
    /// are counted there.
    fn include(&mut self, other: &Other, text: &str, types: &Types, is_inside: bool) {
        let read = types.iter().find(|(name, _)| name.eq_ignore_ascii_case(&other.name));
        let Some((_, read)) = read else {
            self.add(Met::UnknownType(other.path.clone()));
            return;
        };
        let text = text.get(other.text.clone()).unwrap_or_default();
        let mut reader = Reader::auditing(text);
        read(&mut reader);
        let own = Self::of(reader, text, types);
        if !is_inside {
            self.n_members = self.n_members - other.tally.n_members + own.n_members;
            self.n_typed = self.n_typed - other.tally.n_typed + own.n_typed;
        }
        own.met.into_iter().for_each(|met| self.add(met.within(&other.path)));
    }

    fn add(&mut self, met: Met) {
        if !self.met.iter().any(|it| it.same(&met)) {
            self.met.push(met);
        }
    }

    /// In words, how what is met differs from what is known.
    pub(super) fn problems(&self, known: &[Deviation]) -> Vec<String> {
        let known: Vec<Met> = known.iter().map(|it| it.met()).collect();
        let more = self.met.iter().filter(|it| !known.iter().any(|known| known.same(it)));
        let fewer = known.iter().filter(|it| !self.met.iter().any(|met| met.same(it)));
        let more = more.map(Met::to_string);
        more.chain(fewer.map(|it| format!("known, but not so: {it}"))).collect()
    }

    /// Notes that there was no value of the type at all.
    pub(super) fn nothing_read(&mut self) {
        self.add(Met::OtherType(String::new(), "no value of its type".to_owned()));
    }

    pub(super) fn has_other_types(&self) -> bool {
        self.met.iter().any(|it| matches!(it, Met::OtherType(..)))
    }
}
