//! Where stages report to: findings in any order in, those that are told, sorted, out.

use super::{Diagnostic, Level, Levels};

/// The sink that stages report into.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Takes a finding. Whether it is told is decided by [`Diagnostics::finish`].
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Takes everything another sink has, for stages that run a sink a page.
    pub fn absorb(&mut self, other: Self) {
        self.found.extend(other.found);
    }

    /// The level of a finding.
    pub fn level(&self, diagnostic: &Diagnostic) -> Level {
        diagnostic.level
    }

    /// Gives each finding its level, drops those that are allowed and exact repeats, and sorts by file,
    /// position, rule and headline.
    pub fn finish(&mut self, levels: &Levels) {
        for finding in &mut self.found {
            finding.level = levels.level(finding.rule);
        }
        self.found.retain(|finding| finding.level > Level::Allow);
        self.found.sort_by(|a, b| {
            (a.primary.span, a.rule.name, &a.headline).cmp(&(
                b.primary.span,
                b.rule.name,
                &b.headline,
            ))
        });
        self.found.dedup_by(|a, b| {
            a.primary.span == b.primary.span
                && a.rule.name == b.rule.name
                && a.headline == b.headline
        });
    }

    /// The findings so far.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.iter()
    }

    /// How many findings stand at a level.
    pub fn count(&self, level: Level) -> usize {
        self.found.iter().filter(|finding| finding.level == level).count()
    }
}
