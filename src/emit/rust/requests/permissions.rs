//! Who may call an operation: rows for people, and the texts that the runtime reads.

use crate::emit::rust::rustdoc::{Rustdoc, code, inline, one_line};
use crate::emit::rust::templates::{Code, Lines, lines};
use crate::model::{Operation, Permissions};

/// What a line of a method's docs holds.
const LINE: usize = 92;

/// Rows that the same pages list, each once and with its text in the form that the runtime reads.
pub(super) struct Group<'o> {
    pages: Vec<&'o str>,
    rows: Vec<(&'o Permissions, String)>,
}

/// The rows of an operation, by the pages that list them: one group unless pages differ.
pub(super) fn groups(operation: &Operation) -> Vec<Group<'_>> {
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
    for (text, row, pages) in rows {
        match groups.iter_mut().find(|group| group.pages == pages) {
            Some(group) => group.rows.push((row, text)),
            None => groups.push(Group { pages, rows: vec![(row, text)] }),
        }
    }
    groups
}

/// What the docs of a method say of who may call it.
pub(super) struct Callers {
    /// A line a kind of caller that may.
    pub(super) lines: Vec<String>,
    /// That is all; else other pages say otherwise, or it depends on what is asked for.
    pub(super) are_all: bool,
}

/// Who may call an operation, in short: by the page that its text is from, the least privileged permissions first.
pub(super) fn callers(operation: &Operation) -> Callers {
    let groups = groups(operation);
    let page = operation.docs.page.as_deref().unwrap_or_default();
    let rows = groups.iter().filter(|group| groups.len() == 1 || group.pages.contains(&page));
    let (by_case, plain): (Vec<&Permissions>, Vec<&Permissions>) = rows
        .flat_map(|group| group.rows.iter().map(|(row, _)| *row))
        .partition(|row| row.scope.is_some());
    Callers {
        lines: plain.into_iter().filter_map(caller_line).collect(),
        are_all: groups.len() < 2 && by_case.is_empty(),
    }
}

/// One kind of caller, with as many permissions as a line holds; nothing for those that may not.
fn caller_line(permissions: &Permissions) -> Option<String> {
    let names: Vec<String> = permissions.alternatives.iter().map(|it| together(it)).collect();
    let (first, others) = names.split_first()?;
    let mut line = format!("{}: {first}", inline(&permissions.caller));
    let mut n_left = others.len();
    for name in others {
        let more = if n_left > 1 { 12 } else { 0 };
        if line.chars().count() + name.chars().count() + more > LINE {
            break;
        }
        line.push_str(&format!(", {name}"));
        n_left -= 1;
    }
    if n_left > 0 {
        line.push_str(&format!(" and {n_left} more"));
    }
    Some(line)
}

/// Adds the whole table to the docs of a marker, by page where pages differ.
pub(super) fn document_permissions(rustdoc: Rustdoc, groups: &[Group<'_>]) -> Rustdoc {
    groups.iter().fold(rustdoc, |rustdoc, group| {
        let rows = group.rows.iter().map(|(row, _)| row_item(row));
        let pages: Vec<String> = group.pages.iter().map(|page| code(page)).collect();
        let of_page = match groups.len() {
            1 => String::new(),
            _ => format!(" on {}", pages.join(", ")),
        };
        let rows_of_group = group.rows.iter().map(|(row, _)| row);
        let mut choices = rows_of_group.filter(|it| it.alternatives.len() > 1).peekable();
        let are_ordered = choices.peek().is_some() && choices.all(|it| it.ordered);
        let order = if are_ordered { ", least privileged first" } else { "" };
        rustdoc.ours(&format!("Permissions{of_page}{order}:")).list(rows)
    })
}

/// Permissions that are needed together.
fn together(names: &[String]) -> String {
    names.iter().map(|name| code(name)).collect::<Vec<_>>().join(" with ")
}

fn row_item(permissions: &Permissions) -> String {
    let mut caller = inline(&permissions.caller);
    if let Some(scope) = &permissions.scope {
        caller = format!("{caller}, {}", inline(scope));
    }
    let names: Vec<String> = permissions.alternatives.iter().map(|it| together(it)).collect();
    match names.is_empty() {
        true => format!("{caller}: not supported"),
        false => format!("{caller}: {}", names.join(", ")),
    }
}

/// The constant of a marker: a line for each row, in the form that the runtime reads. One text, since lists of texts are a
/// fortieth of the memory that the compiler needs to check a large client.
pub(super) fn emit_permissions(groups: &[Group<'_>]) -> Lines {
    let mut texts = Vec::new();
    for Group { pages, rows } in groups {
        if groups.len() > 1 {
            let pages: Vec<String> = pages.iter().map(|page| one_line(page)).collect();
            texts.push(format!("# {}", pages.join(", ")));
        }
        texts.extend(rows.iter().map(|(_, text)| text.clone()));
    }
    if texts.is_empty() {
        return Lines::default();
    }
    let text = Code::text_of_lines(&texts);
    lines!(Member [text] { const PERMISSIONS: &'static str = #text; })
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
