//! Docs that say the same and look otherwise: other names of pages, another order of sections, tables and lists of another
//! make.

use super::edits::Pages;
use std::collections::BTreeMap;

/// How pages sort by their new names.
#[derive(Clone, Copy)]
pub(crate) enum Sorted {
    /// As before: where pages contradict each other, the first one counts.
    Alike,
    /// The other way round.
    Otherwise,
}

/// Lays pages out otherwise.
pub(crate) fn laid_out_otherwise(pages: &Pages, sorted: Sorted) -> Pages {
    let order = |index: usize| match sorted {
        Sorted::Alike => index,
        Sorted::Otherwise => pages.len() - index,
    };
    let names: BTreeMap<&str, String> = pages
        .keys()
        .enumerate()
        .map(|(index, path)| (path.as_str(), other_name(path, order(index))))
        .collect();
    pages
        .iter()
        .map(|(path, text)| {
            let text = reordered(&relinked(path, text, &names));
            (names[path.as_str()].clone(), text.lines().map(|it| format!("{it}\r\n")).collect())
        })
        .collect()
}

/// Another name for a page. What is included keeps its name, since it is no page.
fn other_name(path: &str, order: usize) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    match folder.split('/').any(|it| it == "includes") {
        true => path.to_owned(),
        false => format!("{folder}/p{order:05}-{name}"),
    }
}

/// Links to pages lead to where these are now.
fn relinked(path: &str, text: &str, names: &BTreeMap<&str, String>) -> String {
    // Destinations stand behind the text, or once for all links that name them.
    let inline = relinked_behind("](", path, text, names);
    relinked_behind("]: ", path, &inline, names)
}

fn relinked_behind(mark: &str, path: &str, text: &str, names: &BTreeMap<&str, String>) -> String {
    let folder = path.rsplit_once('/').map_or("", |it| it.0);
    let mut relinked = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(mark) {
        let (before, link) = rest.split_at(at + mark.len());
        relinked.push_str(before);
        let end = link.find([')', '#', ' ', '\n', '\r']).unwrap_or(link.len());
        let (link, after) = link.split_at(end);
        relinked.push_str(&target(folder, link, names).unwrap_or_else(|| link.to_owned()));
        rest = after;
    }
    relinked + rest
}

fn target(folder: &str, link: &str, names: &BTreeMap<&str, String>) -> Option<String> {
    let (up, below) = match link.strip_prefix("../") {
        Some(below) => ("../", below.to_owned()),
        None => ("", format!("{folder}/{}", link.trim_start_matches("./"))),
    };
    // Links in another case are as they were: mended links would be another edit.
    let new = names.get(below.as_str())?;
    Some(match up {
        "" => new.rsplit_once('/').map_or(new.as_str(), |it| it.1).to_owned(),
        up => format!("{up}{new}"),
    })
}

/// The sections that pages have, whose order means nothing. A page with others tells steps, one after the other.
const SECTIONS: &[&str] = &[
    "example",
    "function parameters",
    "http request",
    "json representation",
    "methods",
    "optional query parameters",
    "optional request headers",
    "path parameters",
    "permissions",
    "prerequisites",
    "properties",
    "query parameters",
    "relationships",
    "request body",
    "request headers",
    "response",
    "see also",
];

/// Sections stand the other way round, but for examples, whose order says which is which.
fn reordered(text: &str) -> String {
    let mut sections: Vec<Vec<String>> = vec![Vec::new()];
    let mut fence: Option<&str> = None;
    let (mut is_front_matter, mut is_comment) = (false, false);
    for (number, line) in text.lines().enumerate() {
        is_front_matter =
            line.trim_end() == "---" && number == 0 || is_front_matter && line.trim_end() != "---";
        let mark = line.trim_start();
        match fence {
            Some(open) if mark.starts_with(open) => fence = None,
            Some(_) => {}
            None => fence = ["```", "~~~"].into_iter().find(|it| mark.starts_with(*it)),
        }
        let is_code = fence.is_some() || mark.starts_with("```") || mark.starts_with("~~~");
        if let Some(at) = line.rfind("<!--") {
            is_comment = !line[at..].contains("-->");
        } else if line.contains("-->") {
            is_comment = false;
        }
        if !is_code && !is_comment && line.starts_with("## ") {
            sections.push(Vec::new());
        }
        let line =
            if is_code || is_comment || is_front_matter { line.to_owned() } else { remade(line) };
        sections.last_mut().expect("there is one").push(line);
    }
    let is_example = |section: &Vec<String>| {
        section.first().is_some_and(|it| it.to_lowercase().contains("example"))
    };
    let is_known = |section: &Vec<String>| {
        let title = section.first().map_or("", |it| it.trim_start_matches('#').trim());
        let title = title.to_lowercase();
        is_example(section) || SECTIONS.contains(&title.as_str())
    };
    let first = sections.remove(0);
    if !sections.iter().all(is_known) {
        return first
            .into_iter()
            .chain(sections.into_iter().flatten())
            .map(|it| it + "\n")
            .collect();
    }
    let (examples, others): (Vec<_>, Vec<_>) = sections.into_iter().partition(is_example);
    let all = std::iter::once(first).chain(others.into_iter().rev()).chain(examples);
    // Sections end in a blank line wherever they stand.
    all.flat_map(|section| section.into_iter().chain([String::new()]))
        .map(|line| line + "\n")
        .collect()
}

/// A row with other blanks, an item with another bullet, a line that ends in blanks.
fn remade(line: &str) -> String {
    let is_row = line.trim_start().starts_with('|');
    if is_row && !line.contains(['`', '\\', '<']) {
        let cells = line.trim().trim_start_matches('|').trim_end_matches('|').split('|');
        let cells =
            cells.enumerate().map(|(n, cell)| format!("{} {}", cell.trim(), " ".repeat(n % 3)));
        return format!("| {}| ", cells.collect::<Vec<_>>().join("| "));
    }
    if let Some(item) = line.strip_prefix("* ") {
        return format!("- {item}");
    }
    // Two blanks would break the line.
    if line.is_empty() || line.ends_with(' ') { line.to_owned() } else { format!("{line} ") }
}
