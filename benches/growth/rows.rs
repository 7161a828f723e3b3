//! What is made large, each in one way.

use crate::work::Work;

/// One way to make docs large.
#[derive(Clone, Copy)]
pub(crate) struct Row {
    /// What there is more and more of.
    pub(crate) name: &'static str,
    /// The smallest size.
    pub(crate) size: usize,
    /// The docs of a size.
    pub(crate) files: fn(usize) -> Files,
    /// What is done with them.
    pub(crate) work: Work,
}

pub(crate) type Files = Vec<(String, String)>;

pub(crate) const ROWS: &[Row] = &[
    row("includes of includes, four deep", 4, |n| {
        let mut files = page(&include(0, 1));
        files.extend((0..4).map(|it| (format!("includes/{it}.md"), include(it + 1, n))));
        files.extend(one("includes/4.md", "Some words.\n"));
        files
    }),
    row("a long include named many times", 250, |n| {
        let mut files = page(&include(0, n));
        files.extend(one("includes/0.md", &lines(n, |it| format!("Words of line {it}.\n"))));
        files
    }),
    row("includes in cells", 2_500, |n| {
        let mut files = table(n, |it| format!("p{it}|String|[!INCLUDE [a](../includes/0.md)]"));
        files.extend(one("includes/0.md", "Words.\n"));
        files
    }),
    row("include marks without an end", 10_000, |n| page(&"[!include ".repeat(n))),
    row("include marks without a bracket", 10_000, |n| page(&"[!include [x](a ".repeat(n))),
    row("link references in a table", 2_500, |n| {
        let files = table(n, |it| format!("p{it}|String|See [l{it}]."));
        with(files, &definitions(n))
    }),
    row("link references in text", 2_500, |n| {
        let text = lines(n, |it| format!("See [l{it}].\n"));
        with(page(&text), &definitions(n))
    }),
    row("references to a long destination", 2_500, |n| {
        let files = table(n, |_| "p|String|[a]".to_owned());
        with(files, &format!("[a]: https://a.example/{}\n", "a".repeat(3 * n)))
    }),
    row("link definitions", 5_000, |n| with(page(""), &definitions(n))),
    row("links to headings", 1_000, |n| headings(n, |it| format!("heading-{}", n - 1 - it))),
    row("links to misspelt headings", 1_000, |n| headings(n, |it| format!("haeding-{it}"))),
    row("letters of a misspelt anchor", 10_000, |n| {
        let long = "ab".repeat(n / 2);
        page(&format!("## See {long}\n\nSee [x](#see-{long}c).\n"))
    }),
    row("letters of a misspelt name", 10_000, |n| {
        let long = "ab".repeat(n / 2);
        let mut files = table(1, |_| format!("x|{long}c|Words."));
        files.push(resource(&long, "", "", ""));
        files
    }),
    row("misspelt types", 500, |n| {
        let mut files = table(n, |it| format!("p{it}|[thinx{it}](thinx{it}.md)|Words."));
        files.extend((0..n).map(|it| resource(&format!("thing{it}"), "", "", "")));
        files
    }),
    row("examples that match no line", 2_000, |n| {
        operation(&lines(n, |it| format!("GET /lamps{it}/{{id}}")), n, |it| format!("lapms{it}/1"))
    }),
    row("examples of as many lines", 2_000, |n| {
        operation(&lines(n, |it| format!("GET /lamps{it}/{{id}}")), n, |it| format!("lamps{it}/1"))
    }),
    row("examples of one line", 2_000, |n| {
        operation("GET /lamps/{id}\n", n, |it| format!("x{it}/1"))
    }),
    row("members of a JSON representation", 12_500, |n| {
        vec![resource("thing", "", &members(n), "")]
    }),
    row("members of an example", 12_500, |n| {
        let json = format!("{{\n\"a\": 1{}\n}}", members(n));
        with_answer(&json)
    }),
    row("rows and members", 12_500, |n| {
        vec![resource("thing", &lines(n, |it| format!("|m{it}|String|Words.|")), &members(n), "")]
    }),
    row("members of an enum in a cell", 12_500, |n| {
        let values = (0..n).map(|it| format!("`v{it}`")).collect::<Vec<_>>().join(", ");
        table(1, |_| format!("x|kind|The possible values are: {values}."))
    }),
    row("members of an enum in a table", 12_500, |n| {
        let text = "# kind enum type\n\n## Members\n\n|Member|Description|\n|:--|:--|\n";
        let rows = lines(n, |it| format!("|v{it}|Words.|"));
        one("resources/kind.md", &format!("{text}{rows}"))
    }),
    row("suppressions that are needed", 5_000, |n| {
        page(&lines(n, |it| format!("{ALLOW}\nSee [x](no{it}.md).\n")))
    }),
    row("suppressions that are not", 5_000, |n| page(&format!("{ALLOW}\nWords.\n\n").repeat(n))),
    row("suppressions on one line", 5_000, |n| page(&format!("Words {ALLOW} ").repeat(n))),
    row("rules of a suppression", 5_000, |n| {
        let rules = vec!["dead-link"; n].join(", ");
        let text = format!("<!-- docwright: allow({rules}) the pages come -->\n\n");
        let links = lines(n, |it| format!("See [x](no{it}.md).\n"));
        one("page.md", &format!("{text}# Page\n\n{links}"))
    }),
    row("comments without an end", 25_000, |n| page(&format!("{ALLOW}\n\n{}", "<!-- ".repeat(n)))),
    row("rows", 5_000, |n| table(n, |it| format!("p{it}|String|Words."))),
    row("lines of a row", 10_000, |n| {
        table(1, |_| format!("x|String|Words\n{}", lines(n, |_| "and words".to_owned())))
    }),
    row("lines of a paragraph", 50_000, |n| page(&"import words\n".repeat(n))),
    row("columns", 5_000, |n| page(&["|a", "|-", "|b"].map(|it| it.repeat(n) + "|").join("\n"))),
    row("rows of tables of HTML", 2_500, |n| {
        let rows =
            lines(n, |it| format!("<tr><td><code>p{it}</code></td>\n\n<td>String</td></tr>\n"));
        page(&format!("<table>\n<tr><th>Property</th><th>Type</th></tr>\n{rows}</table>\n"))
    }),
    row("tables of HTML", 1_000, |n| {
        page(&"<table><tr><th>Property</th></tr><tr><td>a</td></tr></table>\n".repeat(n))
    }),
    row("tables of HTML without an end", 5_000, |n| page(&"<table><tr><td>a <!-- b\n\n".repeat(n))),
    row("tables of HTML in each other", 2_500, |n| {
        page(&format!("{}{}", "<table><tr><td>".repeat(n), "</td></tr></table>".repeat(n)))
    }),
    row("rows that cells of HTML go on in", 1_000, |n| {
        let first = format!("<tr><td rowspan=\"{n}\" colspan=\"{n}\">a</td></tr>");
        page(&format!("<table>{first}{}</table>", "<tr><td>b</td></tr>".repeat(n)))
    }),
    row("components", 5_000, |n| page(&"<Note kind=\"a\">\n    Words.\n</Note>\n\n".repeat(n))),
    row("components without an end", 5_000, |n| page(&"<Note a={{\n\n".repeat(n))),
    row("comments in braces without an end", 5_000, |n| page(&"{/* a\n\n".repeat(n))),
    row("columns and rows", 500, |n| {
        page(&format!("{}|\n{}|\n{}", "|a".repeat(n), "|-".repeat(n), "|b|\n".repeat(n)))
    }),
    row("types of a page", 1_000, |n| {
        let one_type = |it: usize| {
            format!(
                "## t{it} resource type\n\nA thing.\n\n### Properties\n\n|Property|Type|\n|:--|:--|\n\
                 |p|String|\n\n### JSON representation\n\n<!-- {{\"blockType\": \"resource\", \
                 \"@odata.type\": \"made.up.t{it}\"}} -->\n\n```json\n{{\"p\": \"String\"}}\n```\n"
            )
        };
        one("resources/things.md", &format!("# Things\n\n{}", lines(n, one_type)))
    }),
    row("pages of one path", 1_500, |n| pages(n, |_| "lamps".to_owned())),
    row("pages of paths of their own", 1_500, |n| pages(n, |it| format!("lamps{it}"))),
    row("derived types", 1_000, |n| {
        let derived = |it: usize| {
            let rows = format!("|p{it}|String|Words.|\n");
            resource(&format!("t{it}"), &rows, "", "Inherits from [thing](thing.md).\n")
        };
        (0..n).map(derived).chain(page("")).collect()
    }),
    row("dead links", 5_000, |n| page(&lines(n, |it| format!("See [x](no{it}.md).\n")))),
    row("comments in front matter", 10_000, |n| {
        one("page.md", &format!("---\n{}---\n# Page\n", "# x\n".repeat(n)))
    }),
    row("JSON without messages", 2_500, |n| {
        let blocks = "```json\n{}\n```\n\n".repeat(n);
        one(
            "api/lamp-get.md",
            &format!("# Get lamp\n\n{LINES}GET /lamps\n```\n\n## Examples\n\n{blocks}"),
        )
    }),
];

pub(crate) const ALLOW: &str = "<!-- docwright: allow(dead-link) the page comes -->";
const LINES: &str = "## HTTP request\n\n```http\n";

const fn row(name: &'static str, size: usize, files: fn(usize) -> Files) -> Row {
    Row { name, size, files, work: Work::Check }
}

pub(crate) fn one(path: &str, text: &str) -> Files {
    vec![(path.to_owned(), text.to_owned())]
}

/// Text made from numbers, each with a line feed behind it.
pub(crate) fn lines(n: usize, line: impl Fn(usize) -> String) -> String {
    (0..n).map(|it| line(it) + "\n").collect()
}

fn include(file: usize, n: usize) -> String {
    format!("[!INCLUDE [a](../includes/{file}.md)]\n\n").repeat(n)
}

fn definitions(n: usize) -> String {
    lines(n, |it| format!("[l{it}]: https://a.example/{it}"))
}

pub(crate) fn members(n: usize) -> String {
    (0..n).map(|it| format!(",\n\"m{it}\": \"String\"")).collect()
}

fn with(mut files: Files, text: &str) -> Files {
    files.iter_mut().for_each(|(_, file)| *file += &format!("\n{text}"));
    files
}

pub(crate) fn resource(name: &str, rows: &str, json: &str, text: &str) -> (String, String) {
    let page = format!(
        "# {name} resource type\n\nNamespace: made.up\n\nA thing.\n\n{text}\n## Properties\n\n\
         |Property|Type|Description|\n|:--|:--|:--|\n|id|String|The key.|\n{rows}\n\
         ## JSON representation\n\n<!-- {{\"blockType\": \"resource\", \"keyProperty\": \"id\", \
         \"@odata.type\": \"made.up.{name}\"}} -->\n\n```json\n{{\n\"id\": \"String\"{json}\n}}\n```\n"
    );
    let file: String = name.chars().take(20).collect();
    (format!("resources/{file}.md"), page)
}

/// The page of a type with a text on it.
pub(crate) fn page(text: &str) -> Files {
    vec![resource("thing", "", "", text)]
}

pub(crate) fn table(n: usize, row: impl Fn(usize) -> String) -> Files {
    vec![resource("thing", &lines(n, |it| format!("|{}|", row(it))), "", "")]
}

fn headings(n: usize, anchor: impl Fn(usize) -> String) -> Files {
    let text = lines(n, |it| format!("### Heading {it}\n\nSee [x](#{}).", anchor(it)));
    page(&format!("## See also\n\n{text}"))
}

fn operation(asked: &str, n: usize, path: impl Fn(usize) -> String) -> Files {
    let example = |it: usize| {
        let path = path(it);
        format!(
            "### Example {it}\n\n```http\nGET https://graph.microsoft.com/v1.0/{path}\n```\n\n\
             ```http\nHTTP/1.1 200 OK\n\n{{\"id\": \"1\"}}\n```\n"
        )
    };
    let text = format!("# Get lamp\n\n{LINES}{asked}```\n\n## Examples\n\n{}", lines(n, example));
    one("api/lamp-get.md", &text)
}

fn with_answer(json: &str) -> Files {
    let mut files = page("");
    let answer = format!(
        "## Response\n\nReturns a [thing](../resources/thing.md) object.\n\n\
         ```http\nHTTP/1.1 200 OK\n\n{json}\n```\n"
    );
    let text = format!("# Get lamp\n\n{LINES}GET /lamps/{{id}}\n```\n\n{answer}");
    files.extend(one("api/lamp-get.md", &text));
    files
}

pub(crate) fn pages(n: usize, path: impl Fn(usize) -> String) -> Files {
    let page = |it: usize| {
        let text =
            format!("# Get lamp {it}\n\nReads it.\n\n{LINES}GET /{}/{{id}}\n```\n", path(it));
        (format!("api/lamp-get-{it}.md"), text)
    };
    (0..n).map(page).collect()
}
