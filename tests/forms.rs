//! Every form that real docs are known to take, each with the reading that is right for it.
//!
//! `tests/forms/README.md` is the table of contents. Chapters hold cases as `tests/model/` does;
//! tables hold one spelling a line, put into the same page again and again.

mod chapter;
#[path = "forms/said.rs"]
mod said;
#[path = "forms/tables.rs"]
mod tables;
#[path = "forms/variants.rs"]
mod variants;

use chapter::check_chapter;

macro_rules! chapters {
    ($($name:ident)*) => {
        $(
            #[test]
            fn $name() {
                check_chapter(include_str!(concat!("forms/", stringify!($name), ".md")));
            }
        )*

        /// Every chapter with its text.
        const CHAPTERS: &[(&str, &str)] = &[
            $((stringify!($name), include_str!(concat!("forms/", stringify!($name), ".md"))),)*
        ];
    };
}

chapters! {
    annotations
    api_pages
    enums
    examples
    json_representations
    kin
    namespaces
    odd_pages
    page_text
    parameters
    property_tables
    types
}

macro_rules! tables {
    ($($name:ident $reader:ident)*) => {
        $(
            #[test]
            fn $name() {
                let text = include_str!(concat!("forms/", stringify!($name), ".md"));
                tables::check(text, tables::$reader);
            }
        )*

        /// Every table of spellings with its text.
        const TABLES: &[(&str, &str)] = &[
            $((stringify!($name), include_str!(concat!("forms/", stringify!($name), ".md"))),)*
        ];
    };
}

tables! {
    body_sentences body_sentence
    descriptions description
    name_cells name_cell
    permission_cells permission_cell
    request_lines request_line
    response_sentences response_sentence
    type_cells type_cell
}

/// A reader who looks for a form finds it in the table of contents.
#[test]
fn the_table_of_contents_is_current() {
    let contents = include_str!("forms/README.md");
    for (name, text) in CHAPTERS.iter().chain(TABLES) {
        let cases = chapter::cases(text);
        let lines = cases.iter().filter_map(|case| case.lines().next());
        let list: Vec<String> = lines.map(|line| format!("- {line}\n")).collect();
        let part = format!("## [{name}.md]({name}.md)\n\n{}", list.concat());
        assert!(contents.contains(&part), "tests/forms/README.md lacks:\n{part}");
    }
}
