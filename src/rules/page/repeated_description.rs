//! `repeated-description`: two properties of a type have the same description.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::facts::PropertyClaim;
use crate::rules::cx::{RuleCx, rows};
use crate::spelling;
use std::collections::BTreeMap;

pub(super) static REPEATED_DESCRIPTION: Rule = Rule {
    name: "repeated-description",
    level: Level::Warn,
    summary: "two properties of a type have the same description",
    explanation: include_str!("repeated_description.md"),
};

/// Fewer words say of many properties the same.
const LEAST_WORDS: usize = 7;

/// Looks at the rows of every type.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    for (_, _, facts) in cx.described() {
        let mut alike: BTreeMap<&str, Vec<&PropertyClaim>> = BTreeMap::new();
        for row in rows(facts).filter(|row| row.notes.inherited_from.is_none()) {
            let Some(description) = &row.description else { continue };
            if description.text.split_whitespace().count() >= LEAST_WORDS {
                alike.entry(&description.text).or_default().push(row);
            }
        }
        for rows in alike.values() {
            // What is said of three and more is meant of all of them.
            if let [first, second] = rows.as_slice()
                && is_of_one(&first.name.value, &second.name.value, description(first))
            {
                diagnostics.report(report(first, second));
            }
        }
    }
}

fn description(row: &PropertyClaim) -> &str {
    row.description.as_ref().map_or("", |it| it.text.as_str())
}

/// Whether a description that two properties share speaks of what only one of them is called after.
fn is_of_one(one: &str, other: &str, description: &str) -> bool {
    let long = |text: &str| {
        let mut words = spelling::words(text);
        words.retain(|word| word.chars().count() > 2 || word == "id");
        words
    };
    let [said, one, other] = [long(description), long(one), long(other)];
    let is_said = |own: &[String], others: &[String]| {
        own.iter().any(|word| !others.contains(word) && said.contains(word))
    };
    let lacks = |own: &[String], others: &[String]| {
        own.iter().any(|word| !others.contains(word) && !said.contains(word))
    };
    (is_said(&one, &other) && lacks(&other, &one) && !is_said(&other, &one))
        || (is_said(&other, &one) && lacks(&one, &other) && !is_said(&one, &other))
}

/// The second of the two rows, and the first.
fn report(first: &PropertyClaim, second: &PropertyClaim) -> Diagnostic {
    let headline = format!(
        "`{}` has the description of `{}`, word for word",
        second.name.value, first.name.value
    );
    let span = second.description.as_ref().map_or(second.span, |it| it.span);
    Diagnostic::new(&REPEATED_DESCRIPTION, span, headline)
        .because(first.description.as_ref().map_or(first.span, |it| it.span), "the same text")
}
