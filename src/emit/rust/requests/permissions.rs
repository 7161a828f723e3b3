//! Who may call an operation: rows for people, and one text that the runtime reads.

use crate::emit::rust::rustdoc::{Rustdoc, code, inline, one_line, page_link};
use crate::model::{Model, Operation, Permissions};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// Rows that the same pages list, each once.
struct Group<'o> {
    pages: Vec<&'o str>,
    rows: Vec<&'o Permissions>,
}

/// The rows of an operation, by the pages that list them: one group unless pages differ.
fn groups(operation: &Operation) -> Vec<Group<'_>> {
    let mut rows: Vec<(String, &Permissions, Vec<&str>)> = Vec::new();
    for row in &operation.permissions {
        let (text, page) = (row_text(row), row.page.as_str());
        match rows.iter_mut().find(|(known, ..)| *known == text) {
            Some((.., pages)) if pages.contains(&page) => {}
            Some((.., pages)) => pages.push(page),
            None => rows.push((text, row, vec![page])),
        }
    }
    let mut groups: Vec<Group<'_>> = Vec::new();
    for (_, row, pages) in rows {
        match groups.iter_mut().find(|group| group.pages == pages) {
            Some(group) => group.rows.push(row),
            None => groups.push(Group { pages, rows: vec![row] }),
        }
    }
    groups
}

/// Adds the rows to the docs of a method. Where pages differ, that would be long: its marker has them.
pub(super) fn document_permissions(
    rustdoc: Rustdoc,
    operation: &Operation,
    marker: &str,
) -> Rustdoc {
    match groups(operation).as_slice() {
        [] => rustdoc,
        [only] => rustdoc.ours("Permissions:").list(only.rows.iter().map(|it| row_item(it))),
        [_, ..] => rustdoc.ours(&format!("Permissions: {marker} has them page by page.")),
    }
}

/// Adds the rows to the docs of a marker, where pages differ.
pub(super) fn document_by_page(rustdoc: Rustdoc, model: &Model, operation: &Operation) -> Rustdoc {
    let groups = groups(operation);
    if groups.len() == 1 {
        return rustdoc;
    }
    groups.iter().fold(rustdoc, |rustdoc, group| {
        let pages: Vec<String> = group.pages.iter().map(|page| page_link(model, page)).collect();
        let rows = group.rows.iter().map(|it| row_item(it));
        rustdoc.ours(&format!("Permissions on {}:", pages.join(", "))).list(rows)
    })
}

fn row_item(permissions: &Permissions) -> String {
    let mut caller = inline(&permissions.caller);
    if let Some(scope) = &permissions.scope {
        caller = format!("{caller}, {}", inline(scope));
    }
    let together = |names: &Vec<String>| {
        names.iter().map(|name| code(name)).collect::<Vec<_>>().join(" with ")
    };
    let mut names: Vec<String> = permissions.alternatives.iter().map(together).collect();
    if let (Some(first), true) = (names.first_mut(), permissions.ordered) {
        first.push_str(" (least privileged)");
    }
    match names.is_empty() {
        true => format!("{caller}: not supported"),
        false => format!("{caller}: {}", names.join(", ")),
    }
}

/// The constant of a marker: one text, in the form that the runtime reads.
pub(super) fn emit_permissions(operation: &Operation) -> Option<TokenStream> {
    let groups = groups(operation);
    let mut lines = Vec::new();
    for Group { pages, rows } in &groups {
        if groups.len() > 1 {
            let pages: Vec<String> = pages.iter().map(|page| one_line(page)).collect();
            lines.push(format!("# {}", pages.join(", ")));
        }
        lines.extend(rows.iter().map(|it| row_text(it)));
    }
    if lines.is_empty() {
        return None;
    }
    let text = text_by_line(&lines);
    Some(quote!(const PERMISSIONS: &'static str = #text;))
}

fn row_text(permissions: &Permissions) -> String {
    let Permissions { caller, scope, alternatives, ordered, .. } = permissions;
    let together = |names: &Vec<String>| {
        names.iter().map(|name| one_line(name)).collect::<Vec<_>>().join(" + ")
    };
    let names: Vec<String> = alternatives.iter().map(together).collect();
    let names = match (names.is_empty(), ordered) {
        (true, _) => "not supported".to_owned(),
        (false, true) => names.join(" < "),
        (false, false) => names.join(", "),
    };
    let scope = scope.iter().map(|scope| format!(", {}", one_line(scope))).collect::<String>();
    format!("{}{scope}: {names}", one_line(caller))
}

/// A literal of several lines, each on a line of its own: `"\` begins it, `\n\` ends a line.
fn text_by_line(lines: &[String]) -> Literal {
    let escaped = lines.iter().map(|line| {
        let quoted = Literal::string(line).to_string();
        quoted[1..quoted.len() - 1].to_owned()
    });
    let text = escaped.collect::<Vec<_>>().join("\\n\\\n        ");
    let literal: Result<Literal, _> = format!("\"\\\n        {text}\"").parse();
    literal.unwrap_or_else(|error| panic!("no literal ({error}): {text}"))
}
