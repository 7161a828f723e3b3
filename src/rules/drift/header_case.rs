//! `header-case`: an example spells the name of a header in another case than it is registered in.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::http::{Header, registered};
use crate::rules::cx::RuleCx;
use std::collections::BTreeMap;

/// Docs of which less than one place in so many has the registered spelling have a habit of their own.
const HABIT: usize = 4;

pub(super) static HEADER_CASE: Rule = Rule {
    name: "header-case",
    level: Level::Warn,
    summary: "an example spells the name of a header in another case than it is registered in",
    explanation: include_str!("header_case.md"),
};

/// Looks at the headers of all examples, each name by itself.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    let mut names: BTreeMap<&str, (usize, Vec<&Header>)> = BTreeMap::new();
    let examples = cx.operations().flat_map(|(_, operation)| &operation.examples);
    let headers = examples.flat_map(|example| {
        let request = example.request.iter().flat_map(|it| &it.headers);
        request.chain(example.response.iter().flat_map(|it| &it.headers))
    });
    for header in headers {
        let Some(name) = registered(&header.name.value) else { continue };
        let (n_registered, others) = names.entry(name).or_default();
        match header.name.value == name {
            true => *n_registered += 1,
            false => others.push(header),
        }
    }
    for (name, (n_registered, others)) in names {
        if n_registered * HABIT >= n_registered + others.len() {
            others.into_iter().for_each(|it| diagnostics.report(report(it, name, n_registered)));
        }
    }
}

fn report(header: &Header, name: &str, n_registered: usize) -> Diagnostic {
    let headline = format!("header `{}` is registered as `{name}`", header.name.value);
    let places = match n_registered {
        1 => "1 place".to_owned(),
        n_places => format!("{n_places} places"),
    };
    Diagnostic::new(&HEADER_CASE, header.name.span, headline)
        .note(format!("{places} of the docs spell it so"))
        .edit(header.name.span, name)
        .once()
}
