//! Findings about the user's documents, as data. Wording is made in `rules`, looks in `render`.

mod baseline;
mod edit;
mod fingerprint;
mod gather;
mod levels;
mod mend;
pub mod render;
mod sink;
mod suppression;

pub use baseline::{Baseline, BaselineEntry, Known};
pub use edit::Edit;
pub use levels::{Glob, GlobError, Levels};
pub use mend::{Mended, mend};
pub use sink::Diagnostics;
pub use suppression::Suppression;

use crate::source::Span;
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
    /// The level of a name: `allow`, `warn` or `deny`.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Allow, Self::Warn, Self::Deny].into_iter().find(|level| level.as_str() == name)
    }

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

/// Rules on one kind of thing.
#[derive(Debug)]
pub struct Family {
    /// One word; the name of its folder.
    pub name: &'static str,
    /// What its rules look at.
    pub summary: &'static str,
    /// Its rules, in name order.
    pub rules: &'static [&'static Rule],
}

/// One finding.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// How serious it is: the rule's own level until [`Diagnostics::decide`].
    pub level: Level,
    /// Its page says that it is to be passed over; see [`Diagnostics::suppress`].
    pub is_suppressed: bool,
    /// One clause a person would say.
    pub headline: String,
    /// The text to change.
    pub primary: Label,
    /// Texts that disagree with it.
    pub secondary: Vec<Label>,
    /// Reasons and edits, each after the headline.
    pub notes: Vec<Note>,
    /// Every place of a mistake that is told once, its own first; none where it has but one. The text is
    /// what would be told there, if that is something else.
    pub places: Vec<Label>,
    /// Which others it is told with.
    gathers: Gathers,
    /// The change that surely mends it; see [`Self::edit`].
    pub edits: Vec<Edit>,
}

impl Diagnostic {
    /// A finding of `rule` at `span`.
    pub fn new(rule: &'static Rule, span: Span, headline: impl Into<String>) -> Self {
        Self {
            rule,
            level: rule.level,
            is_suppressed: false,
            headline: headline.into(),
            primary: Label { span, text: String::new() },
            secondary: Vec::new(),
            notes: Vec::new(),
            places: Vec::new(),
            gathers: Gathers::Nothing,
            edits: Vec::new(),
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

    /// It is one mistake wherever the same is said with the same reasons: told once, with its places.
    pub fn once(mut self) -> Self {
        self.gathers = match self.gathers {
            Gathers::Habit { summary, .. } => Gathers::Habit { summary, or_same: true },
            Gathers::Nothing | Gathers::Same => Gathers::Same,
        };
        self
    }

    /// Where a good part of the pages does it, that is told once, in these words.
    pub fn habit(mut self, summary: impl Into<String>) -> Self {
        let or_same = self.gathers == Gathers::Same;
        self.gathers = Gathers::Habit { summary: summary.into(), or_same };
        self
    }

    /// Gives the reason.
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.add_note(NoteKind::Note, text);
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
        self.add_note(NoteKind::Help, text);
        self
    }

    /// Carries an edit that surely mends it; the top of `edit.rs` says what that takes. To be called for each edit of one
    /// change.
    pub fn edit(mut self, span: Span, replacement: impl Into<String>) -> Self {
        self.edits.push(Edit { span, replacement: replacement.into() });
        self
    }

    fn add_note(&mut self, kind: NoteKind, text: impl Into<String>) {
        self.notes.push(Note { kind, text: text.into() });
    }
}

/// Which others a finding is told with.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Gathers {
    /// None: each is a mistake of its own.
    Nothing,
    /// Those that say the same with the same reasons.
    Same,
    /// Those of its rule, where the docs do it all over; in these words.
    Habit {
        summary: String,
        /// Where they don't, those that say the same.
        or_same: bool,
    },
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
