//! Which level counts for a finding. The first of these that says something about its rule:
//!
//! 1. the command line, or the methods of a build script, the last word of which counts;
//! 2. a suppression in the page;
//! 3. what the doc set's file says for the page's path, the last that matches;
//! 4. what it says for all pages;
//! 5. the rule itself.
//!
//! What is said of several rules at once, and not of this one by its name, does not undo a suppression. What is said of
//! warnings is about all that would otherwise be told without failing the check.

use super::{Level, Rule};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// What was said about the levels of rules, on top of each rule's own.
#[derive(Clone, Debug, Default)]
pub struct Levels {
    /// By the command line, in the order in which it is said.
    asked: Vec<(Asked, Level)>,
    /// By the doc set about some of its pages, a later one beats an earlier one.
    paths: Vec<(Glob, BTreeMap<String, Level>)>,
    /// By the doc set about all of its pages.
    docs: BTreeMap<String, Level>,
    /// By the doc set about what would warn.
    docs_warnings: Option<Level>,
}

/// What the command line says something about.
#[derive(Clone, Debug)]
enum Asked {
    Rule(String),
    Several(BTreeSet<&'static str>),
    Warnings,
}

/// A pattern for paths below the root of the docs: `*` and `?` stop at `/`, `**` does not.
#[derive(Clone, Debug)]
pub struct Glob(glob::Pattern);

/// Why a text is no pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GlobError {
    /// What is wrong with it.
    pub message: &'static str,
}

impl fmt::Display for GlobError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message)
    }
}

impl std::error::Error for GlobError {}

impl Glob {
    /// Reads a pattern.
    ///
    /// # Errors
    ///
    /// If the text is none, for instance because a bracket is never closed.
    pub fn new(text: &str) -> Result<Self, GlobError> {
        glob::Pattern::new(text).map(Self).map_err(|error| GlobError { message: error.msg })
    }

    /// Whether a path, `/` as separator, is one of those meant.
    pub fn matches(&self, path: &str) -> bool {
        let options = glob::MatchOptions {
            case_sensitive: true,
            require_literal_separator: true,
            require_literal_leading_dot: false,
        };
        self.0.matches_with(path, options)
    }
}

impl Levels {
    /// Sets a rule's level as the command line asks for it; beats all else.
    pub fn set(&mut self, rule: impl Into<String>, level: Level) {
        self.asked.push((Asked::Rule(rule.into()), level));
    }

    /// Sets the level of several rules as the command line asks for it.
    pub fn set_several(&mut self, rules: impl IntoIterator<Item = &'static str>, level: Level) {
        self.asked.push((Asked::Several(rules.into_iter().collect()), level));
    }

    /// Sets the level of what would warn as the command line asks for it.
    pub fn set_warnings(&mut self, level: Level) {
        self.asked.push((Asked::Warnings, level));
    }

    /// Sets the level of what would warn, as the doc set wants it.
    pub fn set_warnings_of_docs(&mut self, level: Level) {
        self.docs_warnings = Some(level);
    }

    /// Sets a rule's level for all pages, as the doc set wants it.
    pub fn set_of_docs(&mut self, rule: impl Into<String>, level: Level) {
        self.docs.insert(rule.into(), level);
    }

    /// Sets the levels of rules for the pages of a pattern, as the doc set wants them.
    pub fn set_of_paths(&mut self, glob: Glob, levels: BTreeMap<String, Level>) {
        self.paths.push((glob, levels));
    }

    /// Whether what a rule finds may be told somewhere.
    pub fn may_tell(&self, rule: &Rule) -> bool {
        let is_asked = |asked: &Asked| match asked {
            Asked::Rule(name) => name == rule.name,
            Asked::Several(names) => names.contains(rule.name),
            // What is not told at all does not warn.
            Asked::Warnings => false,
        };
        rule.level > Level::Allow
            || self.docs.contains_key(rule.name)
            || self.paths.iter().any(|(_, levels)| levels.contains_key(rule.name))
            || self.asked.iter().any(|(asked, _)| is_asked(asked))
    }

    /// The level that counts for what a rule finds in a file, which the page may suppress.
    pub(super) fn level(&self, rule: &Rule, path: &str, is_suppressed: bool) -> Level {
        let mut level = if is_suppressed { Level::Allow } else { self.level_of_docs(rule, path) };
        for (asked, said) in &self.asked {
            let is_meant = match asked {
                Asked::Rule(name) => name == rule.name,
                Asked::Several(names) => !is_suppressed && names.contains(rule.name),
                Asked::Warnings => level == Level::Warn,
            };
            if is_meant {
                level = *said;
            }
        }
        level
    }

    fn level_of_docs(&self, rule: &Rule, path: &str) -> Level {
        let of_path = self.paths.iter().rev().find_map(|(glob, levels)| {
            levels.get(rule.name).filter(|_| glob.matches(path)).copied()
        });
        let said = of_path.or_else(|| self.docs.get(rule.name).copied());
        let level = said.unwrap_or(rule.level);
        self.docs_warnings.filter(|_| level == Level::Warn).unwrap_or(level)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static RULE: Rule =
        Rule { name: "dead-link", level: Level::Deny, summary: "", explanation: "" };

    #[test]
    fn what_is_nearer_to_the_finding_counts_and_the_command_line_most() {
        let mut levels = Levels::default();
        assert_eq!(levels.level(&RULE, "api/a.md", false), Level::Deny);
        levels.set_of_docs("dead-link", Level::Warn);
        assert_eq!(levels.level(&RULE, "api/a.md", false), Level::Warn);
        let paths = [("api/*", Level::Allow), ("api/a*", Level::Deny)];
        for (glob, level) in paths {
            let glob = Glob::new(glob).expect("a pattern");
            levels.set_of_paths(glob, BTreeMap::from([("dead-link".to_owned(), level)]));
        }
        assert_eq!(levels.level(&RULE, "api/a.md", false), Level::Deny);
        assert_eq!(levels.level(&RULE, "api/b.md", false), Level::Allow);
        assert_eq!(levels.level(&RULE, "a.md", false), Level::Warn);
        assert_eq!(levels.level(&RULE, "api/a.md", true), Level::Allow);
        levels.set("dead-link", Level::Warn);
        assert_eq!(levels.level(&RULE, "api/a.md", true), Level::Warn);
        assert_eq!(levels.level(&RULE, "api/b.md", false), Level::Warn);
    }

    #[test]
    fn the_last_word_counts_and_what_is_said_of_several_undoes_no_suppression() {
        let mut levels = Levels::default();
        let mut check = |set: fn(&mut Levels), expected: [Level; 2]| {
            set(&mut levels);
            assert_eq!([false, true].map(|it| levels.level(&RULE, "a.md", it)), expected);
        };
        check(|it| it.set_warnings(Level::Allow), [Level::Deny, Level::Allow]);
        check(|it| it.set_several(["dead-link"], Level::Warn), [Level::Warn, Level::Allow]);
        check(|it| it.set_warnings(Level::Deny), [Level::Deny, Level::Allow]);
        check(|it| it.set("dead-link", Level::Allow), [Level::Allow, Level::Allow]);
        check(|it| it.set("dead-link", Level::Warn), [Level::Warn, Level::Warn]);
        check(|it| it.set_several(["other"], Level::Deny), [Level::Warn, Level::Warn]);
        let mut levels = Levels::default();
        levels.set_of_docs("dead-link", Level::Warn);
        levels.set_warnings_of_docs(Level::Deny);
        assert_eq!(levels.level(&RULE, "a.md", false), Level::Deny);
    }

    #[test]
    fn stars_stop_at_folders() {
        let matches = |glob: &str, path: &str| Glob::new(glob).expect("a pattern").matches(path);
        assert!(matches("api/intune-*", "api/intune-x-get.md"));
        assert!(!matches("api/*", "api/old/x.md"));
        assert!(matches("api/**", "api/old/x.md"));
        assert!(matches("**/x.md", "api/old/x.md"));
        assert!(!matches("api/*", "API/x.md"));
        assert!(Glob::new("api/[a").is_err());
    }
}
