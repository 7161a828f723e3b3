//! Pages of a few lines in, the tree of sections and blocks out as text.

use super::*;

/// Prints a page the way the tests below read it: a line a heading or block.
fn outline(docs: &DocSet, page: &Page) -> String {
    let mut out = String::new();
    for section in page.root.walk() {
        if let Some(heading) = &section.heading {
            out += &format!(
                "{} {} #{}\n",
                "#".repeat(heading.level.into()),
                heading.text,
                heading.slug
            );
        }
        blocks(docs, &section.blocks, &mut out);
    }
    for problem in &page.problems {
        out += &format!("! {:?} {}\n", problem.kind, docs.sources.location(problem.span));
    }
    out
}

fn blocks(docs: &DocSet, blocks_: &[Block], out: &mut String) {
    for block in blocks_ {
        *out += &match &block.kind {
            BlockKind::Paragraph(inline) => format!("text {}\n", show(inline)),
            BlockKind::Table(table) => {
                let mut text = format!("table {}\n", cells(&table.header));
                for row in &table.rows {
                    text += &format!("  row {}\n", cells(&row.cells));
                }
                text
            }
            BlockKind::Code(code) => {
                format!("code {:?} {:?}\n", code.language, docs.sources.text(code.content))
            }
            BlockKind::Comment(comment) => {
                format!("comment {:?}\n", docs.sources.text(comment.content).trim())
            }
            BlockKind::Tab(heading) => format!("tab {}\n", heading.text),
            BlockKind::Markup => format!("markup {:?}\n", docs.sources.text(block.span)),
            BlockKind::Html => format!("html {:?}\n", docs.sources.text(block.span)),
            BlockKind::Rule => "rule\n".to_owned(),
            BlockKind::MissingInclude => "missing include\n".to_owned(),
            BlockKind::Quote(children) => {
                *out += "quote\n";
                blocks(docs, children, out);
                continue;
            }
            BlockKind::List(items) => {
                for item in items {
                    *out += "item\n";
                    blocks(docs, item, out);
                }
                continue;
            }
        };
    }
}

fn cells(cells: &[Cell]) -> String {
    cells.iter().map(|cell| show(&cell.inline)).collect::<Vec<_>>().join(" | ")
}

fn show(inline: &Inline) -> String {
    inline
        .runs
        .iter()
        .map(|run| match &run.kind {
            RunKind::Text => run.text.clone(),
            RunKind::Strong => format!("**{}**", run.text),
            RunKind::Code => format!("`{}`", run.text),
            RunKind::Link { target } => format!("[{}]({})", run.text, target.value),
            RunKind::Break => "⏎".to_owned(),
            RunKind::Html => format!("‹{}›", run.text),
        })
        .collect()
}

fn check(page: &str, expected: &str) {
    check_set(&[("page.md", page)], expected);
}

#[track_caller]
fn check_set(files: &[(&str, &str)], expected: &str) {
    let files = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
    let docs = DocSet::from_files(files);
    let last = docs.find("page.md").expect("the page under test is page.md");
    let page = parse_page(&docs, last);
    assert_eq!(outline(&docs, &page).trim(), expected.trim());
}

#[test]
fn sections_and_repeated_slugs() {
    check(
        "---\ntitle: \"a: b\"\n---\n# One\n## Two *x*\nwords\n## Two x\n",
        "# One #one\n## Two x #two-x\ntext words\n## Two x #two-x-1",
    );
}

#[test]
fn localised_heading_keeps_its_slug() {
    check("## <a name=\"request-body\"></a>Corps\n", "## Corps #request-body");
}

#[test]
fn a_heading_that_links_itself_keeps_its_slug() {
    check("## <a id=\"body\" href=\"#body\">Corps</a>\n", "## Corps #body");
}

#[test]
fn a_tag_of_another_name_or_attribute_is_no_link() {
    check(
        "<a href='x.md'>x</a> <abbr href='y.md'>y</abbr> <a data-href='z.md'>z</a>\n",
        "text [x](x.md) ‹<abbr href='y.md'>›y‹</abbr>› ‹<a data-href='z.md'>›z‹</a>›",
    );
}

#[test]
fn tab_headings_are_no_sections() {
    check(
        "## Request\n# [HTTP](#tab/http)\n``` http\nGET /x\n```\n---\n",
        "## Request #request\ntab HTTP\ncode \"http\" \"GET /x\\n\"\nrule",
    );
}

#[test]
fn row_torn_in_two() {
    check(
        "|A|B|\n|:--|:--|\n|a|one\n two|\n|b|three|\n",
        "table A | B\n  row a | one two\n  row b | three\n! WrappedRow page.md:3:1",
    );
}

#[test]
fn separator_of_another_width() {
    check(
        "words\n|A|B|\n|--|--|--|\n|a|b|\n",
        "text words\ntable A | B\n  row a | b\n! TableSeparator page.md:3:1",
    );
}

#[test]
fn pipes_inside_code_spans() {
    check(
        "|A|B|\n|--|--|\n|a|x `p|q` y|\n|b|`r` \\| s|\n",
        "table A | B\n  row a | x `p|q` y\n  row b | `r` | s\n! PipeInCode page.md:3:1",
    );
}

#[test]
fn rows_without_outer_pipes_and_missing_cells() {
    check(
        "A | B | C\n--|--|--\na | b | c\n|x|\n",
        "table A | B | C\n  row a | b | c\n  row x |  | \n! MissingCells page.md:4:1",
    );
}

#[test]
fn commented_rows_do_not_end_a_table() {
    check(
        "|A|B|\n|--|--|\n|a|b|\n<!-- |c|d| -->\n|e|f|\n",
        "table A | B\n  row a | b\n  row e | f\ncomment \"|c|d|\"",
    );
}

#[test]
fn reference_links_in_cells() {
    check(
        "|A|B|\n|--|--|\n|[x][]|[y][z] c|\n\n[x]: x.md\n[z]: z.md\n",
        "table A | B\n  row [x](x.md) | [y](z.md) c",
    );
}

#[test]
fn asterisks_that_are_not_bold() {
    check("|A|\n|--|\n|**TODO: find out **|\n", "table A\n  row **TODO: find out **");
}

#[test]
fn unclosed_comment_does_not_swallow_the_page() {
    check(
        "words\n\n<!-- { \"a\": 1 }\n\n## Next\nmore\n",
        "text words\ncomment \"{ \\\"a\\\": 1 }\"\n## Next #next\ntext more\n! CommentUnclosed page.md:3:1",
    );
}

#[test]
fn unclosed_fence_does_not_swallow_the_page() {
    check(
        "```http\nGET /x\n\n## Next\nmore\n",
        "code \"http\" \"GET /x\\n\\n\"\n## Next #next\ntext more\n! FenceUnclosed page.md:1:1",
    );
}

#[test]
fn includes_come_from_further_folders_that_were_read() {
    check_set(
        &[
            ("../shared/a.md", "one\n\n[!INCLUDE [b](b.md)]\n"),
            ("../shared/b.md", "two\n\n[!INCLUDE [s](../secret.md)]\n"),
            ("page.md", "[!INCLUDE [a](../shared/a.md)]\n"),
        ],
        "text one\ntext two\nmissing include\n\
         ! IncludeMissing { path: \"../secret.md\" } ../shared/b.md:3:1",
    );
}

#[test]
fn includes_come_from_the_doc_set_only() {
    check_set(
        &[
            ("includes/note.md", "---\na: b\n---\nnoted\n"),
            ("page.md", "[!INCLUDE [n](includes/note.md)]\n\n[!INCLUDE [n](../secret.md)]\n"),
        ],
        "text noted\nmissing include\n! IncludeMissing { path: \"../secret.md\" } page.md:3:1",
    );
}

#[test]
fn includes_in_cells() {
    check_set(
        &[
            ("note.md", "noted\n"),
            ("page.md", "|A|B|\n|--|--|\n|a [!INCLUDE [n](note.md)]|b [!INCLUDE [n](no.md)] c|\n"),
        ],
        "table A | B\n  row a noted | b  c\nmissing include\n\
         ! IncludeMissing { path: \"no.md\" } page.md:3:30",
    );
}

#[test]
fn include_cycles_end() {
    check_set(
        &[("a.md", "[!INCLUDE [n](page.md)]\n"), ("page.md", "[!INCLUDE [n](a.md)]\n")],
        "missing include\n! IncludeCycle { path: \"page.md\" } a.md:1:1",
    );
}

#[test]
fn html_in_cells() {
    check(
        "|A|\n|--|\n|x<br/>y <ul><li>z</ul> <token>|\n",
        "table A\n  row x⏎y ‹<ul>›‹<li>›z‹</ul>› ‹<token>›",
    );
}

#[test]
fn hostile_input_ends() {
    for unit in [
        "[",
        "> ",
        "`",
        "|",
        "<!--",
        "*a_",
        "- ",
        "# ",
        "```\n",
        "\\|",
        "<a",
        "[!INCLUDE [",
        "<table>",
        "</table>",
        "<Note>\n",
        "<Note\n",
        "{/*\n",
    ] {
        let page = format!("|a|\n|-|\n{}\n\n{}", unit.repeat(2_000), unit.repeat(20_000));
        let docs = DocSet::from_files([("page.md".to_owned(), page)]);
        let page = parse_page(&docs, docs.pages[0]);
        assert!(page.root.heading.is_none());
    }
}
