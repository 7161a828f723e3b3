//! What is said of docs, and how the command tells what it found.

use crate::rows::{ALLOW, Files, Row, lines, page, resource, table};
use crate::work::Work;

pub(crate) const ROWS: &[Row] = &[
    row("`-v`: dead links", 125, "check docs --docs-only -v", |n| {
        in_docs(many_pages(n, 50, |it| format!("See [x](no{it}.md).\n")))
    }),
    row("`-v`: dead links on one line", 125, "check docs --docs-only -v", |n| {
        in_docs(page(&lines(n, |it| format!("See [x](no{it}.md). ")).replace('\n', "")))
    }),
    row("`-v`: letters of a line", 10_000, "check docs --docs-only -v", |n| {
        in_docs(page(&format!("{} [x](no.md) {0}", "words ".repeat(n)).repeat(2)))
    }),
    row("JSON: dead links", 500, "check docs --docs-only --format json", |n| {
        in_docs(many_pages(n, 250, |it| format!("See [x](no{it}.md).\n")))
    }),
    row("SARIF: dead links", 500, "check docs --docs-only --format sarif", |n| {
        in_docs(many_pages(n, 250, |it| format!("See [x](no{it}.md).\n")))
    }),
    row("baseline: entries that match nothing", 2_500, KNOWN, |n| {
        with_baseline(page(""), n, |it| format!("no finding {it}"))
    }),
    row("baseline: pages that are not there", 2_500, KNOWN, |n| {
        let mut files = in_docs(page(""));
        let entries = lines(n, |it| format!("[\"page{it}.md\".dead-link]\n\"words\" = 1"));
        files.push(("known.toml".to_owned(), format!("{BASELINE}{entries}")));
        files
    }),
    row("baseline: entries of findings", 2_500, KNOWN, |n| {
        let links = page(&lines(n, |it| format!("See [x](no{it}.md).\n")));
        with_baseline(links, n, |it| format!("there is no page `resources/no{it}.md`"))
    }),
    row("settings: patterns of paths, and findings", 100, "check docs --docs-only", |n| {
        let files = page(&lines(50 * n, |it| format!("See [x](no{it}.md).\n")));
        with_settings(files, &patterns(n, "dead-link"))
    }),
    row("settings: patterns of paths, and suppressions", 100, "check docs --docs-only", |n| {
        let files = page(&lines(50 * n, |it| format!("{ALLOW}\nSee [x](no{it}.md).\n")));
        with_settings(files, &patterns(n, "dead-link"))
    }),
    row("settings: stars of a pattern", 25, "check docs --docs-only", |n| {
        let pattern = format!("[[paths]]\nglob = \"{}b.md\"\n", "*s".repeat(n));
        let levels = "levels = { dead-link = \"warn\" }\n";
        let mut files = with_settings(page("See [x](no.md)."), &format!("{pattern}{levels}"));
        files.push((format!("docs/{}b.md", "s".repeat(n)), "# One that it is of\n".to_owned()));
        files
    }),
    row("settings: spellings of a dialect", 100, "check docs --docs-only", |n| {
        let mut files = with_settings(page("Some words."), "dialect = \"own.toml\"\n");
        let spellings = lines(n, |it| format!("    \"{{x}} thing{it} type\","));
        let text = format!("extends = \"graph\"\nname = \"own\"\ntitles = [\n{spellings}]\n");
        files.push(("docs/own.toml".to_owned(), text));
        files
    }),
    stale("stale: lines of a file, all others", 250, |text| text.replace('\n', " //\n")),
    stale("stale: lines of a file, each second", 250, |text| {
        let spoilt = text.lines().enumerate().map(|(at, line)| match at % 2 {
            0 => format!("{line}\n"),
            _ => format!("{line} // {at}\n"),
        });
        spoilt.collect()
    }),
    stale("stale: lines of a file, the other way round", 250, |text| {
        text.lines().rev().map(|line| format!("{line}\n")).collect()
    }),
    stale("stale: a file that is empty", 250, |_| String::new()),
];

const KNOWN: &str = "check docs --docs-only --baseline known.toml";
const BASELINE: &str =
    "# Findings that `docwright check` knows and does not tell.\nversion = 1\n\n";

const fn row(
    name: &'static str,
    size: usize,
    args: &'static str,
    files: fn(usize) -> Files,
) -> Row {
    Row { name, size, files, work: Work::Command(args) }
}

/// A type of so many properties, with what becomes of its file.
const fn stale(name: &'static str, size: usize, spoil: fn(&str) -> String) -> Row {
    let files: fn(usize) -> Files = |n| in_docs(table(n, |it| format!("p{it}|String|Words.")));
    Row { name, size, files, work: Work::Stale(spoil, "check docs --out out -v") }
}

fn in_docs(files: Files) -> Files {
    files.into_iter().map(|(path, text)| (format!("docs/{path}"), text)).collect()
}

/// Pages with so many lines each.
fn many_pages(n: usize, each: usize, line: impl Fn(usize) -> String) -> Files {
    let page = |page: usize| {
        let text = lines(each, |it| line(page * each + it));
        resource(&format!("t{page}"), "", "", &text)
    };
    (0..n.div_ceil(each)).map(page).collect()
}

fn with_baseline(files: Files, n: usize, finding: impl Fn(usize) -> String) -> Files {
    let entries = lines(n, |it| format!("\"{}\" = 1", finding(it)));
    let table = "[\"resources/thing.md\".dead-link]\n";
    let mut files = in_docs(files);
    files.push(("known.toml".to_owned(), format!("{BASELINE}{table}{entries}")));
    files
}

fn with_settings(files: Files, text: &str) -> Files {
    let mut files = in_docs(files);
    files.push(("docs/docwright.toml".to_owned(), text.to_owned()));
    // A pattern that is of no page is an error.
    files.push(("docs/resources/x.md".to_owned(), "# X\n".to_owned()));
    files
}

fn patterns(n: usize, rule: &str) -> String {
    lines(n, |it| {
        format!("[[paths]]\nglob = \"resources/[x{it}]*\"\nlevels = {{ {rule} = \"warn\" }}")
    })
}
