//! Every form that real docs are known to take, each with the reading that is right for it.
//!
//! `tests/forms/README.md` is the table of contents. Chapters hold cases as `tests/model/` does;
//! tables hold one spelling a line, put into the same page again and again.

mod chapter;
#[path = "forms/tables.rs"]
mod tables;

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
    namespaces
    odd_pages
    page_text
    parameters
    property_tables
    types
}

#[test]
fn type_cells() {
    tables::check(include_str!("forms/type_cells.md"), tables::type_cell);
}

#[test]
fn name_cells() {
    tables::check(include_str!("forms/name_cells.md"), tables::name_cell);
}

#[test]
fn descriptions() {
    tables::check(include_str!("forms/descriptions.md"), tables::description);
}

#[test]
fn request_lines() {
    tables::check(include_str!("forms/request_lines.md"), tables::request_line);
}

#[test]
fn permission_cells() {
    tables::check(include_str!("forms/permission_cells.md"), tables::permission_cell);
}

#[test]
fn body_sentences() {
    tables::check(include_str!("forms/body_sentences.md"), tables::body_sentence);
}

#[test]
fn response_sentences() {
    tables::check(include_str!("forms/response_sentences.md"), tables::response_sentence);
}

/// A reader who looks for a form finds it in the table of contents.
#[test]
fn every_case_is_in_the_table_of_contents() {
    let contents = include_str!("forms/README.md");
    let missing: Vec<String> = CHAPTERS
        .iter()
        .flat_map(|(chapter, text)| {
            let names = chapter::cases(text);
            names.into_iter().map(move |case| (chapter, case))
        })
        .map(|(chapter, case)| format!("`{chapter}` | {}", case.lines().next().unwrap_or_default()))
        .filter(|line| !contents.contains(line.as_str()))
        .collect();
    assert!(missing.is_empty(), "tests/forms/README.md lacks:\n{}", missing.join("\n"));
}
