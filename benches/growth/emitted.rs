//! Docs of which much Rust is made.

use crate::rows::{Files, Row, lines, members, one, page, pages, resource};
use crate::work::Work;

pub(crate) const ROWS: &[Row] = &[
    row("emitted: types in a chain of bases", 25, |n| types(n, |it| base(it.checked_sub(1)))),
    row("emitted: types in chains of 16", 25, |n| {
        types(n, |it| base(it.checked_sub(1).filter(|_| it % 16 > 0)))
    }),
    row("emitted: types of one base", 25, |n| types(n, |it| base((it > 0).then_some(0)))),
    row("emitted: types in a ring", 25, |n| {
        types(n, |it| format!("|next|[t{0}](t{0}.md)|Words.|", (it + 1) % n))
    }),
    row("emitted: types that hold one another", 25, |n| {
        types(n, |it| lines(8, |step| format!("|p{step}|t{}|Words.|", (it + step + 1) % n)))
    }),
    row("emitted: properties of a type", 200, |n| {
        vec![resource("thing", &lines(n, |it| format!("|p{it}|String|Words.|")), "", "")]
    }),
    row("emitted: properties of one name in Rust", 200, |n| {
        vec![resource("thing", &lines(n, |it| format!("|{}|String|Words.|", alike(it))), "", "")]
    }),
    row("emitted: members of a JSON representation", 200, |n| {
        vec![resource("thing", "", &members(n), "")]
    }),
    row("emitted: members of an enum", 400, |n| {
        let text = "# kind enum type\n\n## Members\n\n|Member|Description|\n|:--|:--|\n";
        let mut files = page("");
        files.extend(one(
            "resources/kind.md",
            &format!("{text}{}", lines(n, |it| format!("|v{it}|Words.|"))),
        ));
        files
    }),
    row("emitted: paths in a tree", 25, |n| pages(n, |it| tree(it, 3))),
    row("emitted: paths side by side", 25, |n| pages(n, |it| format!("lamps/l{it}"))),
    row("emitted: paths below one another", 25, |n| pages(n, |it| ladder(it, 16))),
    // Up to the limit each node of a path is named after all above it; beyond it nothing is made.
    row("emitted: segments of a path", 50, |n| {
        pages(8, |it| format!("l{it}/{}", ladder(n - 1, n)))
    }),
    row("emitted: segments of one name in Rust", 25, |n| pages(n, alike)),
    row("emitted: namespaces side by side", 25, |n| {
        types_in(n, |it| format!("made.n{it}"), |_| String::new())
    }),
    row("emitted: namespaces in a tree", 25, |n| {
        types_in(n, |it| tree(it, 2).replace('/', "."), |_| String::new())
    }),
    row("emitted: namespaces within each other", 25, |n| {
        types_in(n, |it| ladder(it, 15).replace('/', "."), |_| String::new())
    }),
    row("emitted: examples", 25, |n| {
        let example = "### Example\n\n```http\nGET https://graph.microsoft.com/v1.0/lamps/x\n```\n\n\
             ```http\nHTTP/1.1 200 OK\n\n{\"id\": \"1\"}\n```\n";
        let answer = "## Response\n\nReturns a [thing](../resources/thing.md) object.\n\n";
        let mut files = pages(1, |_| "lamps".to_owned());
        files[0].1 += &format!("\n{answer}## Examples\n\n{}", example.repeat(n));
        files.extend(page(""));
        files
    }),
    row("emitted: words of a description", 5_000, |n| page(&"Some more words. ".repeat(n))),
];

const fn row(name: &'static str, size: usize, files: fn(usize) -> Files) -> Row {
    Row { name, size, files, work: Work::Emit }
}

fn types(n: usize, rows: impl Fn(usize) -> String) -> Files {
    types_in(n, |_| "made.up".to_owned(), rows)
}

fn types_in(
    n: usize,
    namespace: impl Fn(usize) -> String,
    rows: impl Fn(usize) -> String,
) -> Files {
    let one_type = |it: usize| {
        let rows = rows(it);
        let (text, rows) = if rows.starts_with('|') { ("", &*rows) } else { (&*rows, "") };
        let (path, page) = resource(&format!("t{it}"), rows, "", text);
        (path, page.replace("made.up", &namespace(it)))
    };
    (0..n).map(one_type).collect()
}

fn base(of: Option<usize>) -> String {
    of.map_or_else(String::new, |it| format!("Inherits from [t{it}](t{it}.md).\n"))
}

/// The way to a node of a tree in which each has so many below it.
fn tree(mut node: usize, width: usize) -> String {
    let mut names = vec![format!("s{node}")];
    while node > 0 {
        node = (node - 1) / width;
        names.push(format!("s{node}"));
    }
    names.reverse();
    names.join("/")
}

/// A way of at most so many names.
fn ladder(n: usize, most: usize) -> String {
    let names = (0..=n % most.max(1)).map(|it| format!("s{}x{it}", n / most.max(1)));
    names.collect::<Vec<_>>().join("/")
}

/// Names that are the same once they are spelt as Rust spells them.
fn alike(n: usize) -> String {
    let marks = (0..14).map(|bit| if n >> bit & 1 == 0 { "a-" } else { "a_" });
    marks.collect::<String>() + "a"
}
