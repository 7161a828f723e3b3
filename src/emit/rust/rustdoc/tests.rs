use super::*;

fn check(text: &str) -> String {
    Rustdoc::new().prose(Some(text)).lines().join("\n")
}

#[test]
fn prose_is_kept_as_written() {
    insta::assert_snapshot!(
        check("The date in `yyyy-MM-dd` form. Supports $filter (eq, ne) on snake_case."),
        @"The date in `yyyy-MM-dd` form. Supports $filter (eq, ne) on snake_case."
    );
}

#[test]
fn links_tags_emphasis_and_entities_are_text() {
    insta::assert_snapshot!(
        check("A [User] or Vec<String>, **TODO ** &nbsp; _x_ \\[ and \\d"),
        @r"A \[User\] or Vec\<String>, \*\*TODO \*\* \&nbsp; \_x\_ \\\[ and \d"
    );
}

#[test]
fn urls_become_links_and_stop_before_the_full_stop() {
    insta::assert_snapshot!(
        check("See https://example.com/a_b?x=1. Not http:// alone."),
        @"See <https://example.com/a_b?x=1>. Not http:// alone."
    );
}

#[test]
fn blocks_do_not_start() {
    insta::assert_snapshot!(check("# One\n\n- two\n\n3. three\n\n> four\n\n```\nfn main() {}\n```\n\n    five\n\n==="), @r"
    \# One

    \- two

    3\. three

    \> four

    `fn main() {}`

    five

    \===
    ");
}

#[test]
fn an_open_backtick_is_text() {
    insta::assert_snapshot!(check("one ` two `` three"), @r"one \` two \`\` three");
}

#[test]
fn characters_that_the_compiler_refuses_are_dropped() {
    assert_eq!(check("a\u{202e}b\u{2066}\rc\u{0}d\u{2028}e\u{feff}"), "ab cd e");
}

#[test]
fn a_code_span_never_breaks() {
    let text = format!("{} `- not a list`", "word ".repeat(18));
    assert!(check(&text).ends_with("\n`- not a list`"));
}

#[test]
fn a_backslash_does_not_break_the_line() {
    let text = format!("{} \\ and", "words ".repeat(15) + "word");
    assert_eq!(check(&text), format!("{} \\\\\nand", "words ".repeat(15) + "word"));
    assert_eq!(check("C:\\ is a path, \\d a digit"), "C:\\ is a path, \\d a digit");
}

#[test]
fn what_was_made_harmless_stays_so() {
    let list = |items: &[String]| Rustdoc::new().list(items.iter().cloned()).lines().join("\n");
    // Read a second time, the loose backtick would open a span and the name stand outside of its own.
    let item = format!("{}: {}", inline("a ` b"), code("<b>`c"));
    assert_eq!(list(&[item]), "- a \\` b: ``<b>`c``");
    assert_eq!(list(&[format!("x\\\\ {}", code("a b"))]), "- x\\\\ `a b`");
}

#[test]
fn links_lead_to_the_web_or_are_none() {
    let link = |url: &str, page: &str| {
        let published = vec![["".into(), url.into(), "".into()]];
        page_link(&Model { published, ..Model::default() }, page)
    };
    assert_eq!(link("https://x.example/", "a/b.md"), "[`a/b.md`](https://x.example/a/b)");
    for url in ["javascript:", "https://x/)\n\n~~~\n", "https://x/ ", "https://x/<", "x"] {
        assert_eq!(link(url, "a.md"), "`a.md`");
    }
    assert_eq!(link("https://x.example/", "a (b).md"), "`a (b).md`");
}

#[test]
fn code_takes_as_many_backticks_as_it_needs() {
    assert_eq!(code("plain"), "`plain`");
    assert_eq!(code("a`b"), "``a`b``");
    assert_eq!(code("`"), "`` ` ``");
    assert_eq!(code(""), "\"\"");
}
