//! What doc sets document, counted from their text alone: nothing here knows how docwright reads.

use std::collections::BTreeSet;
use std::path::Path;

const METHODS: [&str; 7] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/// A line of a page, by its path below the root of the docs and its number, from 1.
pub(super) type Place = (String, u32);

/// How a doc set writes what is counted.
#[derive(Clone, Copy)]
pub(super) struct Habits {
    /// What a target of a request line begins with.
    pub(super) targets: &'static [&'static str],
    /// Request lines stand in code spans that are whole lines; else in code blocks.
    pub(super) spans: bool,
    /// What the heading above a request line says, in lower case, if all say it: then a page is about one operation.
    pub(super) heading: Option<&'static str>,
    /// The first cells of tables of parameters, in lower case.
    pub(super) tables: &'static [&'static str],
    /// Parameters stand in lists, too.
    pub(super) lists: bool,
    /// Words in the label above a block of JSON that is sent.
    pub(super) sent: &'static [&'static str],
}

/// What the text of a doc set has.
#[derive(Default)]
pub(super) struct Counted {
    /// Request lines: where, and method and path.
    pub(super) lines: Vec<(Place, String)>,
    /// Rows of tables and lists of parameters, below a request line.
    pub(super) rows: Vec<Place>,
    /// Rows of such tables and lists elsewhere.
    pub(super) others: Vec<Place>,
    /// Code blocks with the JSON of an answer: their first and last line.
    pub(super) answers: Vec<(Place, u32)>,
    /// Code blocks with the request of an example, below a request line: likewise.
    pub(super) requests: Vec<(Place, u32)>,
}

impl Counted {
    /// Each route once, however many lines ask for it.
    pub(super) fn routes(&self) -> BTreeSet<&str> {
        self.lines.iter().map(|(_, route)| route.as_str()).collect()
    }
}

/// Counts in all pages below a folder.
pub(super) fn count(root: &Path, habits: &Habits) -> Counted {
    let mut counted = Counted::default();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the folder is there").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "md") {
                let text = std::fs::read_to_string(&path).expect("the page is there");
                let below = path.strip_prefix(root).expect("it is below the root");
                let name = below.to_string_lossy().replace('\\', "/");
                Page {
                    name,
                    habits,
                    counted: &mut counted,
                    operation: None,
                    level: 1,
                    is_headed: false,
                }
                .count(&text);
            }
        }
    }
    counted
}

/// A page while it is counted.
struct Page<'h> {
    name: String,
    habits: &'h Habits,
    counted: &'h mut Counted,
    /// A request line stands below a heading of this level, or above, and no other has come since.
    operation: Option<usize>,
    /// The level of the last heading.
    level: usize,
    /// The last heading is one of request lines.
    is_headed: bool,
}

impl Page<'_> {
    fn place(&self, index: usize) -> Place {
        (self.name.clone(), index as u32 + 1)
    }

    fn count(&mut self, text: &str) {
        let lines: Vec<&str> = text.lines().collect();
        let mut said = "";
        let mut at = 0;
        while let Some(line) = lines.get(at).map(|it| it.trim()) {
            if line.strip_prefix("```").is_some_and(|info| !info.contains('`')) {
                let is_end = |it: &&str| it.trim().starts_with("```");
                let length = lines[at + 1..].iter().position(is_end).unwrap_or(0);
                self.block(at + 1, &lines[at + 1..at + 1 + length], said);
                at += length + 2;
                said = "";
                continue;
            }
            if line.starts_with('#') {
                self.level = line.chars().take_while(|c| *c == '#').count();
                let heading = self.habits.heading;
                self.is_headed = heading.is_some_and(|it| line.to_lowercase().contains(it));
                self.operation = self.operation.filter(|it| heading.is_some() || self.level > *it);
            }
            if self.habits.spans
                && let Some(route) = line.strip_prefix('`').and_then(|it| it.strip_suffix('`'))
                && let Some(route) = self.route(route)
            {
                self.line(at, route);
            }
            if is_rule_of_table(line) && at > 0 && self.is_table(lines[at - 1]) {
                let rows = lines[at + 1..].iter().take_while(|it| it.contains('|')).count();
                (at + 1..=at + rows).for_each(|row| self.row(row));
                at += rows;
            }
            if self.habits.lists && is_row_of_list(line) {
                self.row(at);
            }
            if line.ends_with(':') || line.starts_with(['#', '*']) {
                said = line;
            }
            at += 1;
        }
    }

    fn row(&mut self, index: usize) {
        let place = self.place(index);
        match self.operation {
            Some(_) => self.counted.rows.push(place),
            None => self.counted.others.push(place),
        }
    }

    fn line(&mut self, index: usize, route: String) {
        self.counted.lines.push((self.place(index), route));
        self.operation = Some(self.level);
    }

    /// Method and path of a request line, without what follows `?`.
    fn route(&self, line: &str) -> Option<String> {
        let (method, target) = line.trim().split_once(' ')?;
        let target = target.trim();
        if self.habits.heading.is_some() && !self.is_headed {
            return None;
        }
        let is_target = self.habits.targets.iter().any(|it| target.starts_with(it));
        let path = target.split(['?', ' ']).next()?;
        (METHODS.contains(&method) && is_target).then(|| format!("{method} {path}"))
    }

    fn is_table(&self, header: &str) -> bool {
        let first = header.trim().trim_start_matches('|').split('|').next().unwrap_or_default();
        let first = first.trim().to_lowercase();
        self.habits.tables.contains(&first.as_str())
    }

    /// A code block, with the label above it.
    fn block(&mut self, begin: usize, lines: &[&str], said: &str) {
        let mut words = lines.iter().map(|it| it.trim()).filter(|it| !it.is_empty());
        let Some(first) = words.next() else { return };
        let end = (begin + lines.len()) as u32;
        let place = self.place(begin);
        if first.starts_with("HTTP/") {
            let is_success = first.split(' ').nth(1).is_some_and(|it| it.starts_with('2'));
            let has_json = words.any(|it| it.starts_with(['{', '[']));
            if is_success && has_json {
                self.counted.answers.push((place, end));
            }
            return;
        }
        if first.starts_with(['{', '[']) {
            let said = said.to_lowercase();
            let is_sent = self.habits.sent.iter().any(|it| said.contains(it));
            if self.operation.is_some() && !is_sent {
                self.counted.answers.push((place, end));
            }
            return;
        }
        let is_request = METHODS.iter().any(|it| first.starts_with(&format!("{it} ")));
        let is_message = first.ends_with(" HTTP/1.1") || first.contains("://") || self.habits.spans;
        let is_request = is_request && is_message;
        if lines.iter().any(|it| it.trim().starts_with("curl ")) || is_request {
            if self.operation.is_some() {
                self.counted.requests.push((place, end));
            }
            return;
        }
        let routes: Vec<_> = lines.iter().map(|it| self.route(it)).collect();
        if !self.habits.spans {
            for (index, route) in routes.into_iter().enumerate() {
                if let Some(route) = route {
                    self.line(begin + index, route);
                }
            }
        }
    }
}

/// `| --- | :-: |`
fn is_rule_of_table(line: &str) -> bool {
    line.contains('|') && line.contains("--") && line.chars().all(|c| "|-: \t".contains(c))
}

/// A name in code or bold, and what is said of it: a number is a status.
fn is_row_of_list(line: &str) -> bool {
    let Some(item) = line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")) else {
        return false;
    };
    ["`", "**"].iter().any(|mark| {
        let Some((name, rest)) = item.trim().strip_prefix(mark).and_then(|it| it.split_once(mark))
        else {
            return false;
        };
        let is_name = |c: char| c.is_alphanumeric() || "._-[]".contains(c);
        name.contains(char::is_alphabetic)
            && name.chars().all(is_name)
            && rest.trim_start().starts_with(['-', '–', ':'])
    })
}
