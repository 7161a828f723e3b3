//! Findings about the user's documents, as data. Wording is made in `rules`, looks in `render`.

pub mod render;

use crate::source::Span;
use std::collections::BTreeMap;
use std::fmt;

/// How serious a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Not told.
    Allow,
    /// Told; the check still passes.
    Warn,
    /// Told; the check fails.
    Deny,
}

impl Level {
    /// `allow`, `warn` or `deny`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Warn => "warn",
            Self::Deny => "deny",
        }
    }
}

/// What a rule is: one identity, one level, one explanation.
#[derive(Debug)]
pub struct Rule {
    /// Kebab-case; completes the sentence "allow …"; equals the file name.
    pub name: &'static str,
    /// The level unless the user says otherwise.
    pub level: Level,
    /// One line.
    pub summary: &'static str,
    /// The text of `<rule>.md`.
    pub explanation: &'static str,
}

/// One finding.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// One clause a person would say.
    pub headline: String,
    /// The text to change.
    pub primary: Label,
    /// Texts that disagree with it.
    pub secondary: Vec<Label>,
    /// Reasons and edits, each after the headline.
    pub notes: Vec<Note>,
}

impl Diagnostic {
    /// A finding of `rule` at `span`.
    pub fn new(rule: &'static Rule, span: Span, headline: impl Into<String>) -> Self {
        Self {
            rule,
            headline: headline.into(),
            primary: Label { span, text: String::new() },
            secondary: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Says what is wrong with the primary text.
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }

    /// Points at a text that disagrees.
    pub fn because(mut self, span: Span, text: impl Into<String>) -> Self {
        self.secondary.push(Label { span, text: text.into() });
        self
    }

    /// Gives the reason.
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(Note { kind: NoteKind::Note, text: text.into() });
        self
    }

    /// Suggests the name that was surely meant, if there is one.
    pub fn did_you_mean(self, near: Option<impl fmt::Display>) -> Self {
        match near {
            Some(near) => self.help(format!("did you mean `{near}`?")),
            None => self,
        }
    }

    /// Gives the edit that would mend it.
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.notes.push(Note { kind: NoteKind::Help, text: text.into() });
        self
    }
}

/// A span with words.
#[derive(Clone, Debug)]
pub struct Label {
    /// The text pointed at.
    pub span: Span,
    /// What is said about it; may be empty.
    pub text: String,
}

/// A line below the excerpt.
#[derive(Clone, Debug)]
pub struct Note {
    /// Reason or edit.
    pub kind: NoteKind,
    /// The words.
    pub text: String,
}

/// The kinds of [`Note`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteKind {
    /// The reason.
    Note,
    /// The edit.
    Help,
}

/// Levels by rule name, on top of each rule's own.
#[derive(Clone, Debug, Default)]
pub struct Levels {
    overrides: BTreeMap<String, Level>,
}

impl Levels {
    /// Sets a rule's level.
    pub fn set(&mut self, rule: impl Into<String>, level: Level) {
        self.overrides.insert(rule.into(), level);
    }

    /// The level that counts for a rule.
    pub fn level(&self, rule: &Rule) -> Level {
        self.overrides.get(rule.name).copied().unwrap_or(rule.level)
    }
}

/// The sink that stages report into.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    levels: Levels,
    found: Vec<Diagnostic>,
}

impl Diagnostics {
    /// An empty sink with the given levels.
    pub fn new(levels: &Levels) -> Self {
        Self { levels: levels.clone(), found: Vec::new() }
    }

    /// Takes a finding, unless its rule is allowed.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        if self.levels.level(diagnostic.rule) > Level::Allow {
            self.found.push(diagnostic);
        }
    }

    /// Takes everything another sink has, for stages that run a sink a page.
    pub fn absorb(&mut self, other: Self) {
        self.found.extend(other.found);
    }

    /// An empty sink with the same levels.
    pub fn fork(&self) -> Self {
        Self { levels: self.levels.clone(), found: Vec::new() }
    }

    /// The level of a finding.
    pub fn level(&self, diagnostic: &Diagnostic) -> Level {
        self.levels.level(diagnostic.rule)
    }

    /// Sorts by file, position, rule and headline, and drops exact repeats.
    pub fn finish(&mut self) {
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
        self.found.iter().filter(|diagnostic| self.level(diagnostic) == level).count()
    }
}
