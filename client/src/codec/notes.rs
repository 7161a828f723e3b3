//! What a reader learns beside the values: where another type is than documented, and what tests want to know.

use super::audit::{Audit, Noted, Taken, is_control};
use super::members::each_member;
use super::mismatch::{Mismatch, below};
use super::reader::Reader;

/// How much a reader had learned at some point.
#[derive(Clone, Copy)]
pub(crate) struct Mark {
    n_mismatches: usize,
    pub(super) noted: Noted,
}

impl Reader<'_> {
    pub(crate) fn into_mismatches(self) -> Vec<Mismatch> {
        self.mismatches
    }

    pub(crate) fn audit(&mut self) -> Option<&mut Audit> {
        self.audit.as_deref_mut()
    }

    pub(crate) fn into_audit(self) -> (Vec<Mismatch>, Audit) {
        (self.mismatches, self.audit.map(|it| *it).unwrap_or_default())
    }

    pub(crate) fn mark(&self) -> Mark {
        let noted = self.audit.as_ref().map_or(Noted::default(), |it| it.noted());
        Mark { n_mismatches: self.mismatches.len(), noted }
    }

    /// Notes that the value that begins here is not what was expected, unless something inside it (noted since `mark`) already
    /// explains that.
    pub(crate) fn note(&mut self, mark: Mark, expected: &'static str) {
        if self.mismatches.len() == mark.n_mismatches && !self.is_broken {
            let found = self.found();
            self.mismatches.push(Mismatch { path: String::new(), expected, found });
        }
    }

    /// Notes that a member is not as it has to be, and nothing else: what was noted below it last, or that it is missing.
    pub(crate) fn only_below(&mut self, member: &str, expected: &'static str) {
        let is_below = |path: &str| {
            path.strip_prefix(member)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        let noted = self.mismatches.iter().rposition(|it| is_below(&it.path));
        let mismatch = match noted {
            Some(index) => self.mismatches.swap_remove(index),
            None => Mismatch { path: member.to_owned(), expected, found: "nothing" },
        };
        self.mismatches = vec![mismatch];
    }

    /// Takes back what was noted since `mark`.
    pub(crate) fn forget(&mut self, mark: Mark) {
        self.mismatches.truncate(mark.n_mismatches);
        if let Some(audit) = &mut self.audit {
            audit.forget(mark.noted);
        }
    }

    /// Counts a member that was read since `mark`; what is inside it is counted already.
    pub(super) fn count(&mut self, mark: Mark, taken: Taken) {
        let Some(audit) = self.audit() else { return };
        match taken {
            Taken::Typed => audit.tally.n_typed += 1,
            Taken::Kept => {}
            Taken::Control => {
                audit.tally = mark.noted.tally;
                return;
            }
        }
        audit.tally.n_members += 1;
    }

    /// Counts the members inside the value from `start` to here, which no type was asked about.
    pub(super) fn count_inside(&mut self, start: usize) {
        let (Some(audit), Some(value)) = (&mut self.audit, self.text.get(start..self.at.offset))
        else {
            return;
        };
        audit.tally.n_members += Reader::new(value).n_inside().unwrap_or_default();
    }

    /// How many members are inside a value; control information and what is in it is left out. No deeper than text is read.
    fn n_inside(&mut self) -> Option<usize> {
        let mut n_members = 0;
        match self.peek()? {
            b'[' => {
                self.open(b'[')?;
                while !self.take(b']') {
                    self.take(b',');
                    n_members += self.n_inside()?;
                }
                self.close();
            }
            b'{' => each_member(self, |name, reader| {
                let n_inside = reader.n_inside()?;
                n_members += if is_control(&name) { 0 } else { 1 + n_inside };
                Some(())
            })?,
            _ => self.pass()?,
        }
        Some(n_members)
    }

    /// Forgets the members counted since `mark`: they are read again.
    pub(super) fn recount(&mut self, mark: Mark) {
        if let Some(audit) = self.audit() {
            audit.tally = mark.noted.tally;
        }
    }

    /// Puts a step before the paths noted since `mark`: paths grow from the inside out, and only where there is one.
    pub(crate) fn within(&mut self, mark: Mark, step: impl Fn() -> String) {
        let mismatches = self.mismatches.iter_mut().skip(mark.n_mismatches).map(|it| &mut it.path);
        let audited = self.audit.iter_mut().flat_map(|it| it.paths_since(mark.noted));
        for path in mismatches.chain(audited) {
            *path = below(&step(), path);
        }
    }
}
